/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-civil.h"
#include "gnomon-ledger-private.h"
#include "gnomon-move.h"
#include "gnomon-reminders.h"
#include "gnomon-store-private.h"
#include "gnomon-zone.h"

/* The story of a reminder, in English sentences, from what the ledger has recorded. */

/* As in "2026-11-22 09:45:00 Europe/Berlin". */
static char *
dup_time (GnomonStore *store,
          gint64       time)
{
  g_autofree char *text =
    gnomon_civil_format_wall (gnomon_zone_to_wall (gnomon_store_get_viewer_zone (store), time));

  return g_strdup_printf ("%.10s %s %s", text, text + 11,
                          gnomon_store_get_viewer_zone_name (store));
}

G_GNUC_PRINTF (4, 5) static void
tell (GString     *why,
      GnomonStore *store,
      gint64       time,
      const char  *format,
      ...)
{
  g_autofree char *when = dup_time (store, time);
  va_list arguments;

  g_string_append (why, why->len > 0 ? " " : "");
  va_start (arguments, format);
  g_string_append_vprintf (why, format, arguments);
  va_end (arguments);
  g_string_append_printf (why, " %s.", when);
}

static void
tell_rule (GString               *why,
           GnomonStore           *store,
           const GnomonLedgerRow *row,
           GnomonEvent           *event)
{
  if (row->minutes_before < 0)
    tell (why, store, row->due, "A reminder of “%s” is set for", gnomon_event_get_title (event));
  else if (gnomon_event_is_all_day (event))
    tell (why, store, row->due,
          "A reminder of “%s”, %d minutes before %02d:00 of its day, is due at",
          gnomon_event_get_title (event), row->minutes_before,
          gnomon_store_get_all_day_hour (store));
  else
    tell (why, store, row->due, "A reminder of “%s”, %d minutes before its start, is due at",
          gnomon_event_get_title (event), row->minutes_before);

  tell (why, store, row->planned_at, "It was planned at");
}

/* Where it lies elsewhere than when it was written, though nobody has edited it. */
static void
tell_move (GString               *why,
           GnomonStore           *store,
           const GnomonLedgerRow *row)
{
  g_auto (GnomonMove) move = { 0 };
  g_autofree char *old_start = NULL;

  if (!gnomon_store_get_last_move (store, row->event_id, &move))
    return;

  old_start = dup_time (store, move.old_start);
  tell (why, store, move.at, "Its event was moved from %s, since %s, at", old_start, move.reason);
}

/* How somebody has answered, and who that was. */
static void
tell_answer (GString               *why,
             GnomonStore           *store,
             const GnomonLedgerRow *row,
             const char            *how)
{
  gint64 when = row->answered_at != 0 ? row->answered_at : row->ended_at;

  if (g_str_equal (row->answered_by, "notification"))
    tell (why, store, when, "It was %s in its notification at", how);
  else if (*row->answered_by != '\0')
    tell (why, store, when, "It was %s by %s at", how, row->answered_by);
  else
    tell (why, store, when, "It was %s at", how);
}

static void
tell_state (GString               *why,
            GnomonStore           *store,
            const GnomonLedgerRow *row,
            const char            *silent)
{
  if (row->shown_at != 0 && row->sent_at != 0)
    {
      tell (why, store, row->shown_at, "The notification server took it at");
      if (*row->note != '\0')
        g_string_append_printf (why, " Note that %s.", row->note);
    }
  else if (row->shown_at != 0)
    {
      tell (why, store, row->shown_at, "It counts as shown, though %s, at",
            *row->note != '\0' ? row->note : "nothing confirmed it");
    }

  switch (row->state)
    {
    case GNOMON_REMINDER_PLANNED:
      if (row->wake == 0 && row->leased_at != 0)
        break;
      if (row->wake == 0)
        g_string_append_printf (why, " It does not ring: %s.", silent != NULL ? silent : row->note);
      else if (row->lease_pid != 0)
        tell (why, store, row->leased_at, "Process %" G_GINT64_FORMAT " has been showing it since",
              row->lease_pid);
      else if (row->wake <= gnomon_clock_get_now (gnomon_store_get_clock (store)))
        g_string_append (why, " Its time has come, but no notification server has taken it yet.");
      else
        g_string_append (why, " It waits for its time.");
      break;

    case GNOMON_REMINDER_SNOOZED:
      tell_answer (why, store, row, "snoozed");
      tell (why, store, row->wake, "It rings again at");
      break;

    case GNOMON_REMINDER_DISMISSED:
      tell_answer (why, store, row, "dismissed");
      break;

    case GNOMON_REMINDER_MISSED:
      g_string_append_printf (why, " It did not ring: %s.", row->note);
      break;

    case GNOMON_REMINDER_SHOWN:
      g_string_append (why, " Nobody has answered it.");
      break;

    case GNOMON_REMINDER_MAILED:
    case GNOMON_REMINDER_FAILED:
    default:
      break;
    }
}

static void
tell_mail (GString               *why,
           GnomonStore           *store,
           const GnomonLedgerRow *row)
{
  g_autoptr (GnomonStatement) query = NULL;
  const char *note;
  gint64 queued_at, tries;

  if (row->type == GNOMON_REMINDER_NOTIFICATION)
    return;

  query = gnomon_db_query (gnomon_store_get_reader (store), GNOMON_SQL_MAIL_OF_INSTANCE);
  gnomon_statement_bind_int (query, 1, row->id);
  if (gnomon_statement_step (query, NULL) != GNOMON_STEP_ROW)
    {
      g_string_append (why, row->shown_at != 0
                            ? " It asked for mail, which was not set up: it was shown instead."
                            : " It asks for mail; where that is not set up by then it is shown.");
      return;
    }

  queued_at = gnomon_statement_get_int (query, 0);
  tries = gnomon_statement_get_int (query, 2);
  note = gnomon_statement_get_text (query, 4);
  tell (why, store, queued_at, "It was handed over to be mailed at");
  if (!gnomon_statement_is_null (query, 3))
    tell (why, store, gnomon_statement_get_int (query, 3), "The mail server took it at");
  else if (!gnomon_statement_is_null (query, 1) && tries > 0)
    tell (why, store, gnomon_statement_get_int (query, 1),
          "%" G_GINT64_FORMAT " tries failed, the last because %s; it is tried again at", tries,
          note);
  else if (tries > 0)
    g_string_append_printf (why, " It could not be mailed, for %s.%s", note,
                            row->type == GNOMON_REMINDER_EMAIL ? " It is shown instead." : "");
}

/**
 * gnomon_store_explain_reminder:
 * @self: a store
 * @reminder_id: a rule, which stands for its instance, or an instance
 * @error: return location
 *
 * Returns: (transfer full) (nullable): why it rang or did not, in English; else
 *   GNOMON_ERROR_NOT_FOUND
 */
char *
gnomon_store_explain_reminder (GnomonStore  *self,
                               gint64        reminder_id,
                               GError      **error)
{
  g_autoptr (GnomonEvent) event = NULL;
  g_auto (GnomonLedgerRow) row = { 0 };
  GString *why;

  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);

  if (!gnomon_ledger_find (gnomon_store_get_reader (self), reminder_id, &row, error))
    return NULL;

  /* Of an occurrence that is no more there is still its series to name. */
  event = gnomon_events_load_occurrence (gnomon_store_get_reader (self), row.row_id, row.recurrence_id,
                                         FALSE, NULL);
  if (event == NULL)
    event = gnomon_events_load (gnomon_store_get_reader (self), row.event_id, FALSE, error);
  if (event == NULL)
    return NULL;

  why = g_string_new (NULL);
  tell_rule (why, self, &row, event);
  tell_move (why, self, &row);
  tell_state (why, self, &row,
              gnomon_ledger_why_silent (event, gnomon_store_get_own_addresses (self)));
  tell_mail (why, self, &row);

  return g_string_free (why, FALSE);
}
