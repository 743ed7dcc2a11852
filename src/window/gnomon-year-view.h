/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-view.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_YEAR_VIEW (gnomon_year_view_get_type ())

/*
 * The year: twelve months as a map of busy hours. A GnomonView; the arrows move its cursor, Enter
 * and a click enter the day.
 */
G_DECLARE_FINAL_TYPE (GnomonYearView, gnomon_year_view, GNOMON, YEAR_VIEW, GtkWidget)

GtkWidget *gnomon_year_view_new (void);

G_END_DECLS
