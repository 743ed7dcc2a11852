/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gnomon-links.h"

/*
 * Descriptions come from other people: all of it is escaped, and only what is known to open a
 * page, a mail or a call becomes a link.
 */

static const char * const schemes[] = { "https://", "http://", "mailto:", "tel:", NULL };

static gsize
scheme_length (const char *text)
{
  for (int i = 0; schemes[i]; i++)
    if (g_ascii_strncasecmp (text, schemes[i], strlen (schemes[i])) == 0)
      return strlen (schemes[i]);

  return 0;
}

static gboolean
is_part_of_uri (gunichar c)
{
  return c > 0x20 && c != 0x7f && !strchr ("<>\"`{}|\\^", (int) MIN (c, 0x7f))
         && !g_unichar_isspace (c) && !g_unichar_iscntrl (c);
}

static gsize
count_bytes (const char *text,
             gsize       length,
             char        byte)
{
  gsize n = 0;

  for (gsize i = 0; i < length; i++)
    n += text[i] == byte;

  return n;
}

/* How far the address at @text reaches: a stop or a bracket after it belongs to the sentence. */
static gsize
uri_length (const char *text)
{
  const char *end = text;
  gsize length;

  while (*end && is_part_of_uri (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);

  length = (gsize) (end - text);

  while (length > 0)
    {
      char last = text[length - 1];

      if (strchr (".,;:!?'*", last)
          || (last == ')' && count_bytes (text, length, '(') < count_bytes (text, length, ')'))
          || (last == ']' && count_bytes (text, length, '[') < count_bytes (text, length, ']')))
        length--;
      else
        break;
    }

  return length;
}

/**
 * gnomon_links_is_safe:
 * @uri: an address from an event
 *
 * Whether it is an address that the window opens: of a page, a mail or a telephone.
 *
 * Returns: %FALSE for all that could do more than show something
 */
gboolean
gnomon_links_is_safe (const char *uri)
{
  gsize scheme;

  g_return_val_if_fail (uri != NULL, FALSE);

  scheme = scheme_length (uri);
  return scheme > 0 && uri[scheme] != '\0';
}

/**
 * gnomon_links_to_markup:
 * @text: plain text
 *
 * Escapes the text and makes links of the addresses in it.
 *
 * Returns: (transfer full): Pango markup, always valid
 */
char *
gnomon_links_to_markup (const char *text)
{
  g_autoptr (GString) markup = g_string_new (NULL);
  g_autofree char *valid = NULL;
  const char *plain;
  const char *p;

  g_return_val_if_fail (text != NULL, NULL);

  valid = g_utf8_make_valid (text, -1);
  plain = p = valid;

  while (*p)
    {
      gboolean at_word = p == valid || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (p)));
      gsize scheme = at_word ? scheme_length (p) : 0;
      gsize length = scheme > 0 ? uri_length (p) : 0;

      if (length <= scheme || scheme == 0)
        {
          p = g_utf8_next_char (p);
          continue;
        }

      {
        g_autofree char *before = g_markup_escape_text (plain, p - plain);
        g_autofree char *uri = g_markup_escape_text (p, (gssize) length);

        g_string_append_printf (markup, "%s<a href=\"%s\">%s</a>", before, uri, uri);
      }

      p += length;
      plain = p;
    }

  {
    g_autofree char *rest = g_markup_escape_text (plain, -1);

    g_string_append (markup, rest);
  }

  return g_string_free (g_steal_pointer (&markup), FALSE);
}

/**
 * gnomon_links_make_markup:
 * @url: an address, or none
 *
 * Returns: (transfer full): it as markup: a link, where it is safe to be opened
 */
char *
gnomon_links_make_markup (const char *url)
{
  const char *shown;

  g_return_val_if_fail (url != NULL, NULL);

  if (!gnomon_links_is_safe (url))
    return g_markup_escape_text (url, -1);

  /* The page's scheme says nothing to people. */
  shown = g_str_has_prefix (url, "https://") ? url + strlen ("https://") : url;

  return g_markup_printf_escaped ("<a href=\"%s\">%s</a>", url, shown);
}
