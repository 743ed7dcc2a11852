/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-window-private.h"

#include "gnomon-date-popover.h"

/* Going to a date that somebody types. */

/* Where the popover points at, from the leading edge of the view, in pixels. */
#define INSET 200

static void
day_chosen_cb (GnomonWindow *self,
               gint64        day)
{
  g_assert (GNOMON_IS_WINDOW (self));

  gnomon_window_show_day (self, day);
}

static gboolean
unparent_cb (gpointer popover)
{
  gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

/* It is gone only after those who listen to its closing have run. */
static void
closed_cb (GtkPopover *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_cb, g_object_ref (popover), g_object_unref);
}

static void
go_to_date_action_cb (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  GnomonWindow *self = GNOMON_WINDOW (widget);
  GtkWidget *popover;
  int width;
  GdkRectangle place;

  gnomon_window_end_search (self);
  popover = gnomon_date_popover_new ();
  width = gtk_widget_get_width (GTK_WIDGET (self->view));
  place = (GdkRectangle) { MIN (INSET, width / 2), 0, 1, 1 };
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    place.x = width - place.x;

  gtk_widget_set_parent (popover, GTK_WIDGET (self->view));
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &place);
  g_signal_connect_object (popover, "day-chosen", G_CALLBACK (day_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gnomon_date_popover_show_for (GNOMON_DATE_POPOVER (popover), gnomon_view_get_date (self->view),
                                &self->time);
}

/**
 * gnomon_window_class_init_dates:
 * @widget_class: the class of the window
 *
 * Installs the action that goes to a date, and binds its key.
 */
void
gnomon_window_class_init_dates (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.go-to-date", NULL, go_to_date_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_g, GDK_CONTROL_MASK, "win.go-to-date",
                                       NULL);
}
