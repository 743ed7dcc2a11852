/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-week-view-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gnomon-civil.h"
#include "gnomon-drag.h"

/*
 * What is dragged in a week: a press that moves makes an event, moves one or changes its length. A
 * finger scrolls; where it rests first, it drags.
 */

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
  gint64 wall = gnomon_week_view_get_wall_at (self, drag->x, drag->y);
  gint64 day = gnomon_week_view_get_day_at (self, drag->x);
  gint64 days = day - gnomon_civil_day_of_wall (drag->press_wall);

  switch (drag->kind)
    {
    case GNOMON_DRAG_MAKE:
      return gnomon_slot_between (drag->press_wall,
                                  gnomon_week_view_get_wall_at (self, drag->press_x, drag->y),
                                  step);

    case GNOMON_DRAG_MAKE_DAYS:
      return gnomon_slot_of_days (gnomon_week_view_get_day_at (self, drag->press_x), day);

    case GNOMON_DRAG_START:
    case GNOMON_DRAG_END:
      return gnomon_slot_stretch (&drag->from, drag->kind == GNOMON_DRAG_START, wall, step);

    case GNOMON_DRAG_FIRST_DAY:
    case GNOMON_DRAG_LAST_DAY:
      return gnomon_slot_stretch_days (&drag->from, drag->kind == GNOMON_DRAG_FIRST_DAY, day);

    case GNOMON_DRAG_MOVE:
      if (gnomon_week_view_is_within (self, self->strip, drag->y))
        return gnomon_slot_is_bar (&drag->from)
                 ? gnomon_slot_move_days (&drag->from, (int) days)
                 : gnomon_slot_to_all_day (&drag->from, day);
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

/* -1 where the pointer is at the upper end of the page, 1 where it is at the lower one. */
static int
find_page_end (GnomonWeekView *self)
{
  graphene_rect_t bounds;

  if (!gnomon_week_view_is_within (self, self->scroller, self->drag.y)
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
  gboolean scrolls = gnomon_drag_has_stayed (end != 0, now, SCROLL_MICROSECONDS,
                                             &self->drag.end_since);
  gboolean turns = gnomon_drag_has_stayed (side != 0, now, TURN_MICROSECONDS,
                                           &self->drag.side_since);

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

/* Takes hold of what is there. */
static void
press (GnomonWeekView *self,
       double          x,
       double          y)
{
  GnomonEventChip *chip;

  clear_drag (self);
  self->drag.kind = gnomon_week_view_find_kind (self, x, y, &chip);
  self->drag.press_x = self->drag.x = x;
  self->drag.press_y = self->drag.y = y;
  self->drag.press_wall = gnomon_week_view_get_wall_at (self, x, y);
  if (chip != NULL)
    {
      self->drag.occurrence = g_object_ref (gnomon_event_chip_get_occurrence (chip));
      self->drag.from = gnomon_drag_get_slot (self->drag.occurrence);
      gtk_widget_grab_focus (GTK_WIDGET (chip));
    }
}

static void
drag_begin_cb (GnomonWeekView *self,
               double          x,
               double          y)
{
  g_assert (GNOMON_IS_WEEK_VIEW (self));

  /* A finger scrolls. */
  if (gnomon_view_is_touch (self->drag_gesture))
    clear_drag (self);
  else
    press (self, x, y);
}

/* A finger rests: it takes hold of an event, or begins one. */
static void
held_cb (GnomonWeekView *self,
         double          x,
         double          y)
{
  g_assert (GNOMON_IS_WEEK_VIEW (self));

  press (self, x, y);
  if (self->drag.kind == GNOMON_DRAG_NONE)
    return;
  if (self->drag.occurrence != NULL)
    self->drag.kind = GNOMON_DRAG_MOVE;

  gtk_gesture_set_state (self->hold_gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  begin_drag (self);
  update_drag (self);
}

static void
swiped_cb (GnomonWeekView *self,
           double          velocity_x,
           double          velocity_y)
{
  g_assert (GNOMON_IS_WEEK_VIEW (self));

  if (!self->drag.under_way)
    gnomon_drag_turn_by_swipe (self->drag_gesture, GNOMON_VIEW (self), velocity_x);
}

static void
drag_update_cb (GnomonWeekView *self,
                double          x,
                double          y)
{
  GnomonDrag *drag = &self->drag;

  g_assert (GNOMON_IS_WEEK_VIEW (self));

  if (!drag->under_way && gnomon_view_is_touch (self->drag_gesture))
    gnomon_drag_begin_swipe (self->drag_gesture, x, y);
  if (drag->kind == GNOMON_DRAG_NONE)
    return;

  drag->x = drag->press_x + x;
  drag->y = drag->press_y + y;
  drag->modifiers = gtk_event_controller_get_current_event_state (
                      GTK_EVENT_CONTROLLER (self->drag_gesture));
  if (!drag->under_way && hypot (x, y) < GNOMON_DRAG_THRESHOLD)
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

/**
 * gnomon_week_view_init_drag:
 * @self: a week view that is being made
 *
 * Adds the gestures that drag, hold and swipe.
 */
void
gnomon_week_view_init_drag (GnomonWeekView *self)
{
  static const GnomonDragHandlers handlers = {
    .begun = G_CALLBACK (drag_begin_cb),
    .updated = G_CALLBACK (drag_update_cb),
    .ended = G_CALLBACK (drag_end_cb),
    .cancelled = G_CALLBACK (drag_cancelled_cb),
    .held = G_CALLBACK (held_cb),
    .swiped = G_CALLBACK (swiped_cb),
  };

  gnomon_drag_add_gestures (GTK_WIDGET (self), &handlers, &self->drag_gesture,
                            &self->hold_gesture);
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
