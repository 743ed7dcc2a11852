/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-fold.h"

#define DOTLESS_I 0x0131
#define DOT_ABOVE 0x0307
#define CLASS_ABOVE 230

/* The small letters of Cherokee came later than its capitals, so these are what Unicode folds to;
 * GLib exchanges the two. */
#define CHEROKEE_CAPITALS 0x13a0
#define CHEROKEE_SMALL 0xab70
#define CHEROKEE_SMALL_END 0xabc0
#define CHEROKEE_LAST_CAPITALS 0x13f0
#define CHEROKEE_LAST_SMALL 0x13f8
#define CHEROKEE_LAST_SMALL_END 0x13fe

static gboolean
is_ascii (const char *text)
{
  for (; *text != '\0'; text++)
    if ((guchar) *text >= 0x80)
      return FALSE;

  return TRUE;
}

static gunichar
merge_letter (gunichar c)
{
  if (c == DOTLESS_I)
    return 'i';
  if (c >= CHEROKEE_SMALL && c < CHEROKEE_SMALL_END)
    return c - CHEROKEE_SMALL + CHEROKEE_CAPITALS;
  if (c >= CHEROKEE_LAST_SMALL && c < CHEROKEE_LAST_SMALL_END)
    return c - CHEROKEE_LAST_SMALL + CHEROKEE_LAST_CAPITALS;

  return c;
}

/* Makes one letter of those that case folding leaves apart. The four i of Turkish are one, so that
 * search needs no language: a dotless one is an i, and a dot above an i is none. @text is
 * decomposed. */
static char *
merge_letters (const char *text)
{
  GString *merged = g_string_sized_new (strlen (text));
  gboolean after_i = FALSE;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);
      int combining_class = g_unichar_combining_class (c);

      if (c == DOT_ABOVE && after_i)
        continue;
      c = merge_letter (c);

      /* Marks below the letter come before those above it. */
      if (combining_class == 0)
        after_i = c == 'i';
      else if (combining_class == CLASS_ABOVE)
        after_i = FALSE;

      g_string_append_unichar (merged, c);
    }

  return g_string_free (merged, FALSE);
}

/**
 * gnomon_fold:
 * @text: a text; what is not valid UTF-8 in it is replaced
 *
 * Decomposes by compatibility, folds the case, decomposes what that brought forth, makes one
 * letter of the forms of i, and composes. Accents stay: "e" does not find "é".
 *
 * Returns: (transfer full): the folded text
 */
char *
gnomon_fold (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *decomposed = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *decomposed_again = NULL;
  g_autofree char *merged = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (is_ascii (text))
    return g_ascii_strdown (text, -1);

  valid = g_utf8_make_valid (text, -1);
  decomposed = g_utf8_normalize (valid, -1, G_NORMALIZE_NFKD);
  folded = g_utf8_casefold (decomposed, -1);
  decomposed_again = g_utf8_normalize (folded, -1, G_NORMALIZE_NFKD);
  merged = merge_letters (decomposed_again);

  return g_utf8_normalize (merged, -1, G_NORMALIZE_NFC);
}

/**
 * gnomon_fold_contains:
 * @folded_haystack: a text by gnomon_fold()
 * @folded_needle: a text by gnomon_fold()
 *
 * Returns: whether the needle is in the haystack, letter by letter
 */
gboolean
gnomon_fold_contains (const char *folded_haystack,
                      const char *folded_needle)
{
  g_return_val_if_fail (folded_haystack != NULL, FALSE);
  g_return_val_if_fail (folded_needle != NULL, FALSE);

  return strstr (folded_haystack, folded_needle) != NULL;
}
