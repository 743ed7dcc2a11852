/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-format.h"

/* What people have to know of a time in a zone. Needs no display. Strings are (transfer full). */

G_BEGIN_DECLS

char *gnomon_zone_words_city   (const char  *zone);
/* Of a time that the clock leaves out, or shows twice; NULL of any other. */
char *gnomon_zone_words_guard  (const char  *zone,
                                gint64       wall,
                                gint64       today,
                                GnomonHours  hours);
/* When a time of another zone is for the viewer; NULL where it is the same. */
char *gnomon_zone_words_viewer (const char  *zone,
                                gint64       wall,
                                GTimeZone   *viewer,
                                GnomonHours  hours);

G_END_DECLS
