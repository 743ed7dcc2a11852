/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "gnomon-drag.h"
#include "gnomon-slide.h"

/* To the days before and after: which swipe goes there, and how the page slides. */

/* No test can touch the screen: a swipe stands here in numbers. */
static void
test_swipe (void)
{
  static const struct
  {
    double dx, dy, velocity_x;
    int turns;
  } cases[] = {
    { -200, 0, -900, 1 },
    { 200, 0, 900, -1 },
    { -60, 25, -150, 1 },
    { 60, -25, 150, -1 },
    /* A tap or a press that trembles. */
    { -3, 0, -300, 0 },
    { 3, 1, 300, 0 },
    { 0, 0, 0, 0 },
    /* One that goes up or down, and one that goes askew. */
    { 10, 200, 100, 0 },
    { -100, 60, -600, 0 },
    { 100, -60, 600, 0 },
    /* One that comes to rest, and one that thinks better of it. */
    { -200, 0, -20, 0 },
    { 200, 0, 0, 0 },
    { -200, 0, 900, 0 },
    { 200, 0, -900, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (gnomon_drag_find_swipe (GTK_TEXT_DIR_LTR, cases[i].dx, cases[i].dy,
                                               cases[i].velocity_x), ==, cases[i].turns);
      g_assert_cmpint (gnomon_drag_find_swipe (GTK_TEXT_DIR_RTL, cases[i].dx, cases[i].dy,
                                               cases[i].velocity_x), ==, -cases[i].turns);
    }
}

static void
draw_square (GtkWidget   *widget,
             GtkSnapshot *snapshot)
{
  gtk_snapshot_append_color (snapshot, &(GdkRGBA){ 1, 0, 0, 1 }, &GRAPHENE_RECT_INIT (0, 0, 9, 9));
}

/* Whether the slide draws more than what is there. */
static gboolean
is_sliding (GnomonSlide *slide)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;

  gnomon_slide_snapshot (slide, snapshot, 0);
  node = gtk_snapshot_free_to_node (snapshot);

  return node == NULL || gsk_render_node_get_node_type (node) != GSK_COLOR_NODE;
}

/* A turn first shows what was there, then moves, comes to rest, and so does one that begins
 * meanwhile. */
static void
test_slide (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *widget = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GnomonSlide *slide = gnomon_slide_new (widget, draw_square);

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  gtk_window_set_child (GTK_WINDOW (window), widget);
  gtk_window_set_default_size (GTK_WINDOW (window), 200, 200);
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (widget) || gtk_widget_get_width (widget) < 200)
    g_main_context_iteration (NULL, TRUE);

  g_assert_false (is_sliding (slide));
  for (guint i = 0; i < 2; i++)
    {
      gnomon_slide_start (slide, TRUE);
      g_assert_false (is_sliding (slide));
      g_assert_true (is_sliding (slide));
      gnomon_slide_start (slide, FALSE);
      g_assert_false (is_sliding (slide));
      g_assert_true (is_sliding (slide));
      while (is_sliding (slide))
        g_main_context_iteration (NULL, TRUE);
    }

  gnomon_slide_start (slide, TRUE);
  gnomon_slide_free (slide);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/swipe/turns", test_swipe);
  g_test_add_func ("/swipe/slide", test_slide);

  return g_test_run ();
}
