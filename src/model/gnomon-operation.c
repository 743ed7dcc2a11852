/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-operation.h"

#include "gnomon-store-private.h"

GnomonOperation *
gnomon_operation_make (const char          *name,
                       GnomonOperationFunc  func,
                       gint64               id)
{
  GnomonOperation *self = g_new0 (GnomonOperation, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->name = name;
  self->func = func;
  self->id = id;
  return self;
}

/**
 * gnomon_operation_new_create_calendar:
 * @calendar: fields of GNOMON_KIND_CALENDAR; `name` is required
 *
 * Returns: (transfer full): an operation; its result is the #GnomonCalendar
 */
GnomonOperation *
gnomon_operation_new_create_calendar (const GnomonFields *calendar)
{
  GnomonOperation *self = gnomon_operation_make ("create-calendar", gnomon_calendars_create_op, 0);

  self->fields = gnomon_fields_copy (calendar);
  return self;
}

/**
 * gnomon_operation_new_update_calendar:
 * @calendar_id: which calendar
 * @calendar: the fields that change
 *
 * Returns: (transfer full): an operation; its result is the #GnomonCalendar
 */
GnomonOperation *
gnomon_operation_new_update_calendar (gint64              calendar_id,
                                      const GnomonFields *calendar)
{
  GnomonOperation *self = gnomon_operation_make ("update-calendar", gnomon_calendars_update_op,
                                                 calendar_id);

  self->fields = gnomon_fields_copy (calendar);
  return self;
}

/**
 * gnomon_operation_new_delete_calendar:
 * @calendar_id: which calendar; its events go into the trash with it
 *
 * Returns: (transfer full): an operation; no result
 */
GnomonOperation *
gnomon_operation_new_delete_calendar (gint64 calendar_id)
{
  return gnomon_operation_make ("delete-calendar", gnomon_calendars_delete_op, calendar_id);
}

/**
 * gnomon_operation_new_import:
 * @icalendar: text of an iCalendar file, in any of its encodings
 * @calendar_id: where to; 0 for the default calendar
 *
 * Returns: (transfer full): an operation that runs beside the others, all or nothing; its result
 *   is the #GnomonImport
 */
GnomonOperation *
gnomon_operation_new_import (GBytes *icalendar,
                             gint64  calendar_id)
{
  GnomonOperation *self = gnomon_operation_make ("import", gnomon_import_op, calendar_id);

  self->bytes = g_bytes_ref (icalendar);
  self->own_transactions = TRUE;
  return self;
}

/**
 * gnomon_operation_new_refresh:
 * @calendar_id: a subscribed calendar
 * @icalendar: what its source has now
 * @etag: what the server calls this; `""`: nothing
 * @last_modified: the same as a time
 *
 * Brings the calendar in line with its source: what is not there any more goes. A text that is no
 * whole iCalendar file is INVALID_ARGUMENT and changes nothing.
 *
 * Returns: (transfer full): an operation that runs beside the others, all or nothing; its result
 *   is the #GnomonImport
 */
GnomonOperation *
gnomon_operation_new_refresh (gint64      calendar_id,
                              GBytes     *icalendar,
                              const char *etag,
                              const char *last_modified)
{
  GnomonOperation *self = gnomon_operation_make ("refresh-calendar", gnomon_import_op, calendar_id);

  self->bytes = g_bytes_ref (icalendar);
  self->text = g_strdup (etag);
  self->second_text = g_strdup (last_modified);
  self->is_refresh = TRUE;
  self->own_transactions = TRUE;
  return self;
}

/**
 * gnomon_operation_new_settle_refresh:
 * @calendar_id: a subscribed calendar
 * @error: why its source could not be read, in English; `""`: it has not changed
 *
 * Returns: (transfer full): an operation that keeps how a refresh without a new text ended; no
 *   result
 */
GnomonOperation *
gnomon_operation_new_settle_refresh (gint64      calendar_id,
                                     const char *error)
{
  GnomonOperation *self = gnomon_operation_make ("refresh-calendar", gnomon_subscriptions_settle_op,
                                                 calendar_id);

  self->text = g_strdup (error);
  return self;
}

/**
 * gnomon_operation_new_request_refresh:
 * @calendar_id: a subscribed calendar
 *
 * Returns: (transfer full): an operation by which the service refreshes it as soon as it can; no
 *   result
 */
GnomonOperation *
gnomon_operation_new_request_refresh (gint64 calendar_id)
{
  return gnomon_operation_make ("request-refresh", gnomon_subscriptions_request_op, calendar_id);
}

/**
 * gnomon_operation_new_undo:
 *
 * Returns: (transfer full): an operation that takes back the last change of anybody; its result is
 *   the #GnomonChange
 */
GnomonOperation *
gnomon_operation_new_undo (void)
{
  return gnomon_operation_make ("undo", gnomon_history_undo_op, 0);
}

/**
 * gnomon_operation_new_redo:
 *
 * Returns: (transfer full): an operation that does again what was undone last; its result is the
 *   #GnomonChange
 */
GnomonOperation *
gnomon_operation_new_redo (void)
{
  return gnomon_operation_make ("redo", gnomon_history_redo_op, 0);
}

/**
 * gnomon_operation_new_undo_change:
 * @change_id: which change, of gnomon_operation_get_change()
 *
 * Returns: (transfer full): an operation that takes back this one; its result is the #GnomonChange
 */
GnomonOperation *
gnomon_operation_new_undo_change (guint64 change_id)
{
  /* In the operation 0 stands for the last change; no change has that number or a negative one. */
  return gnomon_operation_make ("undo", gnomon_history_undo_op,
                                change_id != 0 ? (gint64) change_id : -1);
}

/**
 * gnomon_operation_new_restore_event:
 * @event_id: an event in the trash
 *
 * Returns: (transfer full): an operation that brings it back, into the default calendar where its
 *   own is gone; its result is the #GnomonEvent
 */
GnomonOperation *
gnomon_operation_new_restore_event (gint64 event_id)
{
  return gnomon_operation_make ("restore-event", gnomon_history_restore_op, event_id);
}

/**
 * gnomon_operation_new_purge:
 *
 * Returns: (transfer full): an operation that forgets a part of what was deleted or logged more
 *   than 30 days ago, small enough that others do not wait; no result
 */
GnomonOperation *
gnomon_operation_new_purge (void)
{
  return gnomon_operation_make ("purge", gnomon_history_purge_op, 0);
}

static GObject *
run_group (GnomonTransaction  *transaction,
           GnomonOperation    *operation,
           GError            **error)
{
  transaction->is_group = TRUE;
  for (guint i = 0; i < operation->members->len; i++)
    {
      GnomonOperation *member = g_ptr_array_index (operation->members, i);
      g_autoptr (GError) local_error = NULL;
      g_autoptr (GObject) object = member->func (transaction, member, &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }
  return NULL;
}

/**
 * gnomon_operation_new_group:
 * @operations: (element-type GnomonOperation): at least one, all of the same kind, and none that
 *   runs beside the others as an import does
 *
 * Makes one change of several, as for what is done to many events at once: one transaction, one
 * row in the change log, one step of undo.
 *
 * Returns: (transfer full): an operation; no result
 */
GnomonOperation *
gnomon_operation_new_group (GPtrArray *operations)
{
  GnomonOperation *self;

  g_return_val_if_fail (operations != NULL && operations->len > 0, NULL);

  self = gnomon_operation_make (((GnomonOperation *) g_ptr_array_index (operations, 0))->name,
                                run_group, 0);
  self->members = g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_operation_unref);
  for (guint i = 0; i < operations->len; i++)
    {
      GnomonOperation *member = g_ptr_array_index (operations, i);

      g_return_val_if_fail (!member->own_transactions, NULL);
      g_ptr_array_add (self->members, gnomon_operation_ref (member));
    }
  return self;
}

/**
 * gnomon_operation_get_change:
 * @self: an operation that was answered
 *
 * Returns: the number of its change in the log; 0 where nothing was changed
 */
guint64
gnomon_operation_get_change (GnomonOperation *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->change_id;
}

/**
 * gnomon_operation_set_actor:
 * @self: an operation that was not given to the store yet
 * @actor: (nullable): who asks, for the change log
 */
void
gnomon_operation_set_actor (GnomonOperation *self,
                            const char      *actor)
{
  g_return_if_fail (self != NULL);

  g_free (self->actor);
  self->actor = g_strdup (actor);
}

/**
 * gnomon_operation_set_progress:
 * @self: an operation that was not given to the store yet
 * @progress: told how far it is, on the thread that runs it
 * @user_data: for @progress; to be kept until the operation is answered
 *
 * Only an import takes long enough to tell.
 */
void
gnomon_operation_set_progress (GnomonOperation    *self,
                               GnomonProgressFunc  progress,
                               gpointer            user_data)
{
  g_return_if_fail (self != NULL);

  self->progress = progress;
  self->progress_data = user_data;
}

GnomonOperation *
gnomon_operation_ref (GnomonOperation *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
gnomon_operation_unref (GnomonOperation *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->text);
  g_free (self->second_text);
  g_free (self->actor);
  g_clear_pointer (&self->fields, gnomon_fields_free);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  g_free (self);
}
