/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <locale.h>
#include <string.h>

#include "gnomon-ctl-error.h"
#include "gnomon-ctl-json.h"

/* gnomonctl: JSON to the bus's values and back. */

static GVariant *
parse_text (const char *text)
{
  g_autoptr (GVariant) value = g_variant_parse (NULL, text, NULL, NULL, NULL);

  g_assert_nonnull (value);
  return g_steal_pointer (&value);
}

static void
test_types (void)
{
  static const struct
  {
    const char *json;
    const char *printed;
  } cases[] = {
    { "{\"title\": \"Süd\"}", "{'title': <'Süd'>}" },
    { "{\"duration_minutes\": 45}", "{'duration_minutes': <int64 45>}" },
    { "{\"duration_minutes\": 45.5}", "{'duration_minutes': <45.5>}" },
    { "{\"all_day\": true}", "{'all_day': <true>}" },
    { "{\"location\": null}", "{'location': <''>}" },
    { "{\"exdate\": [\"20261124\"]}", "{'exdate': <['20261124']>}" },
    { "{\"exdate\": []}", "{'exdate': <@as []>}" },
    { "{\"x\": [1, \"a\"]}", "{'x': <[<int64 1>, <'a'>]>}" },
    { "{\"reminders\": [{\"id\": 3}]}", "{'reminders': <[{'id': <int64 3>}]>}" },
    { "{\"attendees\": [\"a@example.org\"]}", "{'attendees': <'[\"a@example.org\"]'>}" },
    { "{\"attendees\": [{\"email\": \"a@example.org\"}]}",
      "{'attendees': <'[{\"email\":\"a@example.org\"}]'>}" },
    { "{}", "@a{sv} {}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GVariant) value = gnomon_ctl_json_parse_value (cases[i].json, &error);
      g_autofree char *printed = NULL;

      g_assert_no_error (error);
      printed = g_variant_print (value, TRUE);
      g_assert_cmpstr (printed, ==, cases[i].printed);
    }
}

static void
test_objects (void)
{
  static const struct
  {
    const char *json;
    guint n_objects;
    gboolean is_list;
  } cases[] = {
    { "{\"title\": \"a\"}", 1, FALSE },
    { " \n{\"title\": \"}]\\\"{\"}\n", 1, FALSE },
    { "[{\"title\": \"a\"}]", 1, TRUE },
    { "[{\"title\": \"a\"}, {\"title\": \"b\"}]", 2, TRUE },
    { "{\"title\": \"a\"}\n{\"title\": \"b\"}\n", 2, TRUE },
    { "{\"title\": \"a\"}{\"title\": \"b\"}", 2, TRUE },
    { "[{\"title\": \"a\"}]\n{\"title\": \"b\"}", 2, TRUE },
    { "[]", 0, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) objects = NULL;
      gboolean is_list = FALSE;

      objects = gnomon_ctl_json_parse_objects (cases[i].json, strlen (cases[i].json), &is_list,
                                               &error);
      g_assert_no_error (error);
      g_assert_cmpuint (objects->len, ==, cases[i].n_objects);
      g_assert_cmpint (is_list, ==, cases[i].is_list);
      for (guint j = 0; j < objects->len; j++)
        g_assert_true (g_variant_is_of_type (objects->pdata[j], G_VARIANT_TYPE_VARDICT));
    }
}

static void
test_bad_input (void)
{
  static const char *const cases[] = {
    "",
    "  \n",
    "title",
    "\"title\"",
    "42",
    "null",
    "{",
    "}",
    "{\"title\": \"a\"",
    "{\"title\" \"a\"}",
    "{\"title\": \"a}",
    "[1, 2]",
    "[[{}]]",
    "{\"title\": \"a\"} x",
    "{\"title\": \"\xff\"}",
    "{\"title\": \"a\\",
  };
  g_autofree char *deep = g_strnfill (100000, '[');

  for (gsize i = 0; i <= G_N_ELEMENTS (cases); i++)
    {
      const char *json = i < G_N_ELEMENTS (cases) ? cases[i] : deep;
      g_autoptr (GError) error = NULL;
      gboolean is_list;

      g_assert_null (gnomon_ctl_json_parse_objects (json, strlen (json), &is_list, &error));
      g_assert_error (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_USAGE);
    }
}

static void
test_zero_byte (void)
{
  static const char json[] = "{\"title\": \"a\0b\"}";
  g_autoptr (GError) error = NULL;
  gboolean is_list;

  g_assert_null (gnomon_ctl_json_parse_objects (json, sizeof json - 1, &is_list, &error));
  g_assert_error (error, GNOMON_CTL_ERROR, GNOMON_CTL_ERROR_USAGE);
}

static void
test_aliases_stand_beside (void)
{
  g_autoptr (GVariant) event = parse_text (
    "{'id': <int64 42>, 'title': <'Süd \"x\"'>, 'event_date': <'2026-11-24'>,"
    " 'start_time': <'12:30'>, 'end_time': <'13:30'>, 'event_type': <'meeting'>,"
    " 'description': <'a\\nb'>, 'all_day': <false>, 'attendees_list': <@as []>}");
  g_autofree char *json = gnomon_ctl_json_format (event, FALSE);

  g_assert_cmpstr (json, ==,
                   "{\"id\":42,\"title\":\"Süd \\\"x\\\"\","
                   "\"event_date\":\"2026-11-24\",\"date\":\"2026-11-24\","
                   "\"start_time\":\"12:30\",\"start\":\"12:30\","
                   "\"end_time\":\"13:30\",\"end\":\"13:30\","
                   "\"event_type\":\"meeting\",\"type\":\"meeting\","
                   "\"description\":\"a\\nb\",\"desc\":\"a\\nb\","
                   "\"all_day\":false,\"attendees_list\":[]}");
}

static void
test_lists_and_numbers (void)
{
  g_autoptr (GVariant) list = parse_text ("[{'n': <int32 -5>}, {'u': <uint32 4294967295>},"
                                          " {'t': <uint64 7>}, {'l': <[{'id': <int64 1>}]>}]");
  g_autofree char *json = gnomon_ctl_json_format (list, FALSE);

  g_assert_cmpstr (json, ==, "[{\"n\":-5},{\"u\":4294967295},{\"t\":7},{\"l\":[{\"id\":1}]}]");
}

/* What `show --json` writes can be given to `edit -`, though the service refuses both names. */
static void
test_own_output_is_taken (void)
{
  g_autoptr (GVariant) event = parse_text ("{'event_date': <'2026-11-24'>, 'title': <'a'>}");
  g_autofree char *json = gnomon_ctl_json_format (event, TRUE);
  g_autoptr (GVariant) back = gnomon_ctl_json_parse_value (json, NULL);
  g_autoptr (GVariant) changed = NULL;

  g_assert_cmpvariant (back, event);

  /* Where they differ, it is for the service to say so. */
  changed = gnomon_ctl_json_parse_value ("{\"event_date\": \"2026-11-24\","
                                         " \"date\": \"2026-11-25\"}",
                                         NULL);
  g_assert_cmpuint (g_variant_n_children (changed), ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ctl/json/types", test_types);
  g_test_add_func ("/ctl/json/objects", test_objects);
  g_test_add_func ("/ctl/json/bad-input", test_bad_input);
  g_test_add_func ("/ctl/json/zero-byte", test_zero_byte);
  g_test_add_func ("/ctl/json/aliases", test_aliases_stand_beside);
  g_test_add_func ("/ctl/json/lists-and-numbers", test_lists_and_numbers);
  g_test_add_func ("/ctl/json/own-output", test_own_output_is_taken);
  return g_test_run ();
}
