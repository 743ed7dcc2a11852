/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-history.h"

#include "gnomon-image.h"
#include "gnomon-page.h"
#include "gnomon-store-private.h"

/*
 * What goes into the history, and what is read from it. Undoing stands in gnomon-history-undo.c.
 */

void
gnomon_history_item_free (GnomonHistoryItem *self)
{
  g_clear_pointer (&self->image, g_bytes_unref);
  g_clear_pointer (&self->current, g_bytes_unref);
  g_clear_object (&self->target);
  g_free (self->folded);
  g_free (self);
}

static void
note (GnomonTransaction *transaction,
      gboolean           is_calendar,
      gint64             id,
      gint64             revision,
      gboolean           was_live,
      GBytes            *image,
      const char        *title)
{
  GnomonHistoryItem *item = g_new0 (GnomonHistoryItem, 1);

  item->is_calendar = is_calendar;
  item->id = id;
  item->revision = revision;
  item->was_live = was_live;
  item->image = image;
  g_ptr_array_add (transaction->history, item);
  if (title != NULL && transaction->title == NULL)
    transaction->title = g_strdup (title);
}

void
gnomon_history_note_event (GnomonTransaction *transaction,
                           gint64             id,
                           gint64             revision,
                           gboolean           was_live,
                           GnomonEvent       *before,
                           const char        *title)
{
  if (transaction->history != NULL)
    note (transaction, FALSE, id, revision, was_live,
          before != NULL ? gnomon_image_of_event (before) : NULL, title);
}

void
gnomon_history_note_calendar (GnomonTransaction *transaction,
                              gint64             id,
                              gint64             revision,
                              gboolean           was_live,
                              GnomonCalendar    *before,
                              const char        *title)
{
  if (transaction->history != NULL)
    note (transaction, TRUE, id, revision, was_live,
          before != NULL ? gnomon_image_of_calendar (before) : NULL, title);
}

gboolean
gnomon_history_write_item (GnomonDb                 *db,
                           guint64                   change_id,
                           const GnomonHistoryItem  *item,
                           GError                  **error)
{
  g_autoptr (GnomonStatement) insert =
    gnomon_db_query (db, item->is_calendar ? GNOMON_SQL_HISTORY_CALENDAR_INSERT
                                           : GNOMON_SQL_HISTORY_EVENT_INSERT);

  gnomon_statement_bind_int (insert, 1, (gint64) change_id);
  gnomon_statement_bind_int (insert, 2, item->id);
  gnomon_statement_bind_int (insert, 3, item->revision);
  gnomon_statement_bind_int (insert, 4, item->was_live);
  gnomon_statement_bind_bytes (insert, 5, item->image);
  return gnomon_statement_run (insert, error);
}

/* A group may change the same thing more than once: what was before is what the first of these
 * found, and what is after it, what the last one made. */
static gboolean
write_items (GnomonTransaction  *transaction,
             GError            **error)
{
  g_autoptr (GHashTable) events = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GHashTable) calendars = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < transaction->history->len; i++)
    {
      GnomonHistoryItem *item = g_ptr_array_index (transaction->history, i);
      GHashTable *firsts = item->is_calendar ? calendars : events;
      GnomonHistoryItem *first = g_hash_table_lookup (firsts, &item->id);

      if (first != NULL)
        first->revision = item->revision;
      else
        g_hash_table_insert (firsts, &item->id, item);
    }

  for (guint i = 0; i < transaction->history->len; i++)
    {
      GnomonHistoryItem *item = g_ptr_array_index (transaction->history, i);

      if (g_hash_table_lookup (item->is_calendar ? calendars : events, &item->id) == item
          && !gnomon_history_write_item (transaction->db, transaction->change_id, item, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
gnomon_history_write (GnomonTransaction  *transaction,
                      GError            **error)
{
  g_autoptr (GnomonStatement) forget = NULL;
  g_autoptr (GnomonStatement) insert = NULL;

  if (transaction->history == NULL
      || (transaction->history->len == 0 && transaction->batch_id == 0))
    return TRUE;

  /* A new change ends what could have been redone. */
  forget = gnomon_db_query (transaction->db, GNOMON_SQL_HISTORY_FORGET_UNDONE);
  if (!gnomon_statement_run (forget, error))
    return FALSE;

  insert = gnomon_db_query (transaction->db, GNOMON_SQL_HISTORY_INSERT);
  gnomon_statement_bind_int (insert, 1, (gint64) transaction->change_id);
  gnomon_statement_bind_text (insert, 2, transaction->title != NULL ? transaction->title : "");
  if (!gnomon_statement_run (insert, error))
    return FALSE;

  return write_items (transaction, error);
}

static GnomonChange *
read_change (GnomonStatement *row)
{
  return gnomon_change_new ((guint64) gnomon_statement_get_int (row, 0),
                            gnomon_statement_get_int (row, 1),
                            gnomon_statement_get_text (row, 2),
                            gnomon_statement_get_text (row, 3),
                            gnomon_statement_get_text (row, 4),
                            (guint) gnomon_statement_get_int (row, 5),
                            gnomon_statement_get_int (row, 6) != 0,
                            gnomon_statement_get_int (row, 7));
}

GnomonChange *
gnomon_history_find (GnomonDb  *db,
                     GnomonSql  sql,
                     gint64     change_id)
{
  g_autoptr (GnomonStatement) row = gnomon_db_query (db, sql);

  if (sql == GNOMON_SQL_HISTORY_GET)
    gnomon_statement_bind_int (row, 1, change_id);
  return gnomon_statement_step (row, NULL) == GNOMON_STEP_ROW ? read_change (row) : NULL;
}

/**
 * gnomon_store_get_undo:
 * @self: a store
 *
 * Returns: (transfer full) (nullable): the change that an undo would take back
 */
GnomonChange *
gnomon_store_get_undo (GnomonStore *self)
{
  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);

  return gnomon_history_find (gnomon_store_get_reader (self), GNOMON_SQL_HISTORY_LAST_DONE, 0);
}

/**
 * gnomon_store_get_redo:
 * @self: a store
 *
 * Returns: (transfer full) (nullable): the change that a redo would do again
 */
GnomonChange *
gnomon_store_get_redo (GnomonStore *self)
{
  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);

  return gnomon_history_find (gnomon_store_get_reader (self), GNOMON_SQL_HISTORY_FIRST_UNDONE, 0);
}

/**
 * gnomon_store_list_history:
 * @self: a store
 * @limit: how many
 * @error: return location
 *
 * Returns: (transfer full) (element-type GnomonChange): the changes that can be undone, and those
 *   that were, newest first
 */
GPtrArray *
gnomon_store_list_history (GnomonStore  *self,
                           guint         limit,
                           GError      **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GnomonStatement) row = NULL;
  GnomonStep step;

  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);

  row = gnomon_db_query (gnomon_store_get_reader (self), GNOMON_SQL_HISTORY_LIST);
  gnomon_statement_bind_int (row, 1, limit);
  while ((step = gnomon_statement_step (row, error)) == GNOMON_STEP_ROW)
    g_ptr_array_add (changes, read_change (row));
  return step == GNOMON_STEP_DONE ? g_steal_pointer (&changes) : NULL;
}

/**
 * gnomon_store_list_trash:
 * @self: a store
 * @error: return location
 *
 * Returns: (transfer full) (element-type GnomonEvent): the events deleted within 30 days, those
 *   deleted last first
 */
GPtrArray *
gnomon_store_list_trash (GnomonStore  *self,
                         GError      **error)
{
  GnomonDb *db = gnomon_store_get_reader (self);
  gint64 now = gnomon_clock_get_now (gnomon_store_get_clock (self));
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GnomonStatement) row = gnomon_db_query (db, GNOMON_SQL_EVENT_LIST_TRASH);
  GnomonStep step;

  gnomon_statement_bind_int (row, 1, now - GNOMON_TRASH_SECONDS);
  gnomon_statement_bind_int (row, 2, GNOMON_PAGE_MAX);
  while ((step = gnomon_statement_step (row, error)) == GNOMON_STEP_ROW)
    {
      gboolean is_live;
      GnomonEvent *event =
        gnomon_events_load_any (db, gnomon_statement_get_int (row, 0), &is_live, error);

      if (event == NULL)
        return NULL;
      g_ptr_array_add (events, event);
    }
  return step == GNOMON_STEP_DONE ? g_steal_pointer (&events) : NULL;
}
