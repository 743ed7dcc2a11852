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
  GnomonSink sink;
  GnomonCalendar *calendar; /* that is written, and nothing else; NULL: it is not one alone */
  char *head;               /* what it keeps of a file's */
  guint n_written;
} Export;

static void
export_free (Export *export)
{
  g_free (export->path);
  gnomon_fields_free (export->filter);
  g_time_zone_unref (export->viewer);
  g_clear_object (&export->calendar);
  g_free (export->head);
  g_free (export);
}

static void
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  gnomon_db_interrupt (user_data);
}

/* Whether the filter leaves no event of its calendar out, and no occurrence is one by itself. */
static gboolean
is_of_all (const GnomonFields *filter)
{
  static const int choosing[] = { GNOMON_FILTER_START_DATE, GNOMON_FILTER_END_DATE,
                                  GNOMON_FILTER_DATE, GNOMON_FILTER_TYPE, GNOMON_FILTER_SEARCH,
                                  GNOMON_FILTER_ATTENDEE, GNOMON_FILTER_STATUS };

  for (guint i = 0; i < G_N_ELEMENTS (choosing); i++)
    {
      const char *text = gnomon_fields_get_string (filter, choosing[i]);

      if (text != NULL && *text != '\0')
        return FALSE;
    }
  return !gnomon_fields_get_boolean (filter, GNOMON_FILTER_UPCOMING, FALSE)
         && !gnomon_fields_get_boolean (filter, GNOMON_FILTER_EXPAND, FALSE)
         && gnomon_fields_get_int (filter, GNOMON_FILTER_LIMIT, 0) == 0
         && gnomon_fields_get_int (filter, GNOMON_FILTER_OFFSET, 0) == 0;
}

/* Of one calendar alone, and of all of it, the file tells what it is. */
static gboolean
find_calendar (Export    *export,
               GnomonDb  *db,
               GError   **error)
{
  g_autoptr (GPtrArray) calendars = NULL;
  GnomonCalendar *calendar = NULL;

  if (!is_of_all (export->filter))
    return TRUE;

  calendars = gnomon_calendars_load (db, error);
  if (calendars == NULL)
    return FALSE;
  if (gnomon_fields_has (export->filter, GNOMON_FILTER_CALENDAR_ID))
    calendar = gnomon_calendars_find (calendars, gnomon_fields_get_int (
        export->filter, GNOMON_FILTER_CALENDAR_ID, 0));
  else if (calendars->len == 1)
    calendar = g_ptr_array_index (calendars, 0);
  if (calendar == NULL)
    return TRUE;

  export->calendar = g_object_ref (calendar);
  export->head = gnomon_heads_load (db, gnomon_calendar_get_id (calendar), error);
  return export->head != NULL;
}

/* As it is at one instant. */
static GPtrArray *
read_all (Export    *export,
          GnomonDb  *db,
          GError   **error)
{
  GPtrArray *events;

  if (!gnomon_db_begin_read (db, error))
    return NULL;
  events = gnomon_events_find_all (db, export->viewer, export->now, export->filter, error);
  if (events != NULL && !find_calendar (export, db, error))
    g_clear_pointer (&events, g_ptr_array_unref);
  gnomon_db_end_read (db);
  return events;
}

/* Who gives up does not wait until all events are read. */
static GPtrArray *
find_events (Export        *export,
             GnomonDb      *db,
             GCancellable  *cancellable,
             GError       **error)
{
  GPtrArray *events;
  gulong id = 0;

  if (cancellable != NULL)
    id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), db, NULL);
  events = read_all (export, db, error);
  g_cancellable_disconnect (cancellable, id);
  return events;
}

static gboolean
write_events (Export     *export,
              GPtrArray  *events,
              GError    **error)
{
  GnomonIcalCalendar calendar = { .head = export->head };

  if (export->calendar != NULL)
    {
      calendar.name = gnomon_calendar_get_name (export->calendar);
      calendar.color = gnomon_calendar_get_color (export->calendar);
    }
  return gnomon_ical_write_to (events, export->calendar != NULL ? &calendar : NULL, &export->sink,
                               error);
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
    events = find_events (export, db, cancellable, &error);
  if (events == NULL || !write_events (export, events, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  export->n_written = events->len;
  g_task_return_boolean (task, TRUE);
}

/**
 * gnomon_store_export_async:
 * @self: a store
 * @filter: fields of GNOMON_KIND_EVENT_FILTER; without a limit, everything that matches
 * @sink: where to; its functions are called on a thread of the export's own
 * @cancellable: (nullable): to give up
 * @callback: called on the store's main context
 * @user_data: for @callback
 *
 * Writes events as iCalendar text.
 */
void
gnomon_store_export_async (GnomonStore         *self,
                           const GnomonFields  *filter,
                           const GnomonSink    *sink,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Export *export;

  g_return_if_fail (GNOMON_IS_STORE (self));
  g_return_if_fail (sink != NULL);

  export = g_new0 (Export, 1);
  export->path = g_strdup (gnomon_store_get_path (self));
  export->filter = gnomon_fields_copy (filter);
  export->viewer = g_time_zone_ref (gnomon_store_get_viewer_zone (self));
  export->now = gnomon_clock_get_now (gnomon_store_get_clock (self));
  export->sink = *sink;

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gnomon_store_export_async);
  g_task_set_task_data (task, export, (GDestroyNotify) export_free);
  g_task_run_in_thread (task, export_thread);
}

/**
 * gnomon_store_export_finish:
 * @self: a store
 * @result: what the callback got
 * @n_written: (out): how many events the text has
 * @error: return location
 *
 * Returns: %TRUE when the sink has all of it; else INVALID_ARGUMENT for a wrong filter, STORAGE,
 *   CANCELLED, or the sink's error
 */
gboolean
gnomon_store_export_finish (GnomonStore   *self,
                            GAsyncResult  *result,
                            guint         *n_written,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  *n_written = ((Export *) g_task_get_task_data (G_TASK (result)))->n_written;
  return g_task_propagate_boolean (G_TASK (result), error);
}
