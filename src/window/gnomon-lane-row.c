/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-lane-row.h"

#include <glib/gi18n.h>

struct _GnomonLaneRow
{
  GtkWidget *row;
  GnomonChipPool *chips;        /* one for each piece, in its order */
  GArray *pieces;               /* GnomonLanePiece, by column, then line */
  guint n_more[GNOMON_LANES_MAX_DAYS];
  GtkWidget *more[GNOMON_LANES_MAX_DAYS];
};

static void
more_clicked_cb (GtkWidget *row,
                 GtkWidget *button)
{
  const gint64 *day = g_object_get_data (G_OBJECT (button), "day");

  g_signal_emit_by_name (row, "more-clicked", *day, button);
}

static GtkWidget *
make_more (GnomonLaneRow *self)
{
  GtkWidget *button = gtk_button_new_with_label ("");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "more");
  gtk_widget_set_halign (gtk_button_get_child (GTK_BUTTON (button)), GTK_ALIGN_START);
  gtk_widget_set_parent (button, self->row);
  g_signal_connect_object (button, "clicked", G_CALLBACK (more_clicked_cb), self->row,
                           G_CONNECT_SWAPPED);

  return button;
}

/* Makes the button of a day, takes it away, or says on it how many more there are. */
static void
update_more (GnomonLaneRow        *self,
             int                   column,
             guint                 n_more,
             gint64                day,
             const GnomonViewTime *time)
{
  GtkWidget **button = &self->more[column];
  g_autofree char *text = NULL;
  g_autofree char *label = NULL;

  if (n_more == 0)
    {
      g_clear_pointer (button, gtk_widget_unparent);
      return;
    }

  if (*button == NULL)
    *button = make_more (self);

  /* Translators: on a button below the events of a day that are shown: that many more there are. */
  text = g_strdup_printf (ngettext ("+%u more", "+%u more", n_more), n_more);
  gtk_button_set_label (GTK_BUTTON (*button), text);
  label = gnomon_describe_more (n_more, day, time);
  gtk_accessible_update_property (GTK_ACCESSIBLE (*button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data_full (G_OBJECT (*button), "day", g_memdup2 (&day, sizeof day), g_free);
}

/**
 * gnomon_lane_row_new:
 * @row: the widget whose children all this is; it has the signals "chip-opened" (GnomonEventChip
 *   *chip) and "more-clicked" (gint64 day, GtkWidget *button)
 * @focus_func: called for a chip that goes with the focus
 *
 * Returns: (transfer full): a row with nothing in it; to be cleared when @row is disposed of
 */
GnomonLaneRow *
gnomon_lane_row_new (GtkWidget           *row,
                     GnomonChipFocusFunc  focus_func)
{
  GnomonLaneRow *self = g_new0 (GnomonLaneRow, 1);

  self->row = row;
  self->chips = gnomon_chip_pool_new (row, focus_func);
  self->pieces = g_array_new (FALSE, FALSE, sizeof (GnomonLanePiece));

  return self;
}

/**
 * gnomon_lane_row_clear:
 * @self: a row
 *
 * Takes away all that stands in it, for good.
 */
void
gnomon_lane_row_clear (GnomonLaneRow *self)
{
  g_array_set_size (self->pieces, 0);
  g_clear_pointer (&self->chips, gnomon_chip_pool_free);
  for (int column = 0; column < GNOMON_LANES_MAX_DAYS; column++)
    g_clear_pointer (&self->more[column], gtk_widget_unparent);
}

/**
 * gnomon_lane_row_free:
 * @self: a row that was cleared
 */
void
gnomon_lane_row_free (GnomonLaneRow *self)
{
  g_array_unref (self->pieces);
  g_free (self);
}

/**
 * gnomon_lane_row_assign:
 * @self: a row
 * @items: (array length=n_items): its events
 * @lines: (array length=n_items): their lines, from gnomon_lanes_pack()
 * @n_items: how many there are; 0: none is to be shown
 * @n_lines: how many lines there is room for
 * @occurrences: (element-type GnomonOccurrence): what the items are, in their order
 * @after: the child of the row after which the chips come
 *
 * Fits the events into the room and gives each piece of them a chip. The caller sets what the chips
 * show, then settles the row.
 */
void
gnomon_lane_row_assign (GnomonLaneRow        *self,
                        const GnomonLaneItem *items,
                        const int            *lines,
                        guint                 n_items,
                        int                   n_lines,
                        GPtrArray            *occurrences,
                        GtkWidget            *after)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();

  g_array_set_size (self->pieces, 0);
  gnomon_lanes_fit (items, lines, n_items, n_lines, self->pieces, self->n_more);
  gnomon_lanes_sort_pieces (self->pieces);

  for (guint i = 0; i < self->pieces->len; i++)
    {
      const GnomonLanePiece *piece = &g_array_index (self->pieces, GnomonLanePiece, i);

      g_ptr_array_add (shown, g_ptr_array_index (occurrences, piece->item));
    }
  gnomon_chip_pool_assign (self->chips, shown, after);
}

/**
 * gnomon_lane_row_settle:
 * @self: a row
 * @days: (array length=n_days): the civil day of each column
 * @n_days: how many there are
 * @time: what the view knows of the time
 *
 * Takes away the chips that nothing was assigned to, and says where there is more.
 */
void
gnomon_lane_row_settle (GnomonLaneRow        *self,
                        const gint64         *days,
                        int                   n_days,
                        const GnomonViewTime *time)
{
  gnomon_chip_pool_trim (self->chips);
  for (int column = 0; column < GNOMON_LANES_MAX_DAYS; column++)
    if (column < n_days)
      update_more (self, column, self->n_more[column], days[column], time);
    else
      update_more (self, column, 0, 0, time);
}

/**
 * gnomon_lane_row_get_n_chips:
 * @self: a row
 *
 * Returns: how many chips it has, one for each piece
 */
guint
gnomon_lane_row_get_n_chips (GnomonLaneRow *self)
{
  return self->pieces->len;
}

/**
 * gnomon_lane_row_get_chip:
 * @self: a row
 * @index: which one, by column, then line
 * @piece: (out) (optional) (transfer none): where it lies
 *
 * Returns: (transfer none): a chip
 */
GtkWidget *
gnomon_lane_row_get_chip (GnomonLaneRow          *self,
                          guint                   index,
                          const GnomonLanePiece **piece)
{
  if (piece != NULL)
    *piece = &g_array_index (self->pieces, GnomonLanePiece, index);

  return gnomon_chip_pool_get (self->chips, index);
}

/**
 * gnomon_lane_row_get_more:
 * @self: a row
 * @column: which day
 *
 * Returns: (transfer none) (nullable): the button that says that there are more
 */
GtkWidget *
gnomon_lane_row_get_more (GnomonLaneRow *self,
                          int            column)
{
  return self->more[column];
}

/**
 * gnomon_lane_row_find_chip:
 * @self: a row
 * @occurrence: an occurrence
 *
 * Returns: (transfer none) (nullable): the first chip of it
 */
GtkWidget *
gnomon_lane_row_find_chip (GnomonLaneRow    *self,
                           GnomonOccurrence *occurrence)
{
  for (guint i = 0; i < self->pieces->len; i++)
    {
      GtkWidget *chip = gnomon_chip_pool_get (self->chips, i);

      if (gnomon_event_chip_get_occurrence (GNOMON_EVENT_CHIP (chip)) == occurrence)
        return chip;
    }

  return NULL;
}

/**
 * gnomon_lane_row_list_stops:
 * @self: a row
 * @column: which day
 *
 * Returns: (transfer container) (element-type GtkWidget): what the keyboard stops at in a day, from
 *   the top: the chips that begin there, then the button for more
 */
GPtrArray *
gnomon_lane_row_list_stops (GnomonLaneRow *self,
                            int            column)
{
  GPtrArray *stops = g_ptr_array_new ();

  for (guint i = 0; i < self->pieces->len; i++)
    if (g_array_index (self->pieces, GnomonLanePiece, i).first_day == column)
      g_ptr_array_add (stops, gnomon_chip_pool_get (self->chips, i));
  if (self->more[column] != NULL)
    g_ptr_array_add (stops, self->more[column]);

  return stops;
}

/**
 * gnomon_lane_row_get_stop_column:
 * @self: a row
 * @stop: a chip or a button of it
 *
 * Returns: the column in which it begins; -1 where it is none of them
 */
int
gnomon_lane_row_get_stop_column (GnomonLaneRow *self,
                                 GtkWidget     *stop)
{
  guint index;

  if (gnomon_chip_pool_find (self->chips, stop, &index))
    return g_array_index (self->pieces, GnomonLanePiece, index).first_day;
  for (int column = 0; column < GNOMON_LANES_MAX_DAYS; column++)
    if (self->more[column] != NULL && self->more[column] == stop)
      return column;

  return -1;
}

/**
 * gnomon_lane_row_collect:
 * @self: a row
 * @chips: (element-type GtkWidget): an array, to which its chips are added
 */
void
gnomon_lane_row_collect (GnomonLaneRow *self,
                         GPtrArray     *chips)
{
  gnomon_chip_pool_collect (self->chips, chips);
}

/**
 * gnomon_lane_row_set_left_behind:
 * @self: a row
 * @occurrence: (nullable): what is dragged, so that its chip is paler; %NULL: nothing is
 */
void
gnomon_lane_row_set_left_behind (GnomonLaneRow    *self,
                                 GnomonOccurrence *occurrence)
{
  gnomon_chip_pool_set_left_behind (self->chips, occurrence);
}

/**
 * gnomon_lane_row_snapshot:
 * @self: a row
 * @snapshot: where to draw
 */
void
gnomon_lane_row_snapshot (GnomonLaneRow *self,
                          GtkSnapshot   *snapshot)
{
  gnomon_chip_pool_snapshot (self->chips, snapshot);
  for (int column = 0; column < GNOMON_LANES_MAX_DAYS; column++)
    if (self->more[column] != NULL)
      gtk_widget_snapshot_child (self->row, self->more[column], snapshot);
}

/**
 * gnomon_lane_row_allocate:
 * @row: a row of days
 * @child: a child of it
 * @start: where the child begins, from the leading side
 * @end: where it ends; it goes on where that is too little for it
 * @y: its upper edge
 * @height: its height
 * @width: that of the row
 *
 * Gives the child its place; all is in pixels.
 */
void
gnomon_lane_row_allocate (GtkWidget *row,
                          GtkWidget *child,
                          int        start,
                          int        end,
                          int        y,
                          int        height,
                          int        width)
{
  GtkAllocation allocation = { .y = y, .height = height };
  int minimum;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  allocation.width = MAX (end - start, minimum);
  allocation.x = gtk_widget_get_direction (row) == GTK_TEXT_DIR_RTL
                   ? width - start - allocation.width
                   : start;
  gtk_widget_size_allocate (child, &allocation, -1);
}
