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

/* A stored series, to which changed occurrences come. */
typedef struct
{
  GnomonEvent *event;
  GnomonSeries *pattern;   /* gnomon_series_new_bare() */
} Target;

static void
target_clear (Target *self)
{
  g_clear_object (&self->event);
  g_clear_pointer (&self->pattern, gnomon_series_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Target, target_clear)

/* Takes over @series. */
static void
target_init (Target      *self,
             GnomonEvent *series)
{
  self->event = series;
  self->pattern = gnomon_series_new_bare (series);
}

/* The stored series of which @event is an occurrence. @full: with its overrides. FALSE without an
 * error: none */
static gboolean
find_target (GnomonImportRun  *self,
             GnomonEvent      *event,
             gboolean          full,
             Target           *target,
             GError          **error)
{
  g_autoptr (GnomonEvent) series = NULL;
  g_autofree char *uid = NULL;
  GnomonIcalRecurrence recurrence;
  gint64 id;

  if (!gnomon_ical_find_series (event, &uid, &recurrence) || recurrence.is_range)
    return FALSE;
  id = gnomon_events_find_uid (self->db, event->calendar_id, uid, "");
  series = id != 0 ? gnomon_events_load (self->db, id, full, error) : NULL;
  if (series == NULL || !gnomon_event_is_recurring (series))
    return FALSE;

  target_init (target, g_steal_pointer (&series));
  return TRUE;
}

/* What @event, which has a series, is as one of its occurrences. */
static GnomonEvent *
make_override (const Target *target,
               GnomonEvent  *event)
{
  GnomonEvent *override = gnomon_event_copy (event);
  g_autofree char *uid = NULL;
  GnomonIcalRecurrence recurrence;

  gnomon_ical_find_series (event, &uid, &recurrence);
  gnomon_ical_settle_override (target->event, override,
                               gnomon_ical_find_key (&recurrence, target->event, target->pattern));
  return override;
}

/* Of several that stand for the same occurrence the last one counts. */
static GPtrArray *
keep_last (GPtrArray *overrides)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *kept = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = overrides->len; i > 0; i--)
    {
      GnomonEvent *override = g_ptr_array_index (overrides, i - 1);

      if (g_hash_table_add (seen, override->recurrence_id))
        g_ptr_array_add (kept, g_object_ref (override));
    }
  return kept;
}

/* The series with @overrides, and with those of its own that they leave in their places. Those keep
 * the rows that they were, with what has happened to their reminders. @transaction: (nullable): not
 * yet */
static GnomonEvent *
make_joined (GnomonTransaction *transaction,
             GnomonEvent       *series,
             GPtrArray         *overrides)
{
  GnomonEvent *joined = gnomon_event_copy_bare (series);
  g_autoptr (GHashTable) places = NULL;

  g_ptr_array_unref (joined->overrides);
  joined->overrides = keep_last (overrides);
  if (transaction != NULL)
    gnomon_import_match (transaction, series, joined);

  places = gnomon_series_index_overrides (joined);
  for (guint i = 0; i < series->overrides->len; i++)
    {
      GnomonEvent *override = g_ptr_array_index (series->overrides, i);

      if (!g_hash_table_contains (places, override->recurrence_id))
        g_ptr_array_add (joined->overrides, g_object_ref (override));
    }
  return joined;
}

/* RFC 5546, 2.1.5, as of an event by itself. @old: (nullable): what stands for the occurrence so
 * far */
static gboolean
is_news (GnomonEvent *override,
         GnomonEvent *old)
{
  g_autofree char *hash = NULL;
  g_autofree char *old_hash = NULL;

  if (old == NULL)
    return TRUE;
  if (override->sequence != old->sequence)
    return override->sequence > old->sequence;

  hash = gnomon_event_hash_content (override);
  old_hash = gnomon_event_hash_content (old);
  return override->updated_at >= old->updated_at && !g_str_equal (hash, old_hash);
}

GnomonLone
gnomon_import_judge_lone (GnomonImportRun  *self,
                          GnomonEvent      *event,
                          gint64           *series_id,
                          GError          **error)
{
  g_autoptr (GError) local_error = NULL;
  g_auto (Target) target = { NULL, };
  g_autoptr (GnomonEvent) override = NULL;
  g_autoptr (GnomonEvent) old = NULL;

  if (find_target (self, event, FALSE, &target, &local_error))
    {
      override = make_override (&target, event);
      old = gnomon_events_load_override (self->db, target.event, override->recurrence_id,
                                         &local_error);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return GNOMON_LONE_ERROR;
    }
  if (override == NULL)
    return GNOMON_LONE_NOT;
  *series_id = target.event->id;
  return is_news (override, old) ? GNOMON_LONE_CHANGE : GNOMON_LONE_SKIP;
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

/* Those of the arrivals from @first to before @end as overrides. @updated_at: the latest change */
static GPtrArray *
make_overrides (const Target *target,
                GPtrArray    *arrivals,
                guint         first,
                guint         end,
                gint64       *updated_at)
{
  GPtrArray *overrides = g_ptr_array_new_with_free_func (g_object_unref);

  *updated_at = target->event->updated_at;
  for (guint i = first; i < end; i++)
    {
      GnomonEvent *event = ((GnomonArrival *) arrivals->pdata[i])->event;

      g_ptr_array_add (overrides, make_override (target, event));
      *updated_at = MAX (*updated_at, event->updated_at);
    }
  return overrides;
}

/* Its own file brings nothing new, whatever becomes of its occurrences. */
static gboolean
change_series (GnomonImportRun  *self,
               const Target     *target,
               guint             first,
               guint             end,
               GError          **error)
{
  GnomonTransaction *transaction = self->transaction;
  GnomonEvent *before = target->event;
  gint64 updated_at;
  g_autoptr (GPtrArray) overrides =
    make_overrides (target, self->occurrences, first, end, &updated_at);
  g_autoptr (GnomonEvent) joined = make_joined (transaction, before, overrides);
  g_autofree char *hash = dup_hash (self->db, before);

  joined->revision = before->revision + 1;
  joined->updated_at = updated_at;
  if (!gnomon_events_write (transaction, before, joined, self->batch_id, hash, error))
    return FALSE;

  gnomon_history_note_event (transaction, joined->id, joined->revision, TRUE, before, NULL);
  g_array_append_val (transaction->changed, joined->id);
  self->updated += end - first;
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
  g_auto (Target) target = { NULL, };
  g_autoptr (GPtrArray) overrides = NULL;
  g_autoptr (GnomonEvent) joined = NULL;
  g_autofree char *hash = NULL;
  GnomonArrival staged = { .id = first->id };
  gint64 updated_at;
  gboolean is_staged;

  if (!find_target (run, first->event, TRUE, &target, error))
    return FALSE;
  hash = dup_hash (run->db, target.event);
  if (*hash == '\0')
    return FALSE;

  overrides = make_overrides (&target, run->occurrences, self->next, end, &updated_at);
  joined = make_joined (NULL, target.event, overrides);
  joined->updated_at = updated_at;
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
add_lone (GnomonImportRun  *self,
          GnomonArrival    *arrival,
          GError          **error)
{
  self->added++;
  arrival->event->revision = 1;
  return gnomon_events_write (self->transaction, NULL, arrival->event, self->batch_id,
                              arrival->hash, error) &&
         gnomon_import_write_reminders (self->transaction, NULL, arrival->event, error);
}

/* Those of one series, in one step: how long that takes goes by the overrides that it has. */
static gboolean
join_arrivals (GnomonImportRun  *self,
               guint             first,
               guint             end,
               GError          **error)
{
  g_autoptr (GError) local_error = NULL;
  g_auto (Target) target = { NULL, };
  GnomonArrival *arrival = g_ptr_array_index (self->occurrences, first);

  if (find_target (self, arrival->event, TRUE, &target, &local_error))
    return change_series (self, &target, first, end, error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  for (guint i = first; i < end; i++)
    if (!add_lone (self, g_ptr_array_index (self->occurrences, i), error))
      return FALSE;
  return TRUE;
}

/* The stored event of a pair as an override of the series; NULL without an error: it is none. */
static GnomonEvent *
load_paired (GnomonImportRun  *self,
             const Target     *target,
             const Pair       *pair,
             GError          **error)
{
  gboolean is_live;
  g_autoptr (GnomonEvent) event =
    gnomon_events_load_any (self->db, pair->event_id, &is_live, error);
  g_autofree char *series_uid = NULL;
  GnomonIcalRecurrence recurrence;
  GnomonEvent *override;

  if (event == NULL || !is_live || !gnomon_ical_find_series (event, &series_uid, &recurrence) ||
      recurrence.is_range || !g_str_equal (series_uid, target->event->uid))
    return NULL;

  override = make_override (target, event);
  gnomon_event_disown_parts (override);
  return override;
}

/* The events go, and are overrides of the series from now on; what the series' own file says of
 * those occurrences counts where it is newer. Undoing the import takes the series away and brings
 * the events back. */
static gboolean
join_pairs (GnomonImportRun  *self,
            guint             first,
            guint             end,
            GError          **error)
{
  const Pair *pairs = (const Pair *) (gconstpointer) self->pairs->data;
  g_autoptr (GPtrArray) overrides = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) places = NULL;
  g_auto (Target) target = { NULL, };
  gboolean is_live;
  GnomonEvent *series =
    gnomon_events_load_any (self->db, pairs[first].series_id, &is_live, error);

  if (series == NULL)
    return FALSE;

  target_init (&target, series);
  places = gnomon_series_index_overrides (series);
  for (guint i = first; i < end; i++)
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (GnomonEvent) override = load_paired (self, &target, &pairs[i], &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (override == NULL)
        continue;
      g_array_append_val (gone, pairs[i].event_id);
      if (!is_news (override, g_hash_table_lookup (places, override->recurrence_id)))
        continue;
      g_hash_table_replace (places, override->recurrence_id, override);
      g_ptr_array_add (overrides, g_steal_pointer (&override));
    }

  if (overrides->len > 0)
    {
      g_autoptr (GnomonEvent) joined = make_joined (NULL, series, overrides);
      g_autofree char *hash = dup_hash (self->db, series);

      if (!gnomon_events_write (self->transaction, series, joined, self->batch_id, hash, error))
        return FALSE;
    }
  for (guint i = 0; i < gone->len; i++)
    if (!gnomon_events_trash (self->transaction, g_array_index (gone, gint64, i), error))
      return FALSE;
  return TRUE;
}

gboolean
gnomon_import_join (GnomonImportRun  *self,
                    GError          **error)
{
  guint end;

  gnomon_import_sort_changes (self->occurrences);
  for (guint i = 0; i < self->occurrences->len; i = end)
    {
      end = find_end (self->occurrences, i);
      if (!join_arrivals (self, i, end, error))
        return FALSE;
    }

  /* They are sorted by their series. */
  for (guint i = 0; i < self->pairs->len; i = end)
    {
      gint64 series_id = g_array_index (self->pairs, Pair, i).series_id;

      for (end = i + 1; end < self->pairs->len; end++)
        if (g_array_index (self->pairs, Pair, end).series_id != series_id)
          break;
      if (!join_pairs (self, i, end, error))
        return FALSE;
    }
  return TRUE;
}
