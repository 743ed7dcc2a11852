/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gnomon-addresses.h"
#include "gnomon-attendee.h"
#include "gnomon-error.h"

static void
test_parse (void)
{
  static const struct
  {
    const char *text, *expected;
  } rows[] = {
    { "", "" },
    { " , ;\n", "" },
    { "ann@example.org", "ann=ann@example.org" },
    { " ann@example.org ,bo@example.org", "ann=ann@example.org bo=bo@example.org" },
    { "ann@example.org\nbo@example.org;cy@example.org\n",
      "ann=ann@example.org bo=bo@example.org cy=cy@example.org" },
    { "Ann Lee <ann@example.org>", "Ann Lee=ann@example.org" },
    { "\"Lee, Ann\" <ann@example.org>, Bo <bo@example.org>",
      "Lee, Ann=ann@example.org Bo=bo@example.org" },
    { "<ann@example.org>", "ann=ann@example.org" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) guests = gnomon_addresses_parse (rows[i].text, NULL, &error);
      g_autoptr (GString) text = g_string_new (NULL);

      g_assert_no_error (error);

      for (guint j = 0; j < guests->len; j++)
        g_string_append_printf (text, "%s%s=%s", j > 0 ? " " : "",
                                gnomon_attendee_get_name (guests->pdata[j]),
                                gnomon_attendee_get_email (guests->pdata[j]));

      g_assert_cmpstr (text->str, ==, rows[i].expected);
    }
}

static void
test_refuse (void)
{
  static const char * const texts[] = { "ann", "ann@", "a@example.org, bo", "Ann <>", "<ann", "\"",
                                        "Ann Lee <ann@example.org" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *refused = NULL;

      g_assert_null (gnomon_addresses_parse (texts[i], &refused, &error));
      g_assert_nonnull (refused);
      g_assert_true (g_str_has_suffix (texts[i], refused));
      g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT);
    }
}

static void
test_find_end (void)
{
  g_assert_cmpuint (gnomon_addresses_find_end (""), ==, 0);
  g_assert_cmpuint (gnomon_addresses_find_end ("ann@example.org"), ==, 0);
  g_assert_cmpuint (gnomon_addresses_find_end ("a@b.example, c"), ==, 12);
  g_assert_cmpuint (gnomon_addresses_find_end ("\"Lee, Ann"), ==, 0);
  g_assert_cmpuint (gnomon_addresses_find_end ("\"Lee, Ann\" <a@b.example>\nx"), ==, 25);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/addresses/parse", test_parse);
  g_test_add_func ("/addresses/refuse", test_refuse);
  g_test_add_func ("/addresses/find-end", test_find_end);

  return g_test_run ();
}
