/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-mail-runner.h"

#include "../mail/gnomon-mail-request.h"

/* It ends by itself long before; this is for a keyring that waits for an answer. */
#define PATIENCE_SECONDS 300

typedef struct
{
  GSubprocess *process;
  GCancellable *cancellable;    /* the caller's */
  gulong cancelled_id;
  guint timeout_id;
  GnomonMailResult result;
  char *reason;
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
  g_free (run->reason);
  g_free (run);
}

/* Tests and programs that are not installed have it elsewhere. */
static const char *
get_program (void)
{
  const char *program = g_getenv ("GNOMON_MAIL");

  return program != NULL ? program : GNOMON_LIBEXECDIR "/gnomon-mail";
}

static gboolean
timeout_cb (gpointer user_data)
{
  Run *run = user_data;

  run->timeout_id = 0;
  g_subprocess_force_exit (run->process);

  return G_SOURCE_REMOVE;
}

/* What is under way is given up: the next service begins it anew. */
static void
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_subprocess_force_exit (user_data);
}

static GnomonMailResult
read_exit (GSubprocess *process)
{
  if (!g_subprocess_get_if_exited (process))
    return GNOMON_MAIL_LATER;

  switch (g_subprocess_get_exit_status (process))
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
  GSubprocess *process = G_SUBPROCESS (source);
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  g_autoptr (GBytes) output = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_subprocess_communicate_finish (process, result, &output, NULL, &error))
    {
      run->result = GNOMON_MAIL_LATER;
      run->reason = g_strdup (error->message);
    }
  else
    {
      gsize length;
      const char *data = g_bytes_get_data (output, &length);

      run->result = read_exit (process);
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
  g_autoptr (GVariant) owned = g_variant_ref_sink (request);
  g_autoptr (GBytes) input = g_variant_get_data_as_bytes (owned);
  g_autoptr (GError) error = NULL;
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Run *run = g_new0 (Run, 1);

  g_task_set_source_tag (task, gnomon_mail_runner_run_async);
  g_task_set_task_data (task, run, run_free);
  run->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                   &error, get_program (), command, NULL);
  if (run->process == NULL)
    {
      run->result = GNOMON_MAIL_FAILED;
      run->reason = g_strdup (error->message);
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  run->timeout_id = g_timeout_add_seconds (PATIENCE_SECONDS, timeout_cb, run);
  if (cancellable != NULL)
    {
      run->cancellable = g_object_ref (cancellable);
      run->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb),
                                                 g_object_ref (run->process), g_object_unref);
    }
  g_subprocess_communicate_async (run->process, input, NULL, ended_cb, task);
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
