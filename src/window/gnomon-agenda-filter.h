/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-occurrence.h"

G_BEGIN_DECLS

/* What of the events the agenda shows; -1 and 0 stand for any. */
typedef struct
{
  int event_type;            /* GnomonEventType */
  int status;                /* GnomonEventStatus */
  int answer;                /* GnomonAttendeeStatus: the user's own */
  gint64 calendar_id;
  gboolean no_declined;
  gboolean bounded;          /* whether only the days from first_day to end_day count */
  gint64 first_day;          /* civil days */
  gint64 end_day;            /* exclusive */
} GnomonAgendaFilter;

/* The first day where there is none, and, as its opposite, the last. */
#define GNOMON_AGENDA_ANY_DAY (G_MININT64 / 2)

#define GNOMON_AGENDA_FILTER_NONE \
  ((GnomonAgendaFilter) { .event_type = -1, .status = -1, .answer = -1 })

gboolean gnomon_agenda_filter_accepts  (const GnomonAgendaFilter *self,
                                        GnomonOccurrence         *occurrence);
void     gnomon_agenda_filter_cut_days (const GnomonAgendaFilter *self,
                                        gint64                   *first_day,
                                        gint64                   *end_day);

G_END_DECLS
