/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-ical-private.h"

/*
 * The lower half of iCalendar, before any meaning: bytes to text, text to logical lines, lines to
 * their parts, and the same way back. Everything here is linear in its input and takes any bytes.
 */

/* RFC 5545, 3.1: lines of at most 75 octets, the line end not counted. */
#define FOLD_OCTETS 75

#define MAX_LINE_CHARS 255
#define MAX_DESCRIPTION_BYTES (64 * 1024)

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

/**
 * gnomon_ical_decode:
 * @bytes: a file's content
 *
 * Takes a byte order mark away, and turns UTF-16 into UTF-8 and line ends of a lone CR into LF.
 * Bytes that are not UTF-8 stay: gnomon_ical_append_clean() judges them line by line, because
 * a character may be split by a fold.
 *
 * Returns: (transfer full) (nullable): the text; %NULL where the bytes cannot be text
 */
GBytes *
gnomon_ical_decode (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  const char *charset = guess_utf16 (data, size);
  g_autoptr (GBytes) text = NULL;

  if (charset != NULL)
    {
      gsize written = 0;
      char *converted = g_convert ((const char *) data, (gssize) (size & ~(gsize) 1), "UTF-8",
                                   charset, NULL, &written, NULL);

      if (converted == NULL)
        return NULL;
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
      char *copy = g_memdup2 (data, size);

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

  for (gsize i = 0; i < length; i++)
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

/* Logical lines */

void
gnomon_ical_lines_init (GnomonIcalLines *self,
                        const char      *text,
                        const char      *end,
                        guint            number)
{
  *self = (GnomonIcalLines) { .next = text, .end = end, .number = number };
}

void
gnomon_ical_lines_clear (GnomonIcalLines *self)
{
  if (self->unfolded != NULL)
    g_string_free (g_steal_pointer (&self->unfolded), TRUE);
}

/* The physical line at `next`, without its end: LF, CRLF, or what careless transfers make of it. */
static const char *
take_physical_line (GnomonIcalLines *self,
                    gsize           *length)
{
  const char *line = self->next;
  const char *newline = memchr (line, '\n', (gsize) (self->end - line));
  const char *stop = newline != NULL ? newline : self->end;

  self->next = newline != NULL ? newline + 1 : self->end;
  self->number++;
  while (stop > line && stop[-1] == '\r')
    stop--;

  *length = (gsize) (stop - line);
  return line;
}

static gboolean
at_continuation (GnomonIcalLines *self)
{
  return self->next < self->end && (*self->next == ' ' || *self->next == '\t');
}

/**
 * gnomon_ical_lines_next:
 * @self: lines
 *
 * Goes to the next logical line. One that is longer than %GNOMON_ICAL_MAX_LINE is cut there, and
 * says so in `too_long`.
 *
 * Returns: %FALSE at the end
 */
gboolean
gnomon_ical_lines_next (GnomonIcalLines *self)
{
  gsize length = 0;

  do
    {
      if (self->next >= self->end)
        return FALSE;

      self->start = self->next;
      self->start_number = self->number;
      self->text = take_physical_line (self, &length);
    }
  while (length == 0);

  self->too_long = length > GNOMON_ICAL_MAX_LINE;
  self->length = MIN (length, GNOMON_ICAL_MAX_LINE);
  if (!at_continuation (self))
    return TRUE;

  if (self->unfolded == NULL)
    self->unfolded = g_string_new (NULL);
  g_string_truncate (self->unfolded, 0);
  g_string_append_len (self->unfolded, self->text, (gssize) self->length);

  while (at_continuation (self))
    {
      const char *more = take_physical_line (self, &length) + 1;
      gsize room = GNOMON_ICAL_MAX_LINE - self->unfolded->len;

      /* A lone white space is an empty continuation; its end was taken off already. */
      length = length > 0 ? length - 1 : 0;
      self->too_long |= length > room;
      g_string_append_len (self->unfolded, more, (gssize) MIN (length, room));
    }

  self->text = self->unfolded->str;
  self->length = self->unfolded->len;
  return TRUE;
}

/* Content lines */

gboolean
gnomon_ical_line_split (GnomonIcalLine *self,
                        const char     *text,
                        gsize           length)
{
  gsize name_length = 0;
  gboolean quoted = FALSE;

  while (name_length < length && (g_ascii_isalnum (text[name_length]) || text[name_length] == '-'))
    name_length++;
  if (name_length == 0)
    return FALSE;

  for (gsize i = name_length; i < length; i++)
    {
      if (i == name_length && text[i] != ':' && text[i] != ';')
        return FALSE;
      if (text[i] == '"')
        quoted = !quoted;
      else if (text[i] == ':' && !quoted)
        {
          *self = (GnomonIcalLine) {
            .name = text,
            .name_length = name_length,
            .params = text + name_length,
            .params_length = i - name_length,
            .value = text + i + 1,
            .value_length = length - i - 1,
          };
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
equals (const char *text,
        gsize       length,
        const char *word)
{
  return strlen (word) == length && g_ascii_strncasecmp (text, word, length) == 0;
}

gboolean
gnomon_ical_line_is (const GnomonIcalLine *self,
                     const char           *name)
{
  return equals (self->name, self->name_length, name);
}

gboolean
gnomon_ical_line_value_is (const GnomonIcalLine *self,
                           const char           *value)
{
  gsize length = self->value_length;

  while (length > 0 && g_ascii_isspace (self->value[length - 1]))
    length--;
  return equals (self->value, length, value);
}

/* Goes over ";NAME=value" from @at; the value ends before a ';' that is not quoted. */
static gboolean
next_param (const GnomonIcalLine *self,
            gsize                *at,
            gsize                *start,
            gsize                *name_length)
{
  gboolean quoted = FALSE;
  gsize i;

  if (*at >= self->params_length)
    return FALSE;

  *start = *at + 1;
  *name_length = 0;
  for (i = *start; i < self->params_length && (quoted || self->params[i] != ';'); i++)
    {
      if (self->params[i] == '"')
        quoted = !quoted;
      else if (self->params[i] == '=' && *name_length == 0 && !quoted)
        *name_length = i - *start;
    }

  *at = i;
  return TRUE;
}

/* RFC 6868 */
static char *
decode_param (const char *value,
              gsize       length)
{
  GString *out = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      char next = i + 1 < length ? value[i + 1] : '\0';

      if (value[i] == '^' && (next == '^' || next == '\'' || next == 'n'))
        {
          g_string_append_c (out, next == '^' ? '^' : next == 'n' ? '\n' : '"');
          i++;
        }
      else
        {
          g_string_append_c (out, value[i]);
        }
    }
  return g_string_free (out, FALSE);
}

/**
 * gnomon_ical_line_dup_param:
 * @self: a line
 * @name: a parameter's name
 *
 * Returns: (transfer full) (nullable): the parameter's value without its quotes
 */
char *
gnomon_ical_line_dup_param (const GnomonIcalLine *self,
                            const char           *name)
{
  gsize at = 0;
  gsize start;
  gsize name_length;

  while (next_param (self, &at, &start, &name_length))
    if (equals (self->params + start, name_length, name))
      {
        const char *value = self->params + start + name_length + 1;
        gsize length = at - start - name_length - 1;

        if (length >= 2 && value[0] == '"' && value[length - 1] == '"')
          {
            value++;
            length -= 2;
          }
        return decode_param (value, length);
      }

  return NULL;
}

void
gnomon_ical_line_append_params (const GnomonIcalLine *self,
                                GString              *out,
                                const char * const   *without)
{
  gsize at = 0;
  gsize start;
  gsize name_length;

  while (next_param (self, &at, &start, &name_length))
    {
      gboolean wanted = name_length > 0;

      for (guint i = 0; wanted && without[i] != NULL; i++)
        wanted = !equals (self->params + start, name_length, without[i]);
      if (wanted)
        {
          g_string_append_c (out, ';');
          g_string_append_len (out, self->params + start, (gssize) (at - start));
        }
    }
}

/**
 * gnomon_ical_line_dup_email:
 * @self: an ATTENDEE's or ORGANIZER's line
 *
 * Returns: (transfer full) (nullable): the mail address of the person; %NULL where there is none
 *   that Gnomon could store
 */
char *
gnomon_ical_line_dup_email (const GnomonIcalLine *self)
{
  g_autofree char *value = g_strndup (self->value, self->value_length);
  const char *address = g_strstrip (value);
  g_autofree char *param = NULL;

  if (g_ascii_strncasecmp (address, "mailto:", strlen ("mailto:")) == 0)
    address += strlen ("mailto:");
  else if (strchr (address, ':') != NULL)
    address = param = gnomon_ical_line_dup_param (self, "EMAIL");

  if (address == NULL || !gnomon_attendee_check_email (address, "email", NULL))
    return NULL;

  return g_strdup (address);
}

/* Values of the type TEXT */

char *
gnomon_ical_unescape (const char *value,
                      gsize       length)
{
  GString *out = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      if (value[i] == '\\' && i + 1 < length)
        {
          i++;
          g_string_append_c (out, value[i] == 'n' || value[i] == 'N' ? '\n' : value[i]);
        }
      else
        {
          g_string_append_c (out, value[i]);
        }
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
