/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-history.h"
#include "gnomon-store-private.h"

/*
 * The change log: one row for each operation that changed something, in any process. It serves
 * the other processes' views, the bus method Changes and the history.
 */

void
gnomon_transaction_note (GnomonTransaction *self,
                         GnomonChangeFlags  flags)
{
  self->flags |= flags;
}

void
gnomon_transaction_note_event (GnomonTransaction *self,
                               gint64             event_id)
{
  /* One that comes again costs a row that is written twice; to look whether it was there would cost
   * the undo of a whole calendar more than the rest of it. */
  g_array_append_val (self->changed, event_id);
  self->flags |= GNOMON_CHANGE_EVENTS;
}

void
gnomon_transaction_note_deleted (GnomonTransaction *self,
                                 gint64             event_id)
{
  /* A calendar's worth of them: each comes once. */
  g_array_append_val (self->deleted, event_id);
  self->flags |= GNOMON_CHANGE_EVENTS;
}

static gboolean
log_events (GnomonTransaction  *self,
            GArray             *ids,
            gboolean            deleted,
            GError            **error)
{
  g_autoptr (GnomonStatement) insert = gnomon_db_query (self->db, GNOMON_SQL_CHANGE_EVENT_INSERT);

  for (guint i = 0; i < ids->len; i++)
    {
      gnomon_statement_bind_int (insert, 1, (gint64) self->change_id);
      gnomon_statement_bind_int (insert, 2, g_array_index (ids, gint64, i));
      gnomon_statement_bind_int (insert, 3, deleted);
      if (!gnomon_statement_run (insert, error))
        return FALSE;
      gnomon_statement_reset (insert);
    }
  return TRUE;
}

gboolean
gnomon_transaction_log (GnomonTransaction  *self,
                        GError            **error)
{
  g_autoptr (GnomonStatement) insert = NULL;

  if (self->flags == GNOMON_CHANGE_NONE || self->change_id != 0)
    return TRUE;

  insert = gnomon_db_query (self->db, GNOMON_SQL_CHANGE_INSERT);
  gnomon_statement_bind_int (insert, 1, self->now);
  gnomon_statement_bind_text (insert, 2, self->actor != NULL ? self->actor : "");
  gnomon_statement_bind_text (insert, 3, self->operation);
  gnomon_statement_bind_int (insert, 4, self->flags);
  gnomon_statement_bind_int (insert, 5, self->batch_id);
  if (!gnomon_statement_run (insert, error))
    return FALSE;

  self->change_id = (guint64) gnomon_db_get_last_insert_id (self->db);
  return log_events (self, self->changed, FALSE, error)
         && log_events (self, self->deleted, TRUE, error)
         && gnomon_history_write (self, error);
}

static guint64
read_number (GnomonDb  *db,
             GnomonSql  sql)
{
  g_autoptr (GnomonStatement) number = gnomon_db_query (db, sql);

  if (gnomon_statement_step (number, NULL) != GNOMON_STEP_ROW)
    return 0;
  return (guint64) gnomon_statement_get_int (number, 0);
}

guint64
gnomon_changes_get_last (GnomonDb *db)
{
  return read_number (db, GNOMON_SQL_CHANGE_LAST);
}

gboolean
gnomon_changes_reach (GnomonDb *db,
                      guint64   since)
{
  return since <= gnomon_changes_get_last (db)
         && since + 1 >= read_number (db, GNOMON_SQL_CHANGE_FIRST);
}

gboolean
gnomon_changes_list_all (GnomonDb           *db,
                         guint64            *last,
                         GArray             *changed,
                         GnomonChangeFlags  *flags,
                         GError            **error)
{
  g_autoptr (GnomonStatement) events = gnomon_db_query (db, GNOMON_SQL_EVENT_ALL_IDS);

  *last = gnomon_changes_get_last (db);
  *flags = GNOMON_CHANGE_EVENTS | GNOMON_CHANGE_CALENDARS | GNOMON_CHANGE_REMINDERS;
  return gnomon_statement_read_ids (events, changed, error);
}

static gboolean
add_batch (GnomonDb    *db,
           gint64       batch_id,
           gboolean     deleted,
           GHashTable  *deleted_by_id,
           GError     **error)
{
  g_autoptr (GnomonStatement) events = gnomon_db_query (db, GNOMON_SQL_EVENT_IDS_OF_BATCH);
  GnomonStep step;

  gnomon_statement_bind_int (events, 1, batch_id);
  while ((step = gnomon_statement_step (events, error)) == GNOMON_STEP_ROW)
    {
      gint64 id = gnomon_statement_get_int (events, 0);

      g_hash_table_insert (deleted_by_id, g_memdup2 (&id, sizeof id), GINT_TO_POINTER (deleted));
    }
  return step == GNOMON_STEP_DONE;
}

gboolean
gnomon_changes_list (GnomonDb           *db,
                     guint64             since,
                     guint64            *last,
                     GArray             *changed,
                     GArray             *deleted,
                     GnomonChangeFlags  *flags,
                     GError            **error)
{
  g_autoptr (GHashTable) deleted_by_id =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GnomonStatement) changes = gnomon_db_query (db, GNOMON_SQL_CHANGE_LIST);
  g_autoptr (GnomonStatement) events = gnomon_db_query (db, GNOMON_SQL_CHANGE_EVENT_LIST);
  g_autoptr (GArray) going = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer id, is_deleted;
  GnomonStep step;

  *last = since;
  *flags = GNOMON_CHANGE_NONE;

  gnomon_statement_bind_int (changes, 1, (gint64) since);
  while ((step = gnomon_statement_step (changes, error)) == GNOMON_STEP_ROW)
    {
      gint64 batch_id = gnomon_statement_get_int (changes, 2);

      *last = (guint64) gnomon_statement_get_int (changes, 0);
      *flags |= (GnomonChangeFlags) gnomon_statement_get_int (changes, 1);
      if (batch_id > 0 && !add_batch (db, batch_id, FALSE, deleted_by_id, error))
        return FALSE;
      batch_id = -batch_id;
      if (batch_id > 0)
        g_array_append_val (going, batch_id);
    }
  if (step == GNOMON_STEP_ERROR)
    return FALSE;

  gnomon_statement_bind_int (events, 1, (gint64) since);
  while ((step = gnomon_statement_step (events, error)) == GNOMON_STEP_ROW)
    {
      gint64 event_id = gnomon_statement_get_int (events, 0);

      /* In the order of the log: what happened last to an event counts. */
      g_hash_table_insert (deleted_by_id, g_memdup2 (&event_id, sizeof event_id),
                           GINT_TO_POINTER (gnomon_statement_get_int (events, 1) != 0));
    }
  if (step == GNOMON_STEP_ERROR)
    return FALSE;

  /* What was still done to those that go came before. */
  for (guint i = 0; i < going->len; i++)
    if (!add_batch (db, g_array_index (going, gint64, i), TRUE, deleted_by_id, error))
      return FALSE;

  g_hash_table_iter_init (&iter, deleted_by_id);
  while (g_hash_table_iter_next (&iter, &id, &is_deleted))
    g_array_append_vals (GPOINTER_TO_INT (is_deleted) ? deleted : changed, id, 1);
  return TRUE;
}

/**
 * gnomon_store_list_changes:
 * @self: a store
 * @since: a token; 0 for every event there is
 * @token: (out): the log's last number
 * @changed: (out) (transfer full) (element-type gint64): events made or changed since
 * @deleted: (out) (transfer full) (element-type gint64): events deleted since; none for 0
 * @error: return location
 *
 * Returns: %TRUE; else GNOMON_ERROR_TOKEN_EXPIRED where @since lies ahead of the log, or is older
 *   than the log reaches back
 */
gboolean
gnomon_store_list_changes (GnomonStore  *self,
                           guint64       since,
                           guint64      *token,
                           GArray      **changed,
                           GArray      **deleted,
                           GError      **error)
{
  g_autoptr (GArray) changed_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) deleted_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GnomonDb *db = gnomon_store_get_reader (self);
  GnomonChangeFlags flags;
  gboolean found = FALSE;

  g_return_val_if_fail (GNOMON_IS_STORE (self), FALSE);

  if (!gnomon_db_begin_read (db, error))
    return FALSE;
  if (since == 0)
    found = gnomon_changes_list_all (db, token, changed_ids, &flags, error);
  else if (gnomon_changes_reach (db, since))
    found = gnomon_changes_list (db, since, token, changed_ids, deleted_ids, &flags, error);
  else
    g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_TOKEN_EXPIRED, "since: %s; start again at 0",
                 since > gnomon_changes_get_last (db) ? "lies ahead of the change log"
                                                      : "is older than the change log");
  gnomon_db_end_read (db);
  if (!found)
    return FALSE;

  *changed = g_steal_pointer (&changed_ids);
  *deleted = g_steal_pointer (&deleted_ids);
  return TRUE;
}
