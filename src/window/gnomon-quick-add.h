/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gnomon-store.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_QUICK_ADD (gnomon_quick_add_get_type ())

/*
 * The sheet in which an event is made by a phrase. It lies over the whole window, so that a click
 * beside it closes it. It understands and shows; the window stores, and draws the ghost.
 *
 * What was typed stays when the sheet is closed, until it is added or cleared.
 *
 * Signals:
 *  - "ghost-changed" (gint64 start_wall, gint64 end_wall, gboolean all_day, const char *title,
 *    const char *color): what the event would be, in wall seconds of the viewer; @title NULL:
 *    nothing is to be shown
 *  - "add" (GnomonFields *fields): store the event, then clear or fail
 *  - "details" (GnomonFields *fields): open the editor with what is understood
 *  - "closed": the sheet is gone
 */
G_DECLARE_FINAL_TYPE (GnomonQuickAdd, gnomon_quick_add, GNOMON, QUICK_ADD, GtkWidget)

GtkWidget *gnomon_quick_add_new      (GnomonStore    *store);
void       gnomon_quick_add_open     (GnomonQuickAdd *self);
void       gnomon_quick_add_set_compact (GnomonQuickAdd *self,
                                      gboolean        compact);
void       gnomon_quick_add_set_slot (GnomonQuickAdd *self,
                                      gint64          start_wall,
                                      gint64          end_wall,
                                      gboolean        all_day);
void       gnomon_quick_add_set_text (GnomonQuickAdd *self,
                                      const char     *text);
void       gnomon_quick_add_clear    (GnomonQuickAdd *self);
void       gnomon_quick_add_fail     (GnomonQuickAdd *self,
                                      const GError   *error);
void       gnomon_quick_add_close    (GnomonQuickAdd *self);

G_END_DECLS
