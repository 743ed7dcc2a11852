/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-attendee.h"
#include "gnomon-phrase-book.h"
#include "gnomon-phrase-text.h"

typedef struct
{
  const char *text;
  const char *at;
  guint n_characters;         /* before `at` */
  gboolean is_glued;
  GArray *tokens;
} Splitter;

static gboolean
is_word_letter (gunichar c)
{
  return g_unichar_isalpha (c) || g_unichar_ismark (c);
}

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019 || c == 0x02bc;
}

static GnomonToken *
add_token (Splitter        *self,
           GnomonTokenType  type,
           const char      *end)
{
  GnomonToken token = {
    .type = type,
    .start = (guint) (self->at - self->text),
    .end = (guint) (end - self->text),
    .first_character = self->n_characters,
    .n_characters = (guint) g_utf8_strlen (self->at, end - self->at),
    .is_glued = self->is_glued,
  };

  g_array_append_val (self->tokens, token);
  self->n_characters += token.n_characters;
  self->at = end;
  self->is_glued = TRUE;

  return &g_array_index (self->tokens, GnomonToken, self->tokens->len - 1);
}

static gboolean
add_link (Splitter   *self,
          const char *blank)
{
  if (g_ascii_strncasecmp (self->at, "https://", 8) != 0
      && g_ascii_strncasecmp (self->at, "http://", 7) != 0)
    return FALSE;

  while (blank > self->at && strchr (".,;:!?)>\"'", blank[-1]) != NULL)
    blank--;
  add_token (self, GNOMON_TOKEN_LINK, blank);
  return TRUE;
}

static gboolean
add_address (Splitter   *self,
             const char *blank)
{
  const char *end = self->at;
  const char *at_sign;
  g_autofree char *address = NULL;

  /* What addresses have in practice: a comma or a bracket begins the next thing. */
  while (end < blank && strchr (",;<>()[]\"", *end) == NULL)
    end++;
  while (end > self->at && strchr (".:!?", end[-1]) != NULL)
    end--;
  at_sign = memchr (self->at, '@', (gsize) (end - self->at));
  /* Meeting@10 is none: the other side is a domain. */
  if (at_sign == NULL || memchr (at_sign, '.', (gsize) (end - at_sign)) == NULL)
    return FALSE;

  address = g_strndup (self->at, (gsize) (end - self->at));
  if (!gnomon_attendee_check_email (address, "attendees", NULL))
    return FALSE;
  add_token (self, GNOMON_TOKEN_ADDRESS, end);
  return TRUE;
}

static gboolean
add_quote (Splitter *self,
           gunichar  c)
{
  static const struct
  {
    gunichar open;
    const char *close;
  } quotes[] = {
    { '"', "\"" }, { 0x201c, "”" }, { 0x201e, "“" }, { 0x00ab, "»" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (quotes); i++)
    {
      const char *start = g_utf8_next_char (self->at);
      const char *end = quotes[i].open == c ? strstr (start, quotes[i].close) : NULL;

      if (end != NULL && end > start)
        {
          add_token (self, GNOMON_TOKEN_QUOTE, end + strlen (quotes[i].close));
          return TRUE;
        }
    }
  return FALSE;
}

static void
add_number (Splitter *self)
{
  char folded[GNOMON_PHRASE_MAX_WORD];
  const char *start = self->at;
  const char *end = start;
  GnomonToken *token;
  gint64 number = 0;
  guint n_digits = 0;

  for (; g_unichar_isdigit (g_utf8_get_char (end)); end = g_utf8_next_char (end), n_digits++)
    if (n_digits < 9)
      number = number * 10 + g_unichar_digit_value (g_utf8_get_char (end));

  token = add_token (self, GNOMON_TOKEN_NUMBER, end);
  token->number = n_digits <= 9 ? (int) number : -1;
  token->n_digits = n_digits;
  if (gnomon_phrase_fold (start, (gsize) (end - start), folded))
    token->word = gnomon_phrase_book_find_word (folded);
}

/* The article in "l'hôtel" is a word of its own: d', l', qu' and the like. */
static gboolean
is_elision (const char *start,
            const char *apostrophe)
{
  gsize length = (gsize) (apostrophe - start);

  return (length == 1 && strchr ("cdjlmnst", g_ascii_tolower (*start)) != NULL)
         || (length == 2 && g_ascii_strncasecmp (start, "qu", 2) == 0);
}

/* Where the second word begins that is written together with a weekday: Freitagabend. NULL where
 * it is one word. */
static const char *
find_tail (const char *start,
           const char *end)
{
  char folded[GNOMON_PHRASE_MAX_WORD];
  guint n_letters = 0;

  if (gnomon_phrase_fold (start, (gsize) (end - start), folded)
      && gnomon_phrase_book_find_word (folded) == 0)
    n_letters = gnomon_phrase_book_find_tail (folded);
  if (n_letters == 0)
    return NULL;

  for (; n_letters > 0; n_letters--)
    do
      end = g_utf8_prev_char (end);
    while (g_unichar_combining_class (g_utf8_get_char (end)) != 0);
  return end;
}

static void
add_word (Splitter *self,
          gunichar  c)
{
  char folded[GNOMON_PHRASE_MAX_WORD];
  const char *start = self->at;
  const char *end = start;
  const char *tail;
  gboolean is_elided = FALSE;
  GnomonToken *token;

  while (!is_elided)
    {
      gunichar here = g_utf8_get_char (end);

      if (!is_word_letter (here)
          && !(is_apostrophe (here) && is_word_letter (g_utf8_get_char (g_utf8_next_char (end)))))
        break;
      end = g_utf8_next_char (end);
      is_elided = is_apostrophe (here) && is_elision (start, g_utf8_prev_char (end));
    }

  tail = find_tail (start, end);
  if (tail != NULL)
    end = tail;
  token = add_token (self, GNOMON_TOKEN_WORD, end);
  token->is_capital = !g_unichar_islower (c);
  if (gnomon_phrase_fold (start, (gsize) (end - start), folded))
    token->word = gnomon_phrase_book_find_word (folded);
  self->is_glued = !is_elided;
}

static void
add_mark (Splitter *self)
{
  char folded[GNOMON_PHRASE_MAX_WORD];
  const char *start = self->at;
  const char *end = g_utf8_next_char (start);
  GnomonToken *token = add_token (self, GNOMON_TOKEN_MARK, end);

  token->mark = g_utf8_get_char (start);
  if (gnomon_phrase_fold (start, (gsize) (end - start), folded))
    {
      token->word = gnomon_phrase_book_find_word (folded);
      token->mark = g_utf8_get_char (folded);
    }
}

static const char *
find_blank (const char *text)
{
  while (*text != '\0' && !g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return text;
}

GArray *
gnomon_phrase_text_split (const char *text)
{
  Splitter self = { text, text, 0, FALSE, g_array_new (FALSE, FALSE, sizeof (GnomonToken)) };
  const char *blank = text;

  while (*self.at != '\0')
    {
      gunichar c = g_utf8_get_char (self.at);

      if (g_unichar_isspace (c))
        {
          self.at = g_utf8_next_char (self.at);
          self.n_characters++;
          self.is_glued = FALSE;
          continue;
        }

      if (self.at >= blank)
        blank = find_blank (self.at);
      if (!self.is_glued || strchr ("<([,;:", self.at[-1]) != NULL)
        {
          if (add_link (&self, blank) || add_address (&self, blank))
            continue;
        }

      if (add_quote (&self, c))
        continue;
      if (g_unichar_isdigit (c))
        add_number (&self);
      else if (is_word_letter (c))
        add_word (&self, c);
      else
        add_mark (&self);
    }

  return self.tokens;
}
