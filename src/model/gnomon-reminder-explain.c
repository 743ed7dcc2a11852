/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-civil.h"
#include "gnomon-reminder-story.h"
#include "gnomon-reminders.h"
#include "gnomon-zone.h"

/* The story of a reminder, in English sentences, from what has happened to it. */

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
tell_rule (GString                   *why,
           GnomonStore               *store,
           const GnomonReminderStory *story)
{
  const char *where = story->minutes_before < 0 ? "after" : "before";

  if (story->minutes_before == GNOMON_REMINDER_AT_A_TIME)
    tell (why, store, story->due, "A reminder of “%s” is set for", story->title);
  else if (story->is_all_day)
    tell (why, store, story->due,
          "A reminder of “%s”, %d minutes %s %02d:00 of its day, is due at",
          story->title, ABS (story->minutes_before), where, gnomon_store_get_all_day_hour (store));
  else
    tell (why, store, story->due, "A reminder of “%s”, %d minutes %s its start, is due at",
          story->title, ABS (story->minutes_before), where);

  tell (why, store, story->planned_at, "It was planned at");
}

/* Where it lies elsewhere than when it was written, though nobody has edited it. */
static void
tell_move (GString                   *why,
           GnomonStore               *store,
           const GnomonReminderStory *story)
{
  g_autofree char *old_start = NULL;

  if (story->move.at == 0)
    return;

  old_start = dup_time (store, story->move.old_start);
  tell (why, store, story->move.at, "Its event was moved from %s, since %s, at", old_start,
        story->move.reason);
}

/* How somebody has answered, and who that was. */
static void
tell_answer (GString                   *why,
             GnomonStore               *store,
             const GnomonReminderStory *story,
             const char                *how)
{
  if (g_str_equal (story->answered_by, "notification"))
    tell (why, store, story->answered_at, "It was %s in its notification at", how);
  else if (*story->answered_by != '\0')
    tell (why, store, story->answered_at, "It was %s by %s at", how, story->answered_by);
  else
    tell (why, store, story->answered_at, "It was %s at", how);
}

static void
tell_shown (GString                   *why,
            GnomonStore               *store,
            const GnomonReminderStory *story)
{
  if (story->shown_at != 0 && story->is_confirmed)
    {
      tell (why, store, story->shown_at, "The notification server took it at");
      if (*story->note != '\0')
        g_string_append_printf (why, " Note that %s.", story->note);
    }
  else if (story->shown_at != 0)
    {
      tell (why, store, story->shown_at, "It counts as shown, though %s, at",
            *story->note != '\0' ? story->note : "nothing confirmed it");
    }
}

static void
tell_planned (GString                   *why,
              GnomonStore               *store,
              const GnomonReminderStory *story)
{
  gint64 now = gnomon_clock_get_now (gnomon_store_get_clock (store));

  /* It was handed over to be mailed. */
  if (story->wake == 0 && story->leased_at != 0)
    return;

  if (story->wake == 0)
    g_string_append_printf (why, " It does not ring: %s.",
                            story->silent != NULL ? story->silent : story->note);
  else if (story->lease_pid != 0 && story->leased_at < story->wake && now < story->wake)
    tell (why, store, story->leased_at,
          "Process %" G_GINT64_FORMAT " has had it ready since", story->lease_pid);
  else if (story->lease_pid != 0)
    tell (why, store, story->leased_at,
          "Process %" G_GINT64_FORMAT " has been showing it since", story->lease_pid);
  else if (story->wake <= now)
    g_string_append (why, " Its time has come, but no notification server has taken it yet.");
  else
    g_string_append (why, " It waits for its time.");
}

static void
tell_state (GString                   *why,
            GnomonStore               *store,
            const GnomonReminderStory *story)
{
  switch (story->state)
    {
    case GNOMON_REMINDER_PLANNED:
      tell_planned (why, store, story);
      break;

    case GNOMON_REMINDER_SNOOZED:
      tell_answer (why, store, story, "snoozed");
      tell (why, store, story->wake, "It rings again at");
      break;

    case GNOMON_REMINDER_DISMISSED:
      tell_answer (why, store, story, "dismissed");
      break;

    case GNOMON_REMINDER_MISSED:
      g_string_append_printf (why, " It did not ring: %s.", story->note);
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
tell_mail (GString                   *why,
           GnomonStore               *store,
           const GnomonReminderStory *story)
{
  if (story->type == GNOMON_REMINDER_NOTIFICATION)
    return;

  if (story->mail_queued_at == 0)
    {
      g_string_append (why, story->shown_at != 0
                            ? " It asked for mail, which was not set up: it was shown instead."
                            : " It asks for mail; where that is not set up by then it is shown.");
      return;
    }

  tell (why, store, story->mail_queued_at, "It was handed over to be mailed at");
  if (story->mail_sent_at != 0)
    tell (why, store, story->mail_sent_at, "The mail server took it at");
  else if (story->mail_wake != 0 && story->mail_tries > 0)
    tell (why, store, story->mail_wake,
          "%" G_GINT64_FORMAT " tries failed, the last because %s; it is tried again at",
          story->mail_tries, story->mail_note);
  else if (story->mail_tries > 0)
    g_string_append_printf (why, " It could not be mailed, for %s.%s", story->mail_note,
                            story->type == GNOMON_REMINDER_EMAIL ? " It is shown instead." : "");
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
  g_autoptr (GnomonReminderStory) story =
    gnomon_store_get_reminder_story (self, reminder_id, error);
  GString *why;

  if (story == NULL)
    return NULL;

  why = g_string_new (NULL);
  tell_rule (why, self, story);
  tell_move (why, self, story);
  tell_shown (why, self, story);
  tell_state (why, self, story);
  tell_mail (why, self, story);

  return g_string_free (why, FALSE);
}
