/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-event-private.h"
#include "gnomon-history.h"
#include "gnomon-lease.h"
#include "gnomon-staged.h"
#include "gnomon-store-private.h"

/*
 * Undo and redo of an import of very many events. Its batch is hidden from readers while its rows
 * are put into the trash or taken out of it, in short transactions: so readers see all of it or
 * nothing, and nobody waits. An undo hides it and is done, for all that others see; a redo shows
 * it again at its end. Where the process dies between, whoever reaps dead batches puts the rest
 * into the trash. The known events that it altered are staged, and written after it.
 *
 * The change of an undo has the batch's number below zero in the log until all that goes is in
 * there by itself: to log 100,000 events at once would let others wait.
 */

/* The rows that are read at once. */
#define PART_ROWS 100

#define MAX_NAMES 3

typedef struct
{
  GnomonTransaction *transaction;
  gint64 batch_id;         /* of the import */
  gint64 change_id;
  gint64 staged_id;        /* the batch of the known events that it altered */
  guint64 checked;         /* the log's last number when it was found unchanged */
  gint64 gone_id;          /* the log's change by which what goes has gone; 0: none */
} Turn;

gboolean
gnomon_history_is_large (GnomonDb     *db,
                         GnomonChange *change)
{
  g_autoptr (GnomonStatement) large = NULL;

  if (gnomon_change_get_batch_id (change) == 0)
    return FALSE;

  large = gnomon_db_query (db, GNOMON_SQL_BATCH_IS_LARGE);
  gnomon_statement_bind_int (large, 1, gnomon_change_get_batch_id (change));
  gnomon_statement_bind_int (large, 2, (gint64) gnomon_change_get_id (change));
  gnomon_statement_bind_int (large, 3, GNOMON_LARGE_CHANGE);
  return gnomon_statement_step (large, NULL) == GNOMON_STEP_ROW
         && gnomon_statement_get_int (large, 0) != 0;
}

gboolean
gnomon_history_check_none_changed (GnomonStatement  *changed,
                                   int               limit,
                                   GError          **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n_names = 0;
  GnomonStep step;

  gnomon_statement_bind_int (changed, limit, MAX_NAMES + 1);
  while ((step = gnomon_statement_step (changed, error)) == GNOMON_STEP_ROW)
    if (n_names++ < MAX_NAMES)
      g_string_append_printf (names, "%s“%s” was changed since by %s", n_names > 1 ? "; " : "",
                              gnomon_statement_get_text (changed, 0),
                              gnomon_history_name_actor (gnomon_statement_get_text (changed, 1)));
    else
      g_string_append (names, "; and more");
  if (step == GNOMON_STEP_ERROR)
    return FALSE;
  if (names->len == 0)
    return TRUE;
  g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_CONFLICT, names->str);
  return FALSE;
}

static gboolean
check_brought (Turn          *self,
               GnomonChange  *change,
               GError       **error)
{
  g_autoptr (GnomonStatement) changed =
    gnomon_db_query (self->transaction->db, GNOMON_SQL_BATCH_CHANGED);

  gnomon_statement_bind_int (changed, 1, self->batch_id);
  gnomon_statement_bind_int (changed, 2, self->change_id);
  gnomon_statement_bind_int (changed, 3, gnomon_change_is_undone (change));
  return gnomon_history_check_none_changed (changed, 4, error);
}

/* Looks at all of it where nobody waits, so that hardly anything is left to look at. */
static gboolean
check_first (Turn          *self,
             GnomonChange  *change,
             GError       **error)
{
  GnomonDb *db = self->transaction->db;
  gboolean is_unchanged;

  if (!gnomon_db_begin_read (db, error))
    return FALSE;
  self->checked = gnomon_changes_get_last (db);
  is_unchanged = check_brought (self, change, error);
  gnomon_db_end_read (db);
  return is_unchanged;
}

static gboolean
is_touched (Turn *self)
{
  g_autoptr (GnomonStatement) touched =
    gnomon_db_query (self->transaction->db, GNOMON_SQL_BATCH_TOUCHED);

  gnomon_statement_bind_int (touched, 1, self->batch_id);
  gnomon_statement_bind_int (touched, 2, (gint64) self->checked);
  return gnomon_statement_step (touched, NULL) != GNOMON_STEP_DONE;
}

/* Neither what it brought nor what it altered; and it is still the one to turn. */
static gboolean
check_unchanged (Turn          *self,
                 GnomonChange  *change,
                 GError       **error)
{
  GnomonDb *db = self->transaction->db;
  g_autoptr (GnomonChange) current =
    gnomon_history_find (db, GNOMON_SQL_HISTORY_GET, self->change_id);

  if (current == NULL || gnomon_change_is_undone (current) != gnomon_change_is_undone (change))
    {
      g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_CONFLICT,
                           "The history has changed meanwhile");
      return FALSE;
    }

  return (!is_touched (self) || check_brought (self, change, error))
         && gnomon_staged_check (self->transaction, self->staged_id, self->change_id, error);
}

/* One at a time: another process may be at it. */
static gboolean
hide_batch (GnomonTransaction  *transaction,
            gint64              batch_id,
            GError            **error)
{
  const GnomonLease *own = gnomon_lease_get_own ();
  g_autoptr (GnomonStatement) hide = gnomon_db_query (transaction->db, GNOMON_SQL_BATCH_HIDE);

  gnomon_statement_bind_int (hide, 1, batch_id);
  gnomon_statement_bind_int (hide, 2, own->pid);
  gnomon_statement_bind_int (hide, 3, own->start);
  gnomon_statement_bind_text (hide, 4, own->boot);
  if (!gnomon_statement_run (hide, error))
    return FALSE;
  if (gnomon_db_get_changed_rows (transaction->db) > 0)
    return TRUE;
  g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_BUSY,
                       "The import is being undone or redone by another program");
  return FALSE;
}

static gboolean
show_batch (GnomonTransaction  *transaction,
            gint64              batch_id,
            GError            **error)
{
  g_autoptr (GnomonStatement) show = gnomon_db_query (transaction->db, GNOMON_SQL_BATCH_SET_LIVE);

  gnomon_statement_bind_int (show, 1, batch_id);
  return gnomon_statement_run (show, error);
}

/* The log's row */
static gboolean
log_change (GnomonTransaction  *transaction,
            GError            **error)
{
  gnomon_transaction_note (transaction, GNOMON_CHANGE_EVENTS | GNOMON_CHANGE_REMINDERS);
  return gnomon_transaction_log (transaction, error);
}

/* What it stands for is logged event by event when it goes. */
static gboolean
log_going (GnomonTransaction  *transaction,
           gint64              batch_id,
           GError            **error)
{
  transaction->batch_id = -batch_id;
  return log_change (transaction, error);
}

/* All events of the batch that are not in the trash */
static gboolean
log_back (GnomonTransaction  *transaction,
          gint64              batch_id,
          GError            **error)
{
  g_autoptr (GnomonStatement) log = NULL;

  if (!log_change (transaction, error))
    return FALSE;

  log = gnomon_db_query (transaction->db, GNOMON_SQL_BATCH_LOG);
  gnomon_statement_bind_int (log, 1, (gint64) transaction->change_id);
  gnomon_statement_bind_int (log, 2, batch_id);
  return gnomon_statement_run (log, error);
}

/* Parts */

typedef struct
{
  gint64 id;
  gint64 revision;
} Row;

typedef gboolean (* RowFunc) (Turn *self, const Row *row, GError **error);

/* From then on the history tells the way back. */
static gboolean
write_history (Turn       *self,
               const Row  *row,
               gboolean    was_live,
               GError    **error)
{
  g_autoptr (GnomonStatement) write =
    gnomon_db_query (self->transaction->db, GNOMON_SQL_BATCH_HISTORY);

  gnomon_statement_bind_int (write, 1, self->change_id);
  gnomon_statement_bind_int (write, 2, row->id);
  gnomon_statement_bind_int (write, 3, row->revision + 1);
  gnomon_statement_bind_int (write, 4, was_live);
  return gnomon_statement_run (write, error);
}

static gboolean
log_gone (Turn       *self,
          const Row  *row,
          GError    **error)
{
  g_autoptr (GnomonStatement) log = NULL;

  if (self->gone_id == 0)
    return TRUE;

  log = gnomon_db_query (self->transaction->db, GNOMON_SQL_BATCH_LOG_GONE);
  gnomon_statement_bind_int (log, 1, self->gone_id);
  gnomon_statement_bind_int (log, 2, row->id);
  return gnomon_statement_run (log, error);
}

static gboolean
trash_row (Turn       *self,
           const Row  *row,
           GError    **error)
{
  return gnomon_events_trash (self->transaction, row->id, error)
         && log_gone (self, row, error)
         && write_history (self, row, TRUE, error);
}

static gboolean
follow_redo (Turn       *self,
             const Row  *row,
             GError    **error)
{
  g_autoptr (GnomonStatement) follow =
    gnomon_db_query (self->transaction->db, GNOMON_SQL_HISTORY_EVENT_FOLLOW_REDO);

  gnomon_statement_bind_int (follow, 1, self->change_id);
  gnomon_statement_bind_int (follow, 2, row->id);
  gnomon_statement_bind_int (follow, 3, row->revision + 1);
  return gnomon_statement_run (follow, error);
}

static gboolean
revive_row (Turn       *self,
            const Row  *row,
            GError    **error)
{
  gboolean is_live;
  g_autoptr (GnomonEvent) current =
    gnomon_events_load_any (self->transaction->db, row->id, &is_live, error);
  g_autoptr (GnomonEvent) event = current != NULL ? gnomon_event_copy (current) : NULL;

  return event != NULL
         && gnomon_history_revive (self->transaction, current, event, self->batch_id, error)
         && write_history (self, row, FALSE, error)
         && follow_redo (self, row, error);
}

static gboolean
read_part (Turn       *self,
           GnomonSql   next,
           gint64      after,
           GArray     *rows,
           GError    **error)
{
  g_autoptr (GnomonStatement) query = gnomon_db_query (self->transaction->db, next);
  GnomonStep step;

  g_array_set_size (rows, 0);
  gnomon_statement_bind_int (query, 1, self->batch_id);
  gnomon_statement_bind_int (query, 2, after);
  gnomon_statement_bind_int (query, 3, PART_ROWS);
  if (next == GNOMON_SQL_BATCH_NEXT_UNDONE)
    gnomon_statement_bind_int (query, 4, self->change_id);
  while ((step = gnomon_statement_step (query, error)) == GNOMON_STEP_ROW)
    {
      Row row = { gnomon_statement_get_int (query, 0), gnomon_statement_get_int (query, 1) };

      g_array_append_val (rows, row);
    }
  return step == GNOMON_STEP_DONE;
}

/* What the parts of a turn go through. */
typedef struct
{
  Turn *turn;
  GnomonSql next;          /* finds the rows */
  RowFunc func;
  gint64 after;            /* the last row's id */
} Walk;

static gboolean
run_part (gpointer   data,
          gint64     deadline,
          gboolean  *more,
          GError   **error)
{
  Walk *walk = data;
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));

  do
    {
      if (!read_part (walk->turn, walk->next, walk->after, rows, error))
        return FALSE;
      for (guint i = 0; i < rows->len; i++)
        {
          const Row *row = &g_array_index (rows, Row, i);

          if (!walk->func (walk->turn, row, error))
            return FALSE;
          walk->after = row->id;
        }
      *more = rows->len == PART_ROWS;
    }
  while (*more && g_get_monotonic_time () < deadline);
  return TRUE;
}

static gboolean
run_parts (Turn       *self,
           GnomonSql   next,
           RowFunc     func,
           GError    **error)
{
  Walk walk = { .turn = self, .next = next, .func = func };

  return gnomon_batches_run_parts (self->transaction->db, run_part, &walk, error);
}

static void
find_gone (Turn *self)
{
  g_autoptr (GnomonStatement) query =
    gnomon_db_query (self->transaction->db, GNOMON_SQL_BATCH_GOING);

  gnomon_statement_bind_int (query, 1, self->batch_id);
  if (gnomon_statement_step (query, NULL) == GNOMON_STEP_ROW)
    self->gone_id = gnomon_statement_get_int (query, 0);
}

/* Puts what is left of a hidden batch into the trash, where hiding has no more effect. */
static gboolean
settle (Turn    *self,
        GError **error)
{
  GnomonTransaction *transaction = self->transaction;

  find_gone (self);
  if (!run_parts (self, GNOMON_SQL_BATCH_NEXT_LIVE, trash_row, error)
      || !gnomon_db_begin (transaction->db, error))
    return FALSE;
  if (!show_batch (transaction, self->batch_id, error)
      || !gnomon_db_run_for (transaction->db, GNOMON_SQL_BATCH_SET_GONE, self->batch_id, error))
    {
      gnomon_db_rollback (transaction->db);
      return FALSE;
    }
  return gnomon_db_commit (transaction->db, error);
}

static void
settle_or_warn (Turn *self)
{
  g_autoptr (GError) error = NULL;

  if (!settle (self, &error))
    g_warning ("An import that was undone is still to be cleared: %s", error->message);
}

/* Turning */

static gboolean
undo_at_once (Turn          *self,
              GnomonChange  *change,
              GError       **error)
{
  return check_unchanged (self, change, error)
         && gnomon_history_turn (self->transaction, change, error)
         && hide_batch (self->transaction, self->batch_id, error)
         && log_going (self->transaction, self->batch_id, error)
         && gnomon_staged_owe (self->transaction->db, self->staged_id, self->change_id, error);
}

static gboolean
begin_redo (Turn          *self,
            GnomonChange  *change,
            GError       **error)
{
  return check_unchanged (self, change, error)
         && hide_batch (self->transaction, self->batch_id, error);
}

static gboolean
end_redo (Turn          *self,
          GnomonChange  *change,
          GError       **error)
{
  return gnomon_staged_check (self->transaction, self->staged_id, self->change_id, error)
         && gnomon_history_turn (self->transaction, change, error)
         && show_batch (self->transaction, self->batch_id, error)
         && log_back (self->transaction, self->batch_id, error)
         && gnomon_staged_owe (self->transaction->db, self->staged_id, self->change_id, error);
}

/* Runs a step as one transaction. */
static gboolean
run_step (Turn          *self,
          GnomonChange  *change,
          gboolean     (*step) (Turn *self, GnomonChange *change, GError **error),
          GError       **error)
{
  GnomonDb *db = self->transaction->db;

  if (!gnomon_db_begin (db, error))
    return FALSE;
  if (!step (self, change, error))
    {
      gnomon_db_rollback (db);
      return FALSE;
    }
  return gnomon_db_commit (db, error);
}

static gboolean
undo (Turn          *self,
      GnomonChange  *change,
      GError       **error)
{
  if (!run_step (self, change, undo_at_once, error))
    return FALSE;
  if (gnomon_db_set_bulk (self->transaction->db, TRUE, NULL))
    settle_or_warn (self);
  return TRUE;
}

static gboolean
redo (Turn          *self,
      GnomonChange  *change,
      GError       **error)
{
  GnomonDb *db = self->transaction->db;

  if (!run_step (self, change, begin_redo, error))
    return FALSE;
  if (gnomon_db_set_bulk (db, TRUE, error)
      && run_parts (self, GNOMON_SQL_BATCH_NEXT_UNDONE, revive_row, error)
      && gnomon_db_set_bulk (db, FALSE, error)
      && run_step (self, change, end_redo, error))
    return TRUE;
  settle_or_warn (self);
  return FALSE;
}

/* That of a dead process first: what it owes comes before what is done now. */
static gboolean
begin_turn (Turn          *self,
            GnomonChange  *change,
            GError       **error)
{
  return gnomon_batches_reap_dead (self->transaction, error)
         && gnomon_batches_begin (self->transaction, &self->staged_id, error)
         && gnomon_db_set_bulk (self->transaction->db, TRUE, error)
         && gnomon_staged_add_history (self->transaction, self->staged_id, self->change_id, error)
         && gnomon_db_set_bulk (self->transaction->db, FALSE, error)
         && check_first (self, change, error);
}

static void
reap_staged (Turn *self)
{
  g_autoptr (GError) error = NULL;

  if (self->staged_id != 0
      && !gnomon_batches_reap (self->transaction->db, self->staged_id, &error))
    g_warning ("A broken undo or redo is still to be cleared: %s", error->message);
}

gboolean
gnomon_history_turn_batch (GnomonTransaction  *transaction,
                           GnomonChange       *change,
                           GError            **error)
{
  Turn self = {
    .transaction = transaction,
    .batch_id = gnomon_change_get_batch_id (change),
    .change_id = (gint64) gnomon_change_get_id (change),
  };
  g_autoptr (GError) write_error = NULL;
  guint n_written = 0;

  /* An undo is no step of the history itself. */
  transaction->history = NULL;

  if (!begin_turn (&self, change, error)
      || !(gnomon_change_is_undone (change) ? redo : undo) (&self, change, error))
    {
      reap_staged (&self);
      return FALSE;
    }

  /* It is done, also where the rest has to wait for the next start. */
  if (!gnomon_staged_write (transaction, self.staged_id, &n_written, &write_error))
    g_warning ("An undo or redo is still to be ended: %s", write_error->message);
  return TRUE;
}

gboolean
gnomon_history_settle_batch (GnomonTransaction  *transaction,
                             gint64              batch_id,
                             gboolean           *found,
                             GError            **error)
{
  g_autoptr (GnomonStatement) query = gnomon_db_query (transaction->db, GNOMON_SQL_BATCH_CHANGE);
  GnomonTransaction quiet = *transaction;
  Turn self = { .transaction = &quiet, .batch_id = batch_id };
  g_autoptr (GArray) deleted = g_array_new (FALSE, FALSE, sizeof (gint64));

  gnomon_statement_bind_int (query, 1, batch_id);
  *found = gnomon_statement_step (query, NULL) == GNOMON_STEP_ROW;
  if (!*found)
    return TRUE;
  self.change_id = gnomon_statement_get_int (query, 0);
  g_clear_pointer (&query, gnomon_statement_release);

  /* What goes now was logged when it was hidden. */
  quiet.history = NULL;
  quiet.deleted = deleted;
  return settle (&self, error);
}
