/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Civil time: the proleptic Gregorian calendar as integers, without any zone.
 *
 *  - a "day" is the number of days since 1970-01-01;
 *  - "wall seconds" are the seconds since 1970-01-01T00:00:00 as a clock on the wall shows them,
 *    so that wall = day * 86400 + seconds of the day; they become an instant only by a zone
 *    (gnomon-zone.h).
 *
 * Years 1 to 9999 are valid, as in RFC 3339.
 */

G_BEGIN_DECLS

#define GNOMON_DAY_SECONDS G_GINT64_CONSTANT (86400)

gint64   gnomon_civil_day_from_ymd   (int year, int month, int day);
void     gnomon_civil_day_to_ymd     (gint64 civil_day, int *year, int *month, int *day);
int      gnomon_civil_days_in_month  (int year, int month);
int      gnomon_civil_weekday        (gint64 civil_day);                /* 1 Monday … 7 Sunday */
int      gnomon_civil_iso_week       (gint64 civil_day, int *iso_year);
gint64   gnomon_civil_add_months     (gint64 civil_day, int months); /* clamps to the month's end */
gint64   gnomon_civil_day_of_wall    (gint64 wall);                     /* floors */
int      gnomon_civil_time_of_wall   (gint64 wall);                     /* seconds of the day */

gboolean gnomon_civil_parse_date     (const char *text, gint64 *civil_day);        /* YYYY-MM-DD */
gboolean gnomon_civil_parse_time     (const char *text, int *seconds_of_day);      /* HH:MM[:SS] */
gboolean gnomon_civil_parse_wall     (const char *text, gint64 *wall); /* YYYY-MM-DDTHH:MM[:SS] */
/* RFC 3339 with Z or offset */
gboolean gnomon_civil_parse_instant  (const char *text, gint64 *unix_seconds);
char    *gnomon_civil_format_date    (gint64 civil_day) G_GNUC_WARN_UNUSED_RESULT;
/* HH:MM, HH:MM:SS when seconds */
char    *gnomon_civil_format_time    (int seconds_of_day) G_GNUC_WARN_UNUSED_RESULT;
/* YYYY-MM-DDTHH:MM:SS */
char    *gnomon_civil_format_wall    (gint64 wall) G_GNUC_WARN_UNUSED_RESULT;
/* RFC 3339, Z */
char    *gnomon_civil_format_instant (gint64 unix_seconds) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
