/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>

#include "gnomon-test-ical.h"

/* Single events: each is read, described, written, and read as the same again. */

typedef struct
{
  const char *name;
  const char *lines;       /* of the VEVENT, UID and SUMMARY apart */
  const char *expected;    /* without the UID */
  const char *warning;     /* (nullable): part of one */
} EventCase;

#define BERLIN_10 "DTSTART;TZID=Europe/Berlin:20261118T100000\n"
#define AT_10 "“T” 2026-11-18T10:00..2026-11-18T11:00 Europe/Berlin"
#define HOUR BERLIN_10 "DURATION:PT1H\n"

static const EventCase event_cases[] = {
  { "zoned", BERLIN_10 "DTEND;TZID=Europe/Berlin:20261118T113000\n",
    "“T” 2026-11-18T10:00..2026-11-18T11:30 Europe/Berlin", NULL },
  { "utc", "DTSTART:20261118T100000Z\nDTEND:20261118T110000Z\n",
    "“T” 2026-11-18T10:00..2026-11-18T11:00 UTC", NULL },
  { "floating", "DTSTART:20261118T100000\nDTEND:20261118T110000\n",
    "“T” 2026-11-18T10:00..2026-11-18T11:00 floating", NULL },
  { "day", "DTSTART;VALUE=DATE:20261118\n", "“T” 2026-11-18..2026-11-19", NULL },
  { "days", "DTSTART;VALUE=DATE:20261118\nDTEND;VALUE=DATE:20261121\n",
    "“T” 2026-11-18..2026-11-21", NULL },
  { "day-without-value", "DTSTART:20261118\nDTEND:20261118\n", "“T” 2026-11-18..2026-11-19", NULL },
  { "day-with-duration", "DTSTART;VALUE=DATE:20261118\nDURATION:P2D\n",
    "“T” 2026-11-18..2026-11-20", NULL },
  { "two-zones", BERLIN_10 "DTEND;TZID=America/New_York:20261118T080000\n",
    "“T” 2026-11-18T10:00 Europe/Berlin..2026-11-18T08:00 America/New_York", NULL },
  { "duration-over-a-change", "DTSTART;TZID=Europe/Berlin:20261024T230000\nDURATION:P1DT1H\n",
    "“T” 2026-10-24T23:00..2026-10-26T00:00 Europe/Berlin", NULL },
  { "exact-duration-over-a-change", "DTSTART;TZID=Europe/Berlin:20261024T230000\nDURATION:PT24H\n",
    "“T” 2026-10-24T23:00..2026-10-25T22:00 Europe/Berlin", NULL },
  { "point", BERLIN_10,
    "“T” 2026-11-18T10:00..2026-11-18T10:15 Europe/Berlin extra=X-GNOMON-POINT:TRUE|",
    "1 event(s) without a length" },
  { "zero-length", BERLIN_10 "DTEND;TZID=Europe/Berlin:20261118T100000\n",
    "“T” 2026-11-18T10:00..2026-11-18T10:15 Europe/Berlin extra=X-GNOMON-POINT:TRUE|",
    "1 event(s) without a length" },
  { "backwards", BERLIN_10 "DTEND;TZID=Europe/Berlin:20261117T100000\n",
    "“T” 2026-11-18T10:00..2026-11-18T10:15 Europe/Berlin extra=X-GNOMON-POINT:TRUE|",
    "u@example.org: ends before it starts" },
  { "negative-duration", BERLIN_10 "DURATION:-PT1H\n",
    "“T” 2026-11-18T10:00..2026-11-18T10:15 Europe/Berlin extra=X-GNOMON-POINT:TRUE|",
    "DURATION makes no sense" },
  { "endless-duration", BERLIN_10 "DURATION:P999999999W\n",
    "“T” 2026-11-18T10:00..2026-11-18T10:15 Europe/Berlin extra=X-GNOMON-POINT:TRUE|",
    "DURATION makes no sense" },
  { "date-to-time", "DTSTART;VALUE=DATE:20261118\nDTEND:20261119T100000Z\n",
    "“T” 2026-11-18..2026-11-20", NULL },
  { "leap-second", "DTSTART:20161231T235960Z\nDTEND:20170101T010000Z\n",
    "“T” 2017-01-01T00:00..2017-01-01T01:00 UTC", NULL },
  { "prefixed-zone", "DTSTART;TZID=/example.org/20261030_1/Europe/Berlin:20261118T100000\n"
    "DURATION:PT1H\n", AT_10, NULL },
  { "windows-zone", "DTSTART;TZID=Tokyo Standard Time:20261118T100000\nDURATION:PT1H\n",
    "“T” 2026-11-18T10:00..2026-11-18T11:00 Asia/Tokyo", NULL },
  { "zone-path", "DTSTART;TZID=../../etc/passwd:20261118T100000\nDURATION:PT1H\n",
    "“T” 2026-11-18T10:00..2026-11-18T11:00 floating", "“../../etc/passwd” is not known" },
  { "unknown-zone", "DTSTART;TZID=Nowhere:20261118T100000\nDURATION:PT1H\n",
    "“T” 2026-11-18T10:00..2026-11-18T11:00 floating", "“Nowhere” is not known" },
  { "status", HOUR "STATUS:TENTATIVE\nTRANSP:TRANSPARENT\n", AT_10 " tentative free", NULL },
  { "cancelled", HOUR "STATUS:CANCELLED\n", AT_10 " cancelled", NULL },
  { "unknown-status", HOUR "STATUS:MAYBE\n", AT_10, NULL },
  { "texts", HOUR "DESCRIPTION:a\\nb\\, c\\; d\\\\e\nLOCATION: Room 5 \n",
    AT_10 " description=“a\nb, c; d\\e” location=“Room 5” extra=LOCATION: Room 5 |", NULL },
  { "place-of-lines", HOUR "LOCATION:A street 1\\nA town\n",
    AT_10 " location=“A street 1 A town” extra=LOCATION:A street 1\\nA town|", NULL },
  { "language", HOUR "DESCRIPTION;LANGUAGE=en;ALTREP=\"cid:a;b\":text\n",
    AT_10 " description=“text” extra=DESCRIPTION;LANGUAGE=en;ALTREP=\"cid:a;b\":|", NULL },
  { "url", HOUR "URL:https://example.org/?a=1;b,c\n", AT_10 " url=https://example.org/?a=1;b,c",
    NULL },
  { "color-name", HOUR "COLOR:Tomato\n", AT_10 " color=#ff6347", NULL },
  { "color-of-palette", HOUR "COLOR:mediumseagreen\n", AT_10 " color=green", NULL },
  { "color-exact", HOUR "COLOR:tomato\nX-GNOMON-COLOR:#FF6348\n", AT_10 " color=#ff6348", NULL },
  { "no-color", HOUR "COLOR:ultraviolet\n", AT_10, NULL },
  { "numbers", HOUR "SEQUENCE:4\nCREATED:20261101T000000Z\nLAST-MODIFIED:20261102T000000Z\n",
    AT_10 " sequence=4 created=1793491200 updated=1793577600", NULL },
  { "negative-sequence", HOUR "SEQUENCE:-4\n", AT_10, NULL },
  { "guest", HOUR "ATTENDEE;CN=\"One, the first\";PARTSTAT=ACCEPTED:mailto:one@example.org\n",
    AT_10 " meeting guest=one@example.org/One, the first/accepted", NULL },
  { "guest-twice", HOUR "ATTENDEE:mailto:one@example.org\nATTENDEE:MAILTO:One@Example.org\n",
    AT_10 " meeting guest=one@example.org/one/pending extra=ATTENDEE:mailto:one@example.org|"
    "BEGIN:X-GNOMON-FURTHER|ATTENDEE:MAILTO:One@Example.org|END:X-GNOMON-FURTHER|",
    "1 guest(s) are named twice" },
  { "guest-with-more", HOUR "ATTENDEE;ROLE=CHAIR;PARTSTAT=TENTATIVE:mailto:one@example.org\n",
    AT_10 " meeting guest=one@example.org/one/tentative"
    " extra=ATTENDEE;ROLE=CHAIR;PARTSTAT=TENTATIVE:mailto:one@example.org|", NULL },
  { "guest-delegated", HOUR "ATTENDEE;PARTSTAT=DELEGATED:mailto:one@example.org\n",
    AT_10 " meeting guest=one@example.org/one/pending"
    " extra=ATTENDEE;PARTSTAT=DELEGATED:mailto:one@example.org|", NULL },
  { "guest-by-parameter", HOUR "ATTENDEE;EMAIL=one@example.org:urn:x\n",
    AT_10 " meeting guest=one@example.org/one/pending"
    " extra=ATTENDEE;EMAIL=one@example.org:urn:x|", NULL },
  { "guest-without-address", HOUR "ATTENDEE;CN=Room:urn:uuid:1\n",
    AT_10 " extra=ATTENDEE;CN=Room:urn:uuid:1|", NULL },
  { "quotes-in-a-name", HOUR "ATTENDEE;CN=The ^'one^' ^^:mailto:one@example.org\n",
    AT_10 " meeting guest=one@example.org/The \"one\" ^/pending"
    " extra=ATTENDEE;CN=The ^'one^' ^^:mailto:one@example.org|", NULL },
  { "organizer", HOUR "ORGANIZER;CN=Desk:mailto:desk@example.org\n",
    AT_10 " organizer=desk@example.org extra=ORGANIZER;CN=Desk:mailto:desk@example.org|", NULL },
  { "type", HOUR "X-GNOMON-EVENT-TYPE:REMINDER\n", AT_10 " reminder", NULL },
  { "unknown", HOUR "X-THING;A=\"b:c\":d\\,e\nIANA-THING:f\nCATEGORIES:Work,Home\n",
    AT_10 " extra=CATEGORIES:Work,Home|IANA-THING:f|X-THING;A=\"b:c\":d\\,e|", NULL },
  { "empty-values", HOUR "LOCATION:\nDESCRIPTION:\nURL:\n",
    AT_10 " extra=DESCRIPTION:|LOCATION:|URL:|", NULL },
  { "lower-case", "dtstart;tzid=Europe/Berlin:20261118T100000\nduration:pt1h\nstatus:cancelled\n",
    "“T” 2026-11-18T10:00..2026-11-18T10:15 Europe/Berlin cancelled"
    " extra=X-GNOMON-POINT:TRUE|", NULL },
  { "rule", HOUR "RRULE:FREQ=DAILY;COUNT=3\nEXDATE;TZID=Europe/Berlin:20261119T100000\n",
    AT_10 " rrule=FREQ=DAILY;COUNT=3 exdate=20261119T100000", NULL },
  { "exdate-in-utc", HOUR "RRULE:FREQ=DAILY\nEXDATE:20261119T090000Z,20261120T090000Z\n",
    AT_10 " rrule=FREQ=DAILY exdate=20261119T100000,20261120T100000", NULL },
  { "period", HOUR "RDATE;VALUE=PERIOD:20261119T090000Z/PT1H\n",
    AT_10 " rdate=20261119T100000/PT1H", NULL },
  { "period-with-an-end",
    HOUR "RDATE;VALUE=PERIOD;TZID=Asia/Tokyo:20261119T180000/20261119T193000\n",
    AT_10 " rdate=20261119T100000/20261119T113000", NULL },
  { "bad-period", HOUR "RDATE;VALUE=PERIOD:20261119T090000Z/soon\n",
    AT_10 " extra=RDATE;VALUE=PERIOD:20261119T090000Z/soon|", NULL },
  { "except-a-period", HOUR "EXDATE;VALUE=PERIOD:20261119T090000Z/PT1H\n",
    AT_10 " extra=EXDATE;VALUE=PERIOD:20261119T090000Z/PT1H|", NULL },
  { "bad-rule", HOUR "RRULE:FREQ=SOMETIMES\n", AT_10 " extra=RRULE:FREQ=SOMETIMES|", NULL },
  { "second-rule", HOUR "RRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY\n",
    AT_10 " rrule=FREQ=DAILY"
    " extra=BEGIN:X-GNOMON-FURTHER|RRULE:FREQ=WEEKLY|END:X-GNOMON-FURTHER|", NULL },
};

static const EventCase alarm_cases[] = {
  { "display", "ACTION:DISPLAY\nTRIGGER:-PT15M\nDESCRIPTION:Reminder\n", " reminder=15", NULL },
  { "audio", "ACTION:AUDIO\nTRIGGER:-PT1H\n",
    " reminder=60 extra=BEGIN:VALARM|ACTION:AUDIO|TRIGGER:-PT1H|END:VALARM|", NULL },
  { "at-start", "ACTION:DISPLAY\nTRIGGER:PT0S\nDESCRIPTION:Reminder\n", " reminder=0", NULL },
  { "seconds", "ACTION:DISPLAY\nTRIGGER:-PT90S\nDESCRIPTION:Reminder\n",
    " reminder=2 extra=BEGIN:VALARM|ACTION:DISPLAY|TRIGGER:-PT90S|DESCRIPTION:Reminder|END:VALARM|",
    NULL },
  { "from-the-end", "ACTION:DISPLAY\nTRIGGER;RELATED=END:-PT90M\nDESCRIPTION:x\n",
    " reminder=30 extra=BEGIN:VALARM|ACTION:DISPLAY|TRIGGER;RELATED=END:-PT90M|DESCRIPTION:x|"
    "END:VALARM|", NULL },
  { "after-the-start", "ACTION:DISPLAY\nTRIGGER:PT30M\nDESCRIPTION:x\n",
    " notification=-30 extra=BEGIN:VALARM|ACTION:DISPLAY|TRIGGER:PT30M|"
    "DESCRIPTION:x|END:VALARM|", NULL },
  { "absolute", "ACTION:DISPLAY\nTRIGGER;VALUE=DATE-TIME:20261117T170000Z\nDESCRIPTION:x\n",
    " notification=2026-11-17T17:00:00Z extra=BEGIN:VALARM|ACTION:DISPLAY|"
    "TRIGGER;VALUE=DATE-TIME:20261117T170000Z|DESCRIPTION:x|END:VALARM|", NULL },
  { "mail", "ACTION:EMAIL\nTRIGGER:-P1D\n",
    " email=1440 extra=BEGIN:VALARM|ACTION:EMAIL|TRIGGER:-P1D|END:VALARM|", NULL },
  { "procedure", "ACTION:PROCEDURE\nTRIGGER:-P1D\nATTACH:file:///bin/true\n",
    " extra=BEGIN:VALARM|ACTION:PROCEDURE|TRIGGER:-P1D|ATTACH:file:///bin/true|END:VALARM|", NULL },
  { "none", "ACTION:NONE\nTRIGGER;VALUE=DATE-TIME:19760401T005545Z\n",
    " extra=BEGIN:VALARM|ACTION:NONE|TRIGGER;VALUE=DATE-TIME:19760401T005545Z|END:VALARM|", NULL },
  { "no-trigger", "ACTION:DISPLAY\n", " extra=BEGIN:VALARM|ACTION:DISPLAY|END:VALARM|", NULL },
  { "bad-trigger", "ACTION:DISPLAY\nTRIGGER:soon\n",
    " extra=BEGIN:VALARM|ACTION:DISPLAY|TRIGGER:soon|END:VALARM|", NULL },
  { "years-before", "ACTION:DISPLAY\nTRIGGER:-P2147483647W\n",
    " extra=BEGIN:VALARM|ACTION:DISPLAY|TRIGGER:-P2147483647W|END:VALARM|", NULL },
};

static void
check_event (const char *lines,
             const char *expected,
             const char *warning)
{
  g_autofree char *text = g_strconcat ("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\n"
                                       "UID:u@example.org\nSUMMARY:T\n", lines,
                                       "END:VEVENT\nEND:VCALENDAR\n", NULL);
  g_autofree char *with_uid = g_strconcat ("u@example.org ", expected, NULL);
  g_autoptr (GBytes) bytes = gnomon_test_ical_bytes (text);
  g_autoptr (GPtrArray) warnings = gnomon_test_ical_new_warnings ();
  g_autoptr (GPtrArray) events = gnomon_test_ical_read (bytes, warnings);
  g_autofree char *written = NULL;
  g_autofree char *described = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GBytes) written_bytes = NULL;
  g_autoptr (GPtrArray) read_again = NULL;
  GnomonEvent *event;

  g_assert_cmpuint (events->len, ==, 1);
  event = g_ptr_array_index (events, 0);
  described = gnomon_test_ical_describe (event);
  g_assert_cmpstr (described, ==, with_uid);
  if (warning != NULL)
    g_assert_true (gnomon_test_ical_has_warning (warnings, warning));

  /* What is written is read as the same event. */
  written = gnomon_ical_write (events);
  written_bytes = gnomon_test_ical_bytes (written);
  read_again = gnomon_test_ical_read (written_bytes, warnings);
  g_assert_cmpuint (read_again->len, ==, 1);
  event->created_at = event->updated_at = GNOMON_TEST_ICAL_NOW;
  g_free (described);
  described = gnomon_test_ical_describe (event);
  event = g_ptr_array_index (read_again, 0);
  event->created_at = event->updated_at = GNOMON_TEST_ICAL_NOW;
  again = gnomon_test_ical_describe (event);
  g_assert_cmpstr (again, ==, described);
}

static void
test_event (gconstpointer data)
{
  const EventCase *event_case = data;

  check_event (event_case->lines, event_case->expected, event_case->warning);
}

static void
test_alarm (gconstpointer data)
{
  const EventCase *event_case = data;
  g_autofree char *lines =
      g_strconcat (HOUR "BEGIN:VALARM\n", event_case->lines, "END:VALARM\n", NULL);
  g_autofree char *expected = g_strconcat (AT_10, event_case->expected, NULL);

  check_event (lines, expected, event_case->warning);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (event_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/ical/event/", event_cases[i].name, NULL);

      g_test_add_data_func (path, &event_cases[i], test_event);
    }
  for (guint i = 0; i < G_N_ELEMENTS (alarm_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/ical/alarm/", alarm_cases[i].name, NULL);

      g_test_add_data_func (path, &alarm_cases[i], test_alarm);
    }

  return g_test_run ();
}
