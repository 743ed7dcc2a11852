/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-day-grid-private.h"

#include "gnomon-compat.h"
#include "gnomon-day-ground.h"

#define HOURS 24

/* How far the events keep from the lines of their hours and days, and from each other. */
#define INSET_TOP 2
#define INSET_BOTTOM 1
#define INSET_START 3
#define INSET_END 5
#define LANE_GAP 2
#define MIN_CHIP_HEIGHT 20

/* The lines of the hours begin this much before the days. */
#define TICK 6

#define NOW_DAY_HEIGHT 2
#define NOW_WEEK_HEIGHT 1
#define MARK_SIZE 10

G_DEFINE_FINAL_TYPE (GnomonDayGrid, gnomon_day_grid, GTK_TYPE_WIDGET)

static gboolean
is_rtl (GnomonDayGrid *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

static int
column_x (GnomonDayGrid *self,
          int            column,
          int            width)
{
  return gnomon_day_columns_get_x (&self->columns, column, gnomon_day_grid_get_gutter (self),
                                   width);
}

/* Allocates a child at places counted from the leading side. */
static void
allocate (GnomonDayGrid *self,
          GtkWidget     *child,
          int            full_width,
          int            start,
          int            y,
          int            width,
          int            height)
{
  GtkAllocation allocation = { start, y, MAX (width, 1), MAX (height, 1) };

  if (!gtk_widget_should_layout (child))
    return;
  if (is_rtl (self))
    allocation.x = full_width - start - allocation.width;
  gtk_widget_size_allocate (child, &allocation, -1);
}

static void
allocate_slot (GnomonDayGrid    *self,
               GtkWidget        *child,
               const GnomonSlot *slot,
               int               width)
{
  gint64 day = gnomon_slot_first_day (slot);
  int column = gnomon_day_columns_find (&self->columns, day);
  int x, y, end;

  gtk_widget_set_child_visible (child, column >= 0);
  if (column < 0)
    return;

  x = column_x (self, column, width);
  y = (int) gnomon_slots_wall_to_y (slot->start, day, self->hour_height);
  end = (int) gnomon_slots_wall_to_y (slot->end, day, self->hour_height);
  allocate (self, child, width, x + INSET_START, y + INSET_TOP,
            column_x (self, column + 1, width) - x - INSET_START - INSET_END,
            MAX (end - y - INSET_TOP - INSET_BOTTOM, MIN_CHIP_HEIGHT));
}

static void
allocate_piece (GnomonDayGrid        *self,
                const GnomonDayPiece *piece,
                GtkWidget            *chip,
                int                   width)
{
  gint64 day = self->columns.days[piece->column];
  int column_start = column_x (self, piece->column, width) + INSET_START;
  int column_end = column_x (self, piece->column + 1, width) - INSET_END;
  int column_width = column_end - column_start + LANE_GAP;
  int start = column_start + (int) (piece->place.start * column_width);
  int end = column_start + (int) (piece->place.end * column_width) - LANE_GAP;
  int own_end = column_start + (int) (piece->place.own_end * column_width) - LANE_GAP;
  int top = (int) gnomon_slots_wall_to_y (piece->slot.start, day, self->hour_height);
  int bottom = (int) gnomon_slots_wall_to_y (piece->slot.end, day, self->hour_height);

  top += piece->cut_above ? 0 : INSET_TOP;
  bottom -= piece->cut_below ? 0 : INSET_BOTTOM;
  gnomon_event_chip_set_own_width (GNOMON_EVENT_CHIP (chip), own_end - start,
                                   piece->place.covered);
  allocate (self, chip, width, start, top, end - start, MAX (bottom - top, MIN_CHIP_HEIGHT));
}

static void
allocate_now (GnomonDayGrid *self,
              int            width)
{
  int today = gnomon_day_columns_find (&self->columns, self->time.today);
  int y = (int) gnomon_slots_wall_to_y (self->time.now_wall, self->time.today, self->hour_height);
  int gutter = gnomon_day_grid_get_gutter (self);
  int x;

  gtk_widget_set_child_visible (self->now_week, today >= 0);
  gtk_widget_set_child_visible (self->now_day, today >= 0);
  gtk_widget_set_child_visible (self->now_mark, today >= 0);
  if (today < 0)
    return;

  x = column_x (self, today, width);
  allocate (self, self->now_week, width, gutter, y, width - gutter, NOW_WEEK_HEIGHT);
  allocate (self, self->now_day, width, x, y - NOW_DAY_HEIGHT / 2,
            column_x (self, today + 1, width) - x, NOW_DAY_HEIGHT);
  allocate (self, self->now_mark, width, x - 2, y - MARK_SIZE / 2, MARK_SIZE, MARK_SIZE);
}

static void
gnomon_day_grid_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  GnomonDayGrid *self = GNOMON_DAY_GRID (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = gnomon_day_grid_get_gutter (self);
  else
    *minimum = (int) (HOURS * self->hour_height);
  *natural = *minimum;
}

static void
gnomon_day_grid_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  GnomonDayGrid *self = GNOMON_DAY_GRID (widget);

  allocate (self, self->gutter, width, 0, 0, gnomon_day_grid_get_gutter (self), height);
  for (int column = 0; column < self->columns.n_days; column++)
    {
      int x = column_x (self, column, width);

      allocate (self, self->grounds[column], width, x, 0, column_x (self, column + 1, width) - x,
                height);
    }
  for (guint i = 0; i < self->pieces->len; i++)
    allocate_piece (self, &g_array_index (self->pieces, GnomonDayPiece, i),
                    gnomon_chip_pool_get (self->chips, i), width);

  allocate_now (self, width);
  for (gsize i = 0; i < G_N_ELEMENTS (self->cursors); i++)
    allocate_slot (self, self->cursors[i], &self->cursor, width);
  if (self->ghost != NULL)
    allocate_slot (self, self->ghost, &self->ghost_slot, width);
}

static void
draw_lines (GnomonDayGrid *self,
            GtkSnapshot   *snapshot,
            const GdkRGBA *color,
            int            width,
            int            height)
{
  int gutter = gnomon_day_grid_get_gutter (self);
  gboolean rtl = is_rtl (self);

  for (int hour = 1; hour < HOURS; hour++)
    gtk_snapshot_append_color (snapshot, color,
                               &GRAPHENE_RECT_INIT (rtl ? 0 : gutter - TICK,
                                                    (int) (hour * self->hour_height),
                                                    width - gutter + TICK, 1));
  for (int column = 0; column < self->columns.n_days; column++)
    {
      int x = column_x (self, column, width);

      gtk_snapshot_append_color (snapshot, color,
                                 &GRAPHENE_RECT_INIT (rtl ? width - x - 1 : x, 0, 1, height));
    }
}

static void
draw_mark (GnomonDayGrid *self,
           GtkSnapshot   *snapshot)
{
  gboolean rtl = is_rtl (self);
  graphene_rect_t bounds;
  GdkRGBA color;
  cairo_t *cr;

  if (!gtk_widget_get_child_visible (self->now_mark)
      || !gtk_widget_compute_bounds (self->now_mark, GTK_WIDGET (self), &bounds))
    return;

  gnomon_compat_get_color (self->now_mark, &color);
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_translate (cr, bounds.origin.x, bounds.origin.y);
  cairo_move_to (cr, rtl ? MARK_SIZE : 0, 0);
  cairo_line_to (cr, rtl ? 0 : MARK_SIZE, MARK_SIZE / 2.0);
  cairo_line_to (cr, rtl ? MARK_SIZE : 0, MARK_SIZE);
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_destroy (cr);
}

static void
gnomon_day_grid_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  GnomonDayGrid *self = GNOMON_DAY_GRID (widget);
  GdkRGBA color;

  for (int column = 0; column < self->columns.n_days; column++)
    gtk_widget_snapshot_child (widget, self->grounds[column], snapshot);
  gnomon_compat_get_color (widget, &color);
  draw_lines (self, snapshot, &color, gtk_widget_get_width (widget),
              gtk_widget_get_height (widget));

  /* Behind the events: over a title the line would look as if it were struck out. */
  gtk_widget_snapshot_child (widget, self->now_week, snapshot);
  gtk_widget_snapshot_child (widget, self->now_day, snapshot);
  gnomon_chip_pool_snapshot (self->chips, snapshot);
  gtk_widget_snapshot_child (widget, self->cursors[self->cursor_index], snapshot);
  if (self->ghost != NULL)
    gtk_widget_snapshot_child (widget, self->ghost, snapshot);
  gtk_widget_snapshot_child (widget, self->gutter, snapshot);
  draw_mark (self, snapshot);
}

/* Where the cursor or a chip stands is known by its time, also before it is laid out there. */
static void
gnomon_day_grid_set_focus_child (GtkWidget *widget,
                                 GtkWidget *child)
{
  GnomonDayGrid *self = GNOMON_DAY_GRID (widget);
  GnomonSlot slot = self->cursor;
  guint index;

  GTK_WIDGET_CLASS (gnomon_day_grid_parent_class)->set_focus_child (widget, child);

  if (child == NULL)
    return;
  if (gnomon_chip_pool_find (self->chips, child, &index))
    slot = g_array_index (self->pieces, GnomonDayPiece, index).slot;
  else if (!gnomon_day_grid_is_cursor (self, child))
    return;

  g_signal_emit_by_name (self, "focus-moved",
                         (int) gnomon_slots_wall_to_y (slot.start, gnomon_slot_first_day (&slot),
                                                       self->hour_height),
                         (int) gnomon_slots_wall_to_y (slot.end, gnomon_slot_first_day (&slot),
                                                       self->hour_height));
}

static void
gnomon_day_grid_dispose (GObject *object)
{
  GnomonDayGrid *self = GNOMON_DAY_GRID (object);
  GtkWidget *child;

  g_array_set_size (self->pieces, 0);
  g_clear_pointer (&self->chips, gnomon_chip_pool_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->ghost = NULL;
  g_ptr_array_set_size (self->occurrences, 0);
  g_clear_pointer (&self->calendar_names, g_hash_table_unref);

  G_OBJECT_CLASS (gnomon_day_grid_parent_class)->dispose (object);
}

static void
gnomon_day_grid_finalize (GObject *object)
{
  GnomonDayGrid *self = GNOMON_DAY_GRID (object);

  g_ptr_array_unref (self->occurrences);
  g_array_unref (self->pieces);

  G_OBJECT_CLASS (gnomon_day_grid_parent_class)->finalize (object);
}

static void
gnomon_day_grid_class_init (GnomonDayGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_day_grid_dispose;
  object_class->finalize = gnomon_day_grid_finalize;

  widget_class->measure = gnomon_day_grid_measure;
  widget_class->size_allocate = gnomon_day_grid_size_allocate;
  widget_class->snapshot = gnomon_day_grid_snapshot;
  widget_class->set_focus_child = gnomon_day_grid_set_focus_child;

  g_signal_new ("chip-opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, GNOMON_TYPE_EVENT_CHIP);
  g_signal_new ("focus-lost", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_INT64);
  g_signal_new ("focus-moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);

  /* What scrolls the grid would take these for itself. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, 0, "win.previous", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Page_Up, 0, "win.previous", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, 0, "win.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Page_Down, 0, "win.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Home, 0, "win.today", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Home, 0, "win.today", NULL);

  gtk_widget_class_set_css_name (widget_class, "daygrid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ROW);
}

static GtkWidget *
add_part (GnomonDayGrid     *self,
          const char        *class_name,
          GtkAccessibleRole  role)
{
  GtkWidget *part = g_object_new (GTK_TYPE_BOX,
                                  "accessible-role", role,
                                  "can-target", FALSE,
                                  "css-classes", (const char *[]){ class_name, NULL },
                                  NULL);

  gtk_widget_set_parent (part, GTK_WIDGET (self));

  return part;
}

static void
gnomon_day_grid_init (GnomonDayGrid *self)
{
  self->pieces = g_array_new (FALSE, FALSE, sizeof (GnomonDayPiece));
  self->occurrences = g_ptr_array_new_with_free_func (g_object_unref);
  self->chips = gnomon_chip_pool_new (GTK_WIDGET (self), gnomon_day_grid_focus_instead);

  self->gutter = gnomon_hours_gutter_new ();
  gtk_widget_set_parent (self->gutter, GTK_WIDGET (self));
  for (int column = 0; column < GNOMON_DAY_COLUMNS_MAX; column++)
    {
      self->grounds[column] = gnomon_day_ground_new ();
      gtk_widget_set_parent (self->grounds[column], GTK_WIDGET (self));
    }
  self->now_week = add_part (self, "now-week", GTK_ACCESSIBLE_ROLE_PRESENTATION);
  self->now_day = add_part (self, "now-day", GTK_ACCESSIBLE_ROLE_PRESENTATION);
  self->now_mark = add_part (self, "now-mark", GTK_ACCESSIBLE_ROLE_PRESENTATION);
  for (gsize i = 0; i < G_N_ELEMENTS (self->cursors); i++)
    {
      self->cursors[i] = add_part (self, "slot", GTK_ACCESSIBLE_ROLE_GRID_CELL);
      gtk_widget_set_focusable (self->cursors[i], TRUE);
      gtk_widget_set_visible (self->cursors[i], FALSE);
    }

  gnomon_day_grid_set_hour_height (self, 48);
}

/**
 * gnomon_day_grid_new:
 *
 * Returns: (transfer full): a grid without days
 */
GtkWidget *
gnomon_day_grid_new (void)
{
  return g_object_new (GNOMON_TYPE_DAY_GRID, NULL);
}

/**
 * gnomon_day_grid_set_gutter:
 * @self: a grid
 * @usual_width: how wide the gutter is with one zone and a usual font, in pixels
 */
void
gnomon_day_grid_set_gutter (GnomonDayGrid *self,
                            int            usual_width)
{
  g_return_if_fail (GNOMON_IS_DAY_GRID (self));

  self->usual_gutter = usual_width;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * gnomon_day_grid_get_gutter:
 * @self: a grid
 *
 * Returns: how wide the gutter is, in pixels
 */
int
gnomon_day_grid_get_gutter (GnomonDayGrid *self)
{
  g_return_val_if_fail (GNOMON_IS_DAY_GRID (self), 0);

  return gnomon_hours_gutter_get_width (GNOMON_HOURS_GUTTER (self->gutter), self->usual_gutter);
}

/**
 * gnomon_day_grid_get_hour_height:
 * @self: a grid
 *
 * Returns: the height of an hour, in pixels
 */
double
gnomon_day_grid_get_hour_height (GnomonDayGrid *self)
{
  g_return_val_if_fail (GNOMON_IS_DAY_GRID (self), 0);

  return self->hour_height;
}

/**
 * gnomon_day_grid_set_hour_height:
 * @self: a grid
 * @hour_height: the height of an hour, in pixels
 */
void
gnomon_day_grid_set_hour_height (GnomonDayGrid *self,
                                 double         hour_height)
{
  g_return_if_fail (GNOMON_IS_DAY_GRID (self));

  if (self->hour_height == hour_height)
    return;

  self->hour_height = hour_height;
  gnomon_hours_gutter_set_hour_height (GNOMON_HOURS_GUTTER (self->gutter), hour_height);
  if (self->columns.n_days > 0)
    gnomon_day_grid_fit (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * gnomon_day_grid_set_content:
 * @self: a grid
 * @columns: its days
 * @occurrences: (element-type GnomonOccurrence): what has a time on them, by start
 * @calendar_names: (element-type gint64 utf8): the names of the calendars, by id
 * @n_events: (array): how many events each day has, with those that take all of it
 * @time: what the view knows of the time
 */
void
gnomon_day_grid_set_content (GnomonDayGrid          *self,
                             const GnomonDayColumns *columns,
                             GPtrArray              *occurrences,
                             GHashTable             *calendar_names,
                             const guint            *n_events,
                             const GnomonViewTime   *time)
{
  g_return_if_fail (GNOMON_IS_DAY_GRID (self));

  self->columns = *columns;
  self->time = *time;
  g_hash_table_ref (calendar_names);
  g_clear_pointer (&self->calendar_names, g_hash_table_unref);
  self->calendar_names = calendar_names;
  g_ptr_array_set_size (self->occurrences, 0);
  for (guint i = 0; i < occurrences->len; i++)
    g_ptr_array_add (self->occurrences, g_object_ref (g_ptr_array_index (occurrences, i)));

  gnomon_hours_gutter_set_time (GNOMON_HOURS_GUTTER (self->gutter), time,
                                gnomon_day_columns_find (columns, time->today) >= 0);
  for (int column = 0; column < GNOMON_DAY_COLUMNS_MAX; column++)
    {
      gtk_widget_set_visible (self->grounds[column], column < columns->n_days);
      if (column < columns->n_days)
        {
          g_autofree char *label = gnomon_describe_day (columns->days[column], n_events[column],
                                                        time);

          gnomon_day_ground_dress (self->grounds[column], columns->days[column], label, time);
        }
    }

  gnomon_day_grid_fit (self);
}

/**
 * gnomon_day_grid_set_second_zone:
 * @self: a grid
 * @offset_minutes: by how much a second zone is ahead of the viewer's
 * @shown: whether there is one
 */
void
gnomon_day_grid_set_second_zone (GnomonDayGrid *self,
                                 int            offset_minutes,
                                 gboolean       shown)
{
  g_return_if_fail (GNOMON_IS_DAY_GRID (self));

  gnomon_hours_gutter_set_second (GNOMON_HOURS_GUTTER (self->gutter), offset_minutes, shown);
}

/**
 * gnomon_day_grid_set_ghost:
 * @self: a grid
 * @slot: (nullable): the time of what is made or moved; %NULL: nothing is
 * @title: (nullable): what it is called
 * @color: (nullable): its colour
 * @lifted: whether it is an event that is dragged, else one that is being made
 */
void
gnomon_day_grid_set_ghost (GnomonDayGrid    *self,
                           const GnomonSlot *slot,
                           const char       *title,
                           const char       *color,
                           gboolean          lifted)
{
  g_return_if_fail (GNOMON_IS_DAY_GRID (self));

  if (slot == NULL)
    {
      g_clear_pointer (&self->ghost, gtk_widget_unparent);
      return;
    }

  if (self->ghost == NULL)
    {
      self->ghost = gnomon_event_chip_new_ghost ();
      gtk_widget_set_parent (self->ghost, GTK_WIDGET (self));
    }
  self->ghost_slot = *slot;
  gnomon_event_chip_set_ghost (GNOMON_EVENT_CHIP (self->ghost), title, color, GNOMON_CHIP_BLOCK,
                               lifted);
  gnomon_event_chip_set_times (GNOMON_EVENT_CHIP (self->ghost), slot->start, slot->end,
                               self->time.hours);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * gnomon_day_grid_set_left_behind:
 * @self: a grid
 * @occurrence: (nullable): what is being dragged away; %NULL: nothing is
 *
 * Shows half of it where it was.
 */
void
gnomon_day_grid_set_left_behind (GnomonDayGrid    *self,
                                 GnomonOccurrence *occurrence)
{
  g_return_if_fail (GNOMON_IS_DAY_GRID (self));

  gnomon_chip_pool_set_left_behind (self->chips, occurrence);
}
