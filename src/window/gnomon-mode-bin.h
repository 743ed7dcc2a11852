/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  GNOMON_MODE_WIDE,       /* the sidebar is docked */
  GNOMON_MODE_MEDIUM,     /* the sidebar folds */
  GNOMON_MODE_SMALL,      /* controls move to where they fit */
  GNOMON_MODE_NARROW,     /* the month has dots */
} GnomonMode;

#define GNOMON_TYPE_MODE_BIN (gnomon_mode_bin_get_type ())

/*
 * Notes how wide it is, and says in which mode that puts the window. Children change after the
 * layout, not in it.
 *
 * Properties: "child" (GtkWidget), "mode" (guint, a GnomonMode; read-only).
 */
G_DECLARE_FINAL_TYPE (GnomonModeBin, gnomon_mode_bin, GNOMON, MODE_BIN, GtkWidget)

void       gnomon_mode_bin_set_child  (GnomonModeBin *self,
                                       GtkWidget     *child);
GnomonMode gnomon_mode_bin_get_mode   (GnomonModeBin *self);
void       gnomon_mode_bin_note_width (GnomonModeBin *self,
                                       int            width);

G_END_DECLS
