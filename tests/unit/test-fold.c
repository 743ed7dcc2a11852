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
  g_test_add_func ("/fold/every-character", test_every_character);

  return g_test_run ();
}
