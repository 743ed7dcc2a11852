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
  gunichar first;
  GString *text;

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

  words = find_code_words (error);
  if (words)
    return g_strdup (words);

  rest = error->message;
  if (gnomon_words_get_field (error) >= 0)
    rest = strstr (rest, ": ") + 2;

  first = g_utf8_get_char (rest);
  if (first == 0)
    return g_strdup (error->message);

  text = g_string_new (NULL);
  g_string_append_unichar (text, g_unichar_toupper (first));
  g_string_append (text, g_utf8_next_char (rest));
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
find_step (GnomonChange *change,
           gboolean      again)
{
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
