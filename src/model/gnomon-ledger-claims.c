/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-reminders.h"

#include "gnomon-lease.h"
#include "gnomon-ledger-private.h"
#include "gnomon-store-private.h"

/*
 * Claiming what is due and telling how it went. A row is claimed in a transaction before anything
 * is shown: of two services only one gets it, and one that dies leaves a lease that the next finds
 * dead. So none is lost, and one can come twice only where a kill fell between show and record.
 */

typedef struct
{
  gint64 now;
  guint limit;
} Claim;

typedef struct
{
  gint64 id;
  GnomonShowResult result;
  gint64 now;
} Settlement;

/**
 * gnomon_due_reminder_free:
 * @self: (transfer full) (nullable): a claimed instance
 *
 * Frees it; the claim stays.
 */
void
gnomon_due_reminder_free (GnomonDueReminder *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->event);
  g_free (self);
}

static gboolean
run_with_id (GnomonDb   *db,
             GnomonSql   sql,
             gint64      id,
             GError    **error)
{
  g_autoptr (GnomonStatement) statement = gnomon_db_query (db, sql);

  gnomon_statement_bind_int (statement, 1, id);

  return gnomon_statement_run (statement, error);
}

static gboolean
run_with_ids (GnomonDb   *db,
              GnomonSql   sql,
              GArray     *ids,
              GError    **error)
{
  for (guint i = 0; i < ids->len; i++)
    if (!run_with_id (db, sql, g_array_index (ids, gint64, i), error))
      return FALSE;

  return TRUE;
}

/* Gives back what dead processes had claimed. */
static gboolean
take_back_dead_leases (GnomonTransaction  *transaction,
                       GError            **error)
{
  g_autoptr (GArray) dead = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GnomonStatement) leased = gnomon_db_query (transaction->db, GNOMON_SQL_LEDGER_LEASED);
  GnomonStep step;

  while ((step = gnomon_statement_step (leased, error)) == GNOMON_STEP_ROW)
    {
      gint64 id = gnomon_statement_get_int (leased, 0);
      GnomonLease lease = {
        .pid = gnomon_statement_get_int (leased, 1),
        .start = gnomon_statement_get_int (leased, 2),
        .boot = gnomon_statement_get_text (leased, 3),
      };

      if (!gnomon_lease_is_alive (&lease))
        g_array_append_val (dead, id);
    }
  if (step == GNOMON_STEP_ERROR)
    return FALSE;

  g_clear_pointer (&leased, gnomon_statement_release);

  return run_with_ids (transaction->db, GNOMON_SQL_LEDGER_TAKE_BACK, dead, error);
}

static GPtrArray *
load_due (GnomonTransaction  *transaction,
          const Claim        *claim,
          GError            **error)
{
  g_autoptr (GnomonStatement) query = gnomon_db_query (transaction->db, GNOMON_SQL_LEDGER_DUE);
  g_autoptr (GPtrArray) due =
    g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_due_reminder_free);
  GnomonStep step;

  gnomon_statement_bind_int (query, 1, claim->now);
  gnomon_statement_bind_int (query, 2, claim->limit);
  while ((step = gnomon_statement_step (query, error)) == GNOMON_STEP_ROW)
    {
      GnomonDueReminder *reminder = g_new0 (GnomonDueReminder, 1);

      reminder->id = gnomon_statement_get_int (query, 0);
      reminder->event_id = gnomon_statement_get_int (query, 1);
      reminder->type = (GnomonReminderType) gnomon_statement_get_int (query, 2);
      reminder->due = gnomon_statement_get_int (query, 3);
      reminder->again = gnomon_statement_get_int (query, 4) != 0;
      g_ptr_array_add (due, reminder);
    }

  return step == GNOMON_STEP_DONE ? g_steal_pointer (&due) : NULL;
}

static gboolean
sign (GnomonTransaction  *transaction,
      gint64              id,
      gint64              now,
      GError            **error)
{
  const GnomonLease *own = gnomon_lease_get_own ();
  g_autoptr (GnomonStatement) lease = gnomon_db_query (transaction->db, GNOMON_SQL_LEDGER_LEASE);

  gnomon_statement_bind_int (lease, 1, id);
  gnomon_statement_bind_int (lease, 2, own->pid);
  gnomon_statement_bind_int (lease, 3, own->start);
  gnomon_statement_bind_text (lease, 4, own->boot);
  gnomon_statement_bind_int (lease, 5, now);

  return gnomon_statement_run (lease, error);
}

static gboolean
miss (GnomonTransaction  *transaction,
      gint64              id,
      gint64              now,
      GError            **error)
{
  g_autoptr (GnomonStatement) end = gnomon_db_query (transaction->db, GNOMON_SQL_LEDGER_MISS);

  gnomon_statement_bind_int (end, 1, id);
  gnomon_statement_bind_int (end, 2, now);
  gnomon_statement_bind_text (end, 3,
                              "nothing could show it until the event was over for more than a day");
  transaction->flags |= GNOMON_CHANGE_REMINDERS;

  return gnomon_statement_run (end, error);
}

static gpointer
claim_job (GnomonTransaction  *transaction,
           gpointer            data,
           GError            **error)
{
  const Claim *claim = data;
  g_autoptr (GPtrArray) due = NULL;
  g_autoptr (GPtrArray) claimed =
    g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_due_reminder_free);

  if (!take_back_dead_leases (transaction, error))
    return NULL;

  due = load_due (transaction, claim, error);
  while (due != NULL && due->len > 0)
    {
      GnomonDueReminder *reminder = g_ptr_array_steal_index (due, 0);
      gint64 over_at;

      g_ptr_array_add (claimed, reminder);
      reminder->event = gnomon_events_load (transaction->db, reminder->event_id, FALSE, error);
      if (reminder->event == NULL)
        return NULL;

      /* A reminder may stand behind its event: it is not late before its own time. */
      over_at = MAX (reminder->due,
                     gnomon_event_get_ends_at (reminder->event, transaction->viewer));
      if (over_at > claim->now - GNOMON_LEDGER_LATE_SECONDS)
        {
          if (!sign (transaction, reminder->id, claim->now, error))
            return NULL;
        }
      else
        {
          if (!miss (transaction, reminder->id, claim->now, error))
            return NULL;
          g_ptr_array_set_size (claimed, (int) claimed->len - 1);
        }
    }

  return due != NULL ? g_steal_pointer (&claimed) : NULL;
}

/**
 * gnomon_store_claim_reminders_async:
 * @self: a store
 * @now: the time now, in Unix seconds
 * @limit: how many at most
 * @callback: what is called when they are claimed
 * @user_data: for @callback
 *
 * Claims what is due for this process, in the order in which it is due, and takes back before what
 * dead processes had claimed. What is too late to be of use becomes missed and is not among the
 * answer.
 */
void
gnomon_store_claim_reminders_async (GnomonStore         *self,
                                    gint64               now,
                                    guint                limit,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  Claim claim = { .now = now, .limit = limit };

  g_return_if_fail (GNOMON_IS_STORE (self));

  gnomon_store_write_async (self, "claim-reminders",
                            claim_job, g_memdup2 (&claim, sizeof claim), g_free,
                            (GDestroyNotify) g_ptr_array_unref, NULL, callback, user_data);
}

/**
 * gnomon_store_claim_reminders_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type GnomonDueReminder): what this process has to
 *   show, and to settle; %NULL on error
 */
GPtrArray *
gnomon_store_claim_reminders_finish (GnomonStore   *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  return gnomon_store_write_finish (self, result, error);
}

static gpointer
settle_job (GnomonTransaction  *transaction,
            gpointer            data,
            GError            **error)
{
  const Settlement *settlement = data;
  const GnomonLease *own = gnomon_lease_get_own ();
  gboolean refused = settlement->result == GNOMON_SHOW_REFUSED;
  g_autoptr (GnomonStatement) settle =
    gnomon_db_query (transaction->db,
                     refused ? GNOMON_SQL_LEDGER_GIVE_BACK : GNOMON_SQL_LEDGER_SHOWN);

  /* Only where the lease is still ours: the event may have been moved or deleted meanwhile. */
  gnomon_statement_bind_int (settle, 1, settlement->id);
  gnomon_statement_bind_int (settle, 2, own->pid);
  gnomon_statement_bind_int (settle, 3, own->start);
  gnomon_statement_bind_text (settle, 4, own->boot);
  if (!refused)
    {
      gnomon_statement_bind_int (settle, 5, settlement->now);
      if (settlement->result == GNOMON_SHOW_TAKEN)
        gnomon_statement_bind_int (settle, 6, settlement->now);
      else
        gnomon_statement_bind_null (settle, 6);
      gnomon_statement_bind_text (settle, 7, settlement->result == GNOMON_SHOW_TAKEN
                                             ? "" : "the notification server did not answer");
      transaction->flags |= GNOMON_CHANGE_REMINDERS;
    }
  gnomon_statement_run (settle, error);

  return NULL;
}

/**
 * gnomon_store_settle_reminder_async:
 * @self: a store
 * @instance_id: an instance that this process has claimed
 * @result: how it went
 * @now: the time now, in Unix seconds
 * @callback: what is called when it is on disk
 * @user_data: for @callback
 *
 * Records how the showing went and ends the claim. An instance that was planned anew since it was
 * claimed is left as it is.
 */
void
gnomon_store_settle_reminder_async (GnomonStore         *self,
                                    gint64               instance_id,
                                    GnomonShowResult     result,
                                    gint64               now,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  Settlement settlement = { .id = instance_id, .result = result, .now = now };

  g_return_if_fail (GNOMON_IS_STORE (self));

  gnomon_store_write_async (self, "settle-reminder",
                            settle_job, g_memdup2 (&settlement, sizeof settlement), g_free,
                            NULL, NULL, callback, user_data);
}

/**
 * gnomon_store_settle_reminder_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location
 *
 * Returns: %TRUE when it is on disk
 */
gboolean
gnomon_store_settle_reminder_finish (GnomonStore   *self,
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
 * gnomon_store_get_next_reminder_time:
 * @self: a store
 *
 * Returns: when the next reminder wants to be shown, in Unix seconds, which may be past; 0: never
 */
gint64
gnomon_store_get_next_reminder_time (GnomonStore *self)
{
  g_autoptr (GnomonStatement) next = NULL;

  g_return_val_if_fail (GNOMON_IS_STORE (self), 0);

  next = gnomon_db_query (gnomon_store_get_reader (self), GNOMON_SQL_LEDGER_NEXT);

  if (gnomon_statement_step (next, NULL) != GNOMON_STEP_ROW)
    return 0;

  return gnomon_statement_get_int (next, 0);
}

/**
 * gnomon_store_count_pending_reminders:
 * @self: a store
 *
 * A notification may go by time or unseen; what nobody has answered for a day does not count
 * any more, so that the number does not only grow.
 *
 * Returns: how many reminders were shown or snoozed and not answered
 */
guint
gnomon_store_count_pending_reminders (GnomonStore *self)
{
  g_autoptr (GnomonStatement) count = NULL;

  g_return_val_if_fail (GNOMON_IS_STORE (self), 0);

  count = gnomon_db_query (gnomon_store_get_reader (self), GNOMON_SQL_LEDGER_COUNT_OPEN);
  gnomon_statement_bind_int (count, 1, gnomon_clock_get_now (gnomon_store_get_clock (self))
                                       - GNOMON_LEDGER_LATE_SECONDS);

  if (gnomon_statement_step (count, NULL) != GNOMON_STEP_ROW)
    return 0;

  return (guint) gnomon_statement_get_int (count, 0);
}

/**
 * gnomon_store_is_reminder_open:
 * @self: a store
 * @instance_id: a due instance
 *
 * Returns: %TRUE while a notification of it has a reason to be on the screen
 */
gboolean
gnomon_store_is_reminder_open (GnomonStore *self,
                               gint64       instance_id)
{
  g_auto (GnomonLedgerRow) row = { 0 };
  g_autoptr (GnomonEvent) event = NULL;

  g_return_val_if_fail (GNOMON_IS_STORE (self), FALSE);

  if (!gnomon_ledger_find (gnomon_store_get_reader (self), instance_id, &row, NULL)
      || (row.state != GNOMON_REMINDER_SHOWN && row.lease_pid == 0))
    return FALSE;

  event = gnomon_events_load (gnomon_store_get_reader (self), row.event_id, FALSE, NULL);

  return event != NULL
         && gnomon_ledger_why_silent (event, gnomon_store_get_own_addresses (self)) == NULL;
}
