/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gnomon-store.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_RECORD (gnomon_record_get_type ())

/* A guest or a reminder, with the event it belongs to. */
G_DECLARE_FINAL_TYPE (GnomonRecord, gnomon_record, GNOMON, RECORD, GObject)

GnomonAttendee *gnomon_record_get_attendee (GnomonRecord *self); /* NULL in a list of reminders */
GnomonReminder *gnomon_record_get_reminder (GnomonRecord *self); /* NULL in a list of guests */
GnomonEvent    *gnomon_record_get_event    (GnomonRecord *self); /* NULL: it has gone meanwhile */

#define GNOMON_TYPE_RECORD_LIST (gnomon_record_list_get_type ())

/*
 * A GListModel of GnomonRecord: all guests or all reminders that a filter finds, fetched page by
 * page.
 */
G_DECLARE_FINAL_TYPE (GnomonRecordList, gnomon_record_list, GNOMON, RECORD_LIST, GObject)

GnomonRecordList *gnomon_record_list_new         (GnomonStore        *store);
void              gnomon_record_list_set_filter  (GnomonRecordList   *self,
                                                  const GnomonFields *filter);
gboolean          gnomon_record_list_fetch       (GnomonRecordList   *self);
gboolean          gnomon_record_list_is_complete (GnomonRecordList   *self);

G_END_DECLS
