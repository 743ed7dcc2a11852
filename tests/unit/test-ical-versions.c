/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "gnomon-test-ical.h"

/* Several VEVENTs of one UID in a file (RFC 5545, 3.8.4.7; RFC 5546, 2.1.5): versions of the same,
 * changed occurrences with and without their series, and events that have nothing in common. */

#define EVENT(title, day, lines) \
  "BEGIN:VEVENT\nUID:a\nSUMMARY:" title "\nDTSTART:202611" day "T090000Z\nDURATION:PT1H\n" \
  lines "END:VEVENT\n"

#define WITHOUT_UID(uid, title, day, lines) \
  "BEGIN:VEVENT\n" uid "SUMMARY:" title "\nDTSTART:202611" day "T090000Z\nDURATION:PT1H\n" \
  lines "END:VEVENT\n"

#define WEEKLY "RRULE:FREQ=WEEKLY;COUNT=4\n"
#define OF(day) "RECURRENCE-ID:202611" day "T090000Z\n"
#define OF_DAY(day) "RECURRENCE-ID;VALUE=DATE:202611" day "\n"
#define IN_BERLIN(day) "RECURRENCE-ID;TZID=Europe/Berlin:202611" day "T100000\n"
#define IN_NEW_YORK(day) "RECURRENCE-ID;TZID=America/New_York:202611" day "T040000\n"
#define IN_ITS_OWN(day) "RECURRENCE-ID;TZID=Own:202611" day "T110000\n"
#define OWN_ZONE \
  "BEGIN:VTIMEZONE\nTZID:Own\nBEGIN:STANDARD\nDTSTART:19700101T000000\n" \
  "TZOFFSETFROM:+0200\nTZOFFSETTO:+0200\nEND:STANDARD\nEND:VTIMEZONE\n"

static const struct
{
  const char *name;
  const char *components;
  const char *expected;      /* "title day" of each event, behind a series its overrides */
} cases[] = {
  /* A changed occurrence whose series is elsewhere, such as the invitation to a single one. */
  { "lone", EVENT ("One", "10", OF ("09")), "One 10" },
  { "two-lone", EVENT ("One", "10", OF ("09")) EVENT ("Two", "17", OF ("16")), "One 10, Two 17" },
  { "lone-twice", EVENT ("Old", "10", OF ("09")) EVENT ("New", "11", OF ("09")), "New 11" },
  { "lone-newer-first",
    EVENT ("New", "11", OF ("09") "SEQUENCE:2\n") EVENT ("Old", "10", OF ("09") "SEQUENCE:1\n"),
    "New 11" },
  { "lone-stamped-later",
    EVENT ("New", "11", OF ("09") "DTSTAMP:20261102T000000Z\n")
    EVENT ("Old", "10", OF ("09") "DTSTAMP:20261101T000000Z\n"),
    "New 11" },
  { "lone-thrice",
    EVENT ("A", "11", OF ("09") "SEQUENCE:1\n") EVENT ("B", "12", OF ("09") "SEQUENCE:3\n")
    EVENT ("C", "13", OF ("09") "SEQUENCE:2\n"),
    "B 12" },

  /* The same occurrence, written in several zones. */
  { "lone-in-two-zones", EVENT ("Old", "10", IN_BERLIN ("09")) EVENT ("New", "11", OF ("09")),
    "New 11" },
  { "lone-in-three-zones",
    EVENT ("A", "11", IN_BERLIN ("09")) EVENT ("B", "12", IN_NEW_YORK ("09") "SEQUENCE:1\n")
    EVENT ("C", "13", OF ("09")),
    "B 12" },
  { "lone-in-a-zone-of-its-own",
    EVENT ("Old", "10", IN_ITS_OWN ("09")) EVENT ("New", "11", OF ("09")) OWN_ZONE, "New 11" },
  { "lone-at-two-times",
    EVENT ("One", "10", "RECURRENCE-ID;TZID=Europe/Berlin:20261109T090000\n")
    EVENT ("Two", "11", OF ("09")),
    "One 10, Two 11" },
  { "lone-wherever", EVENT ("One", "10", "RECURRENCE-ID:20261109T100000\n")
    EVENT ("Two", "11", IN_BERLIN ("09")),
    "One 10, Two 11" },

  /* Versions of the whole. */
  { "newer-last", EVENT ("Same", "09", "") EVENT ("Same", "10", "SEQUENCE:1\n"), "Same 10" },
  { "newer-first", EVENT ("Same", "10", "SEQUENCE:1\n") EVENT ("Same", "09", ""), "Same 10" },
  { "stamped-later",
    EVENT ("Same", "10", "DTSTAMP:20261102T000000Z\n")
    EVENT ("Same", "09", "DTSTAMP:20261101T235959Z\n"),
    "Same 10" },
  { "stamped-alike",
    EVENT ("Same", "09", "DTSTAMP:20261101T000000Z\n")
    EVENT ("Same", "10", "DTSTAMP:20261101T000000Z\n"),
    "Same 10" },
  { "sequence-before-stamp",
    EVENT ("Same", "10", "SEQUENCE:1\nDTSTAMP:20261101T000000Z\n")
    EVENT ("Same", "09", "DTSTAMP:20261102T000000Z\n"),
    "Same 10" },
  { "nothing-in-common", EVENT ("One", "09", "") EVENT ("Two", "10", ""), "One 09, Two 10" },
  { "two-series",
    EVENT ("Same", "09", WEEKLY) EVENT ("Same", "10", WEEKLY "SEQUENCE:1\n")
    EVENT ("Late", "18", OF ("17")),
    "Same 10 [Late 18]" },

  /* An empty UID is none. */
  { "empty-uids",
    WITHOUT_UID ("UID:\n", "Same", "09", "") WITHOUT_UID ("UID:\n", "Same", "10", ""),
    "Same 09, Same 10" },
  { "blank-uids",
    WITHOUT_UID ("UID: \n", "Same", "09", "")
    WITHOUT_UID ("UID: \n", "Same", "10", "SEQUENCE:1\n"),
    "Same 09, Same 10" },
  { "empty-uid-and-none",
    WITHOUT_UID ("UID:\n", "Same", "09", "") WITHOUT_UID ("", "Same", "10", ""),
    "Same 09, Same 10" },
  { "empty-uid-of-a-series",
    WITHOUT_UID ("UID:\n", "All", "09", WEEKLY) WITHOUT_UID ("UID:\n", "Other", "17", OF ("16")),
    "All 09, Other 17" },
  { "empty-uid-before-one",
    WITHOUT_UID ("UID:\nUID:b\n", "Same", "09", "") WITHOUT_UID ("UID:b\n", "Same", "10", ""),
    "Same 10" },

  /* Changed occurrences with their series, in whatever order. */
  { "changed", EVENT ("All", "09", WEEKLY) EVENT ("Late", "17", OF ("16")), "All 09 [Late 17]" },
  { "changed-first", EVENT ("Late", "17", OF ("16")) EVENT ("All", "09", WEEKLY),
    "All 09 [Late 17]" },
  { "changed-twice",
    EVENT ("All", "09", WEEKLY) EVENT ("Late", "17", OF ("16")) EVENT ("Later", "18", OF ("16")),
    "All 09 [Later 18]" },
  { "changed-newer-first",
    EVENT ("All", "09", WEEKLY) EVENT ("Later", "18", OF ("16") "SEQUENCE:1\n")
    EVENT ("Late", "17", OF ("16")),
    "All 09 [Later 18]" },
  { "changed-stamped-later",
    EVENT ("All", "09", WEEKLY) EVENT ("Later", "18", OF ("16") "DTSTAMP:20261102T000000Z\n")
    EVENT ("Late", "17", OF ("16") "DTSTAMP:20261101T000000Z\n"),
    "All 09 [Later 18]" },
  { "changed-in-two-zones-stamped-later",
    EVENT ("All", "09", WEEKLY) EVENT ("Later", "18", OF ("16") "DTSTAMP:20261102T000000Z\n")
    EVENT ("Late", "17", IN_BERLIN ("16") "DTSTAMP:20261101T000000Z\n"),
    "All 09 [Later 18]" },
  { "changed-by-day-and-time",
    EVENT ("All", "09", WEEKLY) EVENT ("Late", "17", OF_DAY ("16"))
    EVENT ("Later", "18", OF ("16")),
    "All 09 [Later 18]" },
  { "changed-by-day-and-time-newer-first",
    EVENT ("All", "09", WEEKLY) EVENT ("Later", "18", OF ("16") "SEQUENCE:1\n")
    EVENT ("Late", "17", OF_DAY ("16")),
    "All 09 [Later 18]" },
  { "changed-by-day-and-time-stamped-later",
    EVENT ("All", "09", WEEKLY) EVENT ("Later", "18", OF_DAY ("16") "DTSTAMP:20261102T000000Z\n")
    EVENT ("Late", "17", OF ("16") "DTSTAMP:20261101T000000Z\n"),
    "All 09 [Later 18]" },
  { "changed-by-dates",
    EVENT ("All", "09", "RDATE:20261116T090000Z\n") EVENT ("Late", "17", OF ("16")),
    "All 09 [Late 17]" },

  /* What does not repeat has no other occurrence; what the file has is there all the same. */
  { "of-no-series", EVENT ("Only", "09", "") EVENT ("Other", "17", OF ("16")),
    "Only 09, Other 17" },
  { "of-no-series-itself", EVENT ("Only", "09", "") EVENT ("Moved", "17", OF ("09")),
    "Only 09, Moved 17" },
};

static void
append_event (GString     *out,
              GnomonEvent *event)
{
  g_autofree char *date = gnomon_event_dup_event_date (event);

  g_string_append_printf (out, "%s %s", gnomon_event_get_title (event), date + strlen ("2026-11-"));
}

static char *
describe (GPtrArray *events)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < events->len; i++)
    {
      GnomonEvent *event = g_ptr_array_index (events, i);

      if (i > 0)
        g_string_append (out, ", ");
      append_event (out, event);
      for (guint j = 0; j < event->overrides->len; j++)
        {
          g_string_append (out, " [");
          append_event (out, event->overrides->pdata[j]);
          g_string_append (out, "]");
        }
    }
  return g_string_free (out, FALSE);
}

static void
test_versions (gconstpointer data)
{
  guint number = GPOINTER_TO_UINT (data);
  g_autofree char *text =
    g_strconcat ("BEGIN:VCALENDAR\n", cases[number].components, "END:VCALENDAR\n", NULL);
  g_autoptr (GBytes) bytes = gnomon_test_ical_bytes (text);
  g_autoptr (GPtrArray) warnings = gnomon_test_ical_new_warnings ();
  g_autoptr (GPtrArray) events = gnomon_test_ical_read (bytes, warnings);
  g_autofree char *found = describe (events);

  g_assert_cmpstr (found, ==, cases[number].expected);
}

/* What is left out of the file is told, whichever of its events has the other version. */
static void
test_older_versions_told (void)
{
  static const char text[] =
    "BEGIN:VCALENDAR\n" EVENT ("All", "09", WEEKLY)
    EVENT ("Late", "17", OF ("16")) EVENT ("Later", "18", OF ("16") "SEQUENCE:1\n")
    EVENT ("Latest", "19", IN_BERLIN ("16") "SEQUENCE:2\n")
    EVENT ("Other", "24", OF ("23")) "END:VCALENDAR\n";
  g_autoptr (GBytes) bytes = gnomon_test_ical_bytes (text);
  g_autoptr (GPtrArray) warnings = gnomon_test_ical_new_warnings ();
  g_autoptr (GPtrArray) events = gnomon_test_ical_read (bytes, warnings);
  g_autofree char *found = describe (events);

  g_assert_cmpstr (found, ==, "All 09 [Latest 19] [Other 24]");
  g_assert_cmpuint (warnings->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (warnings, 0), ==,
                   "2 older version(s) of events that are there twice: left out");
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/ical-versions/", cases[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_versions);
    }
  g_test_add_func ("/ical-versions/older-versions-told", test_older_versions_told);
  return g_test_run ();
}
