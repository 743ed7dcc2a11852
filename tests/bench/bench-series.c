/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bench.h"
#include "gnomon-civil.h"
#include "gnomon-ical.h"
#include "gnomon-store.h"

/* A large calendar of which a tenth repeats: a month of it, as views and as panels read it. */

#define SINGLE 90000
#define SERIES 10000

/* Weekly and monthly ones in turn; most of them end, as those of people do. */
static GBytes *
make_series (void)
{
  static const char * const rules[] = {
    "FREQ=WEEKLY;BYDAY=MO,WE;COUNT=26", "FREQ=MONTHLY;BYDAY=2TU;COUNT=12",
    "FREQ=WEEKLY;UNTIL=20260701T000000Z", "FREQ=MONTHLY;BYMONTHDAY=15;COUNT=24",
    "FREQ=WEEKLY;INTERVAL=2;COUNT=40", "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20280101T000000Z",
    "FREQ=DAILY;COUNT=30", "FREQ=MONTHLY;COUNT=36", "FREQ=WEEKLY", "FREQ=MONTHLY;BYDAY=1MO",
  };
  static const char * const zones[] = { "Europe/Berlin", "America/New_York", "UTC" };
  GString *text =
    g_string_new ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Gnomon//bench//EN\r\n");

  for (int i = 0; i < SERIES; i++)
    {
      int year, month, day;

      gnomon_civil_day_to_ymd (gnomon_civil_day_from_ymd (2020, 1, 1) + i * 37 % 3650, &year,
                               &month, &day);
      g_string_append_printf (text,
                              "BEGIN:VEVENT\r\nUID:series-%d@bench\r\nDTSTAMP:20260101T000000Z\r\n"
                              "SUMMARY:Series %d\r\nLOCATION:Room %d\r\n"
                              "DTSTART;TZID=%s:%04d%02d%02dT%02d3000\r\nDURATION:PT1H\r\n"
                              "RRULE:%s\r\nEND:VEVENT\r\n",
                              i, i, i % 40, zones[i % 3], year, month, day, 7 + i % 11,
                              rules[i / 3 % G_N_ELEMENTS (rules)]);
    }
  g_string_append (text, "END:VCALENDAR\r\n");
  return g_string_free_to_bytes (text);
}

static void
import (GnomonStore *store,
        GBytes      *text)
{
  g_autoptr (GnomonOperation) operation = gnomon_operation_new_import (text, 0);
  g_autoptr (GError) error = NULL;

  if (!gnomon_store_apply (store, operation, NULL, &error))
    g_error ("%s", error->message);
}

static gboolean
count_cb (const GnomonSpan *span,
          gpointer          user_data)
{
  (*(guint *) user_data)++;
  return TRUE;
}

static void
measure_first_month (GnomonStore *store)
{
  gint64 from = gnomon_civil_day_from_ymd (2026, 3, 1) * GNOMON_DAY_SECONDS;
  double start = bench_now ();
  guint n = 0;

  gnomon_store_foreach_span (store, from, from + 31 * GNOMON_DAY_SECONDS, TRUE, NULL, count_cb, &n,
                             NULL, NULL);
  bench_report ("The first month, its series compiled", bench_now () - start, "ms", 60);
}

static void
measure_months (GnomonStore *store,
                gboolean     objects)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *what = NULL;

  for (int round = 0; round < 4; round++)
    for (int month = 0; month < 8 * 12; month++)
      {
        gint64 from = gnomon_civil_day_from_ymd (2021 + month / 12, month % 12 + 1, 1);
        gint64 to = gnomon_civil_add_months (from, 1);
        g_autoptr (GPtrArray) found = NULL;
        guint n = 0;
        double start = bench_now ();

        if (objects)
          found = gnomon_store_list_occurrences (store, from * GNOMON_DAY_SECONDS,
                                                 to * GNOMON_DAY_SECONDS, TRUE, NULL);
        else
          gnomon_store_foreach_span (store, from * GNOMON_DAY_SECONDS, to * GNOMON_DAY_SECONDS,
                                     TRUE, NULL, count_cb, &n, NULL, NULL);
        if (round == 0)
          continue;
        bench_add (times, bench_now () - start);
        bench_add (rows, objects ? found->len : n);
      }

  what = g_strdup_printf ("A month of %.0f rows, %s", bench_median (rows),
                          objects ? "as objects, sorted" : "told");
  bench_report (what, bench_median (times), "ms", objects ? 12 : 5);
}

static void
measure_lists (GnomonStore *store)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) next = g_array_new (FALSE, FALSE, sizeof (double));
  gint64 id, starts_at, ends_at;

  for (int round = 0; round < 21; round++)
    {
      g_autoptr (GPtrArray) found = NULL;
      double start = bench_now ();

      found = gnomon_store_list_upcoming (store, 10, NULL);
      bench_add (times, bench_now () - start);
      start = bench_now ();
      gnomon_store_get_next_event (store, gnomon_clock_get_now (gnomon_store_get_clock (store)),
                                   &id,
                                   &starts_at, &ends_at);
      bench_add (next, bench_now () - start);
    }
  bench_report ("The ten that come next", bench_median (times), "ms", 16);
  bench_report ("The next one", bench_median (next), "ms", 8);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GnomonClock) clock = gnomon_clock_new ();
  g_autoptr (GBytes) series = make_series ();
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  GnomonStore *store;

  bench_init (&argc, &argv);
  path = bench_copy_database (SINGLE);
  store = gnomon_store_open (path, clock, &error);
  if (store == NULL)
    g_error ("%s", error->message);
  measure_months (store, FALSE);
  import (store, series);
  g_object_unref (store);

  store = gnomon_store_open (path, clock, &error);
  measure_first_month (store);
  measure_months (store, FALSE);
  measure_months (store, TRUE);
  measure_lists (store);
  g_object_unref (store);
  return bench_finish ();
}
