/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-civil.h"
#include "gnomon-event-private.h"
#include "gnomon-fold.h"
#include "gnomon-page.h"
#include "gnomon-search.h"
#include "gnomon-store-private.h"
#include "gnomon-zone.h"

/*
 * Lists of events by a filter. The spans of a partition are walked in the order of their start
 * with all conditions on the way, so that a page costs what it shows and not what there is.
 */

typedef struct
{
  gint64 starts_at;
  gint64 event_id;
  gboolean floating;         /* its partition of span */
} Match;

/* A filter that was found right, in the store's terms. */
typedef struct
{
  gboolean has_from, has_to;
  gint64 from_day, to_day;   /* civil days in the viewer's zone; to_day is exclusive */
  gboolean upcoming;
  int event_type;            /* -1: any */
  int status;                /* -1: any */
  gboolean has_calendar;
  gint64 calendar_id;
  char *needle;              /* folded; NULL: any */
  char *attendee;            /* folded; NULL: any */
  gboolean ascending;
  gboolean expand;
  GnomonPage page;
} Query;

/* A page of all there is. */
#define NO_LIMIT(behind) ((GnomonPage) { .limited = TRUE, .limit = G_MAXINT / 4, .offset = (behind) })

static void
query_clear (Query *query)
{
  g_clear_pointer (&query->needle, g_free);
  g_clear_pointer (&query->attendee, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Query, query_clear)

static gboolean
invalid (GError     **error,
         const char  *message)
{
  g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT, message);
  return FALSE;
}

/* An empty string means "no filter". */
static const char *
get_text (const GnomonFields *filter,
          int                 key)
{
  const char *text = gnomon_fields_get_string (filter, key);

  return text != NULL && *text != '\0' ? text : NULL;
}

static gboolean
read_day (const GnomonFields  *filter,
          int                  key,
          const char          *name,
          gboolean            *has,
          gint64              *day,
          GError             **error)
{
  const char *text = get_text (filter, key);

  *has = text != NULL;
  if (text == NULL || gnomon_civil_parse_date (text, day))
    return TRUE;
  g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT,
               "%s: must be a date as YYYY-MM-DD", name);
  return FALSE;
}

static gboolean
read_days (const GnomonFields  *filter,
           Query               *query,
           GError             **error)
{
  gboolean has_day;
  gint64 day;

  if (!read_day (filter, GNOMON_FILTER_START_DATE, "start_date", &query->has_from, &query->from_day, error)
      || !read_day (filter, GNOMON_FILTER_END_DATE, "end_date", &query->has_to, &query->to_day, error)
      || !read_day (filter, GNOMON_FILTER_DATE, "date", &has_day, &day, error))
    return FALSE;

  if (query->has_to)
    query->to_day++;
  if (has_day)
    {
      query->from_day = query->has_from ? MAX (query->from_day, day) : day;
      query->to_day = query->has_to ? MIN (query->to_day, day + 1) : day + 1;
      query->has_from = query->has_to = TRUE;
    }
  else if (query->has_from && query->has_to && query->to_day <= query->from_day)
    return invalid (error, "end_date: must not be before start_date");
  return TRUE;
}

static gboolean
query_init (Query               *query,
            const GnomonFields  *filter,
            GError             **error)
{
  const char *text;
  GnomonEventType type;
  GnomonEventStatus status;

  *query = (Query) { .event_type = -1, .status = -1 };

  if (!read_days (filter, query, error)
      || !gnomon_page_from_fields (filter, GNOMON_FILTER_LIMIT, GNOMON_FILTER_OFFSET, &query->page, error))
    return FALSE;

  if ((text = get_text (filter, GNOMON_FILTER_TYPE)) != NULL)
    {
      if (!gnomon_event_type_from_string (text, &type))
        return invalid (error, "type: must be meeting, event or reminder");
      query->event_type = (int) type;
    }
  if ((text = get_text (filter, GNOMON_FILTER_STATUS)) != NULL)
    {
      if (!gnomon_event_status_from_string (text, &status))
        return invalid (error, "status: must be confirmed, tentative or cancelled");
      query->status = (int) status;
    }
  if ((text = get_text (filter, GNOMON_FILTER_ORDER)) != NULL
      && !g_str_equal (text, "asc") && !g_str_equal (text, "desc"))
    return invalid (error, "order: must be asc or desc");

  query->ascending = text != NULL && g_str_equal (text, "asc");
  query->upcoming = gnomon_fields_get_boolean (filter, GNOMON_FILTER_UPCOMING, FALSE);
  query->expand = gnomon_fields_get_boolean (filter, GNOMON_FILTER_EXPAND, FALSE);
  if (query->expand && !(query->has_from && query->has_to))
    return invalid (error, "expand: needs start_date and end_date");

  query->has_calendar = gnomon_fields_has (filter, GNOMON_FILTER_CALENDAR_ID);
  query->calendar_id = gnomon_fields_get_int (filter, GNOMON_FILTER_CALENDAR_ID, 0);
  if ((text = get_text (filter, GNOMON_FILTER_SEARCH)) != NULL)
    query->needle = gnomon_fold (text);
  if ((text = get_text (filter, GNOMON_FILTER_ATTENDEE)) != NULL)
    query->attendee = gnomon_attendee_fold_email (text);
  return TRUE;
}

/* A query as it runs. */
typedef struct
{
  GnomonDb *db;
  const Query *query;
  GTimeZone *viewer;
  gint64 now;
  GArray *candidates;        /* gint64, ascending; NULL: any event */
  GBytes *candidate_set;     /* the same for gnomon_statement_bind_ids() */
  gboolean is_full;          /* the first partition filled the page: */
  gint64 last;               /*   nothing behind this instant is on it */
  GArray *matches;           /* Match */
} Search;

/* The conditions that hold for each way through a partition. */
static void
bind_partition (Search          *search,
                GnomonStatement *row,
                gboolean         floating,
                gboolean         by_time)
{
  const Query *query = search->query;
  gint64 from = query->has_from ? query->from_day * GNOMON_DAY_SECONDS : G_MININT64;
  gint64 to = query->has_to ? query->to_day * GNOMON_DAY_SECONDS : G_MAXINT64;
  gint64 lowest = G_MININT64;

  if (!floating)
    {
      if (query->has_from)
        from = gnomon_zone_to_instant (search->viewer, from);
      if (query->has_to)
        to = gnomon_zone_to_instant (search->viewer, to);
    }
  /* What is older and long has a walk of its own. */
  if (query->has_from && by_time)
    lowest = from - 31 * GNOMON_DAY_SECONDS;
  if (search->is_full && by_time && query->ascending)
    to = MIN (to, gnomon_zone_to_wall (search->viewer, search->last) + GNOMON_DAY_SECONDS);
  else if (search->is_full && by_time)
    lowest = MAX (lowest, gnomon_zone_to_wall (search->viewer, search->last) - GNOMON_DAY_SECONDS);
  if (query->upcoming)
    lowest = MAX (lowest, (floating ? gnomon_zone_to_wall (search->viewer, search->now) : search->now) + 1);

  gnomon_statement_bind_int (row, 1, floating);
  gnomon_statement_bind_int (row, 2, lowest);
  gnomon_statement_bind_int (row, 3, to);
  gnomon_statement_bind_int (row, 4, from);
  if (query->event_type >= 0)
    gnomon_statement_bind_int (row, 5, query->event_type);
  if (query->status >= 0)
    gnomon_statement_bind_int (row, 6, query->status);
  if (query->has_calendar)
    gnomon_statement_bind_int (row, 7, query->calendar_id);
  gnomon_statement_bind_text (row, 9, query->attendee);
  gnomon_statement_bind_int (row, 10, gnomon_page_get_fetch (&query->page));
}

static gboolean
take_matches (Search           *search,
              GnomonStatement  *row,
              GError          **error)
{
  GnomonStep step;

  while ((step = gnomon_statement_step (row, error)) == GNOMON_STEP_ROW)
    {
      Match match = {
        .event_id = gnomon_statement_get_int (row, 0),
        .starts_at = gnomon_statement_get_int (row, 1),
        .floating = gnomon_statement_get_int (row, 2) != 0,
      };

      if (match.floating)
        match.starts_at = gnomon_zone_to_instant (search->viewer, match.starts_at);
      g_array_append_val (search->matches, match);
    }
  return step == GNOMON_STEP_DONE;
}

static gboolean
walk (Search     *search,
      GnomonSql   sql,
      gboolean    floating,
      GError    **error)
{
  g_autoptr (GnomonStatement) row = gnomon_db_query (search->db, sql);

  bind_partition (search, row, floating, TRUE);
  gnomon_statement_bind_text (row, 8, search->query->needle);
  gnomon_statement_bind_ids (row, 11, search->candidate_set);
  return take_matches (search, row, error);
}

/* The partitions are walked one after the other: where the first one alone fills the page, the
 * other has to be looked at no further than to where that reaches, give or take a change of the
 * clocks. */
static void
note_full (Search *search)
{
  guint n_wanted = gnomon_page_get_fetch (&search->query->page);

  if (search->is_full || search->matches->len < n_wanted)
    return;
  search->is_full = TRUE;
  search->last = g_array_index (search->matches, Match, n_wanted - 1).starts_at;
}

/* In the order of time, until the page is full. */
static gboolean
walk_time (Search  *search,
           GError **error)
{
  GnomonSql sql = search->query->ascending ? GNOMON_SQL_SPAN_LIST_ASC : GNOMON_SQL_SPAN_LIST_DESC;

  for (int floating = 0; floating <= 1; floating++)
    {
      if (!walk (search, sql, floating, error))
        return FALSE;
      note_full (search);
      /* What began more than 31 days before the range and still reaches into it. */
      if (search->query->has_from && !search->query->upcoming
          && !walk (search, GNOMON_SQL_SPAN_LIST_LONG, floating, error))
        return FALSE;
    }
  return TRUE;
}

static int
compare_matches (gconstpointer a,
                 gconstpointer b)
{
  const Match *left = a, *right = b;

  if (left->starts_at != right->starts_at)
    return left->starts_at < right->starts_at ? -1 : 1;
  return left->event_id < right->event_id ? -1 : left->event_id > right->event_id;
}

static int
compare_matches_backwards (gconstpointer a,
                           gconstpointer b)
{
  return compare_matches (b, a);
}

/* When the events that can have the needle are: out of an index alone, which has them side by
 * side. Whether they match is for check_matches(). */
static gboolean
look_up (Search  *search,
         GError **error)
{
  g_autoptr (GnomonStatement) row = gnomon_db_query (search->db, GNOMON_SQL_SPAN_TIME_OF_EVENT);

  for (guint i = 0; i < search->candidates->len; i++)
    {
      gnomon_statement_bind_int (row, 1, g_array_index (search->candidates, gint64, i));
      if (!take_matches (search, row, error))
        return FALSE;
      gnomon_statement_reset (row);
    }
  return TRUE;
}

/* Keeps of the sorted matches those that fulfil the query, as many as the page needs. */
static gboolean
check_matches (Search  *search,
               GError **error)
{
  g_autoptr (GnomonStatement) check = gnomon_db_query (search->db, GNOMON_SQL_SPAN_CHECK);
  g_autoptr (GnomonStatement) has = gnomon_db_query (search->db, GNOMON_SQL_TEXT_HAS);
  guint n_wanted = gnomon_page_get_fetch (&search->query->page);
  guint n_kept = 0;
  int bound = -1;

  gnomon_statement_bind_text (has, 2, search->query->needle);
  for (guint i = 0; i < search->matches->len && n_kept < n_wanted; i++)
    {
      Match match = g_array_index (search->matches, Match, i);
      GnomonStep step;

      gnomon_statement_bind_int (has, 1, match.event_id);
      step = gnomon_statement_step (has, error);
      gnomon_statement_reset (has);
      if (step == GNOMON_STEP_ERROR)
        return FALSE;
      if (step == GNOMON_STEP_DONE)
        continue;

      if (bound != match.floating)
        bind_partition (search, check, match.floating, FALSE);
      bound = match.floating;
      gnomon_statement_bind_int (check, 12, match.event_id);
      step = gnomon_statement_step (check, error);
      if (step == GNOMON_STEP_ERROR)
        return FALSE;
      if (step == GNOMON_STEP_ROW)
        g_array_index (search->matches, Match, n_kept++) = match;
      gnomon_statement_reset (check);
    }
  g_array_set_size (search->matches, n_kept);
  return TRUE;
}

/* All that can be on the page, sorted. */
static gboolean
find_matches (Search  *search,
              GError **error)
{
  const Query *query = search->query;
  g_autoptr (GArray) candidates = NULL;
  g_autoptr (GBytes) set = NULL;
  gboolean rare, found;

  if (query->needle != NULL
      && !gnomon_search_find_candidates (search->db, query->needle, &candidates, error))
    return FALSE;

  rare = candidates != NULL
         && gnomon_search_is_rare (search->db, candidates->len, gnomon_page_get_fetch (&query->page));
  search->candidates = candidates;
  if (candidates != NULL && !rare)
    search->candidate_set = set = gnomon_search_make_set (candidates);
  found = rare ? look_up (search, error) : walk_time (search, error);
  search->candidates = NULL;
  search->candidate_set = NULL;
  if (!found)
    return FALSE;

  g_array_sort (search->matches, query->ascending ? compare_matches : compare_matches_backwards);
  return !rare || check_matches (search, error);
}

static GPtrArray *
run_query (GnomonDb     *db,
           GTimeZone    *viewer,
           gint64        now,
           const Query  *query,
           gboolean      full,
           GError      **error)
{
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (Match));
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);
  Search search = { .db = db, .query = query, .viewer = viewer, .now = now, .matches = matches };
  guint end;

  if (!find_matches (&search, error)
      || !gnomon_page_check (&query->page, matches->len - MIN (matches->len, query->page.offset), error))
    return NULL;

  end = query->page.limited ? MIN (matches->len, query->page.offset + query->page.limit) : matches->len;
  for (guint i = query->page.offset; i < end; i++)
    {
      GnomonEvent *event = gnomon_events_load (db, g_array_index (matches, Match, i).event_id, full, error);

      if (event == NULL)
        return NULL;
      g_ptr_array_add (events, event);
    }
  return g_steal_pointer (&events);
}

GPtrArray *
gnomon_events_find_all (GnomonDb            *db,
                        GTimeZone           *viewer,
                        gint64               now,
                        const GnomonFields  *filter,
                        GError             **error)
{
  g_auto (Query) query = { 0 };
  GPtrArray *events;

  if (!query_init (&query, filter, error))
    return NULL;
  if (!query.page.limited)
    query.page = NO_LIMIT (query.page.offset);

  if (!gnomon_db_begin_read (db, error))
    return NULL;
  events = run_query (db, viewer, now, &query, TRUE, error);
  gnomon_db_end_read (db);
  return events;
}

/**
 * gnomon_store_list_events:
 * @self: a store
 * @filter: fields of GNOMON_KIND_EVENT_FILTER
 * @error: return location
 *
 * Finds events by the contract's filter, newest first unless `order` is `asc`. With dates, what
 * spans into the range is in.
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
  g_auto (Query) query = { 0 };
  GPtrArray *events;

  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);

  if (!query_init (&query, filter, error)
      || !gnomon_db_begin_read (gnomon_store_get_reader (self), error))
    return NULL;
  events = run_query (gnomon_store_get_reader (self), gnomon_store_get_viewer_zone (self),
                      gnomon_clock_get_now (gnomon_store_get_clock (self)), &query, FALSE, error);
  gnomon_db_end_read (gnomon_store_get_reader (self));
  return events;
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

/**
 * gnomon_store_list_event_ids:
 * @self: a store
 * @filter: fields of GNOMON_KIND_EVENT_FILTER
 * @error: return location
 *
 * Finds which events pass a filter, whatever its limit, offset, order and `upcoming`, and loads
 * none of them.
 *
 * Returns: (transfer full) (element-type gint64): their ids, ascending
 */
GArray *
gnomon_store_list_event_ids (GnomonStore         *self,
                             const GnomonFields  *filter,
                             GError             **error)
{
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (Match));
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (Query) query = { 0 };
  Search search;
  gboolean found;

  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);

  if (!query_init (&query, filter, error)
      || !gnomon_db_begin_read (gnomon_store_get_reader (self), error))
    return NULL;
  query.page = NO_LIMIT (0);
  query.upcoming = FALSE;
  search = (Search) {
    .db = gnomon_store_get_reader (self),
    .query = &query,
    .viewer = gnomon_store_get_viewer_zone (self),
    .matches = matches,
  };
  found = find_matches (&search, error);
  gnomon_db_end_read (gnomon_store_get_reader (self));
  if (!found)
    return NULL;

  for (guint i = 0; i < matches->len; i++)
    g_array_append_val (ids, g_array_index (matches, Match, i).event_id);
  g_array_sort (ids, compare_ids);
  return g_steal_pointer (&ids);
}

/**
 * gnomon_store_list_upcoming:
 * @self: a store
 * @limit: how many; 0 means 10
 * @error: return location
 *
 * Returns: (transfer full) (element-type GnomonEvent): the events whose start lies ahead, soonest
 *   first, in their light form
 */
GPtrArray *
gnomon_store_list_upcoming (GnomonStore  *self,
                            guint         limit,
                            GError      **error)
{
  g_autoptr (GnomonFields) filter = gnomon_fields_new (GNOMON_KIND_EVENT_FILTER);

  gnomon_fields_set_boolean (filter, GNOMON_FILTER_UPCOMING, TRUE);
  gnomon_fields_set_string (filter, GNOMON_FILTER_ORDER, "asc");
  gnomon_fields_set_int (filter, GNOMON_FILTER_LIMIT, limit != 0 ? MIN (limit, GNOMON_PAGE_MAX) : 10);
  return gnomon_store_list_events (self, filter, error);
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
