/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>

#include "gnomon-agenda-words.h"
#include "gnomon-civil.h"
#include "gnomon-fold.h"
#include "gnomon-schedule.h"
#include "gnomon-search-words.h"
#include "gnomon-zone.h"

/* What lists say of events: what stands around a hit, and when a day has room. */

static void
test_excerpt (void)
{
  static const struct { const char *text, *needle, *expected; } rows[] = {
    { "bring the design tokens", "design", "bring the design tokens" },
    { "bring the design tokens", "pear", NULL },
    { "", "a", NULL },
    { "Please read all of this before you come and bring the design tokens sheet with you, as well"
      " as the old one of last year", "design",
      "…you come and bring the design tokens sheet with you, as well as the…" },
    { "Line one\n\n\tline two", "two", "Line one line two" },
    { "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaX"
      "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "x",
      "…aaaaaaaaaaaaaaaaaaaaaaaaXbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb…" },
    { "Große Straße", "STRASSE", "Große Straße" },
    { "東京タワー", "タワ", "東京タワー" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *needle = gnomon_fold (rows[i].needle);
      g_autofree char *excerpt = gnomon_search_dup_excerpt (rows[i].text, needle);

      g_assert_cmpstr (excerpt, ==, rows[i].expected);
    }
}

static gint64
at (const char *time)
{
  g_autofree char *text = g_strconcat ("2026-11-18T", time, NULL);
  gint64 wall;

  g_assert_true (gnomon_civil_parse_wall (text, &wall));
  return wall;
}

static void
test_free (void)
{
  static const struct { const char *from, *to, *busy, *expected; } rows[] = {
    { "09:00", "17:00", "", "free 09:00–17:00" },
    { "10:42", "18:00", "10:30-11:30,12:30-13:30,14:00-15:30,16:00-16:30,17:30-18:00",
      "free 11:30–12:30, 16:30–17:30" },
    { "10:42", "17:00", "11:00-16:30", NULL },
    { "10:42", "13:00", "", "free 10:45–13:00" },
    { "09:00", "17:00", "08:00-18:00", NULL },
    { "09:00", "18:00", "10:00-10:30,11:30-12:00,13:00-13:30,14:30-15:00",
      "free 09:00–10:00, 10:30–11:30, 12:00–13:00" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GArray) busy = gnomon_intervals_new ();
      g_auto (GStrv) taken = g_strsplit (rows[i].busy, ",", -1);
      g_autofree char *text = NULL;

      for (guint j = 0; taken[j] != NULL; j++)
        {
          g_auto (GStrv) ends = g_strsplit (taken[j], "-", 2);

          gnomon_intervals_add (busy, at (ends[0]), at (ends[1]));
        }
      text = gnomon_agenda_format_free (busy, at (rows[i].from), at (rows[i].to), NULL,
                                        GNOMON_HOURS_24);
      g_assert_cmpstr (text, ==, rows[i].expected);
    }
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/search-words/excerpt", test_excerpt);
  g_test_add_func ("/agenda-words/free", test_free);

  return g_test_run ();
}
