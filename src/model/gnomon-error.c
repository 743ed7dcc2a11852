/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-error.h"

#include <string.h>

/* What an error says beside its message: g_error_copy() and g_prefix_error() keep it. */
typedef struct
{
  GnomonReason reason;
  char *field;
  char *value;
} GnomonErrorPrivate;

static void
gnomon_error_private_init (GnomonErrorPrivate *self)
{
  *self = (GnomonErrorPrivate) { .reason = GNOMON_REASON_OTHER };
}

static void
gnomon_error_private_copy (const GnomonErrorPrivate *from,
                           GnomonErrorPrivate       *to)
{
  to->reason = from->reason;
  to->field = g_strdup (from->field);
  to->value = g_strdup (from->value);
}

static void
gnomon_error_private_clear (GnomonErrorPrivate *self)
{
  g_free (self->field);
  g_free (self->value);
}

G_DEFINE_EXTENDED_ERROR (GnomonError, gnomon_error)

static GnomonError
get_code (GnomonReason reason)
{
  switch ((int) reason)
    {
    case GNOMON_REASON_NO_CALENDAR:
      return GNOMON_ERROR_NOT_FOUND;
    case GNOMON_REASON_NO_SPACE:
      return GNOMON_ERROR_STORAGE;
    case GNOMON_REASON_NEWER_DATABASE:
      return GNOMON_ERROR_READ_ONLY;
    case GNOMON_REASON_LARGE_FILE:
    case GNOMON_REASON_MANY_EVENTS:
      return GNOMON_ERROR_LIMIT_EXCEEDED;
    default:
      return GNOMON_ERROR_INVALID_ARGUMENT;
    }
}

static char *
say_of_list (const char *text,
             const char *value)
{
  return value != NULL ? g_strdup_printf ("%s (“%s”)", text, value) : g_strdup (text);
}

/* In English, by the names of the contract. Programs know these sentences. */
static char *
say (GnomonReason  reason,
     const char   *field,
     const char   *value)
{
  switch (reason)
    {
    case GNOMON_REASON_OTHER:
      break;

    case GNOMON_REASON_NO_TITLE:
    case GNOMON_REASON_NO_TIME:
    case GNOMON_REASON_NO_NAME:
      return g_strdup ("is required");
    case GNOMON_REASON_BAD_TIME:
      return g_strdup ("must be a time, HH:MM");
    case GNOMON_REASON_END_BEFORE_DAY:
      return g_strdup ("must not be before event_date");
    case GNOMON_REASON_END_BEFORE_TIME:
      return g_strdup ("must be after start_time");
    case GNOMON_REASON_END_TOO_FAR:
      return g_strdup ("must not be after 9999-12-31");
    case GNOMON_REASON_NO_EMAIL:
      return say_of_list ("Email is required.", value);
    case GNOMON_REASON_BAD_EMAIL:
      return say_of_list ("Invalid email format.", value);
    case GNOMON_REASON_MANY_CHARACTERS:
      return g_strdup_printf ("must not be longer than %s characters", value);
    case GNOMON_REASON_MANY_BYTES:
      return g_strdup_printf ("must not be longer than %s bytes", value);
    case GNOMON_REASON_NO_CALENDAR:
      return g_strdup_printf ("no calendar %s", value);

    case GNOMON_REASON_NO_SPACE:
      return g_strdup ("No space left for the calendar's database");
    case GNOMON_REASON_NEWER_DATABASE:
      return g_strdup ("The calendar's database was made by a newer version of Gnomon");

    case GNOMON_REASON_NO_ICALENDAR:
      return g_strdup ("not an iCalendar file");
    case GNOMON_REASON_CUT_ICALENDAR:
      return g_strdup ("not an iCalendar file that is whole: END:VCALENDAR is missing");
    case GNOMON_REASON_LARGE_FILE:
      return g_strdup_printf ("%slarger than %s MiB", field != NULL ? "" : "the file is ", value);
    case GNOMON_REASON_MANY_EVENTS:
      return g_strdup_printf ("more than %s events", value);
    }

  g_return_val_if_reached (NULL);
}

static void
set (GError       **error,
     GnomonError    code,
     GnomonReason   reason,
     const char    *field,
     const char    *value,
     const char    *text)
{
  GError *made = g_error_new (GNOMON_ERROR, code, "%s%s%s", field != NULL ? field : "",
                              field != NULL ? ": " : "", text);
  GnomonErrorPrivate *self = gnomon_error_get_private (made);

  self->reason = reason;
  /* Of a part of a field, as “attendees: name”, it is the field. */
  self->field = field != NULL ? g_strndup (field, strcspn (field, ":")) : NULL;
  self->value = g_strdup (value);
  g_propagate_error (error, made);
}

/**
 * gnomon_set_error:
 * @error: (nullable): return location
 * @reason: why
 * @field: (nullable): the field at fault
 * @value: (nullable): what the reason says
 *
 * Sets an error that says why. Its code and its message are those of the reason.
 */
void
gnomon_set_error (GError       **error,
                  GnomonReason   reason,
                  const char    *field,
                  const char    *value)
{
  g_autofree char *text = NULL;

  if (error == NULL)
    return;

  text = say (reason, field, value);
  set (error, get_code (reason), reason, field, value, text);
}

/* The same, for a reason that says a number. */
void
gnomon_set_error_number (GError       **error,
                         GnomonReason   reason,
                         const char    *field,
                         gint64         number)
{
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  gnomon_set_error (error, reason, field, value);
}

/**
 * gnomon_set_field_error:
 * @error: (nullable): return location
 * @code: a code
 * @field: the field at fault
 * @format: what is wrong with it
 * @...: for @format
 *
 * Sets an error for which there is no reason of its own. It says which field is at fault.
 */
void
gnomon_set_field_error (GError      **error,
                        GnomonError   code,
                        const char   *field,
                        const char   *format,
                        ...)
{
  g_autofree char *text = NULL;
  va_list args;

  if (error == NULL)
    return;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  set (error, code, GNOMON_REASON_OTHER, field, NULL, text);
}

GnomonReason
gnomon_error_get_reason (const GError *error)
{
  return error->domain == GNOMON_ERROR ? gnomon_error_get_private (error)->reason
                                       : GNOMON_REASON_OTHER;
}

const char *
gnomon_error_get_field (const GError *error)
{
  return error->domain == GNOMON_ERROR ? gnomon_error_get_private (error)->field : NULL;
}

const char *
gnomon_error_get_value (const GError *error)
{
  return error->domain == GNOMON_ERROR ? gnomon_error_get_private (error)->value : NULL;
}

/**
 * gnomon_error_get_text:
 * @error: an error
 *
 * Returns: its message without the field that it begins with
 */
const char *
gnomon_error_get_text (const GError *error)
{
  const char *field = gnomon_error_get_field (error);

  if (field == NULL || !g_str_has_prefix (error->message, field))
    return error->message;
  return error->message + strlen (field) + strlen (": ");
}
