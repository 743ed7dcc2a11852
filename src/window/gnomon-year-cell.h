/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gnomon-heat.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_YEAR_CELL (gnomon_year_cell_get_type ())

/* A day in the map of a year: its number on the colour of its busy hours. */
G_DECLARE_FINAL_TYPE (GnomonYearCell, gnomon_year_cell, GNOMON, YEAR_CELL, GtkWidget)

GtkWidget *gnomon_year_cell_new      (void);
gint64     gnomon_year_cell_get_day  (GnomonYearCell       *self);
void       gnomon_year_cell_set_day  (GnomonYearCell       *self,
                                      gint64                day,
                                      const GnomonViewTime *time);
void       gnomon_year_cell_set_load (GnomonYearCell       *self,
                                      const GnomonDayLoad  *load,
                                      const GnomonViewTime *time);

G_END_DECLS
