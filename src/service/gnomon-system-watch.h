/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GNOMON_TYPE_SYSTEM_WATCH (gnomon_system_watch_get_type ())

/*
 * What the system tells on its bus, where there is one: inside of a sandbox, in a container or
 * without systemd there may be none, and nothing is told.
 *
 * Signals:
 *  - "resumed": the machine was asleep and is awake again (logind's PrepareForSleep)
 *  - "zone-set": somebody has set the system's time zone (timedate1)
 */
G_DECLARE_FINAL_TYPE (GnomonSystemWatch, gnomon_system_watch, GNOMON, SYSTEM_WATCH, GObject)

GnomonSystemWatch *gnomon_system_watch_new (void);

G_END_DECLS
