/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>

#include "gnomon-civil.h"
#include "gnomon-week.h"

static void
test_setting (void)
{
  static const char * const weekdays[] = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (weekdays); i++)
    g_assert_cmpint (gnomon_week_get_first_weekday (weekdays[i]), ==, (int) i + 1);
}

static void
test_locale (void)
{
  static const struct { const char *locale; int weekday; } rows[] = {
    { "C", 7 },
    { "de_DE.UTF-8", 1 },
    { "en_GB.UTF-8", 1 },
    { "en_US.UTF-8", 7 },
    { "ar_EG.UTF-8", 6 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (setlocale (LC_TIME, rows[i].locale) == NULL)
        continue;
      g_assert_cmpint (gnomon_week_get_first_weekday (NULL), ==, rows[i].weekday);
      g_assert_cmpint (gnomon_week_get_first_weekday (""), ==, rows[i].weekday);
      g_assert_cmpint (gnomon_week_get_first_weekday ("someday"), ==, rows[i].weekday);
    }

  setlocale (LC_TIME, "C.UTF-8");
}

static void
test_work_days (void)
{
  static const char * const region[] = { "", NULL };
  static const char * const two[] = { "monday", "saturday", NULL };
  static const char * const none[] = { NULL };
  static const struct { const char *locale; guint days; } rows[] = {
    { "C", 0x1f },
    { "de_DE.UTF-8", 0x1f },
    /* From Sunday to Thursday. */
    { "he_IL.UTF-8", 0x4f },
    { "ar_EG.UTF-8", 0x4f },
  };

  g_assert_cmphex (gnomon_week_get_work_days (two), ==, 0x21);
  g_assert_cmphex (gnomon_week_get_work_days (none), ==, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (setlocale (LC_TIME, rows[i].locale) == NULL)
        continue;
      g_assert_cmphex (gnomon_week_get_work_days (NULL), ==, rows[i].days);
      g_assert_cmphex (gnomon_week_get_work_days (region), ==, rows[i].days);
    }

  setlocale (LC_TIME, "C.UTF-8");
}

static void
test_start (void)
{
  static const struct { const char *day; int first; const char *start; } rows[] = {
    { "2026-11-18", 1, "2026-11-16" },
    { "2026-11-18", 7, "2026-11-15" },
    { "2026-11-18", 3, "2026-11-18" },
    { "2026-11-18", 4, "2026-11-12" },
    { "2026-11-22", 7, "2026-11-22" },
    { "2026-11-22", 1, "2026-11-16" },
    { "2024-03-01", 1, "2024-02-26" },
    { "1969-12-31", 1, "1969-12-29" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *start = NULL;
      gint64 day;

      g_assert_true (gnomon_civil_parse_date (rows[i].day, &day));
      start = gnomon_civil_format_date (gnomon_week_get_start (day, rows[i].first));
      g_assert_cmpstr (start, ==, rows[i].start);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/week/setting", test_setting);
  g_test_add_func ("/week/locale", test_locale);
  g_test_add_func ("/week/work-days", test_work_days);
  g_test_add_func ("/week/start", test_start);

  return g_test_run ();
}
