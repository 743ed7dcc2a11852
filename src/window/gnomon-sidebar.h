/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gnomon-describe.h"
#include "gnomon-store.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_SIDEBAR (gnomon_sidebar_get_type ())

/*
 * What stands beside the view: a small month to go by, what runs and comes next, the calendars.
 *
 * Signals:
 *  - "day-chosen" (gint64 day)
 *  - "told" (const char *text, guint64 change): say it, with a way to undo the change where it
 *    is not 0
 */
G_DECLARE_FINAL_TYPE (GnomonSidebar, gnomon_sidebar, GNOMON, SIDEBAR, GtkWidget)

void gnomon_sidebar_set_store (GnomonSidebar        *self,
                               GnomonStore          *store);
void gnomon_sidebar_set_menu  (GnomonSidebar        *self,
                               GMenuModel           *menu);
void gnomon_sidebar_set_time  (GnomonSidebar        *self,
                               const GnomonViewTime *time);
void gnomon_sidebar_set_range (GnomonSidebar        *self,
                               gint64                date,
                               gint64                first_day,
                               gint64                end_day);

G_END_DECLS
