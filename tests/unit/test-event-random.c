/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "test-event-common.h"

/*
 * Dictionaries at random, always the same ones: none brings the rules down, each refusal names a
 * key, and what is taken comes out in a form that makes the same event again.
 */

#define N_DICTIONARIES 20000

static const char * const texts[] = {
  "", " ", "x", "Review", "  padded\t", "a\nb", "a\r\nb", "\a", "Übung", "東京", "👩‍👩‍👧", "İ",
  "\xc2\x85", "%n%s",
  "'; --", "../../x", "https://meet.example.org/room", "null", "0", "-1", "true", "\"", "[", "{}",
  "ann@example.org", "ann@example.org, bob@example.org", "[\"ann@example.org\"]",
  "[{\"email\": \"ann@example.org\", \"name\": \"Ann\"}]", "[{\"email\": 5}]", "[[[[", "a@b, A@B,",
  "@",
  "teal", "TEAL", "#123abc", "#12345g", "meeting", "event", "reminder", "confirmed", "tentative",
  "cancelled",
  "floating", "UTC", "Etc/UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe",
  "Pacific/Apia",
  "Pacific/Honolulu", "Asia/Kolkata", "CET", "Mars/Base", "europe/berlin", "posixrules",
  "tzdata.zi",
  "2026-11-23", "2026-11-24", "2026-03-29", "2026-10-25", "2026-10-04", "2026-02-29", "2028-02-29",
  "0001-01-01",
  "9999-12-31", "0000-01-01", "2011-12-30", "2026-1-1", "20261123",
  "00:00", "00:30", "01:30", "02:00", "02:30", "02:30:30", "03:00", "09:00", "12:00:01", "23:30",
  "23:59:59", "24:00", "9:00",
  "FREQ=DAILY", "rrule:freq=weekly;byday=-1mo;", "FREQ=DAILY;COUNT=3;UNTIL=20261231", "FREQ=",
  "=;=", ";;;", "FREQ=YEARLY;BYDAY=99MO",
  "20261123", "20261123T090000Z", "20261123T090000/PT1H", "20261123T090000/P1W", "20261332", "2026",
};

static const int numbers[] = {
  G_MININT32, -40320, -1, 0, 1, 5, 14, 15, 16, 30, 60, 90, 1439, 1440, 1441, 2880, 40320, 40321,
    525600, G_MAXINT32,
};

static const char *
pick_text (GRand *rand)
{
  return texts[g_rand_int_range (rand, 0, G_N_ELEMENTS (texts))];
}

static int
pick_number (GRand *rand)
{
  return numbers[g_rand_int_range (rand, 0, G_N_ELEMENTS (numbers))];
}

/* Texts that mostly suit the key, so that a good part of the dictionaries is taken. */
static const char *
pick_text_for (GRand *rand,
               int    key)
{
  static const char * const titles[] = { "Review", " Budget ", "Übung 東京" };
  static const char * const dates[] = {
    "2026-11-23", "2026-03-29", "2026-10-25", "2026-10-24", "2026-04-05", "2026-10-04",
    "2011-12-30", "9999-12-31", "0001-01-01",
  };
  static const char * const times[] = { "00:00", "00:30", "01:30", "02:00", "02:15", "02:30",
    "02:30:30", "03:00", "09:00", "23:30" };
  static const char * const zones[] = {
    "", "floating", "UTC", "Etc/UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe",
    "Pacific/Apia", "Pacific/Honolulu",
  };

  if (g_rand_int_range (rand, 0, 20) == 0)
    return pick_text (rand);

  switch (key)
    {
    case GNOMON_EVENT_TITLE:
      return titles[g_rand_int_range (rand, 0, G_N_ELEMENTS (titles))];

    case GNOMON_EVENT_EVENT_DATE:
    case GNOMON_EVENT_END_DATE:
      return dates[g_rand_int_range (rand, 0, G_N_ELEMENTS (dates))];

    case GNOMON_EVENT_START_TIME:
    case GNOMON_EVENT_END_TIME:
      return times[g_rand_int_range (rand, 0, G_N_ELEMENTS (times))];

    case GNOMON_EVENT_TIMEZONE:
    case GNOMON_EVENT_END_TIMEZONE:
      return zones[g_rand_int_range (rand, 0, G_N_ELEMENTS (zones))];

    default:
      return g_rand_boolean (rand) ? "" : pick_text (rand);
    }
}

static GVariant *
new_odd_value (GRand *rand)
{
  switch (g_rand_int_range (rand, 0, 8))
    {
    case 0:
      return g_variant_new_double (g_rand_double_range (rand, -1e12, 1e12));

    case 1:
      return g_variant_new_int64 ((gint64) g_rand_int (rand) << 31);

    case 2:
      return g_variant_new_byte ((guchar) g_rand_int (rand));

    case 3:
      return g_variant_new_variant (g_variant_new_string (pick_text (rand)));

    case 4:
      return g_variant_new_array (G_VARIANT_TYPE_VARIANT, NULL, 0);

    case 5:
      return g_variant_new_tuple (NULL, 0);

    case 6:
      return g_variant_new_maybe (G_VARIANT_TYPE_STRING, NULL);

    default:
      return g_variant_new_uint64 (G_MAXUINT64);
    }
}

static GVariant *
new_value (GRand           *rand,
           const GnomonKey *keys,
           int              key)
{
  if (g_rand_int_range (rand, 0, 200) == 0)
    return new_odd_value (rand);

  switch (keys[key].type)
    {
    case GNOMON_VALUE_STRING:
      return g_variant_new_string (pick_text_for (rand, key));

    case GNOMON_VALUE_BOOLEAN:
      return g_variant_new_boolean (g_rand_boolean (rand));

    case GNOMON_VALUE_INT:
      return g_variant_new_int32 (pick_number (rand));

    case GNOMON_VALUE_INT64:
      return g_variant_new_int64 (pick_number (rand));

    case GNOMON_VALUE_STRV:
      {
        const char *list[] = { pick_text (rand), pick_text (rand), NULL };

        return g_variant_new_strv (list, g_rand_int_range (rand, 0, 3));
      }

    case GNOMON_VALUE_RECORDS:
    default:
      return g_variant_new_array (G_VARIANT_TYPE_VARDICT, NULL, 0);
    }
}

static GVariant *
new_dict (GRand    *rand,
          gboolean  complete)
{
  const GnomonKey *keys = gnomon_kind_get_keys (GNOMON_KIND_EVENT, NULL);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  for (int key = 0; key < GNOMON_N_EVENT_KEYS; key++)
    {
      gboolean is_basic = key == GNOMON_EVENT_TITLE || key == GNOMON_EVENT_EVENT_DATE ||
                          key == GNOMON_EVENT_START_TIME;
      const char *name = keys[key].name;

      if (g_rand_int_range (rand, 0, 400) >= (complete && is_basic ? 392 : 50))
        continue;

      if (keys[key].alias != NULL && g_rand_boolean (rand))
        name = keys[key].alias;
      g_variant_builder_add (&builder, "{sv}", name, new_value (rand, keys, key));
    }
  if (g_rand_int_range (rand, 0, 200) == 0)
    g_variant_builder_add (&builder, "{sv}", pick_text (rand), new_odd_value (rand));

  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

static void
assert_refusal (GError *error)
{
  g_autofree char *key = NULL;

  g_assert_nonnull (error);
  g_assert_true (error->domain == GNOMON_ERROR);
  g_assert_true (error->code == GNOMON_ERROR_INVALID_ARGUMENT ||
                 error->code == GNOMON_ERROR_LIMIT_EXCEEDED);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  if (strstr (error->message, ": unknown key") != NULL)
    return;

  key = g_strndup (error->message, strcspn (error->message, ":"));
  if (gnomon_kind_find_key (GNOMON_KIND_EVENT, key, NULL) < 0)
    g_error ("“%s” names no key", error->message);
}

/* What holds for each event, whatever it was made of. */
static void
assert_sound (GnomonEvent *event,
              GTimeZone   *viewer)
{
  g_assert_cmpstr (gnomon_event_get_title (event), !=, "");
  g_assert_cmpstr (gnomon_event_get_uid (event), !=, "");
  g_assert_cmpint (gnomon_event_get_ends_at (event, viewer), >=,
                   gnomon_event_get_starts_at (event, viewer));
  g_assert_cmpint (gnomon_event_get_duration (event, viewer), >=, 0);
  if (gnomon_event_is_all_day (event))
    {
      g_assert_cmpint (gnomon_civil_time_of_wall (gnomon_event_get_start_wall (event)), ==, 0);
      g_assert_cmpint (gnomon_civil_time_of_wall (gnomon_event_get_end_wall (event)), ==, 0);
      g_assert_cmpint (gnomon_event_get_start_wall (event), <, gnomon_event_get_end_wall (event));
    }
  else if (gnomon_event_get_time_kind (event) != GNOMON_TIME_FLOATING)
    {
      g_assert_cmpint (gnomon_event_get_starts_at (event, viewer), <,
                       gnomon_event_get_ends_at (event, viewer));
    }
}

static void
assert_makes_the_same (TestOperation             operation,
                       GnomonEvent              *event,
                       GVariant                 *output,
                       const GnomonEventContext *context)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GnomonEvent) same = test_event_apply (operation, event, output, context, &error);
  g_autoptr (GVariant) again = NULL;

  if (same == NULL)
    {
      g_autofree char *text = g_variant_print (output, TRUE);

      g_error ("%s: %s", text, error->message);
    }
  again = test_event_to_dict (same, context->viewer);
  g_assert_cmpvariant (output, again);
  g_assert_false (gnomon_event_is_significant_change (event, same));
}

static void
test_random (void)
{
  static const char * const viewers[] = { "Europe/Berlin", "America/New_York",
    "Australia/Lord_Howe", "UTC" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261122);
  g_autoptr (GnomonEvent) last = NULL;
  guint n_created = 0, n_updated = 0, n_replaced = 0;

  for (guint i = 0; i < N_DICTIONARIES; i++)
    {
      TestOperation operation = last ==
        NULL ? TEST_CREATE : (TestOperation) g_rand_int_range (rand, 0, 3);
      g_autoptr (GVariant) dict = new_dict (rand, operation != TEST_UPDATE);
      g_autoptr (GVariant) before = NULL;
      g_autoptr (GVariant) output = NULL;
      g_autoptr (GTimeZone) viewer = NULL;
      g_autoptr (GnomonEvent) event = NULL;
      g_autoptr (GError) error = NULL;
      GnomonEventContext context;

      test_context_init (&context, viewers[i % G_N_ELEMENTS (viewers)]);
      viewer = context.viewer;
      if (last != NULL)
        before = test_event_to_dict (last, viewer);

      event = test_event_apply (operation, last, dict, &context, &error);

      /* Whether it was taken or not, what was there is as it was. */
      if (last != NULL)
        {
          g_autoptr (GVariant) after = test_event_to_dict (last, viewer);

          g_assert_cmpvariant (before, after);
        }

      if (event == NULL)
        {
          assert_refusal (error);
          continue;
        }

      g_assert_no_error (error);
      assert_sound (event, viewer);
      output = test_event_to_dict (event, viewer);
      assert_makes_the_same (TEST_CREATE, event, output, &context);
      assert_makes_the_same (TEST_UPDATE, event, output, &context);
      assert_makes_the_same (TEST_REPLACE, event, output, &context);

      n_created += operation == TEST_CREATE;
      n_updated += operation == TEST_UPDATE;
      n_replaced += operation == TEST_REPLACE;
      g_set_object (&last, event);
    }

  g_test_message ("taken: %u created, %u updated, %u replaced", n_created, n_updated, n_replaced);
  g_assert_cmpuint (n_created, >, 500);
  g_assert_cmpuint (n_updated, >, 500);
  g_assert_cmpuint (n_replaced, >, 500);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/event-random/dictionaries", test_random);

  return g_test_run ();
}
