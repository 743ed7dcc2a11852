/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gnomon-heat.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_YEAR_MONTH (gnomon_year_month_get_type ())

/* A month in the map of a year: its name, the weekdays, and its days as they are booked. */
G_DECLARE_FINAL_TYPE (GnomonYearMonth, gnomon_year_month, GNOMON, YEAR_MONTH, GtkWidget)

/* What it takes at the font of the design, for choosing how many stand side by side. */
#define GNOMON_YEAR_MONTH_WIDTH 196

GtkWidget *gnomon_year_month_new              (void);
void       gnomon_year_month_set_month        (GnomonYearMonth      *self,
                                               gint64                month_day,
                                               const GnomonViewTime *time);
gint64     gnomon_year_month_get_first_day    (GnomonYearMonth      *self);
guint      gnomon_year_month_get_n_days       (GnomonYearMonth      *self);
void       gnomon_year_month_set_loads        (GnomonYearMonth      *self,
                                               const GnomonDayLoad  *loads,
                                               const GnomonViewTime *time);
void       gnomon_year_month_set_week_numbers (GnomonYearMonth      *self,
                                               gboolean              shown);
GtkWidget *gnomon_year_month_get_cell         (GnomonYearMonth      *self,
                                               gint64                day);

G_END_DECLS
