/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-slots.h"

#include <math.h>

#include "gnomon-zone.h"

#define HOUR_SECONDS 3600
#define MINUTE_SECONDS 60

/* What is free for less than this is no free time. */
#define MIN_FREE_SECONDS (15 * MINUTE_SECONDS)

/* How much is in sight above the hour at which a view opens. */
#define OPENING_LEAD_SECONDS (10 * MINUTE_SECONDS)

/**
 * gnomon_slot_equal:
 * @a: a slot
 * @b: another
 *
 * Returns: whether they are the same time
 */
gboolean
gnomon_slot_equal (const GnomonSlot *a,
                   const GnomonSlot *b)
{
  return a->start == b->start && a->end == b->end && a->all_day == b->all_day;
}

/**
 * gnomon_slot_first_day:
 * @slot: a slot
 *
 * Returns: the civil day on which it begins
 */
gint64
gnomon_slot_first_day (const GnomonSlot *slot)
{
  return gnomon_civil_day_of_wall (slot->start);
}

/**
 * gnomon_slot_last_day:
 * @slot: a slot
 *
 * Returns: the civil day on which it ends: what ends at midnight ends the day before
 */
gint64
gnomon_slot_last_day (const GnomonSlot *slot)
{
  return gnomon_civil_day_of_wall (MAX (slot->start, slot->end - 1));
}

/**
 * gnomon_slot_is_bar:
 * @slot: a slot
 *
 * Returns: whether it lies over its days as a bar: all-day, or a day long and longer
 */
gboolean
gnomon_slot_is_bar (const GnomonSlot *slot)
{
  return slot->all_day || slot->end - slot->start >= GNOMON_DAY_SECONDS;
}

/**
 * gnomon_slot_at:
 * @day: a civil day
 * @minute: of the day
 * @minutes: its length
 *
 * Returns: the slot that begins then
 */
GnomonSlot
gnomon_slot_at (gint64 day,
                int    minute,
                int    minutes)
{
  gint64 start = day * GNOMON_DAY_SECONDS + minute * MINUTE_SECONDS;

  return (GnomonSlot){ .start = start, .end = start + minutes * MINUTE_SECONDS };
}

/**
 * gnomon_slot_of_days:
 * @first_day: a civil day
 * @last_day: the last one; it may lie before @first_day, as when one drags to the left
 *
 * Returns: the slot of these whole days
 */
GnomonSlot
gnomon_slot_of_days (gint64 first_day,
                     gint64 last_day)
{
  return (GnomonSlot){
    .start = MIN (first_day, last_day) * GNOMON_DAY_SECONDS,
    .end = (MAX (first_day, last_day) + 1) * GNOMON_DAY_SECONDS,
    .all_day = TRUE,
  };
}

/**
 * gnomon_slot_between:
 * @wall_a: where a drag began
 * @wall_b: where it is; before or after @wall_a
 * @step_minutes: what times are rounded to
 *
 * Returns: the slot that has both, at least one step long
 */
GnomonSlot
gnomon_slot_between (gint64 wall_a,
                     gint64 wall_b,
                     int    step_minutes)
{
  gint64 step = step_minutes * MINUTE_SECONDS;
  GnomonSlot slot = {
    .start = gnomon_slots_snap (MIN (wall_a, wall_b), step_minutes),
    .end = gnomon_slots_snap (MAX (wall_a, wall_b) + step - 1, step_minutes),
  };

  slot.end = MAX (slot.end, slot.start + step);

  return slot;
}

/**
 * gnomon_slot_cut_day:
 * @slot: a slot
 * @day: a civil day that it touches
 *
 * Returns: what of the slot lies on that day
 */
GnomonSlot
gnomon_slot_cut_day (const GnomonSlot *slot,
                     gint64            day)
{
  return (GnomonSlot){
    .start = MAX (slot->start, day * GNOMON_DAY_SECONDS),
    .end = MIN (slot->end, (day + 1) * GNOMON_DAY_SECONDS),
    .all_day = slot->all_day,
  };
}

/**
 * gnomon_slot_move:
 * @slot: a slot
 * @seconds: how much later; negative: earlier
 *
 * Returns: the slot at that time, as long as it was
 */
GnomonSlot
gnomon_slot_move (const GnomonSlot *slot,
                  gint64            seconds)
{
  return (GnomonSlot){
    .start = slot->start + seconds,
    .end = slot->end + seconds,
    .all_day = slot->all_day,
  };
}

/**
 * gnomon_slot_move_days:
 * @slot: a slot
 * @days: how many days later; negative: earlier
 *
 * Returns: the slot on that day, at the same time
 */
GnomonSlot
gnomon_slot_move_days (const GnomonSlot *slot,
                       int               days)
{
  return gnomon_slot_move (slot, days * GNOMON_DAY_SECONDS);
}

/**
 * gnomon_slot_move_to:
 * @slot: a slot that is not all-day
 * @start: where its start is dragged to
 * @step_minutes: what times are rounded to
 *
 * Returns: the slot there, as long as it was
 */
GnomonSlot
gnomon_slot_move_to (const GnomonSlot *slot,
                     gint64            start,
                     int               step_minutes)
{
  gint64 half = step_minutes * MINUTE_SECONDS / 2;

  return gnomon_slot_move (slot, gnomon_slots_snap (start + half, step_minutes) - slot->start);
}

/**
 * gnomon_slot_step:
 * @slot: a slot of the keyboard's cursor
 * @n_slots: how many slots later; negative: earlier
 *
 * Returns: one slot of the same day, there or at the day's end
 */
GnomonSlot
gnomon_slot_step (const GnomonSlot *slot,
                  int               n_slots)
{
  int minute = gnomon_civil_time_of_wall (slot->start) / MINUTE_SECONDS
               + n_slots * GNOMON_SLOT_MINUTES;

  return gnomon_slot_at (gnomon_slot_first_day (slot),
                         CLAMP (minute, 0, 24 * 60 - GNOMON_SLOT_MINUTES), GNOMON_SLOT_MINUTES);
}

/**
 * gnomon_slot_extend:
 * @anchor: the slot at which a selection began
 * @slot: the selection
 * @n_slots: how many slots its free end goes down; negative: up
 *
 * Returns: the selection, from the anchor up or down, within its day
 */
GnomonSlot
gnomon_slot_extend (const GnomonSlot *anchor,
                    const GnomonSlot *slot,
                    int               n_slots)
{
  gint64 day = gnomon_slot_first_day (anchor);
  gint64 seconds = n_slots * GNOMON_SLOT_MINUTES * MINUTE_SECONDS;
  GnomonSlot extended = *slot;

  if (slot->start < anchor->start || (slot->end == anchor->end && n_slots < 0))
    extended.start = MAX (slot->start + seconds, day * GNOMON_DAY_SECONDS);
  else
    extended.end = MIN (slot->end + seconds, (day + 1) * GNOMON_DAY_SECONDS);

  return extended;
}

/**
 * gnomon_slot_with_length:
 * @slot: a slot
 * @minutes: a length
 *
 * Returns: what begins with the slot and is that long
 */
GnomonSlot
gnomon_slot_with_length (const GnomonSlot *slot,
                         int               minutes)
{
  return (GnomonSlot){ .start = slot->start, .end = slot->start + minutes * MINUTE_SECONDS };
}

/**
 * gnomon_slot_stretch:
 * @slot: a slot that is not all-day
 * @at_start: whether its start is dragged, else its end
 * @wall: where to
 * @step_minutes: what times are rounded to
 *
 * Returns: the slot with that edge there, at least one step long
 */
GnomonSlot
gnomon_slot_stretch (const GnomonSlot *slot,
                     gboolean          at_start,
                     gint64            wall,
                     int               step_minutes)
{
  gint64 step = step_minutes * MINUTE_SECONDS;
  gint64 edge = gnomon_slots_snap (wall + step / 2, step_minutes);
  GnomonSlot stretched = *slot;

  if (at_start)
    stretched.start = MIN (edge, slot->end - step);
  else
    stretched.end = MAX (edge, slot->start + step);

  return stretched;
}

/**
 * gnomon_slot_stretch_days:
 * @slot: a slot that is a bar
 * @at_start: whether its first day is dragged, else its last one
 * @day: where to
 *
 * Returns: the slot with that end there, at the same time of the day, and a day long at least
 */
GnomonSlot
gnomon_slot_stretch_days (const GnomonSlot *slot,
                          gboolean          at_start,
                          gint64            day)
{
  gint64 spare_days = (slot->end - slot->start) / GNOMON_DAY_SECONDS - 1;
  GnomonSlot stretched = *slot;

  if (at_start)
    stretched.start += MIN (day - gnomon_slot_first_day (slot), spare_days) * GNOMON_DAY_SECONDS;
  else
    stretched.end += MAX (day - gnomon_slot_last_day (slot), -spare_days) * GNOMON_DAY_SECONDS;

  return stretched;
}

/**
 * gnomon_slot_to_all_day:
 * @slot: any slot
 * @day: the civil day on which it shall begin
 *
 * Returns: the slot of whole days that begins there: as many days as it was, one where it was part
 *   of a day
 */
GnomonSlot
gnomon_slot_to_all_day (const GnomonSlot *slot,
                        gint64            day)
{
  gint64 days = slot->all_day ? gnomon_slot_last_day (slot) - gnomon_slot_first_day (slot) : 0;

  return gnomon_slot_of_days (day, day + days);
}

/**
 * gnomon_slot_to_timed:
 * @slot: an all-day slot
 * @start: where it is dropped
 * @minutes: how long it shall be
 * @step_minutes: what times are rounded to
 *
 * Returns: a slot of that length that has a time
 */
GnomonSlot
gnomon_slot_to_timed (const GnomonSlot *slot,
                      gint64            start,
                      int               minutes,
                      int               step_minutes)
{
  gint64 snapped = gnomon_slots_snap (start, step_minutes);

  return (GnomonSlot){ .start = snapped, .end = snapped + minutes * MINUTE_SECONDS };
}

/**
 * gnomon_slots_wall_to_y:
 * @wall: wall seconds
 * @day: the civil day of the column
 * @hour_height: in pixels
 *
 * Returns: how far below the midnight at which @day begins
 */
double
gnomon_slots_wall_to_y (gint64 wall,
                        gint64 day,
                        double hour_height)
{
  return (double) (wall - day * GNOMON_DAY_SECONDS) * hour_height / HOUR_SECONDS;
}

/**
 * gnomon_slots_y_to_wall:
 * @y: how far below midnight
 * @day: the civil day of the column
 * @hour_height: in pixels
 *
 * Returns: the wall seconds there, within the day
 */
gint64
gnomon_slots_y_to_wall (double y,
                        gint64 day,
                        double hour_height)
{
  double seconds = floor (y * HOUR_SECONDS / hour_height);

  return day * GNOMON_DAY_SECONDS + (gint64) CLAMP (seconds, 0, GNOMON_DAY_SECONDS);
}

/**
 * gnomon_slots_snap:
 * @wall: wall seconds
 * @step_minutes: what divides an hour
 *
 * Returns: the last full step at @wall or before it
 */
gint64
gnomon_slots_snap (gint64 wall,
                   int    step_minutes)
{
  gint64 day = gnomon_civil_day_of_wall (wall);
  gint64 step = step_minutes * MINUTE_SECONDS;

  return day * GNOMON_DAY_SECONDS + gnomon_civil_time_of_wall (wall) / step * step;
}

/**
 * gnomon_slots_find_free:
 * @busy: (array length=n_busy): what is taken, by start
 * @n_busy: how many
 * @from: wall seconds
 * @until: wall seconds
 * @free_slot: (out): the first time between them that is free for a quarter of an hour or longer
 *
 * Returns: whether there is any
 */
gboolean
gnomon_slots_find_free (const GnomonSlot *busy,
                        guint             n_busy,
                        gint64            from,
                        gint64            until,
                        GnomonSlot       *free_slot)
{
  gint64 start = from;

  for (guint i = 0; i < n_busy && busy[i].start < until; i++)
    {
      if (busy[i].start - start >= MIN_FREE_SECONDS)
        {
          *free_slot = (GnomonSlot){ .start = start, .end = busy[i].start };
          return TRUE;
        }
      start = MAX (start, busy[i].end);
    }

  *free_slot = (GnomonSlot){ .start = start, .end = until };

  return until - start >= MIN_FREE_SECONDS;
}

/**
 * gnomon_slots_get_zone_offset:
 * @zone: (nullable): a zone
 * @other_zone: the IANA name of another one
 * @day: a civil day
 *
 * Returns: by how many minutes the clocks of the other zone are ahead at noon of that day; 0 where
 *   there is no such zone
 */
int
gnomon_slots_get_zone_offset (GTimeZone  *zone,
                              const char *other_zone,
                              gint64      day)
{
  g_autoptr (GTimeZone) other = gnomon_zone_lookup (other_zone);
  gint64 noon = day * GNOMON_DAY_SECONDS + GNOMON_DAY_SECONDS / 2;
  gint64 instant = gnomon_zone_to_instant (zone, noon);

  if (other == NULL)
    return 0;

  return (int) ((gnomon_zone_to_wall (other, instant) - noon) / MINUTE_SECONDS);
}

/**
 * gnomon_slots_get_opening:
 * @first_start: the time of the day of the first event, in seconds
 * @now_wall: what the time is
 * @has_now: whether today is among the days
 * @hour_height: in pixels
 * @page: how much is in sight, in pixels
 *
 * Where a grid of hours opens: at the hour of the first event, or an hour before now where that is
 * earlier; always so that the hour after now is in sight.
 *
 * Returns: how far below midnight the top of the page is
 */
double
gnomon_slots_get_opening (gint64   first_start,
                          gint64   now_wall,
                          gboolean has_now,
                          double   hour_height,
                          double   page)
{
  gint64 top = first_start / HOUR_SECONDS * HOUR_SECONDS;
  double pixels;

  if (has_now)
    top = MIN (top, gnomon_civil_time_of_wall (now_wall) - HOUR_SECONDS);

  pixels = (double) (top - OPENING_LEAD_SECONDS) * hour_height / HOUR_SECONDS;
  if (has_now)
    pixels = MAX (pixels, gnomon_slots_wall_to_y (now_wall + HOUR_SECONDS,
                                                  gnomon_civil_day_of_wall (now_wall),
                                                  hour_height) - page);

  return MAX (pixels, 0);
}
