/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Busy and free time as intervals: pure arithmetic. An interval is half-open, in Unix seconds;
 * a list of them is a GArray of GnomonInterval.
 */

G_BEGIN_DECLS

typedef struct
{
  gint64 start;
  gint64 end;                /* exclusive */
} GnomonInterval;

typedef struct
{
  gint64 from;               /* Unix seconds */
  gint64 to;                 /* exclusive */
  int minutes;               /* how long a slot is */
  int buffer_minutes;        /* kept free before and after it */
  int work_start;            /* minutes of the day */
  int work_end;              /* exclusive; 1440 is midnight */
  guint weekdays;            /* bit 0 Monday … bit 6 Sunday */
  guint limit;               /* how many slots at most */
} GnomonTimeWish;

GArray *gnomon_intervals_new     (void);
void    gnomon_intervals_add     (GArray *intervals, gint64 start, gint64 end);
void    gnomon_intervals_merge   (GArray *intervals);
void    gnomon_intervals_unite   (GArray *intervals, gint64 start, gint64 end, guint *n_merged);
/* busy: merged */
GArray *gnomon_schedule_find     (const GArray *busy, const GnomonTimeWish *wish, GTimeZone *zone);

G_END_DECLS
