/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-reminder-board-private.h"

#include "gnomon-window-caller.h"

/* What the buttons of a notification do. */

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (gnomon_store_apply_finish (GNOMON_STORE (source), result, NULL, &error))
    return;

  /* The event was deleted while its reminder was on the screen. */
  if (g_error_matches (error, GNOMON_ERROR, GNOMON_ERROR_NOT_FOUND))
    g_debug ("A button was pressed of a reminder that is no more");
  else
    g_warning ("Could not record the answer to a reminder: %s", error->message);
}

static void
all_dismissed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!gnomon_store_dismiss_reminders_finish (GNOMON_STORE (source), result, &error))
    g_warning ("Could not record the answer to reminders: %s", error->message);
}

static void
snooze (GnomonReminderBoard      *self,
        const GnomonReminderCard *card)
{
  g_autoptr (GnomonOperation) operation =
    card->snooze_when != NULL
    ? gnomon_operation_new_snooze_reminder_until (card->key, card->snooze_when)
    : gnomon_operation_new_snooze_reminder (card->key, card->snooze_minutes);

  gnomon_operation_set_actor (operation, "notification");
  gnomon_store_apply_async (self->store, operation, NULL, answered_cb, NULL);
}

static void
dismiss (GnomonReminderBoard      *self,
         const GnomonReminderCard *card)
{
  g_autoptr (GnomonOperation) operation = NULL;

  if (card->ids->len > 1)
    {
      gnomon_store_dismiss_reminders_async (self->store, card->ids,
                                            gnomon_clock_get_now (self->clock),
                                            all_dismissed_cb, NULL);
      return;
    }

  operation = gnomon_operation_new_dismiss_reminder (card->key);
  gnomon_operation_set_actor (operation, "notification");
  gnomon_store_apply_async (self->store, operation, NULL, answered_cb, NULL);
}

/* Whoever opens an event has seen its reminder; the list of several is still to be gone through. */
static void
open_window (GnomonReminderBoard      *self,
             const GnomonReminderCard *card,
             const char               *activation_token)
{
  g_autoptr (GnomonEvent) event = NULL;

  if (card->ids->len > 1)
    {
      gnomon_window_caller_show_reminders (activation_token);
      return;
    }

  event = gnomon_store_get_event (self->store, card->event_id, NULL);
  if (event == NULL)
    return;

  gnomon_window_caller_show_event (card->event_id, activation_token);
  dismiss (self, card);
}

static void
join (GnomonReminderBoard      *self,
      const GnomonReminderCard *card,
      const char               *activation_token)
{
  gnomon_window_caller_open_link (card->meeting_url, activation_token);
  dismiss (self, card);
}

void
gnomon_reminder_board_answer_cb (GnomonNotifier      *notifier,
           gint64               key,
           GnomonAnswer         answer,
           const char          *activation_token,
           GnomonReminderBoard *self)
{
  GnomonReminderCard *card = g_hash_table_lookup (self->cards, &key);

  if (card == NULL)
    return;

  switch (answer)
    {
    case GNOMON_ANSWER_OPEN:
      open_window (self, card, activation_token);
      break;

    case GNOMON_ANSWER_JOIN:
      join (self, card, activation_token);
      break;

    case GNOMON_ANSWER_SNOOZE:
      snooze (self, card);
      break;

    case GNOMON_ANSWER_DISMISS:
      dismiss (self, card);
      break;

    default:
      g_assert_not_reached ();
    }

  g_hash_table_remove (self->cards, &key);
}
