/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-child-process.h"

typedef struct
{
  GSubprocess *process;
  GCancellable *cancellable;    /* (nullable): the caller's */
  gulong cancelled_id;
  guint timeout_id;
  GBytes *output;
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  g_clear_handle_id (&run->timeout_id, g_source_remove);
  if (run->cancelled_id != 0)
    g_cancellable_disconnect (run->cancellable, run->cancelled_id);
  g_clear_object (&run->cancellable);
  g_clear_object (&run->process);
  g_clear_pointer (&run->output, g_bytes_unref);
  g_free (run);
}

static gboolean
timeout_cb (gpointer user_data)
{
  Run *run = user_data;

  run->timeout_id = 0;
  g_subprocess_force_exit (run->process);

  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_subprocess_force_exit (user_data);
}

static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (g_subprocess_communicate_finish (G_SUBPROCESS (source), result, &run->output, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * gnomon_child_process_find:
 * @program: its name
 * @variable: a variable of the environment that says where it is: tests, and programs that are not
 *   installed, have it elsewhere
 *
 * Returns: (transfer full): the program's path
 */
char *
gnomon_child_process_find (const char *program,
                           const char *variable)
{
  const char *path = g_getenv (variable);

  return path != NULL ? g_strdup (path) : g_build_filename (GNOMON_LIBEXECDIR, program, NULL);
}

/**
 * gnomon_child_process_run_async:
 * @launcher: with pipes for standard input and output, and what else the program is given
 * @command: the program and its arguments
 * @request: what it reads on standard input; taken where it is floating
 * @patience_seconds: after so many it hangs, and is ended
 * @cancellable: (nullable): ends it
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Starts a program.
 */
void
gnomon_child_process_run_async (GSubprocessLauncher  *launcher,
                                const char * const   *command,
                                GVariant             *request,
                                guint                 patience_seconds,
                                GCancellable         *cancellable,
                                GAsyncReadyCallback   callback,
                                gpointer              user_data)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (request);
  g_autoptr (GBytes) input = g_variant_get_data_as_bytes (owned);
  g_autoptr (GError) error = NULL;
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Run *run = g_new0 (Run, 1);

  g_task_set_source_tag (task, gnomon_child_process_run_async);
  g_task_set_task_data (task, run, run_free);
  run->process = g_subprocess_launcher_spawnv (launcher, command, &error);
  if (run->process == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      g_object_unref (task);
      return;
    }

  run->timeout_id = g_timeout_add_seconds (patience_seconds, timeout_cb, run);
  if (cancellable != NULL)
    {
      run->cancellable = g_object_ref (cancellable);
      run->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb),
                                                 g_object_ref (run->process), g_object_unref);
    }
  g_subprocess_communicate_async (run->process, input, NULL, ended_cb, task);
}

/**
 * gnomon_child_process_run_finish:
 * @result: what the callback got
 * @exit_code: (out): how it ended; -1 where it was ended
 * @output: (out) (transfer full): what it wrote
 * @error: return location: %G_SPAWN_ERROR where it could not be started
 *
 * Returns: whether it ran
 */
gboolean
gnomon_child_process_run_finish (GAsyncResult  *result,
                                 int           *exit_code,
                                 GBytes       **output,
                                 GError       **error)
{
  Run *run = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  *exit_code =
    g_subprocess_get_if_exited (run->process) ? g_subprocess_get_exit_status (run->process) : -1;
  *output = g_bytes_ref (run->output);
  return TRUE;
}
