/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-rule.h"

/*
 * The engine against a second one that is as plain as can be: it looks at every day and every time
 * of the day, and asks of each whether all parts of the rule hold. Random rules, the same ones at
 * every run; a failure prints the rule. And what the engine finds by a seek is what it finds by
 * walking there.
 */

#define N_RULES 2000
#define N_SEEKS 40

typedef struct
{
  GnomonRuleParts parts;
  gint64 start;
  GDate start_date;
} Plain;

static gboolean
is_empty (const GnomonRuleNumbers *numbers)
{
  return gnomon_rule_numbers_is_empty (numbers);
}

static gboolean
has_counted (const GnomonRuleNumbers *numbers,
             int                      nth,
             int                      total)
{
  return gnomon_rule_numbers_has (numbers, nth) ||
         gnomon_rule_numbers_has (numbers, nth - 1 - total);
}

static int
days_in_year (int year)
{
  return g_date_is_leap_year ((GDateYear) year) ? 366 : 365;
}

/* The first day of the year's week 1, found by walking back to a week with four days in it. */
static guint
find_first_week (int year,
                 int week_start)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, G_DATE_JANUARY, (GDateYear) year);
  g_date_subtract_days (&date, 3);
  while (g_date_get_weekday (&date) != (GDateWeekday) week_start)
    g_date_add_days (&date, 1);

  return g_date_get_julian (&date);
}

static void
find_week (const GDate *date,
           int          week_start,
           int         *year,
           int         *week,
           int         *n_weeks)
{
  guint day = g_date_get_julian (date);

  *year = g_date_get_year (date) + 1;
  while (find_first_week (*year, week_start) > day)
    --*year;
  *week = (int) (day - find_first_week (*year, week_start)) / 7 + 1;
  *n_weeks = (int) (find_first_week (*year + 1, week_start) -
                    find_first_week (*year, week_start)) / 7;
}

static gboolean
week_holds (const Plain *plain,
            const GDate *date)
{
  int year, week, n_weeks;

  find_week (date, plain->parts.week_start, &year, &week, &n_weeks);
  return has_counted (&plain->parts.by_week, week, n_weeks);
}

static gboolean
weekday_holds (const Plain *plain,
               const GDate *date)
{
  const GnomonRuleParts *parts = &plain->parts;
  const GnomonRuleNumbers *numbers = &parts->by_day[g_date_get_weekday (date)];
  int day = g_date_get_day (date), length;

  if (parts->frequency < GNOMON_RULE_MONTHLY ||
      (parts->frequency == GNOMON_RULE_YEARLY && !is_empty (&parts->by_week)))
    return !is_empty (numbers);

  if (gnomon_rule_numbers_has (numbers, 0))
    return TRUE;

  if (parts->frequency == GNOMON_RULE_YEARLY && is_empty (&parts->by_month))
    {
      day = (int) g_date_get_day_of_year (date);
      length = days_in_year (g_date_get_year (date));
    }
  else
    {
      length = g_date_get_days_in_month (g_date_get_month (date), g_date_get_year (date));
    }

  return gnomon_rule_numbers_has (numbers, (day - 1) / 7 + 1) ||
         gnomon_rule_numbers_has (numbers, -((length - day) / 7 + 1));
}

static gboolean
day_holds (const Plain *plain,
           const GDate *date)
{
  const GnomonRuleParts *parts = &plain->parts;
  const GDate *start = &plain->start_date;
  gboolean any_day = gnomon_rule_parts_has_day (parts) || !is_empty (&parts->by_month_day) ||
                     !is_empty (&parts->by_year_day);
  gboolean only_month_day = !is_empty (&parts->by_month_day) && is_empty (&parts->by_year_day) &&
                            is_empty (&parts->by_week) && !gnomon_rule_parts_has_day (parts);

  if (!is_empty (&parts->by_month) &&
      !gnomon_rule_numbers_has (&parts->by_month, (int) g_date_get_month (date)))
    return FALSE;
  if (!is_empty (&parts->by_week) && !week_holds (plain, date))
    return FALSE;
  if (!is_empty (&parts->by_year_day) &&
      !has_counted (&parts->by_year_day, (int) g_date_get_day_of_year (date),
                    days_in_year (g_date_get_year (date))))
    return FALSE;
  if (!is_empty (&parts->by_month_day) &&
      !has_counted (&parts->by_month_day, g_date_get_day (date),
                    g_date_get_days_in_month (g_date_get_month (date), g_date_get_year (date))))
    return FALSE;
  if (parts->frequency == GNOMON_RULE_YEARLY && is_empty (&parts->by_month) && only_month_day &&
      g_date_get_month (date) != g_date_get_month (start))
    return FALSE;
  if (gnomon_rule_parts_has_day (parts) && !weekday_holds (plain, date))
    return FALSE;

  if (any_day || parts->frequency < GNOMON_RULE_WEEKLY)
    return TRUE;
  if (parts->frequency == GNOMON_RULE_WEEKLY ||
      (parts->frequency == GNOMON_RULE_YEARLY && !is_empty (&parts->by_week)))
    return g_date_get_weekday (date) == g_date_get_weekday (start);
  if (!is_empty (&parts->by_week))
    return TRUE;
  return g_date_get_day (date) == g_date_get_day (start) &&
         (parts->frequency == GNOMON_RULE_MONTHLY || !is_empty (&parts->by_month) ||
          g_date_get_month (date) == g_date_get_month (start));
}

/* The number of the period that it is in, counted from no matter what. */
static gint64
find_period (const Plain *plain,
             const GDate *date,
             gint64       wall)
{
  int year, week, n_weeks;

  switch (plain->parts.frequency)
    {
    case GNOMON_RULE_SECONDLY:
      return wall;
    case GNOMON_RULE_MINUTELY:
      return wall / 60;
    case GNOMON_RULE_HOURLY:
      return wall / 3600;
    case GNOMON_RULE_DAILY:
      return wall / 86400;
    case GNOMON_RULE_WEEKLY:
      return (g_date_get_julian (date) + 7 - (guint) plain->parts.week_start) / 7;
    case GNOMON_RULE_MONTHLY:
      return g_date_get_year (date) * 12 + (int) g_date_get_month (date);
    case GNOMON_RULE_YEARLY:
      if (is_empty (&plain->parts.by_week))
        return g_date_get_year (date);
      find_week (date, plain->parts.week_start, &year, &week, &n_weeks);
      return year;
    default:
      g_assert_not_reached ();
    }
}

static gboolean
time_holds (const GnomonRuleNumbers *numbers,
            int                      number,
            gboolean                 expands,
            int                      start)
{
  return is_empty (numbers) ? !expands || number == start
                            : gnomon_rule_numbers_has (numbers, number);
}

static void
take_set (const Plain *plain,
          GArray      *set,
          GArray      *starts)
{
  for (guint i = 0; i < set->len; i++)
    {
      gint64 wall = g_array_index (set, gint64, i);

      if (!is_empty (&plain->parts.by_position) &&
          !has_counted (&plain->parts.by_position, (int) i + 1, (int) set->len))
        continue;
      if (wall > plain->start)
        g_array_append_val (starts, wall);
    }
  g_array_set_size (set, 0);
}

/* All starts before @to, without regard to COUNT and UNTIL. */
static GArray *
find_starts (const Plain *plain,
             gint64       to)
{
  const GnomonRuleParts *parts = &plain->parts;
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) set = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 last_period = -1, first_period = find_period (plain, &plain->start_date, plain->start);
  int start = (int) (plain->start % 86400);
  GDate date = plain->start_date;
  gint64 day = plain->start / 86400;

  g_array_append_val (starts, plain->start);

  /* From before the begin of the first period of all. */
  g_date_subtract_days (&date, 370);
  day -= 370;
  if (parts->frequency <= GNOMON_RULE_WEEKLY)
    {
      g_date_add_days (&date, 360);
      day += 360;
    }

  for (; day * 86400 < to; day++, g_date_add_days (&date, 1))
    {
      if (!day_holds (plain, &date))
        continue;

      for (int hour = 0; hour < 24; hour++)
        {
          if (!time_holds (&parts->by_hour, hour, parts->frequency > GNOMON_RULE_HOURLY,
                           start / 3600))
            continue;

          for (int minute = 0; minute < 60; minute++)
            {
              if (!time_holds (&parts->by_minute, minute, parts->frequency > GNOMON_RULE_MINUTELY,
                               start / 60 % 60))
                continue;

              for (int second = 0; second < 60; second++)
                {
                  gint64 wall = day * 86400 + hour * 3600 + minute * 60 + second;
                  gint64 period;

                  if (!time_holds (&parts->by_second, second,
                                   parts->frequency > GNOMON_RULE_SECONDLY, start % 60))
                    continue;

                  period = find_period (plain, &date, wall);
                  if (period < first_period || (period - first_period) % parts->interval != 0)
                    continue;
                  if (period != last_period)
                    take_set (plain, set, starts);
                  last_period = period;
                  g_array_append_val (set, wall);
                }
            }
        }
    }

  return starts;
}

static void
add_numbers (GRand             *rand,
             GnomonRuleNumbers *numbers,
             int                n_most,
             int                least,
             int                greatest)
{
  for (int n = g_rand_int_range (rand, 1, n_most + 1); n > 0; n--)
    {
      int number = g_rand_int_range (rand, least, greatest + 1);

      if (number != 0 || least == 0)
        gnomon_rule_numbers_add (numbers, number);
    }
}

static gboolean
once_in (GRand *rand,
         int    n)
{
  return g_rand_int_range (rand, 0, n) == 0;
}

static void
make_days (GRand           *rand,
           GnomonRuleParts *parts)
{
  gboolean ordinals = once_in (rand, 3);

  if (once_in (rand, 3))
    add_numbers (rand, &parts->by_month, 4, 1, 12);
  if (once_in (rand, 4))
    add_numbers (rand, &parts->by_month_day, 5, -31, 31);
  if (once_in (rand, 10))
    add_numbers (rand, &parts->by_year_day, 20, -366, 366);
  if (once_in (rand, 6))
    add_numbers (rand, &parts->by_week, 5, -53, 53);
  if (once_in (rand, 2))
    for (int n = g_rand_int_range (rand, 1, 5); n > 0; n--)
      gnomon_rule_numbers_add (&parts->by_day[g_rand_int_range (rand, 1, 8)],
                               ordinals ? g_rand_int_range (rand, -6, 7) : 0);
}

/* A rule, and how many days of it are looked at. */
static int
make_rule (GRand           *rand,
           GnomonRuleParts *parts)
{
  static const int n_days[] = { 1, 5, 150, 900, 2000, 3000, 6000 };
  static const int intervals[] = { 5000, 400, 60, 10, 5, 14, 4 };
  GnomonRuleFrequency frequency = (GnomonRuleFrequency) g_rand_int_range (rand, 0, 7);

  gnomon_rule_parts_init (parts, frequency);
  parts->interval = once_in (rand, 2) ? 1 : g_rand_int_range (rand, 1, intervals[frequency]);
  parts->week_start = g_rand_int_range (rand, 1, 8);
  if (frequency >= GNOMON_RULE_DAILY || once_in (rand, 3))
    make_days (rand, parts);
  if (once_in (rand, 4))
    add_numbers (rand, &parts->by_hour, 5, 0, 23);
  if (once_in (rand, 5))
    add_numbers (rand, &parts->by_minute, 4, 0, 59);
  if (once_in (rand, 8))
    add_numbers (rand, &parts->by_second, 4, 0, 59);
  if (once_in (rand, 4))
    add_numbers (rand, &parts->by_position, 3, -6, 6);

  return n_days[frequency];
}

/* Gives it COUNT or UNTIL, and leaves of @starts what is within. */
static void
bound_rule (GRand           *rand,
            GnomonRuleParts *parts,
            GArray          *starts)
{
  guint n = (guint) g_rand_int_range (rand, 0, (int) MIN (starts->len, 2000));

  if (once_in (rand, 3))
    {
      parts->count = (int) n + 1;
      g_array_set_size (starts, n + 1);
    }
  else if (once_in (rand, 2))
    {
      parts->until_form = once_in (rand, 2) ? GNOMON_RULE_FORM_WALL : GNOMON_RULE_FORM_UTC;
      parts->until = g_array_index (starts, gint64, n);
      g_array_set_size (starts, n + 1);
    }
}

static void
check_seeks (GRand      *rand,
             GnomonRule *rule,
             GArray     *starts,
             gint64      to)
{
  gint64 first = g_array_index (starts, gint64, 0);

  for (guint i = 0; i < N_SEEKS; i++)
    {
      guint n = (guint) g_rand_int_range (rand, 0, (int) starts->len);
      gint64 from = g_array_index (starts, gint64, n) + g_rand_int_range (rand, -1, 2);
      GnomonRuleIter iter;
      gint64 wall;

      if (once_in (rand, 3))
        from = first + (gint64) g_rand_double_range (rand, -100, (double) (to - first));
      for (n = 0; n < starts->len && g_array_index (starts, gint64, n) < from;)
        n++;

      gnomon_rule_iter_init (&iter, rule, from);
      if (n == starts->len)
        {
          if (gnomon_rule_iter_next (&iter, &wall))
            g_assert_cmpint (wall, >=, to);
          continue;
        }

      for (; n < starts->len && once_in (rand, 2); n++)
        {
          g_assert_true (gnomon_rule_iter_next (&iter, &wall));
          g_assert_cmpint (wall, ==, g_array_index (starts, gint64, n));
        }
    }
}

static void
check_rule (GRand *rand,
            guint *n_starts)
{
  Plain plain;
  int n_days = make_rule (rand, &plain.parts);
  int year = g_rand_int_range (rand, 1990, 2030), month = g_rand_int_range (rand, 1, 13);
  int month_day = g_rand_int_range (rand, 1, gnomon_civil_days_in_month (year, month) + 1);
  gint64 to, wall;
  g_autoptr (GArray) starts = NULL;
  g_autoptr (GnomonRule) rule = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  GnomonRuleIter iter;
  gboolean bounded;

  g_date_clear (&plain.start_date, 1);
  g_date_set_dmy (&plain.start_date, (GDateDay) month_day, (GDateMonth) month, (GDateYear) year);
  plain.start = gnomon_civil_day_from_ymd (year, month, month_day) * GNOMON_DAY_SECONDS +
                g_rand_int_range (rand, 0, 24) * 3600 + g_rand_int_range (rand, 0, 4) * 900;

  /* The set of the last period is not whole; starts of it are left out. */
  to = (plain.start / 86400 + n_days) * GNOMON_DAY_SECONDS;
  starts = find_starts (&plain, to);
  bound_rule (rand, &plain.parts, starts);
  bounded = plain.parts.count > 0 || plain.parts.until_form != GNOMON_RULE_FORM_NONE;
  to = bounded ? G_MAXINT64 / 4 : g_array_index (starts, gint64, starts->len - 1) + 1;
  *n_starts += starts->len;

  text = gnomon_rule_parts_format (&plain.parts);
  g_test_message ("%s from %04d-%02d-%02d at %d", text, year, month, month_day,
                  (int) (plain.start % 86400));
  rule = gnomon_rule_new (text, plain.start, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gnomon_rule_is_endless (rule), ==, !bounded);

  gnomon_rule_iter_init (&iter, rule, G_MININT64);
  for (guint i = 0; i < starts->len; i++)
    {
      g_assert_true (gnomon_rule_iter_next (&iter, &wall));
      g_assert_cmpint (wall, ==, g_array_index (starts, gint64, i));
    }

  if (bounded)
    {
      g_assert_false (gnomon_rule_iter_next (&iter, &wall));
      g_assert_false (gnomon_rule_iter_gave_up (&iter));
      g_assert_true (gnomon_rule_get_last (rule, &wall));
      g_assert_cmpint (wall, ==, g_array_index (starts, gint64, starts->len - 1));
    }

  check_seeks (rand, rule, starts, to);
}

static void
test_plain (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261125);
  guint n_starts = 0;

  for (guint i = 0; i < N_RULES; i++)
    check_rule (rand, &n_starts);

  /* Most rules must have had something to compare. */
  g_assert_cmpuint (n_starts, >, N_RULES * 10);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rule/as-the-plain-engine", test_plain);

  return g_test_run ();
}
