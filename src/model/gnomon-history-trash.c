/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-event-private.h"
#include "gnomon-history.h"
#include "gnomon-store-private.h"

/*
 * The way out of the trash, and what leaves it, with the log of its time, for good.
 */

/* So many rows of each kind go in one purge, which others wait for. */
#define PURGE_ROWS 200

GObject *
gnomon_history_restore_op (GnomonTransaction  *transaction,
                           GnomonOperation    *operation,
                           GError            **error)
{
  g_autoptr (GPtrArray) calendars = NULL;
  g_autoptr (GnomonEvent) event = NULL;
  g_autoptr (GnomonEvent) current = NULL;
  gboolean is_live;

  current = gnomon_events_load_any (transaction->db, operation->id, &is_live, error);
  if (current == NULL)
    return NULL;
  if (is_live)
    {
      g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_NOT_FOUND,
                   "id: event %" G_GINT64_FORMAT " is not in the trash", operation->id);
      return NULL;
    }

  calendars = gnomon_calendars_load (transaction->db, error);
  if (calendars == NULL)
    return NULL;
  event = gnomon_event_copy (current);
  if (gnomon_calendars_find (calendars, event->calendar_id) == NULL)
    event->calendar_id = gnomon_calendar_get_id (gnomon_calendars_find (calendars, 0));
  if (!gnomon_history_bring_back (transaction, current, event, error))
    return NULL;

  /* A redo has to know its calendar: until then it may lie in that which is gone. */
  gnomon_history_note_event (transaction, event->id, event->revision, FALSE,
                             event->calendar_id != current->calendar_id ? current : NULL,
                             event->title);
  return (GObject *) gnomon_events_load (transaction->db, event->id, TRUE, error);
}

GObject *
gnomon_history_purge_op (GnomonTransaction  *transaction,
                         GnomonOperation    *operation,
                         GError            **error)
{
  static const GnomonSql sql[] = {
    GNOMON_SQL_TEXT_DROP_PURGED,
    GNOMON_SQL_EVENT_PURGE,
    GNOMON_SQL_HISTORY_PURGE,
    GNOMON_SQL_CHANGE_PURGE,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sql); i++)
    {
      g_autoptr (GnomonStatement) purge = gnomon_db_query (transaction->db, sql[i]);

      gnomon_statement_bind_int (purge, 1, transaction->now - GNOMON_TRASH_SECONDS);
      gnomon_statement_bind_int (purge, 2, PURGE_ROWS);
      if (!gnomon_statement_run (purge, error))
        break;
    }
  return NULL;
}

/**
 * gnomon_store_can_purge:
 * @self: a store
 *
 * Returns: %TRUE where something lies in the trash or the log for more than 30 days, so that
 *   gnomon_operation_new_purge() has something to do
 */
gboolean
gnomon_store_can_purge (GnomonStore *self)
{
  static const GnomonSql sql[] = { GNOMON_SQL_EVENT_CAN_PURGE, GNOMON_SQL_CHANGE_CAN_PURGE };
  gint64 now;

  g_return_val_if_fail (GNOMON_IS_STORE (self), FALSE);

  now = gnomon_clock_get_now (gnomon_store_get_clock (self));
  for (gsize i = 0; i < G_N_ELEMENTS (sql); i++)
    {
      g_autoptr (GnomonStatement) old = gnomon_db_query (gnomon_store_get_reader (self), sql[i]);

      gnomon_statement_bind_int (old, 1, now - GNOMON_TRASH_SECONDS);
      if (gnomon_statement_step (old, NULL) == GNOMON_STEP_ROW)
        return TRUE;
    }
  return FALSE;
}
