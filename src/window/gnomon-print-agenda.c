/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-print-page.h"

#include <glib/gi18n.h>

#include "gnomon-civil.h"

/* A list of days and their events, on as many pages as it takes. */

#define TIME_WIDTH 96
#define HEAD_SPACE 10

static double
get_pitch (GnomonPrintPage *page)
{
  return gnomon_print_page_line_height (page, GNOMON_PRINT_TEXT) + 3;
}

static double
get_height (GnomonPrintPage       *page,
            const GnomonPrintLine *line,
            gboolean               is_first)
{
  double pitch = get_pitch (page);

  return line->occurrence == NULL && !is_first ? pitch + HEAD_SPACE : pitch;
}

static double
get_top (GnomonPrintPage *page)
{
  return gnomon_print_page_line_height (page, GNOMON_PRINT_TITLE) + 8;
}

GArray *
gnomon_print_list_agenda (GPtrArray *occurrences,
                          gint64     first_day,
                          gint64     end_day)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (GnomonPrintLine));

  for (gint64 day = first_day; day < end_day; day++)
    {
      gboolean any = FALSE;

      for (guint i = 0; i < occurrences->len; i++)
        {
          GnomonOccurrence *occurrence = g_ptr_array_index (occurrences, i);
          GnomonPrintLine head = { .day = day };
          GnomonPrintLine line = { .day = day, .occurrence = occurrence };

          if (gnomon_occurrence_get_first_day (occurrence) > day
              || gnomon_occurrence_get_last_day (occurrence) < day)
            continue;

          if (!any)
            g_array_append_val (lines, head);
          any = TRUE;
          g_array_append_val (lines, line);
        }
    }

  return lines;
}

guint
gnomon_print_fit_agenda (GnomonPrintPage *page,
                         GArray          *lines,
                         guint            first)
{
  double room = page->height - get_top (page) - get_pitch (page);
  guint n_lines = 0;

  while (first + n_lines < lines->len)
    {
      const GnomonPrintLine *line = &g_array_index (lines, GnomonPrintLine, first + n_lines);

      room -= get_height (page, line, n_lines == 0);
      if (room < 0 && n_lines > 0)
        break;
      n_lines++;
    }

  /* A heading does not stand alone at the foot of a page. */
  if (first + n_lines < lines->len && n_lines > 1
      && g_array_index (lines, GnomonPrintLine, first + n_lines - 1).occurrence == NULL)
    n_lines--;

  return n_lines;
}

static void
draw_line (GnomonPrintPage       *page,
           double                 y,
           const GnomonPrintLine *line)
{
  GnomonOccurrence *occurrence = line->occurrence;
  const char *location = gnomon_occurrence_get_location (occurrence);
  double height = gnomon_print_page_line_height (page, GNOMON_PRINT_TEXT);
  double rest = page->width - TIME_WIDTH - 12;
  double title_width = *location != '\0' ? rest * .62 : rest;
  g_autofree char *time = NULL;

  if (gnomon_occurrence_is_bar (occurrence))
    time = g_strdup (_("All day"));
  else
    time = gnomon_format_time_range (gnomon_occurrence_get_start_wall (occurrence),
                                     gnomon_occurrence_get_end_wall (occurrence), page->hours);
  gnomon_print_page_draw_text (page, 0, y, TIME_WIDTH - 8, GNOMON_PRINT_TEXT, FALSE, 0,
                               GNOMON_INK_SOFT, time);
  gnomon_print_page_draw_mark (page, TIME_WIDTH, y + 1, height - 2, occurrence);
  gnomon_print_page_draw_text (page, TIME_WIDTH + 10, y, title_width - 8, GNOMON_PRINT_TEXT, FALSE,
                               0, GNOMON_INK_FULL, gnomon_occurrence_get_title (occurrence));
  if (*location != '\0')
    gnomon_print_page_draw_text (page, TIME_WIDTH + 10 + title_width, y, rest - title_width,
                                 GNOMON_PRINT_TEXT, FALSE, 0, GNOMON_INK_SOFT, location);
}

void
gnomon_print_page_draw_agenda (GnomonPrintPage *page,
                               const char      *title,
                               GArray          *lines,
                               guint            first,
                               guint            n_lines)
{
  double pitch = get_pitch (page);
  double y = gnomon_print_page_draw_title (page, title, NULL);

  if (lines->len == 0)
    gnomon_print_page_draw_text (page, 0, y, page->width, GNOMON_PRINT_TEXT, FALSE, 0,
                                 GNOMON_INK_SOFT, _("Nothing planned"));

  for (guint i = first; i < first + n_lines; i++)
    {
      const GnomonPrintLine *line = &g_array_index (lines, GnomonPrintLine, i);
      double height = get_height (page, line, i == first);

      if (line->occurrence == NULL)
        {
          g_autofree char *day = gnomon_format_date_long (line->day, page->today);

          gnomon_print_page_draw_text (page, 0, y + height - pitch, page->width, GNOMON_PRINT_TEXT,
                                       TRUE, 0,
                                       line->day == page->today ? GNOMON_INK_NOW : GNOMON_INK_FULL,
                                       day);
          gnomon_print_page_draw_rule (page, 0, y + height - 2, page->width, y + height - 2);
        }
      else
        {
          draw_line (page, y, line);
        }
      y += height;
    }
}
