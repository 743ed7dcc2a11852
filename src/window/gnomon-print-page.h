/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gnomon-describe.h"
#include "gnomon-heat.h"
#include "gnomon-oklch.h"

/*
 * What is drawn on paper. All lengths are points, from the upper left of what can be printed on;
 * on paper nothing is dark, and nothing has passed.
 */

G_BEGIN_DECLS

typedef struct
{
  cairo_t *cr;
  PangoLayout *layout;
  PangoFontDescription *font;   /* the user's; its size counts for nothing */
  double width;
  double height;
  gboolean mirrored;            /* from right to left */
  gint64 today;                 /* civil day */
  int week_start;
  guint work_days;              /* a mask of weekdays (gnomon-day-columns.h) */
  int work_start;               /* minutes of the day */
  int work_end;
  GnomonHours hours;
  GHashTable *colors;           /* palette name → GnomonRgb */
} GnomonPrintPage;

typedef enum
{
  GNOMON_INK_FULL,
  GNOMON_INK_SOFT,
  GNOMON_INK_NOW,
} GnomonInk;

/* Sizes of type in points. */
#define GNOMON_PRINT_TITLE 18
#define GNOMON_PRINT_TEXT 9
#define GNOMON_PRINT_SMALL 7.5

/* Measures and draws a line of text, cut off with an ellipsis where @width ends; the height of the
 * line is the answer. @align is 0 at the leading side, 1 at the other one. */
double gnomon_print_page_draw_text  (GnomonPrintPage  *page,
                                     double            x,
                                     double            y,
                                     double            width,
                                     double            size,
                                     gboolean          bold,
                                     double            align,
                                     GnomonInk         ink,
                                     const char       *text);
double gnomon_print_page_line_height (GnomonPrintPage *page,
                                      double           size);

/* Draws a heading over the page, and answers where what is below it begins. */
double gnomon_print_page_draw_title (GnomonPrintPage  *page,
                                     const char       *title,
                                     const char       *detail);
void   gnomon_print_page_draw_rule  (GnomonPrintPage  *page,
                                     double            x0,
                                     double            y0,
                                     double            x1,
                                     double            y1);
void   gnomon_print_page_fill_tint  (GnomonPrintPage  *page,
                                     double            x,
                                     double            y,
                                     double            width,
                                     double            height);

/* The ground of a day that is as busy as the map of a year says. */
void   gnomon_print_page_fill_heat  (GnomonPrintPage  *page,
                                     int               level,
                                     double            x,
                                     double            y,
                                     double            width,
                                     double            height);

/* An event as a bar or block of its colour, with its title and, where there is room, @detail, which
 * ends at @detail_width: where another block lies over this one. */
void   gnomon_print_page_draw_block (GnomonPrintPage  *page,
                                     double            x,
                                     double            y,
                                     double            width,
                                     double            height,
                                     GnomonOccurrence *occurrence,
                                     double            detail_width,
                                     const char       *detail);
/* An event as a line: a mark of its colour, its title, and @time at the end. */
void   gnomon_print_page_draw_line  (GnomonPrintPage  *page,
                                     double            x,
                                     double            y,
                                     double            width,
                                     GnomonOccurrence *occurrence,
                                     const char       *time);
void   gnomon_print_page_draw_mark  (GnomonPrintPage  *page,
                                     double            x,
                                     double            y,
                                     double            height,
                                     GnomonOccurrence *occurrence);

/* gnomon-print-month.c, gnomon-print-week.c: a page each. @occurrences (element-type
 * GnomonOccurrence) are those that touch its days. */
void   gnomon_print_page_draw_month (GnomonPrintPage  *page,
                                     gint64            day,
                                     GPtrArray        *occurrences);
void   gnomon_print_page_draw_days  (GnomonPrintPage  *page,
                                     gint64            first_day,
                                     int               n_days,
                                     GPtrArray        *occurrences);

/* gnomon-print-year.c: a page; @loads has each day of the year that begins with @first_day. */
void   gnomon_print_page_draw_year  (GnomonPrintPage  *page,
                                     gint64            first_day,
                                     const GnomonDayLoad *loads);

/* The days that the page of a month shows: whole weeks. */
void   gnomon_print_get_month_days  (gint64            day,
                                     int               week_start,
                                     gint64           *first_day,
                                     gint64           *end_day);

/* gnomon-print-agenda.c: as many pages as it takes. A line is a day's heading where @occurrence is
 * NULL. */
typedef struct
{
  gint64 day;
  GnomonOccurrence *occurrence; /* borrowed */
} GnomonPrintLine;

GArray *gnomon_print_list_agenda    (GPtrArray        *occurrences,
                                     gint64            first_day,
                                     gint64            end_day);
/* How many lines, from @first on, fit on a page. */
guint  gnomon_print_fit_agenda      (GnomonPrintPage  *page,
                                     GArray           *lines,
                                     guint             first);
void   gnomon_print_page_draw_agenda (GnomonPrintPage *page,
                                      const char      *title,
                                      GArray          *lines,
                                      guint            first,
                                      guint            n_lines);

G_END_DECLS
