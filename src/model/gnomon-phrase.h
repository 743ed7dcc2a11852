/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * The phrases of a language, as tables; gnomon-phrase-en.c is the one to begin from.
 *
 * To add a language: copy gnomon-phrase-en.c to gnomon-phrase-XX.c, put its words in place of the
 * English ones, name the table in `languages` of gnomon-phrase-book.c, the file in meson.build, and
 * give it a table of cases in tests/unit. No other code is touched.
 *
 * Words: a row is one or more spellings, separated by `|`, the class, and the value that the class
 * asks for. A word may stand in several rows. Case and accents do not count: write the words as
 * they are written properly. A dot after a short form is taken without being named.
 *
 * Rules: a row is what the phrase says (GnomonPhraseKind), its pattern, and a value. A pattern is a
 * list of elements, separated by blanks:
 *
 *   word  one|two     a word as it stands, or one of several
 *   -  ,  :  (        a mark; any dash is `-`
 *   <slot>            something of the list below
 *   element?          it may be missing
 *   &element          it must follow, but does not belong to the phrase; these are the last ones
 *   ^                 the beginning of the text (first element only)
 *
 *   <number>          3, three                    <day>       3, 3rd, 3.: a day of a month
 *   <count>           as <number>, 1.5, a         <nth>       3rd, 3.: only with its ending
 *   <ordinal>         first, 2nd, other, last     <year>      2026
 *   <weekday>         a WEEKDAY                   <anyday>    a WEEKDAY or a SHORT_DAY
 *   <days>            one or more weekdays        <eachdays>  the same, the first an EACH_DAY
 *   <month>           a MONTH                     <unit>      a UNIT
 *   <hour>            3, three: an hour of the clock
 *   <face>            12:30, 12.30, 3pm, 15h30, or an <hour>
 *   <time>            any time of the day that is one for sure: 12:30, 3pm, a rule for a time
 *   <at>              <time> or <hour>
 *   <date>            any day: 24.12., 2026-12-24, a rule for a day
 *   <length>          a rule for a length
 *
 * What is longest wins, then what stands earlier in the table. Rules for times, days and lengths
 * must not have <at>, <time>, <date> and <length>, but for <at> and <time> behind `&`.
 */

G_BEGIN_DECLS

typedef enum
{
  GNOMON_WORD_NUMBER,         /* the number */
  GNOMON_WORD_ONE,            /* 1: an article that counts as one before a unit */
  GNOMON_WORD_ORDINAL,        /* 1 first … 5 fifth, -1 last; `other` is 2 */
  GNOMON_WORD_ENDING,         /* 0: what follows the digits of an ordinal at once: 3rd */
  GNOMON_WORD_WEEKDAY,        /* 1 Monday … 7 Sunday: cannot be anything else */
  GNOMON_WORD_SHORT_DAY,      /* the same: a weekday only where the pattern makes sure of it */
  GNOMON_WORD_EACH_DAY,       /* the same: the weekday of every week */
  GNOMON_WORD_ARTICLE,        /* 0: may stand before the other weekdays of a list */
  GNOMON_WORD_TAIL,           /* 0: may be written at once behind a weekday, as one word */
  GNOMON_WORD_MONTH,          /* 1 … 12 */
  GNOMON_WORD_UNIT,           /* GnomonUnit */
  GNOMON_WORD_OCLOCK,         /* 0: after an hour */
  GNOMON_WORD_HALF_DAY,       /* 0 am, 12 pm: after an hour */
  GNOMON_WORD_AND,            /* 0: joins weekdays, guests, words of a name */
  GNOMON_WORD_ROOM,           /* 0: may begin a place, though not with a capital */
  GNOMON_WORD_NO_PLACE,       /* 0: begins no place, though with a capital */
  GNOMON_WORD_STOP,           /* 0: ends a place */
} GnomonWordClass;

typedef enum
{
  GNOMON_UNIT_MINUTE,
  GNOMON_UNIT_HOUR,
  GNOMON_UNIT_DAY,
  GNOMON_UNIT_WEEK,
  GNOMON_UNIT_MONTH,
  GNOMON_UNIT_YEAR,
} GnomonUnit;

typedef enum
{
  /* Times of the day. */
  GNOMON_PHRASE_TIME,           /* the value: minutes of the day */
  GNOMON_PHRASE_TIME_PAST,      /* <hour>; the value: minutes after it, negative before */
  GNOMON_PHRASE_TIME_MINUTES,   /* <number>, <hour>; the value: 1 after, -1 before */
  GNOMON_PHRASE_TIME_MORNING,   /* <face> */
  GNOMON_PHRASE_TIME_EVENING,   /* <face>: after noon */
  GNOMON_PHRASE_TIME_PAST_MORNING, /* as TIME_PAST */
  GNOMON_PHRASE_TIME_PAST_EVENING, /* the same: after noon */

  /* Days. */
  GNOMON_PHRASE_DATE_SHIFT,     /* the value: days from today */
  GNOMON_PHRASE_DATE_WEEKDAY,   /* <anyday>; 0 the coming one, 1 after today, 2 of next week, 3 a
                                 * week after the one after today */
  GNOMON_PHRASE_DATE_NTH,       /* <ordinal>, <anyday>, <month>, and <year> where it has one */
  GNOMON_PHRASE_DATE_MONTH,     /* <day>, <month>, and <year> where it has one */
  GNOMON_PHRASE_DATE_MONTH_END, /* the last day of <month>, and <year> where it has one; of this
                                 * month without */
  GNOMON_PHRASE_DATE_DAY,       /* <nth> or <day>: of this month or the next */
  GNOMON_PHRASE_DATE_IN,        /* <count>, <unit>: from today */
  GNOMON_PHRASE_DATE_UNIT,      /* <unit>; the value: how many from today */
  GNOMON_PHRASE_DATE_WEEKEND,   /* its Saturday; the value as of DATE_WEEKDAY */

  /* Lengths. */
  GNOMON_PHRASE_LENGTH,         /* any number of <count> <unit>; the value: minutes more */

  /* Phrases. */
  GNOMON_PHRASE_DAY,            /* <date> */
  GNOMON_PHRASE_DAY_PART,       /* <date>, today without; the value: minutes of the day */
  GNOMON_PHRASE_PART,           /* right behind a day or what repeats; the value: the same */
  GNOMON_PHRASE_DAYS,           /* from … to …, inclusive; two of <date>, <day>, <anyday>, … */
  GNOMON_PHRASE_DAYS_TIMES,     /* <date> <at> to <date> <at> */
  GNOMON_PHRASE_SINCE,          /* <date>: of the first day */
  GNOMON_PHRASE_UNTIL,          /* <date>: of the last day, or of the last repetition; or <month>,
                                 * and <year> where it has one: 0 its first day, 1 its last */
  GNOMON_PHRASE_AT,             /* <at> */
  GNOMON_PHRASE_TIMES,          /* <at>, <at> */
  GNOMON_PHRASE_LOOSE_TIMES,    /* <hour>, <hour>: only right before or after a day */
  GNOMON_PHRASE_UNTIL_TIME,     /* <at> */
  GNOMON_PHRASE_SOON,           /* <length>: from now */
  GNOMON_PHRASE_FOR,            /* <length> */
  GNOMON_PHRASE_ALL_DAY,
  GNOMON_PHRASE_DAILY,          /* the value, or <count>, or <ordinal>: each so many */
  GNOMON_PHRASE_WEEKLY,         /* the same; <days> or <anyday> where it has them */
  GNOMON_PHRASE_WEEKDAYS,       /* 1; <days>: two and more that are not next to each other */
  GNOMON_PHRASE_MONTHLY,        /* as DAILY; <nth>, or <ordinal> and <anyday> where it has them */
  GNOMON_PHRASE_MONTH_DAY,      /* the value: a day of each month; -1 is its last */
  GNOMON_PHRASE_YEARLY,
  GNOMON_PHRASE_EACH_UNIT,      /* <unit>; the same */
  GNOMON_PHRASE_WORKDAYS,
  GNOMON_PHRASE_WEEKENDS,
  GNOMON_PHRASE_COUNT,          /* <number>: how often */
  GNOMON_PHRASE_REMIND,         /* <length>: before */
  GNOMON_PHRASE_NO_REMINDER,
  GNOMON_PHRASE_AS_REMINDER,    /* the event is of the type reminder */

  /* What stands before names; the rest of the pattern says nothing of them. */
  GNOMON_PHRASE_PLACE,          /* 0: of a place with a capital, or a ROOM; 1: of any */
  GNOMON_PHRASE_GUESTS,
} GnomonPhraseKind;

typedef struct
{
  const char *spellings;
  GnomonWordClass word_class;
  int value;
} GnomonPhraseWord;

typedef struct
{
  GnomonPhraseKind kind;
  const char *pattern;
  int value;
} GnomonPhraseRule;

typedef struct
{
  const char *code;             /* ISO 639: `en` */
  gboolean has_24_hours;        /* 3:30 is in the night, not half past three in the afternoon */
  gboolean is_h_clock;          /* 15h is a time, not a length */
  const GnomonPhraseWord *words;
  gsize n_words;
  const GnomonPhraseRule *rules;
  gsize n_rules;
} GnomonPhraseLanguage;

extern const GnomonPhraseLanguage gnomon_phrase_en;
extern const GnomonPhraseLanguage gnomon_phrase_de;
extern const GnomonPhraseLanguage gnomon_phrase_fr;
extern const GnomonPhraseLanguage gnomon_phrase_es;

G_END_DECLS
