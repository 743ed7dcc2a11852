/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gnomon-describe.h"
#include "gnomon-store.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_RECORD_PAGE (gnomon_record_page_get_type ())

/*
 * All guests or all reminders in a list that can be filtered.
 *
 * Properties: "reminders" (gboolean; construct-only): which of both.
 *
 * Signals:
 *  - "event-opened" (GnomonOccurrence *occurrence, GtkWidget *anchor)
 */
G_DECLARE_FINAL_TYPE (GnomonRecordPage, gnomon_record_page, GNOMON, RECORD_PAGE, GtkWidget)

void gnomon_record_page_set_store  (GnomonRecordPage     *self,
                                    GnomonStore          *store);
void gnomon_record_page_set_time   (GnomonRecordPage     *self,
                                    const GnomonViewTime *time);
void gnomon_record_page_set_narrow (GnomonRecordPage     *self,
                                    gboolean              narrow);

G_END_DECLS
