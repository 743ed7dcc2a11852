/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-summary.h"

#include "gnomon-event-private.h"
#include "gnomon-ical-head.h"
#include "gnomon-ical-reply.h"
#include "gnomon-store-private.h"

typedef struct
{
  GBytes *text;
  guint max_events;
  GnomonEventContext context;
  char *viewer_name;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_bytes_unref (request->text);
  g_time_zone_unref (request->context.viewer);
  g_free (request->viewer_name);
  g_free (request);
}

void
gnomon_summary_free (GnomonSummary *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_free (self->color);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_pointer (&self->warnings, g_ptr_array_unref);
  g_free (self);
}

static int
compare_starts_cb (gconstpointer a,
                   gconstpointer b,
                   gpointer      user_data)
{
  GTimeZone *viewer = user_data;
  gint64 left = gnomon_event_get_starts_at (*(GnomonEvent * const *) a, viewer);
  gint64 right = gnomon_event_get_starts_at (*(GnomonEvent * const *) b, viewer);

  return left < right ? -1 : left > right;
}

/* The earliest stay, so that a large file needs no more room than a small one. */
static void
keep_first (Request   *request,
            GPtrArray *events)
{
  g_ptr_array_sort_with_data (events, compare_starts_cb, request->context.viewer);
  if (events->len > request->max_events)
    g_ptr_array_set_size (events, (int) request->max_events);
}

static void
take (Request          *request,
      GnomonIcalReader *reader,
      GnomonIcalEvent  *ical,
      GnomonSummary    *summary)
{
  g_autoptr (GPtrArray) events = gnomon_ical_reader_make (reader, ical, &request->context);

  if (events == NULL)
    return;

  summary->n_events += events->len;
  for (guint i = 0; i < events->len; i++)
    {
      gnomon_event_forget_extra (g_ptr_array_index (events, i));
      g_ptr_array_add (summary->events, g_object_ref (g_ptr_array_index (events, i)));
    }
  if (summary->events->len >= 2 * request->max_events)
    keep_first (request, summary->events);
}

static void
summarize_thread (GTask        *task,
                  gpointer      source_object,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  Request *request = task_data;
  GError *error = NULL;
  g_autoptr (GnomonIcalReader) reader = gnomon_ical_reader_new (request->text, &error);
  g_autoptr (GnomonSummary) summary = g_new0 (GnomonSummary, 1);
  g_auto (GnomonIcalHead) head = { NULL, };

  if (reader == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  gnomon_ical_head_init (&head, gnomon_ical_reader_get_head (reader));
  summary->name = g_steal_pointer (&head.name);
  summary->color = g_steal_pointer (&head.color);
  summary->events = g_ptr_array_new_with_free_func (g_object_unref);
  for (;;)
    {
      g_autoptr (GnomonIcalEvent) ical = gnomon_ical_reader_next (reader);

      if (ical == NULL)
        break;
      if (g_task_return_error_if_cancelled (task))
        return;
      take (request, reader, ical, summary);
    }

  keep_first (request, summary->events);
  summary->n_replies = gnomon_ical_reader_tell_replies (reader);
  summary->warnings = g_ptr_array_ref (gnomon_ical_reader_get_warnings (reader));
  g_task_return_pointer (task, g_steal_pointer (&summary), (GDestroyNotify) gnomon_summary_free);
}

/**
 * gnomon_store_summarize_async:
 * @self: a store
 * @icalendar: a file's content
 * @max_events: how many events to list; at least one
 * @cancellable: (nullable): to give up
 * @callback: called on the thread's main context
 * @user_data: for @callback
 *
 * Reads what a file holds. Nothing is stored, and the database is not read.
 */
void
gnomon_store_summarize_async (GnomonStore         *self,
                              GBytes              *icalendar,
                              guint                max_events,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Request *request;

  g_return_if_fail (GNOMON_IS_STORE (self));
  g_return_if_fail (icalendar != NULL);
  g_return_if_fail (max_events > 0);

  request = g_new0 (Request, 1);
  request->text = g_bytes_ref (icalendar);
  request->max_events = max_events;
  request->viewer_name = g_strdup (gnomon_store_get_viewer_zone_name (self));
  request->context = (GnomonEventContext) {
    .now = gnomon_clock_get_now (gnomon_store_get_clock (self)),
    .viewer = g_time_zone_ref (gnomon_store_get_viewer_zone (self)),
    .viewer_name = request->viewer_name,
  };

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gnomon_store_summarize_async);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, summarize_thread);
}

/**
 * gnomon_store_summarize_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full): what the file holds; else INVALID_ARGUMENT where it is no iCalendar
 *   text, LIMIT_EXCEEDED, or %G_IO_ERROR_CANCELLED
 */
GnomonSummary *
gnomon_store_summarize_finish (GnomonStore   *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
