/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "bench.h"
#include "gnomon-ical.h"
#include "gnomon-schema.h"
#include "gnomon-store.h"

/* Goes up when bench-load.c makes another text, or another schema takes it in. */
#define LOAD_VERSION 2

static gboolean strict;
static gboolean missed;
static GPtrArray *folders;

void
bench_init (int    *argc,
            char ***argv)
{
  setlocale (LC_ALL, "");
  g_setenv ("GNOMON_CLOCK", "2026-11-18T10:42:00+01:00", TRUE);
  strict = g_getenv ("GNOMON_BENCH_STRICT") != NULL;
  for (int i = 1; i < *argc; i++)
    strict = strict || g_str_equal ((*argv)[i], "--strict");
  folders = g_ptr_array_new_with_free_func (g_free);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

int
bench_finish (void)
{
  for (guint i = 0; i < folders->len; i++)
    remove_folder (g_ptr_array_index (folders, i));
  g_clear_pointer (&folders, g_ptr_array_unref);
  return strict && missed ? 1 : 0;
}

void
bench_report (const char *what,
              double      figure,
              const char *unit,
              double      goal)
{
  if (goal <= 0)
    {
      printf ("%-58s %10.3f %s\n", what, figure, unit);
    }
  else
    {
      printf ("%-58s %10.3f %s, goal %g: %s\n", what, figure, unit, goal,
              figure <= goal ? "met" : "MISSED");
      missed = missed || figure > goal;
    }
  fflush (stdout);
}

double
bench_now (void)
{
  return (double) g_get_monotonic_time () / 1000.0;
}

void
bench_add (GArray *figures,
           double  figure)
{
  g_array_append_val (figures, figure);
}

static int
compare_figures (const void *a,
                 const void *b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return first < second ? -1 : first > second;
}

double
bench_quantile (GArray *figures,
                double  part)
{
  if (figures->len == 0)
    return 0;
  g_array_sort (figures, compare_figures);
  return g_array_index (figures, double, MIN ((guint) (figures->len * part), figures->len - 1));
}

double
bench_median (GArray *figures)
{
  return bench_quantile (figures, 0.5);
}

char *
bench_make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("gnomon-bench-XXXXXX", &error);

  if (folder == NULL)
    g_error ("%s", error->message);
  g_ptr_array_add (folders, g_strdup (folder));
  return folder;
}

static void
import_load (const char *path,
             guint       n_events)
{
  g_autoptr (GnomonClock) clock = gnomon_clock_new ();
  g_autoptr (GBytes) text = bench_make_text (n_events);
  g_autoptr (GnomonOperation) operation = gnomon_operation_new_import (text, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) result = NULL;
  GnomonStore *store = gnomon_store_open (path, clock, &error);

  if (store == NULL || !gnomon_store_apply (store, operation, &result, &error))
    g_error ("%s", error->message);
  if (gnomon_import_get_added (GNOMON_IMPORT (result)) != n_events)
    g_error ("The load was not taken whole");
  g_object_unref (store);
}

static void
copy_file (const char *from,
           const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  g_autoptr (GError) error = NULL;

  if (!g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error))
    g_error ("%s", error->message);
}

char *
bench_copy_database (guint n_events)
{
  const char *build = g_getenv ("G_TEST_BUILDDIR");
  g_autofree char *name = g_strdup_printf ("bench-load-%u-%d-%d.db", n_events, LOAD_VERSION,
                                           gnomon_schema_get_version ());
  g_autofree char *kept = g_build_filename (build != NULL ? build : g_get_tmp_dir (), name, NULL);
  g_autofree char *folder = bench_make_folder ();
  char *path = g_build_filename (folder, "calendar.db", NULL);

  if (g_file_test (kept, G_FILE_TEST_EXISTS))
    {
      copy_file (kept, path);
    }
  else
    {
      g_autofree char *unfinished = g_strconcat (kept, ".new", NULL);
      double start = bench_now ();

      import_load (path, n_events);
      printf ("Made a database of %u events in %.1f s\n", n_events, (bench_now () - start) / 1000);
      copy_file (path, unfinished);
      g_rename (unfinished, kept);
    }
  g_chmod (path, 0600);
  return path;
}

char **
bench_make_environ (const char *bus_address,
                    const char *folder)
{
  char **env = g_get_environ ();

  env = g_environ_setenv (env, "DBUS_SESSION_BUS_ADDRESS", bus_address, TRUE);
  env = g_environ_setenv (env, "HOME", folder, TRUE);
  env = g_environ_setenv (env, "XDG_DATA_HOME", folder, TRUE);
  env = g_environ_setenv (env, "XDG_CONFIG_HOME", folder, TRUE);
  env = g_environ_setenv (env, "XDG_CACHE_HOME", folder, TRUE);
  env = g_environ_setenv (env, "XDG_RUNTIME_DIR", folder, TRUE);
  env = g_environ_unsetenv (env, "G_DEBUG");
  return env;
}

double
bench_get_pss (GPid pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/smaps_rollup", pid);
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  line = strstr (text, "\nPss:");
  return line != NULL ? g_ascii_strtod (line + strlen ("\nPss:"), NULL) / 1024.0 : 0;
}
