/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-reminder-runner.h"

#include "gnomon-alarm-clock.h"
#include "gnomon-mail-account.h"
#include "gnomon-reminder-batch.h"
#include "gnomon-reminder-board.h"
#include "gnomon-reminders.h"
#include "gnomon-system-watch.h"

/* So many are claimed in one transaction, so that no other writer waits for long. */
#define CLAIM_LIMIT 200

/* So long before their time reminders are claimed and made ready, so that then they only have to be
 * sent. */
#define AHEAD_SECONDS 1

/* What was ready is judged anew where it could not be sent so soon after its time. */
#define READY_SECONDS 5

/* So many claims are given back in one transaction. */
#define GIVE_BACK_LIMIT 200

/* After a refusal it is tried again by and by, unless a server appears before. */
#define FIRST_RETRY_SECONDS 1
#define LAST_RETRY_SECONDS 300

#define DEFAULT_LATE_HOURS 24

struct _GnomonReminderRunner
{
  GObject parent_instance;

  GnomonStore *store;           /* NULL: stopped */
  GnomonClock *clock;
  GSettings *settings;          /* (nullable) */
  GnomonReminderBoard *board;
  GnomonReminderBatch *batch;   /* what was claimed and is to be shown when all is */
  GnomonAlarmClock *alarm;
  GnomonSystemWatch *system;
  GCancellable *cancellable;    /* for what goes on when the runner is stopped */

  gboolean is_claiming;
  gint64 claimed_until;         /* what is claimed is due by then */
  GPtrArray *ready;             /* (nullable): GnomonReminderGroup: claimed ahead of ready_time */
  gint64 ready_time;
  gboolean is_probing;          /* with one reminder, whether somebody shows it */
  gboolean is_held;             /* nobody shows anything: the next retry, or a server, ends it */
  guint retry_id;
  guint retry_seconds;
};

enum
{
  FIRED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonReminderRunner, gnomon_reminder_runner, G_TYPE_OBJECT)

static void claim_due (GnomonReminderRunner *self);

static void await_next (GnomonReminderRunner *self);

static void
given_back_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GnomonReminderRunner) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gnomon_store_settle_reminders_finish (GNOMON_STORE (source), result, &error))
    g_warning ("Could not give back reminders: %s", error->message);
  if (self->store != NULL)
    await_next (self);
}

/* Gives back what was claimed ahead: it is not to be shown as it was made ready. */
static void
give_back_ready (GnomonReminderRunner *self)
{
  g_autoptr (GPtrArray) groups = g_steal_pointer (&self->ready);

  for (guint i = 0; groups != NULL && i < groups->len; i++)
    {
      const GnomonReminderGroup *group = g_ptr_array_index (groups, i);

      for (guint first = 0; first < group->instances->len; first += GIVE_BACK_LIMIT)
        {
          g_autoptr (GArray) ids =
            gnomon_instances_list_ids (group->instances, first,
                                       MIN (first + GIVE_BACK_LIMIT, group->instances->len));

          gnomon_store_settle_reminders_async (self->store, ids, ids->len, GNOMON_SHOW_REFUSED,
                                               gnomon_clock_get_now (self->clock), given_back_cb,
                                               g_object_ref (self));
        }
    }
}

static void
await_next (GnomonReminderRunner *self)
{
  gint64 next = self->is_held ? 0 : gnomon_store_get_next_reminder_time (self->store);

  /* What has come up since and is due before does not wait for it. */
  if (self->ready != NULL && next != 0 && next < self->ready_time)
    give_back_ready (self);

  if (self->ready != NULL)
    gnomon_alarm_clock_set (self->alarm, self->ready_time);
  else
    gnomon_alarm_clock_set (self->alarm, next != 0 ? next - AHEAD_SECONDS : 0);
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
  give_back_ready (self);
  self->retry_id = g_timeout_add_seconds (self->retry_seconds, retry_cb, self);
  self->retry_seconds = MIN (self->retry_seconds * 2, LAST_RETRY_SECONDS);
}

static void claim_some (GnomonReminderRunner *self);

/* What is claimed: now, or ready for when it is due. */
static void
show_claimed (GnomonReminderRunner *self)
{
  g_autoptr (GPtrArray) groups = gnomon_reminder_batch_steal (self->batch);

  if (self->claimed_until <= gnomon_clock_get_now (self->clock))
    {
      gnomon_reminder_board_show (self->board, groups);
    }
  else if (groups->len > 0)
    {
      self->ready = g_steal_pointer (&groups);
      self->ready_time = self->claimed_until;
    }
}

static gboolean
is_still_claimed (GnomonReminderRunner *self)
{
  for (guint i = 0; i < self->ready->len; i++)
    {
      const GnomonReminderGroup *group = g_ptr_array_index (self->ready, i);
      g_autoptr (GArray) ids = gnomon_instances_list_ids (group->instances, 0,
                                                          group->instances->len);

      if (!gnomon_store_are_reminders_claimed (self->store, ids))
        return FALSE;
    }

  return TRUE;
}

/* The time of what is ready has come. Where something has happened to any of them since, or the
 * time is long over, all are claimed anew, by which they are judged again. */
static void
show_ready (GnomonReminderRunner *self)
{
  gint64 now = gnomon_clock_get_now (self->clock);

  if (now < self->ready_time)
    {
      await_next (self);
    }
  else if (now - self->ready_time > READY_SECONDS || !is_still_claimed (self))
    {
      give_back_ready (self);
    }
  else
    {
      g_autoptr (GPtrArray) groups = g_steal_pointer (&self->ready);

      gnomon_reminder_board_show (self->board, groups);
      await_next (self);
    }
}

static void
claimed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GnomonReminderRunner) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean more = FALSE;
  g_autoptr (GPtrArray) claimed =
    gnomon_store_claim_reminders_finish (GNOMON_STORE (source), result, &more, &error);

  if (self->store == NULL)
    return;

  for (guint i = 0; claimed != NULL && i < claimed->len; i++)
    gnomon_reminder_batch_add (self->batch, g_ptr_array_index (claimed, i));

  if (claimed == NULL)
    {
      g_warning ("Could not claim reminders: %s", error->message);
      hold (self);
    }
  else if (more && !self->is_probing)
    {
      claim_some (self);
      return;
    }

  self->is_claiming = FALSE;
  show_claimed (self);
  await_next (self);
}

static gint64
get_late_seconds (GnomonReminderRunner *self)
{
  int hours = self->settings != NULL ? g_settings_get_int (self->settings, "late-hours")
                                     : DEFAULT_LATE_HOURS;

  return (gint64) hours * 3600;
}

static void
claim_some (GnomonReminderRunner *self)
{
  const GnomonClaim claim = {
    .now = gnomon_clock_get_now (self->clock),
    .until = self->claimed_until,
    .limit = self->is_probing ? 1 : CLAIM_LIMIT,
    .late_seconds = get_late_seconds (self),
    .can_mail = gnomon_mail_account_is_set (self->settings),
  };

  gnomon_store_claim_reminders_async (self->store, &claim, claimed_cb, g_object_ref (self));
}

static void
claim_due (GnomonReminderRunner *self)
{
  gint64 now, next;

  /* The answer looks for the next time anyway; and without a ledger to write in, a reminder
   * would ring for ever. */
  if (self->is_claiming || gnomon_store_is_read_only (self->store))
    return;

  if (self->ready != NULL)
    {
      show_ready (self);
      return;
    }

  now = gnomon_clock_get_now (self->clock);
  next = gnomon_store_get_next_reminder_time (self->store);
  /* What is being shown is not held up by what has time. */
  if (next > now && gnomon_reminder_board_is_busy (self->board))
    {
      gnomon_alarm_clock_set (self->alarm, next);
      return;
    }

  self->claimed_until = next > now && next - now <= AHEAD_SECONDS ? next : now;
  self->is_claiming = TRUE;
  /* After a refusal one has to do to find out whether anybody shows anything by now. */
  self->is_probing = self->retry_seconds > FIRST_RETRY_SECONDS;
  claim_some (self);
}

static void
settled_cb (GnomonReminderBoard  *board,
            GnomonShowResult      result,
            GnomonReminderRunner *self)
{
  if (result == GNOMON_SHOW_TAKEN)
    self->retry_seconds = FIRST_RETRY_SECONDS;
  else
    hold (self);

  await_next (self);
}

static void
fired_cb (GnomonReminderBoard  *board,
          gint64                instance_id,
          gint64                event_id,
          GnomonReminderRunner *self)
{
  g_signal_emit (self, signals[FIRED], 0, instance_id, event_id);
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

static void
store_changed_cb (GnomonStore          *store,
                  guint64               token,
                  GArray               *changed,
                  GArray               *deleted,
                  guint                 flags,
                  GnomonReminderRunner *self)
{
  if ((flags & (GNOMON_CHANGE_EVENTS | GNOMON_CHANGE_REMINDERS)) != 0)
    gnomon_reminder_board_withdraw (self->board);
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
  if (self->ready != NULL && gnomon_clock_get_now (self->clock) < self->ready_time - AHEAD_SECONDS)
    give_back_ready (self);
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
available_cb (GnomonReminderBoard  *board,
              GnomonReminderRunner *self)
{
  self->retry_seconds = FIRST_RETRY_SECONDS;
  if (!self->is_held)
    return;

  end_hold (self);
  claim_due (self);
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

  g_clear_pointer (&self->ready, g_ptr_array_unref);
  gnomon_reminder_batch_free (self->batch);
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
  self->batch = gnomon_reminder_batch_new ();
  self->cancellable = g_cancellable_new ();
  self->retry_seconds = FIRST_RETRY_SECONDS;
}

/**
 * gnomon_reminder_runner_new:
 * @store: where the ledger is
 * @settings: (nullable): how reminders ring; bound to @store by the caller
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
  self->board = gnomon_reminder_board_new (store, settings);
  self->alarm = gnomon_alarm_clock_new (self->clock);

  self->system = gnomon_system_watch_new ();

  g_signal_connect (self->store, "changed", G_CALLBACK (store_changed_cb), self);
  g_signal_connect (self->store, "viewer-changed", G_CALLBACK (viewer_changed_cb), self);
  g_signal_connect (self->system, "resumed", G_CALLBACK (resumed_cb), self);
  g_signal_connect (self->system, "zone-set", G_CALLBACK (zone_set_cb), self);
  g_signal_connect (self->alarm, "due", G_CALLBACK (due_cb), self);
  g_signal_connect (self->alarm, "jumped", G_CALLBACK (jumped_cb), self);
  g_signal_connect (self->board, "available", G_CALLBACK (available_cb), self);
  g_signal_connect (self->board, "settled", G_CALLBACK (settled_cb), self);
  g_signal_connect (self->board, "fired", G_CALLBACK (fired_cb), self);
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
  g_signal_handlers_disconnect_by_data (self->board, self);
  g_signal_handlers_disconnect_by_data (self->system, self);
  end_hold (self);
  g_clear_object (&self->system);
  g_clear_object (&self->alarm);
  gnomon_reminder_board_stop (self->board);
  g_clear_object (&self->board);
  g_clear_object (&self->clock);
  g_clear_object (&self->store);
}
