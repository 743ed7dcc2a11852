/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-week-view-private.h"

#include "gnomon-civil.h"
#include "gnomon-grid-keys.h"

/*
 * The keyboard in a week: arrows move the cursor from slot to slot and from day to day, and between
 * the events of a day; Tab goes through the events in the order of time and then leaves the grid.
 */

/* What has the focus in the grid or the strip: the cursor, a chip, a button. */
static GtkWidget *
find_focus_stop (GnomonWeekView *self)
{
  GtkWidget *rows[] = { self->strip, self->grid };

  return gnomon_grid_keys_find_stop (GTK_WIDGET (self), rows, G_N_ELEMENTS (rows), NULL);
}

static gboolean
is_cursor (GnomonWeekView *self,
           GtkWidget      *stop)
{
  return gnomon_day_grid_is_cursor (GNOMON_DAY_GRID (self->grid), stop);
}

static GPtrArray *
list_day_stops (GnomonWeekView *self,
                int             column)
{
  GPtrArray *stops = gnomon_all_day_strip_list_stops (GNOMON_ALL_DAY_STRIP (self->strip), column);
  GPtrArray *timed = gnomon_day_grid_list_stops (GNOMON_DAY_GRID (self->grid), column);

  g_ptr_array_extend_and_steal (stops, timed);

  return stops;
}

static GPtrArray *
list_all_stops (GnomonWeekView *self)
{
  GPtrArray *all = g_ptr_array_new ();

  for (int column = 0; column < self->columns.n_days; column++)
    g_ptr_array_extend_and_steal (all, list_day_stops (self, column));

  return all;
}

static int
get_stop_column (GnomonWeekView *self,
                 GtkWidget      *stop)
{
  int column = gnomon_day_grid_get_stop_column (GNOMON_DAY_GRID (self->grid), stop);

  if (column < 0)
    column = gnomon_all_day_strip_get_stop_column (GNOMON_ALL_DAY_STRIP (self->strip), stop);

  return MAX (column, 0);
}

static gboolean
begins_before (GtkWidget *stop,
               gint64     wall)
{
  GnomonOccurrence *occurrence;

  if (!GNOMON_IS_EVENT_CHIP (stop))
    return FALSE;

  occurrence = gnomon_event_chip_get_occurrence (GNOMON_EVENT_CHIP (stop));

  return !gnomon_occurrence_is_bar (occurrence)
         && gnomon_occurrence_get_end_wall (occurrence) <= wall;
}

static gboolean
is_pane_focused (GnomonWeekView *self)
{
  return self->pane != NULL && gtk_widget_get_focus_child (GTK_WIDGET (self)) == self->pane;
}

static gboolean
focus_pane (GnomonWeekView   *self,
            GtkDirectionType  direction)
{
  return self->pane != NULL && gtk_widget_child_focus (self->pane, direction);
}

/* The first event that is not over at the cursor, on its day or after it. */
static gboolean
focus_after_cursor (GnomonWeekView *self)
{
  g_autoptr (GPtrArray) stops = list_all_stops (self);
  int first = gnomon_day_columns_find (&self->columns, gnomon_slot_first_day (&self->cursor));

  for (guint i = 0; i < stops->len; i++)
    {
      GtkWidget *stop = g_ptr_array_index (stops, i);

      if (get_stop_column (self, stop) >= first && !begins_before (stop, self->cursor.start))
        return gtk_widget_grab_focus (stop);
    }

  return FALSE;
}

/**
 * gnomon_week_view_focus:
 * @widget: a week view
 * @direction: where the focus shall go
 *
 * The focus vfunc: the grid is one stop of the Tab key, and its events follow it.
 *
 * Returns: whether the focus stays in the view
 */
gboolean
gnomon_week_view_focus (GtkWidget        *widget,
                        GtkDirectionType  direction)
{
  GnomonWeekView *self = GNOMON_WEEK_VIEW (widget);
  GtkWidget *stop = find_focus_stop (self);
  g_autoptr (GPtrArray) stops = NULL;
  GtkWidget *next;

  if (gnomon_view_focus_in_popover (GNOMON_VIEW (widget), direction))
    return TRUE;
  if (stop == NULL && is_pane_focused (self))
    return gtk_widget_child_focus (self->pane, direction)
           || (direction == GTK_DIR_TAB_BACKWARD && gnomon_week_view_grab_focus (widget));
  if (stop == NULL)
    return gnomon_week_view_grab_focus (widget);
  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return FALSE;
  if (is_cursor (self, stop))
    return direction == GTK_DIR_TAB_FORWARD
           && (focus_after_cursor (self) || focus_pane (self, direction));

  stops = list_all_stops (self);
  next = gnomon_grid_keys_get_neighbour (stops, stop, direction == GTK_DIR_TAB_FORWARD ? 1 : -1);
  if (next != NULL)
    return gtk_widget_grab_focus (next);

  return direction == GTK_DIR_TAB_FORWARD && focus_pane (self, direction);
}

/**
 * gnomon_week_view_grab_focus:
 * @widget: a week view
 *
 * The grab_focus vfunc: the focus goes to the cursor.
 *
 * Returns: whether it took it
 */
gboolean
gnomon_week_view_grab_focus (GtkWidget *widget)
{
  GnomonWeekView *self = GNOMON_WEEK_VIEW (widget);

  return gnomon_day_grid_focus_cursor (GNOMON_DAY_GRID (self->grid));
}

/* The get_focus_occurrence vfunc of the view. */
GnomonOccurrence *
gnomon_week_view_get_focus_occurrence (GnomonView *view)
{
  GtkWidget *stop = find_focus_stop (GNOMON_WEEK_VIEW (view));

  if (is_pane_focused (GNOMON_WEEK_VIEW (view)))
    return gnomon_event_details_get_occurrence (
      GNOMON_EVENT_DETAILS (GNOMON_WEEK_VIEW (view)->pane));
  if (stop == NULL || !GNOMON_IS_EVENT_CHIP (stop))
    return NULL;

  return gnomon_event_chip_get_occurrence (GNOMON_EVENT_CHIP (stop));
}

/* Puts the cursor there and gives it the focus; to another period where it has to. */
static void
go_to (GnomonWeekView   *self,
       const GnomonSlot *slot)
{
  gint64 day = gnomon_slot_first_day (slot);

  if (gnomon_day_columns_find (&self->columns, day) < 0)
    gnomon_view_set_date (GNOMON_VIEW (self), day);
  self->anchor = *slot;
  gnomon_week_view_put_cursor (self, slot);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* The day beside another one, over those that are not shown. */
static gint64
get_neighbour (GnomonWeekView *self,
               gint64          day,
               int             across)
{
  int column = gnomon_day_columns_find (&self->columns, day) + across;

  if (column >= 0 && column < self->columns.n_days)
    return self->columns.days[column];

  return gnomon_day_columns_get_beyond (&self->columns, across,
                                        self->time.work_week && !self->single
                                          ? self->time.work_days : ~0u);
}

/* Up or down among the events of a day; over the first one is the cursor. */
static void
move_from_chip (GnomonWeekView *self,
                GtkWidget      *stop,
                int             across,
                int             down)
{
  int column = get_stop_column (self, stop);
  g_autoptr (GPtrArray) stops = list_day_stops (self, column);
  gint64 day = self->columns.days[column];
  int minute = gnomon_civil_time_of_wall (self->cursor.start) / 60;
  GnomonSlot slot;
  guint index = 0;

  g_ptr_array_find (stops, stop, &index);
  if (down > 0 || (down < 0 && index > 0))
    {
      if (down < 0 || index + 1 < stops->len)
        gtk_widget_grab_focus (g_ptr_array_index (stops, index + (guint) down));
      return;
    }

  if (GNOMON_IS_EVENT_CHIP (stop))
    {
      GnomonOccurrence *occurrence = gnomon_event_chip_get_occurrence (GNOMON_EVENT_CHIP (stop));

      if (!gnomon_occurrence_is_bar (occurrence))
        minute = gnomon_civil_time_of_wall (gnomon_occurrence_get_start_wall (occurrence)) / 60;
    }
  if (across != 0)
    day = get_neighbour (self, day, across);

  slot = gnomon_slot_at (day, minute / GNOMON_SLOT_MINUTES * GNOMON_SLOT_MINUTES,
                         GNOMON_SLOT_MINUTES);
  go_to (self, &slot);
}

static gboolean
arrow_pressed_cb (GtkWidget *widget,
                  GVariant  *arguments,
                  gpointer   user_data)
{
  GnomonWeekView *self = GNOMON_WEEK_VIEW (widget);
  GtkWidget *stop = find_focus_stop (self);
  GnomonSlot slot;
  int across, down;

  if (stop == NULL)
    return FALSE;

  gnomon_grid_keys_read_arrow (widget, arguments, &across, &down);
  if (!is_cursor (self, stop))
    {
      move_from_chip (self, stop, across, down);
      return TRUE;
    }

  slot = gnomon_slot_step (&self->cursor, down);
  if (across != 0)
    slot = gnomon_slot_move_days (&slot, (int) (get_neighbour (self, gnomon_slot_first_day (&slot),
                                                               across)
                                                - gnomon_slot_first_day (&slot)));
  go_to (self, &slot);

  return TRUE;
}

/* Shift and an arrow make the slot longer or shorter. */
static gboolean
extend_pressed_cb (GtkWidget *widget,
                   GVariant  *arguments,
                   gpointer   user_data)
{
  GnomonWeekView *self = GNOMON_WEEK_VIEW (widget);
  GtkWidget *stop = find_focus_stop (self);
  GnomonSlot slot;
  int down;

  if (stop == NULL || !is_cursor (self, stop))
    return FALSE;

  g_variant_get (arguments, "(i)", &down);
  slot = gnomon_slot_extend (&self->anchor, &self->cursor, down);
  gnomon_week_view_put_cursor (self, &slot);
  gtk_widget_grab_focus (widget);

  return TRUE;
}

static gboolean
enter_pressed_cb (GtkWidget *widget,
                  GVariant  *arguments,
                  gpointer   user_data)
{
  GnomonWeekView *self = GNOMON_WEEK_VIEW (widget);
  GtkWidget *stop = find_focus_stop (self);
  GnomonSlot slot = self->cursor;

  if (stop == NULL || !is_cursor (self, stop))
    return FALSE;

  /* One slot is a place, several are a length. */
  if (gnomon_slot_equal (&slot, &self->anchor))
    slot = gnomon_slot_with_length (&slot, self->time.slot_minutes);
  gnomon_view_emit_slot_chosen (GNOMON_VIEW (self), slot.start, slot.end, FALSE);

  return TRUE;
}

static gboolean
menu_pressed_cb (GtkWidget *widget,
                 GVariant  *arguments,
                 gpointer   user_data)
{
  GnomonWeekView *self = GNOMON_WEEK_VIEW (widget);
  GtkWidget *stop = find_focus_stop (self);
  GnomonSlot slot = gnomon_slot_with_length (&self->cursor, self->time.slot_minutes);
  GdkRectangle pointing_to;

  if (stop == NULL || !gnomon_grid_keys_get_place (widget, stop, &pointing_to))
    return FALSE;

  gnomon_view_emit_menu_opened (GNOMON_VIEW (self),
                                gnomon_week_view_get_focus_occurrence (GNOMON_VIEW (self)),
                                slot.start, slot.end, FALSE, &pointing_to);

  return TRUE;
}

static gboolean
escape_pressed_cb (GtkWidget *widget,
                   GVariant  *arguments,
                   gpointer   user_data)
{
  return gnomon_week_view_cancel_drag (GNOMON_WEEK_VIEW (widget));
}

/**
 * gnomon_week_view_class_init_keys:
 * @widget_class: the class
 *
 * Binds the keys of the grid.
 */
void
gnomon_week_view_class_init_keys (GtkWidgetClass *widget_class)
{
  gnomon_grid_keys_bind (widget_class, arrow_pressed_cb, enter_pressed_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, GDK_SHIFT_MASK, extend_pressed_cb,
                                "(i)", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_SHIFT_MASK, extend_pressed_cb,
                                "(i)", 1);
  gnomon_grid_keys_bind_menu (widget_class, menu_pressed_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_pressed_cb, NULL);
}
