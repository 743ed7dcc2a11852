/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-event-private.h"
#include "gnomon-ledger.h"
#include "gnomon-series-edit.h"
#include "gnomon-store-private.h"

/*
 * The overrides of a series in the database: each is a row of event with a span, guests and
 * reminders of its own, written and deleted with its series and never by itself.
 */

/* What there is of a series before it is written, to be asked for each of its overrides. */
typedef struct
{
  GnomonEvent *event;      /* (nullable): a new one has nothing before it */
  GHashTable *by_row;      /* (nullable): gint64 → override */
  GHashTable *by_place;    /* (nullable): recurrence id → override */
  GnomonSeries *pattern;   /* (nullable): as soon as an occurrence is asked for */
} Earlier;

static void
earlier_clear (Earlier *self)
{
  g_clear_pointer (&self->by_row, g_hash_table_unref);
  g_clear_pointer (&self->by_place, g_hash_table_unref);
  g_clear_pointer (&self->pattern, gnomon_series_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Earlier, earlier_clear)

/* gint64 → override */
static GHashTable *
list_rows (GnomonEvent *event)
{
  GHashTable *rows = g_hash_table_new (NULL, NULL);

  for (guint i = 0; event != NULL && i < event->overrides->len; i++)
    {
      GnomonEvent *override = g_ptr_array_index (event->overrides, i);

      g_hash_table_insert (rows, GSIZE_TO_POINTER ((gsize) override->id), override);
    }
  return rows;
}

/* (nullable) */
static GnomonEvent *
find_row (GHashTable *rows,
          gint64      id)
{
  return g_hash_table_lookup (rows, GSIZE_TO_POINTER ((gsize) id));
}

/* (transfer full) (nullable) */
static GnomonEvent *
find_occurrence (Earlier    *earlier,
                 const char *recurrence_id)
{
  GnomonEvent *event = earlier->event;
  GnomonEvent *override = g_hash_table_lookup (earlier->by_place, recurrence_id);
  GnomonInstance instance;
  gint64 key;

  if (override != NULL)
    return gnomon_event_dress_override (event, override);
  if (!gnomon_event_is_recurring (event)
      || !gnomon_series_parse_key (gnomon_event_is_all_day (event), recurrence_id, &key))
    return NULL;

  if (earlier->pattern == NULL)
    earlier->pattern = gnomon_series_new_bare (event);
  return gnomon_series_find (earlier->pattern, key, &instance)
           ? gnomon_event_new_occurrence (event, &instance) : NULL;
}

/* Those that are no more; guests, reminders and what is left of these in the ledger go, too. */
static gboolean
drop_others (GnomonTransaction  *transaction,
             GnomonEvent        *before,
             GnomonEvent        *event,
             GError            **error)
{
  g_autoptr (GHashTable) rows = list_rows (event);

  for (guint i = 0; before != NULL && i < before->overrides->len; i++)
    {
      GnomonEvent *override = g_ptr_array_index (before->overrides, i);

      if (find_row (rows, override->id) == NULL
          && (!gnomon_ledger_hand_back (transaction, before, override, event, error)
              || !gnomon_db_run_for (transaction->db, GNOMON_SQL_TEXT_DROP_ROW, override->id, error)
              || !gnomon_db_run_for (transaction->db, GNOMON_SQL_EVENT_DELETE_ROW, override->id,
                                     error)))
        return FALSE;
      transaction->flags |= GNOMON_CHANGE_REMINDERS;
    }
  return TRUE;
}

static gboolean
has_moved_ids (Earlier     *earlier,
               GnomonEvent *event)
{
  for (guint i = 0; earlier->event != NULL && i < event->overrides->len; i++)
    {
      GnomonEvent *override = g_ptr_array_index (event->overrides, i);
      GnomonEvent *old = find_row (earlier->by_row, override->id);

      if (old != NULL && !g_str_equal (old->recurrence_id, override->recurrence_id))
        return TRUE;
    }
  return FALSE;
}

/* @was: (nullable): the occurrence as it was; @old: (nullable): that, where it was an override. */
static gboolean
save_one (GnomonTransaction     *transaction,
          const GnomonHandOver  *hand_over,
          GnomonEvent           *old,
          GnomonEvent           *was,
          GnomonEvent           *override,
          gint64                 batch_id,
          GError               **error)
{
  g_autofree char *folded = gnomon_events_fold (override);

  return gnomon_events_write_row (transaction, override, folded, batch_id, "", error)
         && gnomon_events_write_override_span (transaction, override, batch_id, error)
         && gnomon_attendees_save (transaction->db, override->id,
                                   old != NULL ? old->attendees : NULL, override->attendees, error)
         && gnomon_ledger_restore_rules (transaction, override, error)
         && (old != NULL || gnomon_ledger_hand_over (transaction, hand_over, override, error))
         && gnomon_ledger_replan_event (transaction, was, override, error);
}

/* Before the series itself is planned. What @event has is replaced by what is stored of it. */
gboolean
gnomon_overrides_save (GnomonTransaction  *transaction,
                       GnomonEvent        *before,
                       GnomonEvent        *event,
                       gint64              batch_id,
                       GError            **error)
{
  g_autoptr (GPtrArray) stored = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (Earlier) earlier = { .event = before, .by_row = list_rows (before) };

  if (before != NULL)
    earlier.by_place = gnomon_series_index_overrides (before);
  if (!drop_others (transaction, before, event, error))
    return FALSE;

  /* Each may take the place of another: so none is in its place at first. */
  if (has_moved_ids (&earlier, event)
      && !gnomon_db_run_for (transaction->db, GNOMON_SQL_EVENT_UNPLACE_OVERRIDES, event->id, error))
    return FALSE;

  for (guint i = 0; i < event->overrides->len; i++)
    {
      GnomonEvent *override = gnomon_event_copy (g_ptr_array_index (event->overrides, i));
      GnomonEvent *old = override->id != 0 ? find_row (earlier.by_row, override->id) : NULL;
      g_autoptr (GnomonEvent) was = NULL;
      GnomonHandOver hand_over =
        { event->id, override->recurrence_id, override->recurrence_id, NULL };

      g_ptr_array_add (stored, override);
      if (old != NULL)
        was = g_object_ref (old);
      else if (override->id != 0)
        was = gnomon_events_load_row (transaction->db, override->id, NULL);
      /* One of another series, whose place this one takes; not one that was deleted since. */
      if (old == NULL && was != NULL)
        hand_over = (GnomonHandOver) { override->id, "", "~", override->recurrence_id };
      else if (was == NULL && before != NULL)
        was = find_occurrence (&earlier, override->recurrence_id);
      if (old == NULL)
        override->id = 0;
      override->master_id = event->id;
      override->calendar_id = event->calendar_id;
      override->revision = event->revision;
      g_free (override->uid);
      override->uid = g_strdup (event->uid);
      if (!save_one (transaction, &hand_over, old, was, override, batch_id, error))
        return FALSE;
    }
  g_ptr_array_unref (event->overrides);
  event->overrides = g_steal_pointer (&stored);
  return TRUE;
}
