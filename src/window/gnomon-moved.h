/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gnomon-store.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_MOVED (gnomon_moved_get_type ())

/* The window with the events that lie at another time though nobody has edited them. It follows
 * the store. */
G_DECLARE_FINAL_TYPE (GnomonMoved, gnomon_moved, GNOMON, MOVED, AdwWindow)

GtkWidget *gnomon_moved_new   (GtkWindow   *parent,
                               GnomonStore *store);
guint      gnomon_moved_count (GnomonStore *store,
                               GArray      *moves);

G_END_DECLS
