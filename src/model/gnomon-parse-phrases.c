/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-civil.h"
#include "gnomon-parse-private.h"

#define MINUTES_PER_DAY 1440
#define MAX_REMINDER_MINUTES 40320

/* A length such as 2h in a language that writes the hours of the day so: below this it is one. */
#define LEAST_CLOCK_HOUR 7

typedef const GnomonPhraseCapture Capture;

static Capture *
find (const GnomonPhraseMatch *match,
      GnomonPhraseSlot         slot,
      guint                    index)
{
  return gnomon_phrase_match_find (match, slot, index);
}

static gboolean
take (GnomonUnderstanding     *self,
      guint                    at,
      const GnomonPhraseMatch *match,
      GnomonEventKey           key)
{
  gnomon_understanding_take (self, at, match->end, (int) key);
  return TRUE;
}

/* Two values in one phrase: the second begins with what its capture covers. */
static gboolean
take_both (GnomonUnderstanding     *self,
           guint                    at,
           const GnomonPhraseMatch *match,
           guint                    second,
           GnomonEventKey           first_key,
           GnomonEventKey           second_key)
{
  gnomon_understanding_take (self, at, second, (int) first_key);
  gnomon_understanding_take (self, second, match->end, (int) second_key);
  return TRUE;
}

/* Days. */

static gboolean
take_day (GnomonUnderstanding     *self,
          guint                    at,
          const GnomonPhraseMatch *match,
          const GnomonPhraseValue *day)
{
  if (self->has_day || self->has_distance)
    return FALSE;
  self->day = *day;
  self->has_day = TRUE;
  return take (self, at, match, GNOMON_EVENT_EVENT_DATE);
}

static gboolean
take_part_of_day (GnomonUnderstanding     *self,
                  guint                    at,
                  const GnomonPhraseMatch *match)
{
  Capture *date = find (match, GNOMON_SLOT_DATE, 0);
  GnomonPhraseValue today = { .day = self->reader.today };

  if (!take_day (self, at, match, date != NULL ? &date->value : &today))
    return FALSE;
  self->part_of_day = match->pattern->value;
  return TRUE;
}

/* In the morning, of the day or the series that was named right before it. */
static gboolean
take_part (GnomonUnderstanding     *self,
           guint                    at,
           const GnomonPhraseMatch *match)
{
  int before = at > 0 ? self->parts[at - 1].key : GNOMON_PART_TITLE;

  if ((before != GNOMON_EVENT_RRULE && before != GNOMON_EVENT_EVENT_DATE) || self->part_of_day >= 0)
    return FALSE;
  self->part_of_day = match->pattern->value;
  return take (self, at, match, GNOMON_EVENT_START_TIME);
}

/* The last day does not lie before the first: a name alone means one that comes later. */
static gboolean
follow (const GnomonPhraseValue *first,
        GnomonPhraseValue       *last,
        const GnomonPhraseReader *reader)
{
  if (last->day >= first->day)
    return TRUE;
  if (last->flags & GNOMON_VALUE_WEEKDAY)
    {
      last->day += (first->day - last->day + 6) / 7 * 7;
      return TRUE;
    }
  if (last->flags & GNOMON_VALUE_NO_YEAR)
    {
      GnomonPhraseReader later = *reader;
      int year, month, day;

      gnomon_civil_day_to_ymd (last->day, &year, &month, &day);
      later.today = first->day;
      return gnomon_phrase_make_date (&later, 0, month, day, last);
    }
  return FALSE;
}

/* From 3 to 5 May: the day, and the month and year of the other. */
static gboolean
make_first_day (const GnomonPhraseReader *reader,
                int                       day,
                const GnomonPhraseValue  *last,
                GnomonPhraseValue        *first)
{
  int year, month, last_day;

  if (!(last->flags & GNOMON_VALUE_MONTH))
    return FALSE;
  gnomon_civil_day_to_ymd (last->day, &year, &month, &last_day);
  return day <= last_day && gnomon_phrase_make_date (reader, year, month, day, first);
}

static gboolean
take_days (GnomonUnderstanding     *self,
           guint                    at,
           const GnomonPhraseMatch *match)
{
  const GnomonPhraseReader *reader = &self->reader;
  Capture *dates[] = { find (match, GNOMON_SLOT_DATE, 0), find (match, GNOMON_SLOT_DATE, 1) };
  Capture *days[] = { find (match, GNOMON_SLOT_DAY, 0), find (match, GNOMON_SLOT_DAY, 1) };
  Capture *month = find (match, GNOMON_SLOT_MONTH, 0);
  Capture *year = find (match, GNOMON_SLOT_YEAR, 0);
  Capture *last_weekday = find (match, GNOMON_SLOT_ANYDAY, 1);
  GnomonPhraseValue first = { 0 }, last = { 0 };
  guint second;

  if (self->has_day || self->has_last_day || self->has_distance)
    return FALSE;

  if (dates[1] != NULL)
    {
      first = dates[0]->value;
      last = dates[1]->value;
      second = dates[1]->start;
    }
  else if (days[1] != NULL && month != NULL)
    {
      if (!gnomon_phrase_make_date (reader, year != NULL ? year->value.number : 0,
                                    month->value.number, days[1]->value.number, &last)
          || !make_first_day (reader, days[0]->value.number, &last, &first))
        return FALSE;
      second = days[1]->start;
    }
  else if (days[1] != NULL)
    {
      GnomonPhraseReader later = *reader;

      gnomon_phrase_make_day (reader, days[0]->value.number, &first);
      later.today = first.day;
      gnomon_phrase_make_day (&later, days[1]->value.number, &last);
      second = days[1]->start;
    }
  else if (days[0] != NULL && dates[0] != NULL)
    {
      last = dates[0]->value;
      second = dates[0]->start;
      if (!make_first_day (reader, days[0]->value.number, &last, &first))
        return FALSE;
    }
  else if (last_weekday != NULL)
    {
      gnomon_phrase_make_weekday (reader, find (match, GNOMON_SLOT_ANYDAY, 0)->value.number,
                                  match->pattern->value, &first);
      gnomon_phrase_make_weekday (reader, last_weekday->value.number, 0, &last);
      second = last_weekday->start;
    }
  else
    {
      return FALSE;
    }

  if (!follow (&first, &last, reader))
    return FALSE;
  self->day = first;
  self->day.flags &= ~(guint) GNOMON_VALUE_WEEKDAY;
  self->last_day = last;
  self->has_day = self->has_last_day = TRUE;
  return take_both (self, at, match, second, GNOMON_EVENT_EVENT_DATE, GNOMON_EVENT_END_DATE);
}

/* Monday 9:00 to Wednesday 17:00. */
static gboolean
take_days_times (GnomonUnderstanding     *self,
                 guint                    at,
                 const GnomonPhraseMatch *match)
{
  Capture *dates[] = { find (match, GNOMON_SLOT_DATE, 0), find (match, GNOMON_SLOT_DATE, 1) };
  Capture *times[] = { find (match, GNOMON_SLOT_AT, 0), find (match, GNOMON_SLOT_AT, 1) };
  GnomonPhraseValue last;

  if (dates[1] == NULL || times[1] == NULL || self->has_day || self->has_last_day || self->has_time
      || self->has_end || self->has_length || self->is_all_day || self->has_distance
      || times[0]->value.number >= MINUTES_PER_DAY)
    return FALSE;
  last = dates[1]->value;
  if (!follow (&dates[0]->value, &last, &self->reader) || last.day == dates[0]->value.day)
    return FALSE;

  self->day = dates[0]->value;
  self->day.flags &= ~(guint) GNOMON_VALUE_WEEKDAY;
  self->last_day = last;
  self->time = times[0]->value;
  self->end = times[1]->value;
  self->has_day = self->has_last_day = self->has_time = self->has_end = TRUE;
  take_both (self, at, match, times[0]->start, GNOMON_EVENT_EVENT_DATE, GNOMON_EVENT_START_TIME);
  return take_both (self, dates[1]->start, match, times[1]->start, GNOMON_EVENT_END_DATE,
                    GNOMON_EVENT_END_TIME);
}

/* The first or the last day of a month that was named alone. */
static gboolean
make_edge_of_month (const GnomonPhraseReader *reader,
                    const GnomonPhraseMatch  *match,
                    GnomonPhraseValue        *value)
{
  Capture *month = find (match, GNOMON_SLOT_MONTH, 0);
  Capture *year = find (match, GNOMON_SLOT_YEAR, 0);
  int this_year, this_month, day;

  if (month == NULL
      || !gnomon_phrase_make_date (reader, year != NULL ? year->value.number : 0,
                                   month->value.number, 1, value))
    return FALSE;
  if (match->pattern->value == 0)
    return TRUE;

  /* This month has an end that lies ahead, though its beginning comes in a year. */
  gnomon_civil_day_to_ymd (reader->today, &this_year, &this_month, &day);
  if (year == NULL && month->value.number == this_month)
    value->day = gnomon_civil_day_from_ymd (this_year, this_month, 1);
  value->day = gnomon_civil_add_months (value->day, 1) - 1;
  return TRUE;
}

static gboolean
take_until (GnomonUnderstanding     *self,
            guint                    at,
            const GnomonPhraseMatch *match)
{
  Capture *date = find (match, GNOMON_SLOT_DATE, 0);
  GnomonPhraseValue last = { 0 };

  if (self->has_last_day || self->count > 0)
    return FALSE;
  if (date != NULL)
    last = date->value;
  else if (!make_edge_of_month (&self->reader, match, &last))
    return FALSE;
  self->last_day = last;
  self->has_last_day = TRUE;
  return take (self, at, match, GNOMON_EVENT_END_DATE);
}

/* Times. */

static gboolean
take_length (GnomonUnderstanding     *self,
             guint                    at,
             const GnomonPhraseMatch *match,
             const GnomonPhraseValue *length)
{
  if (self->has_length || self->has_end)
    return FALSE;

  /* Three days by themselves are no length: the third is not said to be part of anything. */
  if (length->number == 0 && match->pattern->n_elements == 1)
    return FALSE;
  self->length = *length;
  self->has_length = TRUE;
  return take (self, at, match, GNOMON_EVENT_DURATION_MINUTES);
}

static gboolean
take_time (GnomonUnderstanding     *self,
           guint                    at,
           const GnomonPhraseMatch *match,
           const GnomonPhraseValue *time,
           gboolean                 is_said)
{
  if (time->flags & GNOMON_VALUE_OR_LENGTH && !is_said
      && (self->has_time || time->number < LEAST_CLOCK_HOUR * 60))
    return take_length (self, at, match, time);
  if (self->has_time || self->is_all_day || self->has_distance || time->number >= MINUTES_PER_DAY)
    return FALSE;
  self->time = *time;
  self->has_time = TRUE;
  return take (self, at, match, GNOMON_EVENT_START_TIME);
}

static gboolean
take_times (GnomonUnderstanding     *self,
            guint                    at,
            const GnomonPhraseMatch *match)
{
  Capture *first = NULL, *last = NULL;

  for (guint i = 0; i < match->n_captures; i++)
    {
      GnomonPhraseSlot slot = match->captures[i].slot;

      if (slot != GNOMON_SLOT_AT && slot != GNOMON_SLOT_HOUR && slot != GNOMON_SLOT_TIME)
        continue;
      if (first == NULL)
        first = &match->captures[i];
      else
        last = &match->captures[i];
    }
  if (first == NULL || last == NULL || self->has_time || self->has_end || self->has_length
      || self->is_all_day || self->has_distance || first->value.number >= MINUTES_PER_DAY
      || first->value.number == last->value.number)
    return FALSE;

  self->time = first->value;
  self->end = last->value;
  self->has_time = self->has_end = TRUE;
  return take_both (self, at, match, last->start, GNOMON_EVENT_START_TIME, GNOMON_EVENT_END_TIME);
}

static gboolean
is_day_part (const GnomonUnderstanding *self,
             guint                      at)
{
  return self->parts[at].key == GNOMON_EVENT_EVENT_DATE;
}

/* 10-12 is a time beside a day only: it may count anything. */
static gboolean
take_loose_times (GnomonUnderstanding     *self,
                  guint                    at,
                  const GnomonPhraseMatch *match)
{
  guint end = match->end;
  GnomonPhraseValue day;
  GnomonPhraseMatch next;

  if (end < self->reader.n_tokens && gnomon_phrase_reader_is_mark (&self->reader, end, ','))
    end++;
  if ((at > 0 && is_day_part (self, at - 1))
      || (at > 1 && gnomon_phrase_reader_is_mark (&self->reader, at - 1, ',')
          && is_day_part (self, at - 2)))
    return take_times (self, at, match);
  if (end < self->reader.n_tokens
      && (gnomon_phrase_reader_read (&self->reader, GNOMON_SLOT_DATE, end, &day) != 0
          || (gnomon_phrase_reader_match (&self->reader, GNOMON_LEVEL_PHRASE, end, &next)
              && (next.pattern->kind == GNOMON_PHRASE_DAY
                  || next.pattern->kind == GNOMON_PHRASE_DAY_PART))))
    return take_times (self, at, match);
  return FALSE;
}

static gboolean
take_end (GnomonUnderstanding     *self,
          guint                    at,
          const GnomonPhraseMatch *match)
{
  Capture *end = find (match, GNOMON_SLOT_AT, 0);

  if (end == NULL || !self->has_time || self->has_end || self->has_length)
    return FALSE;
  self->end = end->value;
  self->has_end = TRUE;
  return take (self, at, match, GNOMON_EVENT_END_TIME);
}

static gboolean
take_distance (GnomonUnderstanding     *self,
               guint                    at,
               const GnomonPhraseMatch *match,
               const GnomonPhraseValue *length)
{
  if ((self->has_day && self->day.day != self->reader.today) || self->has_time
      || self->has_distance || length->number == 0
      || length->days != 0 || length->months != 0)
    return FALSE;
  self->distance = *length;
  self->has_distance = TRUE;
  return take (self, at, match, GNOMON_EVENT_START_TIME);
}

static gboolean
take_all_day (GnomonUnderstanding     *self,
              guint                    at,
              const GnomonPhraseMatch *match)
{
  if (self->has_time || self->is_all_day || self->has_distance)
    return FALSE;
  self->is_all_day = TRUE;
  return take (self, at, match, GNOMON_EVENT_ALL_DAY);
}

/* Reminders. */

static gboolean
take_reminder (GnomonUnderstanding     *self,
               guint                    at,
               const GnomonPhraseMatch *match)
{
  Capture *length = find (match, GNOMON_SLOT_LENGTH, 0);
  int minutes;

  if (self->reminder_minutes >= 0 || self->has_no_reminder || length == NULL
      || length->value.months != 0)
    return FALSE;
  minutes = length->value.number + length->value.days * MINUTES_PER_DAY;
  if (minutes > MAX_REMINDER_MINUTES)
    return FALSE;
  self->reminder_minutes = minutes;
  return take (self, at, match, GNOMON_EVENT_REMINDER_MINUTES_BEFORE);
}

static gboolean
take_no_reminder (GnomonUnderstanding     *self,
                  guint                    at,
                  const GnomonPhraseMatch *match)
{
  if (self->reminder_minutes >= 0 || self->has_no_reminder)
    return FALSE;
  self->has_no_reminder = TRUE;
  return take (self, at, match, GNOMON_EVENT_REMINDER_SET);
}

static gboolean
take_type (GnomonUnderstanding     *self,
           guint                    at,
           const GnomonPhraseMatch *match)
{
  self->is_reminder = TRUE;
  return take (self, at, match, GNOMON_EVENT_EVENT_TYPE);
}

/* Puts a phrase to where it belongs; FALSE where something is there already. */
static gboolean
take_phrase (GnomonUnderstanding     *self,
             guint                    at,
             const GnomonPhraseMatch *match)
{
  Capture *date = find (match, GNOMON_SLOT_DATE, 0);
  Capture *time = find (match, GNOMON_SLOT_AT, 0);
  Capture *length = find (match, GNOMON_SLOT_LENGTH, 0);

  switch ((int) match->pattern->kind)
    {
    case GNOMON_PHRASE_DAY:
    case GNOMON_PHRASE_SINCE:
      return date != NULL && take_day (self, at, match, &date->value);
    case GNOMON_PHRASE_DAY_PART:
      return take_part_of_day (self, at, match);
    case GNOMON_PHRASE_PART:
      return take_part (self, at, match);
    case GNOMON_PHRASE_DAYS:
      return take_days (self, at, match);
    case GNOMON_PHRASE_DAYS_TIMES:
      return take_days_times (self, at, match);
    case GNOMON_PHRASE_UNTIL:
      return take_until (self, at, match);
    case GNOMON_PHRASE_AT:
      if (time == NULL)
        time = find (match, GNOMON_SLOT_TIME, 0);
      return time != NULL && take_time (self, at, match, &time->value, TRUE);
    case GNOMON_PHRASE_TIMES:
      return take_times (self, at, match);
    case GNOMON_PHRASE_LOOSE_TIMES:
      return take_loose_times (self, at, match);
    case GNOMON_PHRASE_UNTIL_TIME:
      return take_end (self, at, match);
    case GNOMON_PHRASE_SOON:
      return length != NULL && take_distance (self, at, match, &length->value);
    case GNOMON_PHRASE_FOR:
      time = find (match, GNOMON_SLOT_TIME, 0);
      if (length == NULL && time != NULL && time->value.flags & GNOMON_VALUE_OR_LENGTH)
        length = time;
      return length != NULL && take_length (self, at, match, &length->value);
    case GNOMON_PHRASE_ALL_DAY:
      return take_all_day (self, at, match);
    case GNOMON_PHRASE_COUNT:
      return gnomon_understanding_take_count (self, at, match);
    case GNOMON_PHRASE_REMIND:
      return take_reminder (self, at, match);
    case GNOMON_PHRASE_NO_REMINDER:
      return take_no_reminder (self, at, match);
    case GNOMON_PHRASE_AS_REMINDER:
      return take_type (self, at, match);
    default:
      return gnomon_understanding_take_repeat (self, at, match);
    }
}

/* A day or a time that stands for itself, without a rule that puts something before it. */
static guint
take_bare (GnomonUnderstanding *self,
           guint                at,
           guint                end)
{
  static const GnomonPhrasePattern bare = { .n_elements = 1 };
  static const GnomonPhraseSlot slots[] = { GNOMON_SLOT_DATE, GNOMON_SLOT_TIME };
  GnomonPhraseMatch match = { .pattern = &bare };

  for (gsize i = 0; i < G_N_ELEMENTS (slots); i++)
    {
      GnomonPhraseValue value = { 0 };

      match.end = gnomon_phrase_reader_read (&self->reader, slots[i], at, &value);
      /* Of what may be a time or a length, the time is looked at first. */
      if (match.end < end || (match.end == end && !(value.flags & GNOMON_VALUE_OR_LENGTH))
          || match.end == 0 || !gnomon_phrase_reader_may_end (&self->reader, match.end))
        continue;
      if (slots[i] == GNOMON_SLOT_DATE ? take_day (self, at, &match, &value)
                                       : take_time (self, at, &match, &value, FALSE))
        return match.end;
    }
  return 0;
}

void
gnomon_understanding_read_phrases (GnomonUnderstanding *self)
{
  const GnomonPhraseReader *reader = &self->reader;

  for (guint at = 0; at < reader->n_tokens;)
    {
      GnomonPhraseMatch match = { NULL };
      guint end = 0;

      if (gnomon_phrase_reader_may_begin (reader, at))
        {
          gboolean is_match = gnomon_phrase_reader_match (reader, GNOMON_LEVEL_PHRASE, at, &match);

          end = take_bare (self, at, is_match ? match.end : 0);
          if (end == 0 && is_match)
            end = take_phrase (self, at, &match) ? match.end : take_bare (self, at, 0);
        }
      at = end != 0 ? end : at + 1;
    }
}
