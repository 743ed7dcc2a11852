/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-ledger-common.h"

/* The reminders of a series: one after the other, each for its own occurrence. */

#define DAILY "{'title': <'Stand-up'>, 'event_date': <'2026-11-16'>, 'start_time': <'10:00'>," \
              " 'rrule': <'FREQ=DAILY;COUNT=10'>"

static void
edit (GnomonStore *store,
      gint64       id,
      const char  *recurrence_id,
      const char  *fields_text)
{
  g_autoptr (GnomonFields) fields =
    fields_text != NULL ? gnomon_test_fields (GNOMON_KIND_EVENT, fields_text) : NULL;

  run (store, fields != NULL
                ? gnomon_operation_new_update_occurrence (id, recurrence_id, fields,
                                                          GNOMON_SCOPE_THIS)
                : gnomon_operation_new_delete_occurrence (id, recurrence_id, GNOMON_SCOPE_THIS),
       NULL);
}

#define assert_next(store, expected) \
  g_assert_cmpint (gnomon_store_get_next_reminder_time (store), ==, at (expected))

static void
show (GnomonStore *store,
      const char  *now)
{
  settle (store, claim_one (store, now), GNOMON_SHOW_TAKEN, now);
}

/* Before its time. */
static void
dismiss_next (GnomonStore *store)
{
  g_autoptr (GnomonFields) filter = gnomon_test_fields (GNOMON_KIND_REMINDER_FILTER, "{}");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) reminders = gnomon_store_list_reminders (store, filter, &error);
  gint64 next = gnomon_store_get_next_reminder_time (store);

  g_assert_no_error (error);
  for (guint i = 0; i < reminders->len; i++)
    if (gnomon_reminder_get_time (g_ptr_array_index (reminders, i)) == next)
      {
        run (store, gnomon_operation_new_dismiss_reminder (
                      gnomon_reminder_get_id (g_ptr_array_index (reminders, i))), NULL);
        return;
      }
  g_assert_not_reached ();
}

static void
test_one_after_the_other (GnomonTestStore *fixture,
                          gconstpointer    user_data)
{
  GnomonStore *store = fixture->store;
  gint64 id = create (store, DAILY "}");
  gint64 first, second;

  assert_rule (store, id, 0, "2026-11-22T09:45:00+01:00", "planned");
  first = claim_one (store, "2026-11-22T09:45:00+01:00");
  g_assert_cmpint (first, !=, 0);
  assert_next (store, "2026-11-23T09:45:00+01:00");
  settle (store, first, GNOMON_SHOW_TAKEN, "2026-11-22T09:45:01+01:00");
  g_assert_true (gnomon_store_is_reminder_open (store, first));
  assert_rule (store, id, 0, "2026-11-23T09:45:00+01:00", "planned");

  /* A dismissal is about its own occurrence. */
  run (store, gnomon_operation_new_dismiss_reminder (first), NULL);
  g_assert_false (gnomon_store_is_reminder_open (store, first));
  second = claim_one (store, "2026-11-23T09:45:00+01:00");
  g_assert_cmpint (second, !=, first);
  settle (store, second, GNOMON_SHOW_TAKEN, "2026-11-23T09:45:01+01:00");

  /* After the last there is none. */
  show (store, "2026-11-24T09:45:00+01:00");
  show (store, "2026-11-25T09:45:00+01:00");
  g_assert_cmpint (gnomon_store_get_next_reminder_time (store), ==, 0);
  g_assert_cmpint (claim_one (store, "2026-11-26T09:45:00+01:00"), ==, 0);
  assert_rule (store, id, 0, "2026-11-25T09:45:00+01:00", "shown");
}

/* The event that a notification tells of is the occurrence. */
static void
test_occurrence (GnomonTestStore *fixture,
                 gconstpointer    user_data)
{
  GnomonStore *store = fixture->store;
  gint64 id = create (store, DAILY "}");
  g_autoptr (GPtrArray) claimed = NULL;
  GnomonDueReminder *due;

  edit (store, id, "2026-11-23T10:00:00",
        "{'title': <'Moved'>, 'start_time': <'12:00'>, 'end_time': <'13:00'>}");
  show (store, "2026-11-22T09:45:00+01:00");
  assert_next (store, "2026-11-23T11:45:00+01:00");

  claimed = claim (store, "2026-11-23T11:45:00+01:00");
  g_assert_cmpuint (claimed->len, ==, 1);
  due = g_ptr_array_index (claimed, 0);
  g_assert_cmpint (due->event_id, ==, id);
  g_assert_cmpstr (gnomon_event_get_title (due->event), ==, "Moved");
  g_assert_cmpstr (gnomon_event_get_recurrence_id (due->event), ==, "2026-11-23T10:00:00");
  g_assert_true (gnomon_store_is_reminder_open (store, due->id));
  assert_explains (store, due->id, "A reminder of “Moved”, 15 minutes before its start, is due at "
                                   "2026-11-23 11:45*");
  settle (store, due->id, GNOMON_SHOW_TAKEN, "2026-11-23T11:45:00+01:00");
  assert_next (store, "2026-11-24T09:45:00+01:00");
}

static void
test_silent (GnomonTestStore *fixture,
             gconstpointer    user_data)
{
  GnomonStore *store = fixture->store;
  gint64 id = create (store, DAILY "}");

  edit (store, id, "2026-11-22T10:00:00", NULL);
  assert_next (store, "2026-11-23T09:45:00+01:00");
  edit (store, id, "2026-11-23T10:00:00", "{'status': <'cancelled'>}");
  assert_next (store, "2026-11-24T09:45:00+01:00");
  edit (store, id, "2026-11-24T10:00:00", "{'reminder_set': <false>}");
  assert_next (store, "2026-11-25T09:45:00+01:00");
  update (store, id, "{'status': <'cancelled'>}");
  g_assert_cmpint (gnomon_store_get_next_reminder_time (store), ==, 0);

  /* All are confirmed by that, the one that was cancelled by itself with them. */
  update (store, id, "{'status': <'confirmed'>}");
  assert_next (store, "2026-11-23T09:45:00+01:00");

  run (store, gnomon_operation_new_delete_event (id), NULL);
  g_assert_cmpint (gnomon_store_get_next_reminder_time (store), ==, 0);
  run (store, gnomon_operation_new_undo (), NULL);
  assert_next (store, "2026-11-23T09:45:00+01:00");
}

static void
test_answered_before (GnomonTestStore *fixture,
                      gconstpointer    user_data)
{
  GnomonStore *store = fixture->store;
  gint64 id = create (store, DAILY "}");
  g_autoptr (GnomonReminder) rule = get_rule (store, id, 0);

  run (store, gnomon_operation_new_dismiss_reminder (gnomon_reminder_get_id (rule)), NULL);
  assert_next (store, "2026-11-23T09:45:00+01:00");

  /* An edit that leaves its time leaves it dismissed. */
  update (store, id, "{'title': <'Sit-down'>}");
  assert_next (store, "2026-11-23T09:45:00+01:00");
  edit (store, id, "2026-11-22T10:00:00", "{'title': <'Sunday'>}");
  assert_next (store, "2026-11-23T09:45:00+01:00");

  /* Moved, it rings anew. */
  edit (store, id, "2026-11-22T10:00:00", "{'start_time': <'11:00'>, 'end_time': <'12:00'>}");
  assert_next (store, "2026-11-22T10:45:00+01:00");
}

static void
test_edits (GnomonTestStore *fixture,
            gconstpointer    user_data)
{
  GnomonStore *store = fixture->store;
  gint64 id = create (store, DAILY "}");
  gint64 first = claim_one (store, "2026-11-22T09:45:00+01:00");

  settle (store, first, GNOMON_SHOW_TAKEN, "2026-11-22T09:45:00+01:00");
  run (store, gnomon_operation_new_snooze_reminder (first, 10), NULL);
  assert_next (store, "2026-11-22T08:10:00+01:00");

  /* Its occurrence is at another time now: neither does the old one come back. */
  update (store, id, "{'start_time': <'16:00'>, 'end_time': <'17:00'>}");
  g_assert_false (gnomon_store_is_reminder_open (store, first));
  assert_next (store, "2026-11-22T15:45:00+01:00");
  assert_explains (store, first, "*It did not ring: its occurrence was moved or deleted.");

  update (store, id, "{'reminder_minutes_before': <60>}");
  assert_next (store, "2026-11-22T15:00:00+01:00");
}

/* A series that is split takes along what has happened to its reminders, those of its changed
 * occurrences too. */
static void
test_split (GnomonTestStore *fixture,
            gconstpointer    user_data)
{
  GnomonStore *store = fixture->store;
  gint64 id = create (store, DAILY "}");
  g_autoptr (GnomonFields) fields =
    gnomon_test_fields (GNOMON_KIND_EVENT, "{'title': <'Sit-down'>}");
  g_autoptr (GnomonReminder) first = NULL;
  g_autoptr (GObject) rest = NULL;

  /* Sunday the 22nd is dismissed before its time, and so is Monday, which is at another one. */
  edit (store, id, "2026-11-23T10:00:00", "{'start_time': <'08:00'>, 'end_time': <'09:00'>}");
  first = get_rule (store, id, 0);
  run (store, gnomon_operation_new_dismiss_reminder (gnomon_reminder_get_id (first)), NULL);
  assert_next (store, "2026-11-23T07:45:00+01:00");
  dismiss_next (store);
  assert_next (store, "2026-11-24T09:45:00+01:00");

  rest = apply (store, gnomon_operation_new_update_occurrence (
                         id, "2026-11-21T10:00:00", fields, GNOMON_SCOPE_FUTURE), NULL);
  g_assert_cmpint (gnomon_event_get_id (GNOMON_EVENT (rest)), !=, id);
  assert_next (store, "2026-11-24T09:45:00+01:00");
}

/* A computer that was off tells of the last one, and not of each. */
static void
test_late (GnomonTestStore *fixture,
           gconstpointer    user_data)
{
  GnomonStore *store = fixture->store;
  gint64 id = create (store, DAILY "}");
  g_autoptr (GPtrArray) first = claim (store, "2026-11-25T10:15:00+01:00");
  g_autoptr (GPtrArray) second = NULL;
  GnomonDueReminder *due;

  g_assert_cmpuint (first->len, ==, 0);
  second = claim (store, "2026-11-25T10:15:00+01:00");
  g_assert_cmpuint (second->len, ==, 1);
  due = g_ptr_array_index (second, 0);
  g_assert_cmpint (due->due, ==, at ("2026-11-25T09:45:00+01:00"));
  g_assert_cmpint (due->event_id, ==, id);
  g_assert_cmpint (gnomon_store_get_next_reminder_time (store), ==, 0);
}

static void
test_past (GnomonTestStore *fixture,
           gconstpointer    user_data)
{
  gint64 id = create (fixture->store, "{'title': <'Past'>, 'event_date': <'2026-01-05'>,"
                                      " 'start_time': <'10:00'>,"
                                      " 'rrule': <'FREQ=WEEKLY;COUNT=3'>}");

  assert_rule (fixture->store, id, 0, "2026-01-19T09:45:00+01:00", "missed");
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==, 0);
}

/* At 02:30 each night, also in those in which the clock is set: once. */
static void
test_clock_changes (GnomonTestStore *fixture,
                    gconstpointer    user_data)
{
  static const char * const nights[] = {
    "2027-03-27T02:15:00+01:00", "2027-03-28T03:15:00+02:00", "2027-03-29T02:15:00+02:00",
  };
  GnomonStore *store = fixture->store;

  create (store, "{'title': <'Backup'>, 'event_date': <'2027-03-27'>, 'start_time': <'02:30'>,"
                 " 'rrule': <'FREQ=DAILY;COUNT=3'>}");
  for (gsize i = 0; i < G_N_ELEMENTS (nights); i++)
    {
      assert_next (store, nights[i]);
      show (store, nights[i]);
    }
  g_assert_cmpint (gnomon_store_get_next_reminder_time (store), ==, 0);
}

static void
test_whole_days (GnomonTestStore *fixture,
                 gconstpointer    user_data)
{
  GnomonStore *store = fixture->store;

  create (store, "{'title': <'Bins'>, 'event_date': <'2026-11-02'>, 'all_day': <true>,"
                 " 'rrule': <'FREQ=WEEKLY'>, 'reminder_minutes_before': <900>}");
  assert_next (store, "2026-11-22T18:00:00+01:00");
  show (store, "2026-11-22T18:00:00+01:00");
  assert_next (store, "2026-11-29T18:00:00+01:00");
}

/* What a file says of the hour holds for each day, also when the clock is set between them. */
static void
test_days_of_a_file (GnomonTestStore *fixture,
                     gconstpointer    user_data)
{
  static const char text[] =
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:Duty\nDTSTART;VALUE=DATE:20270327\n"
    "RRULE:FREQ=DAILY;COUNT=3\nBEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:PT9H\nEND:VALARM\n"
    "END:VEVENT\nEND:VCALENDAR\n";
  static const char * const times[] = {
    "2027-03-27T09:00:00+01:00", "2027-03-28T09:00:00+02:00", "2027-03-29T09:00:00+02:00",
  };
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);

  run (fixture->store, gnomon_operation_new_import (bytes, 0), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      assert_next (fixture->store, times[i]);
      show (fixture->store, times[i]);
    }
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add ("/ledger-series/" path, GnomonTestStore, NULL, set_up, function, \
              gnomon_test_store_tear_down)
  ADD ("one-after-the-other", test_one_after_the_other);
  ADD ("occurrence", test_occurrence);
  ADD ("silent", test_silent);
  ADD ("answered-before", test_answered_before);
  ADD ("edits", test_edits);
  ADD ("split", test_split);
  ADD ("late", test_late);
  ADD ("past", test_past);
  ADD ("clock-changes", test_clock_changes);
  ADD ("whole-days", test_whole_days);
  ADD ("days-of-a-file", test_days_of_a_file);

  return g_test_run ();
}
