/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "gnomon-addresses.h"
#include "gnomon-guest-row.h"
#include "gnomon-guest-words.h"
#include "gnomon-guests-group-private.h"
#include "gnomon-text-row.h"
#include "gnomon-words.h"

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonGuestsGroup, gnomon_guests_group, ADW_TYPE_PREFERENCES_GROUP)

gboolean
gnomon_guests_group_is_invited (GnomonGuestsGroup *self,
                                GnomonAttendee    *guest)
{
  g_autofree char *folded = gnomon_attendee_fold_email (gnomon_attendee_get_email (guest));

  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autoptr (GnomonAttendee) invited =
        gnomon_guest_row_dup_guest (g_ptr_array_index (self->rows, i));
      g_autofree char *other = gnomon_attendee_fold_email (gnomon_attendee_get_email (invited));

      if (g_str_equal (folded, other))
        return TRUE;
    }

  return FALSE;
}

static GPtrArray *
list_guests (GnomonGuestsGroup *self)
{
  GPtrArray *guests = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->rows->len; i++)
    g_ptr_array_add (guests, gnomon_guest_row_dup_guest (g_ptr_array_index (self->rows, i)));

  return guests;
}

/* How many come; and that they have to be told: nothing is sent to them. */
static void
show_summary (GnomonGuestsGroup *self)
{
  g_autoptr (GPtrArray) guests = list_guests (self);
  g_autofree char *summary = gnomon_guests_summarize (guests);
  /* Translators: %s is like "3 guests · 1 going, 2 waiting". */
  g_autofree char *text = g_strdup_printf (_("%s. Gnomon sends no invitations."), summary);

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                         guests->len > 0 ? text : NULL);
}

void
gnomon_guests_group_changed (GnomonGuestsGroup *self)
{
  show_summary (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
guest_changed_cb (GnomonGuestsGroup *self)
{
  gnomon_guests_group_changed (self);
}

static void
guest_removed_cb (GnomonGuestsGroup *self,
                  GnomonGuestRow    *row)
{
  guint position;
  GtkWidget *next;

  if (!g_ptr_array_find (self->rows, row, &position))
    return;

  /* The focus goes on to who stands there now. */
  next = position + 1 < self->rows->len ? g_ptr_array_index (self->rows, position + 1)
                                        : self->add_row;
  gtk_widget_grab_focus (next);

  g_ptr_array_remove_index (self->rows, position);
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
  gnomon_guests_group_changed (self);
}

void
gnomon_guests_group_append (GnomonGuestsGroup *self,
                            GnomonAttendee    *guest)
{
  g_autofree char *folded = gnomon_attendee_fold_email (gnomon_attendee_get_email (guest));
  GtkWidget *row;

  /* One address stands once; pasting a list again adds only who is new. */
  if (gnomon_guests_group_is_invited (self, guest))
    return;

  row = gnomon_guest_row_new (guest, g_strcmp0 (folded, self->organizer) == 0);
  g_signal_connect_object (row, "notify::status", G_CALLBACK (guest_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "removed", G_CALLBACK (guest_removed_cb), self, G_CONNECT_SWAPPED);

  /* Before the field to add more, which is being typed in and must stay where it is. */
  gtk_list_box_insert (GTK_LIST_BOX (gtk_widget_get_parent (self->add_row)), row,
                       gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (self->add_row)));

  g_ptr_array_add (self->rows, row);
}

static gboolean
add_text (GnomonGuestsGroup *self,
          const char        *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *refused = NULL;
  g_autoptr (GPtrArray) guests = gnomon_addresses_parse (text, &refused, &error);

  if (!guests)
    {
      g_autofree char *words = gnomon_words_for_error (error);
      /* Translators: what was typed in the place of an address, then what is wrong with it. */
      g_autofree char *message = g_strdup_printf (_("“%s”: %s"), refused, words);

      gnomon_guests_group_show_error (self, message);
      return FALSE;
    }

  for (guint i = 0; i < guests->len; i++)
    gnomon_guests_group_append (self, g_ptr_array_index (guests, i));

  if (guests->len > 0)
    gnomon_guests_group_changed (self);

  return TRUE;
}

/* A separator, typed or pasted, ends an address: it becomes a guest at once. */
static void
text_changed_cb (GnomonGuestsGroup *self)
{
  g_autofree char *text = g_strdup (gnomon_text_row_get_text (GNOMON_TEXT_ROW (self->add_row)));
  gsize end = gnomon_addresses_find_end (text);

  gtk_widget_set_sensitive (self->add_button, *text != '\0');
  gnomon_guests_group_show_error (self, NULL);

  if (end > 0)
    {
      g_autofree char *complete = g_strndup (text, end);

      if (add_text (self, complete))
        gnomon_text_row_set_text (GNOMON_TEXT_ROW (self->add_row), g_strchug (text + end));
      return;
    }

  gnomon_guests_group_suggest (self, text);
  /* What is half typed is kept in the draft. */
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
text_entered_cb (GnomonGuestsGroup *self)
{
  const char *text = gnomon_text_row_get_text (GNOMON_TEXT_ROW (self->add_row));

  /* Who is called by a name is the first one who is offered. */
  if (strchr (text, '@') != NULL || !gnomon_guests_group_take_suggestion (self))
    gnomon_guests_group_add_typed (self);
  gtk_widget_grab_focus (self->add_row);
}

static void
gnomon_guests_group_dispose (GObject *object)
{
  GnomonGuestsGroup *self = GNOMON_GUESTS_GROUP (object);

  g_clear_handle_id (&self->busy_timeout, g_source_remove);
  g_clear_object (&self->store);
  gtk_widget_dispose_template (GTK_WIDGET (object), GNOMON_TYPE_GUESTS_GROUP);

  G_OBJECT_CLASS (gnomon_guests_group_parent_class)->dispose (object);
}

static void
gnomon_guests_group_finalize (GObject *object)
{
  GnomonGuestsGroup *self = GNOMON_GUESTS_GROUP (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->suggestions);
  g_free (self->organizer);

  G_OBJECT_CLASS (gnomon_guests_group_parent_class)->finalize (object);
}

static void
gnomon_guests_group_class_init (GnomonGuestsGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_guests_group_dispose;
  object_class->finalize = gnomon_guests_group_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (GNOMON_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gnomon/Gnomon/ui/gnomon-guests-group.ui");
  gtk_widget_class_bind_template_child (widget_class, GnomonGuestsGroup, add_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonGuestsGroup, add_button);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_entered_cb);
}

static void
gnomon_guests_group_init (GnomonGuestsGroup *self)
{
  self->rows = g_ptr_array_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gnomon_guests_group_init_suggest (self);
}

/**
 * gnomon_guests_group_set_store:
 * @self: a group
 * @store: where earlier guests are, and what they do
 */
void
gnomon_guests_group_set_store (GnomonGuestsGroup *self,
                               GnomonStore       *store)
{
  g_return_if_fail (GNOMON_IS_GUESTS_GROUP (self));
  g_return_if_fail (GNOMON_IS_STORE (store));

  g_set_object (&self->store, store);
}

/**
 * gnomon_guests_group_set_guests:
 * @self: a group
 * @guests: (element-type GnomonAttendee): who is invited
 * @organizer: the address of who invites; empty: the user
 *
 * Shows the guests instead of those before, without emitting "changed".
 */
void
gnomon_guests_group_set_guests (GnomonGuestsGroup *self,
                                GPtrArray         *guests,
                                const char        *organizer)
{
  g_return_if_fail (GNOMON_IS_GUESTS_GROUP (self));
  g_return_if_fail (guests != NULL);
  g_return_if_fail (organizer != NULL);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));

  g_ptr_array_set_size (self->rows, 0);
  g_free (self->organizer);
  self->organizer = gnomon_attendee_fold_email (organizer);

  for (guint i = 0; i < guests->len; i++)
    gnomon_guests_group_append (self, g_ptr_array_index (guests, i));
  show_summary (self);
}

/**
 * gnomon_guests_group_dup_json:
 * @self: a group
 *
 * The guests in the contract's form in which names keep their commas.
 *
 * Returns: (transfer full): a JSON list; empty where nobody is invited
 */
char *
gnomon_guests_group_dup_json (GnomonGuestsGroup *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GPtrArray) guests = NULL;

  g_return_val_if_fail (GNOMON_IS_GUESTS_GROUP (self), NULL);

  guests = list_guests (self);
  if (guests->len == 0)
    return g_strdup ("");

  json_builder_begin_array (builder);

  for (guint i = 0; i < guests->len; i++)
    {
      GnomonAttendee *guest = g_ptr_array_index (guests, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "email");
      json_builder_add_string_value (builder, gnomon_attendee_get_email (guest));
      json_builder_set_member_name (builder, "name");
      json_builder_add_string_value (builder, gnomon_attendee_get_name (guest));
      json_builder_end_object (builder);
    }

  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static GnomonAttendee *
find_guest (GnomonEvent    *event,
            GnomonAttendee *guest)
{
  GPtrArray *guests = gnomon_event_get_attendees (event);
  g_autofree char *wanted = gnomon_attendee_fold_email (gnomon_attendee_get_email (guest));

  for (guint i = 0; i < guests->len; i++)
    {
      GnomonAttendee *other = g_ptr_array_index (guests, i);
      g_autofree char *folded = gnomon_attendee_fold_email (gnomon_attendee_get_email (other));

      if (g_str_equal (folded, wanted))
        return other;
    }

  return NULL;
}

/**
 * gnomon_guests_group_list_operations:
 * @self: a group
 * @stored: the event as it is stored now
 *
 * Returns: (transfer full) (element-type GnomonOperation): what makes the stored answers those
 *   that are shown
 */
GPtrArray *
gnomon_guests_group_list_operations (GnomonGuestsGroup *self,
                                     GnomonEvent       *stored)
{
  g_autoptr (GPtrArray) guests = NULL;
  GPtrArray *operations;

  g_return_val_if_fail (GNOMON_IS_GUESTS_GROUP (self), NULL);
  g_return_val_if_fail (GNOMON_IS_EVENT (stored), NULL);

  operations = g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_operation_unref);
  guests = list_guests (self);

  for (guint i = 0; i < guests->len; i++)
    {
      GnomonAttendee *guest = g_ptr_array_index (guests, i);
      GnomonAttendee *known = find_guest (stored, guest);
      GnomonAttendeeStatus status = gnomon_attendee_get_status (guest);
      const char *answer = gnomon_attendee_status_to_string (status);

      if (known && gnomon_attendee_get_status (known) != status)
        g_ptr_array_add (operations,
                         gnomon_operation_new_respond (gnomon_event_get_id (stored),
                                                       gnomon_attendee_get_id (known), answer));
      else if (!known && status != GNOMON_ATTENDEE_PENDING)
        g_ptr_array_add (operations,
                         gnomon_operation_new_respond_as (gnomon_event_get_id (stored),
                                                          gnomon_attendee_get_email (guest),
                                                          answer));
    }

  return operations;
}

/**
 * gnomon_guests_group_has_guests:
 * @self: a group
 *
 * Returns: whether anybody is invited
 */
gboolean
gnomon_guests_group_has_guests (GnomonGuestsGroup *self)
{
  g_return_val_if_fail (GNOMON_IS_GUESTS_GROUP (self), FALSE);

  return self->rows->len > 0;
}

/**
 * gnomon_guests_group_add_typed:
 * @self: a group
 *
 * Makes guests of what is typed and not entered yet.
 *
 * Returns: %FALSE where it is no address; the field says so
 */
gboolean
gnomon_guests_group_add_typed (GnomonGuestsGroup *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (GNOMON_IS_GUESTS_GROUP (self), FALSE);

  text = g_strdup (gnomon_text_row_get_text (GNOMON_TEXT_ROW (self->add_row)));

  if (!add_text (self, text))
    return FALSE;

  gnomon_text_row_set_text (GNOMON_TEXT_ROW (self->add_row), "");
  return TRUE;
}

/**
 * gnomon_guests_group_has_typed:
 * @self: a group
 *
 * Returns: whether something is typed that is no guest yet
 */
gboolean
gnomon_guests_group_has_typed (GnomonGuestsGroup *self)
{
  g_return_val_if_fail (GNOMON_IS_GUESTS_GROUP (self), FALSE);

  return *gnomon_text_row_get_text (GNOMON_TEXT_ROW (self->add_row)) != '\0';
}

/**
 * gnomon_guests_group_show_error:
 * @self: a group
 * @message: (nullable): what is wrong with the guests; %NULL: nothing
 */
void
gnomon_guests_group_show_error (GnomonGuestsGroup *self,
                                const char        *message)
{
  g_return_if_fail (GNOMON_IS_GUESTS_GROUP (self));

  gnomon_row_set_error (ADW_ACTION_ROW (self->add_row), self->add_row, message);
}
