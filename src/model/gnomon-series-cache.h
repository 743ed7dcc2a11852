/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-db.h"
#include "gnomon-occurrence.h"
#include "gnomon-series.h"

/*
 * The series of a database, compiled, with what views draw of them: kept from one range to the
 * next, and dropped when the change log says so. A cache belongs to a connection and its thread.
 */

G_BEGIN_DECLS

typedef struct _GnomonSeriesCache GnomonSeriesCache;

typedef struct
{
  gint64 event_id;
  gint64 calendar_id;
  GnomonSeries *series;
  char *title;
  char *location;
  const char *color;         /* interned; "" where it has the calendar's */
  GnomonEventType event_type;
  GnomonEventStatus status;
  GnomonOccurrenceFlags flags;
  gboolean all_day;
} GnomonSeriesEntry;

GnomonSeriesCache *gnomon_series_cache_new  (void);
void               gnomon_series_cache_free (GnomonSeriesCache *self);

/* At the begin of each read: drops what has changed since the last one. */
gboolean           gnomon_series_cache_sync (GnomonSeriesCache *self, GnomonDb *db, GError **error);

/* (transfer none): valid until the next sync; NULL with error. */
const GnomonSeriesEntry *gnomon_series_cache_get (GnomonSeriesCache *self, GnomonDb *db,
                                                  gint64 event_id, GError **error);

/* Adds to @ids (gint64) the series that may have an occurrence in [from, to), Unix seconds. */
gboolean           gnomon_series_find_candidates (GnomonDb *db, gint64 from, gint64 to, GArray *ids,
                                                  GError **error);
/* The same: what the table's bounds are compared with. */
void               gnomon_series_get_candidate_bounds (gint64 from, gint64 to, gint64 *lowest_last,
                                                       gint64 *highest_first);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomonSeriesCache, gnomon_series_cache_free)

G_END_DECLS
