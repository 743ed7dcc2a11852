/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-mail-runner.h"

#include "../gnomon-child-process.h"
#include "../mail/gnomon-mail-request.h"

/* It ends by itself long before; this is for a keyring that waits for an answer. */
#define PATIENCE_SECONDS 300

typedef struct
{
  GnomonMailResult result;
  char *reason;
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  g_free (run->reason);
  g_free (run);
}

static GnomonMailResult
read_exit (int exit_code)
{
  switch (exit_code)
    {
    case GNOMON_MAIL_EXIT_SENT:
      return GNOMON_MAIL_SENT;

    case GNOMON_MAIL_EXIT_FAILED:
      return GNOMON_MAIL_FAILED;

    default:
      return GNOMON_MAIL_LATER;
    }
}

static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  g_autoptr (GBytes) output = NULL;
  g_autoptr (GError) error = NULL;
  int exit_code;

  if (!gnomon_child_process_run_finish (result, &exit_code, &output, &error))
    {
      /* Where there is no such program, there will be none the next time. */
      run->result = error->domain == G_SPAWN_ERROR ? GNOMON_MAIL_FAILED : GNOMON_MAIL_LATER;
      run->reason = g_strdup (error->message);
    }
  else
    {
      gsize length;
      const char *data = g_bytes_get_data (output, &length);

      run->result = read_exit (exit_code);
      run->reason = g_strstrip (g_utf8_make_valid (data != NULL ? data : "", (gssize) length));
      if (run->result != GNOMON_MAIL_SENT && *run->reason == '\0')
        {
          g_free (run->reason);
          run->reason = g_strdup ("the program that mails ended before it was done");
        }
    }

  g_task_return_boolean (task, TRUE);
}

/**
 * gnomon_mail_runner_run_async:
 * @command: what it is to do
 * @request: what it has to know
 * @cancellable: (nullable): ends it
 * @callback: what is called when it has ended
 * @user_data: for @callback
 *
 * Starts the program that mails.
 */
void
gnomon_mail_runner_run_async (const char          *command,
                              GVariant            *request,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *program = gnomon_child_process_find ("gnomon-mail", "GNOMON_MAIL");
  GTask *task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, gnomon_mail_runner_run_async);
  g_task_set_task_data (task, g_new0 (Run, 1), run_free);
  /* What is given up is begun anew by the next service. */
  gnomon_child_process_run_async (launcher, (const char *[]) { program, command, NULL }, request,
                                  PATIENCE_SECONDS, cancellable, ended_cb, task);
}

/**
 * gnomon_mail_runner_run_finish:
 * @result: what the callback got
 * @reason: (out) (transfer full): why it did not go well, in English; `""` when it did
 *
 * Returns: how it went
 */
GnomonMailResult
gnomon_mail_runner_run_finish (GAsyncResult  *result,
                               char         **reason)
{
  Run *run = g_task_get_task_data (G_TASK (result));

  *reason = g_strdup (run->reason);

  return run->result;
}
