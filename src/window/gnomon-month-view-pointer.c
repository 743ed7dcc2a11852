/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-month-view-private.h"

/* Pointer and finger in the month. One gesture serves all cells and chips. */

static void
click_released_cb (GnomonMonthView *self,
                   int              n_press,
                   double           x,
                   double           y,
                   GtkGestureClick *gesture)
{
  GtkWidget *target;

  g_assert (GNOMON_IS_MONTH_VIEW (self));

  target = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  if (target == NULL || n_press != 1)
    return;

  while (target != GTK_WIDGET (self) && !GNOMON_IS_EVENT_CHIP (target)
         && !GNOMON_IS_DAY_CELL (target))
    target = gtk_widget_get_parent (target);

  if (GNOMON_IS_EVENT_CHIP (target))
    {
      gtk_widget_grab_focus (target);
      gtk_widget_activate_action (target, "chip.open", NULL);
    }
  else if (GNOMON_IS_DAY_CELL (target))
    {
      gint64 day = gnomon_day_cell_get_day (GNOMON_DAY_CELL (target));

      gnomon_month_view_put_cursor (self, day);
      gtk_widget_grab_focus (target);
      if (!self->compact)
        gnomon_view_emit_day_chosen (GNOMON_VIEW (self), day);
    }
}

static void
swiped_cb (GnomonMonthView *self,
           double           velocity_x,
           double           velocity_y,
           GtkGestureSwipe *gesture)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  gboolean onward = rtl ? velocity_x > 0 : velocity_x < 0;

  g_assert (GNOMON_IS_MONTH_VIEW (self));

  if (ABS (velocity_x) < 2 * ABS (velocity_y))
    return;

  gnomon_view_turn (GNOMON_VIEW (self), onward ? 1 : -1);
}

/**
 * gnomon_month_view_init_pointer:
 * @self: a month that is being made
 *
 * Adds the gestures.
 */
void
gnomon_month_view_init_pointer (GnomonMonthView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *swipe = gtk_gesture_swipe_new ();

  g_signal_connect_object (click, "released", G_CALLBACK (click_released_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (swipe), TRUE);
  g_signal_connect_object (swipe, "swipe", G_CALLBACK (swiped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (swipe));
}
