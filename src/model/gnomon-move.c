/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-move.h"

#include "gnomon-store-private.h"

void
gnomon_move_clear (GnomonMove *self)
{
  g_clear_pointer (&self->reason, g_free);
}

static void
read_move (GnomonStatement *query,
           GnomonMove      *move)
{
  move->at = gnomon_statement_get_int (query, 0);
  move->event_id = gnomon_statement_get_int (query, 1);
  move->reason = g_strdup (gnomon_statement_get_text (query, 2));
  move->old_start = gnomon_statement_get_int (query, 3);
  move->start = gnomon_statement_get_int (query, 4);
}

/**
 * gnomon_store_list_moves:
 * @self: a store
 * @since: Unix seconds, inclusive
 * @error: return location
 *
 * Lists what was found to lie at another instant since then; no more than %GNOMON_MAX_MOVES.
 *
 * Returns: (transfer full) (nullable) (element-type GnomonMove): the moves, the oldest first
 */
GArray *
gnomon_store_list_moves (GnomonStore  *self,
                         gint64        since,
                         GError      **error)
{
  g_autoptr (GArray) moves = g_array_new (FALSE, FALSE, sizeof (GnomonMove));
  g_autoptr (GnomonStatement) query = NULL;
  GnomonStep step;

  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);

  g_array_set_clear_func (moves, (GDestroyNotify) gnomon_move_clear);
  query = gnomon_db_query (gnomon_store_get_reader (self), GNOMON_SQL_MOVE_LIST);
  gnomon_statement_bind_int (query, 1, since);
  gnomon_statement_bind_int (query, 2, GNOMON_MAX_MOVES);
  while ((step = gnomon_statement_step (query, error)) == GNOMON_STEP_ROW)
    {
      GnomonMove move;

      read_move (query, &move);
      g_array_append_val (moves, move);
    }

  return step == GNOMON_STEP_DONE ? g_steal_pointer (&moves) : NULL;
}

/**
 * gnomon_store_get_last_move:
 * @self: a store
 * @event_id: an event
 * @move: (out): its last move, to be cleared; untouched where there is none
 *
 * Returns: %TRUE where it was moved at all in the last 30 days
 */
gboolean
gnomon_store_get_last_move (GnomonStore *self,
                            gint64       event_id,
                            GnomonMove  *move)
{
  g_autoptr (GnomonStatement) query = NULL;

  g_return_val_if_fail (GNOMON_IS_STORE (self), FALSE);

  query = gnomon_db_query (gnomon_store_get_reader (self), GNOMON_SQL_MOVE_OF_EVENT);
  gnomon_statement_bind_int (query, 1, event_id);
  if (gnomon_statement_step (query, NULL) != GNOMON_STEP_ROW)
    return FALSE;

  read_move (query, move);

  return TRUE;
}
