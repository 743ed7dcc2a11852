/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gnomon-describe.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_HOURS_GUTTER (gnomon_hours_gutter_get_type ())

/* The times beside the hours of a day: those of the viewer's zone, on wish those of a second one,
 * and what the time is now. */
G_DECLARE_FINAL_TYPE (GnomonHoursGutter, gnomon_hours_gutter, GNOMON, HOURS_GUTTER, GtkWidget)

GtkWidget *gnomon_hours_gutter_new             (void);
void       gnomon_hours_gutter_set_time        (GnomonHoursGutter    *self,
                                                const GnomonViewTime *time,
                                                gboolean              has_now);
void       gnomon_hours_gutter_set_second      (GnomonHoursGutter    *self,
                                                int                   offset_minutes,
                                                gboolean              shown);
void       gnomon_hours_gutter_set_hour_height (GnomonHoursGutter    *self,
                                                double                hour_height);
int        gnomon_hours_gutter_get_width       (GnomonHoursGutter    *self,
                                                int                   usual_width);

G_END_DECLS
