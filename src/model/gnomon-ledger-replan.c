/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-ledger-private.h"
#include "gnomon-reminders.h"
#include "gnomon-store-private.h"

/*
 * Planning anew what depends on where the user is and not on the event alone: reminders of whole
 * days and of floating times. It goes in small transactions, so that no writer waits for long.
 */

#define EVENTS_AT_A_TIME 100

typedef struct
{
  GArray *event_ids;        /* gint64: those that are left, the next one last */
} Replan;

static void replan_some (GTask *task);

static void
replan_free (gpointer data)
{
  Replan *replan = data;

  g_clear_pointer (&replan->event_ids, g_array_unref);
  g_free (replan);
}

static gpointer
find_job (GnomonTransaction  *transaction,
          gpointer            data,
          GError            **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GnomonStatement) query = gnomon_db_query (transaction->db,
                                                       GNOMON_SQL_LEDGER_FOLLOWERS);
  GnomonStep step;

  while ((step = gnomon_statement_step (query, error)) == GNOMON_STEP_ROW)
    {
      gint64 id = gnomon_statement_get_int (query, 0);

      g_array_append_val (ids, id);
    }

  return step == GNOMON_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

/* @data: (element-type gint64): a GArray */
static gpointer
replan_job (GnomonTransaction  *transaction,
            gpointer            data,
            GError            **error)
{
  GArray *ids = data;

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (GError) local_error = NULL;
      gint64 id = g_array_index (ids, gint64, i);
      g_autoptr (GnomonEvent) event = gnomon_events_load (transaction->db, id, FALSE, &local_error);

      /* It was deleted since they were listed. */
      if (g_error_matches (local_error, GNOMON_ERROR, GNOMON_ERROR_NOT_FOUND))
        continue;
      if (event == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      if (!gnomon_ledger_follow_viewer (transaction, event, error))
        return NULL;
    }

  return NULL;
}

static void
replanned_cb (GObject      *source,
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

/* Takes over @task. */
static void
replan_some (GTask *task)
{
  Replan *replan = g_task_get_task_data (task);
  guint n = MIN (replan->event_ids->len, EVENTS_AT_A_TIME);
  guint first = replan->event_ids->len - n;
  GArray *ids;

  if (n == 0)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);
  g_array_append_vals (ids, &g_array_index (replan->event_ids, gint64, first), n);
  g_array_set_size (replan->event_ids, first);
  gnomon_store_write_async (g_task_get_source_object (task), "replan-reminders",
                            replan_job, ids, (GDestroyNotify) g_array_unref,
                            NULL, NULL, replanned_cb, task);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Replan *replan = g_task_get_task_data (task);

  replan->event_ids = gnomon_store_write_finish (GNOMON_STORE (source), result, &error);
  if (replan->event_ids == NULL)
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
 * Plans anew the reminders that wait for whole days and floating times: after the viewer's zone or
 * the hour of all-day reminders may have changed. Other writers get their turns in between.
 */
void
gnomon_store_replan_reminders_async (GnomonStore         *self,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (GNOMON_IS_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gnomon_store_replan_reminders_async);
  g_task_set_task_data (task, g_new0 (Replan, 1), replan_free);
  gnomon_store_write_async (self, "replan-reminders", find_job, NULL, NULL,
                            (GDestroyNotify) g_array_unref, NULL, found_cb, task);
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
