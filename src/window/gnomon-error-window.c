/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-error-window.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/**
 * gnomon_error_window_new:
 * @application: the application
 * @message: why
 *
 * Says that the calendar cannot be opened. Nothing was changed, and nothing is made in its place.
 *
 * Returns: (transfer none): a window, kept by the application
 */
GtkWidget *
gnomon_error_window_new (GtkApplication *application,
                         const char     *message)
{
  g_autofree char *description = g_markup_escape_text (message, -1);
  GtkWidget *window, *box, *page, *button;

  button = gtk_button_new_with_mnemonic (_("_Quit"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "app.quit");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");

  page = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "dialog-error-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("Your calendar could not be opened"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), description);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);
  gtk_widget_set_vexpand (page, TRUE);

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);

  window = g_object_new (ADW_TYPE_APPLICATION_WINDOW,
                         "application", application,
                         "title", _("Gnomon"),
                         "default-width", 560,
                         "default-height", 420,
                         "content", box,
                         NULL);
  gtk_widget_grab_focus (button);

  return window;
}
