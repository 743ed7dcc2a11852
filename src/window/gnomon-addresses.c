/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gnomon-addresses.h"
#include "gnomon-attendee.h"

/*
 * The model takes plain addresses. A line out of a mail program also has names, quotes and angle
 * brackets: `Mara Ilves <mara@northwind.example>; "Brandt, Jonas" <jonas@northwind.example>`.
 */

static gboolean
is_separator (char c)
{
  return c == ',' || c == ';' || c == '\n' || c == '\r' || c == '\t';
}

/* The end of one entry: the first separator outside of quotes and brackets. */
static const char *
find_entry_end (const char *text)
{
  gboolean quoted = FALSE;
  gboolean bracketed = FALSE;

  for (; *text; text++)
    {
      if (*text == '"')
        quoted = !quoted;
      else if (!quoted && (*text == '<' || *text == '>'))
        bracketed = *text == '<';
      else if (!quoted && !bracketed && is_separator (*text))
        break;
    }

  return text;
}

static char *
dup_name (const char *text,
          gsize       length)
{
  char *name = g_strstrip (g_strndup (text, length));
  gsize n = strlen (name);

  if (n >= 2 && name[0] == '"' && name[n - 1] == '"')
    {
      name[n - 1] = '\0';
      memmove (name, name + 1, n - 1);
    }

  return name;
}

static GnomonAttendee *
parse_entry (const char  *entry,
             GError     **error)
{
  const char *open = strrchr (entry, '<');
  const char *close = open ? strchr (open, '>') : NULL;
  g_autofree char *email = NULL;
  g_autofree char *name = NULL;

  if (close)
    {
      email = g_strstrip (g_strndup (open + 1, (gsize) (close - open - 1)));
      name = dup_name (entry, (gsize) (open - entry));
    }
  else
    {
      email = g_strdup (entry);
      name = g_strdup ("");
    }

  if (!gnomon_attendee_check_email (email, "attendees", error))
    return NULL;

  return gnomon_attendee_new (0, 0, email, name, GNOMON_ATTENDEE_PENDING, 0);
}

/**
 * gnomon_addresses_parse:
 * @text: one or many addresses
 * @refused: (out) (optional): on error, the entry that is no address
 * @error: return location for an error
 *
 * Reads addresses with or without names, separated by commas, semicolons or lines. It is the
 * model that judges each address.
 *
 * Returns: (transfer full) (element-type GnomonAttendee) (nullable): the guests, in their order,
 *   each with id 0; %NULL with the model's error for the first that is no address
 */
GPtrArray *
gnomon_addresses_parse (const char  *text,
                        char       **refused,
                        GError     **error)
{
  g_autoptr (GPtrArray) guests = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (text != NULL, NULL);

  while (*text)
    {
      const char *end = find_entry_end (text);
      g_autofree char *entry = g_strstrip (g_strndup (text, (gsize) (end - text)));

      if (*entry)
        {
          GnomonAttendee *guest = parse_entry (entry, error);

          if (!guest)
            {
              if (refused)
                *refused = g_steal_pointer (&entry);
              return NULL;
            }

          g_ptr_array_add (guests, guest);
        }

      text = *end ? end + 1 : end;
    }

  return g_steal_pointer (&guests);
}

/**
 * gnomon_addresses_find_end:
 * @text: addresses that are being typed or pasted
 *
 * Where the entry begins that may not be complete yet: behind the last separator.
 *
 * Returns: a byte offset; 0 where there is no separator
 */
gsize
gnomon_addresses_find_end (const char *text)
{
  const char *begin = text;

  g_return_val_if_fail (text != NULL, 0);

  for (const char *end = find_entry_end (text); *end; end = find_entry_end (end + 1))
    begin = end + 1;

  return (gsize) (begin - text);
}
