/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-history.h"
#include "gnomon-ical-private.h"
#include "gnomon-import-run.h"
#include "gnomon-series-edit.h"
#include "gnomon-staged.h"

/*
 * Changed occurrences that come without their series, such as the invitation to a single one or
 * the news that it was moved (RFC 5546, 3.2.2). Where the series is stored, it is that which
 * changes; else the occurrence is an event of its own, until a file brings the series: that takes
 * it along.
 */

/* A series that came, and a stored event that may be one of its occurrences. */
typedef struct
{
  gint64 series_id;
  gint64 event_id;
} Pair;

static gint64
find_key (GnomonEvent                *series,
          const GnomonIcalRecurrence *recurrence)
{
  g_autoptr (GnomonSeries) pattern = gnomon_series_new_for_event (series);

  return gnomon_ical_find_key (recurrence, series, pattern);
}

/* The stored series of which @event is an occurrence, and which one; NULL without an error: none */
static GnomonEvent *
load_series (GnomonImportRun  *self,
             GnomonEvent      *event,
             gint64           *key,
             GError          **error)
{
  g_autoptr (GnomonEvent) series = NULL;
  g_autofree char *uid = NULL;
  GnomonIcalRecurrence recurrence;
  gint64 id;

  if (!gnomon_ical_find_series (event, &uid, &recurrence) || recurrence.is_range)
    return NULL;
  id = gnomon_events_find_uid (self->db, event->calendar_id, uid);
  series = id != 0 ? gnomon_events_load (self->db, id, TRUE, error) : NULL;
  if (series == NULL || !gnomon_event_is_recurring (series))
    return NULL;

  *key = find_key (series, &recurrence);
  return g_steal_pointer (&series);
}

static void
join (GnomonEvent *series,
      GnomonEvent *event,
      gint64       key)
{
  GnomonEvent *override = gnomon_event_copy (event);
  guint index;

  gnomon_ical_settle_override (series, override, key);
  if (gnomon_series_find_override (series, override->recurrence_id, &index) != NULL)
    g_ptr_array_remove_index (series->overrides, index);
  g_ptr_array_add (series->overrides, override);
}

/* @series with @event as one of its occurrences. */
static GnomonEvent *
make_joined (GnomonEvent *series,
             GnomonEvent *event,
             gint64       key)
{
  GnomonEvent *joined = gnomon_event_copy (series);

  join (joined, event, key);
  return joined;
}

/* RFC 5546, 2.1.5, as of an event by itself. */
static gboolean
is_news (GnomonEvent *series,
         GnomonEvent *event,
         gint64       key)
{
  g_autoptr (GnomonEvent) joined = make_joined (series, event, key);
  GnomonEvent *override = g_ptr_array_index (joined->overrides, joined->overrides->len - 1);
  g_autofree char *hash = NULL;
  g_autofree char *old_hash = NULL;
  guint index;
  GnomonEvent *old = gnomon_series_find_override (series, override->recurrence_id, &index);

  if (old == NULL)
    return TRUE;
  if (event->sequence != old->sequence)
    return event->sequence > old->sequence;

  hash = gnomon_event_hash_content (override);
  old_hash = gnomon_event_hash_content (old);
  return event->updated_at >= old->updated_at && !g_str_equal (hash, old_hash);
}

GnomonLone
gnomon_import_judge_lone (GnomonImportRun  *self,
                          GnomonEvent      *event,
                          gint64           *series_id,
                          GError          **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GnomonEvent) series = NULL;
  gint64 key = 0;

  series = load_series (self, event, &key, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return GNOMON_LONE_ERROR;
    }
  if (series == NULL)
    return GNOMON_LONE_NOT;
  *series_id = series->id;
  return is_news (series, event, key) ? GNOMON_LONE_CHANGE : GNOMON_LONE_SKIP;
}

/* Outside of the transaction that needs them, since it looks at all series. */
gboolean
gnomon_import_find_pairs (GnomonImportRun  *self,
                          GError          **error)
{
  g_autoptr (GnomonStatement) query = NULL;
  GnomonStep step;

  self->pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  if (self->seen != NULL || self->is_first)
    return TRUE;

  query = gnomon_db_query (self->db, GNOMON_SQL_EVENT_FIND_LONE);
  gnomon_statement_bind_int (query, 1, self->batch_id);
  while ((step = gnomon_statement_step (query, error)) == GNOMON_STEP_ROW)
    {
      Pair pair = { gnomon_statement_get_int (query, 0), gnomon_statement_get_int (query, 1) };

      g_array_append_val (self->pairs, pair);
    }
  return step == GNOMON_STEP_DONE;
}

/* The override stays the row that it was, with what has happened to its reminders; the others stay
 * as they are. */
static void
match (GnomonTransaction *transaction,
       GnomonEvent       *before,
       GnomonEvent       *joined)
{
  g_autoptr (GPtrArray) all = g_steal_pointer (&joined->overrides);

  joined->overrides = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (joined->overrides, g_object_ref (all->pdata[all->len - 1]));
  gnomon_import_match (transaction, before, joined);
  for (guint i = 0; i + 1 < all->len; i++)
    g_ptr_array_add (joined->overrides, g_object_ref (all->pdata[i]));
}

/* The hash of what its file says of an event. */
static char *
dup_hash (GnomonDb    *db,
          GnomonEvent *event)
{
  g_auto (GnomonStored) stored = { 0 };

  if (gnomon_import_find_stored (db, event, &stored, NULL) != GNOMON_STEP_ROW)
    return g_strdup ("");
  return g_steal_pointer (&stored.hash);
}

/* Its own file brings nothing new, whatever becomes of an occurrence. */
static gboolean
change_series (GnomonImportRun  *self,
               GnomonEvent      *before,
               GnomonEvent      *event,
               gint64            key,
               GError          **error)
{
  GnomonTransaction *transaction = self->transaction;
  g_autoptr (GnomonEvent) joined = make_joined (before, event, key);
  g_autofree char *hash = dup_hash (self->db, before);

  joined->revision = before->revision + 1;
  joined->updated_at = MAX (before->updated_at, event->updated_at);
  match (transaction, before, joined);
  if (!gnomon_events_write (transaction, before, joined, self->batch_id, hash, error))
    return FALSE;

  gnomon_history_note_event (transaction, joined->id, joined->revision, TRUE, before, NULL);
  g_array_append_val (transaction->changed, joined->id);
  self->updated++;
  return TRUE;
}

/* So many occurrences that the last transaction would hold up others: each series as it shall be,
 * with all of its occurrences, like the events that a file changes. */
typedef struct
{
  GnomonImportRun *run;
  guint next;
  GPtrArray *left;         /* (element-type GnomonArrival) */
} Joining;

/* As a file tells of it, without the reminders that its fields stand for. */
void
gnomon_import_drop_automatic (GnomonEvent *event)
{
  for (guint i = event->reminders->len; i > 0; i--)
    if (((GnomonReminder *) event->reminders->pdata[i - 1])->automatic)
      g_ptr_array_remove_index (event->reminders, i - 1);
  for (guint i = 0; i < event->overrides->len; i++)
    gnomon_import_drop_automatic (event->overrides->pdata[i]);
}

/* The number of the first that is of another series. */
static guint
find_end (GPtrArray *arrivals,
          guint      first)
{
  gint64 id = ((GnomonArrival *) arrivals->pdata[first])->id;
  guint end = first + 1;

  while (end < arrivals->len && ((GnomonArrival *) arrivals->pdata[end])->id == id)
    end++;
  return end;
}

/* FALSE where it is no more, or was edited here, without an error. */
static gboolean
stage_series (Joining  *self,
              guint     end,
              GError  **error)
{
  GnomonImportRun *run = self->run;
  GnomonArrival *first = g_ptr_array_index (run->occurrences, self->next);
  gint64 key;
  g_autoptr (GnomonEvent) series = load_series (run, first->event, &key, error);
  g_autoptr (GnomonEvent) joined = NULL;
  g_autofree char *hash = series != NULL ? dup_hash (run->db, series) : NULL;
  GnomonArrival staged = { .id = first->id };
  gboolean is_staged;

  if (series == NULL || *hash == '\0')
    return FALSE;

  joined = gnomon_event_copy (series);
  for (guint i = self->next; i < end; i++)
    {
      GnomonEvent *event = ((GnomonArrival *) run->occurrences->pdata[i])->event;
      g_autofree char *uid = NULL;
      GnomonIcalRecurrence recurrence;

      gnomon_ical_find_series (event, &uid, &recurrence);
      join (joined, event, find_key (series, &recurrence));
      joined->updated_at = MAX (joined->updated_at, event->updated_at);
    }
  gnomon_import_drop_automatic (joined);

  staged.event = joined;
  staged.hash = hash;
  return gnomon_staged_add_arrival (run->db, run->batch_id, &staged, &is_staged, error) &&
         is_staged;
}

static gboolean
stage_some (gpointer   data,
            gint64     deadline,
            gboolean  *more,
            GError   **error)
{
  Joining *self = data;
  GPtrArray *arrivals = self->run->occurrences;

  while (self->next < arrivals->len && g_get_monotonic_time () < deadline)
    {
      g_autoptr (GError) local_error = NULL;
      guint end = find_end (arrivals, self->next);
      gboolean is_staged = stage_series (self, end, &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      /* The series counts when it is written. */
      if (is_staged)
        self->run->updated += end - self->next - 1;
      for (; self->next < end; self->next++)
        if (!is_staged)
          g_ptr_array_add (self->left, g_steal_pointer (&arrivals->pdata[self->next]));
    }
  *more = self->next < arrivals->len;
  return TRUE;
}

gboolean
gnomon_import_stage_joins (GnomonImportRun  *self,
                           GError          **error)
{
  g_autoptr (GPtrArray) left =
    g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_arrival_free);
  Joining joining = { .run = self, .left = left };

  gnomon_import_sort_changes (self->occurrences);
  if (!gnomon_batches_run_parts (self->db, stage_some, &joining, error))
    return FALSE;

  g_ptr_array_set_size (self->occurrences, 0);
  g_ptr_array_extend_and_steal (self->occurrences, g_steal_pointer (&left));
  return TRUE;
}

/* What came for a series that is no more is an event of its own. */
static gboolean
join_arrival (GnomonImportRun  *self,
              GnomonArrival    *arrival,
              GError          **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GnomonEvent) series = NULL;
  gint64 key = 0;

  series = load_series (self, arrival->event, &key, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (series != NULL)
    return change_series (self, series, arrival->event, key, error);

  self->added++;
  arrival->event->revision = 1;
  return gnomon_events_write (self->transaction, NULL, arrival->event, self->batch_id,
                              arrival->hash, error) &&
         gnomon_import_write_reminders (self->transaction, NULL, arrival->event, error);
}

/* The event goes, and is an override of the series from now on. Undoing the import takes the series
 * away and brings the event back. */
static gboolean
join_pair (GnomonImportRun  *self,
           const Pair       *pair,
           GError          **error)
{
  gboolean is_live;
  g_autoptr (GnomonEvent) series =
    gnomon_events_load_any (self->db, pair->series_id, &is_live, error);
  g_autoptr (GnomonEvent) event =
    series != NULL ? gnomon_events_load_any (self->db, pair->event_id, &is_live, error) : NULL;
  g_autoptr (GnomonEvent) joined = NULL;
  g_autofree char *series_uid = NULL;
  g_autofree char *hash = NULL;
  GnomonIcalRecurrence recurrence;
  guint index;

  if (event == NULL)
    return FALSE;
  if (!is_live || !gnomon_ical_find_series (event, &series_uid, &recurrence) ||
      recurrence.is_range || !g_str_equal (series_uid, series->uid))
    return TRUE;

  joined = make_joined (series, event, find_key (series, &recurrence));
  index = joined->overrides->len - 1;
  gnomon_event_disown_parts (joined->overrides->pdata[index]);

  /* What the series' own file says of that occurrence counts where it is newer. */
  if (joined->overrides->len > series->overrides->len ||
      is_news (series, event, find_key (series, &recurrence)))
    {
      hash = dup_hash (self->db, series);
      if (!gnomon_events_write (self->transaction, series, joined, self->batch_id, hash, error))
        return FALSE;
    }
  return gnomon_events_trash (self->transaction, event->id, error);
}

gboolean
gnomon_import_join (GnomonImportRun  *self,
                    GError          **error)
{
  for (guint i = 0; i < self->occurrences->len; i++)
    if (!join_arrival (self, g_ptr_array_index (self->occurrences, i), error))
      return FALSE;

  for (guint i = 0; i < self->pairs->len; i++)
    if (!join_pair (self, &g_array_index (self->pairs, Pair, i), error))
      return FALSE;
  return TRUE;
}
