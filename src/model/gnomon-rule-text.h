/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * The form of recurrence values (RFC 5545, 3.3.10, 3.8.5.1 and 3.8.5.2): what is none is refused
 * before it is stored. Which dates a rule means is not judged here.
 */

G_BEGIN_DECLS

/* How a date or a time is written. */
typedef enum
{
  GNOMON_RULE_FORM_NONE,
  GNOMON_RULE_FORM_DATE,   /* 20261231 */
  GNOMON_RULE_FORM_WALL,   /* 20261231T235900 */
  GNOMON_RULE_FORM_UTC,    /* 20261231T225900Z */
} GnomonRuleForm;

/* The value of an RRULE in capitals; empty stays empty. NULL and error (INVALID_ARGUMENT) else. */
char  *gnomon_rule_text_normalize       (const char *text, const char *field, GError **error);

/* Values of EXDATE, or of RDATE, which may be periods: one in each string. */
char **gnomon_rule_text_normalize_dates (const char * const *values, const char *field,
                                         gboolean allow_periods, GError **error);

GnomonRuleForm gnomon_rule_text_parse_time (const char *text, gssize length, gint64 *time);

G_END_DECLS
