/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The password in the user's keyring: by the Secret Service, in a sandbox by the Secret portal. */

G_BEGIN_DECLS

/* (transfer full) (nullable): to be freed by gnomon_mail_password_free(); NULL without an error:
 * there is none */
char     *gnomon_mail_password_lookup (const char *server, const char *user, GError **error);
/* "": forgets it */
gboolean  gnomon_mail_password_store  (const char *server, const char *user, const char *password,
                                       GError **error);
void      gnomon_mail_password_free   (char *password);

G_END_DECLS
