/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-parse-private.h"

/* Phrases that say how an event repeats: every second Tuesday, on weekdays, five times. */

#define MAX_INTERVAL 1000
#define WORKDAYS 0x1f
#define WEEKENDS 0x60

typedef const GnomonPhraseCapture Capture;

static Capture *
find (const GnomonPhraseMatch *match,
      GnomonPhraseSlot         slot,
      guint                    index)
{
  return gnomon_phrase_match_find (match, slot, index);
}

static int
get_interval (const GnomonPhraseMatch *match)
{
  Capture *number = find (match, GNOMON_SLOT_NUMBER, 0);
  Capture *count = find (match, GNOMON_SLOT_COUNT, 0);
  Capture *ordinal = find (match, GNOMON_SLOT_ORDINAL, 0);

  if (match->pattern->kind == GNOMON_PHRASE_MONTH_DAY)
    return 1;
  if (match->pattern->value > 0)
    return match->pattern->value;
  if (number != NULL)
    return number->value.number;
  if (count != NULL)
    return count->value.number % 60 == 0 ? count->value.number / 60 : 0;
  return ordinal != NULL ? ordinal->value.number : 0;
}

static gboolean
set_unit (GnomonUnderstanding     *self,
          const GnomonPhraseValue *unit,
          int                      interval)
{
  if (unit->number == 1)
    return FALSE;

  self->interval = interval;
  if (unit->number > 1)
    self->repeat = GNOMON_REPEAT_HOURLY;
  else if (unit->months == 12)
    self->repeat = GNOMON_REPEAT_YEARLY;
  else if (unit->months == 1)
    self->repeat = GNOMON_REPEAT_MONTHLY;
  else
    self->repeat = unit->days == 7 ? GNOMON_REPEAT_WEEKLY : GNOMON_REPEAT_DAILY;
  return TRUE;
}

static void
set_weekly (GnomonUnderstanding     *self,
            const GnomonPhraseMatch *match,
            int                      interval)
{
  Capture *ordinal = find (match, GNOMON_SLOT_ORDINAL, 0);
  Capture *weekday = find (match, GNOMON_SLOT_ANYDAY, 0);
  Capture *days = find (match, GNOMON_SLOT_DAYS, 0);

  if (days == NULL)
    days = find (match, GNOMON_SLOT_EACHDAYS, 0);
  self->repeat = GNOMON_REPEAT_WEEKLY;
  self->interval = interval;
  if (days != NULL)
    self->weekdays = (guint) days->value.number;
  else if (weekday != NULL)
    self->weekdays = 1u << (weekday->value.number - 1);

  /* Every second Tuesday is each other one; every first and every last can be of the month only. */
  if (match->pattern->value == 0 && ordinal != NULL && weekday != NULL
      && (ordinal->value.number == 1 || ordinal->value.number < 0))
    {
      self->repeat = GNOMON_REPEAT_MONTHLY;
      self->interval = 1;
      self->ordinal = ordinal->value.number;
    }
}

static void
set_monthly (GnomonUnderstanding     *self,
             const GnomonPhraseMatch *match,
             int                      interval)
{
  Capture *ordinal = find (match, GNOMON_SLOT_ORDINAL, 0);
  Capture *weekday = find (match, GNOMON_SLOT_ANYDAY, 0);
  Capture *day = find (match, GNOMON_SLOT_NTH, 0);

  if (day == NULL)
    day = find (match, GNOMON_SLOT_DAY, 0);
  self->repeat = GNOMON_REPEAT_MONTHLY;
  self->interval = interval;
  if (ordinal != NULL && weekday != NULL)
    {
      self->ordinal = ordinal->value.number;
      self->weekdays = 1u << (weekday->value.number - 1);
    }
  else if (day != NULL)
    {
      self->day_of_month = day->value.number;
    }
}

/* A weekday after what said only that it repeats weekly. */
static gboolean
take_weekdays (GnomonUnderstanding     *self,
               guint                    at,
               const GnomonPhraseMatch *match)
{
  Capture *days = find (match, GNOMON_SLOT_DAYS, 0);

  if (days == NULL)
    days = find (match, GNOMON_SLOT_EACHDAYS, 0);
  if (self->repeat != GNOMON_REPEAT_WEEKLY || self->weekdays != 0 || days == NULL
      || match->pattern->value != 1)
    return FALSE;
  self->weekdays = (guint) days->value.number;
  gnomon_understanding_take (self, at, match->end, GNOMON_EVENT_RRULE);
  return TRUE;
}

gboolean
gnomon_understanding_take_repeat (GnomonUnderstanding     *self,
                                  guint                    at,
                                  const GnomonPhraseMatch *match)
{
  Capture *unit = find (match, GNOMON_SLOT_UNIT, 0);
  int interval = get_interval (match);

  if (self->repeat != GNOMON_REPEAT_NONE)
    return take_weekdays (self, at, match);
  if (interval > MAX_INTERVAL
      || (interval < 1 && find (match, GNOMON_SLOT_ORDINAL, 0) == NULL))
    return FALSE;

  switch ((int) match->pattern->kind)
    {
    case GNOMON_PHRASE_DAILY:
      self->repeat = GNOMON_REPEAT_DAILY;
      self->interval = interval;
      break;
    case GNOMON_PHRASE_WEEKLY:
    case GNOMON_PHRASE_WEEKDAYS:
      set_weekly (self, match, interval);
      break;
    case GNOMON_PHRASE_MONTHLY:
      set_monthly (self, match, interval);
      break;
    case GNOMON_PHRASE_MONTH_DAY:
      self->repeat = GNOMON_REPEAT_MONTHLY;
      self->interval = 1;
      self->day_of_month = match->pattern->value;
      break;
    case GNOMON_PHRASE_YEARLY:
      self->repeat = GNOMON_REPEAT_YEARLY;
      self->interval = interval;
      break;
    case GNOMON_PHRASE_WORKDAYS:
    case GNOMON_PHRASE_WEEKENDS:
      self->repeat = GNOMON_REPEAT_WEEKLY;
      self->interval = 1;
      self->weekdays = match->pattern->kind == GNOMON_PHRASE_WORKDAYS ? WORKDAYS : WEEKENDS;
      break;
    default:
      if (interval < 1 || unit == NULL || !set_unit (self, &unit->value, interval))
        return FALSE;
    }
  gnomon_understanding_take (self, at, match->end, GNOMON_EVENT_RRULE);
  return TRUE;
}

gboolean
gnomon_understanding_take_count (GnomonUnderstanding     *self,
                                 guint                    at,
                                 const GnomonPhraseMatch *match)
{
  Capture *number = find (match, GNOMON_SLOT_NUMBER, 0);

  /* How often is said after what repeats: three times may be anything. */
  if (self->repeat == GNOMON_REPEAT_NONE || self->count > 0 || self->has_last_day || number == NULL
      || number->value.number < 1)
    return FALSE;
  self->count = number->value.number;
  gnomon_understanding_take (self, at, match->end, GNOMON_EVENT_RRULE);
  return TRUE;
}
