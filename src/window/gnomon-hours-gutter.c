/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-hours-gutter.h"

#include "gnomon-civil.h"
#include "gnomon-compat.h"
#include "gnomon-slots.h"

#define HOURS 24

/* How far the times keep from the days, from each other, and from the window's edge. */
#define INSET 10
#define GAP 10
#define MARGIN 6

/* The time that is now makes an hour that is this near unreadable. */
#define NOW_MINUTES 16

struct _GnomonHoursGutter
{
  GtkWidget parent_instance;

  GtkWidget *now_label;
  PangoLayout *layout;          /* made when it is first drawn with */
  PangoLayout *widest;          /* of the widest time; each place among the hours asks for it */
  GnomonViewTime time;
  double hour_height;
  int second_offset;            /* minutes of the second zone ahead of the first */
  gboolean has_second;
  gboolean has_now;
};

G_DEFINE_FINAL_TYPE (GnomonHoursGutter, gnomon_hours_gutter, GTK_TYPE_WIDGET)

static PangoLayout *
make_layout (GnomonHoursGutter *self)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);

  return layout;
}

/* The width of the widest time there is. */
static int
measure_time (GnomonHoursGutter *self)
{
  int width;

  if (self->widest == NULL)
    {
      g_autofree char *text = gnomon_format_time (22 * 3600, self->time.hours);

      self->widest = make_layout (self);
      pango_layout_set_text (self->widest, text, -1);
    }
  pango_layout_get_pixel_size (self->widest, &width, NULL);

  return width;
}

static gboolean
is_near_now (GnomonHoursGutter *self,
             int                hour)
{
  int now_minutes = gnomon_civil_time_of_wall (self->time.now_wall) / 60;

  return self->has_now && ABS (now_minutes - hour * 60) < NOW_MINUTES;
}

static void
draw_hours (GnomonHoursGutter *self,
            GtkSnapshot       *snapshot,
            const GdkRGBA     *color,
            int                offset_minutes,
            int                end)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int full_width = gtk_widget_get_width (GTK_WIDGET (self));

  for (int hour = 1; hour < HOURS; hour++)
    {
      g_autofree char *text = gnomon_format_time (hour * 3600 + offset_minutes * 60,
                                                  self->time.hours);
      int width, height;

      if (is_near_now (self, hour))
        continue;

      pango_layout_set_text (self->layout, text, -1);
      pango_layout_get_pixel_size (self->layout, &width, &height);
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot,
                              &GRAPHENE_POINT_INIT (rtl ? full_width - end : end - width,
                                                    (int) (hour * self->hour_height)
                                                    - height / 2));
      gtk_snapshot_append_layout (snapshot, self->layout, color);
      gtk_snapshot_restore (snapshot);
    }
}

static void
gnomon_hours_gutter_snapshot (GtkWidget   *widget,
                              GtkSnapshot *snapshot)
{
  GnomonHoursGutter *self = GNOMON_HOURS_GUTTER (widget);
  int end = gtk_widget_get_width (widget) - INSET;
  GdkRGBA color;

  gnomon_compat_get_color (widget, &color);
  if (self->layout == NULL)
    self->layout = make_layout (self);
  draw_hours (self, snapshot, &color, 0, end);
  if (self->has_second)
    draw_hours (self, snapshot, &color, self->second_offset, end - measure_time (self) - GAP);

  gtk_widget_snapshot_child (widget, self->now_label, snapshot);
}

static void
gnomon_hours_gutter_measure (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  gtk_widget_measure (GNOMON_HOURS_GUTTER (widget)->now_label, orientation, -1, minimum, natural,
                      NULL, NULL);
}

static void
gnomon_hours_gutter_size_allocate (GtkWidget *widget,
                                   int        width,
                                   int        height,
                                   int        baseline)
{
  GnomonHoursGutter *self = GNOMON_HOURS_GUTTER (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkAllocation now;
  double y;

  if (!gtk_widget_should_layout (self->now_label))
    return;

  y = gnomon_slots_wall_to_y (self->time.now_wall, self->time.today, self->hour_height);
  gtk_widget_measure (self->now_label, GTK_ORIENTATION_HORIZONTAL, -1, &now.width, NULL, NULL,
                      NULL);
  gtk_widget_measure (self->now_label, GTK_ORIENTATION_VERTICAL, -1, &now.height, NULL, NULL, NULL);
  now.x = rtl ? INSET : width - INSET - now.width;
  now.y = (int) y - now.height / 2;
  gtk_widget_size_allocate (self->now_label, &now, -1);
}

static void
gnomon_hours_gutter_css_changed (GtkWidget         *widget,
                                 GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (gnomon_hours_gutter_parent_class)->css_changed (widget, change);

  g_clear_object (&GNOMON_HOURS_GUTTER (widget)->layout);
  g_clear_object (&GNOMON_HOURS_GUTTER (widget)->widest);
}

static void
gnomon_hours_gutter_dispose (GObject *object)
{
  GnomonHoursGutter *self = GNOMON_HOURS_GUTTER (object);

  g_clear_pointer (&self->now_label, gtk_widget_unparent);
  g_clear_object (&self->layout);
  g_clear_object (&self->widest);

  G_OBJECT_CLASS (gnomon_hours_gutter_parent_class)->dispose (object);
}

static void
gnomon_hours_gutter_class_init (GnomonHoursGutterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_hours_gutter_dispose;

  widget_class->measure = gnomon_hours_gutter_measure;
  widget_class->size_allocate = gnomon_hours_gutter_size_allocate;
  widget_class->snapshot = gnomon_hours_gutter_snapshot;
  widget_class->css_changed = gnomon_hours_gutter_css_changed;

  gtk_widget_class_set_css_name (widget_class, "hoursgutter");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
gnomon_hours_gutter_init (GnomonHoursGutter *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "hour");
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);

  self->now_label = g_object_new (GTK_TYPE_LABEL,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  "css-classes", (const char *[]){ "now-time", NULL },
                                  NULL);
  gtk_widget_set_parent (self->now_label, GTK_WIDGET (self));
}

/**
 * gnomon_hours_gutter_new:
 *
 * Returns: (transfer full): a gutter
 */
GtkWidget *
gnomon_hours_gutter_new (void)
{
  return g_object_new (GNOMON_TYPE_HOURS_GUTTER, NULL);
}

/**
 * gnomon_hours_gutter_set_time:
 * @self: a gutter
 * @time: what the view knows of the time
 * @has_now: whether today is among the days
 */
void
gnomon_hours_gutter_set_time (GnomonHoursGutter    *self,
                              const GnomonViewTime *time,
                              gboolean              has_now)
{
  g_autofree char *text = NULL;

  g_return_if_fail (GNOMON_IS_HOURS_GUTTER (self));

  if (self->time.hours != time->hours)
    g_clear_object (&self->widest);
  self->time = *time;
  self->has_now = has_now;
  text = gnomon_format_time (time->now_wall, time->hours);
  gtk_label_set_label (GTK_LABEL (self->now_label), text);
  gtk_widget_set_visible (self->now_label, has_now);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * gnomon_hours_gutter_set_second:
 * @self: a gutter
 * @offset_minutes: by how much the second zone is ahead of the viewer's
 * @shown: whether there is a second zone
 */
void
gnomon_hours_gutter_set_second (GnomonHoursGutter *self,
                                int                offset_minutes,
                                gboolean           shown)
{
  g_return_if_fail (GNOMON_IS_HOURS_GUTTER (self));

  if (self->second_offset == offset_minutes && self->has_second == shown)
    return;

  self->second_offset = offset_minutes;
  self->has_second = shown;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * gnomon_hours_gutter_set_hour_height:
 * @self: a gutter
 * @hour_height: in pixels
 */
void
gnomon_hours_gutter_set_hour_height (GnomonHoursGutter *self,
                                     double             hour_height)
{
  g_return_if_fail (GNOMON_IS_HOURS_GUTTER (self));

  self->hour_height = hour_height;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * gnomon_hours_gutter_get_width:
 * @self: a gutter
 * @usual_width: how wide it is with one zone and a usual font
 *
 * Returns: how wide it has to be
 */
int
gnomon_hours_gutter_get_width (GnomonHoursGutter *self,
                               int                usual_width)
{
  int time_width, now_width;

  g_return_val_if_fail (GNOMON_IS_HOURS_GUTTER (self), 0);

  time_width = measure_time (self);
  /* What is now is bold. */
  gtk_widget_measure (self->now_label, GTK_ORIENTATION_HORIZONTAL, -1, &now_width, NULL, NULL,
                      NULL);
  usual_width = MAX (usual_width, MAX (time_width, now_width) + INSET + MARGIN);

  return self->has_second ? usual_width + time_width + GAP : usual_width;
}
