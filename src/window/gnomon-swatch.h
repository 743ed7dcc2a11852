/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GNOMON_TYPE_SWATCH (gnomon_swatch_get_type ())

/* A spot of a calendar's colour beside its name. */
G_DECLARE_FINAL_TYPE (GnomonSwatch, gnomon_swatch, GNOMON, SWATCH, GtkWidget)

GtkWidget *gnomon_swatch_new       (void);
void       gnomon_swatch_set_color (GnomonSwatch *self,
                                    const char   *color);

G_END_DECLS
