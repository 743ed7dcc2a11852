/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-event-private.h"
#include "gnomon-zone.h"

/*
 * When an event takes place, as instants: for those who look at it from a zone of their own.
 */

/* The zone of a start or an end. A name that this system does not know any more counts as the
 * viewer's: the event stays in sight. (transfer full) */
static GTimeZone *
resolve_zone (GnomonEvent *self,
              const char  *name,
              GTimeZone   *viewer)
{
  GTimeZone *zone = NULL;

  if (self->kind == GNOMON_TIME_ZONED)
    zone = gnomon_zone_lookup (name);
  else if (self->kind == GNOMON_TIME_UTC)
    zone = gnomon_zone_lookup ("UTC");

  if (zone == NULL && viewer != NULL)
    zone = g_time_zone_ref (viewer);

  return zone;
}

/**
 * gnomon_event_get_starts_at:
 * @self: an event
 * @viewer: (nullable): the viewer's zone, in which all-day and floating events stand; %NULL is UTC
 *
 * Returns: the start in Unix seconds
 */
gint64
gnomon_event_get_starts_at (GnomonEvent *self,
                            GTimeZone   *viewer)
{
  g_autoptr (GTimeZone) zone = NULL;

  g_return_val_if_fail (GNOMON_IS_EVENT (self), 0);

  zone = resolve_zone (self, self->timezone, viewer);

  return gnomon_zone_to_instant (zone, self->start_wall);
}

/**
 * gnomon_event_get_ends_at:
 * @self: an event
 * @viewer: (nullable): the viewer's zone, in which all-day and floating events stand; %NULL is UTC
 *
 * A floating event that begins in the gap of the viewer's zone could end before it has begun; it
 * then ends at its start.
 *
 * Returns: the end in Unix seconds, exclusive, never before the start
 */
gint64
gnomon_event_get_ends_at (GnomonEvent *self,
                          GTimeZone   *viewer)
{
  g_autoptr (GTimeZone) zone = NULL;
  gint64 ends_at;

  g_return_val_if_fail (GNOMON_IS_EVENT (self), 0);

  zone = resolve_zone (self, self->end_timezone, viewer);
  ends_at = gnomon_zone_to_instant (zone, self->end_wall);

  return MAX (ends_at, gnomon_event_get_starts_at (self, viewer));
}

/**
 * gnomon_event_get_duration:
 * @self: an event
 * @viewer: (nullable): the viewer's zone; %NULL is UTC
 *
 * Returns: the minutes that go by from start to end, begun ones left out
 */
int
gnomon_event_get_duration (GnomonEvent *self,
                           GTimeZone   *viewer)
{
  gint64 seconds;

  g_return_val_if_fail (GNOMON_IS_EVENT (self), 0);

  seconds = gnomon_event_get_ends_at (self, viewer) - gnomon_event_get_starts_at (self, viewer);

  return (int) MIN (seconds / 60, G_MAXINT32);
}

/**
 * gnomon_event_is_upcoming:
 * @self: an event
 * @viewer: (nullable): the viewer's zone; %NULL is UTC
 * @now: Unix seconds
 *
 * Returns: whether its start lies ahead of @now
 */
gboolean
gnomon_event_is_upcoming (GnomonEvent *self,
                          GTimeZone   *viewer,
                          gint64       now)
{
  g_return_val_if_fail (GNOMON_IS_EVENT (self), FALSE);

  return gnomon_event_get_starts_at (self, viewer) > now;
}
