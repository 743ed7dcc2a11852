/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-window-private.h"

#include <glib/gi18n.h>

#include "gnomon-search-view.h"

/* Search: a view over the one that was there, and an entry in place of the header. */

static void
search_changed_cb (GnomonWindow *self)
{
  g_assert (GNOMON_IS_WINDOW (self));

  if (self->search_view != NULL)
    gnomon_search_view_set_text (GNOMON_SEARCH_VIEW (self->search_view),
                                 gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

static void
search_activated_cb (GnomonWindow *self)
{
  g_assert (GNOMON_IS_WINDOW (self));

  if (self->search_view != NULL)
    gnomon_search_view_open_first (GNOMON_SEARCH_VIEW (self->search_view));
}

static void
search_stopped_cb (GnomonWindow *self)
{
  g_assert (GNOMON_IS_WINDOW (self));

  gnomon_window_end_search (self);
}

static gboolean
search_key_pressed_cb (GnomonWindow    *self,
                       guint            keyval,
                       guint            keycode,
                       GdkModifierType  state)
{
  g_assert (GNOMON_IS_WINDOW (self));

  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;

  gnomon_window_focus_view (self);
  return GDK_EVENT_STOP;
}

static void
search_action_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  gnomon_window_begin_search (GNOMON_WINDOW (widget));
}

static void
end_search_action_cb (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  gnomon_window_end_search (GNOMON_WINDOW (widget));
}

static gboolean
escape_pressed_cb (GtkWidget *widget,
                   GVariant  *arguments,
                   gpointer   user_data)
{
  GnomonWindow *self = GNOMON_WINDOW (widget);

  if (self->covered_view == NULL)
    return FALSE;

  gnomon_window_end_search (self);
  return TRUE;
}

/**
 * gnomon_window_class_init_search:
 * @widget_class: the class of the window
 *
 * Installs the actions of search, and binds the keys.
 */
void
gnomon_window_class_init_search (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
  } keys[] = {
    { GDK_KEY_f, GDK_CONTROL_MASK },
    { GDK_KEY_slash, 0 },
    { GDK_KEY_slash, GDK_SHIFT_MASK },
    { GDK_KEY_KP_Divide, 0 },
  };

  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action_cb);
  gtk_widget_class_install_action (widget_class, "win.end-search", NULL, end_search_action_cb);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers,
                                         "win.search", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_pressed_cb, NULL);

  gtk_widget_class_bind_template_child (widget_class, GnomonWindow, header_stack);
  gtk_widget_class_bind_template_child (widget_class, GnomonWindow, search_entry);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_key_pressed_cb);
}

/**
 * gnomon_window_begin_search:
 * @self: a window
 *
 * Puts an entry for search into the header, and what it finds over the view.
 */
void
gnomon_window_begin_search (GnomonWindow *self)
{
  if (self->covered_view == NULL)
    {
      gboolean is_first = self->search_view == NULL;

      g_set_weak_pointer (&self->covered_focus, gtk_window_get_focus (GTK_WINDOW (self)));
      gnomon_window_leave_view (self);
      if (is_first)
        self->search_view = gnomon_window_add_view (self, gnomon_search_view_new (), _("Search"));
      self->covered_view = self->view;
      self->view = self->search_view;
      gnomon_view_set_time (self->view, &self->time);
      gnomon_view_set_mode (self->view, gnomon_mode_bin_get_mode (self->mode_bin));
      gnomon_view_set_date (self->view, gnomon_view_get_date (self->covered_view));
      if (is_first)
        gnomon_view_set_store (self->view, self->store);

      gtk_stack_set_visible_child_name (self->header_stack, "search");
      gtk_search_entry_set_key_capture_widget (self->search_entry, GTK_WIDGET (self->view));
      gnomon_window_update_page (self);
      gnomon_window_update_title (self);
    }

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  gtk_editable_select_region (GTK_EDITABLE (self->search_entry), 0, -1);
}

/**
 * gnomon_window_end_search:
 * @self: a window
 *
 * Shows the view again that was there before the search. Without a search nothing happens.
 */
void
gnomon_window_end_search (GnomonWindow *self)
{
  if (self->covered_view == NULL)
    return;

  gnomon_window_leave_view (self);
  self->view = self->covered_view;
  self->covered_view = NULL;
  gnomon_view_set_time (self->view, &self->time);
  gnomon_view_set_mode (self->view, gnomon_mode_bin_get_mode (self->mode_bin));
  gtk_stack_set_visible_child_name (self->header_stack, "views");
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gnomon_search_view_set_text (GNOMON_SEARCH_VIEW (self->search_view), "");
  gnomon_window_update_page (self);
  gnomon_window_update_title (self);

  /* Back to where one was. */
  if (self->covered_focus == NULL || !gtk_widget_grab_focus (self->covered_focus))
    gnomon_window_focus_view (self);
  g_clear_weak_pointer (&self->covered_focus);
}

/**
 * gnomon_window_search:
 * @self: a window
 * @text: what was typed elsewhere, as in the search of the desktop
 *
 * Shows what the search finds.
 */
void
gnomon_window_search (GnomonWindow *self,
                      const char   *text)
{
  g_return_if_fail (GNOMON_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  gnomon_window_begin_search (self);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->search_entry), -1);
}
