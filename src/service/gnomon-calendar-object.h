/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-calendar1.h"
#include "gnomon-store.h"
#include "gnomon-subscriber.h"

G_BEGIN_DECLS

/* Gives the store, or says why there is none: (transfer none). Called for each call until it is
 * there. */
typedef GnomonStore *(*GnomonStoreFunc) (gpointer   user_data,
                                         GError   **error);

#define GNOMON_TYPE_CALENDAR_OBJECT (gnomon_calendar_object_get_type ())

/*
 * The object of the contract: it turns calls into reads and operations of the store, and their
 * results into replies. It holds no rule of its own.
 */
G_DECLARE_FINAL_TYPE (GnomonCalendarObject, gnomon_calendar_object, GNOMON, CALENDAR_OBJECT,
                      GnomonCalendar1Skeleton)

GnomonCalendarObject *gnomon_calendar_object_new   (GnomonStoreFunc       get_store,
                                                    gpointer              user_data);
void                  gnomon_calendar_object_drain (GnomonCalendarObject *self);

/* NULL where there is none: then calendars cannot be refreshed. */
void                  gnomon_calendar_object_set_subscriber (GnomonCalendarObject *self,
                                                             GnomonSubscriber     *subscriber);

G_END_DECLS
