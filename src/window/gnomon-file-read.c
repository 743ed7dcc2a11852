/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-file-read.h"

#include <glib/gi18n.h>

#include "gnomon-ical.h"

/* A pipe would keep the thread that opens it waiting for somebody who writes, and a device has no
 * end. What is no file at all says so when it is opened. */
static gboolean
check_type (GFile         *file,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autofree char *name = NULL;

  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, cancellable) != G_FILE_TYPE_SPECIAL)
    return TRUE;

  name = g_file_get_parse_name (file);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, _("%s: is not a plain file"), name);
  return FALSE;
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GFile *file = source;
  g_autoptr (GFileInputStream) stream = NULL;
  GBytes *content = NULL;
  GError *error = NULL;

  if (check_type (file, cancellable, &error))
    stream = g_file_read (file, cancellable, &error);
  if (stream != NULL)
    content = gnomon_ical_load (G_INPUT_STREAM (stream), cancellable, &error);

  if (content != NULL)
    g_task_return_pointer (task, content, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

/**
 * gnomon_file_read_async:
 * @file: a calendar file
 * @cancellable: (nullable): ends it
 * @callback: called when all is there
 * @user_data: for @callback
 *
 * Reads a file to its end, unless it is larger than an import takes.
 */
void
gnomon_file_read_async (GFile               *file,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (file, cancellable, callback, user_data);
  g_task_set_source_tag (task, gnomon_file_read_async);
  g_task_run_in_thread (task, read_thread);
}

/**
 * gnomon_file_read_finish:
 * @file: what was read
 * @result: what the callback got
 * @error: return location for a #GError
 *
 * Errors: %GNOMON_ERROR_LIMIT_EXCEEDED for a file that is too large, else those of GIO.
 *
 * Returns: (transfer full) (nullable): the content
 */
GBytes *
gnomon_file_read_finish (GFile         *file,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
