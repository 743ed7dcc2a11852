/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gnomon-describe.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_DAY_ROW (gnomon_day_row_get_type ())

/* An event in the list of a day: when, its colour, title, until when and where, and the answer. */
G_DECLARE_FINAL_TYPE (GnomonDayRow, gnomon_day_row, GNOMON, DAY_ROW, GtkListBoxRow)

GtkWidget        *gnomon_day_row_new            (GnomonOccurrence     *occurrence,
                                                 gint64                day,
                                                 const GnomonViewTime *time);
GnomonOccurrence *gnomon_day_row_get_occurrence (GnomonDayRow         *self);

G_END_DECLS
