/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-year-grid.h"

#include "gnomon-heat.h"

#define N_MONTHS 12

/* Between two months, at least, in pixels. */
#define MONTH_GAP 28
#define MONTH_ROW_GAP 26

/* Alone in its column a month may grow to where its days are as large as a finger. */
#define MONTH_MAX_WIDTH 336

/* The sizes of the months' cells in the grid; its columns share the width evenly. */
static void
measure_months (GtkWidget *grid,
                int       *width,
                int       *height)
{
  *width = *height = 0;
  for (GtkWidget *month = gtk_widget_get_first_child (grid); month != NULL;
       month = gtk_widget_get_next_sibling (month))
    {
      int month_width, month_height;

      gtk_widget_measure (month, GTK_ORIENTATION_HORIZONTAL, -1, &month_width, NULL, NULL, NULL);
      gtk_widget_measure (month, GTK_ORIENTATION_VERTICAL, -1, &month_height, NULL, NULL, NULL);
      *width = MAX (*width, month_width);
      *height = MAX (*height, month_height);
    }
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *grid)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure (GtkWidget      *grid,
         GtkOrientation  orientation,
         int             for_size,
         int            *minimum,
         int            *natural,
         int            *minimum_baseline,
         int            *natural_baseline)
{
  int width, height, columns;

  measure_months (grid, &width, &height);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = width;
      *natural = 4 * (width + MONTH_GAP);
      return;
    }

  columns = gnomon_heat_get_columns (for_size < 0 ? width : for_size, width, MONTH_GAP);
  *minimum = *natural = N_MONTHS / columns * (height + MONTH_ROW_GAP) - MONTH_ROW_GAP;
}

static void
allocate (GtkWidget *grid,
          int        width,
          int        height,
          int        baseline)
{
  gboolean rtl = gtk_widget_get_direction (grid) == GTK_TEXT_DIR_RTL;
  int month_width, month_height, columns, i = 0;

  measure_months (grid, &month_width, &month_height);
  columns = gnomon_heat_get_columns (width, month_width, MONTH_GAP);
  if (columns == 1)
    month_width = CLAMP (width - MONTH_GAP, month_width, MONTH_MAX_WIDTH);

  for (GtkWidget *month = gtk_widget_get_first_child (grid); month != NULL;
       month = gtk_widget_get_next_sibling (month), i++)
    {
      int column = rtl ? columns - 1 - i % columns : i % columns;
      int row = i / columns;
      int left = width * column / columns;
      int right = width * (column + 1) / columns;
      GtkAllocation place = {
        left + (right - left - month_width) / 2,
        row * (height + MONTH_ROW_GAP) / (N_MONTHS / columns),
        month_width,
        month_height,
      };

      gtk_widget_size_allocate (month, &place, -1);
    }
}

/**
 * gnomon_year_grid_new:
 *
 * Returns: (transfer full): a layout for a widget that has twelve months as its children
 */
GtkLayoutManager *
gnomon_year_grid_new (void)
{
  return gtk_custom_layout_new (get_request_mode, measure, allocate);
}
