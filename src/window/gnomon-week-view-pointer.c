/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-week-view-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gnomon-civil.h"

/*
 * Pointer and finger in a week. One gesture serves all of the view: a press that moves makes an
 * event, moves one or changes its length; one that does not opens it, or makes one of the usual
 * length.
 */

/* The pointer has to go so far before it drags. */
#define THRESHOLD 6

#define STEP_MINUTES 15
#define FINE_STEP_MINUTES 5

/* So near to the end of the page the hours scroll below a drag, by so much in a frame; not while it
 * only passes on its way to what takes whole days. */
#define SCROLL_ZONE 24
#define SCROLL_STEP 8
#define SCROLL_MICROSECONDS 300000

/* At the side the view turns once the pointer has been there for so long. */
#define TURN_ZONE 12
#define TURN_MICROSECONDS 700000

static GnomonDayGrid *
get_grid (GnomonWeekView *self)
{
  return GNOMON_DAY_GRID (self->grid);
}

/* Where a point of the view is among the hours. */
static graphene_point_t
to_grid (GnomonWeekView *self,
         double          x,
         double          y)
{
  graphene_point_t point = GRAPHENE_POINT_INIT ((float) x, (float) y);

  if (!gtk_widget_compute_point (GTK_WIDGET (self), self->grid, &point, &point))
    return *graphene_point_zero ();

  return point;
}

static gint64
get_wall_at (GnomonWeekView *self,
             double          x,
             double          y)
{
  graphene_point_t point = to_grid (self, x, y);

  return gnomon_day_grid_get_wall_at (get_grid (self), point.x, point.y);
}

static gint64
get_day_at (GnomonWeekView *self,
            double          x)
{
  GnomonSlot slot = { .start = get_wall_at (self, x, 0) };

  return gnomon_slot_first_day (&slot);
}

static gboolean
is_within (GnomonWeekView *self,
           GtkWidget      *part,
           double          y)
{
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (part, GTK_WIDGET (self), &bounds)
         && y >= bounds.origin.y && y < bounds.origin.y + bounds.size.height;
}

/* The pane of a day has its own pointer. */
static gboolean
is_in_pane (GnomonWeekView *self,
            double          x)
{
  graphene_rect_t bounds;

  return self->pane != NULL && gtk_widget_compute_bounds (self->pane, GTK_WIDGET (self), &bounds)
         && x >= bounds.origin.x && x < bounds.origin.x + bounds.size.width;
}

static GnomonEventChip *
find_bar_at (GnomonWeekView *self,
             double          x,
             double          y)
{
  GtkWidget *target = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  while (target != NULL && target != GTK_WIDGET (self) && !GNOMON_IS_EVENT_CHIP (target))
    target = gtk_widget_get_parent (target);

  return target != NULL && GNOMON_IS_EVENT_CHIP (target) ? GNOMON_EVENT_CHIP (target) : NULL;
}

/* What a press there would take hold of. */
static GnomonDragKind
find_kind (GnomonWeekView   *self,
           double            x,
           double            y,
           GnomonEventChip **chip)
{
  *chip = NULL;

  if (is_in_pane (self, x))
    return GNOMON_DRAG_NONE;
  if (is_within (self, self->strip, y))
    {
      *chip = find_bar_at (self, x, y);
      return *chip != NULL ? GNOMON_DRAG_MOVE : GNOMON_DRAG_MAKE_DAYS;
    }

  if (is_within (self, self->scroller, y))
    {
      graphene_point_t point = to_grid (self, x, y);

      switch (gnomon_day_grid_get_part_at (get_grid (self), point.x, point.y, chip))
        {
        case GNOMON_GRID_CHIP:
          return GNOMON_DRAG_MOVE;

        case GNOMON_GRID_CHIP_START:
          return GNOMON_DRAG_START;

        case GNOMON_GRID_CHIP_END:
          return GNOMON_DRAG_END;

        case GNOMON_GRID_EMPTY:
        default:
          return GNOMON_DRAG_MAKE;
        }
    }

  return GNOMON_DRAG_NONE;
}

static GnomonSlot
get_slot (GnomonOccurrence *occurrence)
{
  return (GnomonSlot){
    .start = gnomon_occurrence_get_start_wall (occurrence),
    .end = gnomon_occurrence_get_end_wall (occurrence),
    .all_day = gnomon_occurrence_is_all_day (occurrence),
  };
}

static void
clear_drag (GnomonWeekView *self)
{
  if (self->drag.tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->drag.tick_id);
  g_clear_object (&self->drag.occurrence);
  self->drag = (GnomonDrag){ 0 };
}

/* Where what is dragged would be, were it dropped now. */
static GnomonSlot
compute_slot (GnomonWeekView *self)
{
  const GnomonDrag *drag = &self->drag;
  int step = (drag->modifiers & GDK_ALT_MASK) != 0 ? FINE_STEP_MINUTES : STEP_MINUTES;
  gint64 wall = get_wall_at (self, drag->x, drag->y);
  gint64 days = get_day_at (self, drag->x) - gnomon_civil_day_of_wall (drag->press_wall);

  switch (drag->kind)
    {
    case GNOMON_DRAG_MAKE:
      return gnomon_slot_between (drag->press_wall, get_wall_at (self, drag->press_x, drag->y),
                                  step);

    case GNOMON_DRAG_MAKE_DAYS:
      return gnomon_slot_of_days (get_day_at (self, drag->press_x), get_day_at (self, drag->x));

    case GNOMON_DRAG_START:
    case GNOMON_DRAG_END:
      return gnomon_slot_stretch (&drag->from, drag->kind == GNOMON_DRAG_START, wall, step);

    case GNOMON_DRAG_MOVE:
      if (is_within (self, self->strip, drag->y))
        return gnomon_slot_is_bar (&drag->from)
                 ? gnomon_slot_move_days (&drag->from, (int) days)
                 : gnomon_slot_to_all_day (&drag->from, get_day_at (self, drag->x));
      if (drag->from.all_day)
        return gnomon_slot_to_timed (&drag->from, wall, self->time.slot_minutes, step);
      if (gnomon_slot_is_bar (&drag->from))
        return gnomon_slot_move_days (&drag->from, (int) days);
      return gnomon_slot_move_to (&drag->from, wall - (drag->press_wall - drag->from.start), step);

    case GNOMON_DRAG_NONE:
    default:
      return drag->from;
    }
}

static void
update_drag (GnomonWeekView *self)
{
  GnomonDrag *drag = &self->drag;
  GnomonSlot slot = compute_slot (self);

  drag->to = slot;
  if (drag->occurrence != NULL)
    gnomon_week_view_show_ghost (self, &slot, gnomon_occurrence_get_title (drag->occurrence),
                                 gnomon_occurrence_get_color (drag->occurrence), TRUE);
  else
    gnomon_week_view_show_ghost (self, &slot, _("New Event"), NULL, FALSE);
}

/* Whether the pointer has been somewhere for long enough; @since keeps from when on. */
static gboolean
has_stayed (gboolean  there,
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

/* -1 where the pointer is at the upper end of the page, 1 where it is at the lower one. */
static int
find_page_end (GnomonWeekView *self)
{
  graphene_rect_t bounds;

  if (!is_within (self, self->scroller, self->drag.y)
      || !gtk_widget_compute_bounds (self->scroller, GTK_WIDGET (self), &bounds))
    return 0;
  if (self->drag.y < bounds.origin.y + SCROLL_ZONE)
    return -1;

  return self->drag.y > bounds.origin.y + bounds.size.height - SCROLL_ZONE ? 1 : 0;
}

static int
find_side (GnomonWeekView *self)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int side = 0;

  if (self->drag.occurrence == NULL)
    return 0;
  if (self->drag.x < TURN_ZONE)
    side = -1;
  else if (self->drag.x > gtk_widget_get_width (GTK_WIDGET (self)) - TURN_ZONE)
    side = 1;

  return rtl ? -side : side;
}

/* Scrolls the hours, or turns to another period, below a drag that stays at the edge. */
static gboolean
drag_tick_cb (GtkWidget     *widget,
              GdkFrameClock *frame_clock,
              gpointer       user_data)
{
  GnomonWeekView *self = GNOMON_WEEK_VIEW (widget);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (
                                GTK_SCROLLED_WINDOW (self->scroller));
  gint64 now = gdk_frame_clock_get_frame_time (frame_clock);
  int end = find_page_end (self);
  int side = find_side (self);
  gboolean scrolls = has_stayed (end != 0, now, SCROLL_MICROSECONDS, &self->drag.end_since);
  gboolean turns = has_stayed (side != 0, now, TURN_MICROSECONDS, &self->drag.side_since);

  if (scrolls)
    gtk_adjustment_set_value (adjustment,
                              gtk_adjustment_get_value (adjustment) + end * SCROLL_STEP);
  if (turns)
    {
      gnomon_view_turn (GNOMON_VIEW (self), side);
      self->drag.side_since = now;
    }
  if (scrolls || turns)
    update_drag (self);

  return G_SOURCE_CONTINUE;
}

static void
begin_drag (GnomonWeekView *self)
{
  GnomonDrag *drag = &self->drag;

  drag->under_way = TRUE;
  drag->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), drag_tick_cb, NULL, NULL);
  gtk_gesture_set_state (self->drag_gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  if (drag->occurrence != NULL)
    gnomon_day_grid_set_left_behind (get_grid (self), drag->occurrence);
}

static void
drag_begin_cb (GnomonWeekView *self,
               double          x,
               double          y)
{
  GnomonEventChip *chip;

  g_assert (GNOMON_IS_WEEK_VIEW (self));

  clear_drag (self);
  if (gnomon_view_is_touch (self->drag_gesture))
    return;

  self->drag.kind = find_kind (self, x, y, &chip);
  self->drag.press_x = x;
  self->drag.press_y = y;
  self->drag.press_wall = get_wall_at (self, x, y);
  if (chip != NULL)
    {
      self->drag.occurrence = g_object_ref (gnomon_event_chip_get_occurrence (chip));
      self->drag.from = get_slot (self->drag.occurrence);
      gtk_widget_grab_focus (GTK_WIDGET (chip));
    }
}

static void
drag_update_cb (GnomonWeekView *self,
                double          x,
                double          y)
{
  GnomonDrag *drag = &self->drag;

  g_assert (GNOMON_IS_WEEK_VIEW (self));

  if (drag->kind == GNOMON_DRAG_NONE)
    return;

  drag->x = drag->press_x + x;
  drag->y = drag->press_y + y;
  drag->modifiers = gtk_event_controller_get_current_event_state (
                      GTK_EVENT_CONTROLLER (self->drag_gesture));
  if (!drag->under_way && hypot (x, y) < THRESHOLD)
    return;

  if (!drag->under_way)
    begin_drag (self);
  update_drag (self);
}

static void
drag_end_cb (GnomonWeekView *self,
             double          x,
             double          y)
{
  g_autoptr (GnomonOccurrence) occurrence = NULL;
  GnomonDrag drag = self->drag;

  g_assert (GNOMON_IS_WEEK_VIEW (self));

  if (!drag.under_way)
    {
      clear_drag (self);
      return;
    }

  occurrence = g_steal_pointer (&self->drag.occurrence);
  clear_drag (self);
  gnomon_day_grid_set_left_behind (get_grid (self), NULL);
  gnomon_week_view_show_ghost (self, NULL, NULL, NULL, FALSE);

  if (occurrence == NULL)
    gnomon_view_emit_slot_chosen (GNOMON_VIEW (self), drag.to.start, drag.to.end,
                                  drag.to.all_day);
  else if (!gnomon_slot_equal (&drag.from, &drag.to))
    gnomon_view_emit_occurrence_moved (GNOMON_VIEW (self), occurrence, drag.to.start, drag.to.end,
                                       drag.to.all_day,
                                       (drag.modifiers & GDK_CONTROL_MASK) != 0
                                       && drag.kind == GNOMON_DRAG_MOVE);
}

static void
drag_cancelled_cb (GnomonWeekView *self)
{
  g_assert (GNOMON_IS_WEEK_VIEW (self));

  gnomon_week_view_cancel_drag (self);
}

/* A press that moved has been a drag by now, and taken the event from this gesture. */
static void
click_released_cb (GnomonWeekView *self,
                   int             n_press,
                   double          x,
                   double          y)
{
  GnomonEventChip *chip;
  GnomonSlot slot;

  g_assert (GNOMON_IS_WEEK_VIEW (self));

  if (n_press != 1)
    return;

  switch (find_kind (self, x, y, &chip))
    {
    case GNOMON_DRAG_MOVE:
    case GNOMON_DRAG_START:
    case GNOMON_DRAG_END:
      gtk_widget_grab_focus (GTK_WIDGET (chip));
      gtk_widget_activate_action (GTK_WIDGET (chip), "chip.open", NULL);
      break;

    case GNOMON_DRAG_MAKE:
      slot = gnomon_slot_between (get_wall_at (self, x, y), get_wall_at (self, x, y),
                                  GNOMON_SLOT_MINUTES);
      self->anchor = slot;
      gnomon_week_view_put_cursor (self, &slot);
      gtk_widget_grab_focus (GTK_WIDGET (self));
      slot = gnomon_slot_with_length (&slot, self->time.slot_minutes);
      gnomon_view_emit_slot_chosen (GNOMON_VIEW (self), slot.start, slot.end, FALSE);
      break;

    case GNOMON_DRAG_MAKE_DAYS:
      slot = gnomon_slot_of_days (get_day_at (self, x), get_day_at (self, x));
      gnomon_view_emit_slot_chosen (GNOMON_VIEW (self), slot.start, slot.end, TRUE);
      break;

    case GNOMON_DRAG_NONE:
    default:
      break;
    }
}

static void
menu_pressed_cb (GnomonWeekView  *self,
                 int              n_press,
                 double           x,
                 double           y,
                 GtkGestureClick *gesture)
{
  GdkRectangle pointing_to = { (int) x, (int) y, 1, 1 };
  GnomonEventChip *chip;
  GnomonDragKind kind = find_kind (self, x, y, &chip);
  GnomonSlot slot;

  g_assert (GNOMON_IS_WEEK_VIEW (self));

  if (kind == GNOMON_DRAG_NONE)
    return;

  if (kind == GNOMON_DRAG_MAKE_DAYS)
    slot = gnomon_slot_of_days (get_day_at (self, x), get_day_at (self, x));
  else
    {
      slot = gnomon_slot_between (get_wall_at (self, x, y), get_wall_at (self, x, y),
                                  GNOMON_SLOT_MINUTES);
      slot = gnomon_slot_with_length (&slot, self->time.slot_minutes);
    }

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (chip != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (chip));
  gnomon_view_emit_menu_opened (GNOMON_VIEW (self),
                                chip != NULL ? gnomon_event_chip_get_occurrence (chip) : NULL,
                                slot.start, slot.end, slot.all_day, &pointing_to);
}

/* The pointer says where it would take hold of an edge. */
static void
moved_cb (GnomonWeekView *self,
          double          x,
          double          y)
{
  GnomonEventChip *chip;
  GnomonDragKind kind;

  g_assert (GNOMON_IS_WEEK_VIEW (self));

  if (self->drag.under_way)
    return;

  kind = find_kind (self, x, y, &chip);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   kind == GNOMON_DRAG_START || kind == GNOMON_DRAG_END
                                     ? "ns-resize" : NULL);
}

static gboolean
scrolled_cb (GnomonWeekView     *self,
             double              x,
             double              y,
             GtkEventController *controller)
{
  g_assert (GNOMON_IS_WEEK_VIEW (self));

  if ((gtk_event_controller_get_current_event_state (controller) & GDK_CONTROL_MASK) == 0)
    return FALSE;

  if (y != 0)
    gnomon_view_zoom (GNOMON_VIEW (self), y < 0 ? 1 : -1);

  return TRUE;
}

static void
swiped_cb (GnomonWeekView *self,
           double          velocity_x,
           double          velocity_y)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  g_assert (GNOMON_IS_WEEK_VIEW (self));

  if (ABS (velocity_x) < 2 * ABS (velocity_y))
    return;

  gnomon_view_turn (GNOMON_VIEW (self), (velocity_x < 0) != rtl ? 1 : -1);
}

/**
 * gnomon_week_view_init_pointer:
 * @self: a week view that is being made
 *
 * Adds the gestures. A finger scrolls, taps and swipes; only the pointer drags.
 */
void
gnomon_week_view_init_pointer (GnomonWeekView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *menu = gtk_gesture_click_new ();
  GtkGesture *swipe = gtk_gesture_swipe_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (
                                 GTK_EVENT_CONTROLLER_SCROLL_VERTICAL
                                 | GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);

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

  g_signal_connect_object (click, "released", G_CALLBACK (click_released_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (menu, "pressed", G_CALLBACK (menu_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (menu));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (swipe), TRUE);
  g_signal_connect_object (swipe, "swipe", G_CALLBACK (swiped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (swipe));

  g_signal_connect_object (motion, "motion", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);

  /* Before the scrolled window takes it for itself. */
  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect_object (scroll, "scroll", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
}

/* Leaves everything where it was; FALSE where nothing is dragged. */
gboolean
gnomon_week_view_cancel_drag (GnomonWeekView *self)
{
  gboolean under_way = self->drag.under_way;

  clear_drag (self);
  if (!under_way)
    return FALSE;

  gtk_gesture_set_state (self->drag_gesture, GTK_EVENT_SEQUENCE_DENIED);
  gnomon_day_grid_set_left_behind (get_grid (self), NULL);
  gnomon_week_view_show_ghost (self, NULL, NULL, NULL, FALSE);

  return TRUE;
}
