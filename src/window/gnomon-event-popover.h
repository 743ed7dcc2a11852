/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gnomon-store.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_EVENT_POPOVER (gnomon_event_popover_get_type ())

/*
 * What one event is about, at a click on its chip. The popover is parented to the view and points
 * to the chip, so that the chip's style does not reach into it.
 *
 * Signals:
 *  - "edit" (GnomonEvent *event): open the editor. The popover has closed itself.
 *  - "delete" (GnomonEvent *event): put it into the trash and say so. The popover has closed
 *    itself.
 *  - "failed" (const char *message): an answer could not be saved; a sentence for people.
 */
G_DECLARE_FINAL_TYPE (GnomonEventPopover, gnomon_event_popover, GNOMON, EVENT_POPOVER, GtkPopover)

GtkWidget *gnomon_event_popover_new        (GnomonStore        *store);
gboolean   gnomon_event_popover_show_event (GnomonEventPopover *self,
                                            GnomonOccurrence   *occurrence,
                                            GtkWidget          *view,
                                            const GdkRectangle *pointing_to);

GnomonOccurrence *gnomon_event_popover_get_occurrence (GnomonEventPopover *self);

G_END_DECLS
