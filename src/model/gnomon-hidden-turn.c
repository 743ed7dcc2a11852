/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-hidden.h"

#include "gnomon-history.h"
#include "gnomon-store-private.h"

/*
 * Undo and redo of what makes a calendar with very many events go or come back.
 *
 * It is apart: on a connection of its own, which ends with it. So its last commits alone wait for
 * the disk, and nobody for the checkpoints.
 */

/* The rows that are read at once. */
#define PART_ROWS 64

/* How often, and how long, to look whether somebody else is at an end, in microseconds. */
#define LOOK_TIME (10 * G_TIME_SPAN_MILLISECOND)
#define LONGEST_WAIT G_TIME_SPAN_MINUTE

typedef struct
{
  GnomonTransaction *transaction;
  GnomonChange *change;
  gint64 change_id;
  gint64 calendar_id;
  gboolean comes;          /* it is gone, and comes back */
  gint64 batch_id;
  gint64 after;            /* the last event that was brought back */
  guint data_version;      /* of the database when the events were looked at */
} Turn;

/* FALSE where the change has nothing to do with such a calendar. */
static gboolean
find_turn (GnomonDb *db,
           Turn     *turn,
           gboolean *is_large)
{
  g_autoptr (GnomonStatement) turns = gnomon_db_query (db, GNOMON_SQL_HIDDEN_TURNS);

  gnomon_statement_bind_int (turns, 1, turn->change_id);
  gnomon_statement_bind_int (turns, 2, GNOMON_LARGE_CHANGE);
  if (gnomon_statement_step (turns, NULL) != GNOMON_STEP_ROW)
    return FALSE;

  turn->calendar_id = gnomon_statement_get_int (turns, 0);
  turn->comes = gnomon_statement_get_int (turns, 1) != 0;
  *is_large = gnomon_statement_get_int (turns, 2) != 0;
  /* Several that are one change were made at once. */
  return gnomon_statement_step (turns, NULL) == GNOMON_STEP_DONE;
}

gboolean
gnomon_hidden_is_turned (GnomonDb     *db,
                         GnomonChange *change)
{
  Turn turn = { .change_id = (gint64) gnomon_change_get_id (change) };
  gboolean is_large;

  return gnomon_change_get_batch_id (change) == 0 && find_turn (db, &turn, &is_large) && is_large;
}

static gboolean
has_changed_meanwhile (GError **error)
{
  g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_CONFLICT,
                       "The history has changed meanwhile");
  return FALSE;
}

/* What is left of the deletion that is to be undone comes first, whoever is at it. */
static gboolean
wait_for_others (Turn    *turn,
                 GError **error)
{
  GnomonTransaction *transaction = turn->transaction;
  gint64 deadline = g_get_monotonic_time () + LONGEST_WAIT;
  gboolean is_large;

  for (;;)
    {
      if (!gnomon_batches_reap_dead (transaction, error))
        return FALSE;
      if (!find_turn (transaction->db, turn, &is_large))
        return has_changed_meanwhile (error);
      if (gnomon_hidden_find_batch (transaction->db, turn->calendar_id) == 0)
        return TRUE;
      if (g_cancellable_is_cancelled (transaction->cancellable))
        {
          g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_CANCELLED, "Cancelled");
          return FALSE;
        }
      if (g_get_monotonic_time () > deadline)
        {
          gnomon_hidden_set_busy (error);
          return FALSE;
        }
      g_usleep (LOOK_TIME);
    }
}

static gboolean
check_events (Turn    *turn,
              GError **error)
{
  GnomonDb *db = turn->transaction->db;
  g_autoptr (GnomonStatement) changed = gnomon_db_query (db, GNOMON_SQL_HISTORY_EVENT_CHANGED);

  turn->data_version = gnomon_db_get_data_version (db);
  gnomon_statement_bind_int (changed, 1, turn->change_id);
  return gnomon_history_check_none_changed (changed, 2, error);
}

/* The first of a turn's transactions. The events were looked at before it, when nobody had to wait
 * for that. */
static gboolean
begin_turn (Turn    *turn,
            GError **error)
{
  GnomonDb *db = turn->transaction->db;
  g_autoptr (GnomonChange) current = gnomon_history_find (db, GNOMON_SQL_HISTORY_GET,
                                                          turn->change_id);

  if (current == NULL
      || gnomon_change_is_undone (current) != gnomon_change_is_undone (turn->change))
    return has_changed_meanwhile (error);

  return (gnomon_db_get_data_version (db) == turn->data_version || check_events (turn, error))
         && gnomon_hidden_insert (turn->transaction, turn->calendar_id, &turn->batch_id, error)
         && gnomon_hidden_set_change (db, turn->batch_id, turn->change_id, error);
}

/* Going */

static gboolean
check_not_in_use (Turn    *turn,
                  guint    n_gone,
                  GError **error)
{
  GnomonDb *db = turn->transaction->db;
  g_autoptr (GnomonStatement) count = NULL;

  if (gnomon_subscriptions_has (db, turn->calendar_id))
    return TRUE;

  count = gnomon_db_query (db, GNOMON_SQL_HISTORY_EVENT_COUNT);
  gnomon_statement_bind_int (count, 1, turn->change_id);
  if (gnomon_statement_step (count, error) != GNOMON_STEP_ROW)
    return FALSE;
  if (gnomon_statement_get_int (count, 0) == n_gone)
    return TRUE;
  g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_CONFLICT, "The calendar “%s” is in use",
               gnomon_change_get_title (turn->change));
  return FALSE;
}

static gboolean
go (Turn    *turn,
    GError **error)
{
  guint n_gone;

  return begin_turn (turn, error)
         && gnomon_history_turn (turn->transaction, turn->change, error)
         && gnomon_hidden_log_gone (turn->transaction, turn->calendar_id, &n_gone, error)
         && check_not_in_use (turn, n_gone, error);
}

/* Coming */

static gboolean
read_gone (Turn       *turn,
           GPtrArray  *items,
           GError    **error)
{
  g_autoptr (GnomonStatement) next = gnomon_db_query (turn->transaction->db,
                                                      GNOMON_SQL_HISTORY_EVENT_NEXT_GONE);
  GnomonStep step;

  gnomon_statement_bind_int (next, 1, turn->change_id);
  gnomon_statement_bind_int (next, 2, turn->after);
  gnomon_statement_bind_int (next, 3, PART_ROWS);
  while ((step = gnomon_statement_step (next, error)) == GNOMON_STEP_ROW)
    {
      GnomonHistoryItem *item = NULL;

      if (gnomon_statement_get_int (next, 2) != 0)
        return has_changed_meanwhile (error);

      item = g_new0 (GnomonHistoryItem, 1);
      item->id = gnomon_statement_get_int (next, 0);
      item->revision = gnomon_statement_get_int (next, 1);
      item->was_live = TRUE;
      g_ptr_array_add (items, item);
      turn->after = item->id;
    }
  return step == GNOMON_STEP_DONE;
}

static gboolean
bring_back_part (gpointer   data,
                 gint64     deadline,
                 gboolean  *more,
                 GError   **error)
{
  Turn *turn = data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GnomonTransaction part = *turn->transaction;

  part.changed = ids;
  part.deleted = ids;
  part.hidden_calendar_id = turn->calendar_id;
  do
    {
      g_autoptr (GPtrArray) items =
        g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_history_item_free);

      if (!read_gone (turn, items, error)
          || !gnomon_history_turn_events (&part, (guint64) turn->change_id,
                                          gnomon_change_is_undone (turn->change), items, error))
        return FALSE;
      *more = items->len == PART_ROWS;
    }
  while (*more && g_get_monotonic_time () < deadline);
  return TRUE;
}

/* The calendar, and with it all that has been brought back. */
static gboolean
end_coming (Turn    *turn,
            GError **error)
{
  GnomonTransaction *transaction = turn->transaction;

  return gnomon_history_turn (transaction, turn->change, error)
         && gnomon_db_run_for (transaction->db, GNOMON_SQL_BATCH_DELETE, turn->batch_id, error)
         && gnomon_hidden_log_back (transaction, turn->change_id, error);
}

/* Runs a step as one transaction. */
static gboolean
run_step (Turn      *turn,
          gboolean (*step) (Turn *turn, GError **error),
          GError   **error)
{
  GnomonDb *db = turn->transaction->db;

  if (!gnomon_db_begin (db, error))
    return FALSE;
  if (!step (turn, error))
    {
      gnomon_db_rollback (db);
      return FALSE;
    }
  return gnomon_db_commit (db, error);
}

static gboolean
come (Turn    *turn,
      GError **error)
{
  GnomonDb *db = turn->transaction->db;

  if (!run_step (turn, begin_turn, error))
    return FALSE;
  if (gnomon_db_set_bulk (db, TRUE, error)
      && gnomon_batches_run_parts (db, bring_back_part, turn, error)
      && gnomon_db_set_waits_for_disk (db, TRUE, error)
      && run_step (turn, end_coming, error))
    return TRUE;
  gnomon_hidden_settle_or_warn (turn->transaction, turn->batch_id);
  return FALSE;
}

gboolean
gnomon_hidden_turn (GnomonTransaction  *transaction,
                    GnomonChange       *change,
                    GError            **error)
{
  Turn turn = {
    .transaction = transaction,
    .change = change,
    .change_id = (gint64) gnomon_change_get_id (change),
  };

  /* An undo is no step of the history itself. */
  transaction->history = NULL;

  if (!wait_for_others (&turn, error) || !check_events (&turn, error))
    return FALSE;
  if (turn.comes)
    return come (&turn, error);
  if (!run_step (&turn, go, error))
    return FALSE;
  gnomon_hidden_settle_or_warn (transaction, turn.batch_id);
  return TRUE;
}
