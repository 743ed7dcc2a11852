/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GNOMON_CTL_ERROR (gnomon_ctl_error_quark ())

/**
 * GnomonCtlError:
 * @GNOMON_CTL_ERROR_USAGE: the command line, or the JSON given to it, makes no sense
 * @GNOMON_CTL_ERROR_FAILED: a file could not be read or written, or a name is not known
 *
 * What gnomonctl itself finds at fault. What the service refuses stays the error of the bus.
 */
typedef enum
{
  GNOMON_CTL_ERROR_USAGE,
  GNOMON_CTL_ERROR_FAILED,
} GnomonCtlError;

GQuark gnomon_ctl_error_quark     (void);

/* The exit codes that `gnomonctl help` promises. */
typedef enum
{
  GNOMON_CTL_EXIT_OK = 0,
  GNOMON_CTL_EXIT_FAILED = 1,
  GNOMON_CTL_EXIT_USAGE = 2,
  GNOMON_CTL_EXIT_UNREACHABLE = 3,
} GnomonCtlExit;

GnomonCtlExit gnomon_ctl_error_get_exit    (const GError *error);
char         *gnomon_ctl_error_dup_message (const GError *error);

G_END_DECLS
