/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gnomon-describe.h"
#include "gnomon-occurrence-list.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_DAY_LIST (gnomon_day_list_get_type ())

/*
 * The events of one day in rows, below the month of a narrow window.
 *
 * Signals:
 *  - "event-opened" (GnomonOccurrence *occurrence, GtkWidget *row)
 */
G_DECLARE_FINAL_TYPE (GnomonDayList, gnomon_day_list, GNOMON, DAY_LIST, GtkWidget)

GtkWidget *gnomon_day_list_new     (void);
void       gnomon_day_list_set_day (GnomonDayList        *self,
                                    GnomonOccurrenceList *list,
                                    gint64                day,
                                    const GnomonViewTime *time);

G_END_DECLS
