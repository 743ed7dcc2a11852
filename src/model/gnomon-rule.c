/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-error.h"
#include "gnomon-rule-private.h"
#include "gnomon-zone.h"

/*
 * Compiling a rule. gnomon-rule-parts.c reads its text; here the parts become bitmaps, with what
 * DTSTART adds where a part is missing; gnomon-rule-sets.c finds the days of a period,
 * gnomon-rule-periods.c goes from period to period, gnomon-rule-iter.c from start to start, and
 * gnomon-rule-count.c counts them.
 *
 * What RFC 5545, 3.3.10 leaves open, and what it forbids though it comes along, means here (and to
 * others: tests/data/recurrence-readings.md):
 *
 *  - A rule is expanded in wall time, HOURLY and smaller ones too: every 8 hours are 00:00, 08:00
 *    and 16:00 on the days on which the clock is changed as well.
 *  - DTSTART is always the first start and counts as one, also where the rule does not have it, or
 *    where UNTIL is before it.
 *  - UNTIL of another kind than DTSTART: a date lets the whole day in; a time in an all-day rule is
 *    the date as it is written. UNTIL in UTC is compared with the instants of the starts, so that
 *    in the hour that comes twice a start, being the first of the two, counts up to its first time.
 *  - YEARLY with BYMONTHDAY for its only day is that day of DTSTART's month: see
 *    gnomon_rule_parts_take_month().
 *  - BYWEEKNO without any other day takes the weekday of DTSTART. A year with BYWEEKNO is that of
 *    its weeks, also for INTERVAL: week 1 of 2025 begins on 30 December 2024 and belongs to 2025.
 *  - BYSETPOS counts in the whole set of a period, also where that begins before DTSTART.
 *  - An all-day rule ignores BYHOUR, BYMINUTE and BYSECOND, as the RFC asks; one that is HOURLY or
 *    smaller has a start wherever it comes to a midnight.
 *  - BYMONTHDAY in a WEEKLY rule, BYYEARDAY in a DAILY, WEEKLY or MONTHLY one and BYWEEKNO in any
 *    but a YEARLY one limit it. A number in BYDAY is ignored except in MONTHLY rules and in YEARLY
 *    ones without BYWEEKNO.
 *  - SKIP=BACKWARD (RFC 7529) makes the 31st of a short month its last day, and 29 February the
 *    28th; two that meet there are one start.
 *  - Second 60 is second 59, as 3.3.12 asks of those who do not know leap seconds.
 *  - Nothing repeats after the year 9999.
 */

#define FIRST_WALL (G_GINT64_CONSTANT (-719162) * GNOMON_DAY_SECONDS)        /* 0001-01-01 */
#define LAST_WALL (G_GINT64_CONSTANT (2932897) * GNOMON_DAY_SECONDS - 1)     /* 9999-12-31 */

#define ALL_MONTHS 0x1ffeu

/* The numbers 0 to 63 as a bitmap. */
static guint64
get_low_numbers (const GnomonRuleNumbers *numbers)
{
  return numbers->words[6];
}

/* The numbers -1 to -63 as a bitmap, with bit 1 for -1. */
static guint64
get_numbers_from_end (const GnomonRuleNumbers *numbers)
{
  guint64 bits = 0;

  for (guint64 rest = numbers->words[5] & ~G_GUINT64_CONSTANT (1); rest != 0; rest &= rest - 1)
    bits |= G_GUINT64_CONSTANT (1) << (64 - __builtin_ctzll (rest));

  return bits;
}

static void
set_bit (guint64 *words,
         int      bit)
{
  words[bit / 64] |= G_GUINT64_CONSTANT (1) << (bit % 64);
}

/* BYHOUR, BYMINUTE, BYSECOND: they limit the frequencies below them and expand the others, where
 * what is missing is DTSTART's. */
static void
compile_times (GnomonRule            *rule,
               const GnomonRuleParts *parts,
               gboolean               all_day)
{
  GnomonRuleFrequency frequency = rule->frequency;
  int time = gnomon_civil_time_of_wall (rule->start);

  rule->hours = (guint32) get_low_numbers (&parts->by_hour);
  rule->minutes = get_low_numbers (&parts->by_minute);
  rule->seconds = get_low_numbers (&parts->by_second);
  if (rule->seconds >> 60 & 1)
    rule->seconds = (rule->seconds & ALL_SIXTY) | G_GUINT64_CONSTANT (1) << 59;

  if (all_day)
    rule->hours = rule->minutes = rule->seconds = 1;
  if (rule->hours == 0)
    rule->hours = frequency <= GNOMON_RULE_HOURLY ? ALL_HOURS : 1u << time / 3600;
  if (rule->minutes == 0)
    rule->minutes = frequency <= GNOMON_RULE_MINUTELY
                    ? ALL_SIXTY : G_GUINT64_CONSTANT (1) << time / 60 % 60;
  if (rule->seconds == 0)
    rule->seconds = frequency <= GNOMON_RULE_SECONDLY
                    ? ALL_SIXTY : G_GUINT64_CONSTANT (1) << time % 60;

  rule->n_times = 1;
  if (frequency >= GNOMON_RULE_DAILY)
    {
      rule->n_times *= __builtin_popcount (rule->hours);
      rule->lowest_time += __builtin_ctz (rule->hours) * 3600;
    }
  if (frequency >= GNOMON_RULE_HOURLY)
    {
      rule->n_times *= __builtin_popcountll (rule->minutes);
      rule->lowest_time += __builtin_ctzll (rule->minutes) * 60;
    }
  if (frequency >= GNOMON_RULE_MINUTELY)
    {
      rule->n_times *= __builtin_popcountll (rule->seconds);
      rule->lowest_time += __builtin_ctzll (rule->seconds);
    }
}

/* What the rule does not say is as in DTSTART (RFC 5545, 3.3.10). */
static void
take_days_of_start (GnomonRuleParts *parts,
                    gint64           start)
{
  gint64 day = gnomon_civil_day_of_wall (start);
  gboolean has_weeks = !gnomon_rule_numbers_is_empty (&parts->by_week);
  int month_day;

  if (parts->frequency >= GNOMON_RULE_WEEKLY && !gnomon_rule_parts_has_day (parts) &&
      gnomon_rule_numbers_is_empty (&parts->by_month_day) &&
      gnomon_rule_numbers_is_empty (&parts->by_year_day))
    {
      gnomon_civil_day_to_ymd (day, NULL, NULL, &month_day);
      if (parts->frequency == GNOMON_RULE_WEEKLY ||
          (parts->frequency == GNOMON_RULE_YEARLY && has_weeks))
        gnomon_rule_numbers_add (&parts->by_day[gnomon_civil_weekday (day)], 0);
      else if (!has_weeks)
        gnomon_rule_numbers_add (&parts->by_month_day, month_day);
    }
  gnomon_rule_parts_take_month (parts, day);
}

/* Where the numbers of BYDAY count. */
typedef enum
{
  ORDINALS_NOWHERE,
  ORDINALS_IN_MONTH,
  ORDINALS_IN_YEAR,
} Ordinals;

static Ordinals
get_ordinals (const GnomonRuleParts *parts)
{
  if (parts->frequency == GNOMON_RULE_MONTHLY)
    return ORDINALS_IN_MONTH;

  if (parts->frequency == GNOMON_RULE_YEARLY && gnomon_rule_numbers_is_empty (&parts->by_week))
    return gnomon_rule_numbers_is_empty (&parts->by_month) ? ORDINALS_IN_YEAR : ORDINALS_IN_MONTH;

  return ORDINALS_NOWHERE;
}

/* The days of a month of that length that BYMONTHDAY has. A rule that skips back has the last one
 * for those that there are not, but where BYMONTHDAY only limits. */
static guint32
find_month_days (const GnomonRuleParts *parts,
                 int                    length)
{
  gboolean skips_back = parts->skips_back && parts->frequency >= GNOMON_RULE_MONTHLY;
  guint32 days = 0;

  for (int number = GNOMON_RULE_NUMBERS_BEGIN;
       gnomon_rule_numbers_next (&parts->by_month_day, &number);)
    if (number > length && skips_back)
      days |= 1u << (length - 1);
    else if (number > 0 && number <= length)
      days |= 1u << (number - 1);
    else if (number < 0 && length + number >= 0)
      days |= 1u << (length + number);

  return days;
}

/* Those that BYDAY has; @ordinals and @from_end by weekday, with bit 1 for the first and last. */
static guint32
find_weekdays (GnomonRule    *rule,
               const guint64 *ordinals,
               const guint64 *from_end,
               int            length,
               int            first_weekday)
{
  guint64 six_weeks = rule->weekdays * G_GUINT64_CONSTANT (0x810204081);
  guint32 days = (guint32) (six_weeks >> (first_weekday - 1));

  for (int weekday = 0; weekday < 7; weekday++)
    {
      int first = (weekday - (first_weekday - 1) + 7) % 7;
      int n_weeks = (length - first + 6) / 7;

      if ((ordinals[weekday] | from_end[weekday]) == 0)
        continue;

      for (int week = 1; week <= n_weeks; week++)
        if ((ordinals[weekday] >> week | from_end[weekday] >> (n_weeks + 1 - week)) & 1)
          days |= 1u << (first + (week - 1) * 7);
    }

  return days;
}

static void
compile_month_days (GnomonRule            *rule,
                    const GnomonRuleParts *parts)
{
  gboolean has_month_days = !gnomon_rule_numbers_is_empty (&parts->by_month_day);
  gboolean has_weekdays = gnomon_rule_parts_has_day (parts);
  Ordinals where = get_ordinals (parts);
  guint64 ordinals[7], from_end[7];

  for (int weekday = 0; weekday < 7; weekday++)
    {
      const GnomonRuleNumbers *numbers = &parts->by_day[weekday + 1];
      gboolean every = where == ORDINALS_NOWHERE ? !gnomon_rule_numbers_is_empty (numbers)
                                                 : gnomon_rule_numbers_has (numbers, 0);

      ordinals[weekday] = where != ORDINALS_NOWHERE ? get_low_numbers (numbers) & ~1ull : 0;
      from_end[weekday] = where != ORDINALS_NOWHERE ? get_numbers_from_end (numbers) : 0;
      if (every)
        rule->weekdays |= 1u << weekday;
      if (where == ORDINALS_IN_YEAR && (ordinals[weekday] | from_end[weekday]) != 0)
        rule->has_year_ordinals = TRUE;
    }

  if (rule->has_year_ordinals)
    {
      memcpy (rule->year_ordinals, ordinals, sizeof ordinals);
      memcpy (rule->year_ordinals_from_end, from_end, sizeof from_end);
    }

  for (int length = 28; length <= 31; length++)
    for (int first = 1; first <= 7; first++)
      {
        guint32 days = 0xffffffffu >> (32 - length);

        if (has_month_days)
          days &= find_month_days (parts, length);
        if (has_weekdays && !rule->has_year_ordinals)
          days &= find_weekdays (rule, ordinals, from_end, length, first);
        rule->month_days[length - 28][first - 1] = days;
      }
}

static void
compile_days (GnomonRule            *rule,
              const GnomonRuleParts *parts)
{
  gboolean has_month_days = !gnomon_rule_numbers_is_empty (&parts->by_month_day);

  rule->months = (guint16) get_low_numbers (&parts->by_month);
  if (rule->months == 0)
    rule->months = ALL_MONTHS;

  compile_month_days (rule, parts);

  rule->has_weeks = !gnomon_rule_numbers_is_empty (&parts->by_week);
  rule->weeks = get_low_numbers (&parts->by_week);
  rule->weeks_from_end = get_numbers_from_end (&parts->by_week);

  for (int number = GNOMON_RULE_NUMBERS_BEGIN;
       gnomon_rule_numbers_next (&parts->by_year_day, &number);)
    {
      rule->has_year_days = TRUE;
      for (int leap = 0; leap < 2; leap++)
        if (number > 365 + leap && parts->skips_back && parts->frequency == GNOMON_RULE_YEARLY)
          set_bit (rule->year_days[leap], 365 + leap - 1);
        else if (number > 0 && number <= 365 + leap)
          set_bit (rule->year_days[leap], number - 1);
        else if (number < 0 && 365 + leap + number >= 0)
          set_bit (rule->year_days[leap], 365 + leap + number);
    }

  rule->limits_days = rule->has_year_days ||
                      (rule->has_weeks && rule->frequency < GNOMON_RULE_YEARLY);
  if (rule->frequency <= GNOMON_RULE_WEEKLY || rule->has_weeks)
    rule->limits_days = rule->limits_days || rule->months != ALL_MONTHS || has_month_days;
  if (rule->frequency <= GNOMON_RULE_DAILY)
    rule->limits_days = rule->limits_days || gnomon_rule_parts_has_day (parts);
}

static void
compile_positions (GnomonRule            *rule,
                   const GnomonRuleParts *parts)
{
  for (int number = GNOMON_RULE_NUMBERS_BEGIN;
       gnomon_rule_numbers_next (&parts->by_position, &number);)
    {
      rule->has_positions = TRUE;
      set_bit (number > 0 ? rule->positions : rule->positions_from_end, ABS (number));
    }
}

static void
compile_periods (GnomonRule            *rule,
                 const GnomonRuleParts *parts)
{
  static const int steps[] = { 1, 60, 3600, GNOMON_DAY_SECONDS, 7, 1, 1 };

  rule->step = (gint64) parts->interval * steps[rule->frequency];
  rule->most_empty_periods = gnomon_rule_get_cycle (rule, parts->interval);
  rule->week_start = parts->week_start;
  rule->first_period = gnomon_rule_period_at (rule, rule->start);
  rule->regular = rule->frequency <= GNOMON_RULE_WEEKLY && !rule->limits_days &&
                  (rule->frequency >= GNOMON_RULE_DAILY ||
                   (rule->hours == ALL_HOURS &&
                    (rule->frequency >= GNOMON_RULE_HOURLY || rule->minutes == ALL_SIXTY) &&
                    (rule->frequency >= GNOMON_RULE_MINUTELY || rule->seconds == ALL_SIXTY)));
}

/*
 * UNTIL in UTC (RFC 5545, 3.3.10: "the UNTIL rule part MUST be specified as a date with UTC time"
 * where DTSTART is in a zone) bounds the instants of the starts. These ascend with the wall times,
 * except that a start in the gap of spring comes after those that follow within its length; so the
 * last day is looked at start by start.
 */
static void
compile_until_utc (GnomonRule *rule,
                   gint64      until)
{
  gint64 low = gnomon_zone_to_wall (rule->zone, until);
  gint64 high = low + GNOMON_DAY_SECONDS;

  rule->until = until;
  rule->check_from = low - GNOMON_DAY_SECONDS;

  /* In the second pass of autumn's hour, what is up to its end began in the first. */
  while (low < high)
    {
      gint64 middle = low + (high - low + 1) / 2;

      if (gnomon_zone_to_instant (rule->zone, middle) <= until)
        low = middle;
      else
        high = middle - 1;
    }
  rule->end = low;
}

static void
compile_until (GnomonRule            *rule,
               const GnomonRuleParts *parts,
               gboolean               all_day)
{
  rule->end = LAST_WALL;
  rule->check_from = G_MAXINT64;

  if (parts->until_form == GNOMON_RULE_FORM_NONE)
    return;

  if (parts->until_form == GNOMON_RULE_FORM_UTC && !all_day)
    compile_until_utc (rule, parts->until);
  else
    rule->end = parts->until;

  if (parts->until_form == GNOMON_RULE_FORM_DATE)
    rule->end += GNOMON_DAY_SECONDS - 1;
  rule->end = CLAMP (rule->end, rule->start, LAST_WALL);
}

/*
 * Whether the periods of HOURLY and below ever come to a time of the day that passes: what they
 * come to are the times that differ from DTSTART's by a multiple of the greatest common divisor of
 * their step and the day.
 */
static gboolean
reaches_times (GnomonRule *rule)
{
  gint64 divisor = GNOMON_DAY_SECONDS, rest = rule->step;
  int first = gnomon_civil_time_of_wall (rule->first_period);

  while (rest != 0)
    {
      gint64 next = divisor % rest;

      divisor = rest;
      rest = next;
    }

  for (int hour = 0; hour < 24; hour++)
    for (int minute = 0; minute < (rule->frequency < GNOMON_RULE_HOURLY ? 60 : 1); minute++)
      for (int second = 0; second < (rule->frequency < GNOMON_RULE_MINUTELY ? 60 : 1); second++)
        if ((hour * 3600 + minute * 60 + second - first) % divisor == 0 &&
            (rule->hours >> hour & 1) &&
            (rule->frequency >= GNOMON_RULE_HOURLY || (rule->minutes >> minute & 1)) &&
            (rule->frequency >= GNOMON_RULE_MINUTELY || (rule->seconds >> second & 1)))
          return TRUE;

  return FALSE;
}

/* Makes an end of COUNT, so that nothing needs to be counted later; and finds out rules that never
 * have a second start, so that it is not searched for again and again. */
static void
find_end (GnomonRule *rule)
{
  gint64 wall;
  gboolean gave_up = FALSE;

  if (rule->count == 1 ||
      (rule->frequency < GNOMON_RULE_DAILY && !reaches_times (rule)))
    {
      rule->end = rule->start;
      return;
    }

  if (!gnomon_rule_find_nth (rule, 1, &wall, &gave_up))
    {
      rule->end = rule->start;
      rule->gave_up = gave_up;
      return;
    }

  if (rule->count > 1)
    {
      gboolean found = gnomon_rule_find_nth (rule, rule->count - 1, &wall, &gave_up);

      if (found || gave_up)
        rule->end = wall;
      rule->gave_up = gave_up;
    }
}

/**
 * gnomon_rule_new:
 * @rrule: the value of an RRULE, as gnomon_rule_text_normalize() gives it
 * @start_wall: DTSTART in wall seconds, of the years 1 to 9999; an all-day series' midnight
 * @all_day: whether DTSTART is a date
 * @zone: (nullable): the zone of DTSTART, in which an UNTIL in UTC is compared; %NULL for UTC
 * @error: return location for a #GError
 *
 * Errors: %GNOMON_ERROR_INVALID_ARGUMENT where @rrule is no rule.
 *
 * Returns: (transfer full) (nullable): the compiled rule
 */
GnomonRule *
gnomon_rule_new (const char  *rrule,
                 gint64       start_wall,
                 gboolean     all_day,
                 GTimeZone   *zone,
                 GError     **error)
{
  GnomonRuleParts parts;
  GnomonRule *rule;

  g_return_val_if_fail (rrule != NULL, NULL);

  if (!gnomon_rule_parts_parse (&parts, rrule, "rrule", error))
    return NULL;

  if (start_wall < FIRST_WALL || start_wall > LAST_WALL)
    {
      gnomon_set_field_error (error, GNOMON_ERROR_INVALID_ARGUMENT, "rrule",
                              "the start must be in the years 1 to 9999");
      return NULL;
    }

  rule = g_new0 (GnomonRule, 1);
  rule->frequency = parts.frequency;
  rule->count = parts.count;
  rule->endless = parts.count == 0 && parts.until_form == GNOMON_RULE_FORM_NONE;
  rule->zone = zone != NULL ? g_time_zone_ref (zone) : NULL;
  rule->start = start_wall;
  if (all_day)
    rule->start = gnomon_civil_day_of_wall (start_wall) * GNOMON_DAY_SECONDS;

  take_days_of_start (&parts, rule->start);
  compile_times (rule, &parts, all_day);
  compile_days (rule, &parts);
  compile_positions (rule, &parts);
  compile_periods (rule, &parts);
  compile_until (rule, &parts, all_day);
  find_end (rule);

  return rule;
}

/**
 * gnomon_rule_free:
 * @rule: (transfer full): a rule
 */
void
gnomon_rule_free (GnomonRule *rule)
{
  g_return_if_fail (rule != NULL);

  g_clear_pointer (&rule->zone, g_time_zone_unref);
  g_free (rule);
}

/**
 * gnomon_rule_is_endless:
 * @rule: a rule
 *
 * Returns: whether it has neither COUNT nor UNTIL; it may still have no start but DTSTART
 */
gboolean
gnomon_rule_is_endless (GnomonRule *rule)
{
  g_return_val_if_fail (rule != NULL, FALSE);

  return rule->endless;
}

/**
 * gnomon_rule_get_count:
 * @rule: a rule
 *
 * Returns: COUNT, which counts DTSTART too; 0 for none
 */
int
gnomon_rule_get_count (GnomonRule *rule)
{
  g_return_val_if_fail (rule != NULL, 0);

  return rule->count;
}

/**
 * gnomon_rule_get_last:
 * @rule: a rule
 * @wall: (out): its last start, in wall seconds
 *
 * Searches by halves: each question whether there is a start at or after a time is a seek.
 *
 * Returns: %FALSE where the rule is endless, or where the bound of steps was met before its end
 */
gboolean
gnomon_rule_get_last (GnomonRule *rule,
                      gint64     *wall)
{
  gint64 low, high;

  g_return_val_if_fail (rule != NULL, FALSE);
  g_return_val_if_fail (wall != NULL, FALSE);

  if (rule->endless || rule->gave_up)
    return FALSE;

  low = rule->start;
  high = rule->end;
  while (low < high)
    {
      gint64 middle = low + (high - low + 1) / 2;
      GnomonRuleIter iter;
      gint64 found;

      gnomon_rule_iter_init (&iter, rule, middle);
      if (gnomon_rule_iter_next (&iter, &found))
        low = found;
      else if (gnomon_rule_iter_gave_up (&iter))
        return FALSE;
      else
        high = middle - 1;
    }

  *wall = low;
  return TRUE;
}
