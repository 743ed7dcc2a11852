/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-event-private.h"
#include "gnomon-ical.h"
#include "gnomon-reminders.h"
#include "gnomon-test-store.h"

/* Changed occurrences that come in another file than their series, before it and after it. */

#define EVENT(uid, title, start, lines) \
  "BEGIN:VEVENT\nUID:" uid "\nSUMMARY:" title "\nDTSTART;TZID=Europe/Berlin:202611" start "\n" \
  "DURATION:PT1H\n" lines "END:VEVENT\n"

#define ALARM "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT15M\nEND:VALARM\n"

/* The 18th, 25th, 2nd and 9th at ten. */
#define SERIES EVENT ("a", "Weekly", "18T100000", "RRULE:FREQ=WEEKLY;COUNT=4\n" ALARM)
#define IN_BERLIN "RECURRENCE-ID;TZID=Europe/Berlin:20261125T100000\n"
#define IN_UTC "RECURRENCE-ID:20261125T090000Z\n"
#define IN_NEW_YORK "RECURRENCE-ID;TZID=America/New_York:20261125T040000\n"
#define MOVED(title, start, lines) EVENT ("a", title, start, lines ALARM)

static void
import (GnomonTestStore *fixture,
        const char      *events,
        guint            added,
        guint            updated,
        guint            skipped)
{
  g_autofree char *text = g_strconcat ("BEGIN:VCALENDAR\n", events, "END:VCALENDAR\n", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GObject) result =
    gnomon_test_apply (fixture->store, gnomon_operation_new_import (bytes, 0));

  g_assert_cmpuint (gnomon_import_get_added (GNOMON_IMPORT (result)), ==, added);
  g_assert_cmpuint (gnomon_import_get_updated (GNOMON_IMPORT (result)), ==, updated);
  g_assert_cmpuint (gnomon_import_get_skipped (GNOMON_IMPORT (result)), ==, skipped);
}

/* All occurrences of the next weeks: "title day time" of each, in their order. */
static char *
describe (GnomonTestStore *fixture)
{
  g_autoptr (GnomonFields) filter = gnomon_test_fields (
    GNOMON_KIND_EVENT_FILTER, "{'start_date': <'2026-11-01'>, 'end_date': <'2026-12-31'>,"
                              " 'expand': <true>, 'order': <'asc'>}");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = gnomon_store_list_events (fixture->store, filter, &error);
  GString *out = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < events->len; i++)
    {
      GnomonEvent *event = g_ptr_array_index (events, i);
      g_autofree char *date = gnomon_event_dup_event_date (event);
      g_autofree char *time = gnomon_event_dup_start_time (event);

      g_string_append_printf (out, "%s%s %s %s", i > 0 ? ", " : "", gnomon_event_get_title (event),
                              date + strlen ("2026-"), time);
    }
  return g_string_free (out, FALSE);
}

#define assert_events(fixture, expected) \
  G_STMT_START { \
    g_autofree char *events_ = describe (fixture); \
    g_assert_cmpstr (events_, ==, expected); \
  } G_STMT_END

#define ALL "Weekly 11-18 10:00, Weekly 11-25 10:00, Weekly 12-02 10:00, Weekly 12-09 10:00"
#define ONE_MOVED "Weekly 11-18 10:00, Late 11-25 12:00, Weekly 12-02 10:00, Weekly 12-09 10:00"
#define ONE_MOVED_AGAIN \
  "Weekly 11-18 10:00, Later 11-25 13:00, Weekly 12-02 10:00, Weekly 12-09 10:00"

/* Without its series it is one event, in whatever zone a file names it. */
static void
test_in_two_zones (GnomonTestStore *fixture,
                   gconstpointer    user_data)
{
  import (fixture, MOVED ("Late", "25T120000", IN_BERLIN), 1, 0, 0);
  import (fixture, MOVED ("Later", "25T130000", IN_UTC), 0, 1, 0);
  import (fixture, MOVED ("Latest", "25T140000", IN_NEW_YORK "SEQUENCE:1\n"), 0, 1, 0);
  import (fixture, MOVED ("Later", "25T130000", IN_UTC), 0, 0, 1);
  assert_events (fixture, "Latest 11-25 14:00");
}

/* The series is there: it is this one that changes. */
static void
test_of_stored_series (GnomonTestStore *fixture,
                       gconstpointer    user_data)
{
  import (fixture, SERIES, 1, 0, 0);
  import (fixture, MOVED ("Late", "25T120000", IN_UTC), 0, 1, 0);
  assert_events (fixture, ONE_MOVED);
  import (fixture, MOVED ("Late", "25T120000", IN_UTC), 0, 0, 1);
  import (fixture, SERIES, 0, 0, 1);
  assert_events (fixture, ONE_MOVED);

  /* An older one, then a newer one in another zone. */
  import (fixture, MOVED ("Later", "25T130000", IN_BERLIN "SEQUENCE:2\n"), 0, 1, 0);
  import (fixture, MOVED ("Late", "25T120000", IN_UTC "SEQUENCE:1\n"), 0, 0, 1);
  assert_events (fixture, ONE_MOVED_AGAIN);

  /* The change of an occurrence is not the trash of anything. */
  gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  assert_events (fixture, ONE_MOVED);
  gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  assert_events (fixture, ALL);
  gnomon_test_run (fixture->store, gnomon_operation_new_redo ());
  assert_events (fixture, ONE_MOVED);
}

/* Two of them in one file, and with them an event of its own. */
static void
test_several (GnomonTestStore *fixture,
              gconstpointer    user_data)
{
  import (fixture, SERIES, 1, 0, 0);
  import (fixture, MOVED ("Late", "25T120000", IN_UTC)
                   EVENT ("a", "First", "18T080000", "RECURRENCE-ID:20261118T090000Z\n")
                   EVENT ("b", "Other", "19T080000", ""),
          1, 2, 0);
  assert_events (fixture, "First 11-18 08:00, Other 11-19 08:00, Late 11-25 12:00,"
                          " Weekly 12-02 10:00, Weekly 12-09 10:00");
}

#define MANY 600

/* Occurrences of one series in a row, and one each of others: @moved to an hour later. */
static char *
make_many (gboolean moved)
{
  GString *out = g_string_new (NULL);

  if (!moved)
    g_string_append (out, EVENT ("a", "Daily", "18T100000", "RRULE:FREQ=DAILY\n" ALARM));
  for (guint i = 0; i < MANY; i++)
    {
      g_autoptr (GDateTime) first = g_date_time_new_utc (2026, 11, 18, 9, 0, 0);
      g_autoptr (GDateTime) day = g_date_time_add_days (first, (int) i);
      g_autofree char *date = g_date_time_format (day, "%Y%m%d");

      if (moved)
        g_string_append_printf (out, "BEGIN:VEVENT\nUID:a\nSUMMARY:Late\nDURATION:PT1H\n"
                                     "RECURRENCE-ID;TZID=Europe/Berlin:%sT100000\n"
                                     "DTSTART;TZID=Europe/Berlin:%sT110000\n" ALARM
                                     "END:VEVENT\n", date, date);
      g_string_append_printf (out, "BEGIN:VEVENT\nUID:b%u\nSUMMARY:%s\nDURATION:PT1H\n%s"
                                   "DTSTART:20270101T%s0000Z\n" ALARM "END:VEVENT\n",
                              i, moved ? "Later" : "Other",
                              moved ? "RECURRENCE-ID:20270101T090000Z\n"
                                    : "RRULE:FREQ=DAILY;COUNT=2\n",
                              moved ? "10" : "09");
    }
  return g_string_free (out, FALSE);
}

/* So many that they are written in parts: each series has all of its own, and what rings, once. */
static void
test_many (GnomonTestStore *fixture,
           gconstpointer    user_data)
{
  g_autofree char *series = make_many (FALSE);
  g_autofree char *moved = make_many (TRUE);
  g_autoptr (GnomonEvent) event = NULL;
  g_autoptr (GnomonEvent) other = NULL;
  g_autoptr (GnomonEvent) before = NULL;

  import (fixture, series, MANY + 1, 0, 0);
  import (fixture, moved, 0, 2 * MANY, 0);
  event = gnomon_store_get_event (fixture->store, 1, NULL);
  other = gnomon_store_get_occurrence (fixture->store, 2, "2027-01-01T09:00:00", NULL);
  g_assert_cmpuint (event->overrides->len, ==, MANY);
  g_assert_cmpuint (event->reminders->len, ==, 1);
  g_assert_cmpstr (gnomon_event_get_title (other), ==, "Later");
  g_assert_cmpuint (other->reminders->len, ==, 1);
  import (fixture, moved, 0, 0, 2 * MANY);
  import (fixture, series, 0, 0, MANY + 1);

  gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  before = gnomon_store_get_event (fixture->store, 1, NULL);
  g_assert_cmpuint (before->overrides->len, ==, 0);
}

/* The organizer takes one back. */
static void
test_cancelled (GnomonTestStore *fixture,
                gconstpointer    user_data)
{
  g_autoptr (GnomonFields) filter = gnomon_test_fields (
    GNOMON_KIND_EVENT_FILTER, "{'start_date': <'2026-11-01'>, 'end_date': <'2026-12-31'>,"
                              " 'expand': <true>, 'status': <'cancelled'>}");
  g_autoptr (GPtrArray) events = NULL;

  import (fixture, SERIES, 1, 0, 0);
  import (fixture, MOVED ("Weekly", "25T100000", IN_BERLIN "STATUS:CANCELLED\n"), 0, 1, 0);
  events = gnomon_store_list_events (fixture->store, filter, NULL);
  g_assert_cmpuint (events->len, ==, 1);
  g_assert_cmpstr (gnomon_event_get_recurrence_id (events->pdata[0]), ==, "2026-11-25T10:00:00");
}

/* The same by the method alone (RFC 5546, 3.2.5), of one and of all. */
static void
test_cancelled_by_method (GnomonTestStore *fixture,
                          gconstpointer    user_data)
{
#define CANCEL "METHOD:CANCEL\n"
#define NEXT_TEXT "END:VCALENDAR\nBEGIN:VCALENDAR\n"
  g_autoptr (GnomonFields) filter = gnomon_test_fields (
    GNOMON_KIND_EVENT_FILTER, "{'start_date': <'2026-11-01'>, 'end_date': <'2026-12-31'>,"
                              " 'expand': <true>, 'status': <'cancelled'>}");
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GPtrArray) all = NULL;

  import (fixture, "METHOD:REQUEST\n" SERIES, 1, 0, 0);
  import (fixture, CANCEL MOVED ("Weekly", "25T100000", IN_BERLIN "SEQUENCE:1\n"), 0, 1, 0);
  one = gnomon_store_list_events (fixture->store, filter, NULL);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpstr (gnomon_event_get_recurrence_id (one->pdata[0]), ==, "2026-11-25T10:00:00");

  /* Of several texts in a file each has its own. */
  import (fixture, CANCEL EVENT ("a", "Weekly", "18T100000",
                                 "RRULE:FREQ=WEEKLY;COUNT=4\nSTATUS:CONFIRMED\nSEQUENCE:2\n")
                   NEXT_TEXT EVENT ("b", "Other", "19T100000", ""),
          1, 1, 0);
  all = gnomon_store_list_events (fixture->store, filter, NULL);
  g_assert_cmpuint (all->len, ==, 4);
}

/* A time that the clock leaves out, by the instant at which it takes place: the same occurrence
 * also when it was changed before. */
static void
test_gap (GnomonTestStore *fixture,
          gconstpointer    user_data)
{
#define IN_THE_GAP(title, stamp) \
  "BEGIN:VEVENT\nUID:a\nSUMMARY:" title "\nRECURRENCE-ID:20270328T013000Z\n" stamp \
  "DTSTART;TZID=Europe/Berlin:20270328T080000\nDURATION:PT1H\nEND:VEVENT\n"
  g_autoptr (GnomonEvent) series = NULL;

  import (fixture, "BEGIN:VEVENT\nUID:a\nSUMMARY:Nightly\nDURATION:PT1H\n"
                   "DTSTART;TZID=Europe/Berlin:20270327T023000\nRRULE:FREQ=DAILY\nEND:VEVENT\n",
          1, 0, 0);
  import (fixture, IN_THE_GAP ("Late", "SEQUENCE:1\n"), 0, 1, 0);
  import (fixture, IN_THE_GAP ("Late", "SEQUENCE:1\n"), 0, 0, 1);
  import (fixture, IN_THE_GAP ("Later", "SEQUENCE:2\n"), 0, 1, 0);
  series = gnomon_store_get_event (fixture->store, 1, NULL);
  g_assert_cmpuint (series->overrides->len, ==, 1);
  g_assert_cmpstr (gnomon_event_get_title (series->overrides->pdata[0]), ==, "Later");
  g_assert_cmpstr (gnomon_event_get_recurrence_id (series->overrides->pdata[0]), ==,
                   "2027-03-28T02:30:00");
}

/* Two at once, of which one was changed before: that keeps its row, and the others theirs. */
static void
test_among_others (GnomonTestStore *fixture,
                   gconstpointer    user_data)
{
  g_autoptr (GnomonEvent) before = NULL;
  g_autoptr (GnomonEvent) after = NULL;

  import (fixture, SERIES MOVED ("Early", "18T080000",
                                 "RECURRENCE-ID;TZID=Europe/Berlin:20261118T100000\n")
                   MOVED ("Late", "25T120000", IN_BERLIN), 1, 0, 0);
  before = gnomon_store_get_event (fixture->store, 1, NULL);
  import (fixture, MOVED ("Later", "25T130000", IN_UTC "SEQUENCE:1\n")
                   EVENT ("a", "Last", "30T100000",
                          "RECURRENCE-ID;TZID=Europe/Berlin:20261202T100000\n"), 0, 2, 0);
  assert_events (fixture, "Early 11-18 08:00, Later 11-25 13:00, Last 11-30 10:00,"
                          " Weekly 12-09 10:00");
  after = gnomon_store_get_event (fixture->store, 1, NULL);
  g_assert_cmpuint (after->overrides->len, ==, 3);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpint (((GnomonEvent *) after->overrides->pdata[i])->id, ==,
                     ((GnomonEvent *) before->overrides->pdata[i])->id);

  gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  assert_events (fixture, "Early 11-18 08:00, Late 11-25 12:00, Weekly 12-02 10:00,"
                          " Weekly 12-09 10:00");
}

/* The series comes later: it takes the occurrence along. */
static void
test_series_later (GnomonTestStore *fixture,
                   gconstpointer    user_data)
{
  import (fixture, MOVED ("Late", "25T120000", IN_NEW_YORK), 1, 0, 0);
  import (fixture, EVENT ("a#b", "Namesake", "19T080000", ""), 1, 0, 0);
  import (fixture, SERIES, 1, 0, 0);
  assert_events (fixture, "Weekly 11-18 10:00, Namesake 11-19 08:00, Late 11-25 12:00,"
                          " Weekly 12-02 10:00, Weekly 12-09 10:00");
  import (fixture, SERIES, 0, 0, 1);
  import (fixture, MOVED ("Late", "25T120000", IN_NEW_YORK), 0, 0, 1);

  gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  assert_events (fixture, "Namesake 11-19 08:00, Late 11-25 12:00");
  gnomon_test_run (fixture->store, gnomon_operation_new_redo ());
  assert_events (fixture, "Weekly 11-18 10:00, Namesake 11-19 08:00, Late 11-25 12:00,"
                          " Weekly 12-02 10:00, Weekly 12-09 10:00");
}

/* Of the series' own file and of what was there the newer one counts. */
static void
test_series_later_with_its_own (GnomonTestStore *fixture,
                                gconstpointer    user_data)
{
  import (fixture, MOVED ("Late", "25T120000", IN_NEW_YORK "SEQUENCE:1\n"), 1, 0, 0);
  import (fixture, SERIES MOVED ("Later", "25T130000", IN_UTC "SEQUENCE:2\n"), 1, 0, 0);
  assert_events (fixture, ONE_MOVED_AGAIN);
}

static void
test_series_later_with_an_older_one (GnomonTestStore *fixture,
                                     gconstpointer    user_data)
{
  import (fixture, MOVED ("Later", "25T130000", IN_UTC "SEQUENCE:2\n"), 1, 0, 0);
  import (fixture, SERIES MOVED ("Late", "25T120000", IN_NEW_YORK "SEQUENCE:1\n"), 1, 0, 0);
  assert_events (fixture, ONE_MOVED_AGAIN);
}

/* One day of a series of whole days, and one that does not repeat. */
static void
test_days (GnomonTestStore *fixture,
           gconstpointer    user_data)
{
  import (fixture, "BEGIN:VEVENT\nUID:a\nSUMMARY:Duty\nDTSTART;VALUE=DATE:20261118\n"
                   "RRULE:FREQ=DAILY;COUNT=3\nEND:VEVENT\n", 1, 0, 0);
  import (fixture, "BEGIN:VEVENT\nUID:a\nSUMMARY:Free\nRECURRENCE-ID;VALUE=DATE:20261119\n"
                   "DTSTART;VALUE=DATE:20261119\nEND:VEVENT\n", 0, 1, 0);
  assert_events (fixture, "Duty 11-18 , Free 11-19 , Duty 11-20 ");

  import (fixture, EVENT ("b", "Once", "21T100000", ""), 1, 0, 0);
  import (fixture, EVENT ("b", "Other", "22T100000", "RECURRENCE-ID:20261122T090000Z\n"), 1, 0, 0);
  assert_events (fixture, "Duty 11-18 , Free 11-19 , Duty 11-20 ,"
                          " Once 11-21 10:00, Other 11-22 10:00");
}

/* A day that a file names by its midnight, in a zone where that is no midnight here. */
static void
test_day_in_a_zone (GnomonTestStore *fixture,
                    gconstpointer    user_data)
{
  import (fixture, "BEGIN:VEVENT\nUID:a\nSUMMARY:Duty\nDTSTART;VALUE=DATE:20261118\n"
                   "RRULE:FREQ=DAILY;COUNT=3\nEND:VEVENT\n", 1, 0, 0);
  import (fixture, "BEGIN:VEVENT\nUID:a\nSUMMARY:Free\n"
                   "RECURRENCE-ID;TZID=Asia/Tokyo:20261119T000000\n"
                   "DTSTART;VALUE=DATE:20261119\nEND:VEVENT\n", 0, 1, 0);
  assert_events (fixture, "Duty 11-18 , Free 11-19 , Duty 11-20 ");
}

/* Nobody knows which occurrence it is: an event, the same each time that it comes. */
static void
test_unreadable (GnomonTestStore *fixture,
                 gconstpointer    user_data)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *written = NULL;
  const char *begin;

  import (fixture, MOVED ("Late", "25T120000", "RECURRENCE-ID:zz\n"), 1, 0, 0);
  g_ptr_array_add (events, gnomon_store_get_event (fixture->store, 1, NULL));
  written = gnomon_ical_write (events);
  begin = strstr (written, "BEGIN:VEVENT");
  *strstr (written, "END:VCALENDAR") = '\0';
  import (fixture, begin, 0, 0, 1);
  import (fixture, MOVED ("Late", "25T120000", "RECURRENCE-ID:zz\n"), 0, 0, 1);
  import (fixture, SERIES, 1, 0, 0);
  assert_events (fixture, "Weekly 11-18 10:00, Weekly 11-25 10:00, Late 11-25 12:00,"
                          " Weekly 12-02 10:00, Weekly 12-09 10:00");
}

/* What rings is the occurrence as it is now, once; what was snoozed of it stays so. */
static void
test_reminders (GnomonTestStore *fixture,
                gconstpointer    user_data)
{
  g_autoptr (GnomonFields) filter = gnomon_test_fields (
    GNOMON_KIND_REMINDER_FILTER, "{'from': <'2026-11-19'>, 'to': <'2026-11-30'>}");
  g_autoptr (GPtrArray) reminders = NULL;

  import (fixture, MOVED ("Late", "25T120000", IN_BERLIN), 1, 0, 0);
  reminders = gnomon_store_list_reminders (fixture->store, filter, NULL);
  g_assert_cmpuint (reminders->len, ==, 1);
  gnomon_test_run (fixture->store, gnomon_operation_new_snooze_reminder_until (
                                     gnomon_reminder_get_id (reminders->pdata[0]), "until-start"));
  g_ptr_array_unref (reminders);

  import (fixture, SERIES, 1, 0, 0);
  reminders = gnomon_store_list_reminders (fixture->store, filter, NULL);
  g_assert_cmpuint (reminders->len, ==, 1);
  g_assert_cmpint (gnomon_reminder_get_state (reminders->pdata[0]), ==, GNOMON_REMINDER_SNOOZED);
  g_assert_cmpint (gnomon_store_get_next_reminder_time (fixture->store), ==,
                   gnomon_reminder_get_time (reminders->pdata[0]));
}

/* The same occurrence twice in one file: the older version is told. */
static void
test_by_day_and_by_time (GnomonTestStore *fixture,
                         gconstpointer    user_data)
{
  static const char text[] =
    "BEGIN:VCALENDAR\n" SERIES MOVED ("Late", "25T120000", "RECURRENCE-ID;VALUE=DATE:20261125\n")
    MOVED ("Later", "25T130000", IN_BERLIN) "END:VCALENDAR\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GObject) result =
        gnomon_test_apply (fixture->store, gnomon_operation_new_import (bytes, 0));
      const char * const *warnings = gnomon_import_get_warnings (GNOMON_IMPORT (result));

      g_assert_cmpuint (gnomon_import_get_added (GNOMON_IMPORT (result)), ==, i == 0);
      g_assert_cmpuint (gnomon_import_get_updated (GNOMON_IMPORT (result)), ==, 0);
      g_assert_cmpuint (g_strv_length ((char **) warnings), ==, 1);
      g_assert_cmpstr (warnings[0], ==,
                       "1 older version(s) of events that are there twice: left out");
    }
  assert_events (fixture, ONE_MOVED_AGAIN);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("GNOMON_CLOCK", GNOMON_TEST_NOW, TRUE);

  gnomon_test_store_add ("/import-lone/in-two-zones", test_in_two_zones);
  gnomon_test_store_add ("/import-lone/of-stored-series", test_of_stored_series);
  gnomon_test_store_add ("/import-lone/several", test_several);
  gnomon_test_store_add ("/import-lone/many", test_many);
  gnomon_test_store_add ("/import-lone/gap", test_gap);
  gnomon_test_store_add ("/import-lone/among-others", test_among_others);
  gnomon_test_store_add ("/import-lone/cancelled", test_cancelled);
  gnomon_test_store_add ("/import-lone/cancelled-by-method", test_cancelled_by_method);
  gnomon_test_store_add ("/import-lone/series-later", test_series_later);
  gnomon_test_store_add ("/import-lone/series-later-with-its-own", test_series_later_with_its_own);
  gnomon_test_store_add ("/import-lone/series-later-with-an-older-one",
                         test_series_later_with_an_older_one);
  gnomon_test_store_add ("/import-lone/days", test_days);
  gnomon_test_store_add ("/import-lone/day-in-a-zone", test_day_in_a_zone);
  gnomon_test_store_add ("/import-lone/unreadable", test_unreadable);
  gnomon_test_store_add ("/import-lone/by-day-and-by-time", test_by_day_and_by_time);
  gnomon_test_store_add ("/import-lone/reminders", test_reminders);
  return g_test_run ();
}
