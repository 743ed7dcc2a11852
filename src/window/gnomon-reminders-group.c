/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-compat.h"
#include "gnomon-format.h"
#include "gnomon-mail-account.h"
#include "gnomon-reminders-group-private.h"
#include "gnomon-settings.h"
#include "gnomon-zone.h"

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const int unit_minutes[] = { 1, 60, 1440, 10080 };

G_DEFINE_FINAL_TYPE (GnomonRemindersGroup, gnomon_reminders_group, ADW_TYPE_PREFERENCES_GROUP)

/* Who asks for email without an account is told what comes in its place. */
static void
update_account_row (GnomonRemindersGroup *self)
{
  gboolean asks = FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      GnomonReminderEntry *reminder = g_ptr_array_index (self->rows, i);

      asks = asks || reminder->type != GNOMON_REMINDER_NOTIFICATION;
    }

  gtk_widget_set_visible (self->account_row,
                          asks && !gnomon_mail_account_is_set (self->settings));
}

static GnomonReminderEntry *
find_reminder (GnomonRemindersGroup *self,
               GtkWidget            *widget)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GnomonReminderEntry *reminder = g_ptr_array_index (self->rows, i);

      if (gtk_widget_is_ancestor (widget, reminder->row))
        return reminder;
    }

  return NULL;
}

/* The one that is part of the event is shown; one that is mailed stands besides it. */
static void
kind_selected_cb (GnomonRemindersGroup *self,
                  GParamSpec           *pspec,
                  GtkDropDown          *drop_down)
{
  GnomonReminderEntry *reminder = find_reminder (self, GTK_WIDGET (drop_down));

  if (reminder == NULL)
    return;

  reminder->type = (GnomonReminderType) gtk_drop_down_get_selected (drop_down);
  if (reminder->type != GNOMON_REMINDER_NOTIFICATION)
    reminder->automatic = FALSE;
  update_account_row (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
remove_clicked_cb (GnomonRemindersGroup *self,
                   GtkWidget            *button)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GnomonReminderEntry *reminder = g_ptr_array_index (self->rows, i);

      if (!gtk_widget_is_ancestor (button, reminder->row))
        continue;

      gtk_widget_grab_focus (self->add_button);
      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), reminder->row);
      g_ptr_array_remove_index (self->rows, i);
      update_account_row (self);
      g_signal_emit (self, signals[CHANGED], 0);
      return;
    }
}

/* In the order of GnomonReminderType. */
static GtkWidget *
make_kinds (GnomonRemindersGroup *self,
            const char           *text,
            GnomonReminderType    type)
{
  const char * const kinds[] = { _("Notification"), _("Email"), _("Both"), NULL };
  GtkWidget *drop_down = gtk_drop_down_new_from_strings (kinds);
  g_autofree char *label = NULL;

  /* Translators: how the reminder comes that is named, as in "How: 10 minutes before". */
  label = g_strdup_printf (_("How: %s"), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gnomon_compat_name_part (drop_down, GTK_TYPE_TOGGLE_BUTTON, label);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), type);
  gtk_widget_set_valign (drop_down, GTK_ALIGN_CENTER);
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (kind_selected_cb), self,
                           G_CONNECT_SWAPPED);

  return drop_down;
}

static GtkWidget *
make_row (GnomonRemindersGroup *self,
          const char           *text,
          const char           *subtitle,
          GtkWidget            *kinds)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  "icon-name", "alarm-symbolic",
                                  NULL);
  g_autofree char *label = NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);

  if (kinds != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), kinds);

  /* Translators: removes the reminder that is named, as in "Remove reminder: 10 minutes before". */
  label = g_strdup_printf (_("Remove reminder: %s"), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_set_tooltip_text (button, _("Remove Reminder"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

/* What stands at a time of its own, after the start or very long before it, can only be removed
 * here. */
static gboolean
can_change (int minutes_before)
{
  return minutes_before >= 0 && minutes_before <= GNOMON_REMINDER_MAX_MINUTES_BEFORE;
}

static void
add_reminder (GnomonRemindersGroup *self,
              gint64                id,
              int                   minutes_before,
              gboolean              automatic,
              GnomonReminderType    type,
              const char           *text,
              const char           *subtitle)
{
  GnomonReminderEntry *reminder = g_new0 (GnomonReminderEntry, 1);
  GtkWidget *last_rows[] = { self->add_row, self->custom_row, self->account_row };

  reminder->id = id;
  reminder->minutes_before = minutes_before;
  reminder->automatic = automatic;
  reminder->type = type;
  reminder->stored_type = type;
  reminder->row = make_row (self, text, subtitle,
                            can_change (minutes_before) ? make_kinds (self, text, type) : NULL);
  g_ptr_array_add (self->rows, reminder);

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), reminder->row);

  /* The rows to add more stay the last. */
  for (gsize i = 0; i < G_N_ELEMENTS (last_rows); i++)
    {
      g_autoptr (GtkWidget) row = g_object_ref (last_rows[i]);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), row);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
    }
}

/* Nothing where there is one at that time. */
void
gnomon_reminders_group_add_new (GnomonRemindersGroup *self,
                                int                   minutes_before)
{
  g_autofree char *text = gnomon_format_reminder (minutes_before);
  gboolean has_automatic = FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      GnomonReminderEntry *reminder = g_ptr_array_index (self->rows, i);

      /* Nobody wants to hear the same twice. */
      if (reminder->minutes_before == minutes_before)
        return;

      has_automatic |= reminder->automatic;
    }

  add_reminder (self, 0, minutes_before, !has_automatic, GNOMON_REMINDER_NOTIFICATION, text, "");
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  GnomonRemindersGroup *self = GNOMON_REMINDERS_GROUP (widget);

  gnomon_reminders_group_add_new (self, MAX (g_variant_get_int32 (parameter), 0));
}

static void
custom_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  GnomonRemindersGroup *self = GNOMON_REMINDERS_GROUP (widget);

  gtk_widget_set_visible (self->custom_row, TRUE);
  gtk_widget_grab_focus (self->amount);
}

static void
add_row_activated_cb (GnomonRemindersGroup *self)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (self->add_button));
}

/* As far ahead as a reminder may be, in the unit chosen. */
static void
unit_changed_cb (GnomonRemindersGroup *self)
{
  guint unit = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->unit));

  if (unit < G_N_ELEMENTS (unit_minutes))
    gtk_spin_button_set_range (GTK_SPIN_BUTTON (self->amount), 1,
                               GNOMON_REMINDER_MAX_MINUTES_BEFORE / unit_minutes[unit]);
}

static void
custom_added_cb (GnomonRemindersGroup *self)
{
  guint unit = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->unit));
  int amount = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->amount));

  if (unit >= G_N_ELEMENTS (unit_minutes))
    return;

  gtk_widget_grab_focus (self->add_button);
  gtk_widget_set_visible (self->custom_row, FALSE);
  gnomon_reminders_group_add_new (self, amount * unit_minutes[unit]);
}

/* Of whole days, which are told of by an hour of their own, nobody would say what is after their
 * start. */
static gboolean
has_words (int      minutes_before,
           gboolean is_all_day)
{
  return minutes_before >= 0
         || (minutes_before != GNOMON_REMINDER_AT_A_TIME && !is_all_day);
}

static void
add_stored (GnomonRemindersGroup *self,
            GnomonReminder       *reminder,
            gboolean              is_all_day,
            GTimeZone            *viewer)
{
  int minutes_before = gnomon_reminder_get_minutes_before (reminder);
  gint64 id = gnomon_reminder_get_id (reminder);
  g_autofree char *text = NULL;
  GnomonReminderType type = gnomon_reminder_get_reminder_type (reminder);
  const char *subtitle = "";

  switch (type)
    {
    case GNOMON_REMINDER_EMAIL:
      subtitle = _("By email");
      break;
    case GNOMON_REMINDER_BOTH:
      subtitle = _("Notification and email");
      break;
    case GNOMON_REMINDER_NOTIFICATION:
    default:
      break;
    }

  if (can_change (minutes_before))
    subtitle = "";
  if (has_words (minutes_before, is_all_day))
    {
      text = gnomon_format_reminder (minutes_before);
    }
  else
    {
      gint64 wall = gnomon_zone_to_wall (viewer, gnomon_reminder_get_time (reminder));
      g_autofree char *date = gnomon_format_date (gnomon_civil_day_of_wall (wall));
      g_autofree char *time = gnomon_format_time (wall, gnomon_format_get_hours ());

      text = g_strdup_printf (_("%s, %s"), date, time);
    }

  add_reminder (self, id, minutes_before, FALSE, type, text, subtitle);
  g_array_append_val (self->stored_ids, id);
}

static void
gnomon_reminders_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GNOMON_TYPE_REMINDERS_GROUP);

  G_OBJECT_CLASS (gnomon_reminders_group_parent_class)->dispose (object);
}

static void
gnomon_reminders_group_finalize (GObject *object)
{
  GnomonRemindersGroup *self = GNOMON_REMINDERS_GROUP (object);

  g_clear_object (&self->settings);
  g_ptr_array_unref (self->rows);
  g_array_unref (self->stored_ids);

  G_OBJECT_CLASS (gnomon_reminders_group_parent_class)->finalize (object);
}

static void
gnomon_reminders_group_class_init (GnomonRemindersGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_reminders_group_dispose;
  object_class->finalize = gnomon_reminders_group_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "reminders.add", "i", add_action);
  gtk_widget_class_install_action (widget_class, "reminders.custom", NULL, custom_action);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gnomon/Gnomon/ui/gnomon-reminders-group.ui");
  gtk_widget_class_bind_template_child (widget_class, GnomonRemindersGroup, add_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonRemindersGroup, add_button);
  gtk_widget_class_bind_template_child (widget_class, GnomonRemindersGroup, custom_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonRemindersGroup, amount);
  gtk_widget_class_bind_template_child (widget_class, GnomonRemindersGroup, unit);
  gtk_widget_class_bind_template_child (widget_class, GnomonRemindersGroup, account_row);
  gtk_widget_class_bind_template_callback (widget_class, add_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, unit_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, custom_added_cb);
}

static GMenu *
make_menu (void)
{
  static const int presets[] = { 0, 5, 10, 15, 30, 60, 120, 1440, 2880, 10080 };
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();
  g_autoptr (GMenu) custom = g_menu_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (presets); i++)
    {
      g_autofree char *text = gnomon_format_reminder (presets[i]);
      g_autoptr (GMenuItem) item = g_menu_item_new (text, NULL);

      g_menu_item_set_action_and_target (item, "reminders.add", "i", presets[i]);
      g_menu_append_item (section, item);
    }

  g_menu_append (custom, _("Custom…"), "reminders.custom");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (custom));
  return menu;
}

static void
gnomon_reminders_group_init (GnomonRemindersGroup *self)
{
  g_autoptr (GMenu) menu = make_menu ();

  self->rows = g_ptr_array_new_with_free_func (g_free);
  self->stored_ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  gtk_widget_init_template (GTK_WIDGET (self));
  gnomon_compat_name_part (self->unit, GTK_TYPE_TOGGLE_BUTTON, _("Unit"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->add_button), G_MENU_MODEL (menu));
  unit_changed_cb (self);

  self->settings = gnomon_settings_new ();
  if (self->settings != NULL)
    g_signal_connect_object (self->settings, "changed::mail-server",
                             G_CALLBACK (update_account_row), self, G_CONNECT_SWAPPED);
}

/**
 * gnomon_reminders_group_load:
 * @self: a group
 * @event: an event in its full form
 * @viewer: the viewer's zone
 *
 * Shows the reminders of an event instead of those before, without emitting "changed".
 */
void
gnomon_reminders_group_load (GnomonRemindersGroup *self,
                             GnomonEvent          *event,
                             GTimeZone            *viewer)
{
  GPtrArray *reminders;

  g_return_if_fail (GNOMON_IS_REMINDERS_GROUP (self));
  g_return_if_fail (GNOMON_IS_EVENT (event));

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self),
                                  ((GnomonReminderEntry *) g_ptr_array_index (self->rows, i))->row);

  g_ptr_array_set_size (self->rows, 0);
  g_array_set_size (self->stored_ids, 0);

  if (gnomon_event_get_reminder_set (event))
    {
      int minutes_before = gnomon_event_get_reminder_minutes_before (event);
      g_autofree char *text = gnomon_format_reminder (minutes_before);

      add_reminder (self, 0, minutes_before, TRUE, GNOMON_REMINDER_NOTIFICATION, text, "");
    }

  reminders = gnomon_event_get_reminders (event);

  for (guint i = 0; i < reminders->len; i++)
    if (!gnomon_reminder_is_automatic (g_ptr_array_index (reminders, i)))
      add_stored (self, g_ptr_array_index (reminders, i), gnomon_event_is_all_day (event), viewer);
  update_account_row (self);
}
