/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-mini-month.h"

#include "gnomon-civil.h"
#include "gnomon-day-cell.h"
#include "gnomon-grid-keys.h"
#include "gnomon-view.h"
#include "gnomon-week.h"

#define N_WEEKS 6
#define N_DAYS 7
#define ROW_HEIGHT 27

struct _GnomonMiniMonth
{
  GtkWidget parent_instance;

  GtkWidget *header;
  GtkWidget *title;
  GtkWidget *weekdays;
  GtkWidget *bands[N_WEEKS];
  GtkWidget *rows[N_WEEKS];
  GtkWidget *cells[N_WEEKS * N_DAYS];
  GtkWidget *numbers[N_WEEKS];  /* of the weeks; may be out of sight */

  GnomonViewTime time;
  gint64 month_day;             /* the first of the month that is shown */
  gint64 cursor;
  gint64 band_first;
  gint64 band_end;
};

enum
{
  SIGNAL_DAY_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonMiniMonth, gnomon_mini_month, GTK_TYPE_WIDGET)

static gint64
get_first_day (GnomonMiniMonth *self)
{
  return gnomon_week_get_start (self->month_day, self->time.week_start);
}

static gboolean
get_band (GnomonMiniMonth *self,
          int              row,
          int             *first,
          int             *last)
{
  gint64 day = get_first_day (self) + row * N_DAYS;

  *first = (int) CLAMP (self->band_first - day, 0, N_DAYS);
  *last = (int) CLAMP (self->band_end - day, 0, N_DAYS) - 1;

  return *first <= *last;
}

/* How wide the column of week numbers is; 0: there is none. */
static int
get_gutter (GnomonMiniMonth *self)
{
  int gutter = 0;

  for (int row = 0; row < N_WEEKS && self->time.week_numbers; row++)
    {
      int width;

      gtk_widget_measure (self->numbers[row], GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width,
                          NULL, NULL);
      gutter = MAX (gutter, width);
    }

  return gutter;
}

static void
update_numbers (GnomonMiniMonth *self)
{
  for (int row = 0; row < N_WEEKS; row++)
    {
      int number = gnomon_week_get_number (get_first_day (self) + row * N_DAYS);
      g_autofree char *text = g_strdup_printf ("%d", number);
      g_autofree char *spoken = gnomon_describe_week (number);

      gtk_widget_set_visible (self->numbers[row], self->time.week_numbers);
      gtk_label_set_label (GTK_LABEL (self->numbers[row]), text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->numbers[row]),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                      -1);
    }
}

static void
update (GnomonMiniMonth *self)
{
  g_autofree char *title = NULL;
  gint64 day;
  GtkWidget *header;

  if (self->time.week_start == 0)
    return;

  title = gnomon_format_month_year (self->month_day);
  gtk_label_set_label (GTK_LABEL (self->title), title);

  header = gtk_widget_get_first_child (self->weekdays);
  for (int i = 0; header != NULL; i++, header = gtk_widget_get_next_sibling (header))
    {
      int weekday = (self->time.week_start - 1 + i) % N_DAYS + 1;
      g_autofree char *text = gnomon_describe_weekday_narrow (weekday);
      g_autofree char *spoken = gnomon_format_weekday_long (weekday);

      gtk_label_set_label (GTK_LABEL (header), text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (header),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                      -1);
    }

  update_numbers (self);
  day = get_first_day (self);
  for (int i = 0; i < N_WEEKS * N_DAYS; i++, day++)
    {
      GnomonDayCell *cell = GNOMON_DAY_CELL (self->cells[i]);
      g_autofree char *label = gnomon_format_date_long (day, self->time.today);

      gnomon_day_cell_set_day (cell, day, self->month_day, &self->time);
      gnomon_day_cell_set_label (cell, label);
      gnomon_day_cell_set_selected (cell, day == self->cursor);
    }

  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
move_cursor (GnomonMiniMonth *self,
             gint64           day)
{
  self->cursor = gnomon_view_clamp_day (day);
  self->month_day = gnomon_view_get_month_start (self->cursor);
  update (self);
}

static void
turn_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  GnomonMiniMonth *self = GNOMON_MINI_MONTH (widget);

  move_cursor (self, gnomon_civil_add_months (self->cursor, g_variant_get_int32 (parameter)));
}

static GtkWidget *
get_cursor_cell (GnomonMiniMonth *self)
{
  gint64 index = self->cursor - get_first_day (self);

  if (self->time.week_start == 0 || index < 0 || index >= N_WEEKS * N_DAYS)
    return self->cells[0];

  return self->cells[index];
}

static gboolean
arrow_pressed_cb (GtkWidget *widget,
                  GVariant  *arguments,
                  gpointer   user_data)
{
  GnomonMiniMonth *self = GNOMON_MINI_MONTH (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  int across, down;

  if (focus == NULL || !GNOMON_IS_DAY_CELL (focus))
    return FALSE;

  gnomon_grid_keys_read_arrow (widget, arguments, &across, &down);
  move_cursor (self, self->cursor + across + down * N_DAYS);
  gtk_widget_grab_focus (get_cursor_cell (self));

  return TRUE;
}

static gboolean
enter_pressed_cb (GtkWidget *widget,
                  GVariant  *arguments,
                  gpointer   user_data)
{
  GnomonMiniMonth *self = GNOMON_MINI_MONTH (widget);

  g_signal_emit (self, signals[SIGNAL_DAY_CHOSEN], 0, self->cursor);
  return TRUE;
}

static void
click_released_cb (GnomonMiniMonth *self,
                   int              n_press,
                   double           x,
                   double           y,
                   GtkGestureClick *gesture)
{
  GtkWidget *target;

  g_assert (GNOMON_IS_MINI_MONTH (self));

  target = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  if (target == NULL)
    return;
  target = GNOMON_IS_DAY_CELL (target) ? target
                                       : gtk_widget_get_ancestor (target, GNOMON_TYPE_DAY_CELL);
  if (target == NULL)
    return;

  self->cursor = gnomon_day_cell_get_day (GNOMON_DAY_CELL (target));
  update (self);
  g_signal_emit (self, signals[SIGNAL_DAY_CHOSEN], 0, self->cursor);
}

static gboolean
gnomon_mini_month_focus (GtkWidget        *widget,
                         GtkDirectionType  direction)
{
  GnomonMiniMonth *self = GNOMON_MINI_MONTH (widget);
  GtkWidget *child = gtk_widget_get_focus_child (widget);
  gboolean forward = direction == GTK_DIR_TAB_FORWARD;

  if (child == self->header)
    return gtk_widget_child_focus (self->header, direction)
           || (forward && gtk_widget_grab_focus (get_cursor_cell (self)));
  if (child != NULL)
    return direction == GTK_DIR_TAB_BACKWARD && gtk_widget_child_focus (self->header, direction);
  if (direction == GTK_DIR_TAB_BACKWARD)
    return gtk_widget_grab_focus (get_cursor_cell (self));

  return gtk_widget_child_focus (self->header, direction);
}

static void
gnomon_mini_month_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  GnomonMiniMonth *self = GNOMON_MINI_MONTH (widget);
  int header, weekdays, cell;

  gtk_widget_measure (self->header, orientation, -1, &header, NULL, NULL, NULL);
  gtk_widget_measure (self->weekdays, orientation, -1, &weekdays, NULL, NULL, NULL);
  gtk_widget_measure (self->rows[0], orientation, -1, &cell, NULL, NULL, NULL);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = MAX (header, get_gutter (self) + MAX (weekdays, cell));
  else
    *minimum = *natural = header + (N_WEEKS + 1) * MAX (ROW_HEIGHT, cell);
}

static void
gnomon_mini_month_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  GnomonMiniMonth *self = GNOMON_MINI_MONTH (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int gutter = get_gutter (self);
  int header, row_height;

  gtk_widget_measure (self->header, GTK_ORIENTATION_VERTICAL, -1, &header, NULL, NULL, NULL);
  row_height = (height - header) / (N_WEEKS + 1);
  gtk_widget_size_allocate (self->header, &(GtkAllocation){ 0, 0, width, header }, -1);
  gtk_widget_size_allocate (self->weekdays,
                            &(GtkAllocation){ rtl ? 0 : gutter, header, width - gutter,
                                              row_height },
                            -1);

  for (int row = 0; row < N_WEEKS; row++)
    {
      int y = header + (row + 1) * row_height;
      int first, last;
      gboolean banded = get_band (self, row, &first, &last);

      gtk_widget_set_child_visible (self->bands[row], banded);
      if (banded)
        {
          int x = gutter + first * (width - gutter) / N_DAYS;
          int end = gutter + (last + 1) * (width - gutter) / N_DAYS;
          GtkAllocation band = { rtl ? width - end : x, y, end - x, row_height };

          gtk_widget_size_allocate (self->bands[row], &band, -1);
        }
      gtk_widget_size_allocate (self->rows[row],
                                &(GtkAllocation){ rtl ? 0 : gutter, y, width - gutter, row_height },
                                -1);
      if (gtk_widget_should_layout (self->numbers[row]))
        gtk_widget_size_allocate (self->numbers[row],
                                  &(GtkAllocation){ rtl ? width - gutter : 0, y, gutter,
                                                    row_height }, -1);
    }
}

static void
gnomon_mini_month_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (gnomon_mini_month_parent_class)->dispose (object);
}

static void
gnomon_mini_month_class_init (GnomonMiniMonthClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_mini_month_dispose;

  widget_class->measure = gnomon_mini_month_measure;
  widget_class->size_allocate = gnomon_mini_month_size_allocate;
  widget_class->focus = gnomon_mini_month_focus;

  signals[SIGNAL_DAY_CHOSEN] = g_signal_new ("day-chosen", G_TYPE_FROM_CLASS (klass),
                                             G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                             G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_set_css_name (widget_class, "minimonth");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gnomon/Gnomon/ui/gnomon-mini-month.ui");
  gtk_widget_class_bind_template_child (widget_class, GnomonMiniMonth, header);
  gtk_widget_class_bind_template_child (widget_class, GnomonMiniMonth, title);

  gtk_widget_class_install_action (widget_class, "mini-month.turn", "i", turn_action_cb);
  gnomon_grid_keys_bind (widget_class, arrow_pressed_cb, enter_pressed_cb);
}

static GtkWidget *
make_row (void)
{
  return g_object_new (GTK_TYPE_BOX,
                       "accessible-role", GTK_ACCESSIBLE_ROLE_ROW,
                       "homogeneous", TRUE,
                       NULL);
}

static void
gnomon_mini_month_init (GnomonMiniMonth *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  self->weekdays = make_row ();
  gtk_widget_set_parent (self->weekdays, GTK_WIDGET (self));
  for (int i = 0; i < N_DAYS; i++)
    gtk_box_append (GTK_BOX (self->weekdays),
                    g_object_new (GTK_TYPE_LABEL,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_COLUMN_HEADER,
                                  "css-classes", (const char *[]){ "hour", NULL },
                                  NULL));

  for (int row = 0; row < N_WEEKS; row++)
    {
      self->bands[row] = g_object_new (GTK_TYPE_BOX,
                                       "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                       "css-classes", (const char *[]){ "band", NULL },
                                       NULL);
      gtk_widget_set_parent (self->bands[row], GTK_WIDGET (self));
      self->numbers[row] = g_object_new (GTK_TYPE_LABEL,
                                         "accessible-role", GTK_ACCESSIBLE_ROLE_ROW_HEADER,
                                         "css-classes", (const char *[]){ "hour", "week-number",
                                                                          NULL },
                                         "visible", FALSE,
                                         NULL);
      gtk_widget_set_parent (self->numbers[row], GTK_WIDGET (self));
      self->rows[row] = make_row ();
      gtk_widget_set_parent (self->rows[row], GTK_WIDGET (self));
      for (int i = 0; i < N_DAYS; i++)
        {
          GtkWidget *cell = gnomon_day_cell_new (GNOMON_CELL_MINI);

          gtk_widget_set_focusable (cell, TRUE);
          gtk_box_append (GTK_BOX (self->rows[row]), cell);
          self->cells[row * N_DAYS + i] = cell;
        }
    }

  g_signal_connect_object (click, "released", G_CALLBACK (click_released_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/**
 * gnomon_mini_month_set_time:
 * @self: a small month
 * @time: what the time is now
 */
void
gnomon_mini_month_set_time (GnomonMiniMonth      *self,
                            const GnomonViewTime *time)
{
  g_return_if_fail (GNOMON_IS_MINI_MONTH (self));
  g_return_if_fail (time != NULL);

  self->time = *time;
  update (self);
}

/**
 * gnomon_mini_month_set_range:
 * @self: a small month
 * @date: the civil day that the view is at
 * @first_day: the first day that the view shows, for the band
 * @end_day: the day after the last one
 *
 * Follows the view: turns to its month and marks what it shows.
 */
void
gnomon_mini_month_set_range (GnomonMiniMonth *self,
                             gint64           date,
                             gint64           first_day,
                             gint64           end_day)
{
  g_return_if_fail (GNOMON_IS_MINI_MONTH (self));

  self->cursor = date;
  self->month_day = gnomon_view_get_month_start (date);
  self->band_first = first_day;
  self->band_end = end_day;
  update (self);
}
