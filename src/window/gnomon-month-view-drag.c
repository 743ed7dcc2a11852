/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-month-view-private.h"

#include <math.h>

#include "gnomon-drag.h"

/*
 * What is dragged in the month: an event to another day, the edge of one that takes days, or over
 * empty days to make one. At the upper and lower edge the month scrolls meanwhile. A finger
 * scrolls; where it rests on an event first, it drags it.
 */

#define EDGE_ZONE 24
#define EDGE_MICROSECONDS (350 * 1000)

static GnomonMonthDragKind
find_kind (GnomonMonthView  *self,
           double            x,
           double            y,
           GnomonEventChip **chip)
{
  *chip = gnomon_month_view_find_chip_at (self, x, y);
  if (self->compact || gnomon_month_view_find_cell_at (self, x, y) == NULL)
    return GNOMON_MONTH_DRAG_NONE;
  if (*chip == NULL)
    return GNOMON_MONTH_DRAG_MAKE;
  if (!gnomon_occurrence_is_bar (gnomon_event_chip_get_occurrence (*chip)))
    return GNOMON_MONTH_DRAG_MOVE;

  switch (gnomon_drag_find_edge (*chip, GTK_WIDGET (self), x))
    {
    case -1:
      return GNOMON_MONTH_DRAG_START;

    case 1:
      return GNOMON_MONTH_DRAG_END;

    default:
      return GNOMON_MONTH_DRAG_MOVE;
    }
}

static void
clear_drag (GnomonMonthView *self)
{
  if (self->drag.tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->drag.tick_id);
  g_clear_object (&self->drag.occurrence);
  self->drag = (GnomonMonthDrag){ 0 };
}

/* The day at the pointer, or the nearest one to it; the old one where there is none. */
static gint64
find_day (GnomonMonthView *self)
{
  int bottom = self->top + GNOMON_MONTH_VIEW_WEEKS * self->week_height;
  double x = CLAMP (self->drag.x, 0, gtk_widget_get_width (GTK_WIDGET (self)) - 1);
  double y = CLAMP (self->drag.y, self->top, bottom - 1);
  GtkWidget *cell = gnomon_month_view_find_cell_at (self, x, y);

  if (cell != NULL)
    self->drag.day = gnomon_day_cell_get_day (GNOMON_DAY_CELL (cell));

  return self->drag.day;
}

/* Where what is dragged would be, were it dropped now. */
static GnomonSlot
compute_slot (GnomonMonthView *self)
{
  const GnomonMonthDrag *drag = &self->drag;
  gint64 day = find_day (self);

  switch (drag->kind)
    {
    case GNOMON_MONTH_DRAG_MAKE:
      return gnomon_slot_of_days (drag->press_day, day);

    case GNOMON_MONTH_DRAG_MOVE:
      return gnomon_slot_move_days (&drag->from, (int) (day - drag->press_day));

    case GNOMON_MONTH_DRAG_START:
    case GNOMON_MONTH_DRAG_END:
      return gnomon_slot_stretch_days (&drag->from, drag->kind == GNOMON_MONTH_DRAG_START, day);

    case GNOMON_MONTH_DRAG_NONE:
    default:
      return drag->from;
    }
}

/* The pointer has moved, or the month below it. */
void
gnomon_month_view_update_drag (GnomonMonthView *self)
{
  if (!self->drag.under_way)
    return;

  self->drag.to = compute_slot (self);
  gnomon_month_view_update_marks (self);
}

/* Scrolls below a drag that stays at the edge. */
static gboolean
drag_tick_cb (GtkWidget     *widget,
              GdkFrameClock *frame_clock,
              gpointer       user_data)
{
  GnomonMonthView *self = GNOMON_MONTH_VIEW (widget);
  int bottom = self->top + GNOMON_MONTH_VIEW_WEEKS * self->week_height;
  gint64 now = gdk_frame_clock_get_frame_time (frame_clock);
  int step = 0;

  if (self->drag.y < self->top + EDGE_ZONE)
    step = -1;
  else if (self->drag.y > bottom - EDGE_ZONE)
    step = 1;

  if (gnomon_drag_has_stayed (step != 0, now, EDGE_MICROSECONDS, &self->drag.edge_since))
    {
      self->drag.edge_since = now;
      gnomon_month_view_scroll_to (self, round (self->target) + step);
    }

  return G_SOURCE_CONTINUE;
}

static void
begin_drag (GnomonMonthView *self)
{
  self->drag.under_way = TRUE;
  self->drag.tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), drag_tick_cb, NULL, NULL);
  gtk_gesture_set_state (self->drag_gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
press (GnomonMonthView *self,
       double           x,
       double           y)
{
  GnomonMonthDrag *drag = &self->drag;
  GtkWidget *cell = gnomon_month_view_find_cell_at (self, x, y);
  GnomonEventChip *chip;

  drag->kind = find_kind (self, x, y, &chip);
  if (drag->kind == GNOMON_MONTH_DRAG_NONE)
    return;

  drag->press_day = drag->day = gnomon_day_cell_get_day (GNOMON_DAY_CELL (cell));
  if (chip == NULL)
    return;

  drag->occurrence = g_object_ref (gnomon_event_chip_get_occurrence (chip));
  drag->from = drag->to = gnomon_drag_get_slot (drag->occurrence);
  gtk_widget_grab_focus (GTK_WIDGET (chip));
}

static void
drag_begin_cb (GnomonMonthView *self,
               double           x,
               double           y)
{
  g_assert (GNOMON_IS_MONTH_VIEW (self));

  clear_drag (self);
  self->drag.press_x = self->drag.x = x;
  self->drag.press_y = self->drag.y = y;
  self->touch_position = self->position;
  self->touch_scrolls = FALSE;
  if (!gnomon_view_is_touch (self->drag_gesture))
    press (self, x, y);
}

/* A finger that does not hold an event scrolls. */
static void
scroll_by_touch (GnomonMonthView *self,
                 double           dx,
                 double           dy)
{
  if (!self->touch_scrolls && (ABS (dy) < 2 * GNOMON_DRAG_THRESHOLD || ABS (dy) < ABS (dx)))
    {
      gnomon_drag_begin_swipe (self->drag_gesture, dx, dy);
      return;
    }

  if (!self->touch_scrolls)
    gtk_gesture_set_state (self->drag_gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  self->touch_scrolls = TRUE;
  gnomon_month_view_end_scroll (self);
  if (self->week_height > 0)
    gnomon_month_view_move_to (self, self->touch_position - dy / self->week_height);
  self->target = self->position;
}

static void
drag_update_cb (GnomonMonthView *self,
                double           dx,
                double           dy)
{
  GnomonMonthDrag *drag = &self->drag;

  g_assert (GNOMON_IS_MONTH_VIEW (self));

  if (!drag->under_way && gnomon_view_is_touch (self->drag_gesture))
    {
      scroll_by_touch (self, dx, dy);
      return;
    }
  if (drag->kind == GNOMON_MONTH_DRAG_NONE
      || (!drag->under_way && hypot (dx, dy) < GNOMON_DRAG_THRESHOLD))
    return;

  drag->x = drag->press_x + dx;
  drag->y = drag->press_y + dy;
  if (!drag->under_way)
    begin_drag (self);
  gnomon_month_view_update_drag (self);
}

static void
drag_end_cb (GnomonMonthView *self,
             double           dx,
             double           dy)
{
  GdkModifierType modifiers = gtk_event_controller_get_current_event_state (
                                GTK_EVENT_CONTROLLER (self->drag_gesture));
  g_autoptr (GnomonOccurrence) occurrence = NULL;
  GnomonMonthDrag drag = self->drag;

  g_assert (GNOMON_IS_MONTH_VIEW (self));

  if (self->touch_scrolls && self->position == self->target)
    gnomon_month_view_coast (self, 0);
  occurrence = g_steal_pointer (&self->drag.occurrence);
  gnomon_month_view_cancel_drag (self);
  if (!drag.under_way)
    return;

  if (occurrence == NULL && drag.day == drag.press_day)
    gnomon_view_emit_day_chosen (GNOMON_VIEW (self), drag.day);
  else if (occurrence == NULL)
    gnomon_view_emit_slot_chosen (GNOMON_VIEW (self), drag.to.start, drag.to.end, TRUE);
  else if (!gnomon_slot_equal (&drag.from, &drag.to))
    gnomon_view_emit_occurrence_moved (GNOMON_VIEW (self), occurrence, drag.to.start, drag.to.end,
                                       drag.to.all_day,
                                       (modifiers & GDK_CONTROL_MASK) != 0
                                       && drag.kind == GNOMON_MONTH_DRAG_MOVE);
}

static void
drag_cancelled_cb (GnomonMonthView *self)
{
  g_assert (GNOMON_IS_MONTH_VIEW (self));

  gnomon_month_view_cancel_drag (self);
}

/* A finger rests: on an event, which it takes hold of, or on a day, which has a menu. */
static void
held_cb (GnomonMonthView *self,
         double           x,
         double           y)
{
  GtkWidget *cell = gnomon_month_view_find_cell_at (self, x, y);
  GdkRectangle pointing_to = { (int) x, (int) y, 1, 1 };

  g_assert (GNOMON_IS_MONTH_VIEW (self));

  if (cell == NULL || self->touch_scrolls)
    return;

  clear_drag (self);
  self->drag.press_x = self->drag.x = x;
  self->drag.press_y = self->drag.y = y;
  press (self, x, y);
  gtk_gesture_set_state (self->hold_gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  if (self->drag.occurrence != NULL)
    {
      self->drag.kind = GNOMON_MONTH_DRAG_MOVE;
      begin_drag (self);
      gnomon_month_view_update_drag (self);
      return;
    }

  clear_drag (self);
  gnomon_month_view_open_menu (self, NULL, gnomon_day_cell_get_day (GNOMON_DAY_CELL (cell)),
                               &pointing_to);
}

static void
swiped_cb (GnomonMonthView *self,
           double           velocity_x,
           double           velocity_y)
{
  g_assert (GNOMON_IS_MONTH_VIEW (self));

  if (self->drag.under_way)
    return;
  if (self->touch_scrolls)
    gnomon_month_view_coast (self, -velocity_y);
  else
    gnomon_drag_turn_by_swipe (self->drag_gesture, GNOMON_VIEW (self), velocity_x);
}

/* The pointer says where it would take hold of an edge. */
static void
moved_cb (GnomonMonthView *self,
          double           x,
          double           y)
{
  GnomonEventChip *chip;
  GnomonMonthDragKind kind;

  g_assert (GNOMON_IS_MONTH_VIEW (self));

  if (self->drag.under_way)
    return;

  kind = find_kind (self, x, y, &chip);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   kind == GNOMON_MONTH_DRAG_START || kind == GNOMON_MONTH_DRAG_END
                                     ? "ew-resize" : NULL);
}

/**
 * gnomon_month_view_init_drag:
 * @self: a month that is being made
 *
 * Adds the gestures that drag, hold and swipe.
 */
void
gnomon_month_view_init_drag (GnomonMonthView *self)
{
  static const GnomonDragHandlers handlers = {
    .begun = G_CALLBACK (drag_begin_cb),
    .updated = G_CALLBACK (drag_update_cb),
    .ended = G_CALLBACK (drag_end_cb),
    .cancelled = G_CALLBACK (drag_cancelled_cb),
    .held = G_CALLBACK (held_cb),
    .swiped = G_CALLBACK (swiped_cb),
  };
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gnomon_drag_add_gestures (GTK_WIDGET (self), &handlers, &self->drag_gesture,
                            &self->hold_gesture);

  g_signal_connect_object (motion, "motion", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

/* Leaves everything where it was; FALSE where nothing is dragged. */
gboolean
gnomon_month_view_cancel_drag (GnomonMonthView *self)
{
  gboolean under_way = self->drag.under_way;

  clear_drag (self);
  if (under_way)
    gnomon_month_view_update_marks (self);

  return under_way;
}
