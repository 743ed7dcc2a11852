/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-css.h"

void
gnomon_css_set_class (GtkWidget  *widget,
                      const char *class_name,
                      gboolean    set)
{
  if (set)
    gtk_widget_add_css_class (widget, class_name);
  else
    gtk_widget_remove_css_class (widget, class_name);
}

double
gnomon_css_get_font_size (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = pango_font_description_get_size (font) / (double) PANGO_SCALE;

  if (!pango_font_description_get_size_is_absolute (font))
    size *= pango_cairo_context_get_resolution (context) / 72;

  return size;
}
