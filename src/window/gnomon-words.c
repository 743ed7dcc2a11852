/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "gnomon-error.h"
#include "gnomon-feed-reason.h"
#include "gnomon-words.h"

/*
 * The model says in English, by the names of the contract, what went wrong. For what people come
 * across there are words of their own, in their language: a reason that has none here does not
 * compile. The rest is shown as the model has it.
 */

/* (nullable) */
static char *
find_reason_words (const GError *error)
{
  const char *value = gnomon_error_get_value (error);

  switch (gnomon_error_get_reason (error))
    {
    case GNOMON_REASON_OTHER:
      return NULL;

    case GNOMON_REASON_NO_TITLE:
      return g_strdup (_("It needs a title"));
    case GNOMON_REASON_NO_TIME:
      return g_strdup (_("It needs a time"));
    case GNOMON_REASON_NO_NAME:
      return g_strdup (_("It needs a name"));
    case GNOMON_REASON_BAD_TIME:
      return g_strdup (_("This is not a time"));
    case GNOMON_REASON_END_BEFORE_DAY:
      return g_strdup (_("The end must not be before the start"));
    case GNOMON_REASON_END_BEFORE_TIME:
      return g_strdup (_("The end must be after the start"));
    case GNOMON_REASON_END_TOO_FAR:
      return g_strdup (_("This is too far away"));
    case GNOMON_REASON_NO_EMAIL:
      return g_strdup (_("An email address is missing"));
    case GNOMON_REASON_BAD_EMAIL:
      return value != NULL ? g_strdup_printf ("%s (“%s”)", _("This is not an email address"), value)
                           : g_strdup (_("This is not an email address"));
    case GNOMON_REASON_MANY_CHARACTERS:
    case GNOMON_REASON_MANY_BYTES:
      return g_strdup_printf (_("It must not be longer than %s characters"), value);
    case GNOMON_REASON_NO_CALENDAR:
      return g_strdup (_("This calendar was deleted elsewhere"));

    case GNOMON_REASON_NO_SPACE:
      return g_strdup (_("There is no space left on the disk"));
    case GNOMON_REASON_NEWER_DATABASE:
      return g_strdup (_("It was made by a newer version of Gnomon"));

    case GNOMON_REASON_NO_ICALENDAR:
      return g_strdup (_("This is not a calendar file"));
    case GNOMON_REASON_CUT_ICALENDAR:
      return g_strdup (_("The end of the calendar file is missing"));
    case GNOMON_REASON_LARGE_FILE:
      return g_strdup_printf (_("The file is larger than %s MiB"), value);
    case GNOMON_REASON_MANY_EVENTS:
      return g_strdup_printf (_("The file has more than %s events"), value);
    }

  g_return_val_if_reached (NULL);
}

static const char *
find_code_words (const GError *error)
{
  if (error->domain != GNOMON_ERROR)
    return NULL;

  switch (error->code)
    {
    case GNOMON_ERROR_CONFLICT:
      return _("This event was changed elsewhere since you opened it.");
    case GNOMON_ERROR_NOT_FOUND:
      return _("This event was deleted elsewhere.");
    case GNOMON_ERROR_READ_ONLY:
      return _("This calendar cannot be changed.");
    case GNOMON_ERROR_BUSY:
      return _("Another program is busy with the calendar. Try again.");
    default:
      return NULL;
    }
}

static char *
dup_capitalized (const char *text)
{
  GString *phrase = g_string_new (NULL);

  if (*text != '\0')
    {
      g_string_append_unichar (phrase, g_unichar_toupper (g_utf8_get_char (text)));
      g_string_append (phrase, g_utf8_next_char (text));
    }
  return g_string_free (phrase, FALSE);
}

/**
 * gnomon_words_for_error:
 * @error: an error of the model's
 *
 * Returns: (transfer full): a phrase for people, without the field's name
 */
char *
gnomon_words_for_error (const GError *error)
{
  const char *words;
  char *text;

  g_return_val_if_fail (error != NULL, NULL);

  text = find_reason_words (error);
  if (text != NULL)
    return text;

  words = find_code_words (error);
  return words != NULL ? g_strdup (words) : dup_capitalized (gnomon_error_get_text (error));
}

/**
 * gnomon_words_for_feed:
 * @text: why a calendar on the web was not read, as gnomon_feed_reason_format() says it
 *
 * Returns: (transfer full): the same for people, as a phrase that begins with a capital
 */
char *
gnomon_words_for_feed (const char *text)
{
  g_autofree char *value = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  switch (gnomon_feed_reason_find (text, &value))
    {
    case GNOMON_FEED_REASON_OTHER:
      return dup_capitalized (text);
    case GNOMON_FEED_REASON_NO_SERVER:
      return g_strdup (_("The server was not found. Is there a network?"));
    case GNOMON_FEED_REASON_NO_ANSWER:
      return g_strdup (_("The server cannot be reached"));
    case GNOMON_FEED_REASON_NO_PROOF:
      return g_strdup (_("The server does not prove who it is"));
    case GNOMON_FEED_REASON_NOT_THERE:
      return g_strdup_printf (_("The server has no calendar at this address (%s)"), value);
    case GNOMON_FEED_REASON_FORBIDDEN:
      return g_strdup_printf (_("The server does not let everybody read it (%s)"), value);
    case GNOMON_FEED_REASON_STATUS:
      return g_strdup_printf (_("The server answered with the status %s"), value);
    case GNOMON_FEED_REASON_UNREADABLE:
      return g_strdup (_("The server sent no calendar that can be read"));
    case GNOMON_FEED_REASON_CIRCLE:
      return g_strdup (_("The server sends on to other addresses again and again"));
    case GNOMON_FEED_REASON_NOT_WEB:
      return g_strdup (_("The server sends on to an address that is not of the web"));
    case GNOMON_FEED_REASON_SLOW:
      return g_strdup_printf (_("The server took longer than %s seconds"), value);
    case GNOMON_FEED_REASON_CUT:
      return g_strdup (_("The connection broke before the file was whole"));
    case GNOMON_FEED_REASON_LARGE:
      return g_strdup_printf (_("The file is larger than %s MiB"), value);
    }

  g_return_val_if_reached (NULL);
}

/* What was done, as it is taken back and as it is done again. */
static const struct
{
  const char *operation;
  const char *undo;
  const char *redo;
} steps[] = {
  { "create-event", N_("Undo Adding “%s”"), N_("Redo Adding “%s”") },
  { "update-event", N_("Undo Changing “%s”"), N_("Redo Changing “%s”") },
  { "replace-event", N_("Undo Changing “%s”"), N_("Redo Changing “%s”") },
  { "delete-event", N_("Undo Deleting “%s”"), N_("Redo Deleting “%s”") },
  { "update-occurrence", N_("Undo Changing “%s”"), N_("Redo Changing “%s”") },
  { "delete-occurrence", N_("Undo Deleting “%s”"), N_("Redo Deleting “%s”") },
  { "restore-event", N_("Undo Restoring “%s”"), N_("Redo Restoring “%s”") },
  { "add-attendee", N_("Undo Inviting to “%s”"), N_("Redo Inviting to “%s”") },
  { "remove-attendee", N_("Undo Uninviting from “%s”"), N_("Redo Uninviting from “%s”") },
  { "respond", N_("Undo Answer to “%s”"), N_("Redo Answer to “%s”") },
  { "add-reminder", N_("Undo Adding a Reminder to “%s”"), N_("Redo Adding a Reminder to “%s”") },
  { "remove-reminder", N_("Undo Removing a Reminder from “%s”"),
    N_("Redo Removing a Reminder from “%s”") },
  { "create-calendar", N_("Undo Adding Calendar “%s”"), N_("Redo Adding Calendar “%s”") },
  { "update-calendar", N_("Undo Changing Calendar “%s”"), N_("Redo Changing Calendar “%s”") },
  { "delete-calendar", N_("Undo Deleting Calendar “%s”"), N_("Redo Deleting Calendar “%s”") },
  { "import", N_("Undo Import"), N_("Redo Import") },
};

static char *
find_step_of_several (GnomonChange *change,
                      gboolean      again)
{
  guint n_events = gnomon_change_get_n_events (change);

  if (g_str_has_prefix (gnomon_change_get_operation (change), "delete-"))
    return g_strdup_printf (
      again ? ngettext ("Redo Deleting %u Event", "Redo Deleting %u Events", n_events)
            : ngettext ("Undo Deleting %u Event", "Undo Deleting %u Events", n_events), n_events);
  return g_strdup_printf (
    again ? ngettext ("Redo Changing %u Event", "Redo Changing %u Events", n_events)
          : ngettext ("Undo Changing %u Event", "Undo Changing %u Events", n_events), n_events);
}

static char *
find_step (GnomonChange *change,
           gboolean      again)
{
  if (gnomon_change_get_n_events (change) > 1)
    return find_step_of_several (change, again);

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      const char *format = again ? _(steps[i].redo) : _(steps[i].undo);
      g_auto (GStrv) around = NULL;

      if (!g_str_equal (gnomon_change_get_operation (change), steps[i].operation))
        continue;

      around = g_strsplit (format, "%s", 2);
      return g_strjoinv (gnomon_change_get_title (change), around);
    }

  return g_strdup (again ? _("Redo") : _("Undo"));
}

/**
 * gnomon_words_for_undo:
 * @change: a change
 *
 * Returns: (transfer full): what taking it back is called, as in: Undo Deleting “Dentist”
 */
char *
gnomon_words_for_undo (GnomonChange *change)
{
  g_return_val_if_fail (GNOMON_IS_CHANGE (change), NULL);

  return find_step (change, FALSE);
}

/**
 * gnomon_words_for_redo:
 * @change: a change that was undone
 *
 * Returns: (transfer full): what doing it again is called, as in: Redo Deleting “Dentist”
 */
char *
gnomon_words_for_redo (GnomonChange *change)
{
  g_return_val_if_fail (GNOMON_IS_CHANGE (change), NULL);

  return find_step (change, TRUE);
}

/**
 * gnomon_words_for_turn:
 * @change: a change
 * @again: whether it was done again, else undone
 *
 * Returns: (transfer full): that it was, as in: Undone: “Dentist”
 */
char *
gnomon_words_for_turn (GnomonChange *change,
                       gboolean      again)
{
  const char *title;
  guint n_events;

  g_return_val_if_fail (GNOMON_IS_CHANGE (change), NULL);

  title = gnomon_change_get_title (change);
  n_events = gnomon_change_get_n_events (change);
  if (n_events > 1)
    return g_strdup_printf (again ? ngettext ("Done again: %u event", "Done again: %u events",
                                              n_events)
                                  : ngettext ("Undone: %u event", "Undone: %u events", n_events),
                            n_events);
  /* What was imported has no title. */
  if (*title == '\0')
    return g_strdup (again ? _("Done again") : _("Undone"));
  /* Translators: %s is the title of an event, or the name of a calendar. */
  return g_strdup_printf (again ? _("Done again: “%s”") : _("Undone: “%s”"), title);
}
