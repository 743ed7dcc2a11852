/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gnomon-store.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_DAY_POPOVER (gnomon_day_popover_get_type ())

/*
 * All events of one day, at a click on "+n more". It stays open, and up to date, until it is
 * dismissed.
 *
 * Signals:
 *  - "activated" (GnomonOccurrence *occurrence, GtkWidget *row): show this event.
 *  - "new" (gint64 day): make an event on this civil day (gnomon-civil.h). The popover has closed
 *    itself.
 */
G_DECLARE_FINAL_TYPE (GnomonDayPopover, gnomon_day_popover, GNOMON, DAY_POPOVER, GtkPopover)

GtkWidget *gnomon_day_popover_new      (GnomonStore        *store);
void       gnomon_day_popover_show_day (GnomonDayPopover   *self,
                                        gint64              day,
                                        GtkWidget          *view,
                                        const GdkRectangle *pointing_to);

G_END_DECLS
