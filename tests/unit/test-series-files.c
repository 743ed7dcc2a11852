/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-ical.h"
#include "gnomon-reminders.h"
#include "gnomon-test-store.h"

/* Series with changed occurrences, out of files and into them. */

#define FILE_OF(components) \
  "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example.org//A planner//EN\r\n" \
  components "END:VCALENDAR\r\n"

#define SERIES \
  "BEGIN:VEVENT\r\nUID:weekly@example.org\r\nDTSTAMP:20261101T080000Z\r\n" \
  "DTSTART;TZID=Europe/Berlin:20261102T090000\r\nDTEND;TZID=Europe/Berlin:20261102T100000\r\n" \
  "RRULE:FREQ=WEEKLY;COUNT=4\r\nSUMMARY:Stand-up\r\n" \
  "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Now\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\n" \
  "END:VEVENT\r\n"

#define CHANGED(id, start, end, more) \
  "BEGIN:VEVENT\r\nUID:weekly@example.org\r\nDTSTAMP:20261101T080000Z\r\n" \
  "RECURRENCE-ID" id "\r\nDTSTART;TZID=Europe/Berlin:" start "\r\n" \
  "DTEND;TZID=Europe/Berlin:" end "\r\n" more "END:VEVENT\r\n"

static gint64
at (const char *text)
{
  gint64 seconds = 0;

  g_assert_true (gnomon_civil_parse_instant (text, &seconds));
  return seconds;
}

static void
assert_november (GnomonStore *store,
                 const char  *expected)
{
  g_autoptr (GPtrArray) found =
    gnomon_store_list_occurrences (store, at ("2026-11-01T00:00:00+01:00"),
                                   at ("2026-12-01T00:00:00+01:00"), TRUE, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      GnomonOccurrence *occurrence = g_ptr_array_index (found, i);
      g_autofree char *start =
        gnomon_civil_format_wall (gnomon_occurrence_get_start_wall (occurrence));

      g_string_append_printf (text, "%s%s@%.11s", i > 0 ? " " : "",
                              gnomon_occurrence_get_title (occurrence), start + 5);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

/* @warning: (nullable): the one that there is */
static void
import_with_warning (GnomonStore *store,
                     const char  *file,
                     guint        added,
                     guint        updated,
                     guint        skipped,
                     const char  *warning)
{
  g_autoptr (GBytes) bytes = g_bytes_new (file, strlen (file));
  g_autoptr (GnomonImport) done =
    GNOMON_IMPORT (gnomon_test_apply (store, gnomon_operation_new_import (bytes, 0)));

  g_assert_cmpuint (gnomon_import_get_added (done), ==, added);
  g_assert_cmpuint (gnomon_import_get_updated (done), ==, updated);
  g_assert_cmpuint (gnomon_import_get_skipped (done), ==, skipped);
  g_assert_cmpstr (gnomon_import_get_warnings (done)[0], ==, warning);
}

static void
import (GnomonStore *store,
        const char  *file,
        guint        added,
        guint        updated,
        guint        skipped)
{
  import_with_warning (store, file, added, updated, skipped, NULL);
}

static char *
export (GnomonStore *store)
{
  g_autoptr (GnomonEvent) event = gnomon_store_get_event (store, 1, NULL);
  g_autoptr (GPtrArray) events = g_ptr_array_new ();

  g_ptr_array_add (events, event);
  return gnomon_ical_write (events);
}

static void
test_import (GnomonTestStore *fixture,
             gconstpointer    user_data)
{
  static const char file[] =
    FILE_OF (SERIES
             CHANGED (";TZID=Europe/Berlin:20261109T090000", "20261110T110000", "20261110T120000",
                      "SUMMARY:Late\r\nX-NOTE:one\r\n")
             CHANGED (":20261116T080000Z", "20261116T090000", "20261116T093000",
                      "SUMMARY:Short\r\n"));
  static const char changed[] =
    FILE_OF (SERIES
             CHANGED (";TZID=Europe/Berlin:20261109T090000", "20261110T130000", "20261110T140000",
                      "SUMMARY:Later\r\nSEQUENCE:1\r\n"));
  GnomonStore *store = fixture->store;
  g_autofree char *written = NULL;
  g_autofree char *again = NULL;

  import (store, file, 1, 0, 0);
  assert_november (store,
                   "Stand-up@11-02T09:00 Late@11-10T11:00 Short@11-16T09:00 Stand-up@11-23T09:00");
  import (store, file, 0, 0, 1);
  g_assert_cmpint (gnomon_store_get_next_reminder_time (store), ==,
                   at ("2026-11-23T08:45:00+01:00"));

  written = export (store);
  g_assert_nonnull (strstr (written, "\r\nRECURRENCE-ID;TZID=Europe/Berlin:20261109T090000\r\n"));
  g_assert_nonnull (strstr (written, "\r\nRECURRENCE-ID:20261116T080000Z\r\n"));
  g_assert_nonnull (strstr (written, "\r\nX-NOTE:one\r\n"));
  import (store, written, 0, 0, 1);

  import (store, changed, 0, 1, 0);
  assert_november (store, "Stand-up@11-02T09:00 Later@11-10T13:00 Stand-up@11-16T09:00"
                          " Stand-up@11-23T09:00");
  gnomon_test_run (store, gnomon_operation_new_undo ());
  assert_november (store,
                   "Stand-up@11-02T09:00 Late@11-10T11:00 Short@11-16T09:00 Stand-up@11-23T09:00");
  again = export (store);
  g_assert_nonnull (strstr (again, "\r\nRECURRENCE-ID:20261116T080000Z\r\n"));

  /* As a whole it goes, and comes back. */
  gnomon_test_run (store, gnomon_operation_new_undo ());
  assert_november (store, "");
  gnomon_test_run (store, gnomon_operation_new_redo ());
  assert_november (store,
                   "Stand-up@11-02T09:00 Late@11-10T11:00 Short@11-16T09:00 Stand-up@11-23T09:00");
}

/* An override that was made, or moved, here is written in the words of its series. */
static void
test_export (GnomonTestStore *fixture,
             gconstpointer    user_data)
{
  static const char file[] =
    FILE_OF (SERIES CHANGED (":20261116T080000Z", "20261116T090000", "20261116T093000",
                             "SUMMARY:Short\r\n"));
  GnomonStore *store = fixture->store;
  g_autoptr (GnomonFields) title = gnomon_test_fields (GNOMON_KIND_EVENT, "{'title': <'Mine'>}");
  g_autoptr (GnomonFields) move =
    gnomon_test_fields (GNOMON_KIND_EVENT, "{'event_date': <'2026-11-03'>}");
  g_autofree char *written = NULL;

  import (store, file, 1, 0, 0);
  gnomon_test_run (store, gnomon_operation_new_update_occurrence (1, "2026-11-09T09:00:00", title,
                                                                  GNOMON_SCOPE_THIS));
  gnomon_test_run (store, gnomon_operation_new_update_event (1, move));
  assert_november (store,
                   "Stand-up@11-03T09:00 Mine@11-10T09:00 Short@11-17T09:00 Stand-up@11-24T09:00");

  written = export (store);
  g_assert_nonnull (strstr (written, "\r\nRECURRENCE-ID;TZID=Europe/Berlin:20261110T090000\r\n"));
  g_assert_nonnull (strstr (written, "\r\nRECURRENCE-ID;TZID=Europe/Berlin:20261117T090000\r\n"));
  g_assert_null (strstr (written, "20261116T080000Z"));
}

/* Written as the clock showed it, in another zone, as a date, or twice, it is that occurrence. */
static void
test_other_words (GnomonTestStore *fixture,
                  gconstpointer    user_data)
{
  static const char file[] =
    FILE_OF (SERIES
             CHANGED (";TZID=America/New_York:20261109T030000", "20261109T090000",
                      "20261109T100000",
                      "SUMMARY:New York\r\n")
             CHANGED (":20261109T080000Z", "20261109T090000", "20261109T100000",
                      "SUMMARY:Newer\r\nSEQUENCE:2\r\n")
             CHANGED (";VALUE=DATE:20261116", "20261116T090000", "20261116T100000",
                      "SUMMARY:Date\r\n")
             CHANGED (";TZID=Europe/Berlin:20261224T180000", "20261129T180000", "20261129T190000",
                      "SUMMARY:Extra\r\n"));

  import_with_warning (fixture->store, file, 1, 0, 0,
                       "1 older version(s) of events that are there twice: left out");
  assert_november (fixture->store, "Stand-up@11-02T09:00 Newer@11-09T09:00 Date@11-16T09:00 "
                                   "Stand-up@11-23T09:00 Extra@11-29T18:00");
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_setenv ("GNOMON_CLOCK", GNOMON_TEST_NOW, TRUE);

  gnomon_test_store_add ("/series-files/import", test_import);
  gnomon_test_store_add ("/series-files/export", test_export);
  gnomon_test_store_add ("/series-files/other-words", test_other_words);

  return g_test_run ();
}
