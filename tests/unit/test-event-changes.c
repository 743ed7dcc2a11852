/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-event-common.h"

/* What an update keeps, what a replacement resets, and which changes guests want to know of. */

/* An event as it lies in the store. */
static GnomonEvent *
new_stored (const GnomonEventContext *context)
{
  g_autoptr (GVariant) dict = test_parse_dict (
    "{'uid': <'42@example.org'>, 'title': <'Review'>, 'event_date': <'2026-11-23'>, "
    "'start_time': <'09:00'>, "
    "'end_time': <'10:30'>, 'calendar_id': <3>, 'attendees': <'ann@example.org'>, "
    "'reminder_minutes_before': <30>, "
    "'location': <'Room 4'>, 'rrule': <'FREQ=WEEKLY'>, 'color': <'teal'>, "
    "'timezone': <'America/New_York'>}");
  GnomonEvent *event = test_event_apply (TEST_CREATE, NULL, dict, context, NULL);

  event->id = 42;
  event->sequence = 3;
  event->revision = 9;
  event->created_at = 1000;
  event->updated_at = 2000;
  g_free (event->etag);
  event->etag = g_strdup ("e9");
  g_free (event->extra);
  event->extra = g_strdup ("X-THING:1");
  g_ptr_array_set_size (event->attendees, 0);
  g_ptr_array_add (event->attendees, gnomon_attendee_new (7, 42, "ann@example.org", "Ann",
                                                          GNOMON_ATTENDEE_ACCEPTED, 1500));
  g_ptr_array_add (event->reminders, gnomon_reminder_new_blank ());

  return event;
}

static void
test_update_keeps (void)
{
  GnomonEventContext context;
  g_autoptr (GnomonEvent) before = NULL;
  g_autoptr (GnomonEvent) after = NULL;
  g_autoptr (GVariant) dict = test_parse_dict ("{'title': <'Retrospective'>, 'uid': <'other'>, "
                                               "'id': <int64 9>}");
  g_autoptr (GVariant) was = NULL;
  g_autoptr (GVariant) is = NULL;
  g_autoptr (GError) error = NULL;

  test_context_init (&context, "Europe/Berlin");
  before = new_stored (&context);
  after = test_event_apply (TEST_UPDATE, before, dict, &context, &error);
  g_assert_no_error (error);

  g_assert_cmpstr (gnomon_event_get_title (before), ==, "Review");
  g_assert_cmpstr (gnomon_event_get_title (after), ==, "Retrospective");
  g_assert_cmpint (gnomon_event_get_id (after), ==, 42);
  g_assert_cmpstr (gnomon_event_get_uid (after), ==, "42@example.org");
  g_assert_cmpint (gnomon_event_get_sequence (after), ==, 3);
  g_assert_cmpint (after->revision, ==, 9);
  g_assert_cmpstr (gnomon_event_get_etag (after), ==, "e9");
  g_assert_cmpstr (after->extra, ==, "X-THING:1");
  g_assert_cmpint (gnomon_event_get_created_at (after), ==, 1000);
  g_assert_cmpint (gnomon_event_get_updated_at (after), ==, TEST_NOW);
  g_assert_cmpint (after->reminders->len, ==, 1);
  g_assert_cmpint (gnomon_attendee_get_id (g_ptr_array_index (after->attendees, 0)), ==, 7);
  g_assert_false (gnomon_event_is_significant_change (before, after));

  /* And all that can be given. */
  g_free (after->title);
  after->title = g_strdup ("Review");
  was = test_event_to_dict (before, context.viewer);
  is = test_event_to_dict (after, context.viewer);
  g_assert_cmpvariant (was, is);
  g_time_zone_unref (context.viewer);
}

static void
test_replace_resets (void)
{
  GnomonEventContext context;
  g_autoptr (GnomonEvent) before = NULL;
  g_autoptr (GnomonEvent) after = NULL;
  g_autoptr (GVariant) dict = test_parse_dict ("{'title': <'Other'>, 'date': <'2026-12-01'>, "
                                               "'start': <'08:00'>, 'uid': <'other'>}");
  g_autoptr (GVariant) incomplete = test_parse_dict ("{'title': <'Other'>, "
                                                     "'date': <'2026-12-01'>}");
  g_autoptr (GVariant) is = NULL;
  g_autoptr (GError) error = NULL;

  test_context_init (&context, "Europe/Berlin");
  before = new_stored (&context);
  after = test_event_apply (TEST_REPLACE, before, dict, &context, &error);
  g_assert_no_error (error);

  is = test_event_to_dict (after, context.viewer);
  test_assert_has (is, "{'uid': <'42@example.org'>, 'calendar_id': <int64 1>, 'title': <'Other'>, "
                       "'attendees': <''>, "
                  "'location': <''>, 'rrule': <''>, 'color': <''>, 'timezone': <'Europe/Berlin'>, "
                  "'duration_minutes': <60>, 'reminder_set': <true>, "
                  "'reminder_minutes_before': <15>}");
  g_assert_cmpint (gnomon_event_get_id (after), ==, 42);
  g_assert_cmpint (gnomon_event_get_sequence (after), ==, 3);
  g_assert_cmpint (after->revision, ==, 9);
  g_assert_cmpstr (gnomon_event_get_etag (after), ==, "e9");
  g_assert_cmpstr (after->extra, ==, "X-THING:1");
  g_assert_cmpint (gnomon_event_get_created_at (after), ==, 1000);
  g_assert_cmpint (gnomon_event_get_updated_at (after), ==, TEST_NOW);
  g_assert_cmpint (after->reminders->len, ==, 1);
  g_assert_true (gnomon_event_is_significant_change (before, after));

  g_assert_null (test_event_apply (TEST_REPLACE, before, incomplete, &context, &error));
  g_assert_cmpstr (error->message, ==, "start_time: is required");
  g_time_zone_unref (context.viewer);
}

static void
test_significant (void)
{
  static const struct { const char *change; gboolean significant; } changes[] = {
    { "{'title': <'Other'>, 'location': <'x'>, 'description': <'x'>, 'attendees': <''>, "
      "'busy': <false>}", FALSE },
    { "{'reminder_set': <false>, 'color': <'blue'>, 'event_type': <'event'>, 'url': <'x'>}",
      FALSE },
    { "{'start_time': <'09:00'>, 'end_time': <'10:30'>}", FALSE },
    { "{'event_date': <'2026-11-24'>}", TRUE },
    { "{'start_time': <'09:15'>}", TRUE },
    { "{'end_time': <'10:45'>}", TRUE },
    { "{'all_day': <true>}", TRUE },
    { "{'timezone': <'Europe/Berlin'>}", TRUE },
    { "{'end_timezone': <'America/Chicago'>}", TRUE },
    { "{'timezone': <'floating'>}", TRUE },
    { "{'status': <'cancelled'>}", TRUE },
    { "{'rrule': <''>}", TRUE },
    { "{'exdate': <['20261130T090000']>}", TRUE },
    { "{'rdate': <['20261130T090000']>}", TRUE },
  };
  GnomonEventContext context;

  test_context_init (&context, "Europe/Berlin");
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GnomonEvent) before = new_stored (&context);
      g_autoptr (GVariant) dict = test_parse_dict (changes[i].change);
      g_autoptr (GError) error = NULL;
      g_autoptr (GnomonEvent) after =
        test_event_apply (TEST_UPDATE, before, dict, &context, &error);

      g_assert_no_error (error);
      g_assert_cmpint (gnomon_event_is_significant_change (before, after), ==,
                       changes[i].significant);
    }
  g_time_zone_unref (context.viewer);
}

/* Whole days are the same in each zone. */
static void
test_significant_days (void)
{
  GnomonEventContext context;
  g_autoptr (GVariant) days = test_parse_dict ("{'title': <'Trip'>, 'event_date': <'2026-11-23'>, "
                                               "'all_day': <true>}");
  g_autoptr (GVariant) change = test_parse_dict ("{'timezone': <'Asia/Tokyo'>}");
  g_autoptr (GnomonEvent) before = NULL;
  g_autoptr (GnomonEvent) after = NULL;

  test_context_init (&context, "Europe/Berlin");
  before = test_event_apply (TEST_CREATE, NULL, days, &context, NULL);
  after = test_event_apply (TEST_UPDATE, before, change, &context, NULL);
  g_assert_cmpstr (gnomon_event_get_timezone (after), ==, "Asia/Tokyo");
  g_assert_false (gnomon_event_is_significant_change (before, after));
  g_time_zone_unref (context.viewer);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/event-rules/update-keeps", test_update_keeps);
  g_test_add_func ("/event-rules/replace-resets", test_replace_resets);
  g_test_add_func ("/event-rules/significant", test_significant);
  g_test_add_func ("/event-rules/significant-days", test_significant_days);

  return g_test_run ();
}
