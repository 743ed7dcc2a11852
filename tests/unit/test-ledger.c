/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-ledger-common.h"

/* The reminder ledger: what is planned, and for when. */

static void
test_plan (GnomonTestStore *fixture,
           gconstpointer    user_data)
{
  const struct
  {
    const char *event;
    const char *due;
    const char *state;
  } cases[] = {
    { TEN "}", "2026-11-22T09:45:00+01:00", "planned" },
    { TEN ", 'reminder_minutes_before': <0>}", "2026-11-22T10:00:00+01:00", "planned" },
    { TEN ", 'reminder_minutes_before': <120>}", "2026-11-22T08:00:00+01:00", "planned" },
    { TEN ", 'reminder_minutes_before': <121>}", "2026-11-22T07:59:00+01:00", "missed" },
    { TEN ", 'timezone': <'America/New_York'>}", "2026-11-22T15:45:00+01:00", "planned" },
    { TEN ", 'status': <'cancelled'>}", "2026-11-22T09:45:00+01:00", "planned" },
    { "{'title': <'Holiday'>, 'event_date': <'2026-11-28'>, 'all_day': <true>,"
      " 'reminder_minutes_before': <0>}", "2026-11-28T09:00:00+01:00", "planned" },
    { "{'title': <'Holiday'>, 'event_date': <'2026-11-28'>, 'all_day': <true>,"
      " 'reminder_minutes_before': <1440>}", "2026-11-27T09:00:00+01:00", "planned" },
    /* The night to 28 March 2027 has an hour less; the morning before stays the morning. */
    { "{'title': <'Holiday'>, 'event_date': <'2027-03-28'>, 'all_day': <true>,"
      " 'reminder_minutes_before': <1440>}", "2027-03-27T09:00:00+01:00", "planned" },
    { "{'title': <'Dentist'>, 'event_date': <'2027-03-28'>, 'start_time': <'10:00'>,"
      " 'reminder_minutes_before': <1440>}", "2027-03-27T09:00:00+01:00", "planned" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 id = create (fixture->store, cases[i].event);

      assert_rule (fixture->store, id, 0, cases[i].due, cases[i].state);
    }
}

static void
test_no_reminder (GnomonTestStore *fixture,
                  gconstpointer    user_data)
{
  gint64 id = create (fixture->store, TEN ", 'reminder_set': <false>}");
  g_autoptr (GnomonEvent) event = gnomon_store_get_event (fixture->store, id, NULL);

  g_assert_cmpuint (gnomon_event_get_reminders (event)->len, ==, 0);
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==, 0);

  /* Asked for later, it is made; taken off again, it goes. */
  update (fixture->store, id, "{'reminder_set': <true>}");
  assert_rule (fixture->store, id, 0, "2026-11-22T09:45:00+01:00", "planned");
  update (fixture->store, id, "{'reminder_set': <false>}");
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==, 0);
}

static void
test_next (GnomonTestStore *fixture,
           gconstpointer    user_data)
{
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==, 0);
  create (fixture->store, TEN "}");
  create (fixture->store, TEN ", 'reminder_minutes_before': <30>}");
  create (fixture->store, TEN ", 'reminder_minutes_before': <90>, 'status': <'cancelled'>}");
  create (fixture->store, TEN ", 'reminder_minutes_before': <200>}");

  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==,
                   at ("2026-11-22T09:30:00+01:00"));
}

static void
test_move (GnomonTestStore *fixture,
           gconstpointer    user_data)
{
  gint64 id = create (fixture->store, TEN "}");
  gint64 instance = claim_one (fixture->store, "2026-11-22T09:45:00+01:00");

  settle (fixture->store, instance, GNOMON_SHOW_TAKEN, "2026-11-22T09:45:00+01:00");

  /* A change that leaves the time leaves the state. */
  update (fixture->store, id, "{'title': <'Surgeon'>, 'duration_minutes': <90>}");
  assert_rule (fixture->store, id, 0, "2026-11-22T09:45:00+01:00", "shown");
  g_assert_true (gnomon_store_is_reminder_open (fixture->store, instance));

  /* Cancelled, it has nothing more to say. */
  update (fixture->store, id, "{'status': <'cancelled'>}");
  g_assert_false (gnomon_store_is_reminder_open (fixture->store, instance));
  update (fixture->store, id, "{'status': <'confirmed'>}");

  /* Moved, it rings anew; into the past, it does not. */
  update (fixture->store, id, "{'start_time': <'12:00'>, 'end_time': <'13:00'>}");
  assert_rule (fixture->store, id, 0, "2026-11-22T11:45:00+01:00", "planned");
  g_assert_false (gnomon_store_is_reminder_open (fixture->store, instance));
  g_assert_cmpint (claim_one (fixture->store, "2026-11-22T11:45:00+01:00"), ==, instance);

  /* While it is shown it moves again: what is told of the old time does not count. */
  update (fixture->store, id, "{'start_time': <'13:00'>, 'end_time': <'14:00'>}");
  settle (fixture->store, instance, GNOMON_SHOW_TAKEN, "2026-11-22T11:45:00+01:00");
  assert_rule (fixture->store, id, 0, "2026-11-22T12:45:00+01:00", "planned");

  update (fixture->store, id, "{'event_date': <'2026-11-20'>}");
  assert_rule (fixture->store, id, 0, "2026-11-20T12:45:00+01:00", "missed");
  assert_explains (fixture->store, instance,
                   "*did not ring: its time had passed when it was planned.");
}

static void
test_cancel_and_delete (GnomonTestStore *fixture,
                        gconstpointer    user_data)
{
  gint64 id = create (fixture->store, TEN "}");
  g_autoptr (GnomonReminder) rule = get_rule (fixture->store, id, 0);
  g_autoptr (GError) error = NULL;

  update (fixture->store, id, "{'status': <'cancelled'>}");
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==, 0);
  assert_explains (fixture->store, gnomon_reminder_get_id (rule),
                   "*does not ring: the event is cancelled.");
  update (fixture->store, id, "{'status': <'confirmed'>}");
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==,
                   at ("2026-11-22T09:45:00+01:00"));

  run (fixture->store, gnomon_operation_new_delete_event (id), NULL);
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==, 0);
  run (fixture->store, gnomon_operation_new_snooze_reminder (gnomon_reminder_get_id (rule), 5),
       &error);
  g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_NOT_FOUND);
}

static void
test_decline (GnomonTestStore *fixture,
              gconstpointer    user_data)
{
  const char * const own[] = { "me@example.org", NULL };
  g_autoptr (GnomonEvent) event = NULL;
  GnomonAttendee *attendee;
  gint64 id;

  gnomon_store_set_own_addresses (fixture->store, own);
  id = create (fixture->store, TEN ", 'attendees': <'Me@example.org, you@example.org'>}");
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), !=, 0);

  event = gnomon_store_get_event (fixture->store, id, NULL);
  attendee = g_ptr_array_index (gnomon_event_get_attendees (event), 0);
  run (fixture->store,
       gnomon_operation_new_respond (id, gnomon_attendee_get_id (attendee), "declined"), NULL);
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==, 0);

  run (fixture->store,
       gnomon_operation_new_respond (id, gnomon_attendee_get_id (attendee), "tentative"), NULL);
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), !=, 0);
}

static void
test_add_and_remove (GnomonTestStore *fixture,
                     gconstpointer    user_data)
{
  const struct
  {
    const char *fields;
    const char *field_at_fault;
  } bad[] = {
    { "@a{sv} {}", "reminder_time: " },
    { "{'minutes_before': <-1>}", "minutes_before: " },
    { "{'minutes_before': <40321>}", "minutes_before: " },
    { "{'reminder_time': <'tomorrow'>}", "reminder_time: " },
    { "{'reminder_time': <'2026-11-22T09:00:00Z'>, 'minutes_before': <5>}", "reminder_time: " },
    { "{'minutes_before': <5>, 'reminder_type': <'pigeon'>}", "reminder_type: " },
  };
  gint64 id = create (fixture->store, TEN "}");
  g_autoptr (GnomonEvent) before = gnomon_store_get_event (fixture->store, id, NULL);
  g_autoptr (GnomonEvent) after = NULL;
  g_autoptr (GError) error = NULL;
  gint64 absolute, relative;

  absolute = add_reminder (fixture->store, id, "{'reminder_time': <'2026-11-22T08:30:00+01:00'>}",
                           NULL);
  relative = add_reminder (fixture->store, id,
                           "{'minutes_before': <60>, 'reminder_type': <'both'>}", NULL);
  assert_rule (fixture->store, id, 1, "2026-11-22T08:30:00+01:00", "planned");
  assert_rule (fixture->store, id, 2, "2026-11-22T09:00:00+01:00", "planned");

  after = gnomon_store_get_event (fixture->store, id, NULL);
  g_assert_cmpstr (gnomon_event_get_etag (before), !=, gnomon_event_get_etag (after));

  /* A move takes the relative ones along; those who were added stay. */
  update (fixture->store, id, "{'start_time': <'12:00'>, 'end_time': <'13:00'>}");
  assert_rule (fixture->store, id, 0, "2026-11-22T11:45:00+01:00", "planned");
  assert_rule (fixture->store, id, 1, "2026-11-22T08:30:00+01:00", "planned");
  assert_rule (fixture->store, id, 2, "2026-11-22T11:00:00+01:00", "planned");

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) bad_error = NULL;

      add_reminder (fixture->store, id, bad[i].fields, &bad_error);
      g_assert_error (bad_error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT);
      g_assert_true (g_str_has_prefix (bad_error->message, bad[i].field_at_fault));
    }

  run (fixture->store, gnomon_operation_new_remove_reminder (id, absolute), NULL);
  assert_rule (fixture->store, id, 1, "2026-11-22T11:00:00+01:00", "planned");
  run (fixture->store, gnomon_operation_new_remove_reminder (id, absolute), &error);
  g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_NOT_FOUND);
  g_clear_error (&error);
  run (fixture->store, gnomon_operation_new_remove_reminder (4711, relative), &error);
  g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_NOT_FOUND);
}

static void
test_remove_automatic (GnomonTestStore *fixture,
                       gconstpointer    user_data)
{
  gint64 id = create (fixture->store, TEN "}");
  g_autoptr (GnomonReminder) rule = get_rule (fixture->store, id, 0);
  g_autoptr (GnomonEvent) event = NULL;

  g_assert_true (gnomon_reminder_is_automatic (rule));
  run (fixture->store, gnomon_operation_new_remove_reminder (id, gnomon_reminder_get_id (rule)),
       NULL);

  /* The event knows, so that the next change does not bring it back. */
  update (fixture->store, id, "{'start_time': <'12:00'>, 'end_time': <'13:00'>}");
  event = gnomon_store_get_event (fixture->store, id, NULL);
  g_assert_false (gnomon_event_get_reminder_set (event));
  g_assert_cmpuint (gnomon_event_get_reminders (event)->len, ==, 0);
}

static void
replan (GnomonStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gnomon_store_replan_reminders_async (store, NULL, answered_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  gnomon_store_replan_reminders_finish (store, result, &error);
  g_assert_no_error (error);
}

/* The user travels, or likes to be told earlier: what is a day or floats goes along. */
static void
test_replan (GnomonTestStore *fixture,
             gconstpointer    user_data)
{
  gint64 day = create (fixture->store, "{'title': <'Holiday'>, 'event_date': <'2026-11-28'>,"
                                       " 'all_day': <true>, 'reminder_minutes_before': <0>}");
  gint64 floating = create (fixture->store, TEN ", 'timezone': <'floating'>}");
  gint64 zoned = create (fixture->store, TEN "}");
  gint64 answered = create (fixture->store, TEN ", 'timezone': <'floating'>}");
  g_autoptr (GnomonReminder) rule = get_rule (fixture->store, answered, 0);

  run (fixture->store,
       gnomon_operation_new_dismiss_reminder (gnomon_reminder_get_id (rule)), NULL);

  /* More than go into one transaction. */
  for (guint i = 0; i < 250; i++)
    create (fixture->store, TEN ", 'timezone': <'floating'>, 'reminder_minutes_before': <0>}");

  gnomon_store_set_viewer_zone (fixture->store, "America/New_York");
  gnomon_store_set_all_day_hour (fixture->store, 7);
  replan (fixture->store);

  assert_rule (fixture->store, day, 0, "2026-11-28T07:00:00-05:00", "planned");
  assert_rule (fixture->store, floating, 0, "2026-11-22T09:45:00-05:00", "planned");
  assert_rule (fixture->store, zoned, 0, "2026-11-22T09:45:00+01:00", "planned");
  assert_rule (fixture->store, answered, 0, "2026-11-22T09:45:00+01:00", "dismissed");
  g_assert_cmpint (claim_one (fixture->store, "2026-11-22T09:45:00+01:00"), !=, 0);
  assert_rule (fixture->store, answered + 1, 0, "2026-11-22T10:00:00-05:00", "planned");
  assert_rule (fixture->store, answered + 250, 0, "2026-11-22T10:00:00-05:00", "planned");

  /* Where it is ten already, half past nine is not missed: it rings now. */
  gnomon_store_set_viewer_zone (fixture->store, "Asia/Kolkata");
  replan (fixture->store);
  assert_rule (fixture->store, floating, 0, "2026-11-22T09:45:00+05:30", "planned");
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==,
                   at ("2026-11-22T09:45:00+05:30"));
}

static void
test_list (GnomonTestStore *fixture,
           gconstpointer    user_data)
{
  const struct
  {
    const char *filter;
    guint n;
  } cases[] = {
    { "@a{sv} {}", 3 },
    { "{'state': <'planned'>}", 2 },
    { "{'state': <'missed'>}", 1 },
    { "{'state': <''>, 'type': <''>, 'from': <''>, 'to': <''>}", 3 },
    { "{'type': <'email'>}", 1 },
    { "{'from': <'2026-11-22T08:45:00Z'>}", 2 },
    { "{'to': <'2026-11-22T08:45:00Z'>}", 1 },
    { "{'from': <'2026-11-23'>}", 1 },
    { "{'limit': <2>}", 2 },
    { "{'limit': <2>, 'offset': <2>}", 1 },
  };
  const char * const bad[] = {
    "{'state': <'ringing'>}",
    "{'type': <'pigeon'>}",
    "{'from': <'yesterday'>}",
    "{'to': <'2026-02-30'>}",
  };
  gint64 id = create (fixture->store, TEN "}");

  create (fixture->store, TEN ", 'reminder_minutes_before': <200>}");
  add_reminder (fixture->store, id,
                "{'reminder_time': <'2026-11-23T00:00:00+01:00'>, 'reminder_type': <'email'>}",
                NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GnomonFields) filter =
        gnomon_test_fields (GNOMON_KIND_REMINDER_FILTER, cases[i].filter);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) found = gnomon_store_list_reminders (fixture->store, filter, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (found->len, ==, cases[i].n);
      for (guint j = 1; j < found->len; j++)
        g_assert_cmpint (gnomon_reminder_get_time (g_ptr_array_index (found, j - 1)), <=,
                         gnomon_reminder_get_time (g_ptr_array_index (found, j)));
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GnomonFields) filter = gnomon_test_fields (GNOMON_KIND_REMINDER_FILTER, bad[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (gnomon_store_list_reminders (fixture->store, filter, &error));
      g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT);
    }
}

#define add(path, function) \
  g_test_add (path, GnomonTestStore, NULL, set_up, function, gnomon_test_store_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/ledger/plan", test_plan);
  add ("/ledger/no-reminder", test_no_reminder);
  add ("/ledger/next", test_next);
  add ("/ledger/move", test_move);
  add ("/ledger/cancel-and-delete", test_cancel_and_delete);
  add ("/ledger/decline", test_decline);
  add ("/ledger/add-and-remove", test_add_and_remove);
  add ("/ledger/remove-automatic", test_remove_automatic);
  add ("/ledger/replan", test_replan);
  add ("/ledger/list", test_list);

  return g_test_run ();
}
