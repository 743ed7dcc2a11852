/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-format.h"

/* What the agenda says of a day. Needs no display. */

G_BEGIN_DECLS

char *gnomon_agenda_format_free (const GArray *busy,
                                 gint64        from,
                                 gint64        to,
                                 GTimeZone    *zone,
                                 GnomonHours   hours);

G_END_DECLS
