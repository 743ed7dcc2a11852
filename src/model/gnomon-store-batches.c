/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-hidden.h"
#include "gnomon-history.h"
#include "gnomon-lease.h"
#include "gnomon-staged.h"
#include "gnomon-store-private.h"

/*
 * Batches that are not live, or owe staged events: of an import, an undo or a redo that is under
 * way, or of one whose process died; or of a calendar that goes or comes back. What the dead have
 * left is ended in short transactions, because it may be much.
 */

/* How long a transaction may hold the write lock, in microseconds. */
#define PART_TIME (20 * G_TIME_SPAN_MILLISECOND)

#define REAP_ROWS 100

/* The batches at work: those of dead processes in @dead, and whether one is alive that another one
 * has to wait for: that of a calendar has nothing to do with others. */
static gboolean
find_batches (GnomonDb  *db,
              GArray    *dead,
              gboolean  *alive,
              GError   **error)
{
  g_autoptr (GnomonStatement) query = gnomon_db_query (db, GNOMON_SQL_BATCH_LIST);
  GnomonStep step;

  *alive = FALSE;
  while ((step = gnomon_statement_step (query, error)) == GNOMON_STEP_ROW)
    {
      gint64 id = gnomon_statement_get_int (query, 0);
      GnomonLease lease = {
        .pid = gnomon_statement_get_int (query, 1),
        .start = gnomon_statement_get_int (query, 2),
        .boot = gnomon_statement_get_text (query, 3),
      };

      if (!gnomon_lease_is_alive (&lease))
        g_array_append_val (dead, id);
      else if (gnomon_statement_get_int (query, 4) == 0)
        *alive = TRUE;
    }
  return step == GNOMON_STEP_DONE;
}

gboolean
gnomon_batches_run_parts (GnomonDb        *db,
                          GnomonPartFunc   func,
                          gpointer         data,
                          GError         **error)
{
  gboolean more = TRUE;

  while (more)
    {
      if (!gnomon_db_begin (db, error))
        return FALSE;
      if (!func (data, g_get_monotonic_time () + PART_TIME, &more, error))
        {
          gnomon_db_rollback (db);
          return FALSE;
        }
      if (!gnomon_db_commit (db, error))
        return FALSE;
      gnomon_db_give_way (db);
    }
  return TRUE;
}

gboolean
gnomon_batches_insert (GnomonTransaction  *transaction,
                       gint64             *batch_id,
                       GError            **error)
{
  const GnomonLease *own = gnomon_lease_get_own ();
  g_autoptr (GArray) dead = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GnomonStatement) insert = NULL;
  gboolean alive;

  if (!find_batches (transaction->db, dead, &alive, error))
    return FALSE;
  if (alive)
    {
      g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_BUSY,
                           "Another import is under way");
      return FALSE;
    }

  insert = gnomon_db_query (transaction->db, GNOMON_SQL_BATCH_INSERT);
  gnomon_statement_bind_int (insert, 1, transaction->now);
  gnomon_statement_bind_int (insert, 2, own->pid);
  gnomon_statement_bind_int (insert, 3, own->start);
  gnomon_statement_bind_text (insert, 4, own->boot);
  if (!gnomon_statement_run (insert, error))
    return FALSE;

  *batch_id = gnomon_db_get_last_insert_id (transaction->db);
  return TRUE;
}

gboolean
gnomon_batches_begin (GnomonTransaction  *transaction,
                      gint64             *batch_id,
                      GError            **error)
{
  if (!gnomon_db_begin (transaction->db, error))
    return FALSE;
  if (!gnomon_batches_insert (transaction, batch_id, error))
    {
      gnomon_db_rollback (transaction->db);
      return FALSE;
    }
  return gnomon_db_commit (transaction->db, error);
}

/* Adds the rows that were changed to @n_rows. */
static gboolean
run_counted (GnomonDb         *db,
             GnomonStatement  *statement,
             int              *n_rows,
             GError          **error)
{
  if (!gnomon_statement_run (statement, error))
    return FALSE;
  *n_rows += gnomon_db_get_changed_rows (db);
  return TRUE;
}

/* Rows first, some at a time, then the batch: a reaper that dies leaves the rest to the next. */
gboolean
gnomon_batches_reap (GnomonDb  *db,
                     gint64     batch_id,
                     GError   **error)
{
  gboolean more = TRUE;

  while (more)
    {
      g_autoptr (GnomonStatement) texts = NULL;
      g_autoptr (GnomonStatement) drop = NULL;
      g_autoptr (GnomonStatement) unstage = NULL;
      int n_rows = 0;

      if (!gnomon_db_begin (db, error))
        return FALSE;

      texts = gnomon_db_query (db, GNOMON_SQL_TEXT_DROP_BATCH);
      gnomon_statement_bind_int (texts, 1, batch_id);
      gnomon_statement_bind_int (texts, 2, REAP_ROWS);
      drop = gnomon_db_query (db, GNOMON_SQL_BATCH_DELETE_EVENTS);
      gnomon_statement_bind_int (drop, 1, batch_id);
      gnomon_statement_bind_int (drop, 2, REAP_ROWS);
      unstage = gnomon_db_query (db, GNOMON_SQL_STAGED_REAP);
      gnomon_statement_bind_int (unstage, 1, batch_id);
      gnomon_statement_bind_int (unstage, 2, REAP_ROWS);
      if (!gnomon_statement_run (texts, error) || !run_counted (db, drop, &n_rows, error)
          || !run_counted (db, unstage, &n_rows, error))
        {
          gnomon_db_rollback (db);
          return FALSE;
        }
      more = n_rows > 0;
      if (!more && !gnomon_db_run_for (db, GNOMON_SQL_BATCH_DELETE, batch_id, error))
        {
          gnomon_db_rollback (db);
          return FALSE;
        }
      g_clear_pointer (&texts, gnomon_statement_release);
      g_clear_pointer (&drop, gnomon_statement_release);
      g_clear_pointer (&unstage, gnomon_statement_release);
      if (!gnomon_db_commit (db, error))
        return FALSE;
    }
  return TRUE;
}

/* A dead batch owes what it has staged, where the change was made; one of a change was being undone
 * or redone. */
static gboolean
reap_dead (GnomonTransaction  *transaction,
           gint64              batch_id,
           GError            **error)
{
  gboolean is_of_change;
  guint n_written = 0;

  if (gnomon_hidden_is (transaction->db, batch_id))
    return gnomon_hidden_settle (transaction, batch_id, error);
  if (gnomon_staged_get_change (transaction->db, batch_id) != 0)
    return gnomon_staged_write (transaction, batch_id, &n_written, error);
  return gnomon_history_settle_batch (transaction, batch_id, &is_of_change, error)
         && (is_of_change || gnomon_batches_reap (transaction->db, batch_id, error));
}

gboolean
gnomon_batches_reap_dead (GnomonTransaction  *transaction,
                          GError            **error)
{
  g_autoptr (GArray) dead = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean alive;

  if (!find_batches (transaction->db, dead, &alive, error))
    return FALSE;
  for (guint i = 0; i < dead->len; i++)
    if (!reap_dead (transaction, g_array_index (dead, gint64, i), error))
      return FALSE;
  return TRUE;
}

static gpointer
reap_job (GnomonTransaction  *transaction,
          gpointer            data,
          GError            **error)
{
  gnomon_batches_reap_dead (transaction, error);
  return NULL;
}

static void
reap_done_cb (gpointer  result,
              GError   *error,
              gpointer  user_data)
{
  if (error != NULL)
    g_warning ("A broken import is still to be cleared: %s", error->message);
  g_clear_error (&error);
}

void
gnomon_batches_reap_leftovers (GnomonStore *store)
{
  g_autoptr (GnomonStatement) query = gnomon_db_query (store->reader, GNOMON_SQL_BATCH_LIST);

  if (gnomon_statement_step (query, NULL) == GNOMON_STEP_ROW)
    gnomon_writer_push (store->writer, gnomon_store_make_context (store, "end-import", ""), TRUE,
                        reap_job, NULL, NULL, reap_done_cb, NULL);
}
