/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-lanes.h"

/*
 * Where the events of one day stand beside and over each other, as plain arithmetic. Places are
 * parts of the day's width, from its leading side.
 */

G_BEGIN_DECLS

typedef struct
{
  gint64 start;           /* wall seconds */
  gint64 end;             /* exclusive; as long as it is drawn, where that is longer */
  GnomonLaneRank rank;
  gboolean slim;          /* what does not take place needs half a lane: declined, cancelled */
} GnomonWeekItem;

typedef struct
{
  guint item;             /* which one it is */
  double start;
  double end;
  double own_end;         /* later events may lie over what is beyond */
  gboolean covered;       /* and some do */
} GnomonWeekPlace;

void gnomon_week_lanes_place (const GnomonWeekItem *items,
                              guint                 n_items,
                              GnomonWeekPlace      *places);

G_END_DECLS
