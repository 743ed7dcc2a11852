/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* (transfer full): lays out twelve months in as many columns as there is room for. */
GtkLayoutManager *gnomon_year_grid_new (void);

G_END_DECLS
