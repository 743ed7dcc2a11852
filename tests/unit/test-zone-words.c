/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <locale.h>

#include "gnomon-civil.h"
#include "gnomon-zone-words.h"
#include "gnomon-zone.h"

static gint64
wall_of (const char *text)
{
  gint64 wall;

  g_assert_true (gnomon_civil_parse_wall (text, &wall));
  return wall;
}

/* The hours in which clocks are set, and those beside them. */
static void
test_guard (void)
{
  static const struct
  {
    const char *zone;
    const char *wall;
    const char *words;
  } rows[] = {
    { "Europe/Berlin", "2027-03-28T01:59", NULL },
    { "Europe/Berlin", "2027-03-28T02:00",
      "02:00 does not exist on 28 March 2027 in Berlin; it will be 03:00" },
    { "Europe/Berlin", "2027-03-28T02:30",
      "02:30 does not exist on 28 March 2027 in Berlin; it will be 03:30" },
    { "Europe/Berlin", "2027-03-28T03:00", NULL },
    { "Europe/Berlin", "2026-10-25T01:59", NULL },
    { "Europe/Berlin", "2026-10-25T02:30", "02:30 comes twice on 25 October; the first is meant" },
    { "Europe/Berlin", "2026-10-25T03:00", NULL },
    { "America/New_York", "2026-03-08T02:30",
      "02:30 does not exist on 8 March in New York; it will be 03:30" },
    { "Australia/Lord_Howe", "2026-10-04T02:15",
      "02:15 does not exist on 4 October in Lord Howe; it will be 02:45" },
    { "Australia/Lord_Howe", "2026-04-05T01:45",
      "01:45 comes twice on 5 April; the first is meant" },
    { "Asia/Kolkata", "2026-03-29T02:30", NULL },
    { "UTC", "2026-03-29T02:30", NULL },
    { GNOMON_ZONE_FLOATING, "2026-03-29T02:30", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = gnomon_zone_words_guard (
        rows[i].zone, wall_of (rows[i].wall),
        gnomon_civil_day_of_wall (wall_of ("2026-11-18T00:00")), GNOMON_HOURS_24);

      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

static void
test_viewer (void)
{
  static const struct
  {
    const char *zone;
    const char *wall;
    const char *words;
  } rows[] = {
    { "America/New_York", "2026-11-18T08:00", "14:00 for you" },
    { "Asia/Tokyo", "2026-11-18T04:00", "Tuesday, 20:00 for you" },
    { "Europe/Paris", "2026-11-18T08:00", NULL },
    { "Europe/Berlin", "2026-11-18T08:00", NULL },
    { GNOMON_ZONE_FLOATING, "2026-11-18T08:00", NULL },
  };
  g_autoptr (GTimeZone) viewer = gnomon_zone_lookup ("Europe/Berlin");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = gnomon_zone_words_viewer (rows[i].zone, wall_of (rows[i].wall),
                                                         viewer, GNOMON_HOURS_24);

      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/zone-words/guard", test_guard);
  g_test_add_func ("/zone-words/viewer", test_viewer);

  return g_test_run ();
}
