/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "gnomon-db-private.h"

/*
 * What becomes of the log of a database, and of what is in it, while much is written.
 */

#define MIB (1024 * 1024)

/* The log begins anew beyond 64 MiB, with the first write that finds all of it copied; and at rest
 * it has 4 MiB, and what one change adds to that. */
#define MOST_IN_BULK (80 * MIB)
#define MOST_AT_REST (6 * MIB)

/* A busy machine may need more than one attempt. */
#define OTHER_PAUSE 5000
#define MOST_BESIDE (100 * MIB)

/* A transaction adds a megabyte. */
#define ADD_ROWS \
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 256)" \
  " INSERT INTO filler SELECT NULL, randomblob (4000) FROM n"
#define N_ROWS 256

typedef struct
{
  char *folder;
  char *path;
  char *log;
  char *poke;
  GnomonDb *db;
} Fixture;

static void
begin (GnomonDb *db)
{
  g_autoptr (GError) error = NULL;

  gnomon_db_begin (db, &error);
  g_assert_no_error (error);
}

static void
execute (GnomonDb   *db,
         const char *sql)
{
  g_autoptr (GError) error = NULL;

  gnomon_db_execute (db, sql, &error);
  g_assert_no_error (error);
}

static void
commit (GnomonDb *db)
{
  g_autoptr (GError) error = NULL;

  gnomon_db_commit (db, &error);
  g_assert_no_error (error);
}

static void
run (GnomonDb   *db,
     const char *sql)
{
  begin (db);
  execute (db, sql);
  commit (db);
}

static void
set_bulk (Fixture  *fixture,
          gboolean  bulk)
{
  g_autoptr (GError) error = NULL;

  gnomon_db_set_bulk (fixture->db, bulk, &error);
  g_assert_no_error (error);
}

static gint64
get_size (const char *path)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  return info.st_size;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("gnomon-test-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "calendar.db", NULL);
  fixture->log = g_strconcat (fixture->path, "-wal", NULL);
  fixture->poke = g_strconcat (fixture->path, "-poke", NULL);
  fixture->db = gnomon_db_open (fixture->path, GNOMON_DB_READ_WRITE, &error);
  g_assert_no_error (error);
  run (fixture->db, "CREATE TABLE filler (id INTEGER PRIMARY KEY, content BLOB)");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_pointer (&fixture->db, gnomon_db_close);
  g_unlink (fixture->poke);
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->poke);
  g_free (fixture->log);
  g_free (fixture->path);
  g_free (fixture->folder);
}

/* A connection lends out no SQL but the store's: a constraint tells of another number. */
static void
assert_rows (GnomonDb *db,
             int       n_rows)
{
  g_autofree char *sql = g_strdup_printf (
    "CREATE TEMP TABLE counted (is_right CHECK (is_right)); INSERT INTO counted"
    " SELECT count (*) = %d AND total (length (content)) = %d FROM filler",
    n_rows, n_rows * 4000);
  g_autoptr (GError) error = NULL;

  gnomon_db_execute (db, sql, &error);
  g_assert_no_error (error);
}

static void
assert_all_there (Fixture *fixture,
                  int      n_rows)
{
  g_autoptr (GError) error = NULL;
  GnomonDb *db;

  g_clear_pointer (&fixture->db, gnomon_db_close);
  db = gnomon_db_open (fixture->path, GNOMON_DB_READ_WRITE, &error);
  g_assert_no_error (error);
  assert_rows (db, n_rows);
  gnomon_db_close (db);
}

/* The writer makes none of its own then: the log would have to be sixteen times as long. */
static void
test_are_made_apart (Fixture       *fixture,
                     gconstpointer  data)
{
  gint64 deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  set_bulk (fixture, TRUE);
  for (guint i = 0; i < 8; i++)
    run (fixture->db, ADD_ROWS);
  while (get_size (fixture->path) < 4 * MIB)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (1000);
    }
  set_bulk (fixture, FALSE);
  assert_all_there (fixture, 8 * N_ROWS);
}

static void
test_log_stays_short (Fixture       *fixture,
                      gconstpointer  data)
{
  gint64 largest = 0;

  set_bulk (fixture, TRUE);
  for (guint i = 0; i < 160; i++)
    {
      run (fixture->db, ADD_ROWS);
      largest = MAX (largest, get_size (fixture->log));
    }
  g_assert_cmpint (largest, >, MOST_AT_REST);
  g_assert_cmpint (largest, <, MOST_IN_BULK);

  /* The first change copies what is left, and the next one begins the log anew. */
  set_bulk (fixture, FALSE);
  for (guint i = 0; i < 8; i++)
    run (fixture->db, ADD_ROWS);
  g_assert_cmpint (get_size (fixture->log), <, MOST_AT_REST);
  assert_all_there (fixture, 168 * N_ROWS);
}

typedef struct
{
  const char *path;
  gint has_ended;          /* atomic */
} Other;

static GnomonDb *
open_other (const char *path)
{
  g_autoptr (GError) error = NULL;
  GnomonDb *db = gnomon_db_open (path, GNOMON_DB_READ_WRITE, &error);

  g_assert_no_error (error);
  return db;
}

static gpointer
other_thread (gpointer data)
{
  Other *other = data;
  GnomonDb *db = open_other (other->path);

  while (!g_atomic_int_get (&other->has_ended))
    {
      run (db, "UPDATE note SET number = number + 1");
      g_usleep (OTHER_PAUSE);
    }
  gnomon_db_close (db);
  return NULL;
}

/* One that begins whenever a part has ended goes on in the log of that part. */
static void
test_log_stays_short_beside_another (Fixture       *fixture,
                                     gconstpointer  data)
{
  Other other = { .path = fixture->path };
  GThread *thread;
  gint64 largest = 0;

  run (fixture->db, "CREATE TABLE note (number INTEGER); INSERT INTO note VALUES (0)");
  thread = g_thread_new ("other", other_thread, &other);
  set_bulk (fixture, TRUE);
  for (guint i = 0; i < 128; i++)
    {
      begin (fixture->db);
      execute (fixture->db, ADD_ROWS);
      /* The other one waits for its end. */
      g_usleep (2 * OTHER_PAUSE);
      commit (fixture->db);
      largest = MAX (largest, get_size (fixture->log));
      gnomon_db_give_way (fixture->db);
    }
  g_atomic_int_set (&other.has_ended, 1);
  g_thread_join (thread);
  g_assert_cmpint (largest, <, MOST_BESIDE);
  assert_all_there (fixture, 128 * N_ROWS);
}

/* Whose short changes would wait for the disk to take all that the long one has written. */
static void
test_others_leave_it (Fixture       *fixture,
                      gconstpointer  data)
{
  GnomonDb *other = open_other (fixture->path);

  g_assert_false (gnomon_db_is_copied_by_other (other));
  set_bulk (fixture, TRUE);
  g_assert_true (gnomon_db_is_copied_by_other (other));
  g_assert_false (gnomon_db_is_copied_by_other (fixture->db));
  set_bulk (fixture, FALSE);
  g_assert_false (gnomon_db_is_copied_by_other (other));

  /* Whoever has gone says nothing. */
  set_bulk (fixture, TRUE);
  g_clear_pointer (&fixture->db, gnomon_db_close);
  g_assert_false (gnomon_db_is_copied_by_other (other));
  gnomon_db_close (other);
}

/* Closed while it writes in bulk, as where an import fails. */
static void
test_closed_in_bulk (Fixture       *fixture,
                     gconstpointer  data)
{
  set_bulk (fixture, TRUE);
  for (guint i = 0; i < 8; i++)
    run (fixture->db, ADD_ROWS);
  assert_all_there (fixture, 8 * N_ROWS);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/checkpoints/are-made-apart", Fixture, NULL, set_up, test_are_made_apart, tear_down);
  g_test_add ("/checkpoints/log-stays-short", Fixture, NULL, set_up, test_log_stays_short,
              tear_down);
  g_test_add ("/checkpoints/log-stays-short-beside-another", Fixture, NULL, set_up,
              test_log_stays_short_beside_another, tear_down);
  g_test_add ("/checkpoints/others-leave-it", Fixture, NULL, set_up, test_others_leave_it,
              tear_down);
  g_test_add ("/checkpoints/closed-in-bulk", Fixture, NULL, set_up, test_closed_in_bulk, tear_down);
  return g_test_run ();
}
