/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gnomon-event.h"
#include "gnomon-ical.h"
#include "gnomon-words.h"

/* What the rules say of a wrong value, and what people read of it. That the words are found shows
 * that the model still says what the table knows. */
static void
test_rules (void)
{
  static const struct
  {
    GnomonEventKey key;
    const char *value;
    GnomonEventKey field;
    const char *words;
  } rows[] = {
    { GNOMON_EVENT_TITLE, " ", GNOMON_EVENT_TITLE, "It needs a title" },
    { GNOMON_EVENT_START_TIME, "soon", GNOMON_EVENT_START_TIME, "This is not a time" },
    { GNOMON_EVENT_START_TIME, "", GNOMON_EVENT_START_TIME, "It needs a time" },
    { GNOMON_EVENT_END_TIME, "later", GNOMON_EVENT_END_TIME, "This is not a time" },
    { GNOMON_EVENT_END_TIME, "09:00", GNOMON_EVENT_END_TIME, "The end must be after the start" },
    { GNOMON_EVENT_END_DATE, "2026-11-17", GNOMON_EVENT_END_DATE,
      "The end must not be before the start" },
    { GNOMON_EVENT_ATTENDEES, "ann", GNOMON_EVENT_ATTENDEES,
      "This is not an email address (“ann”)" },
    { GNOMON_EVENT_TIMEZONE, "Moon/Base", GNOMON_EVENT_TIMEZONE, "Unknown time zone “Moon/Base”" },
    { GNOMON_EVENT_COLOR, "mauve", GNOMON_EVENT_COLOR, NULL },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GnomonFields) fields = gnomon_fields_new (GNOMON_KIND_EVENT);
      g_autoptr (GnomonEvent) event = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *words = NULL;

      gnomon_fields_set_string (fields, GNOMON_EVENT_TITLE, "Dentist");
      gnomon_fields_set_string (fields, GNOMON_EVENT_EVENT_DATE, "2026-11-18");
      gnomon_fields_set_string (fields, GNOMON_EVENT_START_TIME, "10:30");
      gnomon_fields_set_string (fields, GNOMON_EVENT_END_TIME, "11:30");
      gnomon_fields_set_string (fields, (int) rows[i].key, rows[i].value);

      event = gnomon_event_preview (NULL, fields, 0, zone, "UTC", &error);
      g_assert_null (event);
      g_assert_nonnull (error);

      words = gnomon_words_for_error (error);
      g_assert_cmpint (gnomon_words_get_field (error), ==, (int) rows[i].field);

      if (rows[i].words)
        g_assert_cmpstr (words, ==, rows[i].words);
      else
        g_assert_true (g_unichar_isupper (g_utf8_get_char (words)));
    }
}

static void
test_others (void)
{
  g_autoptr (GError) conflict = g_error_new (GNOMON_ERROR, GNOMON_ERROR_CONFLICT, "etag: is old");
  g_autoptr (GError) disk = g_error_new (GNOMON_ERROR, GNOMON_ERROR_STORAGE, "the disk is full");
  g_autoptr (GError) foreign = g_error_new (GNOMON_ERROR, GNOMON_ERROR_STORAGE, "é: ß");
  g_autoptr (GError) empty = g_error_new (GNOMON_ERROR, GNOMON_ERROR_STORAGE, "title: ");
  g_autofree char *conflict_words = gnomon_words_for_error (conflict);
  g_autofree char *disk_words = gnomon_words_for_error (disk);
  g_autofree char *foreign_words = gnomon_words_for_error (foreign);
  g_autofree char *empty_words = gnomon_words_for_error (empty);

  g_assert_cmpstr (conflict_words, ==, "This event was changed elsewhere since you opened it.");
  g_assert_cmpstr (disk_words, ==, "The disk is full");
  g_assert_cmpstr (foreign_words, ==, "É: ß");
  g_assert_cmpstr (empty_words, ==, "title: ");
  g_assert_cmpint (gnomon_words_get_field (disk), ==, -1);
}

/* Calendars, files and servers: what is a name or a number in the message is one in the words. */
static void
test_reasons (void)
{
  static const struct
  {
    GnomonError code;
    const char *message;
    const char *words;
  } rows[] = {
    { GNOMON_ERROR_INVALID_ARGUMENT, "name: is required", "It needs a name" },
    { GNOMON_ERROR_INVALID_ARGUMENT, "name: must not be longer than 100 characters",
      "It must not be longer than 100 characters" },
    { GNOMON_ERROR_NOT_FOUND, "id: no calendar 7", "This calendar was deleted elsewhere" },
    { GNOMON_ERROR_STORAGE, "No space left for the calendar's database",
      "There is no space left on the disk" },
    { GNOMON_ERROR_READ_ONLY, "The calendar's database was made by a newer version of Gnomon",
      "It was made by a newer version of Gnomon" },
    { GNOMON_ERROR_INVALID_ARGUMENT, "file: not an iCalendar file",
      "This is not a calendar file" },
    { GNOMON_ERROR_INVALID_ARGUMENT,
      "file: not an iCalendar file that is whole: END:VCALENDAR is missing",
      "The end of the calendar file is missing" },
    { GNOMON_ERROR_LIMIT_EXCEEDED, "file: larger than 256 MiB",
      "The file is larger than 256 MiB" },
    { GNOMON_ERROR_LIMIT_EXCEEDED, "the server has no calendar at this address (404)",
      "The server has no calendar at this address (404)" },
    { GNOMON_ERROR_STORAGE, "the server cannot be reached: port 443",
      "The server cannot be reached" },
    { GNOMON_ERROR_STORAGE, "the weather: rain", "The weather: rain" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error =
        g_error_new_literal (GNOMON_ERROR, (int) rows[i].code, rows[i].message);
      g_autofree char *words = gnomon_words_for_error (error);

      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

/* The model says what the table knows. */
static void
test_files (void)
{
  static const struct
  {
    const char *text;
    const char *words;
  } rows[] = {
    { "<html>", "This is not a calendar file" },
    { "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "The end of the calendar file is missing" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (rows[i].text, strlen (rows[i].text));
      g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GPtrArray) events = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *words = NULL;

      events = gnomon_ical_parse (bytes, warnings, &error);
      g_assert_null (events);
      words = gnomon_words_for_error (error);
      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

static void
assert_change (const char *operation,
               const char *title,
               guint       n_events,
               const char *menu,
               const char *toast,
               const char *described)
{
  g_autoptr (GnomonChange) change =
    gnomon_change_new (1, 0, "", operation, title, n_events, FALSE, 0);
  g_autofree char *undo = gnomon_words_for_undo (change);
  g_autofree char *undone = gnomon_words_for_turn (change, FALSE);
  g_autofree char *what = gnomon_change_describe (change);

  g_assert_cmpstr (undo, ==, menu);
  g_assert_cmpstr (undone, ==, toast);
  g_assert_cmpstr (what, ==, described);
}

/* What was done to several events at once is not called by one of them. */
static void
test_changes (void)
{
  assert_change ("delete-event", "Dentist", 1, "Undo Deleting “Dentist”", "Undone: “Dentist”",
                 "Deleted “Dentist”");
  assert_change ("delete-event", "Dentist", 3, "Undo Deleting 3 Events", "Undone: 3 events",
                 "Deleted 3 events");
  assert_change ("update-event", "Dentist", 2, "Undo Changing 2 Events", "Undone: 2 events",
                 "Changed 2 events");
  /* A series that is split is two events, and one for people. */
  assert_change ("update-occurrence", "Choir", 2, "Undo Changing “Choir”", "Undone: “Choir”",
                 "Changed “Choir”");
  assert_change ("delete-calendar", "Work", 30, "Undo Deleting Calendar “Work”", "Undone: “Work”",
                 "Deleted the calendar “Work”");
  assert_change ("import", "", 12, "Undo Import", "Undone", "Imported a file");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/words/rules", test_rules);
  g_test_add_func ("/words/others", test_others);
  g_test_add_func ("/words/reasons", test_reasons);
  g_test_add_func ("/words/files", test_files);
  g_test_add_func ("/words/changes", test_changes);

  return g_test_run ();
}
