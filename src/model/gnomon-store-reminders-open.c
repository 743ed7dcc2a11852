/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-ledger-private.h"
#include "gnomon-reminders.h"
#include "gnomon-store-private.h"

/* What was shown or missed and waits for an answer. */

/* What was shown is soon old news; of what was missed somebody may hear only when he is back. */
#define SHOWN_SECONDS (24 * 60 * 60)
#define MISSED_SECONDS (7 * 24 * 60 * 60)

/**
 * gnomon_open_reminder_free:
 * @self: (transfer full) (nullable): one of a list
 */
void
gnomon_open_reminder_free (GnomonOpenReminder *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->event);
  g_free (self);
}

static void
bind_times (GnomonStatement *statement,
            gint64           now)
{
  gnomon_statement_bind_int (statement, 1, now);
  gnomon_statement_bind_int (statement, 2, now - SHOWN_SECONDS);
  gnomon_statement_bind_int (statement, 3, now - MISSED_SECONDS);
}

/* (transfer full) (nullable): NULL where there is nothing to tell of any more. */
static GnomonOpenReminder *
load (GnomonStore           *self,
      const GnomonLedgerRow *row)
{
  g_autoptr (GnomonEvent) event =
    gnomon_events_load_occurrence (gnomon_store_get_reader (self), row->row_id, row->recurrence_id,
                                   FALSE, NULL);
  GnomonOpenReminder *reminder;

  if (event == NULL
      || gnomon_ledger_why_silent (event, gnomon_store_get_own_addresses (self)) != NULL)
    return NULL;

  reminder = g_new0 (GnomonOpenReminder, 1);
  reminder->id = row->id;
  reminder->at = row->state == GNOMON_REMINDER_MISSED ? row->ended_at : row->shown_at;
  reminder->state = row->state;
  reminder->event = g_steal_pointer (&event);

  return reminder;
}

/**
 * gnomon_store_list_open_reminders:
 * @self: a store
 * @limit: how many at most
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type GnomonOpenReminder): what waits for an answer,
 *   the last due first; %NULL on error
 */
GPtrArray *
gnomon_store_list_open_reminders (GnomonStore  *self,
                                  guint         limit,
                                  GError      **error)
{
  g_autoptr (GPtrArray) reminders = NULL;
  g_autoptr (GnomonStatement) query = NULL;
  GnomonStep step;

  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);

  reminders = g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_open_reminder_free);
  query = gnomon_db_query (gnomon_store_get_reader (self), GNOMON_SQL_LEDGER_LIST_OPEN);
  bind_times (query, gnomon_clock_get_now (gnomon_store_get_clock (self)));
  while ((step = gnomon_statement_step (query, error)) == GNOMON_STEP_ROW
         && reminders->len < limit)
    {
      g_auto (GnomonLedgerRow) row = { 0 };
      GnomonOpenReminder *reminder;

      gnomon_ledger_read_row (query, &row);
      reminder = load (self, &row);
      if (reminder != NULL)
        g_ptr_array_add (reminders, reminder);
    }

  return step != GNOMON_STEP_ERROR ? g_steal_pointer (&reminders) : NULL;
}

GObject *
gnomon_reminders_dismiss_open_op (GnomonTransaction  *transaction,
                                  GnomonOperation    *operation,
                                  GError            **error)
{
  g_autoptr (GnomonStatement) dismiss =
    gnomon_db_query (transaction->db, GNOMON_SQL_LEDGER_DISMISS_OPEN);

  bind_times (dismiss, transaction->now);
  gnomon_statement_bind_int (dismiss, 4, operation->id);
  gnomon_statement_bind_text (dismiss, 5, transaction->actor != NULL ? transaction->actor : "");
  gnomon_transaction_note (transaction, GNOMON_CHANGE_REMINDERS);
  gnomon_statement_run (dismiss, error);

  return NULL;
}
