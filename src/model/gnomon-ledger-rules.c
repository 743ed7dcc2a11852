/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-ledger-private.h"

#include "gnomon-series-edit.h"

/* The rules of an event, which say when it rings, and what passes on from those of another one. */

gboolean
gnomon_ledger_reserve_ids (GnomonTransaction  *transaction,
                           guint               n_ids,
                           GError            **error)
{
  g_autoptr (GnomonStatement) next = NULL;

  transaction->n_ledger_ids = 0;
  if (n_ids == 0)
    return TRUE;

  next = gnomon_db_query (transaction->db, GNOMON_SQL_REMINDER_NEXT_IDS);
  gnomon_statement_bind_int (next, 1, n_ids);
  if (gnomon_statement_step (next, error) != GNOMON_STEP_ROW)
    return FALSE;

  transaction->next_ledger_id = gnomon_statement_get_int (next, 0);

  /* RETURNING gives its row before the statement has ended. */
  if (!gnomon_statement_run (next, error))
    return FALSE;
  transaction->n_ledger_ids = n_ids;
  return TRUE;
}

gint64
gnomon_ledger_take_id (GnomonTransaction  *transaction,
                       GError            **error)
{
  if (transaction->n_ledger_ids == 0 && !gnomon_ledger_reserve_ids (transaction, 1, error))
    return 0;

  transaction->n_ledger_ids--;
  return transaction->next_ledger_id++;
}

void
gnomon_ledger_bind_int_or_null (GnomonStatement *statement,
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
  gboolean is_at_a_time = minutes_before == GNOMON_REMINDER_AT_A_TIME;
  g_autoptr (GnomonStatement) insert = NULL;
  gint64 id = gnomon_ledger_take_id (transaction, error);

  if (id == 0)
    return 0;

  insert = gnomon_db_query (transaction->db, GNOMON_SQL_REMINDER_INSERT);
  gnomon_statement_bind_int (insert, 1, id);
  gnomon_statement_bind_int (insert, 2, event_id);
  gnomon_statement_bind_int (insert, 3, automatic);
  gnomon_ledger_bind_int_or_null (insert, 4, !is_at_a_time, minutes_before);
  gnomon_ledger_bind_int_or_null (insert, 5, is_at_a_time, at);
  gnomon_statement_bind_int (insert, 6, type);

  return gnomon_statement_run (insert, error) ? id : 0;
}

GArray *
gnomon_ledger_load_rules (GnomonDb  *db,
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
        .minutes_before = gnomon_statement_is_null (query, 2)
                            ? GNOMON_REMINDER_AT_A_TIME
                            : (int) gnomon_statement_get_int (query, 2),
        .at = gnomon_statement_get_int (query, 3),
      };

      g_array_append_val (rules, rule);
    }

  return step == GNOMON_STEP_DONE ? g_steal_pointer (&rules) : NULL;
}

/* The one rule that stands for the event's reminder_set and reminder_minutes_before. */
gboolean
gnomon_ledger_plan_automatic_rule (GnomonTransaction  *transaction,
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
  gboolean is_at_a_time = reminder->minutes_before == GNOMON_REMINDER_AT_A_TIME;

  gnomon_statement_bind_int (insert, 1, reminder->id);
  gnomon_statement_bind_int (insert, 2, event_id);
  gnomon_statement_bind_int (insert, 3, reminder->automatic);
  gnomon_ledger_bind_int_or_null (insert, 4, !is_at_a_time, reminder->minutes_before);
  gnomon_ledger_bind_int_or_null (insert, 5, is_at_a_time, reminder->time);
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
  g_autoptr (GArray) rules = gnomon_ledger_load_rules (transaction->db, event->id, error);

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

/* (nullable) */
static const GnomonLedgerRule *
find_same (GArray                 *rules,
           const GnomonLedgerRule *wanted)
{
  for (guint i = 0; i < rules->len; i++)
    {
      const GnomonLedgerRule *rule = &g_array_index (rules, GnomonLedgerRule, i);

      if (rule->automatic == wanted->automatic && rule->minutes_before == wanted->minutes_before
          && rule->at == wanted->at)
        return rule;
    }
  return NULL;
}

gboolean
gnomon_ledger_hand_over (GnomonTransaction     *transaction,
                         const GnomonHandOver  *what,
                         GnomonEvent           *event,
                         GError               **error)
{
  g_autoptr (GArray) from = gnomon_ledger_load_rules (transaction->db, what->from_id, error);
  g_autoptr (GArray) to = gnomon_ledger_load_rules (transaction->db, event->id, error);

  if (from == NULL || to == NULL
      || !gnomon_ledger_plan_automatic_rule (transaction, event, to, error))
    return FALSE;

  for (guint i = 0; i < to->len; i++)
    {
      const GnomonLedgerRule *rule = &g_array_index (to, GnomonLedgerRule, i);
      const GnomonLedgerRule *old = find_same (from, rule);
      g_autoptr (GnomonStatement) hand_over = NULL;

      if (old == NULL)
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
    }

  return TRUE;
}

/* What stands in place of an override that goes; NULL: nothing. */
static GnomonEvent *
find_remaining (GnomonEvent *before,
                GnomonEvent *event,
                const char  *recurrence_id)
{
  char first[GNOMON_RECURRENCE_ID_LENGTH];

  if (gnomon_event_is_recurring (event))
    return gnomon_event_find_occurrence (event, recurrence_id, NULL);

  gnomon_series_format_key (gnomon_event_is_all_day (before), before->start_wall, first);
  return g_str_equal (first, recurrence_id) ? g_object_ref (event) : NULL;
}

gboolean
gnomon_ledger_hand_back (GnomonTransaction  *transaction,
                         GnomonEvent        *before,
                         GnomonEvent        *override,
                         GnomonEvent        *event,
                         GError            **error)
{
  g_autoptr (GArray) from = gnomon_ledger_load_rules (transaction->db, override->id, error);
  g_autoptr (GArray) to = gnomon_ledger_load_rules (transaction->db, event->id, error);
  g_autoptr (GnomonEvent) remaining = NULL;

  if (from == NULL || to == NULL)
    return FALSE;
  if (from->len > 0 && to->len > 0)
    remaining = find_remaining (before, event, override->recurrence_id);
  if (remaining == NULL)
    return TRUE;

  for (guint i = 0; i < to->len; i++)
    {
      const GnomonLedgerRule *rule = &g_array_index (to, GnomonLedgerRule, i);
      const GnomonLedgerRule *old = find_same (from, rule);
      g_autoptr (GnomonStatement) hand_back = NULL;

      if (old == NULL)
        continue;

      hand_back = gnomon_db_query (transaction->db, GNOMON_SQL_LEDGER_HAND_BACK);
      gnomon_statement_bind_int (hand_back, 1, old->id);
      gnomon_statement_bind_int (hand_back, 2,
                                 gnomon_ledger_get_due (transaction, rule, remaining));
      gnomon_statement_bind_int (hand_back, 3, rule->id);
      gnomon_statement_bind_int (hand_back, 4, event->id);
      gnomon_statement_bind_text (hand_back, 5, remaining->recurrence_id);
      if (!gnomon_statement_run (hand_back, error))
        return FALSE;
    }

  return TRUE;
}
