/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-oklch.h"

static void
test_parse (void)
{
  const char *bad[] = {
    NULL, "", "#", "blue", "#12345", "#1234567", "#12345g", "123456 ", "#-12345",
  };
  GnomonRgb rgb;

  g_assert_true (gnomon_rgb_parse ("#1c71d8", &rgb));
  g_assert_cmphex (rgb.red, ==, 0x1c);
  g_assert_cmphex (rgb.green, ==, 0x71);
  g_assert_cmphex (rgb.blue, ==, 0xd8);
  g_assert_true (gnomon_rgb_parse ("#FFAA00", &rgb));
  g_assert_cmphex (rgb.red, ==, 0xff);

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (gnomon_rgb_parse (bad[i], &rgb));
}

static void
test_contrast (void)
{
  const GnomonRgb black = { 0, 0, 0 };
  const GnomonRgb white = { 255, 255, 255 };

  g_assert_cmpfloat_with_epsilon (gnomon_rgb_get_contrast (black, white), 21, 0.01);
  g_assert_cmpfloat_with_epsilon (gnomon_rgb_get_contrast (white, white), 1, 0.01);
}

/* Whatever colour a server sends, text in its tones can be read. */
static void
test_tones_can_be_read (void)
{
  const GnomonRgb white = { 255, 255, 255 };
  const GnomonRgb dark_window = { 0x1e, 0x1e, 0x1e };

  for (int red = 0; red < 256; red += 15)
    for (int green = 0; green < 256; green += 15)
      for (int blue = 0; blue < 256; blue += 15)
        for (int dark = 0; dark <= 1; dark++)
          {
            GnomonRgb source = { (guint8) red, (guint8) green, (guint8) blue };
            GnomonTones tones;

            gnomon_tones_init (&tones, source, dark);
            g_assert_cmpfloat (gnomon_rgb_get_contrast (tones.text, tones.fill), >=, 7);
            g_assert_cmpfloat (gnomon_rgb_get_contrast (tones.text, tones.hover), >=, 5.5);
            g_assert_cmpfloat (gnomon_rgb_get_contrast (tones.past_text, tones.past_fill), >=, 4.5);
            g_assert_cmpfloat (gnomon_rgb_get_contrast (white, tones.strong), >=, 4.5);
            g_assert_cmpfloat (gnomon_rgb_get_contrast (tones.base, dark ? dark_window : white),
                               >=, 3);
          }
}

static void
test_grey_stays_grey (void)
{
  const GnomonRgb source = { 0x80, 0x80, 0x80 };
  GnomonTones tones;

  gnomon_tones_init (&tones, source, FALSE);
  g_assert_cmpint (ABS (tones.base.red - tones.base.blue), <, 24);
  g_assert_cmpint (ABS (tones.base.red - tones.base.green), <, 24);
}

/* The palette's blue goes through to itself, near enough. */
static void
test_palette_is_met (void)
{
  GnomonRgb blue;
  GnomonTones tones;

  g_assert_true (gnomon_rgb_parse ("#3c8cf0", &blue));
  gnomon_tones_init (&tones, blue, FALSE);
  g_assert_cmpint (ABS (tones.base.red - 0x3c), <, 6);
  g_assert_cmpint (ABS (tones.base.green - 0x8c), <, 6);
  g_assert_cmpint (ABS (tones.base.blue - 0xf0), <, 6);
  g_assert_cmpint (ABS (tones.fill.red - 0xdc), <, 6);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/oklch/parse", test_parse);
  g_test_add_func ("/oklch/contrast", test_contrast);
  g_test_add_func ("/oklch/tones-can-be-read", test_tones_can_be_read);
  g_test_add_func ("/oklch/grey-stays-grey", test_grey_stays_grey);
  g_test_add_func ("/oklch/palette-is-met", test_palette_is_met);

  return g_test_run ();
}
