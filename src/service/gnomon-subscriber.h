/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-subscription.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_SUBSCRIBER (gnomon_subscriber_get_type ())

/* Refreshes the subscribed calendars when it is time to, and when it is asked to, one at a time. */
G_DECLARE_FINAL_TYPE (GnomonSubscriber, gnomon_subscriber, GNOMON, SUBSCRIBER, GObject)

GnomonSubscriber *gnomon_subscriber_new            (GnomonStore *store);
void              gnomon_subscriber_stop           (GnomonSubscriber *self);

/* Answers when it is done. That a source cannot be read is no error: the calendar tells of it. */
void              gnomon_subscriber_refresh_async  (GnomonSubscriber *self, gint64 calendar_id,
                                                    GAsyncReadyCallback callback,
                                                    gpointer user_data);
/* (transfer full) */
GnomonCalendar   *gnomon_subscriber_refresh_finish (GnomonSubscriber *self, GAsyncResult *result,
                                                    GError **error);

G_END_DECLS
