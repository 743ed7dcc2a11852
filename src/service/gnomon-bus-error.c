/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-bus-error.h"

#include "gnomon-error.h"

/* The model's errors under the names of the contract. */

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

/**
 * gnomon_bus_error_answer:
 * @invocation: (transfer full): the call
 * @error: why it failed
 *
 * Answers a call by an error of the contract. What is not of the model, such as an error of GIO
 * when a file is read, can only be trouble with storage.
 */
void
gnomon_bus_error_answer (GDBusMethodInvocation *invocation,
                         const GError          *error)
{
  g_return_if_fail (G_IS_DBUS_METHOD_INVOCATION (invocation));
  g_return_if_fail (error != NULL);

  if (error->domain == GNOMON_ERROR)
    g_dbus_method_invocation_return_gerror (invocation, error);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_dbus_method_invocation_return_error_literal (invocation, GNOMON_ERROR,
                                                   GNOMON_ERROR_CANCELLED, error->message);
  else
    g_dbus_method_invocation_return_error_literal (invocation, GNOMON_ERROR,
                                                   GNOMON_ERROR_STORAGE, error->message);
}
