/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gnomon-agenda-list.h"

G_BEGIN_DECLS

typedef enum
{
  GNOMON_AGENDA_SORT_TIME,
  GNOMON_AGENDA_SORT_TITLE,
  GNOMON_AGENDA_SORT_CALENDAR,
} GnomonAgendaSort;

#define GNOMON_TYPE_AGENDA_FILTERS (gnomon_agenda_filters_get_type ())

/*
 * The row of filters above the agenda: by calendar, type and answer at once to be seen, the rest
 * in a popover.
 *
 * Signals:
 *  - "changed" (): the user chose something else
 */
G_DECLARE_FINAL_TYPE (GnomonAgendaFilters, gnomon_agenda_filters, GNOMON, AGENDA_FILTERS, GtkWidget)

void             gnomon_agenda_filters_get           (GnomonAgendaFilters  *self,
                                                      GnomonAgendaFilter   *filter);
GnomonAgendaSort gnomon_agenda_filters_get_sort      (GnomonAgendaFilters  *self);
void             gnomon_agenda_filters_set_calendars (GnomonAgendaFilters  *self,
                                                      GPtrArray            *calendars);
void             gnomon_agenda_filters_set_pending   (GnomonAgendaFilters  *self,
                                                      guint                 n_pending);
void             gnomon_agenda_filters_set_today     (GnomonAgendaFilters  *self,
                                                      gint64                today);
int              gnomon_agenda_filters_get_full_width (GnomonAgendaFilters *self);
void             gnomon_agenda_filters_set_narrow    (GnomonAgendaFilters  *self,
                                                      gboolean              narrow);

G_END_DECLS
