/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-view.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_WEEK_VIEW (gnomon_week_view_get_type ())

/*
 * A week hour by hour, or a single day, a GnomonView: what takes whole days lies over the hours.
 * The cursor is on a slot of a day, which the arrow keys move; the keyboard enters the grid at it.
 */
G_DECLARE_FINAL_TYPE (GnomonWeekView, gnomon_week_view, GNOMON, WEEK_VIEW, GtkWidget)

GtkWidget *gnomon_week_view_new     (void);
GtkWidget *gnomon_week_view_new_day (void);

G_END_DECLS
