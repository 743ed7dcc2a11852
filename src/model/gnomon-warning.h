/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-attendee.h"
#include "gnomon-error.h"

/*
 * What a calendar file has that cannot be taken as it is. A warning is what it is of and what it
 * tells, of which gnomon-warning.c makes the English sentence of the bus; whoever speaks another
 * language makes one of his own.
 */

G_BEGIN_DECLS

typedef enum
{
  /* Of one event. */
  GNOMON_WARNING_NO_VALUE,          /* value: the property */
  GNOMON_WARNING_NO_PROPERTY,       /* value: the line, or how it begins */
  GNOMON_WARNING_SECOND_LINE,       /* value: the property */
  GNOMON_WARNING_LARGE_LINE,        /* value: the property */
  GNOMON_WARNING_BAD_STAMP,
  GNOMON_WARNING_BAD_START,
  GNOMON_WARNING_BAD_END,
  GNOMON_WARNING_BAD_DURATION,
  GNOMON_WARNING_END_BEFORE_START,
  GNOMON_WARNING_ZONE_BY_RULES,     /* value: the TZID */
  GNOMON_WARNING_ZONE_UNKNOWN,      /* value: the TZID */
  GNOMON_WARNING_ZONE_DIFFERS,      /* value: the TZID; other: the zone that was taken */
  GNOMON_WARNING_MANY_ALARMS,       /* value: how many there may be */
  GNOMON_WARNING_MANY_GUESTS,       /* value: how many there may be */
  GNOMON_WARNING_LARGE_EVENT,
  GNOMON_WARNING_LARGE_CHANGED,
  GNOMON_WARNING_BROKEN,
  GNOMON_WARNING_TWICE,
  GNOMON_WARNING_REFUSED,           /* refusal: what the event rules say */
  GNOMON_WARNING_UNFOLLOWED,        /* value: what the event rules say of its repetition */
  GNOMON_WARNING_BAD_ANSWER,        /* value: why it is none */

  /* Of what a guest answers: value: his address; status, or who answers in his place. */
  GNOMON_WARNING_ANSWER,
  GNOMON_WARNING_ANSWER_TO_UNKNOWN,
  GNOMON_WARNING_ANSWER_TO_NO_OCCURRENCE,
  GNOMON_WARNING_ANSWER_OF_NO_GUEST,
  GNOMON_WARNING_ANSWER_OLDER,
  GNOMON_WARNING_ANSWER_OUTDATED,
  GNOMON_WARNING_ANSWER_NOT_COUNTED,

  /* Of the whole file: number. */
  GNOMON_WARNING_N_FURTHER,
  GNOMON_WARNING_N_OLDER,
  GNOMON_WARNING_N_SHARED,
  GNOMON_WARNING_N_POINTS,
  GNOMON_WARNING_N_UNTITLED,
  GNOMON_WARNING_N_SHORTENED,
  GNOMON_WARNING_N_RANGES,
  GNOMON_WARNING_N_UNFOLLOWED,
  GNOMON_WARNING_N_GUESTS_TWICE,
  GNOMON_WARNING_N_REPEATED,
  GNOMON_WARNING_N_TASKS,
  GNOMON_WARNING_N_JOURNALS,
  GNOMON_WARNING_N_BUSY_TIMES,
  GNOMON_WARNING_N_ASKED,
  GNOMON_WARNING_N_OUTSIDE,
  GNOMON_WARNING_N_INSIDE,
  GNOMON_WARNING_N_COMPONENTS,
  GNOMON_WARNING_N_LATIN1,
  GNOMON_WARNING_N_CONTROLS,
  GNOMON_WARNING_N_HEAD_LINES,      /* value: their first properties; other: the room in KiB */
} GnomonWarningKind;

#define GNOMON_N_WARNINGS (GNOMON_WARNING_N_HEAD_LINES + 1)

typedef struct
{
  GnomonWarningKind kind;
  char *title;             /* what an answer calls its event; NULL: nothing */
  char *uid;               /* of the event; NULL: it has none, or the warning is of the file */
  guint line;              /* where an event without UID stands; 0 */
  guint number;            /* how many, where it is of the file */
  char *value;             /* NULL where its kind has none */
  char *other;             /* NULL where its kind has none */
  GError *refusal;         /* NULL where its kind has none */

  GnomonAttendeeStatus status; /* of an answer */
  gboolean is_delegated;   /* it is that of others */
  char *delegates;         /* theirs are the addresses; NULL: these are not told */
} GnomonWarning;

GnomonWarning *gnomon_warning_new         (GnomonWarningKind    kind,
                                           const char          *value,
                                           const char          *other);
GnomonWarning *gnomon_warning_new_count   (GnomonWarningKind    kind,
                                           guint                number);
GnomonWarning *gnomon_warning_new_refusal (const GError        *refusal);
void           gnomon_warning_free        (GnomonWarning       *self);
char          *gnomon_warning_format      (const GnomonWarning *self);
/* (element-type GnomonWarning): (transfer full): NULL-terminated */
char         **gnomon_warnings_format_all (GPtrArray           *warnings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomonWarning, gnomon_warning_free)

G_END_DECLS
