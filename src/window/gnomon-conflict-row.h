/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gnomon-store.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_CONFLICT_ROW (gnomon_conflict_row_get_type ())

/*
 * A row that says what else is at the time of an event, and offers the next times at which the user
 * and the guests are free, as far as that is known here.
 *
 * Signals:
 *  - "slot-chosen" (gint64 starts_at): the event shall begin then, in Unix seconds.
 */
G_DECLARE_FINAL_TYPE (GnomonConflictRow, gnomon_conflict_row, GNOMON, CONFLICT_ROW, AdwActionRow)

void gnomon_conflict_row_set_event (GnomonConflictRow  *self,
                                    GnomonStore        *store,
                                    gint64              event_id,
                                    const GnomonFields *fields,
                                    GnomonEvent        *event);
void gnomon_conflict_row_clear     (GnomonConflictRow  *self);

G_END_DECLS
