/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-ical-private.h"

/*
 * Text to logical lines, and lines to their parts, before any meaning. Everything here is linear
 * in its input and takes any bytes.
 */

/* Logical lines */

void
gnomon_ical_lines_init (GnomonIcalLines *self,
                        const char      *text,
                        const char      *end,
                        guint            number)
{
  *self = (GnomonIcalLines) {
    .next = text,
    .end = end,
    .number = number,
    .max_length = GNOMON_ICAL_MAX_LINE,
  };
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
 * Goes to the next logical line. One that is longer than its `max_length`, which is
 * %GNOMON_ICAL_MAX_LINE where nobody sets it lower, is cut there, and says so in `too_long`.
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

  self->too_long = length > self->max_length;
  self->length = MIN (length, self->max_length);
  if (!at_continuation (self))
    return TRUE;

  if (self->unfolded == NULL)
    self->unfolded = g_string_new (NULL);
  g_string_truncate (self->unfolded, 0);
  g_string_append_len (self->unfolded, self->text, (gssize) self->length);

  while (at_continuation (self))
    {
      const char *more = take_physical_line (self, &length) + 1;
      gsize room = self->max_length - self->unfolded->len;

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

/* The bit by which ASCII tells a letter's cases apart. */
#define CASE_BIT 0x20

/* Every line of a file is asked for several names: most differ in their first letter. */
static gboolean
equals (const char *text,
        gsize       length,
        const char *word)
{
  return length > 0 && ((*text ^ *word) & ~CASE_BIT) == 0 &&
         strlen (word) == length && g_ascii_strncasecmp (text, word, length) == 0;
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
      gboolean wanted = TRUE;

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

/* The same for the same UID: one without spaces around it, and of no more characters than an event
 * may have. */
char *
gnomon_ical_fit_uid (const char *text)
{
  g_autofree char *uid = g_strstrip (g_strdup (text));
  g_autofree char *hash = NULL;

  if (*uid == '\0')
    return NULL;
  if (g_utf8_strlen (uid, -1) <= GNOMON_ICAL_MAX_UID)
    return g_steal_pointer (&uid);

  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA1, uid, -1);
  return g_strconcat (hash, "@import.gnomon", NULL);
}

char *
gnomon_ical_line_dup_uid (const GnomonIcalLine *self)
{
  g_autofree char *text = gnomon_ical_unescape (self->value, self->value_length);

  return gnomon_ical_fit_uid (text);
}

/* A UID for an event without one: the same for the same content, so that it is known again. */
char *
gnomon_ical_make_uid (const char *block,
                      gsize       length)
{
  static const char * const volatile_lines[] = { "DTSTAMP", "CREATED", "LAST-MODIFIED" };
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  g_auto (GnomonIcalLines) lines = { NULL, };

  gnomon_ical_lines_init (&lines, block, block + length, 1);
  while (gnomon_ical_lines_next (&lines))
    {
      GnomonIcalLine line;
      gboolean counts = gnomon_ical_line_split (&line, lines.text, lines.length);

      for (guint i = 0; counts && i < G_N_ELEMENTS (volatile_lines); i++)
        counts = !gnomon_ical_line_is (&line, volatile_lines[i]);
      if (counts)
        {
          g_checksum_update (checksum, (const guchar *) lines.text, (gssize) lines.length);
          g_checksum_update (checksum, (const guchar *) "\n", 1);
        }
    }

  return g_strconcat (g_checksum_get_string (checksum), "@import.gnomon", NULL);
}
