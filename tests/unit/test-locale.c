/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-format.h"
#include "gnomon-locale.h"
#include "gnomon-repeat-words.h"

/* Dates in the words of a translation; the names of months stay those of the tests' locale. */

static void
assert_date (int         year,
             int         month,
             int         day,
             const char *plain,
             const char *full)
{
  gint64 date = gnomon_civil_day_from_ymd (year, month, day);
  gint64 today = gnomon_civil_day_from_ymd (2026, 7, 4);
  g_autofree char *plain_date = gnomon_format_date_plain (date, today);
  g_autofree char *long_date = gnomon_format_date_long (date, today);

  g_assert_cmpstr (plain_date, ==, plain);
  g_assert_cmpstr (long_date, ==, full);
}

/* Not in a date of little room, and no day but the first. */
static void
test_first_of_month (void)
{
  g_autofree char *rule = NULL;
  g_autofree char *brief = NULL;
  gint64 first = gnomon_civil_day_from_ymd (2026, 8, 1);

  if (g_str_equal (C_("first day of a month", "%-d"), "%-d"))
    {
      g_test_skip ("There are no translations in this locale");
      return;
    }

  assert_date (2026, 8, 1, "1er August", "Saturday 1er August");
  assert_date (2027, 8, 1, "1er August 2027", "Sunday 1er August 2027");
  assert_date (2026, 8, 2, "2 August", "Sunday 2 August");
  assert_date (2026, 8, 11, "11 August", "Tuesday 11 August");
  assert_date (2026, 8, 31, "31 August", "Monday 31 August");

  brief = gnomon_format_date_brief (first, first);
  g_assert_cmpstr (brief, ==, "Sat 1 Aug");

  rule = gnomon_repeat_words_pattern ("FREQ=YEARLY", first);
  g_assert_cmpstr (rule, ==, "chaque année le 1er August");
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = g_build_filename (g_getenv ("GNOMON_BUILD_ROOT"), "po", NULL);

  g_test_init (&argc, &argv, NULL);

  g_setenv ("TEXTDOMAINDIR", folder, TRUE);
  g_setenv ("LANGUAGE", "fr", TRUE);
  gnomon_locale_init ();

  g_test_add_func ("/locale/first-of-month", test_first_of_month);

  return g_test_run ();
}
