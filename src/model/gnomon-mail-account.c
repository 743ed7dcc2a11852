/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-mail-account.h"

#include <string.h>

#include "gnomon-attendee.h"
#include "gnomon-error.h"

/* As long as a name of the DNS may be. */
#define MAX_SERVER_LENGTH 253

#define MAX_USER_LENGTH 255

static const struct
{
  int key;
  const char *setting;
} strings[] = {
  { GNOMON_MAIL_SERVER, "mail-server" },
  { GNOMON_MAIL_SECURITY, "mail-security" },
  { GNOMON_MAIL_USER, "mail-user" },
  { GNOMON_MAIL_FROM, "mail-from" },
  { GNOMON_MAIL_TO, "mail-to" },
  { GNOMON_MAIL_CA_FILE, "mail-ca-file" },
};

static GnomonMailAccount *
load (GSettings *settings)
{
  GnomonMailAccount *self = g_new0 (GnomonMailAccount, 1);

  self->server = g_settings_get_string (settings, "mail-server");
  self->port = g_settings_get_int (settings, "mail-port");
  self->security = g_settings_get_string (settings, "mail-security");
  self->user = g_settings_get_string (settings, "mail-user");
  self->from = g_settings_get_string (settings, "mail-from");
  self->to = g_settings_get_string (settings, "mail-to");
  self->ca_file = g_settings_get_string (settings, "mail-ca-file");

  return self;
}

/**
 * gnomon_mail_account_load:
 * @settings: (nullable): the settings
 *
 * Returns: (transfer full) (nullable): the account; %NULL where none is set
 */
GnomonMailAccount *
gnomon_mail_account_load (GSettings *settings)
{
  return gnomon_mail_account_is_set (settings) ? load (settings) : NULL;
}

/**
 * gnomon_mail_account_is_set:
 * @settings: (nullable): the settings
 *
 * Returns: %TRUE where reminders can be mailed
 */
gboolean
gnomon_mail_account_is_set (GSettings *settings)
{
  g_autofree char *server = settings != NULL ? g_settings_get_string (settings, "mail-server")
                                             : NULL;

  return server != NULL && *server != '\0';
}

/**
 * gnomon_mail_account_free:
 * @self: (transfer full) (nullable): an account
 */
void
gnomon_mail_account_free (GnomonMailAccount *self)
{
  if (self == NULL)
    return;

  g_free (self->server);
  g_free (self->security);
  g_free (self->user);
  g_free (self->from);
  g_free (self->to);
  g_free (self->ca_file);
  g_free (self);
}

static char **
find_string (GnomonMailAccount *self,
             int                key)
{
  switch (key)
    {
    case GNOMON_MAIL_SERVER:
      return &self->server;

    case GNOMON_MAIL_SECURITY:
      return &self->security;

    case GNOMON_MAIL_USER:
      return &self->user;

    case GNOMON_MAIL_FROM:
      return &self->from;

    case GNOMON_MAIL_TO:
      return &self->to;

    default:
      return &self->ca_file;
    }
}

static gboolean
invalid (GError     **error,
         const char  *message)
{
  g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT, message);
  return FALSE;
}

/* Letters, digits and what stands between them in names and addresses of machines: nothing that
 * would end a host in an address, or a line in a protocol. */
static gboolean
is_server_name (const char *name)
{
  if (strlen (name) > MAX_SERVER_LENGTH)
    return FALSE;

  for (const char *p = name; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr (".-_:[]", *p) == NULL)
      return FALSE;

  return TRUE;
}

static gboolean
has_control_characters (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      return TRUE;

  return FALSE;
}

static gboolean
check (const GnomonMailAccount  *self,
       GError                  **error)
{
  gboolean is_clear = g_str_equal (self->security, GNOMON_MAIL_SECURITY_NONE);

  if (!is_server_name (self->server))
    return invalid (error, "server: must be the name of a machine");
  if (self->port < 0 || self->port > 65535)
    return invalid (error, "port: must be between 1 and 65535, or 0 for the usual one");
  if (!is_clear && !g_str_equal (self->security, GNOMON_MAIL_SECURITY_TLS)
      && !g_str_equal (self->security, GNOMON_MAIL_SECURITY_STARTTLS))
    return invalid (error, "security: must be tls, starttls or none");
  if (strlen (self->user) > MAX_USER_LENGTH || has_control_characters (self->user))
    return invalid (error, "user: must be a name on one line, of at most 255 bytes");
  if (is_clear && *self->user != '\0')
    return invalid (error, "user: must be empty without security: the password would go in clear");
  if (*self->ca_file != '\0' && !g_path_is_absolute (self->ca_file))
    return invalid (error, "ca_file: must be an absolute path");

  return gnomon_attendee_check_email (self->from, "from", error)
         && gnomon_attendee_check_email (self->to, "to", error);
}

static void
take_fields (GnomonMailAccount   *self,
             const GnomonFields  *fields)
{
  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    if (gnomon_fields_has (fields, strings[i].key))
      {
        char **text = find_string (self, strings[i].key);

        g_free (*text);
        *text = g_strstrip (g_strdup (gnomon_fields_get_string (fields, strings[i].key)));
      }

  self->port = (int) CLAMP (gnomon_fields_get_int (fields, GNOMON_MAIL_PORT, self->port),
                            -1, G_MAXINT);
}

/**
 * gnomon_mail_account_store:
 * @settings: the settings
 * @fields: of GNOMON_KIND_MAIL_ACCOUNT; what is absent stays as it is
 * @error: return location
 *
 * Changes the account. With an empty server there is none any more, and all of it is forgotten.
 *
 * Returns: %TRUE when it is stored; else GNOMON_ERROR_INVALID_ARGUMENT, and nothing has changed
 */
gboolean
gnomon_mail_account_store (GSettings           *settings,
                           const GnomonFields  *fields,
                           GError             **error)
{
  g_autoptr (GnomonMailAccount) account = NULL;
  gboolean removes;

  g_return_val_if_fail (G_IS_SETTINGS (settings), FALSE);
  g_return_val_if_fail (fields != NULL, FALSE);

  account = load (settings);
  take_fields (account, fields);
  removes = gnomon_fields_has (fields, GNOMON_MAIL_SERVER) && *account->server == '\0';
  if (!removes && *account->server == '\0')
    return invalid (error, "server: is required");
  if (!removes && !check (account, error))
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    if (removes)
      g_settings_reset (settings, strings[i].setting);
    else
      g_settings_set_string (settings, strings[i].setting, *find_string (account, strings[i].key));
  if (removes)
    g_settings_reset (settings, "mail-port");
  else
    g_settings_set_int (settings, "mail-port", account->port);

  return TRUE;
}

/**
 * gnomon_mail_account_to_variant:
 * @self: (nullable): an account
 *
 * Returns: (transfer floating): its fields as a{sv}; an empty one where there is none
 */
GVariant *
gnomon_mail_account_to_variant (const GnomonMailAccount *self)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  if (self != NULL)
    {
      g_variant_dict_insert (&dict, "server", "s", self->server);
      g_variant_dict_insert (&dict, "port", "i", self->port);
      g_variant_dict_insert (&dict, "security", "s", self->security);
      g_variant_dict_insert (&dict, "user", "s", self->user);
      g_variant_dict_insert (&dict, "from", "s", self->from);
      g_variant_dict_insert (&dict, "to", "s", self->to);
      g_variant_dict_insert (&dict, "ca_file", "s", self->ca_file);
    }

  return g_variant_dict_end (&dict);
}
