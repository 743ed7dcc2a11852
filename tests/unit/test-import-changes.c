/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "gnomon-db.h"
#include "gnomon-ical.h"
#include "gnomon-test-store.h"

/* An import that changes so many known events that they are staged, and written in parts. */

#define N_KNOWN 1500
#define N_FOUND 100 /* of those that a search would find */

#define EVENT \
  "BEGIN:VEVENT\nUID:known-%u\nSEQUENCE:%u\nSUMMARY:%s %u\n" \
  "DTSTART;TZID=Europe/Berlin:20261118T%02u0000\nDTEND;TZID=Europe/Berlin:20261118T%02u3000\n" \
  "ATTENDEE;CN=Ann;PARTSTAT=%s:mailto:ann@example.org\nX-KEPT:%s\n" \
  "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT%uM\nEND:VALARM\nEND:VEVENT\n"

#define SERIES \
  "BEGIN:VEVENT\nUID:series\nSEQUENCE:%u\nSUMMARY:%s series\nDTSTART:20270104T090000Z\n" \
  "DTEND:20270104T100000Z\nRRULE:FREQ=WEEKLY;COUNT=5\nEND:VEVENT\n" \
  "BEGIN:VEVENT\nUID:series\nRECURRENCE-ID:20270111T090000Z\nSEQUENCE:%u\nSUMMARY:%s occurrence\n" \
  "DTSTART:20270112T090000Z\nDTEND:20270112T100000Z\nEND:VEVENT\n"

/* The first version of all, or the second, which has one event more. */
static GBytes *
make_file (gboolean second)
{
  GString *text = g_string_new ("BEGIN:VCALENDAR\n");
  const char *word = second ? "Second" : "First";

  for (guint i = 0; i < N_KNOWN; i++)
    g_string_append_printf (text, EVENT, i, second, word, i, 8 + second, 8 + second,
                            second ? "ACCEPTED" : "DECLINED", word, second ? 30 : 15);
  g_string_append_printf (text, SERIES, second, word, second, word);
  if (second)
    g_string_append (text,
                     "BEGIN:VEVENT\nUID:new\nSUMMARY:New\nDTSTART:20261120T100000Z\nEND:VEVENT\n");
  g_string_append (text, "END:VCALENDAR\n");
  return g_string_free_to_bytes (text);
}

static GnomonImport *
import (GnomonStore *store,
        gboolean     second)
{
  g_autoptr (GBytes) file = make_file (second);

  return GNOMON_IMPORT (gnomon_test_apply (store, gnomon_operation_new_import (file, 0)));
}

static void
import_first (GnomonStore *store)
{
  g_autoptr (GnomonImport) result = import (store, FALSE);

  g_assert_cmpuint (gnomon_import_get_added (result), ==, N_KNOWN + 1);
}

static void
import_second (GnomonStore *store)
{
  g_autoptr (GnomonImport) result = import (store, TRUE);

  g_assert_cmpuint (gnomon_import_get_added (result), ==, 1);
  g_assert_cmpuint (gnomon_import_get_updated (result), ==, N_KNOWN + 1);
}

static guint
count_starting (GnomonStore *store,
                const char  *word,
                gint64       from,
                gint64       to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = gnomon_store_list_occurrences (store, from, to, FALSE, &error);
  guint count = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    count += g_str_has_prefix (gnomon_occurrence_get_title (g_ptr_array_index (found, i)), word);
  return count;
}

static guint
search (GnomonStore *store,
        const char  *needle)
{
  g_autoptr (GnomonFields) filter = gnomon_fields_new (GNOMON_KIND_EVENT_FILTER);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;

  gnomon_fields_set_string (filter, GNOMON_FILTER_SEARCH, needle);
  gnomon_fields_set_int (filter, GNOMON_FILTER_LIMIT, N_FOUND);
  found = gnomon_store_list_events (store, filter, &error);
  g_assert_no_error (error);
  return found->len;
}

static void
check_event (GnomonStore *store,
             gint64       id,
             gboolean     second)
{
  g_autoptr (GnomonEvent) event = gnomon_store_get_event (store, id, NULL);
  GPtrArray *guests = gnomon_event_get_attendees (event);
  GPtrArray *reminders = gnomon_event_get_reminders (event);

  g_assert_cmpuint (guests->len, ==, 1);
  g_assert_cmpint (gnomon_attendee_get_status (g_ptr_array_index (guests, 0)), ==,
                   second ? GNOMON_ATTENDEE_ACCEPTED : GNOMON_ATTENDEE_DECLINED);
  g_assert_cmpuint (reminders->len, ==, 1);
  g_assert_cmpint (gnomon_reminder_get_minutes_before (g_ptr_array_index (reminders, 0)), ==,
                   second ? 30 : 15);
}

static void
check_version (GnomonStore *store,
               gboolean     second)
{
  const char *there = second ? "Second" : "First";
  const char *gone = second ? "First" : "Second";

  /* The 18th of November 2026, and January 2027. */
  g_assert_cmpuint (count_starting (store, there, 1794960000, 1795046400), ==, N_KNOWN);
  g_assert_cmpuint (count_starting (store, gone, 1794960000, 1795046400), ==, 0);
  g_assert_cmpuint (count_starting (store, there, 1798761600, 1801440000), ==, 4);
  g_assert_cmpuint (count_starting (store, "New", 1794960000, 1799999999), ==, second);
  g_assert_cmpuint (search (store, there), ==, N_FOUND);
  g_assert_cmpuint (search (store, gone), ==, 0);
  check_event (store, 1, second);
  check_event (store, N_KNOWN, second);
}

static void
test_turned (GnomonTestStore *fixture,
             gconstpointer    user_data)
{
  g_autoptr (GnomonImport) again = NULL;

  import_first (fixture->store);
  check_version (fixture->store, FALSE);

  g_array_set_size (fixture->changed, 0);
  import_second (fixture->store);
  check_version (fixture->store, TRUE);
  g_assert_cmpuint (fixture->changed->len, ==, N_KNOWN + 2);

  again = import (fixture->store, TRUE);
  g_assert_cmpuint (gnomon_import_get_skipped (again), ==, N_KNOWN + 2);

  /* That, which changed nothing, is no step. */
  for (guint i = 0; i < 2; i++)
    {
      gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
      check_version (fixture->store, FALSE);
      gnomon_test_run (fixture->store, gnomon_operation_new_redo ());
      check_version (fixture->store, TRUE);
    }
}

static void
test_conflict (GnomonTestStore *fixture,
               gconstpointer    user_data)
{
  import_first (fixture->store);
  import_second (fixture->store);
  gnomon_test_update_event (fixture->store, 77, "{'location': <'Room'>}");

  {
    g_autoptr (GPtrArray) history = gnomon_store_list_history (fixture->store, 10, NULL);
    guint64 change = gnomon_change_get_id (g_ptr_array_index (history, 1));

    gnomon_test_refuse (fixture->store, gnomon_operation_new_undo_change (change),
                        GNOMON_ERROR_CONFLICT, "“Second 76” was changed since by the test");
  }
  check_version (fixture->store, TRUE);

  gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  check_version (fixture->store, FALSE);
  gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  g_assert_cmpuint (count_starting (fixture->store, "", 0, 1801440000), ==, 0);
}

static gint64
count (GnomonDb  *db,
       GnomonSql  sql)
{
  g_autoptr (GnomonStatement) query = gnomon_db_query (db, sql);
  gint64 rows = 0;

  if (sql == GNOMON_SQL_HISTORY_LIST)
    gnomon_statement_bind_int (query, 1, 10);
  while (gnomon_statement_step (query, NULL) == GNOMON_STEP_ROW)
    rows++;
  return rows;
}

static GnomonDb *
open_database (GnomonTestStore *fixture,
               GnomonDbMode     mode)
{
  g_autoptr (GError) error = NULL;
  GnomonDb *db = gnomon_db_open (fixture->path, mode, &error);

  g_assert_no_error (error);
  return db;
}

/* Another process is at it, says the batch. */
static void
test_busy (GnomonTestStore *fixture,
           gconstpointer    user_data)
{
  g_autoptr (GnomonDb) db = open_database (fixture, GNOMON_DB_READ_WRITE);
  g_autoptr (GBytes) file = make_file (TRUE);
  g_autoptr (GError) error = NULL;

  import_first (fixture->store);
  import_second (fixture->store);
  gnomon_db_execute (db, "UPDATE batch SET change_id = (SELECT max (change_id) FROM history)"
                         " WHERE id = (SELECT max (id) FROM batch)", &error);
  g_assert_no_error (error);
  gnomon_test_refuse (fixture->store, gnomon_operation_new_undo (), GNOMON_ERROR_BUSY,
                      "Another import is under way");
  gnomon_test_refuse (fixture->store, gnomon_operation_new_import (file, 0), GNOMON_ERROR_BUSY,
                      "Another import is under way");
  check_version (fixture->store, TRUE);
}

/* What the process does that is killed: a program of its own, because a lease names a process. */
static int
run_import (char *path)
{
  GnomonTestStore fixture = { .path = path, .clock = gnomon_clock_new () };

  fixture.store = gnomon_test_store_open (&fixture);
  import_second (fixture.store);
  g_object_unref (fixture.store);
  g_object_unref (fixture.clock);
  return 0;
}

/* Imports the second version in a process that is killed as soon as @sql finds so many rows. */
static void
kill_import (GnomonTestStore *fixture,
             GnomonSql        sql,
             gint64           n_rows)
{
  char *arguments[] = { (char *) "/proc/self/exe", (char *) "--import", fixture->path, NULL };
  g_autoptr (GnomonDb) db = open_database (fixture, GNOMON_DB_READ_ONLY);
  g_autoptr (GError) error = NULL;
  gboolean has_ended = FALSE;
  GPid child;

  g_spawn_async (NULL, arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &child, &error);
  g_assert_no_error (error);
  while (count (db, sql) < n_rows && !has_ended)
    {
      has_ended = waitpid (child, NULL, WNOHANG) == child;
      g_usleep (300);
    }
  if (!has_ended)
    {
      kill (child, SIGKILL);
      waitpid (child, NULL, 0);
    }
}

static void
wait_until_ended (GnomonTestStore *fixture)
{
  g_autoptr (GnomonDb) db = open_database (fixture, GNOMON_DB_READ_ONLY);

  while (count (db, GNOMON_SQL_BATCH_LIST) > 0)
    g_usleep (1000);
}

/* Once the change is made, whoever comes next writes the rest of it; but what somebody has changed
 * before that stays his. */
static void
test_killed_after (GnomonTestStore *fixture,
                   gconstpointer    user_data)
{
  g_autoptr (GnomonEvent) event = NULL;
  g_autoptr (GError) error = NULL;

  import_first (fixture->store);
  g_assert_finalize_object (g_steal_pointer (&fixture->store));
  kill_import (fixture, GNOMON_SQL_HISTORY_LIST, 2);
  {
    g_autoptr (GnomonDb) db = open_database (fixture, GNOMON_DB_READ_WRITE);

    gnomon_db_execute (db, "UPDATE event SET revision = revision + 1, location = 'Mine'"
                           " WHERE id = (SELECT max (event_id) FROM staged)", &error);
    g_assert_no_error (error);
  }

  fixture->store = gnomon_test_store_open (fixture);
  wait_until_ended (fixture);
  check_event (fixture->store, 1, TRUE);
  event = gnomon_store_get_event (fixture->store, N_KNOWN + 1, NULL);
  if (g_str_equal (gnomon_event_get_location (event), "Mine"))
    g_assert_cmpstr (gnomon_event_get_title (event), ==, "First series");
  else
    check_version (fixture->store, TRUE);
  g_assert_cmpuint (count_starting (fixture->store, "Second", 1794960000, 1795046400), ==, N_KNOWN);

  gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  check_version (fixture->store, FALSE);
}

static void
test_killed_before (GnomonTestStore *fixture,
                    gconstpointer    user_data)
{
  import_first (fixture->store);
  g_assert_finalize_object (g_steal_pointer (&fixture->store));
  kill_import (fixture, GNOMON_SQL_BATCH_LIST, 1);

  fixture->store = gnomon_test_store_open (fixture);
  wait_until_ended (fixture);
  /* Unless the import was quicker. */
  check_version (fixture->store, count_starting (fixture->store, "Second", 0, 1801440000) > 0);
  if (count_starting (fixture->store, "First", 0, 1801440000) > 0)
    {
      import_second (fixture->store);
      check_version (fixture->store, TRUE);
    }
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
  g_set_prgname ("the test");

  gnomon_test_store_add ("/import-changes/turned", test_turned);
  gnomon_test_store_add ("/import-changes/conflict", test_conflict);
  gnomon_test_store_add ("/import-changes/busy", test_busy);
  gnomon_test_store_add ("/import-changes/killed-after", test_killed_after);
  gnomon_test_store_add ("/import-changes/killed-before", test_killed_before);

  return g_test_run ();
}
