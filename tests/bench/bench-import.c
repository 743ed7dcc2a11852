/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "bench-neighbour.h"
#include "bench.h"
#include "gnomon-ical.h"

/*
 * An import of 100,000 events: until it is on disk, and indexed; the same file again, where all
 * of it is known; and its undo. And one of 5,000 events, all of which change others, themselves or
 * the series of which they are occurrences. Meanwhile another program makes an event now and then:
 * how long it waits at worst.
 *
 * `bench-import FILE` takes a file's events in place of the 100,000.
 */

#define N_EVENTS 100000
#define N_CHANGED 5000

/* Rule 8 of the store: nobody waits longer for an import. */
#define WORST_WAIT 200

/* It begins anew at 64 MiB, where nobody reads in it: who begins it anew cuts off what is more. */
#define LARGEST_LOG 80

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
  BenchNeighbour *neighbour = path != NULL ? bench_neighbour_begin (path, bench_make_event)
                                             : NULL;
  g_autofree char *waits = g_strconcat (what, ": worst wait of another program", NULL);
  g_autofree char *median = g_strconcat (what, ": median wait of another program", NULL);
  g_autofree char *log = g_strconcat (what, ": the log at its longest", NULL);
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

  if (neighbour != NULL)
    {
      BenchWaits found = bench_neighbour_end (neighbour);

      bench_report (median, found.median, "ms", 0);
      bench_report (waits, found.worst, "ms", WORST_WAIT);
      bench_report (log, found.log_size, "MiB", LARGEST_LOG);
    }
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
  return bench_open_store (*path);
}

/* A text, another that changes what the first brought, and the way back from that. */
static void
measure_change (GBytes     *text,
                GBytes     *change,
                const char *text_name,
                const char *change_name,
                const char *undo_name)
{
  g_autofree char *path = NULL;
  GnomonStore *store = make_store (&path);

  measure_import (store, text, text_name, NULL);
  measure_import (store, change, change_name, path);
  measure_undo (store, last_import (store), undo_name, path);
  g_object_unref (store);
}

static void
measure_changes (void)
{
  g_autoptr (GBytes) text = bench_make_text (N_CHANGED);
  g_autoptr (GBytes) changed = change_text (text);

  measure_change (text, changed, "Import of 5,000 events", "Import that changes 5,000 events",
                  "Undo of 5,000 changes");
}

/* What an event has beside its head; @again: in the text that changes what the first brought. */
typedef void (* AppendFunc) (GString *out, const char *time, gboolean again);

/* @head: what the text says of all of them */
static GBytes *
make_text (const char *name,
           const char *head,
           AppendFunc  append,
           gboolean    again)
{
  GString *out = g_string_new ("BEGIN:VCALENDAR\n");

  g_string_append (out, head);
  for (guint i = 0; i < N_CHANGED; i++)
    {
      g_autofree char *time = g_strdup_printf ("%02u%02u00Z", 8 + i % 12, i % 60);

      g_string_append_printf (out, "BEGIN:VEVENT\nUID:%s-%u\nSUMMARY:%s %u\n", name, i, name, i);
      append (out, time, again);
      g_string_append (out, "END:VEVENT\n");
    }
  g_string_append (out, "END:VCALENDAR\n");
  return g_string_free_to_bytes (out);
}

/* A series, or its second occurrence, which is longer. */
static void
append_series (GString    *out,
               const char *time,
               gboolean    again)
{
  if (again)
    g_string_append_printf (out, "RECURRENCE-ID:20261125T%s\nDTSTART:20261125T%s\n"
                                 "DURATION:PT2H\n", time, time);
  else
    g_string_append_printf (out, "RRULE:FREQ=WEEKLY\nDTSTART:20261118T%s\nDURATION:PT1H\n",
                            time);
  g_string_append (out, "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT15M\nEND:VALARM\n");
}

static void
measure_lone (void)
{
  g_autoptr (GBytes) series = make_text ("series", "", append_series, FALSE);
  g_autoptr (GBytes) lone = make_text ("series", "", append_series, TRUE);

  measure_change (series, lone, "Import of 5,000 series",
                  "Import of an occurrence of each series", "Undo of 5,000 changed occurrences");
}

/* A meeting, or what a guest of it answers. */
static void
append_meeting (GString    *out,
                const char *time,
                gboolean    again)
{
  g_string_append_printf (out, "DTSTAMP:202611%02uT080000Z\nDTSTART:20261118T%s\n",
                          again ? 2 : 1, time);
  if (again)
    g_string_append (out, "ATTENDEE;PARTSTAT=ACCEPTED:mailto:guest-1@example.org\n");
  for (guint i = 0; !again && i < 5; i++)
    g_string_append_printf (out, "ATTENDEE:mailto:guest-%u@example.org\n", i);
}

static void
measure_answers (void)
{
  g_autoptr (GBytes) meetings = make_text ("meeting", "", append_meeting, FALSE);
  g_autoptr (GBytes) answers = make_text ("meeting", "METHOD:REPLY\n", append_meeting, TRUE);

  measure_change (meetings, answers, "Import of 5,000 meetings", "Import of an answer to each",
                  "Undo of 5,000 answers");
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
  measure_lone ();
  measure_answers ();
  return bench_finish ();
}
