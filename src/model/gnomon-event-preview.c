/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-event-private.h"

/*
 * The rules of the contract for who has not decided yet: an editor judges by them while one types.
 */

/**
 * gnomon_event_preview:
 * @before: (nullable): the event as it is; %NULL for a new one
 * @fields: of %GNOMON_KIND_EVENT: what is to become of it
 * @now: Unix seconds
 * @viewer: (nullable): the viewer's zone; %NULL for UTC
 * @viewer_name: the zone's IANA name
 * @error: return location for a #GError
 *
 * Makes the event as the operation to create it, or to update @before, would store it. Nothing is
 * stored, and whether the calendar is there is not looked at.
 *
 * Errors: %GNOMON_ERROR_INVALID_ARGUMENT, %GNOMON_ERROR_LIMIT_EXCEEDED, naming the field.
 *
 * Returns: (transfer full) (nullable): the event
 */
GnomonEvent *
gnomon_event_preview (GnomonEvent         *before,
                      const GnomonFields  *fields,
                      gint64               now,
                      GTimeZone           *viewer,
                      const char          *viewer_name,
                      GError             **error)
{
  GnomonEventContext context = {
    .now = now,
    .viewer = viewer,
    .viewer_name = viewer_name,
  };

  g_return_val_if_fail (before == NULL || GNOMON_IS_EVENT (before), NULL);
  g_return_val_if_fail (fields != NULL, NULL);
  g_return_val_if_fail (viewer_name != NULL, NULL);

  return before ? gnomon_event_update (before, fields, &context, error)
                : gnomon_event_create (fields, &context, error);
}
