/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gnomon-format.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_TIME_ROW (gnomon_time_row_get_type ())

/*
 * A row for a date and a time of the day: the start or the end of an event. What is typed stands
 * until it can be read.
 *
 * Signals:
 *  - "changed": the date, or what is typed for the time, is another.
 */
G_DECLARE_FINAL_TYPE (GnomonTimeRow, gnomon_time_row, GNOMON, TIME_ROW, AdwActionRow)

void       gnomon_time_row_set_up      (GnomonTimeRow *self,
                                        gint64         today,
                                        int            week_start,
                                        GnomonHours    hours);
void       gnomon_time_row_set_wall    (GnomonTimeRow *self,
                                        gint64         wall);
void       gnomon_time_row_set_all_day (GnomonTimeRow *self,
                                        gboolean       all_day);
void       gnomon_time_row_set_note    (GnomonTimeRow *self,
                                        const char    *note);
gint64     gnomon_time_row_get_day     (GnomonTimeRow *self);
gboolean   gnomon_time_row_get_time    (GnomonTimeRow *self,
                                        int           *seconds_of_day);
char      *gnomon_time_row_dup_time    (GnomonTimeRow *self);
GtkWidget *gnomon_time_row_get_field   (GnomonTimeRow *self);

G_END_DECLS
