/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-event-popover.h"

#include "gnomon-event-details.h"
#include "gnomon-popover-place.h"

#define WIDTH 380

struct _GnomonEventPopover
{
  GtkPopover parent_instance;

  GtkWidget *details;
};

enum
{
  EDIT,
  DELETE,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonEventPopover, gnomon_event_popover, GTK_TYPE_POPOVER)

static void
edit_cb (GnomonEventPopover *self,
         GnomonEvent        *event)
{
  g_autoptr (GnomonEvent) kept = g_object_ref (event);

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[EDIT], 0, kept);
}

static void
delete_cb (GnomonEventPopover *self,
           GnomonEvent        *event)
{
  g_autoptr (GnomonEvent) kept = g_object_ref (event);

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[DELETE], 0, kept);
}

static void
failed_cb (GnomonEventPopover *self,
           const char         *message)
{
  g_signal_emit (self, signals[FAILED], 0, message);
}

static void
gnomon_event_popover_class_init (GnomonEventPopoverClass *klass)
{
  signals[EDIT] = g_signal_new ("edit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, GNOMON_TYPE_EVENT);
  signals[DELETE] = g_signal_new ("delete", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, GNOMON_TYPE_EVENT);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
gnomon_event_popover_init (GnomonEventPopover *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "event-popover");

  self->details = gnomon_event_details_new ();
  gtk_popover_set_child (GTK_POPOVER (self), self->details);
  g_signal_connect_object (self->details, "edit", G_CALLBACK (edit_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->details, "delete", G_CALLBACK (delete_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->details, "failed", G_CALLBACK (failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->details, "gone", G_CALLBACK (gtk_popover_popdown), self,
                           G_CONNECT_SWAPPED);
}

/**
 * gnomon_event_popover_new:
 * @store: the store that the events are of
 *
 * Returns: (transfer floating): a popover; whoever makes it keeps it, and shows one event after
 *   the other in it
 */
GtkWidget *
gnomon_event_popover_new (GnomonStore *store)
{
  GnomonEventPopover *self;

  g_return_val_if_fail (GNOMON_IS_STORE (store), NULL);

  self = g_object_new (GNOMON_TYPE_EVENT_POPOVER, NULL);
  gnomon_event_details_set_store (GNOMON_EVENT_DETAILS (self->details), store);

  return GTK_WIDGET (self);
}

/**
 * gnomon_event_popover_show_event:
 * @self: a popover
 * @occurrence: what was clicked
 * @view: the widget to be parented to
 * @pointing_to: where it was clicked, in the coordinates of @view
 *
 * Shows an event.
 *
 * Returns: %FALSE where the event is not there any more
 */
gboolean
gnomon_event_popover_show_event (GnomonEventPopover *self,
                                 GnomonOccurrence   *occurrence,
                                 GtkWidget          *view,
                                 const GdkRectangle *pointing_to)
{
  g_return_val_if_fail (GNOMON_IS_EVENT_POPOVER (self), FALSE);
  g_return_val_if_fail (GTK_IS_WIDGET (view), FALSE);
  g_return_val_if_fail (pointing_to != NULL, FALSE);

  if (!gnomon_event_details_show (GNOMON_EVENT_DETAILS (self->details), occurrence))
    return FALSE;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gnomon_occurrence_get_title (occurrence),
                                  -1);
  gnomon_popover_place_at (GTK_POPOVER (self), view, pointing_to, WIDTH);
  gtk_popover_popup (GTK_POPOVER (self));

  return TRUE;
}

/**
 * gnomon_event_popover_get_occurrence:
 * @self: a popover
 *
 * Returns: (transfer none) (nullable): what it shows, or has shown last
 */
GnomonOccurrence *
gnomon_event_popover_get_occurrence (GnomonEventPopover *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT_POPOVER (self), NULL);

  return gnomon_event_details_get_occurrence (GNOMON_EVENT_DETAILS (self->details));
}
