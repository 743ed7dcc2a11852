/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-lane-row.h"
#include "gnomon-month-week.h"

G_BEGIN_DECLS

struct _GnomonMonthWeek
{
  GtkWidget parent_instance;

  GtkWidget *number;            /* of the week; NULL where it is not shown */
  GtkWidget *cells[GNOMON_MONTH_WEEK_DAYS];
  GnomonLaneRow *lanes;

  GPtrArray *occurrences;
  GHashTable *calendar_names;
  GArray *items;                /* GnomonLaneItem, one for each occurrence */
  int *lines;
  GnomonViewTime time;
  gint64 first_day;
  int pitch;
  int n_lines;                  /* -1: not known yet */
  gboolean compact;
};

/* gnomon-month-week-fit.c: which events are shown, and by what */
void  gnomon_month_week_pack         (GnomonMonthWeek *self);
void  gnomon_month_week_fit          (GnomonMonthWeek *self);
void  gnomon_month_week_update_dots  (GnomonMonthWeek *self,
                                      int              column);
guint gnomon_month_week_count_events (GnomonMonthWeek *self,
                                      int              column);
void  gnomon_month_week_focus_instead (GtkWidget       *widget,
                                       GnomonOccurrence *gone);

G_END_DECLS
