/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-civil.h"

static void
test_days (void)
{
  static const struct { int year, month, day; gint64 civil_day; int weekday; } rows[] = {
    { 1970, 1, 1, 0, 4 },
    { 1969, 12, 31, -1, 3 },
    { 2000, 2, 29, 11016, 2 },
    { 2000, 3, 1, 11017, 3 },
    { 2026, 11, 22, 20779, 7 },
    { 1, 1, 1, -719162, 1 },
    { 9999, 12, 31, 2932896, 5 },
    { 0, 12, 31, -719163, 7 },
    { 10000, 1, 1, 2932897, 6 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      int year, month, day;

      g_assert_cmpint (gnomon_civil_day_from_ymd (rows[i].year, rows[i].month, rows[i].day), ==,
                       rows[i].civil_day);
      gnomon_civil_day_to_ymd (rows[i].civil_day, &year, &month, &day);
      g_assert_cmpint (year, ==, rows[i].year);
      g_assert_cmpint (month, ==, rows[i].month);
      g_assert_cmpint (day, ==, rows[i].day);
      g_assert_cmpint (gnomon_civil_weekday (rows[i].civil_day), ==, rows[i].weekday);
    }
}

/* Every day of the years that are taken, counted one by one, and as GLib counts them. */
static void
test_all_days (void)
{
  gint64 civil_day = -719162;
  int weekday = 1;

  for (int year = 1; year <= 9999; year++)
    for (int month = 1; month <= 12; month++)
      {
        int length = gnomon_civil_days_in_month (year, month);

        g_assert_cmpint (length, ==,
                         g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year));
        for (int day = 1; day <= length; day++)
          {
            int y, m, d;

            gnomon_civil_day_to_ymd (civil_day, &y, &m, &d);
            if (y != year || m != month || d != day ||
                gnomon_civil_day_from_ymd (year, month, day) != civil_day ||
                gnomon_civil_weekday (civil_day) != weekday)
              g_error ("%d-%d-%d is wrong", year, month, day);

            civil_day++;
            weekday = weekday % 7 + 1;
          }
      }

  g_assert_cmpint (civil_day, ==, 2932897);
}

static void
test_weeks (void)
{
  static const struct { const char *date; int week, year; } rows[] = {
    { "2026-01-01", 1, 2026 },
    { "2025-12-29", 1, 2026 },
    { "2025-12-28", 52, 2025 },
    { "2026-12-31", 53, 2026 },
    { "2027-01-03", 53, 2026 },
    { "2027-01-04", 1, 2027 },
    { "2021-01-01", 53, 2020 },
    { "2023-01-01", 52, 2022 },
    { "2026-11-22", 47, 2026 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 day;
      int year;

      g_assert_true (gnomon_civil_parse_date (rows[i].date, &day));
      g_assert_cmpint (gnomon_civil_iso_week (day, &year), ==, rows[i].week);
      g_assert_cmpint (year, ==, rows[i].year);
      g_assert_cmpint (gnomon_civil_iso_week (day, NULL), ==, rows[i].week);
    }
}

static void
test_months (void)
{
  static const struct { const char *date; int months; const char *result; } rows[] = {
    { "2026-01-31", 1, "2026-02-28" },
    { "2024-01-31", 1, "2024-02-29" },
    { "2024-02-29", 12, "2025-02-28" },
    { "2026-03-31", -1, "2026-02-28" },
    { "2026-01-15", -1, "2025-12-15" },
    { "2026-12-15", 1, "2027-01-15" },
    { "2026-11-22", 0, "2026-11-22" },
    { "2026-11-22", -25, "2024-10-22" },
    { "2026-11-22", 1200, "2126-11-22" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *result = NULL;
      gint64 day;

      g_assert_true (gnomon_civil_parse_date (rows[i].date, &day));
      result = gnomon_civil_format_date (gnomon_civil_add_months (day, rows[i].months));
      g_assert_cmpstr (result, ==, rows[i].result);
    }
}

static void
test_wall (void)
{
  g_assert_cmpint (gnomon_civil_day_of_wall (0), ==, 0);
  g_assert_cmpint (gnomon_civil_day_of_wall (-1), ==, -1);
  g_assert_cmpint (gnomon_civil_day_of_wall (86399), ==, 0);
  g_assert_cmpint (gnomon_civil_day_of_wall (-86400), ==, -1);
  g_assert_cmpint (gnomon_civil_day_of_wall (-86401), ==, -2);
  g_assert_cmpint (gnomon_civil_time_of_wall (-1), ==, 86399);
  g_assert_cmpint (gnomon_civil_time_of_wall (86400), ==, 0);
}

static void
test_dates (void)
{
  static const char * const good[] = { "0001-01-01", "1970-01-01", "2024-02-29", "9999-12-31" };
  static const char * const bad[] = {
    "", "2026", "2026-1-1", "2026-01-1", "2026-00-10", "2026-13-01", "2026-01-00", "2026-01-32",
    "2026-02-29", "2026-02-30", "1900-02-29", "0000-01-01", "10000-01-01", "-001-01-01",
    "2026-01-01 ", " 2026-01-01", "2026/01/01", "20260101", "2026-01-01T", "٢٠٢٦-01-01",
    "+026-01-01",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *text = NULL;
      gint64 day;

      g_assert_true (gnomon_civil_parse_date (good[i], &day));
      text = gnomon_civil_format_date (day);
      g_assert_cmpstr (text, ==, good[i]);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      gint64 day;

      g_assert_false (gnomon_civil_parse_date (bad[i], &day));
    }
}

static void
test_times (void)
{
  static const struct { const char *text; int seconds; const char *formatted; } rows[] = {
    { "00:00", 0, "00:00" },
    { "09:05", 32700, "09:05" },
    { "09:05:00", 32700, "09:05" },
    { "23:59:59", 86399, "23:59:59" },
    { "24:00", -1, NULL },
    { "12:60", -1, NULL },
    { "12:30:60", -1, NULL },
    { "9:05", -1, NULL },
    { "09:5", -1, NULL },
    { "09:05:1", -1, NULL },
    { "09:05:", -1, NULL },
    { "09:05 ", -1, NULL },
    { "0905", -1, NULL },
    { "-1:00", -1, NULL },
    { "", -1, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = NULL;
      int seconds = -1;

      g_assert_cmpint (gnomon_civil_parse_time (rows[i].text, &seconds), ==,
                       rows[i].formatted != NULL);
      if (rows[i].formatted == NULL)
        continue;
      g_assert_cmpint (seconds, ==, rows[i].seconds);
      text = gnomon_civil_format_time (seconds);
      g_assert_cmpstr (text, ==, rows[i].formatted);
    }
}

static void
test_walls (void)
{
  static const struct { const char *text, *formatted; } rows[] = {
    { "2026-11-22T09:05", "2026-11-22T09:05:00" },
    { "2026-11-22T09:05:07", "2026-11-22T09:05:07" },
    { "1960-02-29T00:00:01", "1960-02-29T00:00:01" },
    { "2026-11-22 09:05", NULL },
    { "2026-11-22T09:05Z", NULL },
    { "2026-11-22", NULL },
    { "2026-02-30T09:05", NULL },
    { "2026-11-22T24:00", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = NULL;
      gint64 wall;

      g_assert_cmpint (gnomon_civil_parse_wall (rows[i].text, &wall), ==,
                       rows[i].formatted != NULL);
      if (rows[i].formatted == NULL)
        continue;
      text = gnomon_civil_format_wall (wall);
      g_assert_cmpstr (text, ==, rows[i].formatted);
    }
}

static void
test_instants (void)
{
  static const struct { const char *text, *formatted; } rows[] = {
    { "2026-11-22T09:05:07Z", "2026-11-22T09:05:07Z" },
    { "2026-11-22t09:05:07z", "2026-11-22T09:05:07Z" },
    { "2026-11-22 09:05:07Z", "2026-11-22T09:05:07Z" },
    { "2026-11-22T09:05:07.999Z", "2026-11-22T09:05:07Z" },
    { "2026-11-22T09:05:07+01:00", "2026-11-22T08:05:07Z" },
    { "2026-11-22T00:05:07+05:45", "2026-11-21T18:20:07Z" },
    { "2026-12-31T23:00:00-02:30", "2027-01-01T01:30:00Z" },
    { "2026-11-22T09:05:07-00:00", "2026-11-22T09:05:07Z" },
    { "2026-11-22T09:05:07", NULL },
    { "2026-11-22T09:05Z", NULL },
    { "2026-11-22T09:05:07.Z", NULL },
    { "2026-11-22T09:05:07+99:00", NULL },
    { "2026-11-22T09:05:07+01:60", NULL },
    { "2026-11-22T09:05:07+0100", NULL },
    { "2026-11-22T09:05:07+01", NULL },
    { "2026-11-22T09:05:07Z ", NULL },
    { "2026-11-22T09:05:60Z", NULL },
    { "2026-02-30T09:05:07Z", NULL },
    { "2026-11-22", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = NULL;
      gint64 instant;

      g_assert_cmpint (gnomon_civil_parse_instant (rows[i].text, &instant), ==,
                       rows[i].formatted != NULL);
      if (rows[i].formatted == NULL)
        continue;
      text = gnomon_civil_format_instant (instant);
      g_assert_cmpstr (text, ==, rows[i].formatted);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/civil/days", test_days);
  g_test_add_func ("/civil/all-days", test_all_days);
  g_test_add_func ("/civil/weeks", test_weeks);
  g_test_add_func ("/civil/months", test_months);
  g_test_add_func ("/civil/wall", test_wall);
  g_test_add_func ("/civil/parse/dates", test_dates);
  g_test_add_func ("/civil/parse/times", test_times);
  g_test_add_func ("/civil/parse/walls", test_walls);
  g_test_add_func ("/civil/parse/instants", test_instants);

  return g_test_run ();
}
