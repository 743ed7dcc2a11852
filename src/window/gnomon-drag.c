/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-drag.h"

/* So near to its side a bar is taken hold of by its edge, in pixels; at most a third of it. */
#define EDGE_WIDTH 6

/* So far and so quick a finger swipes, in pixels and in pixels a second. */
#define SWIPE_DISTANCE 40
#define SWIPE_VELOCITY 100

/**
 * gnomon_drag_get_slot:
 * @occurrence: an event
 *
 * Returns: when it is
 */
GnomonSlot
gnomon_drag_get_slot (GnomonOccurrence *occurrence)
{
  return (GnomonSlot){
    .start = gnomon_occurrence_get_start_wall (occurrence),
    .end = gnomon_occurrence_get_end_wall (occurrence),
    .all_day = gnomon_occurrence_is_all_day (occurrence),
  };
}

/**
 * gnomon_drag_find_edge:
 * @chip: a chip that is a bar over its days
 * @view: what it is in
 * @x: a place in the view
 *
 * Returns: -1 where that is the edge at which the event begins, 1 where it is that at which it
 *   ends; 0: neither, or the event goes on there
 */
int
gnomon_drag_find_edge (GnomonEventChip *chip,
                       GtkWidget       *view,
                       double           x)
{
  GtkWidget *widget = GTK_WIDGET (chip);
  gboolean rtl = gtk_widget_get_direction (view) == GTK_TEXT_DIR_RTL;
  graphene_rect_t bounds;
  double from_start, width;

  if (!gtk_widget_compute_bounds (widget, view, &bounds))
    return 0;

  width = MIN (EDGE_WIDTH, bounds.size.width / 3);
  from_start = rtl ? bounds.origin.x + bounds.size.width - x : x - bounds.origin.x;
  if (from_start < width && !gtk_widget_has_css_class (widget, "cont-start"))
    return -1;

  return from_start >= bounds.size.width - width && !gtk_widget_has_css_class (widget, "cont-end");
}

/**
 * gnomon_drag_find_swipe:
 * @direction: that in which the view is read
 * @dx: how far the finger has gone, in pixels
 * @dy: the same, downwards
 * @velocity_x: how quick it was when it left, in pixels a second
 *
 * Neither a tap, at which a finger moves a little, too, is a swipe, nor is a finger that scrolls,
 * or one that came to rest or went back before it left.
 *
 * Returns: 1 where it went to the next period, -1 to the one before; 0: it was no swipe
 */
int
gnomon_drag_find_swipe (GtkTextDirection direction,
                        double           dx,
                        double           dy,
                        double           velocity_x)
{
  gboolean leftwards = dx < 0;

  if (ABS (dx) < SWIPE_DISTANCE || ABS (dx) < 2 * ABS (dy)
      || ABS (velocity_x) < SWIPE_VELOCITY || (velocity_x < 0) != leftwards)
    return 0;

  return leftwards != (direction == GTK_TEXT_DIR_RTL) ? 1 : -1;
}

/**
 * gnomon_drag_begin_swipe:
 * @drag: the gesture of a finger that moves, and neither drags nor scrolls
 * @dx: how far it has gone, in pixels
 * @dy: the same, downwards
 *
 * Where it goes sideways, it may swipe, and does not press what is below it.
 */
void
gnomon_drag_begin_swipe (GtkGesture *drag,
                         double      dx,
                         double      dy)
{
  if (ABS (dx) >= 2 * GNOMON_DRAG_THRESHOLD && ABS (dx) > ABS (dy))
    gtk_gesture_set_state (drag, GTK_EVENT_SEQUENCE_CLAIMED);
}

/**
 * gnomon_drag_turn_by_swipe:
 * @drag: the view's gesture that tells how far the finger went
 * @view: a view
 * @velocity_x: how quick the finger was when it left, in pixels a second
 *
 * Turns the view to another period, where the finger that has just left it swiped.
 */
void
gnomon_drag_turn_by_swipe (GtkGesture *drag,
                           GnomonView *view,
                           double      velocity_x)
{
  int swipe;
  double dx, dy;

  if (!gtk_gesture_drag_get_offset (GTK_GESTURE_DRAG (drag), &dx, &dy))
    return;

  swipe = gnomon_drag_find_swipe (gtk_widget_get_direction (GTK_WIDGET (view)), dx, dy,
                                  velocity_x);
  if (swipe != 0)
    gnomon_view_turn (view, swipe);
}

/**
 * gnomon_drag_has_stayed:
 * @there: whether the pointer is somewhere
 * @now: the time of the frame
 * @long_enough: in microseconds
 * @since: (inout): from when on it has been there; 0: it was not
 *
 * Returns: whether it has been there for long enough
 */
gboolean
gnomon_drag_has_stayed (gboolean  there,
                        gint64    now,
                        gint64    long_enough,
                        gint64   *since)
{
  if (!there)
    *since = 0;
  else if (*since == 0)
    *since = now;

  return there && now - *since > long_enough;
}

static GtkGesture *
add_gesture (GtkWidget  *view,
             GtkGesture *gesture,
             GtkGesture *leader)
{
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (gesture));
  gtk_gesture_group (gesture, leader);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (gesture), TRUE);

  return gesture;
}

/**
 * gnomon_drag_add_gestures:
 * @view: a view that is being made
 * @handlers: what it does, each called with the view first
 * @drag: (out) (transfer none): the gesture of what moves
 * @hold: (out) (transfer none): that of a finger that rests
 *
 * Lets pointer and finger drag, and a finger hold and swipe: these gestures share the sequence that
 * one of them claims.
 */
void
gnomon_drag_add_gestures (GtkWidget                 *view,
                          const GnomonDragHandlers  *handlers,
                          GtkGesture               **drag,
                          GtkGesture               **hold)
{
  GtkGesture *swipe;

  *drag = gtk_gesture_drag_new ();
  g_signal_connect_object (*drag, "drag-begin", handlers->begun, view, G_CONNECT_SWAPPED);
  g_signal_connect_object (*drag, "drag-update", handlers->updated, view, G_CONNECT_SWAPPED);
  g_signal_connect_object (*drag, "drag-end", handlers->ended, view, G_CONNECT_SWAPPED);
  g_signal_connect_object (*drag, "cancel", handlers->cancelled, view, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (*drag));

  *hold = add_gesture (view, gtk_gesture_long_press_new (), *drag);
  g_signal_connect_object (*hold, "pressed", handlers->held, view, G_CONNECT_SWAPPED);

  swipe = add_gesture (view, gtk_gesture_swipe_new (), *drag);
  g_signal_connect_object (swipe, "swipe", handlers->swiped, view, G_CONNECT_SWAPPED);
}
