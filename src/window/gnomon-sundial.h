/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GNOMON_TYPE_SUNDIAL (gnomon_sundial_get_type ())

/* The drawing of the first run: the pointer of a sundial on its dial. */
G_DECLARE_FINAL_TYPE (GnomonSundial, gnomon_sundial, GNOMON, SUNDIAL, GObject)

GdkPaintable *gnomon_sundial_new (void);

G_END_DECLS
