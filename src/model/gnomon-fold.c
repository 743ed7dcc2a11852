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

/* Marks and the later letters of a Hangul syllable melt into what stands before them. */
static gboolean
is_joined (gunichar c)
{
  return g_unichar_ismark (c) || (c >= 0x1160 && c <= 0x11ff) || (c >= 0xd7b0 && c <= 0xd7ff)
         || c == 0xff9e || c == 0xff9f;
}

static const char *
find_cluster_end (const char *text)
{
  do
    text = g_utf8_next_char (text);
  while (*text != '\0' && is_joined (g_utf8_get_char (text)));

  return text;
}

/* Folds cluster by cluster; @starts gets for each byte of the folded text where its cluster
 * starts in @text, and one entry more for the end. */
static char *
fold_clusters (const char *text,
               GArray     *starts)
{
  GString *folded = g_string_sized_new (strlen (text));
  const char *at = text;

  while (*at != '\0')
    {
      const char *end = find_cluster_end (at);
      gsize start = (gsize) (at - text);
      gsize before = folded->len;

      if (end == at + 1)
        g_string_append_c (folded, g_ascii_tolower (*at));
      else
        {
          g_autofree char *cluster = g_strndup (at, (gsize) (end - at));
          g_autofree char *piece = gnomon_fold (cluster);

          g_string_append (folded, piece);
        }
      for (gsize i = before; i < folded->len; i++)
        g_array_append_val (starts, start);
      at = end;
    }

  g_array_set_size (starts, starts->len + 1);
  g_array_index (starts, gsize, starts->len - 1) = (gsize) (at - text);
  return g_string_free (folded, FALSE);
}

/**
 * gnomon_fold_find_all:
 * @text: a text as people wrote it
 * @folded_needle: a text by gnomon_fold()
 *
 * Finds every place of a needle in a text, left to right and without overlaps, for marking them.
 * Letters are marked whole, with their accents: in “Straße” the needle “s” marks the first letter
 * and the “ß”. What gnomon_fold() makes of the whole text is what is looked through, so that there
 * is a place exactly where gnomon_fold_contains() finds one; in a text whose letters change each
 * other beyond their own cluster (a few scripts in rare order) the whole of it is one place.
 *
 * Returns: (transfer full) (element-type GnomonTextRange): the places; none for an empty needle,
 *   and for a text that is not valid UTF-8
 */
GArray *
gnomon_fold_find_all (const char *text,
                      const char *folded_needle)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (GnomonTextRange));
  g_autoptr (GArray) starts = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *whole = NULL;
  gsize needle_length;

  g_return_val_if_fail (text != NULL, places);
  g_return_val_if_fail (folded_needle != NULL, places);

  whole = gnomon_fold (text);
  needle_length = strlen (folded_needle);
  if (needle_length == 0 || strstr (whole, folded_needle) == NULL
      || !g_utf8_validate (text, -1, NULL))
    return places;

  starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  folded = fold_clusters (text, starts);
  if (!g_str_equal (folded, whole))
    {
      GnomonTextRange all = { 0, strlen (text) };

      g_array_append_val (places, all);
      return places;
    }

  for (const char *hit = strstr (folded, folded_needle); hit != NULL;
       hit = strstr (hit + needle_length, folded_needle))
    {
      gsize first = (gsize) (hit - folded);
      gsize next = first + needle_length;
      GnomonTextRange place = { g_array_index (starts, gsize, first), 0 };

      /* The end is where the first cluster starts that has no part of the hit. */
      while (next < starts->len - 1
             && g_array_index (starts, gsize, next) == g_array_index (starts, gsize, next - 1))
        next++;
      place.end = g_array_index (starts, gsize, next);

      if (places->len > 0
          && g_array_index (places, GnomonTextRange, places->len - 1).end >= place.start)
        g_array_index (places, GnomonTextRange, places->len - 1).end = place.end;
      else
        g_array_append_val (places, place);
    }
  return places;
}
