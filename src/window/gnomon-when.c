/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-when.h"

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-format.h"
#include "gnomon-zone.h"

/**
 * gnomon_when_get_today:
 * @store: whose viewer it is
 *
 * Returns: the civil day that it is now
 */
gint64
gnomon_when_get_today (GnomonStore *store)
{
  gint64 now = gnomon_clock_get_now (gnomon_store_get_clock (store));

  return gnomon_civil_day_of_wall (
    gnomon_zone_to_wall (gnomon_store_get_viewer_zone (store), now));
}

/**
 * gnomon_when_format_event:
 * @store: whose viewer it is
 * @event: an event, or an occurrence
 *
 * Returns: (transfer full): as in "Wednesday 18 November, 10:30–11:30"
 */
char *
gnomon_when_format_event (GnomonStore *store,
                          GnomonEvent *event)
{
  GTimeZone *viewer = gnomon_store_get_viewer_zone (store);
  gint64 start = gnomon_zone_to_wall (viewer, gnomon_event_get_starts_at (event, viewer));
  gint64 end = gnomon_zone_to_wall (viewer, gnomon_event_get_ends_at (event, viewer));

  return gnomon_format_when (start, end, gnomon_event_is_all_day (event),
                             gnomon_when_get_today (store), gnomon_format_get_hours ());
}

/**
 * gnomon_when_format_instant:
 * @store: whose viewer it is
 * @instant: Unix seconds
 *
 * Returns: (transfer full): as in "Tue 24 Nov, 14:30"
 */
char *
gnomon_when_format_instant (GnomonStore *store,
                            gint64       instant)
{
  gint64 wall = gnomon_zone_to_wall (gnomon_store_get_viewer_zone (store), instant);
  g_autofree char *date = gnomon_format_date_brief (gnomon_civil_day_of_wall (wall),
                                                    gnomon_when_get_today (store));
  g_autofree char *time = gnomon_format_time (wall, gnomon_format_get_hours ());

  /* Translators: a date, then a time. */
  return g_strdup_printf (_("%s, %s"), date, time);
}
