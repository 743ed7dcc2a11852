/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libical/ical.h>
#include <stdio.h>

#include "bench.h"
#include "gnomon-civil.h"
#include "gnomon-rule.h"
#include "gnomon-zone.h"

/*
 * The recurrence engine beside libical's iterator, in turns: how many starts a second each gives,
 * and what it costs to compile a rule, to go to a month years away, and to make instants of starts.
 */

#define N_ROUNDS 9
#define START "20200107T090000"

static const struct
{
  const char *rrule;
  int n_starts;            /* as far as libical can: up to 2582 */
  double goal;             /* how much of libical's time it may take; 0: none */
} rules[] = {
  { "FREQ=WEEKLY", 3000, 1.0 / 30 },
  { "FREQ=WEEKLY;BYDAY=MO,WE,FR", 3000, 1.0 / 30 },
  { "FREQ=MONTHLY;BYDAY=2TU", 800, 1.0 / 30 },
  { "FREQ=MONTHLY;BYDAY=-1FR", 800, 1.0 / 30 },
  { "FREQ=DAILY", 20000, 0 },
};

static gint64
get_start (void)
{
  gint64 start = 0;

  gnomon_rule_text_parse_time (START, -1, &start);
  return start;
}

/* Nanoseconds for each start, of libical's iterator. */
static double
time_libical (const char *rrule,
              int         n_starts)
{
  struct icalrecurrencetype recurrence = icalrecurrencetype_from_string (rrule);
  struct icaltimetype start = icaltime_from_string (START);
  double begin = bench_now ();
  icalrecur_iterator *iter = icalrecur_iterator_new (recurrence, start);
  int n = 0;

  while (n < n_starts && !icaltime_is_null_time (icalrecur_iterator_next (iter)))
    n++;
  icalrecur_iterator_free (iter);

  return (bench_now () - begin) * 1e6 / MAX (n, 1);
}

/* Ours is as many starts over and over, for the clock to have something to measure. */
static double
time_rule (GnomonRule *rule,
           int         n_starts)
{
  double begin = bench_now ();
  gint64 wall;
  int n_found = 0;

  for (int i = 0; i < 100; i++)
    {
      GnomonRuleIter iter;

      gnomon_rule_iter_init (&iter, rule, G_MININT64);
      for (int n = 0; n < n_starts && gnomon_rule_iter_next (&iter, &wall); n++)
        n_found++;
    }

  return (bench_now () - begin) * 1e6 / n_found;
}

static void
compare (const char *rrule,
         int         n_starts,
         double      goal)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GnomonRule) rule = gnomon_rule_new (rrule, get_start (), FALSE, NULL, &error);
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) theirs = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) shares = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *what = g_strdup_printf ("%s: a start", rrule);
  g_autofree char *share = g_strdup_printf ("%s: of libical's time", rrule);

  for (int i = 0; i < N_ROUNDS; i++)
    {
      double libical = time_libical (rrule, n_starts);
      double rule_time = time_rule (rule, n_starts);

      bench_add (theirs, libical);
      bench_add (ours, rule_time);
      bench_add (shares, rule_time / libical);
    }

  bench_report (what, bench_median (ours), "ns", 0);
  bench_report ("  libical", bench_median (theirs), "ns", 0);
  bench_report (share, bench_median (shares), "", goal);
}

/* A month, forty years away, of many rules: what a view of a calendar with series asks for. */
static void
seek (const char *rrule)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GnomonRule) rule = gnomon_rule_new (rrule, get_start (), FALSE, NULL, &error);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *what = g_strdup_printf ("%s: a month, 40 years away", rrule);
  gint64 from = gnomon_civil_day_from_ymd (2060, 3, 1) * GNOMON_DAY_SECONDS;
  gint64 to = gnomon_civil_day_from_ymd (2060, 4, 1) * GNOMON_DAY_SECONDS;

  for (int i = 0; i < N_ROUNDS; i++)
    {
      double begin = bench_now ();

      for (int n = 0; n < 10000; n++)
        {
          GnomonRuleIter iter;
          gint64 wall;

          gnomon_rule_iter_init (&iter, rule, from);
          while (gnomon_rule_iter_next (&iter, &wall) && wall < to)
            continue;
        }
      bench_add (times, (bench_now () - begin) * 1e6 / 10000);
    }

  bench_report (what, bench_median (times), "ns", 0);
}

static void
compile (const char *rrule)
{
  g_autoptr (GTimeZone) zone = gnomon_zone_lookup ("Europe/Berlin");
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *what = g_strdup_printf ("%s: compiled", rrule);

  for (int i = 0; i < N_ROUNDS; i++)
    {
      double begin = bench_now ();

      for (int n = 0; n < 10000; n++)
        {
          g_autoptr (GnomonRule) rule = gnomon_rule_new (rrule, get_start (), FALSE, zone, NULL);
        }
      bench_add (times, (bench_now () - begin) * 1e6 / 10000);
    }

  bench_report (what, bench_median (times), "ns", 0);
}

/* Instants of a weekly series over twenty years, as a planner asks for them; and of 10,000 series
 * in one month, as a view does. */
static void
convert (gboolean one_month)
{
  g_autoptr (GTimeZone) zone = gnomon_zone_lookup ("Europe/Berlin");
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  gint64 start = get_start ();
  gint64 sum = 0;

  for (int i = 0; i < N_ROUNDS; i++)
    {
      double begin = bench_now ();

      for (int n = 0; n < 100000; n++)
        {
          gint64 wall = one_month ? start + n * 7919 % (31 * 24) * 3600
                                  : start + n % 1040 * 7 * GNOMON_DAY_SECONDS;

          sum += gnomon_zone_to_instant (zone, wall);
        }
      bench_add (times, (bench_now () - begin) * 1e6 / 100000);
    }

  bench_report (one_month ? "An instant, of one month" : "An instant, of twenty years",
                bench_median (times), "ns", 0);
  if (sum == 0)
    printf ("No instant at all\n");
}

int
main (int    argc,
      char **argv)
{
  bench_init (&argc, &argv);

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    compare (rules[i].rrule, rules[i].n_starts, rules[i].goal);
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    seek (rules[i].rrule);
  compile ("FREQ=WEEKLY");
  compile ("FREQ=WEEKLY;COUNT=26");
  compile ("FREQ=MONTHLY;BYDAY=2TU;UNTIL=20301231T225959Z");
  compile ("FREQ=YEARLY");
  convert (TRUE);
  convert (FALSE);

  return bench_finish ();
}
