/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Dates and times as people read and write them: in their language, with their clock of 12 or 24
 * hours. Days and wall seconds are those of gnomon-civil.h. Nothing here needs a display, and
 * nothing asks for the time by itself. All strings are (transfer full).
 */

G_BEGIN_DECLS

typedef enum
{
  GNOMON_HOURS_24,
  GNOMON_HOURS_12,
} GnomonHours;

/* The desktop's setting, else the locale's. */
GnomonHours  gnomon_format_get_hours      (void);

char        *gnomon_format_time           (gint64 wall, GnomonHours hours); /* 10:30, 10:30 AM */
/* 10:30–11:30 */
char        *gnomon_format_time_range     (gint64 start_wall, gint64 end_wall, GnomonHours hours);
/* 10:30 to 11:30 */
char        *gnomon_format_spoken_range   (gint64 start_wall, gint64 end_wall, GnomonHours hours);
char        *gnomon_format_weekday_short  (int weekday);              /* Wed */
char        *gnomon_format_weekday_long   (int weekday);              /* Wednesday */
char        *gnomon_format_month          (gint64 day);               /* November */
char        *gnomon_format_month_short    (gint64 day);               /* Nov */
char        *gnomon_format_month_year     (gint64 day);               /* November 2026 */
char        *gnomon_format_day_month      (gint64 day);               /* 1 Dec */
char        *gnomon_format_day_short      (gint64 day);               /* Thu 19 */
char        *gnomon_format_date           (gint64 day);               /* Tue 24 Nov 2026 */
char        *gnomon_format_date_medium    (gint64 day);               /* Tue 24 November */
/* These with the year where it is another than today's. */
char        *gnomon_format_date_brief     (gint64 day, gint64 today); /* Tue 24 Nov */
char        *gnomon_format_date_plain     (gint64 day, gint64 today); /* 18 November */
char        *gnomon_format_date_long      (gint64 day, gint64 today); /* Wednesday 18 November */
/* Today · Wednesday 18 November */
char        *gnomon_format_day_heading    (gint64 day, gint64 today);
/* Wednesday 18 November, 10:30–11:30 */
char        *gnomon_format_when           (gint64 start_wall, gint64 end_wall, gboolean all_day,
                                           gint64 today, GnomonHours hours);
/* Ends in 48 minutes */
char        *gnomon_format_relative       (gint64 start_wall, gint64 end_wall, gboolean all_day,
                                           gint64 now_wall);
char        *gnomon_format_duration       (int minutes);              /* 1 hour 30 minutes */
char        *gnomon_format_duration_short (int minutes);              /* 1 h 30 min */
char        *gnomon_format_reminder       (int minutes_before);       /* 10 minutes before */

/* What people type: "9", "930", "9:30", "9.30", "2pm"; dates in the locale's order, ISO dates,
 * "24 Nov", "tomorrow". FALSE where it is neither. */
gboolean     gnomon_format_parse_time     (const char *text, int *seconds_of_day);
gboolean     gnomon_format_parse_date     (const char *text, gint64 today, gint64 *day);

G_END_DECLS
