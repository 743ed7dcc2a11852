/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-civil.h"
#include "gnomon-event-private.h"
#include "gnomon-occurrence-private.h"
#include "gnomon-store-private.h"
#include "gnomon-zone.h"

/*
 * Occurrences in a range: what views and panels draw. A range costs one walk over neighbouring
 * rows of span in each partition, and no event is loaded.
 */

/* What a span may last before it is found by an index of its own. */
#define LONGEST_SPAN (31 * GNOMON_DAY_SECONDS)

/* The calendars' visibility and colours, looked up once a range. */
typedef struct
{
  GHashTable *calendars;     /* gint64 → GnomonCalendar */
  GPtrArray *own_keys;       /* folded addresses of the user */
  gboolean visible_only;
} Reading;

static void
reading_clear (Reading *reading)
{
  g_clear_pointer (&reading->calendars, g_hash_table_unref);
  g_clear_pointer (&reading->own_keys, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static gboolean
reading_init (Reading      *reading,
              GnomonStore  *store,
              gboolean      visible_only,
              GError      **error)
{
  g_autoptr (GPtrArray) calendars = gnomon_calendars_load (gnomon_store_get_reader (store), error);
  const char * const *own_addresses = gnomon_store_get_own_addresses (store);

  if (calendars == NULL)
    return FALSE;

  reading->visible_only = visible_only;
  reading->calendars = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  for (guint i = 0; i < calendars->len; i++)
    {
      GnomonCalendar *calendar = g_ptr_array_index (calendars, i);
      gint64 id = gnomon_calendar_get_id (calendar);

      g_hash_table_insert (reading->calendars, g_memdup2 (&id, sizeof id), g_object_ref (calendar));
    }

  reading->own_keys = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; own_addresses[i] != NULL; i++)
    g_ptr_array_add (reading->own_keys, gnomon_attendee_fold_email (own_addresses[i]));
  return TRUE;
}

/* The user's answer among the guests of an event; -1 where the user is no guest. */
static int
find_own_answer (GnomonDb *db,
                 Reading  *reading,
                 gint64    event_id)
{
  for (guint i = 0; i < reading->own_keys->len; i++)
    {
      g_autoptr (GnomonStatement) own = gnomon_db_query (db, GNOMON_SQL_ATTENDEE_OWN_STATUS);

      gnomon_statement_bind_text (own, 1, g_ptr_array_index (reading->own_keys, i));
      gnomon_statement_bind_int (own, 2, event_id);
      if (gnomon_statement_step (own, NULL) == GNOMON_STEP_ROW)
        return (int) gnomon_statement_get_int (own, 0);
    }
  return -1;
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
  GnomonCalendar *calendar = g_hash_table_lookup (reading->calendars, &calendar_id);

  if (reading->visible_only && (calendar == NULL || !gnomon_calendar_is_visible (calendar)))
    return FALSE;

  *span = (GnomonSpan) {
    .event_id = gnomon_statement_get_int (row, 0),
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
  span->own_answer = (span->flags & GNOMON_OCCURRENCE_GUESTS) && reading->own_keys->len > 0
                       ? find_own_answer (gnomon_store_get_reader (store), reading, span->event_id)
                       : -1;
  return TRUE;
}

static gboolean
read_range (GnomonStore     *store,
            Reading         *reading,
            GnomonSql        sql,
            gboolean         floating,
            gint64           from,
            gint64           to,
            GnomonSpanFunc   func,
            gpointer         user_data,
            GError         **error)
{
  g_autoptr (GnomonStatement) row = gnomon_db_query (gnomon_store_get_reader (store), sql);
  GnomonSpan span;
  GnomonStep step;

  gnomon_statement_bind_int (row, 1, floating);
  gnomon_statement_bind_int (row, 2, from - LONGEST_SPAN);
  gnomon_statement_bind_int (row, 3, from);
  if (sql == GNOMON_SQL_SPAN_RANGE)
    gnomon_statement_bind_int (row, 4, to);

  while ((step = gnomon_statement_step (row, error)) == GNOMON_STEP_ROW)
    if (read_span (store, reading, row, floating, &span))
      func (&span, user_data);
  return step == GNOMON_STEP_DONE;
}

static gboolean
read_all (GnomonStore     *self,
          Reading         *reading,
          gint64           from,
          gint64           to,
          GnomonSpanFunc   func,
          gpointer         user_data,
          GError         **error)
{
  GTimeZone *viewer = gnomon_store_get_viewer_zone (self);

  for (int floating = 0; floating <= 1; floating++)
    {
      gint64 first = floating ? gnomon_zone_to_wall (viewer, from) : from;
      gint64 last = floating ? gnomon_zone_to_wall (viewer, to) : to;

      if (!read_range (self, reading, GNOMON_SQL_SPAN_RANGE, floating, first, last, func, user_data, error)
          || !read_range (self, reading, GNOMON_SQL_SPAN_RANGE_LONG, floating, first, last, func, user_data, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * gnomon_store_foreach_span:
 * @self: a store
 * @from: Unix seconds, inclusive
 * @to: Unix seconds, exclusive
 * @visible_only: whether to leave out what lies in hidden calendars
 * @func: (scope call): called with each occurrence that overlaps the range; it must not read from
 *   the store
 * @user_data: for @func
 * @error: return location
 *
 * Tells what overlaps a range, straight from the rows and in no particular order: for those who
 * read much and keep little of it. gnomon_store_list_occurrences() gives objects.
 *
 * Returns: %TRUE when all were told
 */
gboolean
gnomon_store_foreach_span (GnomonStore     *self,
                           gint64           from,
                           gint64           to,
                           gboolean         visible_only,
                           GnomonSpanFunc   func,
                           gpointer         user_data,
                           GError         **error)
{
  g_auto (Reading) reading = { 0 };
  GnomonDb *db;
  gboolean succeeded;

  g_return_val_if_fail (GNOMON_IS_STORE (self), FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  db = gnomon_store_get_reader (self);
  if (!gnomon_db_begin_read (db, error))
    return FALSE;
  succeeded = reading_init (&reading, self, visible_only, error)
              && read_all (self, &reading, from, to, func, user_data, error);
  gnomon_db_end_read (db);
  return succeeded;
}

typedef struct
{
  GTimeZone *viewer;
  GPtrArray *occurrences;
} Collecting;

static void
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
  occurrence->start_wall = span->floating ? span->start : gnomon_zone_to_wall (collecting->viewer, span->start);
  occurrence->end_wall = span->floating ? span->end : gnomon_zone_to_wall (collecting->viewer, span->end);
  occurrence->all_day = span->all_day;
  occurrence->event_type = span->event_type;
  occurrence->status = span->status;
  occurrence->flags = span->flags;
  occurrence->color = g_intern_string (span->color);
  occurrence->title = g_strdup (span->title);
  occurrence->location = g_strdup (span->location);
  occurrence->own_answer = span->own_answer;
  g_ptr_array_add (collecting->occurrences, occurrence);
}

static int
compare_occurrences (gconstpointer a,
                     gconstpointer b)
{
  const GnomonOccurrence *left = *(GnomonOccurrence * const *) a;
  const GnomonOccurrence *right = *(GnomonOccurrence * const *) b;

  if (left->starts_at != right->starts_at)
    return left->starts_at < right->starts_at ? -1 : 1;
  return left->event_id < right->event_id ? -1 : left->event_id > right->event_id;
}

/**
 * gnomon_store_list_occurrences:
 * @self: a store
 * @from: Unix seconds, inclusive
 * @to: Unix seconds, exclusive
 * @visible_only: whether to leave out what lies in hidden calendars
 * @error: return location
 *
 * Finds what overlaps a range, sorted by start, then by event.
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
  Collecting collecting;

  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);

  collecting = (Collecting) { gnomon_store_get_viewer_zone (self), occurrences };
  if (!gnomon_store_foreach_span (self, from, to, visible_only, collect_occurrence_cb, &collecting, error))
    return NULL;

  g_ptr_array_sort (occurrences, compare_occurrences);
  return g_steal_pointer (&occurrences);
}

/* The first row of @sql in one partition that the user has not declined. */
static gboolean
find_candidate (GnomonStore *self,
                Reading     *reading,
                GnomonSql    sql,
                gboolean     floating,
                gint64       now,
                gint64      *id,
                gint64      *starts_at,
                gint64      *ends_at)
{
  GTimeZone *viewer = gnomon_store_get_viewer_zone (self);
  GnomonDb *db = gnomon_store_get_reader (self);
  gint64 here = floating ? gnomon_zone_to_wall (viewer, now) : now;
  g_autoptr (GnomonStatement) row = gnomon_db_query (db, sql);

  gnomon_statement_bind_int (row, 1, floating);
  gnomon_statement_bind_int (row, 2, sql == GNOMON_SQL_SPAN_RUNNING ? here - LONGEST_SPAN : here);
  if (sql == GNOMON_SQL_SPAN_RUNNING)
    gnomon_statement_bind_int (row, 3, here);

  while (gnomon_statement_step (row, NULL) == GNOMON_STEP_ROW)
    {
      *id = gnomon_statement_get_int (row, 0);
      if ((gnomon_statement_get_int (row, 3) & GNOMON_OCCURRENCE_GUESTS)
          && find_own_answer (db, reading, *id) == GNOMON_ATTENDEE_DECLINED)
        continue;
      *starts_at = gnomon_statement_get_int (row, 1);
      *ends_at = gnomon_statement_get_int (row, 2);
      if (floating)
        {
          *starts_at = gnomon_zone_to_instant (viewer, *starts_at);
          *ends_at = gnomon_zone_to_instant (viewer, *ends_at);
        }
      return TRUE;
    }
  return FALSE;
}

static gboolean
find_best (GnomonStore *self,
           Reading     *reading,
           GnomonSql    sql,
           gint64       now,
           gint64      *id,
           gint64      *starts_at,
           gint64      *ends_at)
{
  gboolean found = FALSE;

  for (int floating = 0; floating <= 1; floating++)
    {
      gint64 other_id, other_start, other_end;

      if (!find_candidate (self, reading, sql, floating, now, &other_id, &other_start, &other_end))
        continue;
      /* Of those that run the one begun last, of those ahead the soonest. */
      if (found && (sql == GNOMON_SQL_SPAN_RUNNING ? other_start <= *starts_at : other_start >= *starts_at))
        continue;
      *id = other_id;
      *starts_at = other_start;
      *ends_at = other_end;
      found = TRUE;
    }
  return found;
}

/**
 * gnomon_store_get_next_event:
 * @self: a store
 * @now: Unix seconds
 * @id: (out): which event
 * @starts_at: (out): its start, Unix seconds
 * @ends_at: (out): its end, exclusive
 *
 * Finds the event that runs (the one begun last, of several), else the next one. All-day events,
 * cancelled ones and declined invitations are passed over: they are nobody's next appointment.
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
  g_auto (Reading) reading = { 0 };

  g_return_val_if_fail (GNOMON_IS_STORE (self), FALSE);

  if (!reading_init (&reading, self, FALSE, NULL))
    return FALSE;
  return find_best (self, &reading, GNOMON_SQL_SPAN_RUNNING, now, id, starts_at, ends_at)
         || find_best (self, &reading, GNOMON_SQL_SPAN_NEXT, now, id, starts_at, ends_at);
}
