/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib-unix.h>
#include <signal.h>
#include <stdlib.h>

#include "gnomon-bus-error.h"
#include "gnomon-locale.h"
#include "gnomon-service.h"
#include "gnomon-store.h"

/*
 * gnomon-service: the calendar for other programs, on the session bus, and the reminders. It runs
 * as long as it has its name; D-Bus starts it when it is first called.
 */

typedef struct
{
  GMainLoop *loop;
  GnomonService *service;
  gboolean acquired;
  int status;
} Run;

static void
name_acquired_cb (GDBusConnection *connection,
                  const char      *name,
                  gpointer         user_data)
{
  Run *run = user_data;

  g_debug ("Acquired the name %s", name);
  run->acquired = TRUE;
  gnomon_service_start_reminders (run->service);
}

static void
name_lost_cb (GDBusConnection *connection,
              const char      *name,
              gpointer         user_data)
{
  Run *run = user_data;

  /* Without a connection, the session is over; with one, another service took our place. */
  if (!run->acquired && connection != NULL)
    {
      g_printerr ("gnomon-service: %s is owned by another process; --replace takes its place\n",
                  name);
      run->status = EXIT_FAILURE;
    }

  g_main_loop_quit (run->loop);
}

static void
connection_closed_cb (GDBusConnection *connection,
                      gboolean         remote_peer_vanished,
                      GError          *error,
                      gpointer         user_data)
{
  Run *run = user_data;

  g_main_loop_quit (run->loop);
}

static gboolean
terminated_cb (gpointer user_data)
{
  Run *run = user_data;

  g_main_loop_quit (run->loop);

  return G_SOURCE_CONTINUE;
}

static int
run_service (const char *database,
             gboolean    replace)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GDBusConnection) connection = NULL;
  g_autoptr (GnomonService) service = NULL;
  g_autoptr (GError) error = NULL;
  Run run = { .loop = loop, .status = EXIT_SUCCESS };
  guint owner_id, terminate_id, interrupt_id;

  connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  if (connection == NULL)
    {
      g_printerr ("gnomon-service: there is no session bus: %s\n", error->message);
      return EXIT_FAILURE;
    }

  /* When the bus goes, there may still be changes to write. */
  g_dbus_connection_set_exit_on_close (connection, FALSE);
  g_signal_connect (connection, "closed", G_CALLBACK (connection_closed_cb), &run);

  service = gnomon_service_new (database);
  run.service = service;
  if (!gnomon_service_export (service, connection, &error))
    {
      g_printerr ("gnomon-service: %s\n", error->message);
      return EXIT_FAILURE;
    }

  terminate_id = g_unix_signal_add (SIGTERM, terminated_cb, &run);
  interrupt_id = g_unix_signal_add (SIGINT, terminated_cb, &run);
  owner_id = g_bus_own_name_on_connection (connection, GNOMON_SERVICE_NAME,
                                           G_BUS_NAME_OWNER_FLAGS_ALLOW_REPLACEMENT |
                                           (replace ? G_BUS_NAME_OWNER_FLAGS_REPLACE : 0) |
                                           G_BUS_NAME_OWNER_FLAGS_DO_NOT_QUEUE,
                                           name_acquired_cb, name_lost_cb, &run, NULL);
  g_main_loop_run (loop);

  /* First the name, so that the next call starts a new service and does not meet this one. */
  g_bus_unown_name (owner_id);
  gnomon_service_close (service);
  g_signal_handlers_disconnect_by_data (connection, &run);
  g_source_remove (terminate_id);
  g_source_remove (interrupt_id);

  return run.status;
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *database = NULL;
  gboolean replace = FALSE;
  gboolean version = FALSE;
  g_autoptr (GOptionContext) context = NULL;
  g_autoptr (GError) error = NULL;
  const GOptionEntry options[] = {
    { "database", 0, 0, G_OPTION_ARG_FILENAME, &database,
      "Use this file, not the user's own calendar", "FILE" },
    { "replace", 0, 0, G_OPTION_ARG_NONE, &replace,
      "Take the place of a service that runs", NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &version,
      "Print the version", NULL },
    G_OPTION_ENTRY_NULL
  };

  gnomon_locale_init ();

  context = g_option_context_new (NULL);
  g_option_context_set_summary (context, "The calendar service of Gnomon, on the session bus.");
  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("gnomon-service: %s\n", error->message);
      return 2;
    }
  if (argc > 1)
    {
      g_printerr ("gnomon-service: “%s” is no option of this program\n", argv[1]);
      return 2;
    }
  if (version)
    {
      g_print ("gnomon-service %s\n", GNOMON_VERSION);
      return EXIT_SUCCESS;
    }

  /* A reader of an export that goes away is an error of that call, not our end. */
  signal (SIGPIPE, SIG_IGN);
  gnomon_bus_error_register ();
  if (database == NULL)
    database = gnomon_store_dup_default_path ();

  return run_service (database, replace);
}
