/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "gnomon-event.h"
#include "gnomon-fields.h"

/*
 * iCalendar text (RFC 5545, by libical) to fields of the model, and events to text. No other
 * file knows libical, and these know no SQL.
 */

G_BEGIN_DECLS

/* One VEVENT, ready for the event rules. */
typedef struct
{
  GnomonFields *fields;    /* GNOMON_KIND_EVENT; uid set */
  GPtrArray *attendees;    /* (element-type GnomonAttendee): with answers, which `attendees` cannot carry */
  GPtrArray *reminders;    /* (element-type GnomonReminder): of VALARMs beyond the first relative one */
  int sequence;
  char *extra;             /* unknown properties as content lines */
} GnomonIcalEvent;

void       gnomon_ical_event_free (GnomonIcalEvent *self);

/* (element-type GnomonIcalEvent). What cannot be read is left out with a warning in @warnings
 * (element-type utf8) that names it; only what is no iCalendar at all is an error. */
GPtrArray *gnomon_ical_parse      (GBytes *text, GPtrArray *warnings, GError **error);

/* (element-type GnomonEvent) to a VCALENDAR. */
char      *gnomon_ical_write      (GPtrArray *events);

#define GNOMON_TYPE_IMPORT (gnomon_import_get_type ())

/* What an import did. */
G_DECLARE_FINAL_TYPE (GnomonImport, gnomon_import, GNOMON, IMPORT, GObject)

GnomonImport       *gnomon_import_new          (guint added, guint updated, guint skipped, GPtrArray *warnings);
guint               gnomon_import_get_added    (GnomonImport *self);
guint               gnomon_import_get_updated  (GnomonImport *self);
guint               gnomon_import_get_skipped  (GnomonImport *self);
const char * const *gnomon_import_get_warnings (GnomonImport *self);

G_END_DECLS
