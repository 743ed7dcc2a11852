/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-ledger-common.h"

/* What becomes of a snooze when its event is changed. */

#define DAILY "{'title': <'Stand-up'>, 'event_date': <'2026-11-16'>, 'start_time': <'10:00'>," \
              " 'rrule': <'FREQ=DAILY;COUNT=10'>}"

/* Shows what is due at @due; a minute later the store has that time. */
static gint64
show (GnomonTestStore *fixture,
      const char      *due,
      const char      *a_minute_later)
{
  gint64 instance = claim_one (fixture->store, due);

  g_assert_cmpint (instance, !=, 0);
  settle (fixture->store, instance, GNOMON_SHOW_TAKEN, due);
  reopen (fixture, a_minute_later);
  return instance;
}

static void
snooze (GnomonTestStore *fixture,
        gint64           instance,
        const char      *when)
{
  run (fixture->store, gnomon_operation_new_snooze_reminder_until (instance, when), NULL);
}

/* Its time does not depend on the event: what is left of it is its snooze. */
static void
test_time_of_its_own (GnomonTestStore *fixture,
                      gconstpointer    user_data)
{
  gint64 id = create (fixture->store, "{'title': <'Dentist'>, 'event_date': <'2026-11-24'>,"
                                      " 'start_time': <'10:00'>, 'reminder_set': <false>}");
  gint64 instance;

  add_reminder (fixture->store, id, "{'reminder_time': <'2026-11-22T08:30:00+01:00'>}", NULL);
  instance = show (fixture, "2026-11-22T08:30:00+01:00", "2026-11-22T08:31:00+01:00");

  snooze (fixture, instance, "2026-11-22T09:00:00+01:00");
  update (fixture->store, id, "{'event_date': <'2026-11-25'>}");
  assert_rule (fixture->store, id, 0, "2026-11-22T09:00:00+01:00", "snoozed");

  /* Until the event starts: also when that is another day, and when it has begun by the move. */
  snooze (fixture, instance, "until-start");
  assert_rule (fixture->store, id, 0, "2026-11-25T10:00:00+01:00", "snoozed");
  update (fixture->store, id, "{'event_date': <'2026-11-26'>, 'start_time': <'11:00'>,"
                              " 'end_time': <'12:00'>}");
  assert_rule (fixture->store, id, 0, "2026-11-26T11:00:00+01:00", "snoozed");
  update (fixture->store, id, "{'event_date': <'2026-11-22'>, 'start_time': <'08:00'>,"
                              " 'end_time': <'12:00'>}");
  assert_rule (fixture->store, id, 0, "2026-11-22T08:31:00+01:00", "snoozed");
  g_assert_cmpint (claim_one (fixture->store, "2026-11-22T08:31:00+01:00"), ==, instance);
}

/* It rings anew where it can; else the snooze is what there is. */
static void
test_minutes_before (GnomonTestStore *fixture,
                     gconstpointer    user_data)
{
  gint64 id = create (fixture->store, TEN "}");
  gint64 instance = show (fixture, "2026-11-22T09:45:00+01:00", "2026-11-22T09:46:00+01:00");

  snooze (fixture, instance, "until-start");
  update (fixture->store, id, "{'start_time': <'10:10'>, 'end_time': <'11:00'>}");
  assert_rule (fixture->store, id, 0, "2026-11-22T09:55:00+01:00", "planned");
  g_assert_cmpint (show (fixture, "2026-11-22T09:55:00+01:00", "2026-11-22T09:56:00+01:00"),
                   ==, instance);

  snooze (fixture, instance, "2026-11-22T09:59:00+01:00");
  update (fixture->store, id, "{'start_time': <'10:05'>, 'end_time': <'11:00'>}");
  assert_rule (fixture->store, id, 0, "2026-11-22T09:59:00+01:00", "snoozed");

  snooze (fixture, instance, "until-start");
  update (fixture->store, id, "{'start_time': <'10:08'>, 'end_time': <'11:00'>}");
  assert_rule (fixture->store, id, 0, "2026-11-22T10:08:00+01:00", "snoozed");

  /* What nobody is told of any more does not ring, snoozed or not. */
  update (fixture->store, id, "{'status': <'cancelled'>}");
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==, 0);
}

/* What is snoozed, by whose it is and until when; nothing else is. */
static void
assert_snoozed (GnomonStore *store,
                gint64       event_id,
                const char  *until)
{
  g_autoptr (GnomonFields) filter =
    gnomon_test_fields (GNOMON_KIND_REMINDER_FILTER, "{'state': <'snoozed'>}");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) reminders = gnomon_store_list_reminders (store, filter, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (reminders->len, ==, 1);
  g_assert_cmpint (gnomon_reminder_get_event_id (reminders->pdata[0]), ==, event_id);
  g_assert_cmpint (gnomon_reminder_get_time (reminders->pdata[0]), ==, at (until));
}

/* The event that has the occurrences from @recurrence_id on. */
static gint64
split (GnomonStore *store,
       gint64       id,
       const char  *recurrence_id)
{
  g_autoptr (GnomonFields) fields =
    gnomon_test_fields (GNOMON_KIND_EVENT, "{'title': <'Sit-down'>}");
  g_autoptr (GObject) rest =
    apply (store, gnomon_operation_new_update_occurrence (id, recurrence_id, fields,
                                                          GNOMON_SCOPE_FUTURE), NULL);

  return gnomon_event_get_id (GNOMON_EVENT (rest));
}

/* The snooze goes with its occurrence, before and after the place where the series is split. */
static void
test_split (GnomonTestStore *fixture,
            gconstpointer    user_data)
{
  gint64 id = create (fixture->store, DAILY);
  gint64 instance = show (fixture, "2026-11-22T09:45:00+01:00", "2026-11-22T09:46:00+01:00");
  g_autoptr (GPtrArray) claimed = NULL;
  gint64 rest;

  run (fixture->store, gnomon_operation_new_snooze_reminder (instance, 10), NULL);
  assert_snoozed (fixture->store, id, "2026-11-22T09:56:00+01:00");

  split (fixture->store, id, "2026-11-23T10:00:00");
  assert_snoozed (fixture->store, id, "2026-11-22T09:56:00+01:00");

  rest = split (fixture->store, id, "2026-11-20T10:00:00");
  g_assert_cmpint (rest, !=, id);
  assert_snoozed (fixture->store, rest, "2026-11-22T09:56:00+01:00");

  claimed = claim (fixture->store, "2026-11-22T09:56:00+01:00");
  g_assert_cmpuint (claimed->len, ==, 1);
  g_assert_cmpint (((GnomonDueReminder *) claimed->pdata[0])->id, ==, instance);
  g_assert_true (((GnomonDueReminder *) claimed->pdata[0])->again);
}

/* Also where the series is split at the very occurrence whose reminder is snoozed. */
static void
test_split_there (GnomonTestStore *fixture,
                  gconstpointer    user_data)
{
  gint64 id = create (fixture->store, DAILY);
  gint64 instance = show (fixture, "2026-11-22T09:45:00+01:00", "2026-11-22T09:46:00+01:00");
  gint64 rest;

  run (fixture->store, gnomon_operation_new_snooze_reminder (instance, 10), NULL);
  rest = split (fixture->store, id, "2026-11-22T10:00:00");
  g_assert_cmpint (rest, !=, id);
  assert_snoozed (fixture->store, rest, "2026-11-22T09:56:00+01:00");
  g_assert_cmpint (claim_one (fixture->store, "2026-11-22T09:56:00+01:00"), ==, instance);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/ledger-snooze/" name, GnomonTestStore, NULL, set_up, function, \
              gnomon_test_store_tear_down)
  ADD ("time-of-its-own", test_time_of_its_own);
  ADD ("minutes-before", test_minutes_before);
  ADD ("split", test_split);
  ADD ("split-there", test_split_there);

  return g_test_run ();
}
