/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-month-view-private.h"

#include <math.h>

#include "gnomon-slots.h"

/* Pointer and finger in the month. One gesture serves all cells and chips. */

/* The pointer has to go so far before it drags. */
#define DRAG_THRESHOLD 6

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

static GtkWidget *
find_cell_at (GnomonMonthView *self,
              double           x,
              double           y)
{
  for (int i = 0; i < GNOMON_MONTH_VIEW_WEEKS; i++)
    for (int column = 0; column < GNOMON_MONTH_WEEK_DAYS; column++)
      {
        GnomonMonthWeek *week = GNOMON_MONTH_WEEK (self->weeks[i]);
        GtkWidget *cell = GTK_WIDGET (gnomon_month_week_get_cell (week, column));
        graphene_rect_t bounds;

        if (gtk_widget_compute_bounds (cell, GTK_WIDGET (self), &bounds)
            && graphene_rect_contains_point (&bounds, &GRAPHENE_POINT_INIT ((float) x, (float) y)))
          return cell;
      }

  return NULL;
}

static GnomonEventChip *
find_chip_at (GnomonMonthView *self,
              double           x,
              double           y)
{
  GtkWidget *target = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  while (target != NULL && target != GTK_WIDGET (self) && !GNOMON_IS_EVENT_CHIP (target))
    target = gtk_widget_get_parent (target);

  return target != NULL && GNOMON_IS_EVENT_CHIP (target) ? GNOMON_EVENT_CHIP (target) : NULL;
}

static void
set_drag_cell (GnomonMonthView *self,
               GtkWidget       *cell)
{
  if (self->drag_cell != NULL)
    gtk_widget_remove_css_class (self->drag_cell, "drop");
  self->drag_cell = cell;
  if (cell != NULL)
    gtk_widget_add_css_class (cell, "drop");
}

static void
drag_begin_cb (GnomonMonthView *self,
               double           x,
               double           y)
{
  GnomonEventChip *chip = find_chip_at (self, x, y);
  GtkWidget *cell = find_cell_at (self, x, y);

  g_assert (GNOMON_IS_MONTH_VIEW (self));

  if (chip == NULL || cell == NULL || gnomon_view_is_touch (self->drag_gesture))
    return;

  g_set_weak_pointer (&self->drag_chip, chip);
  self->drag_day = gnomon_day_cell_get_day (GNOMON_DAY_CELL (cell));
  gtk_widget_grab_focus (GTK_WIDGET (chip));
}

static void
drag_update_cb (GnomonMonthView *self,
                double           dx,
                double           dy)
{
  double x, y;
  GtkWidget *cell;

  g_assert (GNOMON_IS_MONTH_VIEW (self));

  if (self->drag_chip == NULL || (self->drag_cell == NULL && hypot (dx, dy) < DRAG_THRESHOLD))
    return;

  if (self->drag_cell == NULL)
    {
      gtk_gesture_set_state (self->drag_gesture, GTK_EVENT_SEQUENCE_CLAIMED);
      gtk_widget_set_opacity (GTK_WIDGET (self->drag_chip), 0.5);
    }

  gtk_gesture_drag_get_start_point (GTK_GESTURE_DRAG (self->drag_gesture), &x, &y);
  cell = find_cell_at (self, x + dx, y + dy);
  if (cell != NULL)
    set_drag_cell (self, cell);
}

static void
drag_end_cb (GnomonMonthView *self,
             double           dx,
             double           dy)
{
  GdkModifierType modifiers = gtk_event_controller_get_current_event_state (
                                GTK_EVENT_CONTROLLER (self->drag_gesture));
  g_autoptr (GnomonOccurrence) occurrence = NULL;
  GnomonSlot slot;
  gint64 day = self->drag_day;

  g_assert (GNOMON_IS_MONTH_VIEW (self));

  if (self->drag_chip != NULL && self->drag_cell != NULL)
    {
      occurrence = g_object_ref (gnomon_event_chip_get_occurrence (self->drag_chip));
      day = gnomon_day_cell_get_day (GNOMON_DAY_CELL (self->drag_cell));
    }
  gnomon_month_view_cancel_drag (self);
  if (occurrence == NULL || day == self->drag_day)
    return;

  slot = (GnomonSlot){
    .start = gnomon_occurrence_get_start_wall (occurrence),
    .end = gnomon_occurrence_get_end_wall (occurrence),
    .all_day = gnomon_occurrence_is_all_day (occurrence),
  };
  slot = gnomon_slot_move_days (&slot, (int) (day - self->drag_day));
  gnomon_view_emit_occurrence_moved (GNOMON_VIEW (self), occurrence, slot.start, slot.end,
                                     slot.all_day, (modifiers & GDK_CONTROL_MASK) != 0);
}

static void
drag_cancelled_cb (GnomonMonthView *self)
{
  g_assert (GNOMON_IS_MONTH_VIEW (self));

  gnomon_month_view_cancel_drag (self);
}

static void
menu_pressed_cb (GnomonMonthView *self,
                 int              n_press,
                 double           x,
                 double           y,
                 GtkGestureClick *gesture)
{
  GdkRectangle pointing_to = { (int) x, (int) y, 1, 1 };
  GnomonEventChip *chip = find_chip_at (self, x, y);
  GtkWidget *cell = find_cell_at (self, x, y);

  g_assert (GNOMON_IS_MONTH_VIEW (self));

  if (cell == NULL)
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (chip != NULL ? GTK_WIDGET (chip) : cell);
  gnomon_month_view_open_menu (self, chip,
                               gnomon_day_cell_get_day (GNOMON_DAY_CELL (cell)), &pointing_to);
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
  GtkGesture *menu = gtk_gesture_click_new ();
  GtkGesture *swipe = gtk_gesture_swipe_new ();

  self->drag_gesture = gtk_gesture_drag_new ();
  g_signal_connect_object (self->drag_gesture, "drag-begin", G_CALLBACK (drag_begin_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->drag_gesture, "drag-update", G_CALLBACK (drag_update_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->drag_gesture, "drag-end", G_CALLBACK (drag_end_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->drag_gesture, "cancel", G_CALLBACK (drag_cancelled_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->drag_gesture));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (menu, "pressed", G_CALLBACK (menu_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (menu));

  g_signal_connect_object (click, "released", G_CALLBACK (click_released_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (swipe), TRUE);
  g_signal_connect_object (swipe, "swipe", G_CALLBACK (swiped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (swipe));
}

/* Leaves everything where it was; FALSE where nothing is dragged. */
gboolean
gnomon_month_view_cancel_drag (GnomonMonthView *self)
{
  gboolean under_way = self->drag_cell != NULL;

  if (self->drag_chip != NULL)
    gtk_widget_set_opacity (GTK_WIDGET (self->drag_chip), 1);
  g_clear_weak_pointer (&self->drag_chip);
  set_drag_cell (self, NULL);

  return under_way;
}
