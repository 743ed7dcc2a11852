/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-ledger-private.h"

#include "gnomon-civil.h"
#include "gnomon-zone.h"

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
static gint64
due_of_rule (const GnomonLedgerRule *rule,
             GnomonEvent            *event,
             GnomonTransaction      *transaction)
{
  if (rule->minutes_before < 0)
    return rule->at;

  if (event->kind == GNOMON_TIME_DATE)
    return gnomon_ledger_get_due_of_day (transaction, rule, event->start_wall);

  return gnomon_event_get_starts_at (event, transaction->viewer)
         - (gint64) rule->minutes_before * 60;
}

static gint64
take_id (GnomonDb  *db,
         GError   **error)
{
  g_autoptr (GnomonStatement) next = gnomon_db_query (db, GNOMON_SQL_REMINDER_NEXT_ID);
  gint64 id;

  if (gnomon_statement_step (next, error) != GNOMON_STEP_ROW)
    return 0;

  id = gnomon_statement_get_int (next, 0);

  /* RETURNING gives its row before the statement has ended. */
  return gnomon_statement_run (next, error) ? id : 0;
}

static void
bind_int_or_null (GnomonStatement *statement,
                  int              parameter,
                  gboolean         given,
                  gint64           value)
{
  if (given)
    gnomon_statement_bind_int (statement, parameter, value);
  else
    gnomon_statement_bind_null (statement, parameter);
}

gint64
gnomon_ledger_add_rule (GnomonTransaction   *transaction,
                        gint64               event_id,
                        int                  minutes_before,
                        gint64               at,
                        GnomonReminderType   type,
                        gboolean             automatic,
                        GError             **error)
{
  g_autoptr (GnomonStatement) insert = NULL;
  gint64 id = take_id (transaction->db, error);

  if (id == 0)
    return 0;

  insert = gnomon_db_query (transaction->db, GNOMON_SQL_REMINDER_INSERT);
  gnomon_statement_bind_int (insert, 1, id);
  gnomon_statement_bind_int (insert, 2, event_id);
  gnomon_statement_bind_int (insert, 3, automatic);
  bind_int_or_null (insert, 4, minutes_before >= 0, minutes_before);
  bind_int_or_null (insert, 5, minutes_before < 0, at);
  gnomon_statement_bind_int (insert, 6, type);

  return gnomon_statement_run (insert, error) ? id : 0;
}

static GArray *
load_rules (GnomonDb  *db,
            gint64     event_id,
            GError   **error)
{
  g_autoptr (GnomonStatement) query = gnomon_db_query (db, GNOMON_SQL_REMINDER_RULES);
  g_autoptr (GArray) rules = g_array_new (FALSE, FALSE, sizeof (GnomonLedgerRule));
  GnomonStep step;

  gnomon_statement_bind_int (query, 1, event_id);
  while ((step = gnomon_statement_step (query, error)) == GNOMON_STEP_ROW)
    {
      GnomonLedgerRule rule = {
        .id = gnomon_statement_get_int (query, 0),
        .automatic = gnomon_statement_get_int (query, 1) != 0,
        .minutes_before =
          gnomon_statement_is_null (query, 2) ? -1 : (int) gnomon_statement_get_int (query, 2),
        .at = gnomon_statement_get_int (query, 3),
      };

      g_array_append_val (rules, rule);
    }

  return step == GNOMON_STEP_DONE ? g_steal_pointer (&rules) : NULL;
}

/* The one rule that stands for the event's reminder_set and reminder_minutes_before. */
static gboolean
plan_automatic_rule (GnomonTransaction  *transaction,
                     GnomonEvent        *event,
                     GArray             *rules,
                     GError            **error)
{
  g_autoptr (GnomonStatement) change = NULL;
  GnomonLedgerRule added = { .automatic = TRUE, .minutes_before = event->reminder_minutes };

  for (guint i = 0; i < rules->len; i++)
    {
      GnomonLedgerRule *rule = &g_array_index (rules, GnomonLedgerRule, i);

      if (!rule->automatic)
        continue;
      if (event->reminder_set && rule->minutes_before == event->reminder_minutes)
        return TRUE;

      transaction->flags |= GNOMON_CHANGE_REMINDERS;
      change = gnomon_db_query (transaction->db,
                                event->reminder_set ? GNOMON_SQL_REMINDER_SET_MINUTES
                                                    : GNOMON_SQL_REMINDER_DELETE);
      gnomon_statement_bind_int (change, 1, rule->id);
      if (event->reminder_set)
        gnomon_statement_bind_int (change, 2, event->reminder_minutes);
      if (!gnomon_statement_run (change, error))
        return FALSE;

      if (event->reminder_set)
        rule->minutes_before = event->reminder_minutes;
      else
        g_array_remove_index (rules, i);
      return TRUE;
    }

  if (!event->reminder_set)
    return TRUE;

  added.id = gnomon_ledger_add_rule (transaction, event->id, added.minutes_before, 0,
                                     GNOMON_REMINDER_NOTIFICATION, TRUE, error);
  g_array_append_val (rules, added);

  return added.id != 0;
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
    row_id = take_id (transaction->db, error);
  if (row_id == 0)
    return FALSE;

  write = gnomon_db_query (transaction->db,
                           is_new ? GNOMON_SQL_LEDGER_INSERT : GNOMON_SQL_LEDGER_PLAN);
  gnomon_statement_bind_int (write, 1, row_id);
  gnomon_statement_bind_int (write, 2, due);
  bind_int_or_null (write, 3, plan->silent == NULL && !missed, due);
  gnomon_statement_bind_int (write, 4, missed ? GNOMON_REMINDER_MISSED : GNOMON_REMINDER_PLANNED);
  gnomon_statement_bind_int (write, 5, transaction->now);
  bind_int_or_null (write, 6, missed, transaction->now);
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

/* What was snoozed while it would have been due has nothing but its snooze to ring by. One that was
 * to last until the event starts goes along with the event. */
static gboolean
keep_snooze (const GnomonLedgerPlan  *plan,
             gint64                   row_id,
             gint64                   due,
             gint64                   wake,
             GError                 **error)
{
  GnomonTransaction *transaction = plan->transaction;
  g_autoptr (GnomonStatement) move = NULL;

  if (plan->before != NULL
      && wake == gnomon_event_get_starts_at (plan->before, transaction->viewer))
    wake = MAX (gnomon_event_get_starts_at (plan->event, transaction->viewer), transaction->now);

  move = gnomon_db_query (transaction->db, GNOMON_SQL_LEDGER_MOVE_SNOOZE);
  gnomon_statement_bind_int (move, 1, row_id);
  gnomon_statement_bind_int (move, 2, due);
  gnomon_statement_bind_int (move, 3, wake);
  transaction->flags |= GNOMON_CHANGE_REMINDERS;

  return gnomon_statement_run (move, error);
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
  gint64 due = due_of_rule (rule, plan->event, transaction);
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

static gboolean
plan_event (GnomonLedgerPlan  *plan,
            GError           **error)
{
  GnomonTransaction *transaction = plan->transaction;
  g_autoptr (GArray) rules = load_rules (transaction->db, plan->event->id, error);

  plan->silent = gnomon_ledger_why_silent (plan->event, transaction->own_addresses);
  if (rules == NULL || !plan_automatic_rule (transaction, plan->event, rules, error))
    return FALSE;

  for (guint i = 0; i < rules->len; i++)
    {
      const GnomonLedgerRule *rule = &g_array_index (rules, GnomonLedgerRule, i);

      if (rule->minutes_before >= 0 && gnomon_event_is_recurring (plan->event)
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

static GnomonReminder *
find_reminder (GPtrArray *reminders,
               gint64     id)
{
  for (guint i = 0; i < reminders->len; i++)
    {
      GnomonReminder *reminder = g_ptr_array_index (reminders, i);

      if (reminder->id == id)
        return reminder;
    }

  return NULL;
}

static gboolean
insert_rule (GnomonTransaction  *transaction,
             gint64              event_id,
             GnomonReminder     *reminder,
             GError            **error)
{
  g_autoptr (GnomonStatement) insert =
    gnomon_db_query (transaction->db, GNOMON_SQL_REMINDER_INSERT);

  gnomon_statement_bind_int (insert, 1, reminder->id);
  gnomon_statement_bind_int (insert, 2, event_id);
  gnomon_statement_bind_int (insert, 3, reminder->automatic);
  bind_int_or_null (insert, 4, reminder->minutes_before >= 0, reminder->minutes_before);
  bind_int_or_null (insert, 5, reminder->minutes_before < 0, reminder->time);
  gnomon_statement_bind_int (insert, 6, reminder->type);

  return gnomon_statement_run (insert, error);
}

/* One that never had an id gets one; where that is the automatic one, planning makes it. */
static gboolean
give_rule (GnomonTransaction  *transaction,
           gint64              event_id,
           GnomonReminder     *reminder,
           GError            **error)
{
  if (reminder->id != 0)
    return insert_rule (transaction, event_id, reminder, error);

  return reminder->automatic
         || gnomon_ledger_add_rule (transaction, event_id, reminder->minutes_before, reminder->time,
                                    reminder->type, FALSE, error) != 0;
}

/* Rules never change but for the automatic one's minutes, which planning sets: so they are
 * restored by taking away and giving back. */
gboolean
gnomon_ledger_restore_rules (GnomonTransaction  *transaction,
                             GnomonEvent        *event,
                             GError            **error)
{
  g_autoptr (GArray) rules = load_rules (transaction->db, event->id, error);

  if (rules == NULL)
    return FALSE;

  for (guint i = 0; i < rules->len; i++)
    {
      g_autoptr (GnomonStatement) drop =
        gnomon_db_query (transaction->db, GNOMON_SQL_REMINDER_DELETE);
      gint64 id = g_array_index (rules, GnomonLedgerRule, i).id;

      gnomon_statement_bind_int (drop, 1, id);
      if (find_reminder (event->reminders, id) == NULL && !gnomon_statement_run (drop, error))
        return FALSE;
    }

  for (guint i = 0; i < event->reminders->len; i++)
    {
      GnomonReminder *reminder = g_ptr_array_index (event->reminders, i);
      gboolean is_there = FALSE;

      for (guint j = 0; j < rules->len && !is_there; j++)
        is_there = g_array_index (rules, GnomonLedgerRule, j).id == reminder->id;
      if (!is_there && !give_rule (transaction, event->id, reminder, error))
        return FALSE;
    }

  transaction->flags |= GNOMON_CHANGE_REMINDERS;

  return TRUE;
}

gboolean
gnomon_ledger_hand_over (GnomonTransaction     *transaction,
                         const GnomonHandOver  *what,
                         GnomonEvent           *event,
                         GError               **error)
{
  g_autoptr (GArray) from = load_rules (transaction->db, what->from_id, error);
  g_autoptr (GArray) to = load_rules (transaction->db, event->id, error);

  if (from == NULL || to == NULL || !plan_automatic_rule (transaction, event, to, error))
    return FALSE;

  for (guint i = 0; i < to->len; i++)
    {
      const GnomonLedgerRule *rule = &g_array_index (to, GnomonLedgerRule, i);

      for (guint j = 0; j < from->len; j++)
        {
          const GnomonLedgerRule *old = &g_array_index (from, GnomonLedgerRule, j);
          g_autoptr (GnomonStatement) hand_over = NULL;

          if (old->automatic != rule->automatic || old->minutes_before != rule->minutes_before
              || old->at != rule->at)
            continue;

          hand_over = gnomon_db_query (transaction->db, GNOMON_SQL_LEDGER_HAND_OVER);
          gnomon_statement_bind_int (hand_over, 1, old->id);
          gnomon_statement_bind_text (hand_over, 2, what->first);
          gnomon_statement_bind_text (hand_over, 3, what->last);
          gnomon_statement_bind_int (hand_over, 4, rule->id);
          gnomon_statement_bind_int (hand_over, 5, event->id);
          if (what->recurrence_id != NULL)
            gnomon_statement_bind_text (hand_over, 6, what->recurrence_id);
          else
            gnomon_statement_bind_null (hand_over, 6);
          if (!gnomon_statement_run (hand_over, error))
            return FALSE;
          break;
        }
    }

  return TRUE;
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
