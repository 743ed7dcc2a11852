/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gnomon-describe.h"
#include "gnomon-search-hit.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_SEARCH_ROW (gnomon_search_row_get_type ())

/* What search found: the heading of its section, where it is the first; when, what and where. */
G_DECLARE_FINAL_TYPE (GnomonSearchRow, gnomon_search_row, GNOMON, SEARCH_ROW, GtkBox)

/* What a row has to know besides its hit. */
typedef struct
{
  const char *needle;           /* folded: it is marked */
  const char *calendar_name;    /* (nullable) */
  const char *calendar_color;   /* (nullable): where the event has none of its own */
  const char * const *own_addresses;
  GTimeZone *zone;
  const GnomonViewTime *time;
  gboolean narrow;
} GnomonSearchRowContext;

GtkWidget       *gnomon_search_row_new      (void);
void             gnomon_search_row_set_hit  (GnomonSearchRow              *self,
                                             GnomonSearchHit              *hit,
                                             const GnomonSearchRowContext *context);
GnomonSearchHit *gnomon_search_row_get_hit  (GnomonSearchRow              *self);
GtkWidget       *gnomon_search_row_get_line (GnomonSearchRow              *self);

G_END_DECLS
