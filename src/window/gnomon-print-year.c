/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-print-page.h"

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-week.h"

/* A year on a page: twelve months, in which busy days are darker. */

#define MONTHS 12
#define COLUMNS 3
#define DAYS 7
#define WEEKS 6
#define GAP 20
#define MONTH_TITLE 11

static void
draw_weekdays (GnomonPrintPage *page,
               double           x,
               double           y,
               double           width)
{
  for (int i = 0; i < DAYS; i++)
    {
      int weekday = (page->week_start - 1 + i) % DAYS + 1;
      g_autofree char *name = gnomon_describe_weekday_narrow (weekday);

      gnomon_print_page_draw_text (page, x + i * width, y, width, GNOMON_PRINT_SMALL, FALSE, 0.5,
                                   GNOMON_INK_SOFT, name);
    }
}

static void
draw_day (GnomonPrintPage     *page,
          double               x,
          double               y,
          double               width,
          double               height,
          gint64               day,
          const GnomonDayLoad *load)
{
  double line = gnomon_print_page_line_height (page, GNOMON_PRINT_TEXT);
  int level = gnomon_heat_get_level (load->busy_seconds);
  g_autofree char *text = NULL;
  int number;

  gnomon_civil_day_to_ymd (day, NULL, NULL, &number);
  text = g_strdup_printf ("%d", number);
  gnomon_print_page_fill_heat (page, level, x + 1, y + 1, width - 2, height - 2);
  /* On the darkest grounds red could not be read. */
  gnomon_print_page_draw_text (page, x, y + (height - line) / 2, width, GNOMON_PRINT_TEXT,
                               day == page->today, 0.5,
                               day == page->today && level < GNOMON_HEAT_LEVELS - 2
                                 ? GNOMON_INK_NOW : GNOMON_INK_FULL, text);
}

void
gnomon_print_page_draw_year (GnomonPrintPage     *page,
                             gint64               first_day,
                             const GnomonDayLoad *loads)
{
  double width = (page->width - (COLUMNS - 1) * GAP) / COLUMNS;
  double cell_width = width / DAYS;
  double head = gnomon_print_page_line_height (page, MONTH_TITLE) + 2
                + gnomon_print_page_line_height (page, GNOMON_PRINT_SMALL) + 3;
  g_autofree char *title = NULL;
  double top, pitch, cell_height;
  gint64 month_day = first_day;
  int year;

  gnomon_civil_day_to_ymd (first_day, &year, NULL, NULL);
  title = g_strdup_printf ("%d", year);
  /* Translators: below the year on the printed page of a year. */
  top = gnomon_print_page_draw_title (page, title,
                                      _("The more busy hours a day has, the darker it is"));
  pitch = (page->height - top) / (MONTHS / COLUMNS);
  cell_height = (pitch - GAP / 2.0 - head) / WEEKS;

  for (int month = 0; month < MONTHS; month++)
    {
      double x = month % COLUMNS * (width + GAP);
      double y = top + month / COLUMNS * pitch;
      g_autofree char *name = gnomon_format_month (month_day);
      int lead = (int) (month_day - gnomon_week_get_start (month_day, page->week_start));
      int n_days = gnomon_civil_days_in_month (year, month + 1);

      y += gnomon_print_page_draw_text (page, x + 4, y, width - 4, MONTH_TITLE, TRUE, 0,
                                        GNOMON_INK_FULL, name) + 2;
      draw_weekdays (page, x, y, cell_width);
      y += gnomon_print_page_line_height (page, GNOMON_PRINT_SMALL) + 3;
      for (int i = 0; i < n_days; i++)
        draw_day (page, x + (lead + i) % DAYS * cell_width, y + (lead + i) / DAYS * cell_height,
                  cell_width, cell_height, month_day + i, &loads[month_day + i - first_day]);
      month_day += n_days;
    }
}
