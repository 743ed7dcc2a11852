/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gnomon-links.h"

#define A(uri) "<a href=\"" uri "\">" uri "</a>"

static void
test_markup (void)
{
  static const struct
  {
    const char *text, *expected;
  } rows[] = {
    { "", "" },
    { "no link at all", "no link at all" },
    { "https://meet.example/onb", A ("https://meet.example/onb") },
    { "see https://a.example/x.", "see " A ("https://a.example/x") "." },
    { "(https://a.example/x)", "(" A ("https://a.example/x") ")" },
    { "https://a.example/w_(x)", A ("https://a.example/w_(x)") },
    { "https://a.example/?a=1&b=2", A ("https://a.example/?a=1&amp;b=2") },
    { "<https://a.example>", "&lt;" A ("https://a.example") "&gt;" },
    { "a\nhttp://b.example\nc", "a\n" A ("http://b.example") "\nc" },
    { "mailto:ann@example.org, tel:+491", A ("mailto:ann@example.org") ", " A ("tel:+491") },
    { "HTTPS://A.example!", A ("HTTPS://A.example") "!" },
    /* What is no page, mail or call stays text, and so does half an address. */
    { "javascript:alert(1) file:///etc/passwd", "javascript:alert(1) file:///etc/passwd" },
    { "https:// and http://", "https:// and http://" },
    { "xhttps://a.example", "xhttps://a.example" },
    { "https://", "https://" },
    /* Nothing gets out of the attribute or brings its own markup. */
    { "<b>bold</b> & \"quoted\"", "&lt;b&gt;bold&lt;/b&gt; &amp; &quot;quoted&quot;" },
    { "https://a.example/\"><b>", A ("https://a.example/") "&quot;&gt;&lt;b&gt;" },
    { "https://a.example/'x", A ("https://a.example/&apos;x") },
    { "</span><a href=\"x\">", "&lt;/span&gt;&lt;a href=&quot;x&quot;&gt;" },
    { "https://bücher.example/ß", A ("https://bücher.example/ß") },
    { "\xff https://a.example", "\xef\xbf\xbd " A ("https://a.example") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *markup = gnomon_links_to_markup (rows[i].text);

      /* The quotes of an attribute are entities or plain, never the text's own. */
      g_auto (GStrv) parts = g_strsplit (markup, "&#39;", -1);
      g_autofree char *normal = g_strjoinv ("&apos;", parts);

      g_assert_cmpstr (normal, ==, rows[i].expected);
    }
}

static void
test_safe (void)
{
  g_assert_true (gnomon_links_is_safe ("https://a.example"));
  g_assert_true (gnomon_links_is_safe ("mailto:ann@example.org"));
  g_assert_false (gnomon_links_is_safe (""));
  g_assert_false (gnomon_links_is_safe ("https://"));
  g_assert_false (gnomon_links_is_safe ("file:///etc/passwd"));
  g_assert_false (gnomon_links_is_safe ("javascript:alert(1)"));
  g_assert_false (gnomon_links_is_safe (" https://a.example"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/links/markup", test_markup);
  g_test_add_func ("/links/safe", test_safe);

  return g_test_run ();
}
