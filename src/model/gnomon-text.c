/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-error.h"
#include "gnomon-text.h"

static gboolean
check_characters (const char  *text,
                  const char  *field,
                  const char  *allowed_controls,
                  GError     **error)
{
  while (*text >= ' ' && *text <= '~')
    text++;

  /* Most texts that come in have no other letters. */
  if (*text == '\0')
    return TRUE;
  if (!g_utf8_validate (text, -1, NULL))
    {
      gnomon_set_field_error (error, GNOMON_ERROR_INVALID_ARGUMENT, field,
                              "must be valid UTF-8");
      return FALSE;
    }

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c;

      if (*text >= ' ' && *text <= '~')
        continue;
      c = g_utf8_get_char (text);
      if (g_unichar_iscntrl (c) && (c >= 0x80 || strchr (allowed_controls, (int) c) == NULL))
        {
          gnomon_set_field_error (error, GNOMON_ERROR_INVALID_ARGUMENT, field,
                                  "must not have control characters");
          return FALSE;
        }
    }

  return TRUE;
}

/* As g_strstrip(), for the spaces of all scripts. */
static char *
dup_trimmed (const char *text)
{
  const char *end;

  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  end = text + strlen (text);
  while (end > text)
    {
      const char *last = g_utf8_prev_char (end);

      if (!g_unichar_isspace (g_utf8_get_char (last)))
        break;
      end = last;
    }

  return g_strndup (text, (gsize) (end - text));
}

/**
 * gnomon_text_take_line:
 * @text: a text from outside
 * @field: the field that it was given in
 * @max_characters: how many characters it may have once it is trimmed
 * @error: return location for a #GError
 *
 * Errors: %GNOMON_ERROR_INVALID_ARGUMENT for what is too long, not valid UTF-8, or has control
 * characters inside.
 *
 * Returns: (transfer full) (nullable): the text without the white space around it
 */
char *
gnomon_text_take_line (const char  *text,
                       const char  *field,
                       gsize        max_characters,
                       GError     **error)
{
  g_autofree char *trimmed = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (field != NULL, NULL);

  /* White space of more than one line may stand around it, and none within. */
  if (!check_characters (text, field, "\t\n\v\f\r", error))
    return NULL;

  trimmed = dup_trimmed (text);
  if (!check_characters (trimmed, field, "", error))
    return NULL;

  /* There are no more characters than bytes. */
  if (strlen (trimmed) > max_characters
      && (gsize) g_utf8_strlen (trimmed, -1) > max_characters)
    {
      gnomon_set_error_number (error, GNOMON_REASON_MANY_CHARACTERS, field,
                               (gint64) max_characters);
      return NULL;
    }

  return g_steal_pointer (&trimmed);
}

/**
 * gnomon_text_take_lines:
 * @text: a text from outside
 * @field: the field that it was given in
 * @max_bytes: how many bytes of UTF-8 it may have
 * @error: return location for a #GError
 *
 * Errors: %GNOMON_ERROR_INVALID_ARGUMENT for what is too long, not valid UTF-8, or has control
 * characters other than tab and newline.
 *
 * Returns: (transfer full) (nullable): the text, its lines ended by newlines
 */
char *
gnomon_text_take_lines (const char  *text,
                        const char  *field,
                        gsize        max_bytes,
                        GError     **error)
{
  g_autofree char *lines = NULL;
  char *to;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (field != NULL, NULL);

  if (!check_characters (text, field, "\t\n\r", error))
    return NULL;

  lines = g_malloc (strlen (text) + 1);
  to = lines;
  for (; *text != '\0'; text++)
    {
      if (*text != '\r')
        *to++ = *text;
      else if (text[1] != '\n')
        *to++ = '\n';
    }
  *to = '\0';

  if ((gsize) (to - lines) > max_bytes)
    {
      gnomon_set_error_number (error, GNOMON_REASON_MANY_BYTES, field, (gint64) max_bytes);
      return NULL;
    }

  return g_steal_pointer (&lines);
}
