/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-reminder-story.h"

#include "gnomon-ledger-private.h"
#include "gnomon-store-private.h"

/**
 * gnomon_reminder_story_free:
 * @self: (transfer full) (nullable): a story
 */
void
gnomon_reminder_story_free (GnomonReminderStory *self)
{
  if (self == NULL)
    return;

  gnomon_move_clear (&self->move);
  g_free (self->title);
  g_free (self->note);
  g_free (self->answered_by);
  g_free (self->mail_note);
  g_free (self);
}

static void
read_mail (GnomonReminderStory *self,
           GnomonStore         *store,
           gint64               instance_id)
{
  g_autoptr (GnomonStatement) query =
    gnomon_db_query (gnomon_store_get_reader (store), GNOMON_SQL_MAIL_OF_INSTANCE);

  gnomon_statement_bind_int (query, 1, instance_id);
  if (gnomon_statement_step (query, NULL) != GNOMON_STEP_ROW)
    return;

  self->mail_queued_at = gnomon_statement_get_int (query, 0);
  self->mail_wake = gnomon_statement_get_int (query, 1);
  self->mail_tries = gnomon_statement_get_int (query, 2);
  self->mail_sent_at = gnomon_statement_get_int (query, 3);
  self->mail_note = g_strdup (gnomon_statement_get_text (query, 4));
}

static void
read_row (GnomonReminderStory   *self,
          const GnomonLedgerRow *row)
{
  self->type = row->type;
  self->minutes_before = row->minutes_before;
  self->due = row->due;
  self->planned_at = row->planned_at;
  self->state = row->state;
  self->wake = row->wake;
  self->leased_at = row->leased_at;
  self->lease_pid = row->lease_pid;
  self->shown_at = row->shown_at;
  self->is_confirmed = row->sent_at != 0;
  self->note = g_strdup (row->note);
  self->ended_at = row->ended_at;
  self->answered_at = row->answered_at != 0 ? row->answered_at : row->ended_at;
  self->answered_by = g_strdup (row->answered_by);
}

/**
 * gnomon_store_get_reminder_story:
 * @self: a store
 * @reminder_id: a rule, which stands for its instance last shown, else next; or an instance
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what has happened to it; else GNOMON_ERROR_NOT_FOUND
 */
GnomonReminderStory *
gnomon_store_get_reminder_story (GnomonStore  *self,
                                 gint64        reminder_id,
                                 GError      **error)
{
  g_autoptr (GnomonReminderStory) story = NULL;
  g_autoptr (GnomonEvent) event = NULL;
  g_auto (GnomonLedgerRow) row = { 0 };
  GnomonDb *db;

  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);

  db = gnomon_store_get_reader (self);
  if (!gnomon_ledger_find (db, reminder_id, &row, error))
    return NULL;

  /* Of an occurrence that is no more there is still its series to name. */
  event = gnomon_events_load_occurrence (db, row.row_id, row.recurrence_id, FALSE, NULL);
  if (event == NULL)
    event = gnomon_events_load (db, row.event_id, FALSE, error);
  if (event == NULL)
    return NULL;

  story = g_new0 (GnomonReminderStory, 1);
  story->title = g_strdup (gnomon_event_get_title (event));
  story->is_all_day = gnomon_event_is_all_day (event);
  story->silent = gnomon_ledger_why_silent (event, gnomon_store_get_own_addresses (self));
  read_row (story, &row);
  gnomon_store_get_last_move (self, row.event_id, &story->move);
  read_mail (story, self, row.id);

  return g_steal_pointer (&story);
}
