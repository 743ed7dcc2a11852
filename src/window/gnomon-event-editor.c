/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-event-editor-private.h"
#include "gnomon-event-form.h"
#include "gnomon-preferences.h"
#include "gnomon-scrim.h"
#include "gnomon-settings.h"
#include "gnomon-words.h"
#include "gnomon-zone.h"

/* The window around the form: it asks the model, saves, and never loses what is typed. */

enum
{
  SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonEventEditor, gnomon_event_editor, ADW_TYPE_WINDOW)

void
gnomon_event_editor_set_busy (GnomonEventEditor *self,
                              gboolean           busy)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.save", !busy);
  gtk_widget_set_sensitive (self->form, !busy);
}

void
gnomon_event_editor_show_bar (GnomonEventEditor *self,
                              const char        *text,
                              const char        *button)
{
  gtk_label_set_label (GTK_LABEL (self->bar_label), text);
  gtk_widget_set_visible (self->bar_button, button != NULL);
  if (button)
    gtk_button_set_label (GTK_BUTTON (self->bar_button), button);
  gtk_widget_set_visible (self->bar, TRUE);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->bar), TRUE);
}

void
gnomon_event_editor_hide_bar (GnomonEventEditor *self)
{
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->bar), FALSE);
  gtk_widget_set_visible (self->bar, FALSE);
}

/* Says what went wrong and keeps all that is typed. */
void
gnomon_event_editor_fail (GnomonEventEditor *self,
                          const GError      *error)
{
  g_autofree char *words = gnomon_words_for_error (error);
  gboolean is_conflict = g_error_matches (error, GNOMON_ERROR, GNOMON_ERROR_CONFLICT);

  gnomon_event_editor_set_busy (self, FALSE);
  gnomon_event_editor_show_bar (self, words, is_conflict ? _("Save My Changes Anyway") : NULL);

  /* The form lost the focus while it could not be used. */
  if (!gnomon_event_form_focus_field (GNOMON_EVENT_FORM (self->form),
                                      gnomon_kind_find_fault (GNOMON_KIND_EVENT, error)))
    gtk_widget_grab_focus (is_conflict ? self->bar_button : self->save_button);
}

static void
close_now (GnomonEventEditor *self)
{
  self->closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

/* As it is stored now: of a series the occurrence that is edited. NULL where it is no more. */
static GnomonEvent *
read_event (GnomonEventEditor *self)
{
  gint64 id = gnomon_event_get_id (self->event);
  const char *recurrence_id = gnomon_event_get_recurrence_id (self->event);

  if (*recurrence_id != '\0')
    return gnomon_store_get_occurrence (self->store, id, recurrence_id, NULL);

  return gnomon_store_get_event (self->store, id, NULL);
}

/* All is stored. */
void
gnomon_event_editor_finish (GnomonEventEditor *self)
{
  /* Read anew: answers and reminders were saved after it. */
  g_autoptr (GnomonEvent) event = read_event (self);

  if (event)
    g_set_object (&self->event, event);

  g_signal_emit (self, signals[SAVED], 0, self->event, self->created, self->change);
  close_now (self);
}

static void
save_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  gnomon_event_editor_save (GNOMON_EVENT_EDITOR (widget));
}

static void
show_mail_account_action (GtkWidget  *widget,
                          const char *action_name,
                          GVariant   *parameter)
{
  g_autoptr (GSettings) settings = gnomon_settings_new ();
  GtkWidget *preferences;

  if (settings == NULL)
    return;

  preferences = gnomon_preferences_new (GTK_WINDOW (widget), GNOMON_EVENT_EDITOR (widget)->store,
                                        settings);
  adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (preferences), "mail");
  gtk_window_present (GTK_WINDOW (preferences));
}

static void
cancel_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static void
bar_clicked_cb (GnomonEventEditor *self)
{
  self->overwrite = TRUE;
  gnomon_event_editor_save (self);
}

static void
form_changed_cb (GnomonEventEditor *self)
{
  gnomon_event_editor_schedule_draft (self);
  gnomon_event_editor_hide_bar (self);
}

static void
discard_response_cb (GnomonEventEditor *self,
                     const char        *response,
                     GtkWindow         *dialog)
{
  self->asking = FALSE;

  if (g_str_equal (response, "discard"))
    {
      /* The key or click that answers keeps the dialog until after the editor is gone, which the
       * toolkit would then look for; and the focus goes to what a dialog lies over. */
      gtk_window_set_transient_for (dialog, gtk_window_get_transient_for (GTK_WINDOW (self)));
      close_now (self);
    }
  else if (g_str_equal (response, "save"))
    gnomon_event_editor_save (self);
}

static void
ask_to_discard (GnomonEventEditor *self)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _("Discard changes?"),
                                              _("What you changed here is not saved yet."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "keep", _("Keep Editing"),
                                    "discard", _("Discard"),
                                    "save", _("Save"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "save",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "save");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (discard_response_cb), self,
                           G_CONNECT_SWAPPED);
  gnomon_scrim_follow (GTK_WINDOW (dialog));

  self->asking = TRUE;
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
gnomon_event_editor_close_request (GtkWindow *window)
{
  GnomonEventEditor *self = GNOMON_EVENT_EDITOR (window);

  if (self->asking)
    return GDK_EVENT_STOP;

  if (!self->closing && gnomon_event_form_is_changed (GNOMON_EVENT_FORM (self->form)))
    {
      ask_to_discard (self);
      return GDK_EVENT_STOP;
    }

  gnomon_event_editor_drop_draft (self);
  return GTK_WINDOW_CLASS (gnomon_event_editor_parent_class)->close_request (window);
}

/* Somebody else changed or deleted it: better said now than when it is saved. */
static void
store_changed_cb (GnomonEventEditor *self,
                  guint64            token,
                  GArray            *changed,
                  GArray            *deleted)
{
  g_autoptr (GnomonEvent) now = NULL;
  gint64 id = self->event ? gnomon_event_get_id (self->event) : 0;

  if (id == 0 || !gtk_widget_get_sensitive (self->form))
    return;

  for (guint i = 0; i < deleted->len; i++)
    if (g_array_index (deleted, gint64, i) == id)
      gnomon_event_editor_show_bar (self, _("This event was deleted elsewhere."), NULL);

  for (guint i = 0; i < changed->len; i++)
    if (g_array_index (changed, gint64, i) == id)
      now = read_event (self);

  if (!now || g_str_equal (gnomon_event_get_etag (now), gnomon_event_get_etag (self->event)))
    return;

  /* Who has not changed anything yet just sees it. */
  if (!gnomon_event_form_is_changed (GNOMON_EVENT_FORM (self->form)))
    {
      g_set_object (&self->event, now);
      gnomon_event_form_load (GNOMON_EVENT_FORM (self->form), self->store, now, FALSE);
      return;
    }

  gnomon_event_editor_show_bar (self, _("This event was changed elsewhere since you opened it."),
                                _("Save My Changes Anyway"));
}

static void
update_titles (GnomonEventEditor *self)
{
  const char *title = self->event ? _("Edit Event") : _("New Event");

  if (self->event && gnomon_event_get_event_type (self->event) == GNOMON_EVENT_TYPE_MEETING)
    title = _("Edit Meeting");
  else if (self->event && gnomon_event_get_event_type (self->event) == GNOMON_EVENT_TYPE_REMINDER)
    title = _("Edit Reminder");

  adw_window_title_set_title (ADW_WINDOW_TITLE (self->window_title), title);
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_button_set_label (GTK_BUTTON (self->save_button), self->event ? _("Save") : _("Add"));
}

static void
gnomon_event_editor_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gnomon_event_editor_parent_class)->map (widget);

  gnomon_event_form_focus_title (GNOMON_EVENT_FORM (GNOMON_EVENT_EDITOR (widget)->form));
}

static void
gnomon_event_editor_dispose (GObject *object)
{
  GnomonEventEditor *self = GNOMON_EVENT_EDITOR (object);

  g_cancellable_cancel (self->cancellable);
  /* Quitting leaves no time to ask: what is typed is offered at the next start. */
  gnomon_event_editor_flush_draft (self);
  gtk_widget_dispose_template (GTK_WIDGET (object), GNOMON_TYPE_EVENT_EDITOR);
  g_clear_object (&self->store);
  g_clear_object (&self->event);
  g_clear_pointer (&self->operations, g_ptr_array_unref);

  G_OBJECT_CLASS (gnomon_event_editor_parent_class)->dispose (object);
}

static void
gnomon_event_editor_finalize (GObject *object)
{
  g_object_unref (GNOMON_EVENT_EDITOR (object)->cancellable);

  G_OBJECT_CLASS (gnomon_event_editor_parent_class)->finalize (object);
}

static void
gnomon_event_editor_class_init (GnomonEventEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_event_editor_dispose;
  object_class->finalize = gnomon_event_editor_finalize;
  widget_class->map = gnomon_event_editor_map;
  GTK_WINDOW_CLASS (klass)->close_request = gnomon_event_editor_close_request;

  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 3, GNOMON_TYPE_EVENT, G_TYPE_BOOLEAN,
                                 G_TYPE_UINT64);

  gtk_widget_class_install_action (widget_class, "editor.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "editor.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "editor.show-mail-account", NULL,
                                   show_mail_account_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "editor.cancel", NULL);

  g_type_ensure (GNOMON_TYPE_EVENT_FORM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gnomon/Gnomon/ui/gnomon-event-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, GnomonEventEditor, form);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventEditor, window_title);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventEditor, save_button);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventEditor, bar);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventEditor, bar_label);
  gtk_widget_class_bind_template_child (widget_class, GnomonEventEditor, bar_button);
  gtk_widget_class_bind_template_callback (widget_class, bar_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);
}

static void
gnomon_event_editor_init (GnomonEventEditor *self)
{
  self->cancellable = g_cancellable_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gnomon_scrim_follow (GTK_WINDOW (self));
}

static void
load_fields (GnomonEventEditor  *self,
             GnomonFields       *fields)
{
  g_autoptr (GSettings) settings = gnomon_settings_new ();
  g_autoptr (GnomonEvent) event = NULL;
  g_autoptr (GError) error = NULL;

  gnomon_settings_fill_defaults (settings, fields);
  event = gnomon_event_preview (NULL, fields,
                                gnomon_clock_get_now (gnomon_store_get_clock (self->store)),
                                gnomon_store_get_viewer_zone (self->store),
                                gnomon_store_get_viewer_zone_name (self->store), &error);

  if (!event)
    {
      g_warning ("Cannot begin an event: %s", error->message);
      return;
    }

  gnomon_event_form_load (GNOMON_EVENT_FORM (self->form), self->store, event, TRUE);
}

/* A new event as the rules fill it, for what the form shows at first. */
static void
load_new (GnomonEventEditor *self,
          gint64             start_wall,
          gint64             end_wall,
          gboolean           all_day)
{
  g_autoptr (GnomonFields) fields = gnomon_fields_new (GNOMON_KIND_EVENT);
  gint64 last_wall = MAX (end_wall - 1, start_wall);
  g_autofree char *date = gnomon_civil_format_date (gnomon_civil_day_of_wall (start_wall));
  g_autofree char *last_date = gnomon_civil_format_date (gnomon_civil_day_of_wall (last_wall));
  g_autofree char *end_date = gnomon_civil_format_date (gnomon_civil_day_of_wall (end_wall));
  g_autofree char *start_time = gnomon_civil_format_time (gnomon_civil_time_of_wall (start_wall));
  g_autofree char *end_time = gnomon_civil_format_time (gnomon_civil_time_of_wall (end_wall));

  /* The rules want a title; the form shows none. */
  gnomon_fields_set_string (fields, GNOMON_EVENT_TITLE, "-");
  gnomon_fields_set_string (fields, GNOMON_EVENT_EVENT_DATE, date);
  gnomon_fields_set_boolean (fields, GNOMON_EVENT_ALL_DAY, all_day);

  if (all_day)
    {
      gnomon_fields_set_string (fields, GNOMON_EVENT_END_DATE, last_date);
    }
  else
    {
      gnomon_fields_set_string (fields, GNOMON_EVENT_START_TIME, start_time);

      /* Without an end it gets the length that the settings say. */
      if (end_wall > start_wall)
        {
          gnomon_fields_set_string (fields, GNOMON_EVENT_END_DATE, end_date);
          gnomon_fields_set_string (fields, GNOMON_EVENT_END_TIME, end_time);
        }
    }

  load_fields (self, fields);
}

/**
 * gnomon_event_editor_new:
 * @parent: the window to lie on
 * @store: the store
 * @event: (nullable): the event to change, in its full form; %NULL: make a new one, which begins
 *   at the next full hour
 *
 * Returns: (transfer none): the editor, to be presented; it destroys itself when it is closed
 */
GnomonEventEditor *
gnomon_event_editor_new (GtkWindow   *parent,
                         GnomonStore *store,
                         GnomonEvent *event)
{
  GnomonEventEditor *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (GNOMON_IS_STORE (store), NULL);
  g_return_val_if_fail (event == NULL || GNOMON_IS_EVENT (event), NULL);

  /* Of the application, so that its keys work here, too. */
  self = g_object_new (GNOMON_TYPE_EVENT_EDITOR,
                       "application", gtk_window_get_application (parent),
                       "transient-for", parent,
                       NULL);
  self->store = g_object_ref (store);
  g_set_object (&self->event, event);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update_titles (self);

  if (event)
    {
      gnomon_event_form_load (GNOMON_EVENT_FORM (self->form), store, event, FALSE);
    }
  else
    {
      gint64 now = gnomon_clock_get_now (gnomon_store_get_clock (store));
      gint64 now_wall = gnomon_zone_to_wall (gnomon_store_get_viewer_zone (store), now);
      gint64 start_wall = (now_wall / 3600 + 1) * 3600;

      gnomon_event_editor_set_slot (self, start_wall, start_wall, FALSE);
    }

  return self;
}

/**
 * gnomon_event_editor_set_slot:
 * @self: an editor of a new event
 * @start_wall: wall seconds in the viewer's zone
 * @end_wall: wall seconds, exclusive; the same as @start_wall: as long as events are by default
 * @all_day: whether it takes whole days
 *
 * Says when the new event is.
 */
void
gnomon_event_editor_set_slot (GnomonEventEditor *self,
                              gint64             start_wall,
                              gint64             end_wall,
                              gboolean           all_day)
{
  g_return_if_fail (GNOMON_IS_EVENT_EDITOR (self));
  g_return_if_fail (self->event == NULL);

  load_new (self, start_wall, end_wall, all_day);
}

/**
 * gnomon_event_editor_set_fields:
 * @self: an editor of a new event
 * @fields: of %GNOMON_KIND_EVENT: what is known of it, day and time at least
 *
 * Says what the new event is.
 */
void
gnomon_event_editor_set_fields (GnomonEventEditor  *self,
                                const GnomonFields *fields)
{
  const char *title = gnomon_fields_get_string (fields, GNOMON_EVENT_TITLE);
  g_autoptr (GnomonFields) complete = NULL;

  g_return_if_fail (GNOMON_IS_EVENT_EDITOR (self));
  g_return_if_fail (self->event == NULL);

  /* The rules want a title. */
  complete = gnomon_fields_copy (fields);
  if (title == NULL)
    gnomon_fields_set_string (complete, GNOMON_EVENT_TITLE, "-");
  load_fields (self, complete);
  if (title != NULL)
    gnomon_event_form_set_title (GNOMON_EVENT_FORM (self->form), title);
}
