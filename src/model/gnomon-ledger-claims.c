/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-reminders.h"

#include "gnomon-lease.h"
#include "gnomon-ledger-private.h"
#include "gnomon-store-private.h"

/*
 * Claiming what is due. A row is claimed in a transaction before anything is shown: of two services
 * only one gets it, and one that dies leaves a lease that the next finds dead. So none is lost, and
 * one can come twice only where a kill fell between show and record.
 */

/* Up to so many seconds behind its time a reminder counts as on time. */
#define ON_TIME_SECONDS 60

/* What nobody has answered for so long does not count as pending any more. */
#define PENDING_SECONDS (24 * 60 * 60)

typedef struct
{
  GPtrArray *reminders;
  gboolean more;
} Claimed;

/* A due row with what decides whether it rings. */
typedef struct
{
  GnomonDueReminder *reminder;
  gboolean was_snoozed;
  gint64 row_id;             /* of the event or the override that it belongs to */
  char *recurrence_id;
  gboolean is_relative;      /* to the start, and no instant of its own */
} Due;

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

static void
claimed_free (gpointer data)
{
  Claimed *claimed = data;

  g_clear_pointer (&claimed->reminders, g_ptr_array_unref);
  g_free (claimed);
}

static void
due_clear (gpointer data)
{
  Due *due = data;

  g_clear_pointer (&due->reminder, gnomon_due_reminder_free);
  g_clear_pointer (&due->recurrence_id, g_free);
}

static gboolean
run_with_ids (GnomonDb   *db,
              GnomonSql   sql,
              GArray     *ids,
              GError    **error)
{
  for (guint i = 0; i < ids->len; i++)
    if (!gnomon_db_run_for (db, sql, g_array_index (ids, gint64, i), error))
      return FALSE;

  return TRUE;
}

/* Gives back what dead processes had claimed. */
static gboolean
take_back_dead_leases (GnomonTransaction  *transaction,
                       GError            **error)
{
  const GnomonLease *own = gnomon_lease_get_own ();
  g_autoptr (GArray) dead = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GnomonStatement) leased = gnomon_db_query (transaction->db, GNOMON_SQL_LEDGER_LEASED);
  GnomonStep step;

  gnomon_statement_bind_int (leased, 1, own->pid);
  gnomon_statement_bind_int (leased, 2, own->start);
  gnomon_statement_bind_text (leased, 3, own->boot);
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

/* (transfer full) (nullable) (element-type Due) */
static GArray *
load_due (GnomonTransaction  *transaction,
          const GnomonClaim  *claim,
          GError            **error)
{
  g_autoptr (GnomonStatement) query = gnomon_db_query (transaction->db, GNOMON_SQL_LEDGER_DUE);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Due));
  GnomonStep step;

  g_array_set_clear_func (rows, due_clear);
  gnomon_statement_bind_int (query, 1, MAX (claim->now, claim->until));
  gnomon_statement_bind_int (query, 2, claim->limit);
  while ((step = gnomon_statement_step (query, error)) == GNOMON_STEP_ROW)
    {
      GnomonDueReminder *reminder = g_new0 (GnomonDueReminder, 1);
      Due due = { .reminder = reminder };

      reminder->id = gnomon_statement_get_int (query, 0);
      reminder->event_id = gnomon_statement_get_int (query, 1);
      reminder->type = (GnomonReminderType) gnomon_statement_get_int (query, 2);
      reminder->due = gnomon_statement_get_int (query, 3);
      reminder->again = gnomon_statement_get_int (query, 4) != 0;
      reminder->wake = gnomon_statement_get_int (query, 5);
      due.was_snoozed = gnomon_statement_get_int (query, 6) == GNOMON_REMINDER_SNOOZED;
      due.row_id = reminder->event_id;
      due.recurrence_id = g_strdup (gnomon_statement_get_text (query, 7));
      due.is_relative = gnomon_statement_get_int (query, 8) != 0;
      g_array_append_val (rows, due);
    }

  return step == GNOMON_STEP_DONE ? g_steal_pointer (&rows) : NULL;
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
      const char         *why,
      GError            **error)
{
  g_autoptr (GnomonStatement) end = gnomon_db_query (transaction->db, GNOMON_SQL_LEDGER_MISS);

  gnomon_statement_bind_int (end, 1, id);
  gnomon_statement_bind_int (end, 2, transaction->now);
  gnomon_statement_bind_text (end, 3, why);
  transaction->flags |= GNOMON_CHANGE_REMINDERS;

  return gnomon_statement_run (end, error);
}

/*
 * Why a due reminder is of no use any more; NULL: it is. On time each rings. One that is late rings
 * while its event runs or lies ahead, and is told of together with others when that has ended.
 */
static const char *
judge (GnomonTransaction *transaction,
       const GnomonClaim *claim,
       const Due         *due)
{
  GnomonDueReminder *reminder = due->reminder;
  gint64 over_at;

  /* A reminder may stand behind its event: it is not late before its own time. */
  over_at = MAX (reminder->due, gnomon_event_get_ends_at (reminder->event, transaction->viewer));
  reminder->is_over = claim->now - reminder->wake > ON_TIME_SECONDS && over_at <= claim->now;

  if (!reminder->is_over)
    return NULL;
  if (due->was_snoozed)
    return "its event ended before its snooze could";
  if (over_at <= claim->now - claim->late_seconds)
    return "nothing could show it until its event was over for too long";

  return NULL;
}

/* Hands a reminder over to be mailed, once; answers whether it is to be shown, too. */
static gboolean
queue_mail (GnomonTransaction  *transaction,
            GnomonDueReminder  *reminder,
            gboolean           *shows,
            GError            **error)
{
  g_autoptr (GnomonStatement) add = gnomon_db_query (transaction->db, GNOMON_SQL_MAIL_ADD);
  g_autoptr (GnomonStatement) hand_over = NULL;

  gnomon_statement_bind_int (add, 1, reminder->id);
  gnomon_statement_bind_int (add, 2, MAX (transaction->now, reminder->wake));
  if (!gnomon_statement_run (add, error))
    return FALSE;

  /* Snoozed, or failed before: it was mailed once, or never will be. */
  *shows = reminder->type != GNOMON_REMINDER_EMAIL
           || gnomon_db_get_changed_rows (transaction->db) == 0;
  if (*shows)
    return TRUE;

  hand_over = gnomon_db_query (transaction->db, GNOMON_SQL_MAIL_HAND_OVER);
  gnomon_statement_bind_int (hand_over, 1, reminder->id);
  gnomon_statement_bind_int (hand_over, 2, transaction->now);
  gnomon_transaction_note (transaction, GNOMON_CHANGE_REMINDERS);

  return gnomon_statement_run (hand_over, error);
}

/* Before series were expanded, one that repeats was planned by its first start alone. */
static gboolean
plan_anew (GnomonTransaction  *transaction,
           const Due          *due,
           GnomonEvent        *row,
           GError            **error)
{
  return gnomon_db_run_for (transaction->db, GNOMON_SQL_LEDGER_DELETE, due->reminder->id, error)
         && gnomon_ledger_plan_event (transaction, row, error);
}

/* What it tells of, and whether it is of no use any more: then *@useless says why, and it is
 * missed. */
static gboolean
load_and_judge (GnomonTransaction  *transaction,
                const GnomonClaim  *claim,
                Due                *due,
                const char        **useless,
                GError            **error)
{
  GnomonDueReminder *reminder = due->reminder;
  g_autoptr (GError) local_error = NULL;

  reminder->event = gnomon_events_load_occurrence (transaction->db, due->row_id, due->recurrence_id,
                                                   FALSE, &local_error);
  if (reminder->event != NULL)
    {
      reminder->event_id = gnomon_event_get_id (reminder->event);
      *useless = judge (transaction, claim, due);
    }
  else if (g_error_matches (local_error, GNOMON_ERROR, GNOMON_ERROR_NOT_FOUND))
    {
      *useless = "its occurrence was moved or deleted";
    }
  else
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return *useless == NULL || miss (transaction, reminder->id, *useless, error);
}

/* Claims one that is of use: to be mailed, or by @shows to be shown. */
static gboolean
claim_one (GnomonTransaction  *transaction,
           const GnomonClaim  *claim,
           GnomonDueReminder  *reminder,
           gboolean           *shows,
           GError            **error)
{
  *shows = TRUE;
  if (claim->can_mail && reminder->type != GNOMON_REMINDER_NOTIFICATION && !reminder->is_over
      && !queue_mail (transaction, reminder, shows, error))
    return FALSE;

  return !*shows || sign (transaction, reminder->id, claim->now, error);
}

/* Answers the reminders in @claimed that this process has to show. */
static gboolean
claim_each (GnomonTransaction  *transaction,
            const GnomonClaim  *claim,
            GArray             *rows,
            GPtrArray          *claimed,
            GError            **error)
{
  for (guint i = 0; i < rows->len; i++)
    {
      Due *due = &g_array_index (rows, Due, i);
      g_autoptr (GnomonEvent) row = gnomon_events_load_row (transaction->db, due->row_id, error);
      const char *useless = NULL;
      gboolean shows = FALSE;

      if (row == NULL)
        return FALSE;
      if (gnomon_event_is_recurring (row) && due->is_relative && *due->recurrence_id == '\0')
        {
          if (!plan_anew (transaction, due, row, error))
            return FALSE;
          continue;
        }

      if (!load_and_judge (transaction, claim, due, &useless, error)
          || (useless == NULL && !claim_one (transaction, claim, due->reminder, &shows, error))
          || (*due->recurrence_id != '\0'
              && !gnomon_ledger_plan_next (transaction, row, due->reminder->due,
                                           MAX (claim->now, claim->until), error)))
        return FALSE;
      if (shows)
        g_ptr_array_add (claimed, g_steal_pointer (&due->reminder));
    }

  return TRUE;
}

static gpointer
claim_job (GnomonTransaction  *transaction,
           gpointer            data,
           GError            **error)
{
  const GnomonClaim *claim = data;
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GPtrArray) reminders =
    g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_due_reminder_free);
  Claimed *claimed;

  if (!take_back_dead_leases (transaction, error))
    return NULL;

  rows = load_due (transaction, claim, error);
  if (rows == NULL || !claim_each (transaction, claim, rows, reminders, error))
    return NULL;

  claimed = g_new0 (Claimed, 1);
  claimed->reminders = g_steal_pointer (&reminders);
  claimed->more = rows->len == claim->limit;

  return claimed;
}

/**
 * gnomon_store_claim_reminders_async:
 * @self: a store
 * @claim: what to claim; copied
 * @callback: what is called when they are claimed
 * @user_data: for @callback
 *
 * Claims what is due for this process, in the order in which it is due, and takes back before what
 * dead processes had claimed. What is too late to be of use becomes missed and is not among the
 * answer.
 */
void
gnomon_store_claim_reminders_async (GnomonStore         *self,
                                    const GnomonClaim   *claim,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_return_if_fail (GNOMON_IS_STORE (self));
  g_return_if_fail (claim != NULL && claim->limit > 0);

  /* After a power cut a lease is dead in any case. */
  gnomon_store_write_light_async (self, "claim-reminders",
                                  claim_job, g_memdup2 (claim, sizeof *claim), g_free,
                                  claimed_free, callback, user_data);
}

/**
 * gnomon_store_claim_reminders_finish:
 * @self: a store
 * @result: what the callback got
 * @more: (out): whether the limit was reached, so that more may be due
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type GnomonDueReminder): what this process has to
 *   show, and to settle; %NULL on error
 */
GPtrArray *
gnomon_store_claim_reminders_finish (GnomonStore   *self,
                                     GAsyncResult  *result,
                                     gboolean      *more,
                                     GError       **error)
{
  Claimed *claimed = gnomon_store_write_finish (self, result, error);
  GPtrArray *reminders;

  *more = claimed != NULL && claimed->more;
  if (claimed == NULL)
    return NULL;

  reminders = g_steal_pointer (&claimed->reminders);
  claimed_free (claimed);

  return reminders;
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
                                       - PENDING_SECONDS);

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
      || (row.state != GNOMON_REMINDER_SHOWN && row.lease_pid == 0
          && !(row.state == GNOMON_REMINDER_FAILED && row.shown_at != 0)))
    return FALSE;

  event = gnomon_events_load_occurrence (gnomon_store_get_reader (self), row.row_id,
                                         row.recurrence_id, FALSE, NULL);

  return event != NULL
         && gnomon_ledger_why_silent (event, gnomon_store_get_own_addresses (self)) == NULL;
}

/**
 * gnomon_store_are_reminders_claimed:
 * @self: a store
 * @instance_ids: (element-type gint64): instances that this process has claimed
 *
 * Returns: %FALSE where one of them was moved, answered or deleted since, or given back
 */
gboolean
gnomon_store_are_reminders_claimed (GnomonStore  *self,
                                    const GArray *instance_ids)
{
  const GnomonLease *own = gnomon_lease_get_own ();
  g_autoptr (GnomonStatement) query = NULL;

  g_return_val_if_fail (GNOMON_IS_STORE (self), FALSE);

  query = gnomon_db_query (gnomon_store_get_reader (self), GNOMON_SQL_LEDGER_IS_CLAIMED);
  for (guint i = 0; i < instance_ids->len; i++)
    {
      gnomon_statement_bind_int (query, 1, g_array_index (instance_ids, gint64, i));
      gnomon_statement_bind_int (query, 2, own->pid);
      gnomon_statement_bind_int (query, 3, own->start);
      gnomon_statement_bind_text (query, 4, own->boot);
      if (gnomon_statement_step (query, NULL) != GNOMON_STEP_ROW)
        return FALSE;
      gnomon_statement_reset (query);
    }

  return TRUE;
}

/**
 * gnomon_store_is_any_reminder_open:
 * @self: a store
 * @instance_ids: (element-type gint64): due instances
 *
 * Returns: %TRUE while any of them was shown and nobody has answered, moved or deleted it
 */
gboolean
gnomon_store_is_any_reminder_open (GnomonStore  *self,
                                   const GArray *instance_ids)
{
  g_autoptr (GnomonStatement) query = NULL;

  g_return_val_if_fail (GNOMON_IS_STORE (self), FALSE);

  query = gnomon_db_query (gnomon_store_get_reader (self), GNOMON_SQL_LEDGER_IS_OPEN);
  for (guint i = 0; i < instance_ids->len; i++)
    {
      gnomon_statement_bind_int (query, 1, g_array_index (instance_ids, gint64, i));
      if (gnomon_statement_step (query, NULL) == GNOMON_STEP_ROW)
        return TRUE;
      gnomon_statement_reset (query);
    }

  return FALSE;
}
