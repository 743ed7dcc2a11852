/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-event-private.h"
#include "gnomon-ical-private.h"
#include "gnomon-ical-reply.h"
#include "gnomon-page.h"
#include "gnomon-series-cache.h"
#include "gnomon-store-private.h"

/*
 * What an import would bring, without bringing it: for those who ask first. It reads a file on a
 * thread of its own, and the database not at all.
 */

/* Events between two words on the progress. */
#define STEP_EVENTS 64

typedef struct
{
  GBytes *text;
  gint64 from;
  gint64 to;
  GnomonEventContext context;
  char *viewer_name;
  GnomonProgressFunc progress;
  gpointer progress_data;
  char **warnings;
} Preview;

static void
preview_free (Preview *preview)
{
  g_bytes_unref (preview->text);
  g_time_zone_unref (preview->context.viewer);
  g_free (preview->viewer_name);
  g_strfreev (preview->warnings);
  g_free (preview);
}

static gboolean
is_in_range (Preview     *preview,
             GnomonEvent *event)
{
  gint64 starts_at = gnomon_event_get_starts_at (event, preview->context.viewer);
  gint64 ends_at = gnomon_event_get_ends_at (event, preview->context.viewer);

  return starts_at < preview->to && ends_at > preview->from;
}

/* Of a series as it is expanded. */
typedef struct
{
  GnomonEvent *event;
  GPtrArray *events;
} Expansion;

static gboolean
take_instance (const GnomonInstance *instance,
               gpointer              user_data)
{
  Expansion *expansion = user_data;

  g_ptr_array_add (expansion->events, gnomon_event_new_occurrence (expansion->event, instance));
  return expansion->events->len <= GNOMON_PAGE_MAX;
}

/* What the event brings into the range: itself, or its occurrences. */
static void
take_event (Preview     *preview,
            GnomonEvent *event,
            GPtrArray   *events)
{
  Expansion expansion = { event, events };
  g_autoptr (GnomonSeries) series = NULL;

  if (!gnomon_event_is_recurring (event))
    {
      if (is_in_range (preview, event))
        g_ptr_array_add (events, g_object_ref (event));
      return;
    }

  series = gnomon_series_new_for_event (event);
  gnomon_series_expand (series, preview->context.viewer, preview->from, preview->to, take_instance,
                        &expansion);
  for (guint i = 0; i < event->overrides->len; i++)
    {
      GnomonEvent *override = g_ptr_array_index (event->overrides, i);

      if (is_in_range (preview, override))
        g_ptr_array_add (events, gnomon_event_dress_override (event, override));
    }
}

static gboolean
take_ical (Preview           *preview,
           GnomonIcalReader  *reader,
           GnomonIcalEvent   *ical,
           GPtrArray         *events,
           GError           **error)
{
  g_autoptr (GPtrArray) made = gnomon_ical_reader_make (reader, ical, &preview->context);

  for (guint i = 0; made != NULL && i < made->len; i++)
    {
      gnomon_event_forget_extra (g_ptr_array_index (made, i));
      take_event (preview, g_ptr_array_index (made, i), events);
    }
  if (events->len <= GNOMON_PAGE_MAX)
    return TRUE;

  g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_LIMIT_EXCEEDED,
               "to: more than %d occurrences; ask for a shorter time", GNOMON_PAGE_MAX);
  return FALSE;
}

static gboolean
check_cancelled (GCancellable  *cancellable,
                 GError       **error)
{
  if (!g_cancellable_is_cancelled (cancellable))
    return FALSE;

  g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_CANCELLED, "Cancelled");
  return TRUE;
}

static void
tell_progress (Preview          *preview,
               GnomonIcalReader *reader)
{
  guint done, total;

  gnomon_ical_reader_get_progress (reader, &done, &total);
  preview->progress (done, total, preview->progress_data);
}

static int
compare_starts_cb (gconstpointer a,
                   gconstpointer b,
                   gpointer      user_data)
{
  Preview *preview = user_data;
  GnomonEvent *left = *(GnomonEvent * const *) a;
  GnomonEvent *right = *(GnomonEvent * const *) b;
  gint64 left_start = gnomon_event_get_starts_at (left, preview->context.viewer);
  gint64 right_start = gnomon_event_get_starts_at (right, preview->context.viewer);

  if (left_start != right_start)
    return left_start < right_start ? -1 : 1;
  return g_strcmp0 (gnomon_event_get_uid (left), gnomon_event_get_uid (right));
}

static GPtrArray *
read_events (Preview       *preview,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr (GnomonIcalReader) reader = gnomon_ical_reader_new (preview->text, error);
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);

  if (reader == NULL)
    return NULL;

  for (guint n_read = 1;; n_read++)
    {
      g_autoptr (GnomonIcalEvent) ical = gnomon_ical_reader_next (reader);

      if (ical == NULL)
        break;
      if (check_cancelled (cancellable, error) ||
          !take_ical (preview, reader, ical, events, error))
        return NULL;
      if (n_read % STEP_EVENTS == 0)
        tell_progress (preview, reader);
    }
  tell_progress (preview, reader);
  gnomon_ical_reader_tell_replies (reader);

  g_ptr_array_sort_with_data (events, compare_starts_cb, preview);
  preview->warnings = gnomon_warnings_format_all (gnomon_ical_reader_get_warnings (reader));
  return g_steal_pointer (&events);
}

static void
preview_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *events = read_events (task_data, cancellable, &error);

  if (events != NULL)
    g_task_return_pointer (task, events, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * gnomon_store_preview_async:
 * @self: a store
 * @icalendar: a file's content
 * @from: Unix seconds, inclusive
 * @to: Unix seconds, exclusive
 * @progress: told how far it is, on a thread of the preview's own
 * @progress_data: for @progress
 * @cancellable: (nullable): to give up
 * @callback: called on the store's main context
 * @user_data: for @callback
 *
 * Reads what an import of this file would bring into [@from, @to). Nothing is stored.
 */
void
gnomon_store_preview_async (GnomonStore         *self,
                            GBytes              *icalendar,
                            gint64               from,
                            gint64               to,
                            GnomonProgressFunc   progress,
                            gpointer             progress_data,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Preview *preview;

  g_return_if_fail (GNOMON_IS_STORE (self));
  g_return_if_fail (icalendar != NULL);
  g_return_if_fail (progress != NULL);

  preview = g_new0 (Preview, 1);
  preview->text = g_bytes_ref (icalendar);
  preview->from = from;
  preview->to = to;
  preview->viewer_name = g_strdup (gnomon_store_get_viewer_zone_name (self));
  preview->context = (GnomonEventContext) {
    .now = gnomon_clock_get_now (gnomon_store_get_clock (self)),
    .viewer = g_time_zone_ref (gnomon_store_get_viewer_zone (self)),
    .viewer_name = preview->viewer_name,
  };
  preview->progress = progress;
  preview->progress_data = progress_data;

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gnomon_store_preview_async);
  g_task_set_task_data (task, preview, (GDestroyNotify) preview_free);
  g_task_run_in_thread (task, preview_thread);
}

/**
 * gnomon_store_preview_finish:
 * @self: a store
 * @result: what the callback got
 * @warnings: (out) (transfer full): what could not be taken as it was, %NULL-terminated
 * @error: return location
 *
 * Returns: (transfer full) (element-type GnomonEvent): the events by start, none of them stored;
 *   else INVALID_ARGUMENT where it is no iCalendar text, LIMIT_EXCEEDED, CANCELLED
 */
GPtrArray *
gnomon_store_preview_finish (GnomonStore    *self,
                             GAsyncResult   *result,
                             char         ***warnings,
                             GError        **error)
{
  Preview *preview;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  preview = g_task_get_task_data (G_TASK (result));
  *warnings = g_steal_pointer (&preview->warnings);
  return g_task_propagate_pointer (G_TASK (result), error);
}
