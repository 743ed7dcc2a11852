/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gnomon-choice.h"
#include "gnomon-choices.h"
#include "gnomon-civil.h"
#include "gnomon-columns-layout.h"
#include "gnomon-edits.h"
#include "gnomon-event-form-private.h"
#include "gnomon-guests-group.h"
#include "gnomon-reminders-group.h"
#include "gnomon-repeat-row.h"
#include "gnomon-text-row.h"
#include "gnomon-settings.h"
#include "gnomon-time-row.h"
#include "gnomon-week.h"
#include "gnomon-zone.h"
#include "gnomon-zone-row.h"

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonEventForm, gnomon_event_form, GTK_TYPE_WIDGET)

static GnomonEventType
get_event_type (GnomonEventForm *self)
{
  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->event_button)))
    return GNOMON_EVENT_TYPE_EVENT;
  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->reminder_button)))
    return GNOMON_EVENT_TYPE_REMINDER;

  return GNOMON_EVENT_TYPE_MEETING;
}

/* A type hides what it has no use for, but never something that is filled in. */
static void
update_visibility (GnomonEventForm *self)
{
  GnomonEventType type = get_event_type (self);
  gboolean is_reminder = type == GNOMON_EVENT_TYPE_REMINDER;
  gboolean all_day = gtk_switch_get_active (GTK_SWITCH (self->all_day_switch));
  GnomonGuestsGroup *guests = GNOMON_GUESTS_GROUP (self->guests_group);
  gboolean has_place = *gnomon_text_row_get_text (GNOMON_TEXT_ROW (self->place_row)) != '\0';
  gboolean has_url = *gnomon_text_row_get_text (GNOMON_TEXT_ROW (self->url_row)) != '\0';

  gtk_widget_set_visible (self->guests_group,
                          type == GNOMON_EVENT_TYPE_MEETING || gnomon_guests_group_has_guests (guests)
                            || gnomon_guests_group_has_typed (guests));
  gtk_widget_set_visible (self->place_row, !is_reminder || has_place);
  gtk_widget_set_visible (self->url_row, !is_reminder || has_url);
  gtk_widget_set_visible (self->place_group, !is_reminder || has_place || has_url);
  gtk_widget_set_visible (self->busy_row, !is_reminder);
  gtk_widget_set_visible (self->status_row, !is_reminder);
  gtk_widget_set_visible (self->zone_row, !all_day);
  gtk_widget_set_visible (self->notes_hint,
                          gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (
                            GTK_TEXT_VIEW (self->notes_view))) == 0);

  gnomon_time_row_set_all_day (GNOMON_TIME_ROW (self->start_row), all_day);
  gnomon_time_row_set_all_day (GNOMON_TIME_ROW (self->end_row), all_day);
}

/* What repeats, does so by its start. */
static void
update_repeat (GnomonEventForm *self)
{
  gboolean all_day = gtk_switch_get_active (GTK_SWITCH (self->all_day_switch));
  gint64 start_wall = gnomon_time_row_get_day (GNOMON_TIME_ROW (self->start_row))
                      * GNOMON_DAY_SECONDS;
  int time;

  if (!all_day)
    {
      if (!gnomon_time_row_get_time (GNOMON_TIME_ROW (self->start_row), &time))
        return;
      start_wall += time;
    }

  gnomon_repeat_row_set_start (GNOMON_REPEAT_ROW (self->repeat_row), start_wall, all_day,
                               gnomon_zone_row_get_zone (GNOMON_ZONE_ROW (self->zone_row)));
}

static void
changed_cb (GnomonEventForm *self)
{
  g_autoptr (GnomonEvent) preview = NULL;

  if (self->loading)
    return;

  update_visibility (self);
  update_repeat (self);
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

/* The end keeps its distance from the start. */
static void
start_changed_cb (GnomonEventForm *self)
{
  GnomonTimeRow *start_row = GNOMON_TIME_ROW (self->start_row);
  GnomonTimeRow *end_row = GNOMON_TIME_ROW (self->end_row);
  int start_time, end_time;

  if (self->loading)
    return;

  if (gnomon_time_row_get_time (start_row, &start_time))
    {
      gint64 start_wall = gnomon_time_row_get_day (start_row) * GNOMON_DAY_SECONDS + start_time;
      gint64 shift = start_wall - self->start_wall;

      self->start_wall = start_wall;
      gnomon_zone_row_set_wall (GNOMON_ZONE_ROW (self->zone_row), start_wall);

      if (gnomon_time_row_get_time (end_row, &end_time))
        gnomon_time_row_set_wall (end_row, gnomon_time_row_get_day (end_row) * GNOMON_DAY_SECONDS
                                             + end_time + shift);
    }

  changed_cb (self);
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

static void
write_times (GnomonEventForm *self,
             GnomonFields    *fields)
{
  GnomonTimeRow *start_row = GNOMON_TIME_ROW (self->start_row);
  GnomonTimeRow *end_row = GNOMON_TIME_ROW (self->end_row);
  const char *zone = gnomon_zone_row_get_zone (GNOMON_ZONE_ROW (self->zone_row));
  gboolean all_day = gtk_switch_get_active (GTK_SWITCH (self->all_day_switch));
  g_autofree char *start_date = gnomon_civil_format_date (gnomon_time_row_get_day (start_row));
  g_autofree char *end_date = gnomon_civil_format_date (gnomon_time_row_get_day (end_row));

  gnomon_fields_set_boolean (fields, GNOMON_EVENT_ALL_DAY, all_day);
  gnomon_fields_set_string (fields, GNOMON_EVENT_EVENT_DATE, start_date);
  gnomon_fields_set_string (fields, GNOMON_EVENT_END_DATE, end_date);

  if (!all_day)
    {
      g_autofree char *start_time = gnomon_time_row_dup_time (start_row);
      g_autofree char *end_time = gnomon_time_row_dup_time (end_row);

      gnomon_fields_set_string (fields, GNOMON_EVENT_START_TIME, start_time);
      gnomon_fields_set_string (fields, GNOMON_EVENT_END_TIME, end_time);
    }

  gnomon_fields_set_string (fields, GNOMON_EVENT_TIMEZONE, zone);

  /* A flight lands in another zone: that one stays, unless the event moves to another zone. */
  if (g_str_equal (zone, gnomon_event_get_timezone (self->event)))
    gnomon_fields_set_string (fields, GNOMON_EVENT_END_TIMEZONE,
                              gnomon_event_get_end_timezone (self->event));
  else
    gnomon_fields_set_string (fields, GNOMON_EVENT_END_TIMEZONE, zone);
}

static void
load_times (GnomonEventForm *self)
{
  GnomonHours hours = gnomon_format_get_hours ();
  gint64 now = gnomon_clock_get_now (gnomon_store_get_clock (self->store));
  gint64 now_wall = gnomon_zone_to_wall (gnomon_store_get_viewer_zone (self->store), now);
  gint64 today = gnomon_civil_day_of_wall (now_wall);
  gboolean all_day = gnomon_event_is_all_day (self->event);
  gint64 start_wall = gnomon_event_get_start_wall (self->event);
  gint64 end_wall = gnomon_event_get_end_wall (self->event);

  /* At the face the last day is meant; and who switches to times gets an hour of the morning. */
  if (all_day)
    {
      start_wall += 9 * 3600;
      end_wall += 10 * 3600 - GNOMON_DAY_SECONDS;
    }

  self->start_wall = start_wall;
  gnomon_time_row_set_up (GNOMON_TIME_ROW (self->start_row), today, hours);
  gnomon_time_row_set_up (GNOMON_TIME_ROW (self->end_row), today, hours);
  gnomon_time_row_set_wall (GNOMON_TIME_ROW (self->start_row), start_wall);
  gnomon_time_row_set_wall (GNOMON_TIME_ROW (self->end_row), end_wall);
  gnomon_zone_row_set_zone (GNOMON_ZONE_ROW (self->zone_row), gnomon_event_get_timezone (self->event));
  gnomon_zone_row_set_wall (GNOMON_ZONE_ROW (self->zone_row), start_wall);
  gtk_switch_set_active (GTK_SWITCH (self->all_day_switch), all_day);
}

static void
load_repeat (GnomonEventForm *self)
{
  g_autoptr (GSettings) settings = gnomon_settings_new ();
  g_autofree char *week_start = settings ? g_settings_get_string (settings, "week-start") : NULL;
  gint64 now = gnomon_clock_get_now (gnomon_store_get_clock (self->store));
  gint64 now_wall = gnomon_zone_to_wall (gnomon_store_get_viewer_zone (self->store), now);
  g_autoptr (GnomonEvent) series = NULL;

  if (*gnomon_event_get_recurrence_id (self->event) != '\0')
    series = gnomon_store_get_event (self->store, gnomon_event_get_id (self->event), NULL);

  gnomon_repeat_row_load (GNOMON_REPEAT_ROW (self->repeat_row), series ? series : self->event,
                          self->event, gnomon_civil_day_of_wall (now_wall),
                          gnomon_week_get_first_weekday (week_start));
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
  gtk_widget_class_bind_template_child (widget_class, GnomonEventForm, repeat_row);
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
}

static void
gnomon_event_form_init (GnomonEventForm *self)
{
  self->loading = TRUE;

  gtk_widget_init_template (GTK_WIDGET (self));
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
  GtkTextBuffer *buffer;

  g_return_if_fail (GNOMON_IS_EVENT_FORM (self));
  g_return_if_fail (GNOMON_IS_STORE (store));
  g_return_if_fail (GNOMON_IS_EVENT (event));

  self->loading = TRUE;
  g_set_object (&self->store, store);
  g_set_object (&self->event, event);
  self->is_new = is_new;
  self->title_touched = FALSE;

  gtk_editable_set_text (GTK_EDITABLE (self->title_entry),
                         is_new ? "" : gnomon_event_get_title (event));
  load_type (self);
  load_times (self);
  gnomon_text_row_set_text (GNOMON_TEXT_ROW (self->place_row), gnomon_event_get_location (event));
  gnomon_text_row_set_text (GNOMON_TEXT_ROW (self->url_row), gnomon_event_get_url (event));
  gnomon_choices_fill_calendars (ADW_COMBO_ROW (self->calendar_row), store,
                                 gnomon_event_get_calendar_id (event));
  gnomon_choices_fill_colors (ADW_COMBO_ROW (self->color_row), gnomon_event_get_color (event));
  gnomon_choices_fill_busy (ADW_COMBO_ROW (self->busy_row), gnomon_event_is_busy (event));
  gnomon_choices_fill_status (ADW_COMBO_ROW (self->status_row), gnomon_event_get_status (event));
  load_repeat (self);
  gnomon_guests_group_set_guests (GNOMON_GUESTS_GROUP (self->guests_group),
                                  gnomon_event_get_attendees (event),
                                  gnomon_event_get_organizer (event));
  gnomon_reminders_group_load (GNOMON_REMINDERS_GROUP (self->reminders_group), event,
                               gnomon_store_get_viewer_zone (store));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->notes_view));
  gtk_text_buffer_set_text (buffer, gnomon_event_get_description (event), -1);

  g_clear_pointer (&self->loaded, gnomon_fields_free);
  self->loaded = gnomon_event_form_dup_fields (self);
  self->loading = FALSE;

  update_visibility (self);
  {
    g_autoptr (GnomonEvent) preview = gnomon_event_form_preview (self, FALSE, NULL);
  }
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
  g_autofree char *rule = NULL;
  GnomonChoice *calendar;
  GnomonFields *fields;

  g_return_val_if_fail (GNOMON_IS_EVENT_FORM (self), NULL);

  fields = gnomon_fields_new (GNOMON_KIND_EVENT);
  guests = gnomon_guests_group_dup_json (GNOMON_GUESTS_GROUP (self->guests_group));
  notes = dup_notes (self);
  rule = gnomon_repeat_row_dup_rule (GNOMON_REPEAT_ROW (self->repeat_row));
  calendar = gnomon_choice_get_chosen (ADW_COMBO_ROW (self->calendar_row));

  gnomon_fields_set_string (fields, GNOMON_EVENT_TITLE,
                            gtk_editable_get_text (GTK_EDITABLE (self->title_entry)));
  gnomon_fields_set_string (fields, GNOMON_EVENT_EVENT_TYPE,
                            gnomon_event_type_to_string (get_event_type (self)));
  write_times (self, fields);
  gnomon_fields_set_string (fields, GNOMON_EVENT_RRULE, rule);
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

  /* Nothing here changes a rule; a new event keeps the one that it came with. */
  if (self->is_new && gnomon_event_is_recurring (self->event))
    gnomon_fields_set_string (fields, GNOMON_EVENT_RRULE, gnomon_event_get_rrule (self->event));
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

  g_return_val_if_fail (GNOMON_IS_EVENT_FORM (self), FALSE);

  edits = gnomon_event_form_dup_edits (self);
  operations = gnomon_event_form_list_operations (self, self->event);

  return !gnomon_edits_is_empty (edits) || operations->len > 0
         || gnomon_guests_group_has_typed (GNOMON_GUESTS_GROUP (self->guests_group));
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
