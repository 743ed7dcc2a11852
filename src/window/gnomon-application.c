/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-application.h"

#include <glib/gi18n.h>

#include "gnomon-autostart.h"
#include "gnomon-civil.h"
#include "gnomon-clock.h"
#include "gnomon-compat.h"
#include "gnomon-error-window.h"
#include "gnomon-settings.h"
#include "gnomon-store.h"
#include "gnomon-style.h"
#include "gnomon-window.h"
#include "gnomon-words.h"

struct _GnomonApplication
{
  AdwApplication parent_instance;

  GnomonStore *store;
  GSettings *settings;
  char *database;               /* NULL: the user's own */
  gboolean is_first_start;      /* and nobody was welcomed yet */
};

G_DEFINE_FINAL_TYPE (GnomonApplication, gnomon_application, ADW_TYPE_APPLICATION)

static gboolean
open_store (GnomonApplication  *self,
            GError            **error)
{
  g_autoptr (GnomonClock) clock = NULL;
  g_autofree char *path = NULL;

  if (self->store != NULL)
    return TRUE;

  clock = gnomon_clock_new ();
  path = self->database != NULL ? g_strdup (self->database) : gnomon_store_dup_default_path ();
  self->store = gnomon_store_open (path, clock, error);
  if (self->store == NULL)
    return FALSE;

  gnomon_store_set_actor (self->store, "window");
  self->settings = gnomon_settings_new ();
  gnomon_settings_bind_store (self->settings, self->store);

  return TRUE;
}

static void
autostart_answered_cb (gboolean is_allowed,
                       gpointer user_data)
{
  if (!is_allowed)
    gnomon_window_add_toast (GNOMON_WINDOW (user_data),
                             _("Reminders only come while the calendar is open: it may not run in "
                               "the background"));
}

/* A calendar that has something in it needs no welcome, and another file than the user's own is not
 * where one begins. */
static gboolean
wants_welcome (GnomonApplication *self)
{
  if (self->settings == NULL || self->database != NULL
      || g_settings_get_boolean (self->settings, "welcome-shown"))
    return FALSE;
  if (!gnomon_store_has_events (self->store))
    return !gnomon_store_is_read_only (self->store);

  g_settings_set_boolean (self->settings, "welcome-shown", TRUE);
  return FALSE;
}

static void
background_chosen_cb (GnomonApplication *self,
                      gboolean           wanted,
                      GtkWidget         *welcome)
{
  GtkWindow *window = gtk_window_get_transient_for (GTK_WINDOW (welcome));

  if (wanted)
    gnomon_autostart_request (self->settings, autostart_answered_cb, G_OBJECT (window));
  else
    g_settings_set_string (self->settings, "background", "refused");
}

/* The window, made where there is none; NULL where the calendar cannot be opened. */
static GnomonWindow *
ensure_window (GnomonApplication *self)
{
  g_autoptr (GError) error = NULL;
  GtkWidget *window;

  for (GList *link = gtk_application_get_windows (GTK_APPLICATION (self)); link != NULL;
       link = link->next)
    if (GNOMON_IS_WINDOW (link->data))
      return link->data;

  if (!open_store (self, &error))
    {
      g_autofree char *words = gnomon_words_for_error (error);

      window = gnomon_error_window_new (GTK_APPLICATION (self), words);
      gtk_window_present (GTK_WINDOW (window));
      return NULL;
    }

  window = gnomon_window_new (GTK_APPLICATION (self), self->store, self->settings);
  self->is_first_start = wants_welcome (self);
  /* The welcome asks for it. */
  if (!self->is_first_start)
    gnomon_autostart_request (self->settings, autostart_answered_cb, G_OBJECT (window));

  return GNOMON_WINDOW (window);
}

static void
quit_action_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (user_data));
  GList *copy = g_list_copy_deep (windows, (GCopyFunc) (void (*) (void)) g_object_ref, NULL);

  /* Closing lets each window keep its state; the application ends with the last one. What lies over
   * another would ask, and hold it: it keeps what is typed without. */
  for (GList *link = copy; link != NULL; link = link->next)
    if (gtk_window_get_transient_for (link->data) != NULL)
      {
        /* The key may come from it: GTK keeps it then for longer than what it lies over. */
        gtk_window_set_transient_for (link->data, NULL);
        gtk_window_destroy (link->data);
      }
    else
      {
        gtk_window_close (link->data);
      }

  g_list_free_full (copy, g_object_unref);
}

static void
about_action_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  gnomon_compat_show_about (gtk_application_get_active_window (GTK_APPLICATION (user_data)));
}

static void
show_event_action_cb (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  GnomonWindow *window = ensure_window (GNOMON_APPLICATION (user_data));

  if (window == NULL)
    return;

  gtk_window_present (GTK_WINDOW (window));
  gnomon_window_show_event (window, g_variant_get_int64 (parameter));
}

static void
show_date_action_cb (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  GnomonWindow *window;
  gint64 day;

  /* Anyone on the bus can ask for any text. */
  if (!gnomon_civil_parse_date (g_variant_get_string (parameter, NULL), &day))
    return;

  window = ensure_window (GNOMON_APPLICATION (user_data));
  if (window == NULL)
    return;

  gnomon_window_show_day (window, day);
  gtk_window_present (GTK_WINDOW (window));
}

/* From the menu of the launcher. */
static void
today_action_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  GnomonWindow *window = ensure_window (GNOMON_APPLICATION (user_data));

  if (window == NULL)
    return;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.today", NULL);
  gtk_window_present (GTK_WINDOW (window));
}

static void
add_event (GnomonApplication *self,
           const char        *text)
{
  GnomonWindow *window = ensure_window (self);

  if (window == NULL)
    return;

  gnomon_window_add_event (window, text);
  gtk_window_present (GTK_WINDOW (window));
}

static void
new_event_action_cb (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  add_event (GNOMON_APPLICATION (user_data), "");
}

/* From the search of the desktop, as the next one. */
static void
add_event_action_cb (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  add_event (GNOMON_APPLICATION (user_data), g_variant_get_string (parameter, NULL));
}

static void
search_action_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  GnomonWindow *window = ensure_window (GNOMON_APPLICATION (user_data));

  if (window == NULL)
    return;

  gnomon_window_search (window, g_variant_get_string (parameter, NULL));
  gtk_window_present (GTK_WINDOW (window));
}

static void
show_reminders_action_cb (GSimpleAction *action,
                          GVariant      *parameter,
                          gpointer       user_data)
{
  GnomonWindow *window = ensure_window (GNOMON_APPLICATION (user_data));

  if (window == NULL)
    return;

  gnomon_window_show_reminders (window);
  gtk_window_present (GTK_WINDOW (window));
}

static void
gnomon_application_activate (GApplication *application)
{
  GnomonApplication *self = GNOMON_APPLICATION (application);
  GnomonWindow *window = ensure_window (self);

  if (window == NULL)
    return;

  gtk_window_present (GTK_WINDOW (window));
  /* Who comes with a file, or to see something, is not kept from it: there is a next time. */
  if (self->is_first_start)
    {
      GtkWidget *welcome = gnomon_window_welcome (window);

      self->is_first_start = FALSE;
      g_signal_connect_object (welcome, "background", G_CALLBACK (background_chosen_cb), self,
                               G_CONNECT_SWAPPED);
    }
}

static void
gnomon_application_open (GApplication  *application,
                         GFile        **files,
                         int            n_files,
                         const char    *hint)
{
  GnomonWindow *window = ensure_window (GNOMON_APPLICATION (application));

  if (window == NULL)
    return;

  gtk_window_present (GTK_WINDOW (window));
  gnomon_window_import (window, files, (guint) n_files);
}

static int
gnomon_application_handle_local_options (GApplication *application,
                                         GVariantDict *options)
{
  GnomonApplication *self = GNOMON_APPLICATION (application);
  g_autoptr (GError) error = NULL;
  const char *action;
  const char *date = NULL;
  gint64 day;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("gnomon %s\n", GNOMON_VERSION);
      return 0;
    }

  /* Another database is another calendar: it does not go to the window of the user's own. */
  if (g_variant_dict_lookup (options, "database", "^ay", &self->database))
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);

  if (g_variant_dict_contains (options, "new-event"))
    action = "new-event";
  else if (g_variant_dict_contains (options, "today"))
    action = "today";
  else if (g_variant_dict_lookup (options, "date", "&s", &date))
    action = "show-date";
  else
    return -1;

  if (date != NULL && !gnomon_civil_parse_date (date, &day))
    {
      g_printerr (_("“%s” is not a date like 2026-11-18\n"), date);
      return 2;
    }
  if (!g_application_register (application, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  g_action_group_activate_action (G_ACTION_GROUP (application), action,
                                  date != NULL ? g_variant_new_string (date) : NULL);

  return g_application_get_is_remote (application) ? 0 : -1;
}

static void
gnomon_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { .name = "quit", .activate = quit_action_cb },
    { .name = "about", .activate = about_action_cb },
    { .name = "show-event", .activate = show_event_action_cb, .parameter_type = "x" },
    { .name = "show-date", .activate = show_date_action_cb, .parameter_type = "s" },
    { .name = "show-reminders", .activate = show_reminders_action_cb },
    { .name = "new-event", .activate = new_event_action_cb },
    { .name = "today", .activate = today_action_cb },
    { .name = "add-event", .activate = add_event_action_cb, .parameter_type = "s" },
    { .name = "search", .activate = search_action_cb, .parameter_type = "s" },
  };

  gnomon_style_prepare ();
  G_APPLICATION_CLASS (gnomon_application_parent_class)->startup (application);
  gnomon_style_init ();

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "app.quit",
                                         (const char *[]){ "<Control>q", NULL });
}

static void
gnomon_application_shutdown (GApplication *application)
{
  GnomonApplication *self = GNOMON_APPLICATION (application);

  G_APPLICATION_CLASS (gnomon_application_parent_class)->shutdown (application);

  /* Waits for what is being written. */
  if (self->store != NULL)
    gnomon_store_close (self->store);
}

static void
gnomon_application_dispose (GObject *object)
{
  GnomonApplication *self = GNOMON_APPLICATION (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gnomon_application_parent_class)->dispose (object);
}

static void
gnomon_application_finalize (GObject *object)
{
  GnomonApplication *self = GNOMON_APPLICATION (object);

  g_free (self->database);

  G_OBJECT_CLASS (gnomon_application_parent_class)->finalize (object);
}

static void
gnomon_application_class_init (GnomonApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->dispose = gnomon_application_dispose;
  object_class->finalize = gnomon_application_finalize;

  application_class->activate = gnomon_application_activate;
  application_class->open = gnomon_application_open;
  application_class->handle_local_options = gnomon_application_handle_local_options;
  application_class->startup = gnomon_application_startup;
  application_class->shutdown = gnomon_application_shutdown;
}

static void
gnomon_application_init (GnomonApplication *self)
{
  static const GOptionEntry options[] = {
    { "database", 0, 0, G_OPTION_ARG_FILENAME, NULL,
      N_("Show the calendar in this file, in a window of its own"), N_("FILE") },
    { "date", 0, 0, G_OPTION_ARG_STRING, NULL, N_("Go to this day"), N_("YYYY-MM-DD") },
    { "today", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Go to today"), NULL },
    { "new-event", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Begin a new event"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Show the version and exit"), NULL },
    { NULL }
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * gnomon_application_new:
 *
 * Returns: (transfer full): the application
 */
GnomonApplication *
gnomon_application_new (void)
{
  return g_object_new (GNOMON_TYPE_APPLICATION,
                       "application-id", GNOMON_APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/org/gnomon/Gnomon",
                       NULL);
}
