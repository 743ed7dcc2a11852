/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-ledger-private.h"

#include "gnomon-civil.h"
#include "gnomon-series-cache.h"
#include "gnomon-series-edit.h"
#include "gnomon-zone.h"

/*
 * The reminders of a series. Of each rule one instance is planned at a time: that of the next
 * occurrence, and when it has been claimed, the one after it. Overrides are no part of it: they
 * have rules of their own.
 */

/* So many instances ahead are looked at where they were dismissed before their time. */
#define MOST_PASSED 1000

typedef struct
{
  const GnomonLedgerPlan *plan;
  const GnomonLedgerRule *rule;
  const GnomonSeriesEntry *entry;
} Planning;

/* An instance of the rule. */
typedef struct
{
  char recurrence_id[GNOMON_RECURRENCE_ID_LENGTH];
  gint64 start;              /* for get_viewer() */
  gint64 due;
} Due;

/* Who looks at a series: what is due by the day goes by the days themselves. */
static GTimeZone *
get_viewer (const Planning *planning)
{
  return planning->entry->all_day ? NULL : planning->plan->transaction->viewer;
}

static void
take_instance (const Planning       *planning,
               const GnomonInstance *instance,
               Due                  *due)
{
  GnomonTransaction *transaction = planning->plan->transaction;

  gnomon_series_format_key (planning->entry->all_day, instance->key, due->recurrence_id);
  due->start =
    gnomon_series_to_instant (planning->entry->series, get_viewer (planning), instance->start);
  if (planning->entry->all_day)
    due->due = gnomon_ledger_get_due_of_day (transaction, planning->rule, due->start);
  else
    due->due = due->start - (gint64) planning->rule->minutes_before * 60;
}

/* From which start on a due time at @time or later can be. */
static gint64
start_before (const Planning *planning,
              gint64          time)
{
  gint64 before = (gint64) planning->rule->minutes_before * 60;

  if (!planning->entry->all_day)
    return time + before;
  return gnomon_zone_to_wall (planning->plan->transaction->viewer, time) + before
         - GNOMON_DAY_SECONDS;
}

/* The first that is due at @time or later, with a start from @start on. */
static gboolean
find_from (const Planning *planning,
           gint64          start,
           gint64          time,
           Due            *due)
{
  GnomonInstance instance;

  while (gnomon_series_find_next (planning->entry->series, get_viewer (planning), start, &instance))
    {
      take_instance (planning, &instance, due);
      if (due->due >= time)
        return TRUE;
      start = due->start + 1;
    }
  return FALSE;
}

/* The last of those that became due after @handled and by now. */
static gboolean
find_late (const Planning *planning,
           gint64          handled,
           Due            *late)
{
  gint64 now = planning->plan->now;
  gint64 start = start_before (planning, MAX (handled + 1, now - 2 * GNOMON_DAY_SECONDS));
  gboolean found = FALSE;
  Due due;

  for (guint i = 0; i < MOST_PASSED && find_from (planning, start, handled + 1, &due); i++)
    {
      if (due.due > now)
        break;
      *late = due;
      found = TRUE;
      start = due.start + 1;
    }
  return found;
}

typedef enum
{
  FATE_ERROR,
  FATE_STANDS,               /* it is planned, or has been from now on */
  FATE_PASSED,               /* it has been answered: the one after it is to come */
} Fate;

static Fate
place (const Planning  *planning,
       const Due       *due,
       GError         **error)
{
  const GnomonLedgerPlan *plan = planning->plan;
  g_autoptr (GnomonStatement) find =
    gnomon_db_query (plan->transaction->db, GNOMON_SQL_LEDGER_OF_RULE);
  gint64 id = 0, old_due = 0;
  gboolean waits = FALSE, is_planned = FALSE, is_mailed = FALSE;
  GnomonStep step;

  gnomon_statement_bind_int (find, 1, planning->rule->id);
  gnomon_statement_bind_text (find, 2, due->recurrence_id);
  step = gnomon_statement_step (find, error);
  if (step == GNOMON_STEP_ERROR)
    return FATE_ERROR;
  if (step == GNOMON_STEP_ROW)
    {
      id = gnomon_statement_get_int (find, 0);
      old_due = gnomon_statement_get_int (find, 1);
      waits = !gnomon_statement_is_null (find, 2);
      is_planned = gnomon_statement_get_int (find, 3) == GNOMON_REMINDER_PLANNED;
      is_mailed = is_planned && !waits && gnomon_statement_get_int (find, 4) != 0;
    }
  g_clear_pointer (&find, gnomon_statement_release);

  if (id != 0 && old_due == due->due)
    {
      if (!is_planned || is_mailed)
        return FATE_PASSED;
      if (waits == (plan->silent == NULL))
        return FATE_STANDS;
    }
  return gnomon_ledger_write_plan (plan, id, planning->rule, due->recurrence_id, due->due, error)
           ? FATE_STANDS : FATE_ERROR;
}

/* Those ahead that were planned and are not the next one any more. */
static gboolean
drop_planned (const Planning  *planning,
              const char      *kept_id,
              GError         **error)
{
  g_autoptr (GnomonStatement) drop =
    gnomon_db_query (planning->plan->transaction->db, GNOMON_SQL_LEDGER_DROP_PLANNED);

  gnomon_statement_bind_int (drop, 1, planning->rule->id);
  gnomon_statement_bind_text (drop, 2, kept_id);
  gnomon_statement_bind_int (drop, 3, planning->plan->now);
  return gnomon_statement_run (drop, error);
}

static gboolean
end_row (GnomonTransaction  *transaction,
         gint64              row_id,
         GError            **error)
{
  g_autoptr (GnomonStatement) end = gnomon_db_query (transaction->db, GNOMON_SQL_LEDGER_MISS);

  gnomon_statement_bind_int (end, 1, row_id);
  gnomon_statement_bind_int (end, 2, transaction->now);
  gnomon_statement_bind_text (end, 3, "its occurrence was moved or deleted");
  transaction->flags |= GNOMON_CHANGE_REMINDERS;
  return gnomon_statement_run (end, error);
}

/* What is snoozed of an occurrence that has moved with its series, and is due there already. */
typedef struct
{
  gint64 row_id;
  gint64 wake;
  Due due;
} Snooze;

/* The occurrence as it was; NULL: nothing is known of it. */
static GnomonEvent *
find_before (const Planning *planning,
             const char     *recurrence_id)
{
  GnomonEvent *before = planning->plan->before;

  if (before == NULL)
    return NULL;
  if (!gnomon_event_is_recurring (before))
    return g_object_ref (before);
  return gnomon_event_find_occurrence (before, recurrence_id, NULL);
}

/* Whether what was snoozed of that occurrence stays so, and where it stands then. */
static gboolean
follow_snooze (const Planning *planning,
               const char     *recurrence_id,
               Snooze         *snooze)
{
  const GnomonLedgerPlan *plan = planning->plan;
  g_autoptr (GnomonEvent) before = find_before (planning, recurrence_id);
  GnomonInstance instance;
  gint64 key;

  if (before == NULL || plan->silent != NULL)
    return FALSE;
  if (*before->recurrence_id == '\0'
      || !gnomon_series_parse_key (gnomon_event_is_all_day (before), before->recurrence_id, &key))
    key = before->start_wall;
  if (!gnomon_series_follow (plan->before, plan->event, key, &key)
      || !gnomon_series_find (planning->entry->series, key, &instance))
    return FALSE;

  take_instance (planning, &instance, &snooze->due);
  snooze->wake = gnomon_ledger_move_wake (
    plan, snooze->wake, before,
    gnomon_series_to_instant (planning->entry->series, plan->transaction->viewer, instance.start));
  return snooze->due.due <= plan->now;
}

/* One may stand where another one has stood: so none is in its place at first. */
static gboolean
move_snoozes (const Planning  *planning,
              GArray          *snoozes,
              GError         **error)
{
  for (guint i = 0; i < 2 * snoozes->len; i++)
    {
      const Snooze *snooze = &g_array_index (snoozes, Snooze, i % snoozes->len);
      g_autofree char *nowhere = g_strdup_printf ("~%u", i);

      if (!gnomon_ledger_move_snooze (planning->plan->transaction, snooze->row_id,
                                      i < snoozes->len ? nowhere : snooze->due.recurrence_id,
                                      snooze->due.due, snooze->wake, error))
        return FALSE;
    }
  return TRUE;
}

/* What was shown or snoozed, or waits to be shown, of an occurrence that is no more has nothing
 * more to say. */
static gboolean
check_open (const Planning  *planning,
            GError         **error)
{
  const GnomonLedgerPlan *plan = planning->plan;
  g_autoptr (GnomonStatement) row =
    gnomon_db_query (plan->transaction->db, GNOMON_SQL_LEDGER_OPEN_OF_RULE);
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) silenced = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) snoozes = g_array_new (FALSE, FALSE, sizeof (Snooze));
  GnomonStep step;

  gnomon_statement_bind_int (row, 1, planning->rule->id);
  gnomon_statement_bind_int (row, 2, plan->now);
  while ((step = gnomon_statement_step (row, error)) == GNOMON_STEP_ROW)
    {
      gint64 id = gnomon_statement_get_int (row, 0);
      const char *recurrence_id = gnomon_statement_get_text (row, 1);
      gboolean is_snoozed = gnomon_statement_get_int (row, 4) == GNOMON_REMINDER_SNOOZED;
      Snooze snooze = { .row_id = id, .wake = gnomon_statement_get_int (row, 3) };
      GnomonInstance instance;
      Due due = { .due = 0 };
      gint64 key;

      if (gnomon_series_parse_key (planning->entry->all_day, recurrence_id, &key)
          && gnomon_series_find (planning->entry->series, key, &instance))
        take_instance (planning, &instance, &due);
      if (due.due != gnomon_statement_get_int (row, 2))
        {
          if (is_snoozed && follow_snooze (planning, recurrence_id, &snooze))
            g_array_append_val (snoozes, snooze);
          else
            g_array_append_val (gone, id);
        }
      else if (plan->silent != NULL && !gnomon_statement_is_null (row, 3))
        {
          g_array_append_val (silenced, id);
        }
    }
  g_clear_pointer (&row, gnomon_statement_release);
  if (step == GNOMON_STEP_ERROR)
    return FALSE;

  for (guint i = 0; i < gone->len; i++)
    if (!end_row (plan->transaction, g_array_index (gone, gint64, i), error))
      return FALSE;
  for (guint i = 0; i < silenced->len; i++)
    if (!gnomon_ledger_rest_row (plan->transaction, g_array_index (silenced, gint64, i),
                                 plan->silent, error))
      return FALSE;
  return move_snoozes (planning, snoozes, error);
}

/* A series that is over: so that its rule is told of, the last one has a row. */
static gboolean
place_last (const Planning  *planning,
            GError         **error)
{
  g_autoptr (GnomonStatement) any =
    gnomon_db_query (planning->plan->transaction->db, GNOMON_SQL_LEDGER_ANY_OF_RULE);
  GnomonSeriesIter iter;
  GnomonInstance instance;
  Due due = { .due = G_MININT64 };

  gnomon_statement_bind_int (any, 1, planning->rule->id);
  if (gnomon_statement_step (any, NULL) == GNOMON_STEP_ROW)
    return TRUE;
  g_clear_pointer (&any, gnomon_statement_release);

  gnomon_series_iter_init (&iter, planning->entry->series, G_MININT64);
  for (guint i = 0;
       i < GNOMON_SERIES_MAX_EXPANDED && gnomon_series_iter_next (&iter, &instance);
       i++)
    take_instance (planning, &instance, &due);
  return due.due == G_MININT64 || place (planning, &due, error) != FATE_ERROR;
}

static gboolean
plan_next (const Planning  *planning,
           GError         **error)
{
  const GnomonLedgerPlan *plan = planning->plan;
  gint64 time = plan->is_late ? MAX (plan->now, plan->handled) + 1 : plan->now;
  gint64 start = start_before (planning, time);
  Fate fate = FATE_PASSED;
  Due due;

  if (plan->is_late && find_late (planning, plan->handled, &due))
    {
      fate = place (planning, &due, error);
      if (fate == FATE_ERROR)
        return FALSE;
    }
  for (guint i = 0; fate == FATE_PASSED && i < MOST_PASSED; i++)
    {
      if (!find_from (planning, start, time, &due))
        return drop_planned (planning, "", error) && place_last (planning, error);
      fate = place (planning, &due, error);
      if (fate == FATE_ERROR)
        return FALSE;
      start = due.start + 1;
    }
  return drop_planned (planning, due.recurrence_id, error);
}

gboolean
gnomon_ledger_end_series (const GnomonLedgerPlan  *plan,
                          const GnomonLedgerRule  *rule,
                          GError                 **error)
{
  g_autoptr (GnomonStatement) keep =
    gnomon_db_query (plan->transaction->db, GNOMON_SQL_LEDGER_END_KEEP);
  g_autoptr (GnomonStatement) drop =
    gnomon_db_query (plan->transaction->db, GNOMON_SQL_LEDGER_END_DROP);

  gnomon_statement_bind_int (keep, 1, rule->id);
  gnomon_statement_bind_text (keep, 2, plan->before->recurrence_id);
  gnomon_statement_bind_int (drop, 1, rule->id);
  plan->transaction->flags |= GNOMON_CHANGE_REMINDERS;
  return gnomon_statement_run (keep, error) && gnomon_statement_run (drop, error);
}

/* Brings one rule of a series in line with its occurrences, as they are stored. */
gboolean
gnomon_ledger_plan_series (const GnomonLedgerPlan  *plan,
                           const GnomonLedgerRule  *rule,
                           GError                 **error)
{
  g_autoptr (GnomonSeriesCache) cache = gnomon_series_cache_new ();
  Planning planning = { .plan = plan, .rule = rule };

  planning.entry = gnomon_series_cache_get (cache, plan->transaction->db, plan->event->id, error);
  return planning.entry != NULL && check_open (&planning, error) && plan_next (&planning, error);
}
