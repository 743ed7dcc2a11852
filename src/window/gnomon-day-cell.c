/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-day-cell.h"

#include "gnomon-civil.h"
#include "gnomon-css.h"
#include "gnomon-palette.h"

/* Of the large month: where the number stands. A disc hangs over to the leading side, so that
 * its digits keep to the others. */
#define NUMBER_INSET 10
#define DISC_INSET 4
#define HEADER_PADDING 6

#define DOT_SIZE 5
#define DOT_GAP 4
#define DOT_PADDING 3

struct _GnomonDayCell
{
  GtkWidget parent_instance;

  GtkWidget *number;
  GtkWidget *dots[GNOMON_DAY_CELL_MAX_DOTS];
  const char *dot_classes[GNOMON_DAY_CELL_MAX_DOTS];
  gint64 day;
  guint n_dots;
  GnomonCellForm form;
  gboolean today;
  gboolean selected;
};

G_DEFINE_FINAL_TYPE (GnomonDayCell, gnomon_day_cell, GTK_TYPE_WIDGET)

static void
measure_number (GnomonDayCell *self,
                int           *width,
                int           *height)
{
  gtk_widget_measure (self->number, GTK_ORIENTATION_HORIZONTAL, -1, NULL, width, NULL, NULL);
  gtk_widget_measure (self->number, GTK_ORIENTATION_VERTICAL, -1, NULL, height, NULL, NULL);
}

static void
gnomon_day_cell_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  GnomonDayCell *self = GNOMON_DAY_CELL (widget);
  int width, height;

  measure_number (self, &width, &height);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = width;
  else if (self->form == GNOMON_CELL_DOTS)
    *minimum = *natural = height + DOT_SIZE + 2 * DOT_PADDING;
  else
    *minimum = *natural = height;
}

static void
allocate_dots (GnomonDayCell *self,
               int            width,
               int            y)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int step = DOT_SIZE + DOT_GAP;
  int x = (width - ((int) self->n_dots * step - DOT_GAP)) / 2;

  for (guint i = 0; i < self->n_dots; i++)
    {
      guint place = rtl ? self->n_dots - 1 - i : i;

      gtk_widget_size_allocate (self->dots[i],
                                &(GtkAllocation){ x + (int) place * step, y, DOT_SIZE, DOT_SIZE },
                                -1);
    }
}

static void
gnomon_day_cell_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  GnomonDayCell *self = GNOMON_DAY_CELL (widget);
  GtkAllocation number;

  measure_number (self, &number.width, &number.height);

  if (self->form == GNOMON_CELL_MONTH)
    {
      int inset = self->today ? DISC_INSET : NUMBER_INSET;

      number.x = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL
                   ? width - inset - number.width
                   : inset;
      number.y = (gnomon_day_cell_get_header_height (self) - number.height) / 2;
    }
  else
    {
      int dots = self->form == GNOMON_CELL_DOTS ? DOT_SIZE + 2 * DOT_PADDING : 0;

      number.x = (width - number.width) / 2;
      number.y = (height - number.height - dots) / 2;
    }

  gtk_widget_size_allocate (self->number, &number, -1);
  if (self->form == GNOMON_CELL_DOTS)
    allocate_dots (self, width, number.y + number.height + DOT_PADDING);
}

static void
gnomon_day_cell_dispose (GObject *object)
{
  GnomonDayCell *self = GNOMON_DAY_CELL (object);

  g_clear_pointer (&self->number, gtk_widget_unparent);
  for (guint i = 0; i < GNOMON_DAY_CELL_MAX_DOTS; i++)
    g_clear_pointer (&self->dots[i], gtk_widget_unparent);
  self->n_dots = 0;

  G_OBJECT_CLASS (gnomon_day_cell_parent_class)->dispose (object);
}

static void
gnomon_day_cell_class_init (GnomonDayCellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_day_cell_dispose;

  widget_class->measure = gnomon_day_cell_measure;
  widget_class->size_allocate = gnomon_day_cell_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "daycell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID_CELL);
}

static void
gnomon_day_cell_init (GnomonDayCell *self)
{
  self->number = g_object_new (GTK_TYPE_LABEL,
                               "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                               "css-classes", (const char *[]){ "daynum", NULL },
                               NULL);
  gtk_widget_set_parent (self->number, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "month");
}

/**
 * gnomon_day_cell_new:
 * @form: its form
 *
 * Returns: (transfer full): a cell
 */
GtkWidget *
gnomon_day_cell_new (GnomonCellForm form)
{
  GnomonDayCell *self = g_object_new (GNOMON_TYPE_DAY_CELL, NULL);

  gnomon_day_cell_set_form (self, form);

  return GTK_WIDGET (self);
}

/**
 * gnomon_day_cell_set_form:
 * @self: a cell
 * @form: its form
 *
 * Where the form is others than %GNOMON_CELL_DOTS, the dots go.
 */
void
gnomon_day_cell_set_form (GnomonDayCell  *self,
                          GnomonCellForm  form)
{
  g_return_if_fail (GNOMON_IS_DAY_CELL (self));

  if (self->form == form)
    return;

  self->form = form;
  gnomon_css_set_class (GTK_WIDGET (self), "month", form == GNOMON_CELL_MONTH);
  gnomon_css_set_class (GTK_WIDGET (self), "dots", form == GNOMON_CELL_DOTS);
  gnomon_css_set_class (GTK_WIDGET (self), "mini", form == GNOMON_CELL_MINI);
  if (form != GNOMON_CELL_DOTS)
    gnomon_day_cell_set_dots (self, NULL, NULL, 0);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * gnomon_day_cell_get_day:
 * @self: a cell
 *
 * Returns: its civil day
 */
gint64
gnomon_day_cell_get_day (GnomonDayCell *self)
{
  g_return_val_if_fail (GNOMON_IS_DAY_CELL (self), 0);

  return self->day;
}

/**
 * gnomon_day_cell_set_day:
 * @self: a cell
 * @day: its civil day
 * @month_day: any day of the month that is shown; days of others are paler
 * @time: what the view knows of the time
 *
 * What the cell is called follows by gnomon_day_cell_set_label().
 */
void
gnomon_day_cell_set_day (GnomonDayCell        *self,
                         gint64                day,
                         gint64                month_day,
                         const GnomonViewTime *time)
{
  int day_of_month;
  g_autofree char *text = NULL;

  g_return_if_fail (GNOMON_IS_DAY_CELL (self));
  g_return_if_fail (time != NULL);

  gnomon_civil_day_to_ymd (day, NULL, NULL, &day_of_month);
  self->day = day;
  self->today = day == time->today;

  if (self->form == GNOMON_CELL_MONTH && day_of_month == 1 && !self->today)
    text = gnomon_format_day_month (day);
  else
    text = g_strdup_printf ("%d", day_of_month);
  gtk_label_set_label (GTK_LABEL (self->number), text);

  gnomon_day_cell_set_month (self, month_day);
  gnomon_css_set_class (self->number, "today-disc", self->today);
  gnomon_css_set_class (GTK_WIDGET (self), "weekend",
                        gnomon_describe_is_day_off (day, time->work_days));
}

/**
 * gnomon_day_cell_set_month:
 * @self: a cell
 * @month_day: any day of the month that is shown; days of others are paler
 */
void
gnomon_day_cell_set_month (GnomonDayCell *self,
                           gint64         month_day)
{
  int month, year;
  int shown_year, shown_month;

  g_return_if_fail (GNOMON_IS_DAY_CELL (self));

  gnomon_civil_day_to_ymd (self->day, &year, &month, NULL);
  gnomon_civil_day_to_ymd (month_day, &shown_year, &shown_month, NULL);
  gnomon_css_set_class (self->number, "outside", month != shown_month || year != shown_year);
}

/**
 * gnomon_day_cell_set_label:
 * @self: a cell
 * @label: what a screen reader says of it
 */
void
gnomon_day_cell_set_label (GnomonDayCell *self,
                           const char    *label)
{
  g_return_if_fail (GNOMON_IS_DAY_CELL (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

/**
 * gnomon_day_cell_set_selected:
 * @self: a cell
 * @selected: whether it is the day that the view has chosen
 */
void
gnomon_day_cell_set_selected (GnomonDayCell *self,
                              gboolean       selected)
{
  g_return_if_fail (GNOMON_IS_DAY_CELL (self));

  if (self->selected == selected)
    return;

  self->selected = selected;
  gnomon_css_set_class (GTK_WIDGET (self), "selected", selected);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self),
                               GTK_ACCESSIBLE_STATE_SELECTED, selected,
                               -1);
}

/**
 * gnomon_day_cell_set_dots:
 * @self: a cell
 * @colors: (array length=n_dots) (nullable): the colours of the day's first events
 * @past: (array length=n_dots) (nullable): for each, whether it is over
 * @n_dots: how many; of more than %GNOMON_DAY_CELL_MAX_DOTS the rest is left out
 */
void
gnomon_day_cell_set_dots (GnomonDayCell      *self,
                          const char * const *colors,
                          const gboolean     *past,
                          guint               n_dots)
{
  g_return_if_fail (GNOMON_IS_DAY_CELL (self));
  g_return_if_fail (n_dots == 0 || (colors != NULL && past != NULL));

  self->n_dots = MIN (n_dots, GNOMON_DAY_CELL_MAX_DOTS);

  for (guint i = 0; i < GNOMON_DAY_CELL_MAX_DOTS; i++)
    {
      if (i >= self->n_dots)
        {
          g_clear_pointer (&self->dots[i], gtk_widget_unparent);
          self->dot_classes[i] = NULL;
          continue;
        }

      if (self->dots[i] == NULL)
        {
          self->dots[i] = g_object_new (GTK_TYPE_BOX,
                                        "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                        "css-classes", (const char *[]){ "swatch", "dot", NULL },
                                        NULL);
          gtk_widget_set_parent (self->dots[i], GTK_WIDGET (self));
        }
      gnomon_palette_dress (self->dots[i], &self->dot_classes[i], colors[i]);
      gnomon_css_set_class (self->dots[i], "past", past[i]);
    }
}

/**
 * gnomon_day_cell_get_header_height:
 * @self: a cell
 *
 * Returns: in the large month, the height that the number takes above the events, in pixels
 */
int
gnomon_day_cell_get_header_height (GnomonDayCell *self)
{
  int width, height;

  g_return_val_if_fail (GNOMON_IS_DAY_CELL (self), 0);

  measure_number (self, &width, &height);

  return height + HEADER_PADDING;
}
