/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-agenda-filter.h"

/**
 * gnomon_agenda_filter_accepts:
 * @self: a filter
 * @occurrence: an occurrence
 *
 * Returns: whether it shall be shown; its days are not looked at
 */
gboolean
gnomon_agenda_filter_accepts (const GnomonAgendaFilter *self,
                              GnomonOccurrence         *occurrence)
{
  GnomonAttendeeStatus answer;

  if (!gnomon_occurrence_get_own_answer (occurrence, &answer))
    answer = (GnomonAttendeeStatus) -1;

  return (self->event_type < 0
          || (int) gnomon_occurrence_get_event_type (occurrence) == self->event_type)
         && (self->status < 0
             || (int) gnomon_occurrence_get_status (occurrence) == self->status)
         && (self->answer < 0 || (int) answer == self->answer)
         && (self->calendar_id == 0
             || gnomon_occurrence_get_calendar_id (occurrence) == self->calendar_id)
         && !(self->no_declined && answer == GNOMON_ATTENDEE_DECLINED);
}

/**
 * gnomon_agenda_filter_cut_days:
 * @self: a filter
 * @first_day: (inout): a civil day
 * @end_day: (inout): the day after the last one
 *
 * Leaves of some days those that count: none where @first_day is not before @end_day any more.
 */
void
gnomon_agenda_filter_cut_days (const GnomonAgendaFilter *self,
                               gint64                   *first_day,
                               gint64                   *end_day)
{
  if (!self->bounded)
    return;

  *first_day = MAX (*first_day, self->first_day);
  *end_day = MIN (*end_day, self->end_day);
}
