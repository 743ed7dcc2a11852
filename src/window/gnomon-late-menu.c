/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-late-menu.h"

static void
wanted_cb (GtkMenuButton *button,
           gpointer       user_data)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, G_MENU_MODEL (user_data));
}

/**
 * gnomon_late_menu_set:
 * @button: a button that opens a menu
 * @menu: the menu
 *
 * Gives a button a menu whose widgets are made when it is first opened. A menu that is there from
 * the start takes its time before the window is seen, and again whenever its items change.
 */
void
gnomon_late_menu_set (GtkMenuButton *button,
                      GMenuModel    *menu)
{
  g_return_if_fail (GTK_IS_MENU_BUTTON (button));
  g_return_if_fail (G_IS_MENU_MODEL (menu));

  gtk_menu_button_set_create_popup_func (button, wanted_cb, g_object_ref (menu), g_object_unref);
}
