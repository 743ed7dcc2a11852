/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-event.h"
#include "gnomon-repeat.h"

/*
 * How an event repeats, in words. Needs no display, and asks for no time by itself. All strings are
 * (transfer full).
 */

G_BEGIN_DECLS

/* Inside of a sentence: "every 2 weeks on Tuesday"; NULL where the rule cannot be said. */
char *gnomon_repeat_words_pattern   (const char *rrule,
                                     gint64      start_day);
/* For itself, with its end: "Every 2 weeks on Tuesday, until 22 December · 3 times". */
char *gnomon_repeat_words_summary   (const char *rrule,
                                     gint64      start_wall,
                                     gboolean    all_day,
                                     GTimeZone  *zone,
                                     gint64      today);
/* Inside of a sentence, of every event that repeats: "on 3 dates", "by a rule of its own". */
char *gnomon_repeat_words_for_event (GnomonEvent *series);
/* Of a month: "On the 18th", "On the third Wednesday". */
char *gnomon_repeat_words_day       (GnomonRepeatOn on,
                                     gint64         start_day);
/* A phrase as the begin of a sentence. */
char *gnomon_repeat_words_begin     (const char *phrase);

G_END_DECLS
