/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-event-menu.h"

#include <glib/gi18n.h>

#include "gnomon-calendar.h"
#include "gnomon-palette.h"

static GMenu *
make_color_menu (void)
{
  GMenu *menu = g_menu_new ();
  const char * const *palette = gnomon_color_get_palette ();

  /* Translators: of the colours of an event: that of its calendar. */
  g_menu_append (menu, _("Calendar’s Colour"), "win.color-event::");
  for (gsize i = 0; palette[i] != NULL; i++)
    {
      g_autofree char *action = g_strconcat ("win.color-event::", palette[i], NULL);

      g_menu_append (menu, gnomon_palette_get_name (palette[i]), action);
    }

  return menu;
}

/**
 * gnomon_event_menu_new_edit:
 *
 * Returns: (transfer full): a menu that copies the event, takes it elsewhere, or gives it a colour
 */
GMenu *
gnomon_event_menu_new_edit (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) colors = make_color_menu ();

  g_menu_append (menu, _("_Duplicate"), "win.duplicate-event");
  g_menu_append (menu, _("Cu_t"), "win.cut-event");
  g_menu_append (menu, _("_Copy"), "win.copy-event");
  g_menu_append_submenu (menu, _("Co_lour"), G_MENU_MODEL (colors));

  return menu;
}
