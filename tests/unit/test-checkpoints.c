/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "gnomon-db.h"

/*
 * What becomes of the log of a database, and of what is in it, while much is written.
 */

#define MIB (1024 * 1024)

/* The log begins anew beyond 64 MiB, with the first write that finds all of it copied; and at rest
 * it has 4 MiB, and what one change adds to that. */
#define MOST_IN_BULK (80 * MIB)
#define MOST_AT_REST (6 * MIB)

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
  GnomonDb *db;
} Fixture;

static void
run (GnomonDb   *db,
     const char *sql)
{
  g_autoptr (GError) error = NULL;

  if (!gnomon_db_begin (db, &error) || !gnomon_db_execute (db, sql, &error) ||
      !gnomon_db_commit (db, &error))
    g_error ("%s", error->message);
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
  fixture->db = gnomon_db_open (fixture->path, GNOMON_DB_READ_WRITE, &error);
  g_assert_no_error (error);
  run (fixture->db, "CREATE TABLE filler (id INTEGER PRIMARY KEY, content BLOB)");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_pointer (&fixture->db, gnomon_db_close);
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
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
  g_test_add ("/checkpoints/closed-in-bulk", Fixture, NULL, set_up, test_closed_in_bulk, tear_down);
  return g_test_run ();
}
