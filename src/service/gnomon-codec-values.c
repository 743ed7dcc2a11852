/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-codec-private.h"

#include "gnomon-civil.h"
#include "gnomon-zone.h"

/*
 * What each key of the contract says of an object: one function a kind, each a switch over its
 * keys, so that the compiler tells of a key that was forgotten.
 */

static void
take_string (GnomonCodecValue *value,
             char             *string)
{
  value->owned_string = string;
  value->string = string;
}

/* RFC 3339 in UTC; 0 stands for "not yet" and is the empty string. */
static void
take_instant (GnomonCodecValue *value,
              gint64            unix_seconds)
{
  if (unix_seconds == 0)
    value->string = "";
  else
    take_string (value, gnomon_civil_format_instant (unix_seconds));
}

static void
get_attendee_value (GnomonAttendee    *attendee,
                    GnomonAttendeeKey  key,
                    GnomonCodecValue  *value)
{
  switch (key)
    {
    case GNOMON_ATTENDEE_ID:
      value->number = gnomon_attendee_get_id (attendee);
      break;
    case GNOMON_ATTENDEE_EVENT_ID:
      value->number = gnomon_attendee_get_event_id (attendee);
      break;
    case GNOMON_ATTENDEE_EMAIL:
      value->string = gnomon_attendee_get_email (attendee);
      break;
    case GNOMON_ATTENDEE_NAME:
      value->string = gnomon_attendee_get_name (attendee);
      break;
    case GNOMON_ATTENDEE_STATUS:
      value->string = gnomon_attendee_status_to_string (gnomon_attendee_get_status (attendee));
      break;
    case GNOMON_ATTENDEE_RESPONDED_AT:
      take_instant (value, gnomon_attendee_get_responded_at (attendee));
      break;
    case GNOMON_N_ATTENDEE_KEYS:
    default:
      g_assert_not_reached ();
    }
}

static void
get_reminder_value (GnomonReminder    *reminder,
                    GnomonReminderKey  key,
                    GnomonCodecValue  *value)
{
  switch (key)
    {
    case GNOMON_REMINDER_ID:
      value->number = gnomon_reminder_get_id (reminder);
      break;
    case GNOMON_REMINDER_EVENT_ID:
      value->number = gnomon_reminder_get_event_id (reminder);
      break;
    case GNOMON_REMINDER_REMINDER_TIME:
      take_string (value, gnomon_civil_format_instant (gnomon_reminder_get_time (reminder)));
      break;
    case GNOMON_REMINDER_MINUTES_BEFORE:
      value->number = gnomon_reminder_get_minutes_before (reminder);
      break;
    case GNOMON_REMINDER_REMINDER_TYPE:
      value->string = gnomon_reminder_type_to_string (gnomon_reminder_get_reminder_type (reminder));
      break;
    case GNOMON_REMINDER_STATE:
      value->string = gnomon_reminder_state_to_string (gnomon_reminder_get_state (reminder));
      break;
    case GNOMON_REMINDER_IS_SENT:
      value->number = gnomon_reminder_get_sent_at (reminder) != 0;
      break;
    case GNOMON_REMINDER_SENT_AT:
      take_instant (value, gnomon_reminder_get_sent_at (reminder));
      break;
    case GNOMON_N_REMINDER_KEYS:
    default:
      g_assert_not_reached ();
    }
}

static void
get_calendar_value (GnomonCalendar    *calendar,
                    GnomonCalendarKey  key,
                    GnomonCodecValue  *value)
{
  switch (key)
    {
    case GNOMON_CALENDAR_ID:
      value->number = gnomon_calendar_get_id (calendar);
      break;
    case GNOMON_CALENDAR_NAME:
      value->string = gnomon_calendar_get_name (calendar);
      break;
    case GNOMON_CALENDAR_COLOR:
      value->string = gnomon_calendar_get_color (calendar);
      break;
    case GNOMON_CALENDAR_VISIBLE:
      value->number = gnomon_calendar_is_visible (calendar);
      break;
    case GNOMON_CALENDAR_IS_DEFAULT:
      value->number = gnomon_calendar_is_default (calendar);
      break;
    case GNOMON_CALENDAR_READ_ONLY:
      value->number = gnomon_calendar_is_read_only (calendar);
      break;
    case GNOMON_CALENDAR_SOURCE_URL:
      value->string = gnomon_calendar_get_source_url (calendar);
      break;
    case GNOMON_CALENDAR_REFRESHED_AT:
      take_instant (value, gnomon_calendar_get_refreshed_at (calendar));
      break;
    case GNOMON_CALENDAR_REFRESH_ERROR:
      value->string = gnomon_calendar_get_refresh_error (calendar);
      break;
    case GNOMON_CALENDAR_REFRESH_MINUTES:
      value->number = gnomon_calendar_get_refresh_minutes (calendar);
      break;
    case GNOMON_N_CALENDAR_KEYS:
    default:
      g_assert_not_reached ();
    }
}

static const char *
get_own_status (GnomonEvent              *event,
                const GnomonCodecContext *context)
{
  GnomonAttendee *own = gnomon_event_find_own_attendee (event, context->own_addresses);

  return own != NULL ? gnomon_attendee_status_to_string (gnomon_attendee_get_status (own)) : "";
}

static char *
dup_local_time (gint64                    unix_seconds,
                const GnomonCodecContext *context)
{
  return gnomon_civil_format_wall (gnomon_zone_to_wall (context->viewer, unix_seconds));
}

/* When it is, as it was given. Of these and the following: FALSE where the key is another's. */
static gboolean
get_event_time (GnomonEvent      *event,
                GnomonEventKey    key,
                GnomonCodecValue *value)
{
  switch ((int) key)
    {
    case GNOMON_EVENT_EVENT_DATE:
      take_string (value, gnomon_event_dup_event_date (event));
      break;
    case GNOMON_EVENT_START_TIME:
      take_string (value, gnomon_event_dup_start_time (event));
      break;
    case GNOMON_EVENT_END_DATE:
      take_string (value, gnomon_event_dup_end_date (event));
      break;
    case GNOMON_EVENT_END_TIME:
      take_string (value, gnomon_event_dup_end_time (event));
      break;
    case GNOMON_EVENT_ALL_DAY:
      value->number = gnomon_event_is_all_day (event);
      break;
    case GNOMON_EVENT_TIMEZONE:
      value->string = gnomon_event_get_timezone (event);
      break;
    case GNOMON_EVENT_END_TIMEZONE:
      value->string = gnomon_event_get_end_timezone (event);
      break;
    case GNOMON_EVENT_RRULE:
      value->string = gnomon_event_get_rrule (event);
      break;
    case GNOMON_EVENT_EXDATE:
      value->strv = gnomon_event_get_exdate (event);
      break;
    case GNOMON_EVENT_RDATE:
      value->strv = gnomon_event_get_rdate (event);
      break;
    case GNOMON_EVENT_RECURRENCE_ID:
      value->string = gnomon_event_get_recurrence_id (event);
      break;
    default:
      return FALSE;
    }
  return TRUE;
}

/* What depends on who asks, and when. */
static gboolean
get_event_view (GnomonEvent              *event,
                GnomonEventKey            key,
                const GnomonCodecContext *context,
                GnomonCodecValue         *value)
{
  switch ((int) key)
    {
    case GNOMON_EVENT_DURATION_MINUTES:
      value->number = gnomon_event_get_duration (event, context->viewer);
      break;
    case GNOMON_EVENT_DURATION:
      take_string (value, g_strdup_printf ("%d min",
                                           gnomon_event_get_duration (event, context->viewer)));
      break;
    case GNOMON_EVENT_IS_UPCOMING:
      value->number = gnomon_event_is_upcoming (event, context->viewer, context->now);
      break;
    case GNOMON_EVENT_STARTS_AT:
      value->number = gnomon_event_get_starts_at (event, context->viewer);
      break;
    case GNOMON_EVENT_ENDS_AT:
      value->number = gnomon_event_get_ends_at (event, context->viewer);
      break;
    case GNOMON_EVENT_LOCAL_START:
      take_string (value, dup_local_time (gnomon_event_get_starts_at (event, context->viewer),
                                          context));
      break;
    case GNOMON_EVENT_LOCAL_END:
      take_string (value, dup_local_time (gnomon_event_get_ends_at (event, context->viewer),
                                          context));
      break;
    case GNOMON_EVENT_OWNER_NAME:
      value->string = context->owner_name;
      break;
    case GNOMON_EVENT_MY_STATUS:
      value->string = get_own_status (event, context);
      break;
    default:
      return FALSE;
    }
  return TRUE;
}

/* Who comes, and what rings. */
static gboolean
get_event_parts (GnomonEvent      *event,
                 GnomonEventKey    key,
                 GnomonCodecValue *value)
{
  switch ((int) key)
    {
    case GNOMON_EVENT_ORGANIZER:
      value->string = gnomon_event_get_organizer (event);
      break;
    case GNOMON_EVENT_ATTENDEES:
      take_string (value, gnomon_event_dup_attendees (event));
      break;
    case GNOMON_EVENT_ATTENDEES_LIST:
      value->owned_strv = gnomon_event_dup_attendees_list (event);
      value->strv = (const char * const *) value->owned_strv;
      break;
    case GNOMON_EVENT_ATTENDEE_RECORDS:
      value->records = gnomon_event_get_attendees (event);
      break;
    case GNOMON_EVENT_REMINDER_SET:
      value->number = gnomon_event_get_reminder_set (event);
      break;
    case GNOMON_EVENT_REMINDER_MINUTES_BEFORE:
      value->number = gnomon_event_get_reminder_minutes_before (event);
      break;
    case GNOMON_EVENT_REMINDERS:
      value->records = gnomon_event_get_reminders (event);
      break;
    default:
      return FALSE;
    }
  return TRUE;
}

static gboolean
get_event_rest (GnomonEvent      *event,
                GnomonEventKey    key,
                GnomonCodecValue *value)
{
  switch ((int) key)
    {
    case GNOMON_EVENT_ID:
      value->number = gnomon_event_get_id (event);
      break;
    case GNOMON_EVENT_UID:
      value->string = gnomon_event_get_uid (event);
      break;
    case GNOMON_EVENT_CALENDAR_ID:
      value->number = gnomon_event_get_calendar_id (event);
      break;
    case GNOMON_EVENT_TITLE:
      value->string = gnomon_event_get_title (event);
      break;
    case GNOMON_EVENT_DESCRIPTION:
      value->string = gnomon_event_get_description (event);
      break;
    case GNOMON_EVENT_EVENT_TYPE:
      value->string = gnomon_event_type_to_string (gnomon_event_get_event_type (event));
      break;
    case GNOMON_EVENT_LOCATION:
      value->string = gnomon_event_get_location (event);
      break;
    case GNOMON_EVENT_STATUS:
      value->string = gnomon_event_status_to_string (gnomon_event_get_status (event));
      break;
    case GNOMON_EVENT_BUSY:
      value->number = gnomon_event_is_busy (event);
      break;
    case GNOMON_EVENT_URL:
      value->string = gnomon_event_get_url (event);
      break;
    case GNOMON_EVENT_COLOR:
      value->string = gnomon_event_get_color (event);
      break;
    case GNOMON_EVENT_MEETING_URL:
      take_string (value, gnomon_event_dup_meeting_url (event));
      break;
    case GNOMON_EVENT_SEQUENCE:
      value->number = gnomon_event_get_sequence (event);
      break;
    case GNOMON_EVENT_ETAG:
      value->string = gnomon_event_get_etag (event);
      break;
    case GNOMON_EVENT_CREATED_AT:
      take_instant (value, gnomon_event_get_created_at (event));
      break;
    case GNOMON_EVENT_UPDATED_AT:
      take_instant (value, gnomon_event_get_updated_at (event));
      break;
    default:
      return FALSE;
    }
  return TRUE;
}

static void
get_event_value (GnomonEvent              *event,
                 GnomonEventKey            key,
                 const GnomonCodecContext *context,
                 GnomonCodecValue         *value)
{
  if (!get_event_time (event, key, value) && !get_event_view (event, key, context, value)
      && !get_event_parts (event, key, value) && !get_event_rest (event, key, value))
    g_assert_not_reached ();
}

/* Frees what was made for the value. */
void
gnomon_codec_value_clear (GnomonCodecValue *value)
{
  g_clear_pointer (&value->owned_string, g_free);
  g_clear_pointer (&value->owned_strv, g_strfreev);
}

/* Which table of keys describes the object. */
GnomonKind
gnomon_codec_get_kind (GObject *object)
{
  if (GNOMON_IS_EVENT (object))
    return GNOMON_KIND_EVENT;
  if (GNOMON_IS_ATTENDEE (object))
    return GNOMON_KIND_ATTENDEE;
  if (GNOMON_IS_REMINDER (object))
    return GNOMON_KIND_REMINDER;

  g_assert (GNOMON_IS_CALENDAR (object));
  return GNOMON_KIND_CALENDAR;
}

/* Reads one key into a value that the caller clears; what it points to lives with the object. */
void
gnomon_codec_get_value (GObject                  *object,
                        GnomonKind                kind,
                        int                       key,
                        const GnomonCodecContext *context,
                        GnomonCodecValue         *value)
{
  *value = (GnomonCodecValue) { 0 };

  switch (kind)
    {
    case GNOMON_KIND_EVENT:
      get_event_value (GNOMON_EVENT (object), (GnomonEventKey) key, context, value);
      break;
    case GNOMON_KIND_ATTENDEE:
      get_attendee_value (GNOMON_ATTENDEE (object), (GnomonAttendeeKey) key, value);
      break;
    case GNOMON_KIND_REMINDER:
      get_reminder_value (GNOMON_REMINDER (object), (GnomonReminderKey) key, value);
      break;
    case GNOMON_KIND_CALENDAR:
      get_calendar_value (GNOMON_CALENDAR (object), (GnomonCalendarKey) key, value);
      break;
    case GNOMON_KIND_EVENT_FILTER:
    case GNOMON_KIND_ATTENDEE_FILTER:
    case GNOMON_KIND_REMINDER_FILTER:
    case GNOMON_KIND_TIME_OPTIONS:
    case GNOMON_KIND_MAIL_ACCOUNT:
    default:
      g_assert_not_reached ();
    }
}
