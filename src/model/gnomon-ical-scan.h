/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-ical-private.h"

G_BEGIN_DECLS

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
  gboolean is_cancelled;   /* its text is there to cancel what it has (RFC 5546, 3.2.5) */
  gboolean repeats;        /* it has a rule, or further dates */
  guint start_hash;        /* of DTSTART and SUMMARY as they stand: what tells events apart */
  guint summary_hash;
  gboolean shares_uid;     /* with other events: `uid` has their hashes behind it */
  int next_changed;        /* the next changed occurrence of the same series; -1: none */
  gboolean taken;          /* goes with its series, or is an older copy */
  gboolean broken;         /* never ended, or nested beyond reason */
} GnomonIcalBlock;

/* The components that are left out, being neither events nor time zones, by their kind. */
typedef enum
{
  GNOMON_ICAL_OTHER_TODO,
  GNOMON_ICAL_OTHER_JOURNAL,
  GNOMON_ICAL_OTHER_FREEBUSY,
  GNOMON_ICAL_OTHER_UNKNOWN,
  GNOMON_ICAL_OTHER_OUTSIDE, /* an event, but in no VCALENDAR */
  GNOMON_ICAL_N_OTHERS,
} GnomonIcalOther;

GArray *gnomon_ical_scan (const char *data, gsize size, GnomonIcalZones *zones, guint *n_others,
                          GError **error);

/* gnomon-ical-versions.c */
void     gnomon_ical_match_versions (GArray *blocks, GnomonIcalZones *zones, guint *n_twice,
                                     guint *n_shared);
gboolean gnomon_ical_block_is_newer (const GnomonIcalBlock *block, const GnomonIcalBlock *earlier);

G_END_DECLS
