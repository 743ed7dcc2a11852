/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gnomon-day-columns.h"
#include "gnomon-event-chip.h"
#include "gnomon-slots.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_DAY_GRID (gnomon_day_grid_get_type ())

/*
 * Days beside each other, hour by hour, with their events and what the time is. It is as high as 24
 * hours; whoever has it scrolls it.
 *
 * The cursor of the keyboard is on a slot, which is a cell that takes the focus.
 *
 * Signals:
 *  - "chip-opened" (GnomonEventChip *chip)
 *  - "focus-lost" (gint64 day): a chip went, and it had the focus
 *  - "focus-moved" (int top, int bottom): the focus came to what stands there: scroll to it
 */
G_DECLARE_FINAL_TYPE (GnomonDayGrid, gnomon_day_grid, GNOMON, DAY_GRID, GtkWidget)

/* What is under a point. */
typedef enum
{
  GNOMON_GRID_EMPTY,
  GNOMON_GRID_CHIP,
  GNOMON_GRID_CHIP_START, /* near enough to the edge to drag it */
  GNOMON_GRID_CHIP_END,
} GnomonGridPart;

GtkWidget     *gnomon_day_grid_new             (void);
void           gnomon_day_grid_set_gutter      (GnomonDayGrid          *self,
                                                int                     usual_width);
int            gnomon_day_grid_get_gutter      (GnomonDayGrid          *self);
double         gnomon_day_grid_get_hour_height (GnomonDayGrid          *self);
void           gnomon_day_grid_set_hour_height (GnomonDayGrid          *self,
                                                double                  hour_height);
void           gnomon_day_grid_set_content     (GnomonDayGrid          *self,
                                                const GnomonDayColumns *columns,
                                                GPtrArray              *occurrences,
                                                GHashTable             *calendar_names,
                                                const guint            *n_events,
                                                const GnomonViewTime   *time);
void           gnomon_day_grid_set_second_zone (GnomonDayGrid          *self,
                                                int                     offset_minutes,
                                                gboolean                shown);
void           gnomon_day_grid_set_ghost       (GnomonDayGrid          *self,
                                                const GnomonSlot       *slot,
                                                const char             *title,
                                                const char             *color,
                                                gboolean                lifted);
void           gnomon_day_grid_set_left_behind (GnomonDayGrid          *self,
                                                GnomonOccurrence       *occurrence);

void           gnomon_day_grid_set_cursor      (GnomonDayGrid          *self,
                                                const GnomonSlot       *slot);
gboolean       gnomon_day_grid_focus_cursor    (GnomonDayGrid          *self);
gboolean       gnomon_day_grid_is_cursor       (GnomonDayGrid          *self,
                                                GtkWidget              *widget);

GPtrArray     *gnomon_day_grid_list_stops      (GnomonDayGrid          *self,
                                                int                     column);
int            gnomon_day_grid_get_stop_column (GnomonDayGrid          *self,
                                                GtkWidget              *stop);
GtkWidget     *gnomon_day_grid_find_chip       (GnomonDayGrid          *self,
                                                GnomonOccurrence       *occurrence);
gint64         gnomon_day_grid_get_wall_at     (GnomonDayGrid          *self,
                                                double                  x,
                                                double                  y);
GnomonGridPart gnomon_day_grid_get_part_at     (GnomonDayGrid          *self,
                                                double                  x,
                                                double                  y,
                                                GnomonEventChip       **chip);

void       gnomon_day_grid_collect_chips  (GnomonDayGrid *self,
                                           GPtrArray     *chips);

G_END_DECLS
