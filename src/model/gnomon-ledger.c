/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-ledger-private.h"

#include "gnomon-civil.h"
#include "gnomon-series-edit.h"
#include "gnomon-zone.h"

/* Planning: what an event rings for, and when. */

void
gnomon_ledger_row_clear (GnomonLedgerRow *self)
{
  g_clear_pointer (&self->note, g_free);
  g_clear_pointer (&self->answered_by, g_free);
  g_clear_pointer (&self->recurrence_id, g_free);
}

const char *
gnomon_ledger_why_silent (GnomonEvent        *event,
                          const char * const *own_addresses)
{
  GnomonAttendee *own = gnomon_event_find_own_attendee (event, own_addresses);

  if (event->status == GNOMON_STATUS_CANCELLED)
    return "the event is cancelled";
  if (own != NULL && gnomon_attendee_get_status (own) == GNOMON_ATTENDEE_DECLINED)
    return "the invitation was declined";

  return NULL;
}

/* A day rings by the clock on the wall, so that "one day before" is the same hour also when
 * daylight saving changes between. */
gint64
gnomon_ledger_get_due_of_day (GnomonTransaction      *transaction,
                              const GnomonLedgerRule *rule,
                              gint64                  start_wall)
{
  return gnomon_zone_to_instant (transaction->viewer, start_wall + transaction->all_day_hour * 3600
                                                      - (gint64) rule->minutes_before * 60);
}

/* A timed event rings so many elapsed minutes before it starts. */
gint64
gnomon_ledger_get_due (GnomonTransaction      *transaction,
                       const GnomonLedgerRule *rule,
                       GnomonEvent            *event)
{
  if (rule->minutes_before == GNOMON_REMINDER_AT_A_TIME)
    return rule->at;

  if (event->kind == GNOMON_TIME_DATE)
    return gnomon_ledger_get_due_of_day (transaction, rule, event->start_wall);

  return gnomon_event_get_starts_at (event, transaction->viewer)
         - (gint64) rule->minutes_before * 60;
}

/* What was to be mailed, or was, is so no more: the instance begins anew. */
static gboolean
drop_mail (GnomonTransaction  *transaction,
           gint64              row_id,
           GError            **error)
{
  g_autoptr (GnomonStatement) drop = gnomon_db_query (transaction->db, GNOMON_SQL_MAIL_DROP);

  gnomon_statement_bind_int (drop, 1, row_id);

  return gnomon_statement_run (drop, error);
}

/* Writes what an instance is from now on: a row of its own, or in place of what the row was. */
gboolean
gnomon_ledger_write_plan (const GnomonLedgerPlan  *plan,
                          gint64                   row_id,
                          const GnomonLedgerRule  *rule,
                          const char              *recurrence_id,
                          gint64                   due,
                          GError                 **error)
{
  GnomonTransaction *transaction = plan->transaction;
  gboolean missed =
    plan->silent == NULL && !plan->follows && !plan->is_late && due < transaction->now;
  gboolean is_new = row_id == 0;
  g_autoptr (GnomonStatement) write = NULL;

  if (is_new)
    row_id = gnomon_ledger_take_id (transaction, error);
  if (row_id == 0)
    return FALSE;

  write = gnomon_db_query (transaction->db,
                           is_new ? GNOMON_SQL_LEDGER_INSERT : GNOMON_SQL_LEDGER_PLAN);
  gnomon_statement_bind_int (write, 1, row_id);
  gnomon_statement_bind_int (write, 2, due);
  gnomon_ledger_bind_int_or_null (write, 3, plan->silent == NULL && !missed, due);
  gnomon_statement_bind_int (write, 4, missed ? GNOMON_REMINDER_MISSED : GNOMON_REMINDER_PLANNED);
  gnomon_statement_bind_int (write, 5, transaction->now);
  gnomon_ledger_bind_int_or_null (write, 6, missed, transaction->now);
  gnomon_statement_bind_text (write, 7, missed ? "its time had passed when it was planned"
                                               : plan->silent != NULL ? plan->silent : "");
  if (is_new)
    {
      gnomon_statement_bind_int (write, 8, rule->id);
      gnomon_statement_bind_int (write, 9, plan->event->id);
      gnomon_statement_bind_text (write, 10, recurrence_id);
    }

  transaction->flags |= GNOMON_CHANGE_REMINDERS;

  return gnomon_statement_run (write, error) && (is_new || drop_mail (transaction, row_id, error));
}

gboolean
gnomon_ledger_rest_row (GnomonTransaction  *transaction,
                        gint64              row_id,
                        const char         *note,
                        GError            **error)
{
  g_autoptr (GnomonStatement) rest = gnomon_db_query (transaction->db, GNOMON_SQL_LEDGER_REST);

  gnomon_statement_bind_int (rest, 1, row_id);
  gnomon_statement_bind_text (rest, 2, note);
  transaction->flags |= GNOMON_CHANGE_REMINDERS;

  return gnomon_statement_run (rest, error);
}

gint64
gnomon_ledger_move_wake (const GnomonLedgerPlan *plan,
                         gint64                  wake,
                         GnomonEvent            *before,
                         gint64                  start)
{
  if (before == NULL || wake != gnomon_event_get_starts_at (before, plan->transaction->viewer))
    return wake;

  return MAX (start, plan->transaction->now);
}

gboolean
gnomon_ledger_move_snooze (GnomonTransaction  *transaction,
                           gint64              row_id,
                           const char         *recurrence_id,
                           gint64              due,
                           gint64              wake,
                           GError            **error)
{
  g_autoptr (GnomonStatement) move =
    gnomon_db_query (transaction->db, GNOMON_SQL_LEDGER_MOVE_SNOOZE);

  gnomon_statement_bind_int (move, 1, row_id);
  gnomon_statement_bind_int (move, 2, due);
  gnomon_statement_bind_int (move, 3, wake);
  gnomon_statement_bind_text (move, 4, recurrence_id);
  transaction->flags |= GNOMON_CHANGE_REMINDERS;

  return gnomon_statement_run (move, error);
}

static gboolean
keep_snooze (const GnomonLedgerPlan  *plan,
             gint64                   row_id,
             gint64                   due,
             gint64                   wake,
             GError                 **error)
{
  gint64 start = gnomon_event_get_starts_at (plan->event, plan->transaction->viewer);

  wake = gnomon_ledger_move_wake (plan, wake, plan->before, start);
  return gnomon_ledger_move_snooze (plan->transaction, row_id, plan->event->recurrence_id, due,
                                    wake, error);
}

/* An instance whose due time stands keeps what has happened to it; one that moved rings anew, where
 * that lies ahead. */
static gboolean
plan_instance (const GnomonLedgerPlan  *plan,
               const GnomonLedgerRule  *rule,
               GError                 **error)
{
  GnomonTransaction *transaction = plan->transaction;
  g_autoptr (GnomonStatement) find = gnomon_db_query (transaction->db, GNOMON_SQL_LEDGER_OF_RULE);
  gint64 due = gnomon_ledger_get_due (transaction, rule, plan->event);
  gint64 id, old_due, wake;
  gboolean waits, is_planned, is_snoozed, is_mailed;
  GnomonStep step;

  gnomon_statement_bind_int (find, 1, rule->id);
  gnomon_statement_bind_text (find, 2, plan->event->recurrence_id);
  step = gnomon_statement_step (find, error);
  if (step == GNOMON_STEP_ERROR)
    return FALSE;
  if (step == GNOMON_STEP_DONE)
    return gnomon_ledger_write_plan (plan, 0, rule, plan->event->recurrence_id, due, error);

  id = gnomon_statement_get_int (find, 0);
  old_due = gnomon_statement_get_int (find, 1);
  wake = gnomon_statement_get_int (find, 2);
  waits = !gnomon_statement_is_null (find, 2);
  is_planned = gnomon_statement_get_int (find, 3) == GNOMON_REMINDER_PLANNED;
  is_snoozed = waits && gnomon_statement_get_int (find, 3) == GNOMON_REMINDER_SNOOZED;
  is_mailed = is_planned && !waits && gnomon_statement_get_int (find, 4) != 0;
  g_clear_pointer (&find, gnomon_statement_release);

  if (plan->follows && !(is_planned && waits))
    return TRUE;
  if (is_snoozed && plan->silent == NULL && (due == old_due || due <= transaction->now))
    return keep_snooze (plan, id, due, wake, error);
  if (due != old_due)
    return gnomon_ledger_write_plan (plan, id, rule, plan->event->recurrence_id, due, error);
  if (plan->silent != NULL)
    return !waits || gnomon_ledger_rest_row (transaction, id, plan->silent, error);

  /* It was silent and is no more; or it was handed over to be mailed. */
  if (is_planned && !waits && !is_mailed)
    return gnomon_ledger_write_plan (plan, id, rule, plan->event->recurrence_id, due, error);

  return TRUE;
}

/* Of an event that does not repeat any more: the occurrence that it was, or the series where it
 * was none; else NULL. */
static GnomonEvent *
find_first_before (const GnomonLedgerPlan *plan)
{
  GnomonEvent *before = plan->before;
  GnomonEvent *occurrence;
  char first[GNOMON_RECURRENCE_ID_LENGTH];

  if (before == NULL || !gnomon_event_is_recurring (before) || *before->recurrence_id != '\0'
      || gnomon_event_is_recurring (plan->event))
    return NULL;

  gnomon_series_format_key (gnomon_event_is_all_day (before), before->start_wall, first);
  occurrence = gnomon_event_find_occurrence (before, first, NULL);
  return occurrence != NULL ? occurrence : g_object_ref (before);
}

static gboolean
plan_event (GnomonLedgerPlan  *plan,
            GError           **error)
{
  GnomonTransaction *transaction = plan->transaction;
  g_autoptr (GArray) rules = gnomon_ledger_load_rules (transaction->db, plan->event->id, error);
  gboolean repeats = gnomon_event_is_recurring (plan->event);
  g_autoptr (GnomonEvent) first = find_first_before (plan);

  plan->silent = gnomon_ledger_why_silent (plan->event, transaction->own_addresses);
  if (rules == NULL || !gnomon_ledger_plan_automatic_rule (transaction, plan->event, rules, error))
    return FALSE;
  if (first != NULL)
    plan->before = first;

  for (guint i = 0; i < rules->len; i++)
    {
      const GnomonLedgerRule *rule = &g_array_index (rules, GnomonLedgerRule, i);

      if (first != NULL && !gnomon_ledger_end_series (plan, rule, error))
        return FALSE;
      if (rule->minutes_before != GNOMON_REMINDER_AT_A_TIME && repeats
          ? !gnomon_ledger_plan_series (plan, rule, error)
          : !plan_instance (plan, rule, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
gnomon_ledger_plan_event (GnomonTransaction  *transaction,
                          GnomonEvent        *event,
                          GError            **error)
{
  GnomonLedgerPlan plan = {
    .transaction = transaction, .event = event, .now = transaction->now,
  };

  return plan_event (&plan, error);
}

gboolean
gnomon_ledger_replan_event (GnomonTransaction  *transaction,
                            GnomonEvent        *before,
                            GnomonEvent        *event,
                            GError            **error)
{
  GnomonLedgerPlan plan = {
    .transaction = transaction, .event = event, .before = before, .now = transaction->now,
  };

  return plan_event (&plan, error);
}

gboolean
gnomon_ledger_follow_viewer (GnomonTransaction  *transaction,
                             GnomonEvent        *event,
                             GError            **error)
{
  GnomonLedgerPlan plan = {
    .transaction = transaction, .event = event, .follows = TRUE, .now = transaction->now,
  };

  return plan_event (&plan, error);
}

gboolean
gnomon_ledger_plan_next (GnomonTransaction  *transaction,
                         GnomonEvent        *event,
                         gint64              handled,
                         gint64              now,
                         GError            **error)
{
  GnomonLedgerPlan plan = {
    .transaction = transaction,
    .event = event,
    .is_late = TRUE,
    .handled = handled,
    .now = now,
  };

  return !gnomon_event_is_recurring (event) || plan_event (&plan, error);
}

gboolean
gnomon_ledger_drop_event (GnomonTransaction  *transaction,
                          gint64              event_id,
                          GError            **error)
{
  g_autoptr (GnomonStatement) rest = gnomon_db_query (transaction->db,
                                                      GNOMON_SQL_LEDGER_REST_EVENT);

  gnomon_statement_bind_int (rest, 1, event_id);
  gnomon_statement_bind_text (rest, 2, "the event was deleted");
  if (!gnomon_statement_run (rest, error))
    return FALSE;

  /* What is on the screen of it goes, too. */
  transaction->flags |= GNOMON_CHANGE_REMINDERS;

  return TRUE;
}
