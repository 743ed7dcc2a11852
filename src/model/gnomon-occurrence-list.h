/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gnomon-store.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_OCCURRENCE_LIST (gnomon_occurrence_list_get_type ())

/*
 * A GListModel of the occurrences that touch a range of days and lie in visible calendars, sorted
 * by start, then id. It follows the store: whatever process changes an event, items-changed tells
 * of just the rows that are others now.
 */
G_DECLARE_FINAL_TYPE (GnomonOccurrenceList, gnomon_occurrence_list, GNOMON, OCCURRENCE_LIST,
                      GObject)

GnomonOccurrenceList *gnomon_occurrence_list_new           (GnomonStore          *store);
gint64                gnomon_occurrence_list_get_first_day (GnomonOccurrenceList *self);
gint64                gnomon_occurrence_list_get_end_day   (GnomonOccurrenceList *self);
void                  gnomon_occurrence_list_set_days      (GnomonOccurrenceList *self,
                                                            gint64                first_day,
                                                            gint64                end_day);
GnomonOccurrence     *gnomon_occurrence_list_get           (GnomonOccurrenceList *self,
                                                            guint                 position);
void                  gnomon_occurrence_list_reload        (GnomonOccurrenceList *self);

G_END_DECLS
