/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-fields.h"

/*
 * The key tables of the contract.
 */

#define IN GNOMON_KEY_IN
#define OUT (GNOMON_KEY_LIGHT | GNOMON_KEY_FULL)

static const GnomonKey event_keys[] = {
  [GNOMON_EVENT_ID] = { "id", NULL, GNOMON_VALUE_INT64, OUT },
  [GNOMON_EVENT_UID] = { "uid", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_EVENT_CALENDAR_ID] = { "calendar_id", NULL, GNOMON_VALUE_INT64, IN | OUT },
  [GNOMON_EVENT_TITLE] = { "title", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_EVENT_DESCRIPTION] = { "description", "desc", GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_EVENT_EVENT_TYPE] = { "event_type", "type", GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_EVENT_EVENT_DATE] = { "event_date", "date", GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_EVENT_START_TIME] = { "start_time", "start", GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_EVENT_END_DATE] = { "end_date", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_EVENT_END_TIME] = { "end_time", "end", GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_EVENT_DURATION_MINUTES] = { "duration_minutes", NULL, GNOMON_VALUE_INT, IN | OUT },
  [GNOMON_EVENT_ALL_DAY] = { "all_day", NULL, GNOMON_VALUE_BOOLEAN, IN | OUT },
  [GNOMON_EVENT_TIMEZONE] = { "timezone", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_EVENT_END_TIMEZONE] = { "end_timezone", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_EVENT_LOCATION] = { "location", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_EVENT_ATTENDEES] = { "attendees", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_EVENT_REMINDER_SET] = { "reminder_set", NULL, GNOMON_VALUE_BOOLEAN, IN | OUT },
  [GNOMON_EVENT_REMINDER_MINUTES_BEFORE] = {
    "reminder_minutes_before", NULL, GNOMON_VALUE_INT, IN | OUT
  },
  [GNOMON_EVENT_RRULE] = { "rrule", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_EVENT_EXDATE] = { "exdate", NULL, GNOMON_VALUE_STRV, IN | OUT },
  [GNOMON_EVENT_RDATE] = { "rdate", NULL, GNOMON_VALUE_STRV, IN | OUT },
  [GNOMON_EVENT_STATUS] = { "status", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_EVENT_BUSY] = { "busy", NULL, GNOMON_VALUE_BOOLEAN, IN | OUT },
  [GNOMON_EVENT_URL] = { "url", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_EVENT_COLOR] = { "color", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_EVENT_ORGANIZER] = { "organizer", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_EVENT_MY_STATUS] = { "my_status", NULL, GNOMON_VALUE_STRING, OUT },
  [GNOMON_EVENT_MEETING_URL] = { "meeting_url", NULL, GNOMON_VALUE_STRING, OUT },
  [GNOMON_EVENT_ATTENDEES_LIST] = { "attendees_list", NULL, GNOMON_VALUE_STRV, OUT },
  [GNOMON_EVENT_ATTENDEE_RECORDS] = {
    "attendee_records", NULL, GNOMON_VALUE_RECORDS, GNOMON_KEY_FULL
  },
  [GNOMON_EVENT_REMINDERS] = { "reminders", NULL, GNOMON_VALUE_RECORDS, GNOMON_KEY_FULL },
  [GNOMON_EVENT_DURATION] = { "duration", NULL, GNOMON_VALUE_STRING, OUT },
  [GNOMON_EVENT_IS_UPCOMING] = { "is_upcoming", NULL, GNOMON_VALUE_BOOLEAN, OUT },
  [GNOMON_EVENT_STARTS_AT] = { "starts_at", NULL, GNOMON_VALUE_INT64, OUT },
  [GNOMON_EVENT_ENDS_AT] = { "ends_at", NULL, GNOMON_VALUE_INT64, OUT },
  [GNOMON_EVENT_LOCAL_START] = { "local_start", NULL, GNOMON_VALUE_STRING, OUT },
  [GNOMON_EVENT_LOCAL_END] = { "local_end", NULL, GNOMON_VALUE_STRING, OUT },
  [GNOMON_EVENT_OWNER_NAME] = { "owner_name", NULL, GNOMON_VALUE_STRING, OUT },
  [GNOMON_EVENT_RECURRENCE_ID] = { "recurrence_id", NULL, GNOMON_VALUE_STRING, OUT },
  [GNOMON_EVENT_SEQUENCE] = { "sequence", NULL, GNOMON_VALUE_INT, OUT },
  [GNOMON_EVENT_ETAG] = { "etag", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_EVENT_CREATED_AT] = { "created_at", NULL, GNOMON_VALUE_STRING, OUT },
  [GNOMON_EVENT_UPDATED_AT] = { "updated_at", NULL, GNOMON_VALUE_STRING, OUT },

  /* Passed over where the answer is sent back. */
  [GNOMON_EVENT_SPANS] = { "spans", NULL, GNOMON_VALUE_RECORDS, GNOMON_KEY_PARSED },
};

static const GnomonKey calendar_keys[] = {
  [GNOMON_CALENDAR_ID] = { "id", NULL, GNOMON_VALUE_INT64, OUT },
  [GNOMON_CALENDAR_NAME] = { "name", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_CALENDAR_COLOR] = { "color", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_CALENDAR_VISIBLE] = { "visible", NULL, GNOMON_VALUE_BOOLEAN, IN | OUT },
  [GNOMON_CALENDAR_IS_DEFAULT] = { "is_default", NULL, GNOMON_VALUE_BOOLEAN, IN | OUT },
  [GNOMON_CALENDAR_READ_ONLY] = { "read_only", NULL, GNOMON_VALUE_BOOLEAN, IN | OUT },
  [GNOMON_CALENDAR_SOURCE_URL] = { "source_url", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_CALENDAR_REFRESHED_AT] = { "refreshed_at", NULL, GNOMON_VALUE_STRING, OUT },
  [GNOMON_CALENDAR_REFRESH_ERROR] = { "refresh_error", NULL, GNOMON_VALUE_STRING, OUT },
  [GNOMON_CALENDAR_REFRESH_MINUTES] = { "refresh_minutes", NULL, GNOMON_VALUE_INT, OUT },
};

static const GnomonKey reminder_keys[] = {
  [GNOMON_REMINDER_ID] = { "id", NULL, GNOMON_VALUE_INT64, OUT },
  [GNOMON_REMINDER_EVENT_ID] = { "event_id", NULL, GNOMON_VALUE_INT64, OUT },
  [GNOMON_REMINDER_REMINDER_TIME] = { "reminder_time", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_REMINDER_MINUTES_BEFORE] = { "minutes_before", NULL, GNOMON_VALUE_INT, IN },
  [GNOMON_REMINDER_REMINDER_TYPE] = { "reminder_type", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_REMINDER_STATE] = { "state", NULL, GNOMON_VALUE_STRING, OUT },
  [GNOMON_REMINDER_IS_SENT] = { "is_sent", NULL, GNOMON_VALUE_BOOLEAN, OUT },
  [GNOMON_REMINDER_SENT_AT] = { "sent_at", NULL, GNOMON_VALUE_STRING, OUT },
};

static const GnomonKey attendee_keys[] = {
  [GNOMON_ATTENDEE_ID] = { "id", NULL, GNOMON_VALUE_INT64, OUT },
  [GNOMON_ATTENDEE_EVENT_ID] = { "event_id", NULL, GNOMON_VALUE_INT64, OUT },
  [GNOMON_ATTENDEE_EMAIL] = { "email", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_ATTENDEE_NAME] = { "name", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_ATTENDEE_STATUS] = { "status", NULL, GNOMON_VALUE_STRING, IN | OUT },
  [GNOMON_ATTENDEE_RESPONDED_AT] = { "responded_at", NULL, GNOMON_VALUE_STRING, OUT },
};

static const GnomonKey event_filter_keys[] = {
  [GNOMON_FILTER_START_DATE] = { "start_date", NULL, GNOMON_VALUE_STRING, IN },
  [GNOMON_FILTER_END_DATE] = { "end_date", NULL, GNOMON_VALUE_STRING, IN },
  [GNOMON_FILTER_DATE] = { "date", NULL, GNOMON_VALUE_STRING, IN },
  [GNOMON_FILTER_TYPE] = { "type", NULL, GNOMON_VALUE_STRING, IN },
  [GNOMON_FILTER_SEARCH] = { "search", NULL, GNOMON_VALUE_STRING, IN },
  [GNOMON_FILTER_UPCOMING] = { "upcoming", NULL, GNOMON_VALUE_BOOLEAN, IN },
  [GNOMON_FILTER_CALENDAR_ID] = { "calendar_id", NULL, GNOMON_VALUE_INT64, IN },
  [GNOMON_FILTER_ATTENDEE] = { "attendee", NULL, GNOMON_VALUE_STRING, IN },
  [GNOMON_FILTER_STATUS] = { "status", NULL, GNOMON_VALUE_STRING, IN },
  [GNOMON_FILTER_EXPAND] = { "expand", NULL, GNOMON_VALUE_BOOLEAN, IN },
  [GNOMON_FILTER_ORDER] = { "order", NULL, GNOMON_VALUE_STRING, IN },
  [GNOMON_FILTER_LIMIT] = { "limit", NULL, GNOMON_VALUE_INT64, IN },
  [GNOMON_FILTER_OFFSET] = { "offset", NULL, GNOMON_VALUE_INT64, IN },
};

static const GnomonKey attendee_filter_keys[] = {
  [GNOMON_ATTENDEE_FILTER_SEARCH] = { "search", NULL, GNOMON_VALUE_STRING, IN },
  [GNOMON_ATTENDEE_FILTER_STATUS] = { "status", NULL, GNOMON_VALUE_STRING, IN },
  [GNOMON_ATTENDEE_FILTER_EVENT_ID] = { "event_id", NULL, GNOMON_VALUE_INT64, IN },
  [GNOMON_ATTENDEE_FILTER_LIMIT] = { "limit", NULL, GNOMON_VALUE_INT64, IN },
  [GNOMON_ATTENDEE_FILTER_OFFSET] = { "offset", NULL, GNOMON_VALUE_INT64, IN },
};

static const GnomonKey reminder_filter_keys[] = {
  [GNOMON_REMINDER_FILTER_STATE] = { "state", NULL, GNOMON_VALUE_STRING, IN },
  [GNOMON_REMINDER_FILTER_TYPE] = { "type", NULL, GNOMON_VALUE_STRING, IN },
  [GNOMON_REMINDER_FILTER_FROM] = { "from", NULL, GNOMON_VALUE_STRING, IN },
  [GNOMON_REMINDER_FILTER_TO] = { "to", NULL, GNOMON_VALUE_STRING, IN },
  [GNOMON_REMINDER_FILTER_LIMIT] = { "limit", NULL, GNOMON_VALUE_INT64, IN },
  [GNOMON_REMINDER_FILTER_OFFSET] = { "offset", NULL, GNOMON_VALUE_INT64, IN },
};

static const GnomonKey time_keys[] = {
  [GNOMON_TIME_WEEKDAYS] = { "weekdays", NULL, GNOMON_VALUE_STRV, IN },
  [GNOMON_TIME_WORK_START] = { "work_start", NULL, GNOMON_VALUE_STRING, IN },
  [GNOMON_TIME_WORK_END] = { "work_end", NULL, GNOMON_VALUE_STRING, IN },
  [GNOMON_TIME_BUFFER_MINUTES] = { "buffer_minutes", NULL, GNOMON_VALUE_INT64, IN },
  [GNOMON_TIME_LIMIT] = { "limit", NULL, GNOMON_VALUE_INT64, IN },
  [GNOMON_TIME_ATTENDEES] = { "attendees", NULL, GNOMON_VALUE_STRV, IN },
};

static const GnomonKey mail_keys[] = {
  [GNOMON_MAIL_SERVER] = { "server", NULL, GNOMON_VALUE_STRING, IN },
  [GNOMON_MAIL_PORT] = { "port", NULL, GNOMON_VALUE_INT64, IN },
  [GNOMON_MAIL_SECURITY] = { "security", NULL, GNOMON_VALUE_STRING, IN },
  [GNOMON_MAIL_USER] = { "user", NULL, GNOMON_VALUE_STRING, IN },
  [GNOMON_MAIL_FROM] = { "from", NULL, GNOMON_VALUE_STRING, IN },
  [GNOMON_MAIL_TO] = { "to", NULL, GNOMON_VALUE_STRING, IN },
  [GNOMON_MAIL_CA_FILE] = { "ca_file", NULL, GNOMON_VALUE_STRING, IN },
};

#undef IN
#undef OUT

G_STATIC_ASSERT (G_N_ELEMENTS (event_keys) == GNOMON_N_EVENT_KEYS);
G_STATIC_ASSERT (G_N_ELEMENTS (calendar_keys) == GNOMON_N_CALENDAR_KEYS);
G_STATIC_ASSERT (G_N_ELEMENTS (reminder_keys) == GNOMON_N_REMINDER_KEYS);
G_STATIC_ASSERT (G_N_ELEMENTS (attendee_keys) == GNOMON_N_ATTENDEE_KEYS);
G_STATIC_ASSERT (G_N_ELEMENTS (event_filter_keys) == GNOMON_N_FILTER_KEYS);
G_STATIC_ASSERT (G_N_ELEMENTS (attendee_filter_keys) == GNOMON_N_ATTENDEE_FILTER_KEYS);
G_STATIC_ASSERT (G_N_ELEMENTS (reminder_filter_keys) == GNOMON_N_REMINDER_FILTER_KEYS);
G_STATIC_ASSERT (G_N_ELEMENTS (time_keys) == GNOMON_N_TIME_KEYS);
G_STATIC_ASSERT (G_N_ELEMENTS (mail_keys) == GNOMON_N_MAIL_KEYS);

static const struct
{
  const char *noun;
  const GnomonKey *keys;
  gsize n_keys;
} kinds[] = {
  [GNOMON_KIND_EVENT] = { "event", event_keys, G_N_ELEMENTS (event_keys) },
  [GNOMON_KIND_CALENDAR] = { "calendar", calendar_keys, G_N_ELEMENTS (calendar_keys) },
  [GNOMON_KIND_REMINDER] = { "reminder", reminder_keys, G_N_ELEMENTS (reminder_keys) },
  [GNOMON_KIND_ATTENDEE] = { "attendee", attendee_keys, G_N_ELEMENTS (attendee_keys) },
  [GNOMON_KIND_EVENT_FILTER] = {
    "event filter", event_filter_keys, G_N_ELEMENTS (event_filter_keys)
  },
  [GNOMON_KIND_ATTENDEE_FILTER] = {
    "attendee filter", attendee_filter_keys, G_N_ELEMENTS (attendee_filter_keys)
  },
  [GNOMON_KIND_REMINDER_FILTER] = {
    "reminder filter", reminder_filter_keys, G_N_ELEMENTS (reminder_filter_keys)
  },
  [GNOMON_KIND_TIME_OPTIONS] = { "wish", time_keys, G_N_ELEMENTS (time_keys) },
  [GNOMON_KIND_MAIL_ACCOUNT] = { "mail account", mail_keys, G_N_ELEMENTS (mail_keys) },
};

/**
 * gnomon_kind_get_keys:
 * @kind: what the keys belong to
 * @n_keys: (out) (optional): how many there are
 *
 * Returns: (transfer none) (array length=n_keys): the table of @kind, in the order of its enum
 */
const GnomonKey *
gnomon_kind_get_keys (GnomonKind  kind,
                      gsize      *n_keys)
{
  g_return_val_if_fail ((gsize) kind < G_N_ELEMENTS (kinds), NULL);

  if (n_keys != NULL)
    *n_keys = kinds[kind].n_keys;

  return kinds[kind].keys;
}

/**
 * gnomon_kind_find_key:
 * @kind: what the key belongs to
 * @name: a key's name or alias
 * @is_alias: (out) (optional): whether @name is an alias
 *
 * Returns: the key's place in its table; -1 where @kind has no such key
 */
int
gnomon_kind_find_key (GnomonKind  kind,
                      const char *name,
                      gboolean   *is_alias)
{
  g_return_val_if_fail ((gsize) kind < G_N_ELEMENTS (kinds), -1);
  g_return_val_if_fail (name != NULL, -1);

  for (gsize i = 0; i < kinds[kind].n_keys; i++)
    {
      const GnomonKey *key = &kinds[kind].keys[i];
      gboolean alias = key->alias != NULL && g_str_equal (name, key->alias);

      if (alias || g_str_equal (name, key->name))
        {
          if (is_alias != NULL)
            *is_alias = alias;
          return (int) i;
        }
    }

  return -1;
}

/**
 * gnomon_kind_find_fault:
 * @kind: what the key belongs to
 * @error: an error
 *
 * Returns: the place of the key that the error is of; -1 where it is of none
 */
int
gnomon_kind_find_fault (GnomonKind    kind,
                        const GError *error)
{
  const char *field;

  g_return_val_if_fail (error != NULL, -1);

  field = gnomon_error_get_field (error);
  return field != NULL ? gnomon_kind_find_key (kind, field, NULL) : -1;
}

/**
 * gnomon_kind_get_noun:
 * @kind: a kind
 *
 * Returns: (transfer none): what error messages call it
 */
const char *
gnomon_kind_get_noun (GnomonKind kind)
{
  g_return_val_if_fail ((gsize) kind < G_N_ELEMENTS (kinds), "");

  return kinds[kind].noun;
}
