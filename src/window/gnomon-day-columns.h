/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * The columns of a week or a day: which days they are, and where they stand beside a gutter, as
 * plain arithmetic. Places are pixels from the leading side.
 */

G_BEGIN_DECLS

#define GNOMON_DAY_COLUMNS_MAX 7

/* A mask of weekdays has a bit for each of 1 Monday … 7 Sunday. */
#define GNOMON_WEEKDAY_BIT(weekday) (1u << (weekday))

typedef struct
{
  gint64 days[GNOMON_DAY_COLUMNS_MAX];  /* civil days, from the earliest */
  int n_days;
} GnomonDayColumns;

void gnomon_day_columns_set_week (GnomonDayColumns       *self,
                                  gint64                  day,
                                  int                     week_start,
                                  guint                   weekdays);
void gnomon_day_columns_set_run  (GnomonDayColumns       *self,
                                  gint64                  first_day,
                                  int                     n_days);
int  gnomon_day_columns_find     (const GnomonDayColumns *self,
                                  gint64                  day);
gboolean gnomon_day_columns_find_span (const GnomonDayColumns *self,
                                       gint64                  first_day,
                                       gint64                  last_day,
                                       int                    *first,
                                       int                    *last);
gint64 gnomon_day_columns_get_beyond (const GnomonDayColumns *self,
                                      int                     direction,
                                      guint                   weekdays);
int  gnomon_day_columns_get_x    (const GnomonDayColumns *self,
                                  int                     column,
                                  int                     gutter,
                                  int                     width);
int  gnomon_day_columns_at       (const GnomonDayColumns *self,
                                  double                  x,
                                  int                     gutter,
                                  int                     width);

G_END_DECLS
