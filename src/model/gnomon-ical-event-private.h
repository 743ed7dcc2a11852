/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libical/ical.h>

#include "gnomon-ical-private.h"

/*
 * The state while one VEVENT is read: gnomon-ical-event.c sorts its lines and reads its values,
 * gnomon-ical-people.c its guests; gnomon-ical-times.c settles when it is, gnomon-ical-alarms.c
 * what rings.
 */

G_BEGIN_DECLS

/* How far an alarm may be from its event, and how long an event may last, before it is nonsense. */
#define GNOMON_ICAL_MAX_SPAN (G_GINT64_CONSTANT (100) * 366 * GNOMON_DAY_SECONDS)

#define GNOMON_ICAL_MAX_ALARMS 50

/* The properties that Gnomon knows, in the order of their names. */
typedef enum
{
  GNOMON_ICAL_NAME_ATTENDEE,
  GNOMON_ICAL_NAME_COLOR,
  GNOMON_ICAL_NAME_CREATED,
  GNOMON_ICAL_NAME_DESCRIPTION,
  GNOMON_ICAL_NAME_DTEND,
  GNOMON_ICAL_NAME_DTSTAMP,
  GNOMON_ICAL_NAME_DTSTART,
  GNOMON_ICAL_NAME_DURATION,
  GNOMON_ICAL_NAME_EXDATE,
  GNOMON_ICAL_NAME_LAST_MODIFIED,
  GNOMON_ICAL_NAME_LOCATION,
  GNOMON_ICAL_NAME_ORGANIZER,
  GNOMON_ICAL_NAME_RDATE,
  GNOMON_ICAL_NAME_RECURRENCE_ID,
  GNOMON_ICAL_NAME_RRULE,
  GNOMON_ICAL_NAME_SEQUENCE,
  GNOMON_ICAL_NAME_STATUS,
  GNOMON_ICAL_NAME_SUMMARY,
  GNOMON_ICAL_NAME_TRANSP,
  GNOMON_ICAL_NAME_UID,
  GNOMON_ICAL_NAME_URL,
  GNOMON_ICAL_NAME_OWN_COLOR,
  GNOMON_ICAL_NAME_OWN_EVENT_TYPE,
  GNOMON_ICAL_NAME_OWN_POINT,
  GNOMON_ICAL_NAME_OWN_UNTITLED,
} GnomonIcalName;

/* A DTSTART or its like. Floating times and dates have neither zone nor name. */
typedef struct
{
  gboolean set;
  gboolean is_date;
  gint64 wall;
  const char *zone_name;
  GTimeZone *zone;         /* NULL: UTC, floating, date */
} GnomonIcalMoment;

typedef struct
{
  GnomonIcalEvent *event;
  GnomonIcalZones *zones;
  GnomonIcalTally *tally;
  GnomonIcalWarnFunc warn;
  gpointer user_data;

  GString *extra;
  GString *further;        /* lines beyond the one that counts; NULL: none yet */
  guint32 seen;            /* bit n: known_lines[n] was met */
  GPtrArray *alarms;       /* the text of each VALARM */
  GPtrArray *dates;        /* EXDATE and RDATE lines */
  GHashTable *addresses;   /* of the guests so far, folded; NULL: none yet */
  gboolean guests_cut;
  GString *originals[GNOMON_ICAL_N_GROUPS]; /* NULL: none so far */
  guint dropped_originals; /* bit n: group n cannot be kept */
  GPtrArray *defined_zones; /* (element-type GnomonIcalZone): in `extra` already; NULL: none */
  char *recurrence_id;

  GnomonIcalMoment start;
  GnomonIcalMoment end;
  gboolean has_duration;
  gint64 duration_days;
  gint64 duration_seconds;
  GnomonEventType event_type;
  gboolean has_event_type;
  gint64 stamp;            /* DTSTAMP in Unix seconds; 0: not told */
} GnomonIcalEventReader;

/* @value, @other: (nullable): what the kind says of it */
void   gnomon_ical_event_reader_warn        (GnomonIcalEventReader *self, GnomonWarningKind kind,
                                             const char *value, const char *other);
/* Whether a line has a value; warns of one that has none and says nothing without. */
gboolean gnomon_ical_event_reader_check_value (GnomonIcalEventReader *self,
                                               const GnomonIcalLine  *line);

/* Keeps a line in `extra`; or one more of a property that is there already; or only the
 * parameters of a line, where it has any. */
void   gnomon_ical_event_reader_keep         (GnomonIcalEventReader *self, const char *text,
                                              gsize length);
void   gnomon_ical_event_reader_keep_further (GnomonIcalEventReader *self, const char *text,
                                              gsize length);
void   gnomon_ical_event_reader_keep_params  (GnomonIcalEventReader *self,
                                              const GnomonIcalLine  *line);

/* gnomon-ical-event-values.c: a line of a property that an event has once, and which of them it
 * is. FALSE where it says nothing, so that another one counts. */
gboolean gnomon_ical_read_value (GnomonIcalEventReader *self, const GnomonIcalLine *line,
                                 GnomonIcalName name, gboolean is_first);

/* Keeps a line of a group as it stands. */
void   gnomon_ical_event_reader_keep_original (GnomonIcalEventReader *self, GnomonIcalGroup group,
                                               const GnomonIcalLine *line);

/* gnomon-ical-people.c */
void   gnomon_ical_read_attendee            (GnomonIcalEventReader *self,
                                             const GnomonIcalLine *line, const char *text,
                                             gsize length);
void   gnomon_ical_read_organizer           (GnomonIcalEventReader *self,
                                             const GnomonIcalLine *line, const char *text,
                                             gsize length);

/* gnomon-ical-times.c */
void   gnomon_ical_read_moment              (GnomonIcalEventReader *self,
                                             const GnomonIcalLine *line, GnomonIcalMoment *moment);
void   gnomon_ical_recurrence_init          (GnomonIcalRecurrence   *recurrence,
                                             const GnomonIcalLine   *line,
                                             const GnomonIcalMoment *moment);
gint64 gnomon_ical_moment_to_instant        (const GnomonIcalMoment *moment);
gint64 gnomon_ical_duration_seconds         (struct icaldurationtype duration, gboolean with_days);
void   gnomon_ical_settle_times             (GnomonIcalEventReader *self);
void   gnomon_ical_settle_dates             (GnomonIcalEventReader *self);

/* gnomon-ical-alarms.c */
void   gnomon_ical_settle_alarms            (GnomonIcalEventReader *self);

G_END_DECLS
