/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-ical-private.h"
#include "gnomon-zone.h"

#define VIEWER "Europe/Berlin"

/* 2026-11-18T10:42:00 in Berlin */
#define NOW G_GINT64_CONSTANT (1795254120)

static const GnomonEventContext *
get_context (void)
{
  static GnomonEventContext context;

  if (context.viewer == NULL)
    context = (GnomonEventContext) {
      .now = NOW,
      .viewer = gnomon_zone_lookup (VIEWER),
      .viewer_name = VIEWER,
      .default_calendar_id = 1,
    };
  return &context;
}

static GBytes *
bytes_of (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

/* (element-type GnomonEvent) */
static GPtrArray *
read_events (GBytes    *text,
             GPtrArray *warnings)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parsed = gnomon_ical_parse (text, warnings, &error);
  GPtrArray *events = g_ptr_array_new_with_free_func (g_object_unref);

  g_assert_no_error (error);
  for (guint i = 0; i < parsed->len; i++)
    {
      GnomonEvent *event =
          gnomon_ical_event_make (g_ptr_array_index (parsed, i), get_context (), &error);

      g_assert_no_error (error);
      g_ptr_array_add (events, event);
    }
  return events;
}

static GPtrArray *
new_warnings (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

static gboolean
has_warning (GPtrArray  *warnings,
             const char *part)
{
  for (guint i = 0; i < warnings->len; i++)
    if (strstr (g_ptr_array_index (warnings, i), part) != NULL)
      return TRUE;
  return FALSE;
}

/* The event as a text, what is as by default left out. */
static char *
describe (GnomonEvent *event)
{
  GString *out = g_string_new (NULL);
  g_autofree char *start = gnomon_civil_format_wall (event->start_wall);
  g_autofree char *end = gnomon_civil_format_wall (event->end_wall);
  g_autofree char *exdate = g_strjoinv (",", event->exdate);
  g_autofree char *rdate = g_strjoinv (",", event->rdate);

  g_string_append_printf (out, "%s “%s” ", event->uid, event->title);
  if (event->kind == GNOMON_TIME_DATE)
    g_string_append_printf (out, "%.10s..%.10s", start, end);
  else if (strcmp (event->timezone, event->end_timezone) == 0)
    g_string_append_printf (out, "%.16s..%.16s %s", start, end, event->timezone);
  else
    g_string_append_printf (out, "%.16s %s..%.16s %s", start, event->timezone, end,
                            event->end_timezone);

  if (event->event_type != GNOMON_EVENT_TYPE_EVENT)
    g_string_append_printf (out, " %s", gnomon_event_type_to_string (event->event_type));
  if (event->status != GNOMON_STATUS_CONFIRMED)
    g_string_append_printf (out, " %s", gnomon_event_status_to_string (event->status));
  if (!event->busy)
    g_string_append (out, " free");
  if (*event->description != '\0')
    g_string_append_printf (out, " description=“%s”", event->description);
  if (*event->location != '\0')
    g_string_append_printf (out, " location=“%s”", event->location);
  if (*event->url != '\0')
    g_string_append_printf (out, " url=%s", event->url);
  if (*event->color != '\0')
    g_string_append_printf (out, " color=%s", event->color);
  if (*event->organizer != '\0')
    g_string_append_printf (out, " organizer=%s", event->organizer);
  if (event->sequence != 0)
    g_string_append_printf (out, " sequence=%d", event->sequence);
  if (event->created_at != NOW)
    g_string_append_printf (out, " created=%" G_GINT64_FORMAT, event->created_at);
  if (event->updated_at != NOW)
    g_string_append_printf (out, " updated=%" G_GINT64_FORMAT, event->updated_at);
  if (*event->rrule != '\0')
    g_string_append_printf (out, " rrule=%s", event->rrule);
  if (*exdate != '\0')
    g_string_append_printf (out, " exdate=%s", exdate);
  if (*rdate != '\0')
    g_string_append_printf (out, " rdate=%s", rdate);

  for (guint i = 0; i < event->attendees->len; i++)
    {
      GnomonAttendee *attendee = g_ptr_array_index (event->attendees, i);

      g_string_append_printf (
          out, " guest=%s/%s/%s", gnomon_attendee_get_email (attendee),
          gnomon_attendee_get_name (attendee),
          gnomon_attendee_status_to_string (gnomon_attendee_get_status (attendee)));
    }
  if (event->reminder_set)
    g_string_append_printf (out, " reminder=%d", event->reminder_minutes);
  for (guint i = 0; i < event->reminders->len; i++)
    {
      GnomonReminder *reminder = g_ptr_array_index (event->reminders, i);
      g_autofree char *time = gnomon_civil_format_instant (reminder->time);

      g_string_append_printf (out, " %s=", gnomon_reminder_type_to_string (reminder->type));
      if (reminder->minutes_before >= 0)
        g_string_append_printf (out, "%d", reminder->minutes_before);
      else
        g_string_append (out, time);
    }
  if (*event->extra != '\0')
    {
      g_autofree char *extra = g_strdup (event->extra);

      g_string_append_printf (out, " extra=%s", g_strdelimit (extra, "\n", '|'));
    }
  return g_string_free (out, FALSE);
}

/* Single events */

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
    AT_10 " description=“a\nb, c; d\\e” location=“Room 5”", NULL },
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
    AT_10 " meeting guest=one@example.org/one/pending", NULL },
  { "guest-with-more", HOUR "ATTENDEE;ROLE=CHAIR;PARTSTAT=TENTATIVE:mailto:one@example.org\n",
    AT_10 " meeting guest=one@example.org/one/tentative"
    " extra=ATTENDEE;ROLE=CHAIR:mailto:one@example.org|", NULL },
  { "guest-delegated", HOUR "ATTENDEE;PARTSTAT=DELEGATED:mailto:one@example.org\n",
    AT_10 " meeting guest=one@example.org/one/pending"
    " extra=ATTENDEE;PARTSTAT=DELEGATED:mailto:one@example.org|", NULL },
  { "guest-by-parameter", HOUR "ATTENDEE;EMAIL=one@example.org:urn:x\n",
    AT_10 " meeting guest=one@example.org/one/pending"
    " extra=ATTENDEE;EMAIL=one@example.org:urn:x|", NULL },
  { "guest-without-address", HOUR "ATTENDEE;CN=Room:urn:uuid:1\n",
    AT_10 " extra=ATTENDEE;CN=Room:urn:uuid:1|", NULL },
  { "quotes-in-a-name", HOUR "ATTENDEE;CN=The ^'one^' ^^:mailto:one@example.org\n",
    AT_10 " meeting guest=one@example.org/The \"one\" ^/pending", NULL },
  { "organizer", HOUR "ORGANIZER;CN=Desk:mailto:desk@example.org\n",
    AT_10 " organizer=desk@example.org extra=ORGANIZER;CN=Desk:mailto:desk@example.org|", NULL },
  { "type", HOUR "X-GNOMON-EVENT-TYPE:REMINDER\n", AT_10 " reminder", NULL },
  { "unknown", HOUR "X-THING;A=\"b:c\":d\\,e\nIANA-THING:f\nCATEGORIES:Work,Home\n",
    AT_10 " extra=CATEGORIES:Work,Home|IANA-THING:f|X-THING;A=\"b:c\":d\\,e|", NULL },
  { "empty-values", HOUR "LOCATION:\nDESCRIPTION:\nURL:\n", AT_10, NULL },
  { "lower-case", "dtstart;tzid=Europe/Berlin:20261118T100000\nduration:pt1h\nstatus:cancelled\n",
    "“T” 2026-11-18T10:00..2026-11-18T10:15 Europe/Berlin cancelled"
    " extra=X-GNOMON-POINT:TRUE|", NULL },
  { "rule", HOUR "RRULE:FREQ=DAILY;COUNT=3\nEXDATE;TZID=Europe/Berlin:20261119T100000\n",
    AT_10 " rrule=FREQ=DAILY;COUNT=3 exdate=20261119T100000", "1 repeating event(s)" },
  { "exdate-in-utc", HOUR "RRULE:FREQ=DAILY\nEXDATE:20261119T090000Z,20261120T090000Z\n",
    AT_10 " rrule=FREQ=DAILY exdate=20261119T100000,20261120T100000", NULL },
  { "period", HOUR "RDATE;VALUE=PERIOD:20261119T090000Z/PT1H\n",
    AT_10 " extra=RDATE;VALUE=PERIOD:20261119T090000Z/PT1H|", NULL },
  { "bad-rule", HOUR "RRULE:FREQ=SOMETIMES\n", AT_10 " extra=RRULE:FREQ=SOMETIMES|", NULL },
  { "second-rule", HOUR "RRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY\n",
    AT_10 " rrule=FREQ=DAILY extra=RRULE:FREQ=WEEKLY|", NULL },
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
    " notification=2026-11-18T09:30:00Z extra=BEGIN:VALARM|ACTION:DISPLAY|TRIGGER:PT30M|"
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
  g_autoptr (GBytes) bytes = bytes_of (text);
  g_autoptr (GPtrArray) warnings = new_warnings ();
  g_autoptr (GPtrArray) events = read_events (bytes, warnings);
  g_autofree char *written = NULL;
  g_autofree char *described = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GBytes) written_bytes = NULL;
  g_autoptr (GPtrArray) read_again = NULL;
  GnomonEvent *event;

  g_assert_cmpuint (events->len, ==, 1);
  event = g_ptr_array_index (events, 0);
  described = describe (event);
  g_assert_cmpstr (described, ==, with_uid);
  if (warning != NULL)
    g_assert_true (has_warning (warnings, warning));

  /* What is written is read as the same event. */
  written = gnomon_ical_write (events);
  written_bytes = bytes_of (written);
  read_again = read_events (written_bytes, warnings);
  g_assert_cmpuint (read_again->len, ==, 1);
  event->created_at = event->updated_at = NOW;
  g_free (described);
  described = describe (event);
  event = g_ptr_array_index (read_again, 0);
  event->created_at = event->updated_at = NOW;
  again = describe (event);
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

/* Whole files */

static int
compare_lines (const void *a,
               const void *b)
{
  return strcmp (*(char * const *) a, *(char * const *) b);
}

/* The unfolded lines inside of VEVENTs, sorted, but for those that each writer makes anew. */
static char **
content_lines (GBytes *text)
{
  static const char * const made_anew[] = { "DTSTAMP", "CREATED", "LAST-MODIFIED", "DURATION" };
  gsize size;
  const char *data = g_bytes_get_data (text, &size);
  g_auto (GnomonIcalLines) lines = { NULL, };
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  gboolean inside = FALSE;

  gnomon_ical_lines_init (&lines, data, data + size, 1);
  while (gnomon_ical_lines_next (&lines))
    {
      GnomonIcalLine line;
      gboolean counts = inside;

      g_assert_true (gnomon_ical_line_split (&line, lines.text, lines.length));
      if (gnomon_ical_line_value_is (&line, "VEVENT"))
        inside = gnomon_ical_line_is (&line, "BEGIN");
      for (guint i = 0; i < G_N_ELEMENTS (made_anew); i++)
        counts = counts && !gnomon_ical_line_is (&line, made_anew[i]);
      if (counts)
        g_ptr_array_add (found, g_strndup (lines.text, lines.length));
    }
  g_ptr_array_sort (found, compare_lines);
  g_ptr_array_add (found, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&found), FALSE);
}

static const char * const file_names[] = { "single.ics", "series.ics", "windows.ics" };

static void
test_round_trip (gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", data, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) warnings = new_warnings ();
  g_autoptr (GPtrArray) events = NULL;
  g_autofree char *written = NULL;
  g_autoptr (GBytes) written_bytes = NULL;
  g_autoptr (GPtrArray) again = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  bytes = bytes_of (text);
  events = read_events (bytes, warnings);
  written = gnomon_ical_write (events);
  written_bytes = bytes_of (written);
  again = read_events (written_bytes, warnings);

  g_assert_cmpuint (again->len, ==, events->len);
  for (guint i = 0; i < events->len; i++)
    {
      g_autofree char *before = describe (g_ptr_array_index (events, i));
      g_autofree char *after = NULL;
      GnomonEvent *event = g_ptr_array_index (again, i);
      GnomonEvent *old = g_ptr_array_index (events, i);

      event->created_at = old->created_at;
      event->updated_at = old->updated_at;
      after = describe (event);
      g_assert_cmpstr (after, ==, before);
    }

  for (const char *line = written; *line != '\0'; line = strstr (line, "\r\n") + 2)
    g_assert_cmpuint (strcspn (line, "\r\n"), <=, 75);
  g_assert_true (g_utf8_validate (written, -1, NULL));
}

/* Every line of the file is in what is written: nothing is lost, whoever made it. */
static void
test_nothing_lost (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "single.ics", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) warnings = new_warnings ();
  g_autoptr (GPtrArray) events = NULL;
  g_autofree char *written = NULL;
  g_autoptr (GBytes) written_bytes = NULL;
  g_auto (GStrv) before = NULL;
  g_auto (GStrv) after = NULL;
  guint missing = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  bytes = bytes_of (text);
  events = read_events (bytes, warnings);
  written = gnomon_ical_write (events);
  written_bytes = bytes_of (written);

  before = content_lines (bytes);
  after = content_lines (written_bytes);
  for (guint i = 0, j = 0; before[i] != NULL; i++)
    {
      while (after[j] != NULL && strcmp (after[j], before[i]) < 0)
        j++;
      if (g_strcmp0 (after[j], before[i]) == 0)
        {
          j++;
        }
      else
        {
          g_test_message ("lost: %s", before[i]);
          missing++;
        }
    }
  g_assert_cmpuint (missing, ==, 0);
}

/* Files that are none */

static const struct
{
  const char *name;
  const char *text;
  const char *error;
} bad_files[] = {
  { "empty", "", "file: not an iCalendar file" },
  { "blank", "\r\n\r\n", "file: not an iCalendar file" },
  { "html", "<!DOCTYPE html>\n<html>\nBEGIN:VCALENDAR\nEND:VCALENDAR\n</html>\n",
    "file: not an iCalendar file" },
  { "json", "{ \"BEGIN\": \"VCALENDAR\" }\n", "file: not an iCalendar file" },
  { "card", "BEGIN:VCARD\nEND:VCARD\n", "file: not an iCalendar file" },
  { "bare-event", "BEGIN:VEVENT\nDTSTART:20261118T100000Z\nEND:VEVENT\n",
    "file: not an iCalendar file" },
  { "cut-in-an-event", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20261118T100000Z\n",
    "file: not an iCalendar file that is whole" },
  { "cut-between-events",
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20261118T100000Z\nEND:VEVENT\n",
    "file: not an iCalendar file that is whole" },
};

static void
test_bad_files (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_files); i++)
    {
      g_autoptr (GBytes) bytes = bytes_of (bad_files[i].text);
      g_autoptr (GPtrArray) warnings = new_warnings ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) events = gnomon_ical_parse (bytes, warnings, &error);

      g_test_message ("%s", bad_files[i].name);
      g_assert_null (events);
      g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT);
      g_assert_true (g_str_has_prefix (error->message, bad_files[i].error));
    }
}

/* Files with a fault in them: the good event comes in, and the fault is told. */

#define GOOD "BEGIN:VEVENT\nUID:good\nDTSTART:20261118T100000Z\nDTEND:20261118T110000Z\nSUMMARY:G\n" \
             "END:VEVENT\n"

static const struct
{
  const char *name;
  const char *text;        /* beside the good event */
  guint n_events;
  const char *warning;
} faults[] = {
  { "no-start", "BEGIN:VEVENT\nUID:bad\nSUMMARY:B\nEND:VEVENT\n", 1,
    "bad: it has no DTSTART that can be read: left out" },
  { "no-start-no-uid", "BEGIN:VEVENT\nSUMMARY:B\nEND:VEVENT\n", 1, "line 8: it has no DTSTART" },
  { "bad-date", "BEGIN:VEVENT\nUID:bad\nDTSTART:20260230T100000Z\nEND:VEVENT\n", 1,
    "bad: it has no DTSTART" },
  { "bad-hour", "BEGIN:VEVENT\nUID:bad\nDTSTART:20260228T990000Z\nEND:VEVENT\n", 1,
    "bad: it has no DTSTART" },
  { "year-0", "BEGIN:VEVENT\nUID:bad\nDTSTART:00000101T000000Z\nEND:VEVENT\n", 1,
    "bad: it has no DTSTART" },
  { "never-ended", "BEGIN:VEVENT\nUID:bad\nDTSTART:20261118T100000Z\n", 1,
    "bad: the event has no end" },
  { "task", "BEGIN:VTODO\nUID:todo\nEND:VTODO\n", 1, "1 component(s) that are no events" },
  { "alarm-never-ended",
    "BEGIN:VEVENT\nUID:b\nDTSTART:20261118T100000Z\nBEGIN:VALARM\nEND:VEVENT\n", 2, NULL },
  { "junk-lines", "junk\n:\n;\n=\nBEGIN\nEND\n\"\n", 1, NULL },
  { "twice", "BEGIN:VEVENT\nUID:good\nSEQUENCE:2\nDTSTART:20261118T120000Z\nEND:VEVENT\n", 1,
    "1 older version(s)" },
  { "same-title", "BEGIN:VEVENT\nUID:good\nSUMMARY:G\nDTSTART:20261118T120000Z\nEND:VEVENT\n", 1,
    "1 older version(s)" },
  { "shared-uid", "BEGIN:VEVENT\nUID:good\nSUMMARY:B\nDTSTART:20261118T120000Z\nEND:VEVENT\n", 2,
    "2 events share a UID" },
  { "untitled", "BEGIN:VEVENT\nUID:b\nDTSTART;VALUE=DATE:20261118\nEND:VEVENT\n", 2,
    "1 event(s) without a title" },
};

static void
test_faults (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      /* The faulty part comes first and last. */
      for (guint last = 0; last < 2; last++)
        {
          g_autofree char *text =
              g_strconcat ("BEGIN:VCALENDAR\n", last ? GOOD : faults[i].text,
                           last ? faults[i].text : GOOD, "END:VCALENDAR\n", NULL);
          g_autoptr (GBytes) bytes = bytes_of (text);
          g_autoptr (GPtrArray) warnings = new_warnings ();
          g_autoptr (GPtrArray) events = read_events (bytes, warnings);

          g_test_message ("%s", faults[i].name);
          g_assert_cmpuint (events->len, ==, faults[i].n_events);
          if (faults[i].warning != NULL && (last || strncmp (faults[i].warning, "line", 4) != 0))
            g_assert_true (has_warning (warnings, faults[i].warning));
        }
    }
}

/* A UID is made of the content, so that the same event is known again. */
static void
test_made_uid (void)
{
  static const char first[] = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTAMP:20260101T000000Z\n"
                              "DTSTART:20261118T100000Z\nSUMMARY:S\nEND:VEVENT\nEND:VCALENDAR\n";
  static const char again[] = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTAMP:20260202T000000Z\r\n"
                              "DTSTART:20261118\r\n T100000Z\r\nSUMMARY:S\r\nEND:VEVENT\r\n"
                              "END:VCALENDAR\r\n";
  g_autoptr (GBytes) bytes = bytes_of (first);
  g_autoptr (GBytes) other_bytes = bytes_of (again);
  g_autoptr (GPtrArray) warnings = new_warnings ();
  g_autoptr (GPtrArray) events = read_events (bytes, warnings);
  g_autoptr (GPtrArray) others = read_events (other_bytes, warnings);

  g_assert_cmpuint (events->len, ==, 1);
  g_assert_cmpuint (others->len, ==, 1);
  g_assert_cmpstr (gnomon_event_get_uid (events->pdata[0]), ==,
                   gnomon_event_get_uid (others->pdata[0]));
  g_assert_true (g_str_has_suffix (gnomon_event_get_uid (events->pdata[0]), "@import.gnomon"));
}

static void
test_long_texts (void)
{
  g_autoptr (GString) text = g_string_new ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:long\n"
                                           "DTSTART:20261118T100000Z\nDURATION:PT1H\nSUMMARY:");
  g_autoptr (GPtrArray) warnings = new_warnings ();
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *written = NULL;
  g_autofree char *title = NULL;
  g_autoptr (GBytes) written_bytes = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean found = FALSE;

  for (guint i = 0; i < 300; i++)
    g_string_append (text, "ä");
  g_string_append (text, "\nDESCRIPTION:");
  for (guint i = 0; i < 50000; i++)
    g_string_append (text, "ö");
  g_string_append (text, "\nEND:VEVENT\nEND:VCALENDAR\n");
  bytes = bytes_of (text->str);

  events = read_events (bytes, warnings);
  g_assert_cmpint (g_utf8_strlen (gnomon_event_get_title (events->pdata[0]), -1), ==, 255);
  g_assert_cmpuint (strlen (gnomon_event_get_description (events->pdata[0])), ==, 65536);
  g_assert_true (has_warning (warnings, "2 long text(s)"));

  written = gnomon_ical_write (events);
  written_bytes = bytes_of (written);
  lines = content_lines (written_bytes);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "SUMMARY:"))
      {
        found = TRUE;
        g_assert_cmpint (g_utf8_strlen (lines[i], -1), ==, strlen ("SUMMARY:") + 300);
      }
  g_assert_true (found);

  /* A title that was changed is written, and the old one is gone. */
  title = g_strdup ("Short");
  g_free (((GnomonEvent *) events->pdata[0])->title);
  ((GnomonEvent *) events->pdata[0])->title = g_steal_pointer (&title);
  g_free (written);
  written = gnomon_ical_write (events);
  g_assert_nonnull (strstr (written, "\r\nSUMMARY:Short\r\n"));
}

/* Encodings */

static void
check_title (GBytes     *bytes,
             const char *title,
             const char *warning)
{
  g_autoptr (GPtrArray) warnings = new_warnings ();
  g_autoptr (GPtrArray) events = read_events (bytes, warnings);

  g_assert_cmpuint (events->len, ==, 1);
  g_assert_cmpstr (gnomon_event_get_title (events->pdata[0]), ==, title);
  if (warning != NULL)
    g_assert_true (has_warning (warnings, warning));
}

static void
test_encodings (void)
{
  static const char * const ends[] = { "\n", "\r\n", "\r\r\n", "\r" };
  static const char * const charsets[] = { "UTF-8", "UTF-16LE", "UTF-16BE", "ISO-8859-1" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    for (guint j = 0; j < G_N_ELEMENTS (charsets); j++)
      for (guint with_mark = 0; with_mark < 2; with_mark++)
        {
          g_auto (GStrv) lines = g_strsplit ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\n"
                                             "DTSTART:20261118T100000Z\nSUMMARY:Mü\n nchen\n\n"
                                             "END:VEVENT\nEND:VCALENDAR\n", "\n", -1);
          g_autofree char *joined = g_strjoinv (ends[i], lines);
          g_autofree char *text =
              g_strconcat (with_mark && charsets[j][0] == 'U' ? "\xef\xbb\xbf" : "", joined, NULL);
          gsize size;
          char *data = g_convert (text, -1, charsets[j], "UTF-8", NULL, &size, NULL);
          g_autoptr (GBytes) bytes = g_bytes_new_take (data, size);

          g_test_message ("%s, line end %u, mark %u", charsets[j], i, with_mark);
          check_title (bytes, "München", j == 3 ? "1 line(s) were not UTF-8" : NULL);
        }
}

#define TITLED(title) "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20261118T100000Z\nSUMMARY:" title \
                      "\nEND:VEVENT\nEND:VCALENDAR\n"

static void
test_characters (void)
{
  static const char split[] = TITLED ("M\xc3\n \xbcnchen");
  static const char nul[] = TITLED ("a\0b\x01" "c\xc2\x85" "d");
  static const char windows[] = TITLED ("\x80 5 \x96 caf\xe9");
  g_autoptr (GBytes) split_bytes = g_bytes_new_static (split, sizeof split - 1);
  g_autoptr (GBytes) nul_bytes = g_bytes_new_static (nul, sizeof nul - 1);
  g_autoptr (GBytes) windows_bytes = g_bytes_new_static (windows, sizeof windows - 1);

  check_title (split_bytes, "München", NULL);
  check_title (nul_bytes, "abcd", "1 line(s) with control characters");
  check_title (windows_bytes, "€ 5 – café", "1 line(s) were not UTF-8");
}

/* Files that want to be too much. None may take long, which the test's time limit shows. */

static void
check_count (GString *text,
             guint    n_events)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text->str, text->len);
  g_autoptr (GPtrArray) warnings = new_warnings ();
  g_autoptr (GPtrArray) events = read_events (bytes, warnings);

  g_assert_cmpuint (events->len, ==, n_events);
  g_assert_cmpuint (warnings->len, <=, 120);
}

static void
append_times (GString    *text,
              guint       count,
              const char *part)
{
  for (guint i = 0; i < count; i++)
    g_string_append (text, part);
}

static void
test_bombs (void)
{
  static const char open[] = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20261118T100000Z\n";
  static const char close[] = "END:VEVENT\nEND:VCALENDAR\n";
  g_autoptr (GString) text = g_string_new (open);

  append_times (text, 50000, "BEGIN:VALARM\n");
  append_times (text, 50000, "END:VALARM\n");
  g_string_append (text, close);
  check_count (text, 0);

  g_string_assign (text, open);
  append_times (text, 100000, "ATTENDEE:mailto:one@example.org\n");
  g_string_append (text, close);
  check_count (text, 1);

  g_string_assign (text, open);
  append_times (text, 10000, "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT5M\nEND:VALARM\n");
  g_string_append (text, close);
  check_count (text, 1);

  g_string_assign (text, open);
  append_times (text, 200000, "RDATE:20261119T100000Z\n");
  g_string_append (text, close);
  check_count (text, 1);

  g_string_assign (text, open);
  g_string_append (text, "DESCRIPTION:");
  append_times (text, 1000000, "x\n ");
  g_string_append_c (text, '\n');
  g_string_append (text, close);
  check_count (text, 1);

  g_string_assign (text, open);
  g_string_append (text, "DESCRIPTION:");
  append_times (text, 2000000, "0123456789");
  g_string_append_c (text, '\n');
  g_string_append (text, close);
  check_count (text, 0);

  g_string_assign (text, "BEGIN:VCALENDAR\n");
  append_times (text, 100000, "BEGIN:VEVENT\nEND:VEVENT\n");
  g_string_append (text, "END:VCALENDAR\n");
  check_count (text, 0);

  g_string_assign (text, "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Bomb\n");
  append_times (text, 5000, "BEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0000\n"
                            "TZOFFSETTO:+0100\nRRULE:FREQ=SECONDLY\nEND:STANDARD\n");
  g_string_append (text, "END:VTIMEZONE\n");
  append_times (text, 1, "BEGIN:VEVENT\nUID:a\nDTSTART;TZID=Bomb:20261118T100000\n"
                         "RRULE:FREQ=MINUTELY;BYYEARDAY=-1;COUNT=1000000000\nEND:VEVENT\n");
  g_string_append (text, "END:VCALENDAR\n");
  check_count (text, 1);

  g_string_assign (text, open);
  g_string_append (text, "RRULE:FREQ=DAILY\nEND:VEVENT\n");
  append_times (text, 10000, "BEGIN:VEVENT\nUID:a\nRECURRENCE-ID:20261119T100000Z\n"
                             "DTSTART:20261119T110000Z\nEND:VEVENT\n");
  g_string_append (text, "END:VCALENDAR\n");
  check_count (text, 1);
}

/* Time zones */

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

/* Series and their changed occurrences come in once, and go out as they were. */
static void
test_series (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "series.ics", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) warnings = new_warnings ();
  g_autoptr (GPtrArray) events = NULL;
  g_autofree char *written = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  bytes = bytes_of (text);
  events = read_events (bytes, warnings);

  g_assert_cmpuint (events->len, ==, 3);
  g_assert_true (gnomon_event_is_recurring (events->pdata[0]));
  g_assert_cmpstr (gnomon_event_get_uid (events->pdata[2]), ==,
                   "lone@example.org#20261103T100000Z");
  g_assert_true (has_warning (warnings, "2 repeating event(s): kept unexpanded"));
  g_assert_true (has_warning (warnings, "1 changed occurrence(s)"));

  written = gnomon_ical_write (events);
  g_assert_nonnull (strstr (written, "\r\nUID:lone@example.org\r\n"));
  g_assert_nonnull (strstr (written, "\r\nRECURRENCE-ID:20261103T100000Z\r\n"));
  g_assert_nonnull (strstr (written,
                            "\r\nRECURRENCE-ID;TZID=Europe/Berlin:20260916T090000\r\n"));
  g_assert_nonnull (strstr (written, "\r\nEXDATE;VALUE=DATE:20261105\r\n"));
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
  for (guint i = 0; i < G_N_ELEMENTS (file_names); i++)
    {
      g_autofree char *path = g_strconcat ("/ical/round-trip/", file_names[i], NULL);

      g_test_add_data_func (path, file_names[i], test_round_trip);
    }
  g_test_add_func ("/ical/nothing-lost", test_nothing_lost);
  g_test_add_func ("/ical/bad-files", test_bad_files);
  g_test_add_func ("/ical/faults", test_faults);
  g_test_add_func ("/ical/made-uid", test_made_uid);
  g_test_add_func ("/ical/long-texts", test_long_texts);
  g_test_add_func ("/ical/encodings", test_encodings);
  g_test_add_func ("/ical/characters", test_characters);
  g_test_add_func ("/ical/bombs", test_bombs);
  g_test_add_func ("/ical/zone-names", test_windows_zones);
  g_test_add_func ("/ical/vtimezones", test_vtimezones);
  g_test_add_func ("/ical/zone-rules", test_rules_of_zones);
  g_test_add_func ("/ical/series", test_series);

  return g_test_run ();
}
