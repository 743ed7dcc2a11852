/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-event-chip-private.h"

#include <glib/gi18n.h>

#include "gnomon-compat.h"
#include "gnomon-css.h"

/*
 * A chip among the hours: what has room in it. The title outranks the time, and the time the place.
 * Sizes in pixels are those of the user's font at its usual size, and grow with it.
 */

#define BAR_WIDTH 3
#define BAR_INSET 3
#define TEXT_START 11
#define TEXT_END 4
#define TEXT_TOP 4

/* From a line of text to the next, for each pixel of the size of the font. */
#define LINE_PITCH 1.17
#define USUAL_PITCH 14

/* From here on there is room for a second line, and for a third one. */
#define TWO_LINES_HEIGHT 30
#define THREE_LINES_HEIGHT 62

/* Narrower than this: no text, one line of the title, no end of the time. */
#define BARE_WIDTH 34
#define ONE_LINE_WIDTH 58
#define RANGE_WIDTH 100

/* In a chip of one line the start has room beside the title. */
#define START_WIDTH 150

typedef struct
{
  GtkSnapshot *snapshot;
  GdkRGBA color;
  int width;
  int pitch;
  gboolean rtl;
} Pen;

/**
 * gnomon_event_chip_lead:
 * @look: how an event looks
 * @range: from when to when it is
 *
 * Returns: (transfer full): the range with a word before it, where the event is not sure to be
 */
char *
gnomon_event_chip_lead (GnomonLook  look,
                        const char *range)
{
  switch (look)
    {
    case GNOMON_LOOK_MAYBE:
      /* Translators: in an event; %s is from when to when it is. */
      return g_strdup_printf (_("Maybe · %s"), range);

    case GNOMON_LOOK_NEEDS_REPLY:
      /* Translators: in an event that asks for an answer; %s is from when to when it is. */
      return g_strdup_printf (_("Reply? · %s"), range);

    case GNOMON_LOOK_DECLINED:
      /* Translators: in an event; %s is from when to when it is. */
      return g_strdup_printf (_("Declined · %s"), range);

    case GNOMON_LOOK_CANCELLED:
      /* Translators: in an event; %s is from when to when it is. */
      return g_strdup_printf (_("Cancelled · %s"), range);

    case GNOMON_LOOK_FIRM:
    default:
      return g_strdup (range);
    }
}

/* Whether it is so narrow that it has no text. */
gboolean
gnomon_event_chip_is_bare (GnomonEventChip *self)
{
  return self->form == GNOMON_CHIP_BLOCK
         && gtk_widget_get_width (GTK_WIDGET (self)) < BARE_WIDTH;
}

static int
get_pitch (GnomonEventChip *self)
{
  return (int) (gnomon_css_get_font_size (GTK_WIDGET (self)) * LINE_PITCH + 0.5);
}

/* Draws a text whose first line begins at @y, at the leading side or the trailing one. */
static void
draw_line (Pen         *pen,
           PangoLayout *layout,
           int          y,
           gboolean     trailing)
{
  PangoRectangle extents;
  int baseline = PANGO_PIXELS (pango_layout_get_baseline (layout));

  /* A line of the font is higher than the pitch: what is over goes to both sides. */
  pango_layout_line_get_pixel_extents (pango_layout_get_line_readonly (layout, 0), NULL, &extents);
  gnomon_event_chip_draw_text (pen->snapshot, layout, &pen->color,
                               pen->rtl ? TEXT_END : TEXT_START,
                               pen->width - (pen->rtl ? TEXT_START : TEXT_END),
                               y + (pen->pitch - extents.height) / 2 + baseline,
                               pen->rtl != trailing);
}

/* By how much the user's font is larger than the usual one. */
double
gnomon_event_chip_get_scale (GnomonEventChip *self)
{
  return MAX (1, (double) get_pitch (self) / USUAL_PITCH);
}

static void
draw_in_one_line (GnomonEventChip *self,
                  Pen             *pen,
                  int              height,
                  double           scale)
{
  int y = (height - pen->pitch) / 2;
  int width = pen->width - TEXT_START - TEXT_END;

  if (pen->width >= START_WIDTH * scale && self->time_text != NULL)
    {
      int time_width;

      pango_layout_set_text (self->time, self->time_text, -1);
      pango_layout_set_width (self->time, -1);
      pango_layout_get_pixel_size (self->time, &time_width, NULL);
      draw_line (pen, self->time, y, TRUE);
      width -= time_width + 2 * TEXT_END;
    }

  pango_layout_set_height (self->title, -1);
  pango_layout_set_width (self->title, width * PANGO_SCALE);
  draw_line (pen, self->title, y, FALSE);
}

static int
measure_time (GnomonEventChip *self,
              const char      *text)
{
  int width;

  pango_layout_set_text (self->time, text, -1);
  pango_layout_set_width (self->time, -1);
  pango_layout_get_pixel_size (self->time, &width, NULL);

  return width;
}

/* The whole range where it has room, or where there is so much room that its beginning says enough;
 * else the start; nothing where it would be cut off: a part of a time says less than its place. */
static const char *
choose_time_text (GnomonEventChip *self,
                  int              width,
                  double           scale)
{
  if (self->range_text == NULL || width + TEXT_START + TEXT_END >= RANGE_WIDTH * scale
      || measure_time (self, self->range_text) <= width)
    return self->range_text;

  return self->time_text != NULL && measure_time (self, self->time_text) <= width ? self->time_text
                                                                                  : NULL;
}

/* Breaks the title between words. Where a word is longer than a line, its line is the last. */
static void
break_title (PangoLayout *title,
             int          width,
             int          n_lines)
{
  pango_layout_set_width (title, width * PANGO_SCALE);
  pango_layout_set_wrap (title, PANGO_WRAP_WORD);
  pango_layout_set_single_paragraph_mode (title, TRUE);
  pango_layout_set_height (title, -n_lines);
  for (int line = 0; line < pango_layout_get_line_count (title); line++)
    {
      PangoRectangle extents;

      pango_layout_line_get_pixel_extents (pango_layout_get_line_readonly (title, line), NULL,
                                           &extents);
      if (extents.width > width)
        pango_layout_set_height (title, -(line + 1));
    }
}

/* Makes the lines of the title follow each other by the pitch. By the lowest of them: a line with a
 * sign of another font, such as an emoji, is higher, and those after it would lie on it. (What the
 * context says of the font is by the user's language, in which the title need not be.) */
static void
space_title (PangoLayout *title,
             int          pitch)
{
  int lowest = G_MAXINT;

  pango_layout_set_line_spacing (title, 0);
  for (int line = 0; line < pango_layout_get_line_count (title); line++)
    {
      PangoRectangle extents;

      pango_layout_line_get_extents (pango_layout_get_line_readonly (title, line), NULL, &extents);
      lowest = MIN (lowest, MAX (extents.height, PANGO_SCALE));
    }

  pango_layout_set_line_spacing (title, (float) (pitch * PANGO_SCALE) / (float) lowest);
}

static void
draw_in_lines (GnomonEventChip *self,
               Pen             *pen,
               int              height,
               double           scale)
{
  int own_width = (self->own_width > 0 ? MIN (self->own_width, pen->width) : pen->width)
                  - TEXT_START - TEXT_END;
  int title_width = pen->width - TEXT_START - TEXT_END;
  const char *time_text = choose_time_text (self, own_width, scale);
  gboolean alone = time_text == NULL && self->range_text != NULL && !self->covered;
  /* The place comes after the time, and not without it. */
  const char *texts[2] = { time_text, time_text != NULL ? self->place_text : NULL };
  int room = (height - TEXT_TOP) / pen->pitch;
  int y = TEXT_TOP;
  int n_texts;
  int n_title_lines;
  gboolean two_title_lines;

  if (height < THREE_LINES_HEIGHT * scale)
    {
      room = 2;
      texts[1] = NULL;
    }

  /* In a wide chip the title is not cut off as long as all the rest has room below two lines. */
  n_texts = (texts[0] != NULL) + (texts[1] != NULL && *texts[1] != '\0');
  two_title_lines = !self->covered && pen->width >= ONE_LINE_WIDTH * scale
                    && (pen->width < RANGE_WIDTH * scale || room >= 2 + n_texts);
  n_title_lines = alone ? room : two_title_lines ? 2 : 1;
  break_title (self->title, title_width, n_title_lines);
  if (n_title_lines > 1)
    space_title (self->title, pen->pitch);
  else
    pango_layout_set_line_spacing (self->title, 0);
  n_title_lines = pango_layout_get_line_count (self->title);
  draw_line (pen, self->title, y, FALSE);
  y += n_title_lines * pen->pitch;
  room -= n_title_lines;

  for (gsize i = 0; i < G_N_ELEMENTS (texts) && room > 0; i++)
    {
      if (texts[i] == NULL || *texts[i] == '\0')
        continue;

      pango_layout_set_text (self->time, texts[i], -1);
      pango_layout_set_width (self->time, own_width * PANGO_SCALE);
      draw_line (pen, self->time, y, FALSE);
      y += pen->pitch;
      room--;
    }
}

/* The bar at the leading side. */
void
gnomon_event_chip_allocate_block (GnomonEventChip *self,
                                  int              width,
                                  int              height)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GtkAllocation bar = {
    .x = rtl ? width - BAR_INSET - BAR_WIDTH : BAR_INSET,
    .y = BAR_INSET,
    .width = BAR_WIDTH,
    .height = MAX (height - 2 * BAR_INSET, 1),
  };

  gtk_widget_size_allocate (self->bar, &bar, -1);
}

/* Draws bar and text; the layouts are there. */
void
gnomon_event_chip_snapshot_block (GnomonEventChip *self,
                                  GtkSnapshot     *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int height = gtk_widget_get_height (widget);
  Pen pen = {
    .snapshot = snapshot,
    .width = gtk_widget_get_width (widget),
    .pitch = get_pitch (self),
    .rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL,
  };
  double scale = gnomon_event_chip_get_scale (self);

  gtk_widget_snapshot_child (widget, self->bar, snapshot);
  if (pen.width < BARE_WIDTH || self->title_text == NULL)
    return;

  gnomon_compat_get_color (widget, &pen.color);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, pen.width, height));
  if (height < TWO_LINES_HEIGHT * scale)
    draw_in_one_line (self, &pen, height, scale);
  else
    draw_in_lines (self, &pen, height, scale);
  gtk_snapshot_pop (snapshot);
}
