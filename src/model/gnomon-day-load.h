/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-store.h"

/*
 * How full days are: what a map of a year shows.
 */

G_BEGIN_DECLS

typedef struct
{
  guint n_events;            /* how many touch the day */
  int busy_seconds;          /* of the day's hours, each counted once */
} GnomonDayLoad;

/* @n_days days from @first_day, a civil day in the viewer's zone, into @loads. */
gboolean gnomon_store_read_day_loads (GnomonStore *self, gint64 first_day, guint n_days,
                                      gboolean visible_only, GnomonDayLoad *loads, GError **error);

G_END_DECLS
