/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bench-neighbour.h"

#include <glib/gstdio.h>

#include "bench.h"

struct _BenchNeighbour
{
  GThread *thread;
  const char *path;
  BenchWork work;
  gint stop;
  GArray *waits;           /* double */
  gint64 log_size;
};

GnomonStore *
bench_open_store (const char *path)
{
  g_autoptr (GnomonClock) clock = gnomon_clock_new ();
  g_autoptr (GError) error = NULL;
  GnomonStore *store = gnomon_store_open (path, clock, &error);

  if (store == NULL)
    g_error ("%s", error->message);
  return store;
}

GnomonOperation *
bench_make_event (guint round)
{
  g_autoptr (GnomonFields) fields = gnomon_fields_new (GNOMON_KIND_EVENT);

  gnomon_fields_set_string (fields, GNOMON_EVENT_TITLE, "Meanwhile");
  gnomon_fields_set_string (fields, GNOMON_EVENT_EVENT_DATE, "2026-11-18");
  gnomon_fields_set_string (fields, GNOMON_EVENT_START_TIME, "12:00");
  return gnomon_operation_new_create_event (fields);
}

GnomonOperation *
bench_make_look (guint round)
{
  g_autoptr (GnomonFields) fields = gnomon_fields_new (GNOMON_KIND_CALENDAR);

  gnomon_fields_set_boolean (fields, GNOMON_CALENDAR_VISIBLE, round % 2 != 0);
  return gnomon_operation_new_update_calendar (1, fields);
}

static void
look_at_log (BenchNeighbour *self)
{
  g_autofree char *log = g_strconcat (self->path, "-wal", NULL);
  GStatBuf info;

  if (g_stat (log, &info) == 0)
    self->log_size = MAX (self->log_size, info.st_size);
}

static gpointer
neighbour_thread (gpointer data)
{
  BenchNeighbour *self = data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  GnomonStore *store;

  g_main_context_push_thread_default (context);
  store = bench_open_store (self->path);
  for (guint round = 0; !g_atomic_int_get (&self->stop); round++)
    {
      g_autoptr (GnomonOperation) operation = self->work (round);
      g_autoptr (GError) error = NULL;
      double start = bench_now ();

      if (!gnomon_store_apply (store, operation, NULL, &error))
        g_error ("%s", error->message);
      bench_add (self->waits, bench_now () - start);
      look_at_log (self);
      g_usleep (20000);
    }
  g_object_unref (store);
  g_main_context_pop_thread_default (context);
  return NULL;
}

BenchNeighbour *
bench_neighbour_begin (const char *path,
                       BenchWork   work)
{
  BenchNeighbour *self = g_new0 (BenchNeighbour, 1);

  self->path = path;
  self->work = work;
  self->waits = g_array_new (FALSE, FALSE, sizeof (double));
  self->thread = g_thread_new ("neighbour", neighbour_thread, self);
  return self;
}

BenchWaits
bench_neighbour_end (BenchNeighbour *self)
{
  BenchWaits found;

  g_atomic_int_set (&self->stop, 1);
  g_thread_join (self->thread);
  found.median = bench_median (self->waits);
  found.worst = bench_quantile (self->waits, 1);
  found.log_size = (double) self->log_size / (1024 * 1024);
  g_array_unref (self->waits);
  g_free (self);
  return found;
}
