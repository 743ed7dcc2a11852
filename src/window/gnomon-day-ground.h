/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gnomon-describe.h"

/* What lies below the events of a day in a week: the tint of a weekend, of today. It is the day's
 * cell in the accessible tree. */

G_BEGIN_DECLS

GtkWidget *gnomon_day_ground_new   (void);
void       gnomon_day_ground_dress (GtkWidget            *ground,
                                    gint64                day,
                                    const char           *label,
                                    const GnomonViewTime *time);

G_END_DECLS
