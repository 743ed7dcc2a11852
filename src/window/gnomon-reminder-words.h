/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-reminder-story.h"

/* What has happened to a reminder, in sentences for people. */

G_BEGIN_DECLS

typedef struct
{
  gint64 when;                  /* Unix seconds; 0: at no certain time */
  char *text;
} GnomonReminderLine;

/* (transfer full) (element-type GnomonReminderLine): in the order in which it happened */
GPtrArray *gnomon_reminder_words_tell (const GnomonReminderStory *story,
                                       gint64                     now);

G_END_DECLS
