/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-all-day-strip.h"

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-compat.h"
#include "gnomon-day-ground.h"
#include "gnomon-lane-row.h"

#define MAX_ROWS 4

/* From a row to the next there is this much more than its height. */
#define ROW_GAP 2
#define PADDING_TOP 5
#define PADDING_BOTTOM 6
#define INSET 3
#define LABEL_INSET 8

struct _GnomonAllDayStrip
{
  GtkWidget parent_instance;

  GtkWidget *label;
  GtkWidget *probe;             /* never shown: it knows how high an event is in the user's font */
  GtkWidget *cells[GNOMON_DAY_COLUMNS_MAX];
  GtkWidget *ghost;             /* only while something is made or moved */
  GnomonLaneRow *lanes;

  GnomonDayColumns columns;
  int ghost_first;
  int ghost_last;
  int gutter;
  int n_rows;
};

G_DEFINE_FINAL_TYPE (GnomonAllDayStrip, gnomon_all_day_strip, GTK_TYPE_WIDGET)

static int
measure_row (GnomonAllDayStrip *self)
{
  int height;

  gtk_widget_measure (self->probe, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);

  return height;
}

static void
allocate_columns (GnomonAllDayStrip *self,
                  GtkWidget         *child,
                  int                width,
                  int                first,
                  int                last,
                  int                inset_start,
                  int                inset_end,
                  int                y,
                  int                height)
{
  int start = gnomon_day_columns_get_x (&self->columns, first, self->gutter, width) + inset_start;
  int end = gnomon_day_columns_get_x (&self->columns, last + 1, self->gutter, width) - inset_end;

  gnomon_lane_row_allocate (GTK_WIDGET (self), child, start, end, y, height, width);
}

static void
gnomon_all_day_strip_measure (GtkWidget      *widget,
                              GtkOrientation  orientation,
                              int             for_size,
                              int            *minimum,
                              int            *natural,
                              int            *minimum_baseline,
                              int            *natural_baseline)
{
  GnomonAllDayStrip *self = GNOMON_ALL_DAY_STRIP (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = self->gutter;
  else
    *minimum = PADDING_TOP + MAX (self->n_rows, 1) * (measure_row (self) + ROW_GAP) - ROW_GAP
               + PADDING_BOTTOM;
  *natural = *minimum;
}

static void
gnomon_all_day_strip_size_allocate (GtkWidget *widget,
                                    int        width,
                                    int        height,
                                    int        baseline)
{
  GnomonAllDayStrip *self = GNOMON_ALL_DAY_STRIP (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int row_height = measure_row (self);
  int pitch = row_height + ROW_GAP;
  int label_width, label_height;

  gtk_widget_measure (self->label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &label_width, NULL, NULL);
  gtk_widget_measure (self->label, GTK_ORIENTATION_VERTICAL, -1, &label_height, NULL, NULL, NULL);
  label_width = MIN (label_width, self->gutter - LABEL_INSET);
  gtk_widget_size_allocate (self->label,
                            &(GtkAllocation){ rtl ? width - self->gutter + LABEL_INSET
                                                  : self->gutter - LABEL_INSET - label_width,
                                              PADDING_TOP + (row_height - label_height) / 2,
                                              label_width, label_height }, -1);

  for (int column = 0; column < self->columns.n_days; column++)
    {
      GtkWidget *more = gnomon_lane_row_get_more (self->lanes, column);

      allocate_columns (self, self->cells[column], width, column, column, 0, 0, 0, height);
      if (more != NULL)
        allocate_columns (self, more, width, column, column, INSET, INSET,
                          PADDING_TOP + (MAX_ROWS - 1) * pitch, row_height);
    }

  for (guint i = 0; i < gnomon_lane_row_get_n_chips (self->lanes); i++)
    {
      const GnomonLanePiece *piece;
      GtkWidget *chip = gnomon_lane_row_get_chip (self->lanes, i, &piece);

      allocate_columns (self, chip, width, piece->first_day, piece->last_day, INSET, INSET,
                        PADDING_TOP + piece->line * pitch, row_height);
    }

  if (self->ghost != NULL)
    allocate_columns (self, self->ghost, width, self->ghost_first, self->ghost_last, INSET, INSET,
                      PADDING_TOP, row_height);
}

static void
gnomon_all_day_strip_snapshot (GtkWidget   *widget,
                               GtkSnapshot *snapshot)
{
  GnomonAllDayStrip *self = GNOMON_ALL_DAY_STRIP (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  GdkRGBA color;

  for (int column = 0; column < self->columns.n_days; column++)
    gtk_widget_snapshot_child (widget, self->cells[column], snapshot);

  /* The lines between the days lie over their grounds and below the events. */
  gnomon_compat_get_color (widget, &color);
  for (int column = 0; column < self->columns.n_days; column++)
    {
      int x = gnomon_day_columns_get_x (&self->columns, column, self->gutter, width);

      gtk_snapshot_append_color (snapshot, &color,
                                 &GRAPHENE_RECT_INIT (rtl ? width - x - 1 : x, 0, 1, height - 1));
    }
  gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (0, height - 1, width, 1));

  gtk_widget_snapshot_child (widget, self->label, snapshot);
  gnomon_lane_row_snapshot (self->lanes, snapshot);
  if (self->ghost != NULL)
    gtk_widget_snapshot_child (widget, self->ghost, snapshot);
}

static void
update_cell (GnomonAllDayStrip    *self,
             int                   column,
             guint                 n_events,
             const GnomonViewTime *time)
{
  GtkWidget *cell = self->cells[column];
  gboolean shown = column < self->columns.n_days;
  g_autofree char *label = NULL;
  gint64 day;

  gtk_widget_set_visible (cell, shown);
  if (!shown)
    return;

  day = self->columns.days[column];
  label = gnomon_describe_day_strip (day, n_events, time);
  gnomon_day_ground_dress (cell, day, label, time);
}

/* Gives each event its row, and a chip to each piece of it that is shown. */
static void
fit (GnomonAllDayStrip *self,
     GPtrArray         *occurrences,
     guint              n_events[GNOMON_DAY_COLUMNS_MAX])
{
  guint n_items = occurrences->len;
  g_autofree GnomonLaneItem *items = g_new0 (GnomonLaneItem, n_items);
  g_autofree int *rows = g_new0 (int, n_items);

  for (guint i = 0; i < n_items; i++)
    {
      GnomonOccurrence *occurrence = g_ptr_array_index (occurrences, i);

      gnomon_day_columns_find_span (&self->columns, gnomon_occurrence_get_first_day (occurrence),
                                    gnomon_occurrence_get_last_day (occurrence),
                                    &items[i].first_day, &items[i].last_day);
      items[i].start = gnomon_occurrence_get_start_wall (occurrence);
      items[i].end = gnomon_occurrence_get_end_wall (occurrence);
      items[i].rank = gnomon_lanes_get_rank (occurrence);
      items[i].bar = TRUE;
      for (int column = items[i].first_day; column <= items[i].last_day; column++)
        n_events[column]++;
    }

  gnomon_lanes_pack (items, n_items, rows);
  gnomon_lane_row_assign (self->lanes, items, rows, n_items, MAX_ROWS, occurrences,
                          self->cells[GNOMON_DAY_COLUMNS_MAX - 1]);

  self->n_rows = 0;
  for (guint i = 0; i < n_items; i++)
    self->n_rows = MAX (self->n_rows, MIN (rows[i] + 1, MAX_ROWS));
}

static void
fill_chip (GnomonAllDayStrip     *self,
           GnomonEventChip       *chip,
           const GnomonLanePiece *piece,
           GnomonOccurrence      *occurrence,
           GHashTable            *calendar_names,
           const GnomonViewTime  *time)
{
  gint64 calendar_id = gnomon_occurrence_get_calendar_id (occurrence);
  gint64 first_day = self->columns.days[piece->first_day];
  gint64 last_day = self->columns.days[piece->last_day];

  gnomon_event_chip_set_occurrence (chip, occurrence, GNOMON_CHIP_BAR,
                                    g_hash_table_lookup (calendar_names, &calendar_id), time);
  gnomon_event_chip_set_continues (chip,
                                   gnomon_occurrence_get_first_day (occurrence) < first_day,
                                   gnomon_occurrence_get_last_day (occurrence) > last_day);
}

static void
focus_instead (GtkWidget        *widget,
               GnomonOccurrence *gone)
{
  GnomonAllDayStrip *self = GNOMON_ALL_DAY_STRIP (widget);

  if (gnomon_lane_row_get_n_chips (self->lanes) > 0)
    gtk_widget_grab_focus (gnomon_lane_row_get_chip (self->lanes, 0, NULL));
  else
    g_signal_emit_by_name (self, "focus-lost", gnomon_occurrence_get_first_day (gone));
}

static void
gnomon_all_day_strip_dispose (GObject *object)
{
  GnomonAllDayStrip *self = GNOMON_ALL_DAY_STRIP (object);

  gnomon_lane_row_clear (self->lanes);
  g_clear_pointer (&self->ghost, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->probe, gtk_widget_unparent);
  for (int column = 0; column < GNOMON_DAY_COLUMNS_MAX; column++)
    g_clear_pointer (&self->cells[column], gtk_widget_unparent);

  G_OBJECT_CLASS (gnomon_all_day_strip_parent_class)->dispose (object);
}

static void
gnomon_all_day_strip_finalize (GObject *object)
{
  gnomon_lane_row_free (GNOMON_ALL_DAY_STRIP (object)->lanes);

  G_OBJECT_CLASS (gnomon_all_day_strip_parent_class)->finalize (object);
}

static void
gnomon_all_day_strip_class_init (GnomonAllDayStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_all_day_strip_dispose;
  object_class->finalize = gnomon_all_day_strip_finalize;

  widget_class->measure = gnomon_all_day_strip_measure;
  widget_class->size_allocate = gnomon_all_day_strip_size_allocate;
  widget_class->snapshot = gnomon_all_day_strip_snapshot;

  g_signal_new ("chip-opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, GNOMON_TYPE_EVENT_CHIP);
  g_signal_new ("more-clicked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 2, G_TYPE_INT64, GTK_TYPE_WIDGET);
  g_signal_new ("focus-lost", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_set_css_name (widget_class, "alldaystrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ROW);
}

static void
gnomon_all_day_strip_init (GnomonAllDayStrip *self)
{
  self->lanes = gnomon_lane_row_new (GTK_WIDGET (self), focus_instead);

  self->label = g_object_new (GTK_TYPE_LABEL,
                              /* Translators: beside the events of a day that have no time. */
                              "label", _("all-day"),
                              "ellipsize", PANGO_ELLIPSIZE_END,
                              "css-classes", (const char *[]){ "hour", NULL },
                              NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  self->probe = g_object_new (GTK_TYPE_LABEL,
                              "label", "0",
                              "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                              "css-classes", (const char *[]){ "chip", NULL },
                              NULL);
  gtk_widget_set_child_visible (self->probe, FALSE);
  gtk_widget_set_parent (self->probe, GTK_WIDGET (self));
  for (int column = 0; column < GNOMON_DAY_COLUMNS_MAX; column++)
    {
      self->cells[column] = gnomon_day_ground_new ();
      gtk_widget_set_parent (self->cells[column], GTK_WIDGET (self));
    }
}

/**
 * gnomon_all_day_strip_new:
 *
 * Returns: (transfer full): a strip without days
 */
GtkWidget *
gnomon_all_day_strip_new (void)
{
  return g_object_new (GNOMON_TYPE_ALL_DAY_STRIP, NULL);
}

/**
 * gnomon_all_day_strip_measure_label:
 * @self: a strip
 *
 * Returns: how wide a gutter has room for what stands before the days, in pixels
 */
int
gnomon_all_day_strip_measure_label (GnomonAllDayStrip *self)
{
  int width;

  g_return_val_if_fail (GNOMON_IS_ALL_DAY_STRIP (self), 0);

  gtk_widget_measure (self->label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);

  return width + LABEL_INSET + INSET;
}

/**
 * gnomon_all_day_strip_set_gutter:
 * @self: a strip
 * @gutter: how wide the room before the days is, in pixels
 */
void
gnomon_all_day_strip_set_gutter (GnomonAllDayStrip *self,
                                 int                gutter)
{
  g_return_if_fail (GNOMON_IS_ALL_DAY_STRIP (self));

  if (self->gutter == gutter)
    return;

  self->gutter = gutter;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * gnomon_all_day_strip_set_content:
 * @self: a strip
 * @columns: its days
 * @occurrences: (element-type GnomonOccurrence): what takes whole days of them
 * @calendar_names: (element-type gint64 utf8): the names of the calendars, by id
 * @time: what the view knows of the time
 */
void
gnomon_all_day_strip_set_content (GnomonAllDayStrip      *self,
                                  const GnomonDayColumns *columns,
                                  GPtrArray              *occurrences,
                                  GHashTable             *calendar_names,
                                  const GnomonViewTime   *time)
{
  guint n_events[GNOMON_DAY_COLUMNS_MAX] = { 0 };
  int n_rows = self->n_rows;

  g_return_if_fail (GNOMON_IS_ALL_DAY_STRIP (self));

  self->columns = *columns;
  fit (self, occurrences, n_events);
  for (guint i = 0; i < gnomon_lane_row_get_n_chips (self->lanes); i++)
    {
      const GnomonLanePiece *piece;
      GtkWidget *chip = gnomon_lane_row_get_chip (self->lanes, i, &piece);

      fill_chip (self, GNOMON_EVENT_CHIP (chip), piece,
                 g_ptr_array_index (occurrences, piece->item), calendar_names, time);
    }
  gnomon_lane_row_settle (self->lanes, columns->days, columns->n_days, time);
  for (int column = 0; column < GNOMON_DAY_COLUMNS_MAX; column++)
    update_cell (self, column, n_events[column], time);

  if (self->n_rows != n_rows)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  else
    gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * gnomon_all_day_strip_set_ghost:
 * @self: a strip
 * @slot: (nullable): the days of what is made or moved; %NULL: nothing is
 * @title: (nullable): what it is called
 * @color: (nullable): its colour
 * @lifted: whether it is an event that is dragged, else one that is being made
 */
void
gnomon_all_day_strip_set_ghost (GnomonAllDayStrip *self,
                                const GnomonSlot  *slot,
                                const char        *title,
                                const char        *color,
                                gboolean           lifted)
{
  g_return_if_fail (GNOMON_IS_ALL_DAY_STRIP (self));

  if (slot == NULL
      || !gnomon_day_columns_find_span (&self->columns, gnomon_slot_first_day (slot),
                                        gnomon_slot_last_day (slot), &self->ghost_first,
                                        &self->ghost_last))
    {
      g_clear_pointer (&self->ghost, gtk_widget_unparent);
      return;
    }

  if (self->ghost == NULL)
    {
      self->ghost = gnomon_event_chip_new_ghost ();
      gtk_widget_set_parent (self->ghost, GTK_WIDGET (self));
    }
  gnomon_event_chip_set_ghost (GNOMON_EVENT_CHIP (self->ghost), title, color, GNOMON_CHIP_BAR,
                               lifted);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * gnomon_all_day_strip_list_stops:
 * @self: a strip
 * @column: which day
 *
 * Returns: (transfer container) (element-type GtkWidget): what the keyboard stops at in a day, from
 *   the top: the chips that begin there, then the button for more
 */
GPtrArray *
gnomon_all_day_strip_list_stops (GnomonAllDayStrip *self,
                                 int                column)
{
  g_return_val_if_fail (GNOMON_IS_ALL_DAY_STRIP (self), NULL);
  g_return_val_if_fail (column >= 0 && column < GNOMON_DAY_COLUMNS_MAX, NULL);

  return gnomon_lane_row_list_stops (self->lanes, column);
}

/**
 * gnomon_all_day_strip_get_stop_column:
 * @self: a strip
 * @stop: a chip or a button of it
 *
 * Returns: the column in which it begins; -1 where it is none of them
 */
int
gnomon_all_day_strip_get_stop_column (GnomonAllDayStrip *self,
                                      GtkWidget         *stop)
{
  g_return_val_if_fail (GNOMON_IS_ALL_DAY_STRIP (self), -1);

  return gnomon_lane_row_get_stop_column (self->lanes, stop);
}

/**
 * gnomon_all_day_strip_find_chip:
 * @self: a strip
 * @occurrence: an occurrence
 *
 * Returns: (transfer none) (nullable): its chip
 */
GtkWidget *
gnomon_all_day_strip_find_chip (GnomonAllDayStrip *self,
                                GnomonOccurrence  *occurrence)
{
  g_return_val_if_fail (GNOMON_IS_ALL_DAY_STRIP (self), NULL);

  return gnomon_lane_row_find_chip (self->lanes, occurrence);
}

/**
 * gnomon_all_day_strip_collect_chips:
 * @self: a strip
 * @chips: (element-type GtkWidget): an array, to which its chips are added
 */
void
gnomon_all_day_strip_collect_chips (GnomonAllDayStrip *self,
                                    GPtrArray         *chips)
{
  g_return_if_fail (GNOMON_IS_ALL_DAY_STRIP (self));

  gnomon_lane_row_collect (self->lanes, chips);
}
