/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-store.h"
#include "gnomon-warning.h"

/* What an iCalendar text holds, for somebody who has to choose what to do with it. */

G_BEGIN_DECLS

typedef struct
{
  char *name;              /* what it calls itself; NULL: nothing */
  char *color;             /* a palette name, or #rrggbb; NULL: it does not say */
  guint n_events;          /* a series counts once */
  guint n_replies;         /* answers of guests, which change events that are here */
  GPtrArray *events;       /* (element-type GnomonEvent): the first of them by start, none stored */
  GPtrArray *warnings;     /* (element-type GnomonWarning): what could not be taken as it is */
} GnomonSummary;

void           gnomon_summary_free          (GnomonSummary *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomonSummary, gnomon_summary_free)

/* Reads on a thread of its own, at most @max_events into the list. */
void           gnomon_store_summarize_async  (GnomonStore *self, GBytes *icalendar,
                                              guint max_events, GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer user_data);
GnomonSummary *gnomon_store_summarize_finish (GnomonStore *self, GAsyncResult *result,
                                              GError **error);

G_END_DECLS
