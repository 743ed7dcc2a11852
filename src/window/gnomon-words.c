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
