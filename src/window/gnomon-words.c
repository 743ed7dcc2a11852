/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "gnomon-fields.h"
#include "gnomon-words.h"

/*
 * The model judges and says so in English, by the names of the contract. For what people come
 * across while they type there are words of their own, in their language; a message that is not
 * in the table is shown as the model has it.
 */

static const struct
{
  const char *message;
  const char *words;
} known[] = {
  { "title: is required", N_("It needs a title") },
  { "start_time: is required", N_("It needs a time") },
  { "start_time: must be a time, HH:MM", N_("This is not a time") },
  { "end_time: must be a time, HH:MM", N_("This is not a time") },
  { "end_date: must not be before event_date", N_("The end must not be before the start") },
  { "end_time: must be after start_time", N_("The end must be after the start") },
  { "end_date: must not be after 9999-12-31", N_("This is too far away") },
  { "attendees: Email is required.", N_("An email address is missing") },
  { "attendees: Invalid email format.", N_("This is not an email address") },
};

/* Where a message has a value in it, as of a number or a name, the words have it too; what the
 * model says of any field stands without the field. */
static const struct
{
  const char *before;           /* what the message begins with */
  const char *after;            /* and ends with, behind the value */
  const char *words;
} patterns[] = {
  { "name: is required", "", N_("It needs a name") },
  { "must not be longer than ", " characters", N_("It must not be longer than %s characters") },
  { "must not be longer than ", " bytes", N_("It must not be longer than %s characters") },
  { "id: no calendar ", "", N_("This calendar was deleted elsewhere") },
  { "No space left for the calendar's database", "", N_("There is no space left on the disk") },
  { "The calendar's database was made by a newer version of Gnomon", "",
    N_("It was made by a newer version of Gnomon") },

  /* A calendar file, and one that a server has sent. */
  { "file: not an iCalendar file that is whole", "",
    N_("The end of the calendar file is missing") },
  { "file: not an iCalendar file", "", N_("This is not a calendar file") },
  { "file: larger than ", " MiB", N_("The file is larger than %s MiB") },
  { "file: more than ", " events", N_("The file has more than %s events") },

  /* What becomes of an address on the web. */
  { "the server was not found", "", N_("The server was not found. Is there a network?") },
  { "the server cannot be reached", "", N_("The server cannot be reached") },
  { "the server does not prove who it is", "", N_("The server does not prove who it is") },
  { "the server has no calendar at this address (", ")",
    N_("The server has no calendar at this address (%s)") },
  { "the server does not let everybody read it (", ")",
    N_("The server does not let everybody read it (%s)") },
  { "the server answered with the status ", "", N_("The server answered with the status %s") },
  { "the server sent no calendar that can be read: ", "",
    N_("The server sent no calendar that can be read") },
  { "the server sends on to other addresses more than ", " times",
    N_("The server sends on to other addresses again and again") },
  { "the server sends on to an address that is not of the web", "",
    N_("The server sends on to an address that is not of the web") },
  { "the server took longer than ", " seconds", N_("The server took longer than %s seconds") },
  { "the connection broke before the file was whole", "",
    N_("The connection broke before the file was whole") },
  { "the file is larger than ", " MiB", N_("The file is larger than %s MiB") },
};

/* (nullable) */
static char *
find_pattern_words (const char *message)
{
  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      gsize before = strlen (patterns[i].before), after = strlen (patterns[i].after);
      gsize length = strlen (message);
      g_autofree char *value = NULL;
      g_auto (GStrv) around = NULL;

      if (length < before + after || !g_str_has_prefix (message, patterns[i].before)
          || !g_str_has_suffix (message, patterns[i].after))
        continue;

      value = g_strndup (message + before, length - before - after);
      around = g_strsplit (_(patterns[i].words), "%s", 2);
      return g_strjoinv (value, around);
    }

  return NULL;
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

/**
 * gnomon_words_get_field:
 * @error: an error of the model's
 *
 * Returns: the #GnomonEventKey with which its message begins; -1 where it begins with none
 */
int
gnomon_words_get_field (const GError *error)
{
  const char *colon;
  g_autofree char *name = NULL;

  g_return_val_if_fail (error != NULL, -1);

  colon = strstr (error->message, ": ");
  if (!colon)
    return -1;

  name = g_strndup (error->message, (gsize) (colon - error->message));
  return gnomon_kind_find_key (GNOMON_KIND_EVENT, name, NULL);
}

static gboolean
is_of_field (const GError *error)
{
  const char *colon = strstr (error->message, ": ");
  g_autofree char *name = NULL;

  if (error->domain != GNOMON_ERROR || colon == NULL)
    return FALSE;

  name = g_strndup (error->message, (gsize) (colon - error->message));
  return gnomon_kind_find_key (GNOMON_KIND_EVENT, name, NULL) >= 0
         || gnomon_kind_find_key (GNOMON_KIND_CALENDAR, name, NULL) >= 0;
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
  const char *rest;
  char *text;

  g_return_val_if_fail (error != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      if (!g_str_has_prefix (error->message, known[i].message))
        continue;

      /* In a list the model says which of the values it means: (“ann”). */
      rest = error->message + strlen (known[i].message);
      if (*rest == '\0' || g_str_has_prefix (rest, " ("))
        return g_strconcat (_(known[i].words), rest, NULL);
    }

  text = find_pattern_words (error->message);
  if (text != NULL)
    return text;

  words = find_code_words (error);
  if (words)
    return g_strdup (words);

  rest = error->message;
  if (is_of_field (error))
    rest = strstr (rest, ": ") + 2;

  return *rest != '\0' ? gnomon_words_for_reason (rest) : g_strdup (error->message);
}

/**
 * gnomon_words_for_reason:
 * @reason: why something failed, as in: the server took longer than 90 seconds
 *
 * Returns: (transfer full): the same for people, as a phrase that begins with a capital
 */
char *
gnomon_words_for_reason (const char *reason)
{
  char *words;
  GString *text;

  g_return_val_if_fail (reason != NULL, NULL);

  words = find_pattern_words (reason);
  if (words != NULL || *reason == '\0')
    return words != NULL ? words : g_strdup (reason);

  text = g_string_new (NULL);
  g_string_append_unichar (text, g_unichar_toupper (g_utf8_get_char (reason)));
  g_string_append (text, g_utf8_next_char (reason));
  return g_string_free (text, FALSE);
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
