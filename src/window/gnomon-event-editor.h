/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gnomon-draft.h"
#include "gnomon-store.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_EVENT_EDITOR (gnomon_event_editor_get_type ())

/*
 * The modal window in which one event is made or changed. It writes to the store by itself and
 * closes when the change is on disk.
 *
 * Signals:
 *  - "saved" (GnomonEvent *event, gboolean created, guint64 change): the event as it is stored now,
 *    and the change that did it, 0 where there was nothing to change; after this the window closes.
 */
G_DECLARE_FINAL_TYPE (GnomonEventEditor, gnomon_event_editor, GNOMON, EVENT_EDITOR, AdwWindow)

GnomonEventEditor *gnomon_event_editor_new            (GtkWindow         *parent,
                                                       GnomonStore       *store,
                                                       GnomonEvent       *event);
void               gnomon_event_editor_set_slot       (GnomonEventEditor *self,
                                                       gint64             start_wall,
                                                       gint64             end_wall,
                                                       gboolean           all_day);
void               gnomon_event_editor_set_fields     (GnomonEventEditor  *self,
                                                       const GnomonFields *fields);
void               gnomon_event_editor_restore        (GnomonEventEditor *self,
                                                       const GnomonDraft *draft);

G_END_DECLS
