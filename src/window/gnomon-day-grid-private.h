/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-chip-pool.h"
#include "gnomon-day-grid.h"
#include "gnomon-hours-gutter.h"
#include "gnomon-week-lanes.h"

G_BEGIN_DECLS

/* What of an event stands in a column. */
typedef struct
{
  guint occurrence;
  int column;
  GnomonSlot slot;
  GnomonWeekPlace place;
  gboolean cut_above;
  gboolean cut_below;
} GnomonDayPiece;

struct _GnomonDayGrid
{
  GtkWidget parent_instance;

  GtkWidget *gutter;
  GtkWidget *grounds[GNOMON_DAY_COLUMNS_MAX];
  GtkWidget *now_week;          /* the line over all days */
  GtkWidget *now_day;           /* the one over today */
  GtkWidget *now_mark;
  GtkWidget *cursors[2];        /* take turns, so that each move of the cursor is heard */
  GtkWidget *ghost;             /* only while something is made or moved */
  GnomonChipPool *chips;        /* one for each piece, in its order */
  GArray *pieces;               /* GnomonDayPiece, by column, then in the order of painting */

  GnomonDayColumns columns;
  GPtrArray *occurrences;
  GHashTable *calendar_names;
  GnomonViewTime time;
  GnomonSlot cursor;
  GnomonSlot ghost_slot;
  double hour_height;
  int usual_gutter;
  int cursor_index;
};

/* gnomon-day-grid-fit.c: which events are shown, and by what */
void gnomon_day_grid_fit           (GnomonDayGrid    *self);
void gnomon_day_grid_focus_instead (GtkWidget        *widget,
                                    GnomonOccurrence *gone);

G_END_DECLS
