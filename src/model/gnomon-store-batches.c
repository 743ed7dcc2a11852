/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-history.h"
#include "gnomon-lease.h"
#include "gnomon-store-private.h"

/*
 * Batches that are not live: of an import that is under way, or of one whose process died. The
 * rows of the dead are cleared in short transactions, because they may be many.
 */

#define REAP_ROWS 100

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

      if (!gnomon_db_begin (db, error))
        return FALSE;

      texts = gnomon_db_query (db, GNOMON_SQL_TEXT_DROP_BATCH);
      gnomon_statement_bind_int (texts, 1, batch_id);
      gnomon_statement_bind_int (texts, 2, REAP_ROWS);
      drop = gnomon_db_query (db, GNOMON_SQL_BATCH_DELETE_EVENTS);
      gnomon_statement_bind_int (drop, 1, batch_id);
      gnomon_statement_bind_int (drop, 2, REAP_ROWS);
      if (!gnomon_statement_run (texts, error) || !gnomon_statement_run (drop, error))
        {
          gnomon_db_rollback (db);
          return FALSE;
        }
      more = gnomon_db_get_changed_rows (db) > 0;
      if (!more && !run_with_id (db, GNOMON_SQL_BATCH_DELETE, batch_id, error))
        {
          gnomon_db_rollback (db);
          return FALSE;
        }
      g_clear_pointer (&texts, gnomon_statement_release);
      g_clear_pointer (&drop, gnomon_statement_release);
      if (!gnomon_db_commit (db, error))
        return FALSE;
    }
  return TRUE;
}

/* The batches that are not live: those of dead processes in @dead, and whether one is alive. */
gboolean
gnomon_batches_find (GnomonDb  *db,
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

      if (gnomon_lease_is_alive (&lease))
        *alive = TRUE;
      else
        g_array_append_val (dead, id);
    }
  return step == GNOMON_STEP_DONE;
}

/* A dead batch of a change is one that was being undone or redone. */
static gboolean
reap_dead (GnomonTransaction  *transaction,
           gint64              batch_id,
           GError            **error)
{
  gboolean is_of_change;

  return gnomon_history_settle_batch (transaction, batch_id, &is_of_change, error)
         && (is_of_change || gnomon_batches_reap (transaction->db, batch_id, error));
}

gboolean
gnomon_batches_reap_dead (GnomonTransaction  *transaction,
                          GError            **error)
{
  g_autoptr (GArray) dead = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean alive;

  if (!gnomon_batches_find (transaction->db, dead, &alive, error))
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
gnomon_batches_reap_leftovers (GnomonDb     *db,
                               GnomonWriter *writer)
{
  g_autoptr (GnomonStatement) query = gnomon_db_query (db, GNOMON_SQL_BATCH_LIST);
  GnomonJobContext context = { .operation = "reap-import" };

  if (gnomon_statement_step (query, NULL) == GNOMON_STEP_ROW)
    gnomon_writer_push (writer, context, TRUE, reap_job, NULL, NULL, reap_done_cb, NULL);
}
