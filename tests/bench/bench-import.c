/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "bench.h"
#include "gnomon-ical.h"
#include "gnomon-store.h"

/*
 * An import of 100,000 events: until it is on disk, and indexed; the same file again, where all
 * of it is known; and its undo. And one of 5,000 events, all of which change others. Meanwhile
 * another program makes an event now and then: how long it waits at worst.
 *
 * `bench-import FILE` takes a file's events in place of the 100,000.
 */

#define N_EVENTS 100000
#define N_CHANGED 5000

/* Rule 8 of the store: nobody waits longer for an import. */
#define WORST_WAIT 200

typedef struct
{
  const char *path;
  gint stop;
  double worst;
  guint n_made;
} Neighbour;

static GnomonStore *
open_store (const char *path)
{
  g_autoptr (GnomonClock) clock = gnomon_clock_new ();
  g_autoptr (GError) error = NULL;
  GnomonStore *store = gnomon_store_open (path, clock, &error);

  if (store == NULL)
    g_error ("%s", error->message);
  return store;
}

static gpointer
neighbour_thread (gpointer data)
{
  Neighbour *self = data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  GnomonStore *store;

  g_main_context_push_thread_default (context);
  store = open_store (self->path);
  while (!g_atomic_int_get (&self->stop))
    {
      g_autoptr (GnomonFields) fields = gnomon_fields_new (GNOMON_KIND_EVENT);
      g_autoptr (GnomonOperation) operation = NULL;
      g_autoptr (GError) error = NULL;
      double start;

      gnomon_fields_set_string (fields, GNOMON_EVENT_TITLE, "Meanwhile");
      gnomon_fields_set_string (fields, GNOMON_EVENT_EVENT_DATE, "2026-11-18");
      gnomon_fields_set_string (fields, GNOMON_EVENT_START_TIME, "12:00");
      operation = gnomon_operation_new_create_event (fields);
      start = bench_now ();
      if (!gnomon_store_apply (store, operation, NULL, &error))
        g_error ("%s", error->message);
      self->worst = MAX (self->worst, bench_now () - start);
      self->n_made++;
      g_usleep (20000);
    }
  g_object_unref (store);
  g_main_context_pop_thread_default (context);
  return NULL;
}

static double
get_cpu (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
}

/* Runs an operation, beside a neighbour where @path is given. */
static void
measure (GnomonStore     *store,
         GnomonOperation *operation,
         const char      *what,
         const char      *path)
{
  Neighbour neighbour = { .path = path };
  GThread *thread = path != NULL ? g_thread_new ("neighbour", neighbour_thread, &neighbour) : NULL;
  g_autofree char *waits = g_strconcat (what, ": worst wait of another program", NULL);
  g_autofree char *cpu = g_strconcat (what, ": processor time", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) result = NULL;
  double start = bench_now ();
  double cpu_start = get_cpu ();

  if (!gnomon_store_apply (store, operation, &result, &error))
    g_error ("%s: %s", what, error->message);
  bench_report (what, bench_now () - start, "ms", 0);
  bench_report (cpu, get_cpu () - cpu_start, "ms", 0);
  if (GNOMON_IS_IMPORT (result))
    printf ("  added %u, updated %u, skipped %u\n",
            gnomon_import_get_added (GNOMON_IMPORT (result)),
            gnomon_import_get_updated (GNOMON_IMPORT (result)),
            gnomon_import_get_skipped (GNOMON_IMPORT (result)));

  if (thread == NULL)
    return;
  g_atomic_int_set (&neighbour.stop, 1);
  g_thread_join (thread);
  bench_report (waits, neighbour.worst, "ms", WORST_WAIT);
}

static void
measure_import (GnomonStore *store,
                GBytes      *text,
                const char  *what,
                const char  *path)
{
  g_autoptr (GnomonOperation) operation = gnomon_operation_new_import (text, 0);

  measure (store, operation, what, path);
}

static void
measure_undo (GnomonStore *store,
              guint64      change,
              const char  *what,
              const char  *path)
{
  g_autoptr (GnomonOperation) operation = gnomon_operation_new_undo_change (change);

  measure (store, operation, what, path);
}

static guint64
last_import (GnomonStore *store)
{
  g_autoptr (GPtrArray) changes = gnomon_store_list_history (store, 1000, NULL);

  for (guint i = 0; i < changes->len; i++)
    if (g_str_equal (gnomon_change_get_operation (g_ptr_array_index (changes, i)), "import"))
      return gnomon_change_get_id (g_ptr_array_index (changes, i));
  g_error ("The import is not in the history");
}

/* The text with other titles. */
static GBytes *
change_text (GBytes *text)
{
  gsize size;
  const char *data = g_bytes_get_data (text, &size);
  char *copy = g_memdup2 (data, size);
  char *end = copy + size;

  for (char *at = copy; (at = memmem (at, (gsize) (end - at), "\nSUMMARY:", 9)) != NULL; at += 9)
    at[9] = 'Q';
  return g_bytes_new_take (copy, size);
}

static double
get_peak (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) usage.ru_maxrss / 1024;
}

/* Opened in a folder of its own; @path: (out) (transfer full) */
static GnomonStore *
make_store (char **path)
{
  g_autofree char *folder = bench_make_folder ();

  *path = g_build_filename (folder, "calendar.db", NULL);
  return open_store (*path);
}

static void
measure_changes (void)
{
  g_autoptr (GBytes) text = bench_make_text (N_CHANGED);
  g_autoptr (GBytes) changed = change_text (text);
  g_autofree char *path = NULL;
  GnomonStore *store = make_store (&path);

  measure_import (store, text, "Import of 5,000 events", NULL);
  measure_import (store, changed, "Import that changes 5,000 events", path);
  measure_undo (store, last_import (store), "Undo of 5,000 changes", path);
  g_object_unref (store);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *path = NULL;
  g_autofree char *content = NULL;
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GError) error = NULL;
  GnomonStore *store;
  gsize size;

  bench_init (&argc, &argv);
  if (argc > 1 && argv[1][0] != '-')
    {
      if (!g_file_get_contents (argv[1], &content, &size, &error))
        g_error ("%s", error->message);
      text = g_bytes_new_take (g_steal_pointer (&content), size);
    }
  else
    {
      text = bench_make_text (N_EVENTS);
    }
  store = make_store (&path);

  measure_import (store, text, "Import", NULL);
  bench_report ("Import: most memory, with the text", get_peak (), "MiB", 300);
  measure_import (store, text, "Import of what is known", NULL);
  measure_undo (store, last_import (store), "Undo", path);
  measure_import (store, text, "Import beside another program", path);
  g_object_unref (store);
  measure_changes ();
  return bench_finish ();
}
