/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gnomon-store.h"

/* What the editor's drop-downs offer. */

G_BEGIN_DECLS

/* The values of the row that says whether the event takes its time. */
#define GNOMON_CHOICE_BUSY "busy"
#define GNOMON_CHOICE_FREE "free"

void gnomon_choices_fill_calendars (AdwComboRow       *row,
                                    GnomonStore       *store,
                                    gint64             calendar_id);
void gnomon_choices_fill_drop_down (GtkDropDown      *drop_down,
                                    GnomonStore       *store);
void gnomon_choices_fill_colors    (AdwComboRow       *row,
                                    const char        *color);
void gnomon_choices_fill_busy      (AdwComboRow       *row,
                                    gboolean           busy);
void gnomon_choices_fill_status    (AdwComboRow       *row,
                                    GnomonEventStatus  status);

G_END_DECLS
