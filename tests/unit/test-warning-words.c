/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gnomon-ical.h"
#include "gnomon-warning-words.h"

/* Each warning in English, which programs know, and as the window says it. */
static const struct
{
  const char *english;
  const char *words;
} rows[GNOMON_N_WARNINGS] = {
  [GNOMON_WARNING_NO_VALUE] = {
    "a@x: V has no value: left out",
    "a@x: A line that cannot be read was left out: V" },
  [GNOMON_WARNING_NO_PROPERTY] = {
    "a@x: a line is no property: “V”: left out",
    "a@x: A line that cannot be read was left out: V" },
  [GNOMON_WARNING_SECOND_LINE] = {
    "a@x: a second V: left out",
    "a@x: Values given twice, of which the first counts: V" },
  [GNOMON_WARNING_LARGE_LINE] = {
    "a@x: V: the line is too large: left out",
    "a@x: Lines that are too long, left out: V" },
  [GNOMON_WARNING_BAD_STAMP] = {
    "a@x: the DTSTAMP cannot be read: left out",
    "a@x: A line that cannot be read was left out: DTSTAMP" },
  [GNOMON_WARNING_BAD_START] = {
    "a@x: it has no DTSTART that can be read: left out",
    "a@x: Left out, as its start cannot be read" },
  [GNOMON_WARNING_BAD_END] = {
    "a@x: the DTEND cannot be read: it does not count",
    "a@x: Its end cannot be read" },
  [GNOMON_WARNING_BAD_DURATION] = {
    "a@x: the DURATION makes no sense: it does not count",
    "a@x: Its end cannot be read" },
  [GNOMON_WARNING_END_BEFORE_START] = {
    "a@x: ends before it starts: the end was left out",
    "a@x: It ends before it starts: the end was left out" },
  [GNOMON_WARNING_ZONE_BY_RULES] = {
    "a@x: the time zone “V” is not known: its times became UTC by the file's own rules",
    "a@x: Unknown time zone “V”: the file’s own rules count" },
  [GNOMON_WARNING_ZONE_UNKNOWN] = {
    "a@x: the time zone “V” is not known: its times follow the viewer",
    "a@x: Unknown time zone “V”: its times are taken as yours" },
  [GNOMON_WARNING_ZONE_DIFFERS] = {
    "a@x: the file's rules for the time zone “V” are not those of O, which was taken",
    "a@x: The file has other rules for its time zone" },
  [GNOMON_WARNING_MANY_ALARMS] = {
    "a@x: more than V alarms; the rest was left out",
    "a@x: More than V reminders: the rest was left out" },
  [GNOMON_WARNING_MANY_GUESTS] = {
    "a@x: more than V guests; the rest was left out",
    "a@x: More than V guests: the rest was left out" },
  [GNOMON_WARNING_LARGE_EVENT] = {
    "a@x: the event is too large: left out",
    "a@x: Left out, as it is too large" },
  [GNOMON_WARNING_LARGE_CHANGED] = {
    "a@x: a changed occurrence is too large beside the others: left out",
    "a@x: A changed occurrence was left out, as it is too large" },
  [GNOMON_WARNING_BROKEN] = {
    "a@x: the event has no end, or is nested too deeply: left out",
    "a@x: Left out, as it cannot be read" },
  [GNOMON_WARNING_TWICE] = {
    "a@x: is there twice: left out",
    "a@x: Left out, as it is there twice" },
  [GNOMON_WARNING_REFUSED] = {
    "a@x: V: left out",
    "a@x: Left out: V" },
  [GNOMON_WARNING_UNFOLLOWED] = {
    "a@x: V: kept for export, and not followed",
    "a@x: Its repetition is kept for export, and not followed" },
  [GNOMON_WARNING_BAD_ANSWER] = {
    "a@x: a guest's answer: V: left out",
    "a@x: A guest’s answer was left out, as it cannot be read" },

  [GNOMON_WARNING_ANSWER] = {
    "a@x: V has accepted",
    "a@x: V has accepted" },
  [GNOMON_WARNING_ANSWER_TO_UNKNOWN] = {
    "a@x: V has accepted: nothing is known of that event: left out",
    "a@x: V has accepted: Left out, as nothing is known of the event" },
  [GNOMON_WARNING_ANSWER_TO_NO_OCCURRENCE] = {
    "a@x: V has accepted: there is no such occurrence: left out",
    "a@x: V has accepted: Left out, as there is no such occurrence" },
  [GNOMON_WARNING_ANSWER_OF_NO_GUEST] = {
    "a@x: V has accepted: nobody of that address is a guest: left out",
    "a@x: V has accepted: Left out, as nobody of that address is a guest" },
  [GNOMON_WARNING_ANSWER_OLDER] = {
    "a@x: V has accepted: there is a newer answer: left out",
    "a@x: V has accepted: Left out, as there is a newer answer" },
  [GNOMON_WARNING_ANSWER_OUTDATED] = {
    "a@x: V has accepted: it answers an earlier version of the event: left out",
    "a@x: V has accepted: Left out, as it answers an earlier version of the event" },
  [GNOMON_WARNING_ANSWER_NOT_COUNTED] = {
    "a@x: V has accepted: no answer that is known here, so that none counts; kept for export",
    "a@x: V has accepted: Kept for export, and not counted" },

  [GNOMON_WARNING_N_FURTHER] = {
    "3 further warnings",
    "Further warnings: 3" },
  [GNOMON_WARNING_N_OLDER] = {
    "3 older version(s) of events that are there twice: left out",
    "Older versions of events, left out: 3" },
  [GNOMON_WARNING_N_SHARED] = {
    "3 events share a UID with others: told apart by title and start",
    "Events under the same identifier as another: 3" },
  [GNOMON_WARNING_N_POINTS] = {
    "3 event(s) without a length: shown as 15 minutes",
    "Events without a length, shown as 15 minutes: 3" },
  [GNOMON_WARNING_N_UNTITLED] = {
    "3 event(s) without a title",
    "Events without a title: 3" },
  [GNOMON_WARNING_N_SHORTENED] = {
    "3 long text(s): shortened, kept whole for export",
    "Long texts, shortened here and kept whole for export: 3" },
  [GNOMON_WARNING_N_RANGES] = {
    "3 change(s) of an occurrence and all after it: each is a series of its own",
    "Series that change at an occurrence, now two series each: 3" },
  [GNOMON_WARNING_N_UNFOLLOWED] = {
    "3 rule(s) or list(s) of dates, such as EXRULE, are kept for export, and not followed",
    "Repetitions kept for export, and not followed: 3" },
  [GNOMON_WARNING_N_GUESTS_TWICE] = {
    "3 guest(s) are named twice: the first line of each counts",
    "Guests named twice: 3" },
  [GNOMON_WARNING_N_REPEATED] = {
    "3 value(s) given again of what an event has once: the first counts",
    "Values given twice, of which the first counts: 3" },
  [GNOMON_WARNING_N_TASKS] = {
    "3 task(s) (VTODO): left out, a calendar here has events alone",
    "Tasks, left out: 3" },
  [GNOMON_WARNING_N_JOURNALS] = {
    "3 journal entry(s) (VJOURNAL): left out",
    "Journal entries, left out: 3" },
  [GNOMON_WARNING_N_BUSY_TIMES] = {
    "3 list(s) of busy times (VFREEBUSY): left out",
    "Lists of busy times, left out: 3" },
  [GNOMON_WARNING_N_ASKED] = {
    "3 request(s) or proposal(s) of guests (METHOD:REFRESH, COUNTER, DECLINECOUNTER), which are"
    " not understood: left out",
    "Requests and proposals of guests, left out: 3" },
  [GNOMON_WARNING_N_OUTSIDE] = {
    "3 event(s) outside of any VCALENDAR: left out",
    "Unknown parts of the file, left out: 3" },
  [GNOMON_WARNING_N_INSIDE] = {
    "3 event(s) inside of components that are no events: left out",
    "Unknown parts of the file, left out: 3" },
  [GNOMON_WARNING_N_COMPONENTS] = {
    "3 component(s) that are no events: left out",
    "Unknown parts of the file, left out: 3" },
  [GNOMON_WARNING_N_LATIN1] = {
    "3 line(s) were not UTF-8: read as Windows-1252",
    "Lines not in UTF-8, read as Windows-1252: 3" },
  [GNOMON_WARNING_N_CONTROLS] = {
    "3 line(s) with control characters: these were left out",
    "Lines with control characters, which were left out: 3" },
  [GNOMON_WARNING_N_HEAD_LINES] = {
    "3 line(s) of the calendar (V), which has no room for more than O KiB of them: left out",
    "Lines that are too long, left out: 3" },
};

static void
assert_warning (const GnomonWarning *warning,
                const char          *english,
                const char          *words)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autofree char *formatted = gnomon_warning_format (warning);
  g_autofree char *said = gnomon_warning_words (warning, none);

  g_assert_cmpstr (formatted, ==, english);
  g_assert_cmpstr (said, ==, words);
}

/* A kind that has no row here fails. */
static void
test_all (void)
{
  for (guint i = 0; i < GNOMON_N_WARNINGS; i++)
    {
      g_autoptr (GnomonWarning) warning = gnomon_warning_new ((GnomonWarningKind) i, "V", "O");

      if (i >= GNOMON_WARNING_N_FURTHER)
        warning->number = 3;
      else
        warning->uid = g_strdup ("a@x");
      warning->status = GNOMON_ATTENDEE_ACCEPTED;
      if (i == GNOMON_WARNING_REFUSED)
        warning->refusal = g_error_new (GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT, "V");

      g_assert_nonnull (rows[i].english);
      assert_warning (warning, rows[i].english, rows[i].words);
    }
}

static void
test_names (void)
{
  g_autoptr (GnomonWarning) warning = gnomon_warning_new (GNOMON_WARNING_BAD_END, NULL, NULL);

  warning->line = 12;
  assert_warning (warning, "line 12: the DTEND cannot be read: it does not count",
                  "Line 12: Its end cannot be read");
  warning->uid = g_strdup ("a@x");
  warning->title = g_strdup ("Choir");
  assert_warning (warning, "Choir: the DTEND cannot be read: it does not count",
                  "“Choir”: Its end cannot be read");
}

static void
test_answers (void)
{
  static const struct
  {
    GnomonAttendeeStatus status;
    const char *english;
    const char *words;
  } answers[] = {
    { GNOMON_ATTENDEE_ACCEPTED, "Choir: b@x has accepted", "“Choir”: b@x has accepted" },
    { GNOMON_ATTENDEE_DECLINED, "Choir: b@x has declined", "“Choir”: b@x has declined" },
    { GNOMON_ATTENDEE_TENTATIVE, "Choir: b@x has tentative", "“Choir”: b@x may come" },
  };
  g_autoptr (GnomonWarning) warning = gnomon_warning_new (GNOMON_WARNING_ANSWER, "b@x", NULL);

  warning->title = g_strdup ("Choir");
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      warning->status = answers[i].status;
      assert_warning (warning, answers[i].english, answers[i].words);
    }

  warning->is_delegated = TRUE;
  assert_warning (warning, "Choir: b@x has delegated to others",
                  "“Choir”: b@x has delegated to others");
  warning->delegates = g_strdup ("c@x, d@x");
  assert_warning (warning, "Choir: b@x has delegated to c@x, d@x",
                  "“Choir”: b@x has delegated to c@x, d@x");
}

/* What the window has words for in another place has these here, too. */
static void
test_refusal (void)
{
  g_autoptr (GnomonWarning) warning = NULL;
  g_autoptr (GError) error = NULL;

  gnomon_set_error (&error, GNOMON_REASON_END_BEFORE_TIME, "end_time", NULL);
  warning = gnomon_warning_new_refusal (error);
  warning->uid = g_strdup ("a@x");
  assert_warning (warning, "a@x: end_time: must be after start_time: left out",
                  "a@x: Left out: The end must be after the start");
}

/* The warnings of a file, with the event that has a title. */
static void
test_file (void)
{
  static const char text[] =
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\n"
    "BEGIN:VEVENT\r\nUID:a@x\r\nDTSTAMP:20261101T000000Z\r\nSUMMARY:Choir\r\n"
    "DTSTART;TZID=Moon/Base:20261203T190000\r\nDTEND;TZID=Moon/Base:20261203T180000\r\n"
    "END:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:b@x\r\nDTSTAMP:20261101T000000Z\r\nDTSTART:20261303T190000Z\r\n"
    "END:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:c@x\r\nDTSTAMP:20261101T000000Z\r\nDTSTART:20261203T190000Z\r\n"
    "DURATION:P-1D\r\nEXRULE:FREQ=DAILY\r\njunk\r\nEND:VEVENT\r\n"
    "BEGIN:VTODO\r\nUID:d@x\r\nEND:VTODO\r\nEND:VCALENDAR\r\n";
  static const char * const words[] = {
    "“Choir”: Unknown time zone “Moon/Base”: its times are taken as yours",
    "“Choir”: It ends before it starts: the end was left out",
    "b@x: Left out, as its start cannot be read",
    "c@x: Its end cannot be read",
    "c@x: A line that cannot be read was left out: junk",
    "Events without a length, shown as 15 minutes: 2",
    "Events without a title: 1",
    "Repetitions kept for export, and not followed: 1",
    "Tasks, left out: 1",
  };
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (GnomonFields) fields = gnomon_fields_new (GNOMON_KIND_EVENT);
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GnomonIcalReader) reader = gnomon_ical_reader_new (bytes, &error);
  GnomonIcalEvent *ical;
  GPtrArray *warnings;

  g_assert_no_error (error);
  while ((ical = gnomon_ical_reader_next (reader)) != NULL)
    gnomon_ical_event_free (ical);

  gnomon_fields_set_string (fields, GNOMON_EVENT_UID, "a@x");
  gnomon_fields_set_string (fields, GNOMON_EVENT_TITLE, "Choir");
  gnomon_fields_set_string (fields, GNOMON_EVENT_EVENT_DATE, "2026-12-03");
  gnomon_fields_set_string (fields, GNOMON_EVENT_START_TIME, "19:00");
  g_ptr_array_add (events, gnomon_event_preview (NULL, fields, 0, zone, "UTC", &error));
  g_assert_no_error (error);

  warnings = gnomon_ical_reader_get_warnings (reader);
  g_assert_cmpuint (warnings->len, ==, G_N_ELEMENTS (words));
  for (guint i = 0; i < warnings->len; i++)
    {
      g_autofree char *said = gnomon_warning_words (g_ptr_array_index (warnings, i), events);

      g_assert_cmpstr (said, ==, words[i]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/warning-words/all", test_all);
  g_test_add_func ("/warning-words/names", test_names);
  g_test_add_func ("/warning-words/answers", test_answers);
  g_test_add_func ("/warning-words/refusal", test_refusal);
  g_test_add_func ("/warning-words/file", test_file);

  return g_test_run ();
}
