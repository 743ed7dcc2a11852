/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-describe.h"
#include "gnomon-search-hit.h"

/* How a hit is shown and spoken of. Needs no display. */

G_BEGIN_DECLS

char *gnomon_search_dup_excerpt  (const char           *text,
                                  const char           *needle);
char *gnomon_search_dup_detail   (GnomonSearchHit      *hit,
                                  const char           *needle);
char *gnomon_search_describe_hit (GnomonSearchHit      *hit,
                                  const char           *calendar_name,
                                  GTimeZone            *zone,
                                  const GnomonViewTime *time);

G_END_DECLS
