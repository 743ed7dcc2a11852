/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gnomon-edits.h"

static GnomonFields *
make_fields (void)
{
  GnomonFields *fields = gnomon_fields_new (GNOMON_KIND_EVENT);

  gnomon_fields_set_string (fields, GNOMON_EVENT_TITLE, "Dentist");
  gnomon_fields_set_string (fields, GNOMON_EVENT_EVENT_DATE, "2026-11-18");
  gnomon_fields_set_string (fields, GNOMON_EVENT_START_TIME, "10:30");
  gnomon_fields_set_string (fields, GNOMON_EVENT_END_DATE, "2026-11-18");
  gnomon_fields_set_string (fields, GNOMON_EVENT_END_TIME, "11:30");
  gnomon_fields_set_string (fields, GNOMON_EVENT_TIMEZONE, "Europe/Berlin");
  gnomon_fields_set_boolean (fields, GNOMON_EVENT_ALL_DAY, FALSE);
  gnomon_fields_set_boolean (fields, GNOMON_EVENT_BUSY, TRUE);
  gnomon_fields_set_int (fields, GNOMON_EVENT_CALENDAR_ID, 1);
  return fields;
}

static void
test_nothing (void)
{
  g_autoptr (GnomonFields) before = make_fields ();
  g_autoptr (GnomonFields) after = make_fields ();
  g_autoptr (GnomonFields) edits = gnomon_edits_diff (before, after);

  g_assert_true (gnomon_edits_is_empty (edits));
}

static void
test_values (void)
{
  g_autoptr (GnomonFields) before = make_fields ();
  g_autoptr (GnomonFields) after = make_fields ();
  g_autoptr (GnomonFields) edits = NULL;

  gnomon_fields_set_string (after, GNOMON_EVENT_TITLE, "Dentist, again");
  gnomon_fields_set_boolean (after, GNOMON_EVENT_BUSY, FALSE);
  gnomon_fields_set_int (after, GNOMON_EVENT_CALENDAR_ID, 2);
  gnomon_fields_set_string (after, GNOMON_EVENT_LOCATION, "");
  edits = gnomon_edits_diff (before, after);

  g_assert_cmpstr (gnomon_fields_get_string (edits, GNOMON_EVENT_TITLE), ==, "Dentist, again");
  g_assert_false (gnomon_fields_get_boolean (edits, GNOMON_EVENT_BUSY, TRUE));
  g_assert_cmpint (gnomon_fields_get_int (edits, GNOMON_EVENT_CALENDAR_ID, 0), ==, 2);
  g_assert_cmpstr (gnomon_fields_get_string (edits, GNOMON_EVENT_LOCATION), ==, "");
  g_assert_false (gnomon_fields_has (edits, GNOMON_EVENT_EVENT_DATE));
  g_assert_false (gnomon_fields_has (edits, GNOMON_EVENT_TIMEZONE));
}

/* A new end alone would be merged with a start that somebody else may have moved. */
static void
test_times_go_together (void)
{
  g_autoptr (GnomonFields) before = make_fields ();
  g_autoptr (GnomonFields) after = make_fields ();
  g_autoptr (GnomonFields) edits = NULL;

  gnomon_fields_set_string (after, GNOMON_EVENT_END_TIME, "12:00");
  edits = gnomon_edits_diff (before, after);

  g_assert_cmpstr (gnomon_fields_get_string (edits, GNOMON_EVENT_EVENT_DATE), ==, "2026-11-18");
  g_assert_cmpstr (gnomon_fields_get_string (edits, GNOMON_EVENT_START_TIME), ==, "10:30");
  g_assert_cmpstr (gnomon_fields_get_string (edits, GNOMON_EVENT_END_TIME), ==, "12:00");
  g_assert_cmpstr (gnomon_fields_get_string (edits, GNOMON_EVENT_TIMEZONE), ==, "Europe/Berlin");
  g_assert_true (gnomon_fields_has (edits, GNOMON_EVENT_ALL_DAY));
  g_assert_false (gnomon_fields_has (edits, GNOMON_EVENT_TITLE));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/edits/nothing", test_nothing);
  g_test_add_func ("/edits/values", test_values);
  g_test_add_func ("/edits/times-go-together", test_times_go_together);

  return g_test_run ();
}
