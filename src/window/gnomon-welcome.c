/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-welcome.h"

#include <glib/gi18n.h>

#include "gnomon-autostart.h"
#include "gnomon-compat.h"
#include "gnomon-evolution.h"
#include "gnomon-file-read.h"
#include "gnomon-ical.h"
#include "gnomon-scrim.h"
#include "gnomon-setting-rows.h"
#include "gnomon-sundial.h"
#include "gnomon-words.h"

struct _GnomonWelcome
{
  AdwWindow parent_instance;

  GtkWidget *page;
  GtkImage *picture;
  GtkWidget *week_start_row;
  GtkWidget *reminder_row;
  GtkWidget *background_row;
  GtkSwitch *background_switch;
  AdwPreferencesGroup *sources_group;
  GtkWidget *file_row;
  GtkLabel *error;
  GtkWidget *spinner;
  GtkButton *start_button;

  GnomonStore *store;
  GSettings *settings;
  GCancellable *cancellable;    /* the window was closed */
  GPtrArray *sources;           /* of Source */
  guint next;                   /* of the sources, the one that is being taken over */
  guint n_events;               /* that came in */
  guint n_calendars;            /* that were subscribed to */
  gint64 target;                /* the calendar that a file goes into; 0: the default one */
  GnomonOperation *operation;   /* the last one */
};

enum
{
  SIGNAL_TOLD,
  SIGNAL_BACKGROUND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonWelcome, gnomon_welcome, ADW_TYPE_WINDOW)

/* A row that offers a calendar. */
typedef struct
{
  GnomonForeignCalendar *calendar;
  GtkCheckButton *check;        /* its button, which the row keeps */
} Source;

static void take_next (GnomonWelcome *self);

static void
source_free (Source *source)
{
  gnomon_foreign_calendar_free (source->calendar);
  g_free (source);
}

static gboolean
is_wanted (const Source *source)
{
  return gtk_check_button_get_active (source->check);
}

static void
update_button (GnomonWelcome *self)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->sources->len; i++)
    any |= is_wanted (g_ptr_array_index (self->sources, i));

  gtk_button_set_label (self->start_button, any ? _("Import and Start") : _("Start Empty"));
}

static char *
describe_source (const GnomonForeignCalendar *calendar)
{
  if (calendar->url != NULL)
    return g_strdup (_("A calendar on the web, kept up to date"));

  return g_strdup_printf (ngettext ("%u event", "%u events", calendar->n_events),
                          calendar->n_events);
}

/* @calendar is taken. */
static void
add_source (GnomonWelcome         *self,
            GnomonForeignCalendar *calendar)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *subtitle = describe_source (calendar);
  Source *source = g_new0 (Source, 1);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), calendar->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  /* (Its label is the row's.) */
  gtk_accessible_update_property (GTK_ACCESSIBLE (check),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle,
                                  -1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (update_button), self, G_CONNECT_SWAPPED);

  source->calendar = calendar;
  source->check = GTK_CHECK_BUTTON (check);
  g_ptr_array_add (self->sources, source);

  /* The row for another file stays the last. */
  g_object_ref (self->file_row);
  adw_preferences_group_remove (self->sources_group, self->file_row);
  adw_preferences_group_add (self->sources_group, row);
  adw_preferences_group_add (self->sources_group, self->file_row);
  g_object_unref (self->file_row);
}

/* The calendars that were found, and the row for another file below them. */
static void
fill_sources (GnomonWelcome *self)
{
  g_autoptr (GPtrArray) found =
    gnomon_evolution_list_calendars (g_get_user_data_dir (), g_get_user_config_dir ());

  g_ptr_array_set_free_func (found, NULL);
  for (guint i = 0; i < found->len; i++)
    add_source (self, g_ptr_array_index (found, i));
  if (found->len > 0)
    adw_preferences_group_set_description (
      self->sources_group,
      _("These were found in GNOME Calendar and Evolution. They are copied, and stay there as they "
        "are."));
}

static void
file_chosen_cb (GFile    *file,
                gpointer  user_data)
{
  GnomonWelcome *self = user_data;
  g_autofree char *path = g_file_get_path (file);
  GnomonForeignCalendar *calendar = path != NULL ? gnomon_foreign_calendar_new_for_file (path)
                                                 : NULL;

  if (calendar != NULL && calendar->n_events > 0)
    {
      add_source (self, calendar);
      update_button (self);
      gtk_widget_set_visible (GTK_WIDGET (self->error), FALSE);
      return;
    }

  g_clear_pointer (&calendar, gnomon_foreign_calendar_free);
  gtk_label_set_label (self->error, _("The file has no events"));
  gtk_widget_set_visible (GTK_WIDGET (self->error), TRUE);
}

static void
file_activated_cb (GnomonWelcome *self)
{
  gnomon_compat_choose_file (GTK_WINDOW (self), _("Open a Calendar File"), _("Calendar Files"),
                             "text/calendar", file_chosen_cb);
}

/* Taking over */

static gboolean
is_closed (GnomonWelcome *self)
{
  return g_cancellable_is_cancelled (self->cancellable);
}

static void
set_busy (GnomonWelcome *self,
          gboolean       busy)
{
  gtk_widget_set_sensitive (self->page, !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->start_button), !busy);
  gtk_widget_set_visible (self->spinner, busy);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), busy);
}

/* What came in before it stays, and is not offered again. */
static void
fail (GnomonWelcome *self,
      const GError  *error)
{
  g_autofree char *reason = gnomon_words_for_error (error);
  g_autofree char *text = NULL;
  Source *source;

  if (is_closed (self))
    return;

  source = g_ptr_array_index (self->sources, self->next);
  /* Translators: the first %s is the name of a calendar, the second says why. */
  text = g_strdup_printf (_("“%s” could not be imported: %s"), source->calendar->name, reason);
  gtk_label_set_label (self->error, text);
  gtk_widget_set_visible (GTK_WIDGET (self->error), TRUE);
  gtk_check_button_set_active (source->check, FALSE);
  set_busy (self, FALSE);
}

static void
apply (GnomonWelcome       *self,
       GnomonOperation     *operation,
       GAsyncReadyCallback  callback)
{
  g_clear_pointer (&self->operation, gnomon_operation_unref);
  self->operation = operation;
  gnomon_store_apply_async (self->store, operation, self->cancellable, callback,
                            g_object_ref (self));
}

static void
source_done (GnomonWelcome *self)
{
  Source *source = g_ptr_array_index (self->sources, self->next);

  gtk_check_button_set_active (source->check, FALSE);
  self->next++;
  take_next (self);
}

static void
imported_cb (GObject      *store,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GnomonWelcome) self = user_data;
  g_autoptr (GObject) object = NULL;
  g_autoptr (GError) error = NULL;

  if (!gnomon_store_apply_finish (GNOMON_STORE (store), result, &object, &error))
    {
      fail (self, error);
      return;
    }

  self->n_events += gnomon_import_get_added (GNOMON_IMPORT (object))
                    + gnomon_import_get_updated (GNOMON_IMPORT (object));
  if (!is_closed (self))
    source_done (self);
}

static void
file_read_cb (GObject      *file,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GnomonWelcome) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = gnomon_file_read_finish (G_FILE (file), result, &error);

  if (is_closed (self))
    return;
  if (bytes == NULL)
    fail (self, error);
  else
    apply (self, gnomon_operation_new_import (bytes, self->target), imported_cb);
}

/* Into the calendar that is the target. */
static void
read_file (GnomonWelcome *self)
{
  Source *source = g_ptr_array_index (self->sources, self->next);
  g_autoptr (GFile) file = g_file_new_for_path (source->calendar->path);

  gnomon_file_read_async (file, self->cancellable, file_read_cb, g_object_ref (self));
}

static void
calendar_made_cb (GObject      *store,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GnomonWelcome) self = user_data;
  g_autoptr (GObject) calendar = NULL;
  g_autoptr (GError) error = NULL;
  Source *source;

  if (!gnomon_store_apply_finish (GNOMON_STORE (store), result, &calendar, &error))
    {
      fail (self, error);
      return;
    }
  if (is_closed (self))
    return;

  source = g_ptr_array_index (self->sources, self->next);
  if (source->calendar->url != NULL)
    {
      self->n_calendars++;
      source_done (self);
      return;
    }

  self->target = gnomon_calendar_get_id (GNOMON_CALENDAR (calendar));
  read_file (self);
}

static void
make_calendar (GnomonWelcome               *self,
               const GnomonForeignCalendar *calendar)
{
  g_autoptr (GnomonFields) fields = gnomon_fields_new (GNOMON_KIND_CALENDAR);

  gnomon_fields_set_string (fields, GNOMON_CALENDAR_NAME, calendar->name);
  if (calendar->color != NULL)
    gnomon_fields_set_string (fields, GNOMON_CALENDAR_COLOR, calendar->color);
  if (calendar->url != NULL)
    gnomon_fields_set_string (fields, GNOMON_CALENDAR_SOURCE_URL, calendar->url);
  apply (self, gnomon_operation_new_create_calendar (fields), calendar_made_cb);
}

static char *
describe_result (GnomonWelcome *self)
{
  if (self->n_events > 0)
    return g_strdup_printf (ngettext ("%u event imported", "%u events imported", self->n_events),
                            self->n_events);
  if (self->n_calendars > 0)
    return g_strdup (_("Subscribed to the calendar"));

  return g_strdup (_("All events of the file are here already"));
}

static void
finish (GnomonWelcome *self)
{
  g_autofree char *text = NULL;

  /* Of several imports none is the one that an undo would take back. */
  if (self->operation != NULL)
    {
      guint64 change =
        self->sources->len == 1 ? gnomon_operation_get_change (self->operation) : 0;

      text = describe_result (self);
      g_signal_emit (self, signals[SIGNAL_TOLD], 0, text, change);
    }
  gtk_window_close (GTK_WINDOW (self));
}

static void
take_next (GnomonWelcome *self)
{
  const GnomonForeignCalendar *calendar;

  while (self->next < self->sources->len
         && !is_wanted (g_ptr_array_index (self->sources, self->next)))
    self->next++;
  if (self->next == self->sources->len)
    {
      finish (self);
      return;
    }

  calendar = ((Source *) g_ptr_array_index (self->sources, self->next))->calendar;
  self->target = 0;
  if (calendar->is_main)
    read_file (self);
  else
    make_calendar (self, calendar);
}

static void
start_clicked_cb (GnomonWelcome *self)
{
  g_assert (GNOMON_IS_WELCOME (self));

  self->next = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->error), FALSE);
  set_busy (self, TRUE);
  take_next (self);
}

static gboolean
gnomon_welcome_close_request (GtkWindow *window)
{
  GnomonWelcome *self = GNOMON_WELCOME (window);

  if (!is_closed (self))
    {
      g_cancellable_cancel (self->cancellable);
      g_settings_set_boolean (self->settings, "welcome-shown", TRUE);
      if (gtk_widget_get_visible (self->background_row))
        g_signal_emit (self, signals[SIGNAL_BACKGROUND], 0,
                       gtk_switch_get_active (self->background_switch));
    }

  return GTK_WINDOW_CLASS (gnomon_welcome_parent_class)->close_request (window);
}

static void
gnomon_welcome_dispose (GObject *object)
{
  GnomonWelcome *self = GNOMON_WELCOME (object);

  g_cancellable_cancel (self->cancellable);
  g_ptr_array_set_size (self->sources, 0);
  g_clear_object (&self->settings);
  g_clear_object (&self->store);
  gtk_widget_dispose_template (GTK_WIDGET (self), GNOMON_TYPE_WELCOME);

  G_OBJECT_CLASS (gnomon_welcome_parent_class)->dispose (object);
}

static void
gnomon_welcome_finalize (GObject *object)
{
  GnomonWelcome *self = GNOMON_WELCOME (object);

  g_clear_pointer (&self->operation, gnomon_operation_unref);
  g_ptr_array_unref (self->sources);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (gnomon_welcome_parent_class)->finalize (object);
}

static void
gnomon_welcome_class_init (GnomonWelcomeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gnomon_welcome_dispose;
  object_class->finalize = gnomon_welcome_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = gnomon_welcome_close_request;

  signals[SIGNAL_TOLD] = g_signal_new ("told", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL,
                                       G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_UINT64);
  signals[SIGNAL_BACKGROUND] = g_signal_new ("background", G_TYPE_FROM_CLASS (klass),
                                             G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                             G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gnomon/Gnomon/ui/gnomon-welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, GnomonWelcome, page);
  gtk_widget_class_bind_template_child (widget_class, GnomonWelcome, picture);
  gtk_widget_class_bind_template_child (widget_class, GnomonWelcome, week_start_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonWelcome, reminder_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonWelcome, background_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonWelcome, background_switch);
  gtk_widget_class_bind_template_child (widget_class, GnomonWelcome, sources_group);
  gtk_widget_class_bind_template_child (widget_class, GnomonWelcome, file_row);
  gtk_widget_class_bind_template_child (widget_class, GnomonWelcome, error);
  gtk_widget_class_bind_template_child (widget_class, GnomonWelcome, spinner);
  gtk_widget_class_bind_template_child (widget_class, GnomonWelcome, start_button);
  gtk_widget_class_bind_template_callback (widget_class, file_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, start_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
gnomon_welcome_init (GnomonWelcome *self)
{
  g_autoptr (GdkPaintable) sundial = gnomon_sundial_new ();

  self->cancellable = g_cancellable_new ();
  self->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) source_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gnomon_scrim_follow (GTK_WINDOW (self));
  gtk_image_set_from_paintable (self->picture, sundial);
}

/**
 * gnomon_welcome_new:
 * @parent: the window that it lies over
 * @store: where the events go
 * @settings: what is asked for
 *
 * Returns: (transfer none): a window, kept by the toolkit until it is closed
 */
GtkWidget *
gnomon_welcome_new (GtkWindow   *parent,
                    GnomonStore *store,
                    GSettings   *settings)
{
  GnomonWelcome *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (GNOMON_IS_STORE (store), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (GNOMON_TYPE_WELCOME, "transient-for", parent, NULL);
  self->store = g_object_ref (store);
  self->settings = g_object_ref (settings);

  gnomon_setting_rows_bind_week_start (settings, ADW_COMBO_ROW (self->week_start_row));
  gnomon_setting_rows_bind_reminder (settings, ADW_COMBO_ROW (self->reminder_row));
  gtk_widget_set_visible (self->background_row, gnomon_autostart_can_ask (settings));
  fill_sources (self);
  update_button (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->start_button));

  return GTK_WIDGET (self);
}
