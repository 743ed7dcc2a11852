/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-year-month.h"

#include "gnomon-civil.h"
#include "gnomon-css.h"
#include "gnomon-week.h"
#include "gnomon-year-cell.h"

#define N_WEEKS 6
#define N_DAYS 7

/* Between two cells, in pixels. */
#define GAP 2

struct _GnomonYearMonth
{
  GtkWidget parent_instance;

  GtkWidget *title;
  GtkWidget *weekdays;          /* the first child is the corner above the week numbers */
  GtkWidget *rows[N_WEEKS];     /* the first child is the week's number */
  GtkWidget *numbers[N_WEEKS];
  GtkWidget *cells[N_WEEKS * N_DAYS];
  gint64 first_day;
  guint n_days;
  int lead;                     /* how many cells stand empty before the first */
  gboolean week_numbers;
};

G_DEFINE_FINAL_TYPE (GnomonYearMonth, gnomon_year_month, GTK_TYPE_WIDGET)

/* The width of a column: the first of the eight is that of the week numbers, which may be none. */
static int
count_columns (GtkWidget *row)
{
  return gtk_widget_get_visible (gtk_widget_get_first_child (row)) ? N_DAYS + 1 : N_DAYS;
}

/* In a row each child keeps its column, also where others are hidden. */
static void
measure_row (GtkWidget      *row,
             GtkOrientation  orientation,
             int             for_size,
             int            *minimum,
             int            *natural,
             int            *minimum_baseline,
             int            *natural_baseline)
{
  int largest = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (row); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int size;

      gtk_widget_measure (child, orientation, -1, &size, NULL, NULL, NULL);
      largest = MAX (largest, size);
    }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    largest = count_columns (row) * (largest + GAP) - GAP;
  *minimum = *natural = largest;
}

static void
allocate_row (GtkWidget *row,
              int        width,
              int        height,
              int        baseline)
{
  gboolean rtl = gtk_widget_get_direction (row) == GTK_TEXT_DIR_RTL;
  int n_columns = count_columns (row);
  int column_width = (width + GAP) / n_columns - GAP;
  int column = n_columns == N_DAYS ? -1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (row); child != NULL;
       child = gtk_widget_get_next_sibling (child), column++)
    {
      int x = (rtl ? n_columns - 1 - column : column) * (column_width + GAP);

      if (gtk_widget_should_layout (child))
        gtk_widget_size_allocate (child, &(GtkAllocation){ x, 0, column_width, height }, -1);
    }
}

static GtkWidget *
make_row (void)
{
  GtkWidget *row = g_object_new (GTK_TYPE_BOX,
                                 "accessible-role", GTK_ACCESSIBLE_ROLE_ROW,
                                 NULL);

  gtk_widget_set_layout_manager (row, gtk_custom_layout_new (NULL, measure_row, allocate_row));
  return row;
}

static GtkWidget *
make_label (GtkAccessibleRole  role,
            const char        *css_class)
{
  return g_object_new (GTK_TYPE_LABEL,
                       "accessible-role", role,
                       "css-classes", (const char *[]){ css_class, NULL },
                       NULL);
}

static void
update_weekdays (GnomonYearMonth      *self,
                 const GnomonViewTime *time)
{
  GtkWidget *header = gtk_widget_get_next_sibling (gtk_widget_get_first_child (self->weekdays));

  for (int i = 0; header != NULL; i++, header = gtk_widget_get_next_sibling (header))
    {
      int weekday = (time->week_start - 1 + i) % N_DAYS + 1;
      g_autofree char *text = gnomon_describe_weekday_narrow (weekday);
      g_autofree char *spoken = gnomon_format_weekday_long (weekday);

      gtk_label_set_label (GTK_LABEL (header), text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (header),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                      -1);
    }
}

static void
update_week_numbers (GnomonYearMonth *self)
{
  gtk_widget_set_visible (gtk_widget_get_first_child (self->weekdays), self->week_numbers);
  for (int week = 0; week < N_WEEKS; week++)
    {
      int number = gnomon_week_get_number (self->first_day - self->lead + week * N_DAYS);
      char text[4];

      g_snprintf (text, sizeof text, "%d", number);
      gtk_label_set_label (GTK_LABEL (self->numbers[week]), text);
      gtk_widget_set_visible (self->numbers[week], self->week_numbers);
    }
}

static void
gnomon_year_month_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  GnomonYearMonth *self = GNOMON_YEAR_MONTH (widget);
  int title, weekdays, row;

  gtk_widget_measure (self->title, orientation, -1, &title, NULL, NULL, NULL);
  gtk_widget_measure (self->weekdays, orientation, -1, &weekdays, NULL, NULL, NULL);
  gtk_widget_measure (self->rows[1], orientation, -1, &row, NULL, NULL, NULL);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = MAX (title, MAX (weekdays, row));
  else
    *minimum = *natural = title + weekdays + N_WEEKS * (row + GAP) - GAP;
}

static void
gnomon_year_month_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  GnomonYearMonth *self = GNOMON_YEAR_MONTH (widget);
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int y = 0;

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_height;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, &child_height, NULL, NULL, NULL);
      gtk_widget_size_allocate (child, &(GtkAllocation){ 0, y, width, child_height }, -1);
      y += child_height + (child == self->title || child == self->weekdays ? 0 : GAP);
    }
}

static void
gnomon_year_month_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (gnomon_year_month_parent_class)->dispose (object);
}

static void
gnomon_year_month_class_init (GnomonYearMonthClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_year_month_dispose;

  widget_class->measure = gnomon_year_month_measure;
  widget_class->size_allocate = gnomon_year_month_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "yearmonth");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
}

static void
gnomon_year_month_init (GnomonYearMonth *self)
{
  self->title = make_label (GTK_ACCESSIBLE_ROLE_PRESENTATION, "year-month-title");
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_widget_set_parent (self->title, GTK_WIDGET (self));

  self->weekdays = make_row ();
  gtk_widget_set_parent (self->weekdays, GTK_WIDGET (self));
  gtk_box_append (GTK_BOX (self->weekdays),
                  g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                "visible", FALSE, NULL));
  for (int i = 0; i < N_DAYS; i++)
    gtk_box_append (GTK_BOX (self->weekdays),
                    make_label (GTK_ACCESSIBLE_ROLE_COLUMN_HEADER, "hour"));

  for (int week = 0; week < N_WEEKS; week++)
    {
      self->rows[week] = make_row ();
      gtk_widget_set_parent (self->rows[week], GTK_WIDGET (self));
      self->numbers[week] = make_label (GTK_ACCESSIBLE_ROLE_ROW_HEADER, "hour");
      gtk_widget_set_visible (self->numbers[week], FALSE);
      gtk_box_append (GTK_BOX (self->rows[week]), self->numbers[week]);
      for (int i = 0; i < N_DAYS; i++)
        {
          GtkWidget *cell = gnomon_year_cell_new ();

          gtk_box_append (GTK_BOX (self->rows[week]), cell);
          self->cells[week * N_DAYS + i] = cell;
        }
    }
}

/**
 * gnomon_year_month_new:
 *
 * Returns: (transfer full): a month without days
 */
GtkWidget *
gnomon_year_month_new (void)
{
  return g_object_new (GNOMON_TYPE_YEAR_MONTH, NULL);
}

/**
 * gnomon_year_month_set_month:
 * @self: a month
 * @month_day: the first of the month that it shows
 * @time: what the view knows of the time
 *
 * How full its days are follows by gnomon_year_month_set_loads().
 */
void
gnomon_year_month_set_month (GnomonYearMonth      *self,
                             gint64                month_day,
                             const GnomonViewTime *time)
{
  g_autofree char *title = NULL;
  g_autofree char *label = NULL;
  int year, month;

  g_return_if_fail (GNOMON_IS_YEAR_MONTH (self));
  g_return_if_fail (time != NULL);

  gnomon_civil_day_to_ymd (month_day, &year, &month, NULL);
  self->first_day = month_day;
  self->n_days = (guint) gnomon_civil_days_in_month (year, month);
  self->lead = (int) (month_day - gnomon_week_get_start (month_day, time->week_start));

  title = gnomon_format_month (month_day);
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gnomon_css_set_class (self->title, "today",
                        time->today >= month_day && time->today < month_day + self->n_days);

  label = gnomon_format_month_year (month_day);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);

  update_weekdays (self, time);
  update_week_numbers (self);
  for (int i = 0; i < N_WEEKS * N_DAYS; i++)
    {
      gboolean inside = i >= self->lead && i < self->lead + (int) self->n_days;

      gtk_widget_set_visible (self->cells[i], inside);
      if (inside)
        gnomon_year_cell_set_day (GNOMON_YEAR_CELL (self->cells[i]),
                                  month_day + i - self->lead, time);
    }
  for (int week = 0; week < N_WEEKS; week++)
    gtk_widget_set_visible (self->rows[week], week * N_DAYS < self->lead + (int) self->n_days);
}

/**
 * gnomon_year_month_get_first_day:
 * @self: a month
 *
 * Returns: its first civil day
 */
gint64
gnomon_year_month_get_first_day (GnomonYearMonth *self)
{
  g_return_val_if_fail (GNOMON_IS_YEAR_MONTH (self), 0);

  return self->first_day;
}

/**
 * gnomon_year_month_get_n_days:
 * @self: a month
 *
 * Returns: how many days it has
 */
guint
gnomon_year_month_get_n_days (GnomonYearMonth *self)
{
  g_return_val_if_fail (GNOMON_IS_YEAR_MONTH (self), 0);

  return self->n_days;
}

/**
 * gnomon_year_month_set_loads:
 * @self: a month
 * @loads: how full its days are, from the first to the last
 * @time: what the view knows of the time
 */
void
gnomon_year_month_set_loads (GnomonYearMonth      *self,
                             const GnomonDayLoad  *loads,
                             const GnomonViewTime *time)
{
  g_return_if_fail (GNOMON_IS_YEAR_MONTH (self));
  g_return_if_fail (loads != NULL);

  for (guint i = 0; i < self->n_days; i++)
    gnomon_year_cell_set_load (GNOMON_YEAR_CELL (self->cells[self->lead + (int) i]), &loads[i],
                               time);
}

/**
 * gnomon_year_month_set_week_numbers:
 * @self: a month
 * @shown: whether each week has its number before it
 */
void
gnomon_year_month_set_week_numbers (GnomonYearMonth *self,
                                    gboolean         shown)
{
  g_return_if_fail (GNOMON_IS_YEAR_MONTH (self));

  if (self->week_numbers == shown)
    return;

  self->week_numbers = shown;
  update_week_numbers (self);
}

/**
 * gnomon_year_month_get_cell:
 * @self: a month
 * @day: a civil day
 *
 * Returns: (transfer none) (nullable): the cell of that day; %NULL where it lies in another month
 */
GtkWidget *
gnomon_year_month_get_cell (GnomonYearMonth *self,
                            gint64           day)
{
  g_return_val_if_fail (GNOMON_IS_YEAR_MONTH (self), NULL);

  if (day < self->first_day || day >= self->first_day + self->n_days)
    return NULL;

  return self->cells[self->lead + (int) (day - self->first_day)];
}
