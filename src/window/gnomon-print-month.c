/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-print-page.h"

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-describe.h"
#include "gnomon-lanes.h"
#include "gnomon-week.h"

/* A month on a page: as in the window, whole weeks, events as bars and lines, "+2 more". */

#define DAYS GNOMON_LANES_MAX_DAYS
#define MARGIN 3

void
gnomon_print_get_month_days (gint64  day,
                             int     week_start,
                             gint64 *first_day,
                             gint64 *end_day)
{
  int year, month;
  gint64 month_start;

  gnomon_civil_day_to_ymd (day, &year, &month, NULL);
  month_start = gnomon_civil_day_from_ymd (year, month, 1);
  *first_day = gnomon_week_get_start (month_start, week_start);
  *end_day = gnomon_week_get_start (month_start + gnomon_civil_days_in_month (year, month) - 1,
                                    week_start) + DAYS;
}

static void
draw_day_number (GnomonPrintPage *page,
                 double           x,
                 double           y,
                 double           width,
                 gint64           day,
                 gint64           month_day)
{
  g_autofree char *text = NULL;
  int month, this_month, number;

  gnomon_civil_day_to_ymd (month_day, NULL, &month, NULL);
  gnomon_civil_day_to_ymd (day, NULL, &this_month, &number);
  text = number == 1 ? gnomon_format_day_month (day) : g_strdup_printf ("%d", number);
  gnomon_print_page_draw_text (page, x + MARGIN, y + MARGIN, width - 2 * MARGIN, GNOMON_PRINT_TEXT,
                               this_month == month, 0,
                               day == page->today     ? GNOMON_INK_NOW
                               : this_month == month ? GNOMON_INK_FULL
                                                     : GNOMON_INK_SOFT,
                               text);
}

static GArray *
make_items (GPtrArray *occurrences,
            gint64     first_day,
            GPtrArray *shown)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (GnomonLaneItem));

  for (guint i = 0; i < occurrences->len; i++)
    {
      GnomonOccurrence *occurrence = g_ptr_array_index (occurrences, i);
      gint64 first = gnomon_occurrence_get_first_day (occurrence);
      gint64 last = gnomon_occurrence_get_last_day (occurrence);
      GnomonLaneItem item;

      if (last < first_day || first >= first_day + DAYS)
        continue;

      item = (GnomonLaneItem){
        .start = gnomon_occurrence_get_start_wall (occurrence),
        .end = gnomon_occurrence_get_end_wall (occurrence),
        .first_day = (int) (MAX (first, first_day) - first_day),
        .last_day = (int) (MIN (last, first_day + DAYS - 1) - first_day),
        .rank = gnomon_lanes_get_rank (occurrence),
        .bar = gnomon_occurrence_is_bar (occurrence),
      };
      g_array_append_val (items, item);
      g_ptr_array_add (shown, occurrence);
    }

  return items;
}

static void
draw_week_events (GnomonPrintPage *page,
                  double           y,
                  double           height,
                  gint64           first_day,
                  GPtrArray       *occurrences)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();
  g_autoptr (GArray) items = make_items (occurrences, first_day, shown);
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (GnomonLanePiece));
  g_autofree int *lines = g_new (int, items->len);
  guint more[DAYS] = { 0 };
  double column = page->width / DAYS;
  double head = gnomon_print_page_line_height (page, GNOMON_PRINT_TEXT) + 2 * MARGIN;
  double pitch = gnomon_print_page_line_height (page, GNOMON_PRINT_TEXT) + 2;
  int n_lines = (int) ((height - head - 1) / pitch);
  const GnomonLaneItem *all = (const GnomonLaneItem *) (gpointer) items->data;

  gnomon_lanes_pack (all, items->len, lines);
  gnomon_lanes_fit (all, lines, items->len, n_lines, pieces, more);

  for (guint i = 0; i < pieces->len; i++)
    {
      const GnomonLanePiece *piece = &g_array_index (pieces, GnomonLanePiece, i);
      GnomonOccurrence *occurrence = g_ptr_array_index (shown, piece->item);
      double x = piece->first_day * column + MARGIN;
      double width = (piece->last_day - piece->first_day + 1) * column - 2 * MARGIN;
      double top = y + head + piece->line * pitch;
      g_autofree char *time = gnomon_format_time (gnomon_occurrence_get_start_wall (occurrence),
                                                  page->hours);

      if (all[piece->item].bar)
        gnomon_print_page_draw_block (page, x, top, width, pitch - 1.5, occurrence, width,
                                      NULL);
      else
        gnomon_print_page_draw_line (page, x, top, width, occurrence, time);
    }

  for (int day = 0; day < DAYS; day++)
    {
      g_autofree char *text = NULL;

      if (more[day] == 0)
        continue;

      /* Translators: below the events of a day that are shown: that many more there are. */
      text = g_strdup_printf (ngettext ("+%u more", "+%u more", more[day]), more[day]);
      gnomon_print_page_draw_text (page, day * column + MARGIN + 6,
                                   y + head + (n_lines - 1) * pitch, column - 2 * MARGIN,
                                   GNOMON_PRINT_SMALL, TRUE, 0, GNOMON_INK_SOFT, text);
    }
}

void
gnomon_print_page_draw_month (GnomonPrintPage *page,
                              gint64           day,
                              GPtrArray       *occurrences)
{
  g_autofree char *title = gnomon_format_month_year (day);
  double column = page->width / DAYS;
  gint64 first_day, end_day;
  double top, height;
  int n_weeks;

  gnomon_print_get_month_days (day, page->week_start, &first_day, &end_day);
  n_weeks = (int) ((end_day - first_day) / DAYS);
  top = gnomon_print_page_draw_title (page, title, NULL);

  for (int i = 0; i < DAYS; i++)
    {
      g_autofree char *name = gnomon_format_weekday_long (gnomon_civil_weekday (first_day + i));

      gnomon_print_page_draw_text (page, i * column + MARGIN, top, column - 2 * MARGIN,
                                   GNOMON_PRINT_TEXT, FALSE, 0, GNOMON_INK_SOFT, name);
    }
  top += gnomon_print_page_line_height (page, GNOMON_PRINT_TEXT) + 4;
  height = (page->height - top) / n_weeks;

  for (int i = 0; i < DAYS; i++)
    if (gnomon_describe_is_day_off (first_day + i, page->work_days))
      gnomon_print_page_fill_tint (page, i * column, top, column, page->height - top);
  for (int i = 0; i <= n_weeks; i++)
    gnomon_print_page_draw_rule (page, 0, top + i * height, page->width, top + i * height);
  for (int i = 0; i <= DAYS; i++)
    gnomon_print_page_draw_rule (page, i * column, top, i * column, page->height);

  for (int week = 0; week < n_weeks; week++)
    {
      for (int i = 0; i < DAYS; i++)
        draw_day_number (page, i * column, top + week * height, column,
                         first_day + week * DAYS + i, day);
      draw_week_events (page, top + week * height, height, first_day + week * DAYS, occurrences);
    }
}
