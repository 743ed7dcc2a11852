/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-ical-kept.h"

/*
 * What an event kept of the file that it came from, sorted for writing (see
 * gnomon-ical-private.h for what it means).
 */

GnomonIcalKept *
gnomon_ical_kept_new (const char *extra)
{
  GnomonIcalKept *self = g_new0 (GnomonIcalKept, 1);
  const char *end = extra + strlen (extra);
  const char *next;

  self->lines = g_array_new (FALSE, FALSE, sizeof (GnomonIcalLine));
  self->components = g_ptr_array_new_with_free_func (g_free);

  for (const char *text = extra; text < end; text = next)
    {
      const char *newline = memchr (text, '\n', (gsize) (end - text));
      GnomonIcalLine line;
      int depth = 1;

      next = newline != NULL ? newline + 1 : end;
      if (!gnomon_ical_line_split (&line, text, (gsize) ((newline != NULL ? newline : end) - text)))
        continue;
      if (!gnomon_ical_line_is (&line, "BEGIN"))
        {
          g_array_append_val (self->lines, line);
          continue;
        }

      while (depth > 0 && next < end)
        {
          GnomonIcalLine inner;

          newline = memchr (next, '\n', (gsize) (end - next));
          newline = newline != NULL ? newline : end;
          if (gnomon_ical_line_split (&inner, next, (gsize) (newline - next)))
            {
              if (gnomon_ical_line_is (&inner, "BEGIN"))
                depth++;
              else if (gnomon_ical_line_is (&inner, "END"))
                depth--;
            }
          next = newline < end ? newline + 1 : end;
        }
      g_ptr_array_add (self->components, g_strndup (text, (gsize) (next - text)));
    }

  return self;
}

void
gnomon_ical_kept_free (GnomonIcalKept *self)
{
  g_array_unref (self->lines);
  g_ptr_array_unref (self->components);
  g_free (self);
}

const GnomonIcalLine *
gnomon_ical_kept_find (GnomonIcalKept *self,
                       const char     *name)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const GnomonIcalLine *line = &g_array_index (self->lines, GnomonIcalLine, i);

      if (gnomon_ical_line_is (line, name))
        return line;
    }
  return NULL;
}

const GnomonIcalLine *
gnomon_ical_kept_find_person (GnomonIcalKept *self,
                              const char     *name,
                              const char     *email)
{
  g_autofree char *wanted = gnomon_attendee_fold_email (email);

  for (guint i = 0; i < self->lines->len; i++)
    {
      const GnomonIcalLine *line = &g_array_index (self->lines, GnomonIcalLine, i);
      g_autofree char *address =
          gnomon_ical_line_is (line, name) ? gnomon_ical_line_dup_email (line) : NULL;
      g_autofree char *folded = address != NULL ? gnomon_attendee_fold_email (address) : NULL;

      if (g_strcmp0 (folded, wanted) == 0)
        return line;
    }
  return NULL;
}
