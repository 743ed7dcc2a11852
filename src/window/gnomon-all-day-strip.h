/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gnomon-day-columns.h"
#include "gnomon-event-chip.h"
#include "gnomon-slots.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_ALL_DAY_STRIP (gnomon_all_day_strip_get_type ())

/*
 * What takes whole days, over the hours of these days: up to four rows.
 *
 * Signals:
 *  - "chip-opened" (GnomonEventChip *chip)
 *  - "more-clicked" (gint64 day, GtkWidget *button)
 *  - "focus-lost" (gint64 day): the last chip went, and it had the focus
 */
G_DECLARE_FINAL_TYPE (GnomonAllDayStrip, gnomon_all_day_strip, GNOMON, ALL_DAY_STRIP, GtkWidget)

GtkWidget *gnomon_all_day_strip_new         (void);
void       gnomon_all_day_strip_set_gutter  (GnomonAllDayStrip      *self,
                                             int                     gutter);
void       gnomon_all_day_strip_set_content (GnomonAllDayStrip      *self,
                                             const GnomonDayColumns *columns,
                                             GPtrArray              *occurrences,
                                             GHashTable             *calendar_names,
                                             const GnomonViewTime   *time);
void       gnomon_all_day_strip_set_ghost   (GnomonAllDayStrip      *self,
                                             const GnomonSlot       *slot,
                                             const char             *title,
                                             const char             *color,
                                             gboolean                lifted);
GPtrArray *gnomon_all_day_strip_list_stops  (GnomonAllDayStrip      *self,
                                             int                     column);
int        gnomon_all_day_strip_get_stop_column (GnomonAllDayStrip  *self,
                                                 GtkWidget          *stop);
GtkWidget *gnomon_all_day_strip_find_chip   (GnomonAllDayStrip      *self,
                                             GnomonOccurrence       *occurrence);

void       gnomon_all_day_strip_collect_chips (GnomonAllDayStrip *self,
                                               GPtrArray         *chips);
int        gnomon_all_day_strip_measure_label (GnomonAllDayStrip *self);

G_END_DECLS
