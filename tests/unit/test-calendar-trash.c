/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "gnomon-db.h"
#include "gnomon-ical.h"
#include "gnomon-reminders.h"
#include "gnomon-subscription.h"
#include "gnomon-test-store.h"

/* A calendar with so many events that its deletion goes on after it was made: for readers it is
 * all there or not at all, also where a process is killed amidst. */

#define N_MANY 1200

#define EVENT \
  "BEGIN:VEVENT\nUID:many-%u\nSUMMARY:Event\nDTSTART;TZID=Europe/Berlin:20261118T120000\n" \
  "DTEND;TZID=Europe/Berlin:20261118T130000\nATTENDEE;CN=Guest:mailto:guest@example.org\n" \
  "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT15M\nEND:VALARM\nEND:VEVENT\n"

/* Of which the second occurrence is another. */
#define REPEATED \
  "BEGIN:VEVENT\nUID:series\nSUMMARY:Series\nDTSTART:20261118T140000Z\nDURATION:PT1H\n" \
  "RRULE:FREQ=DAILY;COUNT=3\nEND:VEVENT\n" \
  "BEGIN:VEVENT\nUID:series\nRECURRENCE-ID:20261119T140000Z\nSUMMARY:Moved\n" \
  "DTSTART:20261118T160000Z\nDURATION:PT1H\nEND:VEVENT\n"

/* 2026-11-18 in UTC */
#define DAY_BEGIN 1794960000
#define DAY_END 1795046400

static GBytes *
make_text (guint n_events)
{
  GString *text = g_string_new ("BEGIN:VCALENDAR\n");

  for (guint i = 0; i < n_events; i++)
    g_string_append_printf (text, EVENT, i);
  g_string_append (text, REPEATED "END:VCALENDAR\n");
  return g_string_free_to_bytes (text);
}

static gint64
create_calendar (GnomonStore *store,
                 const char  *text)
{
  g_autoptr (GnomonFields) fields = gnomon_test_fields (GNOMON_KIND_CALENDAR, text);
  g_autoptr (GObject) calendar =
    gnomon_test_apply (store, gnomon_operation_new_create_calendar (fields));

  return gnomon_calendar_get_id (GNOMON_CALENDAR (calendar));
}

/* The second calendar; its events begin at 1. */
static gint64
make_large (GnomonStore *store)
{
  gint64 id = create_calendar (store, "{'name': <'Large'>}");
  g_autoptr (GBytes) text = make_text (N_MANY);

  gnomon_test_run (store, gnomon_operation_new_import (text, id));
  return id;
}

static guint
count_found (GnomonStore *store,
             const char  *needle)
{
  g_autoptr (GnomonFields) filter = gnomon_fields_new (GNOMON_KIND_EVENT_FILTER);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  gnomon_fields_set_string (filter, GNOMON_FILTER_SEARCH, needle);
  gnomon_fields_set_int (filter, GNOMON_FILTER_LIMIT, 100);
  found = gnomon_store_list_events (store, filter, &error);
  g_assert_no_error (error);
  return found->len;
}

/* All that is seen of it. */
static void
check_state (GnomonStore *store,
             gboolean     is_there)
{
  g_autoptr (GPtrArray) calendars = gnomon_store_list_calendars (store, NULL);
  g_autoptr (GPtrArray) spans = NULL;
  g_autoptr (GnomonEvent) event = gnomon_store_get_event (store, 77, NULL);
  g_autoptr (GArray) changed = NULL;
  g_autoptr (GArray) deleted = NULL;
  g_autoptr (GError) error = NULL;
  guint64 token;

  g_assert_cmpuint (calendars->len, ==, is_there ? 2 : 1);
  spans = gnomon_store_list_occurrences (store, DAY_BEGIN, DAY_END, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (spans->len, ==, is_there ? N_MANY + 2 : 0);
  gnomon_store_list_changes (store, 0, &token, &changed, &deleted, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (changed->len, ==, is_there ? N_MANY + 1 : 0);
  g_assert_cmpuint (count_found (store, "event"), ==, is_there ? 100 : 0);
  g_assert_cmpuint (count_found (store, "moved"), ==, is_there ? 1 : 0);
  g_assert_cmpint (gnomon_store_get_next_reminder_time (store), ==,
                   is_there ? 1794998700 : 0); /* 11:45 in Berlin */
  g_assert_true ((event != NULL) == is_there);
  if (is_there)
    {
      g_assert_cmpuint (gnomon_event_get_attendees (event)->len, ==, 1);
      g_assert_cmpuint (gnomon_event_get_reminders (event)->len, ==, 1);
    }
}

/* And of what is left of the work. */
static void
check_settled (GnomonStore *store,
               gboolean     is_there)
{
  g_autoptr (GPtrArray) trash = gnomon_store_list_trash (store, NULL);
  g_autoptr (GPtrArray) history = gnomon_store_list_history (store, 1, NULL);
  g_autofree char *what = gnomon_change_describe (history->pdata[0]);

  check_state (store, is_there);
  g_assert_cmpuint (trash->len, ==, is_there ? 0 : N_MANY + 1);
  g_assert_cmpstr (what, ==, "Deleted the calendar “Large”");
  g_assert_true (gnomon_change_is_undone (history->pdata[0]) == is_there);
}

static guint
take_length (GArray *ids)
{
  guint length = ids->len;

  g_array_set_size (ids, 0);
  return length;
}

static void
test_undo_and_redo (GnomonTestStore *fixture,
                    gconstpointer    user_data)
{
  gint64 id = make_large (fixture->store);

  check_state (fixture->store, TRUE);
  fixture->flags = GNOMON_CHANGE_NONE;
  gnomon_test_run (fixture->store, gnomon_operation_new_delete_calendar (id));
  check_settled (fixture->store, FALSE);
  g_assert_cmpuint (take_length (fixture->deleted), ==, N_MANY + 1);
  g_assert_cmpuint (fixture->flags, ==,
                    GNOMON_CHANGE_EVENTS | GNOMON_CHANGE_CALENDARS | GNOMON_CHANGE_REMINDERS);

  for (guint i = 0; i < 2; i++)
    {
      take_length (fixture->changed);
      gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
      check_settled (fixture->store, TRUE);
      g_assert_cmpuint (take_length (fixture->changed), ==, N_MANY + 1);

      gnomon_test_run (fixture->store, gnomon_operation_new_redo ());
      check_settled (fixture->store, FALSE);
      g_assert_cmpuint (take_length (fixture->deleted), ==, N_MANY + 1);
    }

  /* All the way back: the import, and the calendar. */
  for (guint i = 0; i < 3; i++)
    gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  check_state (fixture->store, FALSE);
  for (guint i = 0; i < 2; i++)
    gnomon_test_run (fixture->store, gnomon_operation_new_redo ());
  check_state (fixture->store, TRUE);
  gnomon_test_run (fixture->store, gnomon_operation_new_redo ());
  check_settled (fixture->store, FALSE);
}

/* As one of several that are one change it goes at once: every row is then the same. */
static char *
describe_after_deletion (gboolean is_at_once)
{
  GnomonTestStore fixture = { NULL };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GPtrArray) trash = NULL;
  g_autoptr (GPtrArray) members =
    g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_operation_unref);
  gint64 id;

  gnomon_test_store_set_up (&fixture, NULL);
  id = make_large (fixture.store);
  g_ptr_array_add (members, gnomon_operation_new_delete_calendar (id));
  if (is_at_once)
    gnomon_test_run (fixture.store, gnomon_operation_new_group (members));
  else
    gnomon_test_run (fixture.store, gnomon_operation_ref (members->pdata[0]));

  history = gnomon_store_list_history (fixture.store, 10, NULL);
  for (guint i = 0; i < history->len; i++)
    {
      g_autofree char *what = gnomon_change_describe (history->pdata[i]);

      g_string_append_printf (text, "%s: %u\n", what,
                              gnomon_change_get_n_events (history->pdata[i]));
    }
  trash = gnomon_store_list_trash (fixture.store, NULL);
  for (guint i = 0; i < trash->len; i++)
    g_string_append_printf (text, "%d %s\n", (int) gnomon_event_get_id (trash->pdata[i]),
                            gnomon_event_get_etag (trash->pdata[i]));
  g_string_append_printf (text, "%u, %u signals, %u flags\n", fixture.deleted->len,
                          fixture.deleted->len > 0, fixture.flags);
  gnomon_test_store_tear_down (&fixture, NULL);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_is_as_at_once (void)
{
  g_autofree char *expected = describe_after_deletion (TRUE);
  g_autofree char *found = describe_after_deletion (FALSE);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_conflicts (GnomonTestStore *fixture,
                gconstpointer    user_data)
{
  gint64 id = make_large (fixture->store);
  g_autoptr (GnomonOperation) delete = gnomon_operation_new_delete_calendar (id);
  g_autoptr (GObject) restored = NULL;
  g_autoptr (GnomonEvent) again = NULL;

  gnomon_test_run (fixture->store, gnomon_operation_ref (delete));
  restored = gnomon_test_apply (fixture->store, gnomon_operation_new_restore_event (77));
  gnomon_test_refuse (fixture->store,
                      gnomon_operation_new_undo_change (gnomon_operation_get_change (delete)),
                      GNOMON_ERROR_CONFLICT, "“Event” was changed since by the test");

  /* Once that is undone, it can be. */
  gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  check_state (fixture->store, TRUE);
  gnomon_test_run (fixture->store, gnomon_operation_new_redo ());
  check_state (fixture->store, FALSE);
  gnomon_test_run (fixture->store, gnomon_operation_new_redo ());
  again = gnomon_store_get_event (fixture->store, 77, NULL);
  g_assert_cmpint (gnomon_event_get_calendar_id (again), ==, 1);
}

/* What is deleted is on the way yet: the undo waits for it. */
static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  gnomon_store_apply_finish (GNOMON_STORE (source), result, NULL, &error);
  g_assert_no_error (error);
  (*(guint *) user_data)++;
}

static void
test_undo_at_once (GnomonTestStore *fixture,
                   gconstpointer    user_data)
{
  gint64 id = make_large (fixture->store);
  g_autoptr (GnomonOperation) delete = gnomon_operation_new_delete_calendar (id);
  g_autoptr (GnomonOperation) undo = gnomon_operation_new_undo ();
  guint n_done = 0;

  gnomon_store_apply_async (fixture->store, delete, NULL, done_cb, &n_done);
  gnomon_store_apply_async (fixture->store, undo, NULL, done_cb, &n_done);
  while (n_done < 2)
    g_main_context_iteration (NULL, TRUE);
  check_settled (fixture->store, TRUE);
}

typedef struct
{
  GnomonTestStore *fixture;
  gint64 calendar_id;
  gboolean has_deleted;
} Beside;

/* Another program may delete while an import is on the way. */
static void
delete_beside_cb (guint    done,
                  guint    total,
                  gpointer user_data)
{
  Beside *beside = user_data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  GnomonStore *store;

  if (beside->has_deleted)
    return;

  beside->has_deleted = TRUE;
  g_main_context_push_thread_default (context);
  store = gnomon_test_store_open (beside->fixture);
  gnomon_test_run (store, gnomon_operation_new_delete_calendar (beside->calendar_id));
  g_object_unref (store);
  g_main_context_pop_thread_default (context);
}

static void
test_beside_an_import (GnomonTestStore *fixture,
                       gconstpointer    user_data)
{
  g_autoptr (GBytes) text = make_text (10);
  g_autoptr (GnomonOperation) import = gnomon_operation_new_import (text, 1);
  Beside beside = { .fixture = fixture, .calendar_id = make_large (fixture->store) };

  gnomon_operation_set_progress (import, delete_beside_cb, &beside);
  gnomon_test_run (fixture->store, gnomon_operation_ref (import));
  g_assert_true (beside.has_deleted);
  g_assert_cmpuint (count_found (fixture->store, "event"), ==, 10);
}

/* Where it is the calendar of the import, nothing comes of that. */
static void
test_below_an_import (GnomonTestStore *fixture,
                      gconstpointer    user_data)
{
  g_autoptr (GBytes) text = make_text (10);
  Beside beside = { .fixture = fixture };
  g_autoptr (GnomonOperation) import = NULL;
  g_autoptr (GError) error = NULL;

  beside.calendar_id = create_calendar (fixture->store, "{'name': <'Small'>}");
  import = gnomon_operation_new_import (text, beside.calendar_id);
  gnomon_operation_set_progress (import, delete_beside_cb, &beside);
  g_assert_false (gnomon_store_apply (fixture->store, import, NULL, &error));
  g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_NOT_FOUND);
  g_assert_true (beside.has_deleted);
  check_state (fixture->store, FALSE);
}

/* The events of a subscribed calendar are gone for good, and come with the next refresh. */
static void
test_subscribed (GnomonTestStore *fixture,
                 gconstpointer    user_data)
{
  gint64 id = create_calendar (fixture->store,
                               "{'source_url': <'https://example.org/large.ics'>}");
  g_autoptr (GBytes) text = make_text (N_MANY);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) trash = NULL;
      g_autoptr (GnomonEvent) event = NULL;
      g_autoptr (GError) error = NULL;
      gint64 calendar;

      gnomon_test_run (fixture->store, gnomon_operation_new_refresh (id, text, "", ""));
      g_assert_cmpuint (count_found (fixture->store, "event"), ==, 100);
      take_length (fixture->deleted);
      gnomon_test_run (fixture->store, i == 0 ? gnomon_operation_new_delete_calendar (id)
                                              : gnomon_operation_new_redo ());
      g_assert_cmpuint (take_length (fixture->deleted), ==, N_MANY + 1);
      check_state (fixture->store, FALSE);
      trash = gnomon_store_list_trash (fixture->store, NULL);
      g_assert_cmpuint (trash->len, ==, 0);

      gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
      event = gnomon_store_get_event (fixture->store, 77, &error);
      g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_NOT_FOUND);
      g_assert_cmpint (gnomon_store_get_next_refresh (fixture->store, &calendar), <=,
                       gnomon_clock_get_now (fixture->clock));
      g_assert_cmpint (calendar, ==, id);
    }
}

/* Kills */

static guint
count_rows (GnomonDb  *db,
            GnomonSql  sql,
            gint64     parameter)
{
  g_autoptr (GnomonStatement) query = gnomon_db_query (db, sql);
  guint count = 0;

  if (parameter != 0)
    gnomon_statement_bind_int (query, 1, parameter);
  while (gnomon_statement_step (query, NULL) == GNOMON_STEP_ROW)
    count++;
  return count;
}

static gint64
read_number (GnomonDb  *db,
             GnomonSql  sql,
             gint64     parameter)
{
  g_autoptr (GnomonStatement) query = gnomon_db_query (db, sql);

  gnomon_statement_bind_int (query, 1, parameter);
  return gnomon_statement_step (query, NULL) == GNOMON_STEP_ROW
         ? gnomon_statement_get_int (query, 0) : 0;
}

/* What the process does that is killed: a program of its own, because a lease names a process. */
static int
run_child (const char *what,
           char       *path)
{
  GnomonTestStore fixture = { .path = path, .clock = gnomon_clock_new () };

  fixture.store = gnomon_test_store_open (&fixture);
  if (g_str_equal (what, "--delete"))
    gnomon_test_run (fixture.store, gnomon_operation_new_delete_calendar (2));
  else if (g_str_equal (what, "--undo"))
    gnomon_test_run (fixture.store, gnomon_operation_new_undo ());
  else
    gnomon_test_run (fixture.store, gnomon_operation_new_redo ());
  g_object_unref (fixture.store);
  g_object_unref (fixture.clock);
  return 0;
}

/* How far it is: how many events the change knows to be in the trash. */
static guint
count_trashed (GnomonDb *db,
               gint64    change)
{
  return count_rows (db, GNOMON_SQL_HISTORY_EVENT_LIST, change)
         - (guint) read_number (db, GNOMON_SQL_HISTORY_EVENT_COUNT, change);
}

typedef struct
{
  const char *what;
  gboolean was_there;
  guint n_turned;          /* killed when there are so many */
} Kill;

/* Returns: whether it was in time */
static gboolean
kill_amidst (const Kill *kill_case,
             char       *path)
{
  char *arguments[] = { (char *) "/proc/self/exe", (char *) kill_case->what, path, NULL };
  g_autoptr (GError) error = NULL;
  GnomonDb *db = gnomon_db_open (path, GNOMON_DB_READ_ONLY, &error);
  gboolean has_ended = FALSE;
  gint64 change = 0;
  guint n_turned = 0;
  GPid child;

  g_assert_no_error (error);
  g_spawn_async (NULL, arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &child, &error);
  g_assert_no_error (error);
  while (!has_ended && (change == 0 || n_turned < kill_case->n_turned))
    {
      gint64 batch = read_number (db, GNOMON_SQL_HIDDEN_FIND, 2);

      if (batch != 0)
        change = read_number (db, GNOMON_SQL_BATCH_OWED_CHANGE, batch);
      if (change != 0)
        n_turned = kill_case->was_there ? count_trashed (db, change)
                                        : N_MANY + 1 - count_trashed (db, change);
      has_ended = waitpid (child, NULL, WNOHANG) == child;
      g_usleep (500);
    }
  gnomon_db_close (db);
  if (!has_ended)
    {
      kill (child, SIGKILL);
      waitpid (child, NULL, 0);
    }
  return !has_ended;
}

static void
wait_until_settled (char *path)
{
  g_autoptr (GError) error = NULL;
  GnomonDb *db = gnomon_db_open (path, GNOMON_DB_READ_ONLY, &error);

  g_assert_no_error (error);
  while (count_rows (db, GNOMON_SQL_BATCH_LIST, 0) > 0)
    g_usleep (1000);
  gnomon_db_close (db);
}

/* A deletion whose process is killed is made, and an undo is not, but where it was at its end:
 * whoever comes next lays the rest away, and can go either way. */
static void
check_kill (GnomonTestStore *fixture,
            const Kill      *kill_case)
{
  g_autoptr (GPtrArray) history = NULL;
  gboolean in_time, is_there;

  g_assert_finalize_object (g_steal_pointer (&fixture->store));
  in_time = kill_amidst (kill_case, fixture->path);
  g_test_message ("%s was killed %s", kill_case->what, in_time ? "amidst" : "too late");

  fixture->store = gnomon_test_store_open (fixture);
  history = gnomon_store_list_history (fixture->store, 1, NULL);
  is_there = gnomon_change_is_undone (history->pdata[0]);
  g_assert_false (is_there && kill_case->was_there);
  check_state (fixture->store, is_there);
  wait_until_settled (fixture->path);
  check_settled (fixture->store, is_there);

  if (!is_there)
    gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  check_settled (fixture->store, TRUE);
  gnomon_test_run (fixture->store, gnomon_operation_new_redo ());
  check_settled (fixture->store, FALSE);
}

static void
test_killed (GnomonTestStore *fixture,
             gconstpointer    user_data)
{
  static const guint parts[] = { 0, N_MANY / 2 };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      Kill deletion = { i == 0 ? "--delete" : "--redo", TRUE, parts[i] };
      Kill undo = { "--undo", FALSE, parts[i] };

      if (i == 0)
        make_large (fixture->store);
      else
        gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
      check_kill (fixture, &deletion);
      check_kill (fixture, &undo);
    }
}

static void
test_deletion_killed (GnomonTestStore *fixture,
                      gconstpointer    user_data)
{
  Kill deletion = { "--delete", TRUE, 1 + N_MANY / 3 };

  make_large (fixture->store);
  check_kill (fixture, &deletion);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_setenv ("GNOMON_CLOCK", GNOMON_TEST_NOW, TRUE);
  if (argc == 3 && argv[1][0] == '-' && argv[2][0] == '/' && argv[1][1] == '-')
    return run_child (argv[1], argv[2]);
  g_test_init (&argc, &argv, NULL);
  g_set_prgname ("the test");

  gnomon_test_store_add ("/calendar-trash/undo-and-redo", test_undo_and_redo);
  g_test_add_func ("/calendar-trash/is-as-at-once", test_is_as_at_once);
  gnomon_test_store_add ("/calendar-trash/conflicts", test_conflicts);
  gnomon_test_store_add ("/calendar-trash/undo-at-once", test_undo_at_once);
  gnomon_test_store_add ("/calendar-trash/beside-an-import", test_beside_an_import);
  gnomon_test_store_add ("/calendar-trash/below-an-import", test_below_an_import);
  gnomon_test_store_add ("/calendar-trash/subscribed", test_subscribed);
  gnomon_test_store_add ("/calendar-trash/killed", test_killed);
  gnomon_test_store_add ("/calendar-trash/deletion-killed", test_deletion_killed);

  return g_test_run ();
}
