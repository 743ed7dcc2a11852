/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-oklch.h"

#include <math.h>

/* Below this chroma a colour is taken for a grey, and stays one. */
#define GREY_CHROMA 0.03
#define GREY_SCALE 0.14

typedef struct
{
  double lightness;
  double chroma;
} Tone;

static double
channel_to_linear (guint8 value)
{
  double v = value / 255.0;

  return v <= 0.04045 ? v / 12.92 : pow ((v + 0.055) / 1.055, 2.4);
}

static double
channel_from_linear (double v)
{
  return v <= 0.0031308 ? v * 12.92 : 1.055 * pow (v, 1 / 2.4) - 0.055;
}

static void
rgb_to_oklch (GnomonRgb  rgb,
              double    *lightness,
              double    *chroma,
              double    *hue)
{
  double r = channel_to_linear (rgb.red);
  double g = channel_to_linear (rgb.green);
  double b = channel_to_linear (rgb.blue);
  double l = cbrt (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  double m = cbrt (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  double s = cbrt (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  double a_axis = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
  double b_axis = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;

  *lightness = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
  *chroma = hypot (a_axis, b_axis);
  *hue = atan2 (b_axis, a_axis);
}

/* FALSE where the colour lies outside of sRGB. */
static gboolean
oklch_to_rgb (double     lightness,
              double     chroma,
              double     hue,
              GnomonRgb *rgb)
{
  double a_axis = chroma * cos (hue);
  double b_axis = chroma * sin (hue);
  double l = pow (lightness + 0.3963377774 * a_axis + 0.2158037573 * b_axis, 3);
  double m = pow (lightness - 0.1055613458 * a_axis - 0.0638541728 * b_axis, 3);
  double s = pow (lightness - 0.0894841775 * a_axis - 1.2914855480 * b_axis, 3);
  double linear[] = {
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s,
  };
  guint8 *channels[] = { &rgb->red, &rgb->green, &rgb->blue };
  gboolean inside = TRUE;

  for (int i = 0; i < 3; i++)
    {
      if (linear[i] < -0.0005 || linear[i] > 1.0005)
        inside = FALSE;
      *channels[i] = (guint8) lround (255 * channel_from_linear (CLAMP (linear[i], 0, 1)));
    }

  return inside;
}

/* Lowers the chroma until the colour can be shown. */
static GnomonRgb
make_tone (Tone   tone,
           double source_chroma,
           double hue)
{
  double chroma = source_chroma < GREY_CHROMA ? tone.chroma * GREY_SCALE : tone.chroma;
  GnomonRgb rgb;

  while (!oklch_to_rgb (tone.lightness, chroma, hue, &rgb) && chroma > 0)
    chroma -= 0.002;

  return rgb;
}

static GnomonRgb
mix (GnomonRgb a,
     GnomonRgb b,
     double    part_of_b)
{
  return (GnomonRgb){
    .red = (guint8) lround (a.red + (b.red - a.red) * part_of_b),
    .green = (guint8) lround (a.green + (b.green - a.green) * part_of_b),
    .blue = (guint8) lround (a.blue + (b.blue - a.blue) * part_of_b),
  };
}

/**
 * gnomon_rgb_parse:
 * @text: (nullable): a colour as `#rrggbb`
 * @rgb: (out): the colour
 *
 * Returns: %FALSE where @text is none
 */
gboolean
gnomon_rgb_parse (const char *text,
                  GnomonRgb  *rgb)
{
  guint8 *channels[] = { &rgb->red, &rgb->green, &rgb->blue };

  if (text == NULL || text[0] != '#' || strlen (text) != 7)
    return FALSE;

  for (int i = 0; i < 3; i++)
    {
      int high = g_ascii_xdigit_value (text[1 + 2 * i]);
      int low = g_ascii_xdigit_value (text[2 + 2 * i]);

      if (high < 0 || low < 0)
        return FALSE;
      *channels[i] = (guint8) (high * 16 + low);
    }

  return TRUE;
}

static double
get_luminance (GnomonRgb rgb)
{
  return 0.2126 * channel_to_linear (rgb.red)
         + 0.7152 * channel_to_linear (rgb.green)
         + 0.0722 * channel_to_linear (rgb.blue);
}

/**
 * gnomon_rgb_get_contrast:
 * @a: a colour
 * @b: another
 *
 * Returns: their contrast as WCAG 2 counts it, from 1 to 21
 */
double
gnomon_rgb_get_contrast (GnomonRgb a,
                         GnomonRgb b)
{
  double luminance_a = get_luminance (a);
  double luminance_b = get_luminance (b);

  return (MAX (luminance_a, luminance_b) + 0.05) / (MIN (luminance_a, luminance_b) + 0.05);
}

/**
 * gnomon_tones_init:
 * @tones: (out): the tones
 * @source: any colour
 * @dark: whether they are for the dark style
 *
 * Makes the tones of a colour that is not in the palette. Only its hue is taken over, and whether
 * it is a grey.
 */
void
gnomon_tones_init (GnomonTones *tones,
                   GnomonRgb    source,
                   gboolean     dark)
{
  const GnomonRgb window = dark ? (GnomonRgb){ 0x1e, 0x1e, 0x1e } : (GnomonRgb){ 255, 255, 255 };
  const Tone base = dark ? (Tone){ .74, .14 } : (Tone){ .64, .17 };
  const Tone strong = dark ? (Tone){ .55, .15 } : (Tone){ .50, .16 };
  const Tone fill = dark ? (Tone){ .335, .06 } : (Tone){ .935, .045 };
  const Tone text = dark ? (Tone){ .91, .055 } : (Tone){ .38, .11 };
  double lightness, chroma, hue;

  g_return_if_fail (tones != NULL);

  rgb_to_oklch (source, &lightness, &chroma, &hue);
  tones->base = make_tone (base, chroma, hue);
  tones->strong = make_tone (strong, chroma, hue);
  tones->fill = make_tone (fill, chroma, hue);
  tones->text = make_tone (text, chroma, hue);

  /* The shares that the palette's own past, hover, hatch and outline tones have. */
  tones->past_fill = mix (window, tones->fill, .55);
  tones->past_text = mix (window, tones->text, dark ? .66 : .8);
  tones->hover = mix (tones->fill, tones->base, .16);
  tones->hatch = mix (window, tones->fill, .3);
  tones->declined = mix (window, tones->base, .45);
}
