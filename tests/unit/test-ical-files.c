/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "gnomon-ical-private.h"
#include "gnomon-test-ical.h"

/* Whole files: what comes in, goes out again, and is told of faults. */

static int
compare_lines (const void *a,
               const void *b)
{
  return strcmp (*(char * const *) a, *(char * const *) b);
}

/* The unfolded lines inside of VEVENTs, sorted, but for the one that each writer makes anew. */
static char **
content_lines (GBytes *text)
{
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
      if (counts && !gnomon_ical_line_is (&line, "DTSTAMP"))
        g_ptr_array_add (found, g_strndup (lines.text, lines.length));
    }
  g_ptr_array_sort (found, compare_lines);
  g_ptr_array_add (found, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&found), FALSE);
}

static const char * const file_names[] = {
  "own-words.ics", "single.ics", "series.ics", "windows.ics",
};

static void
test_round_trip (gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", data, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) warnings = gnomon_test_ical_new_warnings ();
  g_autoptr (GPtrArray) events = NULL;
  g_autofree char *written = NULL;
  g_autoptr (GBytes) written_bytes = NULL;
  g_autoptr (GPtrArray) again = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  bytes = gnomon_test_ical_bytes (text);
  events = gnomon_test_ical_read (bytes, warnings);
  written = gnomon_ical_write (events);
  written_bytes = gnomon_test_ical_bytes (written);
  again = gnomon_test_ical_read (written_bytes, warnings);

  g_assert_cmpuint (again->len, ==, events->len);
  for (guint i = 0; i < events->len; i++)
    {
      g_autofree char *before = gnomon_test_ical_describe (g_ptr_array_index (events, i));
      g_autofree char *after = NULL;
      GnomonEvent *event = g_ptr_array_index (again, i);
      GnomonEvent *old = g_ptr_array_index (events, i);

      event->created_at = old->created_at;
      event->updated_at = old->updated_at;
      after = gnomon_test_ical_describe (event);
      g_assert_cmpstr (after, ==, before);
    }

  for (const char *line = written; *line != '\0'; line = strstr (line, "\r\n") + 2)
    g_assert_cmpuint (strcspn (line, "\r\n"), <=, 75);
  g_assert_true (g_utf8_validate (written, -1, NULL));
}

/* Every line of the file is in what is written: nothing is lost, whoever made it. */
static void
test_nothing_lost (gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", data, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) warnings = gnomon_test_ical_new_warnings ();
  g_autoptr (GPtrArray) events = NULL;
  g_autofree char *written = NULL;
  g_autoptr (GBytes) written_bytes = NULL;
  g_auto (GStrv) before = NULL;
  g_auto (GStrv) after = NULL;
  guint missing = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  bytes = gnomon_test_ical_bytes (text);
  events = gnomon_test_ical_read (bytes, warnings);
  written = gnomon_ical_write (events);
  written_bytes = gnomon_test_ical_bytes (written);

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

/* Once an event was changed, the file's words for what it was are Gnomon's for what it is. */
static void
test_changed_words (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "own-words.ics", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) warnings = gnomon_test_ical_new_warnings ();
  g_autoptr (GPtrArray) events = NULL;
  g_autofree char *written = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  bytes = gnomon_test_ical_bytes (text);
  events = gnomon_test_ical_read (bytes, warnings);
  for (guint i = 0; i < events->len; i++)
    {
      GnomonEvent *event = g_ptr_array_index (events, i);

      event->start_wall += 3600;
      event->end_wall += 3600;
    }
  written = gnomon_ical_write (events);

  g_assert_null (strstr (written, "DURATION:PT1H30M"));
  g_assert_nonnull (strstr (written, "\r\nDTSTART:20261118T093000Z\r\n"));
  g_assert_nonnull (strstr (written, "\r\nDTEND:20261118T110000Z\r\n"));
  g_assert_nonnull (strstr (written, "\r\nSTATUS:MAYBE\r\n"));
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
      g_autoptr (GBytes) bytes = gnomon_test_ical_bytes (bad_files[i].text);
      g_autoptr (GPtrArray) warnings = gnomon_test_ical_new_warnings ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) events = gnomon_ical_parse (bytes, warnings, &error);

      g_test_message ("%s", bad_files[i].name);
      g_assert_null (events);
      g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT);
      g_assert_true (g_str_has_prefix (error->message, bad_files[i].error));
    }
}

/* Files with a fault in them: the good event comes in, and the fault is told. */

#define GOOD \
  "BEGIN:VEVENT\nUID:good\nDTSTART:20261118T100000Z\nDTEND:20261118T110000Z\nSUMMARY:G\n" \
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
  { "task", "BEGIN:VTODO\nUID:todo\nEND:VTODO\n", 1, "1 task(s) (VTODO): left out" },
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
          g_autoptr (GBytes) bytes = gnomon_test_ical_bytes (text);
          g_autoptr (GPtrArray) warnings = gnomon_test_ical_new_warnings ();
          g_autoptr (GPtrArray) events = gnomon_test_ical_read (bytes, warnings);

          g_test_message ("%s", faults[i].name);
          g_assert_cmpuint (events->len, ==, faults[i].n_events);
          if (faults[i].warning != NULL && (last || strncmp (faults[i].warning, "line", 4) != 0))
            g_assert_true (gnomon_test_ical_has_warning (warnings, faults[i].warning));
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
  g_autoptr (GBytes) bytes = gnomon_test_ical_bytes (first);
  g_autoptr (GBytes) other_bytes = gnomon_test_ical_bytes (again);
  g_autoptr (GPtrArray) warnings = gnomon_test_ical_new_warnings ();
  g_autoptr (GPtrArray) events = gnomon_test_ical_read (bytes, warnings);
  g_autoptr (GPtrArray) others = gnomon_test_ical_read (other_bytes, warnings);

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
  g_autoptr (GPtrArray) warnings = gnomon_test_ical_new_warnings ();
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
  bytes = gnomon_test_ical_bytes (text->str);

  events = gnomon_test_ical_read (bytes, warnings);
  g_assert_cmpint (g_utf8_strlen (gnomon_event_get_title (events->pdata[0]), -1), ==, 255);
  g_assert_cmpuint (strlen (gnomon_event_get_description (events->pdata[0])), ==, 65536);
  g_assert_true (gnomon_test_ical_has_warning (warnings, "2 long text(s)"));

  written = gnomon_ical_write (events);
  written_bytes = gnomon_test_ical_bytes (written);
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

/* Series and their changed occurrences come in once, and go out as they were. */
static void
test_series (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "series.ics", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) warnings = gnomon_test_ical_new_warnings ();
  g_autoptr (GPtrArray) events = NULL;
  g_autofree char *written = NULL;
  GPtrArray *overrides;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  bytes = gnomon_test_ical_bytes (text);
  events = gnomon_test_ical_read (bytes, warnings);

  g_assert_cmpuint (events->len, ==, 3);
  g_assert_true (gnomon_event_is_recurring (events->pdata[0]));
  g_assert_cmpstr (gnomon_event_get_uid (events->pdata[2]), ==,
                   "lone@example.org#20261103T100000Z");
  g_assert_cmpuint (warnings->len, ==, 0);
  overrides = ((GnomonEvent *) events->pdata[0])->overrides;
  g_assert_cmpuint (overrides->len, ==, 1);
  g_assert_cmpstr (gnomon_event_get_recurrence_id (overrides->pdata[0]), ==, "2026-09-16T09:00:00");
  g_assert_cmpstr (gnomon_event_get_title (overrides->pdata[0]), ==, "Stand-up, late");

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

  for (guint i = 0; i < G_N_ELEMENTS (file_names); i++)
    {
      g_autofree char *path = g_strconcat ("/ical/round-trip/", file_names[i], NULL);

      g_test_add_data_func (path, file_names[i], test_round_trip);
    }
  g_test_add_data_func ("/ical/nothing-lost/single.ics", "single.ics", test_nothing_lost);
  g_test_add_data_func ("/ical/nothing-lost/own-words.ics", "own-words.ics", test_nothing_lost);
  g_test_add_func ("/ical/changed-words", test_changed_words);
  g_test_add_func ("/ical/bad-files", test_bad_files);
  g_test_add_func ("/ical/faults", test_faults);
  g_test_add_func ("/ical/made-uid", test_made_uid);
  g_test_add_func ("/ical/long-texts", test_long_texts);
  g_test_add_func ("/ical/series", test_series);

  return g_test_run ();
}
