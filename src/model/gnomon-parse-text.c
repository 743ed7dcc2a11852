/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <langinfo.h>
#include <locale.h>
#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-parse-private.h"
#include "gnomon-zone.h"


static void
free_guest (gpointer data)
{
  GnomonParsedGuest *guest = data;

  g_free (guest->email);
  g_free (guest->name);
  g_free (guest);
}

/* @text and @tokens must stay as long as it. */
static GnomonUnderstanding *
understanding_new (const GnomonPhraseBook   *book,
                   const char               *text,
                   const GArray             *tokens,
                   const GnomonParseContext *context)
{
  GnomonUnderstanding *self = g_new0 (GnomonUnderstanding, 1);
  gint64 wall = gnomon_zone_to_wall (context->viewer, context->now);

  self->reader.book = book;
  self->reader.tokens = (const GnomonToken *) (gpointer) tokens->data;
  self->reader.n_tokens = tokens->len;
  self->reader.today = gnomon_civil_day_of_wall (wall);
  self->reader.month_first = context->month_first;
  self->context = context;
  self->text = text;
  self->parts = g_new0 (GnomonPart, MAX (tokens->len, 1));
  for (guint i = 0; i < tokens->len; i++)
    self->parts[i].key = GNOMON_PART_TITLE;
  self->part_of_day = -1;
  self->reminder_minutes = -1;
  self->guests = g_ptr_array_new_with_free_func (free_guest);

  return self;
}

void
gnomon_understanding_free (GnomonUnderstanding *self)
{
  g_free (self->parts);
  g_free (self->location);
  g_free (self->url);
  g_ptr_array_unref (self->guests);
  g_free (self);
}

void
gnomon_understanding_take (GnomonUnderstanding *self,
                           guint                start,
                           guint                end,
                           int                  key)
{
  self->n_phrases++;
  for (guint i = start; i < end; i++)
    self->parts[i] = (GnomonPart) { key, self->n_phrases };
}

/* How much of the text was understood: more is better. Phrases count before names: a capital after
 * a word like "in" is a place in any language. */
static guint
get_score (const GnomonUnderstanding *self)
{
  guint phrases = 0, names = 0;

  for (guint i = 0; i < self->reader.n_tokens; i++)
    {
      int key = self->parts[i].key;

      if (key == GNOMON_EVENT_LOCATION || key == GNOMON_EVENT_ATTENDEES
          || key == GNOMON_PART_SILENT)
        names += self->reader.tokens[i].n_characters;
      else if (key != GNOMON_PART_TITLE)
        phrases += self->reader.tokens[i].n_characters;
    }
  return phrases * (GNOMON_PARSE_MAX_CHARACTERS + 1) + names;
}

/* (transfer full): tokens [start, end) on one line, as fields must be. */
char *
gnomon_understanding_dup_text (const GnomonUnderstanding *self,
                               guint                      start,
                               guint                      end)
{
  const GnomonToken *first = &self->reader.tokens[start];
  const GnomonToken *last = &self->reader.tokens[end - 1];
  const char *text_end = self->text + last->end;
  GString *line = g_string_sized_new (last->end - first->start);

  for (const char *p = self->text + first->start; p < text_end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (line, g_unichar_iscntrl (c) ? ' ' : c);
    }
  return g_string_free (line, FALSE);
}

/* Whether a locale, such as `de_AT.UTF-8`, is of a language. */
static gboolean
is_language (const char *locale,
             const char *code)
{
  gsize length = strlen (code);

  return locale != NULL && g_ascii_strncasecmp (locale, code, length) == 0
         && !g_ascii_isalpha (locale[length]);
}

/* The user's language first, then English, then the others; a later one must explain more. */
static GnomonUnderstanding *
understand (const char               *text,
            const GArray             *tokens,
            const GnomonParseContext *context)
{
  g_autoptr (GnomonUnderstanding) best = NULL;
  gsize n_books;
  const GnomonPhraseBook * const *books = gnomon_phrase_book_get_all (&n_books);

  for (int round = 0; round < 2; round++)
    for (gsize i = 0; i < n_books; i++)
      {
        g_autoptr (GnomonUnderstanding) candidate = NULL;

        if (is_language (context->language, books[i]->language->code) != (round == 0))
          continue;
        candidate = understanding_new (books[i], text, tokens, context);
        gnomon_understanding_read_phrases (candidate);
        gnomon_understanding_read_names (candidate);
        if (best == NULL || get_score (candidate) > get_score (best))
          {
            GnomonUnderstanding *worse = best;

            best = g_steal_pointer (&candidate);
            g_clear_pointer (&worse, gnomon_understanding_free);
          }
      }

  return g_steal_pointer (&best);
}

/* What is left is the title, but for marks and blanks that make none. */
static GArray *
make_spans (const GnomonUnderstanding *self,
            gboolean                   has_title)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (GnomonTextSpan));
  GnomonPart open = { GNOMON_PART_SILENT, 0 };

  for (guint i = 0; i < self->reader.n_tokens; i++)
    {
      const GnomonToken *token = &self->reader.tokens[i];
      GnomonPart part = self->parts[i];
      GnomonTextSpan span = { token->first_character, token->n_characters, GNOMON_EVENT_TITLE };

      if (part.key == GNOMON_PART_TITLE && !has_title)
        part.key = GNOMON_PART_SILENT;
      if (part.key == open.key && part.phrase == open.phrase && spans->len > 0
          && part.key != GNOMON_PART_SILENT)
        {
          GnomonTextSpan *last = &g_array_index (spans, GnomonTextSpan, spans->len - 1);

          last->length = token->first_character + token->n_characters - last->start;
          continue;
        }
      open = part;
      if (part.key == GNOMON_PART_SILENT)
        continue;
      if (part.key != GNOMON_PART_TITLE)
        span.key = (GnomonEventKey) part.key;
      g_array_append_val (spans, span);
    }

  return spans;
}

/**
 * gnomon_parse_context_init_locale:
 * @context: (out caller-allocates): a context
 *
 * Sets the language and the order of day and month by the locale of the process, and everything
 * else to zero.
 */
void
gnomon_parse_context_init_locale (GnomonParseContext *context)
{
  const char *format = nl_langinfo (D_FMT);
  const char *month = strstr (format, "%m");
  const char *day = strstr (format, "%d");

  *context = (GnomonParseContext) { 0 };
  context->language = setlocale (LC_MESSAGES, NULL);

  /* Where the year leads, as in 2026-12-05, it says nothing of 12/5. */
  context->month_first = g_str_has_prefix (format, "%D")
                         || (month != NULL && day != NULL && month < day
                             && !g_str_has_prefix (format, "%Y"));
}

/**
 * gnomon_parse_text:
 * @text: a phrase
 * @context: what its words are seen from
 * @error: return location for a #GError
 *
 * Understands a phrase of one of the languages that have a table: that of the user, else English,
 * else the one that explains most of it. What is not understood is the title, letter by letter.
 *
 * A time without a day is the next one: today, and tomorrow where it has gone by. A weekday is the
 * coming one, and today where the time still lies ahead; a day without its year likewise, and
 * neither ever lies back. "Today" is today, whatever the time. Hours from one to six without "am"
 * or "pm" are those of the afternoon, unless written as 03:30, or as 3:30 in a language of 24
 * hours. A day without a time is the whole day. Where neither is said, it is the next full hour.
 *
 * Errors: %GNOMON_ERROR_INVALID_ARGUMENT for an empty text, one that is not UTF-8, and one of more
 * than %GNOMON_PARSE_MAX_CHARACTERS characters.
 *
 * Returns: (transfer full) (nullable): what it says
 */
GnomonParsedText *
gnomon_parse_text (const char                *text,
                   const GnomonParseContext  *context,
                   GError                   **error)
{
  g_autoptr (GnomonUnderstanding) understanding = NULL;
  g_autoptr (GArray) tokens = NULL;
  g_autofree char *title = NULL;
  GnomonParsedText *parsed;
  gsize n_books;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (context != NULL, NULL);

  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT,
                           "text: is not valid UTF-8");
      return NULL;
    }
  if (g_utf8_strlen (text, -1) > GNOMON_PARSE_MAX_CHARACTERS)
    {
      g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT,
                   "text: must have at most %d characters", GNOMON_PARSE_MAX_CHARACTERS);
      return NULL;
    }

  gnomon_phrase_book_get_all (&n_books);
  tokens = gnomon_phrase_text_split (text);
  if (tokens->len == 0)
    {
      g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT, "text: is required");
      return NULL;
    }
  understanding = understand (text, tokens, context);

  parsed = g_new0 (GnomonParsedText, 1);
  parsed->fields = gnomon_fields_new (GNOMON_KIND_EVENT);
  title = gnomon_understanding_dup_title (understanding);
  if (*title != '\0')
    gnomon_fields_set_string (parsed->fields, GNOMON_EVENT_TITLE, title);
  gnomon_understanding_fill (understanding, parsed->fields);
  parsed->spans = make_spans (understanding, *title != '\0');

  return parsed;
}

/**
 * gnomon_parsed_text_free:
 * @self: (transfer full): what a text said
 */
void
gnomon_parsed_text_free (GnomonParsedText *self)
{
  g_return_if_fail (self != NULL);

  gnomon_fields_free (self->fields);
  g_array_unref (self->spans);
  g_free (self);
}
