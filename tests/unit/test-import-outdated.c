/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-replies-common.h"

/* Answers of guests to what has changed since (RFC 5546, 2.1.4): told, and left out; and very many
 * answers. */

#define EARLIER "*: it answers an earlier version of the event: left out"

/* RFC 5546, 2.1.4: who answered what has changed since has not answered that. */
static void
test_changed (GnomonTestStore *fixture,
              gconstpointer    user_data)
{
  g_autoptr (GnomonFields) words =
    gnomon_test_fields (GNOMON_KIND_EVENT, "{'location': <'There'>}");
  g_autoptr (GnomonFields) time =
    gnomon_test_fields (GNOMON_KIND_EVENT, "{'start_time': <'11:00'>, 'end_time': <'12:00'>}");
  guint n_changes;

  import (fixture, MEETING ("SEQUENCE:2\n"), 0, 0, NULL);
  n_changes = count_changes (fixture);
  import (fixture, ANSWER ("ann", "ACCEPTED", "02T0900", "SEQUENCE:1\n"), 0, 0,
          "Accepted: Plans: ann@EXAMPLE.org has accepted: it answers an earlier version*left out");
  import (fixture, ANSWER ("ann", TO_CY, "02T0900", ""), 0, 0, EARLIER);
  assert_event (fixture, NULL, "Plans 10:00 Ann:pending Ben:pending");
  g_assert_cmpuint (count_changes (fixture), ==, n_changes);
  import (fixture, ANSWER ("ann", "DECLINED", "01T0900", "SEQUENCE:2\n"), 1, 0, NULL);

  /* Where it takes place does not make a new version of it; when it does makes one. */
  gnomon_test_run (fixture->store, gnomon_operation_new_update_event (1, words));
  import (fixture, ANSWER ("ann", "ACCEPTED", "02T0900", "SEQUENCE:2\n"), 1, 0, NULL);
  gnomon_test_run (fixture->store, gnomon_operation_new_update_event (1, time));
  import (fixture, ANSWER ("ben", "ACCEPTED", "02T0900", "SEQUENCE:2\n"), 0, 0, EARLIER);
  import (fixture, ANSWER ("ann", "ACCEPTED", "02T0900", "SEQUENCE:2\n"), 0, 1, NULL);
  import (fixture, ANSWER ("ben", "DECLINED", "02T0900", "SEQUENCE:3\n"), 1, 0, NULL);
  assert_event (fixture, NULL, "Plans 11:00 Ann:accepted Ben:declined");
}

/* The event, or the change of it, comes with the same file. */
static void
test_same_file (GnomonTestStore *fixture,
                gconstpointer    user_data)
{
  static const char both[] =
    MEETING ("SEQUENCE:1\n") NEXT ANSWER ("ann", "ACCEPTED", "02T0900", "");
  static const char changed[] =
    MEETING ("SEQUENCE:2\nLOCATION:There\n") NEXT
    ANSWER ("ann", "DECLINED", "03T0900", "SEQUENCE:1\n");

  import (fixture, both, 0, 0, EARLIER);
  assert_event (fixture, NULL, "Plans 10:00 Ann:pending Ben:pending");
  import (fixture, ANSWER ("ann", "ACCEPTED", "02T0900", "SEQUENCE:1\n"), 1, 0, NULL);
  import (fixture, changed, 1, 0, EARLIER);
  assert_event (fixture, NULL, "Plans 10:00 Ann:pending Ben:pending");
}

/* An occurrence has versions of its own, and what is out of date for the series is for them all. */
static void
test_series (GnomonTestStore *fixture,
             gconstpointer    user_data)
{
  static const char series[] =
    MEETING (WEEKLY "SEQUENCE:2\n")
    MEETING ("RECURRENCE-ID;TZID=Europe/Berlin:20261125T100000\nSEQUENCE:1\n")
    MEETING ("RECURRENCE-ID;TZID=Europe/Berlin:20261202T100000\nSEQUENCE:3\n");

  import (fixture, series, 0, 0, NULL);
  import (fixture, ANSWER ("ann", "ACCEPTED", "02T0900", "SEQUENCE:1\n"), 0, 0, EARLIER);
  assert_event (fixture, "2026-11-25T10:00:00", "Plans 10:00 Ann:pending Ben:pending");
  import (fixture, ANSWER ("ann", "ACCEPTED", "02T0900", "SEQUENCE:1\n" OF_25), 1, 0, NULL);
  assert_event (fixture, "2026-11-25T10:00:00", "Plans 10:00 Ann:accepted Ben:pending");
  import (fixture, ANSWER ("ann", "ACCEPTED", "02T0900",
                           "SEQUENCE:1\nRECURRENCE-ID:20261209T090000Z\n"), 0, 0, EARLIER);

  import (fixture, ANSWER ("ben", "DECLINED", "02T0900", "SEQUENCE:2\n"), 1, 0, NULL);
  assert_event (fixture, NULL, "Plans 10:00 Ann:pending Ben:declined");
  assert_event (fixture, "2026-11-25T10:00:00", "Plans 10:00 Ann:accepted Ben:declined");
  assert_event (fixture, "2026-12-02T10:00:00", "Plans 10:00 Ann:pending Ben:pending");
}

#define N_MANY 1100

/* How many transactions the log of changes has seen. */
static guint64
get_token (GnomonTestStore *fixture)
{
  g_autoptr (GArray) changed = NULL;
  g_autoptr (GArray) deleted = NULL;
  guint64 token = 0;

  gnomon_store_list_changes (fixture->store, 0, &token, &changed, &deleted, NULL);
  return token;
}

static void
check_many (GnomonTestStore *fixture,
            const char      *expected)
{
  for (gint64 id = 1; id <= N_MANY; id += 100)
    {
      g_autoptr (GnomonEvent) event = gnomon_store_get_event (fixture->store, id, NULL);
      GnomonAttendee *guest = event->attendees->pdata[0];

      g_assert_cmpstr (gnomon_attendee_status_to_string (gnomon_attendee_get_status (guest)), ==,
                       expected);
      g_assert_cmpuint (event->reminders->len, ==, 1);
    }
}

/* So many that they are staged, and still one step, and known when they come again. */
static void
test_many (GnomonTestStore *fixture,
           gconstpointer    user_data)
{
  g_autoptr (GString) meetings = g_string_new (NULL);
  g_autoptr (GString) answers = g_string_new ("METHOD:REPLY\n");
  guint64 token;
  guint n_changes;

  for (guint i = 0; i < N_MANY; i++)
    {
      g_string_append_printf (meetings, "BEGIN:VEVENT\nUID:%u\nDTSTAMP:20261101T080000Z\n"
                              "DTSTART:20261118T100000Z\nDURATION:PT1H\nSUMMARY:%u\n%s" ANN
                              "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT15M\nEND:VALARM\n"
                              "END:VEVENT\n", i, i, i % 2 == 0 ? WEEKLY : "");
      g_string_append_printf (answers, "BEGIN:VEVENT\nUID:%u\nDTSTAMP:20261102T080000Z\n"
                              "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ann@example.org\nEND:VEVENT\n",
                              i);
    }
  g_string_append (answers, "BEGIN:VEVENT\nUID:0\nDTSTAMP:20261103T080000Z\n"
                   "RECURRENCE-ID:20261125T100000Z\n"
                   "ATTENDEE;PARTSTAT=DECLINED:mailto:ann@example.org\nEND:VEVENT\n");

  import (fixture, meetings->str, 0, 0, NULL);
  n_changes = count_changes (fixture);
  token = get_token (fixture);
  import (fixture, answers->str, N_MANY, 0, NULL);
  g_assert_cmpuint (get_token (fixture), >, token + 1);
  check_many (fixture, "accepted");
  assert_event (fixture, "2026-11-25T10:00:00", "0 10:00 Ann:declined");
  g_assert_cmpuint (count_changes (fixture), ==, n_changes + 1);
  import (fixture, answers->str, 0, N_MANY + 1, NULL);
  import (fixture, meetings->str, 0, N_MANY, NULL);
  check_many (fixture, "accepted");

  gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  check_many (fixture, "pending");
  gnomon_test_run (fixture->store, gnomon_operation_new_redo ());
  check_many (fixture, "accepted");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("GNOMON_CLOCK", GNOMON_TEST_NOW, TRUE);

  gnomon_test_store_add ("/import-outdated/changed", test_changed);
  gnomon_test_store_add ("/import-outdated/same-file", test_same_file);
  gnomon_test_store_add ("/import-outdated/series", test_series);
  gnomon_test_store_add ("/import-outdated/many", test_many);
  return g_test_run ();
}
