/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-week-header.h"

#include "gnomon-civil.h"
#include "gnomon-css.h"
#include "gnomon-week.h"

#define HEIGHT 51
#define INSET 16
#define ZONE_MARGIN 20

struct _GnomonWeekHeader
{
  GtkWidget parent_instance;

  GtkWidget *days[GNOMON_DAY_COLUMNS_MAX];
  GtkWidget *weekdays[GNOMON_DAY_COLUMNS_MAX];
  GtkWidget *numbers[GNOMON_DAY_COLUMNS_MAX];
  GtkWidget *zone;
  GtkWidget *number;            /* of the week */
  GtkWidget *single;            /* what is there for a single day */
  GtkWidget *date;
  GtkWidget *summary;

  GnomonDayColumns columns;
  int gutter;
};

G_DEFINE_FINAL_TYPE (GnomonWeekHeader, gnomon_week_header, GTK_TYPE_WIDGET)

static void
day_clicked_cb (GnomonWeekHeader *self,
                GtkWidget        *button)
{
  g_assert (GNOMON_IS_WEEK_HEADER (self));

  for (int i = 0; i < self->columns.n_days; i++)
    if (self->days[i] == button)
      g_signal_emit_by_name (self, "day-clicked", self->columns.days[i]);
}

static void
gnomon_week_header_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  GnomonWeekHeader *self = GNOMON_WEEK_HEADER (widget);
  int size = 0;

  for (int i = 0; i < self->columns.n_days; i++)
    {
      int child = 0;

      gtk_widget_measure (self->days[i], orientation, -1, &child, NULL, NULL, NULL);
      size = MAX (size, child);
    }
  if (gtk_widget_get_visible (self->single))
    {
      int child;

      gtk_widget_measure (self->single, orientation, -1, &child, NULL, NULL, NULL);
      size = MAX (size, child);
    }

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = self->gutter + self->columns.n_days * size;
  else
    *minimum = MAX (HEIGHT, size);
  *natural = *minimum;
}

static void
gnomon_week_header_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  GnomonWeekHeader *self = GNOMON_WEEK_HEADER (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int minimum;

  if (gtk_widget_get_visible (self->single))
    {
      gtk_widget_measure (self->single, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      gtk_widget_size_allocate (self->single,
                                &(GtkAllocation){ INSET, 0, MAX (width - 2 * INSET, minimum),
                                                  height }, -1);
    }

  for (int i = 0; i < self->columns.n_days; i++)
    {
      int x = gnomon_day_columns_get_x (&self->columns, i, self->gutter, width);
      int end = gnomon_day_columns_get_x (&self->columns, i + 1, self->gutter, width);

      if (!gtk_widget_should_layout (self->days[i]))
        continue;
      gtk_widget_measure (self->days[i], GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL,
                          NULL);
      gtk_widget_size_allocate (self->days[i],
                                &(GtkAllocation){ rtl ? width - end : x, 0,
                                                  MAX (end - x, minimum), height }, -1);
    }

  if (gtk_widget_should_layout (self->number))
    {
      int number_height;

      gtk_widget_measure (self->number, GTK_ORIENTATION_VERTICAL, -1, NULL, &number_height,
                          NULL, NULL);
      gtk_widget_size_allocate (self->number,
                                &(GtkAllocation){ rtl ? width - self->gutter : 0,
                                                  (height - number_height) / 2, self->gutter,
                                                  number_height }, -1);
    }

  if (gtk_widget_should_layout (self->zone))
    {
      int zone_height;

      gtk_widget_measure (self->zone, GTK_ORIENTATION_VERTICAL, -1, &zone_height, NULL, NULL, NULL);
      gtk_widget_size_allocate (self->zone,
                                &(GtkAllocation){ rtl ? width - self->gutter : 0,
                                                  height - zone_height, self->gutter,
                                                  zone_height }, -1);
    }
}

static void
gnomon_week_header_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (gnomon_week_header_parent_class)->dispose (object);
}

static void
gnomon_week_header_class_init (GnomonWeekHeaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_week_header_dispose;

  widget_class->measure = gnomon_week_header_measure;
  widget_class->size_allocate = gnomon_week_header_size_allocate;

  g_signal_new ("day-clicked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_set_css_name (widget_class, "weekheader");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ROW);
}

static GtkWidget *
make_label (const char        *class_name,
            GtkAccessibleRole  role)
{
  return g_object_new (GTK_TYPE_LABEL,
                       "accessible-role", role,
                       "css-classes", (const char *[]){ class_name, NULL },
                       NULL);
}

static void
make_day (GnomonWeekHeader *self,
          int               i)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 7);

  self->weekdays[i] = make_label ("weekday", GTK_ACCESSIBLE_ROLE_PRESENTATION);
  self->numbers[i] = make_label ("bigday", GTK_ACCESSIBLE_ROLE_PRESENTATION);
  gtk_label_set_ellipsize (GTK_LABEL (self->weekdays[i]), PANGO_ELLIPSIZE_END);
  gtk_widget_set_valign (self->numbers[i], GTK_ALIGN_CENTER);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->weekdays[i]);
  gtk_box_append (GTK_BOX (box), self->numbers[i]);

  /* The keyboard has its own way to a day: one stop of the Tab key is enough for the grid. */
  self->days[i] = g_object_new (GTK_TYPE_BUTTON,
                                "accessible-role", GTK_ACCESSIBLE_ROLE_COLUMN_HEADER,
                                "child", box,
                                "focusable", FALSE,
                                "css-classes", (const char *[]){ "flat", NULL },
                                NULL);
  gtk_widget_set_parent (self->days[i], GTK_WIDGET (self));
  g_signal_connect_object (self->days[i], "clicked", G_CALLBACK (day_clicked_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
gnomon_week_header_init (GnomonWeekHeader *self)
{
  for (int i = 0; i < GNOMON_DAY_COLUMNS_MAX; i++)
    make_day (self, i);

  self->date = make_label ("day-date", GTK_ACCESSIBLE_ROLE_COLUMN_HEADER);
  self->summary = make_label ("day-summary", GTK_ACCESSIBLE_ROLE_LABEL);
  gtk_label_set_xalign (GTK_LABEL (self->date), 0);
  gtk_label_set_xalign (GTK_LABEL (self->summary), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->date), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (self->summary), PANGO_ELLIPSIZE_END);
  self->single = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_valign (self->single, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->single), self->date);
  gtk_box_append (GTK_BOX (self->single), self->summary);
  gtk_widget_set_parent (self->single, GTK_WIDGET (self));

  self->number = make_label ("hour", GTK_ACCESSIBLE_ROLE_ROW_HEADER);
  gtk_label_set_ellipsize (GTK_LABEL (self->number), PANGO_ELLIPSIZE_END);
  gtk_widget_set_visible (self->number, FALSE);
  gtk_widget_set_parent (self->number, GTK_WIDGET (self));

  self->zone = make_label ("hour", GTK_ACCESSIBLE_ROLE_LABEL);
  gtk_label_set_ellipsize (GTK_LABEL (self->zone), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->zone), 0);
  gtk_widget_set_margin_start (self->zone, ZONE_MARGIN);
  gtk_widget_set_visible (self->zone, FALSE);
  gtk_widget_set_parent (self->zone, GTK_WIDGET (self));
}

/**
 * gnomon_week_header_new:
 *
 * Returns: (transfer full): a header without days
 */
GtkWidget *
gnomon_week_header_new (void)
{
  return g_object_new (GNOMON_TYPE_WEEK_HEADER, NULL);
}

/**
 * gnomon_week_header_set_gutter:
 * @self: a header
 * @gutter: how wide the room before the days is, in pixels
 */
void
gnomon_week_header_set_gutter (GnomonWeekHeader *self,
                               int               gutter)
{
  g_return_if_fail (GNOMON_IS_WEEK_HEADER (self));

  if (self->gutter == gutter)
    return;

  self->gutter = gutter;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * gnomon_week_header_set_zone:
 * @self: a header
 * @zone: (nullable): an IANA name, of which the city stands over its hours; %NULL: none does
 */
void
gnomon_week_header_set_zone (GnomonWeekHeader *self,
                             const char       *zone)
{
  g_return_if_fail (GNOMON_IS_WEEK_HEADER (self));

  gtk_widget_set_visible (self->zone, zone != NULL);
  if (zone != NULL)
    {
      const char *slash = strrchr (zone, '/');
      g_autofree char *city = g_strdelimit (g_strdup (slash != NULL ? slash + 1 : zone), "_", ' ');

      gtk_label_set_label (GTK_LABEL (self->zone), city);
      gtk_widget_set_tooltip_text (self->zone, zone);
    }
}

static void
update_number (GnomonWeekHeader *self,
               gboolean          shown)
{
  int number = gnomon_week_get_number (self->columns.days[0]);
  g_autofree char *text = g_strdup_printf ("%d", number);
  g_autofree char *spoken = gnomon_describe_week (number);

  gtk_widget_set_visible (self->number, shown);
  gtk_label_set_label (GTK_LABEL (self->number), text);
  gtk_widget_set_tooltip_text (self->number, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->number),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
}

/**
 * gnomon_week_header_set_content:
 * @self: a header
 * @columns: the days
 * @summary: (nullable): what a single day has; %NULL: the days are those of a week
 * @time: what the view knows of the time
 */
void
gnomon_week_header_set_content (GnomonWeekHeader       *self,
                                const GnomonDayColumns *columns,
                                const char             *summary,
                                const GnomonViewTime   *time)
{
  g_return_if_fail (GNOMON_IS_WEEK_HEADER (self));

  self->columns = *columns;
  gtk_widget_set_visible (self->single, summary != NULL);
  if (summary != NULL)
    {
      g_autofree char *date = gnomon_format_date_long (columns->days[0], time->today);

      gtk_label_set_label (GTK_LABEL (self->date), date);
      gtk_label_set_label (GTK_LABEL (self->summary), summary);
    }

  update_number (self, summary == NULL && time->week_numbers);
  for (int i = 0; i < GNOMON_DAY_COLUMNS_MAX; i++)
    {
      gboolean shown = summary == NULL && i < columns->n_days;
      gint64 day = columns->days[i];
      g_autofree char *weekday = NULL;
      g_autofree char *number = NULL;
      g_autofree char *label = NULL;
      int day_of_month;

      gtk_widget_set_visible (self->days[i], shown);
      if (!shown)
        continue;

      gnomon_civil_day_to_ymd (day, NULL, NULL, &day_of_month);
      weekday = gnomon_format_weekday_short (gnomon_civil_weekday (day));
      number = g_strdup_printf ("%d", day_of_month);
      label = gnomon_format_date_long (day, time->today);
      gtk_label_set_label (GTK_LABEL (self->weekdays[i]), weekday);
      gtk_label_set_label (GTK_LABEL (self->numbers[i]), number);
      gnomon_css_set_class (self->weekdays[i], "today", day == time->today);
      gnomon_css_set_class (self->numbers[i], "today-disc", day == time->today);
      gnomon_css_set_class (self->numbers[i], "past", day < time->today);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->days[i]),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                      -1);
    }

  gtk_widget_queue_resize (GTK_WIDGET (self));
}
