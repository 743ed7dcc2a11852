/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-month-view-private.h"

/* Clicks in the month. One gesture serves all cells and chips. */

static void
click_released_cb (GnomonMonthView *self,
                   int              n_press,
                   double           x,
                   double           y)
{
  GnomonEventChip *chip = gnomon_month_view_find_chip_at (self, x, y);
  GtkWidget *cell = gnomon_month_view_find_cell_at (self, x, y);
  gint64 day;

  g_assert (GNOMON_IS_MONTH_VIEW (self));

  if (cell == NULL || n_press != 1)
    return;

  if (chip != NULL)
    {
      gtk_widget_grab_focus (GTK_WIDGET (chip));
      gtk_widget_activate_action (GTK_WIDGET (chip), "chip.open", NULL);
      return;
    }

  day = gnomon_day_cell_get_day (GNOMON_DAY_CELL (cell));
  gnomon_month_view_put_cursor (self, day);
  gtk_widget_grab_focus (cell);
  if (!self->compact)
    gnomon_view_emit_day_chosen (GNOMON_VIEW (self), day);
}

static void
menu_pressed_cb (GnomonMonthView *self,
                 int              n_press,
                 double           x,
                 double           y,
                 GtkGestureClick *gesture)
{
  GdkRectangle pointing_to = { (int) x, (int) y, 1, 1 };
  GnomonEventChip *chip = gnomon_month_view_find_chip_at (self, x, y);
  GtkWidget *cell = gnomon_month_view_find_cell_at (self, x, y);

  g_assert (GNOMON_IS_MONTH_VIEW (self));

  if (cell == NULL)
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (chip != NULL ? GTK_WIDGET (chip) : cell);
  gnomon_month_view_open_menu (self, chip,
                               gnomon_day_cell_get_day (GNOMON_DAY_CELL (cell)), &pointing_to);
}

/**
 * gnomon_month_view_init_pointer:
 * @self: a month that is being made
 *
 * Adds the gestures that click.
 */
void
gnomon_month_view_init_pointer (GnomonMonthView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *menu = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (menu, "pressed", G_CALLBACK (menu_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (menu));

  g_signal_connect_object (click, "released", G_CALLBACK (click_released_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}
