/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-day-grid-private.h"

/* What stands where among the hours. */

/* So near to the edge of a chip one drags the edge; in a low chip nearer. */
#define EDGE 6

/**
 * gnomon_day_grid_set_cursor:
 * @self: a grid
 * @slot: where the cursor shall be
 */
void
gnomon_day_grid_set_cursor (GnomonDayGrid    *self,
                            const GnomonSlot *slot)
{
  g_return_if_fail (GNOMON_IS_DAY_GRID (self));

  self->cursor = *slot;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * gnomon_day_grid_focus_cursor:
 * @self: a grid
 *
 * Gives the focus to the cursor.
 *
 * Returns: whether it took it
 */
gboolean
gnomon_day_grid_focus_cursor (GnomonDayGrid *self)
{
  GtkWidget *cursor, *other;
  g_autofree char *label = NULL;
  gboolean focused;

  g_return_val_if_fail (GNOMON_IS_DAY_GRID (self), FALSE);

  if (gtk_widget_has_focus (self->cursors[self->cursor_index]))
    self->cursor_index = 1 - self->cursor_index;

  cursor = self->cursors[self->cursor_index];
  other = self->cursors[1 - self->cursor_index];
  label = gnomon_describe_slot (self->cursor.start, self->cursor.end, &self->time);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cursor),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_set_visible (cursor, TRUE);
  focused = gtk_widget_grab_focus (cursor);
  gtk_widget_set_visible (other, FALSE);

  return focused;
}

/**
 * gnomon_day_grid_is_cursor:
 * @self: a grid
 * @widget: a widget
 *
 * Returns: whether it is the cell of the cursor
 */
gboolean
gnomon_day_grid_is_cursor (GnomonDayGrid *self,
                           GtkWidget     *widget)
{
  g_return_val_if_fail (GNOMON_IS_DAY_GRID (self), FALSE);

  return widget == self->cursors[0] || widget == self->cursors[1];
}

/**
 * gnomon_day_grid_list_stops:
 * @self: a grid
 * @column: which day
 *
 * Returns: (transfer container) (element-type GtkWidget): the chips that begin in that day, in the
 *   order of time
 */
GPtrArray *
gnomon_day_grid_list_stops (GnomonDayGrid *self,
                            int            column)
{
  GPtrArray *stops;

  g_return_val_if_fail (GNOMON_IS_DAY_GRID (self), NULL);

  stops = g_ptr_array_new ();
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const GnomonDayPiece *piece = &g_array_index (self->pieces, GnomonDayPiece, i);

      /* The second half of what crosses midnight is a stop where the first one is not shown. */
      if (piece->column == column
          && (!piece->cut_above || column == 0
              || self->columns.days[column - 1] != self->columns.days[column] - 1))
        g_ptr_array_add (stops, gnomon_chip_pool_get (self->chips, i));
    }

  return stops;
}

/**
 * gnomon_day_grid_get_stop_column:
 * @self: a grid
 * @stop: a chip of it
 *
 * Returns: its column; -1 where it is none
 */
int
gnomon_day_grid_get_stop_column (GnomonDayGrid *self,
                                 GtkWidget     *stop)
{
  guint index;

  g_return_val_if_fail (GNOMON_IS_DAY_GRID (self), -1);

  if (!gnomon_chip_pool_find (self->chips, stop, &index))
    return -1;

  return g_array_index (self->pieces, GnomonDayPiece, index).column;
}

/**
 * gnomon_day_grid_find_chip:
 * @self: a grid
 * @occurrence: an occurrence
 *
 * Returns: (transfer none) (nullable): its chip
 */
GtkWidget *
gnomon_day_grid_find_chip (GnomonDayGrid    *self,
                           GnomonOccurrence *occurrence)
{
  g_return_val_if_fail (GNOMON_IS_DAY_GRID (self), NULL);

  for (guint i = 0; i < self->pieces->len; i++)
    {
      const GnomonDayPiece *piece = &g_array_index (self->pieces, GnomonDayPiece, i);

      if (g_ptr_array_index (self->occurrences, piece->occurrence) == occurrence)
        return gnomon_chip_pool_get (self->chips, i);
    }

  return NULL;
}

/**
 * gnomon_day_grid_get_wall_at:
 * @self: a grid
 * @x: in its coordinates
 * @y: the same
 *
 * Returns: the wall seconds there, or at the nearest place that has any
 */
gint64
gnomon_day_grid_get_wall_at (GnomonDayGrid *self,
                             double         x,
                             double         y)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int width;
  int column;

  g_return_val_if_fail (GNOMON_IS_DAY_GRID (self), 0);

  width = gtk_widget_get_width (GTK_WIDGET (self));
  column = gnomon_day_columns_at (&self->columns, rtl ? width - x : x,
                                  gnomon_day_grid_get_gutter (self), width);

  return gnomon_slots_y_to_wall (y, self->columns.days[column], self->hour_height);
}

/**
 * gnomon_day_grid_get_part_at:
 * @self: a grid
 * @x: in its coordinates
 * @y: the same
 * @chip: (out) (transfer none) (nullable): the chip there
 *
 * Returns: what is there
 */
GnomonGridPart
gnomon_day_grid_get_part_at (GnomonDayGrid    *self,
                             double            x,
                             double            y,
                             GnomonEventChip **chip)
{
  GtkWidget *target;
  graphene_rect_t bounds;
  double edge;
  guint index;

  g_return_val_if_fail (GNOMON_IS_DAY_GRID (self), GNOMON_GRID_EMPTY);

  *chip = NULL;
  target = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  while (target != NULL && target != GTK_WIDGET (self) && !GNOMON_IS_EVENT_CHIP (target))
    target = gtk_widget_get_parent (target);
  if (target == NULL || !gnomon_chip_pool_find (self->chips, target, &index)
      || !gtk_widget_compute_bounds (target, GTK_WIDGET (self), &bounds))
    return GNOMON_GRID_EMPTY;

  *chip = GNOMON_EVENT_CHIP (target);
  edge = MIN (EDGE, bounds.size.height / 4);
  if (y < bounds.origin.y + edge
      && !g_array_index (self->pieces, GnomonDayPiece, index).cut_above)
    return GNOMON_GRID_CHIP_START;
  if (y >= bounds.origin.y + bounds.size.height - edge
      && !g_array_index (self->pieces, GnomonDayPiece, index).cut_below)
    return GNOMON_GRID_CHIP_END;

  return GNOMON_GRID_CHIP;
}

/**
 * gnomon_day_grid_collect_chips:
 * @self: a grid
 * @chips: (element-type GtkWidget): an array, to which its chips are added
 */
void
gnomon_day_grid_collect_chips (GnomonDayGrid *self,
                               GPtrArray     *chips)
{
  g_return_if_fail (GNOMON_IS_DAY_GRID (self));

  gnomon_chip_pool_collect (self->chips, chips);
}
