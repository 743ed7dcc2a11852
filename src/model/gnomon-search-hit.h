/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-event.h"

G_BEGIN_DECLS

/* Where a hit stands among the others, in this order. */
typedef enum
{
  GNOMON_SEARCH_COMING,      /* what runs or comes, soonest first */
  GNOMON_SEARCH_EARLIER,     /* what is over, last first */
  GNOMON_SEARCH_ASIDE,       /* found not in its title */
  GNOMON_N_SEARCH_SECTIONS
} GnomonSearchSection;

#define GNOMON_TYPE_SEARCH_HIT (gnomon_search_hit_get_type ())

/* An event that was found, and when it is. notify::heading tells when it begins a section. */
G_DECLARE_FINAL_TYPE (GnomonSearchHit, gnomon_search_hit, GNOMON, SEARCH_HIT, GObject)

GnomonSearchHit     *gnomon_search_hit_new               (GnomonEvent         *event,
                                                          GnomonSearchSection  section,
                                                          gint64               starts_at,
                                                          gint64               ends_at,
                                                          const char          *recurrence_id);
GnomonEvent         *gnomon_search_hit_get_event         (GnomonSearchHit     *self);
GnomonSearchSection  gnomon_search_hit_get_section       (GnomonSearchHit     *self);
/* Unix seconds */
gint64               gnomon_search_hit_get_starts_at     (GnomonSearchHit     *self);
/* exclusive */
gint64               gnomon_search_hit_get_ends_at       (GnomonSearchHit     *self);
const char          *gnomon_search_hit_get_recurrence_id (GnomonSearchHit     *self);
/* 0: it does not begin its section */
guint                gnomon_search_hit_get_n_section     (GnomonSearchHit     *self);
/* whether the section may have more */
gboolean             gnomon_search_hit_is_partial        (GnomonSearchHit     *self);
void                 gnomon_search_hit_set_heading       (GnomonSearchHit     *self,
                                                          guint                n_section,
                                                          gboolean             partial);

G_END_DECLS
