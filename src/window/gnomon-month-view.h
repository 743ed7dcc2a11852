/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gnomon-describe.h"
#include "gnomon-event-chip.h"
#include "gnomon-store.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_MONTH_VIEW (gnomon_month_view_get_type ())

/*
 * The month: six weeks of days with their events. One day has the cursor, which the arrow keys
 * move; the keyboard enters the grid at it.
 *
 * Properties: "date" (gint64), the civil day that has the cursor; read-only.
 *
 * Signals:
 *  - "event-opened" (GnomonOccurrence *occurrence, GtkWidget *anchor): show what the event is about
 *  - "day-opened" (gint64 day, GtkWidget *button): show all events of the day
 *  - "slot-chosen" (gint64 day): make an event on this day
 */
G_DECLARE_FINAL_TYPE (GnomonMonthView, gnomon_month_view, GNOMON, MONTH_VIEW, GtkWidget)

GtkWidget       *gnomon_month_view_new          (void);
void             gnomon_month_view_set_store    (GnomonMonthView      *self,
                                                 GnomonStore          *store);
void             gnomon_month_view_set_time     (GnomonMonthView      *self,
                                                 const GnomonViewTime *time);
gint64           gnomon_month_view_get_date     (GnomonMonthView      *self);
void             gnomon_month_view_set_date     (GnomonMonthView      *self,
                                                 gint64                day);
gint64           gnomon_month_view_get_month    (GnomonMonthView      *self);
void             gnomon_month_view_set_compact  (GnomonMonthView      *self,
                                                 gboolean              compact);
GnomonEventChip *gnomon_month_view_get_focus_chip (GnomonMonthView    *self);
GtkWidget       *gnomon_month_view_find_anchor  (GnomonMonthView      *self,
                                                 gint64                event_id,
                                                 GnomonOccurrence    **occurrence);

G_END_DECLS
