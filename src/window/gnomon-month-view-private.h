/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-month-view.h"
#include "gnomon-month-week.h"
#include "gnomon-occurrence-list.h"

G_BEGIN_DECLS

#define GNOMON_MONTH_VIEW_WEEKS 6

struct _GnomonMonthView
{
  GtkWidget parent_instance;

  GtkWidget *weekdays;
  GtkWidget *weeks[GNOMON_MONTH_VIEW_WEEKS];
  GtkWidget *probe;
  GtkWidget *day_list;          /* only where compact */

  GnomonStore *store;
  GnomonOccurrenceList *list;
  GHashTable *calendar_names;   /* gint64 id to name */
  GnomonViewTime time;
  gint64 date;
  gint64 month_day;             /* the first of the month that is shown */
  gint64 ghost_first;           /* days of an event that is being made */
  gint64 ghost_end;             /* exclusive; the same: there is none */
  guint rebuild_id;
  gboolean compact;

  GtkGesture *drag_gesture;
  GnomonEventChip *drag_chip;   /* weak: what is dragged, NULL: nothing is */
  GtkWidget *drag_cell;         /* where it would go, NULL: not yet under way */
  gint64 drag_day;              /* where it was taken hold of */
};

/* gnomon-month-view-keys.c */
void     gnomon_month_view_class_init_keys (GtkWidgetClass   *widget_class);
gboolean gnomon_month_view_focus           (GtkWidget        *widget,
                                            GtkDirectionType  direction);
gboolean gnomon_month_view_grab_focus      (GtkWidget        *widget);

/* gnomon-month-view-pointer.c */
void     gnomon_month_view_init_pointer (GnomonMonthView *self);
gboolean gnomon_month_view_cancel_drag  (GnomonMonthView *self);

/* gnomon-month-view-keys.c */
void gnomon_month_view_open_menu (GnomonMonthView    *self,
                                  GnomonEventChip    *chip,
                                  gint64              day,
                                  const GdkRectangle *pointing_to);

/* gnomon-month-view-places.c */
GnomonMonthWeek  *gnomon_month_view_find_week            (GnomonMonthView   *self,
                                                          gint64             day);
GtkWidget        *gnomon_month_view_find_cell            (GnomonMonthView   *self,
                                                          gint64             day);
GnomonOccurrence *gnomon_month_view_get_focus_occurrence (GnomonView        *view);
GtkWidget        *gnomon_month_view_find_anchor          (GnomonView        *view,
                                                          gint64             event_id,
                                                          const char        *recurrence_id,
                                                          GnomonOccurrence **occurrence);

/* gnomon-month-view.c */
gint64 gnomon_month_view_get_first_day (GnomonMonthView *self);
void   gnomon_month_view_put_cursor    (GnomonMonthView *self,
                                        gint64           day);

G_END_DECLS
