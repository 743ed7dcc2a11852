/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "gnomon-guest-row.h"
#include "gnomon-initials.h"

struct _GnomonGuestRow
{
  AdwActionRow parent_instance;

  GtkWidget *button;
  GtkWidget *answer_label;
  GtkWidget *answer_icon;

  GnomonAttendee *guest;
  GnomonAttendeeStatus status;
  gboolean is_organizer;
};

enum
{
  PROP_0,
  PROP_STATUS,
  N_PROPS
};

enum
{
  REMOVED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonGuestRow, gnomon_guest_row, ADW_TYPE_ACTION_ROW)

/**
 * gnomon_answer_get_label:
 * @status: an answer
 *
 * Returns: (transfer none): like `Going`
 */
const char *
gnomon_answer_get_label (GnomonAttendeeStatus status)
{
  switch (status)
    {
    case GNOMON_ATTENDEE_ACCEPTED:
      return C_("answer", "Going");
    case GNOMON_ATTENDEE_DECLINED:
      return C_("answer", "Can’t go");
    case GNOMON_ATTENDEE_TENTATIVE:
      return C_("answer", "Maybe");
    case GNOMON_ATTENDEE_PENDING:
    default:
      return C_("answer", "No answer");
    }
}

/**
 * gnomon_answer_get_icon_name:
 * @status: an answer
 *
 * Returns: (transfer none): an icon, so that answers differ by their shape
 */
const char *
gnomon_answer_get_icon_name (GnomonAttendeeStatus status)
{
  switch (status)
    {
    case GNOMON_ATTENDEE_ACCEPTED:
      return "object-select-symbolic";
    case GNOMON_ATTENDEE_DECLINED:
      return "window-close-symbolic";
    case GNOMON_ATTENDEE_TENTATIVE:
      return "dialog-question-symbolic";
    case GNOMON_ATTENDEE_PENDING:
    default:
      return "view-more-horizontal-symbolic";
    }
}

static void
show_answer (GnomonGuestRow *self)
{
  const char *name = gnomon_attendee_get_name (self->guest);
  g_autofree char *answer = NULL;
  g_autofree char *label = NULL;

  if (self->is_organizer)
    /* Translators: beside who invites, with their answer: "Organiser · Going". */
    answer = g_strdup_printf (_("Organiser · %s"), gnomon_answer_get_label (self->status));
  else
    answer = g_strdup (gnomon_answer_get_label (self->status));

  gtk_label_set_label (GTK_LABEL (self->answer_label), answer);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->answer_icon),
                                gnomon_answer_get_icon_name (self->status));

  /* Translators: a guest, then their answer. */
  label = g_strdup_printf (_("%s, %s"), name, answer);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  g_signal_emit (widget, signals[REMOVED], 0);
}

static void
gnomon_guest_row_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  GnomonGuestRow *self = GNOMON_GUEST_ROW (object);

  switch (prop_id)
    {
    case PROP_STATUS:
      g_value_set_string (value, gnomon_attendee_status_to_string (self->status));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gnomon_guest_row_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  GnomonGuestRow *self = GNOMON_GUEST_ROW (object);
  GnomonAttendeeStatus status;

  switch (prop_id)
    {
    case PROP_STATUS:
      /* Set through the menu's action, which anybody on the bus may activate. */
      if (!g_value_get_string (value)
          || !gnomon_attendee_status_from_string (g_value_get_string (value), &status)
          || status == self->status)
        return;

      self->status = status;
      show_answer (self);
      g_object_notify_by_pspec (object, props[PROP_STATUS]);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gnomon_guest_row_dispose (GObject *object)
{
  GnomonGuestRow *self = GNOMON_GUEST_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), GNOMON_TYPE_GUEST_ROW);
  g_clear_object (&self->guest);

  G_OBJECT_CLASS (gnomon_guest_row_parent_class)->dispose (object);
}

static void
gnomon_guest_row_class_init (GnomonGuestRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_guest_row_dispose;
  object_class->get_property = gnomon_guest_row_get_property;
  object_class->set_property = gnomon_guest_row_set_property;

  props[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, "pending",
                                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS
                                            | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_property_action (widget_class, "guest.status", "status");
  gtk_widget_class_install_action (widget_class, "guest.remove", NULL, remove_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "guest.remove", NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gnomon/Gnomon/ui/gnomon-guest-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GnomonGuestRow, button);
  gtk_widget_class_bind_template_child (widget_class, GnomonGuestRow, answer_label);
  gtk_widget_class_bind_template_child (widget_class, GnomonGuestRow, answer_icon);
}

static void
gnomon_guest_row_init (GnomonGuestRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gnomon_guest_row_new:
 * @guest: a guest, stored or not
 * @is_organizer: whether it is they who invite
 *
 * Returns: (transfer floating): a row for the guest
 */
GtkWidget *
gnomon_guest_row_new (GnomonAttendee *guest,
                      gboolean        is_organizer)
{
  GnomonGuestRow *self;

  g_return_val_if_fail (GNOMON_IS_ATTENDEE (guest), NULL);

  self = g_object_new (GNOMON_TYPE_GUEST_ROW, NULL);
  self->guest = g_object_ref (guest);
  self->status = gnomon_attendee_get_status (guest);
  self->is_organizer = is_organizer;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), gnomon_attendee_get_name (guest));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), gnomon_attendee_get_email (guest));
  adw_action_row_add_prefix (ADW_ACTION_ROW (self),
                             gnomon_initials_new (gnomon_attendee_get_name (guest)));
  show_answer (self);
  return GTK_WIDGET (self);
}

/**
 * gnomon_guest_row_dup_guest:
 * @self: a row
 *
 * Returns: (transfer full): the guest, with the answer that is shown
 */
GnomonAttendee *
gnomon_guest_row_dup_guest (GnomonGuestRow *self)
{
  g_return_val_if_fail (GNOMON_IS_GUEST_ROW (self), NULL);

  return gnomon_attendee_new (gnomon_attendee_get_id (self->guest),
                              gnomon_attendee_get_event_id (self->guest),
                              gnomon_attendee_get_email (self->guest),
                              gnomon_attendee_get_name (self->guest),
                              self->status,
                              gnomon_attendee_get_responded_at (self->guest));
}
