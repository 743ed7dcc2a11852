/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-sundial.h"

#include <adwaita.h>
#include <math.h>

#define WIDTH 230
#define HEIGHT 140

/* The dial is a circle seen from the side. */
#define CENTER_X 115.0
#define CENTER_Y 92.0
#define FLATNESS 0.42

struct _GnomonSundial
{
  GObject parent_instance;
};

static void gnomon_sundial_paintable_init (GdkPaintableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GnomonSundial, gnomon_sundial, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE,
                                                      gnomon_sundial_paintable_init))

static void
draw_ring (cairo_t *cr,
           double   radius)
{
  cairo_save (cr);
  cairo_translate (cr, CENTER_X, CENTER_Y);
  cairo_scale (cr, 1, FLATNESS);
  cairo_arc (cr, 0, 0, radius, 0, 2 * G_PI);
  cairo_restore (cr);
  cairo_stroke (cr);
}

static void
draw_hours (cairo_t *cr,
            double   outer,
            double   inner)
{
  for (int hour = 0; hour < 12; hour++)
    {
      double angle = hour * G_PI / 6;

      cairo_move_to (cr, CENTER_X + outer * cos (angle), CENTER_Y + FLATNESS * outer * sin (angle));
      cairo_line_to (cr, CENTER_X + inner * cos (angle), CENTER_Y + FLATNESS * inner * sin (angle));
      cairo_stroke (cr);
    }
}

static void
draw_triangle (cairo_t *cr,
               double   x1,
               double   y1,
               double   x2,
               double   y2,
               double   x3,
               double   y3)
{
  cairo_move_to (cr, x1, y1);
  cairo_line_to (cr, x2, y2);
  cairo_line_to (cr, x3, y3);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
draw (cairo_t  *cr,
      gboolean  dark)
{
  double ink = dark ? 1 : 0;

  cairo_set_line_width (cr, 1.5);
  cairo_set_source_rgba (cr, ink, ink, ink, 0.14);
  draw_ring (cr, 114);
  draw_ring (cr, 86);
  draw_ring (cr, 58);

  cairo_set_line_width (cr, 2);
  cairo_set_source_rgba (cr, ink, ink, ink, 0.4);
  draw_hours (cr, 114, 104);

  /* The shadow has the colour of now: it is what tells the time. */
  if (dark)
    cairo_set_source_rgba (cr, 1, 0.48, 0.45, 0.4);
  else
    cairo_set_source_rgba (cr, 0.82, 0.14, 0.18, 0.36);
  draw_triangle (cr, 132, 94, 148, 88, 212, 113);

  cairo_set_source_rgb (cr, 0.235, 0.549, 0.941);
  draw_triangle (cr, 115, 0, 93, 90, 108, 98);
  cairo_set_source_rgb (cr, 0.067, 0.38, 0.733);
  draw_triangle (cr, 115, 0, 107, 98, 151, 92);
}

static void
gnomon_sundial_snapshot (GdkPaintable *paintable,
                         GdkSnapshot  *snapshot,
                         double        width,
                         double        height)
{
  double scale = MIN (width / WIDTH, height / HEIGHT);
  cairo_t *cr;

  cr = gtk_snapshot_append_cairo (GTK_SNAPSHOT (snapshot),
                                  &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  cairo_translate (cr, (width - WIDTH * scale) / 2, (height - HEIGHT * scale) / 2);
  cairo_scale (cr, scale, scale);
  draw (cr, adw_style_manager_get_dark (adw_style_manager_get_default ()));
  cairo_destroy (cr);
}

static int
gnomon_sundial_get_intrinsic_width (GdkPaintable *paintable)
{
  return WIDTH;
}

static int
gnomon_sundial_get_intrinsic_height (GdkPaintable *paintable)
{
  return HEIGHT;
}

static GdkPaintableFlags
gnomon_sundial_get_flags (GdkPaintable *paintable)
{
  return GDK_PAINTABLE_STATIC_SIZE;
}

static void
gnomon_sundial_paintable_init (GdkPaintableInterface *iface)
{
  iface->snapshot = gnomon_sundial_snapshot;
  iface->get_intrinsic_width = gnomon_sundial_get_intrinsic_width;
  iface->get_intrinsic_height = gnomon_sundial_get_intrinsic_height;
  iface->get_flags = gnomon_sundial_get_flags;
}

static void
gnomon_sundial_class_init (GnomonSundialClass *klass)
{
}

static void
gnomon_sundial_init (GnomonSundial *self)
{
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gdk_paintable_invalidate_contents), self,
                           G_CONNECT_SWAPPED);
}

/**
 * gnomon_sundial_new:
 *
 * Returns: (transfer full): a drawing that follows the style, light or dark
 */
GdkPaintable *
gnomon_sundial_new (void)
{
  return g_object_new (GNOMON_TYPE_SUNDIAL, NULL);
}
