/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gnomon-describe.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_DATE_POPOVER (gnomon_date_popover_get_type ())

/*
 * Asks for a day, by typing it or in a small month.
 *
 * Signals:
 *  - "day-chosen" (gint64 day): a civil day
 */
G_DECLARE_FINAL_TYPE (GnomonDatePopover, gnomon_date_popover, GNOMON, DATE_POPOVER, GtkPopover)

GtkWidget *gnomon_date_popover_new      (void);
void       gnomon_date_popover_show_for (GnomonDatePopover    *self,
                                         gint64                day,
                                         const GnomonViewTime *time);

G_END_DECLS
