/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-ctl-error.h"

#include <glib/gi18n.h>

/* What went wrong, as an exit code and as words. */

#define CONTRACT_ERROR_PREFIX GNOMON_SERVICE_NAME ".Error."

G_DEFINE_QUARK (gnomon-ctl-error-quark, gnomon_ctl_error)

/* Whether the error says that nobody answered, rather than that the answer was no. */
static gboolean
is_unreachable (const GError *error)
{
  static const int codes[] = {
    G_DBUS_ERROR_SERVICE_UNKNOWN,
    G_DBUS_ERROR_NAME_HAS_NO_OWNER,
    G_DBUS_ERROR_NO_REPLY,
    G_DBUS_ERROR_NO_SERVER,
    G_DBUS_ERROR_TIMEOUT,
    G_DBUS_ERROR_TIMED_OUT,
    G_DBUS_ERROR_NO_NETWORK,
    G_DBUS_ERROR_DISCONNECTED,
    G_DBUS_ERROR_ACCESS_DENIED,
    G_DBUS_ERROR_AUTH_FAILED,
    G_DBUS_ERROR_SPAWN_EXEC_FAILED,
    G_DBUS_ERROR_SPAWN_FORK_FAILED,
    G_DBUS_ERROR_SPAWN_CHILD_EXITED,
    G_DBUS_ERROR_SPAWN_CHILD_SIGNALED,
    G_DBUS_ERROR_SPAWN_FAILED,
    G_DBUS_ERROR_SPAWN_SETUP_FAILED,
    G_DBUS_ERROR_SPAWN_CONFIG_INVALID,
    G_DBUS_ERROR_SPAWN_SERVICE_INVALID,
    G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND,
    G_DBUS_ERROR_SPAWN_PERMISSIONS_INVALID,
    G_DBUS_ERROR_SPAWN_FILE_INVALID,
    G_DBUS_ERROR_SPAWN_NO_MEMORY,
    G_DBUS_ERROR_UNKNOWN_OBJECT,
    G_DBUS_ERROR_UNKNOWN_INTERFACE,
  };

  /* A bus that cannot be opened or goes away is an error of GIO. A reply whose name GIO does not
   * know, as those of the contract, is one too, with a code of its own. */
  if (error->domain == G_IO_ERROR)
    return error->code != G_IO_ERROR_DBUS_ERROR;
  if (error->domain != G_DBUS_ERROR)
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (error->code == codes[i])
      return TRUE;
  return FALSE;
}

/**
 * gnomon_ctl_error_get_exit:
 * @error: what went wrong, also an error of the bus
 *
 * Returns: the exit code that tells a script which kind of failure it was
 */
GnomonCtlExit
gnomon_ctl_error_get_exit (const GError *error)
{
  if (g_error_matches (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_USAGE)
      || error->domain == G_OPTION_ERROR)
    return GNOMON_CTL_EXIT_USAGE;
  if (is_unreachable (error))
    return GNOMON_CTL_EXIT_UNREACHABLE;
  return GNOMON_CTL_EXIT_FAILED;
}

/**
 * gnomon_ctl_error_dup_message:
 * @error: what went wrong
 *
 * The words for people: those of the service as they are, without the name of the bus error that
 * GDBus puts before them.
 *
 * Returns: (transfer full): one line
 */
char *
gnomon_ctl_error_dup_message (const GError *error)
{
  g_autofree char *name = NULL;
  g_autoptr (GError) copy = g_error_copy (error);

  name = g_dbus_error_get_remote_error (copy);
  g_dbus_error_strip_remote_error (copy);

  if (is_unreachable (error))
    /* Translators: %s is what the message bus said, in English. */
    return g_strdup_printf (_("The calendar service cannot be reached: %s"), copy->message);

  /* An empty message would leave the user with nothing: then the error's name has to do. */
  if (*copy->message == '\0' && name != NULL)
    return g_strdup (g_str_has_prefix (name, CONTRACT_ERROR_PREFIX)
                       ? name + strlen (CONTRACT_ERROR_PREFIX)
                       : name);

  return g_strdup (copy->message);
}
