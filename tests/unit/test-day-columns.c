/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-day-columns.h"

#define WEDNESDAY G_GINT64_CONSTANT (20775) /* 18 November 2026 */
#define ALL_DAYS 0xfe
#define WORK_DAYS 0x3e

static void
test_week (void)
{
  GnomonDayColumns columns;

  gnomon_day_columns_set_week (&columns, WEDNESDAY, 1, ALL_DAYS);
  g_assert_cmpint (columns.n_days, ==, 7);
  g_assert_cmpint (columns.days[0], ==, WEDNESDAY - 2);
  g_assert_cmpint (columns.days[6], ==, WEDNESDAY + 4);

  gnomon_day_columns_set_week (&columns, WEDNESDAY, 7, WORK_DAYS);
  g_assert_cmpint (columns.n_days, ==, 5);
  g_assert_cmpint (columns.days[0], ==, WEDNESDAY - 2);
  g_assert_cmpint (columns.days[4], ==, WEDNESDAY + 2);

  /* Monday, Wednesday, Saturday. */
  gnomon_day_columns_set_week (&columns, WEDNESDAY, 1, (1 << 1) | (1 << 3) | (1 << 6));
  g_assert_cmpint (columns.n_days, ==, 3);
  g_assert_cmpint (columns.days[1], ==, WEDNESDAY);
  g_assert_cmpint (columns.days[2], ==, WEDNESDAY + 3);

  gnomon_day_columns_set_week (&columns, WEDNESDAY, 1, 0);
  g_assert_cmpint (columns.n_days, ==, 7);
}

static void
test_find (void)
{
  GnomonDayColumns columns;
  int first, last;

  gnomon_day_columns_set_week (&columns, WEDNESDAY, 1, WORK_DAYS);
  g_assert_cmpint (gnomon_day_columns_find (&columns, WEDNESDAY), ==, 2);
  g_assert_cmpint (gnomon_day_columns_find (&columns, WEDNESDAY + 3), ==, -1);

  g_assert_cmpint (gnomon_day_columns_get_beyond (&columns, 1, WORK_DAYS), ==, WEDNESDAY + 5);
  g_assert_cmpint (gnomon_day_columns_get_beyond (&columns, -1, WORK_DAYS), ==, WEDNESDAY - 5);
  g_assert_cmpint (gnomon_day_columns_get_beyond (&columns, 1, ALL_DAYS), ==, WEDNESDAY + 3);

  g_assert_true (gnomon_day_columns_find_span (&columns, WEDNESDAY + 1, WEDNESDAY + 9, &first,
                                               &last));
  g_assert_cmpint (first, ==, 3);
  g_assert_cmpint (last, ==, 4);
  g_assert_false (gnomon_day_columns_find_span (&columns, WEDNESDAY + 3, WEDNESDAY + 4, &first,
                                                &last));
  g_assert_false (gnomon_day_columns_find_span (&columns, WEDNESDAY - 9, WEDNESDAY - 5, &first,
                                                &last));
}

static void
test_places (void)
{
  GnomonDayColumns columns;

  gnomon_day_columns_set_run (&columns, WEDNESDAY, 3);
  g_assert_cmpint (gnomon_day_columns_get_x (&columns, 0, 60, 360), ==, 60);
  g_assert_cmpint (gnomon_day_columns_get_x (&columns, 2, 60, 360), ==, 260);
  g_assert_cmpint (gnomon_day_columns_get_x (&columns, 3, 60, 360), ==, 360);
  g_assert_cmpint (gnomon_day_columns_at (&columns, 10, 60, 360), ==, 0);
  g_assert_cmpint (gnomon_day_columns_at (&columns, 159, 60, 360), ==, 0);
  g_assert_cmpint (gnomon_day_columns_at (&columns, 160, 60, 360), ==, 1);
  g_assert_cmpint (gnomon_day_columns_at (&columns, 900, 60, 360), ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/day-columns/week", test_week);
  g_test_add_func ("/day-columns/find", test_find);
  g_test_add_func ("/day-columns/places", test_places);

  return g_test_run ();
}
