/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-window-private.h"

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-compat.h"

/* All that the window can be told to do, and the keys that tell it. */

static void
new_event_action_cb (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  GnomonWindow *self = GNOMON_WINDOW (widget);

  gnomon_window_new_event (self, gnomon_month_view_get_date (self->month_view));
}

static void
today_action_cb (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  GnomonWindow *self = GNOMON_WINDOW (widget);

  gnomon_window_show_day (self, self->time.today);
}

static void
turn_months (GnomonWindow *self,
             int           months)
{
  gint64 day = gnomon_civil_add_months (gnomon_month_view_get_date (self->month_view), months);
  int year;

  gnomon_civil_day_to_ymd (day, &year, NULL, NULL);
  if (year < 1 || year > 9998)
    return;

  gnomon_month_view_set_date (self->month_view, day);
}

static void
turn_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  static const struct
  {
    const char *action_name;
    int months;
  } turns[] = {
    { "win.previous", -1 },
    { "win.next", 1 },
    { "win.previous-year", -12 },
    { "win.next-year", 12 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (turns); i++)
    if (g_str_equal (turns[i].action_name, action_name))
      turn_months (GNOMON_WINDOW (widget), turns[i].months);
}

static void
toggle_sidebar_action_cb (GtkWidget  *widget,
                          const char *action_name,
                          GVariant   *parameter)
{
  GnomonWindow *self = GNOMON_WINDOW (widget);

  gnomon_split_pane_set_show_sidebar (self->pane, !gnomon_split_pane_get_show_sidebar (self->pane));
}

/* The event whose chip has the focus; NULL where none has. */
static GnomonOccurrence *
get_focus_occurrence (GnomonWindow *self)
{
  GnomonEventChip *chip = gnomon_month_view_get_focus_chip (self->month_view);

  return chip != NULL ? gnomon_event_chip_get_occurrence (chip) : NULL;
}

static GnomonEvent *
load_focus_event (GnomonWindow *self)
{
  GnomonOccurrence *occurrence = get_focus_occurrence (self);

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
  GnomonOccurrence *occurrence = get_focus_occurrence (self);

  if (occurrence != NULL)
    gnomon_window_delete_event (self, gnomon_occurrence_get_event_id (occurrence),
                                gnomon_occurrence_get_title (occurrence));
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
    gtk_show_uri (GTK_WINDOW (self), url, GDK_CURRENT_TIME);
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
show_shortcuts_action_cb (GtkWidget  *widget,
                          const char *action_name,
                          GVariant   *parameter)
{
  gnomon_compat_show_shortcuts (GTK_WINDOW (widget), "/org/gnomon/Gnomon/ui/gnomon-shortcuts.ui");
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
    { "win.today", today_action_cb },
    { "win.previous", turn_action_cb },
    { "win.next", turn_action_cb },
    { "win.previous-year", turn_action_cb },
    { "win.next-year", turn_action_cb },
    { "win.toggle-sidebar", toggle_sidebar_action_cb },
    { "win.edit-event", edit_event_action_cb },
    { "win.delete-event", delete_event_action_cb },
    { "win.join-event", join_event_action_cb },
    { "win.open-file", open_file_action_cb },
    { "win.show-shortcuts", show_shortcuts_action_cb },
  };
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action_name;
  } keys[] = {
    { GDK_KEY_n, 0, "win.new-event" },
    { GDK_KEY_n, GDK_CONTROL_MASK, "win.new-event" },
    { GDK_KEY_n, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.new-event" },
    { GDK_KEY_t, 0, "win.today" },
    { GDK_KEY_Home, 0, "win.today" },
    { GDK_KEY_KP_Home, 0, "win.today" },
    { GDK_KEY_Page_Up, 0, "win.previous" },
    { GDK_KEY_KP_Page_Up, 0, "win.previous" },
    { GDK_KEY_Page_Down, 0, "win.next" },
    { GDK_KEY_KP_Page_Down, 0, "win.next" },
    { GDK_KEY_Page_Up, GDK_ALT_MASK, "win.previous-year" },
    { GDK_KEY_Page_Down, GDK_ALT_MASK, "win.next-year" },
    { GDK_KEY_F9, 0, "win.toggle-sidebar" },
    { GDK_KEY_e, 0, "win.edit-event" },
    { GDK_KEY_Return, GDK_CONTROL_MASK, "win.edit-event" },
    { GDK_KEY_Delete, 0, "win.delete-event" },
    { GDK_KEY_KP_Delete, 0, "win.delete-event" },
    { GDK_KEY_j, 0, "win.join-event" },
    { GDK_KEY_o, GDK_CONTROL_MASK, "win.open-file" },
    { GDK_KEY_question, GDK_CONTROL_MASK, "win.show-shortcuts" },
    { GDK_KEY_question, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.show-shortcuts" },
    { GDK_KEY_w, GDK_CONTROL_MASK, "window.close" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers,
                                         keys[i].action_name, NULL);
}
