/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-civil.h"
#include "gnomon-event-private.h"
#include "gnomon-schedule.h"
#include "gnomon-series-cache.h"
#include "gnomon-store-private.h"

/* When the user and known guests are busy, and what an event would overlap. */

/* So far a series is looked at for what it would overlap. */
#define MAX_OWN_TIMES 200
#define OWN_SECONDS (366 * GNOMON_DAY_SECONDS)

/* With more than so much time taken apart, or so many conflicts, nobody is helped. */
#define MAX_TAKEN (1 << 20)
#define MAX_CONFLICTS 5000

/* Whose time is looked for, and when. */
typedef struct
{
  GnomonStore *store;
  gint64 from;
  gint64 to;
  gint64 without;            /* an event that does not count; 0: none */
  gboolean own;              /* the user's own time counts, but for what they declined */
  GPtrArray *guest_keys;     /* folded addresses: their time counts, too */
} Asking;

typedef struct
{
  Asking asking;             /* first, for filter_cb() */
  GArray *intervals;         /* those in the range */
  guint n_merged;            /* how many there were when they were merged last */
} Busy;

static gboolean
is_guest (const Asking *asking,
          gint64        row_id)
{
  GnomonDb *db = gnomon_store_get_reader (asking->store);

  for (guint i = 0; i < asking->guest_keys->len; i++)
    {
      g_autoptr (GnomonStatement) answer = gnomon_db_query (db, GNOMON_SQL_ATTENDEE_OWN_STATUS);

      gnomon_statement_bind_text (answer, 1, g_ptr_array_index (asking->guest_keys, i));
      gnomon_statement_bind_int (answer, 2, row_id);
      if (gnomon_statement_step (answer, NULL) == GNOMON_STEP_ROW
          && gnomon_statement_get_int (answer, 0) != GNOMON_ATTENDEE_DECLINED)
        return TRUE;
    }
  return FALSE;
}

/* Whether an event takes time of those who are asked for. */
static gboolean
filter_cb (const GnomonSpan *span,
           gpointer          user_data)
{
  const Asking *asking = user_data;

  if (!gnomon_span_is_busy (span) || (asking->without != 0 && span->event_id == asking->without))
    return FALSE;

  return (asking->own && span->own_answer != GNOMON_ATTENDEE_DECLINED)
         || ((span->flags & GNOMON_OCCURRENCE_GUESTS) && is_guest (asking, span->row_id));
}

static gboolean
take_busy_cb (const GnomonSpan *span,
              gpointer          user_data)
{
  Busy *busy = user_data;

  gnomon_intervals_unite (busy->intervals, MAX (span->starts_at, busy->asking.from),
                          MIN (span->ends_at, busy->asking.to), &busy->n_merged);
  return busy->n_merged <= MAX_TAKEN;
}

static GArray *
list_busy (GnomonStore         *self,
           gint64               event_id,
           gint64               from,
           gint64               to,
           const char * const  *guests,
           gboolean             own,
           GError             **error)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) intervals = gnomon_intervals_new ();
  Busy busy = { { self, from, to, event_id, own, keys }, intervals, 0 };

  for (guint i = 0; guests != NULL && guests[i] != NULL; i++)
    g_ptr_array_add (keys, gnomon_attendee_fold_email (guests[i]));

  if (from < to
      && !gnomon_store_foreach_span (self, from, to, FALSE, filter_cb, take_busy_cb, &busy, NULL,
                                     error))
    return NULL;
  gnomon_intervals_merge (intervals);
  if (intervals->len > MAX_TAKEN)
    {
      gnomon_set_field_error (error, GNOMON_ERROR_LIMIT_EXCEEDED, "to",
                              "more than %d intervals; ask for a shorter time", MAX_TAKEN);
      return NULL;
    }
  return g_steal_pointer (&intervals);
}

/**
 * gnomon_store_list_busy:
 * @self: a store
 * @from: Unix seconds, inclusive
 * @to: Unix seconds, exclusive
 * @guests: (nullable): addresses whose known time counts too
 * @error: return location
 *
 * Finds when the user is busy: cancelled events, declined invitations and events that are not
 * busy do not count. An event of this store that has one of @guests, who has not declined, takes
 * that guest's time, also where the user has declined it.
 *
 * Returns: (transfer full) (element-type GnomonInterval): the intervals, merged and cut to the
 *   range
 */
GArray *
gnomon_store_list_busy (GnomonStore         *self,
                        gint64               from,
                        gint64               to,
                        const char * const  *guests,
                        GError             **error)
{
  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);

  return list_busy (self, 0, from, to, guests, TRUE, error);
}

/**
 * gnomon_store_list_busy_but:
 * @self: a store
 * @event_id: an event for which a time is sought: it is in nobody's way; 0: none
 * @from: Unix seconds, inclusive
 * @to: Unix seconds, exclusive
 * @guests: (nullable): addresses whose known time counts too
 * @error: return location
 *
 * The same as gnomon_store_list_busy(), without one event.
 *
 * Returns: (transfer full) (element-type GnomonInterval): the intervals, merged and cut to the
 *   range
 */
GArray *
gnomon_store_list_busy_but (GnomonStore         *self,
                            gint64               event_id,
                            gint64               from,
                            gint64               to,
                            const char * const  *guests,
                            GError             **error)
{
  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);

  return list_busy (self, event_id, from, to, guests, TRUE, error);
}

/**
 * gnomon_store_list_guest_busy:
 * @self: a store
 * @event_id: an event that does not count; 0: none
 * @from: Unix seconds, inclusive
 * @to: Unix seconds, exclusive
 * @guest: an address
 * @error: return location
 *
 * Finds when a guest is known to be busy: by the events of all calendars that they have not
 * declined.
 *
 * Returns: (transfer full) (element-type GnomonInterval): the intervals, merged and cut to the
 *   range
 */
GArray *
gnomon_store_list_guest_busy (GnomonStore  *self,
                              gint64        event_id,
                              gint64        from,
                              gint64        to,
                              const char   *guest,
                              GError      **error)
{
  const char *guests[] = { guest, NULL };

  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);
  g_return_val_if_fail (guest != NULL, NULL);

  return list_busy (self, event_id, from, to, guests, FALSE, error);
}

typedef struct
{
  GnomonSeries *series;
  GTimeZone *viewer;
  GArray *times;
} Own;

static gboolean
take_own_cb (const GnomonInstance *instance,
             gpointer              user_data)
{
  Own *own = user_data;

  gnomon_intervals_add (own->times,
                        gnomon_series_to_instant (own->series, own->viewer, instance->start),
                        gnomon_series_to_instant (own->series, own->viewer, instance->end));
  return own->times->len < MAX_OWN_TIMES;
}

/* When an event takes place: of a series from now on, as far as it is looked at. Merged. */
static GArray *
list_own_times (GnomonEvent *event,
                GTimeZone   *viewer,
                gint64       now)
{
  GArray *times = gnomon_intervals_new ();
  gint64 from = gnomon_event_get_starts_at (event, viewer);
  g_autoptr (GnomonSeries) series = NULL;
  Own own;

  if (!gnomon_event_is_recurring (event))
    {
      gnomon_intervals_add (times, from, gnomon_event_get_ends_at (event, viewer));
      return times;
    }

  from = MAX (from, now);
  series = gnomon_series_new_for_event (event);
  own = (Own) { series, viewer, times };
  gnomon_series_expand (series, viewer, from, from + OWN_SECONDS, take_own_cb, &own);
  for (guint i = 0; i < event->overrides->len; i++)
    {
      GnomonEvent *override = g_ptr_array_index (event->overrides, i);
      gint64 start = gnomon_event_get_starts_at (override, viewer);
      gint64 end = gnomon_event_get_ends_at (override, viewer);

      if (end > from && start < from + OWN_SECONDS && override->busy
          && override->status != GNOMON_STATUS_CANCELLED)
        gnomon_intervals_add (times, start, end);
    }
  gnomon_intervals_merge (times);
  return times;
}

static gboolean
overlaps_any (const GArray *times,
              gint64        start,
              gint64        end)
{
  guint low = 0, high = times->len;

  /* The first that ends after @start. */
  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (times, GnomonInterval, middle).end > start)
        high = middle;
      else
        low = middle + 1;
    }
  return low < times->len && g_array_index (times, GnomonInterval, low).start < end;
}

/* What an event would overlap. */
typedef struct
{
  gint64 start;
  gint64 event_id;
  gint64 row_id;
  char recurrence_id[GNOMON_RECURRENCE_ID_LENGTH];
} Conflict;

typedef struct
{
  Asking asking;             /* first, for filter_cb() */
  const GArray *times;       /* of the event, merged */
  GArray *conflicts;         /* Conflict */
} Conflicts;

static gboolean
take_conflict_cb (const GnomonSpan *span,
                  gpointer          user_data)
{
  Conflicts *self = user_data;
  Conflict conflict = { span->starts_at, span->event_id, span->row_id, "" };

  if (!overlaps_any (self->times, span->starts_at, span->ends_at))
    return TRUE;

  g_strlcpy (conflict.recurrence_id, span->recurrence_id, sizeof conflict.recurrence_id);
  g_array_append_val (self->conflicts, conflict);
  return self->conflicts->len <= MAX_CONFLICTS;
}

static int
compare_conflicts (gconstpointer a,
                   gconstpointer b)
{
  const Conflict *left = a, *right = b;

  if (left->start != right->start)
    return left->start < right->start ? -1 : 1;
  return left->event_id < right->event_id ? -1 : left->event_id > right->event_id;
}

/* By start */
static GArray *
find_conflicts (GnomonStore   *self,
                gint64         id,
                const GArray  *times,
                GError       **error)
{
  g_autoptr (GPtrArray) nobody = g_ptr_array_new ();
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Conflict));
  gint64 from = g_array_index (times, GnomonInterval, 0).start;
  gint64 to = g_array_index (times, GnomonInterval, times->len - 1).end;
  Conflicts conflicts = { { self, from, to, id, TRUE, nobody }, times, found };

  if (!gnomon_store_foreach_span (self, from, to, FALSE, filter_cb, take_conflict_cb, &conflicts,
                                  NULL, error))
    return NULL;
  if (found->len > MAX_CONFLICTS)
    {
      gnomon_set_field_error (error, GNOMON_ERROR_LIMIT_EXCEEDED, "fields",
                              "more than %d events are then", MAX_CONFLICTS);
      return NULL;
    }
  g_array_sort (found, compare_conflicts);
  return g_steal_pointer (&found);
}

/**
 * gnomon_store_list_conflicts:
 * @self: a store
 * @id: the event that is to be changed; 0 for a new one
 * @fields: fields of GNOMON_KIND_EVENT: the new event, or what is to change
 * @error: return location
 *
 * Finds what an event would overlap, by start. An event that is cancelled or not busy is in
 * nobody's way. Of a series its occurrences count from now on for a year, but no more than 200 of
 * them. Nothing is stored.
 *
 * Returns: (transfer full) (element-type GnomonEvent): the events in their light form;
 *   INVALID_ARGUMENT and NOT_FOUND as for creating and updating, LIMIT_EXCEEDED over 5,000
 */
GPtrArray *
gnomon_store_list_conflicts (GnomonStore         *self,
                             gint64               id,
                             const GnomonFields  *fields,
                             GError             **error)
{
  GTimeZone *viewer;
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GnomonEvent) before = NULL;
  g_autoptr (GnomonEvent) event = NULL;
  g_autoptr (GArray) own = NULL;
  g_autoptr (GArray) conflicts = NULL;
  gint64 now;

  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);

  viewer = gnomon_store_get_viewer_zone (self);
  now = gnomon_clock_get_now (gnomon_store_get_clock (self));
  if (id != 0 && (before = gnomon_store_get_event (self, id, error)) == NULL)
    return NULL;
  event = gnomon_event_preview (before, fields, now, viewer,
                                gnomon_store_get_viewer_zone_name (self), error);
  if (event == NULL)
    return NULL;
  if (!event->busy || event->status == GNOMON_STATUS_CANCELLED)
    return g_steal_pointer (&events);

  own = list_own_times (event, viewer, now);
  if (own->len == 0)
    return g_steal_pointer (&events);
  conflicts = find_conflicts (self, id, own, error);
  if (conflicts == NULL)
    return NULL;

  for (guint i = 0; i < conflicts->len; i++)
    {
      const Conflict *conflict = &g_array_index (conflicts, Conflict, i);
      GnomonEvent *other =
        gnomon_events_load_occurrence (gnomon_store_get_reader (self), conflict->row_id,
                                       conflict->recurrence_id, FALSE, error);

      if (other == NULL)
        return NULL;
      g_ptr_array_add (events, other);
    }
  return g_steal_pointer (&events);
}
