/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-event-private.h"
#include "gnomon-series.h"
#include "gnomon-store-private.h"

/*
 * The table `series`: a row for each event that repeats, with what a range needs of it, so that
 * no event is loaded to draw one.
 */

static gboolean
insert_row (GnomonDb     *db,
            GnomonEvent  *event,
            gint64        batch_id,
            GError      **error)
{
  g_autoptr (GnomonStatement) insert = gnomon_db_query (db, GNOMON_SQL_SERIES_INSERT);
  g_autoptr (GnomonSeries) series = gnomon_series_new_for_event (event);
  g_autofree char *exdate = g_strjoinv ("\n", event->exdate);
  g_autofree char *rdate = g_strjoinv ("\n", event->rdate);
  g_autoptr (GString) overridden = g_string_new (NULL);
  gint64 first, last;
  int at = 1;

  for (guint i = 0; i < event->overrides->len; i++)
    g_string_append_printf (overridden, "%s%s", i > 0 ? "\n" : "",
                            ((GnomonEvent *) event->overrides->pdata[i])->recurrence_id);
  gnomon_series_get_bounds (series, &first, &last);

  gnomon_statement_bind_int (insert, at++, event->id);
  gnomon_statement_bind_int (insert, at++, last);
  gnomon_statement_bind_int (insert, at++, first);
  gnomon_statement_bind_int (insert, at++, batch_id);
  gnomon_statement_bind_int (insert, at++, event->calendar_id);
  gnomon_statement_bind_int (insert, at++, event->event_type);
  gnomon_statement_bind_int (insert, at++, event->status);
  gnomon_statement_bind_int (insert, at++, gnomon_events_get_flags (event));
  gnomon_statement_bind_text (insert, at++, event->color);
  gnomon_statement_bind_text (insert, at++, event->title);
  gnomon_statement_bind_text (insert, at++, event->location);
  gnomon_statement_bind_int (insert, at++, event->kind);
  gnomon_statement_bind_int (insert, at++, event->start_wall);
  gnomon_statement_bind_int (insert, at++, event->end_wall);
  gnomon_statement_bind_text (insert, at++, event->timezone);
  gnomon_statement_bind_text (insert, at++, event->end_timezone);
  gnomon_statement_bind_text (insert, at++, event->rrule);
  gnomon_statement_bind_text (insert, at++, exdate);
  gnomon_statement_bind_text (insert, at++, rdate);
  gnomon_statement_bind_text (insert, at++, overridden->str);
  return gnomon_statement_run (insert, error);
}

gboolean
gnomon_series_rows_write (GnomonDb     *db,
                          GnomonEvent  *event,
                          gint64        batch_id,
                          GError      **error)
{
  return !gnomon_event_is_recurring (event) || insert_row (db, event, batch_id, error);
}

gboolean
gnomon_series_rows_delete (GnomonDb  *db,
                           gint64     event_id,
                           GError   **error)
{
  g_autoptr (GnomonStatement) drop = gnomon_db_query (db, GNOMON_SQL_SERIES_DELETE);

  gnomon_statement_bind_int (drop, 1, event_id);
  return gnomon_statement_run (drop, error);
}

static gboolean
set_bounds (GnomonDb                 *db,
            const GnomonSeriesEntry  *entry,
            GError                  **error)
{
  g_autoptr (GnomonStatement) set = gnomon_db_query (db, GNOMON_SQL_SERIES_SET_BOUNDS);
  gint64 first, last;

  gnomon_series_get_bounds (entry->series, &first, &last);
  gnomon_statement_bind_int (set, 1, entry->event_id);
  gnomon_statement_bind_int (set, 2, last);
  gnomon_statement_bind_int (set, 3, first);
  return gnomon_statement_run (set, error);
}

gboolean
gnomon_series_rows_set_bounds (GnomonDb  *db,
                               GError   **error)
{
  g_autoptr (GnomonSeriesCache) cache = gnomon_series_cache_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!gnomon_series_find_candidates (db, G_MININT64, G_MAXINT64, ids, error))
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    {
      const GnomonSeriesEntry *entry =
        gnomon_series_cache_get (cache, db, g_array_index (ids, gint64, i), error);

      if (entry == NULL || !set_bounds (db, entry, error))
        return FALSE;
    }
  return TRUE;
}
