/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/*
 * From the colour of a calendar or an event, as stored, to the style class that wears it.
 */

G_BEGIN_DECLS

const char *gnomon_palette_get_class (const char  *color);
const char *gnomon_palette_get_name  (const char  *color);
void        gnomon_palette_dress     (GtkWidget   *widget,
                                      const char **worn,
                                      const char  *color);
float       gnomon_palette_dim       (float        alpha);

G_END_DECLS
