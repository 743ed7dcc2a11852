/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-ical.h"
#include "test-ledger-common.h"

/* Alarms that come after the start of an event, as only files have them: of a series they ring for
 * each occurrence, as those before the start do. */

#define AT_TEN "DTSTART;TZID=Europe/Berlin:20261116T100000\nDURATION:PT1H\n"
#define DAILY "RRULE:FREQ=DAILY;COUNT=10\n"
#define ALARM(trigger) "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER" trigger "\nEND:VALARM\n"
#define EVENT(lines) "BEGIN:VEVENT\nUID:a\nSUMMARY:A\n" lines "END:VEVENT\n"

/* Answers the id of the first. */
static gint64
import (GnomonTestStore *fixture,
        const char      *events,
        guint            updated)
{
  g_autofree char *text = g_strconcat ("BEGIN:VCALENDAR\n", events, "END:VCALENDAR\n", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GObject) result =
    apply (fixture->store, gnomon_operation_new_import (bytes, 0), NULL);

  g_assert_cmpuint (gnomon_import_get_updated (GNOMON_IMPORT (result)), ==, updated);
  return 1;
}

#define assert_next(fixture, expected) \
  g_assert_cmpint (gnomon_store_get_next_reminder_time ((fixture)->store), ==, at (expected))

/* What is due then is shown; a minute later the store has that time. */
static gint64
show (GnomonTestStore *fixture,
      const char      *due,
      const char      *later)
{
  gint64 instance;

  assert_next (fixture, due);
  instance = claim_one (fixture->store, due);
  g_assert_cmpint (instance, !=, 0);
  settle (fixture->store, instance, GNOMON_SHOW_TAKEN, due);
  g_assert_cmpint (claim_one (fixture->store, due), ==, 0);
  reopen (fixture, later);
  return instance;
}

static void
assert_nothing_left (GnomonTestStore *fixture)
{
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==, 0);
}

static void
test_each (GnomonTestStore *fixture,
           gconstpointer    user_data)
{
  gint64 first, second;

  import (fixture, EVENT (AT_TEN DAILY ALARM (";RELATED=END:PT0S")), 0);
  first = show (fixture, "2026-11-22T11:00:00+01:00", "2026-11-22T11:01:00+01:00");
  second = show (fixture, "2026-11-23T11:00:00+01:00", "2026-11-23T11:01:00+01:00");
  g_assert_cmpint (first, !=, second);
  show (fixture, "2026-11-24T11:00:00+01:00", "2026-11-24T11:01:00+01:00");
  show (fixture, "2026-11-25T11:00:00+01:00", "2026-11-25T11:01:00+01:00");
  assert_nothing_left (fixture);
  assert_explains (fixture->store, second, "*60 minutes after its start*");
}

/* It belongs to the occurrence before, though the next one has begun: that is not skipped. */
static void
test_later_than_the_next (GnomonTestStore *fixture,
                          gconstpointer    user_data)
{
  import (fixture, EVENT (AT_TEN DAILY ALARM (":PT30H")), 0);
  show (fixture, "2026-11-22T16:00:00+01:00", "2026-11-22T16:01:00+01:00");
  show (fixture, "2026-11-23T16:00:00+01:00", "2026-11-24T09:00:00+01:00");
  show (fixture, "2026-11-24T16:00:00+01:00", "2026-11-25T15:59:00+01:00");
  show (fixture, "2026-11-25T16:00:00+01:00", "2026-11-26T12:00:00+01:00");
  show (fixture, "2026-11-26T16:00:00+01:00", "2026-11-27T12:00:00+01:00");
  assert_nothing_left (fixture);
}

/* While one is snoozed the next one comes, each once. */
static void
test_snooze (GnomonTestStore *fixture,
             gconstpointer    user_data)
{
  g_autoptr (GPtrArray) claimed = NULL;
  gint64 first;

  import (fixture, EVENT (AT_TEN DAILY ALARM (":PT30M")), 0);
  first = show (fixture, "2026-11-22T10:30:00+01:00", "2026-11-22T10:31:00+01:00");
  run (fixture->store, gnomon_operation_new_snooze_reminder (first, 24 * 60), NULL);
  reopen (fixture, "2026-11-22T10:32:00+01:00");
  show (fixture, "2026-11-23T10:30:00+01:00", "2026-11-23T10:31:00+01:00");

  claimed = claim (fixture->store, "2026-11-23T10:31:00+01:00");
  g_assert_cmpuint (claimed->len, ==, 1);
  g_assert_cmpint (((GnomonDueReminder *) claimed->pdata[0])->id, ==, first);
  g_assert_true (((GnomonDueReminder *) claimed->pdata[0])->again);
  settle (fixture->store, first, GNOMON_SHOW_TAKEN, "2026-11-23T10:31:00+01:00");
  assert_next (fixture, "2026-11-24T10:30:00+01:00");
}

/* Moved, changed here and there, deleted and brought back, it counts from the start. */
static void
test_changes (GnomonTestStore *fixture,
              gconstpointer    user_data)
{
  g_autoptr (GnomonFields) later =
    gnomon_test_fields (GNOMON_KIND_EVENT, "{'start_time': <'14:00'>, 'end_time': <'15:00'>}");
  gint64 id = import (fixture, EVENT (AT_TEN DAILY ALARM (":PT1M")), 0);
  GnomonStore *store = fixture->store;

  run (store, gnomon_operation_new_update_occurrence (id, "2026-11-22T10:00:00", later,
                                                      GNOMON_SCOPE_THIS), NULL);
  assert_next (fixture, "2026-11-22T14:01:00+01:00");
  run (store, gnomon_operation_new_undo (), NULL);
  assert_next (fixture, "2026-11-22T10:01:00+01:00");

  update (store, id, "{'start_time': <'12:00'>, 'end_time': <'13:00'>}");
  assert_next (fixture, "2026-11-22T12:01:00+01:00");
  run (store, gnomon_operation_new_delete_event (id), NULL);
  assert_nothing_left (fixture);
  run (store, gnomon_operation_new_undo (), NULL);
  assert_next (fixture, "2026-11-22T12:01:00+01:00");
  run (store, gnomon_operation_new_undo (), NULL);
  assert_next (fixture, "2026-11-22T10:01:00+01:00");

  /* A file without the alarm takes it away, and undoing that brings it back as it was. */
  import (fixture, EVENT (AT_TEN DAILY "SEQUENCE:9\n"), 1);
  assert_nothing_left (fixture);
  run (store, gnomon_operation_new_undo (), NULL);
  assert_next (fixture, "2026-11-22T10:01:00+01:00");
}

/* What comes once moves along, too. */
static void
test_once (GnomonTestStore *fixture,
           gconstpointer    user_data)
{
  gint64 id = import (fixture, EVENT ("DTSTART;TZID=Europe/Berlin:20261122T100000\nDURATION:PT1H\n"
                                      ALARM (";RELATED=END:PT15M")), 0);

  assert_next (fixture, "2026-11-22T11:15:00+01:00");
  update (fixture->store, id, "{'start_time': <'12:00'>, 'end_time': <'13:00'>}");
  assert_next (fixture, "2026-11-22T13:15:00+01:00");
  show (fixture, "2026-11-22T13:15:00+01:00", "2026-11-22T13:16:00+01:00");
  assert_nothing_left (fixture);
}

/* In the evening of each day. */
static void
test_days (GnomonTestStore *fixture,
           gconstpointer    user_data)
{
  import (fixture, EVENT ("DTSTART;VALUE=DATE:20261116\n" DAILY ALARM (":PT20H")), 0);
  show (fixture, "2026-11-22T20:00:00+01:00", "2026-11-22T20:01:00+01:00");
  show (fixture, "2026-11-23T20:00:00+01:00", "2026-11-23T20:01:00+01:00");
  assert_next (fixture, "2026-11-24T20:00:00+01:00");
}

/* So long before the start no reminder is made here; it rings each time, too. */
static void
test_long_before (GnomonTestStore *fixture,
                  gconstpointer    user_data)
{
  import (fixture, EVENT ("DTSTART;TZID=Europe/Berlin:20260131T100000\nDURATION:PT1H\n"
                          "RRULE:FREQ=YEARLY\n" ALARM (":-P60D")), 0);
  show (fixture, "2026-12-02T10:00:00+01:00", "2026-12-02T10:01:00+01:00");
  assert_next (fixture, "2027-12-02T10:00:00+01:00");
}

int
main (int   argc,
      char *argv[])
{
#define ADD(name, test) \
  g_test_add ("/ledger-after/" name, GnomonTestStore, NULL, set_up, test, \
              gnomon_test_store_tear_down)

  g_test_init (&argc, &argv, NULL);

  ADD ("each", test_each);
  ADD ("later-than-the-next", test_later_than_the_next);
  ADD ("snooze", test_snooze);
  ADD ("changes", test_changes);
  ADD ("once", test_once);
  ADD ("days", test_days);
  ADD ("long-before", test_long_before);
  return g_test_run ();
}
