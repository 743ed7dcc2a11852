/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bench-bus.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

/* The limits are those of dbus-daemon's own session.conf. It starts no services. */
#define SESSION_BUS \
  "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>" \
  "<policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>" \
  "<allow eavesdrop=\"true\"/><allow own=\"*\"/></policy>" \
  "<limit name=\"max_incoming_bytes\">1000000000</limit>" \
  "<limit name=\"max_outgoing_bytes\">1000000000</limit>" \
  "<limit name=\"max_replies_per_connection\">50000</limit></busconfig>"

GVariant *
bench_call (GDBusConnection *bus,
            const BenchPeer *peer,
            const char      *method,
            GVariant        *arguments)
{
  g_autoptr (GError) error = NULL;
  GVariant *answer =
      g_dbus_connection_call_sync (bus, peer->name, peer->path, peer->interface, method, arguments,
                                   NULL,
                                   G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, &error);

  if (answer == NULL)
    g_error ("%s: %s", method, error->message);
  return answer;
}

char *
bench_start_session_bus (GPid *pid)
{
  g_autofree char *folder = bench_make_folder ();
  g_autofree char *path = g_build_filename (folder, "bus.conf", NULL);
  g_autofree char *option = g_strconcat ("--config-file=", path, NULL);
  char *command[] = { (char *) "dbus-daemon", option, (char *) "--nofork",
                      (char *) "--print-address=1", NULL };
  g_autoptr (GString) address = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  char letter;
  int out;

  if (!g_file_set_contents (path, SESSION_BUS, -1, &error)
      || !g_spawn_async_with_pipes (NULL, command, NULL,
                                    G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL,
                                    pid, NULL, &out, NULL, &error))
    g_error ("%s", error->message);

  while (read (out, &letter, 1) == 1 && letter != '\n')
    g_string_append_c (address, letter);
  close (out);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", address->str, TRUE);
  return g_string_free (g_steal_pointer (&address), FALSE);
}

static void
appeared_cb (GDBusConnection *connection,
             const char      *name,
             const char      *owner,
             gpointer         user_data)
{
  g_main_loop_quit (user_data);
}

static gboolean
gave_up_cb (gpointer user_data)
{
  g_error ("The service did not come up");
  return G_SOURCE_REMOVE;
}

GPid
bench_start (const char  *bus_address,
             const char  *name,
             char       **arguments)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autofree char *folder = bench_make_folder ();
  g_auto (GStrv) env = bench_make_environ (bus_address, folder);
  g_autoptr (GError) error = NULL;
  guint watch, patience;
  GPid pid;

  if (!g_spawn_async (NULL, arguments, env, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error))
    g_error ("%s", error->message);

  watch = g_bus_watch_name (G_BUS_TYPE_SESSION, name, G_BUS_NAME_WATCHER_FLAGS_NONE, appeared_cb,
                            NULL, loop, NULL);
  patience = g_timeout_add_seconds (30, gave_up_cb, NULL);
  g_main_loop_run (loop);
  g_source_remove (patience);
  g_bus_unwatch_name (watch);
  return pid;
}

void
bench_stop (GPid pid)
{
  kill (pid, SIGTERM);
  waitpid (pid, NULL, 0);
}
