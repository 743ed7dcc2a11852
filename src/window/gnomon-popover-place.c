/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-popover-place.h"

#include "gnomon-css.h"

/* Its arrow, and what it keeps from the edge of the view. */
#define MARGIN 16

/* The size of the text that widths are meant for, in pixels. */
#define USUAL_FONT_SIZE (11 * 96 / 72.0)

static GtkPositionType
choose_side (GtkWidget          *view,
             const GdkRectangle *place,
             int                 width)
{
  gboolean left = place->x >= width + MARGIN;
  gboolean right = gtk_widget_get_width (view) - place->x - place->width >= width + MARGIN;

  if (left && right)
    return gtk_widget_get_direction (view) == GTK_TEXT_DIR_RTL ? GTK_POS_LEFT : GTK_POS_RIGHT;
  if (left || right)
    return left ? GTK_POS_LEFT : GTK_POS_RIGHT;
  return GTK_POS_BOTTOM;
}

/**
 * gnomon_popover_point_at:
 * @popover: a popover whose parent is @view
 * @view: a view
 * @place: what it is about, in the coordinates of @view
 *
 * Lets a popover point at what it is about, or at the edge of the view beyond which that lies: an
 * assistive technology opens what is scrolled out of sight, too, and for what lies off the screen
 * the toolkit finds no monitor to put a popover on.
 */
void
gnomon_popover_point_at (GtkPopover         *popover,
                         GtkWidget          *view,
                         const GdkRectangle *place)
{
  int right = MAX (gtk_widget_get_width (view), 1);
  int bottom = MAX (gtk_widget_get_height (view), 1);
  GdkRectangle inside;

  g_return_if_fail (GTK_IS_POPOVER (popover));
  g_return_if_fail (GTK_IS_WIDGET (view));
  g_return_if_fail (place != NULL);

  inside.x = CLAMP (place->x, 0, right - 1);
  inside.y = CLAMP (place->y, 0, bottom - 1);
  inside.width = CLAMP (place->x + place->width, inside.x + 1, right) - inside.x;
  inside.height = CLAMP (place->y + place->height, inside.y + 1, bottom) - inside.y;
  gtk_popover_set_pointing_to (popover, &inside);
}

/**
 * gnomon_popover_place_at:
 * @popover: a popover that one view after the other may have, not shown now
 * @view: whose it becomes, until it is another's or that view ends
 * @place: what it is about, in the coordinates of @view
 * @width: how wide it wants to be, in pixels; more where the user's text is larger
 *
 * Puts a popover beside what it is about where the view has room there, so that what is above and
 * below, the hours of a day, stays in sight; else below or above. In a narrow view it becomes as
 * narrow as that. Whoever made @popover keeps a reference to it.
 */
void
gnomon_popover_place_at (GtkPopover         *popover,
                         GtkWidget          *view,
                         const GdkRectangle *place,
                         int                 width)
{
  GtkWidget *parent;

  g_return_if_fail (GTK_IS_POPOVER (popover));
  g_return_if_fail (GTK_IS_WIDGET (view));
  g_return_if_fail (place != NULL);

  parent = gtk_widget_get_parent (GTK_WIDGET (popover));
  if (parent != view)
    {
      if (parent != NULL)
        {
          g_signal_handlers_disconnect_by_func (parent, gtk_widget_unparent, popover);
          gtk_widget_unparent (GTK_WIDGET (popover));
        }
      gtk_widget_set_parent (GTK_WIDGET (popover), view);
      g_signal_connect_object (view, "destroy", G_CALLBACK (gtk_widget_unparent), popover,
                               G_CONNECT_SWAPPED);
    }

  /* What scrolls in it is measured without its width: were it too narrow for what it holds at once,
   * its last line would be cut. */
  width = (int) (width * MAX (1, gnomon_css_get_font_size (view) / USUAL_FONT_SIZE));
  gtk_widget_set_size_request (GTK_WIDGET (popover),
                               MIN (width, gtk_widget_get_width (view) - MARGIN), -1);
  gtk_popover_set_position (popover, choose_side (view, place, width));
  gnomon_popover_point_at (popover, view, place);
}
