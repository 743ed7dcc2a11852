/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bench-bus.h"

#include <signal.h>
#include <sys/wait.h>

GVariant *
bench_call (GDBusConnection *bus,
            const BenchPeer *peer,
            const char      *method,
            GVariant        *arguments)
{
  g_autoptr (GError) error = NULL;
  GVariant *answer =
      g_dbus_connection_call_sync (bus, peer->name, peer->path, peer->interface, method, arguments, NULL,
                                   G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, &error);

  if (answer == NULL)
    g_error ("%s: %s", method, error->message);
  return answer;
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
bench_start (GTestDBus   *bus,
             const char  *name,
             char       **arguments)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autofree char *folder = bench_make_folder ();
  g_auto (GStrv) env = bench_make_environ (bus, folder);
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
