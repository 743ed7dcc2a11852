/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib-unix.h>
#include <locale.h>
#include <stdlib.h>

#include "gnomon-settings.h"
#include "gnomon-shell-calendar.h"

/*
 * gnomon-shell-calendar: in the place of gnome-shell-calendar-server, where the builder has asked
 * for it. GNOME Shell starts it by its name and shows below its clock what it is told. It reads the
 * database as the service does, and ends when another program takes the name.
 */

#define NAME "org.gnome.Shell.CalendarServer"
#define PATH "/org/gnome/Shell/CalendarServer"

static void
name_lost_cb (GDBusConnection *connection,
              const char      *name,
              gpointer         user_data)
{
  g_main_loop_quit (user_data);
}

static gboolean
terminated_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_CONTINUE;
}

static gboolean
run (const char  *database,
     GError     **error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GnomonClock) clock = gnomon_clock_new ();
  g_autoptr (GSettings) settings = gnomon_settings_new ();
  g_autoptr (GDBusConnection) connection = NULL;
  g_autoptr (GnomonShellCalendar) object = NULL;
  g_autoptr (GnomonStore) store = NULL;
  guint owner_id, terminate_id, interrupt_id;

  connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, error);
  if (connection == NULL)
    return FALSE;
  g_dbus_connection_set_exit_on_close (connection, FALSE);
  g_signal_connect_swapped (connection, "closed", G_CALLBACK (g_main_loop_quit), loop);

  store = gnomon_store_open (database, clock, error);
  if (store == NULL)
    return FALSE;
  gnomon_settings_bind_store (settings, store);

  object = gnomon_shell_calendar_new (store);
  if (!g_dbus_interface_skeleton_export (G_DBUS_INTERFACE_SKELETON (object), connection, PATH,
                                         error))
    return FALSE;

  terminate_id = g_unix_signal_add (SIGTERM, terminated_cb, loop);
  interrupt_id = g_unix_signal_add (SIGINT, terminated_cb, loop);
  /* The shell's own program gives its place to who asks, and so do we. */
  owner_id = g_bus_own_name_on_connection (connection, NAME,
                                           G_BUS_NAME_OWNER_FLAGS_ALLOW_REPLACEMENT
                                           | G_BUS_NAME_OWNER_FLAGS_REPLACE
                                           | G_BUS_NAME_OWNER_FLAGS_DO_NOT_QUEUE,
                                           NULL, name_lost_cb, loop, NULL);
  g_main_loop_run (loop);

  g_bus_unown_name (owner_id);
  g_signal_handlers_disconnect_by_data (connection, loop);
  g_source_remove (terminate_id);
  g_source_remove (interrupt_id);
  g_dbus_interface_skeleton_unexport (G_DBUS_INTERFACE_SKELETON (object));
  gnomon_store_close (store);
  if (!g_dbus_connection_is_closed (connection))
    g_dbus_connection_flush_sync (connection, NULL, NULL);

  return TRUE;
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *database = NULL;
  gboolean version = FALSE;
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  const GOptionEntry options[] = {
    { "database", 0, 0, G_OPTION_ARG_FILENAME, &database,
      "Use this file, not the user's own calendar", "FILE" },
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, "Print the version", NULL },
    G_OPTION_ENTRY_NULL
  };

  setlocale (LC_ALL, "");

  g_option_context_set_summary (context, "Gnomon's events below the clock of GNOME Shell.");
  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("gnomon-shell-calendar: %s\n", error->message);
      return 2;
    }
  if (version)
    {
      g_print ("gnomon-shell-calendar %s\n", GNOMON_VERSION);
      return EXIT_SUCCESS;
    }

  if (database == NULL)
    database = gnomon_store_dup_default_path ();
  if (!run (database, &error))
    {
      g_printerr ("gnomon-shell-calendar: %s\n", error->message);
      return EXIT_FAILURE;
    }
  return EXIT_SUCCESS;
}
