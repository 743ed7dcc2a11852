/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-store-private.h"

/**
 * gnomon_store_find_instance:
 * @self: a store
 * @event: an event of the store
 * @now: Unix seconds
 * @starts_at: (out): its start, Unix seconds
 * @ends_at: (out): its end, exclusive
 *
 * Says when an event is that a list has once: a series by the occurrence that runs or comes next,
 * and where all are over by its first one; any other event by its own times.
 *
 * Returns: (transfer full): the recurrence id of the occurrence, "" where the event has none
 */
char *
gnomon_store_find_instance (GnomonStore *self,
                            GnomonEvent *event,
                            gint64       now,
                            gint64      *starts_at,
                            gint64      *ends_at)
{
  GTimeZone *viewer;
  GnomonSeriesCache *cache;
  const GnomonSeriesEntry *entry;
  GnomonInstance instance;
  char recurrence_id[GNOMON_RECURRENCE_ID_LENGTH] = "";
  GnomonDb *db;

  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);
  g_return_val_if_fail (GNOMON_IS_EVENT (event), NULL);

  viewer = gnomon_store_get_viewer_zone (self);
  *starts_at = gnomon_event_get_starts_at (event, viewer);
  *ends_at = gnomon_event_get_ends_at (event, viewer);
  if (!gnomon_event_is_recurring (event))
    return g_strdup (gnomon_event_get_recurrence_id (event));

  db = gnomon_store_get_reader (self);
  cache = gnomon_store_get_series (self);
  if (!gnomon_db_begin_read (db, NULL))
    return g_strdup ("");

  entry = gnomon_series_cache_sync (cache, db, NULL)
            ? gnomon_series_cache_get (cache, db, gnomon_event_get_id (event), NULL)
            : NULL;
  if (entry != NULL
      && gnomon_series_find_next (entry->series, viewer, now - (*ends_at - *starts_at) + 1,
                                  &instance))
    {
      gnomon_series_format_key (entry->all_day, instance.key, recurrence_id);
      *starts_at = gnomon_series_to_instant (entry->series, viewer, instance.start);
      *ends_at = gnomon_series_to_instant (entry->series, viewer, instance.end);
    }
  gnomon_db_end_read (db);
  return g_strdup (recurrence_id);
}
