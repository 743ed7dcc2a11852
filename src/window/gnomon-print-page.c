/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-print-page.h"

#define RADIUS 2.5
#define BAR 2.5
#define PADDING 4

static void
set_rgb (cairo_t   *cr,
         GnomonRgb  rgb)
{
  cairo_set_source_rgb (cr, rgb.red / 255.0, rgb.green / 255.0, rgb.blue / 255.0);
}

static void
set_ink (cairo_t   *cr,
         GnomonInk  ink)
{
  switch (ink)
    {
    case GNOMON_INK_SOFT:
      cairo_set_source_rgb (cr, .42, .42, .42);
      return;
    case GNOMON_INK_NOW:
      cairo_set_source_rgb (cr, .82, .13, .17);
      return;
    case GNOMON_INK_FULL:
    default:
      cairo_set_source_rgb (cr, .13, .13, .13);
      return;
    }
}

static void
get_tones (GnomonPrintPage  *page,
           GnomonOccurrence *occurrence,
           GnomonTones      *tones)
{
  const char *color = gnomon_occurrence_get_color (occurrence);
  const GnomonRgb *known = g_hash_table_lookup (page->colors, color);
  GnomonRgb source = { 0x84, 0x8d, 0x9b };

  if (known != NULL)
    source = *known;
  else
    gnomon_rgb_parse (color, &source);
  gnomon_tones_init (tones, source, FALSE);
}

static void
set_text (GnomonPrintPage *page,
          double           width,
          double           size,
          gboolean         bold,
          const char      *text)
{
  pango_font_description_set_absolute_size (page->font, size * PANGO_SCALE);
  pango_font_description_set_weight (page->font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (page->layout, page->font);

  pango_layout_set_width (page->layout, (int) (MAX (width, 1) * PANGO_SCALE));
  pango_layout_set_ellipsize (page->layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (page->layout, TRUE);
  pango_layout_set_text (page->layout, text, -1);
}

/* Where a box of some width stands that begins so far from the leading side. */
static double
place (GnomonPrintPage *page,
       double           x,
       double           width)
{
  return page->mirrored ? page->width - x - width : x;
}

static double
draw_layout (GnomonPrintPage *page,
             double           x,
             double           y,
             double           width,
             double           align)
{
  int text_width, text_height;
  double left = place (page, x, width);

  /* Placed by hand, so that it does not depend on which script the text begins with. */
  pango_layout_set_width (page->layout, -1);
  pango_layout_get_size (page->layout, &text_width, &text_height);
  if (text_width > width * PANGO_SCALE)
    {
      pango_layout_set_width (page->layout, (int) (width * PANGO_SCALE));
      text_width = (int) (width * PANGO_SCALE);
    }
  if (page->mirrored)
    align = 1 - align;

  cairo_move_to (page->cr, left + align * (width - (double) text_width / PANGO_SCALE), y);
  pango_cairo_show_layout (page->cr, page->layout);

  return (double) text_height / PANGO_SCALE;
}

double
gnomon_print_page_draw_text (GnomonPrintPage *page,
                             double           x,
                             double           y,
                             double           width,
                             double           size,
                             gboolean         bold,
                             double           align,
                             GnomonInk        ink,
                             const char      *text)
{
  set_text (page, width, size, bold, text);
  set_ink (page->cr, ink);

  return draw_layout (page, x, y, width, align);
}

double
gnomon_print_page_line_height (GnomonPrintPage *page,
                               double           size)
{
  int height;

  set_text (page, 100, size, FALSE, "Ög");
  pango_layout_get_size (page->layout, NULL, &height);

  return (double) height / PANGO_SCALE;
}

double
gnomon_print_page_draw_title (GnomonPrintPage *page,
                              const char      *title,
                              const char      *detail)
{
  double height = gnomon_print_page_draw_text (page, 0, 0, page->width, GNOMON_PRINT_TITLE, TRUE, 0,
                                               GNOMON_INK_FULL, title);

  if (detail != NULL)
    gnomon_print_page_draw_text (page, page->width / 2, height - 13, page->width / 2,
                                 GNOMON_PRINT_TEXT, FALSE, 1, GNOMON_INK_SOFT, detail);

  return height + 8;
}

void
gnomon_print_page_draw_rule (GnomonPrintPage *page,
                             double           x0,
                             double           y0,
                             double           x1,
                             double           y1)
{
  cairo_set_source_rgb (page->cr, .78, .78, .78);
  cairo_set_line_width (page->cr, .5);
  cairo_move_to (page->cr, place (page, x0, 0), y0);
  cairo_line_to (page->cr, place (page, x1, 0), y1);
  cairo_stroke (page->cr);
}

void
gnomon_print_page_fill_tint (GnomonPrintPage *page,
                             double           x,
                             double           y,
                             double           width,
                             double           height)
{
  cairo_set_source_rgb (page->cr, .965, .965, .965);
  cairo_rectangle (page->cr, place (page, x, width), y, width, height);
  cairo_fill (page->cr);
}

static void
trace_round (cairo_t *cr,
             double   x,
             double   y,
             double   width,
             double   height)
{
  double radius = MIN (RADIUS, MIN (width, height) / 2);

  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - radius, y + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, x + width - radius, y + height - radius, radius, 0, G_PI_2);
  cairo_arc (cr, x + radius, y + height - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

void
gnomon_print_page_fill_heat (GnomonPrintPage *page,
                             int              level,
                             double           x,
                             double           y,
                             double           width,
                             double           height)
{
  static const double strengths[GNOMON_HEAT_LEVELS] = { 0, .14, .3, .5, .85 };
  const GnomonRgb *blue = g_hash_table_lookup (page->colors, "blue");
  double strength = strengths[CLAMP (level, 0, GNOMON_HEAT_LEVELS - 1)];

  if (blue == NULL || strength <= 0)
    return;

  cairo_set_source_rgb (page->cr, 1 - strength * (1 - blue->red / 255.0),
                        1 - strength * (1 - blue->green / 255.0),
                        1 - strength * (1 - blue->blue / 255.0));
  trace_round (page->cr, place (page, x, width), y, width, height);
  cairo_fill (page->cr);
}

static gboolean
is_struck (GnomonLook look)
{
  return look == GNOMON_LOOK_DECLINED || look == GNOMON_LOOK_CANCELLED;
}

static void
draw_title_of (GnomonPrintPage  *page,
               double            x,
               double            y,
               double            width,
               gboolean          bold,
               GnomonOccurrence *occurrence)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  set_text (page, width, GNOMON_PRINT_TEXT, bold, gnomon_occurrence_get_title (occurrence));
  if (is_struck (gnomon_occurrence_get_look (occurrence)))
    {
      pango_attr_list_insert (attributes, pango_attr_strikethrough_new (TRUE));
      pango_layout_set_attributes (page->layout, attributes);
    }
  draw_layout (page, x, y, width, 0);
  pango_layout_set_attributes (page->layout, NULL);
}

void
gnomon_print_page_draw_block (GnomonPrintPage  *page,
                              double            x,
                              double            y,
                              double            width,
                              double            height,
                              GnomonOccurrence *occurrence,
                              double            detail_width,
                              const char       *detail)
{
  GnomonLook look = gnomon_occurrence_get_look (occurrence);
  double line_height = gnomon_print_page_line_height (page, GNOMON_PRINT_TEXT);
  double left = place (page, x, width);
  double text_y = y + MIN (2, MAX ((height - line_height) / 2, 0));
  GnomonTones tones;

  get_tones (page, occurrence, &tones);
  cairo_save (page->cr);
  trace_round (page->cr, left, y, width, height);
  if (look == GNOMON_LOOK_FIRM || look == GNOMON_LOOK_MAYBE)
    set_rgb (page->cr, look == GNOMON_LOOK_FIRM ? tones.fill : tones.hatch);
  else
    cairo_set_source_rgb (page->cr, 1, 1, 1);
  cairo_fill_preserve (page->cr);
  if (look != GNOMON_LOOK_FIRM)
    {
      /* What is not certain has its shape on paper too: the outline is broken while it may be. */
      if (look == GNOMON_LOOK_MAYBE)
        cairo_set_dash (page->cr, (const double[]){ 3, 2 }, 2, 0);
      set_rgb (page->cr, is_struck (look) ? tones.declined : tones.base);
      cairo_set_line_width (page->cr, .75);
      cairo_stroke_preserve (page->cr);
    }
  cairo_clip (page->cr);
  set_rgb (page->cr, tones.base);
  cairo_rectangle (page->cr, page->mirrored ? left + width - BAR : left, y, BAR, height);
  cairo_fill (page->cr);

  set_rgb (page->cr, tones.text);
  draw_title_of (page, x + BAR + PADDING, text_y, width - BAR - 1.5 * PADDING, TRUE, occurrence);
  if (detail != NULL && text_y + 2 * line_height <= y + height + 2)
    {
      set_text (page, width, GNOMON_PRINT_SMALL, FALSE, detail);
      draw_layout (page, x + BAR + PADDING, text_y + line_height,
                   detail_width - BAR - 1.5 * PADDING, 0);
    }
  cairo_restore (page->cr);
}

void
gnomon_print_page_draw_mark (GnomonPrintPage  *page,
                             double            x,
                             double            y,
                             double            height,
                             GnomonOccurrence *occurrence)
{
  GnomonTones tones;

  get_tones (page, occurrence, &tones);
  set_rgb (page->cr, tones.base);
  trace_round (page->cr, place (page, x, BAR), y, BAR, height);
  cairo_fill (page->cr);
}

void
gnomon_print_page_draw_line (GnomonPrintPage  *page,
                             double            x,
                             double            y,
                             double            width,
                             GnomonOccurrence *occurrence,
                             const char       *time)
{
  double height = gnomon_print_page_line_height (page, GNOMON_PRINT_TEXT);
  double time_width = 0;
  int text_width;

  if (time != NULL && width > 80)
    {
      set_text (page, width, GNOMON_PRINT_SMALL, FALSE, time);
      pango_layout_set_width (page->layout, -1);
      pango_layout_get_size (page->layout, &text_width, NULL);
      time_width = (double) text_width / PANGO_SCALE + PADDING;
      gnomon_print_page_draw_text (page, x, y + 1, width, GNOMON_PRINT_SMALL, FALSE, 1,
                                   GNOMON_INK_SOFT, time);
    }

  gnomon_print_page_draw_mark (page, x, y + 1.5, height - 3, occurrence);
  set_ink (page->cr, is_struck (gnomon_occurrence_get_look (occurrence)) ? GNOMON_INK_SOFT
                                                                         : GNOMON_INK_FULL);
  draw_title_of (page, x + BAR + PADDING, y, width - BAR - PADDING - time_width, FALSE, occurrence);
}
