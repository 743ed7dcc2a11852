/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-history.h"
#include "gnomon-ical-reply.h"
#include "gnomon-import-run.h"
#include "gnomon-ledger.h"
#include "gnomon-series-edit.h"
#include "gnomon-store-private.h"

/*
 * The events that an import changes, and what hangs on them: their guests, the reminders that are
 * their own, and their changed occurrences.
 */

static gboolean
find_reminder (GPtrArray      *reminders,
               GnomonReminder *wanted,
               guint          *index)
{
  for (guint i = 0; i < reminders->len; i++)
    {
      GnomonReminder *reminder = g_ptr_array_index (reminders, i);

      *index = i;
      if (!reminder->automatic && reminder->type == wanted->type &&
          reminder->minutes_before == wanted->minutes_before &&
          (wanted->minutes_before != GNOMON_REMINDER_AT_A_TIME ||
           reminder->time == wanted->time))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_reminder (GPtrArray      *reminders,
              GnomonReminder *wanted)
{
  guint index;

  return find_reminder (reminders, wanted, &index);
}

/* Takes the one that is the same out of the list. */
static gboolean
take_reminder (GPtrArray      *reminders,
               GnomonReminder *wanted)
{
  guint index;

  if (!find_reminder (reminders, wanted, &index))
    return FALSE;
  g_ptr_array_remove_index (reminders, index);
  return TRUE;
}

/* The reminders beyond the automatic one, which are rules of their own. */
gboolean
gnomon_import_write_reminders (GnomonTransaction  *transaction,
                               GnomonEvent        *before,
                               GnomonEvent        *event,
                               GError            **error)
{
  gboolean changed = FALSE;

  for (guint i = 0; before != NULL && i < before->reminders->len; i++)
    {
      GnomonReminder *reminder = g_ptr_array_index (before->reminders, i);

      if (reminder->automatic || has_reminder (event->reminders, reminder))
        continue;
      if (!gnomon_db_run_for (transaction->db, GNOMON_SQL_REMINDER_DELETE, reminder->id, error))
        return FALSE;
      changed = TRUE;
    }

  for (guint i = 0; i < event->reminders->len; i++)
    {
      GnomonReminder *reminder = g_ptr_array_index (event->reminders, i);

      if (before != NULL && has_reminder (before->reminders, reminder))
        continue;
      if (gnomon_ledger_add_rule (transaction, event->id, reminder->minutes_before,
                                  reminder->time, reminder->type, FALSE, error) == 0)
        return FALSE;
      changed = TRUE;
    }

  return !changed || gnomon_ledger_plan_event (transaction, event, error);
}

/* An answer that came along with the event, where a newer one is known. */
static gboolean
has_older_answer (GnomonEvent    *before,
                  GnomonAttendee *old,
                  GnomonEvent    *event,
                  GnomonAttendee *new)
{
  gint64 responded_at = gnomon_attendee_get_responded_at (new);

  return responded_at != 0 && gnomon_attendee_get_responded_at (old) > responded_at
         && gnomon_ical_reply_get_given (before, old).sequence
            >= gnomon_ical_reply_get_given (event, new).sequence;
}

static gint64
get_responded_at (GnomonTransaction *transaction,
                  GnomonAttendee    *old,
                  GnomonAttendee    *new)
{
  GnomonAttendeeStatus status = gnomon_attendee_get_status (new);

  if (gnomon_attendee_get_responded_at (new) != 0)
    return gnomon_attendee_get_responded_at (new);
  if (gnomon_attendee_get_status (old) == status)
    return gnomon_attendee_get_responded_at (old);
  return status != GNOMON_ATTENDEE_PENDING ? transaction->now : 0;
}

/* Who is there already stays the same guest; the file tells the answer. */
static void
match_guests (GnomonTransaction *transaction,
              GnomonEvent       *before,
              GnomonEvent       *event)
{
  g_autoptr (GPtrArray) known = gnomon_attendees_reconcile (before->attendees, event->attendees);
  GPtrArray *guests = g_ptr_array_new_full (known->len, g_object_unref);

  for (guint i = 0; i < known->len; i++)
    {
      GnomonAttendee *old = g_ptr_array_index (known, i);
      GnomonAttendee *new = g_ptr_array_index (event->attendees, i);
      GnomonAttendee *told = has_older_answer (before, old, event, new) ? old : new;

      g_ptr_array_add (guests, gnomon_attendee_new (
          gnomon_attendee_get_id (old), event->id, gnomon_attendee_get_email (new),
          gnomon_attendee_get_name (new), gnomon_attendee_get_status (told),
          get_responded_at (transaction, old, told)));
    }
  g_ptr_array_unref (event->attendees);
  event->attendees = guests;
}

/* An occurrence that was changed before, and still is, keeps its row, guests and reminders. */
static void
match_overrides (GnomonTransaction *transaction,
                 GnomonEvent       *before,
                 GnomonEvent       *event)
{
  g_autoptr (GHashTable) places = gnomon_series_index_overrides (before);

  for (guint i = 0; i < event->overrides->len; i++)
    {
      GnomonEvent *override = g_ptr_array_index (event->overrides, i);
      GnomonEvent *old = g_hash_table_lookup (places, override->recurrence_id);

      if (old == NULL)
        continue;

      override->id = old->id;
      match_guests (transaction, old, override);
      for (guint j = 0; j < old->reminders->len; j++)
        {
          GnomonReminder *reminder = g_ptr_array_index (old->reminders, j);

          if (reminder->automatic || take_reminder (override->reminders, reminder))
            g_ptr_array_add (override->reminders, g_object_ref (reminder));
        }
    }
}

/* Brings the guests, and the changed occurrences, of @event together with those of the stored event
 * that it takes the place of. */
void
gnomon_import_match (GnomonTransaction *transaction,
                     GnomonEvent       *before,
                     GnomonEvent       *event)
{
  match_guests (transaction, before, event);
  match_overrides (transaction, before, event);
}

/* What is changed by gnomon_import_match() is that of the copy. */
static GnomonEvent *
copy_arrived (GnomonEvent *event)
{
  GnomonEvent *copy = gnomon_event_copy (event);

  for (guint i = 0; i < copy->overrides->len; i++)
    {
      GnomonEvent *override = g_ptr_array_index (copy->overrides, i);

      copy->overrides->pdata[i] = gnomon_event_copy (override);
      g_object_unref (override);
    }
  return copy;
}

/* Of two events with the same guests. */
static gboolean
has_answer_times (GnomonEvent *event,
                  GnomonEvent *before)
{
  for (guint i = 0; i < event->attendees->len; i++)
    if (gnomon_attendee_get_responded_at (event->attendees->pdata[i])
        != gnomon_attendee_get_responded_at (before->attendees->pdata[i]))
      return FALSE;

  for (guint i = 0; i < event->overrides->len; i++)
    if (!has_answer_times (event->overrides->pdata[i], before->overrides->pdata[i]))
      return FALSE;
  return TRUE;
}

gboolean
gnomon_import_find_change (GnomonTransaction  *transaction,
                           GnomonArrival      *arrival,
                           gboolean           *is_changed,
                           GError            **error)
{
  g_autoptr (GnomonEvent) before = gnomon_events_load (transaction->db, arrival->id, TRUE, error);
  g_autoptr (GnomonEvent) event = NULL;
  g_autofree char *old_hash = NULL;
  g_autofree char *hash = NULL;

  if (before == NULL)
    return FALSE;

  event = copy_arrived (arrival->event);
  event->id = before->id;
  gnomon_import_match (transaction, before, event);
  old_hash = gnomon_event_hash_content (before);
  hash = gnomon_event_hash_content (event);
  *is_changed = event->sequence > before->sequence || !g_str_equal (hash, old_hash)
                || !has_answer_times (event, before);
  return TRUE;
}

/* Writing events */

static gboolean
write_event (GnomonTransaction  *transaction,
             gint64              batch_id,
             GnomonEvent        *before,
             GnomonArrival      *arrival,
             GError            **error)
{
  GnomonEvent *event = arrival->event;

  event->revision = before != NULL ? before->revision + 1 : 1;
  return gnomon_events_write (transaction, before, event, batch_id, arrival->hash, error) &&
         gnomon_import_write_reminders (transaction, before, event, error);
}

static gboolean
change_event (GnomonTransaction  *transaction,
              gint64              batch_id,
              GnomonEvent        *before,
              GnomonArrival      *arrival,
              GError            **error)
{
  GnomonEvent *event = arrival->event;

  event->id = before->id;
  event->sequence = MAX (event->sequence, before->sequence);
  gnomon_import_match (transaction, before, event);
  if (!write_event (transaction, batch_id, before, arrival, error))
    return FALSE;

  /* It stays in the batch that it came with, if any, so it has to be named; each comes once. */
  gnomon_history_note_event (transaction, event->id, event->revision, TRUE, before, NULL);
  g_array_append_val (transaction->changed, event->id);
  transaction->flags |= GNOMON_CHANGE_EVENTS;
  return TRUE;
}

static gboolean
change_or_add_event (GnomonTransaction  *transaction,
                     gint64              batch_id,
                     GnomonArrival      *arrival,
                     guint              *n_added,
                     guint              *n_changed,
                     GError            **error)
{
  g_autoptr (GError) load_error = NULL;
  g_autoptr (GnomonEvent) before =
    gnomon_events_load (transaction->db, arrival->id, TRUE, &load_error);

  if (before != NULL)
    {
      (*n_changed)++;
      return change_event (transaction, batch_id, before, arrival, error);
    }

  /* Deleted since it was compared: then it is new again. */
  if (g_error_matches (load_error, GNOMON_ERROR, GNOMON_ERROR_NOT_FOUND))
    {
      (*n_added)++;
      return write_event (transaction, batch_id, NULL, arrival, error);
    }
  g_propagate_error (error, g_steal_pointer (&load_error));
  return FALSE;
}

static int
compare_ids (const void *a,
             const void *b)
{
  const GnomonArrival *first = *(GnomonArrival * const *) a;
  const GnomonArrival *second = *(GnomonArrival * const *) b;

  return first->id < second->id ? -1 : first->id > second->id;
}

/* In the order of the index of texts. */
void
gnomon_import_sort_changes (GPtrArray *arrivals)
{
  g_ptr_array_sort (arrivals, compare_ids);
}

gboolean
gnomon_import_change_events (GnomonTransaction  *transaction,
                             gint64              batch_id,
                             GPtrArray          *arrivals,
                             guint              *n_added,
                             guint              *n_changed,
                             GError            **error)
{
  gnomon_import_sort_changes (arrivals);
  for (guint i = 0; i < arrivals->len; i++)
    {
      GnomonArrival *arrival = g_ptr_array_index (arrivals, i);

      if (!gnomon_events_take_text_out (transaction->db, arrival->id, arrival->folded,
                                        &arrival->has_new_text, error))
        return FALSE;
    }

  for (guint i = 0; i < arrivals->len; i++)
    if (!change_or_add_event (transaction, batch_id, g_ptr_array_index (arrivals, i), n_added,
                              n_changed, error))
      return FALSE;

  for (guint i = 0; i < arrivals->len; i++)
    {
      GnomonArrival *arrival = g_ptr_array_index (arrivals, i);

      if (arrival->has_new_text &&
          !gnomon_events_put_text_in (transaction->db, arrival->id, arrival->folded, error))
        return FALSE;
    }
  return TRUE;
}
