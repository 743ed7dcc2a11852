/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gnomon-mail.h"

/* Runs gnomon-mail, for one request at a time. */

G_BEGIN_DECLS

/* @command: "send" or "set-password"; @request: an a{sv} (gnomon-mail-request.h), taken where it is
 * floating. */
void             gnomon_mail_runner_run_async  (const char *command, GVariant *request,
                                                GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
/* @reason: (transfer full): "" when it went well */
GnomonMailResult gnomon_mail_runner_run_finish (GAsyncResult *result, char **reason);

G_END_DECLS
