/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-reminder-runner.h"

#include "gnomon-alarm-clock.h"
#include "gnomon-notifier.h"
#include "gnomon-reminder-text.h"
#include "gnomon-reminders.h"
#include "gnomon-system-watch.h"
#include "gnomon-window-caller.h"

/* How many are claimed at a time: what a server may hold up, should it hang. */
#define CLAIM_LIMIT 20

/* After a refusal it is tried again by and by, unless a server appears before. */
#define FIRST_RETRY_SECONDS 1
#define LAST_RETRY_SECONDS 300

#define DEFAULT_SNOOZE_MINUTES 5

struct _GnomonReminderRunner
{
  GObject parent_instance;

  GnomonStore *store;           /* NULL: stopped */
  GnomonClock *clock;
  GSettings *settings;          /* (nullable) */
  GnomonNotifier *notifier;
  GnomonAlarmClock *alarm;
  GnomonSystemWatch *system;
  GHashTable *on_screen;        /* instance ids of what was shown and not answered */
  GCancellable *cancellable;    /* for what goes on when the runner is stopped */

  gboolean is_claiming;
  gboolean is_held;             /* nobody shows anything: the next retry, or a server, ends it */
  guint retry_id;
  guint retry_seconds;
};

/* One instance on its way from the claim to the record. */
typedef struct
{
  GnomonReminderRunner *runner;
  gint64 instance_id;
  gint64 event_id;
  GnomonShowResult result;
} Showing;

enum
{
  FIRED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonReminderRunner, gnomon_reminder_runner, G_TYPE_OBJECT)

static void claim_due (GnomonReminderRunner *self);

static void
showing_free (Showing *showing)
{
  g_object_unref (showing->runner);
  g_free (showing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Showing, showing_free)

static void
await_next (GnomonReminderRunner *self)
{
  gint64 next = self->is_held ? 0 : gnomon_store_get_next_reminder_time (self->store);

  gnomon_alarm_clock_set (self->alarm, next);
}

static void
end_hold (GnomonReminderRunner *self)
{
  self->is_held = FALSE;
  g_clear_handle_id (&self->retry_id, g_source_remove);
}

static gboolean
retry_cb (gpointer user_data)
{
  GnomonReminderRunner *self = user_data;

  self->retry_id = 0;
  end_hold (self);
  claim_due (self);

  return G_SOURCE_REMOVE;
}

static void
hold (GnomonReminderRunner *self)
{
  if (self->is_held)
    return;

  self->is_held = TRUE;
  self->retry_id = g_timeout_add_seconds (self->retry_seconds, retry_cb, self);
  self->retry_seconds = MIN (self->retry_seconds * 2, LAST_RETRY_SECONDS);
}

static void
settled_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Showing) showing = user_data;
  GnomonReminderRunner *self = showing->runner;
  g_autoptr (GError) error = NULL;

  if (!gnomon_store_settle_reminder_finish (GNOMON_STORE (source), result, &error))
    g_warning ("Could not record reminder %" G_GINT64_FORMAT ": %s", showing->instance_id,
               error->message);
  if (self->store == NULL)
    return;

  if (showing->result != GNOMON_SHOW_REFUSED)
    g_signal_emit (self, signals[FIRED], 0, showing->instance_id, showing->event_id);
  await_next (self);
}

static void
shown_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Showing) showing = user_data;
  GnomonReminderRunner *self = showing->runner;
  gint64 instance_id = showing->instance_id;
  GnomonShowResult how = gnomon_notifier_show_finish (GNOMON_NOTIFIER (source), result);

  if (self->store == NULL)
    return;

  if (how == GNOMON_SHOW_TAKEN)
    {
      self->retry_seconds = FIRST_RETRY_SECONDS;
      g_hash_table_add (self->on_screen, g_memdup2 (&instance_id, sizeof instance_id));
    }
  else
    {
      hold (self);
    }

  showing->result = how;
  gnomon_store_settle_reminder_async (self->store, instance_id, how,
                                      gnomon_clock_get_now (self->clock),
                                      settled_cb, g_steal_pointer (&showing));
}

static void
show (GnomonReminderRunner *self,
      GnomonDueReminder    *reminder)
{
  g_autoptr (GnomonCalendar) calendar =
    gnomon_store_get_calendar (self->store, gnomon_event_get_calendar_id (reminder->event), NULL);
  g_autofree char *body =
    gnomon_reminder_text_dup_body (reminder->event,
                                   calendar != NULL ? gnomon_calendar_get_name (calendar) : NULL,
                                   gnomon_clock_get_now (self->clock),
                                   gnomon_store_get_viewer_zone (self->store));
  int minutes = self->settings != NULL ? g_settings_get_int (self->settings, "snooze-minutes")
                                       : DEFAULT_SNOOZE_MINUTES;
  Showing *showing = g_new0 (Showing, 1);

  showing->runner = g_object_ref (self);
  showing->instance_id = reminder->id;
  showing->event_id = reminder->event_id;
  gnomon_notifier_show_async (self->notifier, reminder->id, reminder->event_id,
                              gnomon_event_get_title (reminder->event), body, minutes,
                              shown_cb, showing);
}

static void
claimed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GnomonReminderRunner) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) claimed =
    gnomon_store_claim_reminders_finish (GNOMON_STORE (source), result, &error);
  gint64 next;

  if (self->store == NULL)
    return;

  self->is_claiming = FALSE;
  for (guint i = 0; claimed != NULL && i < claimed->len; i++)
    show (self, g_ptr_array_index (claimed, i));

  /* What is due and cannot be claimed would be due again at once. */
  next = gnomon_store_get_next_reminder_time (self->store);
  if (claimed == NULL)
    {
      g_warning ("Could not claim reminders: %s", error->message);
      hold (self);
    }
  else if (claimed->len == 0 && next != 0 && next <= gnomon_clock_get_now (self->clock))
    {
      hold (self);
    }

  await_next (self);
}

static void
claim_due (GnomonReminderRunner *self)
{
  /* The answer looks for the next time anyway; and without a ledger to write in, a reminder
   * would ring for ever. */
  if (self->is_claiming || gnomon_store_is_read_only (self->store))
    return;

  self->is_claiming = TRUE;
  gnomon_store_claim_reminders_async (self->store, gnomon_clock_get_now (self->clock), CLAIM_LIMIT,
                                      claimed_cb, g_object_ref (self));
}

static void
replanned_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GnomonReminderRunner) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gnomon_store_replan_reminders_finish (GNOMON_STORE (source), result, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("Could not plan the reminders anew: %s", error->message);
  if (self->store != NULL)
    claim_due (self);
}

/* The user may be in another zone than when the reminders were planned, or have changed the hour
 * of all-day ones; only then it is known what is due. */
static void
replan (GnomonReminderRunner *self)
{
  if (gnomon_store_is_read_only (self->store))
    return;

  gnomon_store_replan_reminders_async (self->store, self->cancellable, replanned_cb,
                                       g_object_ref (self));
}

static void
all_day_hour_changed_cb (GnomonReminderRunner *self)
{
  if (self->store != NULL)
    replan (self);
}

/* What was answered, moved or deleted elsewhere goes from the screen. */
static void
withdraw_closed (GnomonReminderRunner *self)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->on_screen);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      gint64 instance_id = *(const gint64 *) key;

      if (gnomon_store_is_reminder_open (self->store, instance_id))
        continue;

      gnomon_notifier_withdraw (self->notifier, instance_id);
      g_hash_table_iter_remove (&iter);
    }
}

static void
store_changed_cb (GnomonStore          *store,
                  guint64               token,
                  GArray               *changed,
                  GArray               *deleted,
                  guint                 flags,
                  GnomonReminderRunner *self)
{
  if ((flags & (GNOMON_CHANGE_EVENTS | GNOMON_CHANGE_REMINDERS)) != 0)
    withdraw_closed (self);
  if ((flags & GNOMON_CHANGE_REMINDERS) != 0)
    await_next (self);
}

static void
due_cb (GnomonAlarmClock     *alarm,
        GnomonReminderRunner *self)
{
  claim_due (self);
}

static void
jumped_cb (GnomonAlarmClock     *alarm,
           GnomonReminderRunner *self)
{
  g_debug ("The clock was set");
  await_next (self);
}

/* The timer rings by itself after a suspend; but whom a retry in an hour holds up has waited long
 * enough, and the machine may be somewhere else than it was. */
static void
resumed_cb (GnomonSystemWatch    *watch,
            GnomonReminderRunner *self)
{
  g_debug ("The machine is awake again");
  gnomon_store_check_zone (self->store);
  end_hold (self);
  self->retry_seconds = FIRST_RETRY_SECONDS;
  claim_due (self);
}

static void
zone_set_cb (GnomonSystemWatch    *watch,
             GnomonReminderRunner *self)
{
  gnomon_store_check_zone (self->store);
}

static void
viewer_changed_cb (GnomonStore          *store,
                   GnomonReminderRunner *self)
{
  replan (self);
}

static void
available_cb (GnomonNotifier       *notifier,
              GnomonReminderRunner *self)
{
  self->retry_seconds = FIRST_RETRY_SECONDS;
  if (!self->is_held)
    return;

  end_hold (self);
  claim_due (self);
}

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

/* Takes over @operation. */
static void
answer (GnomonReminderRunner *self,
        gint64                instance_id,
        GnomonOperation      *operation)
{
  g_hash_table_remove (self->on_screen, &instance_id);
  gnomon_operation_set_actor (operation, "notification");
  gnomon_store_apply_async (self->store, operation, NULL, answered_cb, NULL);
  gnomon_operation_unref (operation);
}

static void
snooze_cb (GnomonNotifier       *notifier,
           gint64                instance_id,
           int                   minutes,
           GnomonReminderRunner *self)
{
  answer (self, instance_id, gnomon_operation_new_snooze_reminder (instance_id, minutes));
}

static void
dismissed_cb (GnomonNotifier       *notifier,
              gint64                instance_id,
              GnomonReminderRunner *self)
{
  answer (self, instance_id, gnomon_operation_new_dismiss_reminder (instance_id));
}

static void
gone_cb (GnomonNotifier       *notifier,
         gint64                instance_id,
         GnomonReminderRunner *self)
{
  g_hash_table_remove (self->on_screen, &instance_id);
}

static void
open_cb (GnomonNotifier       *notifier,
         gint64                instance_id,
         gint64                event_id,
         const char           *activation_token,
         GnomonReminderRunner *self)
{
  g_autoptr (GnomonEvent) event = gnomon_store_get_event (self->store, event_id, NULL);

  if (event == NULL)
    return;

  gnomon_window_caller_show_event (event_id, activation_token);
  answer (self, instance_id, gnomon_operation_new_dismiss_reminder (instance_id));
}

static void
gnomon_reminder_runner_dispose (GObject *object)
{
  gnomon_reminder_runner_stop (GNOMON_REMINDER_RUNNER (object));

  G_OBJECT_CLASS (gnomon_reminder_runner_parent_class)->dispose (object);
}

static void
gnomon_reminder_runner_finalize (GObject *object)
{
  GnomonReminderRunner *self = GNOMON_REMINDER_RUNNER (object);

  g_hash_table_unref (self->on_screen);
  g_object_unref (self->cancellable);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (gnomon_reminder_runner_parent_class)->finalize (object);
}

static void
gnomon_reminder_runner_class_init (GnomonReminderRunnerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gnomon_reminder_runner_dispose;
  object_class->finalize = gnomon_reminder_runner_finalize;

  signals[FIRED] = g_signal_new ("fired", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);
}

static void
gnomon_reminder_runner_init (GnomonReminderRunner *self)
{
  self->on_screen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->cancellable = g_cancellable_new ();
  self->retry_seconds = FIRST_RETRY_SECONDS;
}

/**
 * gnomon_reminder_runner_new:
 * @store: where the ledger is
 * @settings: (nullable): for the length of a snooze; bound to @store by the caller
 *
 * Begins at once: what became due while no service ran is claimed and shown.
 *
 * Returns: (transfer full): a runner
 */
GnomonReminderRunner *
gnomon_reminder_runner_new (GnomonStore *store,
                            GSettings   *settings)
{
  GnomonReminderRunner *self;

  g_return_val_if_fail (GNOMON_IS_STORE (store), NULL);

  self = g_object_new (GNOMON_TYPE_REMINDER_RUNNER, NULL);
  self->store = g_object_ref (store);
  self->clock = g_object_ref (gnomon_store_get_clock (store));
  g_set_object (&self->settings, settings);
  self->notifier = gnomon_notifier_new ();
  self->alarm = gnomon_alarm_clock_new (self->clock);

  self->system = gnomon_system_watch_new ();

  g_signal_connect (self->store, "changed", G_CALLBACK (store_changed_cb), self);
  g_signal_connect (self->store, "viewer-changed", G_CALLBACK (viewer_changed_cb), self);
  g_signal_connect (self->system, "resumed", G_CALLBACK (resumed_cb), self);
  g_signal_connect (self->system, "zone-set", G_CALLBACK (zone_set_cb), self);
  g_signal_connect (self->alarm, "due", G_CALLBACK (due_cb), self);
  g_signal_connect (self->alarm, "jumped", G_CALLBACK (jumped_cb), self);
  g_signal_connect (self->notifier, "available", G_CALLBACK (available_cb), self);
  g_signal_connect (self->notifier, "open", G_CALLBACK (open_cb), self);
  g_signal_connect (self->notifier, "snooze", G_CALLBACK (snooze_cb), self);
  g_signal_connect (self->notifier, "dismissed", G_CALLBACK (dismissed_cb), self);
  g_signal_connect (self->notifier, "gone", G_CALLBACK (gone_cb), self);
  if (self->settings != NULL)
    g_signal_connect_object (self->settings, "changed::all-day-reminder-hour",
                             G_CALLBACK (all_day_hour_changed_cb), self, G_CONNECT_SWAPPED);
  replan (self);

  return self;
}

/**
 * gnomon_reminder_runner_stop:
 * @self: a runner
 *
 * Ends it: nothing is claimed or shown from now on. What is being shown stays claimed, and the
 * next service takes it back. To be done before the store is closed; may be called twice.
 */
void
gnomon_reminder_runner_stop (GnomonReminderRunner *self)
{
  g_return_if_fail (GNOMON_IS_REMINDER_RUNNER (self));

  if (self->store == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  g_signal_handlers_disconnect_by_data (self->store, self);
  g_signal_handlers_disconnect_by_data (self->alarm, self);
  g_signal_handlers_disconnect_by_data (self->notifier, self);
  g_signal_handlers_disconnect_by_data (self->system, self);
  end_hold (self);
  g_clear_object (&self->system);
  g_clear_object (&self->alarm);
  g_clear_object (&self->notifier);
  g_clear_object (&self->clock);
  g_clear_object (&self->store);
}
