/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-window-private.h"

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-reminder-log.h"
#include "gnomon-reminders-window.h"
#include "gnomon-zone.h"

/* What was missed, and what has happened to a reminder. */

/**
 * gnomon_window_update_reminders:
 * @self: a window
 *
 * Shows the way to the reminders that wait for an answer while there are any.
 */
void
gnomon_window_update_reminders (GnomonWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) reminders =
    gnomon_store_list_open_reminders (self->store, GNOMON_REMINDERS_LIMIT, &error);
  g_autofree char *label = NULL;

  if (reminders == NULL)
    {
      g_warning ("Could not list the reminders: %s", error->message);
      return;
    }

  gtk_widget_set_visible (self->reminders_button, reminders->len > 0);
  label = g_strdup_printf (ngettext ("%u unanswered reminder", "%u unanswered reminders",
                                     reminders->len),
                           reminders->len);
  gtk_widget_set_tooltip_text (self->reminders_button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reminders_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
opened_cb (GnomonWindow *self,
           GnomonEvent  *occurrence)
{
  GTimeZone *zone = gnomon_store_get_viewer_zone (self->store);
  gint64 starts_at = gnomon_event_get_starts_at (occurrence, zone);

  gnomon_window_show_day (self, gnomon_civil_day_of_wall (gnomon_zone_to_wall (zone, starts_at)));
  gnomon_window_reveal (self, gnomon_event_get_id (occurrence),
                        gnomon_event_get_recurrence_id (occurrence), TRUE);
}

static void
show_reminders_action_cb (GtkWidget  *widget,
                          const char *action_name,
                          GVariant   *parameter)
{
  gnomon_window_show_reminders (GNOMON_WINDOW (widget));
}

static void
explain_reminders_action_cb (GtkWidget  *widget,
                             const char *action_name,
                             GVariant   *parameter)
{
  GnomonWindow *self = GNOMON_WINDOW (widget);
  g_autoptr (GnomonEvent) event =
    gnomon_store_get_event (self->store, g_variant_get_int64 (parameter), NULL);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GPtrArray *reminders;

  if (event == NULL)
    return;

  reminders = gnomon_event_get_reminders (event);
  for (guint i = 0; i < reminders->len; i++)
    {
      gint64 id = gnomon_reminder_get_id (g_ptr_array_index (reminders, i));

      g_array_append_val (ids, id);
    }
  gtk_window_present (GTK_WINDOW (gnomon_reminder_log_new (GTK_WINDOW (self), self->store, ids)));
}

/**
 * gnomon_window_class_init_reminders:
 * @widget_class: the class of the window
 *
 * Installs the actions.
 */
void
gnomon_window_class_init_reminders (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.show-reminders", NULL,
                                   show_reminders_action_cb);
  gtk_widget_class_install_action (widget_class, "win.explain-reminders", "x",
                                   explain_reminders_action_cb);
}

/**
 * gnomon_window_show_reminders:
 * @self: a window
 *
 * Lists the reminders that nobody has answered, as from a notification that stands for several of
 * them.
 */
void
gnomon_window_show_reminders (GnomonWindow *self)
{
  GtkWidget *list;

  g_return_if_fail (GNOMON_IS_WINDOW (self));

  /* Asked for twice it is there once. */
  if (self->reminders_window == NULL)
    {
      list = gnomon_reminders_window_new (GTK_WINDOW (self), self->store);
      g_signal_connect_object (list, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
      g_set_weak_pointer (&self->reminders_window, list);
    }
  gtk_window_present (GTK_WINDOW (self->reminders_window));
}
