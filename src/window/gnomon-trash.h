/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gnomon-store.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_TRASH (gnomon_trash_get_type ())

/* The window with what was deleted lately. It follows the store. */
G_DECLARE_FINAL_TYPE (GnomonTrash, gnomon_trash, GNOMON, TRASH, AdwWindow)

GtkWidget *gnomon_trash_new (GtkWindow   *parent,
                             GnomonStore *store);

G_END_DECLS
