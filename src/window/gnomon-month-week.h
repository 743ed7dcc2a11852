/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gnomon-day-cell.h"
#include "gnomon-event-chip.h"

G_BEGIN_DECLS

#define GNOMON_MONTH_WEEK_DAYS 7

#define GNOMON_TYPE_MONTH_WEEK (gnomon_month_week_get_type ())

/*
 * A row of the month: seven days with their events over them, as many as the height has room for.
 *
 * Signals:
 *  - "chip-opened" (GnomonEventChip *chip)
 *  - "more-clicked" (gint64 day, GtkWidget *button)
 */
G_DECLARE_FINAL_TYPE (GnomonMonthWeek, gnomon_month_week, GNOMON, MONTH_WEEK, GtkWidget)

GtkWidget     *gnomon_month_week_new             (void);
gint64         gnomon_month_week_get_first_day   (GnomonMonthWeek      *self);
GnomonDayCell *gnomon_month_week_get_cell        (GnomonMonthWeek      *self,
                                                  int                   column);
void           gnomon_month_week_set_compact     (GnomonMonthWeek      *self,
                                                  gboolean              compact);
void           gnomon_month_week_set_numbered    (GnomonMonthWeek      *self,
                                                  gboolean              numbered);
int            gnomon_month_week_get_gutter      (GnomonMonthWeek      *self);
void           gnomon_month_week_set_month       (GnomonMonthWeek      *self,
                                                  gint64                month_day);
void           gnomon_month_week_set_left_behind (GnomonMonthWeek      *self,
                                                  GnomonOccurrence     *occurrence);
void           gnomon_month_week_collect_chips   (GnomonMonthWeek      *self,
                                                  GPtrArray            *chips);
void           gnomon_month_week_set_pitch       (GnomonMonthWeek      *self,
                                                  int                   pitch);
void           gnomon_month_week_set_content     (GnomonMonthWeek      *self,
                                                  gint64                first_day,
                                                  gint64                month_day,
                                                  GPtrArray            *occurrences,
                                                  GHashTable           *calendar_names,
                                                  const GnomonViewTime *time);
GPtrArray     *gnomon_month_week_list_stops      (GnomonMonthWeek      *self,
                                                  int                   column);
int            gnomon_month_week_get_stop_column (GnomonMonthWeek      *self,
                                                  GtkWidget            *stop);
GtkWidget     *gnomon_month_week_find_chip       (GnomonMonthWeek      *self,
                                                  GnomonOccurrence     *occurrence);

G_END_DECLS
