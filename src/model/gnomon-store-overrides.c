/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-event-private.h"
#include "gnomon-ledger.h"
#include "gnomon-store-private.h"

/*
 * The overrides of a series in the database: each is a row of event with a span, guests and
 * reminders of its own, written and deleted with its series and never by itself.
 */

static GnomonEvent *
find_override (GnomonEvent *series,
               gint64       id)
{
  for (guint i = 0; series != NULL && i < series->overrides->len; i++)
    {
      GnomonEvent *override = g_ptr_array_index (series->overrides, i);

      if (override->id == id)
        return override;
    }
  return NULL;
}

/* Those that are no more; guests, reminders and what is left of these in the ledger go, too. */
static gboolean
drop_others (GnomonTransaction  *transaction,
             GnomonEvent        *before,
             GnomonEvent        *event,
             GError            **error)
{
  for (guint i = 0; before != NULL && i < before->overrides->len; i++)
    {
      GnomonEvent *override = g_ptr_array_index (before->overrides, i);

      if (find_override (event, override->id) == NULL
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
has_moved_ids (GnomonEvent *before,
               GnomonEvent *event)
{
  for (guint i = 0; before != NULL && i < event->overrides->len; i++)
    {
      GnomonEvent *override = g_ptr_array_index (event->overrides, i);
      GnomonEvent *old = find_override (before, override->id);

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

  if (!drop_others (transaction, before, event, error))
    return FALSE;

  /* Each may take the place of another: so none is in its place at first. */
  if (has_moved_ids (before, event)
      && !gnomon_db_run_for (transaction->db, GNOMON_SQL_EVENT_UNPLACE_OVERRIDES, event->id, error))
    return FALSE;

  for (guint i = 0; i < event->overrides->len; i++)
    {
      GnomonEvent *override = gnomon_event_copy (g_ptr_array_index (event->overrides, i));
      GnomonEvent *old = override->id != 0 ? find_override (before, override->id) : NULL;
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
        was = gnomon_event_find_occurrence (before, override->recurrence_id, NULL);
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
