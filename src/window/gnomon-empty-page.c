/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-empty-page.h"

#include "gnomon-sundial.h"

struct _GnomonEmptyPage
{
  AdwBin parent_instance;

  AdwStatusPage *status_page;
  GtkWidget *open_button;
};

G_DEFINE_FINAL_TYPE (GnomonEmptyPage, gnomon_empty_page, ADW_TYPE_BIN)

static gboolean
gnomon_empty_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GNOMON_EMPTY_PAGE (widget)->open_button);
}

static void
gnomon_empty_page_class_init (GnomonEmptyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->grab_focus = gnomon_empty_page_grab_focus;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gnomon/Gnomon/ui/gnomon-empty-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GnomonEmptyPage, status_page);
  gtk_widget_class_bind_template_child (widget_class, GnomonEmptyPage, open_button);
}

static void
gnomon_empty_page_init (GnomonEmptyPage *self)
{
  g_autoptr (GdkPaintable) sundial = gnomon_sundial_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  adw_status_page_set_paintable (self->status_page, sundial);
}

/**
 * gnomon_empty_page_new:
 *
 * Returns: (transfer full): the page
 */
GtkWidget *
gnomon_empty_page_new (void)
{
  return g_object_new (GNOMON_TYPE_EMPTY_PAGE, NULL);
}
