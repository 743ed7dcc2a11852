/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-phrase-book.h"
#include "gnomon-phrase-text.h"

/*
 * Reads the phrases of one language from a text.
 */

G_BEGIN_DECLS

#define GNOMON_PHRASE_MAX_CAPTURES 8

typedef enum
{
  GNOMON_VALUE_NONE = 0,
  GNOMON_VALUE_EITHER_HALF = 1 << 0,  /* a time: 3 in the morning or in the afternoon */
  GNOMON_VALUE_IS_SURE = 1 << 1,      /* a time: nothing but one */
  GNOMON_VALUE_OR_LENGTH = 1 << 2,    /* a time: in this language a length as well */
  GNOMON_VALUE_HALF = 1 << 3,         /* a time: with am or pm */
  GNOMON_VALUE_WEEKDAY = 1 << 4,      /* a day: a weekday's name alone */
  GNOMON_VALUE_NO_YEAR = 1 << 5,      /* a day: of the coming year as well */
  GNOMON_VALUE_MONTH = 1 << 6,        /* a day: with a month */
  GNOMON_VALUE_RANGE = 1 << 7,        /* weekdays: from one to another */
} GnomonPhraseValueFlags;

typedef struct
{
  int number;                 /* a number, a weekday, a month; minutes of the day or of a length */
  int days;                   /* of a length; of a unit that is counted in days */
  int months;                 /* the same */
  gint64 day;                 /* gnomon-civil.h */
  GnomonPhraseValueFlags flags;
} GnomonPhraseValue;

typedef struct
{
  GnomonPhraseSlot slot;
  guint start;                /* tokens */
  guint end;                  /* exclusive */
  GnomonPhraseValue value;
} GnomonPhraseCapture;

typedef struct
{
  const GnomonPhrasePattern *pattern; /* NULL: a time or a day as such */
  guint end;
  guint n_captures;
  GnomonPhraseCapture captures[GNOMON_PHRASE_MAX_CAPTURES];
} GnomonPhraseMatch;

typedef struct
{
  const GnomonPhraseBook *book;
  const GnomonToken *tokens;
  guint n_tokens;
  gint64 today;
  gboolean month_first;
} GnomonPhraseReader;

/* The longest phrase of a level that begins at a token. */
gboolean gnomon_phrase_reader_match   (const GnomonPhraseReader *self, GnomonPhraseLevel level,
                                       guint at, GnomonPhraseMatch *match);

guint    gnomon_phrase_reader_read    (const GnomonPhraseReader *self, GnomonPhraseSlot slot,
                                       guint at, GnomonPhraseValue *value);

const GnomonPhraseCapture *gnomon_phrase_match_find (const GnomonPhraseMatch *match,
                                                     GnomonPhraseSlot slot, guint index);

/* Whether a phrase may begin, or end, before a token: not within what is written as one. */
gboolean gnomon_phrase_reader_may_begin (const GnomonPhraseReader *self, guint at);
gboolean gnomon_phrase_reader_may_end   (const GnomonPhraseReader *self, guint at);

gboolean gnomon_phrase_reader_has       (const GnomonPhraseReader *self, guint at,
                                         GnomonWordClass word_class, int *value);
gboolean gnomon_phrase_reader_is_mark   (const GnomonPhraseReader *self, guint at, gunichar mark);

/* gnomon-phrase-numbers.c: what is read from digits; each answers the token after it, or 0. */
guint    gnomon_phrase_read_number  (const GnomonPhraseReader *self, guint at,
                                     GnomonPhraseValue *value);
gboolean gnomon_phrase_is_joined_number (const GnomonPhraseReader *self, guint at);
/* number: sixtieths */
guint    gnomon_phrase_read_count   (const GnomonPhraseReader *self, guint at,
                                     GnomonPhraseValue *value);
guint    gnomon_phrase_read_day     (const GnomonPhraseReader *self, guint at,
                                     gboolean needs_ending, GnomonPhraseValue *value);
guint    gnomon_phrase_read_year    (const GnomonPhraseReader *self, guint at,
                                     GnomonPhraseValue *value);
guint    gnomon_phrase_read_hour    (const GnomonPhraseReader *self, guint at,
                                     GnomonPhraseValue *value);
guint    gnomon_phrase_read_face    (const GnomonPhraseReader *self, guint at,
                                     GnomonPhraseValue *value);
guint    gnomon_phrase_read_numeric_date (const GnomonPhraseReader *self, guint at,
                                          GnomonPhraseValue *value);

/* gnomon-phrase-dates.c: what the match of a rule means; FALSE: there is no such day or time. */
gboolean gnomon_phrase_eval_time    (const GnomonPhraseReader *self, const GnomonPhraseMatch *match,
                                     GnomonPhraseValue *value);
gboolean gnomon_phrase_eval_date    (const GnomonPhraseReader *self, const GnomonPhraseMatch *match,
                                     GnomonPhraseValue *value);
gboolean gnomon_phrase_eval_length  (const GnomonPhraseReader *self, const GnomonPhraseMatch *match,
                                     GnomonPhraseValue *value);
/* year 0: the coming one */
gboolean gnomon_phrase_make_date    (const GnomonPhraseReader *self, int year, int month, int day,
                                     GnomonPhraseValue *value);
/* The coming one: of this month, or of the first that has it. */
gboolean gnomon_phrase_make_day     (const GnomonPhraseReader *self, int day,
                                     GnomonPhraseValue *value);
gboolean gnomon_phrase_make_weekday (const GnomonPhraseReader *self, int weekday, int when,
                                     GnomonPhraseValue *value);

G_END_DECLS
