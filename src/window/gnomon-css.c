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
