/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gnomon-store.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_EVENT_DETAILS (gnomon_event_details_get_type ())

/*
 * What one event is about: when and where it is, who comes, and what one can do about it.
 *
 * Signals:
 *  - "edit" (GnomonEvent *event): open the editor
 *  - "delete" (GnomonEvent *event): put it into the trash and say so
 *  - "failed" (const char *message): an answer could not be saved; a sentence for people
 *  - "gone" (): the event was deleted, or is at another time
 */
G_DECLARE_FINAL_TYPE (GnomonEventDetails, gnomon_event_details, GNOMON, EVENT_DETAILS, GtkWidget)

GtkWidget        *gnomon_event_details_new            (void);
void              gnomon_event_details_set_store      (GnomonEventDetails *self,
                                                       GnomonStore        *store);
gboolean          gnomon_event_details_show           (GnomonEventDetails *self,
                                                       GnomonOccurrence   *occurrence);
void              gnomon_event_details_set_pane       (GnomonEventDetails *self);
GnomonOccurrence *gnomon_event_details_get_occurrence (GnomonEventDetails *self);

G_END_DECLS
