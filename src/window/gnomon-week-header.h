/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gnomon-day-columns.h"
#include "gnomon-describe.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_WEEK_HEADER (gnomon_week_header_get_type ())

/*
 * The days over a week; over a single day its date, and what it has.
 *
 * Signals:
 *  - "day-clicked" (gint64 day)
 */
G_DECLARE_FINAL_TYPE (GnomonWeekHeader, gnomon_week_header, GNOMON, WEEK_HEADER, GtkWidget)

GtkWidget *gnomon_week_header_new         (void);
void       gnomon_week_header_set_gutter  (GnomonWeekHeader       *self,
                                           int                     gutter);
void       gnomon_week_header_set_zone    (GnomonWeekHeader       *self,
                                           const char             *zone);
void       gnomon_week_header_set_content (GnomonWeekHeader       *self,
                                           const GnomonDayColumns *columns,
                                           const char             *summary,
                                           const GnomonViewTime   *time);

G_END_DECLS
