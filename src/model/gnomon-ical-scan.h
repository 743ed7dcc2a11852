/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-ical-head.h"

G_BEGIN_DECLS

/* What a text is there for (RFC 5546, 1.4). */
typedef enum
{
  GNOMON_ICAL_METHOD_NONE, /* or to tell of its events */
  GNOMON_ICAL_METHOD_CANCEL,
  GNOMON_ICAL_METHOD_REPLY,
  GNOMON_ICAL_METHOD_ASK,  /* of guests: REFRESH, COUNTER; or of who declines that */
} GnomonIcalMethod;

/* A VEVENT in a text. */
typedef struct
{
  const char *start;
  const char *end;
  guint line;
  char *uid;               /* as it stands, unescaped by nobody; (nullable) */
  char *recurrence_line;   /* RECURRENCE-ID as it stands; (nullable) */
  char *recurrence_id;     /* which occurrence that is, in whatever zone; (nullable) */
  int sequence;
  char stamp[sizeof "20261118T094200Z"]; /* DTSTAMP; "" where there is none in this form */
  GnomonIcalMethod method; /* of its text */
  gboolean repeats;        /* it has a rule, or further dates */
  guint start_hash;        /* of DTSTART and SUMMARY as they stand: what tells events apart */
  guint summary_hash;
  gboolean shares_uid;     /* with other events: `uid` has their hashes behind it */
  int next_changed;        /* the next changed occurrence of the same series; -1: none */
  gboolean taken;          /* goes with its series, or is an older copy */
  gboolean broken;         /* never ended, or nested beyond reason */
} GnomonIcalBlock;

/* The components that are left out, by their kind: what is neither event nor time zone, mostly. */
typedef enum
{
  GNOMON_ICAL_OTHER_TODO,
  GNOMON_ICAL_OTHER_JOURNAL,
  GNOMON_ICAL_OTHER_FREEBUSY,
  GNOMON_ICAL_OTHER_UNKNOWN,
  GNOMON_ICAL_OTHER_OUTSIDE, /* an event, but in no VCALENDAR */
  GNOMON_ICAL_OTHER_INSIDE,  /* an event, but in a component of the unknown ones */
  GNOMON_ICAL_OTHER_ASKED,   /* an event of a text with GNOMON_ICAL_METHOD_ASK */
  GNOMON_ICAL_N_OTHERS,
} GnomonIcalOther;

/* @replies: (element-type GnomonIcalBlock): what guests answer, which is no event of its own */
GArray *gnomon_ical_scan (const char *data, gsize size, GnomonIcalZones *zones,
                          GnomonIcalHeadLines *head, GArray **replies, guint *n_others,
                          GError **error);

/* Lines that are not taken as they stand. */
typedef struct
{
  guint latin1;
  guint controls;          /* had some, which were left out */
} GnomonIcalLineTally;

/* gnomon-ical-block.c */
gboolean gnomon_ical_block_append (const GnomonIcalBlock *self, GString *out, gsize room,
                                   GnomonIcalLineTally *tally, GnomonIcalWarnFunc warn,
                                   gpointer user_data);

/* gnomon-ical-versions.c */
void     gnomon_ical_match_versions (GArray *blocks, GnomonIcalZones *zones, guint *n_twice,
                                     guint *n_shared);
gboolean gnomon_ical_block_is_newer (const GnomonIcalBlock *block, const GnomonIcalBlock *earlier);

G_END_DECLS
