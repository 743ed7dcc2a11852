/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gnomon-choices.h"
#include "gnomon-columns-layout.h"
#include "gnomon-conflict-row.h"
#include "gnomon-event-form-private.h"
#include "gnomon-exceptions-row.h"
#include "gnomon-guests-group.h"
#include "gnomon-reminders-group.h"
#include "gnomon-repeat-row.h"
#include "gnomon-text-row.h"
#include "gnomon-time-row.h"
#include "gnomon-zone-row.h"

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonEventForm, gnomon_event_form, GTK_TYPE_WIDGET)

/* A type hides what it has no use for, but never something that is filled in. */
static void
update_visibility (GnomonEventForm *self)
{
  GnomonEventType type = gnomon_event_form_get_event_type (self);
  gboolean is_reminder = type == GNOMON_EVENT_TYPE_REMINDER;
  GnomonGuestsGroup *guests = GNOMON_GUESTS_GROUP (self->guests_group);
  gboolean has_place = *gnomon_text_row_get_text (GNOMON_TEXT_ROW (self->place_row)) != '\0';
  gboolean has_url = *gnomon_text_row_get_text (GNOMON_TEXT_ROW (self->url_row)) != '\0';

  gtk_widget_set_visible (self->guests_group,
                          type == GNOMON_EVENT_TYPE_MEETING
                            || gnomon_guests_group_has_guests (guests)
                            || gnomon_guests_group_has_typed (guests));
  gtk_widget_set_visible (self->place_row, !is_reminder || has_place);
  gtk_widget_set_visible (self->url_row, !is_reminder || has_url);
  gtk_widget_set_visible (self->place_group, !is_reminder || has_place || has_url);
  gtk_widget_set_visible (self->busy_row, !is_reminder);
  gtk_widget_set_visible (self->status_row, !is_reminder);
  gtk_widget_set_visible (self->notes_hint,
                          gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (
                            GTK_TEXT_VIEW (self->notes_view))) == 0);
}

static void
changed_cb (GnomonEventForm *self)
{
  g_autoptr (GnomonEvent) preview = NULL;

  if (self->loading)
    return;

  update_visibility (self);
  gnomon_event_form_update_times (self);
  preview = gnomon_event_form_preview (self, self->title_touched, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
title_changed_cb (GnomonEventForm *self)
{
  if (!self->loading)
    self->title_touched = TRUE;

  changed_cb (self);
}

static void
start_changed_cb (GnomonEventForm *self)
{
  if (self->loading)
    return;

  gnomon_event_form_follow_start (self);
  changed_cb (self);
}

static void
end_zone_wanted_cb (GnomonEventForm *self)
{
  gnomon_event_form_want_end_zone (self);
  changed_cb (self);
}

static void
slot_chosen_cb (GnomonEventForm *self,
                gint64           starts_at)
{
  gnomon_event_form_move_to (self, starts_at);
  gnomon_event_form_follow_start (self);
  changed_cb (self);
}

static void
load_type (GnomonEventForm *self)
{
  GtkWidget *button = self->meeting_button;

  switch (gnomon_event_get_event_type (self->event))
    {
    case GNOMON_EVENT_TYPE_EVENT:
      button = self->event_button;
      break;
    case GNOMON_EVENT_TYPE_REMINDER:
      button = self->reminder_button;
      break;
    case GNOMON_EVENT_TYPE_MEETING:
    default:
      break;
    }

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
}

static void
gnomon_event_form_dispose (GObject *object)
{
  GnomonEventForm *self = GNOMON_EVENT_FORM (object);

  self->loading = TRUE;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), GNOMON_TYPE_EVENT_FORM);
  g_clear_object (&self->store);
  g_clear_object (&self->event);

  G_OBJECT_CLASS (gnomon_event_form_parent_class)->dispose (object);
}

static void
gnomon_event_form_finalize (GObject *object)
{
  GnomonEventForm *self = GNOMON_EVENT_FORM (object);

  g_clear_pointer (&self->loaded, gnomon_fields_free);

  G_OBJECT_CLASS (gnomon_event_form_parent_class)->finalize (object);
}

/* A row that has the focus is what Enter means there, and not the button that saves. */
static gboolean
enter_pressed_cb (GtkWidget *widget,
                  GVariant  *arguments,
                  gpointer   user_data)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (gtk_widget_get_root (widget)));

  if (focus == NULL || !GTK_IS_LIST_BOX_ROW (focus))
    return FALSE;

  gtk_widget_activate (focus);
  return TRUE;
}

static void
bind_keys (GtkWidgetClass *widget_class)
{
  static const guint enter_keys[] = { GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_ISO_Enter };

  for (gsize i = 0; i < G_N_ELEMENTS (enter_keys); i++)
    gtk_widget_class_add_binding (widget_class, enter_keys[i], 0, enter_pressed_cb, NULL);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, GnomonEventForm, box);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventForm, title_entry);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventForm, title_error);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventForm, event_button);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventForm, meeting_button);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventForm, reminder_button);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventForm, all_day_switch);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventForm, start_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventForm, end_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventForm, zone_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventForm, end_zone_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventForm, conflict_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventForm, repeat_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventForm, exceptions_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventForm, place_group);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventForm, place_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventForm, url_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventForm, calendar_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventForm, busy_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventForm, status_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventForm, color_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventForm, guests_group);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventForm, reminders_group);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventForm, notes_view);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventForm, notes_hint);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventForm, notes_error);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, title_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, start_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, end_zone_wanted_cb);
  gtk_widget_class_bind_template_callback (widget_class, slot_chosen_cb);
}

static void
gnomon_event_form_class_init (GnomonEventFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_event_form_dispose;
  object_class->finalize = gnomon_event_form_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (GNOMON_TYPE_COLUMNS_LAYOUT);
  g_type_ensure (GNOMON_TYPE_CONFLICT_ROW);
  g_type_ensure (GNOMON_TYPE_EXCEPTIONS_ROW);
  g_type_ensure (GNOMON_TYPE_GUESTS_GROUP);
  g_type_ensure (GNOMON_TYPE_REMINDERS_GROUP);
  g_type_ensure (GNOMON_TYPE_REPEAT_ROW);
  g_type_ensure (GNOMON_TYPE_TEXT_ROW);
  g_type_ensure (GNOMON_TYPE_TIME_ROW);
  g_type_ensure (GNOMON_TYPE_ZONE_ROW);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gnomon/Gnomon/ui/gnomon-event-form.ui");
  bind_children (widget_class);
  bind_keys (widget_class);
}

static void
gnomon_event_form_init (GnomonEventForm *self)
{
  self->loading = TRUE;

  gtk_widget_init_template (GTK_WIDGET (self));
}

/* All rows say what the event is. */
static void
load_event (GnomonEventForm *self,
            GnomonEvent     *event)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->notes_view));

  self->loading = TRUE;
  g_set_object (&self->event, event);
  self->title_touched = FALSE;

  gtk_editable_set_text (GTK_EDITABLE (self->title_entry),
                         self->is_new ? "" : gnomon_event_get_title (event));
  load_type (self);
  gnomon_event_form_load_times (self);
  gnomon_text_row_set_text (GNOMON_TEXT_ROW (self->place_row), gnomon_event_get_location (event));
  gnomon_text_row_set_text (GNOMON_TEXT_ROW (self->url_row), gnomon_event_get_url (event));
  gnomon_choices_fill_calendars (ADW_COMBO_ROW (self->calendar_row), self->store,
                                 gnomon_event_get_calendar_id (event));
  gnomon_choices_fill_colors (ADW_COMBO_ROW (self->color_row), gnomon_event_get_color (event));
  gnomon_choices_fill_busy (ADW_COMBO_ROW (self->busy_row), gnomon_event_is_busy (event));
  gnomon_choices_fill_status (ADW_COMBO_ROW (self->status_row), gnomon_event_get_status (event));
  gnomon_guests_group_set_guests (GNOMON_GUESTS_GROUP (self->guests_group),
                                  gnomon_event_get_attendees (event),
                                  gnomon_event_get_organizer (event));
  gnomon_reminders_group_load (GNOMON_REMINDERS_GROUP (self->reminders_group), event,
                               gnomon_store_get_viewer_zone (self->store));
  gtk_text_buffer_set_text (buffer, gnomon_event_get_description (event), -1);

  g_clear_pointer (&self->loaded, gnomon_fields_free);
  self->loaded = gnomon_event_form_dup_fields (self);
  self->loading = FALSE;

  update_visibility (self);
  gnomon_event_form_update_times (self);
  {
    g_autoptr (GnomonEvent) preview = gnomon_event_form_preview (self, FALSE, NULL);
  }
}

/**
 * gnomon_event_form_load:
 * @self: a form
 * @store: the store that the event is of
 * @event: an event in its full form; a new one as gnomon_event_preview() makes it
 * @is_new: whether it is not stored
 *
 * Shows the event, without emitting "changed".
 */
void
gnomon_event_form_load (GnomonEventForm *self,
                        GnomonStore     *store,
                        GnomonEvent     *event,
                        gboolean         is_new)
{
  g_return_if_fail (GNOMON_IS_EVENT_FORM (self));
  g_return_if_fail (GNOMON_IS_STORE (store));
  g_return_if_fail (GNOMON_IS_EVENT (event));

  g_set_object (&self->store, store);
  gnomon_guests_group_set_store (GNOMON_GUESTS_GROUP (self->guests_group), store);
  self->is_new = is_new;
  load_event (self, event);
}

/* Without its notes and title: those need nobody to judge them. */
static void
restore_rows (GnomonEventForm    *self,
              const GnomonFields *fields)
{
  g_autoptr (GnomonEvent) original = g_object_ref (self->event);
  g_autoptr (GnomonFields) judged = gnomon_fields_copy (fields);
  g_autoptr (GnomonEvent) typed = NULL;
  GnomonFields *loaded = g_steal_pointer (&self->loaded);
  GnomonStore *store = self->store;

  /* Rules want a title; and what is about to be changed anyway is compared later. */
  gnomon_fields_set_string (judged, GNOMON_EVENT_TITLE, "-");
  typed = gnomon_event_preview (self->is_new ? NULL : original, judged,
                                gnomon_clock_get_now (gnomon_store_get_clock (store)),
                                gnomon_store_get_viewer_zone (store),
                                gnomon_store_get_viewer_zone_name (store), NULL);
  if (typed)
    {
      self->restoring = TRUE;
      load_event (self, typed);
      self->restoring = FALSE;
      g_set_object (&self->event, original);
    }

  g_clear_pointer (&self->loaded, gnomon_fields_free);
  self->loaded = loaded;
}

/**
 * gnomon_event_form_save_rest:
 * @self: a form
 *
 * Returns: (transfer floating): an a{sv}: what is typed and chosen that is no field of an event,
 *   for gnomon_event_form_restore()
 */
GVariant *
gnomon_event_form_save_rest (GnomonEventForm *self)
{
  g_auto (GVariantDict) rest = G_VARIANT_DICT_INIT (NULL);

  g_return_val_if_fail (GNOMON_IS_EVENT_FORM (self), NULL);

  gnomon_guests_group_save (GNOMON_GUESTS_GROUP (self->guests_group), &rest);
  gnomon_reminders_group_save (GNOMON_REMINDERS_GROUP (self->reminders_group), &rest);
  return g_variant_dict_end (&rest);
}

/**
 * gnomon_event_form_restore:
 * @self: a form that shows what is stored
 * @fields: of %GNOMON_KIND_EVENT: what a form said
 * @rest: an a{sv}: what it said besides
 *
 * Shows what was typed once, as changes to what is stored. Where the times that were typed are no
 * event, they stay what is stored.
 */
void
gnomon_event_form_restore (GnomonEventForm    *self,
                           const GnomonFields *fields,
                           GVariant           *rest)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (rest);
  const char *notes, *title;

  g_return_if_fail (GNOMON_IS_EVENT_FORM (self));
  g_return_if_fail (fields != NULL);

  restore_rows (self, fields);
  gnomon_guests_group_restore (GNOMON_GUESTS_GROUP (self->guests_group), &dict);
  gnomon_reminders_group_restore (GNOMON_REMINDERS_GROUP (self->reminders_group), &dict);
  title = gnomon_fields_get_string (fields, GNOMON_EVENT_TITLE);
  notes = gnomon_fields_get_string (fields, GNOMON_EVENT_DESCRIPTION);
  if (notes)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->notes_view)), notes,
                              -1);
  if (title)
    gnomon_event_form_set_title (self, title);
}

/**
 * gnomon_event_form_set_stored:
 * @self: a form
 * @event: the event as it was just stored from this form
 *
 * Takes it as what is stored, and leaves all that is shown as it is.
 */
void
gnomon_event_form_set_stored (GnomonEventForm *self,
                              GnomonEvent     *event)
{
  g_return_if_fail (GNOMON_IS_EVENT_FORM (self));
  g_return_if_fail (GNOMON_IS_EVENT (event));

  g_set_object (&self->event, event);
  self->is_new = FALSE;
  g_clear_pointer (&self->loaded, gnomon_fields_free);
  self->loaded = gnomon_event_form_dup_fields (self);
}

/**
 * gnomon_event_form_set_title:
 * @self: a form
 * @title: a title
 *
 * Fills in a title, as if it were typed.
 */
void
gnomon_event_form_set_title (GnomonEventForm *self,
                             const char      *title)
{
  g_return_if_fail (GNOMON_IS_EVENT_FORM (self));
  g_return_if_fail (title != NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->title_entry), title);
}

/**
 * gnomon_event_form_finish_typing:
 * @self: a form
 *
 * Takes what is typed and not entered yet: an address in the field for guests.
 *
 * Returns: %FALSE where that cannot be taken; its field says why and has the focus
 */
gboolean
gnomon_event_form_finish_typing (GnomonEventForm *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT_FORM (self), FALSE);

  if (gnomon_guests_group_add_typed (GNOMON_GUESTS_GROUP (self->guests_group)))
    return TRUE;

  gnomon_event_form_focus_field (self, GNOMON_EVENT_ATTENDEES);
  return FALSE;
}

/**
 * gnomon_event_form_focus_title:
 * @self: a form
 *
 * Puts the cursor behind the title.
 */
void
gnomon_event_form_focus_title (GnomonEventForm *self)
{
  g_return_if_fail (GNOMON_IS_EVENT_FORM (self));

  gtk_entry_grab_focus_without_selecting (GTK_ENTRY (self->title_entry));
  gtk_editable_set_position (GTK_EDITABLE (self->title_entry), -1);
}
