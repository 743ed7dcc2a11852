/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-month-week.h"

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-compat.h"
#include "gnomon-lanes.h"

/* How far the events keep from the lines of their column. */
#define INSET_START 5
#define INSET_END 4

struct _GnomonMonthWeek
{
  GtkWidget parent_instance;

  GtkWidget *cells[GNOMON_MONTH_WEEK_DAYS];
  GtkWidget *more[GNOMON_MONTH_WEEK_DAYS];
  GPtrArray *chips;             /* one for each piece, in its order */
  GArray *pieces;               /* GnomonLanePiece, by day, then line */

  GPtrArray *occurrences;
  GHashTable *calendar_names;
  GArray *items;                /* GnomonLaneItem, one for each occurrence */
  int *lines;
  GnomonViewTime time;
  gint64 first_day;
  int pitch;
  int n_lines;                  /* -1: not known yet */
  gboolean compact;
};

enum
{
  SIGNAL_CHIP_OPENED,
  SIGNAL_MORE_CLICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonMonthWeek, gnomon_month_week, GTK_TYPE_WIDGET)

static GnomonLaneRank
get_rank (GnomonOccurrence *occurrence)
{
  switch (gnomon_occurrence_get_look (occurrence))
    {
    case GNOMON_LOOK_MAYBE:
    case GNOMON_LOOK_NEEDS_REPLY:
      return GNOMON_LANE_MAYBE;
    case GNOMON_LOOK_DECLINED:
      return GNOMON_LANE_DECLINED;
    case GNOMON_LOOK_FIRM:
    case GNOMON_LOOK_CANCELLED:
    default:
      return GNOMON_LANE_FIRM;
    }
}

static int
to_column (GnomonMonthWeek *self,
           gint64           day)
{
  return (int) CLAMP (day - self->first_day, 0, GNOMON_MONTH_WEEK_DAYS - 1);
}

static void
pack (GnomonMonthWeek *self)
{
  g_array_set_size (self->items, 0);

  for (guint i = 0; i < self->occurrences->len; i++)
    {
      GnomonOccurrence *occurrence = g_ptr_array_index (self->occurrences, i);
      gint64 first_day = gnomon_occurrence_get_first_day (occurrence);
      gboolean bar = gnomon_occurrence_is_bar (occurrence);
      GnomonLaneItem item = {
        .start = gnomon_occurrence_get_start_wall (occurrence),
        .end = gnomon_occurrence_get_end_wall (occurrence),
        .first_day = to_column (self, first_day),
        .last_day = to_column (self, gnomon_occurrence_get_last_day (occurrence)),
        .rank = get_rank (occurrence),
        .bar = bar,
        .finished = first_day == self->time.today
                    && gnomon_occurrence_get_ends_at (occurrence) <= self->time.now,
      };

      g_array_append_val (self->items, item);
    }

  self->lines = g_renew (int, self->lines, self->items->len);
  gnomon_lanes_pack ((const GnomonLaneItem *) (gpointer) self->items->data, self->items->len,
                     self->lines);
}

static int
compare_pieces (gconstpointer a,
                gconstpointer b)
{
  const GnomonLanePiece *piece_a = a;
  const GnomonLanePiece *piece_b = b;

  if (piece_a->first_day != piece_b->first_day)
    return piece_a->first_day - piece_b->first_day;

  return piece_a->line - piece_b->line;
}

static gboolean
is_same_event (GnomonOccurrence *a,
               GnomonOccurrence *b)
{
  return gnomon_occurrence_get_event_id (a) == gnomon_occurrence_get_event_id (b)
         && g_strcmp0 (gnomon_occurrence_get_recurrence_id (a),
                       gnomon_occurrence_get_recurrence_id (b)) == 0;
}

static void
chip_opened_cb (GnomonMonthWeek *self,
                GnomonEventChip *chip)
{
  g_assert (GNOMON_IS_MONTH_WEEK (self));

  g_signal_emit (self, signals[SIGNAL_CHIP_OPENED], 0, chip);
}

static GtkWidget *
take_chip (GnomonMonthWeek  *self,
           GPtrArray        *spare,
           GnomonOccurrence *occurrence)
{
  GtkWidget *chip;

  for (guint i = 0; occurrence != NULL && i < spare->len; i++)
    {
      chip = g_ptr_array_index (spare, i);
      if (is_same_event (gnomon_event_chip_get_occurrence (GNOMON_EVENT_CHIP (chip)), occurrence))
        {
          g_ptr_array_remove_index_fast (spare, i);
          return chip;
        }
    }

  return NULL;
}

static GtkWidget *
make_chip (GnomonMonthWeek *self,
           GPtrArray       *spare)
{
  GtkWidget *chip;

  /* A chip that has the focus is no other event's: the focus would tell of that one. */
  for (guint i = spare->len; i > 0; i--)
    {
      chip = g_ptr_array_index (spare, i - 1);
      if (!gtk_widget_has_focus (chip)
          && !gnomon_event_chip_get_selected (GNOMON_EVENT_CHIP (chip)))
        {
          g_ptr_array_remove_index_fast (spare, i - 1);
          return chip;
        }
    }

  chip = gnomon_event_chip_new ();
  g_signal_connect_object (chip, "opened", G_CALLBACK (chip_opened_cb), self, G_CONNECT_SWAPPED);

  return chip;
}

static void
fill_chip (GnomonMonthWeek       *self,
           GtkWidget             *chip,
           const GnomonLanePiece *piece)
{
  GnomonOccurrence *occurrence = g_ptr_array_index (self->occurrences, piece->item);
  const GnomonLaneItem *item = &g_array_index (self->items, GnomonLaneItem, piece->item);
  gint64 calendar_id = gnomon_occurrence_get_calendar_id (occurrence);
  gint64 first_day = self->first_day + piece->first_day;
  gint64 last_day = self->first_day + piece->last_day;

  gnomon_event_chip_set_occurrence (GNOMON_EVENT_CHIP (chip), occurrence,
                                    item->bar ? GNOMON_CHIP_BAR : GNOMON_CHIP_LINE,
                                    g_hash_table_lookup (self->calendar_names, &calendar_id),
                                    &self->time);
  gnomon_event_chip_set_continues (GNOMON_EVENT_CHIP (chip),
                                   item->bar
                                   && gnomon_occurrence_get_first_day (occurrence) < first_day,
                                   item->bar
                                   && gnomon_occurrence_get_last_day (occurrence) > last_day);
}

static void
more_clicked_cb (GnomonMonthWeek *self,
                 GtkWidget       *button)
{
  g_assert (GNOMON_IS_MONTH_WEEK (self));

  for (int day = 0; day < GNOMON_MONTH_WEEK_DAYS; day++)
    if (self->more[day] == button)
      g_signal_emit (self, signals[SIGNAL_MORE_CLICKED], 0, self->first_day + day, button);
}

static void
update_more (GnomonMonthWeek *self,
             int              day,
             guint            n_more)
{
  g_autofree char *text = NULL;
  g_autofree char *label = NULL;

  if (n_more == 0)
    {
      g_clear_pointer (&self->more[day], gtk_widget_unparent);
      return;
    }

  if (self->more[day] == NULL)
    {
      self->more[day] = gtk_button_new_with_label ("");
      gtk_widget_add_css_class (self->more[day], "flat");
      gtk_widget_add_css_class (self->more[day], "more");
      gtk_widget_set_halign (gtk_button_get_child (GTK_BUTTON (self->more[day])), GTK_ALIGN_START);
      gtk_widget_set_parent (self->more[day], GTK_WIDGET (self));
      g_signal_connect_object (self->more[day], "clicked", G_CALLBACK (more_clicked_cb), self,
                               G_CONNECT_SWAPPED);
    }

  /* Translators: on a button below the events of a day that are shown: that many more there are. */
  text = g_strdup_printf (ngettext ("+%u more", "+%u more", n_more), n_more);
  gtk_button_set_label (GTK_BUTTON (self->more[day]), text);
  label = gnomon_describe_more (n_more, self->first_day + day, &self->time);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more[day]),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

/* A chip that goes leaves the focus to the first event of its day, else to the day. */
static void
focus_instead (GnomonMonthWeek *self,
               GtkWidget       *chip)
{
  GnomonOccurrence *occurrence = gnomon_event_chip_get_occurrence (GNOMON_EVENT_CHIP (chip));
  int column = to_column (self, gnomon_occurrence_get_first_day (occurrence));

  for (guint i = 0; i < self->pieces->len; i++)
    if (g_array_index (self->pieces, GnomonLanePiece, i).first_day == column)
      {
        gtk_widget_grab_focus (g_ptr_array_index (self->chips, i));
        return;
      }

  gtk_widget_grab_focus (self->cells[column]);
}

/* Makes the chips agree with the events and the number of lines. */
static void
fit (GnomonMonthWeek *self)
{
  g_autoptr (GPtrArray) spare = g_steal_pointer (&self->chips);
  guint more[GNOMON_LANES_MAX_DAYS] = { 0 };
  GtkWidget *previous = self->cells[GNOMON_MONTH_WEEK_DAYS - 1];

  g_array_set_size (self->pieces, 0);
  if (!self->compact)
    gnomon_lanes_fit ((const GnomonLaneItem *) (gpointer) self->items->data, self->lines,
                      self->items->len, self->n_lines, self->pieces, more);
  g_array_sort (self->pieces, compare_pieces);

  /* Each event keeps its chip, so that neither focus nor popover is lost when others change. */
  self->chips = g_ptr_array_new ();
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const GnomonLanePiece *piece = &g_array_index (self->pieces, GnomonLanePiece, i);

      g_ptr_array_add (self->chips,
                       take_chip (self, spare, g_ptr_array_index (self->occurrences, piece->item)));
    }

  for (guint i = 0; i < self->pieces->len; i++)
    {
      GtkWidget *chip = g_ptr_array_index (self->chips, i);

      if (chip == NULL)
        chip = self->chips->pdata[i] = make_chip (self, spare);
      gtk_widget_insert_after (chip, GTK_WIDGET (self), previous);
      fill_chip (self, chip, &g_array_index (self->pieces, GnomonLanePiece, i));
      previous = chip;
    }

  for (guint i = 0; i < spare->len; i++)
    {
      GtkWidget *chip = g_ptr_array_index (spare, i);

      if (gtk_widget_has_focus (chip))
        focus_instead (self, chip);
      gtk_widget_unparent (chip);
    }

  for (int day = 0; day < GNOMON_MONTH_WEEK_DAYS; day++)
    update_more (self, day, more[day]);

  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
update_dots (GnomonMonthWeek *self,
             int              column)
{
  const char *colors[GNOMON_DAY_CELL_MAX_DOTS];
  gboolean past[GNOMON_DAY_CELL_MAX_DOTS];
  guint n_dots = 0;

  for (guint i = 0; i < self->items->len && n_dots < GNOMON_DAY_CELL_MAX_DOTS; i++)
    {
      const GnomonLaneItem *item = &g_array_index (self->items, GnomonLaneItem, i);
      GnomonOccurrence *occurrence = g_ptr_array_index (self->occurrences, i);
      const char *color = gnomon_occurrence_get_color (occurrence);
      gboolean known = FALSE;

      if (item->first_day > column || item->last_day < column)
        continue;
      for (guint j = 0; j < n_dots; j++)
        known = known || g_str_equal (colors[j], color);
      if (known)
        continue;

      past[n_dots] = gnomon_occurrence_get_ends_at (occurrence) <= self->time.now;
      colors[n_dots++] = color;
    }

  gnomon_day_cell_set_dots (GNOMON_DAY_CELL (self->cells[column]), colors, past, n_dots);
}

static guint
count_events (GnomonMonthWeek *self,
              int              column)
{
  guint n_events = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      const GnomonLaneItem *item = &g_array_index (self->items, GnomonLaneItem, i);

      if (item->first_day <= column && item->last_day >= column)
        n_events++;
    }

  return n_events;
}

static int
column_x (int column,
          int width)
{
  return column * width / GNOMON_MONTH_WEEK_DAYS;
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
  int start = column_x (first, width) + inset_start;
  int end = column_x (last + 1, width) - inset_end;
  GtkAllocation allocation = { .y = y, .height = height };
  int minimum;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  allocation.width = MAX (end - start, minimum);
  allocation.x = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL
                   ? width - start - allocation.width
                   : start;
  gtk_widget_size_allocate (child, &allocation, -1);
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

  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? GNOMON_MONTH_WEEK_DAYS * size : size;
  *natural = *minimum;
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

  if (self->n_lines != n_lines)
    {
      self->n_lines = n_lines;
      fit (self);
    }

  for (guint i = 0; i < self->pieces->len; i++)
    {
      const GnomonLanePiece *piece = &g_array_index (self->pieces, GnomonLanePiece, i);
      GtkWidget *chip = g_ptr_array_index (self->chips, i);
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
    if (self->more[day] != NULL)
      {
        int more_height;

        gtk_widget_measure (self->more[day], GTK_ORIENTATION_VERTICAL, -1, &more_height,
                            NULL, NULL, NULL);
        allocate_columns (self, self->more[day], width, day, day, INSET_START, INSET_END,
                          header + MAX (0, n_lines - 1) * self->pitch,
                          MAX (more_height, self->pitch - 1));
      }
}

/* The lines above the days and between them, below all that stands on them. */
static void
draw_lines (GtkSnapshot   *snapshot,
            const GdkRGBA *color,
            int            width,
            int            height,
            gboolean       rtl)
{
  gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (0, 0, width, 1));

  for (int column = 1; column < GNOMON_MONTH_WEEK_DAYS; column++)
    {
      int x = column_x (column, width);

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
      draw_lines (snapshot, &color, gtk_widget_get_width (widget), gtk_widget_get_height (widget),
                  gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL);
    }

  GTK_WIDGET_CLASS (gnomon_month_week_parent_class)->snapshot (widget, snapshot);
}

static void
gnomon_month_week_dispose (GObject *object)
{
  GnomonMonthWeek *self = GNOMON_MONTH_WEEK (object);

  g_array_set_size (self->pieces, 0);
  for (guint i = 0; i < self->chips->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->chips, i));
  g_ptr_array_set_size (self->chips, 0);

  for (int day = 0; day < GNOMON_MONTH_WEEK_DAYS; day++)
    {
      g_clear_pointer (&self->cells[day], gtk_widget_unparent);
      g_clear_pointer (&self->more[day], gtk_widget_unparent);
    }
  g_ptr_array_set_size (self->occurrences, 0);
  g_clear_pointer (&self->calendar_names, g_hash_table_unref);

  G_OBJECT_CLASS (gnomon_month_week_parent_class)->dispose (object);
}

static void
gnomon_month_week_finalize (GObject *object)
{
  GnomonMonthWeek *self = GNOMON_MONTH_WEEK (object);

  g_ptr_array_unref (self->chips);
  g_ptr_array_unref (self->occurrences);
  g_array_unref (self->pieces);
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

  signals[SIGNAL_CHIP_OPENED] = g_signal_new ("chip-opened", G_TYPE_FROM_CLASS (klass),
                                              G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                              G_TYPE_NONE, 1, GNOMON_TYPE_EVENT_CHIP);
  signals[SIGNAL_MORE_CLICKED] = g_signal_new ("more-clicked", G_TYPE_FROM_CLASS (klass),
                                               G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                               G_TYPE_NONE, 2, G_TYPE_INT64, GTK_TYPE_WIDGET);

  gtk_widget_class_set_css_name (widget_class, "monthweek");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ROW);
}

static void
gnomon_month_week_init (GnomonMonthWeek *self)
{
  self->chips = g_ptr_array_new ();
  self->occurrences = g_ptr_array_new_with_free_func (g_object_unref);
  self->pieces = g_array_new (FALSE, FALSE, sizeof (GnomonLanePiece));
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
        update_dots (self, day);
    }
  fit (self);
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

  pack (self);
  for (int day = 0; day < GNOMON_MONTH_WEEK_DAYS; day++)
    {
      g_autofree char *label = gnomon_describe_day (first_day + day, count_events (self, day), time);

      gnomon_day_cell_set_day (GNOMON_DAY_CELL (self->cells[day]), first_day + day, month_day, time);
      gnomon_day_cell_set_label (GNOMON_DAY_CELL (self->cells[day]), label);
      if (self->compact)
        update_dots (self, day);
    }

  /* Before the first allocation it is not known how much fits. */
  if (self->n_lines >= 0)
    fit (self);
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
  GPtrArray *stops;

  g_return_val_if_fail (GNOMON_IS_MONTH_WEEK (self), NULL);
  g_return_val_if_fail (column >= 0 && column < GNOMON_MONTH_WEEK_DAYS, NULL);

  stops = g_ptr_array_new ();
  for (guint i = 0; i < self->pieces->len; i++)
    if (g_array_index (self->pieces, GnomonLanePiece, i).first_day == column)
      g_ptr_array_add (stops, g_ptr_array_index (self->chips, i));
  if (self->more[column] != NULL)
    g_ptr_array_add (stops, self->more[column]);

  return stops;
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
    if (self->cells[day] == stop || (self->more[day] != NULL && self->more[day] == stop))
      return day;
  for (guint i = 0; i < self->chips->len; i++)
    if (g_ptr_array_index (self->chips, i) == stop)
      return g_array_index (self->pieces, GnomonLanePiece, i).first_day;

  return -1;
}
