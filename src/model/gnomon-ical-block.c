/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-ical-scan.h"

/*
 * The lines of one event out of its file: as valid UTF-8, and no more of them than there is room
 * for. What makes an event large is mostly a file that it has within (ATTACH, IMAGE): one that does
 * not fit is left out, and costs nothing else.
 */

/* No line below that is left out by itself. */
#define LARGE_LINE ((gsize) 64 * 1024)

/* Of names of properties, in a warning. */
#define MAX_NAME ((gsize) 64)

static gsize
measure_small_lines (const GnomonIcalBlock *block)
{
  g_auto (GnomonIcalLines) lines = { NULL, };
  gsize size = 0;

  gnomon_ical_lines_init (&lines, block->start, block->end, block->line);
  lines.max_length = LARGE_LINE + 1;
  while (gnomon_ical_lines_next (&lines))
    if (lines.length <= LARGE_LINE)
      size += lines.length + 1;
  return size;
}

static void
warn_of_line (const GnomonIcalLines *lines,
              GnomonIcalWarnFunc     warn,
              gpointer               user_data)
{
  g_autofree char *name = NULL;
  gsize length = 0;

  while (length < MIN (lines->length, MAX_NAME) &&
         (g_ascii_isalnum (lines->text[length]) || lines->text[length] == '-'))
    length++;
  name = length > 0 ? g_strndup (lines->text, length) : g_strdup ("?");
  warn (user_data, GNOMON_WARNING_LARGE_LINE, name, NULL);
}

/**
 * gnomon_ical_block_append:
 * @self: an event in a text
 * @out: where to: each line unfolded, with its end
 * @room: how many bytes of the text may be taken, at most %GNOMON_ICAL_MAX_EVENT
 * @tally: counts what had to be mended
 * @warn: is told of each line that is left out, by its property
 * @user_data: for @warn
 *
 * Takes the event's lines. Where they are too many bytes, lines of more than 64 KiB are left out,
 * the first of them last.
 *
 * Returns: %FALSE where the others alone are too many; nothing is appended then
 */
gboolean
gnomon_ical_block_append (const GnomonIcalBlock *self,
                          GString               *out,
                          gsize                  room,
                          GnomonIcalLineTally   *tally,
                          GnomonIcalWarnFunc     warn,
                          gpointer               user_data)
{
  g_auto (GnomonIcalLines) lines = { NULL, };
  gboolean fits = (gsize) (self->end - self->start) <= room;

  if (!fits)
    {
      gsize size = measure_small_lines (self);

      if (size > room)
        return FALSE;
      room -= size;
    }

  gnomon_ical_lines_init (&lines, self->start, self->end, self->line);
  while (gnomon_ical_lines_next (&lines))
    {
      GnomonIcalCleanResult result;

      if (!fits && lines.length > LARGE_LINE)
        {
          if (lines.too_long || lines.length >= room)
            {
              warn_of_line (&lines, warn, user_data);
              continue;
            }
          room -= lines.length + 1;
        }
      result = gnomon_ical_append_clean (out, lines.text, lines.length);
      g_string_append_c (out, '\n');
      tally->latin1 += (result & GNOMON_ICAL_HAD_LATIN1) != 0;
      tally->controls += (result & GNOMON_ICAL_HAD_CONTROLS) != 0;
    }
  return TRUE;
}
