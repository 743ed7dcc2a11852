/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-rule-private.h"

/*
 * Counting: the elements of a period's set by their index, which BYSETPOS asks for, and the starts
 * of a rule, which COUNT asks for (RFC 5545, 3.3.10). DTSTART counts as the first of them.
 */

#define MOST_COUNTED_PERIODS 50000

/* In the unit of any period this leads out of the years 1 to 9999, and not out of 64 bits. */
#define LONGEST_WALK G_GINT64_CONSTANT (400000000000)

/* The n-th lowest bit, from 0. */
static int
find_nth_bit (guint64 word,
              int     n)
{
  for (; n > 0; n--)
    word &= word - 1;

  return __builtin_ctzll (word);
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

/**
 * gnomon_rule_get_element:
 * @iter: an iterator with a set, none of whose days was taken out
 * @index: from 0
 *
 * Returns: the wall time that is the @index-th element of the set
 */
gint64
gnomon_rule_get_element (const GnomonRuleIter *iter,
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

/**
 * gnomon_rule_next_position:
 * @rule: a rule with BYSETPOS
 * @after: an index, or -1
 * @total: how many elements the set has
 *
 * BYSETPOS comes last of all parts, and takes out of the set of one period (RFC 5545, 3.3.10).
 *
 * Returns: the least index after @after that BYSETPOS takes; -1 for none
 */
gint64
gnomon_rule_next_position (GnomonRule *rule,
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

/* Takes up to @n of the set's elements from the @index-th on; answers how many there were. */
static gint64
take_elements (const GnomonRuleIter *iter,
               gint64                index,
               gint64                n,
               gint64               *wall)
{
  GnomonRule *rule = iter->rule;
  gint64 total = (gint64) iter->n_days * rule->n_times;
  gint64 last = index - 1, n_taken;

  if (!rule->has_positions)
    {
      n_taken = MIN (total - index, n);
      last += n_taken;
    }
  else
    {
      for (n_taken = 0; n_taken < n; n_taken++)
        {
          gint64 next = gnomon_rule_next_position (rule, last, total);

          if (next < 0)
            break;
          last = next;
        }
    }

  if (n_taken > 0)
    *wall = gnomon_rule_get_element (iter, last);
  return n_taken;
}

/* How many periods of the rule begin from @from on and before @to, limited or not. */
static gint64
count_periods (GnomonRule *rule,
               gint64      from,
               gint64      to)
{
  if (from >= to)
    return 0;

  return (gnomon_rule_align (rule, to) - gnomon_rule_align (rule, from)) / rule->step;
}

/* The same for the stretches, each @length seconds long, whose bits are set in @mask. */
static gint64
count_periods_in (GnomonRule *rule,
                  guint64     mask,
                  gint64      begin,
                  int         length,
                  gint64      from)
{
  gint64 n = 0;

  while (mask != 0)
    {
      int first = __builtin_ctzll (mask);
      int n_bits = __builtin_ctzll (~(mask >> first));

      n += count_periods (rule, MAX (begin + first * length, from),
                          begin + (first + n_bits) * length);
      mask &= ~(((G_GUINT64_CONSTANT (1) << n_bits) - 1) << first);
    }

  return n;
}

/* For HOURLY and below: how many periods from @from to the end of its day pass BYHOUR, BYMINUTE and
 * BYSECOND. What that costs is added to @n_steps. */
static gint64
count_periods_of_day (GnomonRule *rule,
                      gint64      from,
                      int        *n_steps)
{
  gint64 day = gnomon_civil_day_of_wall (from) * GNOMON_DAY_SECONDS;
  gboolean by_second = rule->frequency < GNOMON_RULE_MINUTELY && rule->seconds != ALL_SIXTY;
  gboolean by_minute = by_second ||
                       (rule->frequency < GNOMON_RULE_HOURLY && rule->minutes != ALL_SIXTY);
  gint64 n = 0;

  ++*n_steps;
  if (!by_minute)
    return count_periods_in (rule, rule->hours, day, 3600, from);

  for (guint hours = rule->hours; hours != 0; hours &= hours - 1)
    {
      gint64 hour = day + __builtin_ctz (hours) * 3600;

      ++*n_steps;
      if (hour + 3600 <= from)
        continue;

      if (!by_second)
        {
          n += count_periods_in (rule, rule->minutes, hour, 60, from);
          continue;
        }

      for (guint64 minutes = rule->minutes; minutes != 0; minutes &= minutes - 1, ++*n_steps)
        n += count_periods_in (rule, rule->seconds, hour + __builtin_ctzll (minutes) * 60, 1, from);
    }

  return n;
}

/* For HOURLY and below: leaves out whole days, as long as they have less than @n starts together.
 * FALSE where none has as many. */
static gboolean
skip_days (GnomonRuleIter *iter,
           gint64         *n,
           gint64         *wall,
           gboolean       *gave_up)
{
  GnomonRule *rule = iter->rule;
  gint64 from = iter->period + rule->step;
  gint64 n_in_period = take_elements (iter, 0, G_MAXINT64, wall);
  int n_steps = 0;

  for (;;)
    {
      gint64 day = gnomon_civil_day_of_wall (from);
      gint64 passing = gnomon_rule_next_passing_day (iter, day);
      gint64 here;

      if (from > rule->end)
        return FALSE;

      *wall = from - 1;
      if (n_steps > MOST_COUNTED_PERIODS)
        {
          *gave_up = TRUE;
          return FALSE;
        }

      if (passing > day)
        {
          n_steps++;
          from = passing * GNOMON_DAY_SECONDS;
          continue;
        }

      here = count_periods_of_day (rule, from, &n_steps) * n_in_period;
      if (here >= *n)
        break;
      *n -= here;
      from = (day + 1) * GNOMON_DAY_SECONDS;
    }

  iter->period = gnomon_rule_align (rule, from) - rule->step;
  return TRUE;
}

/**
 * gnomon_rule_find_nth:
 * @rule: a rule
 * @n: which start after DTSTART, from 1
 * @wall: (out): the start
 * @gave_up: (out): whether it may be there, though it was not found within the bounds; up to @wall
 *   there are no more than @n then
 *
 * Counts by periods and days, not by starts.
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
       gnomon_rule_next_position (rule, -1, rule->n_times) < 0))
    return FALSE;

  for (int n_steps = 0; n_steps < MOST_COUNTED_PERIODS; n_steps++)
    {
      gint64 n_taken;

      iter.period += rule->step;
      if (!gnomon_rule_iter_load (&iter))
        {
          *gave_up = iter.gave_up;
          return FALSE;
        }

      n_taken = take_elements (&iter, n_steps == 0 ? count_elements (&iter, iter.from) : 0, n,
                               wall);
      if (n_taken == n)
        return *wall <= rule->end;
      n -= n_taken;

      if (rule->regular)
        {
          gint64 n_each = take_elements (&iter, 0, G_MAXINT64, wall);
          gint64 n_periods = MIN ((n - 1) / n_each, LONGEST_WALK / rule->step);

          n -= n_periods * n_each;
          iter.period += n_periods * rule->step;
        }
      else if (rule->frequency < GNOMON_RULE_DAILY && n_steps == 0 &&
               !skip_days (&iter, &n, wall, gave_up))
        {
          return FALSE;
        }
    }

  *gave_up = TRUE;
  return FALSE;
}
