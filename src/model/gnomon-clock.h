/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GNOMON_TYPE_CLOCK (gnomon_clock_get_type ())

/*
 * What the time is: the one object that the service and the window ask, so that tests can
 * inject another. The model never asks it: its functions take `now` as an argument.
 *
 * Signals:
 *  - "set": a clock that stands still was set to another instant
 */
G_DECLARE_FINAL_TYPE (GnomonClock, gnomon_clock, GNOMON, CLOCK, GObject)

/* the system's; or frozen, by $GNOMON_CLOCK: an instant (RFC 3339) or the path of a file with
 * one */
GnomonClock *gnomon_clock_new     (void);
gint64       gnomon_clock_get_now (GnomonClock *self); /* Unix seconds */
gboolean     gnomon_clock_is_frozen (GnomonClock *self);

G_END_DECLS
