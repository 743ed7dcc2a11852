/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "../mail/gnomon-mail-request.h"
#include "gnomon-bus-error.h"
#include "gnomon-calendar-object-private.h"
#include "gnomon-mail-account.h"
#include "gnomon-mail-runner.h"
#include "gnomon-mailer.h"

/* Reminders by mail: GetMailAccount, SetMailAccount, SetMailPassword, TestMail. */

#define MAX_PASSWORD_LENGTH 1024

/* NULL where the call was answered by an error. */
static GSettings *
take_settings (GnomonCalendar1       *object,
               GDBusMethodInvocation *invocation)
{
  GSettings *settings = gnomon_calendar_object_get_settings (GNOMON_CALENDAR_OBJECT (object));
  g_autoptr (GError) error = NULL;

  if (settings != NULL)
    return settings;

  g_set_error_literal (&error, GNOMON_ERROR, GNOMON_ERROR_STORAGE,
                       "The schema of the settings is not installed");
  gnomon_bus_error_answer (invocation, error);

  return NULL;
}

static gboolean
handle_get_mail_account (GnomonCalendar1       *object,
                         GDBusMethodInvocation *invocation)
{
  GSettings *settings = gnomon_calendar_object_get_settings (GNOMON_CALENDAR_OBJECT (object));
  g_autoptr (GnomonMailAccount) account = gnomon_mail_account_load (settings);

  gnomon_calendar1_complete_get_mail_account (object, invocation,
                                              gnomon_mail_account_to_variant (account));

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_set_mail_account (GnomonCalendar1       *object,
                         GDBusMethodInvocation *invocation,
                         GVariant              *arg_fields)
{
  GSettings *settings = take_settings (object, invocation);
  g_autoptr (GnomonFields) fields = NULL;
  g_autoptr (GnomonMailAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  if (settings != NULL)
    fields = gnomon_calendar_object_take_fields (invocation, GNOMON_KIND_MAIL_ACCOUNT, arg_fields);
  if (fields == NULL)
    return G_DBUS_METHOD_INVOCATION_HANDLED;

  if (!gnomon_mail_account_store (settings, fields, &error))
    {
      gnomon_bus_error_answer (invocation, error);
      return G_DBUS_METHOD_INVOCATION_HANDLED;
    }

  /* A reply means that it is on disk. */
  g_settings_sync ();
  account = gnomon_mail_account_load (settings);
  gnomon_calendar1_complete_set_mail_account (object, invocation,
                                              gnomon_mail_account_to_variant (account));

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static void
answer_failure (GDBusMethodInvocation *invocation,
                const char            *reason)
{
  g_autoptr (GError) error = NULL;

  g_set_error_literal (&error, GNOMON_ERROR, GNOMON_ERROR_STORAGE, reason);
  gnomon_bus_error_answer (invocation, error);
}

static void
password_set_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GnomonTransfer *transfer = user_data;
  g_autofree char *reason = NULL;
  g_autoptr (GError) error = NULL;

  if (gnomon_mail_runner_run_finish (result, &reason) == GNOMON_MAIL_SENT)
    {
      gnomon_transfer_answer (transfer, g_variant_new ("()"));
      return;
    }

  g_set_error_literal (&error, GNOMON_ERROR, GNOMON_ERROR_STORAGE, reason);
  gnomon_transfer_fail (transfer, error);
}

/* One line, of which the end is no part. (transfer full) (nullable): NULL: it is no password. */
static char *
dup_password (GBytes *content)
{
  gsize length;
  const char *data = g_bytes_get_data (content, &length);

  /* Without a byte there is no data either. */
  if (length == 0)
    return g_strdup ("");
  if (data[length - 1] == '\n')
    length--;
  if (length > MAX_PASSWORD_LENGTH || !g_utf8_validate (data, (gssize) length, NULL)
      || memchr (data, '\n', length) != NULL)
    return NULL;

  return g_strndup (data, length);
}

typedef struct
{
  GnomonTransfer *transfer;
  GnomonMailAccount *account;
} PasswordReading;

static void
password_read_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autofree PasswordReading *reading = user_data;
  g_autoptr (GnomonMailAccount) account = reading->account;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = gnomon_transfer_read_finish (reading->transfer, result, &error);
  g_autofree char *password = content != NULL ? dup_password (content) : NULL;
  GVariantDict request;

  if (content != NULL && password == NULL)
    g_set_error_literal (&error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT,
                         "fd: must hold a password, on one line of at most 1024 bytes");
  if (error != NULL)
    {
      gnomon_transfer_fail (reading->transfer, error);
      return;
    }

  g_variant_dict_init (&request, NULL);
  g_variant_dict_insert (&request, GNOMON_MAIL_REQUEST_SERVER, "s", account->server);
  g_variant_dict_insert (&request, GNOMON_MAIL_REQUEST_USER, "s", account->user);
  g_variant_dict_insert (&request, GNOMON_MAIL_REQUEST_PASSWORD, "s", password);
  gnomon_mail_runner_run_async ("set-password", g_variant_dict_end (&request),
                                gnomon_transfer_get_cancellable (reading->transfer),
                                password_set_cb, reading->transfer);
  explicit_bzero (password, strlen (password));
}

static gboolean
handle_set_mail_password (GnomonCalendar1       *object,
                          GDBusMethodInvocation *invocation,
                          GUnixFDList           *fd_list,
                          GVariant              *arg_fd)
{
  GnomonTransfers *transfers =
    gnomon_calendar_object_get_transfers (GNOMON_CALENDAR_OBJECT (object));
  GSettings *settings = gnomon_calendar_object_get_settings (GNOMON_CALENDAR_OBJECT (object));
  g_autoptr (GnomonMailAccount) account = gnomon_mail_account_load (settings);
  g_autoptr (GError) error = NULL;
  GnomonTransfer *transfer;
  PasswordReading *reading;

  if (account == NULL || *account->user == '\0')
    {
      g_set_error_literal (&error, GNOMON_ERROR, GNOMON_ERROR_NOT_FOUND,
                           "There is no mail account with a user.");
      gnomon_bus_error_answer (invocation, error);
      return G_DBUS_METHOD_INVOCATION_HANDLED;
    }

  transfer = gnomon_transfer_begin (transfers, invocation, fd_list, arg_fd);
  if (transfer == NULL)
    return G_DBUS_METHOD_INVOCATION_HANDLED;

  reading = g_new0 (PasswordReading, 1);
  reading->transfer = transfer;
  reading->account = g_steal_pointer (&account);
  gnomon_transfer_read_async (transfer, password_read_cb, reading);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static void
tested_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GDBusMethodInvocation *invocation = user_data;
  g_autofree char *reason = NULL;

  if (gnomon_mail_runner_run_finish (result, &reason) == GNOMON_MAIL_SENT)
    g_dbus_method_invocation_return_value (invocation, NULL);
  else
    answer_failure (invocation, reason);
}

static gboolean
handle_test_mail (GnomonCalendar1       *object,
                  GDBusMethodInvocation *invocation)
{
  GnomonCalendarObject *self = GNOMON_CALENDAR_OBJECT (object);
  g_autoptr (GnomonMailAccount) account =
    gnomon_mail_account_load (gnomon_calendar_object_get_settings (self));
  GnomonClock *clock = gnomon_store_get_clock (gnomon_calendar_object_get_store (self));
  g_autoptr (GError) error = NULL;

  if (account == NULL)
    {
      g_set_error_literal (&error, GNOMON_ERROR, GNOMON_ERROR_NOT_FOUND,
                           "There is no mail account.");
      gnomon_bus_error_answer (invocation, error);
      return G_DBUS_METHOD_INVOCATION_HANDLED;
    }

  gnomon_mail_runner_run_async ("send",
                                gnomon_mailer_make_test (account, gnomon_clock_get_now (clock)),
                                NULL, tested_cb, invocation);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

void
gnomon_calendar_object_init_mail (GnomonCalendar1Iface *iface)
{
  iface->handle_get_mail_account = handle_get_mail_account;
  iface->handle_set_mail_account = handle_set_mail_account;
  iface->handle_set_mail_password = handle_set_mail_password;
  iface->handle_test_mail = handle_test_mail;
}
