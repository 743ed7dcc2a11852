/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

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

/* What a file says of an event. */
static void
import (GnomonTestStore *fixture,
        const char      *events)
{
  g_autofree char *text = g_strconcat ("BEGIN:VCALENDAR\n", events, "END:VCALENDAR\n", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  run (fixture->store, gnomon_operation_new_import (bytes, 0), NULL);
}

#define FILE_EVENT(of, start, sequence, lines) \
  "BEGIN:VEVENT\nUID:a\nSUMMARY:Stand-up\nSEQUENCE:" sequence "\n" of \
  "DTSTART;TZID=Europe/Berlin:202611" start "00\nDURATION:PT1H\n" lines \
  "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT15M\nEND:VALARM\nEND:VEVENT\n"

#define FILE_DAILY(start, sequence) FILE_EVENT ("", start, sequence, "RRULE:FREQ=DAILY;COUNT=10\n")
#define FILE_OF_22 "RECURRENCE-ID;TZID=Europe/Berlin:20261122T100000\n"

/* The reminder of what begins at ten is shown, and snoozed until then. */
static gint64
show_and_wait (GnomonTestStore *fixture)
{
  gint64 instance = show (fixture, "2026-11-22T09:45:00+01:00", "2026-11-22T09:46:00+01:00");

  snooze (fixture, instance, "until-start");
  return instance;
}

static void
update_from_22 (GnomonStore *store,
                gint64       id,
                const char  *fields_text,
                GnomonScope  scope)
{
  g_autoptr (GnomonFields) fields = gnomon_test_fields (GNOMON_KIND_EVENT, fields_text);
  g_autoptr (GObject) event =
    apply (store, gnomon_operation_new_update_occurrence (id, "2026-11-22T10:00:00", fields, scope),
           NULL);

  g_assert_nonnull (event);
}

/* What was to last until the start lasts until the new one; and back again. */
static void
test_move_one (GnomonTestStore *fixture,
               gconstpointer    user_data)
{
  gint64 id = create (fixture->store, DAILY);

  show_and_wait (fixture);
  update_from_22 (fixture->store, id, "{'start_time': <'10:01'>, 'end_time': <'11:00'>}",
                  GNOMON_SCOPE_THIS);
  assert_snoozed (fixture->store, id, "2026-11-22T10:01:00+01:00");
  update_from_22 (fixture->store, id, "{'start_time': <'09:50'>, 'end_time': <'11:00'>}",
                  GNOMON_SCOPE_THIS);
  assert_snoozed (fixture->store, id, "2026-11-22T09:50:00+01:00");
}

static void
test_import (GnomonTestStore *fixture,
             gconstpointer    user_data)
{
  import (fixture, FILE_EVENT ("", "22T1000", "0", ""));
  show_and_wait (fixture);
  import (fixture, FILE_EVENT ("", "22T1001", "1", ""));
  assert_snoozed (fixture->store, 1, "2026-11-22T10:01:00+01:00");
}

static void
test_import_one (GnomonTestStore *fixture,
                 gconstpointer    user_data)
{
  import (fixture, FILE_DAILY ("16T1000", "0"));
  show_and_wait (fixture);
  import (fixture, FILE_DAILY ("16T1000", "1") FILE_EVENT (FILE_OF_22, "22T1001", "1", ""));
  assert_snoozed (fixture->store, 1, "2026-11-22T10:01:00+01:00");
}

static void
test_import_series (GnomonTestStore *fixture,
                    gconstpointer    user_data)
{
  import (fixture, FILE_DAILY ("16T1000", "0"));
  show_and_wait (fixture);
  import (fixture, FILE_DAILY ("16T1001", "1"));
  assert_snoozed (fixture->store, 1, "2026-11-22T10:01:00+01:00");
}

/* The whole series moves: the snooze of its occurrence goes along. */
static void
test_move_all (GnomonTestStore *fixture,
               gconstpointer    user_data)
{
  gint64 id = create (fixture->store, DAILY);
  gint64 instance = show_and_wait (fixture);

  update (fixture->store, id, "{'start_time': <'10:01'>, 'end_time': <'11:00'>}");
  assert_snoozed (fixture->store, id, "2026-11-22T10:01:00+01:00");
  run (fixture->store, gnomon_operation_new_undo (), NULL);
  assert_snoozed (fixture->store, id, "2026-11-22T10:00:00+01:00");

  /* One until a time of its own stays there. */
  snooze (fixture, instance, "2026-11-22T09:59:00+01:00");
  update (fixture->store, id, "{'start_time': <'09:30'>, 'end_time': <'11:00'>}");
  assert_snoozed (fixture->store, id, "2026-11-22T09:59:00+01:00");
  update (fixture->store, id, "{'timezone': <'Europe/Paris'>}");
  assert_snoozed (fixture->store, id, "2026-11-22T09:59:00+01:00");
  g_assert_cmpint (claim_one (fixture->store, "2026-11-22T09:59:00+01:00"), ==, instance);
  settle (fixture->store, instance, GNOMON_SHOW_TAKEN, "2026-11-22T09:59:00+01:00");

  /* And the next one rings in its turn. */
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==,
                   at ("2026-11-23T09:15:00+01:00"));
}

/* Days of the month before: by as many places as the series does, not by as many hours. */
static void
test_move_all_by_number (GnomonTestStore *fixture,
                         gconstpointer    user_data)
{
  gint64 id = create (fixture->store, "{'title': <'Rent'>, 'event_date': <'2026-08-22'>,"
                                      " 'start_time': <'10:00'>,"
                                      " 'rrule': <'FREQ=MONTHLY;COUNT=9'>}");
  gint64 instance = show_and_wait (fixture);

  snooze (fixture, instance, "2026-11-22T12:00:00+01:00");
  update (fixture->store, id, "{'event_date': <'2026-08-20'>}");
  assert_snoozed (fixture->store, id, "2026-11-22T12:00:00+01:00");
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==,
                   at ("2026-11-22T12:00:00+01:00"));
}

/* Days that follow each other, each snoozed: none takes the place of the other. */
static void
test_move_days (GnomonTestStore *fixture,
                gconstpointer    user_data)
{
  gint64 id = create (fixture->store, DAILY);
  g_autoptr (GPtrArray) claimed = NULL;
  gint64 first = show (fixture, "2026-11-22T09:45:00+01:00", "2026-11-22T09:46:00+01:00");
  gint64 second;

  snooze (fixture, first, "2026-11-24T10:00:00+01:00");
  second = show (fixture, "2026-11-23T09:45:00+01:00", "2026-11-23T09:46:00+01:00");
  snooze (fixture, second, "2026-11-24T10:00:00+01:00");

  update (fixture->store, id, "{'event_date': <'2026-11-15'>, 'start_time': <'09:30'>,"
                              " 'end_time': <'10:00'>}");
  claimed = claim (fixture->store, "2026-11-24T10:00:00+01:00");
  g_assert_cmpuint (claimed->len, ==, 3);
  g_assert_cmpint (((GnomonDueReminder *) claimed->pdata[1])->id, ==, first);
  g_assert_cmpint (((GnomonDueReminder *) claimed->pdata[2])->id, ==, second);
}

/* From there on: also where the series is split. */
static void
test_move_rest (GnomonTestStore *fixture,
                gconstpointer    user_data)
{
  gint64 id = create (fixture->store, DAILY);

  show_and_wait (fixture);
  update_from_22 (fixture->store, id, "{'start_time': <'10:01'>, 'end_time': <'11:00'>}",
                  GNOMON_SCOPE_FUTURE);
  assert_snoozed (fixture->store, 2, "2026-11-22T10:01:00+01:00");
}

/* The same where the occurrence differs from its series. */
static void
test_move_rest_of_changed (GnomonTestStore *fixture,
                           gconstpointer    user_data)
{
  gint64 id = create (fixture->store, DAILY);
  gint64 rest;

  show_and_wait (fixture);
  update_from_22 (fixture->store, id, "{'title': <'Today'>}", GNOMON_SCOPE_THIS);
  assert_snoozed (fixture->store, id, "2026-11-22T10:00:00+01:00");
  update_from_22 (fixture->store, id, "{'start_time': <'10:01'>, 'end_time': <'11:00'>}",
                  GNOMON_SCOPE_FUTURE);
  rest = 3;
  assert_snoozed (fixture->store, rest, "2026-11-22T10:01:00+01:00");
}

/* An event that repeats from now on has its snooze as the first of its occurrences. */
static void
test_becomes_series (GnomonTestStore *fixture,
                     gconstpointer    user_data)
{
  gint64 id = create (fixture->store, TEN "}");
  gint64 instance = show_and_wait (fixture);

  update (fixture->store, id, "{'rrule': <'FREQ=DAILY;COUNT=3'>}");
  assert_snoozed (fixture->store, id, "2026-11-22T10:00:00+01:00");
  g_assert_cmpint (claim_one (fixture->store, "2026-11-22T10:00:00+01:00"), ==, instance);
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==,
                   at ("2026-11-23T09:45:00+01:00"));
}

/* Where it can ring anew it does, as an event that moves by itself. */
static void
test_move_ahead (GnomonTestStore *fixture,
                 gconstpointer    user_data)
{
  gint64 id = create (fixture->store, DAILY);

  show_and_wait (fixture);
  update (fixture->store, id, "{'start_time': <'16:00'>, 'end_time': <'17:00'>}");
  assert_rule (fixture->store, id, 0, "2026-11-22T15:45:00+01:00", "planned");
}

/* Undone, too: the snooze is that of the occurrence, changed or not. */
static void
test_undo_move_one (GnomonTestStore *fixture,
                    gconstpointer    user_data)
{
  gint64 id = create (fixture->store, DAILY);
  gint64 instance = show_and_wait (fixture);

  update_from_22 (fixture->store, id, "{'start_time': <'10:01'>, 'end_time': <'11:00'>}",
                  GNOMON_SCOPE_THIS);
  assert_snoozed (fixture->store, id, "2026-11-22T10:01:00+01:00");
  run (fixture->store, gnomon_operation_new_undo (), NULL);
  assert_snoozed (fixture->store, id, "2026-11-22T10:00:00+01:00");
  run (fixture->store, gnomon_operation_new_redo (), NULL);
  assert_snoozed (fixture->store, id, "2026-11-22T10:01:00+01:00");
  run (fixture->store, gnomon_operation_new_undo (), NULL);
  assert_snoozed (fixture->store, id, "2026-11-22T10:00:00+01:00");

  g_assert_cmpint (claim_one (fixture->store, "2026-11-22T10:00:00+01:00"), ==, instance);
  settle (fixture->store, instance, GNOMON_SHOW_TAKEN, "2026-11-22T10:00:00+01:00");
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==,
                   at ("2026-11-23T09:45:00+01:00"));
}

/* A change that leaves the time as it was does not ring again when it is undone. */
static void
test_undo_title_of_one (GnomonTestStore *fixture,
                        gconstpointer    user_data)
{
  gint64 id = create (fixture->store, DAILY);
  g_autoptr (GnomonReminder) next = get_rule (fixture->store, id, 0);

  run (fixture->store, gnomon_operation_new_dismiss_reminder (gnomon_reminder_get_id (next)),
       NULL);
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==,
                   at ("2026-11-23T09:45:00+01:00"));
  update_from_22 (fixture->store, id, "{'title': <'Today'>}", GNOMON_SCOPE_THIS);
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==,
                   at ("2026-11-23T09:45:00+01:00"));
  run (fixture->store, gnomon_operation_new_undo (), NULL);
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==,
                   at ("2026-11-23T09:45:00+01:00"));
}

/* What was shown at the time to which an occurrence had been moved is over: it is not missed. */
static void
test_undo_move_of_one_shown (GnomonTestStore *fixture,
                             gconstpointer    user_data)
{
  gint64 id = create (fixture->store, DAILY);
  g_autoptr (GPtrArray) open = NULL;

  update_from_22 (fixture->store, id, "{'start_time': <'09:00'>, 'end_time': <'09:30'>}",
                  GNOMON_SCOPE_THIS);
  show (fixture, "2026-11-22T08:45:00+01:00", "2026-11-22T09:50:00+01:00");
  run (fixture->store, gnomon_operation_new_undo (), NULL);
  open = gnomon_store_list_open_reminders (fixture->store, 10, NULL);
  g_assert_cmpuint (open->len, ==, 0);
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==,
                   at ("2026-11-23T09:45:00+01:00"));
}

static void
stop_repeating (GnomonTestStore *fixture,
                gint64           id)
{
  update (fixture->store, id, "{'rrule': <''>}");
}

/* The one that stays keeps its snooze, whether it was changed before or not. */
static void
test_stops_repeating (GnomonTestStore *fixture,
                      gconstpointer    user_data)
{
  gint64 id = create (fixture->store, "{'title': <'Stand-up'>, 'event_date': <'2026-11-22'>,"
                                      " 'start_time': <'10:00'>,"
                                      " 'rrule': <'FREQ=DAILY;COUNT=10'>}");
  gint64 instance = show_and_wait (fixture);

  stop_repeating (fixture, id);
  assert_snoozed (fixture->store, id, "2026-11-22T10:00:00+01:00");
  run (fixture->store, gnomon_operation_new_undo (), NULL);
  assert_snoozed (fixture->store, id, "2026-11-22T10:00:00+01:00");

  update_from_22 (fixture->store, id, "{'start_time': <'10:01'>, 'end_time': <'11:00'>}",
                  GNOMON_SCOPE_THIS);
  stop_repeating (fixture, id);
  assert_snoozed (fixture->store, id, "2026-11-22T10:00:00+01:00");
  g_assert_cmpint (claim_one (fixture->store, "2026-11-22T10:00:00+01:00"), ==, instance);
  settle (fixture->store, instance, GNOMON_SHOW_TAKEN, "2026-11-22T10:00:00+01:00");
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==, 0);
}

/* That of one that is no more is over at once, and nobody has missed anything. */
static void
test_stops_repeating_before (GnomonTestStore *fixture,
                             gconstpointer    user_data)
{
  gint64 id = create (fixture->store, DAILY);
  g_autoptr (GPtrArray) open = NULL;

  show_and_wait (fixture);
  stop_repeating (fixture, id);
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==, 0);
  g_assert_cmpuint (gnomon_store_count_pending_reminders (fixture->store), ==, 0);
  open = gnomon_store_list_open_reminders (fixture->store, 10, NULL);
  g_assert_cmpuint (open->len, ==, 0);
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
  ADD ("move-one", test_move_one);
  ADD ("import", test_import);
  ADD ("import-one", test_import_one);
  ADD ("import-series", test_import_series);
  ADD ("move-all", test_move_all);
  ADD ("move-all-by-number", test_move_all_by_number);
  ADD ("move-days", test_move_days);
  ADD ("move-rest", test_move_rest);
  ADD ("move-rest-of-changed", test_move_rest_of_changed);
  ADD ("becomes-series", test_becomes_series);
  ADD ("move-ahead", test_move_ahead);
  ADD ("undo-move-one", test_undo_move_one);
  ADD ("undo-title-of-one", test_undo_title_of_one);
  ADD ("undo-move-of-one-shown", test_undo_move_of_one_shown);
  ADD ("stops-repeating", test_stops_repeating);
  ADD ("stops-repeating-before", test_stops_repeating_before);

  return g_test_run ();
}
