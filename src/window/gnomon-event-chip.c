/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-event-chip-private.h"

#include "gnomon-css.h"
#include "gnomon-palette.h"

enum
{
  SIGNAL_OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonEventChip, gnomon_event_chip, GTK_TYPE_WIDGET)

static void
clear_text (GnomonEventChip *self)
{
  g_clear_object (&self->title);
  g_clear_object (&self->time);
  g_clear_pointer (&self->title_text, g_free);
  g_clear_pointer (&self->time_text, g_free);
  g_clear_pointer (&self->range_text, g_free);
  g_clear_pointer (&self->place_text, g_free);
}

static void
set_times (GnomonEventChip *self,
           gint64           start_wall,
           gint64           end_wall,
           GnomonHours      hours)
{
  g_free (self->time_text);
  self->time_text = gnomon_format_time (start_wall, hours);
  if (self->form == GNOMON_CHIP_BLOCK)
    {
      g_autofree char *range = gnomon_format_time_range (start_wall, end_wall, hours);

      g_free (self->range_text);
      self->range_text = gnomon_event_chip_lead (self->look, range);
    }
}

static void
update_classes (GnomonEventChip *self,
                const char      *color,
                gboolean         past)
{
  gnomon_css_set_class (GTK_WIDGET (self), "line", self->form == GNOMON_CHIP_LINE);
  gnomon_css_set_class (GTK_WIDGET (self), "chip", self->form != GNOMON_CHIP_LINE);
  gnomon_css_set_class (GTK_WIDGET (self), "block", self->form == GNOMON_CHIP_BLOCK);
  gnomon_css_set_class (GTK_WIDGET (self), "tentative", self->look == GNOMON_LOOK_MAYBE);
  gnomon_css_set_class (GTK_WIDGET (self), "needs-reply", self->look == GNOMON_LOOK_NEEDS_REPLY);
  gnomon_css_set_class (GTK_WIDGET (self), "declined", self->look == GNOMON_LOOK_DECLINED);
  gnomon_css_set_class (GTK_WIDGET (self), "cancelled", self->look == GNOMON_LOOK_CANCELLED);
  gnomon_css_set_class (GTK_WIDGET (self), "past", past);
  gnomon_palette_dress (GTK_WIDGET (self), &self->color_class, color);
  gtk_widget_set_visible (self->bar, self->form != GNOMON_CHIP_BAR);
}

static void
open_action_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_OPENED], 0);
}

static gboolean
query_tooltip_cb (GnomonEventChip *self,
                  int              x,
                  int              y,
                  gboolean         keyboard,
                  GtkTooltip      *tooltip)
{
  g_assert (GNOMON_IS_EVENT_CHIP (self));

  /* A title that is shown whole, or in a popover, needs no second showing. */
  if (self->selected || self->title == NULL
      || (!pango_layout_is_ellipsized (self->title) && !gnomon_event_chip_is_bare (self)))
    return FALSE;

  gtk_tooltip_set_text (tooltip, self->title_text);
  return TRUE;
}

static void
gnomon_event_chip_dispose (GObject *object)
{
  GnomonEventChip *self = GNOMON_EVENT_CHIP (object);

  g_clear_pointer (&self->bar, gtk_widget_unparent);
  g_clear_object (&self->occurrence);
  clear_text (self);

  G_OBJECT_CLASS (gnomon_event_chip_parent_class)->dispose (object);
}

static void
gnomon_event_chip_class_init (GnomonEventChipClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_event_chip_dispose;

  widget_class->measure = gnomon_event_chip_measure;
  widget_class->size_allocate = gnomon_event_chip_size_allocate;
  widget_class->snapshot = gnomon_event_chip_snapshot;

  signals[SIGNAL_OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "eventchip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);

  gtk_widget_class_install_action (widget_class, "chip.open", NULL, open_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, 0, "chip.open", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, 0, "chip.open", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_ISO_Enter, 0, "chip.open", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_space, 0, "chip.open", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Space, 0, "chip.open", NULL);
}

static void
gnomon_event_chip_init (GnomonEventChip *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_VISIBLE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);

  self->bar = g_object_new (GTK_TYPE_BOX,
                            "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                            NULL);
  gtk_widget_add_css_class (self->bar, "bar");
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE,
                                  -1);
}

/**
 * gnomon_event_chip_new:
 *
 * Returns: (transfer full): a chip without an event
 */
GtkWidget *
gnomon_event_chip_new (void)
{
  return g_object_new (GNOMON_TYPE_EVENT_CHIP, NULL);
}

/**
 * gnomon_event_chip_get_occurrence:
 * @self: a chip
 *
 * Returns: (transfer none) (nullable): what it shows
 */
GnomonOccurrence *
gnomon_event_chip_get_occurrence (GnomonEventChip *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT_CHIP (self), NULL);

  return self->occurrence;
}

/**
 * gnomon_event_chip_set_occurrence:
 * @self: a chip
 * @occurrence: what to show
 * @form: how
 * @calendar_name: (nullable): the name of its calendar, for those who hear it
 * @time: what the view knows of the time
 */
void
gnomon_event_chip_set_occurrence (GnomonEventChip      *self,
                                  GnomonOccurrence     *occurrence,
                                  GnomonChipForm        form,
                                  const char           *calendar_name,
                                  const GnomonViewTime *time)
{
  g_autofree char *label = NULL;

  g_return_if_fail (GNOMON_IS_EVENT_CHIP (self));
  g_return_if_fail (GNOMON_IS_OCCURRENCE (occurrence));
  g_return_if_fail (time != NULL);

  g_set_object (&self->occurrence, occurrence);
  self->form = form;
  self->look = gnomon_occurrence_get_look (occurrence);

  clear_text (self);
  self->title_text = g_strdup (gnomon_occurrence_get_title (occurrence));
  self->place_text = g_strdup (gnomon_occurrence_get_location (occurrence));
  set_times (self, gnomon_occurrence_get_start_wall (occurrence),
             gnomon_occurrence_get_end_wall (occurrence), time->hours);
  update_classes (self, gnomon_occurrence_get_color (occurrence),
                  gnomon_occurrence_get_ends_at (occurrence) <= time->now);

  label = gnomon_describe_occurrence (occurrence, calendar_name, time);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * gnomon_event_chip_new_ghost:
 *
 * Returns: (transfer full): a chip that shows where an event would be: it takes neither focus nor
 *   pointer
 */
GtkWidget *
gnomon_event_chip_new_ghost (void)
{
  return g_object_new (GNOMON_TYPE_EVENT_CHIP,
                       "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                       "can-target", FALSE,
                       "focusable", FALSE,
                       NULL);
}

/**
 * gnomon_event_chip_set_ghost:
 * @self: a ghost
 * @title: (nullable): what the event would be called
 * @color: (nullable): its colour
 * @form: how to show it
 * @lifted: whether it is an event that is dragged, else one that is being made
 */
void
gnomon_event_chip_set_ghost (GnomonEventChip *self,
                             const char      *title,
                             const char      *color,
                             GnomonChipForm   form,
                             gboolean         lifted)
{
  g_return_if_fail (GNOMON_IS_EVENT_CHIP (self));

  self->form = form;
  clear_text (self);
  self->title_text = g_strdup (title != NULL ? title : "");
  update_classes (self, color, FALSE);
  gnomon_css_set_class (GTK_WIDGET (self), "ghost", !lifted);
  gnomon_css_set_class (GTK_WIDGET (self), "dragging", lifted);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * gnomon_event_chip_set_times:
 * @self: a chip
 * @start_wall: when it begins
 * @end_wall: when it ends
 * @hours: the clock's kind
 *
 * Shows other times than those that the event has, while it is dragged.
 */
void
gnomon_event_chip_set_times (GnomonEventChip *self,
                             gint64           start_wall,
                             gint64           end_wall,
                             GnomonHours      hours)
{
  g_return_if_fail (GNOMON_IS_EVENT_CHIP (self));

  g_clear_object (&self->time);
  set_times (self, start_wall, end_wall, hours);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * gnomon_event_chip_set_own_width:
 * @self: a chip that is a block
 * @own_width: how much of its width no other one lies over, in pixels
 * @covered: whether another one lies over the rest
 */
void
gnomon_event_chip_set_own_width (GnomonEventChip *self,
                                 int              own_width,
                                 gboolean         covered)
{
  g_return_if_fail (GNOMON_IS_EVENT_CHIP (self));

  if (self->own_width == own_width && self->covered == covered)
    return;

  self->own_width = own_width;
  self->covered = covered;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * gnomon_event_chip_set_cut:
 * @self: a chip that is a block
 * @above: whether the event goes on above it, in the day before
 * @below: whether it goes on below it
 *
 * Where the event goes on, the chip's corners are square.
 */
void
gnomon_event_chip_set_cut (GnomonEventChip *self,
                           gboolean         above,
                           gboolean         below)
{
  g_return_if_fail (GNOMON_IS_EVENT_CHIP (self));

  gnomon_css_set_class (GTK_WIDGET (self), "cut-above", above);
  gnomon_css_set_class (GTK_WIDGET (self), "cut-below", below);
}

/**
 * gnomon_event_chip_set_continues:
 * @self: a chip
 * @before: whether the event goes on before the chip's first day
 * @after: whether it goes on after its last one
 *
 * Where the event goes on, the chip's corners are square.
 */
void
gnomon_event_chip_set_continues (GnomonEventChip *self,
                                 gboolean         before,
                                 gboolean         after)
{
  g_return_if_fail (GNOMON_IS_EVENT_CHIP (self));

  gnomon_css_set_class (GTK_WIDGET (self), "cont-start", before);
  gnomon_css_set_class (GTK_WIDGET (self), "cont-end", after);
}

/**
 * gnomon_event_chip_set_shift:
 * @self: a chip
 * @shift: how far from its place it is drawn, in pixels
 *
 * A chip cannot move its own ground: what it stands in draws it by gnomon_chip_pool_snapshot().
 */
void
gnomon_event_chip_set_shift (GnomonEventChip        *self,
                             const graphene_point_t *shift)
{
  GtkWidget *parent;

  g_return_if_fail (GNOMON_IS_EVENT_CHIP (self));

  if (graphene_point_equal (&self->shift, shift))
    return;

  self->shift = *shift;
  parent = gtk_widget_get_parent (GTK_WIDGET (self));
  if (parent != NULL)
    gtk_widget_queue_draw (parent);
}

/**
 * gnomon_event_chip_get_shift:
 * @self: a chip
 * @shift: (out): how far from its place it is drawn
 */
void
gnomon_event_chip_get_shift (GnomonEventChip  *self,
                             graphene_point_t *shift)
{
  g_return_if_fail (GNOMON_IS_EVENT_CHIP (self));

  *shift = self->shift;
}

/**
 * gnomon_event_chip_get_selected:
 * @self: a chip
 *
 * Returns: whether its popover is open
 */
gboolean
gnomon_event_chip_get_selected (GnomonEventChip *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT_CHIP (self), FALSE);

  return self->selected;
}

/**
 * gnomon_event_chip_set_selected:
 * @self: a chip
 * @selected: whether its popover is open
 */
void
gnomon_event_chip_set_selected (GnomonEventChip *self,
                                gboolean         selected)
{
  g_return_if_fail (GNOMON_IS_EVENT_CHIP (self));

  if (self->selected == selected)
    return;

  self->selected = selected;
  gnomon_css_set_class (GTK_WIDGET (self), "selected", selected);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self),
                               GTK_ACCESSIBLE_STATE_EXPANDED, selected,
                               -1);
}
