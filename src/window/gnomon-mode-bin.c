/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-mode-bin.h"

struct _GnomonModeBin
{
  GtkWidget parent_instance;

  GtkWidget *child;
  GnomonMode mode;
  int width;
  int needs[GNOMON_MODE_NARROW + 1]; /* the least width of what it holds, for the modes seen */
  guint update_id;
};

enum
{
  PROP_0,
  PROP_CHILD,
  PROP_MODE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GnomonModeBin, gnomon_mode_bin, GTK_TYPE_WIDGET)

/* From which width on each mode is good, as the design says. */
static const int widths[] = {
  [GNOMON_MODE_WIDE] = 1000,
  [GNOMON_MODE_MEDIUM] = 680,
  [GNOMON_MODE_SMALL] = 560,
  [GNOMON_MODE_NARROW] = 0,
};

/* Words are longer in some languages, and some windows have more buttons: a mode that has not the
 * room that it needs gives way to the next one. */
static GnomonMode
mode_for_width (GnomonModeBin *self,
                int            width)
{
  GnomonMode mode = GNOMON_MODE_WIDE;

  while (mode < GNOMON_MODE_NARROW && width < MAX (widths[mode], self->needs[mode]))
    mode++;

  return mode;
}

static void
update_mode (GnomonModeBin *self)
{
  GnomonMode mode = mode_for_width (self, self->width);

  if (self->mode == mode)
    return;

  self->mode = mode;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODE]);
}

static gboolean
update_cb (gpointer user_data)
{
  GnomonModeBin *self = user_data;

  self->update_id = 0;
  update_mode (self);

  return G_SOURCE_REMOVE;
}

static int
get_need (GnomonModeBin *self)
{
  int need = 0;

  if (self->child != NULL)
    gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &need, NULL, NULL, NULL);

  return need;
}

static void
gnomon_mode_bin_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  GnomonModeBin *self = GNOMON_MODE_BIN (widget);

  int child_width = MAX (width, get_need (self));
  int x = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? width - child_width : 0;

  self->width = width;
  self->needs[self->mode] = MAX (self->needs[self->mode], get_need (self));
  if (mode_for_width (self, width) != self->mode && self->update_id == 0)
    self->update_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, update_cb, self, NULL);

  /* Until it has the mode for it, it is cut off. */
  if (self->child != NULL)
    gtk_widget_size_allocate (self->child, &(GtkAllocation){ x, 0, child_width, height }, baseline);
}

static void
gnomon_mode_bin_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  GnomonModeBin *self = GNOMON_MODE_BIN (widget);

  if (self->child == NULL)
    return;

  /* It can be made narrower than what it holds is now: that is how it comes to another mode. */
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    for_size = MAX (for_size, get_need (self));
  gtk_widget_measure (self->child, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = 0;
}

static void
gnomon_mode_bin_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  GnomonModeBin *self = GNOMON_MODE_BIN (object);

  switch (prop_id)
    {
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;

    case PROP_MODE:
      g_value_set_uint (value, self->mode);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gnomon_mode_bin_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_CHILD:
      gnomon_mode_bin_set_child (GNOMON_MODE_BIN (object), g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gnomon_mode_bin_dispose (GObject *object)
{
  GnomonModeBin *self = GNOMON_MODE_BIN (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_pointer (&self->child, gtk_widget_unparent);

  G_OBJECT_CLASS (gnomon_mode_bin_parent_class)->dispose (object);
}

static void
gnomon_mode_bin_class_init (GnomonModeBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_mode_bin_dispose;
  object_class->get_property = gnomon_mode_bin_get_property;
  object_class->set_property = gnomon_mode_bin_set_property;

  widget_class->measure = gnomon_mode_bin_measure;
  widget_class->size_allocate = gnomon_mode_bin_size_allocate;

  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS
                                                | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_MODE] = g_param_spec_uint ("mode", NULL, NULL, 0, GNOMON_MODE_NARROW, 0,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gnomon_mode_bin_init (GnomonModeBin *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * gnomon_mode_bin_set_child:
 * @self: a bin
 * @child: (nullable): what fills it
 */
void
gnomon_mode_bin_set_child (GnomonModeBin *self,
                           GtkWidget     *child)
{
  g_return_if_fail (GNOMON_IS_MODE_BIN (self));
  g_return_if_fail (child == NULL || GTK_IS_WIDGET (child));

  if (self->child == child)
    return;

  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHILD]);
}

/**
 * gnomon_mode_bin_get_mode:
 * @self: a bin
 *
 * Returns: the mode for its width
 */
GnomonMode
gnomon_mode_bin_get_mode (GnomonModeBin *self)
{
  g_return_val_if_fail (GNOMON_IS_MODE_BIN (self), GNOMON_MODE_WIDE);

  return self->mode;
}

/**
 * gnomon_mode_bin_note_width:
 * @self: a bin
 * @width: the width that it is going to have, in pixels
 *
 * Sets the mode before the first layout, so that the first frame is in the right one.
 */
void
gnomon_mode_bin_note_width (GnomonModeBin *self,
                            int            width)
{
  g_return_if_fail (GNOMON_IS_MODE_BIN (self));

  self->width = width;
  update_mode (self);
}
