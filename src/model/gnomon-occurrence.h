/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-event.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_OCCURRENCE (gnomon_occurrence_get_type ())

/*
 * One occurrence of an event in a range: what a view draws, without loading the event. Start and
 * end are resolved for the viewer's zone that the store has.
 */
G_DECLARE_FINAL_TYPE (GnomonOccurrence, gnomon_occurrence, GNOMON, OCCURRENCE, GObject)

typedef enum
{
  GNOMON_OCCURRENCE_RECURRING = 1 << 0,
  GNOMON_OCCURRENCE_GUESTS = 1 << 1,
  GNOMON_OCCURRENCE_BUSY = 1 << 2,
} GnomonOccurrenceFlags;

/* The same as a plain value, for those who keep little of it (gnomon_store_foreach_span()). */
typedef struct
{
  gint64 event_id;           /* of an occurrence that of its series */
  gint64 row_id;             /* whose guests and text it has: an override's own, else event_id */
  gint64 calendar_id;
  gint64 starts_at;          /* Unix seconds */
  gint64 ends_at;            /* exclusive */
  gboolean floating;
  gint64 start;              /* as stored: Unix seconds, or wall seconds where @floating */
  gint64 end;
  const char *recurrence_id;
  const char *title;
  const char *location;
  const char *color;         /* the event's, else its calendar's */
  GnomonEventType event_type;
  GnomonEventStatus status;
  int own_answer;            /* GnomonAttendeeStatus; -1: the user is no guest */
  gboolean all_day;
  GnomonOccurrenceFlags flags;
} GnomonSpan;

/* @span and its strings are the caller's, until this returns. FALSE: nothing more is wanted. */
typedef gboolean (*GnomonSpanFunc) (const GnomonSpan *span, gpointer user_data);

/* Whether it is to be told at all. Of a series it is asked once, before that is expanded, and the
 * times and the recurrence id of @span say nothing yet. */
typedef gboolean (*GnomonSpanFilterFunc) (const GnomonSpan *span, gpointer user_data);

/* Whether it is busy and takes place. What the user declined is not looked at. */
gboolean              gnomon_span_is_busy                 (const GnomonSpan *span);

gint64                gnomon_occurrence_get_event_id      (GnomonOccurrence *self);
const char           *gnomon_occurrence_get_recurrence_id (GnomonOccurrence *self);
gint64                gnomon_occurrence_get_calendar_id   (GnomonOccurrence *self);
/* Unix seconds */
gint64                gnomon_occurrence_get_starts_at     (GnomonOccurrence *self);
gint64                gnomon_occurrence_get_ends_at       (GnomonOccurrence *self); /* exclusive */
/* wall seconds in the viewer's zone */
gint64                gnomon_occurrence_get_start_wall    (GnomonOccurrence *self);
gint64                gnomon_occurrence_get_end_wall      (GnomonOccurrence *self); /* exclusive */
/* Unix seconds; as a range is read */
gboolean              gnomon_occurrence_touches           (GnomonOccurrence *self, gint64 from,
                                                           gint64 to);
gboolean              gnomon_occurrence_is_all_day        (GnomonOccurrence *self);
const char           *gnomon_occurrence_get_title         (GnomonOccurrence *self);
const char           *gnomon_occurrence_get_location      (GnomonOccurrence *self);
/* the event's, else its calendar's: palette name or #rrggbb */
const char           *gnomon_occurrence_get_color         (GnomonOccurrence *self);
GnomonEventType       gnomon_occurrence_get_event_type    (GnomonOccurrence *self);
GnomonEventStatus     gnomon_occurrence_get_status        (GnomonOccurrence *self);
/* FALSE: the user is no guest of it */
gboolean              gnomon_occurrence_get_own_answer    (GnomonOccurrence *self,
                                                           GnomonAttendeeStatus *status);
GnomonOccurrenceFlags gnomon_occurrence_get_flags         (GnomonOccurrence *self);
/* would be drawn the same */
gboolean              gnomon_occurrence_equal             (GnomonOccurrence *a,
                                                           GnomonOccurrence *b);

G_END_DECLS
