/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-operation.h"

#include "gnomon-store-private.h"

/* The operations on events and their occurrences, guests and reminders. */

/**
 * gnomon_operation_new_create_event:
 * @event: the fields of GNOMON_KIND_EVENT that are given
 *
 * Returns: (transfer full): an operation that makes an event; its result is the #GnomonEvent
 */
GnomonOperation *
gnomon_operation_new_create_event (const GnomonFields *event)
{
  GnomonOperation *self = gnomon_operation_make ("create-event", gnomon_events_create_op, 0);

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
  GnomonOperation *self = gnomon_operation_make ("update-event", gnomon_events_update_op, event_id);

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
  GnomonOperation *self = gnomon_operation_make ("replace-event", gnomon_events_replace_op,
                                                 event_id);

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
  return gnomon_operation_make ("delete-event", gnomon_events_delete_op, event_id);
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
 * With %GNOMON_SCOPE_THIS recurrence and calendar cannot be changed: INVALID_ARGUMENT. An
 * occurrence that is not, or no more, in the series is NOT_FOUND.
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
  GnomonOperation *self = gnomon_operation_make ("update-occurrence", gnomon_scopes_update_op,
                                                 event_id);

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
  GnomonOperation *self = gnomon_operation_make ("delete-occurrence", gnomon_scopes_delete_op,
                                                 event_id);

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
  GnomonOperation *self = gnomon_operation_make ("add-attendee", gnomon_attendees_add_op, event_id);

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
  GnomonOperation *self = gnomon_operation_make ("respond", gnomon_attendees_respond_op, event_id);

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
  GnomonOperation *self = gnomon_operation_make ("respond", gnomon_attendees_respond_op, event_id);

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
  GnomonOperation *self = gnomon_operation_make ("remove-attendee", gnomon_attendees_remove_op,
                                                 event_id);

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
  GnomonOperation *self = gnomon_operation_make ("add-reminder", gnomon_reminders_add_op, event_id);

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
  GnomonOperation *self = gnomon_operation_make ("remove-reminder", gnomon_reminders_remove_op,
                                                 event_id);

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
  GnomonOperation *self = gnomon_operation_make ("snooze-reminder", gnomon_reminders_snooze_op,
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
  GnomonOperation *self = gnomon_operation_make ("snooze-reminder",
                                                 gnomon_reminders_snooze_until_op,
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
  return gnomon_operation_make ("dismiss-reminder", gnomon_reminders_dismiss_op, reminder_id);
}

/**
 * gnomon_operation_new_dismiss_open_reminders:
 * @until: Unix seconds: what was shown or missed after that stays
 *
 * Dismisses all that gnomon_store_list_open_reminders() lists, whether or not its limit was
 * reached.
 *
 * Returns: (transfer full): an operation; no result
 */
GnomonOperation *
gnomon_operation_new_dismiss_open_reminders (gint64 until)
{
  return gnomon_operation_make ("dismiss-reminders", gnomon_reminders_dismiss_open_op, until);
}
