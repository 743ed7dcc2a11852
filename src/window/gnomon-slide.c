/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-slide.h"

#define DURATION 200
#define DISTANCE 40

/* The curve is so flat at its end that from here on less than a tenth of a pixel is left. */
#define SETTLED 0.998

struct _GnomonSlide
{
  GtkWidget *widget;
  GnomonSlideFunc draw;
  AdwAnimation *animation;
  GskRenderNode *old;           /* what was there; NULL while nothing moves */
  gboolean moving;              /* from the second frame on */
  double progress;
  int direction;                /* 1: what comes is moving to the left */
};

static void
animated_cb (double   value,
             gpointer user_data)
{
  GnomonSlide *self = user_data;

  if (self->old == NULL)
    return;

  self->progress = value;
  if (value >= SETTLED)
    g_clear_pointer (&self->old, gsk_render_node_unref);
  gtk_widget_queue_draw (self->widget);
}

/**
 * gnomon_slide_new:
 * @widget: a widget
 * @draw: draws it
 *
 * Returns: (transfer full): its slide, to be freed by gnomon_slide_free() while @widget is there
 */
GnomonSlide *
gnomon_slide_new (GtkWidget       *widget,
                  GnomonSlideFunc  draw)
{
  GnomonSlide *self = g_new0 (GnomonSlide, 1);

  self->widget = widget;
  self->draw = draw;

  return self;
}

/**
 * gnomon_slide_free:
 * @self: a slide
 */
void
gnomon_slide_free (GnomonSlide *self)
{
  if (self->animation != NULL)
    {
      adw_animation_reset (self->animation);
      g_clear_object (&self->animation);
    }
  g_clear_pointer (&self->old, gsk_render_node_unref);
  g_free (self);
}

/**
 * gnomon_slide_start:
 * @self: a slide
 * @onward: whether what comes is later than what is there
 *
 * Keeps what is there, for what comes to take its place. Nothing moves where the user wants no
 * animations, or does not see the widget.
 */
void
gnomon_slide_start (GnomonSlide *self,
                    gboolean     onward)
{
  gboolean rtl = gtk_widget_get_direction (self->widget) == GTK_TEXT_DIR_RTL;
  g_autoptr (GtkSnapshot) snapshot = NULL;

  if (!gtk_widget_get_mapped (self->widget) || !adw_get_enable_animations (self->widget))
    return;

  if (self->animation == NULL)
    {
      AdwAnimationTarget *target = adw_callback_animation_target_new (animated_cb, self, NULL);

      self->animation = adw_timed_animation_new (self->widget, 0, 1, DURATION, target);
      adw_timed_animation_set_easing (ADW_TIMED_ANIMATION (self->animation), ADW_EASE_OUT_CUBIC);
    }

  /* Before there was a frame of the last turn, what is seen is still what was there before that. */
  if (self->old != NULL && !self->moving)
    {
      self->direction = onward != rtl ? 1 : -1;
      return;
    }

  snapshot = gtk_snapshot_new ();
  self->draw (self->widget, snapshot);
  adw_animation_reset (self->animation);
  g_clear_pointer (&self->old, gsk_render_node_unref);
  self->old = gtk_snapshot_to_node (snapshot);
  self->direction = onward != rtl ? 1 : -1;
  self->moving = FALSE;
  self->progress = 0;
  adw_animation_play (self->animation);
}

/* The first frame shows what was there. What comes has its texts to lay out, which is as much work
 * as a frame of the movement: it is drawn here for GTK to keep it, and not shown. */
static void
draw_first (GnomonSlide *self,
            GtkSnapshot *snapshot)
{
  g_autoptr (GtkSnapshot) unseen = gtk_snapshot_new ();
  GskRenderNode *node;

  self->draw (self->widget, unseen);
  node = gtk_snapshot_to_node (unseen);
  g_clear_pointer (&node, gsk_render_node_unref);

  gtk_snapshot_append_node (snapshot, self->old);
  self->moving = TRUE;
}

static void
draw_moved (GtkSnapshot *snapshot,
            double       x,
            double       opacity)
{
  gtk_snapshot_push_opacity (snapshot, opacity);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, 0));
}

/**
 * gnomon_slide_snapshot:
 * @self: a slide
 * @snapshot: where to draw
 * @still: how much at the leading side does not move, in pixels
 *
 * Draws the widget, on its way or there.
 */
void
gnomon_slide_snapshot (GnomonSlide *self,
                       GtkSnapshot *snapshot,
                       int          still)
{
  gboolean rtl = gtk_widget_get_direction (self->widget) == GTK_TEXT_DIR_RTL;
  int width = gtk_widget_get_width (self->widget);
  int height = gtk_widget_get_height (self->widget);

  if (self->old == NULL)
    {
      self->draw (self->widget, snapshot);
      return;
    }

  if (!self->moving)
    {
      draw_first (self, snapshot);
      return;
    }

  if (still > 0)
    {
      gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (rtl ? width - still : 0, 0, still,
                                                             height));
      self->draw (self->widget, snapshot);
      gtk_snapshot_pop (snapshot);
    }

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (rtl ? 0 : still, 0, width - still,
                                                         height));
  draw_moved (snapshot, -self->direction * DISTANCE * self->progress, 1 - self->progress);
  gtk_snapshot_append_node (snapshot, self->old);
  gtk_snapshot_restore (snapshot);
  gtk_snapshot_pop (snapshot);
  draw_moved (snapshot, self->direction * DISTANCE * (1 - self->progress), self->progress);
  self->draw (self->widget, snapshot);
  gtk_snapshot_restore (snapshot);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_pop (snapshot);
}
