/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-event-private.h"
#include "gnomon-occurrence-private.h"
#include "gnomon-store-private.h"
#include "gnomon-zone.h"

/*
 * Occurrences in a range: what views and panels draw. A range costs one walk over neighbouring
 * rows of span in each partition, and one through the series that reach into it, which are expanded
 * then and there. No event is loaded.
 */

/* What is told of a range, to whom; and the calendars' visibility and colours, looked up once. */
typedef struct
{
  GnomonSpanFilterFunc filter;
  GnomonSpanFunc func;
  gpointer user_data;
  GHashTable *calendars;     /* gint64 → GnomonCalendar */
  GPtrArray *own_keys;       /* folded addresses of the user */
  gboolean visible_only;
  gboolean cut_is_error;     /* nothing is of use any more where a series is cut */
  char *cut;                 /* the title of a series of which not all was told; NULL: none */
  gboolean is_over;          /* nothing more is to be told */
} Reading;

static void
reading_clear (Reading *reading)
{
  g_clear_pointer (&reading->calendars, g_hash_table_unref);
  g_clear_pointer (&reading->own_keys, g_ptr_array_unref);
  g_clear_pointer (&reading->cut, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static gboolean
reading_init (Reading      *reading,
              GnomonStore  *store,
              GError      **error)
{
  g_autoptr (GPtrArray) calendars = gnomon_calendars_load (gnomon_store_get_reader (store), error);

  if (calendars == NULL)
    return FALSE;

  reading->calendars = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  for (guint i = 0; i < calendars->len; i++)
    {
      GnomonCalendar *calendar = g_ptr_array_index (calendars, i);
      gint64 id = gnomon_calendar_get_id (calendar);

      g_hash_table_insert (reading->calendars, g_memdup2 (&id, sizeof id), g_object_ref (calendar));
    }

  reading->own_keys = gnomon_store_dup_own_keys (store);
  return TRUE;
}

GPtrArray *
gnomon_store_dup_own_keys (GnomonStore *self)
{
  const char * const *own_addresses = gnomon_store_get_own_addresses (self);
  GPtrArray *own_keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; own_addresses[i] != NULL; i++)
    g_ptr_array_add (own_keys, gnomon_attendee_fold_email (own_addresses[i]));
  return own_keys;
}

int
gnomon_events_find_answer (GnomonDb  *db,
                           GPtrArray *own_keys,
                           gint64     row_id)
{
  for (guint i = 0; i < own_keys->len; i++)
    {
      g_autoptr (GnomonStatement) own = gnomon_db_query (db, GNOMON_SQL_ATTENDEE_OWN_STATUS);

      gnomon_statement_bind_text (own, 1, g_ptr_array_index (own_keys, i));
      gnomon_statement_bind_int (own, 2, row_id);
      if (gnomon_statement_step (own, NULL) == GNOMON_STEP_ROW)
        return (int) gnomon_statement_get_int (own, 0);
    }
  return -1;
}

/* By its calendar, before more is looked up of it. */
static gboolean
is_hidden (const Reading  *reading,
           GnomonCalendar *calendar)
{
  return reading->visible_only && (calendar == NULL || !gnomon_calendar_is_visible (calendar));
}

/* Completes a span but for its times, and asks whether it is to be told: of a row, or of a whole
 * series before that is expanded. One that is not wanted may have any number of occurrences. */
static gboolean
is_wanted (GnomonStore *store,
           Reading     *reading,
           GnomonSpan  *span)
{
  span->own_answer = -1;
  if (span->flags & GNOMON_OCCURRENCE_GUESTS)
    span->own_answer = gnomon_events_find_answer (gnomon_store_get_reader (store),
                                                  reading->own_keys, span->row_id);
  return reading->filter == NULL || reading->filter (span, reading->user_data);
}

/* A row as it is told; its strings live until the next step. FALSE where it is not wanted. */
static gboolean
read_span (GnomonStore     *store,
           Reading         *reading,
           GnomonStatement *row,
           gboolean         floating,
           GnomonSpan      *span)
{
  GTimeZone *viewer = gnomon_store_get_viewer_zone (store);
  gint64 calendar_id = gnomon_statement_get_int (row, 2);
  gint64 start = gnomon_statement_get_int (row, 3);
  gint64 end = gnomon_statement_get_int (row, 4);
  const char *color = gnomon_statement_get_text (row, 9);
  gint64 series_id = gnomon_statement_get_int (row, 12);
  GnomonCalendar *calendar = g_hash_table_lookup (reading->calendars, &calendar_id);

  if (is_hidden (reading, calendar))
    return FALSE;

  *span = (GnomonSpan) {
    .event_id = series_id != 0 ? series_id : gnomon_statement_get_int (row, 0),
    .row_id = gnomon_statement_get_int (row, 0),
    .calendar_id = calendar_id,
    .starts_at = floating ? gnomon_zone_to_instant (viewer, start) : start,
    .ends_at = floating ? gnomon_zone_to_instant (viewer, end) : end,
    .floating = floating,
    .start = start,
    .end = end,
    .recurrence_id = gnomon_statement_get_text (row, 1),
    .title = gnomon_statement_get_text (row, 10),
    .location = gnomon_statement_get_text (row, 11),
    .color = *color == '\0' && calendar != NULL ? gnomon_calendar_get_color (calendar) : color,
    .event_type = (GnomonEventType) gnomon_statement_get_int (row, 6),
    .status = (GnomonEventStatus) gnomon_statement_get_int (row, 7),
    .all_day = gnomon_statement_get_int (row, 5) != 0,
    .flags = (GnomonOccurrenceFlags) gnomon_statement_get_int (row, 8),
  };
  return is_wanted (store, reading, span);
}

static gboolean
read_range (GnomonStore     *store,
            Reading         *reading,
            GnomonSql        sql,
            gboolean         floating,
            gint64           from,
            gint64           to,
            GError         **error)
{
  g_autoptr (GnomonStatement) row = gnomon_db_query (gnomon_store_get_reader (store), sql);
  GTimeZone *zone = floating ? gnomon_store_get_viewer_zone (store) : NULL;
  /* Of what is floating, wall times need not be in the order of their instants. */
  gint64 first = gnomon_zone_to_wall (zone, from) - gnomon_zone_get_shift (zone, from);
  gint64 last = gnomon_zone_to_wall (zone, to) + gnomon_zone_get_shift (zone, to);
  GnomonSpan span;
  GnomonStep step = GNOMON_STEP_DONE;

  gnomon_statement_bind_int (row, 1, floating);
  gnomon_statement_bind_int (row, 2, first - GNOMON_LONGEST_SPAN);
  gnomon_statement_bind_int (row, 3, first);
  if (sql == GNOMON_SQL_SPAN_RANGE)
    gnomon_statement_bind_int (row, 4, last);

  while (!reading->is_over && (step = gnomon_statement_step (row, error)) == GNOMON_STEP_ROW)
    if (read_span (store, reading, row, floating, &span)
        && span.starts_at < to && (span.starts_at >= from || span.ends_at > from))
      reading->is_over = !reading->func (&span, reading->user_data);
  return reading->is_over || step == GNOMON_STEP_DONE;
}

/* A series as it is told. */
typedef struct
{
  const GnomonSeriesEntry *entry;
  GTimeZone *viewer;
  GnomonSpan span;
  char recurrence_id[GNOMON_RECURRENCE_ID_LENGTH];
  Reading *reading;
} Telling;

static gboolean
tell_instance_cb (const GnomonInstance *instance,
                  gpointer              user_data)
{
  Telling *telling = user_data;

  gnomon_series_format_key (telling->entry->all_day, instance->key, telling->recurrence_id);
  telling->span.start = instance->start;
  telling->span.end = instance->end;
  telling->span.starts_at =
    gnomon_series_to_instant (telling->entry->series, telling->viewer, instance->start);
  telling->span.ends_at =
    gnomon_series_to_instant (telling->entry->series, telling->viewer, instance->end);
  telling->reading->is_over =
    !telling->reading->func (&telling->span, telling->reading->user_data);
  return !telling->reading->is_over;
}

static void
tell_series (GnomonStore              *store,
             Reading                  *reading,
             const GnomonSeriesEntry  *entry,
             gint64                    from,
             gint64                    to)
{
  GTimeZone *viewer = gnomon_store_get_viewer_zone (store);
  GnomonCalendar *calendar = g_hash_table_lookup (reading->calendars, &entry->calendar_id);
  Telling telling = { entry, viewer, { 0 }, "", reading };

  if (is_hidden (reading, calendar))
    return;

  telling.span = (GnomonSpan) {
    .event_id = entry->event_id,
    .row_id = entry->event_id,
    .calendar_id = entry->calendar_id,
    .floating = gnomon_series_follows_viewer (entry->series),
    .recurrence_id = telling.recurrence_id,
    .title = entry->title,
    .location = entry->location,
    .color = *entry->color == '\0' && calendar != NULL ? gnomon_calendar_get_color (calendar)
                                                       : entry->color,
    .event_type = entry->event_type,
    .status = entry->status,
    .all_day = entry->all_day,
    .flags = entry->flags,
  };
  if (!is_wanted (store, reading, &telling.span))
    return;

  if (gnomon_series_expand (entry->series, viewer, from, to, tell_instance_cb, &telling))
    return;

  if (reading->cut == NULL)
    reading->cut = g_strdup (entry->title);
  if (reading->cut_is_error)
    reading->is_over = TRUE;
}

static gboolean
read_series (GnomonStore     *self,
             Reading         *reading,
             gint64           from,
             gint64           to,
             GError         **error)
{
  GnomonDb *db = gnomon_store_get_reader (self);
  GnomonSeriesCache *cache = gnomon_store_get_series (self);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!gnomon_series_cache_sync (cache, db, error)
      || !gnomon_series_find_candidates (db, from, to, ids, error))
    return FALSE;

  for (guint i = 0; i < ids->len && !reading->is_over; i++)
    {
      const GnomonSeriesEntry *entry =
        gnomon_series_cache_get (cache, db, g_array_index (ids, gint64, i), error);

      if (entry == NULL)
        return FALSE;
      tell_series (self, reading, entry, from, to);
    }
  return TRUE;
}

static gboolean
read_all (GnomonStore     *self,
          Reading         *reading,
          gint64           from,
          gint64           to,
          GError         **error)
{
  for (int floating = 0; floating <= 1; floating++)
    if (!read_range (self, reading, GNOMON_SQL_SPAN_RANGE, floating, from, to, error)
        || !read_range (self, reading, GNOMON_SQL_SPAN_RANGE_LONG, floating, from, to, error))
      return FALSE;
  return reading->is_over || read_series (self, reading, from, to, error);
}

/**
 * gnomon_store_foreach_span:
 * @self: a store
 * @from: Unix seconds, inclusive
 * @to: Unix seconds, exclusive
 * @visible_only: whether to leave out what lies in hidden calendars
 * @filter: (scope call) (nullable): which events are told; %NULL: all. It may ask the store for
 *   an event's guests, and for nothing else
 * @func: (scope call): called with each occurrence that overlaps the range, until it says %FALSE;
 *   it must not read from the store
 * @user_data: for @filter and @func
 * @cut: (out) (optional) (nullable) (transfer full): the title of a series that has more than
 *   GNOMON_SERIES_MAX_EXPANDED occurrences in the range, of which the first are told; or %NULL
 * @error: return location; LIMIT_EXCEEDED for such a series where @cut is %NULL
 *
 * Tells what overlaps a range, straight from the rows and in no particular order: for those who
 * read much and keep little of it. What an event itself decides is for @filter: a series that does
 * not pass is not expanded, so that it cannot have too many occurrences either.
 * gnomon_store_list_occurrences() gives objects.
 *
 * Returns: %TRUE when all were told, or @func had enough, or @cut says what was not
 */
gboolean
gnomon_store_foreach_span (GnomonStore           *self,
                           gint64                 from,
                           gint64                 to,
                           gboolean               visible_only,
                           GnomonSpanFilterFunc   filter,
                           GnomonSpanFunc         func,
                           gpointer               user_data,
                           char                 **cut,
                           GError               **error)
{
  g_auto (Reading) reading = {
    .filter = filter,
    .func = func,
    .user_data = user_data,
    .visible_only = visible_only,
    .cut_is_error = cut == NULL,
  };
  GnomonDb *db;
  gboolean succeeded;

  g_return_val_if_fail (GNOMON_IS_STORE (self), FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  db = gnomon_store_get_reader (self);
  if (!gnomon_db_begin_read (db, error))
    return FALSE;
  succeeded = reading_init (&reading, self, error)
              && read_all (self, &reading, from, to, error);
  gnomon_db_end_read (db);

  if (cut != NULL)
    *cut = g_steal_pointer (&reading.cut);
  if (!succeeded || reading.cut == NULL)
    return succeeded;

  g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_LIMIT_EXCEEDED,
               "to: “%s” has more than %d occurrences until then; ask for a shorter time",
               reading.cut, GNOMON_SERIES_MAX_EXPANDED);
  return FALSE;
}

typedef struct
{
  GTimeZone *viewer;
  GPtrArray *occurrences;
} Collecting;

static gboolean
collect_occurrence_cb (const GnomonSpan *span,
                       gpointer          user_data)
{
  Collecting *collecting = user_data;
  GnomonOccurrence *occurrence = g_object_new (GNOMON_TYPE_OCCURRENCE, NULL);

  occurrence->event_id = span->event_id;
  occurrence->recurrence_id = g_strdup (span->recurrence_id);
  occurrence->calendar_id = span->calendar_id;
  occurrence->starts_at = span->starts_at;
  occurrence->ends_at = span->ends_at;
  occurrence->start_wall = span->start;
  occurrence->end_wall = span->end;
  if (!span->floating)
    {
      occurrence->start_wall = gnomon_zone_to_wall (collecting->viewer, span->start);
      occurrence->end_wall = gnomon_zone_to_wall (collecting->viewer, span->end);
    }
  occurrence->all_day = span->all_day;
  occurrence->event_type = span->event_type;
  occurrence->status = span->status;
  occurrence->flags = span->flags;
  occurrence->color = g_intern_string (span->color);
  occurrence->title = g_strdup (span->title);
  occurrence->location = g_strdup (span->location);
  occurrence->own_answer = span->own_answer;
  g_ptr_array_add (collecting->occurrences, occurrence);
  return TRUE;
}

static int
compare_occurrences (gconstpointer a,
                     gconstpointer b)
{
  const GnomonOccurrence *left = *(GnomonOccurrence * const *) a;
  const GnomonOccurrence *right = *(GnomonOccurrence * const *) b;

  if (left->starts_at != right->starts_at)
    return left->starts_at < right->starts_at ? -1 : 1;
  if (left->event_id != right->event_id)
    return left->event_id < right->event_id ? -1 : 1;
  return strcmp (left->recurrence_id, right->recurrence_id);
}

/**
 * gnomon_store_list_occurrences:
 * @self: a store
 * @from: Unix seconds, inclusive
 * @to: Unix seconds, exclusive
 * @visible_only: whether to leave out what lies in hidden calendars
 * @error: return location
 *
 * Finds what overlaps a range, sorted by start, then by event. Of a series that has more than
 * GNOMON_SERIES_MAX_EXPANDED occurrences there, the first: more than any view can show.
 *
 * Returns: (transfer full) (element-type GnomonOccurrence): the occurrences
 */
GPtrArray *
gnomon_store_list_occurrences (GnomonStore  *self,
                               gint64        from,
                               gint64        to,
                               gboolean      visible_only,
                               GError      **error)
{
  g_autoptr (GPtrArray) occurrences = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *cut = NULL;
  Collecting collecting;

  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);

  collecting = (Collecting) { gnomon_store_get_viewer_zone (self), occurrences };
  if (!gnomon_store_foreach_span (self, from, to, visible_only, NULL, collect_occurrence_cb,
                                  &collecting, &cut, error))
    return NULL;
  if (cut != NULL)
    gnomon_store_tell_cut (self, cut);

  g_ptr_array_sort (occurrences, compare_occurrences);
  return g_steal_pointer (&occurrences);
}
