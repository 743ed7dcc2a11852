/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-phrase-reader.h"

#define MINUTES_PER_HOUR 60

static const GnomonToken *
get_token (const GnomonPhraseReader *self,
           guint                     at)
{
  return at < self->n_tokens ? &self->tokens[at] : NULL;
}

static gboolean
is_glued_mark (const GnomonPhraseReader *self,
               guint                     at,
               gunichar                  mark)
{
  return gnomon_phrase_reader_is_mark (self, at, mark) && self->tokens[at].is_glued;
}

static const GnomonToken *
get_glued_number (const GnomonPhraseReader *self,
                  guint                     at)
{
  const GnomonToken *token = get_token (self, at);

  return token != NULL && token->type == GNOMON_TOKEN_NUMBER && token->is_glued ? token : NULL;
}

/* What makes an amount of a number: $12, 12 €, 5 %, #3. */
static gboolean
is_amount_mark (const GnomonPhraseReader *self,
                guint                     at)
{
  const GnomonToken *token = get_token (self, at);

  if (token == NULL || token->type != GNOMON_TOKEN_MARK)
    return FALSE;
  return token->mark == '%' || token->mark == '#' || token->mark == 0xb0
         || g_unichar_type (token->mark) == G_UNICODE_CURRENCY_SYMBOL;
}

/* The digits of a number that is not part of another, such as the 10 of 2.10 or of v10. */
static const GnomonToken *
get_number (const GnomonPhraseReader *self,
            guint                     at)
{
  const GnomonToken *token = get_token (self, at);

  if (token == NULL || token->type != GNOMON_TOKEN_NUMBER || token->number < 0)
    return NULL;
  if (at > 0 && is_amount_mark (self, at - 1))
    return NULL;
  if (token->is_glued && at > 0
      && (self->tokens[at - 1].type == GNOMON_TOKEN_WORD
          || (at > 1 && self->tokens[at - 1].is_glued && self->tokens[at - 1].mark != '-'
              && self->tokens[at - 1].mark != '('
              && self->tokens[at - 2].type == GNOMON_TOKEN_NUMBER)))
    return NULL;
  return token;
}

/* Whether a number may end before a token: nothing follows that would make another thing of it. */
static gboolean
is_number_end (const GnomonPhraseReader *self,
               guint                     at)
{
  const GnomonToken *token = get_token (self, at);

  if (token == NULL)
    return TRUE;
  if (is_amount_mark (self, at))
    return FALSE;
  if (!token->is_glued)
    return TRUE;
  if (token->type != GNOMON_TOKEN_MARK)
    return FALSE;
  return token->mark == '-' || get_glued_number (self, at + 1) == NULL;
}

guint
gnomon_phrase_read_number (const GnomonPhraseReader *self,
                           guint                     at,
                           GnomonPhraseValue        *value)
{
  const GnomonToken *token = get_number (self, at);

  if (token != NULL && token->n_digits <= 4 && is_number_end (self, at + 1))
    {
      value->number = token->number;
      return at + 1;
    }
  return gnomon_phrase_reader_has (self, at, GNOMON_WORD_NUMBER, &value->number) ? at + 1 : 0;
}

/* The 30 of 1h30m: what a unit joins to another number is none of its own but for a length. */
gboolean
gnomon_phrase_is_joined_number (const GnomonPhraseReader *self,
                                guint                     at)
{
  const GnomonToken *token = get_glued_number (self, at);

  return token != NULL && token->number >= 0 && at > 1 && self->tokens[at - 1].is_glued
         && self->tokens[at - 2].type == GNOMON_TOKEN_NUMBER
         && gnomon_phrase_reader_has (self, at - 1, GNOMON_WORD_UNIT, NULL);
}

/* As a number, but a unit may follow at once, and it may have decimals. */
guint
gnomon_phrase_read_count (const GnomonPhraseReader *self,
                          guint                     at,
                          GnomonPhraseValue        *value)
{
  const GnomonToken *token = get_number (self, at);

  if (token == NULL && gnomon_phrase_is_joined_number (self, at))
    token = get_token (self, at);
  if (token != NULL && token->n_digits <= 4)
    {
      const GnomonToken *decimals = NULL;

      value->number = token->number * 60;
      if (is_glued_mark (self, at + 1, '.') || is_glued_mark (self, at + 1, ','))
        decimals = get_glued_number (self, at + 2);
      if (decimals == NULL)
        return at + 1;
      if (decimals->n_digits > 2)
        return 0;
      value->number += decimals->number * 60 / (decimals->n_digits == 1 ? 10 : 100);
      return at + 3;
    }

  if (!gnomon_phrase_reader_has (self, at, GNOMON_WORD_NUMBER, &value->number)
      && !gnomon_phrase_reader_has (self, at, GNOMON_WORD_ONE, &value->number))
    return 0;
  value->number *= 60;
  return at + 1;
}

guint
gnomon_phrase_read_day (const GnomonPhraseReader *self,
                        guint                     at,
                        gboolean                  needs_ending,
                        GnomonPhraseValue        *value)
{
  const GnomonToken *token = get_number (self, at);
  gboolean has_ending = FALSE;

  if (token == NULL)
    {
      /* The first of May: no weekday's ordinal, for a month follows. */
      return gnomon_phrase_reader_has (self, at, GNOMON_WORD_ORDINAL, &value->number)
             && value->number > 0 ? at + 1 : 0;
    }
  if (token->n_digits > 2 || token->number < 1 || token->number > 31)
    return 0;

  value->number = token->number;
  at++;
  if (at < self->n_tokens && self->tokens[at].is_glued)
    {
      if (gnomon_phrase_reader_has (self, at, GNOMON_WORD_ENDING, NULL))
        has_ending = TRUE;
      else if (gnomon_phrase_reader_is_mark (self, at, '.')
               && get_glued_number (self, at + 1) == NULL)
        has_ending = self->book->language->has_24_hours;
    }
  if (has_ending)
    at++;
  if ((needs_ending && !has_ending) || !is_number_end (self, at)
      || gnomon_phrase_reader_has (self, at, GNOMON_WORD_HALF_DAY, NULL)
      || gnomon_phrase_reader_has (self, at, GNOMON_WORD_OCLOCK, NULL))
    return 0;
  return at;
}

guint
gnomon_phrase_read_year (const GnomonPhraseReader *self,
                         guint                     at,
                         GnomonPhraseValue        *value)
{
  const GnomonToken *token = get_number (self, at);

  if (token == NULL || token->n_digits != 4 || token->number < 1900 || token->number > 2200
      || !is_number_end (self, at + 1))
    return 0;
  value->number = token->number;
  return at + 1;
}

/* Times of the day. */

/* am, p.m., a. m.; at once after the digits also where the language has none. */
static guint
read_half_of_day (const GnomonPhraseReader *self,
                  guint                     at,
                  int                      *half)
{
  static const struct
  {
    const char *word;
    const char *letter;
    int half;
  } halves[] = { { "am", "a", 0 }, { "pm", "p", 12 } };

  if (gnomon_phrase_reader_has (self, at, GNOMON_WORD_HALF_DAY, half))
    return at + 1;

  for (gsize i = 0; i < G_N_ELEMENTS (halves) && at < self->n_tokens; i++)
    {
      guint word = self->tokens[at].word;
      guint end = 0;

      if (self->tokens[at].is_glued && word == gnomon_phrase_book_find_word (halves[i].word))
        end = at + 1;
      else if (word == gnomon_phrase_book_find_word (halves[i].letter)
               && is_glued_mark (self, at + 1, '.') && at + 2 < self->n_tokens
               && self->tokens[at + 2].word == gnomon_phrase_book_find_word ("m"))
        end = is_glued_mark (self, at + 3, '.') ? at + 4 : at + 3;
      if (end != 0)
        {
          *half = halves[i].half;
          return end;
        }
    }
  return 0;
}

static gboolean
is_h (const GnomonPhraseReader *self,
      guint                     at)
{
  return at < self->n_tokens && self->tokens[at].is_glued
         && self->tokens[at].word == gnomon_phrase_book_find_word ("h");
}

/* :30, .30, h30 after an hour; answers the token after it. */
static guint
read_minutes (const GnomonPhraseReader *self,
              guint                     at,
              int                      *minutes,
              gunichar                 *mark)
{
  const GnomonToken *token = get_glued_number (self, at + 1);

  if (token == NULL || token->n_digits != 2 || token->number > 59)
    return 0;
  if (is_h (self, at))
    *mark = 'h';
  else if (is_glued_mark (self, at, ':') || is_glued_mark (self, at, '.'))
    *mark = self->tokens[at].mark;
  else
    return 0;

  *minutes = token->number;
  at += 2;

  /* Seconds are read, and left out. */
  token = *mark == ':' && is_glued_mark (self, at, ':') ? get_glued_number (self, at + 1) : NULL;
  return token != NULL && token->n_digits == 2 && token->number < 60 ? at + 2 : at;
}

/* o'clock, Uhr, h: what says that a number is an hour. G_MAXUINT where it is another unit. */
static guint
read_hour_word (const GnomonPhraseReader *self,
                guint                     at,
                int                       hour,
                GnomonPhraseValueFlags   *flags)
{
  int unit;

  if (gnomon_phrase_reader_has (self, at, GNOMON_WORD_OCLOCK, NULL))
    return at + 1;
  /* 15h is written in many languages, also where the word for it is that of a length; where hours
   * are counted to twelve, so many are rarely one. */
  if ((self->book->language->has_24_hours || hour > 12) && at < self->n_tokens
      && self->tokens[at].word == gnomon_phrase_book_find_word ("h"))
    {
      *flags |= GNOMON_VALUE_OR_LENGTH;
      return at + 1;
    }
  if (!self->book->language->is_h_clock
      || !gnomon_phrase_reader_has (self, at, GNOMON_WORD_UNIT, &unit))
    return 0;
  *flags |= GNOMON_VALUE_OR_LENGTH;
  return unit == GNOMON_UNIT_HOUR ? at + 1 : G_MAXUINT;
}

/* The minutes of 12 Uhr 30, 11 h 30; answers the token after them, or `at` where there are none. */
static guint
read_minutes_alone (const GnomonPhraseReader *self,
                    guint                     at,
                    int                      *minutes)
{
  const GnomonToken *token = get_token (self, at);

  if (token == NULL || token->type != GNOMON_TOKEN_NUMBER || token->is_glued || token->n_digits != 2
      || token->number > 59 || !is_number_end (self, at + 1)
      || gnomon_phrase_reader_has (self, at + 1, GNOMON_WORD_UNIT, NULL))
    return at;
  *minutes = token->number;
  return at + 1;
}

guint
gnomon_phrase_read_face (const GnomonPhraseReader *self,
                         guint                     at,
                         GnomonPhraseValue        *value)
{
  const GnomonPhraseLanguage *language = self->book->language;
  const GnomonToken *hour = get_number (self, at);
  gboolean is_literal = FALSE;
  int minutes = 0, half = -1;
  gunichar mark = 0;
  guint end, next;

  if (hour == NULL)
    return gnomon_phrase_read_hour (self, at, value);
  if (hour->n_digits > 2 || hour->number > 24)
    return 0;

  value->flags = GNOMON_VALUE_NONE;
  end = read_minutes (self, at + 1, &minutes, &mark);
  if (end != 0)
    {
      is_literal = language->has_24_hours || mark == 'h';
      if (mark == 'h')
        value->flags |= GNOMON_VALUE_OR_LENGTH;
      /* A dot is of many numbers: a version, a price. */
      if (mark != '.' || (hour->n_digits == 2 && minutes % 5 == 0))
        value->flags |= GNOMON_VALUE_IS_SURE;
    }
  else
    {
      end = at + 1;
    }

  next = read_half_of_day (self, end, &half);
  if (next == 0 && mark == 0)
    {
      next = read_hour_word (self, end, hour->number, &value->flags);
      if (next == G_MAXUINT)
        return 0;
      is_literal = next != 0 && language->has_24_hours;
      if (next != 0)
        next = read_minutes_alone (self, next, &minutes);
    }
  else if (next == 0 && (gnomon_phrase_reader_has (self, end, GNOMON_WORD_OCLOCK, NULL)
                         || (end < self->n_tokens
                             && self->tokens[end].word == gnomon_phrase_book_find_word ("h"))))
    {
      next = end + 1;
    }
  if (next != 0)
    {
      end = next;
      value->flags |= GNOMON_VALUE_IS_SURE;
    }
  else if (mark == 0)
    {
      return gnomon_phrase_read_hour (self, at, value);
    }

  if (!is_number_end (self, end) || (half >= 0 && (hour->number > 12 || hour->number == 0)))
    return 0;
  if (half >= 0)
    {
      value->number = (hour->number % 12 + half) * MINUTES_PER_HOUR + minutes;
      value->flags |= GNOMON_VALUE_HALF;
    }
  else
    value->number = hour->number * MINUTES_PER_HOUR + minutes;
  if (value->number > 24 * MINUTES_PER_HOUR)
    return 0;
  if (half < 0 && !is_literal && hour->number >= 1 && hour->number <= 12
      && !(hour->n_digits == 2 && hour->number < 10))
    value->flags |= GNOMON_VALUE_EITHER_HALF;
  return end;
}

guint
gnomon_phrase_read_hour (const GnomonPhraseReader *self,
                         guint                     at,
                         GnomonPhraseValue        *value)
{
  const GnomonToken *token = get_number (self, at);
  int hour, unit;

  if (token != NULL)
    {
      if (token->n_digits > 2
          || !(is_number_end (self, at + 1)
               || (self->book->language->has_24_hours && is_h (self, at + 1))))
        return 0;
      hour = token->number;
    }
  else if (!gnomon_phrase_reader_has (self, at, GNOMON_WORD_NUMBER, &hour) || hour > 12)
    {
      return 0;
    }

  /* From 2 to 4 days, until 3 June, bis 3. Juni: no hours. */
  if (hour > 24 || gnomon_phrase_reader_has (self, at + 1, GNOMON_WORD_MONTH, NULL)
      || (is_glued_mark (self, at + 1, '.')
          && gnomon_phrase_reader_has (self, at + 2, GNOMON_WORD_MONTH, NULL))
      || (gnomon_phrase_reader_has (self, at + 1, GNOMON_WORD_UNIT, &unit)
                    && unit != GNOMON_UNIT_HOUR))
    return 0;

  value->number = hour * MINUTES_PER_HOUR;
  value->flags = GNOMON_VALUE_NONE;
  if (hour >= 1 && hour <= 12 && !(token != NULL && token->n_digits == 2 && hour < 10))
    value->flags = GNOMON_VALUE_EITHER_HALF;
  return at + 1;
}

/* Days. */

static int
get_year (const GnomonToken *token)
{
  if (token == NULL)
    return -1;
  if (token->n_digits == 2)
    return 2000 + token->number;
  if (token->n_digits == 4 && token->number >= 1900 && token->number <= 2200)
    return token->number;
  return -1;
}

/* 24.12., 24.12.2026, 24/12, 12/24/26, 24-12-2026, 2026-12-24. */
guint
gnomon_phrase_read_numeric_date (const GnomonPhraseReader *self,
                                 guint                     at,
                                 GnomonPhraseValue        *value)
{
  const GnomonToken *first = get_number (self, at);
  const GnomonToken *second = get_glued_number (self, at + 2);
  const GnomonToken *third = get_glued_number (self, at + 4);
  gunichar mark = first != NULL && second != NULL ? self->tokens[at + 1].mark : 0;
  int year = 0, month, day;
  guint end = at + 3;

  if ((mark != '.' && mark != '/' && mark != '-') || !self->tokens[at + 1].is_glued
      || first->n_digits == 3 || second->n_digits > 2)
    return 0;
  if (third != NULL && is_glued_mark (self, at + 3, mark))
    {
      end = at + 5;
      if (first->n_digits == 4)
        {
          if (third->n_digits > 2 || !is_number_end (self, end))
            return 0;
          year = get_year (first);
          return year > 0
                 && gnomon_phrase_make_date (self, year, second->number, third->number, value)
                 ? end : 0;
        }
      year = get_year (third);
    }
  if (first->n_digits > 2 || year < 0 || (year == 0 && mark == '-'))
    return 0;

  day = first->number;
  month = second->number;
  if (mark == '/' && self->month_first && day <= 12)
    {
      month = first->number;
      day = second->number;
    }
  else if (mark == '/' && month > 12)
    {
      month = first->number;
      day = second->number;
    }

  if (year == 0)
    {
      /* Around the clock, not a day in July; and 12.30 is a time where it can be one. */
      if (mark == '/' && first->number == 24 && second->number == 7 && second->n_digits == 1)
        return 0;
      if (is_glued_mark (self, end, '.') && mark == '.')
        end++;
      else if (mark == '.' && (!self->book->language->has_24_hours || first->number < 24
                               || second->n_digits != 2))
        return 0;
    }
  if (!is_number_end (self, end) || !gnomon_phrase_make_date (self, year, month, day, value))
    return 0;
  return end;
}
