/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "gnomon-guests-group-private.h"
#include "gnomon-initials.h"
#include "gnomon-text-row.h"

/*
 * Who may be meant by what is typed: guests of earlier events, as rows below the field. Down goes
 * to them, Enter takes one, Escape takes them all away.
 */

#define MAX_SUGGESTIONS 4

static void
clear_suggestions (GnomonGuestsGroup *self)
{
  for (guint i = 0; i < self->suggestions->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self),
                                  g_ptr_array_index (self->suggestions, i));
  g_ptr_array_set_size (self->suggestions, 0);
}

static void
take (GnomonGuestsGroup *self,
      GtkWidget         *row)
{
  g_autoptr (GnomonAttendee) guest =
    g_object_ref (g_object_get_data (G_OBJECT (row), "guest"));

  clear_suggestions (self);
  gnomon_text_row_set_text (GNOMON_TEXT_ROW (self->add_row), "");
  gnomon_guests_group_append (self, guest);
  gtk_widget_grab_focus (self->add_row);
  gnomon_guests_group_changed (self);
}

static void
suggestion_activated_cb (GnomonGuestsGroup *self,
                         GtkWidget         *row)
{
  take (self, row);
}

static GtkWidget *
make_suggestion (GnomonGuestsGroup *self,
                 GnomonAttendee    *guest)
{
  GtkWidget *row = adw_action_row_new ();
  const char *name = gnomon_attendee_get_name (guest);
  g_autofree char *label = NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), gnomon_attendee_get_email (guest));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gnomon_initials_new (name));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_add_css_class (row, "guest-row");

  /* Translators: invites somebody who is offered: their name and address. */
  label = g_strdup_printf (_("Add %s, %s"), name, gnomon_attendee_get_email (guest));
  /* It would be called by its title besides. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (row), "guest", g_object_ref (guest), g_object_unref);
  g_signal_connect_object (row, "activated", G_CALLBACK (suggestion_activated_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

static gboolean
key_pressed_cb (GnomonGuestsGroup *self,
                guint              keyval)
{
  gboolean in_field = gtk_widget_get_focus_child (self->add_row) != NULL;

  if (self->suggestions->len == 0)
    return GDK_EVENT_PROPAGATE;

  if (keyval == GDK_KEY_Escape)
    {
      gtk_widget_grab_focus (self->add_row);
      clear_suggestions (self);
      return GDK_EVENT_STOP;
    }
  if (in_field && (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down))
    {
      gtk_widget_grab_focus (g_ptr_array_index (self->suggestions, 0));
      return GDK_EVENT_STOP;
    }

  return GDK_EVENT_PROPAGATE;
}

void
gnomon_guests_group_init_suggest (GnomonGuestsGroup *self)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  self->suggestions = g_ptr_array_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/* Offers who may be meant by @text, in the place of those before. */
void
gnomon_guests_group_suggest (GnomonGuestsGroup *self,
                             const char        *text)
{
  g_autoptr (GPtrArray) guests = NULL;

  clear_suggestions (self);
  if (self->store == NULL)
    return;

  guests = gnomon_store_find_guests (self->store, text, MAX_SUGGESTIONS + self->rows->len);
  for (guint i = 0; i < guests->len && self->suggestions->len < MAX_SUGGESTIONS; i++)
    {
      GnomonAttendee *guest = g_ptr_array_index (guests, i);
      GtkWidget *row;

      if (gnomon_guests_group_is_invited (self, guest))
        continue;

      row = make_suggestion (self, guest);
      g_ptr_array_add (self->suggestions, row);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
    }
}

/* Invites the first who is offered; FALSE where nobody is. */
gboolean
gnomon_guests_group_take_suggestion (GnomonGuestsGroup *self)
{
  if (self->suggestions->len == 0)
    return FALSE;

  take (self, g_ptr_array_index (self->suggestions, 0));
  return TRUE;
}
