/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-occurrence-find.h"

#include "gnomon-describe.h"

/**
 * gnomon_occurrence_find:
 * @store: a store
 * @event_id: an event
 *
 * Finds what stands for an event in views, for lists that have each event once.
 *
 * Returns: (transfer full) (nullable): the occurrence; %NULL where the event has gone meanwhile
 */
GnomonOccurrence *
gnomon_occurrence_find (GnomonStore *store,
                        gint64       event_id)
{
  gint64 now = gnomon_clock_get_now (gnomon_store_get_clock (store));
  g_autoptr (GnomonEvent) event = gnomon_store_get_event (store, event_id, NULL);
  g_autoptr (GPtrArray) occurrences = NULL;
  g_autofree char *recurrence_id = NULL;
  gint64 starts_at, ends_at;

  if (event == NULL)
    return NULL;

  recurrence_id = gnomon_store_find_instance (store, event, now, &starts_at, &ends_at);
  occurrences = gnomon_store_list_occurrences (store, starts_at, MAX (starts_at + 1, ends_at),
                                               FALSE, NULL);
  for (guint i = 0; occurrences != NULL && i < occurrences->len; i++)
    if (gnomon_occurrence_is_of (g_ptr_array_index (occurrences, i), event_id, recurrence_id))
      return g_object_ref (g_ptr_array_index (occurrences, i));

  return NULL;
}
