/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-ical.h"
#include "gnomon-store-private.h"

/*
 * Exports: they may read everything, so they run beside the main loop on a connection of their
 * own.
 */

typedef struct
{
  char *path;
  GnomonFields *filter;
  GTimeZone *viewer;
  gint64 now;
  guint n_written;
} Export;

static void
export_free (Export *export)
{
  g_free (export->path);
  gnomon_fields_free (export->filter);
  g_time_zone_unref (export->viewer);
  g_free (export);
}

static void
export_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Export *export = task_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GnomonDb) db = gnomon_db_open (export->path, GNOMON_DB_READ_ONLY, &error);
  g_autoptr (GPtrArray) events = NULL;

  if (db != NULL)
    events = gnomon_events_find_all (db, export->viewer, export->now, export->filter, &error);
  if (events == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  export->n_written = events->len;
  g_task_return_pointer (task, gnomon_ical_write (events), g_free);
}

/**
 * gnomon_store_export_async:
 * @self: a store
 * @filter: fields of GNOMON_KIND_EVENT_FILTER; without a limit, everything that matches
 * @cancellable: (nullable): to give up
 * @callback: called on the store's main context
 * @user_data: for @callback
 *
 * Writes events as iCalendar text.
 */
void
gnomon_store_export_async (GnomonStore         *self,
                           const GnomonFields  *filter,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Export *export;

  g_return_if_fail (GNOMON_IS_STORE (self));

  export = g_new0 (Export, 1);
  export->path = g_strdup (gnomon_store_get_path (self));
  export->filter = gnomon_fields_copy (filter);
  export->viewer = g_time_zone_ref (gnomon_store_get_viewer_zone (self));
  export->now = gnomon_clock_get_now (gnomon_store_get_clock (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gnomon_store_export_async);
  g_task_set_task_data (task, export, (GDestroyNotify) export_free);
  g_task_run_in_thread (task, export_thread);
}

/**
 * gnomon_store_export_finish:
 * @self: a store
 * @result: what the callback got
 * @n_written: (out) (optional): how many events the text has
 * @error: return location
 *
 * Returns: (transfer full): the text; else INVALID_ARGUMENT for a wrong filter, or STORAGE
 */
char *
gnomon_store_export_finish (GnomonStore   *self,
                            GAsyncResult  *result,
                            guint         *n_written,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (n_written != NULL)
    *n_written = ((Export *) g_task_get_task_data (G_TASK (result)))->n_written;
  return g_task_propagate_pointer (G_TASK (result), error);
}
