/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>

#include <glib/gstdio.h>

#include "gnomon-civil.h"
#include "gnomon-test-ical.h"
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

/* A zone by rules that nobody has a name for is the IANA zone that has these rules. */

#define RULES(standard, daylight, standard_rule, daylight_rule) \
  "BEGIN:VTIMEZONE\nTZID:%s\n" \
  "BEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:" daylight "\nTZOFFSETTO:" standard "\n" \
  "RRULE:FREQ=YEARLY;" standard_rule "\nEND:STANDARD\n" \
  "BEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:" standard "\nTZOFFSETTO:" daylight "\n" \
  "RRULE:FREQ=YEARLY;" daylight_rule "\nEND:DAYLIGHT\nEND:VTIMEZONE\n"

#define EUROPE(standard, daylight) \
  RULES (standard, daylight, "BYDAY=-1SU;BYMONTH=10", "BYDAY=-1SU;BYMONTH=3")

static const struct
{
  const char *tzid;
  const char *zone;        /* %s: the TZID */
  const char *name;        /* UTC: by the file's own rules */
} matches[] = {
  { "(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna",
    EUROPE ("+0100", "+0200"), "Europe/Berlin" },
  { "(UTC+01:00) Brussels, Copenhagen, Madrid, Paris", EUROPE ("+0100", "+0200"),
    "Europe/Paris" },
  { "Customized Time Zone", EUROPE ("+0100", "+0200"), "Europe/Berlin" },
  { "Ours",
    "BEGIN:VTIMEZONE\nTZID:%s\nBEGIN:STANDARD\nDTSTART:20071104T020000\nTZOFFSETFROM:-0400\n"
    "TZOFFSETTO:-0500\nRRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11\nEND:STANDARD\nBEGIN:DAYLIGHT\n"
    "DTSTART:20070311T020000\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\n"
    "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n", "America/New_York" },

  /* None of the well-known ones. */
  { "Ours", RULES ("+1200", "+1300", "BYDAY=1SU;BYMONTH=4", "BYDAY=-1SU;BYMONTH=9"),
    "Pacific/Auckland" },

  /* Like none: an offset, or a week; or no change, for which UTC will do. */
  { "Harbour", EUROPE ("+0130", "+0230"), "UTC" },
  { "Week", RULES ("+0100", "+0200", "BYDAY=-2SU;BYMONTH=10", "BYDAY=-1SU;BYMONTH=3"), "UTC" },
  { "Fixed",
    "BEGIN:VTIMEZONE\nTZID:%s\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0100\n"
    "TZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE\n", "UTC" },
};

static GPtrArray *
read_in_zone (const char *tzid,
              const char *zone,
              const char *start)
{
  g_auto (GStrv) parts = g_strsplit (zone, "%s", 2);
  g_autofree char *text =
    g_strconcat ("BEGIN:VCALENDAR\n", parts[0], tzid, parts[1],
                 "BEGIN:VEVENT\nUID:a\nSUMMARY:A\nDTSTART;TZID=\"", tzid, "\":", start,
                 "\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=4\nEND:VEVENT\n"
                 "BEGIN:VEVENT\nUID:old\nSUMMARY:Old\nDTSTART;TZID=\"", tzid,
                 "\":19851015T100000\nDURATION:PT1H\nEND:VEVENT\nEND:VCALENDAR\n", NULL);
  g_autoptr (GBytes) bytes = gnomon_test_ical_bytes (text);
  g_autoptr (GPtrArray) warnings = gnomon_test_ical_new_warnings ();

  return gnomon_test_ical_read (bytes, warnings);
}

static void
test_match (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (matches); i++)
    {
      g_autoptr (GPtrArray) events =
        read_in_zone (matches[i].tzid, matches[i].zone, "20270318T100000");
      g_autofree char *written = gnomon_ical_write (events);
      g_autofree char *line = g_strconcat ("TZID:", matches[i].tzid, "\r\n", NULL);
      g_autofree char *start = gnomon_event_dup_start_time (events->pdata[0]);

      g_test_message ("%s", matches[i].tzid);
      g_assert_cmpuint (events->len, ==, 2);
      g_assert_cmpstr (gnomon_event_get_timezone (events->pdata[0]), ==, matches[i].name);
      if (strcmp (matches[i].name, "UTC") != 0)
        g_assert_cmpstr (start, ==, "10:00");

      /* The file's own words go out again. */
      g_assert_nonnull (strstr (written, line));
    }
}

/* Where the rules of the file and the history of the zone differ, the file counts. */
static void
test_match_of_old_times (void)
{
  g_autoptr (GPtrArray) events =
    read_in_zone (matches[2].tzid, matches[2].zone, "20270318T100000");
  g_autofree char *start = gnomon_event_dup_start_time (events->pdata[1]);

  g_assert_cmpstr (gnomon_event_get_timezone (events->pdata[1]), ==, "UTC");
  g_assert_cmpstr (start, ==, "08:00");
}

/* Without an end: the rule that the last transitions follow, as the zone's own rule has it. */
static const struct
{
  const char *zone;
  const char *posix;       /* how it goes on after 2037 */
  const char *rule;        /* one of those that are written */
} endless[] = {
  { "Europe/Berlin", "CET-1CEST,M3.5.0,M10.5.0/3", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU" },
  { "Europe/London", "GMT0BST,M3.5.0/1,M10.5.0", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU" },
  { "America/New_York", "EST5EDT,M3.2.0,M11.1.0", "FREQ=YEARLY;BYMONTH=3;BYDAY=2SU" },
  { "Australia/Sydney", "AEST-10AEDT,M10.1.0,M4.1.0/3", "FREQ=YEARLY;BYMONTH=10;BYDAY=1SU" },
  { "Australia/Lord_Howe", "LHST-10:30LHDT-11,M10.1.0,M4.1.0", "FREQ=YEARLY;BYMONTH=4;BYDAY=1SU" },
  { "America/Santiago", "CLT4CLST,M9.1.6/24,M4.1.6/24",
    "FREQ=YEARLY;BYMONTH=9;BYDAY=SU;BYMONTHDAY=2,3,4,5,6,7,8" },
  { "Asia/Kolkata", "IST-5:30", NULL },
  { "Asia/Tokyo", "JST-9", NULL },
};

static void
test_endless (void)
{
  const gint64 from = gnomon_civil_day_from_ymd (2026, 1, 1) * GNOMON_DAY_SECONDS;

  for (guint i = 0; i < G_N_ELEMENTS (endless); i++)
    {
      g_autoptr (GTimeZone) zone = gnomon_zone_lookup (endless[i].zone);
      g_autoptr (GTimeZone) later = g_time_zone_new_identifier (endless[i].posix);
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GnomonIcalZones) zones = gnomon_ical_zones_new ();
      GnomonIcalZone *read;

      g_test_message ("%s", endless[i].zone);
      g_assert_nonnull (later);
      gnomon_ical_append_vtimezone (text, "Other", zone, from, G_MAXINT64);
      gnomon_ical_zones_add (zones, text->str, text->str + text->len);
      read = gnomon_ical_zones_lookup (zones, "Other");
      if (endless[i].rule != NULL)
        g_assert_nonnull (strstr (text->str, endless[i].rule));
      else
        g_assert_null (strstr (text->str, "RRULE"));

      for (int year = 2010; year < 2100; year += 1)
        for (gint64 day = gnomon_civil_day_from_ymd (year, 1, 2);
             day < gnomon_civil_day_from_ymd (year, 12, 31); day++)
          {
            gint64 wall = day * GNOMON_DAY_SECONDS + 12 * 3600;
            int offset;

            g_assert_true (gnomon_ical_zone_get_offset (read, wall, &offset));
            g_assert_cmpint (wall - offset, ==,
                             gnomon_zone_to_instant (year < 2038 ? zone : later, wall));
          }
    }
}

static void
append_number (GByteArray *bytes,
               gint64      number,
               guint       n_bytes)
{
  for (guint shift = n_bytes * 8; shift > 0; shift -= 8)
    {
      const guint8 byte = (guint8) ((guint64) number >> (shift - 8) & 0xff);

      g_byte_array_append (bytes, &byte, 1);
    }
}

/* RFC 8536, 3.1: the header of a version 2 file with two kinds of time. */
static void
append_zone_header (GByteArray *bytes,
                    guint       n_transitions)
{
  const guint counts[] = { 0, 0, 0, n_transitions, 2, 4 };

  g_byte_array_append (bytes, (const guint8 *) "TZif2", 5);
  g_byte_array_append (bytes, (const guint8[15]){ 0 }, 15);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    append_number (bytes, counts[i], 4);
}

static void
append_zone_kinds (GByteArray *bytes)
{
  for (int hours = 0; hours < 2; hours++)
    {
      append_number (bytes, hours * 3600, 4);
      append_number (bytes, hours, 1);
      append_number (bytes, 0, 1);
    }
  g_byte_array_append (bytes, (const guint8 *) "MNT", 4);
}

/* A zone whose clocks go back for each ninth month of the moon. The database had one, and may have
 * others: what laws say of them changes too often for a test. */
static GTimeZone *
make_moon_zone (void)
{
  const guint n_years = 60;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *folder = g_dir_make_tmp ("gnomon-moon-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "Moon", NULL);
  GTimeZone *zone;

  append_zone_header (bytes, 0);
  append_zone_kinds (bytes);
  append_zone_header (bytes, n_years * 2);
  for (guint year = 0; year < n_years; year++)
    {
      gint64 day = gnomon_civil_day_from_ymd (2026, 2, 15) + year * 10631 / 30;

      append_number (bytes, day * GNOMON_DAY_SECONDS + 2 * 3600, 8);
      append_number (bytes, (day + 35) * GNOMON_DAY_SECONDS + 2 * 3600, 8);
    }
  for (guint i = 0; i < n_years; i++)
    g_byte_array_append (bytes, (const guint8[]){ 0, 1 }, 2);
  append_zone_kinds (bytes);
  g_byte_array_append (bytes, (const guint8 *) "\nMNT-1\n", 7);

  g_assert_true (g_file_set_contents (path, (const char *) bytes->data, bytes->len, NULL));
  zone = g_time_zone_new_identifier (path);
  g_assert_nonnull (zone);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);

  return zone;
}

/* Of a zone whose changes follow the moon no rule is made up. */
static void
test_no_rule (void)
{
  const gint64 from = gnomon_civil_day_from_ymd (2026, 1, 1) * GNOMON_DAY_SECONDS;
  g_autoptr (GTimeZone) zone = make_moon_zone ();
  g_autoptr (GString) text = g_string_new (NULL);

  gnomon_ical_append_vtimezone (text, "Other", zone, from, G_MAXINT64);
  g_assert_nonnull (strstr (text->str, "RDATE:2036"));
  g_assert_null (strstr (text->str, "RRULE"));
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
  g_test_add_func ("/ical/endless-zones", test_endless);
  g_test_add_func ("/ical/zone-without-rule", test_no_rule);
  g_test_add_func ("/ical/zone-match", test_match);
  g_test_add_func ("/ical/zone-match-of-old-times", test_match_of_old_times);
  return g_test_run ();
}
