/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gnomon-view.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_MONTH_VIEW (gnomon_month_view_get_type ())

/*
 * The month, a GnomonView: six weeks of days with their events. One day has the cursor, which the
 * arrow keys move; the keyboard enters the grid at it.
 */
G_DECLARE_FINAL_TYPE (GnomonMonthView, gnomon_month_view, GNOMON, MONTH_VIEW, GtkWidget)

GtkWidget *gnomon_month_view_new (void);

G_END_DECLS
