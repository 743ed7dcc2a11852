/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-print-page.h"

#include <math.h>

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-describe.h"
#include "gnomon-week-lanes.h"

/* A day or a week on a page, hour by hour; whole days and longer lie above. */

#define GUTTER 44
#define MARGIN 2
#define MAX_BARS 6

/* What of the day is drawn, in seconds. */
typedef struct
{
  int first;
  int last;
  double top;
  double hour_height;
} Hours;

static gint64
get_day_start (gint64 day)
{
  return day * GNOMON_DAY_SECONDS;
}

/* The working hours, and all that events need before and after them, in whole hours. */
static Hours
find_hours (GnomonPrintPage *page,
            gint64           first_day,
            int              n_days,
            GPtrArray       *occurrences)
{
  Hours hours = { .first = page->work_start * 60, .last = page->work_end * 60 };

  for (guint i = 0; i < occurrences->len; i++)
    {
      GnomonOccurrence *occurrence = g_ptr_array_index (occurrences, i);
      gint64 first = gnomon_occurrence_get_first_day (occurrence);
      gint64 last = gnomon_occurrence_get_last_day (occurrence);

      if (gnomon_occurrence_is_bar (occurrence) || last < first_day || first >= first_day + n_days)
        continue;

      hours.first = first == last
                      ? MIN (hours.first, (int) (gnomon_occurrence_get_start_wall (occurrence)
                                                 - get_day_start (first)))
                      : 0;
      hours.last = first == last
                     ? MAX (hours.last, (int) (gnomon_occurrence_get_end_wall (occurrence)
                                               - get_day_start (first)))
                     : (int) GNOMON_DAY_SECONDS;
    }

  hours.first = hours.first / 3600 * 3600;
  hours.last = MIN ((hours.last + 3599) / 3600 * 3600, (int) GNOMON_DAY_SECONDS);

  return hours;
}

static double
get_y (const Hours *hours,
       gint64       seconds)
{
  return hours->top + (double) (CLAMP (seconds, hours->first, hours->last) - hours->first) / 3600
                      * hours->hour_height;
}

static void
draw_heads (GnomonPrintPage *page,
            double           top,
            double           column,
            gint64           first_day,
            int              n_days)
{
  for (int i = 0; i < n_days; i++)
    {
      gint64 day = first_day + i;
      g_autofree char *weekday = gnomon_format_weekday_short (gnomon_civil_weekday (day));
      g_autofree char *date = gnomon_format_day_month (day);
      /* Translators: the head of a day in a printed week: the weekday and the date. */
      g_autofree char *text = g_strdup_printf (C_("printed day", "%s %s"), weekday, date);

      gnomon_print_page_draw_text (page, GUTTER + i * column + 2 * MARGIN, top,
                                   column - 4 * MARGIN, GNOMON_PRINT_TEXT, TRUE, 0,
                                   day == page->today ? GNOMON_INK_NOW : GNOMON_INK_FULL, text);
    }
}

/* Whole days and longer, as bars over the hours; answers the height that they take. */
static double
draw_bars (GnomonPrintPage *page,
           double           top,
           double           column,
           gint64           first_day,
           int              n_days,
           GPtrArray       *occurrences)
{
  double pitch = gnomon_print_page_line_height (page, GNOMON_PRINT_TEXT) + 3;
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (GnomonLaneItem));
  g_autoptr (GPtrArray) bars = g_ptr_array_new ();
  g_autofree int *lines = NULL;
  int n_lines = 0;

  for (guint i = 0; i < occurrences->len; i++)
    {
      GnomonOccurrence *occurrence = g_ptr_array_index (occurrences, i);
      gint64 first = gnomon_occurrence_get_first_day (occurrence);
      gint64 last = gnomon_occurrence_get_last_day (occurrence);
      GnomonLaneItem item;

      if (!gnomon_occurrence_is_bar (occurrence) || last < first_day || first >= first_day + n_days)
        continue;

      item = (GnomonLaneItem){
        .start = gnomon_occurrence_get_start_wall (occurrence),
        .end = gnomon_occurrence_get_end_wall (occurrence),
        .first_day = (int) (MAX (first, first_day) - first_day),
        .last_day = (int) (MIN (last, first_day + n_days - 1) - first_day),
        .rank = gnomon_lanes_get_rank (occurrence),
        .bar = TRUE,
      };
      g_array_append_val (items, item);
      g_ptr_array_add (bars, occurrence);
    }

  lines = g_new (int, items->len);
  gnomon_lanes_pack ((const GnomonLaneItem *) (gpointer) items->data, items->len, lines);
  for (guint i = 0; i < items->len; i++)
    {
      const GnomonLaneItem *item = &g_array_index (items, GnomonLaneItem, i);

      if (lines[i] >= MAX_BARS)
        continue;

      n_lines = MAX (n_lines, lines[i] + 1);
      gnomon_print_page_draw_block (page, GUTTER + item->first_day * column + MARGIN,
                                    top + lines[i] * pitch,
                                    (item->last_day - item->first_day + 1) * column - 2 * MARGIN,
                                    pitch - 2, g_ptr_array_index (bars, i), 0, NULL);
    }

  return n_lines * pitch + (n_lines > 0 ? 4 : 0);
}

static void
draw_hours (GnomonPrintPage *page,
            const Hours     *hours)
{
  for (int seconds = hours->first; seconds <= hours->last; seconds += 3600)
    {
      double y = get_y (hours, seconds);
      g_autofree char *text = gnomon_format_time (seconds % GNOMON_DAY_SECONDS, page->hours);

      gnomon_print_page_draw_rule (page, GUTTER, y, page->width, y);
      if (seconds < hours->last)
        gnomon_print_page_draw_text (page, 0, y - 4.5, GUTTER - 6, GNOMON_PRINT_SMALL, FALSE, 1,
                                     GNOMON_INK_SOFT, text);
    }
}

static void
draw_events (GnomonPrintPage *page,
             const Hours     *hours,
             double           x,
             double           width,
             gint64           day,
             GPtrArray       *occurrences)
{
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (GnomonWeekItem));
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();
  g_autofree GnomonWeekPlace *places = NULL;
  double least = gnomon_print_page_line_height (page, GNOMON_PRINT_TEXT) + 2;
  gint64 day_start = get_day_start (day);

  for (guint i = 0; i < occurrences->len; i++)
    {
      GnomonOccurrence *occurrence = g_ptr_array_index (occurrences, i);
      GnomonLook look = gnomon_occurrence_get_look (occurrence);
      GnomonWeekItem item;

      if (gnomon_occurrence_is_bar (occurrence)
          || gnomon_occurrence_get_first_day (occurrence) > day
          || gnomon_occurrence_get_last_day (occurrence) < day)
        continue;

      item = (GnomonWeekItem){
        .start = MAX (gnomon_occurrence_get_start_wall (occurrence), day_start),
        .end = MIN (gnomon_occurrence_get_end_wall (occurrence), day_start + GNOMON_DAY_SECONDS),
        .rank = gnomon_lanes_get_rank (occurrence),
        .slim = look == GNOMON_LOOK_DECLINED || look == GNOMON_LOOK_CANCELLED,
      };
      item.end = MAX (item.end, item.start + (gint64) (least * 3600 / hours->hour_height));
      g_array_append_val (items, item);
      g_ptr_array_add (shown, occurrence);
    }

  places = g_new (GnomonWeekPlace, items->len);
  gnomon_week_lanes_place ((const GnomonWeekItem *) (gpointer) items->data, items->len, places);
  for (guint i = 0; i < items->len; i++)
    {
      const GnomonWeekPlace *at = &places[i];
      const GnomonWeekItem *item = &g_array_index (items, GnomonWeekItem, at->item);
      GnomonOccurrence *occurrence = g_ptr_array_index (shown, at->item);
      double y = get_y (hours, item->start - day_start);
      double end_y = get_y (hours, item->end - day_start);
      g_autofree char *time =
        gnomon_format_time_range (gnomon_occurrence_get_start_wall (occurrence),
                                  gnomon_occurrence_get_end_wall (occurrence), page->hours);

      gnomon_print_page_draw_block (page, x + at->start * width + MARGIN, y + .75,
                                    (at->end - at->start) * width - 2 * MARGIN,
                                    MAX (end_y - y, least) - 1.5, occurrence,
                                    ((at->covered ? at->own_end : at->end) - at->start) * width
                                    - 2 * MARGIN, time);
    }
}

void
gnomon_print_page_draw_days (GnomonPrintPage *page,
                             gint64           first_day,
                             int              n_days,
                             GPtrArray       *occurrences)
{
  g_autofree char *title = n_days == 1 ? gnomon_format_date_long (first_day, 0)
                                       : gnomon_format_month_year (first_day);
  /* The week is that of its Thursday (ISO 8601), on whichever day it begins here. */
  int thursday = (4 - gnomon_civil_weekday (first_day) + 7) % 7;
  int week = gnomon_civil_iso_week (first_day + thursday, NULL);
  /* Translators: the number of the week in the year. */
  g_autofree char *detail = n_days == 1 ? NULL : g_strdup_printf (_("Week %d"), week);
  double column = (page->width - GUTTER) / n_days;
  Hours hours = find_hours (page, first_day, n_days, occurrences);
  double top = gnomon_print_page_draw_title (page, title, detail);

  if (n_days > 1)
    {
      draw_heads (page, top, column, first_day, n_days);
      top += gnomon_print_page_line_height (page, GNOMON_PRINT_TEXT) + 4;
    }
  top += draw_bars (page, top, column, first_day, n_days, occurrences);
  hours.top = top + 4;
  hours.hour_height = (page->height - hours.top) / ((hours.last - hours.first) / 3600.0);

  for (int i = 0; i < n_days; i++)
    if (n_days > 1 && gnomon_describe_is_day_off (first_day + i, page->work_days))
      gnomon_print_page_fill_tint (page, GUTTER + i * column, hours.top, column,
                                   page->height - hours.top);
  draw_hours (page, &hours);
  for (int i = 0; i <= n_days; i++)
    gnomon_print_page_draw_rule (page, GUTTER + i * column, hours.top, GUTTER + i * column,
                                 page->height);
  for (int i = 0; i < n_days; i++)
    draw_events (page, &hours, GUTTER + i * column, column, first_day + i, occurrences);
}
