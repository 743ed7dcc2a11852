/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-store.h"

/* When something is, as people read it: in the viewer's zone, with today as it is now. Needs no
 * display. */

G_BEGIN_DECLS

gint64 gnomon_when_get_today      (GnomonStore *store);   /* a civil day */
char  *gnomon_when_format_event   (GnomonStore *store,
                                   GnomonEvent *event);
char  *gnomon_when_format_instant (GnomonStore *store,
                                   gint64       instant);

G_END_DECLS
