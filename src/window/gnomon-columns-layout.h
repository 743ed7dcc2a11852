/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GNOMON_TYPE_COLUMNS_LAYOUT (gnomon_columns_layout_get_type ())

/*
 * Lays its children out as columns of the same width, or below each other where that leaves them
 * too narrow.
 */
G_DECLARE_FINAL_TYPE (GnomonColumnsLayout, gnomon_columns_layout, GNOMON, COLUMNS_LAYOUT,
                      GtkLayoutManager)

GtkLayoutManager *gnomon_columns_layout_new (void);

G_END_DECLS
