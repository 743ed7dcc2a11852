/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-fields.h"

static const struct { GnomonKind kind; int n_keys; } kinds[] = {
  { GNOMON_KIND_EVENT, GNOMON_N_EVENT_KEYS },
  { GNOMON_KIND_CALENDAR, GNOMON_N_CALENDAR_KEYS },
  { GNOMON_KIND_REMINDER, GNOMON_N_REMINDER_KEYS },
  { GNOMON_KIND_ATTENDEE, GNOMON_N_ATTENDEE_KEYS },
  { GNOMON_KIND_EVENT_FILTER, GNOMON_N_FILTER_KEYS },
  { GNOMON_KIND_ATTENDEE_FILTER, GNOMON_N_ATTENDEE_FILTER_KEYS },
  { GNOMON_KIND_REMINDER_FILTER, GNOMON_N_REMINDER_FILTER_KEYS },
};

static void
test_tables (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gsize n_keys;
      const GnomonKey *keys = gnomon_kind_get_keys (kinds[i].kind, &n_keys);

      g_assert_cmpint (n_keys, ==, kinds[i].n_keys);
      for (gsize k = 0; k < n_keys; k++)
        {
          gboolean is_alias;

          g_assert_nonnull (keys[k].name);
          g_assert_cmpint (keys[k].flags, !=, 0);
          g_assert_cmpint (gnomon_kind_find_key (kinds[i].kind, keys[k].name, &is_alias), ==, k);
          g_assert_false (is_alias);
          if (keys[k].alias == NULL)
            continue;
          g_assert_cmpint (gnomon_kind_find_key (kinds[i].kind, keys[k].alias, &is_alias), ==, k);
          g_assert_true (is_alias);
        }
      g_assert_cmpint (gnomon_kind_find_key (kinds[i].kind, "no_such_key", NULL), ==, -1);
      g_assert_cmpint (gnomon_kind_find_key (kinds[i].kind, "", NULL), ==, -1);
    }
}

static void
test_forms (void)
{
  gsize n_keys;
  const GnomonKey *keys = gnomon_kind_get_keys (GNOMON_KIND_EVENT, &n_keys);

  /* The light form lacks the two lists of records, and nothing else. */
  for (gsize k = 0; k < n_keys; k++)
    {
      gboolean is_record = k == GNOMON_EVENT_ATTENDEE_RECORDS || k == GNOMON_EVENT_REMINDERS;

      if (keys[k].flags == GNOMON_KEY_PARSED)
        continue;
      g_assert_true (keys[k].flags & GNOMON_KEY_FULL);
      g_assert_cmpint (!(keys[k].flags & GNOMON_KEY_LIGHT), ==, is_record);
      g_assert_cmpint (keys[k].type == GNOMON_VALUE_RECORDS, ==, is_record);
    }
}

static const struct
{
  GnomonKind kind;
  const char *dict;
  const char *error;   /* NULL: is taken */
} rows[] = {
  { GNOMON_KIND_EVENT, "{}", NULL },
  { GNOMON_KIND_EVENT, "{'title': <'x'>}", NULL },
  { GNOMON_KIND_EVENT, "{'title': <''>}", NULL },
  { GNOMON_KIND_EVENT, "{'title': <<<'x'>>>}", NULL },
  { GNOMON_KIND_EVENT, "{'title': <5>}", "title: must be a string, not of type “i”" },
  { GNOMON_KIND_EVENT, "{'title': <b'x'>}", "title: must be a string, not of type “ay”" },
  { GNOMON_KIND_EVENT, "{'title': <objectpath '/'>}", "title: must be a string, not of type “o”" },
  { GNOMON_KIND_EVENT, "{'title': <@ms 'x'>}", "title: must be a string, not of type “ms”" },
  /* Aliases. */
  { GNOMON_KIND_EVENT,
    "{'date': <'x'>, 'start': <'x'>, 'end': <'x'>, 'type': <'x'>, 'desc': <'x'>}", NULL },
  { GNOMON_KIND_EVENT, "{'date': <'x'>, 'event_date': <'x'>}",
    "event_date: given twice; “date” stands for it too" },
  { GNOMON_KIND_EVENT, "{'start_time': <''>, 'start': <''>}",
    "start_time: given twice; “start” stands for it too" },
  { GNOMON_KIND_EVENT, "{'end': <'x'>, 'end_time': <'x'>}",
    "end_time: given twice; “end” stands for it too" },
  { GNOMON_KIND_EVENT, "{'type': <'x'>, 'event_type': <'x'>}",
    "event_type: given twice; “type” stands for it too" },
  { GNOMON_KIND_EVENT, "{'desc': <'x'>, 'description': <'x'>}",
    "description: given twice; “desc” stands for it too" },
  /* Unknown keys. */
  { GNOMON_KIND_EVENT, "{'colour': <'x'>}", "colour: unknown key (event)" },
  { GNOMON_KIND_EVENT, "{'Title': <'x'>}", "Title: unknown key (event)" },
  { GNOMON_KIND_EVENT, "{'': <'x'>}", ": unknown key (event)" },
  { GNOMON_KIND_EVENT_FILTER, "{'start': <'x'>}", "start: unknown key (event filter)" },
  { GNOMON_KIND_CALENDAR, "{'title': <'x'>}", "title: unknown key (calendar)" },
  { GNOMON_KIND_REMINDER, "{'minutes': <5>}", "minutes: unknown key (reminder)" },
  /* Keys of the output are passed over, whatever they hold. */
  { GNOMON_KIND_EVENT,
    "{'id': <int64 5>, 'my_status': <5>, 'attendee_records': <@aa{sv} []>, 'reminders': <'x'>, "
                       "'starts_at': <'x'>, 'created_at': <5>, 'duration': <'60 min'>, "
                       "'attendees_list': <['x']>}", NULL },
  { GNOMON_KIND_REMINDER, "{'id': <5>, 'state': <'x'>, 'is_sent': <true>, 'sent_at': <''>}", NULL },
  /* Numbers. */
  { GNOMON_KIND_EVENT, "{'duration_minutes': <byte 5>}", NULL },
  { GNOMON_KIND_EVENT, "{'duration_minutes': <int16 -5>}", NULL },
  { GNOMON_KIND_EVENT, "{'duration_minutes': <uint16 5>}", NULL },
  { GNOMON_KIND_EVENT, "{'duration_minutes': <uint32 5>}", NULL },
  { GNOMON_KIND_EVENT, "{'duration_minutes': <int64 2147483647>}", NULL },
  { GNOMON_KIND_EVENT, "{'duration_minutes': <int64 2147483648>}",
    "duration_minutes: out of range" },
  { GNOMON_KIND_EVENT, "{'duration_minutes': <int64 -2147483649>}",
    "duration_minutes: out of range" },
  { GNOMON_KIND_EVENT, "{'duration_minutes': <uint64 18446744073709551615>}",
    "duration_minutes: out of range" },
  { GNOMON_KIND_EVENT, "{'duration_minutes': <60.0>}", NULL },
  { GNOMON_KIND_EVENT, "{'duration_minutes': <60.5>}", "duration_minutes: must be a whole number" },
  { GNOMON_KIND_EVENT, "{'duration_minutes': <1e300>}", "duration_minutes: out of range" },
  { GNOMON_KIND_EVENT, "{'duration_minutes': <3e9>}", "duration_minutes: out of range" },
  { GNOMON_KIND_EVENT, "{'duration_minutes': <'60'>}",
    "duration_minutes: must be a whole number, not of type “s”" },
  { GNOMON_KIND_EVENT, "{'duration_minutes': <true>}",
    "duration_minutes: must be a whole number, not of type “b”" },
  { GNOMON_KIND_EVENT, "{'duration_minutes': <handle 1>}",
    "duration_minutes: must be a whole number, not of type “h”" },
  { GNOMON_KIND_EVENT, "{'calendar_id': <5>}", NULL },
  { GNOMON_KIND_EVENT, "{'calendar_id': <int64 9223372036854775807>}", NULL },
  { GNOMON_KIND_EVENT, "{'calendar_id': <uint64 9223372036854775808>}",
    "calendar_id: out of range" },
  { GNOMON_KIND_EVENT, "{'calendar_id': <9223372036854775808.0>}", "calendar_id: out of range" },
  { GNOMON_KIND_EVENT, "{'calendar_id': <-9223372036854775808.0>}", NULL },
  /* Booleans. */
  { GNOMON_KIND_EVENT, "{'all_day': <true>}", NULL },
  { GNOMON_KIND_EVENT, "{'all_day': <1>}", "all_day: must be true or false, not of type “i”" },
  { GNOMON_KIND_EVENT, "{'all_day': <'true'>}", "all_day: must be true or false, not of type “s”" },
  /* Lists. */
  { GNOMON_KIND_EVENT, "{'exdate': <['a', 'b']>}", NULL },
  { GNOMON_KIND_EVENT, "{'exdate': <@as []>}", NULL },
  { GNOMON_KIND_EVENT, "{'exdate': <@av []>}", NULL },
  { GNOMON_KIND_EVENT, "{'exdate': <[<'a'>, <<'b'>>]>}", NULL },
  { GNOMON_KIND_EVENT, "{'exdate': <[<'a'>, <5>]>}",
    "exdate: must be a list of strings, not of type “i”" },
  { GNOMON_KIND_EVENT, "{'exdate': <'a'>}", "exdate: must be a list of strings, not of type “s”" },
  { GNOMON_KIND_EVENT, "{'exdate': <[1, 2]>}",
    "exdate: must be a list of strings, not of type “ai”" },
};

static void
test_taking (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GnomonFields) fields = NULL;
      g_autoptr (GVariant) dict = NULL;
      g_autoptr (GError) error = NULL;

      dict = g_variant_parse (G_VARIANT_TYPE_VARDICT, rows[i].dict, NULL, NULL, &error);
      g_assert_no_error (error);
      fields = gnomon_fields_new_from_variant (rows[i].kind, dict, &error);
      if (rows[i].error == NULL)
        {
          g_assert_no_error (error);
          g_assert_nonnull (fields);
        }
      else
        {
          g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT);
          g_assert_cmpstr (error->message, ==, rows[i].error);
          g_assert_null (fields);
        }
    }
}

static void
test_taken_values (void)
{
  g_autoptr (GVariant) dict = NULL;
  g_autoptr (GnomonFields) fields = NULL;
  g_autoptr (GnomonFields) copy = NULL;
  g_autoptr (GError) error = NULL;

  dict = g_variant_parse (G_VARIANT_TYPE_VARDICT,
                          "{'title': <'x'>, 'date': <'2026-11-22'>, 'duration_minutes': <45.0>, "
                          "'calendar_id': <byte 7>, 'busy': <false>, 'exdate': <[<'a'>, <'b'>]>, "
                          "'id': <5>}",
                          NULL, NULL, &error);
  g_assert_no_error (error);
  fields = gnomon_fields_new_from_variant (GNOMON_KIND_EVENT, dict, &error);
  g_assert_no_error (error);

  copy = gnomon_fields_copy (fields);
  g_clear_pointer (&fields, gnomon_fields_free);

  g_assert_cmpint (gnomon_fields_get_kind (copy), ==, GNOMON_KIND_EVENT);
  g_assert_cmpstr (gnomon_fields_get_string (copy, GNOMON_EVENT_TITLE), ==, "x");
  g_assert_cmpstr (gnomon_fields_get_string (copy, GNOMON_EVENT_EVENT_DATE), ==, "2026-11-22");
  g_assert_cmpint (gnomon_fields_get_int (copy, GNOMON_EVENT_DURATION_MINUTES, 0), ==, 45);
  g_assert_cmpint (gnomon_fields_get_int (copy, GNOMON_EVENT_CALENDAR_ID, 0), ==, 7);
  g_assert_false (gnomon_fields_get_boolean (copy, GNOMON_EVENT_BUSY, TRUE));
  g_assert_cmpstr (gnomon_fields_get_strv (copy, GNOMON_EVENT_EXDATE)[1], ==, "b");
  g_assert_null (gnomon_fields_get_strv (copy, GNOMON_EVENT_EXDATE)[2]);
  g_assert_false (gnomon_fields_has (copy, GNOMON_EVENT_ID));
  g_assert_false (gnomon_fields_has (copy, GNOMON_EVENT_LOCATION));
  g_assert_null (gnomon_fields_get_string (copy, GNOMON_EVENT_LOCATION));
  g_assert_null (gnomon_fields_get_strv (copy, GNOMON_EVENT_RDATE));
  g_assert_true (gnomon_fields_get_boolean (copy, GNOMON_EVENT_ALL_DAY, TRUE));
  g_assert_cmpint (gnomon_fields_get_int (copy, GNOMON_EVENT_REMINDER_MINUTES_BEFORE, 99), ==, 99);
}

static void
test_setting (void)
{
  static const char * const list[] = { "a", NULL };
  g_autoptr (GnomonFields) fields = gnomon_fields_new (GNOMON_KIND_EVENT);

  gnomon_fields_set_string (fields, GNOMON_EVENT_TITLE, "one");
  gnomon_fields_set_string (fields, GNOMON_EVENT_TITLE, "two");
  gnomon_fields_set_string (fields, GNOMON_EVENT_TITLE,
                            gnomon_fields_get_string (fields, GNOMON_EVENT_TITLE));
  g_assert_cmpstr (gnomon_fields_get_string (fields, GNOMON_EVENT_TITLE), ==, "two");
  gnomon_fields_set_string (fields, GNOMON_EVENT_TITLE, "");
  g_assert_true (gnomon_fields_has (fields, GNOMON_EVENT_TITLE));
  gnomon_fields_set_string (fields, GNOMON_EVENT_TITLE, NULL);
  g_assert_false (gnomon_fields_has (fields, GNOMON_EVENT_TITLE));

  gnomon_fields_set_strv (fields, GNOMON_EVENT_RDATE, list);
  gnomon_fields_set_strv (fields, GNOMON_EVENT_RDATE,
                          gnomon_fields_get_strv (fields, GNOMON_EVENT_RDATE));
  g_assert_cmpstr (gnomon_fields_get_strv (fields, GNOMON_EVENT_RDATE)[0], ==, "a");
  gnomon_fields_unset (fields, GNOMON_EVENT_RDATE);
  g_assert_false (gnomon_fields_has (fields, GNOMON_EVENT_RDATE));
  gnomon_fields_unset (fields, GNOMON_EVENT_RDATE);
  gnomon_fields_set_strv (fields, GNOMON_EVENT_RDATE, NULL);
  g_assert_false (gnomon_fields_has (fields, GNOMON_EVENT_RDATE));

  gnomon_fields_set_boolean (fields, GNOMON_EVENT_BUSY, 5);
  g_assert_cmpint (gnomon_fields_get_boolean (fields, GNOMON_EVENT_BUSY, FALSE), ==, TRUE);
  gnomon_fields_set_int (fields, GNOMON_EVENT_CALENDAR_ID, -3);
  g_assert_cmpint (gnomon_fields_get_int (fields, GNOMON_EVENT_CALENDAR_ID, 0), ==, -3);
}

/* On the wire a dictionary can have a key twice, and be no dictionary at all. */
static void
test_odd_variants (void)
{
  GVariantBuilder builder;
  g_autoptr (GVariant) twice = NULL;
  g_autoptr (GVariant) number = g_variant_ref_sink (g_variant_new_int32 (5));
  g_autoptr (GVariant) infinite = NULL;
  g_autoptr (GVariant) long_key = NULL;
  g_autofree char *key = g_strnfill (100000, 'k');
  g_autoptr (GError) error = NULL;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&builder, "{sv}", "title", g_variant_new_string ("a"));
  g_variant_builder_add (&builder, "{sv}", "title", g_variant_new_string ("b"));
  twice = g_variant_ref_sink (g_variant_builder_end (&builder));
  g_assert_null (gnomon_fields_new_from_variant (GNOMON_KIND_EVENT, twice, &error));
  g_assert_cmpstr (error->message, ==, "title: given twice");
  g_clear_error (&error);

  g_assert_null (gnomon_fields_new_from_variant (GNOMON_KIND_EVENT, number, &error));
  g_assert_cmpstr (error->message, ==, "event: must be a dictionary");
  g_clear_error (&error);

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&builder, "{sv}", "duration_minutes", g_variant_new_double (1.0 / 0.0));
  infinite = g_variant_ref_sink (g_variant_builder_end (&builder));
  g_assert_null (gnomon_fields_new_from_variant (GNOMON_KIND_EVENT, infinite, &error));
  g_assert_cmpstr (error->message, ==, "duration_minutes: out of range");
  g_clear_error (&error);

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&builder, "{sv}", key, g_variant_new_double (0.0));
  long_key = g_variant_ref_sink (g_variant_builder_end (&builder));
  g_assert_null (gnomon_fields_new_from_variant (GNOMON_KIND_EVENT, long_key, &error));
  g_assert_cmpint (strlen (error->message), <, 200);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fields/tables", test_tables);
  g_test_add_func ("/fields/forms", test_forms);
  g_test_add_func ("/fields/taking", test_taking);
  g_test_add_func ("/fields/taken-values", test_taken_values);
  g_test_add_func ("/fields/setting", test_setting);
  g_test_add_func ("/fields/odd-variants", test_odd_variants);

  return g_test_run ();
}
