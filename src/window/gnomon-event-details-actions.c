/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-event-details-private.h"

#include "gnomon-words.h"

/* What is done to the event that is shown: it is answered, joined, or handed on to be edited. */

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GnomonEventDetails) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gnomon_store_apply_finish (GNOMON_STORE (source), result, NULL, &error))
    {
      g_autofree char *words = gnomon_words_for_error (error);

      /* The buttons show again what holds. */
      if (self->event)
        gnomon_event_details_show_answer (self);
      g_signal_emit_by_name (self, "failed", words);
    }
}

static void
answer (GnomonEventDetails   *self,
        GnomonAttendeeStatus  status)
{
  g_autoptr (GnomonEvent) event = NULL;
  g_autoptr (GnomonOperation) operation = NULL;
  GnomonAttendee *own;

  if (!self->event)
    return;

  /* Of a series it is the guest of the series who answers. */
  event = gnomon_store_get_event (self->store, gnomon_event_get_id (self->event), NULL);
  own = event ? gnomon_event_find_own_attendee (event, gnomon_store_get_own_addresses (self->store))
              : NULL;
  if (!own)
    return;

  operation = gnomon_operation_new_respond (gnomon_event_get_id (event),
                                            gnomon_attendee_get_id (own),
                                            gnomon_attendee_status_to_string (status));
  gnomon_store_apply_async (self->store, operation, NULL, answered_cb, g_object_ref (self));
}

static void
answer_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  GnomonAttendeeStatus status;

  if (gnomon_attendee_status_from_string (g_variant_get_string (parameter, NULL), &status))
    answer (GNOMON_EVENT_DETAILS (widget), status);
}

static void
answer_clicked_cb (GnomonEventDetails *self,
                   GtkWidget          *button)
{
  if (button == self->going)
    answer (self, GNOMON_ATTENDEE_ACCEPTED);
  else if (button == self->maybe)
    answer (self, GNOMON_ATTENDEE_TENTATIVE);
  else
    answer (self, GNOMON_ATTENDEE_DECLINED);
}

static void
edit_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  GnomonEventDetails *self = GNOMON_EVENT_DETAILS (widget);
  g_autoptr (GnomonEvent) event = self->event ? g_object_ref (self->event) : NULL;

  if (event)
    g_signal_emit_by_name (self, "edit", event);
}

static void
delete_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  GnomonEventDetails *self = GNOMON_EVENT_DETAILS (widget);
  g_autoptr (GnomonEvent) event = self->event ? g_object_ref (self->event) : NULL;

  if (event)
    g_signal_emit_by_name (self, "delete", event);
}

static void
join_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  GnomonEventDetails *self = GNOMON_EVENT_DETAILS (widget);

  if (self->meeting_url)
    gtk_widget_activate_action (widget, "win.open-uri", "s", self->meeting_url);
}

/* Installs them, with their keys, and the buttons of the answer. */
void
gnomon_event_details_class_init_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "event.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "event.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "event.join", NULL, join_action);
  gtk_widget_class_install_action (widget_class, "event.answer", "s", answer_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, 0, "event.edit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "event.edit",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "event.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_j, 0, "event.join", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1, 0, "event.answer", "s", "accepted");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_2, 0, "event.answer", "s",
                                       "tentative");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_3, 0, "event.answer", "s", "declined");

  gtk_widget_class_bind_template_callback (widget_class, answer_clicked_cb);
}
