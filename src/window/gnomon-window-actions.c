/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-window-private.h"

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-compat.h"
#include "gnomon-links.h"
#include "gnomon-preferences.h"
#include "gnomon-print.h"
#include "gnomon-trash.h"

/* All that the window can be told to do, and the keys that tell it. */

static void
new_event_action_cb (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  GnomonWindow *self = GNOMON_WINDOW (widget);

  gnomon_window_quick_add_on (self, gnomon_view_get_date (self->view));
}

static void
edit_new_event_action_cb (GtkWidget  *widget,
                          const char *action_name,
                          GVariant   *parameter)
{
  GnomonWindow *self = GNOMON_WINDOW (widget);

  gnomon_window_new_event_on (self, gnomon_view_get_date (self->view));
}

static void
today_action_cb (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  GnomonWindow *self = GNOMON_WINDOW (widget);

  gnomon_window_show_day (self, self->time.today);
  gnomon_view_show_now (self->view);
}

static void
turn_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  GnomonView *view = GNOMON_WINDOW (widget)->view;
  gint64 day = gnomon_view_get_date (view);

  if (g_str_equal (action_name, "win.previous"))
    gnomon_view_turn (view, -1);
  else if (g_str_equal (action_name, "win.next"))
    gnomon_view_turn (view, 1);
  else if (g_str_equal (action_name, "win.previous-year"))
    gnomon_view_set_date (view, gnomon_civil_add_months (day, -12));
  else
    gnomon_view_set_date (view, gnomon_civil_add_months (day, 12));
}

static void
zoom_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  GnomonView *view = GNOMON_WINDOW (widget)->view;

  if (g_str_equal (action_name, "win.zoom-in"))
    gnomon_view_zoom (view, 1);
  else if (g_str_equal (action_name, "win.zoom-out"))
    gnomon_view_zoom (view, -1);
  else
    gnomon_view_zoom (view, 0);
}

static void
toggle_sidebar_action_cb (GtkWidget  *widget,
                          const char *action_name,
                          GVariant   *parameter)
{
  GnomonWindow *self = GNOMON_WINDOW (widget);

  gnomon_split_pane_set_show_sidebar (self->pane, !gnomon_split_pane_get_show_sidebar (self->pane));
}

/* The event that has the focus; NULL where none has. */
static GnomonEvent *
load_focus_event (GnomonWindow *self)
{
  GnomonOccurrence *occurrence = gnomon_window_get_target (self);

  if (occurrence == NULL)
    return NULL;

  return gnomon_store_get_event (self->store, gnomon_occurrence_get_event_id (occurrence), NULL);
}

static void
edit_event_action_cb (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  GnomonWindow *self = GNOMON_WINDOW (widget);
  g_autoptr (GnomonEvent) event = load_focus_event (self);

  if (event != NULL)
    gnomon_window_edit_event (self, event);
}

static void
delete_event_action_cb (GtkWidget  *widget,
                        const char *action_name,
                        GVariant   *parameter)
{
  GnomonWindow *self = GNOMON_WINDOW (widget);
  GnomonOccurrence *occurrence = gnomon_window_get_target (self);

  if (occurrence != NULL)
    gnomon_window_delete_occurrence (self, occurrence);
}

static void
join_event_action_cb (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  GnomonWindow *self = GNOMON_WINDOW (widget);
  g_autoptr (GnomonEvent) event = load_focus_event (self);
  g_autofree char *url = NULL;

  if (event == NULL)
    return;

  url = gnomon_event_dup_meeting_url (event);
  if (*url != '\0')
    gtk_widget_activate_action (widget, "win.open-uri", "s", url);
}

static void
uri_failed_cb (GtkWindow    *parent,
               const GError *error)
{
  g_debug ("Cannot open a link: %s", error->message);
  gnomon_window_add_toast (GNOMON_WINDOW (parent), _("The link could not be opened"));
}

/* What an event brings along may come from anybody. */
static void
open_uri_action_cb (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  const char *uri = g_variant_get_string (parameter, NULL);

  if (gnomon_links_is_safe (uri))
    gnomon_compat_open_uri (GTK_WINDOW (widget), uri, uri_failed_cb);
}

static void
file_chosen_cb (GFile    *file,
                gpointer  user_data)
{
  gnomon_window_import (GNOMON_WINDOW (user_data), &file, 1);
}

static void
open_file_action_cb (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  gnomon_compat_choose_file (GTK_WINDOW (widget), _("Open a Calendar File"), _("Calendar Files"),
                             "text/calendar", file_chosen_cb);
}

static void
print_to (GnomonWindow *self,
          const char   *pdf_path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  GnomonPrintKind kind;

  if (!gnomon_print_kind_from_view (gnomon_window_get_view (self), &kind))
    return;

  if (!gnomon_print_run (GTK_WINDOW (self), self->store, &self->time, kind,
                         gnomon_view_get_date (self->view), pdf_path, &error))
    {
      /* Translators: %s says why. */
      text = g_strdup_printf (_("This could not be printed: %s"), error->message);
      gnomon_window_add_toast (self, text);
    }
  else if (pdf_path != NULL)
    {
      g_autofree char *name = g_path_get_basename (pdf_path);

      /* Translators: %s is the name of a file. */
      text = g_strdup_printf (_("Saved as %s"), name);
      gnomon_window_add_toast (self, text);
    }
}

static void
print_action_cb (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  print_to (GNOMON_WINDOW (widget), NULL);
}

static void
pdf_chosen_cb (GFile    *file,
               gpointer  user_data)
{
  g_autofree char *path = g_file_get_path (file);

  if (path != NULL)
    print_to (GNOMON_WINDOW (user_data), path);
  else
    gnomon_window_add_toast (GNOMON_WINDOW (user_data), _("A PDF file cannot be saved there"));
}

static void
save_pdf_action_cb (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  /* Translators: the name that is offered for a PDF file. */
  gnomon_compat_choose_new_file (GTK_WINDOW (widget), _("Save as PDF"), _("Calendar.pdf"),
                                 pdf_chosen_cb);
}

static void
show_trash_action_cb (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  GnomonWindow *self = GNOMON_WINDOW (widget);

  gtk_window_present (GTK_WINDOW (gnomon_trash_new (GTK_WINDOW (self), self->store)));
}

static void
show_preferences_action_cb (GtkWidget  *widget,
                            const char *action_name,
                            GVariant   *parameter)
{
  GnomonWindow *self = GNOMON_WINDOW (widget);

  if (self->settings == NULL)
    {
      gnomon_window_add_toast (self, _("The settings are not installed"));
      return;
    }

  gtk_window_present (GTK_WINDOW (gnomon_preferences_new (GTK_WINDOW (self), self->store,
                                                          self->settings)));
}

static void
show_shortcuts_action_cb (GtkWidget  *widget,
                          const char *action_name,
                          GVariant   *parameter)
{
  gnomon_compat_show_shortcuts (GTK_WINDOW (widget), "/org/gnomon/Gnomon/ui/gnomon-shortcuts.ui");
}

static gboolean
letter_pressed_cb (GtkWidget *widget,
                   GVariant  *arguments,
                   gpointer   user_data)
{
  GnomonWindow *self = GNOMON_WINDOW (widget);
  const char *action_name, *target;

  if (self->settings != NULL && !g_settings_get_boolean (self->settings, "single-letter-keys"))
    return FALSE;

  g_variant_get (arguments, "(&s&s)", &action_name, &target);
  return gtk_widget_activate_action_variant (widget, action_name,
                                             *target != '\0' ? g_variant_new_string (target)
                                                             : NULL);
}

void
gnomon_window_class_bind_letter (GtkWidgetClass *widget_class,
                                 guint           key,
                                 const char     *action_name,
                                 const char     *target)
{
  gtk_widget_class_add_binding (widget_class, key, 0, letter_pressed_cb, "(ss)", action_name,
                                target != NULL ? target : "");
}

/**
 * gnomon_window_class_init_actions:
 * @widget_class: the class of the window
 *
 * Installs the actions and binds the keys. Keys without a modifier come here only where nothing
 * that is typed into has taken them.
 */
void
gnomon_window_class_init_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "win.new-event", new_event_action_cb },
    { "win.edit-new-event", edit_new_event_action_cb },
    { "win.today", today_action_cb },
    { "win.previous", turn_action_cb },
    { "win.next", turn_action_cb },
    { "win.previous-year", turn_action_cb },
    { "win.next-year", turn_action_cb },
    { "win.zoom-in", zoom_action_cb },
    { "win.zoom-out", zoom_action_cb },
    { "win.zoom-reset", zoom_action_cb },
    { "win.toggle-sidebar", toggle_sidebar_action_cb },
    { "win.edit-event", edit_event_action_cb },
    { "win.delete-event", delete_event_action_cb },
    { "win.join-event", join_event_action_cb },
    { "win.open-file", open_file_action_cb },
    { "win.print", print_action_cb },
    { "win.save-pdf", save_pdf_action_cb },
    { "win.show-preferences", show_preferences_action_cb },
    { "win.show-shortcuts", show_shortcuts_action_cb },
    { "win.show-trash", show_trash_action_cb },
  };
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action_name;
  } keys[] = {
    { GDK_KEY_n, GDK_CONTROL_MASK, "win.new-event" },
    { GDK_KEY_n, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.edit-new-event" },
    { GDK_KEY_Home, 0, "win.today" },
    { GDK_KEY_KP_Home, 0, "win.today" },
    { GDK_KEY_Page_Up, 0, "win.previous" },
    { GDK_KEY_KP_Page_Up, 0, "win.previous" },
    { GDK_KEY_Page_Down, 0, "win.next" },
    { GDK_KEY_KP_Page_Down, 0, "win.next" },
    { GDK_KEY_Page_Up, GDK_ALT_MASK, "win.previous-year" },
    { GDK_KEY_Page_Down, GDK_ALT_MASK, "win.next-year" },
    { GDK_KEY_plus, GDK_CONTROL_MASK, "win.zoom-in" },
    { GDK_KEY_plus, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.zoom-in" },
    { GDK_KEY_KP_Add, GDK_CONTROL_MASK, "win.zoom-in" },
    { GDK_KEY_minus, GDK_CONTROL_MASK, "win.zoom-out" },
    { GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "win.zoom-out" },
    { GDK_KEY_0, GDK_CONTROL_MASK, "win.zoom-reset" },
    { GDK_KEY_KP_0, GDK_CONTROL_MASK, "win.zoom-reset" },
    { GDK_KEY_F9, 0, "win.toggle-sidebar" },
    { GDK_KEY_Return, GDK_CONTROL_MASK, "win.edit-event" },
    { GDK_KEY_Delete, 0, "win.delete-event" },
    { GDK_KEY_KP_Delete, 0, "win.delete-event" },
    { GDK_KEY_o, GDK_CONTROL_MASK, "win.open-file" },
    { GDK_KEY_p, GDK_CONTROL_MASK, "win.print" },
    { GDK_KEY_p, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.save-pdf" },
    { GDK_KEY_comma, GDK_CONTROL_MASK, "win.show-preferences" },
    { GDK_KEY_question, GDK_CONTROL_MASK, "win.show-shortcuts" },
    { GDK_KEY_question, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.show-shortcuts" },
    { GDK_KEY_w, GDK_CONTROL_MASK, "window.close" },
  };

  static const struct
  {
    guint key;
    const char *action_name;
  } letters[] = {
    { GDK_KEY_n, "win.new-event" },
    { GDK_KEY_t, "win.today" },
    { GDK_KEY_e, "win.edit-event" },
    { GDK_KEY_j, "win.join-event" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
  gtk_widget_class_install_action (widget_class, "win.open-uri", "s", open_uri_action_cb);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers,
                                         keys[i].action_name, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (letters); i++)
    gnomon_window_class_bind_letter (widget_class, letters[i].key, letters[i].action_name, NULL);
}
