/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-event-private.h"

/* What an event says of itself, value by value. */

/**
 * gnomon_event_get_id:
 * @self: an event
 *
 * Returns: the id; 0 where it is not stored
 */
gint64
gnomon_event_get_id (GnomonEvent *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT (self), 0);

  return self->id;
}

/**
 * gnomon_event_get_uid:
 * @self: an event
 *
 * Returns: (transfer none): the iCalendar UID
 */
const char *
gnomon_event_get_uid (GnomonEvent *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT (self), "");

  return self->uid != NULL ? self->uid : "";
}

/**
 * gnomon_event_get_calendar_id:
 * @self: an event
 *
 * Returns: the id of its calendar
 */
gint64
gnomon_event_get_calendar_id (GnomonEvent *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT (self), 0);

  return self->calendar_id;
}

/**
 * gnomon_event_get_title:
 * @self: an event
 *
 * Returns: (transfer none): the title, never empty
 */
const char *
gnomon_event_get_title (GnomonEvent *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT (self), "");

  return self->title != NULL ? self->title : "";
}

/**
 * gnomon_event_get_description:
 * @self: an event
 *
 * Returns: (transfer none): plain text; empty where there is none
 */
const char *
gnomon_event_get_description (GnomonEvent *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT (self), "");

  return self->description != NULL ? self->description : "";
}

/**
 * gnomon_event_get_event_type:
 * @self: an event
 *
 * Returns: what kind of event it is
 */
GnomonEventType
gnomon_event_get_event_type (GnomonEvent *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT (self), GNOMON_EVENT_TYPE_MEETING);

  return self->event_type;
}

/**
 * gnomon_event_get_time_kind:
 * @self: an event
 *
 * Returns: how its times are to be read
 */
GnomonTimeKind
gnomon_event_get_time_kind (GnomonEvent *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT (self), GNOMON_TIME_ZONED);

  return self->kind;
}

/**
 * gnomon_event_is_all_day:
 * @self: an event
 *
 * Returns: whether it takes whole days, without times
 */
gboolean
gnomon_event_is_all_day (GnomonEvent *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT (self), FALSE);

  return self->kind == GNOMON_TIME_DATE;
}

/**
 * gnomon_event_get_start_wall:
 * @self: an event
 *
 * Returns: the start in wall seconds of its own zone
 */
gint64
gnomon_event_get_start_wall (GnomonEvent *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT (self), 0);

  return self->start_wall;
}

/**
 * gnomon_event_get_end_wall:
 * @self: an event
 *
 * Returns: the end in wall seconds of its end's zone, exclusive; midnight after the last day when
 *   all-day
 */
gint64
gnomon_event_get_end_wall (GnomonEvent *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT (self), 0);

  return self->end_wall;
}

/**
 * gnomon_event_get_timezone:
 * @self: an event
 *
 * Returns: (transfer none): the zone of the start: an IANA name, or `floating`
 */
const char *
gnomon_event_get_timezone (GnomonEvent *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT (self), "");

  return self->timezone != NULL ? self->timezone : "";
}

/**
 * gnomon_event_get_end_timezone:
 * @self: an event
 *
 * Returns: (transfer none): the zone of the end: an IANA name, or `floating`
 */
const char *
gnomon_event_get_end_timezone (GnomonEvent *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT (self), "");

  return self->end_timezone != NULL ? self->end_timezone : "";
}

/**
 * gnomon_event_get_location:
 * @self: an event
 *
 * Returns: (transfer none): the place; empty where there is none
 */
const char *
gnomon_event_get_location (GnomonEvent *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT (self), "");

  return self->location != NULL ? self->location : "";
}

/**
 * gnomon_event_get_status:
 * @self: an event
 *
 * Returns: whether it is confirmed, tentative or cancelled
 */
GnomonEventStatus
gnomon_event_get_status (GnomonEvent *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT (self), GNOMON_STATUS_CONFIRMED);

  return self->status;
}

/**
 * gnomon_event_is_busy:
 * @self: an event
 *
 * Returns: whether it counts as busy time
 */
gboolean
gnomon_event_is_busy (GnomonEvent *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT (self), FALSE);

  return self->busy;
}

/**
 * gnomon_event_get_url:
 * @self: an event
 *
 * Returns: (transfer none): a link; empty where there is none
 */
const char *
gnomon_event_get_url (GnomonEvent *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT (self), "");

  return self->url != NULL ? self->url : "";
}

/**
 * gnomon_event_get_color:
 * @self: an event
 *
 * Returns: (transfer none): a palette name or `#rrggbb`; empty where it has its calendar's
 */
const char *
gnomon_event_get_color (GnomonEvent *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT (self), "");

  return self->color != NULL ? self->color : "";
}

/**
 * gnomon_event_get_organizer:
 * @self: an event
 *
 * Returns: (transfer none): the address of who invites; empty where it is the user
 */
const char *
gnomon_event_get_organizer (GnomonEvent *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT (self), "");

  return self->organizer != NULL ? self->organizer : "";
}

/**
 * gnomon_event_get_reminder_set:
 * @self: an event
 *
 * Returns: whether the automatic reminder is on
 */
gboolean
gnomon_event_get_reminder_set (GnomonEvent *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT (self), FALSE);

  return self->reminder_set;
}

/**
 * gnomon_event_get_reminder_minutes_before:
 * @self: an event
 *
 * Returns: how long before the start the automatic reminder rings
 */
int
gnomon_event_get_reminder_minutes_before (GnomonEvent *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT (self), 0);

  return self->reminder_minutes;
}

/**
 * gnomon_event_get_rrule:
 * @self: an event
 *
 * Returns: (transfer none): the value of the RRULE; empty where there is none
 */
const char *
gnomon_event_get_rrule (GnomonEvent *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT (self), "");

  return self->rrule != NULL ? self->rrule : "";
}

/**
 * gnomon_event_get_exdate:
 * @self: an event
 *
 * Returns: (transfer none) (array zero-terminated=1): the values of EXDATE, one by one
 */
const char * const *
gnomon_event_get_exdate (GnomonEvent *self)
{
  static const char * const none[] = { NULL };

  g_return_val_if_fail (GNOMON_IS_EVENT (self), none);

  return self->exdate != NULL ? (const char * const *) self->exdate : none;
}

/**
 * gnomon_event_get_rdate:
 * @self: an event
 *
 * Returns: (transfer none) (array zero-terminated=1): the values of RDATE, one by one
 */
const char * const *
gnomon_event_get_rdate (GnomonEvent *self)
{
  static const char * const none[] = { NULL };

  g_return_val_if_fail (GNOMON_IS_EVENT (self), none);

  return self->rdate != NULL ? (const char * const *) self->rdate : none;
}

/**
 * gnomon_event_is_recurring:
 * @self: an event
 *
 * Returns: whether it repeats, by rule or by single dates
 */
gboolean
gnomon_event_is_recurring (GnomonEvent *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT (self), FALSE);

  return *gnomon_event_get_rrule (self) != '\0' || *gnomon_event_get_rdate (self) != NULL;
}

/**
 * gnomon_event_get_recurrence_id:
 * @self: an event
 *
 * Returns: (transfer none): which occurrence of a series it is; empty for single events and series
 */
const char *
gnomon_event_get_recurrence_id (GnomonEvent *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT (self), "");

  return self->recurrence_id != NULL ? self->recurrence_id : "";
}

/**
 * gnomon_event_get_sequence:
 * @self: an event
 *
 * Returns: the iCalendar SEQUENCE
 */
int
gnomon_event_get_sequence (GnomonEvent *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT (self), 0);

  return self->sequence;
}

/**
 * gnomon_event_get_etag:
 * @self: an event
 *
 * Returns: (transfer none): what changes with each change that others must not overwrite
 */
const char *
gnomon_event_get_etag (GnomonEvent *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT (self), "");

  return self->etag != NULL ? self->etag : "";
}

/**
 * gnomon_event_get_created_at:
 * @self: an event
 *
 * Returns: when it was made, in Unix seconds
 */
gint64
gnomon_event_get_created_at (GnomonEvent *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT (self), 0);

  return self->created_at;
}

/**
 * gnomon_event_get_updated_at:
 * @self: an event
 *
 * Returns: when it was last changed, in Unix seconds
 */
gint64
gnomon_event_get_updated_at (GnomonEvent *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT (self), 0);

  return self->updated_at;
}
