/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bench-neighbour.h"
#include "bench.h"
#include "gnomon-ical.h"

/*
 * A calendar of 50,000 events is deleted and had back, and deleted again by a redo. Meanwhile
 * another program writes now and then, and so does somebody who asks the same service: how long
 * they wait at worst.
 */

#define N_EVENTS 50000

/* Rule 8 of the store, and how often somebody asks, in milliseconds. */
#define WORST_WAIT 200
#define ASK_TIME 20

typedef struct
{
  GnomonStore *store;
  BenchWork work;
  guint round;
  gboolean has_ended;
  gboolean is_asking;
  double asked_at;
  double worst;
} Caller;

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Caller *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gnomon_store_apply_finish (self->store, result, NULL, &error))
    g_error ("%s", error->message);
  self->worst = MAX (self->worst, bench_now () - self->asked_at);
  self->is_asking = FALSE;
}

static gboolean
ask_cb (gpointer user_data)
{
  Caller *self = user_data;
  g_autoptr (GnomonOperation) operation = NULL;

  if (self->is_asking)
    return G_SOURCE_CONTINUE;

  operation = self->work (self->round++);
  self->is_asking = TRUE;
  self->asked_at = bench_now ();
  gnomon_store_apply_async (self->store, operation, NULL, answered_cb, self);
  return G_SOURCE_CONTINUE;
}

static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Caller *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gnomon_store_apply_finish (self->store, result, NULL, &error))
    g_error ("%s", error->message);
  self->has_ended = TRUE;
}

static void
report (const char *what,
        const char *of,
        double      figure,
        double      goal)
{
  g_autofree char *text = g_strconcat (what, of, NULL);

  bench_report (text, figure, "ms", goal);
}

/* As a service does: without ever waiting for it. */
static void
measure (GnomonStore     *store,
         const char      *path,
         GnomonOperation *operation,
         BenchWork        work,
         const char      *what)
{
  BenchNeighbour *neighbour = bench_neighbour_begin (path, work);
  Caller caller = { .store = store, .work = work };
  guint timer = g_timeout_add (ASK_TIME, ask_cb, &caller);
  double start = bench_now ();
  BenchWaits waits;

  gnomon_store_apply_async (store, operation, NULL, ended_cb, &caller);
  while (!caller.has_ended)
    g_main_context_iteration (NULL, TRUE);
  report (what, "", bench_now () - start, 0);

  g_source_remove (timer);
  while (caller.is_asking)
    g_main_context_iteration (NULL, TRUE);
  waits = bench_neighbour_end (neighbour);
  report (what, ": worst wait of another program", waits.worst, WORST_WAIT);
  report (what, ": worst wait of a call to the service", caller.worst, WORST_WAIT);
  gnomon_operation_unref (operation);
}

static gint64
make_calendar (GnomonStore *store)
{
  g_autoptr (GnomonFields) fields = gnomon_fields_new (GNOMON_KIND_CALENDAR);
  g_autoptr (GnomonOperation) create = NULL;
  g_autoptr (GnomonOperation) import = NULL;
  g_autoptr (GBytes) text = bench_make_text (N_EVENTS);
  g_autoptr (GObject) calendar = NULL;
  g_autoptr (GError) error = NULL;

  gnomon_fields_set_string (fields, GNOMON_CALENDAR_NAME, "Large");
  create = gnomon_operation_new_create_calendar (fields);
  if (!gnomon_store_apply (store, create, &calendar, &error))
    g_error ("%s", error->message);
  import = gnomon_operation_new_import (text, gnomon_calendar_get_id (GNOMON_CALENDAR (calendar)));
  if (!gnomon_store_apply (store, import, NULL, &error))
    g_error ("%s", error->message);
  return gnomon_calendar_get_id (GNOMON_CALENDAR (calendar));
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  GnomonOperation *delete;
  GnomonStore *store;
  guint64 change;

  bench_init (&argc, &argv);
  folder = bench_make_folder ();
  path = g_build_filename (folder, "calendar.db", NULL);
  store = bench_open_store (path);

  delete = gnomon_operation_ref (gnomon_operation_new_delete_calendar (make_calendar (store)));
  measure (store, path, delete, bench_make_event, "Deleting a calendar of 50000 events");
  change = gnomon_operation_get_change (delete);
  gnomon_operation_unref (delete);

  measure (store, path, gnomon_operation_new_undo_change (change), bench_make_look, "Its undo");
  measure (store, path, gnomon_operation_new_redo (), bench_make_look, "Its redo");
  measure (store, path, gnomon_operation_new_undo_change (change), bench_make_event,
           "Another undo");
  g_object_unref (store);
  return bench_finish ();
}
