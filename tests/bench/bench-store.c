/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "bench.h"
#include "gnomon-civil.h"
#include "gnomon-ical.h"
#include "gnomon-store.h"

/* The model by itself: a month of a large calendar, a durable change, an import. */

#define LARGE 100000
#define SMALL 10000

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

static void
measure_months (GnomonStore *store)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *what = NULL;
  double median;

  for (int round = 0; round < 3; round++)
    for (int month = 0; month < 11 * 12; month++)
      {
        int year = 2020 + month / 12;
        gint64 from = gnomon_civil_day_from_ymd (year, month % 12 + 1, 1);
        gint64 to = gnomon_civil_add_months (from, 1);
        g_autoptr (GPtrArray) found = NULL;
        g_autoptr (GError) error = NULL;
        double start = bench_now ();

        found = gnomon_store_list_occurrences (store, from * GNOMON_DAY_SECONDS,
                                               to * GNOMON_DAY_SECONDS, TRUE, &error);
        if (found == NULL)
          g_error ("%s", error->message);
        bench_add (times, bench_now () - start);
        bench_add (rows, found->len);
      }

  median = bench_median (times);
  what = g_strdup_printf ("A month of %.0f rows, of %d events", bench_median (rows), LARGE);
  bench_report (what, median, "ms", 1.0);
}

/* Needles from one hit in a thousand events to a hit in almost all of them, and such that have no
 * hit though all their parts are common. */
static void
measure_search (GnomonStore *store)
{
  static const char * const needles[] = {
    "zugspitze", "picnic", "ticket hike", "festival", "school train", "planning", "meeting", "e",
    "me", "ee", "gs", "ing ", "team meeting p", "planning meeting planning",
    "ingmeereport", "nothing of the kind", "zz",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (needles); i++)
    {
      g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
      g_autoptr (GnomonFields) filter = gnomon_fields_new (GNOMON_KIND_EVENT_FILTER);
      g_autofree char *what = NULL;
      guint n_found = 0;

      gnomon_fields_set_string (filter, GNOMON_FILTER_SEARCH, needles[i]);
      gnomon_fields_set_int (filter, GNOMON_FILTER_LIMIT, 100);
      for (int round = 0; round < 21; round++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (GPtrArray) found = NULL;
          double start = bench_now ();

          found = gnomon_store_list_events (store, filter, &error);
          if (found == NULL)
            g_error ("%s", error->message);
          bench_add (times, bench_now () - start);
          n_found = found->len;
        }
      what = g_strdup_printf ("The first %u of “%s”, of %d events", n_found, needles[i], LARGE);
      bench_report (what, bench_median (times), "ms", 5);
    }
}

/* What the disk takes for itself: a creation cannot be faster. */
static void
measure_disk (const char *database)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *path = g_strconcat (database, "-disk", NULL);
  char page[4096] = "";
  int file = open (path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);

  for (int i = 0; file >= 0 && i < 100; i++)
    {
      double start = bench_now ();

      if (write (file, page, sizeof page) != sizeof page || fdatasync (file) != 0)
        g_error ("The disk cannot be written");
      bench_add (times, bench_now () - start);
    }
  close (file);
  bench_report ("A page on the disk, by itself", bench_median (times), "ms", 0);
}

static void
measure_creations (GnomonStore *store)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (int i = 0; i < 300; i++)
    {
      g_autofree char *date = gnomon_civil_format_date (gnomon_civil_day_from_ymd (2026, 1, 1) + i);
      g_autoptr (GnomonFields) fields = gnomon_fields_new (GNOMON_KIND_EVENT);
      g_autoptr (GnomonOperation) operation = NULL;
      g_autoptr (GError) error = NULL;
      double start;

      gnomon_fields_set_string (fields, GNOMON_EVENT_TITLE, "One more meeting");
      gnomon_fields_set_string (fields, GNOMON_EVENT_EVENT_DATE, date);
      gnomon_fields_set_string (fields, GNOMON_EVENT_START_TIME, "10:00");
      gnomon_fields_set_string (fields, GNOMON_EVENT_LOCATION, "Room 5");
      start = bench_now ();
      operation = gnomon_operation_new_create_event (fields);
      if (!gnomon_store_apply (store, operation, NULL, &error))
        g_error ("%s", error->message);
      bench_add (times, bench_now () - start);
    }
  bench_report ("A durable creation among 100000 events", bench_median (times), "ms", 1.5);
}

static void
measure_import (void)
{
  g_autoptr (GBytes) text = bench_make_text (SMALL);
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) parsed = NULL;
  g_autoptr (GnomonOperation) operation = gnomon_operation_new_import (text, 0);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = bench_make_folder ();
  g_autofree char *path = g_build_filename (folder, "calendar.db", NULL);
  g_autoptr (GnomonStore) store = open_store (path);
  double start = bench_now ();

  parsed = gnomon_ical_parse (text, warnings, &error);
  if (parsed == NULL)
    g_error ("%s", error->message);
  bench_report ("Reading an iCalendar text of 10000 events", bench_now () - start, "ms", 0);

  start = bench_now ();
  if (!gnomon_store_apply (store, operation, NULL, &error))
    g_error ("%s", error->message);
  bench_report ("Importing it, durably", bench_now () - start, "ms", 0);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *path = NULL;
  GnomonStore *store;

  bench_init (&argc, &argv);
  path = bench_copy_database (LARGE);
  store = open_store (path);
  measure_months (store);
  measure_search (store);
  measure_disk (path);
  measure_creations (store);
  g_object_unref (store);
  measure_import ();
  return bench_finish ();
}
