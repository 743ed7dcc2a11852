/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "gnomon-attendee.h"
#include "gnomon-fields.h"
#include "gnomon-reminder.h"

G_BEGIN_DECLS

typedef enum
{
  GNOMON_TIME_ZONED,
  GNOMON_TIME_UTC,
  GNOMON_TIME_FLOATING,
  GNOMON_TIME_DATE,
} GnomonTimeKind;

typedef enum
{
  GNOMON_EVENT_TYPE_MEETING,
  GNOMON_EVENT_TYPE_EVENT,
  GNOMON_EVENT_TYPE_REMINDER,
} GnomonEventType;

typedef enum
{
  GNOMON_STATUS_CONFIRMED,
  GNOMON_STATUS_TENTATIVE,
  GNOMON_STATUS_CANCELLED,
} GnomonEventStatus;

const char *gnomon_event_type_to_string     (GnomonEventType type);
gboolean    gnomon_event_type_from_string   (const char *text, GnomonEventType *type);
const char *gnomon_event_status_to_string   (GnomonEventStatus status);
gboolean    gnomon_event_status_from_string (const char *text, GnomonEventStatus *status);

#define GNOMON_TYPE_EVENT (gnomon_event_get_type ())

/*
 * An event with its guests and reminders, as stored: a snapshot that does not change once it is
 * handed out. What depends on the viewer takes the viewer's zone as an argument.
 */
G_DECLARE_FINAL_TYPE (GnomonEvent, gnomon_event, GNOMON, EVENT, GObject)

gint64               gnomon_event_get_id              (GnomonEvent *self); /* 0: not stored */
const char          *gnomon_event_get_uid             (GnomonEvent *self);
gint64               gnomon_event_get_calendar_id     (GnomonEvent *self);
const char          *gnomon_event_get_title           (GnomonEvent *self);
const char          *gnomon_event_get_description     (GnomonEvent *self);
GnomonEventType      gnomon_event_get_event_type      (GnomonEvent *self);
GnomonTimeKind       gnomon_event_get_time_kind       (GnomonEvent *self);
gboolean             gnomon_event_is_all_day          (GnomonEvent *self);
gint64               gnomon_event_get_start_wall      (GnomonEvent *self); /* in its own zone */
/* in its end's zone, exclusive; midnight after the last day when all-day */
gint64               gnomon_event_get_end_wall        (GnomonEvent *self);
/* IANA name, or "floating" */
const char          *gnomon_event_get_timezone        (GnomonEvent *self);
const char          *gnomon_event_get_end_timezone    (GnomonEvent *self);
/* Unix seconds */
gint64               gnomon_event_get_starts_at       (GnomonEvent *self, GTimeZone *viewer);
/* exclusive */
gint64               gnomon_event_get_ends_at         (GnomonEvent *self, GTimeZone *viewer);
/* elapsed minutes */
int                  gnomon_event_get_duration        (GnomonEvent *self, GTimeZone *viewer);
gboolean             gnomon_event_is_upcoming         (GnomonEvent *self, GTimeZone *viewer,
                                                       gint64 now);
const char          *gnomon_event_get_location        (GnomonEvent *self);
GnomonEventStatus    gnomon_event_get_status          (GnomonEvent *self);
gboolean             gnomon_event_is_busy             (GnomonEvent *self);
const char          *gnomon_event_get_url             (GnomonEvent *self);
/* "" where it has the calendar's */
const char          *gnomon_event_get_color           (GnomonEvent *self);
const char          *gnomon_event_get_organizer       (GnomonEvent *self); /* "" is the user */
gboolean             gnomon_event_get_reminder_set    (GnomonEvent *self);
int                  gnomon_event_get_reminder_minutes_before (GnomonEvent *self);
/* "" where it does not repeat */
const char          *gnomon_event_get_rrule           (GnomonEvent *self);
const char * const  *gnomon_event_get_exdate          (GnomonEvent *self);
const char * const  *gnomon_event_get_rdate           (GnomonEvent *self);
gboolean             gnomon_event_is_recurring        (GnomonEvent *self);
const char          *gnomon_event_get_recurrence_id   (GnomonEvent *self);
int                  gnomon_event_get_sequence        (GnomonEvent *self);
const char          *gnomon_event_get_etag            (GnomonEvent *self);
gint64               gnomon_event_get_created_at      (GnomonEvent *self); /* Unix seconds */
gint64               gnomon_event_get_updated_at      (GnomonEvent *self);
/* (transfer none) (element-type GnomonAttendee) */
GPtrArray           *gnomon_event_get_attendees       (GnomonEvent *self);
/* (transfer none) (element-type GnomonEvent): of a series in its full form, else empty */
GPtrArray           *gnomon_event_get_overrides       (GnomonEvent *self);
/* (transfer none) (element-type GnomonReminder); empty in the light form */
GPtrArray           *gnomon_event_get_reminders       (GnomonEvent *self);
char                *gnomon_event_dup_attendees       (GnomonEvent *self); /* "a@x, b@y" */
char               **gnomon_event_dup_attendees_list  (GnomonEvent *self);
/* first video-call link, "" else */
char                *gnomon_event_dup_meeting_url     (GnomonEvent *self);
/* (transfer none) (nullable) */
GnomonAttendee      *gnomon_event_find_own_attendee   (GnomonEvent *self,
                                                       const char * const *own_addresses);

/* The event as creating it, or updating @before (nullable), would make it. Nothing is stored. */
GnomonEvent         *gnomon_event_preview             (GnomonEvent *before,
                                                       const GnomonFields *fields, gint64 now,
                                                       GTimeZone *viewer, const char *viewer_name,
                                                       GError **error);

/* The contract's dates and times of the event, as text in its own zone. */
char                *gnomon_event_dup_event_date      (GnomonEvent *self);
char                *gnomon_event_dup_start_time      (GnomonEvent *self); /* "" when all-day */
/* inclusive when all-day */
char                *gnomon_event_dup_end_date        (GnomonEvent *self);
char                *gnomon_event_dup_end_time        (GnomonEvent *self); /* "" when all-day */

G_END_DECLS
