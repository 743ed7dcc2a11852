/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-format.h"
#include "gnomon-occurrence.h"

/*
 * What a screen reader says of the things in a view, and what a tooltip shows. Nothing here needs
 * a display.
 */

G_BEGIN_DECLS

/* What the views know of the time; days and walls are those of the viewer's zone. */
typedef struct
{
  gint64 now;             /* Unix seconds */
  gint64 now_wall;        /* wall seconds */
  gint64 today;           /* civil day */
  int week_start;         /* 1 Monday … 7 Sunday */
  gboolean week_numbers;  /* whether a week shows its number */
  GnomonHours hours;

  /* What the user has set, for the views that have hours. */
  int slot_minutes;       /* the length of a new event */
  int work_start;         /* in minutes of the day */
  int work_end;
  guint work_days;        /* a mask of weekdays (gnomon-day-columns.h) */
  gboolean work_week;     /* whether a week shows only these */
  const char *second_zone; /* an IANA name, interned; NULL: none */
} GnomonViewTime;

typedef enum
{
  GNOMON_LOOK_FIRM,
  GNOMON_LOOK_MAYBE,
  GNOMON_LOOK_NEEDS_REPLY,
  GNOMON_LOOK_DECLINED,
  GNOMON_LOOK_CANCELLED,
} GnomonLook;

GnomonLook gnomon_occurrence_get_look   (GnomonOccurrence     *occurrence);
GnomonLook gnomon_event_get_look        (GnomonEvent          *event,
                                         const char * const   *own_addresses);
gint64     gnomon_occurrence_get_first_day (GnomonOccurrence    *occurrence);
gint64     gnomon_occurrence_get_last_day  (GnomonOccurrence  *occurrence);
gboolean   gnomon_occurrence_is_bar     (GnomonOccurrence     *occurrence);
gboolean   gnomon_occurrence_is_of      (GnomonOccurrence     *occurrence,
                                         gint64                event_id,
                                         const char           *recurrence_id);
char      *gnomon_describe_occurrence   (GnomonOccurrence     *occurrence,
                                         const char           *calendar_name,
                                         const GnomonViewTime *time);
char      *gnomon_describe_span         (GnomonOccurrence     *occurrence,
                                         gint64                day);
char      *gnomon_describe_detail       (GnomonOccurrence     *occurrence,
                                         gint64                day,
                                         const GnomonViewTime *time);
const char *gnomon_look_get_badge       (GnomonLook            look);
char      *gnomon_describe_day          (gint64                day,
                                         guint                 n_events,
                                         const GnomonViewTime *time);
char      *gnomon_describe_day_strip    (gint64                day,
                                         guint                 n_events,
                                         const GnomonViewTime *time);
char      *gnomon_describe_slot         (gint64                start_wall,
                                         gint64                end_wall,
                                         const GnomonViewTime *time);
gboolean   gnomon_describe_is_day_off   (gint64                day,
                                         guint                 work_days);
char      *gnomon_describe_week         (int                   number);
char      *gnomon_describe_weekday_narrow (int                   weekday);
char      *gnomon_describe_more         (guint                 n_more,
                                         gint64                day,
                                         const GnomonViewTime *time);

G_END_DECLS
