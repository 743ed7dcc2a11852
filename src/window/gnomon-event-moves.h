/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-event.h"
#include "gnomon-slots.h"

/* What has to be told to the store for an event to be at another time, or to be there twice. Needs
 * no display. */

G_BEGIN_DECLS

GnomonFields *gnomon_event_moves_to_fields   (GnomonEvent      *event,
                                              const GnomonSlot *slot,
                                              GTimeZone        *viewer,
                                              const char       *viewer_name);
GnomonFields *gnomon_event_moves_copy_fields (GnomonEvent      *event,
                                              const GnomonSlot *slot,
                                              GTimeZone        *viewer,
                                              const char       *viewer_name);

G_END_DECLS
