/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-occurrence.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_AGENDA_ITEM (gnomon_agenda_item_get_type ())

/*
 * An entry of the agenda: an occurrence on one of its days, or a day of which there is nothing to
 * say. What stands around an entry depends on its neighbours, so the list sets that, and
 * notify::frame tells the row.
 */
G_DECLARE_FINAL_TYPE (GnomonAgendaItem, gnomon_agenda_item, GNOMON, AGENDA_ITEM, GObject)

typedef enum
{
  GNOMON_AGENDA_FRAME_NONE = 0,
  GNOMON_AGENDA_FRAME_HEADING = 1 << 0,    /* the first of its day */
  GNOMON_AGENDA_FRAME_NOW_BEFORE = 1 << 1, /* what is behind ends here */
  GNOMON_AGENDA_FRAME_NOW_AFTER = 1 << 2,  /* the last of today, and over */
} GnomonAgendaFrame;

GnomonAgendaItem  *gnomon_agenda_item_new            (gint64             day,
                                                      GnomonOccurrence  *occurrence);
gint64             gnomon_agenda_item_get_day        (GnomonAgendaItem  *self);
/* NULL: a day without events */
GnomonOccurrence  *gnomon_agenda_item_get_occurrence (GnomonAgendaItem  *self);
GnomonAgendaFrame  gnomon_agenda_item_get_frame      (GnomonAgendaItem  *self);
/* of its day, where it has the heading */
guint              gnomon_agenda_item_get_n_events   (GnomonAgendaItem  *self);
void               gnomon_agenda_item_set_frame      (GnomonAgendaItem  *self,
                                                      GnomonAgendaFrame  frame,
                                                      guint              n_events);
gboolean           gnomon_agenda_item_equal          (GnomonAgendaItem  *a,
                                                      GnomonAgendaItem  *b);

G_END_DECLS
