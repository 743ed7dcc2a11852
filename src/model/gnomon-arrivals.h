/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-event-private.h"
#include "gnomon-ical.h"

/*
 * The events of a file on their way into the store: read, judged and prepared on a thread of their
 * own, while those before them are written.
 */

G_BEGIN_DECLS

typedef struct
{
  GnomonEvent *event;
  char *hash;              /* of its content */
  char *folded;            /* what a search looks through */
  /* For the writer's use: the stored event that it changes, 0 for a new one; and whether its text
   * has to be put into the index. */
  gint64 id;
  gboolean has_new_text;
} GnomonArrival;

typedef struct _GnomonArrivals GnomonArrivals;

void            gnomon_arrival_free           (GnomonArrival *self);

/* Chunks are (transfer full) (nullable) (element-type GnomonArrival); what is left of one goes back
 * when it is written, so that taking it apart costs the writer no time. */
GnomonArrivals *gnomon_arrivals_new           (GnomonIcalReader *reader,
                                               const GnomonEventContext *context);
GPtrArray      *gnomon_arrivals_take_chunk    (GnomonArrivals *self, guint *done, guint *total);
gboolean        gnomon_arrivals_have_chunk    (GnomonArrivals *self);
void            gnomon_arrivals_give_back     (GnomonArrivals *self, GPtrArray *chunk);
void            gnomon_arrivals_free          (GnomonArrivals *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomonArrivals, gnomon_arrivals_free)

G_END_DECLS
