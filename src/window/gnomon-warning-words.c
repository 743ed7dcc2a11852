/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-warning-words.h"

#include <glib/gi18n.h>

#include "gnomon-event.h"
#include "gnomon-words.h"

/*
 * The model's warnings for people: in their language, and with the title of the event. A kind that
 * has no words here does not compile.
 */

static char *
say_count (const char          *words,
           const GnomonWarning *warning)
{
  g_autofree char *number = g_strdup_printf ("%u", warning->number);
  g_auto (GStrv) around = g_strsplit (words, "%s", 2);

  return g_strjoinv (number, around);
}

static char *
say_refusal (const GnomonWarning *warning)
{
  g_autofree char *reason = gnomon_words_for_error (warning->refusal);

  /* Translators: %s says why, mostly in English. */
  return g_strdup_printf (_("Left out: %s"), reason);
}

static char *
say_answer (const GnomonWarning *warning)
{
  if (warning->is_delegated && warning->delegates != NULL)
    /* Translators: addresses, as in "ann@example.com has delegated to ben@example.com". */
    return g_strdup_printf (_("%s has delegated to %s"), warning->value, warning->delegates);
  if (warning->is_delegated)
    /* Translators: %s is an address; in his place others come. */
    return g_strdup_printf (_("%s has delegated to others"), warning->value);

  switch (warning->status)
    {
    case GNOMON_ATTENDEE_ACCEPTED:
      /* Translators: %s is an address. */
      return g_strdup_printf (_("%s has accepted"), warning->value);
    case GNOMON_ATTENDEE_DECLINED:
      /* Translators: %s is an address. */
      return g_strdup_printf (_("%s has declined"), warning->value);
    case GNOMON_ATTENDEE_TENTATIVE:
      /* Translators: %s is an address; a guest who has answered “maybe”. */
      return g_strdup_printf (_("%s may come"), warning->value);
    case GNOMON_ATTENDEE_PENDING:
    default:
      return g_strdup (warning->value);
    }
}

static char *
say_fate (const GnomonWarning *warning,
          const char          *words)
{
  g_autofree char *answer = say_answer (warning);

  return g_strdup_printf (C_("warning", "%s: %s"), answer, words);
}

static char *
say (const GnomonWarning *warning)
{
  const char *value = warning->value;

  switch (warning->kind)
    {
    case GNOMON_WARNING_NO_VALUE:
    case GNOMON_WARNING_NO_PROPERTY:
      return g_strdup_printf (_("A line that cannot be read was left out: %s"), value);
    case GNOMON_WARNING_BAD_STAMP:
      return g_strdup_printf (_("A line that cannot be read was left out: %s"), "DTSTAMP");
    case GNOMON_WARNING_SECOND_LINE:
      return g_strdup_printf (_("Values given twice, of which the first counts: %s"), value);
    case GNOMON_WARNING_LARGE_LINE:
      return g_strdup_printf (_("Lines that are too long, left out: %s"), value);
    case GNOMON_WARNING_BAD_START:
      return g_strdup (_("Left out, as its start cannot be read"));
    case GNOMON_WARNING_BAD_END:
    case GNOMON_WARNING_BAD_DURATION:
      return g_strdup (_("Its end cannot be read"));
    case GNOMON_WARNING_END_BEFORE_START:
      return g_strdup (_("It ends before it starts: the end was left out"));
    case GNOMON_WARNING_ZONE_BY_RULES:
      return g_strdup_printf (_("Unknown time zone “%s”: the file’s own rules count"), value);
    case GNOMON_WARNING_ZONE_UNKNOWN:
      return g_strdup_printf (_("Unknown time zone “%s”: its times are taken as yours"), value);
    case GNOMON_WARNING_ZONE_DIFFERS:
      return g_strdup (_("The file has other rules for its time zone"));
    case GNOMON_WARNING_MANY_ALARMS:
      /* Translators: %s is a number, always a large one. */
      return g_strdup_printf (_("More than %s reminders: the rest was left out"), value);
    case GNOMON_WARNING_MANY_GUESTS:
      /* Translators: %s is a number, always a large one. */
      return g_strdup_printf (_("More than %s guests: the rest was left out"), value);
    case GNOMON_WARNING_LARGE_EVENT:
      return g_strdup (_("Left out, as it is too large"));
    case GNOMON_WARNING_LARGE_CHANGED:
      return g_strdup (_("A changed occurrence was left out, as it is too large"));
    case GNOMON_WARNING_BROKEN:
      return g_strdup (_("Left out, as it cannot be read"));
    case GNOMON_WARNING_TWICE:
      return g_strdup (_("Left out, as it is there twice"));
    case GNOMON_WARNING_REFUSED:
      return say_refusal (warning);
    case GNOMON_WARNING_UNFOLLOWED:
      return g_strdup (_("Its repetition is kept for export, and not followed"));
    case GNOMON_WARNING_BAD_ANSWER:
      return g_strdup (_("A guest’s answer was left out, as it cannot be read"));

    case GNOMON_WARNING_ANSWER:
      return say_answer (warning);
    case GNOMON_WARNING_ANSWER_TO_UNKNOWN:
      return say_fate (warning, _("Left out, as nothing is known of the event"));
    case GNOMON_WARNING_ANSWER_TO_NO_OCCURRENCE:
      return say_fate (warning, _("Left out, as there is no such occurrence"));
    case GNOMON_WARNING_ANSWER_OF_NO_GUEST:
      return say_fate (warning, _("Left out, as nobody of that address is a guest"));
    case GNOMON_WARNING_ANSWER_OLDER:
      return say_fate (warning, _("Left out, as there is a newer answer"));
    case GNOMON_WARNING_ANSWER_OUTDATED:
      return say_fate (warning, _("Left out, as it answers an earlier version of the event"));
    case GNOMON_WARNING_ANSWER_NOT_COUNTED:
      return say_fate (warning, _("Kept for export, and not counted"));

    case GNOMON_WARNING_N_FURTHER:
      return say_count (_("Further warnings: %s"), warning);
    case GNOMON_WARNING_N_OLDER:
      return say_count (_("Older versions of events, left out: %s"), warning);
    case GNOMON_WARNING_N_SHARED:
      return say_count (_("Events under the same identifier as another: %s"), warning);
    case GNOMON_WARNING_N_POINTS:
      return say_count (_("Events without a length, shown as 15 minutes: %s"), warning);
    case GNOMON_WARNING_N_UNTITLED:
      return say_count (_("Events without a title: %s"), warning);
    case GNOMON_WARNING_N_SHORTENED:
      return say_count (_("Long texts, shortened here and kept whole for export: %s"), warning);
    case GNOMON_WARNING_N_RANGES:
      return say_count (_("Series that change at an occurrence, now two series each: %s"), warning);
    case GNOMON_WARNING_N_UNFOLLOWED:
      return say_count (_("Repetitions kept for export, and not followed: %s"), warning);
    case GNOMON_WARNING_N_GUESTS_TWICE:
      return say_count (_("Guests named twice: %s"), warning);
    case GNOMON_WARNING_N_REPEATED:
      return say_count (_("Values given twice, of which the first counts: %s"), warning);
    case GNOMON_WARNING_N_TASKS:
      return say_count (_("Tasks, left out: %s"), warning);
    case GNOMON_WARNING_N_JOURNALS:
      return say_count (_("Journal entries, left out: %s"), warning);
    case GNOMON_WARNING_N_BUSY_TIMES:
      return say_count (_("Lists of busy times, left out: %s"), warning);
    case GNOMON_WARNING_N_ASKED:
      return say_count (_("Requests and proposals of guests, left out: %s"), warning);
    case GNOMON_WARNING_N_OUTSIDE:
    case GNOMON_WARNING_N_INSIDE:
    case GNOMON_WARNING_N_COMPONENTS:
      return say_count (_("Unknown parts of the file, left out: %s"), warning);
    case GNOMON_WARNING_N_LATIN1:
      return say_count (_("Lines not in UTF-8, read as Windows-1252: %s"), warning);
    case GNOMON_WARNING_N_CONTROLS:
      return say_count (_("Lines with control characters, which were left out: %s"), warning);
    case GNOMON_WARNING_N_HEAD_LINES:
      return say_count (_("Lines that are too long, left out: %s"), warning);
    }

  g_return_val_if_reached (NULL);
}

/* What the event of a warning is called; NULL: it is of none. */
static char *
dup_name (const GnomonWarning *warning,
          GPtrArray           *events)
{
  if (warning->title != NULL)
    return g_strdup_printf (C_("title", "“%s”"), warning->title);

  for (guint i = 0; warning->uid != NULL && i < events->len; i++)
    {
      GnomonEvent *event = g_ptr_array_index (events, i);

      if (g_strcmp0 (gnomon_event_get_uid (event), warning->uid) == 0)
        return g_strdup_printf (C_("title", "“%s”"), gnomon_event_get_title (event));
    }

  if (warning->uid == NULL && warning->line > 0)
    {
      g_autofree char *number = g_strdup_printf ("%u", warning->line);

      /* Translators: %s is the number of a line in a file. */
      return g_strdup_printf (_("Line %s"), number);
    }

  return g_strdup (warning->uid);
}

/**
 * gnomon_warning_words:
 * @warning: what the model says of a calendar file
 * @events: (element-type GnomonEvent): events of it, which are named by their titles
 *
 * Returns: (transfer full): the same for people
 */
char *
gnomon_warning_words (const GnomonWarning *warning,
                      GPtrArray           *events)
{
  g_autofree char *name = NULL;
  g_autofree char *words = NULL;

  g_return_val_if_fail (warning != NULL, NULL);
  g_return_val_if_fail (events != NULL, NULL);

  name = dup_name (warning, events);
  words = say (warning);
  if (name == NULL)
    return g_steal_pointer (&words);

  /* Translators: an event, and what is wrong with it, as in "“Choir”: Its end cannot be read". */
  return g_strdup_printf (C_("warning", "%s: %s"), name, words);
}
