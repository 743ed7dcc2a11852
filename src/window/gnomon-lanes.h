/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-describe.h"

/*
 * Lanes: where the events of a row of days stand, as plain arithmetic. A row has up to
 * GNOMON_LANES_MAX_DAYS columns, one a day, and lines that are counted from the top. Packing
 * gives each event a line; fitting says what of it can be shown where the height ends.
 */

G_BEGIN_DECLS

#define GNOMON_LANES_MAX_DAYS 7

typedef enum
{
  GNOMON_LANE_FIRM,
  GNOMON_LANE_MAYBE,
  GNOMON_LANE_DECLINED,
} GnomonLaneRank;

typedef struct
{
  gint64 start;           /* wall seconds: what the order goes by */
  gint64 end;
  int first_day;          /* the columns it covers, both inclusive */
  int last_day;
  GnomonLaneRank rank;
  gboolean bar;           /* lies over its columns; else it is a line in its first one */
  gboolean finished;      /* stands behind what is still to come: set where the day is today */
} GnomonLaneItem;

/* A run of neighbouring columns in which an item is shown. */
typedef struct
{
  guint item;
  int line;
  int first_day;
  int last_day;
} GnomonLanePiece;

GnomonLaneRank gnomon_lanes_get_rank (GnomonOccurrence *occurrence);

void gnomon_lanes_pack (const GnomonLaneItem *items,
                        guint                 n_items,
                        int                  *lines);
void gnomon_lanes_fit  (const GnomonLaneItem *items,
                        const int            *lines,
                        guint                 n_items,
                        int                   n_lines,
                        GArray               *pieces,
                        guint                 more[GNOMON_LANES_MAX_DAYS]);
void gnomon_lanes_sort_pieces (GArray *pieces);

G_END_DECLS
