/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-civil.h"
#include "gnomon-search.h"
#include "gnomon-store-private.h"
#include "gnomon-store-query.h"
#include "gnomon-zone.h"

/*
 * What a filter finds. The spans of a partition are walked in the order of their start with all
 * conditions on the way, so that a page costs what it shows and not what there is. Where time
 * counts, series are asked by themselves whether, and when, they recur.
 */

/* Which rows of span a walk takes; the numbers stand in SPAN_CONDITIONS. */
typedef enum
{
  SPANS_WITH_SERIES,         /* single events, and each series by its first start */
  SPANS_SINGLE,
  SPANS_WITH_OVERRIDES,      /* single events, and overrides by themselves */
  SPANS_OVERRIDES,
} SpanChoice;

#define NO_BOUND (G_MAXINT / 4)

/* Where a page is full of occurrences before them in its order, others are let go from so many
 * on. */
#define MOST_KEPT 4096

static void
bind_conditions (GnomonSearch    *search,
                 GnomonStatement *row)
{
  const GnomonQuery *query = search->query;

  if (query->event_type >= 0)
    gnomon_statement_bind_int (row, 5, query->event_type);
  if (query->status >= 0)
    gnomon_statement_bind_int (row, 6, query->status);
  if (query->has_calendar)
    gnomon_statement_bind_int (row, 7, query->calendar_id);
  gnomon_statement_bind_text (row, 9, query->attendee);
}

/* Made where it is asked for: who looks each candidate up has no need of it. */
static GBytes *
get_candidate_set (GnomonSearch *search)
{
  if (search->candidates != NULL && search->candidate_set == NULL)
    search->candidate_set = gnomon_search_make_set (search->candidates);
  return search->candidate_set;
}

/* The range of the query in Unix seconds; open ends are the ends of time. */
static void
get_range (GnomonSearch *search,
           gint64       *from,
           gint64       *to)
{
  const GnomonQuery *query = search->query;

  *from = G_MININT64;
  *to = G_MAXINT64;
  if (query->has_from)
    *from = gnomon_zone_to_instant (search->viewer, query->from_day * GNOMON_DAY_SECONDS);
  if (query->has_to)
    *to = gnomon_zone_to_instant (search->viewer, query->to_day * GNOMON_DAY_SECONDS);
}

/* The conditions that hold for each way through a partition. */
static void
bind_partition (GnomonSearch    *search,
                GnomonStatement *row,
                SpanChoice       choice,
                gboolean         floating,
                gboolean         by_time)
{
  const GnomonQuery *query = search->query;
  GTimeZone *zone = floating ? search->viewer : NULL;
  gint64 lowest = G_MININT64;
  gint64 from, to;

  get_range (search, &from, &to);
  if (floating)
    {
      from = query->has_from ? query->from_day * GNOMON_DAY_SECONDS : G_MININT64;
      to = query->has_to ? query->to_day * GNOMON_DAY_SECONDS : G_MAXINT64;
    }
  /* What is older and long has a walk of its own. */
  if (query->has_from && by_time)
    lowest = from - GNOMON_LONGEST_SPAN;
  if (search->is_full && by_time && query->ascending)
    to = MIN (to, gnomon_zone_to_wall (search->viewer, search->last) + GNOMON_DAY_SECONDS);
  else if (search->is_full && by_time)
    lowest = MAX (lowest, gnomon_zone_to_wall (search->viewer, search->last) - GNOMON_DAY_SECONDS);
  if (query->upcoming)
    lowest = MAX (lowest, 1 + gnomon_zone_to_wall (zone, search->now)
                          - gnomon_zone_get_shift (zone, search->now));

  gnomon_statement_bind_int (row, 1, floating);
  gnomon_statement_bind_int (row, 2, lowest);
  gnomon_statement_bind_int (row, 3, to);
  gnomon_statement_bind_int (row, 4, from);
  gnomon_statement_bind_int (row, 12, choice);
  bind_conditions (search, row);
}

static gboolean
take_matches (GnomonSearch     *search,
              GnomonStatement  *row,
              GArray           *matches,
              GError          **error)
{
  GnomonStep step;

  while ((step = gnomon_statement_step (row, error)) == GNOMON_STEP_ROW)
    {
      gint64 series_id = gnomon_statement_get_int (row, 3);
      GnomonMatch match = {
        .row_id = gnomon_statement_get_int (row, 0),
        .starts_at = gnomon_statement_get_int (row, 1),
        .floating = gnomon_statement_get_int (row, 2) != 0,
      };

      match.event_id = series_id != 0 ? series_id : match.row_id;
      if (match.floating)
        match.starts_at = gnomon_zone_to_instant (search->viewer, match.starts_at);
      if (!search->query->upcoming || match.starts_at > search->now)
        g_array_append_val (matches, match);
    }
  return step == GNOMON_STEP_DONE;
}

static gboolean
walk (GnomonSearch  *search,
      GnomonSql      sql,
      SpanChoice     choice,
      gboolean       floating,
      gboolean       by_time,
      guint          limit,
      GArray        *matches,
      GError       **error)
{
  g_autoptr (GnomonStatement) row = gnomon_db_query (search->db, sql);

  bind_partition (search, row, choice, floating, by_time);
  gnomon_statement_bind_text (row, 8, search->query->needle);
  gnomon_statement_bind_int (row, 10, limit);
  gnomon_statement_bind_ids (row, 11, get_candidate_set (search));
  return take_matches (search, row, matches, error);
}

/* From one override to the next: a range without an end has more of everything else. */
static gboolean
walk_overrides (GnomonSearch  *search,
                GArray        *matches,
                GError       **error)
{
  for (int floating = 0; floating <= 1; floating++)
    if (!walk (search, GNOMON_SQL_SPAN_LIST_OVERRIDES_IN, SPANS_OVERRIDES, floating, FALSE,
               NO_BOUND, matches, error))
      return FALSE;
  return TRUE;
}

/* The partitions are walked one after the other: where the first one alone fills the page, the
 * other has to be looked at no further than to where that reaches, give or take a change of the
 * clocks. */
static void
note_full (GnomonSearch *search,
           guint         limit,
           const GArray *matches)
{
  if (search->is_full || matches->len < limit)
    return;
  search->is_full = TRUE;
  search->last = g_array_index (matches, GnomonMatch, limit - 1).starts_at;
}

/* In the order of time, until there are enough. */
static gboolean
walk_time (GnomonSearch  *search,
           SpanChoice     choice,
           guint          limit,
           GArray        *matches,
           GError       **error)
{
  GnomonSql sql = search->query->ascending ? GNOMON_SQL_SPAN_LIST_ASC : GNOMON_SQL_SPAN_LIST_DESC;

  search->is_full = FALSE;
  for (int floating = 0; floating <= 1; floating++)
    {
      if (!walk (search, sql, choice, floating, TRUE, limit, matches, error))
        return FALSE;
      note_full (search, limit, matches);
      /* What began more than 31 days before the range and still reaches into it. */
      if (search->query->has_from && !search->query->upcoming
          && !walk (search, GNOMON_SQL_SPAN_LIST_LONG, choice, floating, TRUE, limit, matches,
                    error))
        return FALSE;
    }
  return TRUE;
}

static int
compare_matches (gconstpointer a,
                 gconstpointer b)
{
  const GnomonMatch *left = a, *right = b;

  if (left->starts_at != right->starts_at)
    return left->starts_at < right->starts_at ? -1 : 1;
  if (left->event_id != right->event_id)
    return left->event_id < right->event_id ? -1 : 1;
  return left->key < right->key ? -1 : left->key > right->key;
}

static int
compare_matches_backwards (gconstpointer a,
                           gconstpointer b)
{
  return compare_matches (b, a);
}

static void
sort_matches (GnomonSearch *search)
{
  g_array_sort (search->matches,
                search->query->ascending ? compare_matches : compare_matches_backwards);
}

/* When the events that can have the needle are: out of an index alone, which has them side by
 * side. Whether they match is for check_matches(). */
static gboolean
look_up (GnomonSearch  *search,
         GError       **error)
{
  g_autoptr (GnomonStatement) row = gnomon_db_query (search->db, GNOMON_SQL_SPAN_TIME_OF_EVENT);

  for (guint i = 0; i < search->candidates->len; i++)
    {
      gnomon_statement_bind_int (row, 1, g_array_index (search->candidates, gint64, i));
      if (!take_matches (search, row, search->matches, error))
        return FALSE;
      gnomon_statement_reset (row);
    }
  return TRUE;
}

/* Keeps of the sorted matches those that fulfil the query, as many as the page needs. */
static gboolean
check_matches (GnomonSearch  *search,
               SpanChoice     choice,
               GError       **error)
{
  g_autoptr (GnomonStatement) check = gnomon_db_query (search->db, GNOMON_SQL_SPAN_CHECK);
  g_autoptr (GnomonStatement) has = gnomon_db_query (search->db, GNOMON_SQL_TEXT_HAS);
  guint n_wanted = gnomon_page_get_fetch (&search->query->page);
  guint n_kept = 0;
  int bound = -1;

  gnomon_statement_bind_int (check, 10, 1);
  gnomon_statement_bind_text (has, 2, search->query->needle);
  for (guint i = 0; i < search->matches->len && n_kept < n_wanted; i++)
    {
      GnomonMatch match = g_array_index (search->matches, GnomonMatch, i);
      GnomonStep step;

      gnomon_statement_bind_int (has, 1, match.row_id);
      step = gnomon_statement_step (has, error);
      gnomon_statement_reset (has);
      if (step == GNOMON_STEP_ERROR)
        return FALSE;
      if (step == GNOMON_STEP_DONE)
        continue;

      if (bound != match.floating)
        bind_partition (search, check, choice, match.floating, FALSE);
      bound = match.floating;
      gnomon_statement_bind_int (check, 13, match.row_id);
      step = gnomon_statement_step (check, error);
      if (step == GNOMON_STEP_ERROR)
        return FALSE;
      if (step == GNOMON_STEP_ROW)
        g_array_index (search->matches, GnomonMatch, n_kept++) = match;
      gnomon_statement_reset (check);
    }
  g_array_set_size (search->matches, n_kept);
  return TRUE;
}

static gboolean
find_spans (GnomonSearch  *search,
            SpanChoice     choice,
            GError       **error)
{
  guint n_wanted = gnomon_page_get_fetch (&search->query->page);

  if (search->candidates == NULL
      || !gnomon_search_is_rare (search->db, search->candidates->len, n_wanted))
    return walk_time (search, choice, n_wanted, search->matches, error);

  if (!look_up (search, error))
    return FALSE;
  sort_matches (search);
  return check_matches (search, choice, error);
}

/* The series that pass the conditions and may recur into the range. */
static gboolean
list_series (GnomonSearch  *search,
             gint64         from,
             gint64         to,
             GArray        *ids,
             GError       **error)
{
  g_autoptr (GnomonStatement) row = gnomon_db_query (search->db, GNOMON_SQL_SERIES_LIST);
  gint64 lowest_last, highest_first;

  gnomon_series_get_candidate_bounds (from, to, &lowest_last, &highest_first);
  gnomon_statement_bind_int (row, 2, lowest_last);
  gnomon_statement_bind_int (row, 3, highest_first);
  gnomon_statement_bind_text (row, 8, search->query->needle);
  gnomon_statement_bind_ids (row, 11, get_candidate_set (search));
  bind_conditions (search, row);
  return gnomon_statement_read_ids (row, ids, error);
}

/* A series in its turn. */
typedef struct
{
  GnomonSearch *search;
  const GnomonSeriesEntry *entry;
  gboolean recurs;
  guint n;
} Turn;

/* Too many to be answered: nothing more needs to be found. */
static gboolean
is_hopeless (GnomonSearch *search)
{
  const GnomonPage *page = &search->query->page;

  return !page->limited && search->matches->len > page->offset + GNOMON_PAGE_MAX;
}

/* Of many occurrences, of which only the first in the order are wanted, the others go. */
static void
let_go (GnomonSearch *search)
{
  guint n_wanted = gnomon_page_get_fetch (&search->query->page);
  gint64 edge;

  if (search->matches->len < MOST_KEPT || search->matches->len / 2 < n_wanted)
    return;

  sort_matches (search);
  g_array_set_size (search->matches, n_wanted);
  edge = g_array_index (search->matches, GnomonMatch, n_wanted - 1).starts_at;
  if (search->query->ascending)
    search->bound = edge;
  else
    search->low_bound = edge;
}

static gboolean
take_instance_cb (const GnomonInstance *instance,
                  gpointer              user_data)
{
  Turn *turn = user_data;
  GnomonSearch *search = turn->search;
  GnomonMatch match = {
    .starts_at = gnomon_series_to_instant (turn->entry->series, search->viewer, instance->start),
    .event_id = turn->entry->event_id,
    .row_id = turn->entry->event_id,
    .is_instance = TRUE,
    .key = instance->key,
    .end_wall = instance->end_wall,
  };

  if (search->query->upcoming && match.starts_at <= search->now)
    return TRUE;
  turn->recurs = TRUE;
  if (!search->query->expand)
    return FALSE;
  if (match.starts_at > search->bound || is_hopeless (search))
    return FALSE;

  if (match.starts_at >= search->low_bound)
    g_array_append_val (search->matches, match);
  /* Without an end, more of one series than the page has cannot be wanted. */
  return !search->query->upcoming || ++turn->n < gnomon_page_get_fetch (&search->query->page);
}

static void
take_series (GnomonSearch            *search,
             const GnomonSeriesEntry *entry)
{
  GnomonMatch match = {
    .starts_at = gnomon_series_to_instant (entry->series, search->viewer,
                                           gnomon_series_get_start (entry->series)),
    .event_id = entry->event_id,
    .row_id = entry->event_id,
  };

  g_array_append_val (search->matches, match);
}

/* The series of which an override alone lies in the range, and passes. */
static gboolean
find_overridden (GnomonSearch  *search,
                 GHashTable    *ids,
                 GError       **error)
{
  g_autoptr (GArray) overrides = g_array_new (FALSE, FALSE, sizeof (GnomonMatch));
  gboolean is_bounded = search->query->has_from && search->query->has_to;

  if (!(is_bounded ? walk_time (search, SPANS_OVERRIDES, NO_BOUND, overrides, error)
                   : walk_overrides (search, overrides, error)))
    return FALSE;
  for (guint i = 0; i < overrides->len; i++)
    g_hash_table_add (ids, g_memdup2 (&g_array_index (overrides, GnomonMatch, i).event_id,
                                      sizeof (gint64)));
  return TRUE;
}

static gboolean
find_series (GnomonSearch  *search,
             GError       **error)
{
  const GnomonQuery *query = search->query;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) overridden =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer id;
  gint64 from, to;

  get_range (search, &from, &to);
  if (query->upcoming)
    from = MAX (from, search->now);
  if (!gnomon_series_cache_sync (search->series, search->db, error)
      || !list_series (search, from, to, ids, error)
      || (!query->expand && !find_overridden (search, overridden, error)))
    return FALSE;

  for (guint i = 0; i < ids->len && !is_hopeless (search); i++)
    {
      gint64 event_id = g_array_index (ids, gint64, i);
      const GnomonSeriesEntry *entry =
        gnomon_series_cache_get (search->series, search->db, event_id, error);
      Turn turn = { .search = search, .entry = entry };

      if (entry == NULL)
        return FALSE;
      if (!gnomon_series_expand (entry->series, search->viewer, from, to, take_instance_cb, &turn))
        {
          g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_LIMIT_EXCEEDED,
                       "end_date: “%s” has more than %d occurrences until then; ask for a shorter"
                       " time", entry->title, GNOMON_SERIES_MAX_EXPANDED);
          return FALSE;
        }
      if (!query->expand && (turn.recurs || g_hash_table_contains (overridden, &event_id)))
        take_series (search, entry);
      g_hash_table_remove (overridden, &event_id);
      let_go (search);
    }

  g_hash_table_iter_init (&iter, overridden);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      const GnomonSeriesEntry *entry =
        gnomon_series_cache_get (search->series, search->db, *(gint64 *) id, error);

      if (entry == NULL)
        return FALSE;
      take_series (search, entry);
    }
  return TRUE;
}

static gboolean
has_event (const GArray *matches,
           gint64        event_id)
{
  for (guint i = 0; i < matches->len; i++)
    if (g_array_index (matches, GnomonMatch, i).event_id == event_id)
      return TRUE;
  return FALSE;
}

/* The series of which an override alone has the needle or the guest, whenever that is. */
static gboolean
find_changed (GnomonSearch  *search,
              GError       **error)
{
  g_autoptr (GnomonStatement) row =
    gnomon_db_query (search->db, GNOMON_SQL_SPAN_LIST_OVERRIDES);
  g_autoptr (GArray) changed = g_array_new (FALSE, FALSE, sizeof (GnomonMatch));

  gnomon_statement_bind_text (row, 8, search->query->needle);
  gnomon_statement_bind_ids (row, 11, get_candidate_set (search));
  bind_conditions (search, row);
  if (!take_matches (search, row, changed, error)
      || !gnomon_series_cache_sync (search->series, search->db, error))
    return FALSE;

  for (guint i = 0; i < changed->len; i++)
    {
      gint64 series_id = g_array_index (changed, GnomonMatch, i).event_id;
      const GnomonSeriesEntry *entry;

      if (has_event (search->matches, series_id))
        continue;
      entry = gnomon_series_cache_get (search->series, search->db, series_id, error);
      if (entry == NULL)
        return FALSE;
      take_series (search, entry);
    }
  return TRUE;
}

static gboolean
find_candidates (GnomonSearch  *search,
                 GError       **error)
{
  const GnomonQuery *query = search->query;

  if (query->needle == NULL)
    return TRUE;
  if (!gnomon_search_find_candidates (search->db, query->needle, &search->candidates, error))
    return FALSE;

  /* In a range of days there is not much to pass. */
  return search->candidates == NULL || query->has_from || query->has_to || query->upcoming
         || gnomon_search_narrow (search->db, query->needle, gnomon_page_get_fetch (&query->page),
                                  search->candidates, error);
}

static void
clear_candidates (GnomonSearch *search)
{
  g_clear_pointer (&search->candidates, g_array_unref);
  g_clear_pointer (&search->candidate_set, g_bytes_unref);
}

gboolean
gnomon_search_find (GnomonSearch  *search,
                    GError       **error)
{
  const GnomonQuery *query = search->query;
  gboolean is_timed = query->has_from || query->has_to || query->upcoming;
  SpanChoice choice = query->expand ? SPANS_WITH_OVERRIDES
                      : is_timed ? SPANS_SINGLE : SPANS_WITH_SERIES;
  gboolean found;

  search->bound = G_MAXINT64;
  search->low_bound = G_MININT64;
  found = find_candidates (search, error)
          && find_spans (search, choice, error)
          && (!is_timed || find_series (search, error))
          && (is_timed || (query->needle == NULL && query->attendee == NULL)
              || find_changed (search, error));
  clear_candidates (search);
  if (found)
    sort_matches (search);
  return found;
}

gboolean
gnomon_search_find_rows (GnomonSearch  *search,
                         GError       **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 from, to;
  gboolean found;

  get_range (search, &from, &to);
  found = find_candidates (search, error)
          && find_spans (search, SPANS_WITH_OVERRIDES, error)
          && list_series (search, from, to, ids, error);
  clear_candidates (search);
  for (guint i = 0; found && i < ids->len; i++)
    {
      GnomonMatch match = { .row_id = g_array_index (ids, gint64, i) };

      g_array_append_val (search->matches, match);
    }
  return found;
}
