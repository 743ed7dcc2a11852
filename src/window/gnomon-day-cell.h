/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gnomon-describe.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_DAY_CELL (gnomon_day_cell_get_type ())

/* A day in a month, large or small: its number, and up to three dots where there is no room for
 * more. What lies over it in the large month belongs to the week. */
G_DECLARE_FINAL_TYPE (GnomonDayCell, gnomon_day_cell, GNOMON, DAY_CELL, GtkWidget)

#define GNOMON_DAY_CELL_MAX_DOTS 3

typedef enum
{
  GNOMON_CELL_MONTH,      /* the number at the leading corner, "1 Dec" on the first */
  GNOMON_CELL_DOTS,       /* the number in the middle, dots below */
  GNOMON_CELL_MINI,       /* the number alone */
} GnomonCellForm;

GtkWidget *gnomon_day_cell_new          (GnomonCellForm        form);
void       gnomon_day_cell_set_form     (GnomonDayCell        *self,
                                         GnomonCellForm        form);
gint64     gnomon_day_cell_get_day      (GnomonDayCell        *self);
void       gnomon_day_cell_set_day      (GnomonDayCell        *self,
                                         gint64                day,
                                         gint64                month_day,
                                         const GnomonViewTime *time);
void       gnomon_day_cell_set_month         (GnomonDayCell        *self,
                                              gint64                month_day);
void       gnomon_day_cell_set_label    (GnomonDayCell        *self,
                                         const char           *label);
void       gnomon_day_cell_set_selected (GnomonDayCell        *self,
                                         gboolean              selected);
void       gnomon_day_cell_set_dots     (GnomonDayCell        *self,
                                         const char * const   *colors,
                                         const gboolean       *past,
                                         guint                 n_dots);
int        gnomon_day_cell_get_header_height (GnomonDayCell   *self);

G_END_DECLS
