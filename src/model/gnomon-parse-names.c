/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-attendee.h"
#include "gnomon-parse-private.h"

#define MAX_LOCATION 255
#define MAX_NAME_WORDS 3

static const GnomonToken *
get_token (const GnomonUnderstanding *self,
           guint                      at)
{
  return at < self->reader.n_tokens ? &self->reader.tokens[at] : NULL;
}

static gboolean
is_free (const GnomonUnderstanding *self,
         guint                      at)
{
  return at < self->reader.n_tokens && self->parts[at].key == GNOMON_PART_TITLE;
}

/* Where a rule of names begins at a token: the token after it. */
static guint
match_name_rule (const GnomonUnderstanding *self,
                 guint                      at,
                 GnomonPhraseKind           kind,
                 int                       *value)
{
  GnomonPhraseMatch match;

  if (!is_free (self, at) || !gnomon_phrase_reader_may_begin (&self->reader, at)
      || !gnomon_phrase_reader_match (&self->reader, GNOMON_LEVEL_NAME, at, &match)
      || match.pattern->kind != kind)
    return 0;
  for (guint i = at; i < match.end; i++)
    if (!is_free (self, i))
      return 0;
  *value = match.pattern->value;
  return match.end;
}

/* Links */

static void
read_link (GnomonUnderstanding *self)
{
  for (guint at = 0; at < self->reader.n_tokens; at++)
    {
      guint start = at;
      int value;

      if (self->reader.tokens[at].type != GNOMON_TOKEN_LINK)
        continue;

      /* "at https://…": the word before goes along. */
      if (at > 0 && match_name_rule (self, at - 1, GNOMON_PHRASE_PLACE, &value) == at)
        start--;
      self->url = gnomon_understanding_dup_text (self, at, at + 1);
      gnomon_understanding_take (self, start, at, GNOMON_PART_SILENT);
      gnomon_understanding_take (self, at, at + 1, GNOMON_EVENT_URL);
      return;
    }
}

/* Places */

static gboolean
may_begin_place (const GnomonUnderstanding *self,
                 guint                      at,
                 gboolean                   is_any)
{
  const GnomonPhraseReader *reader = &self->reader;
  const GnomonToken *token = get_token (self, at);

  if (token == NULL || !is_free (self, at))
    return FALSE;
  if (token->type == GNOMON_TOKEN_QUOTE)
    return TRUE;
  if (is_any)
    return token->type == GNOMON_TOKEN_WORD || token->type == GNOMON_TOKEN_NUMBER;
  if (token->type == GNOMON_TOKEN_NUMBER)
    return is_free (self, at + 1) && self->reader.tokens[at + 1].is_capital;
  if (token->type != GNOMON_TOKEN_WORD)
    return FALSE;
  if (gnomon_phrase_reader_has (reader, at, GNOMON_WORD_ROOM, NULL))
    return TRUE;
  return token->is_capital && !gnomon_phrase_reader_has (reader, at, GNOMON_WORD_NO_PLACE, NULL)
         && !gnomon_phrase_reader_has (reader, at, GNOMON_WORD_MONTH, NULL)
         && !gnomon_phrase_reader_has (reader, at, GNOMON_WORD_WEEKDAY, NULL);
}

/* After a comma the place goes on only as an address does: Main Street 5, Leipzig. */
static gboolean
goes_on_after_comma (const GnomonUnderstanding *self,
                     guint                      at)
{
  const GnomonToken *token = get_token (self, at);

  return token != NULL && is_free (self, at)
         && (token->type == GNOMON_TOKEN_NUMBER || token->is_capital);
}

static guint
find_place_end (const GnomonUnderstanding *self,
                guint                      at)
{
  guint start = at;

  for (; is_free (self, at); at++)
    {
      const GnomonToken *token = get_token (self, at);

      if (at > start && gnomon_phrase_reader_has (&self->reader, at, GNOMON_WORD_STOP, NULL))
        break;
      if (token->type == GNOMON_TOKEN_ADDRESS || token->type == GNOMON_TOKEN_LINK)
        break;
      if (token->type != GNOMON_TOKEN_MARK || token->mark == '&' || token->mark == '\'')
        continue;
      if (token->mark == ',' ? goes_on_after_comma (self, at + 1)
                             : token->is_glued && at + 1 < self->reader.n_tokens
                               && self->reader.tokens[at + 1].is_glued)
        continue;
      if (token->mark == '.' && token->is_glued && is_free (self, at + 1)
          && self->reader.tokens[at - 1].n_characters <= 4)
        continue;
      break;
    }
  return at;
}

static void
read_place (GnomonUnderstanding *self)
{
  for (guint at = 0; at < self->reader.n_tokens; at++)
    {
      g_autofree char *place = NULL;
      int is_any;
      guint start = match_name_rule (self, at, GNOMON_PHRASE_PLACE, &is_any);
      guint end, value_start, value_end;

      if (start == 0 || !may_begin_place (self, start, is_any != 0))
        continue;
      end = find_place_end (self, start);
      if (end == start)
        continue;

      value_start = start;
      value_end = end;
      place = gnomon_understanding_dup_text (self, value_start, value_end);
      if (g_utf8_strlen (place, -1) > MAX_LOCATION)
        continue;
      if (end == start + 1 && self->reader.tokens[start].type == GNOMON_TOKEN_QUOTE)
        {
          /* The marks only said where the place begins and ends. */
          const char *first = g_utf8_next_char (place);
          const char *last = g_utf8_prev_char (place + strlen (place));

          self->location = g_strndup (first, (gsize) (last - first));
        }
      else
        {
          self->location = g_steal_pointer (&place);
        }
      gnomon_understanding_take (self, at, start, GNOMON_PART_SILENT);
      gnomon_understanding_take (self, start, end, GNOMON_EVENT_LOCATION);
      return;
    }
}

/* Guests */

static void
add_guest (GnomonUnderstanding *self,
           char                *email,
           char                *name)
{
  g_autofree char *key = gnomon_attendee_fold_email (email);

  for (guint i = 0; i < self->guests->len; i++)
    {
      GnomonParsedGuest *guest = g_ptr_array_index (self->guests, i);
      g_autofree char *other = gnomon_attendee_fold_email (guest->email);

      if (g_str_equal (key, other))
        {
          g_free (email);
          g_free (name);
          return;
        }
    }

  GnomonParsedGuest *guest = g_new0 (GnomonParsedGuest, 1);
  guest->email = email;
  guest->name = name;
  g_ptr_array_add (self->guests, guest);
}

static gboolean
is_name_word (const GnomonUnderstanding *self,
              guint                      at)
{
  const GnomonToken *token = get_token (self, at);

  return is_free (self, at) && token->type == GNOMON_TOKEN_WORD && token->is_capital;
}

/* The longest name that is known; how many words it has. */
static guint
find_known_name (GnomonUnderstanding *self,
                 guint                at,
                 guint                n_words)
{
  for (; self->context->find_name != NULL && n_words > 0; n_words--)
    {
      g_autofree char *name = gnomon_understanding_dup_text (self, at, at + n_words);
      char *email = NULL;

      if (self->context->find_name (name, &email, self->context->find_name_data))
        {
          add_guest (self, email, g_steal_pointer (&name));
          return n_words;
        }
    }
  return 0;
}

static guint
skip_separators (const GnomonUnderstanding *self,
                 guint                      at)
{
  while (is_free (self, at)
         && (gnomon_phrase_reader_has (&self->reader, at, GNOMON_WORD_AND, NULL)
             || gnomon_phrase_reader_is_mark (&self->reader, at, ',')
             || gnomon_phrase_reader_is_mark (&self->reader, at, '&')
             || gnomon_phrase_reader_is_mark (&self->reader, at, ';')))
    at++;
  return at;
}

/* An address, also as in `<ann@example.org>`, with the name before it: the token after it. Takes
 * @name. */
static guint
take_address (GnomonUnderstanding *self,
              guint                at,
              char                *name)
{
  gboolean is_in_brackets = is_free (self, at)
                            && gnomon_phrase_reader_is_mark (&self->reader, at, '<');
  guint address = is_in_brackets ? at + 1 : at;
  guint end = address + 1;

  if (!is_free (self, address) || self->reader.tokens[address].type != GNOMON_TOKEN_ADDRESS
      || (name != NULL && !is_in_brackets))
    {
      g_free (name);
      return 0;
    }
  add_guest (self, gnomon_understanding_dup_text (self, address, address + 1), name);
  gnomon_understanding_take (self, at, address, GNOMON_PART_SILENT);
  gnomon_understanding_take (self, address, end, GNOMON_EVENT_ATTENDEES);
  if (is_in_brackets && gnomon_phrase_reader_is_mark (&self->reader, end, '>'))
    {
      gnomon_understanding_take (self, end, end + 1, GNOMON_PART_SILENT);
      end++;
    }
  return end;
}

/* Words with capitals: somebody who is known, or whose address follows; else they only stay where
 * they are. Answers the token after what was looked at. */
static guint
take_named (GnomonUnderstanding *self,
            guint                at,
            guint                n_words)
{
  char *name = gnomon_understanding_dup_text (self, at, at + n_words);
  guint end = take_address (self, at + n_words, name);
  guint n_known = n_words;

  if (end == 0)
    {
      n_known = find_known_name (self, at, MIN (n_words, MAX_NAME_WORDS));
      end = at + n_words;
    }
  for (guint i = at; i < at + n_known; i++)
    self->parts[i].key = GNOMON_EVENT_ATTENDEES;
  return end;
}

/*
 * The guests after a "with". Addresses go out of the title, and with them what joined them to the
 * others; names stay in it, for "Lunch with Ann" is what the event is called. A "with" with no
 * name left goes too.
 */
static guint
read_guest_list (GnomonUnderstanding *self,
                 guint                word,
                 guint                at)
{
  guint start = at;
  gboolean has_names = FALSE;

  for (;;)
    {
      guint item = has_names || at != start ? skip_separators (self, at) : at;
      guint end = take_address (self, item, NULL);
      guint n_words;

      if (end != 0)
        {
          gnomon_understanding_take (self, at, item, GNOMON_PART_SILENT);
          at = end;
          if (!has_names)
            {
              end = skip_separators (self, at);
              if (end > at && is_name_word (self, end))
                {
                  gnomon_understanding_take (self, at, end, GNOMON_PART_SILENT);
                  at = end;
                }
            }
          continue;
        }

      for (n_words = 0; is_name_word (self, item + n_words); n_words++)
        ;
      if (n_words == 0)
        break;
      has_names = TRUE;
      at = take_named (self, item, n_words);
    }

  if (!has_names && at > start)
    gnomon_understanding_take (self, word, start, GNOMON_PART_SILENT);
  return at;
}

static void
read_guests (GnomonUnderstanding *self)
{
  for (guint at = 0; at < self->reader.n_tokens;)
    {
      int value;
      guint start = match_name_rule (self, at, GNOMON_PHRASE_GUESTS, &value);

      at = start != 0 ? read_guest_list (self, at, start) : at + 1;
    }

  for (guint at = 0; at < self->reader.n_tokens; at++)
    take_address (self, at, NULL);
}

void
gnomon_understanding_read_names (GnomonUnderstanding *self)
{
  read_link (self);
  read_place (self);
  read_guests (self);
}
