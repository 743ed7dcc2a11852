/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "gnomon-event.h"
#include "gnomon-feed-reason.h"
#include "gnomon-ical.h"
#include "gnomon-test-store.h"
#include "gnomon-words.h"

static GError *
refuse (GnomonFields *fields)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  GError *error = NULL;

  g_assert_null (gnomon_event_preview (NULL, fields, 0, zone, "UTC", &error));
  g_assert_nonnull (error);
  return error;
}

/* What is said of an event that has a wrong value. */
static GError *
refuse_value (GnomonEventKey  key,
              const char     *value)
{
  g_autoptr (GnomonFields) fields = gnomon_fields_new (GNOMON_KIND_EVENT);

  gnomon_fields_set_string (fields, GNOMON_EVENT_TITLE, "Dentist");
  gnomon_fields_set_string (fields, GNOMON_EVENT_EVENT_DATE, "2026-11-18");
  gnomon_fields_set_string (fields, GNOMON_EVENT_START_TIME, "10:30");
  gnomon_fields_set_string (fields, GNOMON_EVENT_END_TIME, "11:30");
  gnomon_fields_set_string (fields, (int) key, value);
  return refuse (fields);
}

/* What the rules say of a wrong value, and what people read of it. */
static void
test_rules (void)
{
  static const struct
  {
    GnomonEventKey key;
    const char *value;
    GnomonReason reason;
    const char *words;
  } rows[] = {
    { GNOMON_EVENT_TITLE, " ", GNOMON_REASON_NO_TITLE, "It needs a title" },
    { GNOMON_EVENT_START_TIME, "soon", GNOMON_REASON_BAD_TIME, "This is not a time" },
    { GNOMON_EVENT_START_TIME, "", GNOMON_REASON_NO_TIME, "It needs a time" },
    { GNOMON_EVENT_END_TIME, "later", GNOMON_REASON_BAD_TIME, "This is not a time" },
    { GNOMON_EVENT_END_TIME, "09:00", GNOMON_REASON_END_BEFORE_TIME,
      "The end must be after the start" },
    { GNOMON_EVENT_END_DATE, "2026-11-17", GNOMON_REASON_END_BEFORE_DAY,
      "The end must not be before the start" },
    { GNOMON_EVENT_ATTENDEES, "ann", GNOMON_REASON_BAD_EMAIL,
      "This is not an email address (“ann”)" },
    { GNOMON_EVENT_ATTENDEES, "[\"\"]", GNOMON_REASON_NO_EMAIL, "An email address is missing" },
    { GNOMON_EVENT_ORGANIZER, "ann", GNOMON_REASON_BAD_EMAIL, "This is not an email address" },
    { GNOMON_EVENT_TIMEZONE, "Moon/Base", GNOMON_REASON_OTHER, "Unknown time zone “Moon/Base”" },
    { GNOMON_EVENT_COLOR, "mauve", GNOMON_REASON_OTHER,
      "Must be a palette name, such as “blue”, or #rrggbb" },
    { GNOMON_EVENT_RRULE, "FREQ=NEVER", GNOMON_REASON_OTHER, "The value of FREQ is not valid" },
    { GNOMON_EVENT_EVENT_DATE, "", GNOMON_REASON_OTHER, "Is required" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = refuse_value (rows[i].key, rows[i].value);
      g_autofree char *words = gnomon_words_for_error (error);

      g_assert_cmpstr (words, ==, rows[i].words);
      g_assert_cmpint (gnomon_error_get_reason (error), ==, rows[i].reason);
      g_assert_cmpint (gnomon_kind_find_fault (GNOMON_KIND_EVENT, error), ==, (int) rows[i].key);
    }
}

static void
assert_words (const GError *error,
              GnomonReason  reason,
              const char   *words)
{
  g_autofree char *said = gnomon_words_for_error (error);

  g_assert_cmpint (gnomon_error_get_reason (error), ==, reason);
  g_assert_cmpstr (said, ==, words);
}

static void
test_bounds (void)
{
  g_autofree char *long_text = g_strnfill (100 * 1024, 'a');
  g_autoptr (GError) title = refuse_value (GNOMON_EVENT_TITLE, long_text);
  g_autoptr (GError) notes = refuse_value (GNOMON_EVENT_DESCRIPTION, long_text);
  g_autoptr (GError) rule = refuse_value (GNOMON_EVENT_RRULE, long_text);
  g_autofree char *guest = g_strdup_printf ("[{\"email\": \"a@example.com\", \"name\": \"%s\"}]",
                                            long_text);
  g_autoptr (GError) name = refuse_value (GNOMON_EVENT_ATTENDEES, guest);
  g_autoptr (GnomonFields) late = gnomon_fields_new (GNOMON_KIND_EVENT);
  g_autoptr (GError) end = NULL;

  assert_words (title, GNOMON_REASON_MANY_CHARACTERS, "It must not be longer than 255 characters");
  assert_words (notes, GNOMON_REASON_MANY_BYTES, "It must not be longer than 65536 characters");
  assert_words (rule, GNOMON_REASON_MANY_BYTES, "It must not be longer than 1024 characters");

  gnomon_fields_set_string (late, GNOMON_EVENT_TITLE, "Dentist");
  gnomon_fields_set_string (late, GNOMON_EVENT_EVENT_DATE, "9999-12-31");
  gnomon_fields_set_string (late, GNOMON_EVENT_START_TIME, "23:30");
  end = refuse (late);
  assert_words (end, GNOMON_REASON_END_TOO_FAR, "This is too far away");

  /* A name within the list is of the list. */
  g_assert_cmpstr (name->message, ==, "attendees: name: must not be longer than 255 characters");
  g_assert_cmpint (gnomon_kind_find_fault (GNOMON_KIND_EVENT, name), ==, GNOMON_EVENT_ATTENDEES);
}

/* What the bus says of each reason, and what people read. */
static void
test_reasons (void)
{
  static const struct
  {
    GnomonError code;
    const char *message;
    const char *words;
  } rows[] = {
    [GNOMON_REASON_NO_TITLE] = {
      GNOMON_ERROR_INVALID_ARGUMENT, "f: is required", "It needs a title" },
    [GNOMON_REASON_NO_TIME] = {
      GNOMON_ERROR_INVALID_ARGUMENT, "f: is required", "It needs a time" },
    [GNOMON_REASON_NO_NAME] = {
      GNOMON_ERROR_INVALID_ARGUMENT, "f: is required", "It needs a name" },
    [GNOMON_REASON_BAD_TIME] = {
      GNOMON_ERROR_INVALID_ARGUMENT, "f: must be a time, HH:MM", "This is not a time" },
    [GNOMON_REASON_END_BEFORE_DAY] = {
      GNOMON_ERROR_INVALID_ARGUMENT, "f: must not be before event_date",
      "The end must not be before the start" },
    [GNOMON_REASON_END_BEFORE_TIME] = {
      GNOMON_ERROR_INVALID_ARGUMENT, "f: must be after start_time",
      "The end must be after the start" },
    [GNOMON_REASON_END_TOO_FAR] = {
      GNOMON_ERROR_INVALID_ARGUMENT, "f: must not be after 9999-12-31", "This is too far away" },
    [GNOMON_REASON_NO_EMAIL] = {
      GNOMON_ERROR_INVALID_ARGUMENT, "f: Email is required. (“V”)",
      "An email address is missing" },
    [GNOMON_REASON_BAD_EMAIL] = {
      GNOMON_ERROR_INVALID_ARGUMENT, "f: Invalid email format. (“V”)",
      "This is not an email address (“V”)" },
    [GNOMON_REASON_MANY_CHARACTERS] = {
      GNOMON_ERROR_INVALID_ARGUMENT, "f: must not be longer than V characters",
      "It must not be longer than V characters" },
    [GNOMON_REASON_MANY_BYTES] = {
      GNOMON_ERROR_INVALID_ARGUMENT, "f: must not be longer than V bytes",
      "It must not be longer than V characters" },
    [GNOMON_REASON_NO_CALENDAR] = {
      GNOMON_ERROR_NOT_FOUND, "f: no calendar V", "This calendar was deleted elsewhere" },
    [GNOMON_REASON_NO_SPACE] = {
      GNOMON_ERROR_STORAGE, "f: No space left for the calendar's database",
      "There is no space left on the disk" },
    [GNOMON_REASON_NEWER_DATABASE] = {
      GNOMON_ERROR_READ_ONLY, "f: The calendar's database was made by a newer version of Gnomon",
      "It was made by a newer version of Gnomon" },
    [GNOMON_REASON_NO_ICALENDAR] = {
      GNOMON_ERROR_INVALID_ARGUMENT, "f: not an iCalendar file", "This is not a calendar file" },
    [GNOMON_REASON_CUT_ICALENDAR] = {
      GNOMON_ERROR_INVALID_ARGUMENT,
      "f: not an iCalendar file that is whole: END:VCALENDAR is missing",
      "The end of the calendar file is missing" },
    [GNOMON_REASON_LARGE_FILE] = {
      GNOMON_ERROR_LIMIT_EXCEEDED, "f: larger than V MiB", "The file is larger than V MiB" },
    [GNOMON_REASON_MANY_EVENTS] = {
      GNOMON_ERROR_LIMIT_EXCEEDED, "f: more than V events", "The file has more than V events" },
  };

  for (guint i = GNOMON_REASON_OTHER + 1; i < G_N_ELEMENTS (rows); i++)
    {
      GnomonReason reason = (GnomonReason) i;
      g_autoptr (GError) error = NULL;

      gnomon_set_error (&error, reason, "f", "V");
      g_assert_error (error, GNOMON_ERROR, (int) rows[i].code);
      g_assert_cmpstr (error->message, ==, rows[i].message);
      g_assert_cmpstr (gnomon_error_get_field (error), ==, "f");
      g_assert_cmpstr (gnomon_error_get_value (error), ==, "V");
      assert_words (error, reason, rows[i].words);
    }
}

/* What an error says stays with it, whatever is put before its message. */
static void
test_copies (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) outer = NULL;
  g_autoptr (GError) copy = NULL;

  gnomon_set_error_number (&error, GNOMON_REASON_LARGE_FILE, NULL, 256);
  g_assert_cmpstr (error->message, ==, "the file is larger than 256 MiB");
  copy = g_error_copy (error);
  g_prefix_error (&copy, "fd: ");
  g_propagate_prefixed_error (&outer, g_steal_pointer (&error), "fd: ");
  g_assert_cmpstr (copy->message, ==, "fd: the file is larger than 256 MiB");
  g_assert_cmpstr (outer->message, ==, copy->message);
  assert_words (copy, GNOMON_REASON_LARGE_FILE, "The file is larger than 256 MiB");
  assert_words (outer, GNOMON_REASON_LARGE_FILE, "The file is larger than 256 MiB");

  /* Whoever does not ask for an error gets none. */
  gnomon_set_error (NULL, GNOMON_REASON_NO_TITLE, "title", NULL);
  gnomon_set_field_error (NULL, GNOMON_ERROR_CONFLICT, "etag", "is old");
}

static void
test_others (void)
{
  g_autoptr (GError) conflict = NULL;
  g_autoptr (GError) full = NULL;
  g_autoptr (GError) foreign = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "é: ß");
  g_autoptr (GError) empty = NULL;

  gnomon_set_field_error (&conflict, GNOMON_ERROR_CONFLICT, "etag", "is old");
  g_set_error (&full, GNOMON_ERROR, GNOMON_ERROR_STORAGE, "the disk is full");
  g_set_error (&empty, GNOMON_ERROR, GNOMON_ERROR_STORAGE, "%s", "");

  assert_words (conflict, GNOMON_REASON_OTHER,
                "This event was changed elsewhere since you opened it.");
  assert_words (full, GNOMON_REASON_OTHER, "The disk is full");
  assert_words (foreign, GNOMON_REASON_OTHER, "É: ß");
  assert_words (empty, GNOMON_REASON_OTHER, "");
  g_assert_cmpstr (conflict->message, ==, "etag: is old");
  g_assert_cmpint (gnomon_kind_find_fault (GNOMON_KIND_EVENT, conflict), ==, GNOMON_EVENT_ETAG);
  g_assert_cmpint (gnomon_kind_find_fault (GNOMON_KIND_EVENT, full), ==, -1);
  g_assert_cmpint (gnomon_kind_find_fault (GNOMON_KIND_EVENT, foreign), ==, -1);
}

static void
refuse_file (GBytes       *bytes,
             GnomonReason  reason,
             const char   *words)
{
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  g_assert_null (gnomon_ical_parse (bytes, warnings, &error));
  assert_words (error, reason, words);
}

static void
test_files (void)
{
  static const struct
  {
    const char *text;
    GnomonReason reason;
    const char *words;
  } rows[] = {
    { "<html>", GNOMON_REASON_NO_ICALENDAR, "This is not a calendar file" },
    { "\xff\xfe\xd8", GNOMON_REASON_NO_ICALENDAR, "This is not a calendar file" },
    { "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", GNOMON_REASON_CUT_ICALENDAR,
      "The end of the calendar file is missing" },
  };
  gsize large_size = 65 * 1024 * 1024;
  guint8 *large = g_malloc0 (large_size);
  g_autoptr (GBytes) large_bytes = NULL;
  g_autoptr (GBytes) many_bytes = NULL;
  GString *many = g_string_new ("BEGIN:VCALENDAR\n");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (rows[i].text, strlen (rows[i].text));

      refuse_file (bytes, rows[i].reason, rows[i].words);
    }

  /* In UTF-16. */
  memcpy (large, "\xff\xfe", 2);
  large_bytes = g_bytes_new_take (large, large_size);
  refuse_file (large_bytes, GNOMON_REASON_LARGE_FILE, "The file is larger than 64 MiB");

  for (guint i = 0; i <= GNOMON_ICAL_MAX_EVENTS; i++)
    g_string_append (many, "BEGIN:VEVENT\nEND:VEVENT\n");
  many_bytes = g_string_free_to_bytes (many);
  refuse_file (many_bytes, GNOMON_REASON_MANY_EVENTS, "The file has more than 500000 events");
}

static void
refuse_operation (GnomonStore     *store,
                  GnomonOperation *operation,
                  GnomonReason     reason,
                  const char      *words)
{
  g_autoptr (GnomonOperation) owned = operation;
  g_autoptr (GError) error = NULL;

  g_assert_false (gnomon_store_apply (store, owned, NULL, &error));
  assert_words (error, reason, words);
}

static void
test_calendars (GnomonTestStore *fixture,
                gconstpointer    user_data)
{
  g_autoptr (GnomonFields) nameless =
    gnomon_test_fields (GNOMON_KIND_CALENDAR, "{'name': <' '>}");
  g_autoptr (GnomonFields) event =
    gnomon_test_fields (GNOMON_KIND_EVENT, "{'title': <'x'>, 'event_date': <'2026-12-15'>,"
                                           " 'all_day': <true>, 'calendar_id': <99>}");

  refuse_operation (fixture->store, gnomon_operation_new_create_calendar (nameless),
                    GNOMON_REASON_NO_NAME, "It needs a name");
  refuse_operation (fixture->store, gnomon_operation_new_delete_calendar (99),
                    GNOMON_REASON_NO_CALENDAR, "This calendar was deleted elsewhere");
  refuse_operation (fixture->store, gnomon_operation_new_create_event (event),
                    GNOMON_REASON_NO_CALENDAR, "This calendar was deleted elsewhere");
}

/* Of a calendar on the web: what the bus says of each reason is known again. */
static void
test_web (void)
{
  static const struct
  {
    const char *text;
    const char *value;
    const char *words;
  } rows[] = {
    [GNOMON_FEED_REASON_OTHER] = { "V", "V", "V" },
    [GNOMON_FEED_REASON_NO_SERVER] = {
      "the server was not found: V", "V", "The server was not found. Is there a network?" },
    [GNOMON_FEED_REASON_NO_ANSWER] = {
      "the server cannot be reached: V", "V", "The server cannot be reached" },
    [GNOMON_FEED_REASON_NO_PROOF] = {
      "the server does not prove who it is: V", "V", "The server does not prove who it is" },
    [GNOMON_FEED_REASON_NOT_THERE] = {
      "the server has no calendar at this address (V)", "V",
      "The server has no calendar at this address (V)" },
    [GNOMON_FEED_REASON_FORBIDDEN] = {
      "the server does not let everybody read it (V)", "V",
      "The server does not let everybody read it (V)" },
    [GNOMON_FEED_REASON_STATUS] = {
      "the server answered with the status V", "V", "The server answered with the status V" },
    [GNOMON_FEED_REASON_UNREADABLE] = {
      "the server sent no calendar that can be read: V", "V",
      "The server sent no calendar that can be read" },
    [GNOMON_FEED_REASON_CIRCLE] = {
      "the server sends on to other addresses more than V times", "V",
      "The server sends on to other addresses again and again" },
    [GNOMON_FEED_REASON_NOT_WEB] = {
      "the server sends on to an address that is not of the web", "",
      "The server sends on to an address that is not of the web" },
    [GNOMON_FEED_REASON_SLOW] = {
      "the server took longer than V seconds", "V", "The server took longer than V seconds" },
    [GNOMON_FEED_REASON_CUT] = {
      "the connection broke before the file was whole", "",
      "The connection broke before the file was whole" },
    [GNOMON_FEED_REASON_LARGE] = {
      "the file is larger than V MiB", "V", "The file is larger than V MiB" },
  };
  g_autofree char *unknown = gnomon_words_for_feed ("the weather: rain");
  g_autofree char *none = gnomon_words_for_feed ("");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = gnomon_feed_reason_format ((GnomonFeedReason) i, "V");
      g_autofree char *words = gnomon_words_for_feed (text);
      g_autofree char *value = NULL;

      g_assert_cmpstr (text, ==, rows[i].text);
      g_assert_cmpuint (gnomon_feed_reason_find (text, &value), ==, i);
      g_assert_cmpstr (value, ==, rows[i].value);
      g_assert_cmpstr (words, ==, rows[i].words);
    }

  g_assert_cmpstr (unknown, ==, "The weather: rain");
  g_assert_cmpstr (none, ==, "");
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
  g_test_add_func ("/words/bounds", test_bounds);
  g_test_add_func ("/words/reasons", test_reasons);
  g_test_add_func ("/words/copies", test_copies);
  g_test_add_func ("/words/others", test_others);
  g_test_add_func ("/words/files", test_files);
  gnomon_test_store_add ("/words/calendars", test_calendars);
  g_test_add_func ("/words/web", test_web);
  g_test_add_func ("/words/changes", test_changes);

  return g_test_run ();
}
