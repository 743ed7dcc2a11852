/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GNOMON_ERROR:
 *
 * The one error domain of the model. The service maps each code to the D-Bus error of the same
 * name. Messages are English and begin with the field at fault where there is one, as in
 * "end_time: must be after start_time".
 */
#define GNOMON_ERROR (gnomon_error_quark ())

/**
 * GnomonError:
 * @GNOMON_ERROR_NOT_FOUND: no such event, attendee, reminder or calendar
 * @GNOMON_ERROR_INVALID_ARGUMENT: a value that breaks a rule; the message names the field
 * @GNOMON_ERROR_ALREADY_EXISTS: a UID or an attendee that is there already
 * @GNOMON_ERROR_CONFLICT: another writer changed the same event since
 * @GNOMON_ERROR_READ_ONLY: the database or the calendar cannot be written
 * @GNOMON_ERROR_LIMIT_EXCEEDED: more results or larger input than the documented limits
 * @GNOMON_ERROR_TOKEN_EXPIRED: a change token ahead of the log, or older than it reaches
 * @GNOMON_ERROR_STORAGE: the disk or the database file failed, or is full
 * @GNOMON_ERROR_BUSY: another process held the database for too long
 * @GNOMON_ERROR_CANCELLED: the caller gave up
 */
typedef enum
{
  GNOMON_ERROR_NOT_FOUND,
  GNOMON_ERROR_INVALID_ARGUMENT,
  GNOMON_ERROR_ALREADY_EXISTS,
  GNOMON_ERROR_CONFLICT,
  GNOMON_ERROR_READ_ONLY,
  GNOMON_ERROR_LIMIT_EXCEEDED,
  GNOMON_ERROR_TOKEN_EXPIRED,
  GNOMON_ERROR_STORAGE,
  GNOMON_ERROR_BUSY,
  GNOMON_ERROR_CANCELLED,
} GnomonError;

GQuark gnomon_error_quark (void);

G_END_DECLS
