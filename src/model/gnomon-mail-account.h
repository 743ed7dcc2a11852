/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gnomon-fields.h"

/*
 * By which server the user's reminders are mailed, and to whom. It stands in the settings; the
 * password does not: it is in the keyring, and only the program that mails asks for it.
 */

G_BEGIN_DECLS

#define GNOMON_MAIL_SECURITY_TLS "tls"           /* from the first byte on */
#define GNOMON_MAIL_SECURITY_STARTTLS "starttls" /* before anything is said, or not at all */
#define GNOMON_MAIL_SECURITY_NONE "none"         /* in clear, and without a password */

typedef struct
{
  char *server;
  int port;                 /* 0: the usual one */
  char *security;
  char *user;               /* "": the server wants none */
  char *from;               /* an address */
  char *to;                 /* an address */
  char *ca_file;            /* "": the system's */
} GnomonMailAccount;

/* (transfer full) (nullable): NULL where none is set */
GnomonMailAccount *gnomon_mail_account_load        (GSettings *settings);
gboolean           gnomon_mail_account_is_set      (GSettings *settings);

/* Changes what @fields have, where the whole is right then. An empty server removes the account. */
gboolean           gnomon_mail_account_store       (GSettings *settings, const GnomonFields *fields,
                                                    GError **error);
/* (nullable) self; floating a{sv} */
GVariant          *gnomon_mail_account_to_variant  (const GnomonMailAccount *self);
void               gnomon_mail_account_free        (GnomonMailAccount *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomonMailAccount, gnomon_mail_account_free)

G_END_DECLS
