/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "gnomon-ical-private.h"
#include "gnomon-test-ical.h"

/* What a file says in words of its own goes out in these words; and what a file must not say, or
 * may say in another way, goes out as RFC 5545 has it. */

#define START "DTSTART;TZID=Europe/Berlin:20261118T100000\n"
#define HOUR START "DTEND;TZID=Europe/Berlin:20261118T110000\n"

static char *
write_lines (const char *lines,
             GPtrArray  *warnings)
{
  g_autofree char *text = g_strconcat ("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\n", lines,
                                       "END:VEVENT\nEND:VCALENDAR\n", NULL);
  g_autoptr (GBytes) bytes = gnomon_test_ical_bytes (text);
  g_autoptr (GPtrArray) events = gnomon_test_ical_read (bytes, warnings);
  g_autofree char *written = gnomon_ical_write (events);
  g_auto (GnomonIcalLines) unfolded = { NULL, };
  GString *out = g_string_new ("\n");
  gboolean inside = FALSE;

  g_assert_cmpuint (events->len, ==, 1);
  gnomon_ical_lines_init (&unfolded, written, written + strlen (written), 1);
  while (gnomon_ical_lines_next (&unfolded))
    {
      gboolean ends = strncmp (unfolded.text, "END:VEVENT", unfolded.length) == 0;

      if (inside && !ends)
        g_string_append_printf (out, "%.*s\n", (int) unfolded.length, unfolded.text);
      inside = (inside || strncmp (unfolded.text, "BEGIN:VEVENT", unfolded.length) == 0) && !ends;
    }
  return g_string_free (out, FALSE);
}

static gboolean
has_line (const char *lines,
          const char *line)
{
  g_autofree char *whole = g_strdup_printf ("\n%s\n", line);

  return strstr (lines, whole) != NULL;
}

static gboolean
has_property (const char *lines,
              const char *name)
{
  g_autofree char *value = g_strdup_printf ("\n%s:", name);
  g_autofree char *param = g_strdup_printf ("\n%s;", name);

  return strstr (lines, value) != NULL || strstr (lines, param) != NULL;
}

typedef struct
{
  const char *name;
  const char *lines;
  const char *written;     /* a line of what goes out */
  const char *absent;      /* (nullable): a property that is not there */
  const char *warning;     /* (nullable) */
} KeptCase;

static const KeptCase cases[] = {
  /* As it is */
  { "scheme-of-organizer", HOUR "UID:a\nORGANIZER:MAILTO:desk@example.org\n",
    "ORGANIZER:MAILTO:desk@example.org", NULL, NULL },
  { "scheme-of-guest", HOUR "UID:a\nATTENDEE;PARTSTAT=ACCEPTED:Mailto:One@example.org\n",
    "ATTENDEE;PARTSTAT=ACCEPTED:Mailto:One@example.org", NULL, NULL },
  { "quoted-name", HOUR "UID:a\nATTENDEE;CN=\"One\";PARTSTAT=DECLINED:mailto:one@example.org\n",
    "ATTENDEE;CN=\"One\";PARTSTAT=DECLINED:mailto:one@example.org", NULL, NULL },
  { "order-of-parameters",
    HOUR "UID:a\nATTENDEE;PARTSTAT=TENTATIVE;RSVP=TRUE;CN=One:mailto:one@example.org\n",
    "ATTENDEE;PARTSTAT=TENTATIVE;RSVP=TRUE;CN=One:mailto:one@example.org", NULL, NULL },
  { "no-answer", HOUR "UID:a\nATTENDEE;RSVP=TRUE:mailto:one@example.org\n",
    "ATTENDEE;RSVP=TRUE:mailto:one@example.org", NULL, NULL },
  { "answer-of-none", HOUR "UID:a\nATTENDEE;PARTSTAT=NEEDS-ACTION;CN=One:mailto:one@example.org\n",
    "ATTENDEE;PARTSTAT=NEEDS-ACTION;CN=One:mailto:one@example.org", NULL, NULL },
  { "day-without-end", "DTSTART;VALUE=DATE:20261118\nUID:a\n", "DTSTART;VALUE=DATE:20261118",
    "DTEND", NULL },
  { "stamp", HOUR "UID:a\nDTSTAMP:20260102T030405Z\n", "DTSTAMP:20260102T030405Z", NULL, NULL },
  { "stamp-is-the-change", HOUR "UID:a\nDTSTAMP:20260102T030405Z\n",
    "LAST-MODIFIED:20260102T030405Z", NULL, NULL },
  { "stamp-and-change",
    HOUR "UID:a\nDTSTAMP:20260102T030405Z\nLAST-MODIFIED:20251231T000000Z\n",
    "LAST-MODIFIED:20251231T000000Z", NULL, NULL },
  { "empty-title", HOUR "UID:a\nSUMMARY:\n", "SUMMARY:", NULL, NULL },
  { "no-title", HOUR "UID:a\n", "UID:a", "SUMMARY", NULL },
  { "own-mark-of-no-title", HOUR "UID:a\nX-GNOMON-UNTITLED:TRUE\nSUMMARY:T\n", "SUMMARY:T",
    "X-GNOMON-UNTITLED", NULL },
  { "spaces-at-the-uid", HOUR "UID: a b \n", "UID: a b ", NULL, NULL },
  { "parameter-of-uid", HOUR "UID;X-A=b:c\n", "UID;X-A=b:c", NULL, NULL },
  { "parameter-of-sequence", HOUR "UID:a\nSEQUENCE;X-A=b:3\n", "SEQUENCE;X-A=b:3", NULL, NULL },
  { "unknown-color", HOUR "UID:a\nCOLOR:ultraviolet\n", "COLOR:ultraviolet", NULL, NULL },
  { "color-of-other-name", HOUR "UID:a\nCOLOR:Grey\n", "COLOR:Grey", NULL, NULL },
  { "period", HOUR "UID:a\nRDATE;VALUE=PERIOD:20261119T090000Z/PT30M\n",
    "RDATE;VALUE=PERIOD:20261119T090000Z/PT30M", NULL, NULL },
  { "lists-of-dates", HOUR "UID:a\nRRULE:FREQ=DAILY\nEXDATE;TZID=Europe/Berlin:20261119T100000\n",
    "EXDATE;TZID=Europe/Berlin:20261119T100000", NULL, NULL },

  /* As RFC 5545 has it */
  { "comma", HOUR "UID:a\nSUMMARY:One, two\n", "SUMMARY:One\\, two", NULL, NULL },
  { "escaped-quote", HOUR "UID:a\nDESCRIPTION:a \\\"b\\\"\n", "DESCRIPTION:a \"b\"", NULL, NULL },
  { "renamed-zone",
    "UID:a\nDTSTART;TZID=/example.org/1/Asia/Tokyo:20261118T100000\nDURATION:PT1H\n",
    "DTSTART;TZID=Asia/Tokyo:20261118T100000", NULL, NULL },
  { "renamed-zone-of-what-else-it-says",
    "UID:a\nDTSTART;X-A=b;TZID=Tokyo Standard Time:20261118T100000\nDURATION:PT1H\n",
    "DTSTART;X-A=b;TZID=Asia/Tokyo:20261118T100000", "DTEND", NULL },
  { "renamed-zone-of-utc", "UID:a\nDTSTART;X-A=b;TZID=GMT:20261118T100000\nDURATION:PT1H\n",
    "DTSTART;X-A=b:20261118T100000Z", "DTEND", NULL },
  { "renamed-zone-of-an-end-that-is-no-day",
    "UID:a\nDTSTART;VALUE=DATE:20261118\nDTEND;TZID=Tokyo Standard Time:20261119T235900\n",
    "DTEND;TZID=Asia/Tokyo:20261119T235900", NULL, NULL },
  { "renamed-zone-of-a-start-that-is-a-day",
    "UID:a\nDTSTART;VALUE=DATE-TIME;TZID=/example.org/1/Asia/Tokyo:20261118\n"
    "DTEND;TZID=/example.org/1/Asia/Tokyo:20261119T235900\n",
    "DTSTART;VALUE=DATE-TIME;TZID=Asia/Tokyo:20261118", NULL, NULL },
  { "renamed-zone-of-an-end-before-the-start",
    "UID:a\nDTSTART;TZID=Asia-Tokyo:20261118T100000\nDTEND;TZID=Asia-Tokyo:20261118T090000\n",
    "DTEND;TZID=Asia/Tokyo:20261118T090000", NULL, "ends before it starts" },
  { "renamed-zone-of-dates",
    HOUR "UID:a\nRRULE:FREQ=DAILY\nEXDATE;TZID=Tokyo Standard Time:20261119T180000\n",
    "EXDATE;TZID=Asia/Tokyo:20261119T180000", NULL, NULL },

  /* What nobody could read is told */
  { "line-of-no-property", HOUR "UID:a\nSUMMARY=T\nSUMMARY:T\n", "SUMMARY:T", NULL,
    "a: a line is no property: “SUMMARY=T”: left out" },
  { "rule-of-exceptions", HOUR "UID:a\nRRULE:FREQ=DAILY\nEXRULE:FREQ=WEEKLY\n",
    "EXRULE:FREQ=WEEKLY", NULL, "1 rule(s) or list(s) of dates" },
  { "second-rule", HOUR "UID:a\nRRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY\n", "RRULE:FREQ=WEEKLY", NULL,
    "1 rule(s) or list(s) of dates" },
  { "dates-that-are-none", HOUR "UID:a\nEXDATE:tomorrow\n", "EXDATE:tomorrow", NULL,
    "1 rule(s) or list(s) of dates" },
  { "second-start", HOUR "UID:a\nDTSTART:20261118T120000Z\n",
    "DTSTART;TZID=Europe/Berlin:20261118T100000", NULL, "1 value(s) given again" },
};

static void
test_kept (gconstpointer data)
{
  const KeptCase *kept = data;
  g_autoptr (GPtrArray) warnings = gnomon_test_ical_new_warnings ();
  g_autofree char *written = write_lines (kept->lines, warnings);

  g_test_message ("%s", written);
  g_assert_true (has_line (written, kept->written));
  if (kept->absent != NULL)
    g_assert_false (has_property (written, kept->absent));
  if (kept->warning != NULL)
    g_assert_true (gnomon_test_ical_has_warning (warnings, kept->warning));
}

/* A UID that is too long to be stored goes out as it came, and names the event however that has
 * changed. */
static void
test_long_uid (void)
{
  g_autoptr (GPtrArray) warnings = gnomon_test_ical_new_warnings ();
  g_autofree char *long_uid = g_strnfill (400, 'u');
  g_autofree char *line = g_strconcat ("UID:", long_uid, NULL);
  g_autofree char *uid = gnomon_ical_fit_uid (long_uid);
  g_autofree char *once = g_strconcat (HOUR, line, "\nSUMMARY:A\n", NULL);
  g_autofree char *written = write_lines (once, warnings);
  g_autofree char *text =
      g_strconcat ("BEGIN:VCALENDAR\nBEGIN:VEVENT\n" HOUR "SUMMARY:B\n", line,
                   "\nEND:VEVENT\nEND:VCALENDAR\n", NULL);
  g_autoptr (GBytes) bytes = gnomon_test_ical_bytes (text);
  g_autoptr (GPtrArray) events = gnomon_test_ical_read (bytes, warnings);

  g_assert_true (has_line (written, line));
  g_assert_cmpuint (g_utf8_strlen (uid, -1), <=, 255);
  g_assert_cmpstr (gnomon_event_get_uid (events->pdata[0]), ==, uid);
}

/* The file's line of a guest who has answered since has the new answer, and the rest of it. */
static void
test_answered (void)
{
  static const char text[] =
      "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\n" HOUR
      "ATTENDEE;RSVP=TRUE;PARTSTAT=NEEDS-ACTION;CN=\"One\":MAILTO:one@example.org\n"
      "END:VEVENT\nEND:VCALENDAR\n";
  g_autoptr (GBytes) bytes = gnomon_test_ical_bytes (text);
  g_autoptr (GPtrArray) warnings = gnomon_test_ical_new_warnings ();
  g_autoptr (GPtrArray) events = gnomon_test_ical_read (bytes, warnings);
  GnomonEvent *event = g_ptr_array_index (events, 0);
  g_autofree char *written = NULL;

  g_object_unref (event->attendees->pdata[0]);
  event->attendees->pdata[0] =
      gnomon_attendee_new (0, 0, "one@example.org", "One", GNOMON_ATTENDEE_ACCEPTED, 0);
  written = gnomon_ical_write (events);
  g_assert_nonnull (strstr (written, "\r\nATTENDEE;PARTSTAT=ACCEPTED;RSVP=TRUE;CN=\"One\""
                                     ":MAILTO:one@example.org\r\n"));
}

/* An override cannot repeat; what its file says of that is not lost. */
static void
test_rule_of_an_override (void)
{
  static const char text[] =
      "BEGIN:VCALENDAR\n"
      "BEGIN:VEVENT\nUID:a\n" HOUR "RRULE:FREQ=WEEKLY\nEND:VEVENT\n"
      "BEGIN:VEVENT\nUID:a\nRECURRENCE-ID;TZID=Europe/Berlin:20261125T100000\n"
      "DTSTART;TZID=Europe/Berlin:20261125T120000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2\n"
      "END:VEVENT\nEND:VCALENDAR\n";
  g_autoptr (GBytes) bytes = gnomon_test_ical_bytes (text);
  g_autoptr (GPtrArray) warnings = gnomon_test_ical_new_warnings ();
  g_autoptr (GPtrArray) events = gnomon_test_ical_read (bytes, warnings);
  g_autofree char *written = gnomon_ical_write (events);
  GnomonEvent *event = g_ptr_array_index (events, 0);
  GnomonEvent *override = g_ptr_array_index (event->overrides, 0);

  g_assert_cmpuint (events->len, ==, 1);
  g_assert_cmpstr (override->rrule, ==, "");
  g_assert_nonnull (strstr (written, "\r\nRRULE:FREQ=WEEKLY\r\n"));
  g_assert_nonnull (strstr (written, "\r\nRRULE:FREQ=DAILY;COUNT=2\r\n"));
}

/* Each kind of what is no event is named. */
static void
test_others (void)
{
  static const char text[] = "BEGIN:VCALENDAR\n"
                             "BEGIN:VTODO\nUID:t\nEND:VTODO\nBEGIN:VTODO\nUID:u\nEND:VTODO\n"
                             "BEGIN:VJOURNAL\nUID:j\nEND:VJOURNAL\n"
                             "BEGIN:VFREEBUSY\nUID:f\nEND:VFREEBUSY\n"
                             "BEGIN:VPOLL\nUID:p\nEND:VPOLL\n"
                             "END:VCALENDAR\n"
                             "BEGIN:VEVENT\nUID:o\n" HOUR "END:VEVENT\n"
                             "BEGIN:VTODO\nUID:v\nEND:VTODO\n";
  g_autoptr (GBytes) bytes = gnomon_test_ical_bytes (text);
  g_autoptr (GPtrArray) warnings = gnomon_test_ical_new_warnings ();
  g_autoptr (GPtrArray) events = gnomon_test_ical_read (bytes, warnings);

  g_assert_cmpuint (events->len, ==, 0);
  g_assert_cmpuint (warnings->len, ==, 5);
  g_assert_true (gnomon_test_ical_has_warning (warnings, "1 event(s) outside of any VCALENDAR"));
  g_assert_true (gnomon_test_ical_has_warning (warnings, "3 task(s) (VTODO)"));
  g_assert_true (gnomon_test_ical_has_warning (warnings, "1 journal entry(s) (VJOURNAL)"));
  g_assert_true (gnomon_test_ical_has_warning (warnings, "1 list(s) of busy times (VFREEBUSY)"));
  g_assert_true (gnomon_test_ical_has_warning (warnings, "1 component(s) that are no events"));
}

/* Of the lines of a calendar, too, each is named that is left out or not taken as it stands. */
static void
test_junk_in_head (void)
{
  static const char text[] = "BEGIN:VCALENDAR\n\n \nX-A:1\nX\nREFRESH - INTERVAL; A = B:PT48H\n"
                             "X-CONTROL:a\x01" "b\nX-LATIN:\xfc\n"
                             "X-NO-VALUE-BUT-A-NAME-OF-MORE-THAN-FORTY-CHARACTERS\n"
                             "BEGIN:VEVENT\nUID:a\nSUMMARY:A\n" HOUR "END:VEVENT\n"
                             "J\xfcnk\nEND:VCALENDAR\n";
  g_autoptr (GBytes) bytes = gnomon_test_ical_bytes (text);
  g_autoptr (GPtrArray) warnings = gnomon_test_ical_new_warnings ();
  g_autoptr (GPtrArray) events = gnomon_test_ical_read (bytes, warnings);

  g_assert_cmpuint (events->len, ==, 1);
  g_assert_cmpuint (warnings->len, ==, 6);
  g_assert_true (gnomon_test_ical_has_warning (
    warnings, "line 5: a line is no property: “X”: left out"));
  g_assert_true (gnomon_test_ical_has_warning (
    warnings, "line 6: a line is no property: “REFRESH - INTERVAL; A = B:PT48H”: left out"));
  g_assert_true (gnomon_test_ical_has_warning (
    warnings, "line 9: a line is no property: “X-NO-VALUE-BUT-A-NAME-OF-MORE-THAN-FORTY…”"));
  g_assert_true (gnomon_test_ical_has_warning (
    warnings, "line 16: a line is no property: “Jünk”: left out"));
  g_assert_true (gnomon_test_ical_has_warning (warnings, "1 line(s) were not UTF-8"));
  g_assert_true (gnomon_test_ical_has_warning (warnings, "1 line(s) with control characters"));
}

/* However many there are, few are told one by one. */
static void
test_much_junk_in_head (void)
{
  g_autoptr (GString) text = g_string_new ("BEGIN:VCALENDAR\n");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) warnings = gnomon_test_ical_new_warnings ();
  g_autoptr (GPtrArray) events = NULL;

  for (int i = 0; i < 1000; i++)
    g_string_append (text, "junk\n");
  g_string_append (text, "BEGIN:VEVENT\nUID:a\nSUMMARY:A\n" HOUR "END:VEVENT\nEND:VCALENDAR\n");
  bytes = gnomon_test_ical_bytes (text->str);
  events = gnomon_test_ical_read (bytes, warnings);

  g_assert_cmpuint (events->len, ==, 1);
  g_assert_cmpuint (warnings->len, ==, 21);
  g_assert_true (gnomon_test_ical_has_warning (warnings, "980 further warnings"));
}

/* Whose end is lost, loses itself alone: an event, a zone or a calendar after it is read. */
static const struct
{
  const char *name;
  const char *before;
  const char *after;
  guint n_events;
  const char *warning;
} unended[] = {
  { "zone", "BEGIN:VTIMEZONE\nTZID:Own\nBEGIN:STANDARD\nDTSTART:19700101T000000\n", "", 2, NULL },
  { "task", "BEGIN:VTODO\nUID:t\nBEGIN:VALARM\n", "", 2, "1 task(s) (VTODO)" },
  { "task-of-alarm", "BEGIN:VTODO\nUID:t\nBEGIN:VALARM\nEND:VTODO\n", "", 2, "1 task(s) (VTODO)" },
  { "journal", "BEGIN:VJOURNAL\nUID:j\n", "", 2, "1 journal entry(s) (VJOURNAL)" },
  { "busy", "BEGIN:VFREEBUSY\n", "", 2, "1 list(s) of busy times (VFREEBUSY)" },
  { "event", "BEGIN:VEVENT\nUID:e\n" HOUR "BEGIN:VTODO\nUID:t\nEND:VTODO\n", "", 2,
    "the event has no end" },
  { "calendar", "BEGIN:VCALENDAR\n", "", 2, NULL },
  { "calendar-inside", "BEGIN:VCALENDAR\nX-WR-CALNAME:Inner\n", "END:VCALENDAR\n", 2, NULL },
  { "calendar-of-event", "BEGIN:VEVENT\nUID:e\n" HOUR "BEGIN:VCALENDAR\n", "", 2,
    "the event has no end" },
  { "calendar-after", "END:VCALENDAR\nBEGIN:VCALENDAR\n", "", 2, NULL },
  { "unknown", "BEGIN:X-BOX\n", "", 0, "2 event(s) inside of components that are no events" },
  { "unknown-with-end", "BEGIN:X-BOX\nBEGIN:VEVENT\nEND:VEVENT\nEND:X-BOX\n", "", 2,
    "1 event(s) inside of components that are no events" },
};

static void
test_unended (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (unended); i++)
    {
      g_autofree char *text =
          g_strconcat ("BEGIN:VCALENDAR\n", unended[i].before,
                       "BEGIN:VEVENT\nUID:o\n" HOUR "END:VEVENT\n"
                       "BEGIN:VEVENT\nUID:p\n" HOUR "END:VEVENT\n",
                       unended[i].after, "END:VCALENDAR\n", NULL);
      g_autoptr (GBytes) bytes = gnomon_test_ical_bytes (text);
      g_autoptr (GPtrArray) warnings = gnomon_test_ical_new_warnings ();
      g_autoptr (GPtrArray) events = gnomon_test_ical_read (bytes, warnings);

      g_test_message ("%s", unended[i].name);
      g_assert_cmpuint (events->len, ==, unended[i].n_events);
      if (unended[i].n_events > 0)
        g_assert_cmpstr (gnomon_event_get_uid (events->pdata[0]), ==, "o");
      if (unended[i].warning != NULL)
        g_assert_true (gnomon_test_ical_has_warning (warnings, unended[i].warning));
    }
}

/* An alarm without a begin is no alarm, and takes nothing of the event with it. */
static void
test_alarm_without_begin (void)
{
  static const char text[] = "BEGIN:VCALENDAR\n"
                             "BEGIN:VEVENT\nUID:o\n" HOUR "TRIGGER:-PT5M\nEND:VALARM\n"
                             "SUMMARY:Title\nEND:VEVENT\nEND:VCALENDAR\n";
  g_autoptr (GBytes) bytes = gnomon_test_ical_bytes (text);
  g_autoptr (GPtrArray) warnings = gnomon_test_ical_new_warnings ();
  g_autoptr (GPtrArray) events = gnomon_test_ical_read (bytes, warnings);

  g_assert_cmpuint (events->len, ==, 1);
  g_assert_cmpstr (gnomon_event_get_title (events->pdata[0]), ==, "Title");
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/ical-kept/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_kept);
    }
  g_test_add_func ("/ical-kept/long-uid", test_long_uid);
  g_test_add_func ("/ical-kept/answered", test_answered);
  g_test_add_func ("/ical-kept/rule-of-an-override", test_rule_of_an_override);
  g_test_add_func ("/ical-kept/others", test_others);
  g_test_add_func ("/ical-kept/junk-in-head", test_junk_in_head);
  g_test_add_func ("/ical-kept/much-junk-in-head", test_much_junk_in_head);
  g_test_add_func ("/ical-kept/unended", test_unended);
  g_test_add_func ("/ical-kept/alarm-without-begin", test_alarm_without_begin);

  return g_test_run ();
}
