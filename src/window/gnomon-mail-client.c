/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-mail-client.h"

#include <gio/gunixfdlist.h>
#include <glib-unix.h>
#include <string.h>
#include <unistd.h>

/* A call on its way: first the account, then its password. */
typedef struct
{
  GVariant *fields;             /* NULL: no account is to be set */
  char *password;               /* (nullable) */
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_clear_pointer (&request->fields, g_variant_unref);
  if (request->password != NULL)
    explicit_bzero (request->password, strlen (request->password));
  g_free (request->password);
  g_free (request);
}

/* (transfer full) (nullable): a descriptor list with the password behind its only one: so nobody
 * sees it who listens on the bus. */
static GUnixFDList *
make_descriptors (const char  *password,
                  GError     **error)
{
  g_autoptr (GUnixFDList) descriptors = g_unix_fd_list_new ();
  gsize length = strlen (password);
  int pipe[2];
  gboolean done;

  if (!g_unix_open_pipe (pipe, FD_CLOEXEC, error))
    return NULL;

  /* The service takes no more than a pipe holds, so that nobody has to read it first. */
  if (length > 4096 || write (pipe[1], password, length) != (gssize) length)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                           "password: must be on one line of at most 1024 bytes");
      done = FALSE;
    }
  else
    {
      done = g_unix_fd_list_append (descriptors, pipe[0], error) >= 0;
    }
  close (pipe[0]);
  close (pipe[1]);

  return done ? g_steal_pointer (&descriptors) : NULL;
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
    g_dbus_connection_call_with_unix_fd_list_finish (G_DBUS_CONNECTION (source), NULL, result,
                                                     &error);

  if (reply != NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  g_dbus_error_strip_remote_error (error);
  g_task_return_error (task, g_steal_pointer (&error));
}

/* A mail server or a keyring may take its time. Takes over @task and a floating @arguments. */
static void
call (GDBusConnection     *connection,
      const char          *method,
      GVariant            *arguments,
      GUnixFDList         *descriptors,
      GAsyncReadyCallback  callback,
      GTask               *task)
{
  g_dbus_connection_call_with_unix_fd_list (connection, GNOMON_SERVICE_NAME, GNOMON_OBJECT_PATH,
                                            GNOMON_SERVICE_NAME, method, arguments, NULL,
                                            G_DBUS_CALL_FLAGS_NONE, G_MAXINT, descriptors,
                                            g_task_get_cancellable (task), callback, task);
}

static void
account_set_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GUnixFDList) descriptors = NULL;
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;
  Request *request = g_task_get_task_data (task);

  reply = g_dbus_connection_call_with_unix_fd_list_finish (G_DBUS_CONNECTION (source), NULL, result,
                                                           &error);
  if (reply != NULL && request->password == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  if (reply != NULL)
    descriptors = make_descriptors (request->password, &error);
  if (descriptors == NULL)
    {
      g_dbus_error_strip_remote_error (error);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  call (G_DBUS_CONNECTION (source), "SetMailPassword", g_variant_new ("(h)", 0), descriptors,
        done_cb, g_steal_pointer (&task));
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) connection = g_bus_get_finish (result, &error);
  Request *request = g_task_get_task_data (task);

  if (connection == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (request->fields != NULL)
    call (connection, "SetMailAccount", g_variant_new ("(@a{sv})", request->fields), NULL,
          account_set_cb, g_steal_pointer (&task));
  else
    call (connection, "TestMail", NULL, NULL, done_cb, g_steal_pointer (&task));
}

static void
begin (Request             *request,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, begin);
  g_task_set_task_data (task, request, request_free);
  g_bus_get (G_BUS_TYPE_SESSION, cancellable, connected_cb, task);
}

/**
 * gnomon_mail_client_save_async:
 * @fields: (transfer floating): what of the account shall change; an empty `server` removes it
 * @password: (nullable): the new password; %NULL leaves the one that the keyring has
 * @cancellable: (nullable): to give up
 * @callback: called when all is kept, or refused
 * @user_data: for @callback
 *
 * Sets the account and its password.
 */
void
gnomon_mail_client_save_async (GVariant            *fields,
                               const char          *password,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  Request *request = g_new0 (Request, 1);

  request->fields = g_variant_ref_sink (fields);
  request->password = g_strdup (password);
  begin (request, cancellable, callback, user_data);
}

/**
 * gnomon_mail_client_test_async:
 * @cancellable: (nullable): to give up
 * @callback: called when the server took the message, or did not
 * @user_data: for @callback
 *
 * Mails a message by the account that is set.
 */
void
gnomon_mail_client_test_async (GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  begin (g_new0 (Request, 1), cancellable, callback, user_data);
}

/**
 * gnomon_mail_client_finish:
 * @result: what the callback got
 * @error: return location
 *
 * Returns: %TRUE where it was done
 */
gboolean
gnomon_mail_client_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
