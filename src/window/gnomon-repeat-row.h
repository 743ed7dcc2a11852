/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gnomon-event.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_REPEAT_ROW (gnomon_repeat_row_get_type ())

/*
 * A row that says in a sentence how an event repeats, and opens to fields that change it. A rule
 * that no fields can hold is kept as it is until another one is chosen.
 *
 * Signals:
 *  - "changed": another rule was chosen.
 */
G_DECLARE_FINAL_TYPE (GnomonRepeatRow, gnomon_repeat_row, GNOMON, REPEAT_ROW, AdwExpanderRow)

void     gnomon_repeat_row_load       (GnomonRepeatRow *self,
                                       GnomonEvent     *series,
                                       GnomonEvent     *event,
                                       gint64           today,
                                       int              first_weekday);
void     gnomon_repeat_row_set_start  (GnomonRepeatRow *self,
                                       gint64           start_wall,
                                       gboolean         all_day,
                                       const char      *zone);
char    *gnomon_repeat_row_dup_rule   (GnomonRepeatRow *self);

G_END_DECLS
