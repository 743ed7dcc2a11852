/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-agenda-frames.h"

#include "gnomon-describe.h"

/* The line of now stands before the first entry of today that is not over; after the last, where
 * all are. Which entry has it, of those from @first to @end. */
static guint
find_now (GPtrArray         *items,
          guint              first,
          guint              end,
          gint64             now,
          GnomonAgendaFrame *frame)
{
  *frame = GNOMON_AGENDA_FRAME_NOW_BEFORE;
  for (guint i = first; i < end; i++)
    {
      GnomonOccurrence *occurrence =
        gnomon_agenda_item_get_occurrence (g_ptr_array_index (items, i));

      if (occurrence == NULL || (!gnomon_occurrence_is_bar (occurrence)
                                 && gnomon_occurrence_get_ends_at (occurrence) > now))
        return i;
    }

  *frame = GNOMON_AGENDA_FRAME_NOW_AFTER;
  return end - 1;
}

/**
 * gnomon_agenda_frame_day:
 * @items: (element-type GnomonAgendaItem): the entries of some days
 * @first: the first entry of the day
 * @end: the one after its last
 * @is_today: whether the line of now stands in it
 * @now: Unix seconds
 */
void
gnomon_agenda_frame_day (GPtrArray *items,
                         guint      first,
                         guint      end,
                         gboolean   is_today,
                         gint64     now)
{
  GnomonAgendaFrame now_frame = GNOMON_AGENDA_FRAME_NONE;
  guint now_position = is_today ? find_now (items, first, end, now, &now_frame) : end;

  for (guint i = first; i < end; i++)
    {
      GnomonAgendaItem *item = g_ptr_array_index (items, i);
      GnomonAgendaFrame frame = i == now_position ? now_frame : GNOMON_AGENDA_FRAME_NONE;
      guint n_events = 0;

      if (i == first)
        {
          frame |= GNOMON_AGENDA_FRAME_HEADING;
          n_events = gnomon_agenda_item_get_occurrence (item) != NULL ? end - first : 0;
        }
      gnomon_agenda_item_set_frame (item, frame, n_events);
    }
}
