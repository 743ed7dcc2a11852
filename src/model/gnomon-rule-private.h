/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-civil.h"
#include "gnomon-rule.h"

/* What the engine's files share; gnomon-rule.c says which file does what. */

G_BEGIN_DECLS

#define DAYS_WORDS 6                    /* of 64 bits: more than the 371 days of 53 weeks */
#define SET_LIMIT (DAYS_WORDS * 64)

#define ALL_HOURS 0xffffffu
#define ALL_SIXTY ((G_GUINT64_CONSTANT (1) << 60) - 1)

struct _GnomonRule
{
  GnomonRuleFrequency frequency;
  gint64 start;
  int count;
  gboolean endless;

  gint64 end;                  /* no start is after this wall time */
  gboolean gave_up;            /* … that is known: the bound of steps was met there */
  gint64 check_from;           /* from here on, starts are compared with @until as instants */
  gint64 until;
  GTimeZone *zone;             /* (nullable) */

  /* Which periods there are; in the unit of GnomonRuleIter's period. */
  gint64 first_period;
  gint64 step;
  int week_start;
  gboolean regular;            /* each has the same number of starts: nothing limits it */

  /* The times of a period's set, or what limits the periods of the smaller frequencies. */
  guint32 hours;
  guint64 minutes, seconds;
  int n_times;                 /* in a set, on each of its days */
  int lowest_time;             /* of a set, in seconds from the begin of its day, hour or minute */

  /* The days: all conditions hold together. */
  gboolean limits_days;        /* there is more to ask of a day than its place in the period */
  int most_empty_periods;      /* after which in a row there is none that is not empty */
  guint16 months;              /* bit 1 January */
  guint32 month_days[4][7];    /* bit 0 the 1st; by length - 28 and first weekday - 1 */
  guint8 weekdays;             /* bit 0 Monday: BYDAY without an ordinal */
  gboolean has_year_days;
  guint64 year_days[2][DAYS_WORDS];      /* bit 0 1 January; [1] in leap years */
  gboolean has_weeks;
  guint64 weeks, weeks_from_end;         /* bit 1 the first, or the last */
  gboolean has_year_ordinals;
  guint64 year_ordinals[7], year_ordinals_from_end[7];    /* likewise; [0] Mondays */

  gboolean has_positions;      /* bit 1 the first, or the last */
  guint64 positions[DAYS_WORDS];
  guint64 positions_from_end[DAYS_WORDS];
};

/* gnomon-rule-sets.c: weeks, and the days of a year. */
gint64   gnomon_rule_week_begin      (GnomonRule *rule, gint64 civil_day);
int      gnomon_rule_week_year       (GnomonRule *rule, gint64 civil_day);
int      gnomon_rule_days_of_year    (GnomonRule *rule, int year, gint64 *first_day, guint64 *days);
guint64  gnomon_rule_weekdays        (GnomonRule *rule);
void     gnomon_rule_passing_days    (GnomonRule *rule, int year, guint64 *days);

/* gnomon-rule-periods.c: from period to period. */
gint64   gnomon_rule_period_at        (GnomonRule *rule, gint64 wall);
gint64   gnomon_rule_align            (GnomonRule *rule, gint64 from);
int      gnomon_rule_get_cycle        (GnomonRule *rule, int interval);
gint64   gnomon_rule_next_passing_day (GnomonRuleIter *iter, gint64 civil_day);
gboolean gnomon_rule_iter_load        (GnomonRuleIter *iter);

/* gnomon-rule-count.c: elements of a set, and starts of a rule, by number. */
gint64   gnomon_rule_get_element      (const GnomonRuleIter *iter, gint64 index);
gint64   gnomon_rule_next_position    (GnomonRule *rule, gint64 after, gint64 total);
gboolean gnomon_rule_find_nth         (GnomonRule *rule, gint64 n, gint64 *wall, gboolean *gave_up);

/* The lowest bit at or after @from; -1: none. */
static inline int
gnomon_rule_next_bit (const guint64 *words,
                      int            n_words,
                      int            from)
{
  for (int word = from / 64; word < n_words; word++)
    {
      guint64 rest = words[word];

      if (word == from / 64)
        rest &= ~G_GUINT64_CONSTANT (0) << (from % 64);
      if (rest != 0)
        return word * 64 + __builtin_ctzll (rest);
    }

  return -1;
}

G_END_DECLS
