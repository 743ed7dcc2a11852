/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "gnomon-db.h"

/*
 * Who waits for the write lock while another connection writes part after part, and leaves no pause
 * between them but for those that wait.
 */

#define PART_TIME 5000

/* A part or two are under way when the other one begins to wait; a busy machine may be late. */
#define MOST_PARTS 40

/* So many take their turn, one after the other. */
#define N_TURNS 20

typedef struct
{
  char *path;
  gint n_parts;            /* atomic */
  gint has_ended;          /* atomic */
  guint n_waited[N_TURNS]; /* parts */
} Race;

static GnomonDb *
open_db (const char *path)
{
  g_autoptr (GError) error = NULL;
  GnomonDb *db = gnomon_db_open (path, GNOMON_DB_READ_WRITE, &error);

  g_assert_no_error (error);
  return db;
}

static void
begin (GnomonDb *db)
{
  g_autoptr (GError) error = NULL;

  gnomon_db_begin (db, &error);
  g_assert_no_error (error);
}

static void
commit (GnomonDb *db)
{
  g_autoptr (GError) error = NULL;

  gnomon_db_commit (db, &error);
  g_assert_no_error (error);
}

static gpointer
other_thread (gpointer data)
{
  Race *race = data;
  g_autoptr (GnomonDb) db = open_db (race->path);

  for (guint i = 0; i < N_TURNS; i++)
    {
      gint before = g_atomic_int_get (&race->n_parts);

      begin (db);
      race->n_waited[i] = (guint) (g_atomic_int_get (&race->n_parts) - before);
      commit (db);
    }
  g_atomic_int_set (&race->has_ended, 1);
  return NULL;
}

static void
test_those_that_wait_begin (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("gnomon-test-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "calendar.db", NULL);
  g_autofree char *poke = g_strconcat (path, "-poke", NULL);
  Race race = { .path = path };
  GnomonDb *db = open_db (path);
  GThread *other = g_thread_new ("other", other_thread, &race);

  while (!g_atomic_int_get (&race.has_ended))
    {
      begin (db);
      g_usleep (PART_TIME);
      g_atomic_int_inc (&race.n_parts);
      commit (db);
      gnomon_db_give_way (db);
    }
  g_thread_join (other);
  for (guint i = 0; i < N_TURNS; i++)
    g_assert_cmpuint (race.n_waited[i], <=, MOST_PARTS);

  gnomon_db_close (db);
  g_unlink (poke);
  g_unlink (path);
  g_rmdir (folder);
}

/* Who has waited in vain says so no more. */
static void
test_who_gives_up_waits_no_more (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("gnomon-test-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "calendar.db", NULL);
  g_autofree char *poke = g_strconcat (path, "-poke", NULL);
  GnomonDb *db = open_db (path);
  GnomonDb *other = open_db (path);

  /* It gives up, and says so no more: give_way() comes back. */
  begin (db);
  g_assert_false (gnomon_db_begin (other, &error));
  g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_BUSY);
  commit (db);
  gnomon_db_give_way (db);
  begin (db);
  commit (db);

  gnomon_db_close (other);
  gnomon_db_close (db);
  g_unlink (poke);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/turns/those-that-wait-begin", test_those_that_wait_begin);
  g_test_add_func ("/turns/who-gives-up-waits-no-more", test_who_gives_up_waits_no_more);
  return g_test_run ();
}
