/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-ledger.h"
#include "gnomon-series-edit.h"
#include "gnomon-store-private.h"

/*
 * What hangs on an event that an import changes: its guests, the reminders that are its own, and its
 * changed occurrences.
 */

static gboolean
delete_rule (GnomonDb  *db,
             gint64     id,
             GError   **error)
{
  g_autoptr (GnomonStatement) statement = gnomon_db_query (db, GNOMON_SQL_REMINDER_DELETE);

  gnomon_statement_bind_int (statement, 1, id);
  return gnomon_statement_run (statement, error);
}

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
          (wanted->minutes_before >= 0 || reminder->time == wanted->time))
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
      if (!delete_rule (transaction->db, reminder->id, error))
        return FALSE;
      changed = TRUE;
    }

  for (guint i = 0; i < event->reminders->len; i++)
    {
      GnomonReminder *reminder = g_ptr_array_index (event->reminders, i);

      if (before != NULL && has_reminder (before->reminders, reminder))
        continue;
      if (gnomon_ledger_add_rule (transaction, event->id, reminder->minutes_before,
                                  reminder->minutes_before < 0 ? reminder->time : 0,
                                  reminder->type, FALSE, error) == 0)
        return FALSE;
      changed = TRUE;
    }

  return !changed || gnomon_ledger_plan_event (transaction, event, error);
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
      GnomonAttendeeStatus status = gnomon_attendee_get_status (new);
      gboolean same = gnomon_attendee_get_status (old) == status;

      g_ptr_array_add (guests, gnomon_attendee_new (
          gnomon_attendee_get_id (old), event->id, gnomon_attendee_get_email (new),
          gnomon_attendee_get_name (new), status,
          same ? gnomon_attendee_get_responded_at (old) : transaction->now));
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
  for (guint i = 0; i < event->overrides->len; i++)
    {
      GnomonEvent *override = g_ptr_array_index (event->overrides, i);
      guint index;
      GnomonEvent *old = gnomon_series_find_override (before, override->recurrence_id, &index);

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
