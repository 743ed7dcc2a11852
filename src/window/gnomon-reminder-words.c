/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-reminder-words.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n.h>

#include "gnomon-format.h"

/* The ledger notes its reasons in English: for people they are said in their language. */
static const struct
{
  const char *note;
  const char *words;
} known[] = {
  { "its time had passed when it was planned", N_("Its time had passed when it was planned") },
  { "the event is cancelled", N_("The event is cancelled") },
  { "the invitation was declined", N_("You declined the invitation") },
  { "the event was deleted", N_("The event was deleted") },
  { "its occurrence was moved or deleted", N_("The event was moved or deleted") },
  { "its event ended before its snooze could", N_("The event ended before the snooze did") },
  { "nothing could show it until its event was over for too long",
    N_("Nothing could show it until the event was long over") },
};

static void
line_free (gpointer data)
{
  GnomonReminderLine *line = data;

  g_free (line->text);
  g_free (line);
}

/* Takes over @text. */
static void
add_taking (GPtrArray *lines,
            gint64     when,
            char      *text)
{
  GnomonReminderLine *line = g_new0 (GnomonReminderLine, 1);

  line->when = when;
  line->text = text;
  g_ptr_array_add (lines, line);
}

static void
add (GPtrArray  *lines,
     gint64      when,
     const char *text)
{
  add_taking (lines, when, g_strdup (text));
}

static const char *
translate_note (const char *note)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (strcmp (note, known[i].note) == 0)
      return _(known[i].words);

  return note;
}

static void
tell_rule (GPtrArray                 *lines,
           const GnomonReminderStory *story)
{
  if (story->minutes_before == GNOMON_REMINDER_AT_A_TIME
      || (story->minutes_before < 0 && story->is_all_day))
    {
      add (lines, story->planned_at, _("Planned at a time of its own"));
    }
  else
    {
      g_autofree char *before = gnomon_format_reminder (story->minutes_before);

      /* Translators: when a reminder comes, as in "Planned: 10 minutes before". */
      add_taking (lines, story->planned_at, g_strdup_printf (_("Planned: %s"), before));
    }

  if (story->move.at != 0)
    add (lines, story->move.at, _("The event moved, since a time zone changed"));
  add (lines, story->due, _("Due"));
}

static void
tell_shown (GPtrArray                 *lines,
            const GnomonReminderStory *story)
{
  guint others;

  if (story->shown_at == 0)
    return;

  if (!story->is_confirmed)
    add (lines, story->shown_at,
         _("It counts as shown, though the desktop did not answer"));
  else if (sscanf (story->note, "it came in one notification with %u others", &others) == 1)
    add_taking (lines, story->shown_at,
                g_strdup_printf (ngettext ("Shown in one notification with %u other",
                                           "Shown in one notification with %u others", others),
                                 others));
  else
    add (lines, story->shown_at, _("Shown"));
}

static void
tell_mail (GPtrArray                 *lines,
           const GnomonReminderStory *story)
{
  if (story->type == GNOMON_REMINDER_NOTIFICATION)
    return;

  if (story->mail_queued_at == 0)
    {
      add (lines, 0, story->shown_at != 0
                     ? _("No email account was set up: it was shown instead")
                     : _("Where no email account is set up by then, it is shown instead"));
      return;
    }

  add (lines, story->mail_queued_at, _("Handed over to be emailed"));
  if (story->mail_sent_at != 0)
    add (lines, story->mail_sent_at, _("The mail server took it"));
  else if (story->mail_tries > 0)
    /* Translators: %s says why, in the words of the mail server. */
    add_taking (lines, 0, g_strdup_printf (_("It could not be emailed: %s"), story->mail_note));
  if (story->mail_sent_at == 0 && story->mail_wake != 0 && story->mail_tries > 0)
    add (lines, story->mail_wake, _("It is tried again"));
}

/* Who has answered: the programs have names for themselves. */
static char *
dup_answer (const GnomonReminderStory *story,
            gboolean                   is_snooze)
{
  const char *by = story->answered_by;

  if (strcmp (by, "notification") == 0)
    return g_strdup (is_snooze ? _("Snoozed in the notification")
                               : _("Dismissed in the notification"));
  if (strcmp (by, "window") == 0)
    return g_strdup (is_snooze ? _("Snoozed in this window") : _("Dismissed in this window"));
  if (*by == '\0')
    return g_strdup (is_snooze ? _("Snoozed") : _("Dismissed"));

  /* Translators: %s is the name of a program. */
  return g_strdup_printf (is_snooze ? _("Snoozed by %s") : _("Dismissed by %s"), by);
}

static void
tell_planned (GPtrArray                 *lines,
              const GnomonReminderStory *story,
              gint64                     now)
{
  if (story->wake == 0 && story->leased_at != 0)
    return;

  if (story->wake == 0)
    /* Translators: %s is a sentence that says why. */
    add_taking (lines, 0,
                g_strdup_printf (_("It does not come: %s"),
                                 translate_note (story->silent != NULL ? story->silent
                                                                       : story->note)));
  else if (story->lease_pid != 0 && story->wake <= now)
    add (lines, story->leased_at, _("It is being shown"));
  else if (story->wake <= now)
    add (lines, 0, _("Its time has come, but nothing has shown it yet"));
  else
    add (lines, 0, _("It waits for its time"));
}

static void
tell_state (GPtrArray                 *lines,
            const GnomonReminderStory *story,
            gint64                     now)
{
  switch (story->state)
    {
    case GNOMON_REMINDER_PLANNED:
      tell_planned (lines, story, now);
      break;

    case GNOMON_REMINDER_SNOOZED:
      add_taking (lines, story->answered_at, dup_answer (story, TRUE));
      add (lines, story->wake, _("It comes again"));
      break;

    case GNOMON_REMINDER_DISMISSED:
      add_taking (lines, story->answered_at, dup_answer (story, FALSE));
      break;

    case GNOMON_REMINDER_MISSED:
      /* Translators: %s is a sentence that says why. */
      add_taking (lines, story->ended_at,
                  g_strdup_printf (_("Missed: %s"), translate_note (story->note)));
      break;

    case GNOMON_REMINDER_SHOWN:
      add (lines, 0, _("Nobody has answered it"));
      break;

    case GNOMON_REMINDER_MAILED:
    case GNOMON_REMINDER_FAILED:
    default:
      break;
    }
}

/**
 * gnomon_reminder_words_tell:
 * @story: what has happened
 * @now: Unix seconds
 *
 * Returns: (transfer full) (element-type GnomonReminderLine): a line for each thing
 */
GPtrArray *
gnomon_reminder_words_tell (const GnomonReminderStory *story,
                            gint64                     now)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);

  tell_rule (lines, story);
  tell_shown (lines, story);
  tell_mail (lines, story);
  tell_state (lines, story, now);

  return lines;
}
