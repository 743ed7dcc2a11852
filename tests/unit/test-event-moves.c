/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-event-moves.h"

#define DAY G_GINT64_CONSTANT (20775) /* Wednesday 18 November 2026 */

static GTimeZone *berlin;

/* An event as the store would have it, on 18 November. */
static GnomonEvent *
make_event (gboolean    all_day,
            const char *start_time,
            const char *end_time,
            const char *zone,
            const char *end_zone)
{
  g_autoptr (GnomonFields) fields = gnomon_fields_new (GNOMON_KIND_EVENT);
  g_autoptr (GError) error = NULL;
  GnomonEvent *event;

  gnomon_fields_set_string (fields, GNOMON_EVENT_TITLE, "Flight");
  gnomon_fields_set_string (fields, GNOMON_EVENT_EVENT_DATE, "2026-11-18");
  gnomon_fields_set_string (fields, GNOMON_EVENT_LOCATION, "Gate B12");
  gnomon_fields_set_string (fields, GNOMON_EVENT_COLOR, "teal");
  gnomon_fields_set_string (fields, GNOMON_EVENT_ATTENDEES, "ann@example.com, bob@example.com");
  gnomon_fields_set_boolean (fields, GNOMON_EVENT_ALL_DAY, all_day);
  if (!all_day)
    {
      gnomon_fields_set_string (fields, GNOMON_EVENT_START_TIME, start_time);
      gnomon_fields_set_string (fields, GNOMON_EVENT_END_TIME, end_time);
      gnomon_fields_set_string (fields, GNOMON_EVENT_TIMEZONE, zone);
      if (end_zone != NULL)
        gnomon_fields_set_string (fields, GNOMON_EVENT_END_TIMEZONE, end_zone);
    }

  event = gnomon_event_preview (NULL, fields, 0, berlin, "Europe/Berlin", &error);
  g_assert_no_error (error);

  return event;
}

static GnomonSlot
slot (int start_hour,
      int end_hour)
{
  return (GnomonSlot){
    .start = DAY * GNOMON_DAY_SECONDS + start_hour * 3600,
    .end = DAY * GNOMON_DAY_SECONDS + end_hour * 3600,
  };
}

static void
assert_times (GnomonFields *fields,
              const char   *date,
              const char   *time,
              const char   *end_date,
              const char   *end_time)
{
  g_assert_cmpstr (gnomon_fields_get_string (fields, GNOMON_EVENT_EVENT_DATE), ==, date);
  g_assert_cmpstr (gnomon_fields_get_string (fields, GNOMON_EVENT_START_TIME), ==, time);
  g_assert_cmpstr (gnomon_fields_get_string (fields, GNOMON_EVENT_END_DATE), ==, end_date);
  g_assert_cmpstr (gnomon_fields_get_string (fields, GNOMON_EVENT_END_TIME), ==, end_time);
}

static void
test_own_zone (void)
{
  g_autoptr (GnomonEvent) event = make_event (FALSE, "10:00", "11:00", "Europe/Berlin", NULL);
  GnomonSlot evening = slot (22, 25);
  g_autoptr (GnomonFields) fields = gnomon_event_moves_to_fields (event, &evening, berlin,
                                                                  "Europe/Berlin");

  assert_times (fields, "2026-11-18", "22:00", "2026-11-19", "01:00");
  g_assert_false (gnomon_fields_get_boolean (fields, GNOMON_EVENT_ALL_DAY, TRUE));
  g_assert_false (gnomon_fields_has (fields, GNOMON_EVENT_TITLE));
}

static void
test_other_zones (void)
{
  g_autoptr (GnomonEvent) event = make_event (FALSE, "10:00", "13:00", "Europe/Berlin",
                                              "America/New_York");
  GnomonSlot later = slot (12, 21);
  g_autoptr (GnomonFields) fields = gnomon_event_moves_to_fields (event, &later, berlin,
                                                                  "Europe/Berlin");

  assert_times (fields, "2026-11-18", "12:00", "2026-11-18", "15:00");
  g_assert_cmpstr (gnomon_fields_get_string (fields, GNOMON_EVENT_END_TIMEZONE), ==,
                   "America/New_York");
}

static void
test_floating (void)
{
  g_autoptr (GnomonEvent) event = make_event (FALSE, "10:00", "11:00", "floating", NULL);
  GnomonSlot noon = slot (12, 13);
  g_autoptr (GnomonFields) fields = gnomon_event_moves_to_fields (event, &noon, berlin,
                                                                  "Europe/Berlin");

  assert_times (fields, "2026-11-18", "12:00", "2026-11-18", "13:00");
  g_assert_cmpstr (gnomon_fields_get_string (fields, GNOMON_EVENT_TIMEZONE), ==, "floating");
}

static void
test_all_day_and_back (void)
{
  g_autoptr (GnomonEvent) timed = make_event (FALSE, "10:00", "11:00", "Asia/Tokyo", NULL);
  g_autoptr (GnomonEvent) days = make_event (TRUE, NULL, NULL, NULL, NULL);
  GnomonSlot two_days = gnomon_slot_of_days (DAY + 1, DAY + 2);
  GnomonSlot noon = slot (12, 13);
  g_autoptr (GnomonFields) fields = gnomon_event_moves_to_fields (timed, &two_days, berlin,
                                                                  "Europe/Berlin");

  assert_times (fields, "2026-11-19", NULL, "2026-11-20", NULL);
  g_assert_true (gnomon_fields_get_boolean (fields, GNOMON_EVENT_ALL_DAY, FALSE));

  g_clear_pointer (&fields, gnomon_fields_free);
  fields = gnomon_event_moves_to_fields (days, &noon, berlin, "Europe/Berlin");
  assert_times (fields, "2026-11-18", "12:00", "2026-11-18", "13:00");
  g_assert_cmpstr (gnomon_fields_get_string (fields, GNOMON_EVENT_TIMEZONE), ==, "Europe/Berlin");
}

static void
test_copy (void)
{
  g_autoptr (GnomonEvent) event = make_event (FALSE, "10:00", "11:00", "Europe/Berlin", NULL);
  GnomonSlot noon = slot (12, 13);
  g_autoptr (GnomonFields) fields = gnomon_event_moves_copy_fields (event, &noon, berlin,
                                                                    "Europe/Berlin");
  g_autoptr (GError) error = NULL;
  g_autoptr (GnomonEvent) copy = gnomon_event_preview (NULL, fields, 0, berlin, "Europe/Berlin",
                                                       &error);
  g_autofree char *guests = NULL;

  g_assert_no_error (error);
  guests = gnomon_event_dup_attendees (copy);
  g_assert_cmpstr (gnomon_event_get_title (copy), ==, "Flight");
  g_assert_cmpstr (gnomon_event_get_location (copy), ==, "Gate B12");
  g_assert_cmpstr (gnomon_event_get_color (copy), ==, "teal");
  g_assert_cmpstr (guests, ==, "ann@example.com, bob@example.com");
  g_assert_cmpint (gnomon_event_get_start_wall (copy), ==, noon.start);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  berlin = g_time_zone_new_identifier ("Europe/Berlin");

  g_test_add_func ("/event-moves/own-zone", test_own_zone);
  g_test_add_func ("/event-moves/other-zones", test_other_zones);
  g_test_add_func ("/event-moves/floating", test_floating);
  g_test_add_func ("/event-moves/all-day-and-back", test_all_day_and_back);
  g_test_add_func ("/event-moves/copy", test_copy);

  status = g_test_run ();
  g_time_zone_unref (berlin);

  return status;
}
