/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/*
 * Programs of ours that are started for one request and end with it, as gnomon-mail and
 * gnomon-feed: the request goes to standard input, the answer comes by the exit code and on
 * standard output.
 */

G_BEGIN_DECLS

/* (transfer full): where such a program is; the environment variable names another place. */
char    *gnomon_child_process_find       (const char *program, const char *variable);

void     gnomon_child_process_run_async  (GSubprocessLauncher *launcher,
                                          const char * const *command, GVariant *request,
                                          guint patience_seconds, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data);
gboolean gnomon_child_process_run_finish (GAsyncResult *result, int *exit_code, GBytes **output,
                                          GError **error);

G_END_DECLS
