/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <curl/curl.h>
#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <gmime/gmime.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gnomon-mail-message.h"
#include "gnomon-mail-password.h"
#include "gnomon-mail-request.h"
#include "gnomon-mail-smtp.h"

/*
 * gnomon-mail: sends one reminder, or keeps the password for that. gnomon-service starts it when
 * there is something to mail; what it needs to know comes by standard input, as told in
 * gnomon-mail-request.h, since anybody can read the arguments of a program.
 */

static GVariant *
read_request (GError **error)
{
  g_autoptr (GInputStream) stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autofree char *buffer = g_malloc (GNOMON_MAIL_MAX_REQUEST);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GVariant) request = NULL;
  gsize length;

  if (!g_input_stream_read_all (stream, buffer, GNOMON_MAIL_MAX_REQUEST, &length, NULL, error))
    return NULL;

  bytes = g_bytes_new (buffer, length);
  request = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE_VARDICT, bytes, FALSE));
  explicit_bzero (buffer, length);
  if (g_variant_is_normal_form (request))
    return g_steal_pointer (&request);

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the request cannot be read");
  return NULL;
}

static const char *
get_string (GVariantDict *request,
            const char   *key)
{
  const char *text = "";

  g_variant_dict_lookup (request, key, "&s", &text);

  return text;
}

static GnomonMailExit
send_message (GVariantDict  *request,
              char         **reason)
{
  const char *user = get_string (request, GNOMON_MAIL_REQUEST_USER);
  g_autoptr (GBytes) message = NULL;
  g_autoptr (GError) error = NULL;
  char *password = NULL;
  GnomonMailExit exit;

  if (*user != '\0')
    {
      password = gnomon_mail_password_lookup (get_string (request, GNOMON_MAIL_REQUEST_SERVER),
                                              user, &error);
      if (error != NULL)
        {
          /* A keyring that is locked may be open the next time. */
          *reason = g_strdup_printf ("the keyring did not give the password: %s", error->message);
          return GNOMON_MAIL_EXIT_LATER;
        }
      if (password == NULL)
        {
          *reason = g_strdup ("there is no password for it in the keyring");
          return GNOMON_MAIL_EXIT_FAILED;
        }
    }

  message = gnomon_mail_message_new (request);
  exit = gnomon_mail_smtp_send (request, password, message, reason);
  gnomon_mail_password_free (password);

  return exit;
}

static GnomonMailExit
set_password (GVariantDict  *request,
              char         **reason)
{
  g_autoptr (GError) error = NULL;

  if (gnomon_mail_password_store (get_string (request, GNOMON_MAIL_REQUEST_SERVER),
                                  get_string (request, GNOMON_MAIL_REQUEST_USER),
                                  get_string (request, GNOMON_MAIL_REQUEST_PASSWORD), &error))
    return GNOMON_MAIL_EXIT_SENT;

  *reason = g_strdup_printf ("the keyring did not take the password: %s", error->message);

  return GNOMON_MAIL_EXIT_FAILED;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GVariant) request = NULL;
  g_autoptr (GVariantDict) dict = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *reason = NULL;
  GnomonMailExit exit;

  if (argc != 2 || (!g_str_equal (argv[1], "send") && !g_str_equal (argv[1], "set-password")))
    {
      g_printerr ("gnomon-mail is started by gnomon-service, to send or to set-password\n");
      return GNOMON_MAIL_EXIT_FAILED;
    }

  request = read_request (&error);
  if (request == NULL)
    {
      g_print ("%s\n", error->message);
      return GNOMON_MAIL_EXIT_FAILED;
    }

  g_mime_init ();
  curl_global_init (CURL_GLOBAL_DEFAULT);
  dict = g_variant_dict_new (request);
  if (g_str_equal (argv[1], "send"))
    exit = send_message (dict, &reason);
  else
    exit = set_password (dict, &reason);
  if (reason != NULL)
    g_print ("%s\n", g_strdelimit (reason, "\r\n", ' '));
  curl_global_cleanup ();
  g_mime_shutdown ();

  return exit;
}
