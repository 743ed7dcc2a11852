/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-civil.h"
#include "gnomon-ledger-private.h"
#include "gnomon-page.h"
#include "gnomon-reminders.h"
#include "gnomon-history.h"
#include "gnomon-store-private.h"
#include "gnomon-zone.h"

/* Reminders as callers see them: lists, and the operations that they ask for. */

void
gnomon_ledger_read_row (GnomonStatement *query,
                        GnomonLedgerRow *row)
{
  row->id = gnomon_statement_get_int (query, 0);
  row->reminder_id = gnomon_statement_get_int (query, 1);
  row->event_id = gnomon_statement_get_int (query, 2);
  row->automatic = gnomon_statement_get_int (query, 3) != 0;
  row->minutes_before = gnomon_statement_is_null (query, 4)
                          ? GNOMON_REMINDER_AT_A_TIME
                          : (int) gnomon_statement_get_int (query, 4);
  row->type = (GnomonReminderType) gnomon_statement_get_int (query, 5);
  row->due = gnomon_statement_get_int (query, 6);
  row->wake = gnomon_statement_get_int (query, 7);
  row->state = (GnomonReminderState) gnomon_statement_get_int (query, 8);
  row->planned_at = gnomon_statement_get_int (query, 9);
  row->lease_pid = gnomon_statement_get_int (query, 10);
  row->leased_at = gnomon_statement_get_int (query, 11);
  row->shown_at = gnomon_statement_get_int (query, 12);
  row->sent_at = gnomon_statement_get_int (query, 13);
  row->ended_at = gnomon_statement_get_int (query, 14);
  row->note = g_strdup (gnomon_statement_get_text (query, 15));
  row->answered_at = gnomon_statement_get_int (query, 16);
  row->answered_by = g_strdup (gnomon_statement_get_text (query, 17));
  row->row_id = gnomon_statement_get_int (query, 18);
  row->recurrence_id = g_strdup (gnomon_statement_get_text (query, 19));
  row->is_next = gnomon_statement_get_int (query, 20) != 0;
}

static void
set_not_found (GError **error,
               gint64   id)
{
  g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_NOT_FOUND,
               "reminder_id: no reminder %" G_GINT64_FORMAT, id);
}

gboolean
gnomon_ledger_find (GnomonDb         *db,
                    gint64            id,
                    GnomonLedgerRow  *row,
                    GError          **error)
{
  g_autoptr (GnomonStatement) query = gnomon_db_query (db, GNOMON_SQL_LEDGER_FIND);
  GnomonStep step;

  gnomon_statement_bind_int (query, 1, id);
  step = gnomon_statement_step (query, error);
  if (step == GNOMON_STEP_ROW)
    gnomon_ledger_read_row (query, row);
  else if (step == GNOMON_STEP_DONE)
    set_not_found (error, id);

  return step == GNOMON_STEP_ROW;
}

/* As it is told to callers, under the id by which they know it. */
static GnomonReminder *
row_to_reminder (const GnomonLedgerRow *self,
                 gint64                 id)
{
  GnomonReminder *reminder = gnomon_reminder_new_blank ();

  reminder->id = id;
  reminder->event_id = self->event_id;
  reminder->time =
    self->state == GNOMON_REMINDER_SNOOZED && self->wake != 0 ? self->wake : self->due;
  reminder->minutes_before = self->minutes_before;
  reminder->automatic = self->automatic;
  reminder->type = self->type;
  reminder->state = self->state;
  reminder->sent_at = self->sent_at;

  return reminder;
}

/* Each row of @query as the rule that it belongs to; of a series one that was shown before the next
 * one by itself. */
static GPtrArray *
list_rules (GnomonStatement  *query,
            GError          **error)
{
  g_autoptr (GPtrArray) reminders = g_ptr_array_new_with_free_func (g_object_unref);
  GnomonStep step;

  while ((step = gnomon_statement_step (query, error)) == GNOMON_STEP_ROW)
    {
      g_auto (GnomonLedgerRow) row = { 0 };

      gnomon_ledger_read_row (query, &row);
      g_ptr_array_add (reminders,
                       row_to_reminder (&row, row.is_next ? row.reminder_id : row.id));
    }

  return step == GNOMON_STEP_DONE ? g_steal_pointer (&reminders) : NULL;
}

GPtrArray *
gnomon_ledger_list_rules (GnomonDb  *db,
                          gint64     event_id,
                          GError   **error)
{
  g_autoptr (GnomonStatement) query = gnomon_db_query (db, GNOMON_SQL_LEDGER_LIST_OF_EVENT);

  gnomon_statement_bind_int (query, 1, event_id);

  return list_rules (query, error);
}

static gboolean
invalid (GError     **error,
         const char  *message)
{
  g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT, message);
  return FALSE;
}

/* An instant, or a date, which is the viewer's midnight; @fallback where neither is given. */
static gboolean
bind_instant (GnomonStatement     *query,
              int                  parameter,
              const GnomonFields  *filter,
              int                  key,
              gint64               fallback,
              const char          *message,
              GTimeZone           *viewer,
              GError             **error)
{
  const char *text = gnomon_fields_get_string (filter, key);
  gint64 day, instant;

  if (text == NULL || *text == '\0')
    gnomon_statement_bind_int (query, parameter, fallback);
  else if (gnomon_civil_parse_date (text, &day))
    gnomon_statement_bind_int (query, parameter,
                               gnomon_zone_to_instant (viewer, day * GNOMON_DAY_SECONDS));
  else if (gnomon_civil_parse_instant (text, &instant))
    gnomon_statement_bind_int (query, parameter, instant);
  else
    return invalid (error, message);

  return TRUE;
}

static gboolean
bind_state (GnomonStatement     *query,
            int                  parameter,
            const GnomonFields  *filter,
            GError             **error)
{
  const char *text = gnomon_fields_get_string (filter, GNOMON_REMINDER_FILTER_STATE);
  GnomonReminderState state;

  if (text == NULL || *text == '\0')
    gnomon_statement_bind_null (query, parameter);
  else if (gnomon_reminder_state_from_string (text, &state))
    gnomon_statement_bind_int (query, parameter, state);
  else
    return invalid (error,
                    "state: must be planned, shown, snoozed, dismissed, missed, mailed or failed");

  return TRUE;
}

static gboolean
bind_type (GnomonStatement     *query,
           int                  parameter,
           const GnomonFields  *filter,
           GError             **error)
{
  const char *text = gnomon_fields_get_string (filter, GNOMON_REMINDER_FILTER_TYPE);
  GnomonReminderType type;

  if (text == NULL || *text == '\0')
    gnomon_statement_bind_null (query, parameter);
  else if (gnomon_reminder_type_from_string (text, &type))
    gnomon_statement_bind_int (query, parameter, type);
  else
    return invalid (error, "type: must be notification, email or both");

  return TRUE;
}

/**
 * gnomon_store_list_reminders:
 * @self: a store
 * @filter: of GNOMON_KIND_REMINDER_FILTER; `from` is inclusive, `to` exclusive
 * @error: return location
 *
 * Lists the rules of all events by the time of their current instance, then by id.
 *
 * Returns: (transfer full) (nullable) (element-type GnomonReminder): what matches; else
 *   GNOMON_ERROR_INVALID_ARGUMENT, or GNOMON_ERROR_LIMIT_EXCEEDED where more than 5,000 match and
 *   no limit is given
 */
GPtrArray *
gnomon_store_list_reminders (GnomonStore         *self,
                             const GnomonFields  *filter,
                             GError             **error)
{
  g_autoptr (GnomonStatement) query = NULL;
  g_autoptr (GPtrArray) reminders = NULL;
  GnomonPage page;
  GTimeZone *viewer;

  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);
  g_return_val_if_fail (filter != NULL, NULL);

  if (!gnomon_page_from_fields (filter, GNOMON_REMINDER_FILTER_LIMIT,
                                GNOMON_REMINDER_FILTER_OFFSET, &page, error))
    return NULL;

  viewer = gnomon_store_get_viewer_zone (self);
  query = gnomon_db_query (gnomon_store_get_reader (self), GNOMON_SQL_LEDGER_LIST);
  if (!bind_state (query, 1, filter, error)
      || !bind_type (query, 2, filter, error)
      || !bind_instant (query, 3, filter, GNOMON_REMINDER_FILTER_FROM, G_MININT64,
                        "from: must be a date or an RFC 3339 time", viewer, error)
      || !bind_instant (query, 4, filter, GNOMON_REMINDER_FILTER_TO, G_MAXINT64,
                        "to: must be a date or an RFC 3339 time", viewer, error))
    return NULL;
  gnomon_statement_bind_int (query, 5, gnomon_page_get_fetch (&page) - page.offset);
  gnomon_statement_bind_int (query, 6, page.offset);

  reminders = list_rules (query, error);
  if (reminders == NULL || !gnomon_page_check (&page, reminders->len, error))
    return NULL;

  return g_steal_pointer (&reminders);
}

/* What an addition asks for. */
static gboolean
read_rule (const GnomonFields  *fields,
           int                 *minutes_before,
           gint64              *at,
           GnomonReminderType  *type,
           GError             **error)
{
  const char *time = gnomon_fields_get_string (fields, GNOMON_REMINDER_REMINDER_TIME);
  const char *type_name = gnomon_fields_get_string (fields, GNOMON_REMINDER_REMINDER_TYPE);
  gboolean has_minutes = gnomon_fields_has (fields, GNOMON_REMINDER_MINUTES_BEFORE);
  gint64 minutes = gnomon_fields_get_int (fields, GNOMON_REMINDER_MINUTES_BEFORE, -1);

  if (time != NULL && has_minutes)
    return invalid (error, "reminder_time: must not be given together with minutes_before");
  if (time == NULL && !has_minutes)
    return invalid (error, "reminder_time: is required where minutes_before is not given");
  if (time != NULL && !gnomon_civil_parse_instant (time, at))
    return invalid (error, "reminder_time: must be an RFC 3339 time with its offset");
  if (has_minutes && (minutes < 0 || minutes > GNOMON_REMINDER_MAX_MINUTES_BEFORE))
    return invalid (error, "minutes_before: must be between 0 and 40320");

  *type = GNOMON_REMINDER_NOTIFICATION;
  if (type_name != NULL && *type_name != '\0'
      && !gnomon_reminder_type_from_string (type_name, type))
    return invalid (error, "reminder_type: must be notification, email or both");

  *minutes_before = has_minutes ? (int) minutes : GNOMON_REMINDER_AT_A_TIME;

  return TRUE;
}

/* The rules count for the event's etag: it goes on by one revision. */
static gboolean
touch_event (GnomonTransaction  *transaction,
             GnomonEvent        *before,
             GError            **error)
{
  g_autoptr (GnomonStatement) touch = gnomon_db_query (transaction->db, GNOMON_SQL_EVENT_TOUCH);

  gnomon_statement_bind_int (touch, 1, before->id);
  gnomon_statement_bind_int (touch, 2, transaction->now);
  gnomon_transaction_note_event (transaction, before->id);
  gnomon_transaction_note (transaction, GNOMON_CHANGE_REMINDERS);
  gnomon_history_note_event (transaction, before->id, before->revision + 1, TRUE, before,
                             before->title);

  return gnomon_statement_run (touch, error);
}

/* The event whose rules are to be changed, where they may be. */
static GnomonEvent *
load_writable_event (GnomonTransaction  *transaction,
                     gint64              event_id,
                     GError            **error)
{
  g_autoptr (GnomonEvent) event = gnomon_events_load (transaction->db, event_id, TRUE, error);

  if (event == NULL || !gnomon_events_check_writable (transaction->db, event->calendar_id, error))
    return NULL;

  return g_steal_pointer (&event);
}

static GObject *
load_reminder (GnomonTransaction  *transaction,
               gint64              id,
               GError            **error)
{
  g_auto (GnomonLedgerRow) row = { 0 };

  if (!gnomon_ledger_find (transaction->db, id, &row, error))
    return NULL;

  return G_OBJECT (row_to_reminder (&row, id));
}

GObject *
gnomon_reminders_add_op (GnomonTransaction  *transaction,
                         GnomonOperation    *operation,
                         GError            **error)
{
  g_autoptr (GnomonEvent) event = NULL;
  GnomonReminderType type;
  int minutes_before;
  gint64 at = 0;
  gint64 id;

  if (!read_rule (operation->fields, &minutes_before, &at, &type, error))
    return NULL;

  event = load_writable_event (transaction, operation->id, error);
  if (event == NULL)
    return NULL;

  id = gnomon_ledger_add_rule (transaction, event->id, minutes_before, at, type, FALSE, error);
  if (id == 0
      || !gnomon_ledger_plan_event (transaction, event, error)
      || !touch_event (transaction, event, error))
    return NULL;

  return load_reminder (transaction, id, error);
}

GObject *
gnomon_reminders_remove_op (GnomonTransaction  *transaction,
                            GnomonOperation    *operation,
                            GError            **error)
{
  g_autoptr (GnomonEvent) event = load_writable_event (transaction, operation->id, error);
  g_autoptr (GnomonStatement) change = NULL;
  g_auto (GnomonLedgerRow) row = { 0 };

  if (event == NULL || !gnomon_ledger_find (transaction->db, operation->second_id, &row, error))
    return NULL;
  if (row.event_id != event->id || row.reminder_id != operation->second_id)
    {
      set_not_found (error, operation->second_id);
      return NULL;
    }

  change = gnomon_db_query (transaction->db, GNOMON_SQL_REMINDER_DELETE);
  gnomon_statement_bind_int (change, 1, row.reminder_id);
  if (!gnomon_statement_run (change, error))
    return NULL;

  /* The event says by a field of its own whether it has the automatic one. */
  if (row.automatic)
    {
      g_clear_pointer (&change, gnomon_statement_release);
      change = gnomon_db_query (transaction->db, GNOMON_SQL_EVENT_CLEAR_REMINDER);
      gnomon_statement_bind_int (change, 1, event->id);
      if (!gnomon_statement_run (change, error))
        return NULL;
    }

  touch_event (transaction, event, error);

  return NULL;
}

/* What was answered before it was shown is not the next one any more. */
static gboolean
plan_series (GnomonTransaction      *transaction,
             const GnomonLedgerRow  *row,
             GError                **error)
{
  g_autoptr (GnomonEvent) event = NULL;

  if (*row->recurrence_id == '\0' || row->state != GNOMON_REMINDER_PLANNED)
    return TRUE;

  event = gnomon_events_load_row (transaction->db, row->row_id, error);
  return event != NULL
         && (!gnomon_event_is_recurring (event)
             || gnomon_ledger_plan_event (transaction, event, error));
}

static GObject *
snooze (GnomonTransaction      *transaction,
        const GnomonLedgerRow  *row,
        gint64                  reminder_id,
        gint64                  until,
        GError                **error)
{
  g_autoptr (GnomonStatement) change = gnomon_db_query (transaction->db, GNOMON_SQL_LEDGER_SNOOZE);

  gnomon_statement_bind_int (change, 1, row->id);
  gnomon_statement_bind_int (change, 2, until);
  gnomon_statement_bind_int (change, 3, transaction->now);
  gnomon_statement_bind_text (change, 4, transaction->actor != NULL ? transaction->actor : "");
  gnomon_transaction_note (transaction, GNOMON_CHANGE_REMINDERS);
  if (!gnomon_statement_run (change, error) || !plan_series (transaction, row, error))
    return NULL;

  return load_reminder (transaction, reminder_id, error);
}

GObject *
gnomon_reminders_snooze_op (GnomonTransaction  *transaction,
                            GnomonOperation    *operation,
                            GError            **error)
{
  g_auto (GnomonLedgerRow) row = { 0 };

  if (operation->minutes < 1 || operation->minutes > GNOMON_REMINDER_MAX_MINUTES_BEFORE)
    {
      invalid (error, "minutes: must be between 1 and 40320");
      return NULL;
    }
  if (!gnomon_ledger_find (transaction->db, operation->id, &row, error))
    return NULL;

  return snooze (transaction, &row, operation->id,
                 transaction->now + (gint64) operation->minutes * 60, error);
}

/* When a snooze ends that is told by what it means. */
static gboolean
read_snooze_end (GnomonTransaction      *transaction,
                 const GnomonLedgerRow  *row,
                 const char             *when,
                 gint64                 *until,
                 GError                **error)
{
  if (g_str_equal (when, GNOMON_SNOOZE_UNTIL_START))
    {
      g_autoptr (GnomonEvent) event =
        gnomon_events_load_occurrence (transaction->db, row->row_id, row->recurrence_id, FALSE,
                                       error);

      if (event == NULL)
        return FALSE;

      *until = gnomon_event_get_starts_at (event, transaction->viewer);
      if (*until <= transaction->now)
        return invalid (error, "when: the event has started already");
    }
  else if (g_str_equal (when, GNOMON_SNOOZE_TOMORROW_MORNING))
    {
      gint64 today = gnomon_civil_day_of_wall (gnomon_zone_to_wall (transaction->viewer,
                                                                    transaction->now));

      *until = gnomon_zone_to_instant (transaction->viewer, (today + 1) * GNOMON_DAY_SECONDS
                                                            + transaction->all_day_hour * 3600);
    }
  else if (!gnomon_civil_parse_instant (when, until))
    {
      return invalid (error,
                      "when: must be until-start, tomorrow-morning or an RFC 3339 time");
    }
  else if (*until <= transaction->now
           || *until - transaction->now > (gint64) GNOMON_REMINDER_MAX_MINUTES_BEFORE * 60)
    {
      return invalid (error, "when: must lie ahead, and not more than four weeks");
    }

  return TRUE;
}

GObject *
gnomon_reminders_snooze_until_op (GnomonTransaction  *transaction,
                                  GnomonOperation    *operation,
                                  GError            **error)
{
  g_auto (GnomonLedgerRow) row = { 0 };
  gint64 until;

  if (!gnomon_ledger_find (transaction->db, operation->id, &row, error)
      || !read_snooze_end (transaction, &row, operation->text, &until, error))
    return NULL;

  return snooze (transaction, &row, operation->id, until, error);
}

GObject *
gnomon_reminders_dismiss_op (GnomonTransaction  *transaction,
                             GnomonOperation    *operation,
                             GError            **error)
{
  g_autoptr (GnomonStatement) dismiss = NULL;
  g_auto (GnomonLedgerRow) row = { 0 };

  if (!gnomon_ledger_find (transaction->db, operation->id, &row, error))
    return NULL;
  /* Asked for twice it stays as it is. */
  if (row.state == GNOMON_REMINDER_DISMISSED)
    return NULL;

  dismiss = gnomon_db_query (transaction->db, GNOMON_SQL_LEDGER_DISMISS);
  gnomon_statement_bind_int (dismiss, 1, row.id);
  gnomon_statement_bind_int (dismiss, 2, transaction->now);
  gnomon_statement_bind_text (dismiss, 3, transaction->actor != NULL ? transaction->actor : "");
  gnomon_transaction_note (transaction, GNOMON_CHANGE_REMINDERS);
  if (gnomon_statement_run (dismiss, error))
    plan_series (transaction, &row, error);

  return NULL;
}
