/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GNOMON_ERROR:
 *
 * The one error domain of the model. The service maps each code to the D-Bus error of the same
 * name. Messages are English and begin with the field at fault where there is one, as in
 * "end_time: must be after start_time". Whoever speaks another language makes words of his own of
 * the field and the reason.
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

/*
 * Why an error was made, where people come across it. A reason that the window has no words for
 * does not compile.
 */
typedef enum
{
  GNOMON_REASON_OTHER,           /* the message alone says it */

  /* What is wrong with a field. */
  GNOMON_REASON_NO_TITLE,
  GNOMON_REASON_NO_TIME,
  GNOMON_REASON_NO_NAME,
  GNOMON_REASON_BAD_TIME,
  GNOMON_REASON_END_BEFORE_DAY,  /* of the start */
  GNOMON_REASON_END_BEFORE_TIME, /* of the start, or at it */
  GNOMON_REASON_END_TOO_FAR,
  GNOMON_REASON_NO_EMAIL,        /* value: what was given; NULL where it is the whole field */
  GNOMON_REASON_BAD_EMAIL,       /* value: the same */
  GNOMON_REASON_MANY_CHARACTERS, /* value: how many there may be */
  GNOMON_REASON_MANY_BYTES,      /* value: how many there may be */
  GNOMON_REASON_NO_CALENDAR,     /* value: its id */

  /* Of the database. */
  GNOMON_REASON_NO_SPACE,
  GNOMON_REASON_NEWER_DATABASE,

  /* Of a calendar file. */
  GNOMON_REASON_NO_ICALENDAR,
  GNOMON_REASON_CUT_ICALENDAR,
  GNOMON_REASON_LARGE_FILE,      /* value: how many MiB there may be */
  GNOMON_REASON_MANY_EVENTS,     /* value: how many there may be */
} GnomonReason;

GQuark       gnomon_error_quark      (void);
void         gnomon_set_error        (GError       **error,
                                      GnomonReason   reason,
                                      const char    *field,
                                      const char    *value);
void         gnomon_set_error_number (GError       **error,
                                      GnomonReason   reason,
                                      const char    *field,
                                      gint64         number);
void         gnomon_set_field_error  (GError       **error,
                                      GnomonError    code,
                                      const char    *field,
                                      const char    *format,
                                      ...) G_GNUC_PRINTF (4, 5);
/* Of any error: those of other domains have no reason, field or value. */
GnomonReason gnomon_error_get_reason (const GError  *error);
const char  *gnomon_error_get_field  (const GError  *error); /* (nullable) */
const char  *gnomon_error_get_value  (const GError  *error); /* (nullable) */
const char  *gnomon_error_get_text   (const GError  *error);

G_END_DECLS
