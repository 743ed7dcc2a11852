/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-event.h"
#include "gnomon-rule.h"

/*
 * A series: which occurrences an event has that repeats (RFC 5545, 3.8.5).
 *
 * Its starts are DTSTART, which always counts, those of the rule, and the RDATEs, without those
 * that an EXDATE takes out or that stand in an override of their own. Each is known by its key:
 * the start that the pattern gives, in wall seconds of the series' zone (midnight when all-day).
 * The key stays when an occurrence is moved, and is what RECURRENCE-ID says of it.
 *
 * What the RFC leaves to us:
 *  - An occurrence ends by the clock on the wall as the first one does. A night shift from 22:00 to
 *    06:00 ends at 06:00 also where the clock was set in between, as the people at work see it.
 *  - A start in the gap of a clock put forward comes as much later (3.3.5); where it would then
 *    stand on another start of the series, there is one occurrence and not two. The end of one
 *    that was moved past its end comes after the length that the first occurrence has.
 *  - A start that the clock shows twice is the first of both.
 *  - EXDATEs are compared as instants, so that one in UTC takes out what one with a zone does. One
 *    that is a date takes out all that starts on that day.
 *
 * Nothing in here allocates for each occurrence, and a series is never written down as a list.
 */

G_BEGIN_DECLS

/* Immutable, atomically counted. */
typedef struct _GnomonSeries GnomonSeries;

/* What a series is made of. Texts are those of the event; borrowed. */
typedef struct
{
  GnomonTimeKind kind;
  gint64 start_wall;
  gint64 end_wall;
  const char *timezone;
  const char *end_timezone;
  const char *rrule;
  const char * const *exdate;
  const char * const *rdate;
  const char * const *overridden;  /* the recurrence ids of its overrides */
} GnomonSeriesTerms;

/* An occurrence. */
typedef struct
{
  gint64 key;
  gint64 start;            /* Unix seconds; wall seconds where the series follows the viewer */
  gint64 end;              /* exclusive; the same */
  gint64 end_wall;         /* exclusive, in the zone of the end */
} GnomonInstance;

#define GNOMON_RECURRENCE_ID_LENGTH 20

/* More occurrences of one series than this are not told of one range. */
#define GNOMON_SERIES_MAX_EXPANDED 20000

GnomonSeries *gnomon_series_new               (const GnomonSeriesTerms *terms);
/* with its overrides, where it is in the full form */
GnomonSeries *gnomon_series_new_for_event     (GnomonEvent *event);
GnomonSeries *gnomon_series_new_bare          (GnomonEvent *event);
void          gnomon_series_free             (GnomonSeries *self);

/* floating or of whole days: instances are in wall seconds */
gboolean      gnomon_series_follows_viewer    (GnomonSeries *self);
/* (nullable): NULL where it follows the viewer */
GTimeZone    *gnomon_series_get_zone          (GnomonSeries *self);
/* Unix seconds, for @viewer, of a time as an instance has it */
gint64        gnomon_series_to_instant        (GnomonSeries *self, GTimeZone *viewer, gint64 time);
/* of DTSTART, as an instance has it */
gint64        gnomon_series_get_start         (GnomonSeries *self);

/* Bounds in wall seconds, whatever is taken out: no start lies before the one, no end after the
 * other, which is G_MAXINT64 where there is none. */
void          gnomon_series_get_bounds        (GnomonSeries *self, gint64 *first, gint64 *last);

/* Walks through the occurrences whose key is @from_key or later; on the stack. */
typedef struct
{
  GnomonSeries *series;
  GnomonRuleIter rule;
  gint64 next_of_rule;     /* G_MAXINT64: no more */
  guint next_extra;
} GnomonSeriesIter;

void          gnomon_series_iter_init         (GnomonSeriesIter *iter, GnomonSeries *series,
                                               gint64 from_key);
gboolean      gnomon_series_iter_next         (GnomonSeriesIter *iter, GnomonInstance *instance);

/* FALSE ends it. */
typedef gboolean (*GnomonInstanceFunc) (const GnomonInstance *instance, gpointer user_data);

/* What overlaps [from, to) for @viewer, in Unix seconds; in the order of the keys. FALSE where
 * there is more than GNOMON_SERIES_MAX_EXPANDED. */
gboolean      gnomon_series_expand            (GnomonSeries *self, GTimeZone *viewer, gint64 from,
                                               gint64 to, GnomonInstanceFunc func,
                                               gpointer user_data);
gboolean      gnomon_series_overlaps          (GnomonSeries *self, GTimeZone *viewer, gint64 from,
                                               gint64 to);

/* The first that starts at @from or later for @viewer; FALSE where there is none. */
gboolean      gnomon_series_find_next         (GnomonSeries *self, GTimeZone *viewer, gint64 from,
                                               GnomonInstance *instance);
/* The one with that key; FALSE where there is none, or where it is overridden. */
gboolean      gnomon_series_find              (GnomonSeries *self, gint64 key,
                                               GnomonInstance *instance);
/* Whether the pattern has that key, also where an override stands for it; an EXDATE counts. */
gboolean      gnomon_series_has_key           (GnomonSeries *self, gint64 key);

/* Keys as the contract writes them: YYYY-MM-DDTHH:MM:SS, or a date alone when all-day. */
void          gnomon_series_format_key        (gboolean all_day, gint64 key,
                                               char id[GNOMON_RECURRENCE_ID_LENGTH]);
gboolean      gnomon_series_parse_key         (gboolean all_day, const char *id, gint64 *key);

/* A value of EXDATE or RDATE, without a period's second half, as a key of a series of that zone;
 * @is_day where it is a date in a series that has times. FALSE where it is none. */
gboolean      gnomon_series_parse_value       (const char *value, gboolean all_day, GTimeZone *zone,
                                               gint64 *key, gboolean *is_day);
/* (transfer full): a key as such a value. */
char         *gnomon_series_format_value      (gboolean all_day, gint64 key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomonSeries, gnomon_series_free)

G_END_DECLS
