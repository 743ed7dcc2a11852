/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-window-private.h"

#include <glib/gi18n.h>

#include "gnomon-event-menu.h"
#include "gnomon-popover-place.h"

/* The menus of an event and of an empty slot. */

/* A menu has the focus while it is open: what it is about is kept until its action has run. */
static gboolean
forget_target_cb (gpointer user_data)
{
  GnomonWindow *self = user_data;

  self->forget_id = 0;
  g_clear_object (&self->menu_target);

  return G_SOURCE_REMOVE;
}

static void
menu_closed_cb (GnomonWindow *self)
{
  GnomonOccurrence *target = self->menu_target;
  GtkWidget *anchor = NULL;

  g_assert (GNOMON_IS_WINDOW (self));

  /* The focus goes back to where the menu was opened. */
  if (target != NULL)
    anchor = gnomon_view_find_anchor (self->view, gnomon_occurrence_get_event_id (target),
                                      gnomon_occurrence_get_recurrence_id (target), &target);
  gtk_widget_grab_focus (anchor != NULL ? anchor : GTK_WIDGET (self->view));

  if (self->forget_id == 0)
    self->forget_id = g_idle_add (forget_target_cb, self);
}

static GMenu *
make_event_menu (GnomonOccurrence *occurrence)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) open = g_menu_new ();
  g_autoptr (GMenu) answers = g_menu_new ();
  g_autoptr (GMenu) edit = gnomon_event_menu_new_edit ();
  g_autoptr (GMenu) last = g_menu_new ();
  GnomonAttendeeStatus status;

  g_menu_append (open, _("_Open"), "win.open-event");
  g_menu_append (open, _("_Edit…"), "win.edit-event");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (open));

  if (gnomon_occurrence_get_own_answer (occurrence, &status))
    {
      g_menu_append (answers, _("_Going"), "win.answer-event::accepted");
      g_menu_append (answers, _("_Maybe"), "win.answer-event::tentative");
      g_menu_append (answers, _("Ca_n’t Go"), "win.answer-event::declined");
      g_menu_append_section (menu, NULL, G_MENU_MODEL (answers));
    }

  g_menu_append_section (menu, NULL, G_MENU_MODEL (edit));

  g_menu_append (last, _("De_lete"), "win.delete-event");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));

  return menu;
}

static GMenu *
make_slot_menu (GnomonWindow *self,
                gint64        start_wall,
                gint64        end_wall,
                gboolean      all_day)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GVariant) slot = g_variant_ref_sink (g_variant_new ("(xxb)", start_wall, end_wall,
                                                                 all_day));
  g_autoptr (GMenuItem) make = g_menu_item_new (_("_New Event"), NULL);
  g_autoptr (GMenuItem) paste = g_menu_item_new (_("_Paste"), NULL);

  g_menu_item_set_action_and_target_value (make, "win.new-event-at", slot);
  g_menu_append_item (menu, make);
  if (self->clipboard != NULL)
    {
      g_menu_item_set_action_and_target_value (paste, "win.paste-event-at", slot);
      g_menu_append_item (menu, paste);
    }

  return menu;
}

static void
new_event_at_action_cb (GtkWidget  *widget,
                        const char *action_name,
                        GVariant   *parameter)
{
  gint64 start_wall, end_wall;
  gboolean all_day;

  g_variant_get (parameter, "(xxb)", &start_wall, &end_wall, &all_day);
  gnomon_window_choose_slot (GNOMON_WINDOW (widget), start_wall, end_wall, all_day);
}

static void
open_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  GnomonWindow *self = GNOMON_WINDOW (widget);
  GnomonOccurrence *occurrence = gnomon_window_get_target (self);
  GnomonOccurrence *found = NULL;
  GtkWidget *anchor;

  if (occurrence == NULL)
    return;

  anchor = gnomon_view_find_anchor (self->view, gnomon_occurrence_get_event_id (occurrence),
                                    gnomon_occurrence_get_recurrence_id (occurrence), &found);
  if (anchor != NULL)
    gnomon_window_open_event (self, found, anchor);
}

/**
 * gnomon_window_class_init_menus:
 * @widget_class: the class of the window
 *
 * Installs the actions that only the menus have.
 */
void
gnomon_window_class_init_menus (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.new-event-at", "(xxb)",
                                   new_event_at_action_cb);
  gtk_widget_class_install_action (widget_class, "win.open-event", NULL, open_action_cb);
}

/**
 * gnomon_window_get_target:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the occurrence that an action is about: the one whose menu
 *   is open, else the one that the popover tells of, else the one that has the focus
 */
GnomonOccurrence *
gnomon_window_get_target (GnomonWindow *self)
{
  if (self->menu_target != NULL)
    return self->menu_target;
  if (self->event_popover != NULL && gtk_widget_get_mapped (GTK_WIDGET (self->event_popover)))
    return gnomon_event_popover_get_occurrence (self->event_popover);

  return gnomon_view_get_focus_occurrence (self->view);
}

/**
 * gnomon_window_open_menu:
 * @self: a window
 * @occurrence: (nullable): of which event; %NULL: of a slot
 * @start_wall: when the slot begins
 * @end_wall: when it ends
 * @all_day: whether it is whole days
 * @pointing_to: where, in the coordinates of the view
 *
 * Opens the menu of an event or of a slot.
 */
void
gnomon_window_open_menu (GnomonWindow       *self,
                         GnomonOccurrence   *occurrence,
                         gint64              start_wall,
                         gint64              end_wall,
                         gboolean            all_day,
                         const GdkRectangle *pointing_to)
{
  g_autoptr (GMenu) model = occurrence != NULL
                              ? make_event_menu (occurrence)
                              : make_slot_menu (self, start_wall, end_wall, all_day);

  g_clear_handle_id (&self->forget_id, g_source_remove);
  /* The last one is a child of the view that it was opened on, which may be gone. */
  if (self->menu != NULL)
    gtk_widget_unparent (self->menu);
  g_set_object (&self->menu_target, occurrence);

  g_set_weak_pointer (&self->menu, gtk_popover_menu_new_from_model (G_MENU_MODEL (model)));
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self->view));
  g_signal_connect_object (self->menu, "closed", G_CALLBACK (menu_closed_cb), self,
                           G_CONNECT_SWAPPED);
  gnomon_popover_point_at (GTK_POPOVER (self->menu), GTK_WIDGET (self->view), pointing_to);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}
