/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-ical-private.h"
#include "gnomon-zone.h"

/* The time zones of files: their names, and the rules that stand in the file. */

static void
test_windows_zones (void)
{
  g_autoptr (GnomonIcalZones) zones = gnomon_ical_zones_new ();
  static const struct
  {
    const char *tzid;
    const char *name;
  } cases[] = {
    { "W. Europe Standard Time", "Europe/Berlin" },
    { "eastern standard time", "America/New_York" },
    { "AUS Central Standard Time", "Australia/Darwin" },
    { "Yukon Standard Time", "America/Whitehorse" },
    { " Europe/Berlin ", "Europe/Berlin" },
    { "/freeassociation.sourceforge.net/America/Argentina/Buenos_Aires",
      "America/Argentina/Buenos_Aires" },
    { "US-Eastern", "US/Eastern" },
    { "Etc/UTC", "UTC" },
    { "GMT", "UTC" },
    { "Nowhere", NULL },
    { "/etc/passwd", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (gnomon_ical_zones_lookup (zones, cases[i].tzid)->name, ==, cases[i].name);
}

/* What is written of a zone, read by the rules for zones that are not known, is that zone. */
static void
test_vtimezones (void)
{
  static const char * const names[] = {
    "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Asia/Kolkata",
    "Africa/Casablanca", "Asia/Tehran", "Pacific/Apia", "Europe/Dublin",
  };
  const gint64 from = gnomon_civil_day_from_ymd (2005, 1, 1) * GNOMON_DAY_SECONDS;
  const gint64 to = gnomon_civil_day_from_ymd (2031, 1, 1) * GNOMON_DAY_SECONDS;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GTimeZone) zone = gnomon_zone_lookup (names[i]);
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GnomonIcalZones) zones = gnomon_ical_zones_new ();
      GnomonIcalZone *read;

      g_assert_nonnull (zone);
      gnomon_ical_append_vtimezone (text, "Other", zone, from, to);
      gnomon_ical_zones_add (zones, text->str, text->str + text->len);
      read = gnomon_ical_zones_lookup (zones, "Other");
      g_assert_true (read->has_rules);

      for (gint64 wall = from + 2 * GNOMON_DAY_SECONDS; wall < to - 2 * GNOMON_DAY_SECONDS;
           wall += 1800 * 7)
        {
          int offset;

          g_assert_true (gnomon_ical_zone_get_offset (read, wall, &offset));
          g_assert_cmpint (wall - offset, ==, gnomon_zone_to_instant (zone, wall));
        }
    }
}

/* As above, around the changes of rules as others write them. */
static void
test_rules_of_zones (void)
{
  static const char text[] =
      "BEGIN:VTIMEZONE\nTZID:Own\n"
      "BEGIN:DAYLIGHT\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nDTSTART:20070311T020000\n"
      "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=SU;BYMONTHDAY=8,9,10,11,12,13,14\nEND:DAYLIGHT\n"
      "BEGIN:DAYLIGHT\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nDTSTART:19870405T020000\n"
      "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU;UNTIL=20060402T070000Z\nEND:DAYLIGHT\n"
      "BEGIN:STANDARD\nTZOFFSETFROM:-0400\nTZOFFSETTO:-0500\nDTSTART:20071104T020000\n"
      "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\nEND:STANDARD\n"
      "BEGIN:STANDARD\nTZOFFSETFROM:-0400\nTZOFFSETTO:-0500\nDTSTART:19871025T020000\n"
      "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;COUNT=20\nEND:STANDARD\n"
      "END:VTIMEZONE\n";
  g_autoptr (GTimeZone) zone = gnomon_zone_lookup ("America/New_York");
  g_autoptr (GnomonIcalZones) zones = gnomon_ical_zones_new ();
  GnomonIcalZone *read;

  gnomon_ical_zones_add (zones, text, text + strlen (text));
  read = gnomon_ical_zones_lookup (zones, "Own");
  for (gint64 wall = gnomon_civil_day_from_ymd (1988, 1, 1) * GNOMON_DAY_SECONDS;
       wall < gnomon_civil_day_from_ymd (2036, 1, 1) * GNOMON_DAY_SECONDS; wall += 1800)
    {
      int offset;

      g_assert_true (gnomon_ical_zone_get_offset (read, wall, &offset));
      g_assert_cmpint (wall - offset, ==, gnomon_zone_to_instant (zone, wall));
    }
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ical/zone-names", test_windows_zones);
  g_test_add_func ("/ical/vtimezones", test_vtimezones);
  g_test_add_func ("/ical/zone-rules", test_rules_of_zones);

  return g_test_run ();
}
