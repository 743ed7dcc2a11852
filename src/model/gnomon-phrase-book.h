/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-phrase.h"

/*
 * The tables of gnomon-phrase.h made ready for reading: words are numbers, and patterns are lists
 * of elements. All languages share the numbers, so that a text is looked up once.
 */

G_BEGIN_DECLS

/* Longer words are of no phrase. In bytes, folded. */
#define GNOMON_PHRASE_MAX_WORD 32

typedef enum
{
  GNOMON_SLOT_WORDS,
  GNOMON_SLOT_NUMBER,
  GNOMON_SLOT_COUNT,
  GNOMON_SLOT_ORDINAL,
  GNOMON_SLOT_DAY,
  GNOMON_SLOT_NTH,
  GNOMON_SLOT_YEAR,
  GNOMON_SLOT_WEEKDAY,
  GNOMON_SLOT_ANYDAY,
  GNOMON_SLOT_DAYS,
  GNOMON_SLOT_EACHDAYS,
  GNOMON_SLOT_MONTH,
  GNOMON_SLOT_UNIT,
  GNOMON_SLOT_HOUR,
  GNOMON_SLOT_FACE,
  GNOMON_SLOT_TIME,
  GNOMON_SLOT_AT,
  GNOMON_SLOT_DATE,
  GNOMON_SLOT_LENGTH,
} GnomonPhraseSlot;

typedef struct
{
  GnomonPhraseSlot slot;
  gboolean is_optional;
  gboolean is_ahead;
  guint first_word;           /* of GNOMON_SLOT_WORDS: in `word_ids` of the book */
  guint n_words;
} GnomonPhraseElement;

typedef enum
{
  GNOMON_LEVEL_TIME,
  GNOMON_LEVEL_DATE,
  GNOMON_LEVEL_LENGTH,
  GNOMON_LEVEL_PHRASE,
  GNOMON_LEVEL_NAME,
  GNOMON_N_LEVELS
} GnomonPhraseLevel;

typedef struct
{
  GnomonPhraseKind kind;
  int value;
  gboolean is_at_start;
  guint first_element;
  guint n_elements;
} GnomonPhrasePattern;

typedef struct
{
  const GnomonPhraseLanguage *language;
  GArray *patterns[GNOMON_N_LEVELS];  /* of GnomonPhrasePattern */
  GArray *elements;                   /* of GnomonPhraseElement */
  GArray *word_ids;                   /* of guint */
  GHashTable *meanings;               /* id to a GArray of GnomonPhraseWord */
} GnomonPhraseBook;

/* All languages, English first. They live as long as the process. */
const GnomonPhraseBook * const *gnomon_phrase_book_get_all (gsize *n_books);

/* 0 where no language knows the word. */
guint    gnomon_phrase_book_find_word (const char             *folded);
/* How many letters of a word are a TAIL behind a weekday; 0 where it is no such word. */
guint    gnomon_phrase_book_find_tail (const char             *folded);
gboolean gnomon_phrase_book_has       (const GnomonPhraseBook *self,
                                       guint                   word,
                                       GnomonWordClass         word_class,
                                       int                    *value);

/* The form in which words are compared: no case, no accents, one kind of dash and apostrophe.
 * FALSE where it is too long to be a word of a table. */
gboolean gnomon_phrase_fold           (const char             *text,
                                       gsize                   n_bytes,
                                       char                    folded[GNOMON_PHRASE_MAX_WORD]);

G_END_DECLS
