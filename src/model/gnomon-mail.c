/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-mail.h"

#include "gnomon-lease.h"
#include "gnomon-ledger-private.h"
#include "gnomon-store-private.h"

/* The first pause after a try that failed; each is twice as long as the one before. */
#define FIRST_PAUSE_SECONDS 30
#define LAST_PAUSE_SECONDS (30 * 60)

/* A reminder that is due at the start of its event, or behind it, is tried for so long. */
#define LEAST_PATIENCE_SECONDS (15 * 60)

typedef struct
{
  gint64 id;
  GnomonMailResult result;
  char *note;
} Settlement;

static void
settlement_free (gpointer data)
{
  Settlement *self = data;

  g_free (self->note);
  g_free (self);
}

/**
 * gnomon_due_mail_free:
 * @self: (transfer full) (nullable): a claimed message; the claim stays
 */
void
gnomon_due_mail_free (GnomonDueMail *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->event);
  g_free (self);
}

/* Gives back what dead processes had claimed. Whether the server took it nobody knows: it is sent
 * again, under the same Message-ID. */
static gboolean
take_back_dead_leases (GnomonDb  *db,
                       GError   **error)
{
  g_autoptr (GnomonStatement) leased = gnomon_db_query (db, GNOMON_SQL_MAIL_LEASED);
  g_autoptr (GArray) dead = g_array_new (FALSE, FALSE, sizeof (gint64));
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
  for (guint i = 0; i < dead->len; i++)
    {
      g_autoptr (GnomonStatement) take_back = gnomon_db_query (db, GNOMON_SQL_MAIL_TAKE_BACK);

      gnomon_statement_bind_int (take_back, 1, g_array_index (dead, gint64, i));
      if (!gnomon_statement_run (take_back, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
find_due (GnomonDb       *db,
          gint64          now,
          GnomonDueMail  *mail,
          gint64         *event_id,
          GError        **error)
{
  g_autoptr (GnomonStatement) query = gnomon_db_query (db, GNOMON_SQL_MAIL_DUE);

  gnomon_statement_bind_int (query, 1, now);
  if (gnomon_statement_step (query, error) != GNOMON_STEP_ROW)
    return FALSE;

  mail->id = gnomon_statement_get_int (query, 0);
  *event_id = gnomon_statement_get_int (query, 1);
  mail->due = gnomon_statement_get_int (query, 2);

  return TRUE;
}

/* Cancelled or declined since it was handed over. */
static gboolean
call_off (GnomonTransaction  *transaction,
          gint64              id,
          const char         *why,
          GError            **error)
{
  g_autoptr (GnomonStatement) drop = gnomon_db_query (transaction->db, GNOMON_SQL_MAIL_DROP);
  g_autoptr (GnomonStatement) rest = gnomon_db_query (transaction->db, GNOMON_SQL_LEDGER_REST);

  gnomon_statement_bind_int (drop, 1, id);
  gnomon_statement_bind_int (rest, 1, id);
  gnomon_statement_bind_text (rest, 2, why);
  gnomon_transaction_note (transaction, GNOMON_CHANGE_REMINDERS);

  return gnomon_statement_run (drop, error) && gnomon_statement_run (rest, error);
}

/* @data: the time, a gint64 */
static gpointer
claim_job (GnomonTransaction  *transaction,
           gpointer            data,
           GError            **error)
{
  const GnomonLease *own = gnomon_lease_get_own ();
  g_autoptr (GnomonDueMail) mail = g_new0 (GnomonDueMail, 1);
  g_autoptr (GnomonStatement) lease = NULL;
  const char *silent;
  gint64 event_id;

  if (!take_back_dead_leases (transaction->db, error)
      || !find_due (transaction->db, *(const gint64 *) data, mail, &event_id, error))
    return NULL;

  mail->event = gnomon_events_load (transaction->db, event_id, FALSE, error);
  if (mail->event == NULL)
    return NULL;

  silent = gnomon_ledger_why_silent (mail->event, transaction->own_addresses);
  if (silent != NULL)
    {
      call_off (transaction, mail->id, silent, error);
      return NULL;
    }

  lease = gnomon_db_query (transaction->db, GNOMON_SQL_MAIL_LEASE);
  gnomon_statement_bind_int (lease, 1, mail->id);
  gnomon_statement_bind_int (lease, 2, own->pid);
  gnomon_statement_bind_int (lease, 3, own->start);
  gnomon_statement_bind_text (lease, 4, own->boot);
  if (!gnomon_statement_run (lease, error))
    return NULL;

  return g_steal_pointer (&mail);
}

/**
 * gnomon_store_claim_mail_async:
 * @self: a store
 * @now: the time now, in Unix seconds; %G_MAXINT64 for what waits for its next try, too
 * @callback: what is called when it is claimed
 * @user_data: for @callback
 *
 * Claims the message that has waited longest.
 */
void
gnomon_store_claim_mail_async (GnomonStore         *self,
                               gint64               now,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (GNOMON_IS_STORE (self));

  gnomon_store_write_async (self, "claim-mail", claim_job, g_memdup2 (&now, sizeof now), g_free,
                            (GDestroyNotify) gnomon_due_mail_free, NULL, callback, user_data);
}

/**
 * gnomon_store_claim_mail_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what this process has to send, and to settle; %NULL where
 *   there is nothing, or on error
 */
GnomonDueMail *
gnomon_store_claim_mail_finish (GnomonStore   *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return gnomon_store_write_finish (self, result, error);
}

/* How long to wait before the next try; 0: it would be too late by then. */
static gint64
get_next_try (GnomonTransaction *transaction,
              gint64             queued_at,
              gint64             tries,
              GnomonEvent       *event)
{
  gint64 pause = MIN (FIRST_PAUSE_SECONDS << MIN (tries, 10), LAST_PAUSE_SECONDS);
  gint64 end = MAX (gnomon_event_get_starts_at (event, transaction->viewer),
                    queued_at + LEAST_PATIENCE_SECONDS);

  if (transaction->now >= end)
    return 0;

  return MIN (transaction->now + pause, end);
}

static gboolean
write_result (GnomonTransaction  *transaction,
              const Settlement   *settlement,
              gint64              wake,
              GError            **error)
{
  g_autoptr (GnomonStatement) settle = gnomon_db_query (transaction->db, GNOMON_SQL_MAIL_SETTLE);

  gnomon_statement_bind_int (settle, 1, settlement->id);
  if (wake != 0)
    gnomon_statement_bind_int (settle, 2, wake);
  else
    gnomon_statement_bind_null (settle, 2);
  if (settlement->result == GNOMON_MAIL_SENT)
    gnomon_statement_bind_int (settle, 3, transaction->now);
  else
    gnomon_statement_bind_null (settle, 3);
  gnomon_statement_bind_text (settle, 4, settlement->note);

  return gnomon_statement_run (settle, error);
}

/* What becomes of the reminder itself: one that was only mailed is done, or has to be shown. */
static gboolean
write_outcome (GnomonTransaction  *transaction,
               const Settlement   *settlement,
               GError            **error)
{
  g_autoptr (GnomonStatement) outcome =
    gnomon_db_query (transaction->db, settlement->result == GNOMON_MAIL_SENT
                                      ? GNOMON_SQL_MAIL_MARK_SENT : GNOMON_SQL_MAIL_MARK_FAILED);

  gnomon_statement_bind_int (outcome, 1, settlement->id);
  gnomon_statement_bind_int (outcome, 2, transaction->now);

  return gnomon_statement_run (outcome, error);
}

static gpointer
settle_job (GnomonTransaction  *transaction,
            gpointer            data,
            GError            **error)
{
  Settlement *settlement = data;
  g_autoptr (GnomonStatement) query = gnomon_db_query (transaction->db, GNOMON_SQL_MAIL_GET);
  g_autoptr (GnomonEvent) event = NULL;
  gint64 queued_at, tries, event_id;
  gint64 wake = 0;

  /* Moved or deleted meanwhile: there is no such message any more. */
  gnomon_statement_bind_int (query, 1, settlement->id);
  if (gnomon_statement_step (query, error) != GNOMON_STEP_ROW)
    return NULL;

  queued_at = gnomon_statement_get_int (query, 0);
  tries = gnomon_statement_get_int (query, 1);
  event_id = gnomon_statement_get_int (query, 2);
  g_clear_pointer (&query, gnomon_statement_release);
  if (settlement->result == GNOMON_MAIL_LATER)
    {
      event = gnomon_events_load (transaction->db, event_id, FALSE, error);
      if (event == NULL)
        return NULL;

      wake = get_next_try (transaction, queued_at, tries, event);
    }

  gnomon_transaction_note (transaction, GNOMON_CHANGE_REMINDERS);
  if (write_result (transaction, settlement, wake, error) && wake == 0)
    write_outcome (transaction, settlement, error);

  return NULL;
}

/**
 * gnomon_store_settle_mail_async:
 * @self: a store
 * @id: a message that this process has claimed
 * @result: how it went
 * @note: why it was not sent; `""` where it was
 * @callback: what is called when it is on disk
 * @user_data: for @callback
 *
 * Records how the sending went and ends the claim.
 */
void
gnomon_store_settle_mail_async (GnomonStore         *self,
                                gint64               id,
                                GnomonMailResult     result,
                                const char          *note,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  Settlement *settlement = g_new0 (Settlement, 1);

  g_return_if_fail (GNOMON_IS_STORE (self));

  settlement->id = id;
  settlement->result = result;
  settlement->note = g_strdup (note);
  gnomon_store_write_async (self, "settle-mail", settle_job, settlement, settlement_free,
                            NULL, NULL, callback, user_data);
}

/**
 * gnomon_store_settle_mail_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location
 *
 * Returns: %TRUE when it is on disk
 */
gboolean
gnomon_store_settle_mail_finish (GnomonStore   *self,
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
 * gnomon_store_get_next_mail_time:
 * @self: a store
 *
 * Returns: when the next message wants to be tried, in Unix seconds, which may be past; 0: never
 */
gint64
gnomon_store_get_next_mail_time (GnomonStore *self)
{
  g_autoptr (GnomonStatement) next = NULL;

  g_return_val_if_fail (GNOMON_IS_STORE (self), 0);

  next = gnomon_db_query (gnomon_store_get_reader (self), GNOMON_SQL_MAIL_NEXT);

  return gnomon_statement_step (next, NULL) == GNOMON_STEP_ROW ? gnomon_statement_get_int (next, 0)
                                                               : 0;
}

/**
 * gnomon_store_dup_mail_error:
 * @self: a store
 *
 * Returns: (transfer full): why the message that was tried last was not sent, in English; `""`
 *   where it was, or none was tried
 */
char *
gnomon_store_dup_mail_error (GnomonStore *self)
{
  g_autoptr (GnomonStatement) query = NULL;

  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);

  query = gnomon_db_query (gnomon_store_get_reader (self), GNOMON_SQL_MAIL_LAST_NOTE);

  return g_strdup (gnomon_statement_step (query, NULL) == GNOMON_STEP_ROW
                   ? gnomon_statement_get_text (query, 0) : "");
}
