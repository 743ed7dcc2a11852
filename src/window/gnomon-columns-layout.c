/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gnomon-columns-layout.h"

/* The one place that decides between columns and a stack: measure and allocate must agree. */

#define COLUMN_SPACING 18
#define ROW_SPACING 14
#define MIN_COLUMN_WIDTH 300

struct _GnomonColumnsLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (GnomonColumnsLayout, gnomon_columns_layout, GTK_TYPE_LAYOUT_MANAGER)

static int
count_shown (GtkWidget *widget)
{
  int n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    n += gtk_widget_should_layout (child);

  return n;
}

/* The width of one column; or 0, where the children are to stand below each other. */
static int
column_width (int width,
              int n,
              int min_child_width)
{
  int column = n > 0 ? (width - (n - 1) * COLUMN_SPACING) / n : 0;

  return n > 1 && column >= MAX (MIN_COLUMN_WIDTH, min_child_width) ? column : 0;
}

static void
measure_widths (GtkWidget *widget,
                int       *minimum,
                int       *natural)
{
  *minimum = *natural = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural,
                          NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural = MAX (*natural, child_natural);
    }
}

static GtkSizeRequestMode
gnomon_columns_layout_get_request_mode (GtkLayoutManager *layout,
                                        GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
gnomon_columns_layout_measure (GtkLayoutManager *layout,
                               GtkWidget        *widget,
                               GtkOrientation    orientation,
                               int               for_size,
                               int              *minimum,
                               int              *natural,
                               int              *minimum_baseline,
                               int              *natural_baseline)
{
  int n = count_shown (widget);
  int min_width, natural_width, column;

  measure_widths (widget, &min_width, &natural_width);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = min_width;
      *natural = MAX (n, 1) * natural_width + MAX (n - 1, 0) * COLUMN_SPACING;
      return;
    }

  if (for_size < 0)
    for_size = min_width;

  column = column_width (for_size, n, min_width);
  *minimum = *natural = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, column > 0 ? column : for_size,
                          &child_minimum, &child_natural, NULL, NULL);

      if (column > 0)
        {
          *minimum = MAX (*minimum, child_minimum);
          *natural = MAX (*natural, child_natural);
        }
      else
        {
          int spacing = *natural > 0 ? ROW_SPACING : 0;

          *minimum += child_minimum + spacing;
          *natural += child_natural + spacing;
        }
    }
}

static void
gnomon_columns_layout_allocate (GtkLayoutManager *layout,
                                GtkWidget        *widget,
                                int               width,
                                int               height,
                                int               baseline)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int n = count_shown (widget);
  int min_width, natural_width, column;
  int i = 0;
  int y = 0;

  measure_widths (widget, &min_width, &natural_width);
  column = column_width (width, n, min_width);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;

      if (column > 0)
        {
          int place = rtl ? n - 1 - i : i;

          gtk_widget_size_allocate (child,
                                    &(GtkAllocation) { place * (column + COLUMN_SPACING), 0, column,
                                                       height },
                                    -1);
        }
      else
        {
          gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &child_minimum,
                              &child_natural, NULL, NULL);
          gtk_widget_size_allocate (child, &(GtkAllocation) { 0, y, width, child_natural }, -1);
          y += child_natural + ROW_SPACING;
        }

      i++;
    }
}

static void
gnomon_columns_layout_class_init (GnomonColumnsLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = gnomon_columns_layout_get_request_mode;
  layout_class->measure = gnomon_columns_layout_measure;
  layout_class->allocate = gnomon_columns_layout_allocate;
}

static void
gnomon_columns_layout_init (GnomonColumnsLayout *self)
{
}

/**
 * gnomon_columns_layout_new:
 *
 * Returns: (transfer full): a layout for columns that become a stack
 */
GtkLayoutManager *
gnomon_columns_layout_new (void)
{
  return g_object_new (GNOMON_TYPE_COLUMNS_LAYOUT, NULL);
}
