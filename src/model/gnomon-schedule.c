/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-schedule.h"

#include "gnomon-civil.h"
#include "gnomon-zone.h"

/* Slots begin at quarters of an hour on the clock. */
#define STEP_SECONDS (15 * 60)

/* No list is merged while it is shorter. */
#define LEAST_MERGED 4096

/**
 * gnomon_intervals_new:
 *
 * Returns: (transfer full) (element-type GnomonInterval): an empty list
 */
GArray *
gnomon_intervals_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (GnomonInterval));
}

/**
 * gnomon_intervals_add:
 * @intervals: a list
 * @start: Unix seconds
 * @end: Unix seconds, exclusive; an empty interval is not added
 *
 * Appends an interval.
 */
void
gnomon_intervals_add (GArray *intervals,
                      gint64  start,
                      gint64  end)
{
  GnomonInterval interval = { start, end };

  if (start < end)
    g_array_append_val (intervals, interval);
}

static int
compare_intervals (gconstpointer a,
                   gconstpointer b)
{
  const GnomonInterval *left = a, *right = b;

  return left->start < right->start ? -1 : left->start > right->start;
}

/**
 * gnomon_intervals_merge:
 * @intervals: a list
 *
 * Sorts it, and makes one of those that overlap or touch.
 */
void
gnomon_intervals_merge (GArray *intervals)
{
  guint n_kept = 0;

  g_array_sort (intervals, compare_intervals);
  for (guint i = 0; i < intervals->len; i++)
    {
      GnomonInterval next = g_array_index (intervals, GnomonInterval, i);
      GnomonInterval *last =
        n_kept > 0 ? &g_array_index (intervals, GnomonInterval, n_kept - 1) : NULL;

      if (last != NULL && next.start <= last->end)
        last->end = MAX (last->end, next.end);
      else
        g_array_index (intervals, GnomonInterval, n_kept++) = next;
    }
  g_array_set_size (intervals, n_kept);
}

/**
 * gnomon_intervals_unite:
 * @intervals: a list
 * @start: Unix seconds
 * @end: Unix seconds, exclusive; an empty interval is not added
 * @n_merged: (inout): how long the list was when it was merged last; 0 at first
 *
 * Appends an interval, and merges the list each time that it has doubled: so it holds no more than
 * twice what is left of it in the end, however much overlaps. Merge it once more at the end.
 */
void
gnomon_intervals_unite (GArray *intervals,
                        gint64  start,
                        gint64  end,
                        guint  *n_merged)
{
  gnomon_intervals_add (intervals, start, end);
  if (intervals->len < LEAST_MERGED || intervals->len / 2 < *n_merged)
    return;

  gnomon_intervals_merge (intervals);
  *n_merged = intervals->len;
}

/* The first instant from @instant on whose clock shows a quarter of an hour. */
static gint64
round_up (GTimeZone *zone,
          gint64     instant)
{
  gint64 past = gnomon_zone_to_wall (zone, instant) % STEP_SECONDS;

  if (past < 0)
    past += STEP_SECONDS;
  return past == 0 ? instant : instant + STEP_SECONDS - past;
}

/* Slots one behind the other in a free stretch. */
static void
fill_gap (GArray               *slots,
          const GnomonTimeWish *wish,
          GTimeZone            *zone,
          gint64                start,
          gint64                end)
{
  gint64 length = (gint64) wish->minutes * 60;

  while (slots->len < wish->limit && (start = round_up (zone, start)) + length <= end)
    {
      gnomon_intervals_add (slots, start, start + length);
      start += length;
    }
}

/**
 * gnomon_schedule_find:
 * @busy: (element-type GnomonInterval): what is taken, merged
 * @wish: what is looked for
 * @zone: (nullable): whose clock the working hours follow; %NULL for UTC
 *
 * Finds free slots within the working hours, soonest first. They begin at quarters of an hour and
 * do not overlap.
 *
 * Returns: (transfer full) (element-type GnomonInterval): the slots
 */
GArray *
gnomon_schedule_find (const GArray         *busy,
                      const GnomonTimeWish *wish,
                      GTimeZone            *zone)
{
  GArray *slots = gnomon_intervals_new ();
  gint64 buffer = (gint64) wish->buffer_minutes * 60;
  gint64 day = gnomon_civil_day_of_wall (gnomon_zone_to_wall (zone, wish->from));
  gint64 last_day = gnomon_civil_day_of_wall (gnomon_zone_to_wall (zone, wish->to));
  guint next = 0;

  for (; day <= last_day && slots->len < wish->limit; day++)
    {
      gint64 midnight = day * GNOMON_DAY_SECONDS;
      gint64 start, end;

      if (!(wish->weekdays & (1u << (gnomon_civil_weekday (day) - 1))))
        continue;

      start = MAX (wish->from, gnomon_zone_to_instant (zone, midnight + wish->work_start * 60));
      end = MIN (wish->to, gnomon_zone_to_instant (zone, midnight + wish->work_end * 60));
      while (next < busy->len && g_array_index (busy, GnomonInterval, next).end + buffer <= start)
        next++;

      for (guint i = next; i < busy->len && start < end; i++)
        {
          GnomonInterval taken = g_array_index (busy, GnomonInterval, i);

          if (taken.start - buffer >= end)
            break;
          fill_gap (slots, wish, zone, start, taken.start - buffer);
          start = MAX (start, taken.end + buffer);
        }
      fill_gap (slots, wish, zone, start, end);
    }
  return slots;
}
