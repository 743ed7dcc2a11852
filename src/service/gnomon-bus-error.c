/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-bus-error.h"

#include "gnomon-error.h"

/* The model's errors under the names of the contract, and under those of its arguments. */

static const GDBusErrorEntry entries[] = {
  { GNOMON_ERROR_NOT_FOUND, GNOMON_BUS_ERROR_PREFIX "NotFound" },
  { GNOMON_ERROR_INVALID_ARGUMENT, GNOMON_BUS_ERROR_PREFIX "InvalidArgument" },
  { GNOMON_ERROR_ALREADY_EXISTS, GNOMON_BUS_ERROR_PREFIX "AlreadyExists" },
  { GNOMON_ERROR_CONFLICT, GNOMON_BUS_ERROR_PREFIX "Conflict" },
  { GNOMON_ERROR_READ_ONLY, GNOMON_BUS_ERROR_PREFIX "ReadOnly" },
  { GNOMON_ERROR_LIMIT_EXCEEDED, GNOMON_BUS_ERROR_PREFIX "LimitExceeded" },
  { GNOMON_ERROR_TOKEN_EXPIRED, GNOMON_BUS_ERROR_PREFIX "TokenExpired" },
  { GNOMON_ERROR_STORAGE, GNOMON_BUS_ERROR_PREFIX "Storage" },
  { GNOMON_ERROR_BUSY, GNOMON_BUS_ERROR_PREFIX "Busy" },
  { GNOMON_ERROR_CANCELLED, GNOMON_BUS_ERROR_PREFIX "Cancelled" },
};

/* What the model calls by its own names, where the method that was called has another for it. */
static const struct
{
  const char *field;            /* with what a message begins */
  const char *argument;
} arguments[] = {
  { "id: ", "event_id" },
  { "file: ", "fd" },
};

/**
 * gnomon_bus_error_register:
 *
 * Gives the codes of %GNOMON_ERROR their names on the bus. To be called once, before the first
 * method is answered.
 */
void
gnomon_bus_error_register (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    g_dbus_error_register_error (GNOMON_ERROR, entries[i].error_code, entries[i].dbus_error_name);
}

/* (transfer full): the message for who called the method. What a call is about stands first among
 * its arguments. */
static char *
dup_message (GDBusMethodInvocation *invocation,
             const char            *message)
{
  const GDBusMethodInfo *method = g_dbus_method_invocation_get_method_info (invocation);
  const char *first = method != NULL && method->in_args != NULL && method->in_args[0] != NULL
                        ? method->in_args[0]->name
                        : "";

  for (gsize i = 0; i < G_N_ELEMENTS (arguments); i++)
    if (g_str_has_prefix (message, arguments[i].field)
        && g_str_equal (first, arguments[i].argument))
      return g_strdup_printf ("%s: %s", first, message + strlen (arguments[i].field));

  return g_strdup (message);
}

/**
 * gnomon_bus_error_answer:
 * @invocation: (transfer full): the call
 * @error: why it failed
 *
 * Answers a call by an error of the contract. What is not of the model, such as an error of GIO
 * when a file is read, can only be trouble with storage. A message that begins with a field names
 * it as the method's argument is called.
 */
void
gnomon_bus_error_answer (GDBusMethodInvocation *invocation,
                         const GError          *error)
{
  g_autofree char *message = NULL;
  int code = GNOMON_ERROR_STORAGE;

  g_return_if_fail (G_IS_DBUS_METHOD_INVOCATION (invocation));
  g_return_if_fail (error != NULL);

  if (error->domain == GNOMON_ERROR)
    code = error->code;
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    code = GNOMON_ERROR_CANCELLED;

  message = dup_message (invocation, error->message);
  g_dbus_method_invocation_return_error_literal (invocation, GNOMON_ERROR, code, message);
}
