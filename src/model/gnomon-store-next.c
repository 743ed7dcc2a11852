/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-civil.h"
#include "gnomon-store-private.h"
#include "gnomon-zone.h"

/* The user's running or next appointment, out of single events and series. */

typedef struct
{
  GnomonStore *store;
  GPtrArray *own_keys;       /* folded addresses of the user */
  gboolean running;          /* else the next one is looked for */
  gint64 now;
  gboolean found;
  gint64 id;
  gint64 starts_at;
  gint64 ends_at;
} Search;

/* Of those that run the one begun last counts, of those ahead the soonest; where they begin at once
 * their ids decide in the same way. */
static gboolean
is_better (const Search *search,
           gint64        id,
           gint64        starts_at)
{
  if (!search->found)
    return TRUE;
  if (starts_at == search->starts_at)
    return search->running ? id > search->id : id < search->id;
  return search->running ? starts_at > search->starts_at : starts_at < search->starts_at;
}

static gboolean
is_declined (const Search          *search,
             gint64                 row_id,
             GnomonOccurrenceFlags  flags)
{
  return (flags & GNOMON_OCCURRENCE_GUESTS)
         && gnomon_events_find_answer (gnomon_store_get_reader (search->store), search->own_keys,
                                       row_id) == GNOMON_ATTENDEE_DECLINED;
}

static void
take (Search *search,
      gint64  id,
      gint64  starts_at,
      gint64  ends_at)
{
  search->found = TRUE;
  search->id = id;
  search->starts_at = starts_at;
  search->ends_at = ends_at;
}

/* Whether no row from a start on is wanted, where the soonest is: of what is floating, wall times
 * need not be in the order of their instants. */
static gboolean
is_past_best (const Search *search,
              GTimeZone    *zone,
              gint64        start)
{
  return !search->running && search->found
         && start > gnomon_zone_to_wall (zone, search->starts_at)
                    + gnomon_zone_get_shift (zone, search->starts_at);
}

/* The rows of a partition: those ahead come in the order of their starts. */
static void
search_spans (Search   *search,
              gboolean  floating)
{
  GTimeZone *zone = floating ? gnomon_store_get_viewer_zone (search->store) : NULL;
  gint64 here = gnomon_zone_to_wall (zone, search->now);
  gint64 shift = gnomon_zone_get_shift (zone, search->now);
  g_autoptr (GnomonStatement) row =
    gnomon_db_query (gnomon_store_get_reader (search->store),
                     search->running ? GNOMON_SQL_SPAN_RUNNING : GNOMON_SQL_SPAN_NEXT);

  gnomon_statement_bind_int (row, 1, floating);
  gnomon_statement_bind_int (row, 2,
                             here - shift - (search->running ? GNOMON_LONGEST_SPAN : 0));
  if (search->running)
    {
      gnomon_statement_bind_int (row, 3, here + shift);
      gnomon_statement_bind_int (row, 4, here - shift);
    }

  while (gnomon_statement_step (row, NULL) == GNOMON_STEP_ROW)
    {
      gint64 row_id = gnomon_statement_get_int (row, 0);
      gint64 start = gnomon_statement_get_int (row, 1);
      GnomonOccurrenceFlags flags = (GnomonOccurrenceFlags) gnomon_statement_get_int (row, 3);
      gint64 series_id = gnomon_statement_get_int (row, 4);
      gint64 id = series_id != 0 ? series_id : row_id;
      gint64 starts_at = gnomon_zone_to_instant (zone, start);
      gint64 ends_at = gnomon_zone_to_instant (zone, gnomon_statement_get_int (row, 2));

      if (is_past_best (search, zone, start))
        break;
      if (search->running ? starts_at > search->now || ends_at <= search->now
                          : starts_at <= search->now)
        continue;
      if (is_better (search, id, starts_at) && !is_declined (search, row_id, flags))
        take (search, id, starts_at, ends_at);
    }
}

static gboolean
keep_last_cb (const GnomonInstance *instance,
              gpointer              user_data)
{
  *(GnomonInstance *) user_data = *instance;
  return TRUE;
}

static void
search_one_series (Search                  *search,
                   const GnomonSeriesEntry *entry)
{
  GTimeZone *viewer = gnomon_store_get_viewer_zone (search->store);
  GnomonSeries *series = entry->series;
  GnomonInstance instance = { .start = G_MAXINT64 };
  gint64 starts_at;

  if (entry->all_day || entry->status == GNOMON_STATUS_CANCELLED)
    return;

  if (search->running)
    gnomon_series_expand (series, viewer, search->now, search->now + 1, keep_last_cb, &instance);
  else if (!gnomon_series_find_next (series, viewer, search->now + 1, &instance))
    return;
  if (instance.start == G_MAXINT64)
    return;

  starts_at = gnomon_series_to_instant (series, viewer, instance.start);
  if (is_better (search, entry->event_id, starts_at)
      && !is_declined (search, entry->event_id, entry->flags))
    take (search, entry->event_id, starts_at,
          gnomon_series_to_instant (series, viewer, instance.end));
}

static void
search_series (Search *search)
{
  GnomonDb *db = gnomon_store_get_reader (search->store);
  GnomonSeriesCache *cache = gnomon_store_get_series (search->store);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 to = search->running ? search->now + 1
              : search->found ? search->starts_at + 1 : G_MAXINT64;

  if (!gnomon_series_cache_sync (cache, db, NULL)
      || !gnomon_series_find_candidates (db, search->now, to, ids, NULL))
    return;

  for (guint i = 0; i < ids->len; i++)
    {
      const GnomonSeriesEntry *entry =
        gnomon_series_cache_get (cache, db, g_array_index (ids, gint64, i), NULL);

      if (entry != NULL)
        search_one_series (search, entry);
    }
}

/**
 * gnomon_store_get_next_event:
 * @self: a store
 * @now: Unix seconds
 * @id: (out): which event; of an occurrence that of its series
 * @starts_at: (out): its start, Unix seconds
 * @ends_at: (out): its end, exclusive
 *
 * Finds the event that runs (the one begun last, of several), else the next one; of several that
 * begin at once that with the highest id, or the lowest. All-day events, cancelled ones and
 * declined invitations are passed over: they are nobody's next appointment.
 *
 * Returns: %TRUE where there is one
 */
gboolean
gnomon_store_get_next_event (GnomonStore *self,
                             gint64       now,
                             gint64      *id,
                             gint64      *starts_at,
                             gint64      *ends_at)
{
  g_autoptr (GPtrArray) own_keys = NULL;
  Search search;

  g_return_val_if_fail (GNOMON_IS_STORE (self), FALSE);

  if (!gnomon_db_begin_read (gnomon_store_get_reader (self), NULL))
    return FALSE;

  own_keys = gnomon_store_dup_own_keys (self);
  search = (Search) { .store = self, .own_keys = own_keys, .running = TRUE, .now = now };
  for (int round = 0; round < 2 && !search.found; round++)
    {
      search.running = round == 0;
      search_spans (&search, FALSE);
      search_spans (&search, TRUE);
      search_series (&search);
    }
  gnomon_db_end_read (gnomon_store_get_reader (self));

  if (search.found)
    {
      *id = search.id;
      *starts_at = search.starts_at;
      *ends_at = search.ends_at;
    }
  return search.found;
}
