/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-operation.h"

#include "gnomon-store-private.h"

static GnomonOperation *
operation_new (const char          *name,
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
 * gnomon_operation_new_create_event:
 * @event: the fields of GNOMON_KIND_EVENT that are given
 *
 * Returns: (transfer full): an operation that makes an event; its result is the #GnomonEvent
 */
GnomonOperation *
gnomon_operation_new_create_event (const GnomonFields *event)
{
  GnomonOperation *self = operation_new ("create-event", gnomon_events_create_op, 0);

  self->fields = gnomon_fields_copy (event);
  return self;
}

/**
 * gnomon_operation_new_update_event:
 * @event_id: which event
 * @event: the fields that change; what is absent stays
 *
 * Returns: (transfer full): an operation; its result is the #GnomonEvent
 */
GnomonOperation *
gnomon_operation_new_update_event (gint64              event_id,
                                   const GnomonFields *event)
{
  GnomonOperation *self = operation_new ("update-event", gnomon_events_update_op, event_id);

  self->fields = gnomon_fields_copy (event);
  return self;
}

/**
 * gnomon_operation_new_replace_event:
 * @event_id: which event
 * @event: the fields; what is absent gets its default
 *
 * Returns: (transfer full): an operation; its result is the #GnomonEvent
 */
GnomonOperation *
gnomon_operation_new_replace_event (gint64              event_id,
                                    const GnomonFields *event)
{
  GnomonOperation *self = operation_new ("replace-event", gnomon_events_replace_op, event_id);

  self->fields = gnomon_fields_copy (event);
  return self;
}

/**
 * gnomon_operation_new_delete_event:
 * @event_id: which event
 *
 * Returns: (transfer full): an operation that puts an event into the trash; no result
 */
GnomonOperation *
gnomon_operation_new_delete_event (gint64 event_id)
{
  return operation_new ("delete-event", gnomon_events_delete_op, event_id);
}

/**
 * gnomon_scope_from_string:
 * @text: a word of the contract: `this`, `future` or `all`
 * @scope: (out): the scope
 *
 * Returns: %FALSE where it is none of them
 */
gboolean
gnomon_scope_from_string (const char  *text,
                          GnomonScope *scope)
{
  static const char * const names[] = { "this", "future", "all" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (text, names[i]))
      {
        *scope = (GnomonScope) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * gnomon_operation_new_update_occurrence:
 * @event_id: which series
 * @recurrence_id: which of its occurrences
 * @event: what that occurrence shall have; what is absent stays
 * @scope: to what else of the series the same is done
 *
 * With %GNOMON_SCOPE_THIS recurrence and calendar cannot be changed: INVALID_ARGUMENT. An occurrence
 * that is not, or no more, in the series is NOT_FOUND.
 *
 * Returns: (transfer full): an operation; its result is a #GnomonEvent: the occurrence, the series
 *   that begins with it, or the whole series
 */
GnomonOperation *
gnomon_operation_new_update_occurrence (gint64              event_id,
                                        const char         *recurrence_id,
                                        const GnomonFields *event,
                                        GnomonScope         scope)
{
  GnomonOperation *self = operation_new ("update-occurrence", gnomon_scopes_update_op, event_id);

  self->text = g_strdup (recurrence_id);
  self->fields = gnomon_fields_copy (event);
  self->scope = scope;
  return self;
}

/**
 * gnomon_operation_new_delete_occurrence:
 * @event_id: which series
 * @recurrence_id: which of its occurrences
 * @scope: what else of the series goes
 *
 * Returns: (transfer full): an operation; no result
 */
GnomonOperation *
gnomon_operation_new_delete_occurrence (gint64       event_id,
                                        const char  *recurrence_id,
                                        GnomonScope  scope)
{
  GnomonOperation *self = operation_new ("delete-occurrence", gnomon_scopes_delete_op, event_id);

  self->text = g_strdup (recurrence_id);
  self->scope = scope;
  return self;
}

/**
 * gnomon_operation_new_add_attendee:
 * @event_id: which event
 * @email: the guest's address
 * @name: (nullable): the guest's name; where it is empty, the part of the address before the @
 *
 * Returns: (transfer full): an operation; its result is the #GnomonAttendee
 */
GnomonOperation *
gnomon_operation_new_add_attendee (gint64      event_id,
                                   const char *email,
                                   const char *name)
{
  GnomonOperation *self = operation_new ("add-attendee", gnomon_attendees_add_op, event_id);

  self->text = g_strdup (email);
  self->second_text = g_strdup (name);
  return self;
}

/**
 * gnomon_operation_new_respond:
 * @event_id: which event
 * @attendee_id: which of its guests
 * @status: `accepted`, `declined` or `tentative`
 *
 * Returns: (transfer full): an operation; its result is the #GnomonAttendee
 */
GnomonOperation *
gnomon_operation_new_respond (gint64      event_id,
                              gint64      attendee_id,
                              const char *status)
{
  GnomonOperation *self = operation_new ("respond", gnomon_attendees_respond_op, event_id);

  self->second_id = attendee_id;
  self->text = g_strdup (status);
  return self;
}

/**
 * gnomon_operation_new_respond_as:
 * @event_id: which event
 * @email: the address of one of its guests, who may come with an operation before this one
 * @status: `accepted`, `declined` or `tentative`
 *
 * Returns: (transfer full): an operation; its result is the #GnomonAttendee
 */
GnomonOperation *
gnomon_operation_new_respond_as (gint64      event_id,
                                 const char *email,
                                 const char *status)
{
  GnomonOperation *self = operation_new ("respond", gnomon_attendees_respond_op, event_id);

  self->text = g_strdup (status);
  self->second_text = g_strdup (email);
  return self;
}

/**
 * gnomon_operation_new_remove_attendee:
 * @event_id: which event
 * @attendee_id: which of its guests
 *
 * Returns: (transfer full): an operation; its result is the #GnomonEvent without the guest
 */
GnomonOperation *
gnomon_operation_new_remove_attendee (gint64 event_id,
                                      gint64 attendee_id)
{
  GnomonOperation *self = operation_new ("remove-attendee", gnomon_attendees_remove_op, event_id);

  self->second_id = attendee_id;
  return self;
}

/**
 * gnomon_operation_new_add_reminder:
 * @event_id: which event
 * @reminder: fields of GNOMON_KIND_REMINDER: `reminder_time` or `minutes_before`, and the type
 *
 * Returns: (transfer full): an operation; its result is the #GnomonReminder
 */
GnomonOperation *
gnomon_operation_new_add_reminder (gint64              event_id,
                                   const GnomonFields *reminder)
{
  GnomonOperation *self = operation_new ("add-reminder", gnomon_reminders_add_op, event_id);

  self->fields = gnomon_fields_copy (reminder);
  return self;
}

/**
 * gnomon_operation_new_remove_reminder:
 * @event_id: which event
 * @reminder_id: which of its reminders
 *
 * Returns: (transfer full): an operation; no result
 */
GnomonOperation *
gnomon_operation_new_remove_reminder (gint64 event_id,
                                      gint64 reminder_id)
{
  GnomonOperation *self = operation_new ("remove-reminder", gnomon_reminders_remove_op, event_id);

  self->second_id = reminder_id;
  return self;
}

/**
 * gnomon_operation_new_snooze_reminder:
 * @reminder_id: a due instance, or a rule for its instance last shown, else next
 * @minutes: from now
 *
 * Returns: (transfer full): an operation; its result is the #GnomonReminder
 */
GnomonOperation *
gnomon_operation_new_snooze_reminder (gint64 reminder_id,
                                      int    minutes)
{
  GnomonOperation *self = operation_new ("snooze-reminder", gnomon_reminders_snooze_op,
                                         reminder_id);

  self->minutes = minutes;
  return self;
}

/**
 * gnomon_operation_new_snooze_reminder_until:
 * @reminder_id: a due instance, or a rule for its instance last shown, else next
 * @when: GNOMON_SNOOZE_UNTIL_START, GNOMON_SNOOZE_TOMORROW_MORNING or an RFC 3339 time ahead
 *
 * Returns: (transfer full): an operation; its result is the #GnomonReminder
 */
GnomonOperation *
gnomon_operation_new_snooze_reminder_until (gint64      reminder_id,
                                            const char *when)
{
  GnomonOperation *self = operation_new ("snooze-reminder", gnomon_reminders_snooze_until_op,
                                         reminder_id);

  self->text = g_strdup (when);
  return self;
}

/**
 * gnomon_operation_new_dismiss_reminder:
 * @reminder_id: a due instance, or a rule for its instance last shown, else next
 *
 * Returns: (transfer full): an operation; no result
 */
GnomonOperation *
gnomon_operation_new_dismiss_reminder (gint64 reminder_id)
{
  return operation_new ("dismiss-reminder", gnomon_reminders_dismiss_op, reminder_id);
}

/**
 * gnomon_operation_new_dismiss_open_reminders:
 * @until: Unix seconds: what was shown or missed after that stays
 *
 * Dismisses all that gnomon_store_list_open_reminders() lists, whether or not its limit was reached.
 *
 * Returns: (transfer full): an operation; no result
 */
GnomonOperation *
gnomon_operation_new_dismiss_open_reminders (gint64 until)
{
  return operation_new ("dismiss-reminders", gnomon_reminders_dismiss_open_op, until);
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
  GnomonOperation *self = operation_new ("create-calendar", gnomon_calendars_create_op, 0);

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
  GnomonOperation *self = operation_new ("update-calendar", gnomon_calendars_update_op,
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
  return operation_new ("delete-calendar", gnomon_calendars_delete_op, calendar_id);
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
  GnomonOperation *self = operation_new ("import", gnomon_import_op, calendar_id);

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
  GnomonOperation *self = operation_new ("refresh-calendar", gnomon_import_op, calendar_id);

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
  GnomonOperation *self = operation_new ("refresh-calendar", gnomon_subscriptions_settle_op,
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
  return operation_new ("request-refresh", gnomon_subscriptions_request_op, calendar_id);
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
  return operation_new ("undo", gnomon_history_undo_op, 0);
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
  return operation_new ("redo", gnomon_history_redo_op, 0);
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
  return operation_new ("undo", gnomon_history_undo_op, change_id != 0 ? (gint64) change_id : -1);
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
  return operation_new ("restore-event", gnomon_history_restore_op, event_id);
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
  return operation_new ("purge", gnomon_history_purge_op, 0);
}

static GObject *
run_group (GnomonTransaction  *transaction,
           GnomonOperation    *operation,
           GError            **error)
{
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

  self = operation_new (((GnomonOperation *) g_ptr_array_index (operations, 0))->name, run_group, 0);
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
