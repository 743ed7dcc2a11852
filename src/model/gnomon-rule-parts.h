/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-rule-text.h"

/*
 * A recurrence rule in its parts (RFC 5545, 3.3.10): what the engine compiles, and what an editor
 * or a summary in words reads and writes. Plain values, without a pointer in them: they may be
 * copied, and need not be freed.
 */

G_BEGIN_DECLS

typedef enum
{
  GNOMON_RULE_SECONDLY,
  GNOMON_RULE_MINUTELY,
  GNOMON_RULE_HOURLY,
  GNOMON_RULE_DAILY,
  GNOMON_RULE_WEEKLY,
  GNOMON_RULE_MONTHLY,
  GNOMON_RULE_YEARLY,
} GnomonRuleFrequency;

/* A set of the numbers -383 to 383. */
typedef struct
{
  guint64 words[12];                 /* bit 384 + number */
} GnomonRuleNumbers;

typedef struct
{
  GnomonRuleFrequency frequency;
  int interval;                      /* from 1 */
  int count;                         /* 0: none */
  GnomonRuleForm until_form;         /* NONE: no UNTIL */
  gint64 until;                      /* wall seconds as written, inclusive; UTC: Unix seconds */
  int week_start;                    /* 1 Monday … 7 Sunday */
  gboolean skips_back;               /* a day that a month does not have is its last (RFC 7529) */

  GnomonRuleNumbers by_second;       /* 0 … 60 */
  GnomonRuleNumbers by_minute;
  GnomonRuleNumbers by_hour;
  GnomonRuleNumbers by_month_day;    /* from 1, or from the end from -1; so the next three too */
  GnomonRuleNumbers by_year_day;
  GnomonRuleNumbers by_week;
  GnomonRuleNumbers by_position;
  GnomonRuleNumbers by_month;
  GnomonRuleNumbers by_day[8];       /* [1] Monday … [7] Sunday: which of them; 0: every one */
} GnomonRuleParts;

void     gnomon_rule_parts_init     (GnomonRuleParts *parts, GnomonRuleFrequency frequency);

/* TRUE, or FALSE and error (INVALID_ARGUMENT, beginning with @field). */
gboolean gnomon_rule_parts_parse    (GnomonRuleParts *parts, const char *rule, const char *field,
                                     GError **error);
/* (transfer full): a canonical RRULE */
char    *gnomon_rule_parts_format   (const GnomonRuleParts *parts);
gboolean gnomon_rule_parts_has_day  (const GnomonRuleParts *parts);   /* whether there is a BYDAY */
void     gnomon_rule_parts_take_month (GnomonRuleParts *parts, gint64 start_day);

gboolean gnomon_rule_numbers_is_empty (const GnomonRuleNumbers *numbers);
gboolean gnomon_rule_numbers_has      (const GnomonRuleNumbers *numbers, int number);
void     gnomon_rule_numbers_add      (GnomonRuleNumbers *numbers, int number); /* -383 … 383 */
void     gnomon_rule_numbers_remove   (GnomonRuleNumbers *numbers, int number);

/* The numbers in ascending order: start with GNOMON_RULE_NUMBERS_BEGIN; FALSE at the end. */
#define GNOMON_RULE_NUMBERS_BEGIN (-384)
gboolean gnomon_rule_numbers_next     (const GnomonRuleNumbers *numbers, int *number);

G_END_DECLS
