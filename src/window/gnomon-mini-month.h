/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gnomon-describe.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_MINI_MONTH (gnomon_mini_month_get_type ())

/*
 * A small month to go by. It is one stop of the Tab key; arrows move in it, Enter goes to the day.
 *
 * Signals:
 *  - "day-chosen" (gint64 day)
 */
G_DECLARE_FINAL_TYPE (GnomonMiniMonth, gnomon_mini_month, GNOMON, MINI_MONTH, GtkWidget)

void gnomon_mini_month_set_time  (GnomonMiniMonth      *self,
                                  const GnomonViewTime *time);
void gnomon_mini_month_set_range (GnomonMiniMonth      *self,
                                  gint64                date,
                                  gint64                first_day,
                                  gint64                end_day);

G_END_DECLS
