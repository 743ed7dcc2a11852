/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-image.h"
#include "gnomon-import-run.h"
#include "gnomon-staged.h"
#include "gnomon-store-private.h"

/* Events that are read and written together; after them the time is looked at. */
#define PIECE_EVENTS 64

/* The hash of an event that counts as edited here: the empty one is that of the history. */
#define EDITED "-"

/* Staging */

typedef struct
{
  GnomonTransaction *transaction;
  gint64 batch_id;
  gint64 change_id;
  GPtrArray *arrivals;
  guint n_looked_at;
  GPtrArray *left;         /* of the arrivals */
} Staging;

gboolean
gnomon_staged_add_arrival (GnomonDb             *db,
                           gint64                batch_id,
                           const GnomonArrival  *arrival,
                           gboolean             *is_staged,
                           GError              **error)
{
  g_autoptr (GnomonStatement) insert = gnomon_db_query (db, GNOMON_SQL_STAGED_INSERT);
  g_autoptr (GBytes) image = gnomon_image_of_event (arrival->event);

  gnomon_statement_bind_int (insert, 1, batch_id);
  gnomon_statement_bind_int (insert, 2, arrival->id);
  gnomon_statement_bind_bytes (insert, 3, image);
  gnomon_statement_bind_text (insert, 4, *arrival->hash != '\0' ? arrival->hash : EDITED);
  gnomon_statement_bind_int (insert, 5, arrival->event->updated_at);
  if (!gnomon_statement_run (insert, error))
    return FALSE;

  *is_staged = gnomon_db_get_changed_rows (db) > 0;
  return TRUE;
}

static gboolean
stage_arrivals (gpointer   data,
                gint64     deadline,
                gboolean  *more,
                GError   **error)
{
  Staging *self = data;

  while (self->n_looked_at < self->arrivals->len && g_get_monotonic_time () < deadline)
    {
      gpointer *place = &g_ptr_array_index (self->arrivals, self->n_looked_at);
      gboolean is_staged;

      if (!gnomon_staged_add_arrival (self->transaction->db, self->batch_id, *place, &is_staged,
                                      error))
        return FALSE;
      if (is_staged)
        gnomon_arrival_free (*place);
      else
        g_ptr_array_add (self->left, *place);
      *place = NULL;
      self->n_looked_at++;
    }
  *more = self->n_looked_at < self->arrivals->len;
  return TRUE;
}

gboolean
gnomon_staged_add_arrivals (GnomonTransaction  *transaction,
                            gint64              batch_id,
                            GPtrArray          *arrivals,
                            GError            **error)
{
  g_autoptr (GPtrArray) left =
    g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_arrival_free);
  Staging self = {
    .transaction = transaction, .batch_id = batch_id, .arrivals = arrivals, .left = left,
  };

  if (!gnomon_batches_run_parts (transaction->db, stage_arrivals, &self, error))
    return FALSE;

  g_ptr_array_set_size (arrivals, 0);
  g_ptr_array_extend_and_steal (arrivals, g_steal_pointer (&left));
  return TRUE;
}

static gboolean
get_last_staged (Staging  *self,
                 gint64   *event_id,
                 GError  **error)
{
  g_autoptr (GnomonStatement) last =
    gnomon_db_query (self->transaction->db, GNOMON_SQL_STAGED_LAST);
  GnomonStep step;

  gnomon_statement_bind_int (last, 1, self->batch_id);
  step = gnomon_statement_step (last, error);
  *event_id = step == GNOMON_STEP_ROW ? gnomon_statement_get_int (last, 0) : 0;
  return step != GNOMON_STEP_ERROR;
}

static gboolean
stage_history (gpointer   data,
               gint64     deadline,
               gboolean  *more,
               GError   **error)
{
  Staging *self = data;
  GnomonDb *db = self->transaction->db;

  do
    {
      g_autoptr (GnomonStatement) insert =
        gnomon_db_query (db, GNOMON_SQL_STAGED_INSERT_HISTORY);
      gint64 last;

      if (!get_last_staged (self, &last, error))
        return FALSE;
      gnomon_statement_bind_int (insert, 1, self->batch_id);
      gnomon_statement_bind_int (insert, 2, self->change_id);
      gnomon_statement_bind_int (insert, 3, last);
      gnomon_statement_bind_int (insert, 4, PIECE_EVENTS);
      if (!gnomon_statement_run (insert, error))
        return FALSE;
      *more = gnomon_db_get_changed_rows (db) == PIECE_EVENTS;
    }
  while (*more && g_get_monotonic_time () < deadline);
  return TRUE;
}

gboolean
gnomon_staged_add_history (GnomonTransaction  *transaction,
                           gint64              batch_id,
                           gint64              change_id,
                           GError            **error)
{
  Staging self = { .transaction = transaction, .batch_id = batch_id, .change_id = change_id };

  return gnomon_batches_run_parts (transaction->db, stage_history, &self, error);
}

/* The change */

gboolean
gnomon_staged_check (GnomonTransaction  *transaction,
                     gint64              batch_id,
                     gint64              change_id,
                     GError            **error)
{
  g_autoptr (GnomonStatement) changed =
    gnomon_db_query (transaction->db, GNOMON_SQL_STAGED_CHANGED);

  gnomon_statement_bind_int (changed, 1, batch_id);
  gnomon_statement_bind_int (changed, 2, change_id);
  return gnomon_history_check_none_changed (changed, 3, error);
}

gboolean
gnomon_staged_owe (GnomonDb  *db,
                   gint64     batch_id,
                   gint64     change_id,
                   GError   **error)
{
  g_autoptr (GnomonStatement) owe = gnomon_db_query (db, GNOMON_SQL_BATCH_OWE);

  gnomon_statement_bind_int (owe, 1, batch_id);
  gnomon_statement_bind_int (owe, 2, change_id);
  return gnomon_statement_run (owe, error);
}

gint64
gnomon_staged_get_change (GnomonDb *db,
                          gint64    batch_id)
{
  g_autoptr (GnomonStatement) query = gnomon_db_query (db, GNOMON_SQL_BATCH_OWED_CHANGE);

  gnomon_statement_bind_int (query, 1, batch_id);
  return gnomon_statement_step (query, NULL) == GNOMON_STEP_ROW
         ? gnomon_statement_get_int (query, 0) : 0;
}

/* Writing what is owed */

typedef struct
{
  GnomonTransaction *transaction;
  gint64 batch_id;
  gint64 change_id;
  guint n_written;
} Owed;

/* Staged events, from the next on: those of an import, or those of a change that is turned. */
typedef struct
{
  GPtrArray *arrivals;     /* (element-type GnomonArrival) */
  GPtrArray *items;        /* (element-type GnomonHistoryItem) */
  gint64 last_id;          /* of the staged rows */
  guint n_rows;
} Piece;

static void
piece_clear (Piece *self)
{
  g_clear_pointer (&self->arrivals, g_ptr_array_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Piece, piece_clear)

/* Who was quicker has changed it since. */
static gboolean
is_as_staged (GnomonDb *db,
              gint64    event_id,
              gint64    revision)
{
  g_autoptr (GnomonStatement) row = gnomon_db_query (db, GNOMON_SQL_EVENT_GET_REVISION);

  gnomon_statement_bind_int (row, 1, event_id);
  return gnomon_statement_step (row, NULL) == GNOMON_STEP_ROW
         && gnomon_statement_get_int (row, 0) == revision;
}

static GnomonArrival *
read_arrival (GnomonStatement *row,
              GBytes          *image)
{
  gint64 event_id = gnomon_statement_get_int (row, 1);
  const char *hash = gnomon_statement_get_text (row, 4);
  GnomonArrival *arrival;
  GnomonEvent *event = gnomon_image_to_event (image, event_id);

  if (event == NULL)
    return NULL;

  event->updated_at = gnomon_statement_get_int (row, 5);
  arrival = g_new0 (GnomonArrival, 1);
  arrival->id = event_id;
  arrival->event = event;
  arrival->hash = g_strdup (g_str_equal (hash, EDITED) ? "" : hash);
  arrival->folded = gnomon_events_fold (event);
  return arrival;
}

static GnomonHistoryItem *
read_item (GnomonStatement *row,
           GBytes          *image)
{
  GnomonHistoryItem *item = g_new0 (GnomonHistoryItem, 1);

  item->id = gnomon_statement_get_int (row, 1);
  item->revision = gnomon_statement_get_int (row, 2);
  item->was_live = gnomon_statement_get_int (row, 3) != 0;
  item->image = g_bytes_ref (image);
  return item;
}

static gboolean
read_row (Owed             *self,
          GnomonStatement  *row,
          Piece            *piece,
          GError          **error)
{
  g_autoptr (GBytes) image = gnomon_statement_dup_bytes (row, 6);
  GnomonArrival *arrival;

  piece->last_id = gnomon_statement_get_int (row, 0);
  piece->n_rows++;
  if (!is_as_staged (self->transaction->db, gnomon_statement_get_int (row, 1),
                     gnomon_statement_get_int (row, 2)))
    return TRUE;

  if (*gnomon_statement_get_text (row, 4) == '\0')
    {
      g_ptr_array_add (piece->items, read_item (row, image));
      return TRUE;
    }
  arrival = read_arrival (row, image);
  if (arrival != NULL)
    {
      g_ptr_array_add (piece->arrivals, arrival);
      return TRUE;
    }
  g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_STORAGE,
                       "An event of an import cannot be read");
  return FALSE;
}

static gboolean
read_piece (Owed    *self,
            Piece   *piece,
            GError **error)
{
  g_autoptr (GnomonStatement) row = gnomon_db_query (self->transaction->db, GNOMON_SQL_STAGED_NEXT);
  GnomonStep step;

  piece->arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_arrival_free);
  piece->items = g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_history_item_free);
  gnomon_statement_bind_int (row, 1, self->batch_id);
  gnomon_statement_bind_int (row, 2, PIECE_EVENTS);
  while ((step = gnomon_statement_step (row, error)) == GNOMON_STEP_ROW)
    if (!read_row (self, row, piece, error))
      return FALSE;
  return step == GNOMON_STEP_DONE;
}

/* What they were goes into the history of the import. */
static gboolean
write_arrivals (Owed               *self,
                GnomonTransaction  *part,
                GnomonChange       *change,
                GPtrArray          *arrivals,
                GError            **error)
{
  g_autoptr (GPtrArray) history =
    g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_history_item_free);
  guint n_added = 0;

  part->history = change != NULL ? history : NULL;
  if (!gnomon_import_change_events (part, self->batch_id, arrivals, &n_added, &self->n_written,
                                    error))
    return FALSE;
  part->history = NULL;

  for (guint i = 0; i < history->len; i++)
    if (!gnomon_history_write_item (part->db, (guint64) self->change_id,
                                    g_ptr_array_index (history, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
write_items (Owed               *self,
             GnomonTransaction  *part,
             GnomonChange       *change,
             GPtrArray          *items,
             GError            **error)
{
  gboolean redone = change != NULL && !gnomon_change_is_undone (change);

  self->n_written += items->len;
  return gnomon_history_turn_events (part, change != NULL ? (guint64) self->change_id : 0, redone,
                                     items, error);
}

/* Its history is NULL where another change has ended what could have been redone. */
static gboolean
write_piece (Owed               *self,
             GnomonTransaction  *part,
             GnomonChange       *change,
             gboolean           *more,
             GError            **error)
{
  g_auto (Piece) piece = { NULL };
  g_autoptr (GnomonStatement) drop = NULL;

  if (!read_piece (self, &piece, error)
      || !write_arrivals (self, part, change, piece.arrivals, error)
      || !write_items (self, part, change, piece.items, error))
    return FALSE;

  drop = gnomon_db_query (part->db, GNOMON_SQL_STAGED_DELETE);
  gnomon_statement_bind_int (drop, 1, self->batch_id);
  gnomon_statement_bind_int (drop, 2, piece.last_id);
  if (!gnomon_statement_run (drop, error))
    return FALSE;

  *more = piece.n_rows == PIECE_EVENTS;
  return *more || (gnomon_db_run_for (part->db, GNOMON_SQL_BATCH_SET_SETTLED, self->batch_id, error)
                   && gnomon_db_run_for (part->db, GNOMON_SQL_BATCH_DELETE_SETTLED, self->batch_id,
                                         error));
}

/* Each part has a row of the log of its own, because readers see it by itself. */
static gboolean
write_part (gpointer   data,
            gint64     deadline,
            gboolean  *more,
            GError   **error)
{
  Owed *self = data;
  g_autoptr (GArray) changed = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) deleted = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GnomonChange) change =
    gnomon_history_find (self->transaction->db, GNOMON_SQL_HISTORY_GET, self->change_id);
  GnomonTransaction part = *self->transaction;

  part.changed = changed;
  part.deleted = deleted;
  part.flags = GNOMON_CHANGE_NONE;
  part.batch_id = 0;
  part.change_id = 0;
  part.history = NULL;
  part.title = NULL;
  do
    if (!write_piece (self, &part, change, more, error))
      return FALSE;
  while (*more && g_get_monotonic_time () < deadline);
  return gnomon_transaction_log (&part, error);
}

gboolean
gnomon_staged_write (GnomonTransaction  *transaction,
                     gint64              batch_id,
                     guint              *n_written,
                     GError            **error)
{
  GnomonDb *db = transaction->db;
  Owed self = {
    .transaction = transaction,
    .batch_id = batch_id,
    .change_id = gnomon_staged_get_change (db, batch_id),
  };
  gboolean written;

  if (!gnomon_db_set_bulk (db, TRUE, error))
    return FALSE;
  written = gnomon_batches_run_parts (db, write_part, &self, error);
  *n_written += self.n_written;
  /* Then the next import, undo or start has to end it. */
  if (!written)
    gnomon_db_run_for (db, GNOMON_SQL_BATCH_RELEASE, batch_id, NULL);
  return gnomon_db_set_bulk (db, FALSE, written ? error : NULL) && written;
}
