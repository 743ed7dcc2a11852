/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "gnomon-db.h"
#include "gnomon-ical.h"
#include "gnomon-test-store.h"

#define EVENT(uid, title, more) \
  "BEGIN:VEVENT\nUID:" uid "\nSUMMARY:" title "\nDTSTART;TZID=Europe/Berlin:20261118T100000\n" \
  "DTEND;TZID=Europe/Berlin:20261118T110000\n" more "END:VEVENT\n"

/* Imports the events, and checks what became of them. */
static void
import (GnomonTestStore *fixture,
        const char      *events,
        guint            added,
        guint            updated,
        guint            skipped)
{
  g_autofree char *text = g_strconcat ("BEGIN:VCALENDAR\n", events, "END:VCALENDAR\n", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GnomonOperation) operation = gnomon_operation_new_import (bytes, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) result = NULL;

  gnomon_store_apply (fixture->store, operation, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gnomon_import_get_added (GNOMON_IMPORT (result)), ==, added);
  g_assert_cmpuint (gnomon_import_get_updated (GNOMON_IMPORT (result)), ==, updated);
  g_assert_cmpuint (gnomon_import_get_skipped (GNOMON_IMPORT (result)), ==, skipped);
}

static GPtrArray *
list_events (GnomonStore *store)
{
  g_autoptr (GnomonFields) filter = gnomon_fields_new (GNOMON_KIND_EVENT_FILTER);
  g_autoptr (GError) error = NULL;
  GPtrArray *events;

  gnomon_fields_set_int (filter, GNOMON_FILTER_LIMIT, 100000);
  gnomon_fields_set_string (filter, GNOMON_FILTER_ORDER, "asc");
  events = gnomon_store_list_events (store, filter, &error);
  g_assert_no_error (error);
  return events;
}

/* The only event that there is, in its full form. */
static GnomonEvent *
get_only (GnomonTestStore *fixture)
{
  g_autoptr (GPtrArray) events = list_events (fixture->store);
  g_autoptr (GError) error = NULL;
  GnomonEvent *event;

  g_assert_cmpuint (events->len, ==, 1);
  event = gnomon_store_get_event (fixture->store, gnomon_event_get_id (events->pdata[0]), &error);
  g_assert_no_error (error);
  return event;
}

static void
test_again (GnomonTestStore *fixture,
            gconstpointer    user_data)
{
  import (fixture, EVENT ("a", "A", "") EVENT ("b", "B", ""), 2, 0, 0);
  g_assert_cmpuint (fixture->n_signals, ==, 1);
  g_assert_cmpuint (fixture->changed->len, ==, 2);

  import (fixture, EVENT ("a", "A", "") EVENT ("b", "B", ""), 0, 0, 2);
  g_assert_cmpuint (fixture->n_signals, ==, 1);

  import (fixture, EVENT ("a", "A, changed", "") EVENT ("b", "B", "") EVENT ("c", "C", ""), 1, 1,
          1);
  g_assert_cmpuint (fixture->n_signals, ==, 2);
  g_assert_cmpuint (fixture->changed->len, ==, 4);

  /* An empty UID is none; one is made of what the event says. */
  import (fixture, EVENT ("", "D", "") EVENT ("", "E", ""), 2, 0, 0);
  import (fixture, EVENT ("", "D", "") EVENT ("", "E", ""), 0, 0, 2);
}

static void
test_sequence (GnomonTestStore *fixture,
               gconstpointer    user_data)
{
  g_autoptr (GnomonEvent) event = NULL;

  import (fixture, EVENT ("a", "Two", "SEQUENCE:2\n"), 1, 0, 0);
  import (fixture, EVENT ("a", "One", "SEQUENCE:1\n"), 0, 0, 1);
  import (fixture, EVENT ("a", "Three", "SEQUENCE:3\n"), 0, 1, 0);
  import (fixture, EVENT ("a", "Two", "SEQUENCE:2\n"), 0, 0, 1);

  event = get_only (fixture);
  g_assert_cmpstr (gnomon_event_get_title (event), ==, "Three");
  g_assert_cmpint (gnomon_event_get_sequence (event), ==, 3);
}

/* What was changed here is newer than the file that it came from. */
static void
test_edited (GnomonTestStore *fixture,
             gconstpointer    user_data)
{
  static const char old[] = EVENT ("a", "A", "LAST-MODIFIED:20261101T000000Z\n");
  g_autoptr (GnomonEvent) event = NULL;
  g_autoptr (GnomonEvent) edited = NULL;

  import (fixture, old, 1, 0, 0);
  event = get_only (fixture);

  gnomon_test_update_event (fixture->store, gnomon_event_get_id (event), "{'title': <'Edited'>}");
  import (fixture, old, 0, 0, 1);
  gnomon_test_update_event (fixture->store, gnomon_event_get_id (event),
                            "{'start_time': <'09:00'>}");
  import (fixture, old, 0, 0, 1);

  edited = get_only (fixture);
  g_assert_cmpstr (gnomon_event_get_title (edited), ==, "Edited");
}

static void
test_guests_and_reminders (GnomonTestStore *fixture,
                           gconstpointer    user_data)
{
#define ONE "ATTENDEE;CN=One:mailto:one@example.org\n"
#define ALARM(trigger) "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:" trigger "\nEND:VALARM\n"
  g_autoptr (GnomonEvent) before = NULL;
  g_autoptr (GnomonEvent) after = NULL;
  GPtrArray *guests;

  import (fixture, EVENT ("a", "A", ONE ALARM ("-PT10M") ALARM ("-PT20M") ALARM ("-PT30M")),
          1, 0, 0);
  before = get_only (fixture);
  guests = gnomon_event_get_attendees (before);
  g_assert_cmpuint (guests->len, ==, 1);
  g_assert_cmpint (gnomon_event_get_reminder_minutes_before (before), ==, 10);
  g_assert_cmpuint (gnomon_event_get_reminders (before)->len, ==, 3);

  import (fixture, EVENT ("a", "A", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ONE@example.org\n"
                                    "ATTENDEE:mailto:two@example.org\n"
                                    ALARM ("-PT10M") ALARM ("-PT30M")), 0, 1, 0);
  after = get_only (fixture);
  g_assert_cmpint (gnomon_event_get_id (after), ==, gnomon_event_get_id (before));
  g_assert_cmpint (gnomon_attendee_get_id (gnomon_event_get_attendees (after)->pdata[0]), ==,
                   gnomon_attendee_get_id (guests->pdata[0]));
  g_assert_cmpint (gnomon_attendee_get_status (gnomon_event_get_attendees (after)->pdata[0]), ==,
                   GNOMON_ATTENDEE_ACCEPTED);
  g_assert_cmpuint (gnomon_event_get_attendees (after)->len, ==, 2);
  g_assert_cmpuint (gnomon_event_get_reminders (after)->len, ==, 2);
}

typedef struct
{
  GMainLoop *loop;
  GError *error;
  GString *text;
  guint n_pieces;
  guint n_told;
  gboolean finished;
  guint n_written;
} Answer;

static void
imported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Answer *answer = user_data;

  gnomon_store_apply_finish (GNOMON_STORE (object), result, NULL, &answer->error);
  g_main_loop_quit (answer->loop);
}

static void
exported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Answer *answer = user_data;

  gnomon_store_export_finish (GNOMON_STORE (object), result, &answer->n_written, &answer->error);
  g_main_loop_quit (answer->loop);
}

static gboolean
write_cb (const char  *data,
          gsize        length,
          gpointer     user_data,
          GError     **error)
{
  Answer *answer = user_data;

  g_string_append_len (answer->text, data, (gssize) length);
  answer->n_pieces++;
  return TRUE;
}

static gboolean
finish_cb (gpointer   user_data,
           GError   **error)
{
  ((Answer *) user_data)->finished = TRUE;
  return TRUE;
}

static void
progress_cb (guint    done,
             guint    total,
             gpointer user_data)
{
  Answer *answer = user_data;

  g_assert_cmpuint (done, <=, total);
  answer->n_told++;
}

/* What is exported is known again. */
static void
test_export (GnomonTestStore *fixture,
             gconstpointer    user_data)
{
  static const char events[] =
      EVENT ("a", "A", ONE "X-LAST:1\nCATEGORIES:2\n" ALARM ("-PT20M") ALARM ("-PT10M"))
      EVENT ("b", "B", "COLOR:tomato\nRRULE:FREQ=DAILY\nEXDATE:20261119T090000Z\n")
      "BEGIN:VEVENT\nUID:c\nDTSTART;VALUE=DATE:20261118\nSUMMARY:C\nEND:VEVENT\n"
      "BEGIN:VEVENT\nUID:d\nDTSTART:20261118T100000\nSUMMARY:D\nEND:VEVENT\n"
      "BEGIN:VEVENT\nUID:e\nDTSTART:20261118T100000Z\nDURATION:PT1H\nEND:VEVENT\n";
  g_autoptr (GnomonFields) filter = gnomon_fields_new (GNOMON_KIND_EVENT_FILTER);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GString) gathered = g_string_new (NULL);
  g_autofree char *inner = NULL;
  Answer answer = { .loop = loop, .text = gathered };
  const GnomonSink sink = { write_cb, finish_cb, progress_cb, &answer };
  const char *text;

  import (fixture, events, 5, 0, 0);
  gnomon_store_export_async (fixture->store, filter, &sink, NULL, exported_cb, &answer);
  g_main_loop_run (loop);
  g_assert_no_error (answer.error);
  g_assert_cmpuint (answer.n_written, ==, 5);
  g_assert_true (answer.finished);
  g_assert_cmpuint (answer.n_pieces, ==, answer.n_told);
  text = gathered->str;

  inner = g_strndup (text + strlen ("BEGIN:VCALENDAR\r\n"),
                     strlen (text) - strlen ("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"));
  import (fixture, inner, 0, 0, 5);
}

static void
test_refused (GnomonTestStore *fixture,
              gconstpointer    user_data)
{
  static const struct
  {
    const char *text;
    gint64 calendar_id;
    int code;
  } cases[] = {
    { "nothing", 0, GNOMON_ERROR_INVALID_ARGUMENT },
    { "BEGIN:VCALENDAR\n" EVENT ("a", "A", ""), 0, GNOMON_ERROR_INVALID_ARGUMENT },
    { "BEGIN:VCALENDAR\n" EVENT ("a", "A", "") "END:VCALENDAR\n", 99, GNOMON_ERROR_NOT_FOUND },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].text, strlen (cases[i].text));
      g_autoptr (GnomonOperation) operation =
          gnomon_operation_new_import (bytes, cases[i].calendar_id);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) events = NULL;

      g_assert_false (gnomon_store_apply (fixture->store, operation, NULL, &error));
      g_assert_error (error, GNOMON_ERROR, cases[i].code);
      events = list_events (fixture->store);
      g_assert_cmpuint (events->len, ==, 0);
    }
  import (fixture, EVENT ("a", "A", ""), 1, 0, 0);
}

#define N_MANY 5000

static char *
make_many (void)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < N_MANY; i++)
    g_string_append_printf (text, EVENT ("many-%u", "Event", ""), i);
  return g_string_free (text, FALSE);
}

/* All events have a title, and the index of texts agrees with them: SQLite's own check. */
static void
check_texts (GnomonTestStore *fixture,
             const char      *title)
{
  g_autoptr (GPtrArray) events = list_events (fixture->store);
  g_autoptr (GnomonDb) db = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (events->len, ==, N_MANY);
  for (guint i = 0; i < N_MANY; i++)
    g_assert_cmpstr (gnomon_event_get_title (g_ptr_array_index (events, i)), ==, title);

  db = gnomon_db_open (fixture->path, GNOMON_DB_READ_WRITE, &error);
  g_assert_no_error (error);
  gnomon_db_execute (db, "INSERT INTO event_text (event_text, rank) VALUES ('integrity-check', 1)",
                     &error);
  g_assert_no_error (error);
}

/* Where very many change at once, and are changed back. */
static void
test_many_changes (GnomonTestStore *fixture,
                   gconstpointer    user_data)
{
  g_autofree char *many = make_many ();
  g_autofree char *other = g_strdup (many);

  for (char *at = other; (at = strstr (at, "SUMMARY:Event")) != NULL; at++)
    memcpy (at, "SUMMARY:Other", strlen ("SUMMARY:Other"));
  import (fixture, many, N_MANY, 0, 0);
  import (fixture, other, 0, N_MANY, 0);
  check_texts (fixture, "Other");
  gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  check_texts (fixture, "Event");
  gnomon_test_run (fixture->store, gnomon_operation_new_redo ());
  check_texts (fixture, "Other");
}

/* Nothing refers to what is not there, which is not checked while very many events come. */
static void
check_references (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GnomonDb) db = gnomon_db_open (path, GNOMON_DB_READ_WRITE, &error);

  g_assert_no_error (error);
  gnomon_db_execute (db,
                     "CREATE TEMP TABLE wrong (number CHECK (number = 0));"
                     "INSERT INTO wrong SELECT count (*) FROM pragma_foreign_key_check",
                     &error);
  g_assert_no_error (error);
}

#define GUEST(name) "ATTENDEE;CN=" name ";PARTSTAT=ACCEPTED:mailto:" name "@example.org\n"

/* Of very many events each has what it has of a few. */
static void
test_many_parts (GnomonTestStore *fixture,
                 gconstpointer    user_data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_MANY; i++)
    g_string_append_printf (text,
                            EVENT ("many-%u", "Event %u",
                                   "LOCATION:Hall %u\n" GUEST ("Zoe") GUEST ("Ann")
                                   "RRULE:FREQ=WEEKLY;COUNT=3\n"
                                   "EXDATE;TZID=Europe/Berlin:20261125T100000\n"
                                   ALARM ("-PT20M")),
                            i, i, i);
  import (fixture, text->str, N_MANY, 0, 0);
  import (fixture, text->str, 0, 0, N_MANY);
  check_references (fixture->path);

  events = list_events (fixture->store);
  g_assert_cmpuint (events->len, ==, N_MANY);
  for (guint i = 0; i < N_MANY; i += N_MANY / 10)
    {
      gint64 id = gnomon_event_get_id (g_ptr_array_index (events, i));
      g_autoptr (GnomonEvent) event = gnomon_store_get_event (fixture->store, id, &error);
      const char *number = gnomon_event_get_title (event) + strlen ("Event ");
      g_autofree char *uid = g_strconcat ("many-", number, NULL);
      g_autofree char *location = g_strconcat ("Hall ", number, NULL);
      GPtrArray *guests = gnomon_event_get_attendees (event);

      g_assert_no_error (error);
      g_assert_cmpstr (gnomon_event_get_uid (event), ==, uid);
      g_assert_cmpstr (gnomon_event_get_location (event), ==, location);
      g_assert_true (gnomon_event_is_recurring (event));
      g_assert_cmpuint (guests->len, ==, 2);
      g_assert_cmpstr (gnomon_attendee_get_email (guests->pdata[0]), ==, "Zoe@example.org");
      g_assert_cmpstr (gnomon_attendee_get_email (guests->pdata[1]), ==, "Ann@example.org");
      g_assert_cmpuint (gnomon_event_get_reminders (event)->len, ==, 1);
    }
}

static guint
count_rows (GnomonDb  *db,
            GnomonSql  sql)
{
  g_autoptr (GnomonStatement) query = gnomon_db_query (db, sql);
  guint count = 0;

  while (gnomon_statement_step (query, NULL) == GNOMON_STEP_ROW)
    count++;
  return count;
}

/* What the process does that is killed: a program of its own, because a lease names a process. */
static int
run_import (char *path)
{
  g_autofree char *many = make_many ();
  GnomonTestStore fixture = { .path = path, .clock = gnomon_clock_new () };

  fixture.store = gnomon_test_store_open (&fixture);
  import (&fixture, many, N_MANY, 0, 0);
  g_object_unref (fixture.store);
  g_object_unref (fixture.clock);
  return 0;
}

/* An import whose process is killed leaves nothing that anybody sees, and the next one works. */
static void
test_killed (GnomonTestStore *fixture,
             gconstpointer    user_data)
{
  g_autofree char *many = make_many ();
  g_autoptr (GnomonDb) db = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) error = NULL;
  char *arguments[] = { (char *) "/proc/self/exe", (char *) "--import", fixture->path, NULL };
  gboolean has_ended = FALSE;
  GPid child;

  /* It has made the tables, so that the reader below has something to read. */
  g_assert_finalize_object (g_steal_pointer (&fixture->store));

  g_spawn_async (NULL, arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &child, &error);
  g_assert_no_error (error);

  db = gnomon_db_open (fixture->path, GNOMON_DB_READ_ONLY, &error);
  g_assert_no_error (error);
  while (count_rows (db, GNOMON_SQL_BATCH_LIST) == 0 && !has_ended)
    {
      has_ended = waitpid (child, NULL, WNOHANG) == child;
      g_usleep (500);
    }
  if (!has_ended)
    {
      kill (child, SIGKILL);
      waitpid (child, NULL, 0);
    }

  fixture->store = gnomon_test_store_open (fixture);
  events = list_events (fixture->store);
  g_assert_true (events->len == 0 || events->len == N_MANY);
  if (events->len == 0)
    import (fixture, many, N_MANY, 0, 0);
  else
    import (fixture, many, 0, 0, N_MANY);
  g_assert_cmpuint (count_rows (db, GNOMON_SQL_BATCH_LIST), ==, 0);

  g_clear_pointer (&events, g_ptr_array_unref);
  events = list_events (fixture->store);
  g_assert_cmpuint (events->len, ==, N_MANY);
}

/* Runs on the thread of the import, after each of its chunks: another program takes an event out of
 * the trash. */
static void
restore_cb (guint    done,
            guint    total,
            gpointer user_data)
{
  GnomonTestStore *fixture = user_data;
  g_autoptr (GMainContext) context = NULL;
  GnomonStore *store;

  if (done > N_MANY / 2)
    return;

  context = g_main_context_new ();
  g_main_context_push_thread_default (context);
  store = gnomon_test_store_open (fixture);
  gnomon_test_run (store, gnomon_operation_new_restore_event (1));
  g_object_unref (store);
  g_main_context_pop_thread_default (context);
}

/* The calendar is empty when the import begins, which then looks for no event; until another
 * program writes. */
static void
test_not_empty_any_more (GnomonTestStore *fixture,
                         gconstpointer    user_data)
{
  g_autofree char *many = make_many ();
  g_autofree char *text = g_strconcat ("BEGIN:VCALENDAR\n", many, "END:VCALENDAR\n", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  GnomonOperation *operation = gnomon_operation_new_import (bytes, 0);
  g_autoptr (GObject) result = NULL;

  import (fixture, strstr (many, EVENT ("many-4999", "Event", "")), 1, 0, 0);
  gnomon_test_run (fixture->store, gnomon_operation_new_delete_event (1));

  gnomon_operation_set_progress (operation, restore_cb, fixture);
  result = gnomon_test_apply (fixture->store, operation);
  g_assert_cmpuint (gnomon_import_get_added (GNOMON_IMPORT (result)), ==, N_MANY - 1);
  g_assert_cmpuint (gnomon_import_get_skipped (GNOMON_IMPORT (result)), ==, 1);
  check_texts (fixture, "Event");
}

/* Runs on the thread of the import, which goes no further until it is given up. */
static void
wait_until_cancelled (guint    done,
                      guint    total,
                      gpointer user_data)
{
  while (!g_cancellable_is_cancelled (user_data))
    g_usleep (500);
}

/* While it runs, nobody sees any of it, and others write; when it is given up, it is gone. */
static void
test_cancelled (GnomonTestStore *fixture,
                gconstpointer    user_data)
{
  g_autofree char *many = make_many ();
  g_autofree char *text = g_strconcat ("BEGIN:VCALENDAR\n", many, "END:VCALENDAR\n", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GnomonOperation) operation = gnomon_operation_new_import (bytes, 0);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GnomonFields) fields = gnomon_fields_new (GNOMON_KIND_EVENT);
  g_autoptr (GnomonOperation) create = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GnomonDb) db = NULL;
  Answer answer = { .loop = loop };

  db = gnomon_db_open (fixture->path, GNOMON_DB_READ_ONLY, &error);
  g_assert_no_error (error);
  gnomon_operation_set_progress (operation, wait_until_cancelled, cancellable);
  gnomon_store_apply_async (fixture->store, operation, cancellable, imported_cb, &answer);
  while (count_rows (db, GNOMON_SQL_BATCH_LIST) == 0)
    g_usleep (500);

  events = list_events (fixture->store);
  g_assert_cmpuint (events->len, ==, 0);
  gnomon_fields_set_string (fields, GNOMON_EVENT_TITLE, "Another");
  gnomon_fields_set_string (fields, GNOMON_EVENT_EVENT_DATE, "2026-11-18");
  gnomon_fields_set_boolean (fields, GNOMON_EVENT_ALL_DAY, TRUE);
  create = gnomon_operation_new_create_event (fields);
  gnomon_store_apply (fixture->store, create, NULL, &error);
  g_assert_no_error (error);

  g_cancellable_cancel (cancellable);
  g_main_loop_run (loop);
  g_assert_error (answer.error, GNOMON_ERROR, GNOMON_ERROR_CANCELLED);
  g_clear_error (&answer.error);

  g_assert_cmpuint (count_rows (db, GNOMON_SQL_BATCH_LIST), ==, 0);
  check_references (fixture->path);
  g_clear_pointer (&events, g_ptr_array_unref);
  events = list_events (fixture->store);
  g_assert_cmpuint (events->len, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_setenv ("GNOMON_CLOCK", GNOMON_TEST_NOW, TRUE);
  if (argc == 3 && strcmp (argv[1], "--import") == 0)
    return run_import (argv[2]);
  g_test_init (&argc, &argv, NULL);

  gnomon_test_store_add ("/import/again", test_again);
  gnomon_test_store_add ("/import/sequence", test_sequence);
  gnomon_test_store_add ("/import/edited", test_edited);
  gnomon_test_store_add ("/import/guests-and-reminders", test_guests_and_reminders);
  gnomon_test_store_add ("/import/export", test_export);
  gnomon_test_store_add ("/import/refused", test_refused);
  gnomon_test_store_add ("/import/many-changes", test_many_changes);
  gnomon_test_store_add ("/import/many-parts", test_many_parts);
  gnomon_test_store_add ("/import/killed", test_killed);
  gnomon_test_store_add ("/import/cancelled", test_cancelled);
  gnomon_test_store_add ("/import/not-empty-any-more", test_not_empty_any_more);

  return g_test_run ();
}
