/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-calendar.h"
#include "gnomon-event-private.h"
#include "gnomon-event-times.h"
#include "gnomon-rule-text.h"
#include "gnomon-text.h"

/*
 * The rules of the contract for events: defaults, bounds, what is required, and how an update is
 * merged. What they say about time stands in gnomon-event-times.c.
 */

#define MAX_TITLE_CHARACTERS 255
#define MAX_LOCATION_CHARACTERS 255
#define MAX_UID_CHARACTERS 255
#define MAX_URL_CHARACTERS 2048
#define MAX_DESCRIPTION_BYTES (64 * 1024)
#define DEFAULT_REMINDER_MINUTES 15

/* An update in which none of these stands leaves the times alone. */
static const GnomonEventKey time_keys[] = {
  GNOMON_EVENT_EVENT_DATE,
  GNOMON_EVENT_START_TIME,
  GNOMON_EVENT_END_DATE,
  GNOMON_EVENT_END_TIME,
  GNOMON_EVENT_DURATION_MINUTES,
  GNOMON_EVENT_ALL_DAY,
  GNOMON_EVENT_TIMEZONE,
  GNOMON_EVENT_END_TIMEZONE,
};

static const char *
name_of (GnomonEventKey key)
{
  return gnomon_kind_get_keys (GNOMON_KIND_EVENT, NULL)[key].name;
}

static gboolean
fail (GnomonEventKey   key,
      const char      *message,
      GError         **error)
{
  gnomon_set_field_error (error, GNOMON_ERROR_INVALID_ARGUMENT, name_of (key), "%s", message);
  return FALSE;
}

/* Replaces a string by one just made, which is NULL where that failed. */
static gboolean
set_string (char **place,
            char  *value)
{
  if (value == NULL)
    return FALSE;

  g_free (*place);
  *place = value;
  return TRUE;
}

static gboolean
take_line (const GnomonFields  *fields,
           GnomonEventKey       key,
           gsize                max_characters,
           char               **place,
           GError             **error)
{
  const char *text = gnomon_fields_get_string (fields, key);

  return text == NULL ||
         set_string (place, gnomon_text_take_line (text, name_of (key), max_characters, error));
}

static gboolean
take_title (GnomonEvent         *event,
            const GnomonFields  *fields,
            GError             **error)
{
  if (!take_line (fields, GNOMON_EVENT_TITLE, MAX_TITLE_CHARACTERS, &event->title, error))
    return FALSE;
  if (*event->title != '\0')
    return TRUE;

  gnomon_set_error (error, GNOMON_REASON_NO_TITLE, name_of (GNOMON_EVENT_TITLE), NULL);
  return FALSE;
}

static gboolean
take_texts (GnomonEvent         *event,
            const GnomonFields  *fields,
            GError             **error)
{
  const char *description = gnomon_fields_get_string (fields, GNOMON_EVENT_DESCRIPTION);

  if (description != NULL &&
      !set_string (&event->description,
                   gnomon_text_take_lines (description, name_of (GNOMON_EVENT_DESCRIPTION),
                                           MAX_DESCRIPTION_BYTES, error)))
    return FALSE;

  return take_line (fields, GNOMON_EVENT_LOCATION, MAX_LOCATION_CHARACTERS,
                    &event->location, error) &&
         take_line (fields, GNOMON_EVENT_URL, MAX_URL_CHARACTERS, &event->url, error);
}

static gboolean
take_color (GnomonEvent         *event,
            const GnomonFields  *fields,
            GError             **error)
{
  const char *color = gnomon_fields_get_string (fields, GNOMON_EVENT_COLOR);

  if (color == NULL)
    return TRUE;
  if (*color == '\0')
    return set_string (&event->color, g_strdup (""));

  return set_string (&event->color,
                     gnomon_color_normalize (color, name_of (GNOMON_EVENT_COLOR), error));
}

static gboolean
take_organizer (GnomonEvent         *event,
                const GnomonFields  *fields,
                GError             **error)
{
  g_autofree char *organizer = g_strdup (gnomon_fields_get_string (fields, GNOMON_EVENT_ORGANIZER));

  if (organizer == NULL)
    return TRUE;

  g_strstrip (organizer);
  if (*organizer != '\0' &&
      !gnomon_attendee_check_email (organizer, name_of (GNOMON_EVENT_ORGANIZER), error))
    return FALSE;

  return set_string (&event->organizer, g_steal_pointer (&organizer));
}

static gboolean
take_choices (GnomonEvent         *event,
              const GnomonFields  *fields,
              GError             **error)
{
  const char *type = gnomon_fields_get_string (fields, GNOMON_EVENT_EVENT_TYPE);
  const char *status = gnomon_fields_get_string (fields, GNOMON_EVENT_STATUS);
  gint64 calendar_id = gnomon_fields_get_int (fields, GNOMON_EVENT_CALENDAR_ID, 0);

  if (type != NULL && *type == '\0')
    event->event_type = GNOMON_EVENT_TYPE_MEETING;
  else if (type != NULL && !gnomon_event_type_from_string (type, &event->event_type))
    return fail (GNOMON_EVENT_EVENT_TYPE, "must be meeting, event or reminder", error);

  if (status != NULL && *status == '\0')
    event->status = GNOMON_STATUS_CONFIRMED;
  else if (status != NULL && !gnomon_event_status_from_string (status, &event->status))
    return fail (GNOMON_EVENT_STATUS, "Invalid status value.", error);

  event->busy = gnomon_fields_get_boolean (fields, GNOMON_EVENT_BUSY, event->busy);
  if (calendar_id != 0)
    event->calendar_id = calendar_id;

  return TRUE;
}

static gboolean
take_reminder (GnomonEvent         *event,
               const GnomonFields  *fields,
               GError             **error)
{
  gint64 minutes = gnomon_fields_get_int (fields, GNOMON_EVENT_REMINDER_MINUTES_BEFORE,
                                          event->reminder_minutes);

  if (minutes < 0 || minutes > GNOMON_REMINDER_MAX_MINUTES_BEFORE)
    return fail (GNOMON_EVENT_REMINDER_MINUTES_BEFORE, "must be between 0 and 40320", error);

  event->reminder_minutes = (int) minutes;
  event->reminder_set = gnomon_fields_get_boolean (fields, GNOMON_EVENT_REMINDER_SET,
                                                   event->reminder_set);

  return TRUE;
}

static gboolean
take_dates (const GnomonFields   *fields,
            GnomonEventKey        key,
            gboolean              allow_periods,
            char               ***place,
            GError              **error)
{
  const char * const *values = gnomon_fields_get_strv (fields, key);
  char **dates;

  if (values == NULL)
    return TRUE;

  dates = gnomon_rule_text_normalize_dates (values, name_of (key), allow_periods, error);
  if (dates == NULL)
    return FALSE;

  g_strfreev (*place);
  *place = dates;
  return TRUE;
}

static gboolean
take_recurrence (GnomonEvent         *event,
                 const GnomonFields  *fields,
                 GError             **error)
{
  const char *rrule = gnomon_fields_get_string (fields, GNOMON_EVENT_RRULE);

  if (rrule != NULL &&
      !set_string (&event->rrule,
                   gnomon_rule_text_normalize (rrule, name_of (GNOMON_EVENT_RRULE), error)))
    return FALSE;

  return take_dates (fields, GNOMON_EVENT_EXDATE, FALSE, &event->exdate, error) &&
         take_dates (fields, GNOMON_EVENT_RDATE, TRUE, &event->rdate, error);
}

static gboolean
take_attendees (GnomonEvent         *event,
                const GnomonFields  *fields,
                GError             **error)
{
  const char *text = gnomon_fields_get_string (fields, GNOMON_EVENT_ATTENDEES);
  GPtrArray *attendees;

  if (text == NULL)
    return TRUE;

  attendees = gnomon_attendee_parse_list (text, error);
  if (attendees == NULL)
    return FALSE;

  g_ptr_array_unref (event->attendees);
  event->attendees = attendees;
  return TRUE;
}

/* Everything but id, uid and the times; in the order in which people look at the fields. */
static gboolean
take_fields (GnomonEvent         *event,
             const GnomonFields  *fields,
             GError             **error)
{
  return take_title (event, fields, error) &&
         take_texts (event, fields, error) &&
         take_choices (event, fields, error) &&
         take_color (event, fields, error) &&
         take_organizer (event, fields, error) &&
         take_attendees (event, fields, error) &&
         take_reminder (event, fields, error) &&
         take_recurrence (event, fields, error);
}

static gboolean
take_uid (GnomonEvent         *event,
          const GnomonFields  *fields,
          GError             **error)
{
  if (!take_line (fields, GNOMON_EVENT_UID, MAX_UID_CHARACTERS, &event->uid, error))
    return FALSE;

  return *event->uid != '\0' || set_string (&event->uid, g_uuid_string_random ());
}

/* An event as it is where no field is given. */
static GnomonEvent *
new_default (const GnomonEventContext *context)
{
  GnomonEvent *event = gnomon_event_new_blank ();

  event->uid = g_strdup ("");
  event->calendar_id = context->default_calendar_id;
  event->title = g_strdup ("");
  event->description = g_strdup ("");
  event->event_type = GNOMON_EVENT_TYPE_MEETING;
  event->location = g_strdup ("");
  event->status = GNOMON_STATUS_CONFIRMED;
  event->busy = TRUE;
  event->url = g_strdup ("");
  event->color = g_strdup ("");
  event->organizer = g_strdup ("");
  event->reminder_set = TRUE;
  event->reminder_minutes = DEFAULT_REMINDER_MINUTES;
  event->rrule = g_strdup ("");
  event->exdate = g_new0 (char *, 1);
  event->rdate = g_new0 (char *, 1);
  event->recurrence_id = g_strdup ("");
  event->etag = g_strdup ("");
  event->extra = g_strdup ("");
  event->created_at = context->now;
  event->updated_at = context->now;

  return event;
}

static gboolean
has_time_keys (const GnomonFields *fields)
{
  for (gsize i = 0; i < G_N_ELEMENTS (time_keys); i++)
    if (gnomon_fields_has (fields, time_keys[i]))
      return TRUE;

  return FALSE;
}

static gboolean
strv_equal (char **a,
            char **b)
{
  return g_strv_equal ((const char * const *) a, (const char * const *) b);
}

/**
 * gnomon_event_create:
 * @fields: of %GNOMON_KIND_EVENT
 * @context: what the rules need to know of the world
 * @error: return location for a #GError
 *
 * Makes an event of @fields; what is absent gets its default. `etag` is passed over.
 *
 * Errors: %GNOMON_ERROR_INVALID_ARGUMENT, %GNOMON_ERROR_LIMIT_EXCEEDED, naming the field.
 *
 * Returns: (transfer full) (nullable): an event without id, revision and etag
 */
GnomonEvent *
gnomon_event_create (const GnomonFields        *fields,
                     const GnomonEventContext  *context,
                     GError                   **error)
{
  g_autoptr (GnomonEvent) event = NULL;

  g_return_val_if_fail (fields != NULL, NULL);
  g_return_val_if_fail (gnomon_fields_get_kind (fields) == GNOMON_KIND_EVENT, NULL);
  g_return_val_if_fail (context != NULL, NULL);

  event = new_default (context);
  if (!take_fields (event, fields, error) ||
      !gnomon_event_take_times (event, NULL, fields, context, error) ||
      !take_uid (event, fields, error))
    return NULL;

  return g_steal_pointer (&event);
}

/**
 * gnomon_event_update:
 * @before: the event as it is
 * @fields: of %GNOMON_KIND_EVENT
 * @context: what the rules need to know of the world
 * @error: return location for a #GError
 *
 * Merges @fields into the event; what is absent stays. `event_date` takes the end along; other
 * times stay where they are not given. `uid` and `etag` are passed over.
 *
 * Errors: %GNOMON_ERROR_INVALID_ARGUMENT, %GNOMON_ERROR_LIMIT_EXCEEDED, naming the field.
 *
 * Returns: (transfer full) (nullable): the event as it shall be; sequence, revision and etag are
 *   those of @before, and so are the guests where none are given
 */
GnomonEvent *
gnomon_event_update (GnomonEvent               *before,
                     const GnomonFields        *fields,
                     const GnomonEventContext  *context,
                     GError                   **error)
{
  g_autoptr (GnomonEvent) event = NULL;

  g_return_val_if_fail (GNOMON_IS_EVENT (before), NULL);
  g_return_val_if_fail (fields != NULL, NULL);
  g_return_val_if_fail (gnomon_fields_get_kind (fields) == GNOMON_KIND_EVENT, NULL);
  g_return_val_if_fail (context != NULL, NULL);

  event = gnomon_event_copy (before);
  event->updated_at = context->now;
  if (!take_fields (event, fields, error))
    return NULL;

  if (has_time_keys (fields) &&
      !gnomon_event_take_times (event, before, fields, context, error))
    return NULL;

  return g_steal_pointer (&event);
}

/**
 * gnomon_event_replace:
 * @before: the event as it is
 * @fields: of %GNOMON_KIND_EVENT
 * @context: what the rules need to know of the world
 * @error: return location for a #GError
 *
 * Makes the event anew of @fields; what is absent gets its default, `attendees` too. `id`, `uid`,
 * `created_at`, the reminders, the overrides and the unknown iCalendar properties stay; `uid` and
 * `etag` are passed over.
 *
 * Errors: %GNOMON_ERROR_INVALID_ARGUMENT, %GNOMON_ERROR_LIMIT_EXCEEDED, naming the field.
 *
 * Returns: (transfer full) (nullable): the event as it shall be; sequence, revision and etag are
 *   those of @before
 */
GnomonEvent *
gnomon_event_replace (GnomonEvent               *before,
                      const GnomonFields        *fields,
                      const GnomonEventContext  *context,
                      GError                   **error)
{
  g_autoptr (GnomonEvent) event = NULL;

  g_return_val_if_fail (GNOMON_IS_EVENT (before), NULL);
  g_return_val_if_fail (fields != NULL, NULL);
  g_return_val_if_fail (gnomon_fields_get_kind (fields) == GNOMON_KIND_EVENT, NULL);
  g_return_val_if_fail (context != NULL, NULL);

  event = new_default (context);
  if (!take_fields (event, fields, error) ||
      !gnomon_event_take_times (event, NULL, fields, context, error))
    return NULL;

  event->id = before->id;
  event->sequence = before->sequence;
  event->revision = before->revision;
  event->created_at = before->created_at;
  set_string (&event->uid, g_strdup (before->uid));
  set_string (&event->recurrence_id, g_strdup (before->recurrence_id));
  set_string (&event->etag, g_strdup (before->etag));
  set_string (&event->extra, g_strdup (before->extra));
  for (guint i = 0; i < before->reminders->len; i++)
    g_ptr_array_add (event->reminders, g_object_ref (g_ptr_array_index (before->reminders, i)));
  for (guint i = 0; i < before->overrides->len; i++)
    g_ptr_array_add (event->overrides, g_object_ref (g_ptr_array_index (before->overrides, i)));

  return g_steal_pointer (&event);
}

/**
 * gnomon_event_is_significant_change:
 * @before: the event as it was
 * @after: the event as it is
 *
 * Whether the change is one of when, how often or whether the event takes place.
 *
 * Returns: %TRUE where SEQUENCE has to go up, by RFC 5546, 2.1.4
 */
gboolean
gnomon_event_is_significant_change (GnomonEvent *before,
                                    GnomonEvent *after)
{
  g_return_val_if_fail (GNOMON_IS_EVENT (before), FALSE);
  g_return_val_if_fail (GNOMON_IS_EVENT (after), FALSE);

  if (before->kind != after->kind || before->start_wall != after->start_wall ||
      before->end_wall != after->end_wall || before->status != after->status)
    return TRUE;

  /* Whole days are the same days in every zone. */
  if (before->kind != GNOMON_TIME_DATE &&
      (!g_str_equal (before->timezone, after->timezone) ||
       !g_str_equal (before->end_timezone, after->end_timezone)))
    return TRUE;

  return !g_str_equal (before->rrule, after->rrule) ||
         !strv_equal (before->exdate, after->exdate) ||
         !strv_equal (before->rdate, after->rdate);
}
