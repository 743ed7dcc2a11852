/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-hidden.h"

#include "gnomon-history.h"
#include "gnomon-lease.h"
#include "gnomon-store-private.h"

/*
 * A calendar with very many events is deleted in one short transaction, which hides them behind a
 * batch. Their rows go into the trash after that, in short transactions, and the batch ends with
 * the last. An undo hides them the same way while they come out of the trash, and gives back the
 * calendar at its end. Until then all that is not in the trash has to go there: so whoever finds
 * the batch of a process that died does the same as after a deletion.
 */

/* The rows that are read at once. */
#define PART_ROWS 64

/* Settling */

/* What goes through the events of a calendar, one part after the other. */
typedef struct
{
  GnomonTransaction *transaction;
  gint64 batch_id;
  gint64 calendar_id;
  gint64 change_id;
  gint64 deleted_at;
  gboolean is_subscribed;
  gint64 after;            /* the last row's id */
} Walk;

typedef struct
{
  gint64 id;
  gint64 revision;
} Row;

/* FALSE where there is no such batch any more. */
static gboolean
read_batch (Walk *walk)
{
  g_autoptr (GnomonStatement) row = gnomon_db_query (walk->transaction->db, GNOMON_SQL_HIDDEN_GET);

  gnomon_statement_bind_int (row, 1, walk->batch_id);
  if (gnomon_statement_step (row, NULL) != GNOMON_STEP_ROW)
    return FALSE;

  walk->calendar_id = gnomon_statement_get_int (row, 0);
  walk->change_id = gnomon_statement_get_int (row, 1);
  walk->deleted_at = gnomon_statement_get_int (row, 2);
  return TRUE;
}

static gboolean
read_rows (Walk    *walk,
           GArray  *rows,
           GError **error)
{
  g_autoptr (GnomonStatement) next = gnomon_db_query (walk->transaction->db,
                                                      GNOMON_SQL_HIDDEN_NEXT);
  GnomonStep step;

  g_array_set_size (rows, 0);
  gnomon_statement_bind_int (next, 1, walk->calendar_id);
  gnomon_statement_bind_int (next, 2, walk->after);
  gnomon_statement_bind_int (next, 3, PART_ROWS);
  while ((step = gnomon_statement_step (next, error)) == GNOMON_STEP_ROW)
    {
      Row row = { gnomon_statement_get_int (next, 0), gnomon_statement_get_int (next, 1) };

      g_array_append_val (rows, row);
    }
  return step == GNOMON_STEP_DONE;
}

/* The change then tells the way back, and one that was undone after it finds what it has left. */
static gboolean
trash_row (Walk               *walk,
           GnomonTransaction  *part,
           const Row          *row,
           GError            **error)
{
  g_autoptr (GnomonStatement) history = gnomon_db_query (part->db, GNOMON_SQL_BATCH_HISTORY);
  g_autoptr (GnomonStatement) follow = gnomon_db_query (part->db,
                                                        GNOMON_SQL_HISTORY_EVENT_FOLLOW_REDO);

  gnomon_statement_bind_int (history, 1, walk->change_id);
  gnomon_statement_bind_int (history, 2, row->id);
  gnomon_statement_bind_int (history, 3, row->revision + 1);
  gnomon_statement_bind_int (history, 4, TRUE);
  gnomon_statement_bind_int (follow, 1, walk->change_id);
  gnomon_statement_bind_int (follow, 2, row->id);
  gnomon_statement_bind_int (follow, 3, row->revision + 1);
  return gnomon_events_trash (part, row->id, error)
         && gnomon_statement_run (history, error) && gnomon_statement_run (follow, error);
}

static gboolean
settle_rows (Walk               *walk,
             GnomonTransaction  *part,
             GArray             *rows,
             GError            **error)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);

      if (!(walk->is_subscribed ? gnomon_subscriptions_delete_event (part, row->id, error)
                                : trash_row (walk, part, row, error)))
        return FALSE;
      walk->after = row->id;
    }
  return TRUE;
}

/* A transaction like that of the walk, of which the log tells nothing: it has told already. */
static GnomonTransaction
make_quiet (Walk   *walk,
            GArray *ids)
{
  GnomonTransaction part = *walk->transaction;

  part.changed = ids;
  part.deleted = ids;
  part.history = NULL;
  return part;
}

/* That of a dead process may be ended by several at once, and the calendar be back already. */
static gboolean
settle_part (gpointer   data,
             gint64     deadline,
             gboolean  *more,
             GError   **error)
{
  Walk *walk = data;
  GnomonDb *db = walk->transaction->db;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  GnomonTransaction part = make_quiet (walk, ids);

  *more = read_batch (walk);
  if (!*more)
    return TRUE;

  part.now = walk->deleted_at;
  do
    {
      if (!read_rows (walk, rows, error) || !settle_rows (walk, &part, rows, error))
        return FALSE;
      *more = rows->len == PART_ROWS;
    }
  while (*more && g_get_monotonic_time () < deadline);

  return *more || gnomon_db_run_for (db, GNOMON_SQL_BATCH_DELETE, walk->batch_id, error);
}

gboolean
gnomon_hidden_is (GnomonDb *db,
                  gint64    batch_id)
{
  g_autoptr (GnomonStatement) row = gnomon_db_query (db, GNOMON_SQL_HIDDEN_GET);

  gnomon_statement_bind_int (row, 1, batch_id);
  return gnomon_statement_step (row, NULL) == GNOMON_STEP_ROW;
}

gboolean
gnomon_hidden_settle (GnomonTransaction  *transaction,
                      gint64              batch_id,
                      GError            **error)
{
  GnomonDb *db = transaction->db;
  Walk walk = { .transaction = transaction, .batch_id = batch_id };
  gboolean settled;

  if (!read_batch (&walk))
    return TRUE;

  walk.is_subscribed = gnomon_subscriptions_has (db, walk.calendar_id);
  if (!gnomon_db_set_bulk (db, TRUE, error))
    return FALSE;
  settled = gnomon_batches_run_parts (db, settle_part, &walk, error);
  return gnomon_db_set_waits_for_disk (db, TRUE, settled ? error : NULL) && settled;
}

void
gnomon_hidden_settle_or_warn (GnomonTransaction *transaction,
                              gint64             batch_id)
{
  g_autoptr (GError) error = NULL;

  if (gnomon_hidden_settle (transaction, batch_id, &error))
    return;
  /* Then the next start, import or undo has to end it. */
  gnomon_db_run_for (transaction->db, GNOMON_SQL_BATCH_RELEASE, batch_id, NULL);
  g_warning ("A deleted calendar is still to be cleared: %s", error->message);
}

gint64
gnomon_hidden_find_batch (GnomonDb *db,
                          gint64    calendar_id)
{
  g_autoptr (GnomonStatement) find = gnomon_db_query (db, GNOMON_SQL_HIDDEN_FIND);

  gnomon_statement_bind_int (find, 1, calendar_id);
  return gnomon_statement_step (find, NULL) == GNOMON_STEP_ROW
         ? gnomon_statement_get_int (find, 0) : 0;
}

/* Hiding */

gboolean
gnomon_hidden_is_large (GnomonTransaction *transaction,
                        gint64             calendar_id)
{
  g_autoptr (GnomonStatement) large = NULL;

  /* What is one change with others is made at once with them. */
  if (transaction->is_group)
    return FALSE;

  large = gnomon_db_query (transaction->db, GNOMON_SQL_HIDDEN_IS_LARGE);
  gnomon_statement_bind_int (large, 1, calendar_id);
  gnomon_statement_bind_int (large, 2, GNOMON_LARGE_CHANGE);
  return gnomon_statement_step (large, NULL) == GNOMON_STEP_ROW
         && gnomon_statement_get_int (large, 0) != 0;
}

void
gnomon_hidden_set_busy (GError **error)
{
  g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_BUSY,
                       "The calendar is being deleted or brought back by another program");
}

gboolean
gnomon_hidden_insert (GnomonTransaction  *transaction,
                      gint64              calendar_id,
                      gint64             *batch_id,
                      GError            **error)
{
  const GnomonLease *own = gnomon_lease_get_own ();
  g_autoptr (GnomonStatement) insert = NULL;

  if (gnomon_hidden_find_batch (transaction->db, calendar_id) != 0)
    {
      gnomon_hidden_set_busy (error);
      return FALSE;
    }

  insert = gnomon_db_query (transaction->db, GNOMON_SQL_HIDDEN_INSERT);
  gnomon_statement_bind_int (insert, 1, transaction->now);
  gnomon_statement_bind_int (insert, 2, own->pid);
  gnomon_statement_bind_int (insert, 3, own->start);
  gnomon_statement_bind_text (insert, 4, own->boot);
  gnomon_statement_bind_int (insert, 5, calendar_id);
  if (!gnomon_statement_run (insert, error))
    return FALSE;

  *batch_id = gnomon_db_get_last_insert_id (transaction->db);
  return TRUE;
}

static gboolean
run_with_two (GnomonDb   *db,
              GnomonSql   sql,
              gint64      first,
              gint64      second,
              GError    **error)
{
  g_autoptr (GnomonStatement) statement = gnomon_db_query (db, sql);

  gnomon_statement_bind_int (statement, 1, first);
  gnomon_statement_bind_int (statement, 2, second);
  return gnomon_statement_run (statement, error);
}

gboolean
gnomon_hidden_set_change (GnomonDb  *db,
                          gint64     batch_id,
                          gint64     change_id,
                          GError   **error)
{
  return run_with_two (db, GNOMON_SQL_HIDDEN_SET_CHANGE, batch_id, change_id, error);
}

static gboolean
log_events (GnomonTransaction  *transaction,
            GnomonSql           sql,
            gint64              of,
            guint              *n_events,
            GError            **error)
{
  gnomon_transaction_note (transaction, GNOMON_CHANGE_EVENTS | GNOMON_CHANGE_REMINDERS);
  if (!gnomon_transaction_log (transaction, error)
      || !run_with_two (transaction->db, sql, (gint64) transaction->change_id, of, error))
    return FALSE;

  *n_events = (guint) gnomon_db_get_changed_rows (transaction->db);
  return TRUE;
}

gboolean
gnomon_hidden_log_gone (GnomonTransaction  *transaction,
                        gint64              calendar_id,
                        guint              *n_events,
                        GError            **error)
{
  return log_events (transaction, GNOMON_SQL_HIDDEN_LOG, calendar_id, n_events, error);
}

gboolean
gnomon_hidden_log_back (GnomonTransaction  *transaction,
                        gint64              change_id,
                        GError            **error)
{
  guint n_events;

  return log_events (transaction, GNOMON_SQL_HISTORY_EVENT_LOG, change_id, &n_events, error);
}
