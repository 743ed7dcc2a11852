/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-event-private.h"
#include "gnomon-store-private.h"
#include "gnomon-store-query.h"

/*
 * Lists of events by a filter.
 */

/* In the light form, what an event keeps for export is not there. */
static GnomonEvent *
load_event (GnomonDb  *db,
            gint64     id,
            gboolean   is_override,
            gboolean   full,
            GError   **error)
{
  GnomonEvent *event = is_override ? gnomon_events_load_occurrence (db, id, "", full, error)
                                   : gnomon_events_load (db, id, full, error);

  if (event != NULL && !full)
    gnomon_event_forget_extra (event);
  return event;
}

/* The occurrences of one series are cut out of one event, which is loaded once. */
static GnomonEvent *
load_match (GnomonDb           *db,
            const GnomonMatch  *match,
            gboolean            full,
            GHashTable         *masters,
            GError            **error)
{
  GnomonEvent *master;
  GnomonInstance instance = { .key = match->key, .end_wall = match->end_wall };

  if (match->row_id != match->event_id)
    return load_event (db, match->row_id, TRUE, full, error);
  if (!match->is_instance)
    return load_event (db, match->event_id, FALSE, full, error);

  master = g_hash_table_lookup (masters, &match->event_id);
  if (master == NULL)
    {
      master = load_event (db, match->event_id, FALSE, full, error);
      if (master == NULL)
        return NULL;
      g_hash_table_insert (masters, g_memdup2 (&match->event_id, sizeof (gint64)), master);
    }
  return gnomon_event_new_occurrence (master, &instance);
}

/* @series: (nullable): a cache that outlives the query */
static GPtrArray *
run_query (GnomonDb           *db,
           GnomonSeriesCache  *series,
           GTimeZone          *viewer,
           gint64              now,
           const GnomonQuery  *query,
           gboolean            full,
           GError            **error)
{
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (GnomonMatch));
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) masters =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  GnomonSearch search = {
    .db = db, .series = series, .query = query, .viewer = viewer, .now = now, .matches = matches,
  };
  guint end;

  if (!gnomon_search_find (&search, error)
      || !gnomon_page_check (&query->page, matches->len - MIN (matches->len, query->page.offset),
                             error))
    return NULL;

  end = matches->len;
  if (query->page.limited)
    end = MIN (end, query->page.offset + query->page.limit);
  for (guint i = query->page.offset; i < end; i++)
    {
      GnomonEvent *event =
        load_match (db, &g_array_index (matches, GnomonMatch, i), full, masters, error);

      if (event == NULL)
        return NULL;
      g_ptr_array_add (events, event);
    }
  return g_steal_pointer (&events);
}

/* The reader's side of it. */
static GPtrArray *
run_here (GnomonStore        *self,
          const GnomonQuery  *query,
          GError            **error)
{
  GnomonDb *db = gnomon_store_get_reader (self);
  GPtrArray *events;

  if (!gnomon_db_begin_read (db, error))
    return NULL;
  events = run_query (db, gnomon_store_get_series (self), gnomon_store_get_viewer_zone (self),
                      gnomon_clock_get_now (gnomon_store_get_clock (self)), query, FALSE, error);
  gnomon_db_end_read (db);
  return events;
}

GPtrArray *
gnomon_events_find_all (GnomonDb            *db,
                        GTimeZone           *viewer,
                        gint64               now,
                        const GnomonFields  *filter,
                        GError             **error)
{
  g_auto (GnomonQuery) query = { 0 };
  g_autoptr (GnomonSeriesCache) series = gnomon_series_cache_new ();

  if (!gnomon_query_init (&query, filter, error))
    return NULL;
  if (!query.page.limited)
    query.page = GNOMON_PAGE_WHOLE (query.page.offset);

  return run_query (db, series, viewer, now, &query, TRUE, error);
}

/**
 * gnomon_store_list_events:
 * @self: a store
 * @filter: fields of GNOMON_KIND_EVENT_FILTER
 * @error: return location
 *
 * Finds events by the contract's filter, newest first unless `order` is `asc`. With dates, what
 * spans or recurs into the range is in. A series stands once, by its first start; with `expand`
 * each of its occurrences does.
 *
 * Returns: (transfer full) (element-type GnomonEvent): the events in their light form;
 *   INVALID_ARGUMENT names what is wrong in the filter, LIMIT_EXCEEDED comes over 5,000 matches
 *   without a limit
 */
GPtrArray *
gnomon_store_list_events (GnomonStore         *self,
                          const GnomonFields  *filter,
                          GError             **error)
{
  g_auto (GnomonQuery) query = { 0 };

  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);

  return gnomon_query_init (&query, filter, error) ? run_here (self, &query, error) : NULL;
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

/**
 * gnomon_store_list_row_ids:
 * @self: a store
 * @filter: fields of GNOMON_KIND_EVENT_FILTER
 * @error: return location
 *
 * Finds which rows pass a filter, whatever its limit, offset, order and `upcoming`, and loads none
 * of them: of single events and overrides those that lie in the range, of series all that may.
 *
 * Returns: (transfer full) (element-type gint64): the ids of the rows, as in #GnomonSpan, ascending
 */
GArray *
gnomon_store_list_row_ids (GnomonStore         *self,
                             const GnomonFields  *filter,
                             GError             **error)
{
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (GnomonMatch));
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (GnomonQuery) query = { 0 };
  GnomonSearch search;
  gboolean found;

  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);

  if (!gnomon_query_init (&query, filter, error)
      || !gnomon_db_begin_read (gnomon_store_get_reader (self), error))
    return NULL;
  query.page = GNOMON_PAGE_WHOLE (0);
  query.upcoming = FALSE;
  search = (GnomonSearch) {
    .db = gnomon_store_get_reader (self),
    .query = &query,
    .viewer = gnomon_store_get_viewer_zone (self),
    .matches = matches,
  };
  found = gnomon_search_find_rows (&search, error);
  gnomon_db_end_read (gnomon_store_get_reader (self));
  if (!found)
    return NULL;

  for (guint i = 0; i < matches->len; i++)
    g_array_append_val (ids, g_array_index (matches, GnomonMatch, i).row_id);
  g_array_sort (ids, compare_ids);
  return g_steal_pointer (&ids);
}

/**
 * gnomon_store_list_upcoming:
 * @self: a store
 * @limit: how many; 0 means 10
 * @error: return location
 *
 * Returns: (transfer full) (element-type GnomonEvent): the events and occurrences whose start lies
 *   ahead, soonest first, in their light form
 */
GPtrArray *
gnomon_store_list_upcoming (GnomonStore  *self,
                            guint         limit,
                            GError      **error)
{
  g_auto (GnomonQuery) query = {
    .upcoming = TRUE,
    .expand = TRUE,
    .ascending = TRUE,
    .event_type = -1,
    .status = -1,
    .page = { .limited = TRUE, .limit = limit != 0 ? MIN (limit, GNOMON_PAGE_MAX) : 10 },
  };

  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);

  return run_here (self, &query, error);
}

/**
 * gnomon_store_get_event:
 * @self: a store
 * @id: which event
 * @error: return location
 *
 * Returns: (transfer full): the event in its full form; else GNOMON_ERROR_NOT_FOUND
 */
GnomonEvent *
gnomon_store_get_event (GnomonStore  *self,
                        gint64        id,
                        GError      **error)
{
  GnomonEvent *event;

  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);

  if (!gnomon_db_begin_read (gnomon_store_get_reader (self), error))
    return NULL;
  event = gnomon_events_load (gnomon_store_get_reader (self), id, TRUE, error);
  gnomon_db_end_read (gnomon_store_get_reader (self));
  return event;
}

/**
 * gnomon_store_get_occurrence:
 * @self: a store
 * @id: which series
 * @recurrence_id: which of its occurrences
 * @error: return location
 *
 * Returns: (transfer full): the occurrence in its full form, under the id and the etag of its
 *   series; else GNOMON_ERROR_NOT_FOUND
 */
GnomonEvent *
gnomon_store_get_occurrence (GnomonStore  *self,
                             gint64        id,
                             const char   *recurrence_id,
                             GError      **error)
{
  g_autoptr (GnomonEvent) series = NULL;

  g_return_val_if_fail (recurrence_id != NULL, NULL);

  series = gnomon_store_get_event (self, id, error);
  return series != NULL ? gnomon_event_find_occurrence (series, recurrence_id, error) : NULL;
}

/**
 * gnomon_store_has_events:
 * @self: a store
 *
 * Returns: %TRUE where there is any event at all
 */
gboolean
gnomon_store_has_events (GnomonStore *self)
{
  g_autoptr (GnomonStatement) any = NULL;

  g_return_val_if_fail (GNOMON_IS_STORE (self), FALSE);

  any = gnomon_db_query (gnomon_store_get_reader (self), GNOMON_SQL_SPAN_ANY);
  return gnomon_statement_step (any, NULL) == GNOMON_STEP_ROW;
}
