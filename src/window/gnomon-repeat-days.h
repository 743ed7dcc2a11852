/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-rule-parts.h"

/* The words for the days of a rule, of which gnomon-repeat-phrases.c makes its phrases. */

G_BEGIN_DECLS

char    *gnomon_repeat_days_join         (GPtrArray             *items);
gboolean gnomon_repeat_days_get_weekdays (const GnomonRuleParts *parts,
                                          guint                 *weekdays);
char    *gnomon_repeat_days_say          (const GnomonRuleParts *parts,
                                          int                    start_day,
                                          gboolean              *are_weekdays);

G_END_DECLS
