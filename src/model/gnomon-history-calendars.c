/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-history.h"
#include "gnomon-image.h"
#include "gnomon-store-private.h"

/* Undo and redo of what was done to calendars. */

/* One calendar's turn may touch another: which of them is the default. So all of them are looked
 * at before the first is turned. */
gboolean
gnomon_history_look_at_calendar (GnomonDb           *db,
                                 GnomonHistoryItem  *item,
                                 GError            **error)
{
  g_autoptr (GnomonStatement) row = gnomon_db_query (db, GNOMON_SQL_CALENDAR_GET_ANY);
  g_autoptr (GnomonCalendar) calendar = NULL;

  gnomon_statement_bind_int (row, 1, item->id);
  if (gnomon_statement_step (row, error) != GNOMON_STEP_ROW
      || gnomon_statement_get_int (row, 7) != item->revision)
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_CONFLICT,
                     "The calendar “%s” was changed since", gnomon_statement_get_text (row, 1));
      return FALSE;
    }
  calendar = gnomon_calendar_new (item->id, gnomon_statement_get_text (row, 1),
                                  gnomon_statement_get_text (row, 2),
                                  gnomon_statement_get_int (row, 3) != 0,
                                  gnomon_statement_get_int (row, 4) != 0,
                                  gnomon_statement_get_int (row, 5) != 0);
  item->is_live = gnomon_statement_get_int (row, 6) != 0;
  item->current = gnomon_image_of_calendar (calendar);
  return TRUE;
}

gboolean
gnomon_history_turn_calendar (GnomonTransaction  *transaction,
                              GnomonHistoryItem  *item,
                              GError            **error)
{
  g_autoptr (GnomonCalendar) current = gnomon_image_to_calendar (item->current, item->id);
  g_autoptr (GnomonCalendar) target = NULL;
  g_autoptr (GBytes) image = g_steal_pointer (&item->image);
  gboolean was_live = item->was_live;
  gint64 id;

  item->was_live = item->is_live;
  item->image = g_steal_pointer (&item->current);

  if (!was_live)
    {
      g_autoptr (GnomonStatement) events =
        gnomon_db_query (transaction->db, GNOMON_SQL_EVENT_IDS_OF_CALENDAR);

      gnomon_statement_bind_int (events, 1, item->id);
      if (gnomon_calendar_is_default (current)
          || (!gnomon_subscriptions_has (transaction->db, item->id)
              && gnomon_statement_step (events, NULL) == GNOMON_STEP_ROW))
        {
          g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_CONFLICT, "The calendar “%s” is in use",
                       gnomon_calendar_get_name (current));
          return FALSE;
        }
      g_clear_pointer (&events, gnomon_statement_release);
      return gnomon_calendars_trash (transaction, item->id, error);
    }

  target = image != NULL ? gnomon_image_to_calendar (image, item->id) : g_object_ref (current);
  if (target == NULL)
    {
      g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_STORAGE, "The history cannot be read");
      return FALSE;
    }
  if (!item->was_live)
    {
      g_autoptr (GnomonStatement) revive =
        gnomon_db_query (transaction->db, GNOMON_SQL_CALENDAR_REVIVE);

      gnomon_statement_bind_int (revive, 1, item->id);
      if (!gnomon_statement_run (revive, error))
        return FALSE;
    }
  return gnomon_calendars_write (transaction, target, &id, error);
}
