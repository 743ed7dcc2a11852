/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-rule-private.h"

/*
 * The days that a rule has in a year, as bitmaps: what BYMONTH, BYWEEKNO, BYYEARDAY, BYMONTHDAY and
 * BYDAY expand to and limit by the table in RFC 5545, 3.3.10. Where several parts expand, a day
 * must fulfil them all.
 */

static gboolean
is_leap_year (int year)
{
  return gnomon_civil_days_in_month (year, 2) == 29;
}

static int
count_days (const guint64 *days,
            int            n_words)
{
  int n_days = 0;

  for (int i = 0; i < n_words; i++)
    n_days += __builtin_popcountll (days[i]);

  return n_days;
}

static void
add_bits (guint64 *days,
          int      from,
          guint64  bits)
{
  days[from / 64] |= bits << (from % 64);
  if (from % 64 != 0 && from / 64 + 1 < DAYS_WORDS)
    days[from / 64 + 1] |= bits >> (64 - from % 64);
}

/**
 * gnomon_rule_week_begin:
 * @rule: a rule
 * @civil_day: a day
 *
 * Returns: the first day of its week, by WKST
 */
gint64
gnomon_rule_week_begin (GnomonRule *rule,
                        gint64      civil_day)
{
  return civil_day - (gnomon_civil_weekday (civil_day) - rule->week_start + 7) % 7;
}

/*
 * Week 1 is the first that has at least four days in the year (RFC 5545, 3.3.10), so it is the one
 * with 4 January, whatever WKST is.
 *
 * Returns: its first day, which may lie in the year before
 */
static gint64
find_first_week (GnomonRule *rule,
                 int         year)
{
  return gnomon_rule_week_begin (rule, gnomon_civil_day_from_ymd (year, 1, 4));
}

/**
 * gnomon_rule_week_year:
 * @rule: a rule
 * @civil_day: a day
 *
 * Returns: the year to which its week belongs, by WKST
 */
int
gnomon_rule_week_year (GnomonRule *rule,
                       gint64      civil_day)
{
  int year;

  gnomon_civil_day_to_ymd (gnomon_rule_week_begin (rule, civil_day) + 3, &year, NULL, NULL);

  return year;
}

/* Whether BYWEEKNO has the week that is the @week-th of @n_weeks. */
static gboolean
has_week (GnomonRule *rule,
          int         week,
          int         n_weeks)
{
  return (rule->weeks >> week | rule->weeks_from_end >> (n_weeks + 1 - week)) & 1;
}

static gboolean
week_passes (GnomonRule *rule,
             gint64      civil_day)
{
  int year = gnomon_rule_week_year (rule, civil_day);
  gint64 first = find_first_week (rule, year);
  int n_weeks = (int) (find_first_week (rule, year + 1) - first) / 7;

  return has_week (rule, (int) (civil_day - first) / 7 + 1, n_weeks);
}

/* BYMONTH, BYMONTHDAY, BYDAY and BYYEARDAY for a single day. */
static gboolean
day_passes (GnomonRule *rule,
            gint64      civil_day)
{
  int year, month, day, length, year_day;
  gint64 first;

  gnomon_civil_day_to_ymd (civil_day, &year, &month, &day);
  first = civil_day - (day - 1);
  length = gnomon_civil_days_in_month (year, month);
  year_day = (int) (civil_day - gnomon_civil_day_from_ymd (year, 1, 1));

  return (rule->months >> month & 1) &&
         (rule->month_days[length - 28][gnomon_civil_weekday (first) - 1] >> (day - 1) & 1) &&
         (!rule->has_year_days ||
          (rule->year_days[is_leap_year (year)][year_day / 64] >> (year_day % 64) & 1));
}

/* BYDAY with numbers in a YEARLY rule without BYMONTH: these count in the year (note 2). */
static void
keep_year_ordinals (GnomonRule *rule,
                    gint64      first_day,
                    int         n_days,
                    guint64    *days)
{
  int first_weekday = gnomon_civil_weekday (first_day) - 1;
  guint64 kept[DAYS_WORDS] = { 0 };

  for (int weekday = 0; weekday < 7; weekday++)
    {
      int first = (weekday - first_weekday + 7) % 7;
      int n_weeks = (n_days - first + 6) / 7;

      for (int week = 1; week <= n_weeks; week++)
        if ((rule->weekdays >> weekday | rule->year_ordinals[weekday] >> week |
             rule->year_ordinals_from_end[weekday] >> (n_weeks + 1 - week)) & 1)
          add_bits (kept, first + (week - 1) * 7, 1);
    }

  for (int i = 0; i < DAYS_WORDS; i++)
    days[i] &= kept[i];
}

/* The days of the calendar year that fulfil BYMONTH, BYMONTHDAY, BYDAY and BYYEARDAY. */
static void
find_days_of_year (GnomonRule *rule,
                   int         year,
                   gint64      first_day,
                   guint64    *days)
{
  gboolean leap = is_leap_year (year);

  memset (days, 0, DAYS_WORDS * sizeof *days);
  for (guint months = rule->months; months != 0; months &= months - 1)
    {
      int month = __builtin_ctz (months);
      gint64 first = gnomon_civil_day_from_ymd (year, month, 1);
      int length = gnomon_civil_days_in_month (year, month);

      add_bits (days, (int) (first - first_day),
                rule->month_days[length - 28][gnomon_civil_weekday (first) - 1]);
    }

  if (rule->has_year_days)
    for (int i = 0; i < DAYS_WORDS; i++)
      days[i] &= rule->year_days[leap][i];
  if (rule->has_year_ordinals)
    keep_year_ordinals (rule, first_day, leap ? 366 : 365, days);
}

/**
 * gnomon_rule_weekdays:
 * @rule: a rule
 *
 * Returns: BYDAY without its numbers as days of a week, by WKST, with bit 0 for the first; all
 *   seven where there is none
 */
guint64
gnomon_rule_weekdays (GnomonRule *rule)
{
  guint twice = (guint) rule->weekdays | (guint) rule->weekdays << 7;

  return rule->weekdays != 0 ? twice >> (rule->week_start - 1) & 0x7f : 0x7f;
}

/* A year with BYWEEKNO is the year of its weeks: the days of week 1 that lie in December belong
 * to it, those that lie in the next year's week 1 do not. */
static void
find_days_of_weeks (GnomonRule *rule,
                    int         n_weeks,
                    gint64      first_day,
                    guint64    *days)
{
  memset (days, 0, DAYS_WORDS * sizeof *days);
  for (int week = 1; week <= n_weeks; week++)
    if (has_week (rule, week, n_weeks))
      add_bits (days, (week - 1) * 7, gnomon_rule_weekdays (rule));

  if (!rule->limits_days)
    return;

  for (int day = -1; (day = gnomon_rule_next_bit (days, DAYS_WORDS, day + 1)) >= 0;)
    if (!day_passes (rule, first_day + day))
      days[day / 64] &= ~(G_GUINT64_CONSTANT (1) << (day % 64));
}

/**
 * gnomon_rule_days_of_year:
 * @rule: a YEARLY rule
 * @year: the year
 * @first_day: (out): what bit 0 of @days stands for
 * @days: (out): the days
 *
 * Returns: how many there are
 */
int
gnomon_rule_days_of_year (GnomonRule *rule,
                          int         year,
                          gint64     *first_day,
                          guint64    *days)
{
  if (rule->has_weeks)
    {
      *first_day = find_first_week (rule, year);
      find_days_of_weeks (rule, (int) (find_first_week (rule, year + 1) - *first_day) / 7,
                          *first_day, days);
    }
  else
    {
      *first_day = gnomon_civil_day_from_ymd (year, 1, 1);
      find_days_of_year (rule, year, *first_day, days);
    }

  return count_days (days, DAYS_WORDS);
}

/**
 * gnomon_rule_passing_days:
 * @rule: a rule of MONTHLY or a smaller frequency
 * @year: the year
 * @days: (out): which of its days pass BYMONTH to BYDAY; bit 0 is 1 January
 */
void
gnomon_rule_passing_days (GnomonRule *rule,
                          int         year,
                          guint64    *days)
{
  gint64 first_day = gnomon_civil_day_from_ymd (year, 1, 1);

  find_days_of_year (rule, year, first_day, days);
  if (rule->has_weeks)
    for (int day = -1; (day = gnomon_rule_next_bit (days, DAYS_WORDS, day + 1)) >= 0;)
      if (!week_passes (rule, first_day + day))
        days[day / 64] &= ~(G_GUINT64_CONSTANT (1) << (day % 64));
}
