/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libical/ical.h>
#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-ical-private.h"

/* What is read without libical says what libical says: over many values, right and wrong ones. */

#define N_ROUNDS 40000

static char *
make_time (GRand *rand)
{
  static const char letters[] = "0123456789TZtz:- +";
  GString *text = g_string_new (NULL);
  guint n_faults = g_rand_double (rand) < 0.5 ? 0 : (guint) g_rand_int_range (rand, 1, 4);

  g_string_printf (text, "%04d%02d%02d", g_rand_int_range (rand, 0, 2200),
                   g_rand_int_range (rand, 0, 14), g_rand_int_range (rand, 0, 33));
  if (g_rand_double (rand) < 0.8)
    g_string_append_printf (text, "T%02d%02d%02d", g_rand_int_range (rand, 0, 26),
                            g_rand_int_range (rand, 0, 62), g_rand_int_range (rand, 0, 62));
  if (g_rand_boolean (rand))
    g_string_append_c (text, 'Z');
  for (guint i = 0; i < n_faults; i++)
    {
      gsize at = (gsize) g_rand_int_range (rand, 0, (gint32) text->len);

      if (g_rand_boolean (rand))
        g_string_truncate (text, MAX (at, 1));
      else
        text->str[at] = letters[g_rand_int_range (rand, 0, sizeof letters - 1)];
    }
  return g_string_free (text, FALSE);
}

/* Whether it is one by the grammar of RFC 5545; libical takes more for it. */
static gboolean
is_time (const char *text)
{
  return g_regex_match_simple ("^[0-9]{8}(T[0-9]{6}Z?)?$", text, 0, 0);
}

static gboolean
exists (struct icaltimetype time)
{
  return !icaltime_is_null_time (time) && time.year >= 1 && time.month >= 1 && time.month <= 12 &&
         time.day >= 1 && time.day <= gnomon_civil_days_in_month (time.year, time.month) &&
         time.hour <= 24 && time.minute <= 59 && time.second <= 60;
}

static void
test_times (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261118);
  guint n_read = 0;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autofree char *text = make_time (rand);
      struct icaltimetype theirs = icaltime_from_string (text);
      GnomonIcalTime ours;
      gboolean read = gnomon_ical_parse_time (text, strlen (text), &ours);
      gint64 day;

      if (!is_time (text))
        continue;
      g_assert_cmpint (read, ==, exists (theirs));
      if (!read)
        continue;

      n_read++;
      day = gnomon_civil_day_from_ymd (theirs.year, theirs.month, theirs.day);
      g_assert_cmpint (ours.is_date, ==, theirs.is_date != 0);
      g_assert_cmpint (ours.is_utc, ==, icaltime_is_utc (theirs) != 0);
      g_assert_cmpint (ours.wall, ==, day * GNOMON_DAY_SECONDS + theirs.hour * 3600 +
                                          theirs.minute * 60 + theirs.second);
    }
  g_assert_cmpuint (n_read, >, N_ROUNDS / 4);
}

/* A text with every kind of escape, but for those that RFC 5545 does not know, which libical takes
 * for C's or drops. */
static char *
make_text (GRand *rand)
{
  static const char * const parts[] = { "a", "é", " ", "\\n", "\\N", "\\,", "\\;", "\\\\", ":",
                                        "\"" };
  GString *text = g_string_new ("x");

  for (int i = g_rand_int_range (rand, 0, 30); i > 0; i--)
    g_string_append (text, parts[g_rand_int_range (rand, 0, G_N_ELEMENTS (parts))]);
  return g_string_free (text, FALSE);
}

static void
test_texts (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5545);

  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *text = make_text (rand);
      g_autofree char *ours = gnomon_ical_unescape (text, strlen (text));
      icalvalue *theirs = icalvalue_new_from_string (ICAL_TEXT_VALUE, text);
      g_autoptr (GString) escaped = g_string_new (NULL);
      g_autofree char *again = NULL;

      g_assert_cmpstr (ours, ==, icalvalue_get_text (theirs));
      gnomon_ical_append_escaped (escaped, ours);
      again = gnomon_ical_unescape (escaped->str, escaped->len);
      g_assert_cmpstr (again, ==, ours);
      icalvalue_free (theirs);
    }
}

static void
test_stray_backslash (void)
{
  static const char text[] = "C:\\temp\\";
  g_autofree char *read = gnomon_ical_unescape (text, strlen (text));

  g_assert_cmpstr (read, ==, text);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  icalerror_set_errors_are_fatal (0);

  g_test_add_func ("/ical-values/times", test_times);
  g_test_add_func ("/ical-values/texts", test_texts);
  g_test_add_func ("/ical-values/stray-backslash", test_stray_backslash);

  return g_test_run ();
}
