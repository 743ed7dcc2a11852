/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-month-week-private.h"

#include "gnomon-compat.h"
#include "gnomon-week.h"

/* How far the events keep from the lines of their column. */
#define INSET_START 5
#define INSET_END 4

G_DEFINE_FINAL_TYPE (GnomonMonthWeek, gnomon_month_week, GTK_TYPE_WIDGET)

static int
column_x (int column,
          int gutter,
          int width)
{
  return gutter + column * (width - gutter) / GNOMON_MONTH_WEEK_DAYS;
}

/* Allocates what stands in the columns from @first to @last, counted from the leading side. */
static void
allocate_columns (GnomonMonthWeek *self,
                  GtkWidget       *child,
                  int              width,
                  int              first,
                  int              last,
                  int              inset_start,
                  int              inset_end,
                  int              y,
                  int              height)
{
  int gutter = gnomon_month_week_get_gutter (self);
  int start = column_x (first, gutter, width) + inset_start;
  int end = column_x (last + 1, gutter, width) - inset_end;

  gnomon_lane_row_allocate (GTK_WIDGET (self), child, start, end, y, height, width);
}

static void
gnomon_month_week_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  GnomonMonthWeek *self = GNOMON_MONTH_WEEK (widget);
  int size = 0;

  for (int day = 0; day < GNOMON_MONTH_WEEK_DAYS; day++)
    {
      int child;

      gtk_widget_measure (self->cells[day], orientation, -1, &child, NULL, NULL, NULL);
      size = MAX (size, child);
    }

  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL
               ? gnomon_month_week_get_gutter (self) + GNOMON_MONTH_WEEK_DAYS * size
               : size;
  *natural = *minimum;
}

/* Beside the numbers of the days, or, where there are only dots, in the middle. */
static void
allocate_number (GnomonMonthWeek *self,
                 int              width,
                 int              header,
                 int              height)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int gutter = gnomon_month_week_get_gutter (self);
  int room = self->compact ? height : header;
  int number_height;

  gtk_widget_measure (self->number, GTK_ORIENTATION_VERTICAL, -1, NULL, &number_height, NULL, NULL);
  gtk_widget_size_allocate (self->number,
                            &(GtkAllocation){ rtl ? width - gutter : 0,
                                              MAX (room - number_height, 0) / 2, gutter,
                                              number_height }, -1);
}

static void
gnomon_month_week_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  GnomonMonthWeek *self = GNOMON_MONTH_WEEK (widget);
  int header = gnomon_day_cell_get_header_height (GNOMON_DAY_CELL (self->cells[0]));
  int n_lines = self->pitch > 0 ? MAX (0, (height - header) / self->pitch) : 0;

  for (int day = 0; day < GNOMON_MONTH_WEEK_DAYS; day++)
    allocate_columns (self, self->cells[day], width, day, day, 0, 0, 0, height);
  if (self->number != NULL)
    allocate_number (self, width, header, height);

  if (self->n_lines != n_lines)
    {
      self->n_lines = n_lines;
      gnomon_month_week_fit (self);
    }

  for (guint i = 0; i < gnomon_lane_row_get_n_chips (self->lanes); i++)
    {
      const GnomonLanePiece *piece;
      GtkWidget *chip = gnomon_lane_row_get_chip (self->lanes, i, &piece);
      int chip_height;

      gtk_widget_measure (chip, GTK_ORIENTATION_VERTICAL, -1, &chip_height, NULL, NULL, NULL);
      allocate_columns (self, chip, width, piece->first_day, piece->last_day,
                        gtk_widget_has_css_class (chip, "cont-start") && piece->first_day == 0
                          ? 0 : INSET_START,
                        gtk_widget_has_css_class (chip, "cont-end")
                        && piece->last_day == GNOMON_MONTH_WEEK_DAYS - 1 ? 0 : INSET_END,
                        header + piece->line * self->pitch, chip_height);
    }

  for (int day = 0; day < GNOMON_MONTH_WEEK_DAYS; day++)
    {
      GtkWidget *more = gnomon_lane_row_get_more (self->lanes, day);
      int more_height;

      if (more == NULL)
        continue;
      gtk_widget_measure (more, GTK_ORIENTATION_VERTICAL, -1, &more_height, NULL, NULL, NULL);
      allocate_columns (self, more, width, day, day, INSET_START, INSET_END,
                        header + MAX (0, n_lines - 1) * self->pitch,
                        MAX (more_height, self->pitch - 1));
    }
}

/* The lines above the days and between them, below all that stands on them. */
static void
draw_lines (GtkSnapshot   *snapshot,
            const GdkRGBA *color,
            int            gutter,
            int            width,
            int            height,
            gboolean       rtl)
{
  gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (0, 0, width, 1));

  for (int column = gutter > 0 ? 0 : 1; column < GNOMON_MONTH_WEEK_DAYS; column++)
    {
      int x = column_x (column, gutter, width);

      if (rtl)
        x = width - x - 1;
      gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (x, 1, 1, height - 1));
    }
}

static void
gnomon_month_week_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  GnomonMonthWeek *self = GNOMON_MONTH_WEEK (widget);
  GdkRGBA color;

  if (!self->compact)
    {
      gnomon_compat_get_color (widget, &color);
      draw_lines (snapshot, &color, gnomon_month_week_get_gutter (self),
                  gtk_widget_get_width (widget), gtk_widget_get_height (widget),
                  gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL);
    }

  for (int day = 0; day < GNOMON_MONTH_WEEK_DAYS; day++)
    gtk_widget_snapshot_child (widget, self->cells[day], snapshot);
  if (self->number != NULL)
    gtk_widget_snapshot_child (widget, self->number, snapshot);
  gnomon_lane_row_snapshot (self->lanes, snapshot);
}

static void
gnomon_month_week_dispose (GObject *object)
{
  GnomonMonthWeek *self = GNOMON_MONTH_WEEK (object);

  gnomon_lane_row_clear (self->lanes);
  for (int day = 0; day < GNOMON_MONTH_WEEK_DAYS; day++)
    g_clear_pointer (&self->cells[day], gtk_widget_unparent);
  g_clear_pointer (&self->number, gtk_widget_unparent);
  g_ptr_array_set_size (self->occurrences, 0);
  g_clear_pointer (&self->calendar_names, g_hash_table_unref);

  G_OBJECT_CLASS (gnomon_month_week_parent_class)->dispose (object);
}

static void
gnomon_month_week_finalize (GObject *object)
{
  GnomonMonthWeek *self = GNOMON_MONTH_WEEK (object);

  g_ptr_array_unref (self->occurrences);
  gnomon_lane_row_free (self->lanes);
  g_array_unref (self->items);
  g_free (self->lines);

  G_OBJECT_CLASS (gnomon_month_week_parent_class)->finalize (object);
}

static void
gnomon_month_week_class_init (GnomonMonthWeekClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_month_week_dispose;
  object_class->finalize = gnomon_month_week_finalize;

  widget_class->measure = gnomon_month_week_measure;
  widget_class->size_allocate = gnomon_month_week_size_allocate;
  widget_class->snapshot = gnomon_month_week_snapshot;

  g_signal_new ("chip-opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, GNOMON_TYPE_EVENT_CHIP);
  g_signal_new ("more-clicked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 2, G_TYPE_INT64, GTK_TYPE_WIDGET);

  gtk_widget_class_set_css_name (widget_class, "monthweek");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ROW);
}

static void
gnomon_month_week_init (GnomonMonthWeek *self)
{
  self->lanes = gnomon_lane_row_new (GTK_WIDGET (self), gnomon_month_week_focus_instead);
  self->occurrences = g_ptr_array_new_with_free_func (g_object_unref);
  self->items = g_array_new (FALSE, FALSE, sizeof (GnomonLaneItem));
  self->n_lines = -1;

  for (int day = 0; day < GNOMON_MONTH_WEEK_DAYS; day++)
    {
      self->cells[day] = gnomon_day_cell_new (GNOMON_CELL_MONTH);
      gtk_widget_set_focusable (self->cells[day], TRUE);
      gtk_widget_set_parent (self->cells[day], GTK_WIDGET (self));
    }
}

/**
 * gnomon_month_week_new:
 *
 * Returns: (transfer full): a week without days
 */
GtkWidget *
gnomon_month_week_new (void)
{
  return g_object_new (GNOMON_TYPE_MONTH_WEEK, NULL);
}

/**
 * gnomon_month_week_get_first_day:
 * @self: a week
 *
 * Returns: its first civil day
 */
gint64
gnomon_month_week_get_first_day (GnomonMonthWeek *self)
{
  g_return_val_if_fail (GNOMON_IS_MONTH_WEEK (self), 0);

  return self->first_day;
}

/**
 * gnomon_month_week_get_cell:
 * @self: a week
 * @column: from 0 to 6
 *
 * Returns: (transfer none): the cell of that day
 */
GnomonDayCell *
gnomon_month_week_get_cell (GnomonMonthWeek *self,
                            int              column)
{
  g_return_val_if_fail (GNOMON_IS_MONTH_WEEK (self), NULL);
  g_return_val_if_fail (column >= 0 && column < GNOMON_MONTH_WEEK_DAYS, NULL);

  return GNOMON_DAY_CELL (self->cells[column]);
}

/**
 * gnomon_month_week_set_compact:
 * @self: a week
 * @compact: whether there is only room for dots
 */
void
gnomon_month_week_set_compact (GnomonMonthWeek *self,
                               gboolean         compact)
{
  g_return_if_fail (GNOMON_IS_MONTH_WEEK (self));

  if (self->compact == compact)
    return;

  self->compact = compact;
  for (int day = 0; day < GNOMON_MONTH_WEEK_DAYS; day++)
    {
      gnomon_day_cell_set_form (GNOMON_DAY_CELL (self->cells[day]),
                                compact ? GNOMON_CELL_DOTS : GNOMON_CELL_MONTH);
      if (compact)
        gnomon_month_week_update_dots (self, day);
    }
  gnomon_month_week_fit (self);
}

static void
update_number (GnomonMonthWeek *self)
{
  g_autofree char *text = NULL;
  g_autofree char *spoken = NULL;
  int number;

  if (self->number == NULL || self->time.week_start == 0)
    return;

  number = gnomon_week_get_number (self->first_day);
  text = g_strdup_printf ("%d", number);
  spoken = gnomon_describe_week (number);
  gtk_label_set_label (GTK_LABEL (self->number), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->number),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
}

/**
 * gnomon_month_week_set_numbered:
 * @self: a week
 * @numbered: whether its number stands before its days
 */
void
gnomon_month_week_set_numbered (GnomonMonthWeek *self,
                                gboolean         numbered)
{
  g_return_if_fail (GNOMON_IS_MONTH_WEEK (self));

  if ((self->number != NULL) == numbered)
    return;

  if (numbered)
    {
      self->number = g_object_new (GTK_TYPE_LABEL,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_ROW_HEADER,
                                   "css-classes", (const char *[]){ "hour", "week-number", NULL },
                                   NULL);
      gtk_widget_insert_before (self->number, GTK_WIDGET (self), self->cells[0]);
      update_number (self);
    }
  else
    g_clear_pointer (&self->number, gtk_widget_unparent);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * gnomon_month_week_get_gutter:
 * @self: a week
 *
 * Returns: how wide the room before the days is, in pixels
 */
int
gnomon_month_week_get_gutter (GnomonMonthWeek *self)
{
  int width;

  g_return_val_if_fail (GNOMON_IS_MONTH_WEEK (self), 0);

  if (self->number == NULL)
    return 0;

  gtk_widget_measure (self->number, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);

  return width;
}

/**
 * gnomon_month_week_set_month:
 * @self: a week
 * @month_day: any day of the month that is shown; days of others are paler
 */
void
gnomon_month_week_set_month (GnomonMonthWeek *self,
                             gint64           month_day)
{
  g_return_if_fail (GNOMON_IS_MONTH_WEEK (self));

  for (int day = 0; day < GNOMON_MONTH_WEEK_DAYS; day++)
    gnomon_day_cell_set_month (GNOMON_DAY_CELL (self->cells[day]), month_day);
}

/**
 * gnomon_month_week_set_left_behind:
 * @self: a week
 * @occurrence: (nullable): what is dragged, so that its chip is paler; %NULL: nothing is
 */
void
gnomon_month_week_set_left_behind (GnomonMonthWeek  *self,
                                   GnomonOccurrence *occurrence)
{
  g_return_if_fail (GNOMON_IS_MONTH_WEEK (self));

  gnomon_lane_row_set_left_behind (self->lanes, occurrence);
}

/**
 * gnomon_month_week_collect_chips:
 * @self: a week
 * @chips: (element-type GtkWidget): an array, to which its chips are added
 */
void
gnomon_month_week_collect_chips (GnomonMonthWeek *self,
                                 GPtrArray       *chips)
{
  g_return_if_fail (GNOMON_IS_MONTH_WEEK (self));

  gnomon_lane_row_collect (self->lanes, chips);
}

/**
 * gnomon_month_week_set_pitch:
 * @self: a week
 * @pitch: the distance from one line of events to the next, in pixels
 */
void
gnomon_month_week_set_pitch (GnomonMonthWeek *self,
                             int              pitch)
{
  g_return_if_fail (GNOMON_IS_MONTH_WEEK (self));

  if (self->pitch == pitch)
    return;

  self->pitch = pitch;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * gnomon_month_week_set_content:
 * @self: a week
 * @first_day: its first civil day
 * @month_day: any day of the month that is shown
 * @occurrences: (element-type GnomonOccurrence): what touches the week, by start
 * @calendar_names: (element-type gint64 utf8): the names of the calendars, by id
 * @time: what the view knows of the time
 */
void
gnomon_month_week_set_content (GnomonMonthWeek      *self,
                               gint64                first_day,
                               gint64                month_day,
                               GPtrArray            *occurrences,
                               GHashTable           *calendar_names,
                               const GnomonViewTime *time)
{
  g_return_if_fail (GNOMON_IS_MONTH_WEEK (self));
  g_return_if_fail (occurrences != NULL && calendar_names != NULL && time != NULL);

  self->first_day = first_day;
  self->time = *time;
  g_hash_table_ref (calendar_names);
  g_clear_pointer (&self->calendar_names, g_hash_table_unref);
  self->calendar_names = calendar_names;
  g_ptr_array_set_size (self->occurrences, 0);
  for (guint i = 0; i < occurrences->len; i++)
    g_ptr_array_add (self->occurrences, g_object_ref (g_ptr_array_index (occurrences, i)));

  update_number (self);
  gnomon_month_week_pack (self);
  for (int day = 0; day < GNOMON_MONTH_WEEK_DAYS; day++)
    {
      GnomonDayCell *cell = GNOMON_DAY_CELL (self->cells[day]);
      guint n_events = gnomon_month_week_count_events (self, day);
      g_autofree char *label = gnomon_describe_day (first_day + day, n_events, time);

      gnomon_day_cell_set_day (cell, first_day + day, month_day, time);
      gnomon_day_cell_set_label (cell, label);
      if (self->compact)
        gnomon_month_week_update_dots (self, day);
    }

  /* Before the first allocation it is not known how much fits. */
  if (self->n_lines >= 0)
    gnomon_month_week_fit (self);
}

/**
 * gnomon_month_week_list_stops:
 * @self: a week
 * @column: from 0 to 6
 *
 * Returns: (transfer container) (element-type GtkWidget): what the keyboard stops at in a day after
 *   its cell, from the top: the chips that begin there, then the button for more
 */
GPtrArray *
gnomon_month_week_list_stops (GnomonMonthWeek *self,
                              int              column)
{
  g_return_val_if_fail (GNOMON_IS_MONTH_WEEK (self), NULL);
  g_return_val_if_fail (column >= 0 && column < GNOMON_MONTH_WEEK_DAYS, NULL);

  return gnomon_lane_row_list_stops (self->lanes, column);
}

/**
 * gnomon_month_week_get_stop_column:
 * @self: a week
 * @stop: a cell, a chip or a button of it
 *
 * Returns: the column in which it begins; -1 where it is none of them
 */
int
gnomon_month_week_get_stop_column (GnomonMonthWeek *self,
                                   GtkWidget       *stop)
{
  g_return_val_if_fail (GNOMON_IS_MONTH_WEEK (self), -1);

  for (int day = 0; day < GNOMON_MONTH_WEEK_DAYS; day++)
    if (self->cells[day] == stop)
      return day;

  return gnomon_lane_row_get_stop_column (self->lanes, stop);
}

/**
 * gnomon_month_week_find_chip:
 * @self: a week
 * @occurrence: an occurrence
 *
 * Returns: (transfer none) (nullable): its chip
 */
GtkWidget *
gnomon_month_week_find_chip (GnomonMonthWeek  *self,
                             GnomonOccurrence *occurrence)
{
  g_return_val_if_fail (GNOMON_IS_MONTH_WEEK (self), NULL);

  return gnomon_lane_row_find_chip (self->lanes, occurrence);
}
