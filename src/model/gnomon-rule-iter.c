/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-rule-private.h"
#include "gnomon-zone.h"

/*
 * Walking from start to start. The periods are a plain arithmetic sequence from the one of DTSTART
 * on, so that the first one at or after any time is found by a division; within the set of a
 * period the days are taken out of their bitmap one by one.
 */

/* The first time of the set's days at or after second @from of a day; -1: none. */
static int
next_time (const GnomonRuleIter *iter,
           int                   from)
{
  int hour = from / 3600, minute = from / 60 % 60, second = from % 60;
  guint64 rest;

  if (from >= GNOMON_DAY_SECONDS)
    return -1;

  if (iter->hours >> hour & 1)
    {
      if (iter->minutes >> minute & 1)
        {
          rest = iter->seconds >> second;
          if (rest != 0)
            return from + __builtin_ctzll (rest);
        }

      rest = iter->minutes >> minute >> 1;
      if (rest != 0)
        return hour * 3600 + (minute + 1 + __builtin_ctzll (rest)) * 60 +
               __builtin_ctzll (iter->seconds);
    }

  rest = (guint64) iter->hours >> hour >> 1;
  if (rest == 0)
    return -1;

  return (hour + 1 + __builtin_ctzll (rest)) * 3600 + __builtin_ctzll (iter->minutes) * 60 +
         __builtin_ctzll (iter->seconds);
}

static gboolean
next_in_set (GnomonRuleIter *iter,
             gint64         *wall)
{
  GnomonRule *rule = iter->rule;
  int day;

  if (rule->has_positions)
    {
      gint64 index = gnomon_rule_next_position (rule, iter->position,
                                                (gint64) iter->n_days * rule->n_times);

      if (index < 0)
        return FALSE;
      iter->position = (int) index;
      *wall = gnomon_rule_get_element (iter, index);
      return TRUE;
    }

  if (iter->next_time < GNOMON_DAY_SECONDS)
    {
      int time = next_time (iter, iter->next_time);

      if (time >= 0)
        {
          iter->next_time = time + 1;
          *wall = iter->day * GNOMON_DAY_SECONDS + time;
          return TRUE;
        }
    }

  iter->next_time = GNOMON_DAY_SECONDS;
  day = gnomon_rule_next_bit (iter->days, iter->n_words, 0);
  if (day < 0)
    return FALSE;

  iter->days[day / 64] &= iter->days[day / 64] - 1;
  iter->day = iter->first_day + day;
  if (rule->n_times > 1)
    iter->next_time = rule->lowest_time + 1;
  *wall = iter->day * GNOMON_DAY_SECONDS + rule->lowest_time;
  return TRUE;
}

/* Leaves out of the set what is before the time from which on starts are asked for. */
static void
drop_before (GnomonRuleIter *iter)
{
  gint64 from_day = gnomon_civil_day_of_wall (iter->from);
  int from_time = (int) (iter->from - from_day * GNOMON_DAY_SECONDS);
  gint64 bit = from_day - iter->first_day;

  if (iter->n_words == 0)
    {
      if (iter->day < from_day)
        iter->next_time = GNOMON_DAY_SECONDS;
      else if (iter->day == from_day)
        iter->next_time = MAX (iter->next_time, from_time);
      return;
    }

  for (int word = 0; word < iter->n_words; word++)
    if (bit >= (word + 1) * 64)
      iter->days[word] = 0;
    else if (bit > word * 64)
      iter->days[word] &= ~G_GUINT64_CONSTANT (0) << (bit - word * 64);

  if (bit >= 0 && bit < iter->n_words * 64 && (iter->days[bit / 64] >> (bit % 64) & 1))
    {
      iter->days[bit / 64] &= iter->days[bit / 64] - 1;
      iter->day = from_day;
      iter->next_time = from_time;
    }
}

static gboolean
next_set (GnomonRuleIter *iter)
{
  GnomonRule *rule = iter->rule;

  iter->period += rule->step;
  if (!gnomon_rule_iter_load (iter))
    return FALSE;

  if (G_UNLIKELY (iter->from > (iter->n_words == 0 ? iter->day : iter->first_day) *
                  GNOMON_DAY_SECONDS) && !rule->has_positions)
    drop_before (iter);
  return TRUE;
}

/**
 * gnomon_rule_iter_init:
 * @iter: (out): an iterator
 * @rule: the rule, which must outlive it
 * @from_wall: from where on starts are asked for, inclusive; in wall seconds
 *
 * It goes straight to @from_wall, however far from DTSTART that is.
 */
void
gnomon_rule_iter_init (GnomonRuleIter *iter,
                       GnomonRule     *rule,
                       gint64          from_wall)
{
  gint64 period;

  g_return_if_fail (iter != NULL);
  g_return_if_fail (rule != NULL);

  memset (iter, 0, sizeof *iter);
  iter->rule = rule;
  iter->start_pending = from_wall <= rule->start;
  iter->from = MAX (from_wall, rule->start + 1);
  iter->done = iter->from > rule->end;
  iter->gave_up = iter->done && rule->gave_up;
  if (iter->done)
    return;

  period = gnomon_rule_period_at (rule, iter->from) - rule->first_period;
  iter->period = rule->first_period + (period / rule->step - 1) * rule->step;
  if (rule->frequency > GNOMON_RULE_DAILY)
    iter->last_period = gnomon_rule_period_at (rule, rule->end);
  iter->hours = rule->hours;
  iter->minutes = rule->minutes;
  iter->seconds = rule->seconds;
  iter->next_time = GNOMON_DAY_SECONDS;
  iter->position = G_MAXINT;
  if (rule->frequency == GNOMON_RULE_YEARLY)
    iter->n_words = DAYS_WORDS;
  else if (rule->frequency > GNOMON_RULE_DAILY)
    iter->n_words = 1;
  else
    iter->n_days = 1;
}

/**
 * gnomon_rule_iter_next:
 * @iter: an iterator
 * @wall: (out): the next start, in wall seconds
 *
 * Returns: %FALSE where there is no further one
 */
gboolean
gnomon_rule_iter_next (GnomonRuleIter *iter,
                       gint64         *wall)
{
  GnomonRule *rule = iter->rule;

  if (G_UNLIKELY (iter->start_pending))
    {
      iter->start_pending = FALSE;
      *wall = rule->start;
      return TRUE;
    }

  while (!iter->done)
    {
      gint64 found;

      while (next_in_set (iter, &found))
        {
          if (found < iter->from)
            continue;

          if (found > rule->end)
            {
              iter->done = TRUE;
              iter->gave_up = rule->gave_up;
              return FALSE;
            }

          if (G_UNLIKELY (found >= rule->check_from) &&
              gnomon_zone_to_instant (rule->zone, found) > rule->until)
            continue;

          *wall = found;
          return TRUE;
        }

      if (!next_set (iter))
        {
          iter->done = TRUE;
          iter->gave_up = iter->gave_up || rule->gave_up;
        }
    }

  return FALSE;
}

/**
 * gnomon_rule_iter_gave_up:
 * @iter: an iterator that has come to its end
 *
 * Returns: whether that was the end of its patience: there may be further starts, which were not
 *   found within a bounded number of steps
 */
gboolean
gnomon_rule_iter_gave_up (GnomonRuleIter *iter)
{
  return iter->gave_up;
}
