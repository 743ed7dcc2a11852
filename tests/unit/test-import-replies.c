/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "test-replies-common.h"

/* Files with the answers of guests (RFC 5546, 3.2.3): what they change, and that it is all. */

static guint
count_events (GnomonTestStore *fixture)
{
  g_autoptr (GnomonFields) filter = gnomon_test_fields (GNOMON_KIND_EVENT_FILTER, "{}");
  g_autoptr (GPtrArray) events = gnomon_store_list_events (fixture->store, filter, NULL);

  return events->len;
}

/* Unfolded. */
static char *
write_event (GnomonTestStore *fixture)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = NULL;

  g_ptr_array_add (events, gnomon_store_get_event (fixture->store, 1, NULL));
  text = gnomon_ical_write (events);
  parts = g_strsplit (text, "\r\n ", -1);
  return g_strjoinv ("", parts);
}

/* An answer beside its event counts at once, and the same file has nothing new then. */
static void
test_same_file (GnomonTestStore *fixture,
                gconstpointer    user_data)
{
  static const char both[] = MEETING ("") NEXT ANSWER ("ann", "ACCEPTED", "02T0900", "");
  guint n_changes;

  import (fixture, both, 0, 0, NULL);
  assert_event (fixture, NULL, "Plans 10:00 Ann:accepted Ben:pending");
  n_changes = count_changes (fixture);
  import (fixture, both, 0, 2, NULL);
  g_assert_cmpuint (count_changes (fixture), ==, n_changes);
  g_assert_cmpuint (count_events (fixture), ==, 1);

  gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  g_assert_cmpuint (count_events (fixture), ==, 0);
  gnomon_test_run (fixture->store, gnomon_operation_new_redo ());
  assert_event (fixture, NULL, "Plans 10:00 Ann:accepted Ben:pending");
  import (fixture, both, 0, 2, NULL);
}

/* What is exported says the same in other words, and then the file itself does. */
static void
test_export_between (GnomonTestStore *fixture,
                     gconstpointer    user_data)
{
  static const char both[] =
    MEETING (WEEKLY "X-B:2\nX-A:1\n") MEETING (OF_25 "LOCATION:There\n") NEXT
    ANSWER ("ann", "ACCEPTED", "02T0900", "COMMENT:Late\n") NEXT
    ANSWER ("ben", "DECLINED", "02T0900", OF_25);
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *exported = NULL;
  g_autofree char *again = NULL;
  const char *begin;
  guint n_changes;

  import (fixture, both, 0, 0, NULL);
  n_changes = count_changes (fixture);
  g_ptr_array_add (events, gnomon_store_get_event (fixture->store, 1, NULL));
  exported = gnomon_ical_write (events);
  begin = strstr (exported, "BEGIN:VEVENT");
  again = g_strndup (begin, (gsize) (strstr (begin, "END:VCALENDAR") - begin));
  import (fixture, again, 0, 1, NULL);
  import (fixture, both, 0, 3, NULL);
  g_assert_cmpuint (count_changes (fixture), ==, n_changes);

  /* A line that nobody sees is a change all the same. */
  import (fixture, MEETING (WEEKLY "X-B:2\nX-A:3\n"), 1, 0, NULL);
}

/* Nor is it told any other answer by what the file says of the event when that was edited. */
static void
test_same_file_edited (GnomonTestStore *fixture,
                       gconstpointer    user_data)
{
  static const char both[] = ANSWER ("ann", "ACCEPTED", "02T0900", "") NEXT MEETING ("");
  g_autoptr (GnomonFields) fields = gnomon_test_fields (GNOMON_KIND_EVENT, "{'title': <'Edited'>}");

  import (fixture, both, 0, 0, NULL);
  gnomon_test_run (fixture->store, gnomon_operation_new_update_event (1, fields));
  import (fixture, both, 0, 2, NULL);
  assert_event (fixture, NULL, "Edited 10:00 Ann:accepted Ben:pending");
}

static void
test_same_file_series (GnomonTestStore *fixture,
                       gconstpointer    user_data)
{
  static const char all[] =
    ANSWER ("ann", "DECLINED", "02T0900", OF_25) NEXT
    ANSWER ("ben", "TENTATIVE", "02T0900", OF_25 "COMMENT:Late\n") NEXT MEETING (WEEKLY) NEXT
    ANSWER ("ben", "ACCEPTED", "01T0900", "");

  for (guint i = 0; i < 2; i++)
    {
      import (fixture, all, 0, i == 0 ? 0 : 4, NULL);
      assert_event (fixture, "2026-11-18T10:00:00", "Plans 10:00 Ann:pending Ben:accepted");
      assert_event (fixture, "2026-11-25T10:00:00", "Plans 10:00 Ann:declined Ben:tentative");
      assert_event (fixture, "2026-12-02T10:00:00", "Plans 10:00 Ann:pending Ben:accepted");
    }
}

/* An occurrence that comes without its series: a new event, or one that changes a stored series. */
static void
test_same_file_lone (GnomonTestStore *fixture,
                     gconstpointer    user_data)
{
  static const char both[] =
    MEETING ("RECURRENCE-ID;TZID=Europe/Berlin:20261125T100000\n") NEXT
    ANSWER ("ann", "ACCEPTED", "02T0900", OF_25);

  import (fixture, both, 0, 0, NULL);
  assert_event (fixture, NULL, "Plans 10:00 Ann:accepted Ben:pending");
  import (fixture, both, 0, 2, NULL);
  gnomon_test_run (fixture->store, gnomon_operation_new_undo ());

  import (fixture, MEETING (WEEKLY), 0, 0, NULL);
  import (fixture, both, 1, 0, NULL);
  g_assert_cmpuint (count_events (fixture), ==, 1);
  import (fixture, both, 0, 2, NULL);
}

/* A series that is changed by an occurrence of the file, and answered besides, changes once. */
static void
test_joined_and_answered (GnomonTestStore *fixture,
                          gconstpointer    user_data)
{
  static const char all[] =
    MEETING ("RECURRENCE-ID;TZID=Europe/Berlin:20261125T100000\nLOCATION:There\n") NEXT
    MEETING ("RECURRENCE-ID;TZID=Europe/Berlin:20261202T100000\nLOCATION:There\n") NEXT
    ANSWER ("ann", "ACCEPTED", "02T0900", "");

  import (fixture, MEETING (WEEKLY), 0, 0, NULL);
  import (fixture, all, 3, 0, NULL);
  assert_event (fixture, NULL, "Plans 10:00 Ann:accepted Ben:pending");
  assert_event (fixture, "2026-11-25T10:00:00", "Plans 10:00 Ann:accepted Ben:pending");
  gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  assert_event (fixture, NULL, "Plans 10:00 Ann:pending Ben:pending");
  assert_event (fixture, "2026-11-25T10:00:00", "Plans 10:00 Ann:pending Ben:pending");
  import (fixture, all, 3, 0, NULL);
}

/* A version of the event that changes the stored one. */
static void
test_same_file_changed (GnomonTestStore *fixture,
                        gconstpointer    user_data)
{
  static const char both[] =
    MEETING ("SEQUENCE:1\nLOCATION:There\n") NEXT
    ANSWER ("ann", "ACCEPTED", "02T0900", "SEQUENCE:1\n");
  static const char later[] =
    MEETING ("SEQUENCE:9\nLOCATION:Here\n") NEXT
    ANSWER ("ann", "ACCEPTED", "02T0900", "SEQUENCE:9\n");

  import (fixture, MEETING (""), 0, 0, NULL);
  import (fixture, both, 1, 0, NULL);
  assert_event (fixture, NULL, "Plans 10:00 Ann:accepted Ben:pending");
  import (fixture, both, 0, 2, NULL);
  gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  assert_event (fixture, NULL, "Plans 10:00 Ann:pending Ben:pending");

  /* It is older than what is known. */
  import (fixture, ANSWER ("ann", "DECLINED", "03T0900", "SEQUENCE:9\n"), 1, 0, NULL);
  import (fixture, later, 1, 0, NULL);
  assert_event (fixture, NULL, "Plans 10:00 Ann:declined Ben:pending");
}

/* What a file takes back is open again, for answers that were given before that file came. */
static void
test_asked_again (GnomonTestStore *fixture,
                  gconstpointer    user_data)
{
  import (fixture, MEETING ("") NEXT ANSWER ("ann", "ACCEPTED", "02T0900", ""), 0, 0, NULL);
  import (fixture, MEETING ("SEQUENCE:1\n" "LOCATION:There\n"), 1, 0, NULL);
  assert_event (fixture, NULL, "Plans 10:00 Ann:pending Ben:pending");
  import (fixture, ANSWER ("ann", "DECLINED", "03T0900", "SEQUENCE:1\n"), 1, 0, NULL);
  assert_event (fixture, NULL, "Plans 10:00 Ann:declined Ben:pending");
}

static void
test_same_file_nobody (GnomonTestStore *fixture,
                       gconstpointer    user_data)
{
  import (fixture, MEETING ("") NEXT ANSWER ("eve", "ACCEPTED", "02T0900", ""), 0, 0,
          "*: nobody of that address is a guest: left out");
  import (fixture, MEETING ("") NEXT ANSWER ("ann", "ACCEPTED", "02T0900", OF_25), 0, 1,
          "*: there is no such occurrence: left out");
}

static void
test_answers (GnomonTestStore *fixture,
              gconstpointer    user_data)
{
  import (fixture, MEETING (""), 0, 0, NULL);
  import (fixture, ANSWER ("ann", "ACCEPTED", "02T0900", ""), 1, 0, NULL);
  assert_event (fixture, NULL, "Plans 10:00 Ann:accepted Ben:pending");
  import (fixture, ANSWER ("ben", "TENTATIVE", "02T0900", ""), 1, 0, NULL);
  import (fixture, ANSWER ("ann", "DECLINED", "03T0900", ""), 1, 0, NULL);
  assert_event (fixture, NULL, "Plans 10:00 Ann:declined Ben:tentative");

  gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  assert_event (fixture, NULL, "Plans 10:00 Ann:accepted Ben:tentative");
  gnomon_test_run (fixture->store, gnomon_operation_new_redo ());
  assert_event (fixture, NULL, "Plans 10:00 Ann:declined Ben:tentative");

  /* The invitation, as it went out, says nothing new. */
  import (fixture, MEETING (""), 0, 1, NULL);
  assert_event (fixture, NULL, "Plans 10:00 Ann:declined Ben:tentative");
  g_assert_cmpuint (count_events (fixture), ==, 1);
}

/* Mail comes in any order, and twice. */
static void
test_older (GnomonTestStore *fixture,
            gconstpointer    user_data)
{
  guint n_changes;

  import (fixture, MEETING (""), 0, 0, NULL);
  import (fixture, ANSWER ("ann", "DECLINED", "03T0900", ""), 1, 0, NULL);
  n_changes = count_changes (fixture);
  import (fixture, ANSWER ("ann", "DECLINED", "03T0900", ""), 0, 1, NULL);
  import (fixture, ANSWER ("ann", "ACCEPTED", "02T0900", ""), 0, 0,
          "Accepted: Plans: ann@EXAMPLE.org has accepted: there is a newer answer: left out");
  assert_event (fixture, NULL, "Plans 10:00 Ann:declined Ben:pending");
  g_assert_cmpuint (count_changes (fixture), ==, n_changes);

  /* Both in one file. */
  import (fixture, ANSWER ("ben", "ACCEPTED", "03T0900", "") NEXT
                   ANSWER ("ben", "DECLINED", "02T0900", ""), 1, 0, NULL);
  assert_event (fixture, NULL, "Plans 10:00 Ann:declined Ben:accepted");
}

/* The same again, given later, is what counts from then on. */
static void
test_same_again (GnomonTestStore *fixture,
                 gconstpointer    user_data)
{
  import (fixture, MEETING (""), 0, 0, NULL);
  import (fixture, ANSWER ("ann", "ACCEPTED", "02T0900", ""), 1, 0, NULL);
  import (fixture, ANSWER ("ann", "ACCEPTED", "05T0900", ""), 1, 0, NULL);
  import (fixture, ANSWER ("ann", "ACCEPTED", "05T0900", ""), 0, 1, NULL);
  import (fixture, ANSWER ("ann", "DECLINED", "04T0900", ""), 0, 0, "*there is a newer answer*");
  assert_event (fixture, NULL, "Plans 10:00 Ann:accepted Ben:pending");

  /* Of a clock that goes wrong. */
  import (fixture, ANSWER ("ben", "ACCEPTED", "30T0900", ""), 1, 0, NULL);
  import (fixture, ANSWER ("ben", "ACCEPTED", "30T0900", ""), 0, 1, NULL);
}

/* RFC 5546, 2.1.5: the version of the event that was answered counts before the time. */
static void
test_sequence (GnomonTestStore *fixture,
               gconstpointer    user_data)
{
  g_autofree char *written = NULL;

  import (fixture, MEETING (""), 0, 0, NULL);
  import (fixture, ANSWER ("ann", "DECLINED", "02T0900", "SEQUENCE:1\n"), 1, 0, NULL);
  import (fixture, ANSWER ("ann", "ACCEPTED", "03T0900", ""), 0, 0, "*there is a newer answer*");
  import (fixture, ANSWER ("ann", "DECLINED", "02T0900", "SEQUENCE:1\n"), 0, 1, NULL);
  written = write_event (fixture);
  g_assert_nonnull (strstr (written, "X-MOZ-RECEIVED-SEQUENCE=1"));
  import (fixture, ANSWER ("ann", "TENTATIVE", "01T0900", "SEQUENCE:2\n"), 1, 0, NULL);
  assert_event (fixture, NULL, "Plans 10:00 Ann:tentative Ben:pending");

  /* In one file, in whatever order. */
  import (fixture, ANSWER ("ben", "ACCEPTED", "02T0900", "SEQUENCE:1\n") NEXT
                   ANSWER ("ben", "DECLINED", "03T0900", ""), 1, 0, NULL);
  import (fixture, ANSWER ("ben", "ACCEPTED", "04T0900", "SEQUENCE:1\n") NEXT
                   ANSWER ("ben", "TENTATIVE", "03T0900", "SEQUENCE:2\n"), 1, 0, NULL);
  assert_event (fixture, NULL, "Plans 10:00 Ann:tentative Ben:tentative");
}

/* Several answers to one event are one change of it. */
static void
test_several (GnomonTestStore *fixture,
              gconstpointer    user_data)
{
  import (fixture, MEETING (WEEKLY), 0, 0, NULL);
  import (fixture, ANSWER ("ann", "ACCEPTED", "02T0900", "") NEXT
                   ANSWER ("ben", "DECLINED", "02T0900", "") NEXT
                   ANSWER ("ben", "ACCEPTED", "02T0900", OF_25), 1, 0, NULL);
  assert_event (fixture, NULL, "Plans 10:00 Ann:accepted Ben:declined");
  assert_event (fixture, "2026-11-25T10:00:00", "Plans 10:00 Ann:accepted Ben:accepted");
  gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  assert_event (fixture, NULL, "Plans 10:00 Ann:pending Ben:pending");
  assert_event (fixture, "2026-11-25T10:00:00", "Plans 10:00 Ann:pending Ben:pending");
}

#define DELEGATE \
  "ATTENDEE;PARTSTAT=ACCEPTED;DELEGATED-FROM=\"mailto:ann@example.org\":mailto:cy@example.org\n"
#define FROM_ANN "DELEGATED-FROM=\"mailto:ann@example.org\""

/* RFC 5546, 3.2.3 and 4.2.5: it is no answer here, but whoever it goes to is a guest. */
static void
test_delegated (GnomonTestStore *fixture,
                gconstpointer    user_data)
{
  static const char note[] =
    "*: ann@EXAMPLE.org has delegated to cy@example.org: no answer that is known here*";
  g_autofree char *written = NULL;
  guint n_changes;

  import (fixture, MEETING (""), 0, 0, NULL);
  import (fixture, ANSWER ("ann", "ACCEPTED", "02T0900", ""), 1, 0, NULL);
  import (fixture, ANSWER ("ann", TO_CY, "03T0900", "COMMENT:Cy knows\n"), 1, 0, note);
  assert_event (fixture, NULL, "Plans 10:00 Ann:pending Ben:pending cy:pending");
  n_changes = count_changes (fixture);
  import (fixture, ANSWER ("ann", TO_CY, "03T0900", ""), 0, 1, NULL);
  import (fixture, ANSWER ("ann", "ACCEPTED", "02T0900", ""), 0, 0, "*there is a newer answer*");
  g_assert_cmpuint (count_changes (fixture), ==, n_changes);
  written = write_event (fixture);
  g_assert_nonnull (strstr (written, "ATTENDEE;CN=Ann;RSVP=TRUE;PARTSTAT=" TO_CY
                                     ";X-RESPONSE-COMMENT=Cy knows:mailto:ann@example.org"));
  g_assert_nonnull (strstr (written, "ATTENDEE;PARTSTAT=NEEDS-ACTION;" FROM_ANN
                                     ":mailto:cy@example.org"));

  /* Who answers instead says of whom; and then it is over. */
  import (fixture, ANSWER ("ann", TO_CY, "04T0900", DELEGATE), 1, 1, NULL);
  assert_event (fixture, NULL, "Plans 10:00 Ann:pending Ben:pending cy:accepted");
  import (fixture, ANSWER ("ann", "DECLINED", "05T0900", ""), 1, 0, NULL);
  assert_event (fixture, NULL, "Plans 10:00 Ann:declined Ben:pending cy:accepted");
  g_free (written);
  written = write_event (fixture);
  g_assert_nonnull (strstr (written, "ATTENDEE;PARTSTAT=DECLINED;CN=Ann;RSVP=TRUE:mailto:ann"));
  g_assert_nonnull (strstr (written, "ATTENDEE;PARTSTAT=ACCEPTED;" FROM_ANN ":mailto:cy"));

  for (guint i = 0; i < 3; i++)
    gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  assert_event (fixture, NULL, "Plans 10:00 Ann:accepted Ben:pending");
}

/* The answer of the one, and then that of the other, whom nobody has named yet; all in one file. */
static void
test_delegated_in_one (GnomonTestStore *fixture,
                       gconstpointer    user_data)
{
  static const char answers[] = ANSWER ("ann", TO_CY, "04T0900", DELEGATE);
  g_autofree char *all = g_strconcat (answers, NEXT, MEETING (WEEKLY), NULL);

  import (fixture, MEETING (""), 0, 0, NULL);
  import (fixture, answers, 1, 0, "*has delegated to cy@example.org*");
  assert_event (fixture, NULL, "Plans 10:00 Ann:pending Ben:pending cy:accepted");
  import (fixture, answers, 0, 2, NULL);
  gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  gnomon_test_run (fixture->store, gnomon_operation_new_undo ());

  import (fixture, all, 0, 0, "*has delegated to cy@example.org*");
  g_assert_cmpuint (count_events (fixture), ==, 1);
  import (fixture, all, 0, 3, NULL);
}

static void
test_nobody (GnomonTestStore *fixture,
             gconstpointer    user_data)
{
  guint n_changes;

  import (fixture, ANSWER ("ann", "ACCEPTED", "02T0900", ""), 0, 0,
          "*: nothing is known of that event: left out");
  g_assert_cmpuint (count_events (fixture), ==, 0);

  import (fixture, MEETING (""), 0, 0, NULL);
  n_changes = count_changes (fixture);
  import (fixture, ANSWER ("eve", "ACCEPTED", "02T0900", ""), 0, 0,
          "*: nobody of that address is a guest: left out");
  import (fixture, ANSWER ("ann", "IN-PROCESS", "02T0900", ""), 0, 0,
          "a: a guest's answer: its answer is none that is known: left out");
  import (fixture, ANSWER ("ann", "ACCEPTED", "02T0900", BEN), 0, 0, "*names several guests*");
  import (fixture, ANSWER ("ann", "ACCEPTED", "02T0900", "RECURRENCE-ID:20261118T090000Z\n"), 0, 0,
          "*: there is no such occurrence: left out");
  import (fixture, ANSWER ("ann", "ACCEPTED", "02T0900", "RECURRENCE-ID:zz\n"), 0, 0,
          "*RECURRENCE-ID cannot be read*");
  assert_event (fixture, NULL, "Plans 10:00 Ann:pending Ben:pending");
  g_assert_cmpuint (count_changes (fixture), ==, n_changes);
}

static void
test_occurrence (GnomonTestStore *fixture,
                 gconstpointer    user_data)
{
  import (fixture, MEETING (WEEKLY), 0, 0, NULL);
  import (fixture, ANSWER ("ann", "DECLINED", "02T0900", OF_25), 1, 0, NULL);
  assert_event (fixture, NULL, "Plans 10:00 Ann:pending Ben:pending");
  assert_event (fixture, "2026-11-25T10:00:00", "Plans 10:00 Ann:declined Ben:pending");
  assert_event (fixture, "2026-12-02T10:00:00", "Plans 10:00 Ann:pending Ben:pending");
  import (fixture, ANSWER ("ben", "ACCEPTED", "02T0900", OF_25), 1, 0, NULL);
  import (fixture, ANSWER ("ben", "ACCEPTED", "02T0900", OF_25), 0, 1, NULL);
  assert_event (fixture, "2026-11-25T10:00:00", "Plans 10:00 Ann:declined Ben:accepted");

  gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  assert_event (fixture, "2026-11-25T10:00:00", "Plans 10:00 Ann:pending Ben:pending");
}

/* Of the whole series: also of what was changed, unless that was answered later. */
static void
test_series (GnomonTestStore *fixture,
             gconstpointer    user_data)
{
  import (fixture, MEETING (WEEKLY), 0, 0, NULL);
  import (fixture, ANSWER ("ann", "DECLINED", "04T0900", OF_25), 1, 0, NULL);
  import (fixture, ANSWER ("ann", "ACCEPTED", "03T0900", ""), 1, 0, NULL);
  import (fixture, ANSWER ("ben", "ACCEPTED", "03T0900", ""), 1, 0, NULL);
  assert_event (fixture, "2026-11-18T10:00:00", "Plans 10:00 Ann:accepted Ben:accepted");
  assert_event (fixture, "2026-11-25T10:00:00", "Plans 10:00 Ann:declined Ben:accepted");
}

/* An invitation to a single occurrence, whose series nobody has. */
static void
test_lone (GnomonTestStore *fixture,
           gconstpointer    user_data)
{
  import (fixture, MEETING ("RECURRENCE-ID;TZID=Europe/Berlin:20261125T100000\n"), 0, 0, NULL);
  import (fixture, ANSWER ("ann", "ACCEPTED", "02T0900", OF_25), 1, 0, NULL);
  assert_event (fixture, NULL, "Plans 10:00 Ann:accepted Ben:pending");
}

static void
test_comment (GnomonTestStore *fixture,
              gconstpointer    user_data)
{
  g_autofree char *written = NULL;

  import (fixture, MEETING (""), 0, 0, NULL);
  import (fixture, ANSWER ("ann", "TENTATIVE", "02T0900", "COMMENT:Late\\, if at all\n"), 1, 0,
          NULL);
  written = write_event (fixture);
  g_assert_nonnull (strstr (written, "\r\nATTENDEE;PARTSTAT=TENTATIVE;CN=Ann;RSVP=TRUE;"
                                     "X-RESPONSE-COMMENT=\"Late, if at all\":mailto:ann"));

  /* The next answer has none. */
  import (fixture, ANSWER ("ann", "ACCEPTED", "03T0900", ""), 1, 0, NULL);
  g_free (written);
  written = write_event (fixture);
  g_assert_nonnull (strstr (written, "\r\nATTENDEE;PARTSTAT=ACCEPTED;CN=Ann;RSVP=TRUE:mailto:ann"));
}

/* What guests ask for is none of their answers. */
static void
test_not_understood (GnomonTestStore *fixture,
                     gconstpointer    user_data)
{
  static const char * const methods[] = { "COUNTER", "REFRESH", "DECLINECOUNTER" };

  import (fixture, MEETING (""), 0, 0, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autofree char *text =
        g_strdup_printf ("METHOD:%s\nBEGIN:VEVENT\nUID:a\nSUMMARY:Other plans\nSEQUENCE:7\n"
                         "DTSTART:20270101T000000Z\n" ANN "END:VEVENT\n", methods[i]);

      import (fixture, text, 0, 0, "1 request(s) or proposal(s) of guests*left out");
    }
  assert_event (fixture, NULL, "Plans 10:00 Ann:pending Ben:pending");
  g_assert_cmpuint (count_events (fixture), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("GNOMON_CLOCK", GNOMON_TEST_NOW, TRUE);

  gnomon_test_store_add ("/import-replies/same-file", test_same_file);
  gnomon_test_store_add ("/import-replies/export-between", test_export_between);
  gnomon_test_store_add ("/import-replies/same-file-edited", test_same_file_edited);
  gnomon_test_store_add ("/import-replies/same-file-series", test_same_file_series);
  gnomon_test_store_add ("/import-replies/same-file-lone", test_same_file_lone);
  gnomon_test_store_add ("/import-replies/joined-and-answered", test_joined_and_answered);
  gnomon_test_store_add ("/import-replies/same-file-changed", test_same_file_changed);
  gnomon_test_store_add ("/import-replies/same-file-nobody", test_same_file_nobody);
  gnomon_test_store_add ("/import-replies/asked-again", test_asked_again);
  gnomon_test_store_add ("/import-replies/same-again", test_same_again);
  gnomon_test_store_add ("/import-replies/sequence", test_sequence);
  gnomon_test_store_add ("/import-replies/several", test_several);
  gnomon_test_store_add ("/import-replies/delegated", test_delegated);
  gnomon_test_store_add ("/import-replies/delegated-in-one", test_delegated_in_one);
  gnomon_test_store_add ("/import-replies/answers", test_answers);
  gnomon_test_store_add ("/import-replies/older", test_older);
  gnomon_test_store_add ("/import-replies/nobody", test_nobody);
  gnomon_test_store_add ("/import-replies/occurrence", test_occurrence);
  gnomon_test_store_add ("/import-replies/series", test_series);
  gnomon_test_store_add ("/import-replies/lone", test_lone);
  gnomon_test_store_add ("/import-replies/comment", test_comment);
  gnomon_test_store_add ("/import-replies/not-understood", test_not_understood);
  return g_test_run ();
}
