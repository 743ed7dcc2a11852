/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-split-pane.h"

#include <adwaita.h>

#define SIDEBAR_WIDTH 256
#define SCRIM_ALPHA 0.32f
#define DURATION 200

struct _GnomonSplitPane
{
  GtkWidget parent_instance;

  GtkWidget *sidebar;
  GtkWidget *content;
  AdwAnimation *animation;
  double progress;              /* how much of the sidebar is shown: 0 to 1 */
  gboolean folded;
  gboolean docked;              /* whether it is shown where the pane is not folded */
  gboolean raised;              /* whether it is shown where it is */
};

enum
{
  PROP_0,
  PROP_SIDEBAR,
  PROP_CONTENT,
  PROP_FOLDED,
  PROP_SHOW_SIDEBAR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GnomonSplitPane, gnomon_split_pane, GTK_TYPE_WIDGET)

static void
set_progress (double   progress,
              gpointer user_data)
{
  GnomonSplitPane *self = user_data;

  self->progress = progress;
  if (self->sidebar != NULL)
    gtk_widget_set_child_visible (self->sidebar, progress > 0);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
reveal (GnomonSplitPane *self,
        gboolean         animate)
{
  double target = gnomon_split_pane_get_show_sidebar (self) ? 1 : 0;

  if (!animate || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      if (adw_animation_get_state (self->animation) == ADW_ANIMATION_PLAYING)
        adw_animation_pause (self->animation);
      set_progress (target, self);
      return;
    }

  adw_timed_animation_set_value_from (ADW_TIMED_ANIMATION (self->animation), self->progress);
  adw_timed_animation_set_value_to (ADW_TIMED_ANIMATION (self->animation), target);
  adw_animation_play (self->animation);
}

/* What lies on top is the last child, for the pointer; what comes first is the first, for Tab. */
static void
order_children (GnomonSplitPane *self)
{
  if (self->sidebar != NULL && self->content != NULL)
    gtk_widget_insert_before (self->sidebar, GTK_WIDGET (self),
                              self->folded ? NULL : self->content);
}

static int
get_sidebar_width (GnomonSplitPane *self)
{
  int minimum;

  if (self->sidebar == NULL)
    return 0;

  gtk_widget_measure (self->sidebar, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return MAX (SIDEBAR_WIDTH, minimum);
}

static void
click_pressed_cb (GnomonSplitPane *self,
                  int              n_press,
                  double           x,
                  double           y,
                  GtkGestureClick *gesture)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int sidebar_width = get_sidebar_width (self);
  gboolean beside;

  g_assert (GNOMON_IS_SPLIT_PANE (self));

  beside = rtl ? x < gtk_widget_get_width (GTK_WIDGET (self)) - sidebar_width : x >= sidebar_width;
  if (!self->folded || !self->raised || !beside)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gnomon_split_pane_set_show_sidebar (self, FALSE);
}

static gboolean
escape_pressed_cb (GtkWidget *widget,
                   GVariant  *arguments,
                   gpointer   user_data)
{
  GnomonSplitPane *self = GNOMON_SPLIT_PANE (widget);

  if (!self->folded || !self->raised)
    return FALSE;

  gnomon_split_pane_set_show_sidebar (self, FALSE);

  return TRUE;
}

static void
gnomon_split_pane_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  GnomonSplitPane *self = GNOMON_SPLIT_PANE (widget);
  int sidebar_minimum = 0;
  int sidebar_natural = 0;

  if (self->content != NULL)
    gtk_widget_measure (self->content, orientation, -1, minimum, natural, NULL, NULL);
  if (self->sidebar != NULL)
    gtk_widget_measure (self->sidebar, orientation, -1, &sidebar_minimum, &sidebar_natural,
                        NULL, NULL);

  /* Docked, it needs the room of both: it is by this that its parent knows when it has to fold. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL && !self->folded && self->docked)
    *minimum += get_sidebar_width (self);
  else
    *minimum = MAX (*minimum, sidebar_minimum);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    *natural = MAX (*natural, sidebar_natural);
  else
    *natural += sidebar_natural;
  *natural = MAX (*natural, *minimum);
}

static void
gnomon_split_pane_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  GnomonSplitPane *self = GNOMON_SPLIT_PANE (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int sidebar_width = MIN (get_sidebar_width (self), width);
  int shown = (int) (self->progress * sidebar_width + 0.5);

  if (self->sidebar != NULL && gtk_widget_should_layout (self->sidebar))
    gtk_widget_size_allocate (self->sidebar,
                              &(GtkAllocation){ rtl ? width - shown : shown - sidebar_width, 0,
                                                sidebar_width, height },
                              -1);

  if (self->content != NULL)
    {
      int minimum;
      int room = self->folded ? width : width - shown;

      int x = rtl || self->folded ? 0 : shown;

      gtk_widget_measure (self->content, GTK_ORIENTATION_HORIZONTAL, -1, &minimum,
                          NULL, NULL, NULL);
      /* For the one frame before the pane folds there may be too little. */
      room = MAX (room, minimum);
      gtk_widget_size_allocate (self->content, &(GtkAllocation){ x, 0, room, height }, -1);
    }
}

static void
gnomon_split_pane_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  GnomonSplitPane *self = GNOMON_SPLIT_PANE (widget);

  if (self->content != NULL)
    gtk_widget_snapshot_child (widget, self->content, snapshot);
  if (self->folded && self->progress > 0)
    gtk_snapshot_append_color (snapshot,
                               &(GdkRGBA){ 0, 0, 0, SCRIM_ALPHA * (float) self->progress },
                               &GRAPHENE_RECT_INIT (0, 0,
                                                    gtk_widget_get_width (widget),
                                                    gtk_widget_get_height (widget)));
  if (self->sidebar != NULL)
    gtk_widget_snapshot_child (widget, self->sidebar, snapshot);
}

static void
gnomon_split_pane_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  GnomonSplitPane *self = GNOMON_SPLIT_PANE (object);

  switch (prop_id)
    {
    case PROP_SIDEBAR:
      g_value_set_object (value, self->sidebar);
      break;

    case PROP_CONTENT:
      g_value_set_object (value, self->content);
      break;

    case PROP_FOLDED:
      g_value_set_boolean (value, self->folded);
      break;

    case PROP_SHOW_SIDEBAR:
      g_value_set_boolean (value, gnomon_split_pane_get_show_sidebar (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gnomon_split_pane_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  GnomonSplitPane *self = GNOMON_SPLIT_PANE (object);

  switch (prop_id)
    {
    case PROP_SIDEBAR:
      gnomon_split_pane_set_sidebar (self, g_value_get_object (value));
      break;

    case PROP_CONTENT:
      gnomon_split_pane_set_content (self, g_value_get_object (value));
      break;

    case PROP_FOLDED:
      gnomon_split_pane_set_folded (self, g_value_get_boolean (value));
      break;

    case PROP_SHOW_SIDEBAR:
      gnomon_split_pane_set_show_sidebar (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gnomon_split_pane_dispose (GObject *object)
{
  GnomonSplitPane *self = GNOMON_SPLIT_PANE (object);

  g_clear_object (&self->animation);
  g_clear_pointer (&self->sidebar, gtk_widget_unparent);
  g_clear_pointer (&self->content, gtk_widget_unparent);

  G_OBJECT_CLASS (gnomon_split_pane_parent_class)->dispose (object);
}

static void
gnomon_split_pane_class_init (GnomonSplitPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_split_pane_dispose;
  object_class->get_property = gnomon_split_pane_get_property;
  object_class->set_property = gnomon_split_pane_set_property;

  widget_class->measure = gnomon_split_pane_measure;
  widget_class->size_allocate = gnomon_split_pane_size_allocate;
  widget_class->snapshot = gnomon_split_pane_snapshot;

  properties[PROP_SIDEBAR] = g_param_spec_object ("sidebar", NULL, NULL, GTK_TYPE_WIDGET,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS
                                                  | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS
                                                  | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS
                                                  | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_SHOW_SIDEBAR] = g_param_spec_boolean ("show-sidebar", NULL, NULL, TRUE,
                                                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS
                                                        | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "splitpane");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_pressed_cb, NULL);
}

static void
gnomon_split_pane_init (GnomonSplitPane *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  AdwAnimationTarget *target;

  self->docked = TRUE;
  self->progress = 1;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);

  target = adw_callback_animation_target_new (set_progress, self, NULL);
  self->animation = adw_timed_animation_new (GTK_WIDGET (self), 0, 1, DURATION, target);
  adw_timed_animation_set_easing (ADW_TIMED_ANIMATION (self->animation), ADW_EASE_OUT_CUBIC);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (click_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/**
 * gnomon_split_pane_new:
 *
 * Returns: (transfer full): an empty pane
 */
GtkWidget *
gnomon_split_pane_new (void)
{
  return g_object_new (GNOMON_TYPE_SPLIT_PANE, NULL);
}

/**
 * gnomon_split_pane_set_sidebar:
 * @self: a pane
 * @sidebar: (nullable): what stands at the leading side
 */
void
gnomon_split_pane_set_sidebar (GnomonSplitPane *self,
                               GtkWidget       *sidebar)
{
  g_return_if_fail (GNOMON_IS_SPLIT_PANE (self));

  if (self->sidebar == sidebar)
    return;

  g_clear_pointer (&self->sidebar, gtk_widget_unparent);
  self->sidebar = sidebar;
  if (sidebar != NULL)
    {
      gtk_widget_set_parent (sidebar, GTK_WIDGET (self));
      order_children (self);
      gtk_widget_set_child_visible (sidebar, self->progress > 0);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIDEBAR]);
}

/**
 * gnomon_split_pane_set_content:
 * @self: a pane
 * @content: (nullable): what fills the rest
 */
void
gnomon_split_pane_set_content (GnomonSplitPane *self,
                               GtkWidget       *content)
{
  g_return_if_fail (GNOMON_IS_SPLIT_PANE (self));

  if (self->content == content)
    return;

  g_clear_pointer (&self->content, gtk_widget_unparent);
  self->content = content;
  if (content != NULL)
    {
      gtk_widget_set_parent (content, GTK_WIDGET (self));
      order_children (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONTENT]);
}

/**
 * gnomon_split_pane_get_folded:
 * @self: a pane
 *
 * Returns: whether the sidebar lies over the content
 */
gboolean
gnomon_split_pane_get_folded (GnomonSplitPane *self)
{
  g_return_val_if_fail (GNOMON_IS_SPLIT_PANE (self), FALSE);

  return self->folded;
}

/**
 * gnomon_split_pane_set_folded:
 * @self: a pane
 * @folded: whether the sidebar shall lie over the content
 *
 * A pane that has just folded does not show its sidebar.
 */
void
gnomon_split_pane_set_folded (GnomonSplitPane *self,
                              gboolean         folded)
{
  gboolean shown;

  g_return_if_fail (GNOMON_IS_SPLIT_PANE (self));

  if (self->folded == folded)
    return;

  shown = gnomon_split_pane_get_show_sidebar (self);
  self->folded = folded;
  self->raised = FALSE;
  order_children (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  reveal (self, FALSE);

  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
  if (shown != gnomon_split_pane_get_show_sidebar (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_SIDEBAR]);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * gnomon_split_pane_get_show_sidebar:
 * @self: a pane
 *
 * Returns: whether the sidebar is shown
 */
gboolean
gnomon_split_pane_get_show_sidebar (GnomonSplitPane *self)
{
  g_return_val_if_fail (GNOMON_IS_SPLIT_PANE (self), FALSE);

  return self->folded ? self->raised : self->docked;
}

/**
 * gnomon_split_pane_set_show_sidebar:
 * @self: a pane
 * @show_sidebar: whether to show the sidebar
 */
void
gnomon_split_pane_set_show_sidebar (GnomonSplitPane *self,
                                    gboolean         show_sidebar)
{
  g_return_if_fail (GNOMON_IS_SPLIT_PANE (self));

  if (gnomon_split_pane_get_show_sidebar (self) == show_sidebar)
    return;

  if (self->folded)
    self->raised = show_sidebar;
  else
    self->docked = show_sidebar;

  gtk_widget_queue_resize (GTK_WIDGET (self));
  reveal (self, TRUE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_SIDEBAR]);
}
