/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-event-private.h"
#include "gnomon-reminder.h"

G_DEFINE_FINAL_TYPE (GnomonReminder, gnomon_reminder, G_TYPE_OBJECT)

static const char * const type_names[] = {
  [GNOMON_REMINDER_NOTIFICATION] = "notification",
  [GNOMON_REMINDER_EMAIL] = "email",
  [GNOMON_REMINDER_BOTH] = "both",
};

static const char * const state_names[] = {
  [GNOMON_REMINDER_PLANNED] = "planned",
  [GNOMON_REMINDER_SHOWN] = "shown",
  [GNOMON_REMINDER_SNOOZED] = "snoozed",
  [GNOMON_REMINDER_DISMISSED] = "dismissed",
  [GNOMON_REMINDER_MISSED] = "missed",
  [GNOMON_REMINDER_MAILED] = "mailed",
  [GNOMON_REMINDER_FAILED] = "failed",
};

static void
gnomon_reminder_class_init (GnomonReminderClass *klass)
{
}

static void
gnomon_reminder_init (GnomonReminder *self)
{
  self->minutes_before = GNOMON_REMINDER_AT_A_TIME;
}

/**
 * gnomon_reminder_type_to_string:
 * @type: a type
 *
 * Returns: (transfer none): its name in the contract
 */
const char *
gnomon_reminder_type_to_string (GnomonReminderType type)
{
  g_return_val_if_fail ((gsize) type < G_N_ELEMENTS (type_names), "notification");

  return type_names[type];
}

/**
 * gnomon_reminder_type_from_string:
 * @text: (nullable): a name
 * @type: (out): the type
 *
 * Returns: %FALSE where no type has that name
 */
gboolean
gnomon_reminder_type_from_string (const char         *text,
                                  GnomonReminderType *type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (type_names); i++)
    if (g_strcmp0 (text, type_names[i]) == 0)
      {
        *type = (GnomonReminderType) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * gnomon_reminder_state_to_string:
 * @state: a state
 *
 * Returns: (transfer none): its name in the contract
 */
const char *
gnomon_reminder_state_to_string (GnomonReminderState state)
{
  g_return_val_if_fail ((gsize) state < G_N_ELEMENTS (state_names), "planned");

  return state_names[state];
}

/**
 * gnomon_reminder_state_from_string:
 * @text: (nullable): a name
 * @state: (out): the state
 *
 * Returns: %FALSE where no state has that name
 */
gboolean
gnomon_reminder_state_from_string (const char          *text,
                                   GnomonReminderState *state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (state_names); i++)
    if (g_strcmp0 (text, state_names[i]) == 0)
      {
        *state = (GnomonReminderState) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * gnomon_reminder_new_blank:
 *
 * Returns: (transfer full): a planned notification without a time, to be filled
 */
GnomonReminder *
gnomon_reminder_new_blank (void)
{
  return g_object_new (GNOMON_TYPE_REMINDER, NULL);
}

/**
 * gnomon_reminder_get_id:
 * @self: a reminder
 *
 * Returns: the id of the rule, or of the due instance
 */
gint64
gnomon_reminder_get_id (GnomonReminder *self)
{
  g_return_val_if_fail (GNOMON_IS_REMINDER (self), 0);

  return self->id;
}

/**
 * gnomon_reminder_get_event_id:
 * @self: a reminder
 *
 * Returns: the id of the event
 */
gint64
gnomon_reminder_get_event_id (GnomonReminder *self)
{
  g_return_val_if_fail (GNOMON_IS_REMINDER (self), 0);

  return self->event_id;
}

/**
 * gnomon_reminder_get_time:
 * @self: a reminder
 *
 * Returns: when it rings next, or rang, in Unix seconds
 */
gint64
gnomon_reminder_get_time (GnomonReminder *self)
{
  g_return_val_if_fail (GNOMON_IS_REMINDER (self), 0);

  return self->time;
}

/**
 * gnomon_reminder_get_minutes_before:
 * @self: a reminder
 *
 * Returns: how long before the start it rings, negative: after it; %GNOMON_REMINDER_AT_A_TIME where
 *   it stands at a time of its own
 */
int
gnomon_reminder_get_minutes_before (GnomonReminder *self)
{
  g_return_val_if_fail (GNOMON_IS_REMINDER (self), GNOMON_REMINDER_AT_A_TIME);

  return self->minutes_before;
}

/**
 * gnomon_reminder_is_automatic:
 * @self: a reminder
 *
 * Returns: whether it was made of the event's `reminder_set` and `reminder_minutes_before`
 */
gboolean
gnomon_reminder_is_automatic (GnomonReminder *self)
{
  g_return_val_if_fail (GNOMON_IS_REMINDER (self), FALSE);

  return self->automatic;
}

/**
 * gnomon_reminder_get_reminder_type:
 * @self: a reminder
 *
 * Returns: how it reminds
 */
GnomonReminderType
gnomon_reminder_get_reminder_type (GnomonReminder *self)
{
  g_return_val_if_fail (GNOMON_IS_REMINDER (self), GNOMON_REMINDER_NOTIFICATION);

  return self->type;
}

/**
 * gnomon_reminder_get_state:
 * @self: a reminder
 *
 * Returns: its state in the ledger
 */
GnomonReminderState
gnomon_reminder_get_state (GnomonReminder *self)
{
  g_return_val_if_fail (GNOMON_IS_REMINDER (self), GNOMON_REMINDER_PLANNED);

  return self->state;
}

/**
 * gnomon_reminder_get_sent_at:
 * @self: a reminder
 *
 * Returns: when it was shown or mailed, in Unix seconds; 0 where it was not yet
 */
gint64
gnomon_reminder_get_sent_at (GnomonReminder *self)
{
  g_return_val_if_fail (GNOMON_IS_REMINDER (self), 0);

  return self->sent_at;
}
