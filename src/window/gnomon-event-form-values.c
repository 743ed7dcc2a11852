/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-choice.h"
#include "gnomon-choices.h"
#include "gnomon-edits.h"
#include "gnomon-event-form-private.h"
#include "gnomon-exceptions-row.h"
#include "gnomon-guests-group.h"
#include "gnomon-reminders-group.h"
#include "gnomon-text-row.h"

/* What the form says: the fields of the event, and what is another than stored. */

GnomonEventType
gnomon_event_form_get_event_type (GnomonEventForm *self)
{
  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->event_button)))
    return GNOMON_EVENT_TYPE_EVENT;
  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->reminder_button)))
    return GNOMON_EVENT_TYPE_REMINDER;

  return GNOMON_EVENT_TYPE_MEETING;
}

static char *
dup_notes (GnomonEventForm *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->notes_view));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static const char *
get_value (GtkWidget *row)
{
  return gnomon_choice_get_value (gnomon_choice_get_chosen (ADW_COMBO_ROW (row)));
}

/**
 * gnomon_event_form_dup_fields:
 * @self: a form
 *
 * Returns: (transfer full): of %GNOMON_KIND_EVENT: all that the form says of the event itself
 */
GnomonFields *
gnomon_event_form_dup_fields (GnomonEventForm *self)
{
  g_autofree char *guests = NULL;
  g_autofree char *notes = NULL;
  GnomonChoice *calendar;
  GnomonFields *fields;

  g_return_val_if_fail (GNOMON_IS_EVENT_FORM (self), NULL);

  fields = gnomon_fields_new (GNOMON_KIND_EVENT);
  guests = gnomon_guests_group_dup_json (GNOMON_GUESTS_GROUP (self->guests_group));
  notes = dup_notes (self);
  calendar = gnomon_choice_get_chosen (ADW_COMBO_ROW (self->calendar_row));

  gnomon_fields_set_string (fields, GNOMON_EVENT_TITLE,
                            gtk_editable_get_text (GTK_EDITABLE (self->title_entry)));
  gnomon_fields_set_string (fields, GNOMON_EVENT_EVENT_TYPE,
                            gnomon_event_type_to_string (gnomon_event_form_get_event_type (self)));
  gnomon_event_form_write_times (self, fields);
  gnomon_fields_set_string (fields, GNOMON_EVENT_LOCATION,
                            gnomon_text_row_get_text (GNOMON_TEXT_ROW (self->place_row)));
  gnomon_fields_set_string (fields, GNOMON_EVENT_URL,
                            gnomon_text_row_get_text (GNOMON_TEXT_ROW (self->url_row)));
  if (calendar)
    gnomon_fields_set_int (fields, GNOMON_EVENT_CALENDAR_ID, gnomon_choice_get_id (calendar));
  gnomon_fields_set_boolean (fields, GNOMON_EVENT_BUSY,
                             g_str_equal (get_value (self->busy_row), GNOMON_CHOICE_BUSY));
  gnomon_fields_set_string (fields, GNOMON_EVENT_STATUS, get_value (self->status_row));
  gnomon_fields_set_string (fields, GNOMON_EVENT_COLOR, get_value (self->color_row));
  gnomon_fields_set_string (fields, GNOMON_EVENT_ATTENDEES, guests);
  gnomon_reminders_group_write (GNOMON_REMINDERS_GROUP (self->reminders_group), fields);
  gnomon_fields_set_string (fields, GNOMON_EVENT_DESCRIPTION, notes);
  return fields;
}

/**
 * gnomon_event_form_dup_edits:
 * @self: a form
 *
 * Returns: (transfer full): of %GNOMON_KIND_EVENT: what is another than when it was loaded
 */
GnomonFields *
gnomon_event_form_dup_edits (GnomonEventForm *self)
{
  g_autoptr (GnomonFields) fields = NULL;

  g_return_val_if_fail (GNOMON_IS_EVENT_FORM (self), NULL);

  fields = gnomon_event_form_dup_fields (self);
  return gnomon_edits_diff (self->loaded, fields);
}

/**
 * gnomon_event_form_list_operations:
 * @self: a form
 * @stored: the event as it is stored now
 *
 * What besides the event itself is another than stored: answers and reminders.
 *
 * Returns: (transfer full) (element-type GnomonOperation): the operations, in their order
 */
GPtrArray *
gnomon_event_form_list_operations (GnomonEventForm *self,
                                   GnomonEvent     *stored)
{
  g_autoptr (GPtrArray) answers = NULL;
  GPtrArray *operations;

  g_return_val_if_fail (GNOMON_IS_EVENT_FORM (self), NULL);
  g_return_val_if_fail (GNOMON_IS_EVENT (stored), NULL);

  operations = gnomon_reminders_group_list_operations (
    GNOMON_REMINDERS_GROUP (self->reminders_group), gnomon_event_get_id (stored));
  answers = gnomon_guests_group_list_operations (GNOMON_GUESTS_GROUP (self->guests_group), stored);
  g_ptr_array_extend_and_steal (operations, g_steal_pointer (&answers));
  return operations;
}

/**
 * gnomon_event_form_list_returns:
 * @self: a form
 *
 * What of a series shall be again as the rule says: to be done before all else that is changed.
 *
 * Returns: (transfer full) (element-type GnomonOperation): the operations, in their order
 */
GPtrArray *
gnomon_event_form_list_returns (GnomonEventForm *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT_FORM (self), NULL);

  return gnomon_exceptions_row_list_operations (GNOMON_EXCEPTIONS_ROW (self->exceptions_row));
}

/**
 * gnomon_event_form_is_changed:
 * @self: a form
 *
 * Returns: whether there is anything that is not stored
 */
gboolean
gnomon_event_form_is_changed (GnomonEventForm *self)
{
  g_autoptr (GnomonFields) edits = NULL;
  g_autoptr (GPtrArray) operations = NULL;
  g_autoptr (GPtrArray) returned = NULL;

  g_return_val_if_fail (GNOMON_IS_EVENT_FORM (self), FALSE);

  edits = gnomon_event_form_dup_edits (self);
  operations = gnomon_event_form_list_operations (self, self->event);

  returned = gnomon_event_form_list_returns (self);

  return !gnomon_edits_is_empty (edits) || operations->len > 0 || returned->len > 0
         || gnomon_guests_group_has_typed (GNOMON_GUESTS_GROUP (self->guests_group));
}
