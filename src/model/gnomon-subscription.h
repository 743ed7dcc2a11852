/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-store.h"

/*
 * Subscribed calendars: their events are those of an iCalendar file on the web, which is looked at
 * now and then. Nobody but that file changes them. They are a copy, and so they come into neither
 * the trash nor the history. The service fetches; what is fetched, and what became of it, goes in
 * by the operations (gnomon-operation.h).
 */

G_BEGIN_DECLS

#define GNOMON_SUBSCRIPTION_MINUTES 720       /* where the file has no wish */
#define GNOMON_SUBSCRIPTION_MIN_MINUTES 15
#define GNOMON_SUBSCRIPTION_MAX_MINUTES (7 * 24 * 60)

typedef struct
{
  gint64 calendar_id;
  char *source_url;
  char *etag;              /* what the server called what is here; "": nothing */
  char *last_modified;
} GnomonSubscription;

void                gnomon_subscription_free      (GnomonSubscription *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomonSubscription, gnomon_subscription_free)

/* The address of a calendar on the web, in the form that is stored; NULL and error else. */
char               *gnomon_subscription_check_url (const char *text, const char *field,
                                                   GError **error);

/* When the next one is to be refreshed, in Unix seconds, and which: (out) (optional). 0: there is
 * none. */
gint64              gnomon_store_get_next_refresh (GnomonStore *self, gint64 *calendar_id);
GnomonSubscription *gnomon_store_get_subscription (GnomonStore *self, gint64 calendar_id,
                                                   GError **error);

G_END_DECLS
