/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-page.h"
#include "gnomon-series-cache.h"

/*
 * Lists of events by a filter: the filter in the store's terms (gnomon-store-query.c), what it
 * finds (gnomon-store-matches.c), and the lists made of that (gnomon-store-lists.c).
 */

G_BEGIN_DECLS

/* A filter that was found right. */
typedef struct
{
  gboolean has_from, has_to;
  gint64 from_day, to_day;   /* civil days in the viewer's zone; to_day is exclusive */
  gboolean upcoming;
  int event_type;            /* -1: any */
  int status;                /* -1: any */
  gboolean has_calendar;
  gint64 calendar_id;
  char *needle;              /* folded; NULL: any */
  char *attendee;            /* folded; NULL: any */
  gboolean ascending;
  gboolean expand;           /* each occurrence by itself; else a series stands once */
  GnomonPage page;
} GnomonQuery;

/* What was found: an event, a series by its first start, or an occurrence. */
typedef struct
{
  gint64 starts_at;
  gint64 event_id;           /* of an occurrence that of its series */
  gint64 row_id;             /* of an override its own, else event_id */
  gboolean floating;         /* its partition of span */
  gboolean is_instance;      /* of a series, by its pattern: @key and @end_wall are set */
  gint64 key;
  gint64 end_wall;
} GnomonMatch;

/* A query as it runs. */
typedef struct
{
  GnomonDb *db;
  GnomonSeriesCache *series;
  const GnomonQuery *query;
  GTimeZone *viewer;
  gint64 now;
  GArray *candidates;        /* gint64, ascending: the rows that can have the needle; NULL: any */
  GBytes *candidate_set;     /* the same for gnomon_statement_bind_ids() */
  gboolean is_full;          /* the first partition filled the page: */
  gint64 last;               /*   nothing behind this instant is on it */
  GArray *matches;           /* GnomonMatch */
  gint64 bound;              /* of occurrences, what starts later is on no page any more, */
  gint64 low_bound;          /*   and what starts sooner than this is on none */
} GnomonSearch;

gboolean gnomon_query_init  (GnomonQuery *query, const GnomonFields *filter, GError **error);
void     gnomon_query_clear (GnomonQuery *query);

/* Fills @matches with all that can be on the page, sorted. In a read. */
gboolean gnomon_search_find (GnomonSearch *search, GError **error);

/* For those who expand by themselves: the rows that pass, whether their series recurs into the
 * range or not: single events, series and overrides. */
gboolean gnomon_search_find_rows (GnomonSearch *search, GError **error);

/* A page of all there is. */
#define GNOMON_PAGE_WHOLE(behind) \
  ((GnomonPage) { .limited = TRUE, .limit = G_MAXINT / 4, .offset = (behind) })

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GnomonQuery, gnomon_query_clear)

G_END_DECLS
