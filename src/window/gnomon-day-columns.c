/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-day-columns.h"

#include "gnomon-civil.h"
#include "gnomon-week.h"

/**
 * gnomon_day_columns_set_week:
 * @self: columns
 * @day: a civil day
 * @week_start: the first weekday of a week
 * @weekdays: a mask of the weekdays to show; where it has none, all are
 *
 * Makes the columns the days of the week that has @day.
 */
void
gnomon_day_columns_set_week (GnomonDayColumns *self,
                             gint64            day,
                             int               week_start,
                             guint             weekdays)
{
  gint64 first_day = gnomon_week_get_start (day, week_start);

  self->n_days = 0;
  for (int i = 0; i < GNOMON_DAY_COLUMNS_MAX; i++)
    if ((weekdays & GNOMON_WEEKDAY_BIT (gnomon_civil_weekday (first_day + i))) != 0)
      self->days[self->n_days++] = first_day + i;

  if (self->n_days == 0)
    gnomon_day_columns_set_run (self, first_day, GNOMON_DAY_COLUMNS_MAX);
}

/**
 * gnomon_day_columns_set_run:
 * @self: columns
 * @first_day: a civil day
 * @n_days: how many, up to %GNOMON_DAY_COLUMNS_MAX
 *
 * Makes the columns days that follow each other.
 */
void
gnomon_day_columns_set_run (GnomonDayColumns *self,
                            gint64            first_day,
                            int               n_days)
{
  g_return_if_fail (n_days >= 1 && n_days <= GNOMON_DAY_COLUMNS_MAX);

  self->n_days = n_days;
  for (int i = 0; i < n_days; i++)
    self->days[i] = first_day + i;
}

/**
 * gnomon_day_columns_find:
 * @self: columns
 * @day: a civil day
 *
 * Returns: its column; -1 where it is not shown
 */
int
gnomon_day_columns_find (const GnomonDayColumns *self,
                         gint64                  day)
{
  for (int i = 0; i < self->n_days; i++)
    if (self->days[i] == day)
      return i;

  return -1;
}

/**
 * gnomon_day_columns_find_span:
 * @self: columns
 * @first_day: a civil day
 * @last_day: a civil day, not before it
 * @first: (out): the first column between them
 * @last: (out): the last one
 *
 * Returns: whether any of these days is shown
 */
gboolean
gnomon_day_columns_find_span (const GnomonDayColumns *self,
                              gint64                  first_day,
                              gint64                  last_day,
                              int                    *first,
                              int                    *last)
{
  *first = 0;
  *last = self->n_days - 1;
  while (*first < self->n_days && self->days[*first] < first_day)
    (*first)++;
  while (*last >= 0 && self->days[*last] > last_day)
    (*last)--;

  return *first <= *last;
}

/**
 * gnomon_day_columns_get_beyond:
 * @self: columns
 * @direction: 1: after them; -1: before them
 * @weekdays: a mask of the weekdays that are shown at all
 *
 * Returns: the next day that would be shown
 */
gint64
gnomon_day_columns_get_beyond (const GnomonDayColumns *self,
                               int                     direction,
                               guint                   weekdays)
{
  gint64 day = direction > 0 ? self->days[self->n_days - 1] : self->days[0];

  for (int i = 0; i < GNOMON_DAY_COLUMNS_MAX; i++)
    {
      day += direction;
      if ((weekdays & GNOMON_WEEKDAY_BIT (gnomon_civil_weekday (day))) != 0)
        break;
    }

  return day;
}

/**
 * gnomon_day_columns_get_x:
 * @self: columns
 * @column: which one; their number for where the last one ends
 * @gutter: how wide the gutter before them is
 * @width: of both together
 *
 * Returns: where the column begins
 */
int
gnomon_day_columns_get_x (const GnomonDayColumns *self,
                          int                     column,
                          int                     gutter,
                          int                     width)
{
  return gutter + column * (width - gutter) / self->n_days;
}

/**
 * gnomon_day_columns_at:
 * @self: columns
 * @x: pixels from the leading side
 * @gutter: how wide the gutter before them is
 * @width: of both together
 *
 * Returns: the column there, or the nearest one
 */
int
gnomon_day_columns_at (const GnomonDayColumns *self,
                       double                  x,
                       int                     gutter,
                       int                     width)
{
  double column = (x - gutter) * self->n_days / MAX (1, width - gutter);

  return CLAMP ((int) column, 0, self->n_days - 1);
}
