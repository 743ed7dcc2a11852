/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gnomon-palette.h"
#include "gnomon-swatch.h"

struct _GnomonSwatch
{
  GtkWidget parent_instance;

  const char *worn; /* owned by the palette */
};

G_DEFINE_FINAL_TYPE (GnomonSwatch, gnomon_swatch, GTK_TYPE_WIDGET)

static void
gnomon_swatch_class_init (GnomonSwatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
  gtk_widget_class_set_css_name (widget_class, "swatch");
}

static void
gnomon_swatch_init (GnomonSwatch *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "swatch");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * gnomon_swatch_new:
 *
 * Returns: (transfer floating): a swatch without a colour
 */
GtkWidget *
gnomon_swatch_new (void)
{
  return g_object_new (GNOMON_TYPE_SWATCH, NULL);
}

/**
 * gnomon_swatch_set_color:
 * @self: a swatch
 * @color: a palette name or `#rrggbb`
 */
void
gnomon_swatch_set_color (GnomonSwatch *self,
                         const char   *color)
{
  g_return_if_fail (GNOMON_IS_SWATCH (self));
  g_return_if_fail (color != NULL);

  gnomon_palette_dress (GTK_WIDGET (self), &self->worn, color);
}
