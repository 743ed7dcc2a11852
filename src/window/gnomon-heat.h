/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-day-load.h"
#include "gnomon-describe.h"

/*
 * The map of a year: how warm a day is, how its months stand, and what is said of them. Needs no
 * display.
 */

G_BEGIN_DECLS

#define GNOMON_HEAT_LEVELS 5

typedef struct
{
  gint64 busiest_day;        /* a civil day; of the days ahead the one with the most hours */
  int busiest_seconds;       /* its busy time; 0: none is busy */
  guint n_free_weekdays;     /* Monday to Friday, from today, without busy time */
} GnomonHeatFacts;

int   gnomon_heat_get_level       (int busy_seconds); /* 0 free … 4 eight hours or more */
int   gnomon_heat_get_columns     (int width, int month_width, int gap); /* 4, 3, 2 or 1 */
void  gnomon_heat_find_facts      (const GnomonDayLoad *loads, gint64 first_day, guint n_days,
                                   gint64 today, GnomonHeatFacts *facts);
char *gnomon_heat_format_busiest  (const GnomonHeatFacts *facts);
char *gnomon_heat_format_tooltip  (gint64 day, const GnomonDayLoad *load);
char *gnomon_heat_describe        (gint64 day, const GnomonDayLoad *load,
                                   const GnomonViewTime *time);

G_END_DECLS
