/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Tells when the system's time zone becomes another one: natively by /etc/localtime, inside of
 * Flatpak by the file that the session's helper keeps there. It watches the folders; nothing polls.
 */

G_BEGIN_DECLS

typedef struct _GnomonZoneWatch GnomonZoneWatch;

typedef void (*GnomonZoneWatchFunc) (gpointer user_data);

GnomonZoneWatch *gnomon_zone_watch_new   (GnomonZoneWatchFunc func, gpointer user_data);
/* when somebody else has told of a change */
void             gnomon_zone_watch_check (GnomonZoneWatch *self);
void             gnomon_zone_watch_free  (GnomonZoneWatch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomonZoneWatch, gnomon_zone_watch_free)

G_END_DECLS
