/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gnomon-agenda-filter.h"
#include "gnomon-agenda-item.h"
#include "gnomon-describe.h"
#include "gnomon-store.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_AGENDA_LIST (gnomon_agenda_list_get_type ())

/*
 * A GListModel of GnomonAgendaItem: what visible calendars have, by day and time. It grows at both
 * ends by parts that take a few milliseconds each, so that whoever shows it can ask for more
 * between two frames; and it follows the store in the same way.
 *
 * Signals:
 *  - "stale" (): the store has changed: gnomon_agenda_list_refresh() has work to do
 */
G_DECLARE_FINAL_TYPE (GnomonAgendaList, gnomon_agenda_list, GNOMON, AGENDA_LIST, GObject)

GnomonAgendaList *gnomon_agenda_list_new           (GnomonStore              *store);
void              gnomon_agenda_list_set_time      (GnomonAgendaList         *self,
                                                    const GnomonViewTime     *time);
void              gnomon_agenda_list_set_filter    (GnomonAgendaList         *self,
                                                    const GnomonAgendaFilter *filter);
void              gnomon_agenda_list_set_grouped   (GnomonAgendaList         *self,
                                                    gboolean                  grouped);
void              gnomon_agenda_list_restart       (GnomonAgendaList         *self,
                                                    gint64                    day);
gboolean          gnomon_agenda_list_extend        (GnomonAgendaList         *self,
                                                    gint64                    first_day,
                                                    gint64                    end_day);
gboolean          gnomon_agenda_list_refresh       (GnomonAgendaList         *self);
gint64            gnomon_agenda_list_get_end_day   (GnomonAgendaList         *self);
GnomonAgendaItem *gnomon_agenda_list_get           (GnomonAgendaList         *self,
                                                    guint                     position);
guint             gnomon_agenda_list_count_pending (GnomonAgendaList         *self);
guint             gnomon_agenda_list_find_day      (GnomonAgendaList         *self,
                                                    gint64                    day);

G_END_DECLS
