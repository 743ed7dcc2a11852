/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-error.h"
#include "gnomon-ical-private.h"

/*
 * From the bytes of a file to text and back: encodings, escapes, folds, and the forms in which the
 * model stores texts.
 */

/* RFC 5545, 3.1: lines of at most 75 octets, the line end not counted. */
#define FOLD_OCTETS 75

#define MAX_LINE_CHARS 255
#define SHOWN_CHARACTERS 40
#define MAX_DESCRIPTION_BYTES (64 * 1024)

/* A file that is not read as it stands is held twice, in UTF-16 even more: such a one may have so
 * many bytes. */
#define MAX_CONVERTED_BYTES ((gsize) 64 * 1024 * 1024)

/* What a title is called that is missing: stored events have one. */
#define UNTITLED "Untitled"

/* Windows-1252 from 0x80 to 0x9f; where it has nothing, Latin-1's control character stands and is
 * left out. It is what programs mean that say or imply ISO-8859-1. */
static const guint16 windows_1252[32] = {
  0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
  0x2039, 0x0152, 0x008d, 0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
  0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178,
};

/* Decoding */

static const char *
guess_utf16 (const guint8 *data,
             gsize         size)
{
  if (size < 4)
    return NULL;
  if ((data[0] == 0xff && data[1] == 0xfe) || (data[0] != 0 && data[1] == 0 && data[3] == 0))
    return "UTF-16LE";
  if ((data[0] == 0xfe && data[1] == 0xff) || (data[0] == 0 && data[1] != 0 && data[2] == 0))
    return "UTF-16BE";
  return NULL;
}

static gboolean
check_convertible (gsize    size,
                   GError **error)
{
  if (size <= MAX_CONVERTED_BYTES)
    return TRUE;

  gnomon_set_error_number (error, GNOMON_REASON_LARGE_FILE, "file",
                           MAX_CONVERTED_BYTES / 1024 / 1024);
  return FALSE;
}

/**
 * gnomon_ical_decode:
 * @bytes: a file's content
 * @error: return location for a #GError
 *
 * Takes a byte order mark away, and turns UTF-16 into UTF-8 and line ends of a lone CR into LF.
 * Bytes that are not UTF-8 stay: gnomon_ical_append_clean() judges them line by line, because
 * a character may be split by a fold.
 *
 * Errors: %GNOMON_ERROR_INVALID_ARGUMENT where the bytes cannot be text,
 * %GNOMON_ERROR_LIMIT_EXCEEDED where they are more than can be converted.
 *
 * Returns: (transfer full) (nullable): the text
 */
GBytes *
gnomon_ical_decode (GBytes  *bytes,
                    GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  const char *charset = guess_utf16 (data, size);
  g_autoptr (GBytes) text = NULL;

  if (charset != NULL)
    {
      gsize written = 0;
      char *converted;

      if (!check_convertible (size, error))
        return NULL;
      converted = g_convert ((const char *) data, (gssize) (size & ~(gsize) 1), "UTF-8", charset,
                             NULL, &written, NULL);
      if (converted == NULL)
        {
          gnomon_set_error (error, GNOMON_REASON_NO_ICALENDAR, "file", NULL);
          return NULL;
        }
      text = g_bytes_new_take (converted, written);
      data = g_bytes_get_data (text, &size);
    }
  else
    {
      text = g_bytes_ref (bytes);
    }

  if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      GBytes *rest = g_bytes_new_from_bytes (text, 3, size - 3);

      g_bytes_unref (text);
      text = rest;
      data = g_bytes_get_data (text, &size);
    }

  if (size > 0 && memchr (data, '\n', size) == NULL && memchr (data, '\r', size) != NULL)
    {
      char *copy;

      if (!check_convertible (size, error))
        return NULL;
      copy = g_memdup2 (data, size);
      for (gsize i = 0; i < size; i++)
        if (copy[i] == '\r')
          copy[i] = '\n';
      return g_bytes_new_take (copy, size);
    }

  return g_steal_pointer (&text);
}

static void
append_latin1 (GString    *out,
               const char *line,
               gsize       length)
{
  for (gsize i = 0; i < length; i++)
    {
      guint8 byte = (guint8) line[i];
      gunichar c = byte >= 0x80 && byte < 0xa0 ? windows_1252[byte - 0x80] : byte;

      if (c < 0x80 || c >= 0xa0)
        g_string_append_unichar (out, c);
    }
}

/* U+0080 to U+009F are control characters, too: 0xc2 and a byte below 0xa0. */
static gboolean
append_without_c1 (GString    *out,
                   const char *line,
                   gsize       length)
{
  const char *end = line + length;
  gboolean found = FALSE;

  for (const char *at = line; (at = memchr (at, 0xc2, (gsize) (end - at))) != NULL; at += 2)
    if ((guint8) at[1] < 0xa0)
      {
        g_string_append_len (out, line, at - line);
        line = at + 2;
        found = TRUE;
      }

  g_string_append_len (out, line, end - line);
  return found;
}

/**
 * gnomon_ical_append_clean:
 * @out: where to append
 * @line: a logical line, of any bytes
 * @length: its length
 *
 * Appends the line as UTF-8. Control characters, NUL among them, are left out, but for tabs; a
 * line that is not UTF-8 is read as Windows-1252.
 *
 * Returns: what had to be done
 */
GnomonIcalCleanResult
gnomon_ical_append_clean (GString    *out,
                          const char *line,
                          gsize       length)
{
  GnomonIcalCleanResult result = GNOMON_ICAL_CLEAN;
  g_autoptr (GString) stripped = NULL;
  gsize n_plain = 0;

  while (n_plain < length && line[n_plain] >= ' ' && line[n_plain] <= '~')
    n_plain++;

  /* Most lines have nothing else. */
  if (n_plain == length)
    {
      g_string_append_len (out, line, (gssize) length);
      return GNOMON_ICAL_CLEAN;
    }

  for (gsize i = n_plain; i < length; i++)
    {
      guint8 byte = (guint8) line[i];

      if ((byte >= 0x20 && byte != 0x7f) || byte == '\t')
        {
          if (stripped != NULL)
            g_string_append_c (stripped, (char) byte);
        }
      else if (stripped == NULL)
        {
          stripped = g_string_sized_new (length);
          g_string_append_len (stripped, line, (gssize) i);
          result |= GNOMON_ICAL_HAD_CONTROLS;
        }
    }

  if (stripped != NULL)
    {
      line = stripped->str;
      length = stripped->len;
    }

  if (g_utf8_validate_len (line, length, NULL))
    {
      if (append_without_c1 (out, line, length))
        result |= GNOMON_ICAL_HAD_CONTROLS;
      return result;
    }

  append_latin1 (out, line, length);
  return result | GNOMON_ICAL_HAD_LATIN1;
}

/**
 * gnomon_ical_dup_shown:
 * @line: a line, of any bytes
 * @length: its length
 *
 * Returns: (transfer full): how it begins: what a reader of a warning needs to find it again
 */
char *
gnomon_ical_dup_shown (const char *line,
                       gsize       length)
{
  g_autoptr (GString) clean = g_string_new (NULL);
  g_autofree char *begin = NULL;
  glong n_characters;

  /* Cut within a character, it would not be UTF-8. */
  if (length > SHOWN_CHARACTERS * 6)
    for (length = SHOWN_CHARACTERS * 6; length > 0 && ((guint8) line[length] & 0xc0) == 0x80;)
      length--;
  gnomon_ical_append_clean (clean, line, length);
  n_characters = g_utf8_strlen (clean->str, -1);
  begin = g_utf8_substring (clean->str, 0, MIN (n_characters, SHOWN_CHARACTERS));
  return g_strconcat (begin, n_characters > SHOWN_CHARACTERS ? "…" : "", NULL);
}

/* Values of the type TEXT */

char *
gnomon_ical_unescape (const char *value,
                      gsize       length)
{
  GString *out = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      char next = value[i] == '\\' && i + 1 < length ? value[i + 1] : '\0';

      if (next == 'n' || next == 'N')
        g_string_append_c (out, '\n');
      else if (next == '\\' || next == ';' || next == ',' || next == '"')
        g_string_append_c (out, next);
      else
        {
          /* A backslash that escapes nothing is one, as in C:\\temp. */
          g_string_append_c (out, value[i]);
          continue;
        }
      i++;
    }

  return g_string_free (out, FALSE);
}

void
gnomon_ical_append_escaped (GString    *out,
                            const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      switch (*p)
        {
        case '\n':
          g_string_append (out, "\\n");
          break;

        case '\\':
        case ';':
        case ',':
          g_string_append_c (out, '\\');
          g_string_append_c (out, *p);
          break;

        default:
          if ((guint8) *p >= 0x20 || *p == '\t')
            g_string_append_c (out, *p);
          break;
        }
    }
}

/**
 * gnomon_ical_append_folded:
 * @out: where to append
 * @line: a content line, valid UTF-8
 * @length: its length
 *
 * Appends the line with its end, folded so that no character is split.
 */
void
gnomon_ical_append_folded (GString    *out,
                           const char *line,
                           gsize       length)
{
  gsize room = FOLD_OCTETS;

  while (length > room)
    {
      gsize cut = room;

      while (cut > 0 && ((guint8) line[cut] & 0xc0) == 0x80)
        cut--;
      cut = cut > 0 ? cut : room;
      g_string_append_len (out, line, (gssize) cut);
      g_string_append (out, "\r\n ");
      line += cut;
      length -= cut;
      room = FOLD_OCTETS - 1;
    }

  g_string_append_len (out, line, (gssize) length);
  g_string_append (out, "\r\n");
}

/* Stored forms */

/* One line, trimmed of the spaces of all scripts, of at most @limit characters. */
static char *
fit_line (const char *text,
          glong       limit)
{
  g_autoptr (GString) line = g_string_sized_new (strlen (text));
  glong length = 0;

  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  for (; *text != '\0' && length < limit; text = g_utf8_next_char (text), length++)
    {
      gunichar c = g_utf8_get_char (text);

      g_string_append_unichar (line, c == '\n' || c == '\t' ? ' ' : c);
    }
  while (line->len > 0)
    {
      const char *last = g_utf8_prev_char (line->str + line->len);

      if (!g_unichar_isspace (g_utf8_get_char (last)))
        break;
      g_string_truncate (line, (gsize) (last - line->str));
    }

  return g_strdup (line->str);
}

char *
gnomon_ical_fit_title (const char *text)
{
  g_autofree char *title = fit_line (text, MAX_LINE_CHARS);

  return *title != '\0' ? g_steal_pointer (&title) : g_strdup (UNTITLED);
}

char *
gnomon_ical_fit_line (const char *text)
{
  return fit_line (text, MAX_LINE_CHARS);
}

char *
gnomon_ical_fit_description (const char *text)
{
  gsize length = strlen (text);

  if (length > MAX_DESCRIPTION_BYTES)
    {
      length = MAX_DESCRIPTION_BYTES;
      while (length > 0 && ((guint8) text[length] & 0xc0) == 0x80)
        length--;
    }
  return g_strndup (text, length);
}
