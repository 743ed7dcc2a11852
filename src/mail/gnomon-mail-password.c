/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-mail-password.h"

#include <libsecret/secret.h>

static const SecretSchema schema = {
  .name = GNOMON_APPLICATION_ID ".Mail",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = {
    { "server", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "user", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

char *
gnomon_mail_password_lookup (const char  *server,
                             const char  *user,
                             GError     **error)
{
  return secret_password_lookup_sync (&schema, NULL, error, "server", server, "user", user, NULL);
}

gboolean
gnomon_mail_password_store (const char  *server,
                            const char  *user,
                            const char  *password,
                            GError     **error)
{
  g_autofree char *label = g_strdup_printf ("Gnomon: mail of %s at %s", user, server);
  g_autoptr (GError) local_error = NULL;

  if (*password != '\0')
    return secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, label, password,
                                       NULL, error, "server", server, "user", user, NULL);

  /* Whether there was one to forget is all the same. */
  secret_password_clear_sync (&schema, NULL, &local_error, "server", server, "user", user, NULL);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

void
gnomon_mail_password_free (char *password)
{
  secret_password_free (password);
}
