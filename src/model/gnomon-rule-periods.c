/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-rule-private.h"

/*
 * Periods: what INTERVAL counts, a year, a month, a week, a day, an hour, a minute or a second
 * (RFC 5545, 3.3.10). The set of one is a number of days, each with the same times: by the RFC's
 * table BYHOUR, BYMINUTE and BYSECOND expand the larger frequencies, and limit the smaller ones.
 */

/**
 * gnomon_rule_period_at:
 * @rule: a rule
 * @wall: wall seconds
 *
 * Returns: the period of the rule's frequency that @wall is in, as the iterator has it: the year,
 *   or that of the week where BYWEEKNO is; the month, counted from January of year 0; the first
 *   day of the week; else its begin in wall seconds
 */
gint64
gnomon_rule_period_at (GnomonRule *rule,
                       gint64      wall)
{
  gint64 day = gnomon_civil_day_of_wall (wall);
  int time = (int) (wall - day * GNOMON_DAY_SECONDS);
  int year, month;

  switch (rule->frequency)
    {
    case GNOMON_RULE_SECONDLY:
      return wall;

    case GNOMON_RULE_MINUTELY:
      return wall - time % 60;

    case GNOMON_RULE_HOURLY:
      return wall - time % 3600;

    case GNOMON_RULE_DAILY:
      return wall - time;

    case GNOMON_RULE_WEEKLY:
      return gnomon_rule_week_begin (rule, day);

    case GNOMON_RULE_MONTHLY:
      gnomon_civil_day_to_ymd (day, &year, &month, NULL);
      return year * 12 + month - 1;

    case GNOMON_RULE_YEARLY:
      if (rule->has_weeks)
        return gnomon_rule_week_year (rule, day);
      gnomon_civil_day_to_ymd (day, &year, NULL, NULL);
      return year;

    default:
      g_return_val_if_reached (wall);
    }
}

/**
 * gnomon_rule_align:
 * @rule: a rule
 * @from: where in the unit of its periods
 *
 * Returns: the first period of the rule that begins at or after @from, limited or not
 */
gint64
gnomon_rule_align (GnomonRule *rule,
                   gint64      from)
{
  gint64 steps = (from - rule->first_period + rule->step - 1) / rule->step;

  return rule->first_period + steps * rule->step;
}

/**
 * gnomon_rule_get_cycle:
 * @rule: a rule
 * @interval: its INTERVAL
 *
 * After 400 years the calendar repeats, weekdays and all: 4,800 months, 20,871 weeks, 146,097
 * days. Steps of INTERVAL come by all the places of that cycle that they ever reach within its
 * length divided by what both have in common. A rule whose periods were empty for as many in a row
 * has no further start. For HOURLY and below the days of the cycle are no proof, only a bound.
 *
 * Returns: that number
 */
int
gnomon_rule_get_cycle (GnomonRule *rule,
                       int         interval)
{
  static const int cycles[] = { 146097, 146097, 146097, 146097, 20871, 4800, 400 };
  int cycle = cycles[rule->frequency], common = cycle;

  if (rule->frequency < GNOMON_RULE_DAILY)
    return cycle;

  for (int rest = interval; rest != 0;)
    {
      int next = common % rest;

      common = rest;
      rest = next;
    }

  return cycle / common;
}

/**
 * gnomon_rule_next_passing_day:
 * @iter: an iterator of MONTHLY or below
 * @civil_day: a day
 *
 * Returns: @civil_day if it passes BYMONTH to BYDAY, else the next day that does, or the first of
 *   the next year
 */
gint64
gnomon_rule_next_passing_day (GnomonRuleIter *iter,
                              gint64          civil_day)
{
  int bit;

  if (!iter->rule->limits_days)
    return civil_day;

  if (civil_day < iter->limits_from || civil_day >= iter->limits_to)
    {
      int year;

      gnomon_civil_day_to_ymd (civil_day, &year, NULL, NULL);
      iter->limits_from = gnomon_civil_day_from_ymd (year, 1, 1);
      iter->limits_to = gnomon_civil_day_from_ymd (year + 1, 1, 1);
      gnomon_rule_passing_days (iter->rule, year, iter->limits);
    }

  bit = gnomon_rule_next_bit (iter->limits, DAYS_WORDS, (int) (civil_day - iter->limits_from));
  return bit >= 0 ? iter->limits_from + bit : iter->limits_to;
}

/*
 * For DAILY and below, where BYMONTH to BYDAY, and below it BYHOUR to BYSECOND limit: the earliest
 * wall time at or after @wall that may pass. It is @wall itself if that passes.
 */
static gint64
skip_to_passing (GnomonRuleIter *iter,
                 gint64          wall)
{
  GnomonRule *rule = iter->rule;
  gint64 day = gnomon_civil_day_of_wall (wall);
  int time = (int) (wall - day * GNOMON_DAY_SECONDS);
  int hour = time / 3600, minute = time / 60 % 60, second = time % 60;
  gint64 passing = gnomon_rule_next_passing_day (iter, day);
  guint64 rest;

  if (passing > day)
    return passing * GNOMON_DAY_SECONDS;
  if (rule->frequency >= GNOMON_RULE_DAILY)
    return wall;

  rest = rule->hours >> hour;
  if (rest == 0)
    return (day + 1) * GNOMON_DAY_SECONDS;
  if (!(rest & 1))
    return day * GNOMON_DAY_SECONDS + (hour + __builtin_ctzll (rest)) * 3600;
  if (rule->frequency >= GNOMON_RULE_HOURLY)
    return wall;

  rest = rule->minutes >> minute;
  if (rest == 0)
    return wall - time % 3600 + 3600;
  if (!(rest & 1))
    return wall - second + __builtin_ctzll (rest) * 60;
  if (rule->frequency >= GNOMON_RULE_MINUTELY)
    return wall;

  rest = rule->seconds >> second;
  if (rest == 0)
    return wall - second + 60;
  return wall + __builtin_ctzll (rest);
}

/* The next period of DAILY or below that passes. */
static gboolean
load_short_period (GnomonRuleIter *iter)
{
  GnomonRule *rule = iter->rule;
  int time;

  for (int n_steps = 0;; n_steps++)
    {
      gint64 passing;

      if (iter->period > rule->end)
        return FALSE;

      passing = skip_to_passing (iter, iter->period);
      if (passing == iter->period)
        break;

      if (n_steps > rule->most_empty_periods)
        {
          iter->gave_up = rule->frequency < GNOMON_RULE_DAILY;
          return FALSE;
        }
      iter->period = gnomon_rule_align (rule, passing);
    }

  iter->day = gnomon_civil_day_of_wall (iter->period);
  time = (int) (iter->period - iter->day * GNOMON_DAY_SECONDS);
  iter->hours = rule->frequency < GNOMON_RULE_DAILY ? 1u << time / 3600 : rule->hours;
  if (rule->frequency < GNOMON_RULE_HOURLY)
    iter->minutes = G_GUINT64_CONSTANT (1) << time / 60 % 60;
  if (rule->frequency < GNOMON_RULE_MINUTELY)
    iter->seconds = G_GUINT64_CONSTANT (1) << time % 60;
  iter->next_time = time;
  return TRUE;
}

/* Which of @n_days days pass, as a bitmap. */
static guint64
find_passing_days (GnomonRuleIter *iter,
                   gint64          first_day,
                   int             n_days)
{
  guint64 days = 0;

  for (gint64 day = first_day; day < first_day + n_days;)
    {
      gint64 passing = gnomon_rule_next_passing_day (iter, day);

      if (passing == day)
        days |= G_GUINT64_CONSTANT (1) << (day++ - first_day);
      else
        day = passing;
    }

  return days;
}

static int
load_month (GnomonRuleIter *iter)
{
  GnomonRule *rule = iter->rule;
  int year = (int) (iter->period / 12), month = (int) (iter->period % 12) + 1;
  int length = gnomon_civil_days_in_month (year, month);

  if (!(rule->months >> month & 1))
    return 0;

  iter->first_day = gnomon_civil_day_from_ymd (year, month, 1);
  if (rule->limits_days)
    iter->days[0] = find_passing_days (iter, iter->first_day, length);
  else
    iter->days[0] = rule->month_days[length - 28][gnomon_civil_weekday (iter->first_day) - 1];

  return __builtin_popcountll (iter->days[0]);
}

static int
load_week (GnomonRuleIter *iter)
{
  GnomonRule *rule = iter->rule;

  iter->first_day = iter->period;
  iter->days[0] = gnomon_rule_weekdays (rule);
  if (rule->limits_days)
    iter->days[0] &= find_passing_days (iter, iter->first_day, 7);

  return __builtin_popcountll (iter->days[0]);
}

static int
load_long_period (GnomonRuleIter *iter)
{
  switch (iter->rule->frequency)
    {
    case GNOMON_RULE_YEARLY:
      return gnomon_rule_days_of_year (iter->rule, (int) iter->period, &iter->first_day,
                                       iter->days);

    case GNOMON_RULE_MONTHLY:
      return load_month (iter);

    case GNOMON_RULE_WEEKLY:
      return load_week (iter);

    case GNOMON_RULE_SECONDLY:
    case GNOMON_RULE_MINUTELY:
    case GNOMON_RULE_HOURLY:
    case GNOMON_RULE_DAILY:
    default:
      g_return_val_if_reached (0);
    }
}

/* From an empty period on; a limited WEEKLY rule leaves out the weeks of which no day passes. */
static void
leave_empty_period (GnomonRuleIter *iter)
{
  GnomonRule *rule = iter->rule;

  iter->period += rule->step;
  if (rule->frequency == GNOMON_RULE_WEEKLY && rule->limits_days)
    {
      gint64 passing = gnomon_rule_next_passing_day (iter, iter->period);

      iter->period = gnomon_rule_align (rule, gnomon_rule_week_begin (rule, passing));
    }
}

/**
 * gnomon_rule_iter_load:
 * @iter: an iterator
 *
 * Finds the set of the period where @iter is, or of the next one whose set is not empty.
 *
 * Returns: %FALSE where there is none, or where it gave up
 */
gboolean
gnomon_rule_iter_load (GnomonRuleIter *iter)
{
  GnomonRule *rule = iter->rule;

  iter->position = -1;
  if (rule->frequency <= GNOMON_RULE_DAILY)
    return load_short_period (iter);

  for (int n_steps = 0; n_steps <= rule->most_empty_periods; n_steps++)
    {
      if (iter->period > iter->last_period)
        return FALSE;

      iter->n_days = load_long_period (iter);
      if (iter->n_days > 0 &&
          (!rule->has_positions ||
           gnomon_rule_next_position (rule, -1, (gint64) iter->n_days * rule->n_times) >= 0))
        return TRUE;
      leave_empty_period (iter);
    }

  return FALSE;
}
