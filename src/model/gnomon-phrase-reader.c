/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-phrase-reader.h"

/* Patterns against tokens. No rule refers to a rule of its own level, so that the depth is that of
 * the levels, and an element is taken as long as it can be. */

#define ALL_DAYS 0x7f

gboolean
gnomon_phrase_reader_has (const GnomonPhraseReader *self,
                          guint                     at,
                          GnomonWordClass           word_class,
                          int                      *value)
{
  return at < self->n_tokens
         && gnomon_phrase_book_has (self->book, self->tokens[at].word, word_class, value);
}

gboolean
gnomon_phrase_reader_is_mark (const GnomonPhraseReader *self,
                              guint                     at,
                              gunichar                  mark)
{
  return at < self->n_tokens && self->tokens[at].mark == mark;
}

static gboolean
is_mark_of (const GnomonPhraseReader *self,
            guint                     at,
            const char               *marks)
{
  gunichar mark = at < self->n_tokens ? self->tokens[at].mark : 0;

  return mark > 0 && mark < 0x80 && strchr (marks, (int) mark) != NULL;
}

gboolean
gnomon_phrase_reader_may_begin (const GnomonPhraseReader *self,
                                guint                     at)
{
  return !self->tokens[at].is_glued || is_mark_of (self, at, "@(")
         || gnomon_phrase_reader_has (self, at, GNOMON_WORD_TAIL, NULL)
         || (at > 0 && is_mark_of (self, at - 1, "([{,;@"));
}

gboolean
gnomon_phrase_reader_may_end (const GnomonPhraseReader *self,
                              guint                     at)
{
  if (at >= self->n_tokens || !self->tokens[at].is_glued || is_mark_of (self, at, "@,;)]}")
      || gnomon_phrase_reader_has (self, at, GNOMON_WORD_TAIL, NULL))
    return TRUE;
  if (self->tokens[at].mark == 0 || is_mark_of (self, at, "%'"))
    return FALSE;
  return at + 1 >= self->n_tokens || !self->tokens[at + 1].is_glued;
}

const GnomonPhraseCapture *
gnomon_phrase_match_find (const GnomonPhraseMatch *match,
                          GnomonPhraseSlot         slot,
                          guint                    index)
{
  for (guint i = 0; i < match->n_captures; i++)
    if (match->captures[i].slot == slot && index-- == 0)
      return &match->captures[i];
  return NULL;
}

/* A dot at the end of a short form belongs to it. */
static guint
skip_dot (const GnomonPhraseReader *self,
          guint                     at)
{
  if (at < self->n_tokens && self->tokens[at].mark == '.' && self->tokens[at].is_glued
      && self->tokens[at - 1].n_characters <= 5)
    return at + 1;
  return at;
}

static guint
read_word (const GnomonPhraseReader *self,
           guint                     at,
           GnomonWordClass           word_class,
           GnomonPhraseValue        *value)
{
  if (!gnomon_phrase_reader_has (self, at, word_class, &value->number))
    return 0;
  return skip_dot (self, at + 1);
}

static guint
read_any_day (const GnomonPhraseReader *self,
              guint                     at,
              GnomonPhraseValue        *value)
{
  guint end = read_word (self, at, GNOMON_WORD_WEEKDAY, value);

  return end != 0 ? end : read_word (self, at, GNOMON_WORD_SHORT_DAY, value);
}

static guint
read_listed_day (const GnomonPhraseReader *self,
                 guint                     at,
                 GnomonPhraseValue        *value)
{
  guint end = read_any_day (self, at, value);

  return end != 0 ? end : read_word (self, at, GNOMON_WORD_EACH_DAY, value);
}

/* First, or 1st: there are no more than five of a weekday in a month. */
static guint
read_ordinal (const GnomonPhraseReader *self,
              guint                     at,
              GnomonPhraseValue        *value)
{
  guint end = read_word (self, at, GNOMON_WORD_ORDINAL, value);

  if (end == 0)
    end = gnomon_phrase_read_day (self, at, TRUE, value);
  return end != 0 && value->number <= 5 ? end : 0;
}

/* Without anything between them only where the words cannot be anything else: `mon wed fri`. */
static guint
read_next_day (const GnomonPhraseReader *self,
               guint                     at,
               GnomonPhraseValue        *value)
{
  guint next = at;

  while (is_mark_of (self, next, ",&/-")
         || gnomon_phrase_reader_has (self, next, GNOMON_WORD_AND, NULL))
    next++;
  if (next > at)
    return read_listed_day (
      self, gnomon_phrase_reader_has (self, next, GNOMON_WORD_ARTICLE, NULL) ? next + 1 : next,
      value);

  next = read_word (self, at, GNOMON_WORD_SHORT_DAY, value);
  if (next != 0 && gnomon_phrase_reader_has (self, next, GNOMON_WORD_WEEKDAY, NULL))
    return next;
  return read_word (self, at, GNOMON_WORD_WEEKDAY, value);
}

/* Weekdays joined by commas, `and` or dashes, as a set: bit 0 is Monday. */
static guint
read_days (const GnomonPhraseReader *self,
           guint                     at,
           GnomonPhraseValue        *value)
{
  GnomonPhraseValue day = { 0 };
  guint end = read_listed_day (self, at, &day);
  guint set = 0;

  if (end == 0)
    return 0;

  set = 1u << (day.number - 1);
  for (;;)
    {
      gboolean is_range = gnomon_phrase_reader_is_mark (self, end, '-');
      int first = day.number;
      guint next = read_next_day (self, end, &day);

      if (next == 0)
        break;

      if (is_range)
        value->flags |= GNOMON_VALUE_RANGE;
      for (int i = first; is_range && i != day.number; i = i % 7 + 1)
        set |= 1u << (i - 1);
      set |= 1u << (day.number - 1);
      end = next;
    }

  value->number = (int) (set & ALL_DAYS);
  return end;
}

/* The m of 1h30m are minutes; elsewhere they may be metres. */
static gboolean
is_joined_minute (const GnomonPhraseReader *self,
                  guint                     at)
{
  return at > 0 && self->tokens[at].is_glued
         && self->tokens[at].word == gnomon_phrase_book_find_word ("m")
         && gnomon_phrase_is_joined_number (self, at - 1);
}

static guint
read_unit (const GnomonPhraseReader *self,
           guint                     at,
           GnomonPhraseValue        *value)
{
  static const struct { int minutes, days, months; } units[] = {
    [GNOMON_UNIT_MINUTE] = { 1, 0, 0 },
    [GNOMON_UNIT_HOUR] = { 60, 0, 0 },
    [GNOMON_UNIT_DAY] = { 0, 1, 0 },
    [GNOMON_UNIT_WEEK] = { 0, 7, 0 },
    [GNOMON_UNIT_MONTH] = { 0, 0, 1 },
    [GNOMON_UNIT_YEAR] = { 0, 0, 12 },
  };
  GnomonPhraseValue unit;
  guint end = read_word (self, at, GNOMON_WORD_UNIT, &unit);

  if (end == 0 && at < self->n_tokens && is_joined_minute (self, at))
    {
      unit.number = GNOMON_UNIT_MINUTE;
      end = at + 1;
    }
  if (end != 0)
    *value = (GnomonPhraseValue) { .number = units[unit.number].minutes,
                                   .days = units[unit.number].days,
                                   .months = units[unit.number].months };
  return end;
}

static guint
read_rule (const GnomonPhraseReader *self,
           GnomonPhraseLevel         level,
           guint                     at,
           GnomonPhraseValue        *value)
{
  GnomonPhraseMatch match;

  if (!gnomon_phrase_reader_match (self, level, at, &match))
    return 0;
  *value = match.captures[match.n_captures].value;
  return match.end;
}

static guint
read_time (const GnomonPhraseReader *self,
           guint                     at,
           gboolean                  takes_hour,
           GnomonPhraseValue        *value)
{
  GnomonPhraseValue face = { 0 };
  guint end = read_rule (self, GNOMON_LEVEL_TIME, at, value);
  guint face_end = gnomon_phrase_read_face (self, at, &face);

  if (face_end > end && (takes_hour || face.flags & GNOMON_VALUE_IS_SURE))
    {
      *value = face;
      return face_end;
    }
  return end;
}

static guint
read_date (const GnomonPhraseReader *self,
           guint                     at,
           GnomonPhraseValue        *value)
{
  GnomonPhraseValue numeric = { 0 };
  guint end = read_rule (self, GNOMON_LEVEL_DATE, at, value);
  guint numeric_end = gnomon_phrase_read_numeric_date (self, at, &numeric);

  if (numeric_end > end)
    {
      *value = numeric;
      return numeric_end;
    }
  return end;
}

/**
 * gnomon_phrase_reader_read:
 * @self: a reader
 * @slot: what to read: not GNOMON_SLOT_WORDS
 * @at: the token with which it begins
 * @value: (out): what it means
 *
 * Returns: the token after it; 0 where it is not there
 */
guint
gnomon_phrase_reader_read (const GnomonPhraseReader *self,
                           GnomonPhraseSlot          slot,
                           guint                     at,
                           GnomonPhraseValue        *value)
{
  switch (slot)
    {
    case GNOMON_SLOT_NUMBER:
      return gnomon_phrase_read_number (self, at, value);
    case GNOMON_SLOT_COUNT:
      return gnomon_phrase_read_count (self, at, value);
    case GNOMON_SLOT_ORDINAL:
      return read_ordinal (self, at, value);
    case GNOMON_SLOT_DAY:
      return gnomon_phrase_read_day (self, at, FALSE, value);
    case GNOMON_SLOT_NTH:
      return gnomon_phrase_read_day (self, at, TRUE, value);
    case GNOMON_SLOT_YEAR:
      return gnomon_phrase_read_year (self, at, value);
    case GNOMON_SLOT_WEEKDAY:
      return read_word (self, at, GNOMON_WORD_WEEKDAY, value);
    case GNOMON_SLOT_ANYDAY:
      return read_any_day (self, at, value);
    case GNOMON_SLOT_DAYS:
      return read_days (self, at, value);
    case GNOMON_SLOT_EACHDAYS:
      return gnomon_phrase_reader_has (self, at, GNOMON_WORD_EACH_DAY, NULL)
             ? read_days (self, at, value) : 0;
    case GNOMON_SLOT_MONTH:
      return read_word (self, at, GNOMON_WORD_MONTH, value);
    case GNOMON_SLOT_UNIT:
      return read_unit (self, at, value);
    case GNOMON_SLOT_HOUR:
      return gnomon_phrase_read_hour (self, at, value);
    case GNOMON_SLOT_FACE:
      return gnomon_phrase_read_face (self, at, value);
    case GNOMON_SLOT_TIME:
      return read_time (self, at, FALSE, value);
    case GNOMON_SLOT_AT:
      return read_time (self, at, TRUE, value);
    case GNOMON_SLOT_DATE:
      return read_date (self, at, value);
    case GNOMON_SLOT_LENGTH:
      return read_rule (self, GNOMON_LEVEL_LENGTH, at, value);
    case GNOMON_SLOT_WORDS:
    default:
      g_return_val_if_reached (0);
    }
}

static guint
read_element (const GnomonPhraseReader  *self,
              const GnomonPhraseElement *element,
              guint                      at,
              GnomonPhraseValue         *value)
{
  const guint *words;

  if (at >= self->n_tokens)
    return 0;
  if (element->slot != GNOMON_SLOT_WORDS)
    return gnomon_phrase_reader_read (self, element->slot, at, value);

  words = &g_array_index (self->book->word_ids, guint, element->first_word);
  for (guint i = 0; i < element->n_words && self->tokens[at].word != 0; i++)
    if (words[i] == self->tokens[at].word)
      return self->tokens[at].mark != 0 ? at + 1 : skip_dot (self, at + 1);
  return 0;
}

/* Answers the token after the elements from `index` on, 0 where they do not fit. An optional
 * element that fits, but lets nothing follow, is tried as missing. */
static guint
match_elements (const GnomonPhraseReader  *self,
                const GnomonPhrasePattern *pattern,
                guint                      index,
                guint                      at,
                GnomonPhraseMatch         *match)
{
  const GnomonPhraseElement *element;
  GnomonPhraseValue value = { 0 };
  guint n_captures = match->n_captures;
  guint end, after;

  if (index == pattern->n_elements)
    return at;

  element = &g_array_index (self->book->elements, GnomonPhraseElement,
                            pattern->first_element + index);
  after = read_element (self, element, at, &value);
  if (element->is_ahead)
    return after != 0 && (index + 1 == pattern->n_elements
                          || match_elements (self, pattern, index + 1, after, match) != 0) ? at : 0;

  if (after != 0)
    {
      if (element->slot != GNOMON_SLOT_WORDS && n_captures < GNOMON_PHRASE_MAX_CAPTURES - 1)
        match->captures[match->n_captures++] =
          (GnomonPhraseCapture) { element->slot, at, after, value };
      end = match_elements (self, pattern, index + 1, after, match);
      if (end != 0)
        return end;
      match->n_captures = n_captures;
    }
  return element->is_optional ? match_elements (self, pattern, index + 1, at, match) : 0;
}

/* Whether weekdays by themselves are those of every week: two that are next to each other are
 * rather a weekend, or the days of a journey. */
static gboolean
are_of_each_week (const GnomonPhraseMatch *match)
{
  const GnomonPhraseCapture *days = gnomon_phrase_match_find (match, GNOMON_SLOT_DAYS, 0);
  guint set, n_days = 0;

  if (days == NULL || days->value.flags & GNOMON_VALUE_RANGE)
    return FALSE;

  set = (guint) days->value.number;
  for (guint i = 0; i < 7; i++)
    n_days += set >> i & 1;
  return n_days > 2 || (n_days == 2 && (set & (set << 1 | set >> 6)) == 0);
}

/* Whether a weekday that stands beside a day is that day's: Monday next week is another. */
static gboolean
is_day_of_week (const GnomonPhraseMatch *match)
{
  const GnomonPhraseCapture *weekday = gnomon_phrase_match_find (match, GNOMON_SLOT_ANYDAY, 0);
  const GnomonPhraseCapture *date = gnomon_phrase_match_find (match, GNOMON_SLOT_DATE, 0);

  return weekday == NULL || date == NULL
         || gnomon_civil_weekday (date->value.day) == weekday->value.number;
}

static gboolean
evaluate (const GnomonPhraseReader *self,
          GnomonPhraseLevel         level,
          GnomonPhraseMatch        *match)
{
  GnomonPhraseValue *value = &match->captures[match->n_captures].value;

  switch (level)
    {
    case GNOMON_LEVEL_TIME:
      return gnomon_phrase_eval_time (self, match, value);
    case GNOMON_LEVEL_DATE:
      return gnomon_phrase_eval_date (self, match, value);
    case GNOMON_LEVEL_LENGTH:
      return gnomon_phrase_eval_length (self, match, value);
    case GNOMON_LEVEL_PHRASE:
      return match->pattern->kind == GNOMON_PHRASE_WEEKDAYS ? are_of_each_week (match)
             : match->pattern->kind != GNOMON_PHRASE_DAY || is_day_of_week (match);
    case GNOMON_LEVEL_NAME:
    case GNOMON_N_LEVELS:
    default:
      return TRUE;
    }
}

/**
 * gnomon_phrase_reader_match:
 * @self: a reader
 * @level: which rules
 * @at: the token with which the phrase begins
 * @match: (out): what was found; of a time, a day or a length, the value stands behind the last
 *   capture
 *
 * Returns: whether there is a phrase
 */
gboolean
gnomon_phrase_reader_match (const GnomonPhraseReader *self,
                            GnomonPhraseLevel         level,
                            guint                     at,
                            GnomonPhraseMatch        *match)
{
  const GArray *patterns = self->book->patterns[level];

  match->end = 0;
  for (guint i = 0; i < patterns->len; i++)
    {
      const GnomonPhrasePattern *pattern = &g_array_index (patterns, GnomonPhrasePattern, i);
      GnomonPhraseMatch candidate;

      if (pattern->is_at_start && at != 0)
        continue;
      candidate.pattern = pattern;
      candidate.n_captures = 0;
      candidate.end = match_elements (self, pattern, 0, at, &candidate);
      if (candidate.end > match->end
          && (level != GNOMON_LEVEL_PHRASE || gnomon_phrase_reader_may_end (self, candidate.end))
          && evaluate (self, level, &candidate))
        *match = candidate;
    }

  return match->end != 0;
}
