/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GNOMON_TYPE_SPLIT_PANE (gnomon_split_pane_get_type ())

/*
 * A sidebar beside the content, or, where the pane is folded, over it. Each of the two states
 * remembers by itself whether the sidebar is shown; an overlay closes at Escape and at a click
 * beside it.
 *
 * Properties: "sidebar", "content" (GtkWidget), "folded", "show-sidebar" (gboolean).
 */
G_DECLARE_FINAL_TYPE (GnomonSplitPane, gnomon_split_pane, GNOMON, SPLIT_PANE, GtkWidget)

GtkWidget *gnomon_split_pane_new              (void);
void       gnomon_split_pane_set_sidebar      (GnomonSplitPane *self,
                                               GtkWidget       *sidebar);
void       gnomon_split_pane_set_content      (GnomonSplitPane *self,
                                               GtkWidget       *content);
gboolean   gnomon_split_pane_get_folded       (GnomonSplitPane *self);
void       gnomon_split_pane_set_folded       (GnomonSplitPane *self,
                                               gboolean         folded);
gboolean   gnomon_split_pane_get_show_sidebar (GnomonSplitPane *self);
void       gnomon_split_pane_set_show_sidebar (GnomonSplitPane *self,
                                               gboolean         show_sidebar);

G_END_DECLS
