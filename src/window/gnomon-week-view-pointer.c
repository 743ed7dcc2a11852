/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-week-view-private.h"

#include "gnomon-drag.h"

/*
 * Pointer and finger in a week. One gesture serves all of the view: a press that does not move
 * opens an event, or makes one of the usual length.
 */

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

gint64
gnomon_week_view_get_wall_at (GnomonWeekView *self,
                              double          x,
                              double          y)
{
  graphene_point_t point = to_grid (self, x, y);

  return gnomon_day_grid_get_wall_at (get_grid (self), point.x, point.y);
}

gint64
gnomon_week_view_get_day_at (GnomonWeekView *self,
                             double          x)
{
  GnomonSlot slot = { .start = gnomon_week_view_get_wall_at (self, x, 0) };

  return gnomon_slot_first_day (&slot);
}

gboolean
gnomon_week_view_is_within (GnomonWeekView *self,
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
GnomonDragKind
gnomon_week_view_find_kind (GnomonWeekView   *self,
                            double            x,
                            double            y,
                            GnomonEventChip **chip)
{
  *chip = NULL;

  if (is_in_pane (self, x))
    return GNOMON_DRAG_NONE;
  if (gnomon_week_view_is_within (self, self->strip, y))
    {
      *chip = find_bar_at (self, x, y);
      if (*chip == NULL)
        return GNOMON_DRAG_MAKE_DAYS;

      switch (gnomon_drag_find_edge (*chip, GTK_WIDGET (self), x))
        {
        case -1:
          return GNOMON_DRAG_FIRST_DAY;

        case 1:
          return GNOMON_DRAG_LAST_DAY;

        default:
          return GNOMON_DRAG_MOVE;
        }
    }

  if (gnomon_week_view_is_within (self, self->scroller, y))
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

  switch (gnomon_week_view_find_kind (self, x, y, &chip))
    {
    case GNOMON_DRAG_MOVE:
    case GNOMON_DRAG_START:
    case GNOMON_DRAG_END:
    case GNOMON_DRAG_FIRST_DAY:
    case GNOMON_DRAG_LAST_DAY:
      gtk_widget_grab_focus (GTK_WIDGET (chip));
      gtk_widget_activate_action (GTK_WIDGET (chip), "chip.open", NULL);
      break;

    case GNOMON_DRAG_MAKE:
      slot = gnomon_slot_between (gnomon_week_view_get_wall_at (self, x, y),
                                  gnomon_week_view_get_wall_at (self, x, y),
                                  GNOMON_SLOT_MINUTES);
      self->anchor = slot;
      gnomon_week_view_put_cursor (self, &slot);
      gtk_widget_grab_focus (GTK_WIDGET (self));
      slot = gnomon_slot_with_length (&slot, self->time.slot_minutes);
      gnomon_view_emit_slot_chosen (GNOMON_VIEW (self), slot.start, slot.end, FALSE);
      break;

    case GNOMON_DRAG_MAKE_DAYS:
      slot = gnomon_slot_of_days (gnomon_week_view_get_day_at (self, x),
                                  gnomon_week_view_get_day_at (self, x));
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
  GnomonDragKind kind = gnomon_week_view_find_kind (self, x, y, &chip);
  GnomonSlot slot;

  g_assert (GNOMON_IS_WEEK_VIEW (self));

  if (kind == GNOMON_DRAG_NONE)
    return;

  if (kind == GNOMON_DRAG_MAKE_DAYS)
    slot = gnomon_slot_of_days (gnomon_week_view_get_day_at (self, x),
                                gnomon_week_view_get_day_at (self, x));
  else
    {
      slot = gnomon_slot_between (gnomon_week_view_get_wall_at (self, x, y),
                                  gnomon_week_view_get_wall_at (self, x, y),
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

  kind = gnomon_week_view_find_kind (self, x, y, &chip);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   kind == GNOMON_DRAG_START || kind == GNOMON_DRAG_END
                                     ? "ns-resize"
                                   : kind == GNOMON_DRAG_FIRST_DAY || kind == GNOMON_DRAG_LAST_DAY
                                     ? "ew-resize" : NULL);
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

/**
 * gnomon_week_view_init_pointer:
 * @self: a week view that is being made
 *
 * Adds what does not drag: clicks, the menu, the wheel.
 */
void
gnomon_week_view_init_pointer (GnomonWeekView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *menu = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (
                                 GTK_EVENT_CONTROLLER_SCROLL_VERTICAL
                                 | GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);

  g_signal_connect_object (click, "released", G_CALLBACK (click_released_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (menu, "pressed", G_CALLBACK (menu_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (menu));

  /* Before the page keeps from itself what is no motion. */
  gtk_event_controller_set_propagation_phase (motion, GTK_PHASE_CAPTURE);
  g_signal_connect_object (motion, "motion", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);

  /* Before the scrolled window takes it for itself. */
  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect_object (scroll, "scroll", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
}
