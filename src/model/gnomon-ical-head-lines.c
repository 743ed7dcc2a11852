/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-ical-head.h"

/*
 * The lines of a VCALENDAR's head from a file and into another. Those that say how the calendar is
 * called, and those that say how it is coloured, go out as they came while that is so; else they
 * are made anew, so that who renames a calendar is not gainsaid by its file.
 */

/* The properties that a warning names. */
#define MAX_NAMED 3

/* The lines of which each has a warning. */
#define MAX_JUNK 20

void
gnomon_ical_head_lines_init (GnomonIcalHeadLines *self)
{
  *self = (GnomonIcalHeadLines) {
    .lines = g_string_new (NULL),
    .left_out = g_string_new (NULL),
    .warnings = g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_warning_free),
  };
}

void
gnomon_ical_head_lines_clear (GnomonIcalHeadLines *self)
{
  if (self->lines != NULL)
    g_string_free (g_steal_pointer (&self->lines), TRUE);
  if (self->left_out != NULL)
    g_string_free (g_steal_pointer (&self->left_out), TRUE);
  g_clear_pointer (&self->warnings, g_ptr_array_unref);
}

/* Lines that each writer makes for itself. */
static const char * const of_the_file[] = { "BEGIN", "END", "VERSION", "PRODID", "CALSCALE",
                                            "METHOD", NULL };

static const char * const naming[] = { "NAME", "X-WR-CALNAME", NULL };

static const char * const coloring[] = { "COLOR", GNOMON_ICAL_COLOR, "X-APPLE-CALENDAR-COLOR",
                                         "X-OUTLOOK-COLOR", NULL };

static gboolean
is_one_of (const GnomonIcalLine *line,
           const char * const   *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (gnomon_ical_line_is (line, names[i]))
      return TRUE;
  return FALSE;
}

static void
leave_out (GnomonIcalHeadLines  *self,
           const GnomonIcalLine *line)
{
  if (self->n_left_out++ < MAX_NAMED)
    g_string_append_printf (self->left_out, "%s%.*s", self->left_out->len > 0 ? ", " : "",
                            (int) MIN (line->name_length, 64), line->name);
}

/**
 * gnomon_ical_head_lines_add:
 * @self: the lines of a head
 * @line: one of a VCALENDAR, outside of its components
 *
 * Takes the line, where it is to be kept.
 */
void
gnomon_ical_head_lines_add (GnomonIcalHeadLines  *self,
                            const GnomonIcalLine *line)
{
  gsize length = (gsize) (line->value + line->value_length - line->name);
  gsize before = self->lines->len;

  if (gnomon_ical_line_is (line, "METHOD"))
    self->is_message = !gnomon_ical_line_value_is (line, "PUBLISH");
  if (is_one_of (line, naming))
    self->is_named = TRUE;
  if (is_one_of (line, of_the_file))
    return;

  if (length < GNOMON_ICAL_MAX_HEAD)
    {
      GnomonIcalCleanResult result =
        gnomon_ical_append_clean (self->lines, line->name, length);

      g_string_append_c (self->lines, '\n');
      self->n_latin1 += (result & GNOMON_ICAL_HAD_LATIN1) != 0;
      self->n_controls += (result & GNOMON_ICAL_HAD_CONTROLS) != 0;
    }
  if (length >= GNOMON_ICAL_MAX_HEAD || self->lines->len > GNOMON_ICAL_MAX_HEAD)
    {
      g_string_truncate (self->lines, before);
      leave_out (self, line);
    }
}

void
gnomon_ical_head_lines_add_junk (GnomonIcalHeadLines *self,
                                 const char          *text,
                                 gsize                length,
                                 guint                number)
{
  g_autofree char *shown = NULL;
  GnomonWarning *warning;

  if (self->warnings->len == MAX_JUNK)
    {
      self->n_unsaid++;
      return;
    }

  shown = gnomon_ical_dup_shown (text, length);
  warning = gnomon_warning_new (GNOMON_WARNING_NO_PROPERTY, shown, NULL);
  warning->line = number;
  g_ptr_array_add (self->warnings, warning);
}

GnomonWarning *
gnomon_ical_head_lines_dup_warning (const GnomonIcalHeadLines *self)
{
  g_autofree char *names = NULL;
  g_autofree char *room = NULL;
  GnomonWarning *warning;

  if (self->n_left_out == 0)
    return NULL;

  names = g_strconcat (self->left_out->str, self->n_left_out > MAX_NAMED ? ", …" : "", NULL);
  room = g_strdup_printf ("%d", (int) (GNOMON_ICAL_MAX_HEAD / 1024));
  warning = gnomon_warning_new (GNOMON_WARNING_N_HEAD_LINES, names, room);
  warning->number = self->n_left_out;
  return warning;
}

/* Writing */

static void
put_text (GString    *out,
          const char *name,
          const char *text)
{
  g_autoptr (GString) content = g_string_new (name);

  g_string_append_c (content, ':');
  gnomon_ical_append_escaped (content, text);
  gnomon_ical_append_folded (out, content->str, content->len);
}

static void
put_color (GString    *out,
           const char *color)
{
  gboolean exact;
  const char *name = gnomon_ical_color_to_text (color, &exact);

  if (name != NULL)
    put_text (out, "COLOR", name);
  if (name == NULL || !exact)
    put_text (out, GNOMON_ICAL_COLOR, color);
}

/**
 * gnomon_ical_append_head:
 * @out: where to
 * @calendar: the calendar that is written
 *
 * Appends its name and its colour, and the lines of the file that it came from: in these, the ones
 * that name it and colour it (NAME of RFC 7986, 5.1, in whatever languages, and COLOR, 5.9) as long
 * as they are true.
 */
void
gnomon_ical_append_head (GString                  *out,
                         const GnomonIcalCalendar *calendar)
{
  g_auto (GnomonIcalHead) said = { NULL, };
  g_auto (GnomonIcalLines) lines = { NULL, };
  gboolean is_named, is_colored;

  gnomon_ical_head_init (&said, calendar->head);
  is_named = g_strcmp0 (said.name, calendar->name) == 0;
  is_colored = g_strcmp0 (said.color, calendar->color) == 0;
  if (!is_named)
    {
      put_text (out, "NAME", calendar->name);
      put_text (out, "X-WR-CALNAME", calendar->name);
    }
  if (!is_colored)
    put_color (out, calendar->color);

  gnomon_ical_lines_init (&lines, calendar->head, calendar->head + strlen (calendar->head), 1);
  while (gnomon_ical_lines_next (&lines))
    {
      GnomonIcalLine line;

      if (gnomon_ical_line_split (&line, lines.text, lines.length) &&
          (is_named || !is_one_of (&line, naming)) && (is_colored || !is_one_of (&line, coloring)))
        gnomon_ical_append_folded (out, lines.text, lines.length);
    }
}
