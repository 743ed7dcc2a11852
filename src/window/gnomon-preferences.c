/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-preferences.h"

#include <glib/gi18n.h>

#include "gnomon-choice.h"
#include "gnomon-choices.h"
#include "gnomon-compat.h"
#include "gnomon-describe.h"
#include "gnomon-format.h"
#include "gnomon-mail-page.h"
#include "gnomon-scrim.h"
#include "gnomon-setting-rows.h"
#include "gnomon-week.h"
#include "gnomon-words.h"
#include "gnomon-zone-row.h"
#include "gnomon-zone.h"

struct _GnomonPreferences
{
  AdwPreferencesWindow parent_instance;

  GtkWidget *week_start_row;
  GtkWidget *work_days;
  GtkWidget *work_start;
  GtkWidget *work_end;
  GtkWidget *work_week_switch;
  GtkWidget *week_numbers_row;
  GtkWidget *second_zone_row;
  GtkWidget *second_zone;
  GtkWidget *letters_switch;
  GtkWidget *calendar_row;
  GtkWidget *type_row;
  GtkWidget *duration_row;
  GtkWidget *reminder_row;
  GtkWidget *all_day_hour;
  GtkWidget *snooze_row;
  GtkWidget *sound_switch;
  GtkWidget *mail_page;

  GnomonStore *store;
  GSettings *settings;
  gboolean filling;             /* the calendars are being listed anew */
};

G_DEFINE_FINAL_TYPE (GnomonPreferences, gnomon_preferences, ADW_TYPE_PREFERENCES_WINDOW)

/* The names of the settings, from Monday on. */
static const char * const weekdays[] = {
  "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
};

/* Rows of texts */

static void
bind_week_numbers (GnomonPreferences *self)
{
  g_autoptr (GListStore) choices = g_list_store_new (GNOMON_TYPE_CHOICE);

  gnomon_setting_rows_append (choices, 0, "", C_("week numbers", "As on the Desktop"));
  gnomon_setting_rows_append (choices, 0, "shown", C_("week numbers", "Shown"));
  gnomon_setting_rows_append (choices, 0, "hidden", C_("week numbers", "Hidden"));
  gnomon_setting_rows_bind_text (self->settings, ADW_COMBO_ROW (self->week_numbers_row),
                                 G_LIST_MODEL (choices), "week-numbers");
}

static void
bind_type (GnomonPreferences *self)
{
  g_autoptr (GListStore) choices = g_list_store_new (GNOMON_TYPE_CHOICE);

  gnomon_setting_rows_append (choices, 0, gnomon_event_type_to_string (GNOMON_EVENT_TYPE_MEETING),
                              C_("type", "Meeting"));
  gnomon_setting_rows_append (choices, 0, gnomon_event_type_to_string (GNOMON_EVENT_TYPE_EVENT),
                              C_("type", "Event"));
  gnomon_setting_rows_append (choices, 0, gnomon_event_type_to_string (GNOMON_EVENT_TYPE_REMINDER),
                              C_("type", "Reminder"));
  gnomon_setting_rows_bind_text (self->settings, ADW_COMBO_ROW (self->type_row),
                                 G_LIST_MODEL (choices), "default-event-type");
}

/* The second time zone */

/* A zone that floats is none. */
static void
second_zone_changed_cb (GnomonPreferences *self)
{
  const char *zone = gnomon_zone_row_get_zone (GNOMON_ZONE_ROW (self->second_zone));
  gboolean wanted = adw_expander_row_get_enable_expansion (ADW_EXPANDER_ROW (self->second_zone_row))
                    && !g_str_equal (zone, GNOMON_ZONE_FLOATING);

  if (self->settings != NULL)
    g_settings_set_string (self->settings, "second-timezone", wanted ? zone : "");
}

static void
show_second_zone (GnomonPreferences *self)
{
  g_autofree char *zone = g_settings_get_string (self->settings, "second-timezone");
  gboolean wanted = *zone != '\0';

  gnomon_zone_row_set_zone (GNOMON_ZONE_ROW (self->second_zone), wanted ? zone : "UTC");
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (self->second_zone_row), wanted);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self->second_zone_row), wanted);
}

/* The snooze, which is two settings */

static void
snooze_chosen_cb (GnomonPreferences *self)
{
  GnomonChoice *choice = gnomon_choice_get_chosen (ADW_COMBO_ROW (self->snooze_row));

  g_settings_set_string (self->settings, "snooze-until", gnomon_choice_get_value (choice));
  if (*gnomon_choice_get_value (choice) == '\0')
    g_settings_set_int (self->settings, "snooze-minutes", (int) gnomon_choice_get_id (choice));
}

static void
bind_snooze (GnomonPreferences *self)
{
  static const int minutes[] = { 5, 10, 15, 30, 60 };
  g_autoptr (GListStore) choices = g_list_store_new (GNOMON_TYPE_CHOICE);
  g_autofree char *until = g_settings_get_string (self->settings, "snooze-until");
  int own = g_settings_get_int (self->settings, "snooze-minutes");

  gnomon_setting_rows_append_numbers (choices, minutes, G_N_ELEMENTS (minutes),
                                      gnomon_format_duration, own);
  gnomon_setting_rows_append (choices, 0, "start", C_("snooze", "Until It Starts"));
  gnomon_setting_rows_append (choices, 0, "tomorrow-morning",
                              C_("snooze", "Until Tomorrow Morning"));

  gnomon_choice_set_up_row (ADW_COMBO_ROW (self->snooze_row), G_LIST_MODEL (choices));
  if (*until == '\0' || !gnomon_choice_choose (ADW_COMBO_ROW (self->snooze_row), until))
    gnomon_choice_choose_id (ADW_COMBO_ROW (self->snooze_row), own);
  g_signal_connect_object (self->snooze_row, "notify::selected", G_CALLBACK (snooze_chosen_cb),
                           self, G_CONNECT_SWAPPED);
}

/* Times of the day */

static gboolean
time_output_cb (GtkSpinButton *button)
{
  int minutes = gtk_spin_button_get_value_as_int (button);
  g_autofree char *text = gnomon_format_time ((gint64) minutes * 60, gnomon_format_get_hours ());

  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (button)), text))
    gtk_editable_set_text (GTK_EDITABLE (button), text);
  return TRUE;
}

static int
time_input_cb (GtkSpinButton *button,
               double        *value)
{
  int seconds;

  if (!gnomon_format_parse_time (gtk_editable_get_text (GTK_EDITABLE (button)), &seconds))
    return GTK_INPUT_ERROR;

  *value = seconds / 60;
  /* Midnight as an end is the one after the day. */
  if (seconds == 0 && gtk_adjustment_get_lower (gtk_spin_button_get_adjustment (button)) > 0)
    *value = gtk_adjustment_get_upper (gtk_spin_button_get_adjustment (button));
  return TRUE;
}

static void
hour_to_minutes (GnomonPreferences *self)
{
  g_settings_set_int (self->settings, "all-day-reminder-hour",
                      gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->all_day_hour)) / 60);
}

static void
bind_times (GnomonPreferences *self)
{
  g_settings_bind (self->settings, "work-start", self->work_start, "value",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "work-end", self->work_end, "value", G_SETTINGS_BIND_DEFAULT);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->all_day_hour),
                             60 * g_settings_get_int (self->settings, "all-day-reminder-hour"));
  g_signal_connect_object (self->all_day_hour, "value-changed", G_CALLBACK (hour_to_minutes), self,
                           G_CONNECT_SWAPPED);
}

/* Working days */

static void
day_toggled_cb (GnomonPreferences *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) days = NULL;

  for (GtkWidget *button = gtk_widget_get_first_child (self->work_days); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)))
      g_strv_builder_add (builder, g_object_get_data (G_OBJECT (button), "weekday"));

  days = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, "work-days", (const char * const *) days);
}

static void
add_work_days (GnomonPreferences *self)
{
  g_auto (GStrv) setting = g_settings_get_strv (self->settings, "work-days");
  guint days = gnomon_week_get_work_days ((const char * const *) setting);

  for (int i = 0; i < (int) G_N_ELEMENTS (weekdays); i++)
    {
      /* Seven longer names leave large text no room for the title. */
      g_autofree char *letter = gnomon_describe_weekday_narrow (i + 1);
      g_autofree char *name = gnomon_format_weekday_long (i + 1);
      GtkWidget *button = gtk_toggle_button_new_with_label (letter);

      gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      gtk_widget_set_tooltip_text (button, name);
      g_object_set_data (G_OBJECT (button), "weekday", (gpointer) weekdays[i]);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                    (days >> i & 1) != 0);
      g_signal_connect_object (button, "toggled", G_CALLBACK (day_toggled_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->work_days), button);
    }
}

/* The calendar that new events go to */

static void
fill_calendars (GnomonPreferences *self)
{
  self->filling = TRUE;
  gnomon_choices_fill_calendars (ADW_COMBO_ROW (self->calendar_row), self->store, 0);
  self->filling = FALSE;
}

static void
calendar_changed_cb (GObject      *store,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GnomonPreferences) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;

  if (gnomon_store_apply_finish (GNOMON_STORE (store), result, NULL, &error)
      || self->store == NULL)
    return;

  /* The row goes back to what is stored. */
  fill_calendars (self);
  words = gnomon_words_for_error (error);
  text = g_strdup_printf (_("The calendar could not be changed: %s"), words);
  markup = g_markup_escape_text (text, -1);
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), adw_toast_new (markup));
}

static void
calendar_chosen_cb (GnomonPreferences *self)
{
  GnomonChoice *choice = gnomon_choice_get_chosen (ADW_COMBO_ROW (self->calendar_row));
  g_autoptr (GnomonFields) fields = NULL;
  g_autoptr (GnomonOperation) operation = NULL;

  if (self->filling || choice == NULL)
    return;

  fields = gnomon_fields_new (GNOMON_KIND_CALENDAR);
  gnomon_fields_set_boolean (fields, GNOMON_CALENDAR_IS_DEFAULT, TRUE);
  operation = gnomon_operation_new_update_calendar (gnomon_choice_get_id (choice), fields);
  gnomon_store_apply_async (self->store, operation, NULL, calendar_changed_cb,
                            g_object_ref (self));
}

static void
store_changed_cb (GnomonPreferences *self,
                  guint64            token,
                  GArray            *changed,
                  GArray            *deleted,
                  GnomonChangeFlags  flags)
{
  if ((flags & GNOMON_CHANGE_CALENDARS) != 0)
    fill_calendars (self);
}

static void
gnomon_preferences_dispose (GObject *object)
{
  GnomonPreferences *self = GNOMON_PREFERENCES (object);

  g_clear_object (&self->store);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), GNOMON_TYPE_PREFERENCES);

  G_OBJECT_CLASS (gnomon_preferences_parent_class)->dispose (object);
}

static void
gnomon_preferences_class_init (GnomonPreferencesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_preferences_dispose;

  g_type_ensure (GNOMON_TYPE_MAIL_PAGE);
  g_type_ensure (GNOMON_TYPE_ZONE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gnomon/Gnomon/ui/gnomon-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, GnomonPreferences, week_start_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonPreferences, work_days);
  gtk_widget_class_bind_template_child (widget_class, GnomonPreferences, work_start);
  gtk_widget_class_bind_template_child (widget_class, GnomonPreferences, work_end);
  gtk_widget_class_bind_template_child (widget_class, GnomonPreferences, work_week_switch);
  gtk_widget_class_bind_template_child (widget_class, GnomonPreferences, week_numbers_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonPreferences, second_zone_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonPreferences, second_zone);
  gtk_widget_class_bind_template_child (widget_class, GnomonPreferences, letters_switch);
  gtk_widget_class_bind_template_callback (widget_class, second_zone_changed_cb);
  gtk_widget_class_bind_template_child (widget_class, GnomonPreferences, calendar_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonPreferences, type_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonPreferences, duration_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonPreferences, reminder_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonPreferences, all_day_hour);
  gtk_widget_class_bind_template_child (widget_class, GnomonPreferences, snooze_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonPreferences, sound_switch);
  gtk_widget_class_bind_template_child (widget_class, GnomonPreferences, mail_page);
  gtk_widget_class_bind_template_callback (widget_class, time_output_cb);
  gtk_widget_class_bind_template_callback (widget_class, time_input_cb);
  gtk_widget_class_bind_template_callback (widget_class, calendar_chosen_cb);
}

static void
gnomon_preferences_init (GnomonPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gnomon_scrim_follow (GTK_WINDOW (self));
  gnomon_compat_name_part (GTK_WIDGET (self), GTK_TYPE_SEARCH_ENTRY, _("Search"));
  gnomon_compat_name_part (self->second_zone_row, GTK_TYPE_SWITCH, _("Second time zone"));
}

/**
 * gnomon_preferences_new:
 * @parent: the window that asks
 * @store: where the calendars are
 * @settings: the settings
 *
 * Returns: (transfer none): a window, kept by the toolkit until it is closed
 */
GtkWidget *
gnomon_preferences_new (GtkWindow   *parent,
                        GnomonStore *store,
                        GSettings   *settings)
{
  static const int durations[] = { 15, 30, 45, 60, 90, 120, 180, 240 };
  GnomonPreferences *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (GNOMON_IS_STORE (store), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (GNOMON_TYPE_PREFERENCES,
                       "transient-for", parent,
                       NULL);
  self->store = g_object_ref (store);
  self->settings = g_object_ref (settings);

  gnomon_setting_rows_bind_week_start (settings, ADW_COMBO_ROW (self->week_start_row));
  bind_week_numbers (self);
  add_work_days (self);
  bind_times (self);
  show_second_zone (self);
  g_settings_bind (settings, "work-week", self->work_week_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "single-letter-keys", self->letters_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);
  bind_type (self);
  gnomon_setting_rows_bind_number (settings, ADW_COMBO_ROW (self->duration_row), durations,
                                   G_N_ELEMENTS (durations), gnomon_format_duration,
                                   "default-duration");
  gnomon_setting_rows_bind_reminder (settings, ADW_COMBO_ROW (self->reminder_row));
  bind_snooze (self);
  g_settings_bind (settings, "reminder-sound", self->sound_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);
  gnomon_mail_page_set_up (GNOMON_MAIL_PAGE (self->mail_page), store, settings);
  fill_calendars (self);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
