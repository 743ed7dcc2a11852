/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/*
 * What the window asks of the service about mail: it keeps the account and its password, and
 * mails. Each answers on the main context of the caller; errors are as the service gives them, and
 * their messages begin with the field at fault.
 */

G_BEGIN_DECLS

/* @fields: a{sv} by the keys of SetMailAccount(); @password: (nullable): NULL leaves it as it is */
void     gnomon_mail_client_save_async  (GVariant            *fields,
                                         const char          *password,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);

/* Mails a message to the user. */
void     gnomon_mail_client_test_async  (GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);

/* Of both. */
gboolean gnomon_mail_client_finish      (GAsyncResult        *result,
                                         GError             **error);

G_END_DECLS
