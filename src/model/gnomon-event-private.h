/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-event.h"
#include "gnomon-fields.h"
#include "gnomon-series.h"

/*
 * The inside of events, attendees and reminders, for the model's own files (rules, store,
 * iCalendar). Strings are never NULL once an event has left gnomon_event_new_blank().
 */

G_BEGIN_DECLS

struct _GnomonEvent
{
  GObject parent_instance;

  gint64 id;
  gint64 master_id;         /* of an override its series; 0 else */
  char *uid;
  gint64 calendar_id;
  char *title;
  char *description;
  GnomonEventType event_type;
  GnomonTimeKind kind;
  gint64 start_wall;
  gint64 end_wall;
  char *timezone;
  char *end_timezone;
  char *location;
  GnomonEventStatus status;
  gboolean busy;
  char *url;
  char *color;
  char *organizer;
  gboolean reminder_set;
  int reminder_minutes;
  char *rrule;
  char **exdate;
  char **rdate;
  char *recurrence_id;
  int sequence;
  gint64 revision;
  char *etag;
  gint64 created_at;
  gint64 updated_at;
  char *extra;              /* iCalendar properties that Gnomon does not know, as lines; or "" */
  GPtrArray *attendees;     /* GnomonAttendee, in the order given */
  GPtrArray *reminders;     /* GnomonReminder */
  GPtrArray *overrides;     /* GnomonEvent, by recurrence id: of a series in its full form */
};

struct _GnomonReminder
{
  GObject parent_instance;

  gint64 id;
  gint64 event_id;
  gint64 time;              /* Unix seconds */
  int minutes_before;       /* or GNOMON_REMINDER_AT_A_TIME, which is `time` */
  gboolean automatic;
  GnomonReminderType type;
  GnomonReminderState state;
  gint64 sent_at;
};

/* What the rules need to know of the world. */
typedef struct
{
  gint64 now;                     /* Unix seconds */
  GTimeZone *viewer;              /* the system's zone */
  const char *viewer_name;        /* its IANA name, which `timezone` "" becomes */
  gint64 default_calendar_id;
} GnomonEventContext;

GnomonEvent    *gnomon_event_new_blank (void);
/* deep; guests and reminders are shared snapshots */
GnomonEvent    *gnomon_event_copy      (GnomonEvent *self);
/* The same without its overrides */
GnomonEvent    *gnomon_event_copy_bare (GnomonEvent *self);
/* Of one that is only looked at: what it keeps for export can be megabytes. */
void            gnomon_event_forget_extra (GnomonEvent *self);
GnomonReminder *gnomon_reminder_new_blank (void);

/* (transfer full): an occurrence of a series as the contract has it: under the id and etag of the
 * series, with times of its own. @override is the row that stands in its place. */
GnomonEvent    *gnomon_event_new_occurrence (GnomonEvent *series, const GnomonInstance *instance);
GnomonEvent    *gnomon_event_dress_override (GnomonEvent *series, GnomonEvent *override);
/* The same by its recurrence id, among the overrides first; NOT_FOUND. */
GnomonEvent    *gnomon_event_find_occurrence (GnomonEvent *series, const char *recurrence_id,
                                              GError **error);

/*
 * The rules of the contract for events, in one place (gnomon-event-rules.c). They read fields of
 * GNOMON_KIND_EVENT and answer a new event that is valid, or an error that names the field.
 * Nothing is stored. `attendees` are parsed but not reconciled: each has id 0.
 */
GnomonEvent *gnomon_event_create  (const GnomonFields *fields, const GnomonEventContext *context,
                                   GError **error);
GnomonEvent *gnomon_event_update  (GnomonEvent *before, const GnomonFields *fields,
                                   const GnomonEventContext *context, GError **error);
GnomonEvent *gnomon_event_replace (GnomonEvent *before, const GnomonFields *fields,
                                   const GnomonEventContext *context, GError **error);

/* Guests who stay keep id, status and responded_at (compared by folded address); a new name wins.
 * (transfer full) (element-type GnomonAttendee): the wanted list, reconciled with what is there. */
GPtrArray   *gnomon_attendees_reconcile (GPtrArray *before, GPtrArray *wanted);

/* TRUE where the change is one that guests must hear of (RFC 5546, 2.1.4), so that SEQUENCE goes
 * up. */
gboolean     gnomon_event_is_significant_change (GnomonEvent *before, GnomonEvent *after);

/* (transfer full): the same for events that are the same in all that a file can tell
 * (gnomon-event-hash.c). */
char        *gnomon_event_hash_content (GnomonEvent *event);

G_END_DECLS
