/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "gnomon-db.h"
#include "gnomon-ical.h"
#include "gnomon-test-store.h"

/* Undo and redo of an import so large that it goes in parts: all of it or nothing for readers. */

#define N_MANY 3000

#define EVENT \
  "BEGIN:VEVENT\nUID:many-%u\nSUMMARY:Event\nDTSTART;TZID=Europe/Berlin:20261118T100000\n" \
  "DTEND;TZID=Europe/Berlin:20261118T110000\nATTENDEE;CN=Guest:mailto:guest@example.org\n" \
  "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT15M\nEND:VALARM\nEND:VEVENT\n"

static guint64
import_many (GnomonStore *store)
{
  g_autoptr (GString) text = g_string_new ("BEGIN:VCALENDAR\n");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GnomonOperation) operation = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_MANY; i++)
    g_string_append_printf (text, EVENT, i);
  g_string_append (text, "BEGIN:VEVENT\nUID:known\nSUMMARY:New title\nSEQUENCE:7\n"
                         "DTSTART:20261118T100000Z\nEND:VEVENT\nEND:VCALENDAR\n");
  bytes = g_bytes_new (text->str, text->len);
  operation = gnomon_operation_new_import (bytes, 0);
  gnomon_store_apply (store, operation, NULL, &error);
  g_assert_no_error (error);
  return gnomon_operation_get_change (operation);
}

static guint
count_events (GnomonStore *store)
{
  g_autoptr (GArray) changed = NULL;
  g_autoptr (GArray) deleted = NULL;
  g_autoptr (GError) error = NULL;
  guint64 token;

  gnomon_store_list_changes (store, 0, &token, &changed, &deleted, &error);
  g_assert_no_error (error);
  return changed->len;
}

static char *
dup_title_of_known (GnomonStore *store)
{
  g_autoptr (GnomonEvent) event = gnomon_store_get_event (store, 1, NULL);

  return g_strdup (gnomon_event_get_title (event));
}

static void
create_known (GnomonStore *store)
{
  g_autoptr (GnomonFields) fields =
    gnomon_test_fields (GNOMON_KIND_EVENT, "{'title': <'Old title'>, 'uid': <'known'>,"
                        " 'event_date': <'2026-11-20'>, 'start_time': <'12:00'>}");

  gnomon_test_run (store, gnomon_operation_new_create_event (fields));
}

static void
check_state (GnomonTestStore *fixture,
             gboolean         is_there)
{
  g_autofree char *title = dup_title_of_known (fixture->store);
  g_autoptr (GPtrArray) spans = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (count_events (fixture->store), ==, is_there ? N_MANY + 1 : 1);
  g_assert_cmpstr (title, ==, is_there ? "New title" : "Old title");

  /* 2026-11-18 in UTC */
  spans = gnomon_store_list_occurrences (fixture->store, 1794960000, 1795046400, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (spans->len, ==, is_there ? N_MANY + 1 : 0);
}

static void
test_undo_and_redo (GnomonTestStore *fixture,
                    gconstpointer    user_data)
{
  create_known (fixture->store);
  import_many (fixture->store);
  check_state (fixture, TRUE);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GnomonEvent) event = NULL;

      g_array_set_size (fixture->deleted, 0);
      gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
      check_state (fixture, FALSE);
      g_assert_cmpuint (fixture->deleted->len, ==, N_MANY);

      g_array_set_size (fixture->changed, 0);
      gnomon_test_run (fixture->store, gnomon_operation_new_redo ());
      check_state (fixture, TRUE);
      g_assert_cmpuint (fixture->changed->len, ==, N_MANY + 1);

      event = gnomon_store_get_event (fixture->store, 2, NULL);
      g_assert_cmpuint (gnomon_event_get_attendees (event)->len, ==, 1);
      g_assert_cmpuint (gnomon_event_get_reminders (event)->len, ==, 1);
    }
}

static void
test_conflict (GnomonTestStore *fixture,
               gconstpointer    user_data)
{
  g_autoptr (GnomonFields) fields =
    gnomon_test_fields (GNOMON_KIND_EVENT, "{'location': <'Room'>}");
  guint64 change;

  create_known (fixture->store);
  change = import_many (fixture->store);
  gnomon_test_run (fixture->store, gnomon_operation_new_update_event (77, fields));
  gnomon_test_refuse (fixture->store, gnomon_operation_new_undo_change (change),
                      GNOMON_ERROR_CONFLICT, "“Event” was changed since by the test");
  check_state (fixture, TRUE);

  /* Once that is undone, it can be. */
  gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  check_state (fixture, FALSE);
  gnomon_test_run (fixture->store, gnomon_operation_new_redo ());
  gnomon_test_run (fixture->store, gnomon_operation_new_redo ());
  check_state (fixture, TRUE);
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

static gboolean
is_undone (GnomonDb *db,
           guint64   change)
{
  g_autoptr (GnomonStatement) query = gnomon_db_query (db, GNOMON_SQL_HISTORY_FIRST_UNDONE);

  return gnomon_statement_step (query, NULL) == GNOMON_STEP_ROW
         && gnomon_statement_get_int (query, 0) == (gint64) change;
}

/* What the process does that is killed: a program of its own, because a lease names a process. */
static int
run_undo (char *path)
{
  GnomonTestStore fixture = { .path = path, .clock = gnomon_clock_new () };

  fixture.store = gnomon_test_store_open (&fixture);
  gnomon_test_run (fixture.store, gnomon_operation_new_undo ());
  g_object_unref (fixture.store);
  g_object_unref (fixture.clock);
  return 0;
}

/* All that has gone, and nothing of it that still looks changed, since before it came. */
static void
check_log (GnomonTestStore *fixture,
           guint64          since)
{
  g_autoptr (GArray) changed = NULL;
  g_autoptr (GArray) deleted = NULL;
  g_autoptr (GError) error = NULL;
  guint64 token;

  gnomon_store_list_changes (fixture->store, since, &token, &changed, &deleted, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (deleted->len, ==, N_MANY);
  g_assert_cmpuint (changed->len, ==, 1);
  g_assert_cmpint (g_array_index (changed, gint64, 0), ==, 1);
}

/* An undo whose process is killed is done: whoever comes next puts the rest away, and can redo. */
static void
test_killed (GnomonTestStore *fixture,
             gconstpointer    user_data)
{
  char *arguments[] = { (char *) "/proc/self/exe", (char *) "--undo", fixture->path, NULL };
  g_autoptr (GnomonDb) db = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GnomonFields) fields =
    gnomon_test_fields (GNOMON_KIND_EVENT, "{'location': <'Room'>}");
  gboolean has_ended = FALSE;
  guint64 change;
  GPid child;

  create_known (fixture->store);
  change = import_many (fixture->store);
  gnomon_test_run (fixture->store, gnomon_operation_new_update_event (N_MANY, fields));
  gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  g_assert_finalize_object (g_steal_pointer (&fixture->store));
  db = gnomon_db_open (fixture->path, GNOMON_DB_READ_ONLY, &error);
  g_assert_no_error (error);

  g_spawn_async (NULL, arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &child, &error);
  g_assert_no_error (error);
  while (!is_undone (db, change) && !has_ended)
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
  g_assert_cmpuint (count_events (fixture->store), ==, 1);
  check_log (fixture, change - 1);
  while (count_rows (db, GNOMON_SQL_BATCH_LIST) > 0)
    g_usleep (1000);
  check_log (fixture, change - 1);
  check_state (fixture, FALSE);
  gnomon_test_run (fixture->store, gnomon_operation_new_redo ());
  check_state (fixture, TRUE);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_setenv ("GNOMON_CLOCK", GNOMON_TEST_NOW, TRUE);
  if (argc == 3 && strcmp (argv[1], "--undo") == 0)
    return run_undo (argv[2]);
  g_test_init (&argc, &argv, NULL);
  g_set_prgname ("the test");

  gnomon_test_store_add ("/import-undo/undo-and-redo", test_undo_and_redo);
  gnomon_test_store_add ("/import-undo/conflict", test_conflict);
  gnomon_test_store_add ("/import-undo/killed", test_killed);

  return g_test_run ();
}
