/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-rule-private.h"
#include "gnomon-zone.h"

/*
 * Walking through a rule's starts, period by period.
 *
 * A period is what INTERVAL counts: a year, a month, a week, a day, an hour, a minute or a second.
 * Its set is a number of days, each with the same times; BYSETPOS takes some of its elements. The
 * periods are a plain arithmetic sequence from the one of DTSTART on, so that the first one at or
 * after any time is found by a division.
 */

/*
 * After 400 years the calendar repeats, weekdays and all: 4,800 months, 20,871 weeks, 146,097
 * days. A rule whose periods were empty for as many in a row has no further start: taken in steps
 * of INTERVAL they come by all the places of the cycle that they ever reach. For the smaller
 * frequencies the same number is no proof, only a bound.
 */
#define MOST_COUNTED_PERIODS 200000

/* In the unit of any period this leads out of the years 1 to 9999, and not out of 64 bits. */
#define LONGEST_WALK G_GINT64_CONSTANT (400000000000)

static const int most_empty_periods[] = {
  [GNOMON_RULE_SECONDLY] = 146097,
  [GNOMON_RULE_MINUTELY] = 146097,
  [GNOMON_RULE_HOURLY] = 146097,
  [GNOMON_RULE_DAILY] = 146097,
  [GNOMON_RULE_WEEKLY] = 20871,
  [GNOMON_RULE_MONTHLY] = 4800,
  [GNOMON_RULE_YEARLY] = 400,
};

/**
 * gnomon_rule_period_at:
 * @rule: a rule
 * @wall: wall seconds
 *
 * Returns: the period of the rule's frequency that @wall is in, as the iterator has it: the year,
 *   or that of the week where BYWEEKNO is; the month, counted from January of year 0; the first
 *   day of the week; else its begin in wall seconds
 */
gint64
gnomon_rule_period_at (GnomonRule *rule,
                       gint64      wall)
{
  gint64 day = gnomon_civil_day_of_wall (wall);
  int time = (int) (wall - day * GNOMON_DAY_SECONDS);
  int year, month;

  switch (rule->frequency)
    {
    case GNOMON_RULE_SECONDLY:
      return wall;

    case GNOMON_RULE_MINUTELY:
      return wall - time % 60;

    case GNOMON_RULE_HOURLY:
      return wall - time % 3600;

    case GNOMON_RULE_DAILY:
      return wall - time;

    case GNOMON_RULE_WEEKLY:
      return gnomon_rule_week_begin (rule, day);

    case GNOMON_RULE_MONTHLY:
      gnomon_civil_day_to_ymd (day, &year, &month, NULL);
      return year * 12 + month - 1;

    case GNOMON_RULE_YEARLY:
      if (rule->has_weeks)
        return gnomon_rule_week_year (rule, day);
      gnomon_civil_day_to_ymd (day, &year, NULL, NULL);
      return year;

    default:
      g_return_val_if_reached (wall);
    }
}

/* The n-th lowest bit, from 0. */
static int
find_nth_bit (guint64 word,
              int     n)
{
  for (; n > 0; n--)
    word &= word - 1;

  return __builtin_ctzll (word);
}

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

/* How many times of a day are before second @to of it. */
static int
count_times (const GnomonRuleIter *iter,
             int                   to)
{
  int hour = to / 3600, minute = to / 60 % 60, second = to % 60;
  int n_minutes = __builtin_popcountll (iter->minutes);
  int n_seconds = __builtin_popcountll (iter->seconds);
  int n;

  n = __builtin_popcountll (iter->hours & ((G_GUINT64_CONSTANT (1) << hour) - 1)) * n_minutes *
      n_seconds;
  if (!(iter->hours >> hour & 1))
    return n;

  n += __builtin_popcountll (iter->minutes & ((G_GUINT64_CONSTANT (1) << minute) - 1)) * n_seconds;
  if (!(iter->minutes >> minute & 1))
    return n;

  return n + __builtin_popcountll (iter->seconds & ((G_GUINT64_CONSTANT (1) << second) - 1));
}

/* The wall time that is the @index-th element of the set, from 0. */
static gint64
get_element (const GnomonRuleIter *iter,
             gint64                index)
{
  int n_minutes = __builtin_popcountll (iter->minutes);
  int n_seconds = __builtin_popcountll (iter->seconds);
  int n_times = iter->rule->n_times;
  int nth_day = (int) (index / n_times);
  int nth_time = (int) (index % n_times);
  gint64 day = iter->day;

  for (int word = 0; word < iter->n_words; word++)
    {
      int n = __builtin_popcountll (iter->days[word]);

      if (nth_day < n)
        {
          day = iter->first_day + word * 64 + find_nth_bit (iter->days[word], nth_day);
          break;
        }
      nth_day -= n;
    }

  return day * GNOMON_DAY_SECONDS +
         find_nth_bit (iter->hours, nth_time / n_seconds / n_minutes) * 3600 +
         find_nth_bit (iter->minutes, nth_time / n_seconds % n_minutes) * 60 +
         find_nth_bit (iter->seconds, nth_time % n_seconds);
}

/* How many elements of the set are before @wall. */
static gint64
count_elements (const GnomonRuleIter *iter,
                gint64                wall)
{
  gint64 day = gnomon_civil_day_of_wall (wall);
  gint64 n_days = 0;
  gboolean has_day = iter->n_words == 0 && iter->day == day;

  if (iter->n_words == 0)
    n_days = iter->day < day;

  for (int bit = -1; (bit = gnomon_rule_next_bit (iter->days, iter->n_words, bit + 1)) >= 0;)
    {
      n_days += iter->first_day + bit < day;
      has_day = has_day || iter->first_day + bit == day;
    }

  return n_days * iter->rule->n_times +
         (has_day ? count_times (iter, gnomon_civil_time_of_wall (wall)) : 0);
}

/* The least index after @after, of @total, that BYSETPOS takes (RFC 5545, 3.3.10); -1: none. */
static gint64
next_position (GnomonRule *rule,
               gint64      after,
               gint64      total)
{
  gint64 found = -1;

  if (after + 2 < SET_LIMIT)
    {
      int position = gnomon_rule_next_bit (rule->positions, DAYS_WORDS, (int) after + 2);

      if (position >= 0 && position <= total)
        found = position - 1;
    }

  for (gint64 from_end = MIN (total - after - 1, SET_LIMIT - 1); from_end > 0; from_end--)
    {
      if (found >= 0 && total - from_end >= found)
        break;
      if (rule->positions_from_end[from_end / 64] >> (from_end % 64) & 1)
        return total - from_end;
    }

  return found;
}

static gboolean
next_in_set (GnomonRuleIter *iter,
             gint64         *wall)
{
  GnomonRule *rule = iter->rule;
  int day;

  if (rule->has_positions)
    {
      gint64 index = next_position (rule, iter->position, (gint64) iter->n_days * rule->n_times);

      if (index < 0)
        return FALSE;
      iter->position = (int) index;
      *wall = get_element (iter, index);
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

/* The first period of the sequence that begins at or after @from. */
static gint64
align (GnomonRule *rule,
       gint64      from)
{
  gint64 steps = (from - rule->first_period + rule->step - 1) / rule->step;

  return rule->first_period + steps * rule->step;
}

/* Looks up the days of the year of @civil_day, unless they are there already. */
static void
find_limits (GnomonRuleIter *iter,
             gint64          civil_day)
{
  int year;

  if (civil_day >= iter->limits_from && civil_day < iter->limits_to)
    return;

  gnomon_civil_day_to_ymd (civil_day, &year, NULL, NULL);
  iter->limits_from = gnomon_civil_day_from_ymd (year, 1, 1);
  iter->limits_to = gnomon_civil_day_from_ymd (year + 1, 1, 1);
  gnomon_rule_passing_days (iter->rule, year, iter->days);
}

/*
 * For DAILY and below, where BYMONTH to BYDAY, and below it BYHOUR to BYSECOND limit: the earliest
 * wall time at or after @wall that may pass. It is @wall itself if that passes.
 */
static gint64
skip_to_passing (GnomonRuleIter *iter,
                 gint64          wall)
{
  GnomonRule *rule = iter->rule;
  gint64 day = gnomon_civil_day_of_wall (wall);
  int time = (int) (wall - day * GNOMON_DAY_SECONDS);
  int hour = time / 3600, minute = time / 60 % 60, second = time % 60;
  guint64 rest;

  if (rule->limits_days)
    {
      int bit;

      find_limits (iter, day);
      bit = gnomon_rule_next_bit (iter->days, DAYS_WORDS, (int) (day - iter->limits_from));
      if (bit < 0)
        return iter->limits_to * GNOMON_DAY_SECONDS;
      if (iter->limits_from + bit > day)
        return (iter->limits_from + bit) * GNOMON_DAY_SECONDS;
    }

  if (rule->frequency >= GNOMON_RULE_DAILY)
    return wall;

  rest = rule->hours >> hour;
  if (rest == 0)
    return (day + 1) * GNOMON_DAY_SECONDS;
  if (!(rest & 1))
    return day * GNOMON_DAY_SECONDS + (hour + __builtin_ctzll (rest)) * 3600;
  if (rule->frequency >= GNOMON_RULE_HOURLY)
    return wall;

  rest = rule->minutes >> minute;
  if (rest == 0)
    return wall - time % 3600 + 3600;
  if (!(rest & 1))
    return wall - second + __builtin_ctzll (rest) * 60;
  if (rule->frequency >= GNOMON_RULE_MINUTELY)
    return wall;

  rest = rule->seconds >> second;
  if (rest == 0)
    return wall - second + 60;
  return wall + __builtin_ctzll (rest);
}

/* The next period of DAILY or below that passes. */
static gboolean
load_short_period (GnomonRuleIter *iter)
{
  GnomonRule *rule = iter->rule;
  int time;

  for (int n_steps = 0;; n_steps++)
    {
      gint64 passing;

      if (iter->period > rule->end)
        return FALSE;

      passing = skip_to_passing (iter, iter->period);
      if (passing == iter->period)
        break;

      if (n_steps > most_empty_periods[rule->frequency])
        {
          iter->gave_up = rule->frequency < GNOMON_RULE_DAILY;
          return FALSE;
        }
      iter->period = align (rule, passing);
    }

  iter->day = gnomon_civil_day_of_wall (iter->period);
  time = (int) (iter->period - iter->day * GNOMON_DAY_SECONDS);
  iter->hours = rule->frequency < GNOMON_RULE_DAILY ? 1u << time / 3600 : rule->hours;
  if (rule->frequency < GNOMON_RULE_HOURLY)
    iter->minutes = G_GUINT64_CONSTANT (1) << time / 60 % 60;
  if (rule->frequency < GNOMON_RULE_MINUTELY)
    iter->seconds = G_GUINT64_CONSTANT (1) << time % 60;
  iter->next_time = time;
  return TRUE;
}

static int
load_long_period (GnomonRuleIter *iter)
{
  GnomonRule *rule = iter->rule;

  switch (rule->frequency)
    {
    case GNOMON_RULE_YEARLY:
      return gnomon_rule_days_of_year (rule, (int) iter->period, &iter->first_day, iter->days);

    case GNOMON_RULE_MONTHLY:
      return gnomon_rule_days_of_month (rule, (int) (iter->period / 12),
                                        (int) (iter->period % 12) + 1, &iter->first_day,
                                        iter->days);

    case GNOMON_RULE_WEEKLY:
      iter->first_day = iter->period;
      return gnomon_rule_days_of_week (rule, iter->period, iter->days);

    case GNOMON_RULE_SECONDLY:
    case GNOMON_RULE_MINUTELY:
    case GNOMON_RULE_HOURLY:
    case GNOMON_RULE_DAILY:
    default:
      g_return_val_if_reached (0);
    }
}

/* The set of the period where the iterator is, or of the next one that has any. */
static gboolean
load_set (GnomonRuleIter *iter)
{
  GnomonRule *rule = iter->rule;

  iter->position = -1;
  if (rule->frequency <= GNOMON_RULE_DAILY)
    return load_short_period (iter);

  for (int n_steps = 0; n_steps <= most_empty_periods[rule->frequency]; n_steps++)
    {
      if (iter->period > iter->last_period)
        return FALSE;

      iter->n_days = load_long_period (iter);
      if (iter->n_days > 0 &&
          (!rule->has_positions ||
           next_position (rule, -1, (gint64) iter->n_days * rule->n_times) >= 0))
        return TRUE;
      iter->period += rule->step;
    }

  return FALSE;
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
  if (!load_set (iter))
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

/**
 * gnomon_rule_find_nth:
 * @rule: a rule
 * @n: which start after DTSTART, from 1
 * @wall: (out): the start
 * @gave_up: (out): whether it may be there, though it was not found within the bounds; up to @wall
 *   there are no more than @n then
 *
 * Counts by periods, not by starts.
 *
 * Returns: whether it was found
 */
gboolean
gnomon_rule_find_nth (GnomonRule *rule,
                      gint64      n,
                      gint64     *wall,
                      gboolean   *gave_up)
{
  GnomonRuleIter iter;

  gnomon_rule_iter_init (&iter, rule, rule->start + 1);
  *gave_up = FALSE;
  *wall = rule->start;
  if (iter.done ||
      (rule->frequency <= GNOMON_RULE_DAILY && rule->has_positions &&
       next_position (rule, -1, rule->n_times) < 0))
    return FALSE;

  for (int n_steps = 0;; n_steps++)
    {
      gint64 total, skipped = 0, n_found;

      iter.period += rule->step;
      if (!load_set (&iter))
        {
          *gave_up = iter.gave_up;
          return FALSE;
        }

      total = (gint64) iter.n_days * rule->n_times;
      if (n_steps == 0)
        skipped = count_elements (&iter, iter.from);

      if (rule->has_positions)
        {
          gint64 index = skipped - 1;

          for (n_found = 0; n_found < n; n_found++)
            if ((index = next_position (rule, index, total)) < 0)
              break;
          if (n_found == n)
            *wall = get_element (&iter, index);
        }
      else
        {
          n_found = MIN (total - skipped, n);
          if (n_found == n)
            *wall = get_element (&iter, skipped + n - 1);
        }

      if (n_found == n)
        return *wall <= rule->end;
      n -= n_found;
      if (n_found > 0)
        *wall = get_element (&iter, total - 1);

      if (rule->regular && n_steps > 0)
        {
          gint64 n_periods = MIN ((n - 1) / n_found, LONGEST_WALK / rule->step);

          n -= n_periods * n_found;
          iter.period += n_periods * rule->step;
        }

      if (n_steps == MOST_COUNTED_PERIODS)
        {
          *gave_up = TRUE;
          return FALSE;
        }
    }
}
