/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-month-view-private.h"

#include "gnomon-grid-keys.h"
#include "gnomon-slots.h"

/*
 * The keyboard in the month: arrows move the cursor from day to day, and between the events of a
 * day; Tab goes through the events in the order of time and then leaves the grid.
 */

/* The child of a week that has the focus: a cell, a chip, a button. */
static GtkWidget *
find_focus_stop (GnomonMonthView  *self,
                 GnomonMonthWeek **week)
{
  GtkWidget *row = NULL;
  GtkWidget *stop = gnomon_grid_keys_find_stop (GTK_WIDGET (self), self->weeks, self->n_weeks,
                                                &row);

  *week = row != NULL ? GNOMON_MONTH_WEEK (row) : NULL;

  return stop;
}

static GPtrArray *
list_all_stops (GnomonMonthView *self)
{
  GPtrArray *all = g_ptr_array_new ();

  for (int i = 0; i < self->n_weeks; i++)
    for (int column = 0; column < GNOMON_MONTH_WEEK_DAYS; column++)
      {
        GnomonMonthWeek *week = GNOMON_MONTH_WEEK (self->weeks[i]);
        g_autoptr (GPtrArray) stops = gnomon_month_week_list_stops (week, column);

        if (gnomon_month_view_has_in_sight (self, i))
          g_ptr_array_extend (all, stops, NULL, NULL);
      }

  return all;
}

/* The first stop on a day or after it; NULL where there is none. */
static GtkWidget *
find_stop_from (GnomonMonthView *self,
                gint64           day)
{
  for (int i = 0; i < self->n_weeks; i++)
    {
      GnomonMonthWeek *week = GNOMON_MONTH_WEEK (self->weeks[i]);

      for (int column = 0; column < GNOMON_MONTH_WEEK_DAYS; column++)
        {
          g_autoptr (GPtrArray) stops = NULL;

          if (!gnomon_month_view_has_in_sight (self, i)
              || gnomon_month_week_get_first_day (week) + column < day)
            continue;
          stops = gnomon_month_week_list_stops (week, column);
          if (stops->len > 0)
            return g_ptr_array_index (stops, 0);
        }
    }

  return NULL;
}

/**
 * gnomon_month_view_focus:
 * @widget: a month view
 * @direction: where the focus shall go
 *
 * The focus vfunc: the grid is one stop of the Tab key, and its events follow it.
 *
 * Returns: whether the focus stays in the grid
 */
gboolean
gnomon_month_view_focus (GtkWidget        *widget,
                         GtkDirectionType  direction)
{
  GnomonMonthView *self = GNOMON_MONTH_VIEW (widget);
  GnomonMonthWeek *week;
  GtkWidget *stop = find_focus_stop (self, &week);
  gboolean forward = direction == GTK_DIR_TAB_FORWARD;
  g_autoptr (GPtrArray) stops = NULL;
  GtkWidget *next;

  if (gnomon_view_focus_in_popover (GNOMON_VIEW (widget), direction))
    return TRUE;

  if (stop == NULL)
    {
      /* From within the list of the narrow form backwards, or from outside: to the cursor. */
      if (self->day_list != NULL && gtk_widget_get_focus_child (widget) == self->day_list)
        {
          if (gtk_widget_child_focus (self->day_list, direction))
            return TRUE;
          return forward ? FALSE : gnomon_month_view_grab_focus (widget);
        }
      return gnomon_month_view_grab_focus (widget);
    }

  if (!forward && direction != GTK_DIR_TAB_BACKWARD)
    return FALSE;

  if (self->compact)
    return forward && self->day_list != NULL && gtk_widget_child_focus (self->day_list, direction);

  if (GNOMON_IS_DAY_CELL (stop))
    next = forward ? find_stop_from (self, self->date) : NULL;
  else
    {
      stops = list_all_stops (self);
      next = gnomon_grid_keys_get_neighbour (stops, stop, forward ? 1 : -1);
    }

  return next != NULL && gtk_widget_grab_focus (next);
}

/**
 * gnomon_month_view_grab_focus:
 * @widget: a month view
 *
 * The grab_focus vfunc: the focus goes to the day that has the cursor.
 *
 * Returns: whether there is such a day
 */
gboolean
gnomon_month_view_grab_focus (GtkWidget *widget)
{
  GnomonMonthView *self = GNOMON_MONTH_VIEW (widget);
  GtkWidget *cell = gnomon_month_view_find_cell (self, self->date);

  if (cell == NULL && self->list != NULL && self->time.week_start != 0)
    {
      gnomon_month_view_bring_cursor (self);
      cell = gnomon_month_view_find_cell (self, self->date);
    }

  return cell != NULL && gtk_widget_grab_focus (cell);
}

/* Up or down among the events of a day; TRUE where that is where the focus stays. */
static gboolean
move_within_day (GnomonMonthView *self,
                 GnomonMonthWeek *week,
                 GtkWidget       *stop,
                 int              step)
{
  int column = gnomon_month_week_get_stop_column (week, stop);
  g_autoptr (GPtrArray) stops = gnomon_month_week_list_stops (week, column);
  guint index;

  if (!g_ptr_array_find (stops, stop, &index))
    return FALSE;

  if (step < 0 && index == 0)
    return gtk_widget_grab_focus (GTK_WIDGET (gnomon_month_week_get_cell (week, column)));
  if (step > 0 && index + 1 == stops->len)
    return TRUE;

  return gtk_widget_grab_focus (g_ptr_array_index (stops, index + (guint) step));
}

static gboolean
arrow_pressed_cb (GtkWidget *widget,
                  GVariant  *arguments,
                  gpointer   user_data)
{
  GnomonMonthView *self = GNOMON_MONTH_VIEW (widget);
  GnomonMonthWeek *week;
  GtkWidget *stop = find_focus_stop (self, &week);
  gint64 day = self->date;
  int across, down;

  if (stop == NULL)
    return FALSE;

  gnomon_grid_keys_read_arrow (widget, arguments, &across, &down);
  if (!GNOMON_IS_DAY_CELL (stop))
    {
      if (down != 0 && move_within_day (self, week, stop, down))
        return TRUE;
      day = gnomon_month_week_get_first_day (week)
            + gnomon_month_week_get_stop_column (week, stop);
    }

  day = gnomon_view_clamp_day (day + across + down * GNOMON_MONTH_WEEK_DAYS);
  gnomon_month_view_put_cursor (self, day);
  gnomon_month_view_reveal (self, day);
  gnomon_month_view_grab_focus (widget);

  return TRUE;
}

static gboolean
enter_pressed_cb (GtkWidget *widget,
                  GVariant  *arguments,
                  gpointer   user_data)
{
  GnomonMonthView *self = GNOMON_MONTH_VIEW (widget);
  GnomonMonthWeek *week;
  GtkWidget *stop = find_focus_stop (self, &week);

  if (stop == NULL || !GNOMON_IS_DAY_CELL (stop))
    return FALSE;

  gnomon_view_emit_day_chosen (GNOMON_VIEW (self),
                               gnomon_day_cell_get_day (GNOMON_DAY_CELL (stop)));

  return TRUE;
}

/* Opens the menu of a chip, or of a day. */
void
gnomon_month_view_open_menu (GnomonMonthView    *self,
                             GnomonEventChip    *chip,
                             gint64              day,
                             const GdkRectangle *pointing_to)
{
  GnomonSlot slot = gnomon_slot_of_days (day, day);

  /* A day has no time: start and end are the same then. */
  gnomon_view_emit_menu_opened (GNOMON_VIEW (self),
                                chip != NULL ? gnomon_event_chip_get_occurrence (chip) : NULL,
                                slot.start, slot.start, FALSE, pointing_to);
}

static gboolean
menu_pressed_cb (GtkWidget *widget,
                 GVariant  *arguments,
                 gpointer   user_data)
{
  GnomonMonthView *self = GNOMON_MONTH_VIEW (widget);
  GnomonMonthWeek *week;
  GtkWidget *stop = find_focus_stop (self, &week);
  GdkRectangle pointing_to;

  if (stop == NULL || !gnomon_grid_keys_get_place (widget, stop, &pointing_to))
    return FALSE;

  gnomon_month_view_open_menu (self,
                               GNOMON_IS_EVENT_CHIP (stop) ? GNOMON_EVENT_CHIP (stop) : NULL,
                               gnomon_month_week_get_first_day (week)
                               + gnomon_month_week_get_stop_column (week, stop), &pointing_to);

  return TRUE;
}

static gboolean
escape_pressed_cb (GtkWidget *widget,
                   GVariant  *arguments,
                   gpointer   user_data)
{
  GnomonMonthView *self = GNOMON_MONTH_VIEW (widget);

  if (!gnomon_month_view_cancel_drag (self))
    return FALSE;

  gtk_gesture_set_state (self->drag_gesture, GTK_EVENT_SEQUENCE_DENIED);

  return TRUE;
}

/**
 * gnomon_month_view_class_init_keys:
 * @widget_class: the class
 *
 * Binds the keys of the grid.
 */
void
gnomon_month_view_class_init_keys (GtkWidgetClass *widget_class)
{
  gnomon_grid_keys_bind (widget_class, arrow_pressed_cb, enter_pressed_cb);
  gnomon_grid_keys_bind_menu (widget_class, menu_pressed_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_pressed_cb, NULL);
}
