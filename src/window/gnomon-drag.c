/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-drag.h"

/* So near to its side a bar is taken hold of by its edge, in pixels; at most a third of it. */
#define EDGE_WIDTH 6

/**
 * gnomon_drag_get_slot:
 * @occurrence: an event
 *
 * Returns: when it is
 */
GnomonSlot
gnomon_drag_get_slot (GnomonOccurrence *occurrence)
{
  return (GnomonSlot){
    .start = gnomon_occurrence_get_start_wall (occurrence),
    .end = gnomon_occurrence_get_end_wall (occurrence),
    .all_day = gnomon_occurrence_is_all_day (occurrence),
  };
}

/**
 * gnomon_drag_find_edge:
 * @chip: a chip that is a bar over its days
 * @view: what it is in
 * @x: a place in the view
 *
 * Returns: -1 where that is the edge at which the event begins, 1 where it is that at which it ends;
 *   0: neither, or the event goes on there
 */
int
gnomon_drag_find_edge (GnomonEventChip *chip,
                       GtkWidget       *view,
                       double           x)
{
  GtkWidget *widget = GTK_WIDGET (chip);
  gboolean rtl = gtk_widget_get_direction (view) == GTK_TEXT_DIR_RTL;
  graphene_rect_t bounds;
  double from_start, width;

  if (!gtk_widget_compute_bounds (widget, view, &bounds))
    return 0;

  width = MIN (EDGE_WIDTH, bounds.size.width / 3);
  from_start = rtl ? bounds.origin.x + bounds.size.width - x : x - bounds.origin.x;
  if (from_start < width && !gtk_widget_has_css_class (widget, "cont-start"))
    return -1;

  return from_start >= bounds.size.width - width && !gtk_widget_has_css_class (widget, "cont-end");
}

/**
 * gnomon_drag_find_swipe:
 * @view: a view
 * @velocity_x: how quick the finger was, in pixels a second
 * @velocity_y: the same, downwards
 *
 * Returns: 1 where it went to the next period, -1 to the one before; 0: it went up or down
 */
int
gnomon_drag_find_swipe (GtkWidget *view,
                        double     velocity_x,
                        double     velocity_y)
{
  gboolean rtl = gtk_widget_get_direction (view) == GTK_TEXT_DIR_RTL;

  if (ABS (velocity_x) < 2 * ABS (velocity_y) || velocity_x == 0)
    return 0;

  return (velocity_x < 0) != rtl ? 1 : -1;
}

/**
 * gnomon_drag_has_stayed:
 * @there: whether the pointer is somewhere
 * @now: the time of the frame
 * @long_enough: in microseconds
 * @since: (inout): from when on it has been there; 0: it was not
 *
 * Returns: whether it has been there for long enough
 */
gboolean
gnomon_drag_has_stayed (gboolean  there,
                        gint64    now,
                        gint64    long_enough,
                        gint64   *since)
{
  if (!there)
    *since = 0;
  else if (*since == 0)
    *since = now;

  return there && now - *since > long_enough;
}
