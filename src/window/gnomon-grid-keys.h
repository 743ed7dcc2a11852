/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * The keyboard of a widget whose days or slots form a grid: arrows move its cursor, Enter and Space
 * take what is there, and Tab goes through its stops: the cells, chips and buttons of its rows.
 */

void       gnomon_grid_keys_bind          (GtkWidgetClass   *widget_class,
                                           GtkShortcutFunc   arrow_pressed,
                                           GtkShortcutFunc   enter_pressed);
void       gnomon_grid_keys_bind_menu     (GtkWidgetClass   *widget_class,
                                           GtkShortcutFunc   menu_pressed);
void       gnomon_grid_keys_read_arrow    (GtkWidget        *grid,
                                           GVariant         *arguments,
                                           int              *across,
                                           int              *down);
GtkWidget *gnomon_grid_keys_find_stop     (GtkWidget        *grid,
                                           GtkWidget * const rows[],
                                           int               n_rows,
                                           GtkWidget       **row);
GtkWidget *gnomon_grid_keys_get_neighbour (GPtrArray        *stops,
                                           GtkWidget        *stop,
                                           int               step);
gboolean   gnomon_grid_keys_get_place     (GtkWidget        *grid,
                                           GtkWidget        *stop,
                                           GdkRectangle     *place);

G_END_DECLS
