/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-reminders.h"

#include "gnomon-lease.h"
#include "gnomon-store-private.h"

/* How the showing of claimed reminders went, and the answer to those that came together. */

typedef struct
{
  GArray *ids;              /* gint64 */
  guint n_together;
  GnomonShowResult result;
  gint64 now;
} Settlement;

static Settlement *
settlement_new (const GArray *ids)
{
  Settlement *self = g_new0 (Settlement, 1);

  self->ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), ids->len);
  g_array_append_vals (self->ids, ids->data, ids->len);

  return self;
}

static void
settlement_free (gpointer data)
{
  Settlement *self = data;

  g_array_unref (self->ids);
  g_free (self);
}

/* What ExplainReminder has to add to the fact that it was shown; "" where there is nothing. */
static char *
dup_note (const Settlement *settlement)
{
  if (settlement->result != GNOMON_SHOW_TAKEN)
    return g_strdup ("the notification server did not answer");
  if (settlement->n_together > 1)
    return g_strdup_printf ("it came in one notification with %u others",
                            settlement->n_together - 1);

  return g_strdup ("");
}

static gboolean
settle (GnomonTransaction  *transaction,
        const Settlement   *settlement,
        gint64              id,
        GError            **error)
{
  const GnomonLease *own = gnomon_lease_get_own ();
  gboolean refused = settlement->result == GNOMON_SHOW_REFUSED;
  g_autoptr (GnomonStatement) change =
    gnomon_db_query (transaction->db,
                     refused ? GNOMON_SQL_LEDGER_GIVE_BACK : GNOMON_SQL_LEDGER_SHOWN);
  g_autofree char *note = NULL;

  /* Only where the lease is still ours: the event may have been moved or deleted meanwhile. */
  gnomon_statement_bind_int (change, 1, id);
  gnomon_statement_bind_int (change, 2, own->pid);
  gnomon_statement_bind_int (change, 3, own->start);
  gnomon_statement_bind_text (change, 4, own->boot);
  if (!refused)
    {
      note = dup_note (settlement);
      gnomon_statement_bind_int (change, 5, settlement->now);
      if (settlement->result == GNOMON_SHOW_TAKEN)
        gnomon_statement_bind_int (change, 6, settlement->now);
      else
        gnomon_statement_bind_null (change, 6);
      gnomon_statement_bind_text (change, 7, note);
      gnomon_transaction_note (transaction, GNOMON_CHANGE_REMINDERS);
    }

  return gnomon_statement_run (change, error);
}

static gpointer
settle_job (GnomonTransaction  *transaction,
            gpointer            data,
            GError            **error)
{
  const Settlement *settlement = data;

  for (guint i = 0; i < settlement->ids->len; i++)
    if (!settle (transaction, settlement, g_array_index (settlement->ids, gint64, i), error))
      break;

  return NULL;
}

static gboolean
finish (GnomonStore   *self,
        GAsyncResult  *result,
        GError       **error)
{
  g_autoptr (GError) local_error = NULL;

  gnomon_store_write_finish (self, result, &local_error);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * gnomon_store_settle_reminders_async:
 * @self: a store
 * @instance_ids: (element-type gint64): instances that this process has claimed; copied
 * @n_together: how many came in the notification that they came in
 * @result: how it went
 * @now: the time now, in Unix seconds
 * @callback: what is called when it is on disk
 * @user_data: for @callback
 *
 * Records how the showing went and ends the claims. An instance that was planned anew since it was
 * claimed is left as it is. The record survives a kill, but does not wait for the disk.
 */
void
gnomon_store_settle_reminders_async (GnomonStore         *self,
                                     const GArray        *instance_ids,
                                     guint                n_together,
                                     GnomonShowResult     result,
                                     gint64               now,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  Settlement *settlement;

  g_return_if_fail (GNOMON_IS_STORE (self));

  settlement = settlement_new (instance_ids);
  settlement->n_together = n_together;
  settlement->result = result;
  settlement->now = now;
  /* Whoever had a power cut right after a reminder may be reminded again. */
  gnomon_store_write_light_async (self, "settle-reminders", settle_job, settlement,
                                  settlement_free, NULL, callback, user_data);
}

/**
 * gnomon_store_settle_reminders_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location
 *
 * Returns: %TRUE when it is on disk
 */
gboolean
gnomon_store_settle_reminders_finish (GnomonStore   *self,
                                      GAsyncResult  *result,
                                      GError       **error)
{
  return finish (self, result, error);
}

static gpointer
dismiss_job (GnomonTransaction  *transaction,
             gpointer            data,
             GError            **error)
{
  const Settlement *settlement = data;

  gnomon_transaction_note (transaction, GNOMON_CHANGE_REMINDERS);
  for (guint i = 0; i < settlement->ids->len; i++)
    {
      g_autoptr (GnomonStatement) dismiss =
        gnomon_db_query (transaction->db, GNOMON_SQL_LEDGER_DISMISS_SHOWN);

      gnomon_statement_bind_int (dismiss, 1, g_array_index (settlement->ids, gint64, i));
      gnomon_statement_bind_int (dismiss, 2, settlement->now);
      if (!gnomon_statement_run (dismiss, error))
        break;
    }

  return NULL;
}

/**
 * gnomon_store_dismiss_reminders_async:
 * @self: a store
 * @instance_ids: (element-type gint64): instances that were shown; copied
 * @now: the time now, in Unix seconds
 * @callback: what is called when it is on disk
 * @user_data: for @callback
 *
 * Dismisses, from a notification, those of them that nobody has answered in another way yet.
 */
void
gnomon_store_dismiss_reminders_async (GnomonStore         *self,
                                      const GArray        *instance_ids,
                                      gint64               now,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  Settlement *settlement;

  g_return_if_fail (GNOMON_IS_STORE (self));

  settlement = settlement_new (instance_ids);
  settlement->now = now;
  gnomon_store_write_async (self, "dismiss-reminders", dismiss_job, settlement, settlement_free,
                            NULL, NULL, callback, user_data);
}

/**
 * gnomon_store_dismiss_reminders_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location
 *
 * Returns: %TRUE when it is on disk
 */
gboolean
gnomon_store_dismiss_reminders_finish (GnomonStore   *self,
                                       GAsyncResult  *result,
                                       GError       **error)
{
  return finish (self, result, error);
}
