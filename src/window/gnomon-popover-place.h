/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void gnomon_popover_point_at (GtkPopover         *popover,
                              GtkWidget          *view,
                              const GdkRectangle *place);
void gnomon_popover_place_at (GtkPopover         *popover,
                              GtkWidget          *view,
                              const GdkRectangle *place,
                              int                 width);

G_END_DECLS
