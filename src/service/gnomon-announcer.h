/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-calendar1.h"
#include "gnomon-store.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_ANNOUNCER (gnomon_announcer_get_type ())

/*
 * Tells the bus what changed in the store, whoever changed it: the signals EventsChanged and
 * CalendarsChanged, at most one in 50 ms, and the properties.
 */
G_DECLARE_FINAL_TYPE (GnomonAnnouncer, gnomon_announcer, GNOMON, ANNOUNCER, GObject)

GnomonAnnouncer *gnomon_announcer_new   (GnomonCalendar1 *object,
                                         GnomonStore     *store);
void             gnomon_announcer_flush (GnomonAnnouncer *self);

G_END_DECLS
