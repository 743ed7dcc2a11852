/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Colours of foreign calendars, made fit for the window: the hue stays, lightness and chroma are
 * those of the palette, so that text on them can be read. Plain arithmetic in OKLCH.
 */

G_BEGIN_DECLS

typedef struct
{
  guint8 red;
  guint8 green;
  guint8 blue;
} GnomonRgb;

/* The tones of a colour, each for its use; see the palette in style.css. */
typedef struct
{
  GnomonRgb base;         /* bars and dots */
  GnomonRgb strong;       /* behind white text */
  GnomonRgb fill;         /* behind text */
  GnomonRgb text;         /* on fill */
  GnomonRgb past_fill;
  GnomonRgb past_text;
  GnomonRgb hover;
  GnomonRgb hatch;
  GnomonRgb declined;     /* the outline */
} GnomonTones;

gboolean gnomon_rgb_parse          (const char *text,
                                    GnomonRgb  *rgb);
double   gnomon_rgb_get_contrast   (GnomonRgb   a,
                                    GnomonRgb   b);
void     gnomon_tones_init         (GnomonTones *tones,
                                    GnomonRgb    source,
                                    gboolean     dark);

G_END_DECLS
