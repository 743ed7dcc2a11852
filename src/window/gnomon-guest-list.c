/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "gnomon-guest-list.h"
#include "gnomon-guest-row.h"
#include "gnomon-guest-words.h"
#include "gnomon-initials.h"

/* More guests than this are only counted. */
#define MAX_GUESTS 8

struct _GnomonGuestList
{
  GtkWidget parent_instance;

  GtkWidget *box;
};

G_DEFINE_FINAL_TYPE (GnomonGuestList, gnomon_guest_list, GTK_TYPE_WIDGET)

static GtkWidget *
make_guest (GnomonAttendee *guest,
            gboolean        is_organizer)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP,
                                 "spacing", 9, NULL);
  GtkWidget *answer = gtk_label_new (gnomon_answer_get_label (gnomon_attendee_get_status (guest)));
  GtkWidget *icon = g_object_new (
    GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "icon-name",
    gnomon_answer_get_icon_name (gnomon_attendee_get_status (guest)), NULL);
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;
  GtkWidget *name_label;

  if (is_organizer)
    /* Translators: a guest who is the one that invites. */
    name = g_strdup_printf (_("%s (organiser)"), gnomon_attendee_get_name (guest));
  else
    name = g_strdup (gnomon_attendee_get_name (guest));

  name_label = gtk_label_new (name);
  gtk_label_set_xalign (GTK_LABEL (name_label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name_label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name_label, TRUE);
  gtk_widget_add_css_class (answer, "guest-answer");

  gtk_box_append (GTK_BOX (box), gnomon_initials_new (gnomon_attendee_get_name (guest)));
  gtk_box_append (GTK_BOX (box), name_label);
  gtk_box_append (GTK_BOX (box), answer);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_widget_set_tooltip_text (box, gnomon_attendee_get_email (guest));

  /* Translators: a guest, then their answer. */
  label = g_strdup_printf (_("%s, %s"), name,
                           gnomon_answer_get_label (gnomon_attendee_get_status (guest)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return box;
}

static void
append_text (GnomonGuestList *self,
             const char      *text,
             const char      *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (self->box), label);
}

static void
gnomon_guest_list_dispose (GObject *object)
{
  GnomonGuestList *self = GNOMON_GUEST_LIST (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (gnomon_guest_list_parent_class)->dispose (object);
}

static void
gnomon_guest_list_class_init (GnomonGuestListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gnomon_guest_list_dispose;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
gnomon_guest_list_init (GnomonGuestList *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 5);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * gnomon_guest_list_set_event:
 * @self: a list
 * @event: an event
 *
 * Shows the guests of an event instead of those before.
 */
void
gnomon_guest_list_set_event (GnomonGuestList *self,
                             GnomonEvent     *event)
{
  GPtrArray *guests;
  g_autofree char *organizer = NULL;
  g_autofree char *summary = NULL;
  GtkWidget *child;

  g_return_if_fail (GNOMON_IS_GUEST_LIST (self));
  g_return_if_fail (GNOMON_IS_EVENT (event));

  guests = gnomon_event_get_attendees (event);
  organizer = gnomon_attendee_fold_email (gnomon_event_get_organizer (event));
  summary = gnomon_guests_summarize (guests);

  while ((child = gtk_widget_get_first_child (self->box)))
    gtk_box_remove (GTK_BOX (self->box), child);

  append_text (self, summary, "popover-detail");

  for (guint i = 0; i < MIN (guests->len, MAX_GUESTS); i++)
    {
      GnomonAttendee *guest = g_ptr_array_index (guests, i);
      g_autofree char *folded = gnomon_attendee_fold_email (gnomon_attendee_get_email (guest));

      gtk_box_append (GTK_BOX (self->box), make_guest (guest, g_str_equal (folded, organizer)));
    }

  if (guests->len > MAX_GUESTS)
    {
      int rest = (int) guests->len - MAX_GUESTS;
      /* Translators: guests that are not listed. */
      g_autofree char *text = g_strdup_printf (ngettext ("and %d more", "and %d more", rest), rest);

      append_text (self, text, "guest-answer");
    }
}
