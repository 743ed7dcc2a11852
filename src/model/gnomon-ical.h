/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gnomon-event.h"
#include "gnomon-fields.h"
#include "gnomon-sink.h"
#include "gnomon-warning.h"

/*
 * iCalendar text (RFC 5545, read by libical) to fields of the model, and events to text. No other
 * file knows libical, and these know no SQL.
 */

G_BEGIN_DECLS

/* A file may have this many bytes, and this many events. */
#define GNOMON_ICAL_MAX_BYTES ((gsize) 256 * 1024 * 1024)
#define GNOMON_ICAL_MAX_EVENTS 500000

/* Lines that say together what Gnomon stores in its own terms. */
typedef enum
{
  GNOMON_ICAL_GROUP_CREATED,
  GNOMON_ICAL_GROUP_MODIFIED,
  GNOMON_ICAL_GROUP_START,
  GNOMON_ICAL_GROUP_END,   /* DTEND or DURATION, or neither */
  GNOMON_ICAL_GROUP_STATUS,
  GNOMON_ICAL_GROUP_TRANSP,
  GNOMON_ICAL_GROUP_RULE,
  GNOMON_ICAL_GROUP_EXDATES,
  GNOMON_ICAL_GROUP_RDATES,
  GNOMON_ICAL_GROUP_SEQUENCE,
  GNOMON_ICAL_GROUP_COLOR,
  GNOMON_ICAL_N_GROUPS,
} GnomonIcalGroup;

/* A VALARM. */
typedef struct
{
  GnomonReminderType type;
  int minutes_before;      /* or GNOMON_REMINDER_AT_A_TIME, which is `time` */
  gint64 time;             /* Unix seconds; 0 where it counts from the start */
} GnomonIcalAlarm;

/* A RECURRENCE-ID. */
typedef struct
{
  gboolean set;
  gboolean is_date;
  gboolean is_floating;    /* or a date */
  gboolean is_future;      /* it stands for those after it, too (RANGE=THISANDFUTURE) */
  gboolean is_range;       /* for these, or others that RFC 5545 knows no more */
  gint64 day;              /* as it is written, whatever its zone: days of gnomon-civil.h */
  gint64 wall;
  gint64 instant;          /* Unix seconds */
} GnomonIcalRecurrence;

/* One VEVENT, ready for the event rules. */
typedef struct
{
  GnomonFields *fields;    /* GNOMON_KIND_EVENT, with uid; no `attendees`, they carry no answers */
  GPtrArray *attendees;    /* (element-type GnomonAttendee): with answers */
  GArray *alarms;          /* (element-type GnomonIcalAlarm): beyond the one in the fields */
  int sequence;
  gint64 created_at;       /* Unix seconds; 0: not told */
  gint64 updated_at;       /* LAST-MODIFIED, else DTSTAMP; 0: not told */
  gint64 stamp;            /* DTSTAMP; 0: not told */
  char *extra;             /* what Gnomon does not know, as unfolded content lines */
  GPtrArray *changed;      /* (element-type GnomonIcalEvent) (nullable): the changed occurrences */
  GnomonIcalRecurrence recurrence; /* of a changed occurrence: which one it is */
  char *text;              /* the same: its lines as the file has them; else NULL */
  guint n_older;           /* of these, left out in making the event: older versions of others */
  char *unfollowed;        /* why a rule or dates of it are kept, but not followed; (nullable) */
  char *originals[GNOMON_ICAL_N_GROUPS]; /* lines of the file, each with its end; NULL: none */
} GnomonIcalEvent;

void         gnomon_ical_event_free    (GnomonIcalEvent *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomonIcalEvent, gnomon_ical_event_free)

/* Reads a stream to its end, and no more than an import takes; blocks. */
GBytes              *gnomon_ical_load                (GInputStream *stream,
                                                      GCancellable *cancellable, GError **error);

/* Reads a text event by event, so that a file of any size needs no more memory than its own. */
typedef struct _GnomonIcalReader GnomonIcalReader;

GnomonIcalReader    *gnomon_ical_reader_new          (GBytes *text, GError **error);
/* (transfer full) (nullable): NULL at the end */
GnomonIcalEvent     *gnomon_ical_reader_next         (GnomonIcalReader *self);
void                 gnomon_ical_reader_warn         (GnomonIcalReader *self,
                                                      GnomonIcalEvent *event,
                                                      GnomonWarning *warning);
/* (transfer none) (element-type GnomonWarning): whole once next() gave NULL */
GPtrArray           *gnomon_ical_reader_get_warnings (GnomonIcalReader *self);
/* in components */
void                 gnomon_ical_reader_get_progress (GnomonIcalReader *self, guint *done,
                                                      guint *total);
void                 gnomon_ical_reader_free         (GnomonIcalReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomonIcalReader, gnomon_ical_reader_free)

/* (element-type GnomonIcalEvent). What cannot be read is left out with a warning in @warnings
 * (element-type utf8) that names it; only what is no iCalendar at all is an error. */
GPtrArray *gnomon_ical_parse      (GBytes *text, GPtrArray *warnings, GError **error);

/* (element-type GnomonEvent) to a VCALENDAR. */
char      *gnomon_ical_write      (GPtrArray *events);

/* A calendar of which all events are written. */
typedef struct
{
  const char *name;
  const char *color;       /* a palette name, or #rrggbb */
  const char *head;        /* lines that it keeps of a file (gnomon-ical-head.h); "": none */
} GnomonIcalCalendar;

/* The same, piece by piece. @calendar: (nullable): NULL: the events are not just one's */
gboolean   gnomon_ical_write_to   (GPtrArray *events, const GnomonIcalCalendar *calendar,
                                   const GnomonSink *sink, GError **error);

#define GNOMON_TYPE_IMPORT (gnomon_import_get_type ())

/* What an import did. */
G_DECLARE_FINAL_TYPE (GnomonImport, gnomon_import, GNOMON, IMPORT, GObject)

GnomonImport       *gnomon_import_new          (guint added, guint updated, guint skipped,
                                                GPtrArray *warnings);
guint               gnomon_import_get_added    (GnomonImport *self);
guint               gnomon_import_get_updated  (GnomonImport *self);
guint               gnomon_import_get_skipped  (GnomonImport *self);
const char * const *gnomon_import_get_warnings (GnomonImport *self);

G_END_DECLS
