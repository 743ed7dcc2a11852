/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-store.h"

/* What an iCalendar text holds, for somebody who has to choose what to do with it. */

G_BEGIN_DECLS

typedef struct
{
  char *name;              /* what it calls itself; NULL: nothing */
  guint n_events;          /* a series counts once */
  GPtrArray *events;       /* (element-type GnomonEvent): the first of them by start, none stored */
  GPtrArray *warnings;     /* (element-type utf8): what could not be taken as it is */
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
