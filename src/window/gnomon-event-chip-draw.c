/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-event-chip-private.h"

#include "gnomon-compat.h"
#include "gnomon-palette.h"

/* How large a chip is, and how it is drawn; what is in a block, gnomon-event-chip-block.c draws. */

/* In a narrower column, for text of the usual size, the start makes way for the title; and how much
 * wider a column is than the text in its line. */
#define TIME_MIN_COLUMN 110
#define COLUMN_INSETS 19

#define BAR_WIDTH 4
#define BAR_HEIGHT 12
#define BAR_GAP 5
#define TIME_GAP 5

/* The start is smaller and lighter than the title. */
#define TIME_SCALE 0.92
#define TIME_ALPHA 0.71f

static gboolean
is_struck (GnomonLook look)
{
  return look == GNOMON_LOOK_DECLINED || look == GNOMON_LOOK_CANCELLED;
}

static PangoLayout *
make_title (GnomonEventChip *self)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  if (is_struck (self->look))
    pango_attr_list_insert (attributes, pango_attr_strikethrough_new (TRUE));
  pango_layout_set_text (layout, self->title_text != NULL ? self->title_text : "", -1);
  pango_layout_set_attributes (layout, attributes);

  return layout;
}

static PangoLayout *
make_time (GnomonEventChip *self)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->time_text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (TIME_SCALE));
  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_NORMAL));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);

  return layout;
}

static void
ensure_layouts (GnomonEventChip *self)
{
  if (self->title == NULL)
    self->title = make_title (self);
  if (self->time == NULL && self->form != GNOMON_CHIP_BAR)
    self->time = make_time (self);
}

void
gnomon_event_chip_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  GnomonEventChip *self = GNOMON_EVENT_CHIP (widget);
  int bar = self->form == GNOMON_CHIP_LINE ? BAR_WIDTH : 0;

  /* How large a block is, the times of its event say. */
  if (self->form == GNOMON_CHIP_BLOCK)
    *minimum = *natural = 0;
  else if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = bar;
      *natural = bar;
    }
  else
    {
      int height;

      ensure_layouts (self);
      pango_layout_get_pixel_size (self->title, NULL, &height);
      *minimum = *natural = height;
    }
}

void
gnomon_event_chip_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  GnomonEventChip *self = GNOMON_EVENT_CHIP (widget);
  GtkAllocation bar;

  if (!gtk_widget_should_layout (self->bar))
    return;
  if (self->form == GNOMON_CHIP_BLOCK)
    {
      gnomon_event_chip_allocate_block (self, width, height);
      return;
    }

  bar.width = BAR_WIDTH;
  bar.height = MIN (BAR_HEIGHT, height);
  bar.x = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? width - bar.width : 0;
  bar.y = (height - bar.height) / 2;
  gtk_widget_size_allocate (self->bar, &bar, -1);
}

/* Draws a line of text into the room from @left to @right, at the one or the other side of it. */
void
gnomon_event_chip_draw_text (GtkSnapshot   *snapshot,
                             PangoLayout   *layout,
                             const GdkRGBA *color,
                             int            left,
                             int            right,
                             int            baseline,
                             gboolean       at_right)
{
  PangoRectangle extents;
  int x, y;

  pango_layout_get_pixel_extents (layout, NULL, &extents);
  x = at_right ? right - extents.x - extents.width : left - extents.x;

  y = baseline - PANGO_PIXELS (pango_layout_get_baseline (layout));

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

void
gnomon_event_chip_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  GnomonEventChip *self = GNOMON_EVENT_CHIP (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int left = 0;
  int right = gtk_widget_get_width (widget);
  int full_width = right;
  int title_height, baseline;
  GdkRGBA color;

  if (self->title_text == NULL || right <= 0)
    return;

  ensure_layouts (self);
  if (self->form == GNOMON_CHIP_BLOCK)
    {
      gnomon_event_chip_snapshot_block (self, snapshot);
      return;
    }

  gnomon_compat_get_color (widget, &color);
  pango_layout_get_pixel_size (self->title, NULL, &title_height);
  baseline = (gtk_widget_get_height (widget) - title_height) / 2
             + PANGO_PIXELS (pango_layout_get_baseline (self->title));

  if (self->form == GNOMON_CHIP_LINE)
    {
      gtk_widget_snapshot_child (widget, self->bar, snapshot);
      if (rtl)
        right -= BAR_WIDTH + BAR_GAP;
      else
        left += BAR_WIDTH + BAR_GAP;

      if (full_width + COLUMN_INSETS >= TIME_MIN_COLUMN * gnomon_event_chip_get_scale (self))
        {
          GdkRGBA time_color = color;
          int time_width;

          if (!gtk_widget_has_css_class (widget, "past"))
            time_color.alpha *= gnomon_palette_dim (TIME_ALPHA);
          pango_layout_get_pixel_size (self->time, &time_width, NULL);
          gnomon_event_chip_draw_text (snapshot, self->time, &time_color, left, right,
                                       baseline, !rtl);
          if (rtl)
            left += time_width + TIME_GAP;
          else
            right -= time_width + TIME_GAP;
        }
    }

  if (right <= left)
    return;

  pango_layout_set_width (self->title, (right - left) * PANGO_SCALE);
  gnomon_event_chip_draw_text (snapshot, self->title, &color, left, right, baseline, rtl);
}
