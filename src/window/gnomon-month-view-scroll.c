/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-month-view-private.h"

#include <math.h>

#include "gnomon-civil.h"

/*
 * The month goes on without an end, by wheel, finger and keys. While nothing moves, a week begins
 * at its upper edge. The title is that of the month that fills the view.
 */

#define DURATION 200

/* From its velocity, in pixels a second, to how far a finger's push goes on. */
#define COAST_SECONDS 0.25

/* What stays for so long between two weeks goes to the nearer one. */
#define SETTLE_MILLISECONDS 250

static double
clamp_position (GnomonMonthView *self,
                double           position)
{
  gint64 first = gnomon_month_view_get_week_of (self, gnomon_view_clamp_day (G_MININT64));
  gint64 last = gnomon_month_view_get_week_of (self, gnomon_view_clamp_day (G_MAXINT64));

  return CLAMP (position, first, last - GNOMON_MONTH_VIEW_WEEKS + 1);
}

/* The first of the month that fills the view: that of the day in the middle. */
static gint64
find_month (GnomonMonthView *self)
{
  double weeks = GNOMON_MONTH_VIEW_WEEKS / 2.0 - 0.5 + self->position - floor (self->position);
  gint64 middle = gnomon_month_view_get_first_day (self)
                  + (gint64) floor (weeks * GNOMON_MONTH_WEEK_DAYS);

  return gnomon_view_get_month_start (middle);
}

/* The cursor goes where it can be seen: to the same weekday of a week in sight. */
void
gnomon_month_view_bring_cursor (GnomonMonthView *self)
{
  gint64 week = gnomon_month_view_get_week_of (self, self->date);
  gint64 first = (gint64) ceil (self->target);
  gint64 last = (gint64) floor (self->target) + GNOMON_MONTH_VIEW_WEEKS - 1;
  gint64 weeks = CLAMP (week, first, last) - week;

  gnomon_month_view_put_cursor (self, self->date + weeks * GNOMON_MONTH_WEEK_DAYS);
}

/* Scrolls to a place at once. */
void
gnomon_month_view_move_to (GnomonMonthView *self,
                           double           position)
{
  position = clamp_position (self, position);
  if (self->position == position)
    return;

  self->backward = position < self->position;
  self->position = position;
  gnomon_month_view_fill_weeks (self, FALSE);
  gnomon_month_view_set_month (self, find_month (self));
  gnomon_month_view_update_drag (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
scrolled_on_cb (double   value,
                gpointer user_data)
{
  gnomon_month_view_move_to (user_data, value);
}

static void
done_cb (GnomonMonthView *self)
{
  g_assert (GNOMON_IS_MONTH_VIEW (self));

  if (self->position != self->target)
    gnomon_month_view_move_to (self, self->target);
  gnomon_month_view_bring_cursor (self);
}

/* Scrolls to a place in a moment, or at once, where the user wants no animations. */
void
gnomon_month_view_scroll_to (GnomonMonthView *self,
                             double           target)
{
  if (self->list == NULL || self->time.week_start == 0)
    return;

  g_clear_handle_id (&self->settle_id, g_source_remove);
  self->target = clamp_position (self, target);
  if (self->scrolling == NULL)
    {
      self->scrolling = adw_timed_animation_new (GTK_WIDGET (self), 0, 0, DURATION,
                                                 adw_callback_animation_target_new (scrolled_on_cb,
                                                                                    self, NULL));
      adw_timed_animation_set_easing (ADW_TIMED_ANIMATION (self->scrolling), ADW_EASE_OUT_CUBIC);
      g_signal_connect_object (self->scrolling, "done", G_CALLBACK (done_cb), self,
                               G_CONNECT_SWAPPED);
    }

  adw_animation_pause (self->scrolling);
  adw_timed_animation_set_value_from (ADW_TIMED_ANIMATION (self->scrolling), self->position);
  adw_timed_animation_set_value_to (ADW_TIMED_ANIMATION (self->scrolling), self->target);
  adw_animation_play (self->scrolling);
}

/* What scrolls stops where it is. */
void
gnomon_month_view_end_scroll (GnomonMonthView *self)
{
  if (self->scrolling != NULL)
    adw_animation_pause (self->scrolling);
  self->target = self->position;
  g_clear_handle_id (&self->settle_id, g_source_remove);
}

/* Goes on as it was pushed, in pixels a second, and stops with a whole week. */
void
gnomon_month_view_coast (GnomonMonthView *self,
                         double           velocity)
{
  double weeks = self->week_height > 0 ? velocity * COAST_SECONDS / self->week_height : 0;

  gnomon_month_view_scroll_to (self, round (self->position + weeks));
}

/* Stands where the month that is shown begins. */
void
gnomon_month_view_show_month (GnomonMonthView *self)
{
  gnomon_month_view_end_scroll (self);
  self->position = (double) gnomon_month_view_get_week_of (self, self->month_day);
  self->target = self->position;
}

/* Scrolls by as little as brings a day into sight; it is in reach of the focus at once. */
void
gnomon_month_view_reveal (GnomonMonthView *self,
                          gint64           day)
{
  double week = (double) gnomon_month_view_get_week_of (self, day);
  double target = CLAMP (self->target, week - GNOMON_MONTH_VIEW_WEEKS + 1, week);

  if (target == self->target)
    return;

  gnomon_month_view_move_to (self, CLAMP (self->position, target - 1, target + 1));
  gnomon_month_view_scroll_to (self, target);
  gnomon_month_view_fill_weeks (self, FALSE);
}

static gboolean
settle_cb (gpointer user_data)
{
  GnomonMonthView *self = user_data;

  self->settle_id = 0;
  gnomon_month_view_coast (self, 0);

  return G_SOURCE_REMOVE;
}

static gboolean
scrolled_cb (GnomonMonthView          *self,
             double                    dx,
             double                    dy,
             GtkEventControllerScroll *controller)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (
                            GTK_EVENT_CONTROLLER (controller));

  g_assert (GNOMON_IS_MONTH_VIEW (self));

  if (dy == 0 || self->week_height == 0 || (state & GDK_CONTROL_MASK) != 0)
    return FALSE;

  /* A wheel goes week by week; a touchpad says how far. */
  if (gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL)
    gnomon_month_view_scroll_to (self, round (self->target + dy));
  else
    {
      gnomon_month_view_end_scroll (self);
      gnomon_month_view_move_to (self, self->position + dy / self->week_height);
      self->target = self->position;
      /* Not every display tells when the fingers leave the touchpad. */
      self->settle_id = g_timeout_add (SETTLE_MILLISECONDS, settle_cb, self);
    }

  return TRUE;
}

static void
scroll_ended_cb (GnomonMonthView *self)
{
  g_assert (GNOMON_IS_MONTH_VIEW (self));

  if (self->target != round (self->target))
    gnomon_month_view_coast (self, 0);
}

static void
decelerated_cb (GnomonMonthView *self,
                double           velocity_x,
                double           velocity_y)
{
  g_assert (GNOMON_IS_MONTH_VIEW (self));

  gnomon_month_view_coast (self, velocity_y);
}

/**
 * gnomon_month_view_init_scroll:
 * @self: a month that is being made
 *
 * Lets the wheel and the touchpad scroll. The finger is among the drags.
 */
void
gnomon_month_view_init_scroll (GnomonMonthView *self)
{
  GtkEventController *scroll = gtk_event_controller_scroll_new (
                                 GTK_EVENT_CONTROLLER_SCROLL_VERTICAL
                                 | GTK_EVENT_CONTROLLER_SCROLL_KINETIC);

  g_signal_connect_object (scroll, "scroll", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (scroll, "scroll-end", G_CALLBACK (scroll_ended_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (scroll, "decelerate", G_CALLBACK (decelerated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
}
