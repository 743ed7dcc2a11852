/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Where a week begins, and which of its days are for work: by the settings, else by the locale.
 * Weekdays are 1 Monday … 7 Sunday, days are those of gnomon-civil.h. (The WKST of a recurrence
 * rule is none of this.)
 */

G_BEGIN_DECLS

int    gnomon_week_get_first_weekday (const char         *setting);
guint  gnomon_week_get_work_days     (const char * const *setting);
gint64 gnomon_week_get_start         (gint64              civil_day,
                                      int                 first_weekday);
int    gnomon_week_get_number        (gint64              first_day);

G_END_DECLS
