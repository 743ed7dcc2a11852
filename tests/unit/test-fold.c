/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-fold.h"

static void
test_equal (void)
{
  static const struct { const char *a, *b; } rows[] = {
    { "", "" },
    { "Budget", "bUDGET" },
    { "ÜBERSICHT", "übersicht" },
    { "STRASSE", "straße" },
    { "STRASSE", "STRAẞE" },
    { "ΟΔΥΣΣΕΥΣ", "οδυσσευς" },
    { "Σ", "ς" },
    { "İstanbul", "istanbul" },
    { "ISTANBUL", "istanbul" },
    { "ıspanak", "ISPANAK" },
    { "I\xcc\x87", "i" },                        /* I, dot above */
    { "i\xcc\xa3\xcc\x87", "\xe1\xbb\x8b" },     /* i, dot below, dot above; i with dot below */
    { "Caf\xc3\xa9", "CAFE\xcc\x81" },           /* composed, decomposed */
    { "ﬁnal", "FINAL" },
    { "Ｆｕｌｌ　ｗｉｄｔｈ", "full width" },
    { "ｶﾞ", "ガ" },
    { "東京", "東京" },
    { "한국", "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab\xe1\x84\x80\xe1\x85\xae\xe1\x86\xa8" },
    { "ПРИВЕТ", "привет" },
    { "Ǆ", "ǆ" },
    { "№ 5", "no 5" },
    { "x²", "X2" },
    { "…", "..." },
    { "ŉ", "ʼn" },
    { "Ꭰ", "ꭰ" },
    { "Ᏸ", "ᏸ" },
    { "𐐀", "𐐨" },                                /* beyond the first plane */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *a = gnomon_fold (rows[i].a);
      g_autofree char *b = gnomon_fold (rows[i].b);
      g_autofree char *again = gnomon_fold (a);

      g_assert_cmpstr (a, ==, b);
      g_assert_cmpstr (again, ==, a);
    }
}

static void
test_contains (void)
{
  static const struct { const char *text, *needle; gboolean contains; } rows[] = {
    { "Weekly budget review", "BUDGET", TRUE },
    { "Weekly budget review", "", TRUE },
    { "", "", TRUE },
    { "", "a", FALSE },
    { "Große Übersicht", "gross", TRUE },
    { "Große Übersicht", "ßE ÜB", TRUE },
    { "Café au lait", "cafe", FALSE },
    { "Café au lait", "CAFÉ", TRUE },
    { "Fahrt nach İstanbul", "istan", TRUE },
    { "東京タワー", "京タ", TRUE },
    { "100% sure", "0% s", TRUE },
    { "under_score", "under-score", FALSE },
    { "Ἀθῆναι", "ἀθῆναι", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = gnomon_fold (rows[i].text);
      g_autofree char *needle = gnomon_fold (rows[i].needle);

      g_assert_cmpint (gnomon_fold_contains (text, needle), ==, rows[i].contains);
    }
}

static void
test_invalid (void)
{
  g_autofree char *folded = gnomon_fold ("A\xff" "B");

  g_assert_true (g_utf8_validate (folded, -1, NULL));
  g_assert_true (gnomon_fold_contains (folded, "a"));
  g_assert_true (gnomon_fold_contains (folded, "b"));
}

/* The places are written into the text: [ and ] around each. */
static char *
mark (const char *text,
      const char *needle)
{
  g_autofree char *folded = gnomon_fold (needle);
  g_autoptr (GArray) places = gnomon_fold_find_all (text, folded);
  GString *marked = g_string_new (NULL);
  gsize at = 0;

  for (guint i = 0; i < places->len; i++)
    {
      GnomonTextRange place = g_array_index (places, GnomonTextRange, i);

      g_assert_cmpuint (place.start, >=, at);
      g_assert_cmpuint (place.end, >, place.start);
      g_string_append_len (marked, text + at, (gssize) (place.start - at));
      g_string_append_c (marked, '[');
      g_string_append_len (marked, text + place.start, (gssize) (place.end - place.start));
      g_string_append_c (marked, ']');
      at = place.end;
    }
  g_string_append (marked, text + at);
  return g_string_free (marked, FALSE);
}

static void
test_find_all (void)
{
  static const struct { const char *text, *needle, *marked; } rows[] = {
    { "Weekly budget review", "BUDGET", "Weekly [budget] review" },
    { "Weekly budget review", "", "Weekly budget review" },
    { "Weekly budget review", "pear", "Weekly budget review" },
    { "", "a", "" },
    { "aXaxA", "a", "[a]X[a]x[A]" },
    { "aaa", "aa", "[aa]a" },
    { "aaaa", "aa", "[aaaa]" },                   /* side by side: one mark */
    { "Große Straße", "ss", "Gro[ß]e Stra[ß]e" },
    { "STRASSE", "ß", "STRA[SS]E" },
    { "Straße", "s", "[S]tra[ß]e" },
    { "Straße", "as", "Str[aß]e" },
    { "Straße", "se", "Stra[ße]" },
    { "Fahrt nach İstanbul", "istan", "Fahrt nach [İstan]bul" },
    { "Fahrt nach I\xcc\x87stanbul", "istan", "Fahrt nach [I\xcc\x87stan]bul" },
    { "ıspanak", "I", "[ı]spanak" },
    { "Cafe\xcc\x81 au lait", "CAFÉ", "[Cafe\xcc\x81] au lait" },
    { "Café", "cafe\xcc\x81", "[Café]" },
    { "Cafe\xcc\x81", "cafe", "Cafe\xcc\x81" },    /* an accent makes another letter */
    { "a ﬁnal ﬁx", "FI", "a [ﬁ]nal [ﬁ]x" },
    { "ﬁnal", "in", "[ﬁn]al" },
    { "Ｆｕｌｌ　ｗｉｄｔｈ", "ll w", "Ｆｕ[ｌｌ　ｗ]ｉｄｔｈ" },
    { "ｶﾞｽ", "ガ", "[ｶﾞ]ｽ" },
    { "東京タワー", "京タ", "東[京タ]ワー" },
    { "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab\xe1\x84\x80\xe1\x85\xae\xe1\x86\xa8", "국",
      "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab[\xe1\x84\x80\xe1\x85\xae\xe1\x86\xa8]" },
    { "ΟΔΥΣΣΕΥΣ", "σς", "ΟΔΥ[ΣΣ]ΕΥΣ" },
    { "wait…", "..", "wait[…]" },
    { "𐐀𐐨 x", "𐐨", "[𐐀𐐨] x" },
    { "मुंबई यात्रा", "यात", "मुंबई [यात्]रा" },
    { "A\xff" "B", "b", "A\xff" "B" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *marked = mark (rows[i].text, rows[i].needle);

      g_assert_cmpstr (marked, ==, rows[i].marked);
    }
}

/* Whatever the text: there is a place exactly where search finds one. */
static void
test_find_agrees (void)
{
  static const char letters[] = "aAiIıİßéſﬁ\xcc\x87\xcc\x81가\xe1\x85\xa1\xe1\x86\xab किंا …ς";
  GRand *random = g_rand_new_with_seed (7);
  glong n_letters = g_utf8_strlen (letters, -1);

  for (int round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *folded = NULL;
      g_autofree char *needle = NULL;
      g_autoptr (GArray) places = NULL;
      glong length;

      for (int i = g_rand_int_range (random, 1, 10); i > 0; i--)
        g_string_append_unichar (text, g_utf8_get_char (g_utf8_offset_to_pointer (letters,
          g_rand_int_range (random, 0, (gint32) n_letters))));
      folded = gnomon_fold (text->str);
      length = g_utf8_strlen (folded, -1);
      needle = g_utf8_substring (folded, g_rand_int_range (random, 0, (gint32) length), length);
      places = gnomon_fold_find_all (text->str, needle);

      if (places->len == 0)
        g_error ("“%s” is in “%s”, but not found", needle, text->str);
      for (guint i = 0; i < places->len; i++)
        {
          GnomonTextRange place = g_array_index (places, GnomonTextRange, i);

          g_assert_cmpuint (place.end, <=, text->len);
          g_assert_true (g_utf8_validate (text->str + place.start,
                                          (gssize) (place.end - place.start), NULL));
        }
    }
  g_rand_free (random);
}

/* Each character there is: folding makes valid text of it, and changes nothing when done again. */
static void
test_every_character (void)
{
  for (gunichar c = 1; c <= 0x10ffff; c++)
    {
      char text[7] = { 0 };
      g_autofree char *once = NULL;
      g_autofree char *twice = NULL;

      if (!g_unichar_validate (c))
        continue;

      g_unichar_to_utf8 (c, text);
      once = gnomon_fold (text);
      twice = gnomon_fold (once);
      if (!g_utf8_validate (once, -1, NULL) || g_strcmp0 (once, twice) != 0)
        g_error ("U+%04X: “%s”, then “%s”", c, once, twice);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fold/equal", test_equal);
  g_test_add_func ("/fold/contains", test_contains);
  g_test_add_func ("/fold/invalid", test_invalid);
  g_test_add_func ("/fold/find-all", test_find_all);
  g_test_add_func ("/fold/find-agrees", test_find_agrees);
  g_test_add_func ("/fold/every-character", test_every_character);

  return g_test_run ();
}
