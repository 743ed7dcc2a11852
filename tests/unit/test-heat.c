/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>

#include "gnomon-civil.h"
#include "gnomon-heat.h"

/* The map of a year: levels, columns, words. */

static void
test_levels (void)
{
  static const struct { double hours; int level; } rows[] = {
    { 0, 0 }, { 0.25, 1 }, { 1.99, 1 }, { 2, 2 }, { 3.99, 2 }, { 4, 3 }, { 7.99, 3 }, { 8, 4 },
    { 24, 4 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (gnomon_heat_get_level ((int) (rows[i].hours * 3600)), ==, rows[i].level);
}

static void
test_columns (void)
{
  static const struct { int width, columns; } rows[] = {
    { 2000, 4 }, { 868, 4 }, { 867, 3 }, { 644, 3 }, { 643, 2 }, { 420, 2 }, { 419, 1 }, { 100, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (gnomon_heat_get_columns (rows[i].width, 196, 28), ==, rows[i].columns);
}

static void
test_facts (void)
{
  gint64 first = gnomon_civil_day_from_ymd (2026, 11, 16);    /* a Monday */
  static const GnomonDayLoad loads[] = {
    { 9, 36000 }, { 1, 3600 }, { 1, 3600 }, { 0, 0 }, { 3, 7200 }, { 0, 0 }, { 2, 7200 }, { 1, 0 },
  };
  GnomonHeatFacts facts;

  gnomon_heat_find_facts (loads, first, G_N_ELEMENTS (loads), first + 2, &facts);
  g_assert_cmpint (facts.busiest_day, ==, first + 4);
  g_assert_cmpint (facts.busiest_seconds, ==, 7200);
  g_assert_cmpuint (facts.n_free_weekdays, ==, 2);

  /* A year that is over has nothing ahead, one that comes has all of it. */
  gnomon_heat_find_facts (loads, first, G_N_ELEMENTS (loads), first + 400, &facts);
  g_assert_cmpint (facts.busiest_seconds, ==, 0);
  g_assert_cmpuint (facts.n_free_weekdays, ==, 0);
  gnomon_heat_find_facts (loads, first, G_N_ELEMENTS (loads), first - 400, &facts);
  g_assert_cmpint (facts.busiest_day, ==, first);
}

static void
test_words (void)
{
  gint64 day = gnomon_civil_day_from_ymd (2026, 11, 24);
  GnomonViewTime time = { .today = day, .week_start = 1 };
  static const struct { GnomonDayLoad load; const char *tooltip, *spoken; } rows[] = {
    { { 0, 0 }, "Tue 24 November: free", "Tuesday 24 November, today, no events" },
    { { 1, 0 }, "Tue 24 November: 1 event", "Tuesday 24 November, today, 1 event" },
    { { 7, 28800 }, "Tue 24 November: 8 h, 7 events",
      "Tuesday 24 November, today, 7 events, 8 hours booked" },
    { { 1, 5400 }, "Tue 24 November: 1 h 30 min, 1 event",
      "Tuesday 24 November, today, 1 event, 1 hour 30 minutes booked" },
    { { 2, 86400 }, "Tue 24 November: all day, 2 events",
      "Tuesday 24 November, today, 2 events, all day booked" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *tooltip = gnomon_heat_format_tooltip (day, &rows[i].load);
      g_autofree char *spoken = gnomon_heat_describe (day, &rows[i].load, &time);

      g_assert_cmpstr (tooltip, ==, rows[i].tooltip);
      g_assert_cmpstr (spoken, ==, rows[i].spoken);
    }
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/heat/levels", test_levels);
  g_test_add_func ("/heat/columns", test_columns);
  g_test_add_func ("/heat/facts", test_facts);
  g_test_add_func ("/heat/words", test_words);

  return g_test_run ();
}
