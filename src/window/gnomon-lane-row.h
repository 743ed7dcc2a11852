/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-chip-pool.h"
#include "gnomon-lanes.h"

G_BEGIN_DECLS

/*
 * What stands in a row of days, as the weeks of a month and the strip of whole days are: chips that
 * lie over some of the days in lanes, and in a day that has more than fits a button that says so.
 */
typedef struct _GnomonLaneRow GnomonLaneRow;

GnomonLaneRow *gnomon_lane_row_new             (GtkWidget              *row,
                                                GnomonChipFocusFunc     focus_func);
void           gnomon_lane_row_clear           (GnomonLaneRow          *self);
void           gnomon_lane_row_free            (GnomonLaneRow          *self);
void           gnomon_lane_row_assign          (GnomonLaneRow          *self,
                                                const GnomonLaneItem   *items,
                                                const int              *lines,
                                                guint                   n_items,
                                                int                     n_lines,
                                                GPtrArray              *occurrences,
                                                GtkWidget              *after);
void           gnomon_lane_row_settle          (GnomonLaneRow          *self,
                                                const gint64           *days,
                                                int                     n_days,
                                                const GnomonViewTime   *time);
guint          gnomon_lane_row_get_n_chips     (GnomonLaneRow          *self);
GtkWidget     *gnomon_lane_row_get_chip        (GnomonLaneRow          *self,
                                                guint                   index,
                                                const GnomonLanePiece **piece);
GtkWidget     *gnomon_lane_row_get_more        (GnomonLaneRow          *self,
                                                int                     column);
GtkWidget     *gnomon_lane_row_find_chip       (GnomonLaneRow          *self,
                                                GnomonOccurrence       *occurrence);
GPtrArray     *gnomon_lane_row_list_stops      (GnomonLaneRow          *self,
                                                int                     column);
int            gnomon_lane_row_get_stop_column (GnomonLaneRow          *self,
                                                GtkWidget              *stop);
void           gnomon_lane_row_collect         (GnomonLaneRow          *self,
                                                GPtrArray              *chips);
void           gnomon_lane_row_set_left_behind (GnomonLaneRow          *self,
                                                GnomonOccurrence       *occurrence);
void           gnomon_lane_row_snapshot        (GnomonLaneRow          *self,
                                                GtkSnapshot            *snapshot);

void           gnomon_lane_row_allocate        (GtkWidget              *row,
                                                GtkWidget              *child,
                                                int                     start,
                                                int                     end,
                                                int                     y,
                                                int                     height,
                                                int                     width);

G_END_DECLS
