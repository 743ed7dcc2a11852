/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Gives @widget a class of the style sheet, or takes it away. */
void gnomon_css_set_class (GtkWidget *widget, const char *class_name, gboolean set);

/* How large the text of @widget is, in pixels. */
double gnomon_css_get_font_size (GtkWidget *widget);

G_END_DECLS
