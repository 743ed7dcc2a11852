/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-civil.h"
#include "gnomon-phrase-reader.h"

/* Nothing farther away is meant. */
#define MAX_COUNT 1000
#define MINUTES_PER_DAY 1440
#define SIXTIETHS 60

static gboolean
wrap_time (GnomonPhraseValue *value,
           int                minutes)
{
  value->number = (minutes + MINUTES_PER_DAY) % MINUTES_PER_DAY;
  value->flags = (value->flags & GNOMON_VALUE_EITHER_HALF) | GNOMON_VALUE_IS_SURE;
  return TRUE;
}

gboolean
gnomon_phrase_eval_time (const GnomonPhraseReader *self,
                         const GnomonPhraseMatch  *match,
                         GnomonPhraseValue        *value)
{
  const GnomonPhraseCapture *hour = gnomon_phrase_match_find (match, GNOMON_SLOT_HOUR, 0);
  const GnomonPhraseCapture *face = gnomon_phrase_match_find (match, GNOMON_SLOT_FACE, 0);
  const GnomonPhraseCapture *number = gnomon_phrase_match_find (match, GNOMON_SLOT_NUMBER, 0);
  int minutes = match->pattern->value;

  *value = hour != NULL ? hour->value : face != NULL ? face->value : (GnomonPhraseValue) { 0 };
  switch ((int) match->pattern->kind)
    {
    case GNOMON_PHRASE_TIME:
      return wrap_time (value, value->number + minutes);

    case GNOMON_PHRASE_TIME_PAST:
      return wrap_time (value, value->number + minutes);

    case GNOMON_PHRASE_TIME_PAST_MORNING:
    case GNOMON_PHRASE_TIME_PAST_EVENING:
      if (match->pattern->kind == GNOMON_PHRASE_TIME_PAST_EVENING && value->number < 12 * 60)
        value->number += 12 * 60;
      value->flags = GNOMON_VALUE_NONE;
      return wrap_time (value, value->number + minutes);

    case GNOMON_PHRASE_TIME_MINUTES:
      if (number == NULL || number->value.number > 59)
        return FALSE;
      return wrap_time (value, value->number + minutes * number->value.number);

    case GNOMON_PHRASE_TIME_MORNING:
      value->flags = GNOMON_VALUE_NONE;
      return wrap_time (value, value->number);

    case GNOMON_PHRASE_TIME_EVENING:
      if (value->number < 12 * 60)
        value->number += 12 * 60;
      value->flags = GNOMON_VALUE_NONE;
      return wrap_time (value, value->number);

    default:
      g_return_val_if_reached (FALSE);
    }
}

/**
 * gnomon_phrase_make_date:
 * @self: a reader
 * @year: the year; 0 for that in which the day comes next, today included
 * @month: 1 to 12 where it is one
 * @day: 1 to 31 where it is one
 * @value: (out): the day
 *
 * Returns: %FALSE where there is no such day
 */
gboolean
gnomon_phrase_make_date (const GnomonPhraseReader *self,
                         int                       year,
                         int                       month,
                         int                       day,
                         GnomonPhraseValue        *value)
{
  int this_year, this_month, this_day;

  if (month < 1 || month > 12 || day < 1)
    return FALSE;

  value->flags = GNOMON_VALUE_MONTH | (year == 0 ? GNOMON_VALUE_NO_YEAR : 0);
  gnomon_civil_day_to_ymd (self->today, &this_year, &this_month, &this_day);
  if (year != 0)
    {
      if (day > gnomon_civil_days_in_month (year, month))
        return FALSE;
      value->day = gnomon_civil_day_from_ymd (year, month, day);
      return TRUE;
    }

  /* The 29 February comes again after eight years at the latest. */
  for (year = this_year; year <= this_year + 8 && year <= 9999; year++)
    {
      if (day > gnomon_civil_days_in_month (year, month))
        continue;
      value->day = gnomon_civil_day_from_ymd (year, month, day);
      if (value->day >= self->today)
        return TRUE;
    }
  return FALSE;
}

/**
 * gnomon_phrase_make_weekday:
 * @self: a reader
 * @weekday: 1 Monday to 7 Sunday
 * @when: 0 for the coming one, which may be today; 1 for the one after today; 2 for that of the
 *   week after this one, weeks beginning on Monday; 3 for the second one after today
 * @value: (out): the day
 *
 * Returns: %TRUE
 */
gboolean
gnomon_phrase_make_weekday (const GnomonPhraseReader *self,
                            int                       weekday,
                            int                       when,
                            GnomonPhraseValue        *value)
{
  int today = gnomon_civil_weekday (self->today);
  int days = (weekday - today + 7) % 7;

  if (when == 1 && days == 0)
    days = 7;
  else if (when == 2)
    days = 7 - today + weekday;
  else if (when == 3)
    days += days == 0 ? 14 : 7;

  value->day = self->today + days;
  value->number = weekday;
  value->flags = when == 0 ? GNOMON_VALUE_WEEKDAY : GNOMON_VALUE_NONE;
  return TRUE;
}

gboolean
gnomon_phrase_make_day (const GnomonPhraseReader *self,
                        int                       day,
                        GnomonPhraseValue        *value)
{
  int year, month, today;

  gnomon_civil_day_to_ymd (self->today, &year, &month, &today);
  if (day < today)
    month++;
  for (;; month++)
    {
      if (month > 12)
        {
          month = 1;
          year++;
        }
      if (day <= gnomon_civil_days_in_month (year, month))
        break;
    }
  value->day = gnomon_civil_day_from_ymd (year, month, day);
  value->flags = GNOMON_VALUE_NONE;
  return TRUE;
}

/* The second Tuesday of June: of the year in which it comes next where none is said. */
static gboolean
make_nth_weekday (const GnomonPhraseReader *self,
                  const GnomonPhraseMatch  *match,
                  GnomonPhraseValue        *value)
{
  int ordinal = gnomon_phrase_match_find (match, GNOMON_SLOT_ORDINAL, 0)->value.number;
  int weekday = gnomon_phrase_match_find (match, GNOMON_SLOT_ANYDAY, 0)->value.number;
  int month = gnomon_phrase_match_find (match, GNOMON_SLOT_MONTH, 0)->value.number;
  const GnomonPhraseCapture *said = gnomon_phrase_match_find (match, GNOMON_SLOT_YEAR, 0);
  int year, this_month, day;

  value->flags = GNOMON_VALUE_MONTH;
  gnomon_civil_day_to_ymd (self->today, &year, &this_month, &day);
  for (int left = said != NULL ? 1 : 2; left > 0; left--, year++)
    {
      int here = said != NULL ? said->value.number : year;
      int last = gnomon_civil_days_in_month (here, month);
      gint64 first_day = gnomon_civil_day_from_ymd (here, month, 1);

      day = (weekday - gnomon_civil_weekday (first_day) + 7) % 7 + 1;
      day += ordinal > 0 ? (ordinal - 1) * 7 : (last - day) / 7 * 7;
      value->day = first_day + day - 1;
      if (day <= last && (said != NULL || value->day >= self->today))
        return TRUE;
    }
  return FALSE;
}

/* The last day of a month: of the next one of that name where no year is said. */
static void
make_month_end (const GnomonPhraseReader  *self,
                const GnomonPhraseCapture *said_month,
                const GnomonPhraseCapture *said_year,
                GnomonPhraseValue         *value)
{
  int year, month, day;

  gnomon_civil_day_to_ymd (self->today, &year, &month, &day);
  if (said_month != NULL)
    {
      if (said_year != NULL)
        year = said_year->value.number;
      else if (said_month->value.number < month)
        year++;
      month = said_month->value.number;
      value->flags = GNOMON_VALUE_MONTH | (said_year == NULL ? GNOMON_VALUE_NO_YEAR : 0);
    }
  value->day = gnomon_civil_day_from_ymd (year, month, gnomon_civil_days_in_month (year, month));
}

/* So many days and months from today. */
static gboolean
make_distance (const GnomonPhraseReader *self,
               const GnomonPhraseValue  *unit,
               int                       sixtieths,
               GnomonPhraseValue        *value)
{
  int count = sixtieths / SIXTIETHS;

  if (count > MAX_COUNT || sixtieths % SIXTIETHS != 0 || (unit->days == 0 && unit->months == 0))
    return FALSE;
  value->day = gnomon_civil_add_months (self->today + (gint64) unit->days * count,
                                        unit->months * count);
  value->flags = GNOMON_VALUE_NONE;
  return value->day <= gnomon_civil_day_from_ymd (9999, 12, 31);
}

gboolean
gnomon_phrase_eval_date (const GnomonPhraseReader *self,
                         const GnomonPhraseMatch  *match,
                         GnomonPhraseValue        *value)
{
  const GnomonPhraseCapture *day = gnomon_phrase_match_find (match, GNOMON_SLOT_DAY, 0);
  const GnomonPhraseCapture *month = gnomon_phrase_match_find (match, GNOMON_SLOT_MONTH, 0);
  const GnomonPhraseCapture *year = gnomon_phrase_match_find (match, GNOMON_SLOT_YEAR, 0);
  const GnomonPhraseCapture *weekday = gnomon_phrase_match_find (match, GNOMON_SLOT_ANYDAY, 0);
  const GnomonPhraseCapture *unit = gnomon_phrase_match_find (match, GNOMON_SLOT_UNIT, 0);
  const GnomonPhraseCapture *count = gnomon_phrase_match_find (match, GNOMON_SLOT_COUNT, 0);
  int when = match->pattern->value;

  *value = (GnomonPhraseValue) { 0 };
  if (day == NULL)
    day = gnomon_phrase_match_find (match, GNOMON_SLOT_NTH, 0);
  if (weekday == NULL)
    weekday = gnomon_phrase_match_find (match, GNOMON_SLOT_WEEKDAY, 0);

  switch ((int) match->pattern->kind)
    {
    case GNOMON_PHRASE_DATE_SHIFT:
      value->day = self->today + when;
      return TRUE;

    case GNOMON_PHRASE_DATE_WEEKDAY:
      return weekday != NULL
             && gnomon_phrase_make_weekday (self, weekday->value.number, when, value);

    case GNOMON_PHRASE_DATE_NTH:
      return make_nth_weekday (self, match, value);

    case GNOMON_PHRASE_DATE_WEEKEND:
      /* On a Sunday it is this one. */
      if (when == 0 && gnomon_civil_weekday (self->today) == 7)
        value->day = self->today;
      else
        gnomon_phrase_make_weekday (self, 6, when, value);
      value->flags = GNOMON_VALUE_NONE;
      return TRUE;

    case GNOMON_PHRASE_DATE_MONTH:
      return day != NULL && month != NULL
             && gnomon_phrase_make_date (self, year != NULL ? year->value.number : 0,
                                         month->value.number, day->value.number, value);

    case GNOMON_PHRASE_DATE_MONTH_END:
      make_month_end (self, month, year, value);
      return TRUE;

    case GNOMON_PHRASE_DATE_DAY:
      /* Friday 10-12 is a Friday with a time. */
      if (gnomon_phrase_reader_is_mark (self, match->end, '-') && self->tokens[match->end].is_glued)
        return FALSE;
      return day != NULL && gnomon_phrase_make_day (self, day->value.number, value);

    case GNOMON_PHRASE_DATE_IN:
      return unit != NULL && count != NULL
             && make_distance (self, &unit->value, count->value.number, value);

    case GNOMON_PHRASE_DATE_UNIT:
      return unit != NULL && make_distance (self, &unit->value, when * SIXTIETHS, value);

    default:
      g_return_val_if_reached (FALSE);
    }
}

gboolean
gnomon_phrase_eval_length (const GnomonPhraseReader *self,
                           const GnomonPhraseMatch  *match,
                           GnomonPhraseValue        *value)
{
  const GnomonPhraseCapture *count, *unit;

  *value = (GnomonPhraseValue) { .number = match->pattern->value };
  for (guint i = 0; (count = gnomon_phrase_match_find (match, GNOMON_SLOT_COUNT, i)) != NULL
                    && (unit = gnomon_phrase_match_find (match, GNOMON_SLOT_UNIT, i)) != NULL; i++)
    {
      int sixtieths = count->value.number;

      if (sixtieths > MAX_COUNT * SIXTIETHS
          || (unit->value.number == 0 && sixtieths % SIXTIETHS != 0))
        return FALSE;
      value->number += unit->value.number * sixtieths / SIXTIETHS;
      value->days += unit->value.days * sixtieths / SIXTIETHS;
      value->months += unit->value.months * sixtieths / SIXTIETHS;
    }
  return value->number > 0 || value->days > 0 || value->months > 0;
}
