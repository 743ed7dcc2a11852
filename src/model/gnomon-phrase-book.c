/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-phrase-book.h"

static const GnomonPhraseLanguage * const languages[] = {
  &gnomon_phrase_en,
  &gnomon_phrase_de,
  &gnomon_phrase_es,
  &gnomon_phrase_fr,
};

static const char * const slot_names[] = {
  [GNOMON_SLOT_NUMBER] = "<number>",
  [GNOMON_SLOT_COUNT] = "<count>",
  [GNOMON_SLOT_ORDINAL] = "<ordinal>",
  [GNOMON_SLOT_DAY] = "<day>",
  [GNOMON_SLOT_NTH] = "<nth>",
  [GNOMON_SLOT_YEAR] = "<year>",
  [GNOMON_SLOT_WEEKDAY] = "<weekday>",
  [GNOMON_SLOT_ANYDAY] = "<anyday>",
  [GNOMON_SLOT_DAYS] = "<days>",
  [GNOMON_SLOT_EACHDAYS] = "<eachdays>",
  [GNOMON_SLOT_MONTH] = "<month>",
  [GNOMON_SLOT_UNIT] = "<unit>",
  [GNOMON_SLOT_HOUR] = "<hour>",
  [GNOMON_SLOT_FACE] = "<face>",
  [GNOMON_SLOT_TIME] = "<time>",
  [GNOMON_SLOT_AT] = "<at>",
  [GNOMON_SLOT_DATE] = "<date>",
  [GNOMON_SLOT_LENGTH] = "<length>",
};

/* What gnomon-phrase-numbers.c looks for beside digits, whatever the language. */
static const char * const clock_words[] = { "a", "am", "h", "m", "p", "pm" };

static GHashTable *word_numbers;
static GPtrArray *tails;        /* of char *, folded, any may be at the end of another */
static GnomonPhraseBook *books[G_N_ELEMENTS (languages)];

/* A letter without its accents, in lower case; 0 for what only marks the letter before it. */
static gunichar
fold_letter (gunichar c)
{
  gunichar base, mark;

  if (c < 0x80)
    return (gunichar) g_ascii_tolower ((char) c);
  if (g_unichar_combining_class (c) != 0)
    return 0;
  if (c == 0x2019 || c == 0x02bc)
    return '\'';
  if (c >= 0x2010 && c <= 0x2015)
    return '-';

  c = g_unichar_tolower (c);
  while (g_unichar_decompose (c, &base, &mark) && mark != 0)
    c = base;
  return c;
}

gboolean
gnomon_phrase_fold (const char *text,
                    gsize       n_bytes,
                    char        folded[GNOMON_PHRASE_MAX_WORD])
{
  const char *end = text + n_bytes;
  gsize length = 0;

  for (; text < end; text = g_utf8_next_char (text))
    {
      gunichar c = fold_letter (g_utf8_get_char (text));

      if (length + 7 > GNOMON_PHRASE_MAX_WORD)
        return FALSE;
      if (c != 0)
        length += (gsize) g_unichar_to_utf8 (c, folded + length);
    }
  folded[length] = '\0';

  return length > 0;
}

static guint
intern (const char *word)
{
  char folded[GNOMON_PHRASE_MAX_WORD];
  guint number;

  if (!gnomon_phrase_fold (word, strlen (word), folded))
    g_error ("A word of a phrase table is too long: %s", word);

  number = gnomon_phrase_book_find_word (folded);
  if (number == 0)
    {
      number = g_hash_table_size (word_numbers) + 1;
      g_hash_table_insert (word_numbers, g_strdup (folded), GUINT_TO_POINTER (number));
    }
  return number;
}

static GnomonPhraseLevel
get_level (GnomonPhraseKind kind)
{
  if (kind < GNOMON_PHRASE_DATE_SHIFT)
    return GNOMON_LEVEL_TIME;
  if (kind < GNOMON_PHRASE_LENGTH)
    return GNOMON_LEVEL_DATE;
  if (kind < GNOMON_PHRASE_DAY)
    return GNOMON_LEVEL_LENGTH;
  return kind < GNOMON_PHRASE_PLACE ? GNOMON_LEVEL_PHRASE : GNOMON_LEVEL_NAME;
}

static void
add_element (GnomonPhraseBook *book,
             char             *text)
{
  GnomonPhraseElement element = { GNOMON_SLOT_WORDS, FALSE, FALSE, book->word_ids->len, 0 };
  gsize length = strlen (text);

  if (*text == '&')
    {
      element.is_ahead = TRUE;
      text++;
      length--;
    }
  if (length > 1 && text[length - 1] == '?')
    {
      element.is_optional = TRUE;
      text[length - 1] = '\0';
    }

  if (*text == '<')
    {
      gsize slot = GNOMON_SLOT_NUMBER;

      while (slot < G_N_ELEMENTS (slot_names) && !g_str_equal (slot_names[slot], text))
        slot++;
      if (slot == G_N_ELEMENTS (slot_names))
        g_error ("A phrase table names an unknown slot: %s", text);
      element.slot = (GnomonPhraseSlot) slot;
    }
  else
    {
      g_auto (GStrv) alternatives = g_strsplit (text, "|", -1);

      for (char **alternative = alternatives; *alternative != NULL; alternative++)
        {
          guint word = intern (*alternative);

          g_array_append_val (book->word_ids, word);
          element.n_words++;
        }
    }
  g_array_append_val (book->elements, element);
}

static void
add_rule (GnomonPhraseBook       *book,
          const GnomonPhraseRule *rule)
{
  g_auto (GStrv) elements = g_strsplit (rule->pattern, " ", -1);
  GnomonPhrasePattern pattern = { rule->kind, rule->value, FALSE, book->elements->len, 0 };

  for (char **element = elements; *element != NULL; element++)
    {
      if (g_str_equal (*element, "^"))
        pattern.is_at_start = TRUE;
      else
        add_element (book, *element);
    }
  pattern.n_elements = book->elements->len - pattern.first_element;
  g_array_append_val (book->patterns[get_level (rule->kind)], pattern);
}

static void
add_word (GnomonPhraseBook       *book,
          const GnomonPhraseWord *row)
{
  g_auto (GStrv) spellings = g_strsplit (row->spellings, "|", -1);

  for (char **spelling = spellings; *spelling != NULL; spelling++)
    {
      gpointer word = GUINT_TO_POINTER (intern (*spelling));
      char folded[GNOMON_PHRASE_MAX_WORD];
      GArray *meanings = g_hash_table_lookup (book->meanings, word);

      if (meanings == NULL)
        {
          meanings = g_array_new (FALSE, FALSE, sizeof (GnomonPhraseWord));
          g_hash_table_insert (book->meanings, word, meanings);
        }
      g_array_append_vals (meanings, row, 1);
      if (row->word_class == GNOMON_WORD_TAIL
          && gnomon_phrase_fold (*spelling, strlen (*spelling), folded))
        g_ptr_array_add (tails, g_strdup (folded));
    }
}

static GnomonPhraseBook *
make_book (const GnomonPhraseLanguage *language)
{
  GnomonPhraseBook *book = g_new0 (GnomonPhraseBook, 1);

  book->language = language;
  book->elements = g_array_new (FALSE, FALSE, sizeof (GnomonPhraseElement));
  book->word_ids = g_array_new (FALSE, FALSE, sizeof (guint));
  book->meanings = g_hash_table_new (NULL, NULL);
  for (gsize i = 0; i < GNOMON_N_LEVELS; i++)
    book->patterns[i] = g_array_new (FALSE, FALSE, sizeof (GnomonPhrasePattern));

  for (gsize i = 0; i < language->n_words; i++)
    add_word (book, &language->words[i]);
  for (gsize i = 0; i < language->n_rules; i++)
    add_rule (book, &language->rules[i]);

  return book;
}

const GnomonPhraseBook * const *
gnomon_phrase_book_get_all (gsize *n_books)
{
  static gsize is_ready;

  if (g_once_init_enter (&is_ready))
    {
      word_numbers = g_hash_table_new (g_str_hash, g_str_equal);
      tails = g_ptr_array_new ();
      for (gsize i = 0; i < G_N_ELEMENTS (clock_words); i++)
        intern (clock_words[i]);
      for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
        books[i] = make_book (languages[i]);
      g_once_init_leave (&is_ready, 1);
    }

  *n_books = G_N_ELEMENTS (books);
  return (const GnomonPhraseBook * const *) books;
}

guint
gnomon_phrase_book_find_word (const char *folded)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (word_numbers, folded));
}

guint
gnomon_phrase_book_find_tail (const char *folded)
{
  gsize length = strlen (folded);

  for (guint i = 0; i < tails->len; i++)
    {
      const char *tail = g_ptr_array_index (tails, i);
      gsize head_length = length - MIN (strlen (tail), length);
      g_autofree char *head = NULL;

      if (head_length == 0 || !g_str_equal (folded + head_length, tail))
        continue;
      head = g_strndup (folded, head_length);
      for (gsize j = 0; j < G_N_ELEMENTS (books); j++)
        if (gnomon_phrase_book_has (books[j], gnomon_phrase_book_find_word (head),
                                    GNOMON_WORD_WEEKDAY, NULL))
          return (guint) g_utf8_strlen (tail, -1);
    }
  return 0;
}

gboolean
gnomon_phrase_book_has (const GnomonPhraseBook *self,
                        guint                   word,
                        GnomonWordClass         word_class,
                        int                    *value)
{
  GArray *meanings = NULL;

  if (word != 0)
    meanings = g_hash_table_lookup (self->meanings, GUINT_TO_POINTER (word));

  for (guint i = 0; meanings != NULL && i < meanings->len; i++)
    {
      const GnomonPhraseWord *meaning = &g_array_index (meanings, GnomonPhraseWord, i);

      if (meaning->word_class == word_class)
        {
          if (value != NULL)
            *value = meaning->value;
          return TRUE;
        }
    }
  return FALSE;
}
