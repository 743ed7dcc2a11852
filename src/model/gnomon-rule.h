/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-rule-parts.h"

/*
 * The recurrence engine: which wall times a rule means (RFC 5545, 3.3.10).
 *
 * All times are wall seconds (gnomon-civil.h); a rule of an all-day series deals in midnights. The
 * starts that an iterator gives ascend strictly as wall times. As instants (gnomon-zone.h) they
 * may meet, or even cross, where the clock is put forward: a start in the gap moves behind it, to
 * where another one of an hourly rule may be already. Who makes instants of them takes care of it.
 */

G_BEGIN_DECLS

/* A compiled rule with its DTSTART: immutable, atomically counted. */
typedef struct _GnomonRule GnomonRule;

/* @rrule as gnomon_rule_text_normalize() gives it. @zone is what an UNTIL in UTC is compared in;
 * NULL: UTC. NULL and error (INVALID_ARGUMENT) where it is no rule. */
GnomonRule *gnomon_rule_new        (const char *rrule, gint64 start_wall, gboolean all_day,
                                    GTimeZone *zone, GError **error);
void        gnomon_rule_free      (GnomonRule *rule);
gboolean    gnomon_rule_is_endless (GnomonRule *rule);                 /* neither COUNT nor UNTIL */
int         gnomon_rule_get_count  (GnomonRule *rule);                 /* 0: none */
/* FALSE: endless, or not found within the bounds */
gboolean    gnomon_rule_get_last   (GnomonRule *rule, gint64 *wall);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomonRule, gnomon_rule_free)

/* Lives on the stack, borrows its rule, and allocates nothing. Its fields are private. */
typedef struct
{
  GnomonRule *rule;
  gint64 from;             /* what comes before is left out */
  gint64 period;           /* as gnomon_rule_period_at() has it */
  gint64 last_period;      /* MONTHLY and YEARLY, WEEKLY */

  /* The set of the period: each of the days with each of the times. */
  gint64 first_day;        /* of bit 0 */
  guint64 days[6];
  guint64 minutes, seconds;
  guint32 hours;
  int n_words;             /* of @days */
  int n_days;

  /* Where in the set we are. */
  gint64 day;              /* the day whose times are being given */
  int next_time;           /* from which second of it on; 86400: none */
  int position;            /* by BYSETPOS: the index that was given last, from 0 */

  /* MONTHLY and below: the days that pass, of the year that begins and ends here. */
  gint64 limits_from;
  gint64 limits_to;        /* exclusive */
  guint64 limits[6];

  guint8 start_pending, done, gave_up;
} GnomonRuleIter;

/* at or after it */
void        gnomon_rule_iter_init    (GnomonRuleIter *iter, GnomonRule *rule, gint64 from_wall);
gboolean    gnomon_rule_iter_next    (GnomonRuleIter *iter, gint64 *wall);
/* ended by the bound of steps, not by the rule */
gboolean    gnomon_rule_iter_gave_up (GnomonRuleIter *iter);

G_END_DECLS
