/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-parse-text.h"
#include "gnomon-phrase-reader.h"

/*
 * What one language makes of a text: each phrase takes its tokens and says something of the event.
 * What was said first stands; a phrase that comes too late, or does not fit, stays in the title.
 */

G_BEGIN_DECLS

/* Of a token: part of the title, or of a phrase that is no value by itself ("at"). */
#define GNOMON_PART_TITLE (-1)
#define GNOMON_PART_SILENT (-2)

typedef struct
{
  int key;                    /* GnomonEventKey, or one of the above */
  guint phrase;               /* which one, counted from 1 */
} GnomonPart;

typedef enum
{
  GNOMON_REPEAT_NONE,
  GNOMON_REPEAT_HOURLY,
  GNOMON_REPEAT_DAILY,
  GNOMON_REPEAT_WEEKLY,
  GNOMON_REPEAT_MONTHLY,
  GNOMON_REPEAT_YEARLY,
} GnomonRepeat;

typedef struct
{
  GnomonPhraseReader reader;
  const GnomonParseContext *context;
  const char *text;
  GnomonPart *parts;          /* one for each token */
  guint n_phrases;

  gboolean has_day;
  GnomonPhraseValue day;
  gboolean has_last_day;      /* of the event, inclusive; of the series where it repeats */
  GnomonPhraseValue last_day;
  int part_of_day;            /* minutes of the day; -1: none was named */

  gboolean has_time;
  GnomonPhraseValue time;
  gboolean has_end;
  GnomonPhraseValue end;
  gboolean has_length;
  GnomonPhraseValue length;
  gboolean has_distance;      /* from now */
  GnomonPhraseValue distance;
  gboolean is_all_day;

  GnomonRepeat repeat;
  int interval;
  guint weekdays;             /* bit 0 is Monday; 0: that of the first day */
  int ordinal;                /* of the weekday in the month; 0: none */
  int day_of_month;           /* 0: that of the first day; -1: the last */
  int count;                  /* 0: without end */

  int reminder_minutes;       /* -1: not said */
  gboolean has_no_reminder;
  gboolean is_reminder;

  char *location;
  char *url;
  GPtrArray *guests;          /* of GnomonParsedGuest */
} GnomonUnderstanding;

typedef struct
{
  char *email;
  char *name;                 /* (nullable) */
} GnomonParsedGuest;

void                 gnomon_understanding_free (GnomonUnderstanding      *self);

/* Marks tokens [start, end) as a phrase. */
void gnomon_understanding_take    (GnomonUnderstanding *self, guint start, guint end, int key);

char *gnomon_understanding_dup_text (const GnomonUnderstanding *self, guint start, guint end);

/* gnomon-parse-phrases.c: days, times, lengths, repetition, reminders. */
void gnomon_understanding_read_phrases (GnomonUnderstanding *self);

/* gnomon-parse-names.c: places, guests, a link; of what the phrases have left. */
void gnomon_understanding_read_names   (GnomonUnderstanding *self);

/* gnomon-parse-fields.c: everything but the title. */
void gnomon_understanding_fill    (GnomonUnderstanding *self, GnomonFields *fields);

/* gnomon-parse-title.c: what is left; (transfer full), empty where it is nothing. */
char *gnomon_understanding_dup_title (const GnomonUnderstanding *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomonUnderstanding, gnomon_understanding_free)

/* gnomon-parse-repeat.c: FALSE where the phrase does not fit what was said before it. */
gboolean             gnomon_understanding_take_repeat (GnomonUnderstanding *self, guint at,
                                                       const GnomonPhraseMatch *match);
gboolean             gnomon_understanding_take_count  (GnomonUnderstanding *self, guint at,
                                                       const GnomonPhraseMatch *match);

G_END_DECLS
