/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gnomon-agenda-item.h"
#include "gnomon-describe.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_AGENDA_ROW (gnomon_agenda_row_get_type ())

/* An entry of the agenda: the heading of its day, where it is the first, and the line of now. */
G_DECLARE_FINAL_TYPE (GnomonAgendaRow, gnomon_agenda_row, GNOMON, AGENDA_ROW, GtkWidget)

GtkWidget        *gnomon_agenda_row_new                (void);
void              gnomon_agenda_row_set_item           (GnomonAgendaRow      *self,
                                                        GnomonAgendaItem     *item,
                                                        const char           *calendar_name,
                                                        const GnomonViewTime *time,
                                                        gboolean              grouped,
                                                        gboolean              narrow);
GnomonAgendaItem *gnomon_agenda_row_get_item           (GnomonAgendaRow      *self);
GtkWidget        *gnomon_agenda_row_get_line           (GnomonAgendaRow      *self);
char             *gnomon_agenda_row_describe           (GnomonAgendaRow      *self);
void              gnomon_agenda_row_set_note           (GnomonAgendaRow      *self,
                                                        const char           *note);
int               gnomon_agenda_row_get_heading_height (GnomonAgendaRow      *self);

G_END_DECLS
