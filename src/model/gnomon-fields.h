/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "gnomon-error.h"

/*
 * Fields: the typed values that a caller gives, before the model has judged them. The bus codec,
 * the editor, the importer and the tests fill a GnomonFields by the key table of its kind; only
 * the model's functions read it and apply the rules. The tables here are the one place where the
 * keys of the contract, their types, aliases and directions stand.
 */

G_BEGIN_DECLS

typedef enum
{
  GNOMON_VALUE_STRING,
  GNOMON_VALUE_BOOLEAN,
  GNOMON_VALUE_INT,      /* i on the bus */
  GNOMON_VALUE_INT64,    /* x on the bus */
  GNOMON_VALUE_STRV,     /* as on the bus */
  GNOMON_VALUE_RECORDS,  /* aa{sv} on the bus: output only */
} GnomonValueType;

typedef enum
{
  GNOMON_KEY_IN = 1 << 0,    /* taken from the caller */
  GNOMON_KEY_LIGHT = 1 << 1, /* part of the light output form (lists and views) */
  GNOMON_KEY_FULL = 1 << 2,  /* part of the full output form */
  GNOMON_KEY_PARSED = 1 << 3, /* of the answer of ParseText alone */
} GnomonKeyFlags;

typedef struct
{
  const char *name;
  const char *alias;         /* (nullable): taken on input in place of the name */
  GnomonValueType type;
  GnomonKeyFlags flags;      /* keys without GNOMON_KEY_IN are taken and ignored on input */
} GnomonKey;

typedef enum
{
  GNOMON_KIND_EVENT,
  GNOMON_KIND_CALENDAR,
  GNOMON_KIND_REMINDER,
  GNOMON_KIND_ATTENDEE,
  GNOMON_KIND_EVENT_FILTER,
  GNOMON_KIND_ATTENDEE_FILTER,
  GNOMON_KIND_REMINDER_FILTER,
  GNOMON_KIND_TIME_OPTIONS,
  GNOMON_KIND_MAIL_ACCOUNT,
} GnomonKind;

/* The order is that of the table gnomon_kind_get_keys (GNOMON_KIND_EVENT). */
typedef enum
{
  GNOMON_EVENT_ID,
  GNOMON_EVENT_UID,
  GNOMON_EVENT_CALENDAR_ID,
  GNOMON_EVENT_TITLE,
  GNOMON_EVENT_DESCRIPTION,
  GNOMON_EVENT_EVENT_TYPE,
  GNOMON_EVENT_EVENT_DATE,
  GNOMON_EVENT_START_TIME,
  GNOMON_EVENT_END_DATE,
  GNOMON_EVENT_END_TIME,
  GNOMON_EVENT_DURATION_MINUTES,
  GNOMON_EVENT_ALL_DAY,
  GNOMON_EVENT_TIMEZONE,
  GNOMON_EVENT_END_TIMEZONE,
  GNOMON_EVENT_LOCATION,
  GNOMON_EVENT_ATTENDEES,
  GNOMON_EVENT_REMINDER_SET,
  GNOMON_EVENT_REMINDER_MINUTES_BEFORE,
  GNOMON_EVENT_RRULE,
  GNOMON_EVENT_EXDATE,
  GNOMON_EVENT_RDATE,
  GNOMON_EVENT_STATUS,
  GNOMON_EVENT_BUSY,
  GNOMON_EVENT_URL,
  GNOMON_EVENT_COLOR,
  GNOMON_EVENT_ORGANIZER,
  GNOMON_EVENT_MY_STATUS,
  GNOMON_EVENT_MEETING_URL,
  GNOMON_EVENT_ATTENDEES_LIST,
  GNOMON_EVENT_ATTENDEE_RECORDS,
  GNOMON_EVENT_REMINDERS,
  GNOMON_EVENT_DURATION,
  GNOMON_EVENT_IS_UPCOMING,
  GNOMON_EVENT_STARTS_AT,
  GNOMON_EVENT_ENDS_AT,
  GNOMON_EVENT_LOCAL_START,
  GNOMON_EVENT_LOCAL_END,
  GNOMON_EVENT_OWNER_NAME,
  GNOMON_EVENT_RECURRENCE_ID,
  GNOMON_EVENT_SEQUENCE,
  GNOMON_EVENT_ETAG,
  GNOMON_EVENT_CREATED_AT,
  GNOMON_EVENT_UPDATED_AT,
  GNOMON_EVENT_SPANS,
  GNOMON_N_EVENT_KEYS
} GnomonEventKey;

typedef enum
{
  GNOMON_CALENDAR_ID,
  GNOMON_CALENDAR_NAME,
  GNOMON_CALENDAR_COLOR,
  GNOMON_CALENDAR_VISIBLE,
  GNOMON_CALENDAR_IS_DEFAULT,
  GNOMON_CALENDAR_READ_ONLY,
  GNOMON_CALENDAR_SOURCE_URL,
  GNOMON_CALENDAR_REFRESHED_AT,
  GNOMON_CALENDAR_REFRESH_ERROR,
  GNOMON_CALENDAR_REFRESH_MINUTES,
  GNOMON_N_CALENDAR_KEYS
} GnomonCalendarKey;

typedef enum
{
  GNOMON_REMINDER_ID,
  GNOMON_REMINDER_EVENT_ID,
  GNOMON_REMINDER_REMINDER_TIME,
  GNOMON_REMINDER_MINUTES_BEFORE,
  GNOMON_REMINDER_REMINDER_TYPE,
  GNOMON_REMINDER_STATE,
  GNOMON_REMINDER_IS_SENT,
  GNOMON_REMINDER_SENT_AT,
  GNOMON_N_REMINDER_KEYS
} GnomonReminderKey;

typedef enum
{
  GNOMON_ATTENDEE_ID,
  GNOMON_ATTENDEE_EVENT_ID,
  GNOMON_ATTENDEE_EMAIL,
  GNOMON_ATTENDEE_NAME,
  GNOMON_ATTENDEE_STATUS,
  GNOMON_ATTENDEE_RESPONDED_AT,
  GNOMON_N_ATTENDEE_KEYS
} GnomonAttendeeKey;

typedef enum
{
  GNOMON_FILTER_START_DATE,
  GNOMON_FILTER_END_DATE,
  GNOMON_FILTER_DATE,
  GNOMON_FILTER_TYPE,
  GNOMON_FILTER_SEARCH,
  GNOMON_FILTER_UPCOMING,
  GNOMON_FILTER_CALENDAR_ID,
  GNOMON_FILTER_ATTENDEE,
  GNOMON_FILTER_STATUS,
  GNOMON_FILTER_EXPAND,
  GNOMON_FILTER_ORDER,
  GNOMON_FILTER_LIMIT,
  GNOMON_FILTER_OFFSET,
  GNOMON_N_FILTER_KEYS
} GnomonFilterKey;

typedef enum
{
  GNOMON_ATTENDEE_FILTER_SEARCH,
  GNOMON_ATTENDEE_FILTER_STATUS,
  GNOMON_ATTENDEE_FILTER_EVENT_ID,
  GNOMON_ATTENDEE_FILTER_LIMIT,
  GNOMON_ATTENDEE_FILTER_OFFSET,
  GNOMON_N_ATTENDEE_FILTER_KEYS
} GnomonAttendeeFilterKey;

typedef enum
{
  GNOMON_REMINDER_FILTER_STATE,
  GNOMON_REMINDER_FILTER_TYPE,
  GNOMON_REMINDER_FILTER_FROM,
  GNOMON_REMINDER_FILTER_TO,
  GNOMON_REMINDER_FILTER_LIMIT,
  GNOMON_REMINDER_FILTER_OFFSET,
  GNOMON_N_REMINDER_FILTER_KEYS
} GnomonReminderFilterKey;

typedef enum
{
  GNOMON_TIME_WEEKDAYS,
  GNOMON_TIME_WORK_START,
  GNOMON_TIME_WORK_END,
  GNOMON_TIME_BUFFER_MINUTES,
  GNOMON_TIME_LIMIT,
  GNOMON_TIME_ATTENDEES,
  GNOMON_N_TIME_KEYS
} GnomonTimeKey;

enum
{
  GNOMON_MAIL_SERVER,
  GNOMON_MAIL_PORT,
  GNOMON_MAIL_SECURITY,
  GNOMON_MAIL_USER,
  GNOMON_MAIL_FROM,
  GNOMON_MAIL_TO,
  GNOMON_MAIL_CA_FILE,
  GNOMON_N_MAIL_KEYS
};

const GnomonKey *gnomon_kind_get_keys   (GnomonKind kind, gsize *n_keys);
/* -1: unknown */
int              gnomon_kind_find_key   (GnomonKind kind, const char *name, gboolean *is_alias);
/* -1: none */
int              gnomon_kind_find_fault (GnomonKind kind, const GError *error);
const char      *gnomon_kind_get_noun   (GnomonKind kind);

#define GNOMON_TYPE_FIELDS (gnomon_fields_get_type ())

typedef struct _GnomonFields GnomonFields;

GType               gnomon_fields_get_type    (void);
GnomonFields       *gnomon_fields_new         (GnomonKind kind);
GnomonFields       *gnomon_fields_copy        (const GnomonFields *self);
void                gnomon_fields_free        (GnomonFields *self);
GnomonKind          gnomon_fields_get_kind    (const GnomonFields *self);

/* The type of each value is that of its key: a wrong one is the programmer's error. */
void                gnomon_fields_set_string  (GnomonFields *self, int key, const char *value);
void                gnomon_fields_set_boolean (GnomonFields *self, int key, gboolean value);
/* INT and INT64 */
void                gnomon_fields_set_int     (GnomonFields *self, int key, gint64 value);
void                gnomon_fields_set_strv    (GnomonFields *self, int key,
                                               const char * const *value);
void                gnomon_fields_unset       (GnomonFields *self, int key);

gboolean            gnomon_fields_has         (const GnomonFields *self, int key);
/* NULL where absent */
const char         *gnomon_fields_get_string  (const GnomonFields *self, int key);
gboolean            gnomon_fields_get_boolean (const GnomonFields *self, int key,
                                               gboolean fallback);
gint64              gnomon_fields_get_int     (const GnomonFields *self, int key, gint64 fallback);
/* NULL where absent */
const char * const *gnomon_fields_get_strv    (const GnomonFields *self, int key);

/* From loose values (a{sv} of the bus, JSON as a variant): aliases, any integer type, doubles
 * without fraction, av of strings; unknown keys, doubles given twice and wrong types are
 * GNOMON_ERROR_INVALID_ARGUMENT naming the key. */
GnomonFields       *gnomon_fields_new_from_variant (GnomonKind kind, GVariant *dict,
                                                    GError **error);

/* (transfer floating): `a{sv}`, what is there under the canonical names. */
GVariant           *gnomon_fields_to_variant       (const GnomonFields *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomonFields, gnomon_fields_free)

G_END_DECLS
