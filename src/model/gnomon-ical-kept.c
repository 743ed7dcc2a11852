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

static int
compare_lines (const void *a,
               const void *b)
{
  const GnomonIcalLine *first = a;
  const GnomonIcalLine *second = b;
  gsize first_length = (gsize) (first->value + first->value_length - first->name);
  gsize second_length = (gsize) (second->value + second->value_length - second->name);
  int order = memcmp (first->name, second->name, MIN (first_length, second_length));

  return order != 0 ? order : first_length < second_length ? -1 : first_length > second_length;
}

static int
compare_components (const void *a,
                    const void *b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/**
 * gnomon_ical_kept_normalize:
 * @extra: what an event keeps
 *
 * Puts lines and components in an order that does not depend on who wrote the file, so that what
 * was exported is known again.
 *
 * Returns: (transfer full): the same in that order
 */
char *
gnomon_ical_kept_normalize (const char *extra)
{
  g_autoptr (GnomonIcalKept) kept = gnomon_ical_kept_new (extra);
  GString *out = g_string_sized_new (strlen (extra));

  g_array_sort (kept->lines, compare_lines);
  g_ptr_array_sort (kept->components, compare_components);
  for (guint i = 0; i < kept->lines->len; i++)
    {
      const GnomonIcalLine *line = &g_array_index (kept->lines, GnomonIcalLine, i);

      g_string_append_len (out, line->name, line->value + line->value_length - line->name);
      g_string_append_c (out, '\n');
    }
  for (guint i = 0; i < kept->components->len; i++)
    g_string_append (out, g_ptr_array_index (kept->components, i));
  return g_string_free (out, FALSE);
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

GnomonIcalZones *
gnomon_ical_kept_list_zones (GnomonIcalKept *self)
{
  GnomonIcalZones *zones = gnomon_ical_zones_new ();

  for (guint i = 0; i < self->components->len; i++)
    {
      const char *text = g_ptr_array_index (self->components, i);

      if (gnomon_ical_component_is (text, "VTIMEZONE"))
        gnomon_ical_zones_add (zones, text, text + strlen (text));
    }
  return zones;
}

gboolean
gnomon_ical_component_is (const char *text,
                          const char *name)
{
  GnomonIcalLine line;

  return gnomon_ical_line_split (&line, text, strcspn (text, "\n")) &&
         gnomon_ical_line_value_is (&line, name);
}

/* (transfer full) (nullable): the TZID of a VTIMEZONE */
char *
gnomon_ical_dup_tzid (const char *text)
{
  for (const char *end = strchr (text, '\n'); end != NULL; end = strchr (text, '\n'))
    {
      GnomonIcalLine line;

      if (gnomon_ical_line_split (&line, text, (gsize) (end - text)) &&
          gnomon_ical_line_is (&line, "TZID"))
        return gnomon_ical_unescape (line.value, line.value_length);
      text = end + 1;
    }
  return NULL;
}
