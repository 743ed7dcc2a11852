/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gnomon-conflict-row.h"
#include "gnomon-css.h"
#include "gnomon-event-form-private.h"
#include "gnomon-format.h"
#include "gnomon-guests-group.h"
#include "gnomon-text-row.h"
#include "gnomon-time-row.h"
#include "gnomon-words.h"
#include "gnomon-zone-row.h"

/* What the model says of the form, shown where it can be mended. */

static AdwActionRow *
find_row (GnomonEventForm  *self,
          int               key,
          GtkWidget       **field)
{
  GtkWidget *row;

  switch (key)
    {
    case GNOMON_EVENT_EVENT_DATE:
    case GNOMON_EVENT_START_TIME:
      row = self->start_row;
      *field = gnomon_time_row_get_field (GNOMON_TIME_ROW (row));
      break;
    case GNOMON_EVENT_END_DATE:
    case GNOMON_EVENT_END_TIME:
    case GNOMON_EVENT_DURATION_MINUTES:
      row = self->end_row;
      *field = gnomon_time_row_get_field (GNOMON_TIME_ROW (row));
      break;
    case GNOMON_EVENT_END_TIMEZONE:
      row = self->has_end_zone ? self->end_zone_row : self->zone_row;
      *field = gnomon_zone_row_get_field (GNOMON_ZONE_ROW (row));
      break;
    case GNOMON_EVENT_TIMEZONE:
      row = self->zone_row;
      *field = gnomon_zone_row_get_field (GNOMON_ZONE_ROW (row));
      break;
    case GNOMON_EVENT_LOCATION:
      row = *field = self->place_row;
      break;
    case GNOMON_EVENT_URL:
      row = *field = self->url_row;
      break;
    case GNOMON_EVENT_CALENDAR_ID:
      row = *field = self->calendar_row;
      break;
    case GNOMON_EVENT_COLOR:
      row = *field = self->color_row;
      break;
    case GNOMON_EVENT_STATUS:
      row = *field = self->status_row;
      break;
    default:
      row = *field = NULL;
      break;
    }

  return row ? ADW_ACTION_ROW (row) : NULL;
}

static void
show_label_error (GtkWidget  *label,
                  GtkWidget  *field,
                  const char *message)
{
  gtk_label_set_label (GTK_LABEL (label), message ? message : "");
  gtk_widget_set_visible (label, message != NULL);

  gnomon_css_set_class (field, "error", message != NULL);

  gtk_accessible_update_state (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_STATE_INVALID,
                               message ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

/* Shows the error at its field, and takes away those of all others. */
static void
show_error (GnomonEventForm *self,
            const GError    *error)
{
  static const GnomonEventKey row_keys[] = {
    GNOMON_EVENT_EVENT_DATE, GNOMON_EVENT_END_DATE,    GNOMON_EVENT_TIMEZONE,
    GNOMON_EVENT_LOCATION,   GNOMON_EVENT_END_TIMEZONE, GNOMON_EVENT_URL,
    GNOMON_EVENT_CALENDAR_ID, GNOMON_EVENT_COLOR,      GNOMON_EVENT_STATUS,
  };
  int key = error ? gnomon_kind_find_fault (GNOMON_KIND_EVENT, error) : -1;
  g_autofree char *words = error ? gnomon_words_for_error (error) : NULL;
  GtkWidget *field;
  AdwActionRow *wrong_row = find_row (self, key, &field);

  for (gsize i = 0; i < G_N_ELEMENTS (row_keys); i++)
    {
      AdwActionRow *row = find_row (self, row_keys[i], &field);

      gnomon_row_set_error (row, field, row == wrong_row ? words : NULL);
    }

  show_label_error (self->title_error, self->title_entry, key == GNOMON_EVENT_TITLE ? words : NULL);
  show_label_error (self->notes_error, self->notes_view,
                    key == GNOMON_EVENT_DESCRIPTION ? words : NULL);

  if (key == GNOMON_EVENT_ATTENDEES)
    gnomon_guests_group_show_error (GNOMON_GUESTS_GROUP (self->guests_group), words);
}

static void
show_duration (GnomonEventForm *self,
               GnomonEvent     *preview)
{
  g_autofree char *text = NULL;

  if (preview)
    text = gnomon_format_duration_short (gnomon_event_get_duration (
      preview, gnomon_store_get_viewer_zone (self->store)));

  gnomon_time_row_set_note (GNOMON_TIME_ROW (self->end_row), text ? text : "");
}

/**
 * gnomon_event_form_preview:
 * @self: a form
 * @show_all: whether a title that is missing is an error yet
 * @error: return location for an error
 *
 * Asks the model what the event would be, and shows at its field what it refuses.
 *
 * Returns: (transfer full) (nullable): the event as it would be stored
 */
GnomonEvent *
gnomon_event_form_preview (GnomonEventForm  *self,
                           gboolean          show_all,
                           GError          **error)
{
  g_autoptr (GnomonFields) fields = NULL;
  g_autoptr (GError) refusal = NULL;
  GnomonEvent *preview;

  g_return_val_if_fail (GNOMON_IS_EVENT_FORM (self), NULL);

  fields = gnomon_event_form_dup_fields (self);

  /* Nobody has to start with the title: until then something stands in for it. */
  if (!show_all && *gnomon_fields_get_string (fields, GNOMON_EVENT_TITLE) == '\0')
    gnomon_fields_set_string (fields, GNOMON_EVENT_TITLE, "-");

  preview = gnomon_event_preview (self->is_new ? NULL : self->event, fields,
                                  gnomon_clock_get_now (gnomon_store_get_clock (self->store)),
                                  gnomon_store_get_viewer_zone (self->store),
                                  gnomon_store_get_viewer_zone_name (self->store), &refusal);
  show_error (self, refusal);
  show_duration (self, preview);
  gnomon_event_form_show_time_hints (self);
  if (preview && !gnomon_event_is_all_day (preview))
    gnomon_conflict_row_set_event (GNOMON_CONFLICT_ROW (self->conflict_row), self->store,
                                   self->is_new ? 0 : gnomon_event_get_id (self->event), fields,
                                   preview);
  else
    gnomon_conflict_row_clear (GNOMON_CONFLICT_ROW (self->conflict_row));

  if (preview)
    gnomon_guests_group_set_time (GNOMON_GUESTS_GROUP (self->guests_group),
                                  self->is_new ? 0 : gnomon_event_get_id (self->event),
                                  gnomon_event_get_starts_at (
                                    preview, gnomon_store_get_viewer_zone (self->store)));

  if (refusal)
    g_propagate_error (error, g_steal_pointer (&refusal));

  return preview;
}

/**
 * gnomon_event_form_focus_field:
 * @self: a form
 * @key: a #GnomonEventKey, or -1
 *
 * Puts the focus where the value can be mended.
 *
 * Returns: %FALSE where the form has no field for it
 */
gboolean
gnomon_event_form_focus_field (GnomonEventForm *self,
                               int              key)
{
  GtkWidget *field;

  g_return_val_if_fail (GNOMON_IS_EVENT_FORM (self), FALSE);

  find_row (self, key, &field);

  if (key == GNOMON_EVENT_TITLE)
    field = self->title_entry;
  else if (key == GNOMON_EVENT_DESCRIPTION)
    field = self->notes_view;
  else if (key == GNOMON_EVENT_ATTENDEES)
    field = self->guests_group;

  if (!field)
    return FALSE;

  return key == GNOMON_EVENT_ATTENDEES ? gtk_widget_child_focus (field, GTK_DIR_TAB_BACKWARD)
                                       : gtk_widget_grab_focus (field);
}
