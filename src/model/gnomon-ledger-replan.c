/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-derive.h"
#include "gnomon-reminders.h"
#include "gnomon-store-private.h"

/*
 * Planning anew what depends on where the user is and on the rules of time zones, not on the event
 * alone. It goes in small transactions, so that no writer waits for long; what is cut off begins
 * from the start the next time, since only the last transaction writes down that all is done.
 */

#define EVENTS_AT_A_TIME 100

typedef struct
{
  GnomonDerivation *derivation;
  GArray *event_ids;        /* gint64: those that are left, the next one last */
} Replan;

static void replan_some (GTask *task);

static void
replan_free (gpointer data)
{
  Replan *replan = data;

  g_clear_pointer (&replan->derivation, gnomon_derivation_free);
  g_clear_pointer (&replan->event_ids, g_array_unref);
  g_free (replan);
}

/* @data: the task's Replan, which nobody else looks at while a transaction is under way. */
static gpointer
find_job (GnomonTransaction  *transaction,
          gpointer            data,
          GError            **error)
{
  Replan *replan = data;

  replan->derivation = gnomon_derivation_new (transaction, error);
  if (replan->derivation == NULL)
    return NULL;

  replan->event_ids = gnomon_derivation_list_events (replan->derivation, transaction, error);
  if (replan->event_ids != NULL && replan->derivation->reason != NULL)
    g_message ("%u events are looked at anew: %s", replan->event_ids->len,
               replan->derivation->reason);

  return NULL;
}

static gpointer
replan_job (GnomonTransaction  *transaction,
            gpointer            data,
            GError            **error)
{
  Replan *replan = data;
  guint n = MIN (replan->event_ids->len, EVENTS_AT_A_TIME);
  guint rest = replan->event_ids->len - n;

  for (guint i = rest; i < replan->event_ids->len; i++)
    if (!gnomon_derivation_apply (replan->derivation, transaction,
                                  g_array_index (replan->event_ids, gint64, i), error))
      return NULL;

  g_array_set_size (replan->event_ids, rest);
  if (rest == 0)
    gnomon_derivation_finish (replan->derivation, transaction, error);

  return NULL;
}

static void
replanned_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Replan *replan = g_task_get_task_data (task);

  gnomon_store_write_finish (GNOMON_STORE (source), result, &error);
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (replan->event_ids->len == 0)
    g_task_return_boolean (task, TRUE);
  else if (!g_task_return_error_if_cancelled (task))
    replan_some (g_steal_pointer (&task));
}

/* Takes over @task. There is a last transaction also where no event is left. */
static void
replan_some (GTask *task)
{
  Replan *replan = g_task_get_task_data (task);

  gnomon_store_write_async (g_task_get_source_object (task), "replan-reminders",
                            replan_job, replan, NULL, NULL, NULL, replanned_cb, task);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  gnomon_store_write_finish (GNOMON_STORE (source), result, &error);
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (!g_task_return_error_if_cancelled (task))
    replan_some (g_steal_pointer (&task));
}

/**
 * gnomon_store_replan_reminders_async:
 * @self: a store
 * @cancellable: (nullable): ends it between two transactions; to be used before the store closes
 * @callback: what is called when all are planned
 * @user_data: for @callback
 *
 * Plans anew the reminders that wait for whole days and floating times, after the viewer's zone or
 * the hour of all-day reminders may have changed; and where the time zone database is another one,
 * derives anew what depends on it. Other writers get their turns in between.
 */
void
gnomon_store_replan_reminders_async (GnomonStore         *self,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  Replan *replan = g_new0 (Replan, 1);
  GTask *task;

  g_return_if_fail (GNOMON_IS_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gnomon_store_replan_reminders_async);
  g_task_set_task_data (task, replan, replan_free);
  gnomon_store_write_async (self, "replan-reminders", find_job, replan, NULL,
                            NULL, NULL, found_cb, task);
}

/**
 * gnomon_store_replan_reminders_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location
 *
 * Returns: %TRUE when all are planned
 */
gboolean
gnomon_store_replan_reminders_finish (GnomonStore   *self,
                                      GAsyncResult  *result,
                                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
