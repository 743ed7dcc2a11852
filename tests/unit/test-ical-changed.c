/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "gnomon-test-ical.h"

/* Changed occurrences through a file and back: a RECURRENCE-ID goes out in the words in which it
 * came, and what was written is known again. */

#define TIMED(lines) "BEGIN:VEVENT\nUID:a\nSUMMARY:T\n" lines "END:VEVENT\n"
#define BERLIN(start) "DTSTART;TZID=Europe/Berlin:" start "\nDURATION:PT1H\n"
#define UTC(start) "DTSTART:" start "\nDURATION:PT1H\n"
#define DAY(start) "DTSTART;VALUE=DATE:" start "\n"
#define OWN(start) "DTSTART;TZID=Own:" start "\nDURATION:PT1H\n"
#define WEEKLY "RRULE:FREQ=WEEKLY;COUNT=4\n"

/* A zone that has no IANA name: an hour and ten minutes before UTC. */
#define OWN_ZONE \
  "BEGIN:VTIMEZONE\nTZID:Own\nBEGIN:STANDARD\nDTSTART:19700101T000000\n" \
  "TZOFFSETFROM:-0110\nTZOFFSETTO:-0110\nEND:STANDARD\nEND:VTIMEZONE\n"

typedef struct
{
  const char *name;
  const char *components;
  const char *written;       /* a line of what goes out */
  const char *absent;        /* (nullable): what does not */
  const char *occurrence;    /* (nullable): the recurrence_id of the override; NULL: has none */
} ChangedCase;

static const ChangedCase cases[] = {
  { "own-words",
    TIMED (BERLIN ("20261118T100000") WEEKLY)
    TIMED (BERLIN ("20261125T120000") "RECURRENCE-ID;TZID=Europe/Berlin:20261125T100000\n"),
    "RECURRENCE-ID;TZID=Europe/Berlin:20261125T100000", NULL, "2026-11-25T10:00:00" },
  { "in-utc",
    TIMED (BERLIN ("20261118T100000") WEEKLY)
    TIMED (BERLIN ("20261125T120000") "RECURRENCE-ID:20261125T090000Z\n"),
    "RECURRENCE-ID:20261125T090000Z", NULL, "2026-11-25T10:00:00" },
  { "in-another-zone",
    TIMED (BERLIN ("20261118T100000") WEEKLY)
    TIMED (BERLIN ("20261125T120000") "RECURRENCE-ID;TZID=America/New_York:20261125T040000\n"),
    "RECURRENCE-ID;TZID=America/New_York:20261125T040000", NULL, "2026-11-25T10:00:00" },
  { "with-a-parameter",
    TIMED (BERLIN ("20261118T100000") WEEKLY)
    TIMED (BERLIN ("20261125T120000") "RECURRENCE-ID;X-A=b;TZID=Europe/Berlin:20261125T100000\n"),
    "RECURRENCE-ID;X-A=b;TZID=Europe/Berlin:20261125T100000", NULL, "2026-11-25T10:00:00" },
  { "in-a-zone-renamed",
    TIMED (BERLIN ("20261118T100000") WEEKLY)
    TIMED (BERLIN ("20261125T120000")
           "RECURRENCE-ID;X-A=b;TZID=Eastern Standard Time:20261125T040000\n"),
    "RECURRENCE-ID;X-A=b;TZID=America/New_York:20261125T040000", "Eastern Standard",
    "2026-11-25T10:00:00" },
  { "in-utc-by-name",
    TIMED (BERLIN ("20261118T100000") WEEKLY)
    TIMED (BERLIN ("20261125T120000") "RECURRENCE-ID;TZID=GMT:20261125T090000\n"),
    "RECURRENCE-ID:20261125T090000Z", NULL, "2026-11-25T10:00:00" },
  { "in-a-zone-of-its-own",
    OWN_ZONE TIMED (BERLIN ("20261118T100000") WEEKLY)
    TIMED (BERLIN ("20261125T120000") "RECURRENCE-ID;TZID=Own:20261125T075000\n"),
    "RECURRENCE-ID;TZID=Own:20261125T075000", NULL, "2026-11-25T10:00:00" },
  { "series-in-a-zone-of-its-own",
    OWN_ZONE TIMED (OWN ("20261118T100000") WEEKLY)
    TIMED (OWN ("20261125T120000") "RECURRENCE-ID;TZID=Own:20261125T100000\n"),
    "RECURRENCE-ID;TZID=Own:20261125T100000", NULL, "2026-11-25T11:10:00" },
  { "definition-of-a-zone-of-its-own",
    OWN_ZONE TIMED (BERLIN ("20261118T100000") WEEKLY)
    TIMED (BERLIN ("20261125T120000") "RECURRENCE-ID;TZID=Own:20261125T075000\n"),
    "TZOFFSETTO:-0110", NULL, "2026-11-25T10:00:00" },
  { "by-its-day",
    TIMED (BERLIN ("20261118T100000") WEEKLY)
    TIMED (BERLIN ("20261125T120000") "RECURRENCE-ID;VALUE=DATE:20261125\n"),
    "RECURRENCE-ID;VALUE=DATE:20261125", NULL, "2026-11-25T10:00:00" },

  /* Of whole days the day counts that is written. */
  { "day-in-a-zone",
    TIMED (DAY ("20261118") WEEKLY)
    TIMED (DAY ("20261126") "RECURRENCE-ID;TZID=Asia/Tokyo:20261125T000000\n"),
    "RECURRENCE-ID;TZID=Asia/Tokyo:20261125T000000", "RECURRENCE-ID;VALUE=DATE", "2026-11-25" },
  { "day-in-a-zone-of-its-own",
    OWN_ZONE TIMED (DAY ("20261118") WEEKLY)
    TIMED (DAY ("20261126") "RECURRENCE-ID;TZID=Own:20261125T233000\n"),
    "RECURRENCE-ID;TZID=Own:20261125T233000", "RECURRENCE-ID;VALUE=DATE", "2026-11-25" },
  { "day-as-a-time",
    TIMED (DAY ("20261118") WEEKLY) TIMED (DAY ("20261126") "RECURRENCE-ID:20261125T000000\n"),
    "RECURRENCE-ID:20261125T000000", "RECURRENCE-ID;VALUE=DATE", "2026-11-25" },

  /* Alone. */
  { "lone", TIMED (UTC ("20261125T120000Z") "RECURRENCE-ID;TZID=Europe/Berlin:20261125T100000\n"),
    "UID:a", "#", NULL },
  { "lone-in-its-words",
    TIMED (UTC ("20261125T120000Z") "RECURRENCE-ID;TZID=Europe/Berlin:20261125T100000\n"),
    "RECURRENCE-ID;TZID=Europe/Berlin:20261125T100000", NULL, NULL },
  { "lone-of-a-day", TIMED (DAY ("20261126") "RECURRENCE-ID;TZID=Asia/Tokyo:20261125T000000\n"),
    "UID:a", "#", NULL },
  { "lone-that-cannot-be-read", TIMED (UTC ("20261125T120000Z") "RECURRENCE-ID:zz\n"),
    "UID:a", "#", NULL },
  { "lone-that-cannot-be-read-in-its-words",
    TIMED (UTC ("20261125T120000Z") "RECURRENCE-ID;X-A=b:z#z\n"),
    "RECURRENCE-ID;X-A=b:z#z", "#z#z", NULL },
};

static GPtrArray *
read_text (const char *text)
{
  g_autoptr (GBytes) bytes = gnomon_test_ical_bytes (text);
  g_autoptr (GPtrArray) warnings = gnomon_test_ical_new_warnings ();

  return gnomon_test_ical_read (bytes, warnings);
}

static void
test_changed (gconstpointer data)
{
  const ChangedCase *changed = data;
  g_autofree char *text = g_strconcat ("BEGIN:VCALENDAR\nVERSION:2.0\n", changed->components,
                                       "END:VCALENDAR\n", NULL);
  g_autofree char *line = g_strdup_printf ("\r\n%s\r\n", changed->written);
  g_autoptr (GPtrArray) events = read_text (text);
  g_autofree char *written = gnomon_ical_write (events);
  g_autoptr (GPtrArray) again = read_text (written);
  g_autofree char *written_again = gnomon_ical_write (again);
  g_autofree char *hash = NULL;
  g_autofree char *hash_again = NULL;
  GnomonEvent *event;

  g_test_message ("%s", written);
  g_assert_cmpuint (events->len, ==, 1);
  g_assert_cmpuint (again->len, ==, 1);
  event = g_ptr_array_index (events, 0);
  g_assert_cmpuint (event->overrides->len, ==, changed->occurrence != NULL ? 1 : 0);
  if (changed->occurrence != NULL)
    g_assert_cmpstr (((GnomonEvent *) event->overrides->pdata[0])->recurrence_id, ==,
                     changed->occurrence);
  g_assert_nonnull (strstr (written, line));
  if (changed->absent != NULL)
    g_assert_null (strstr (written, changed->absent));

  hash = gnomon_event_hash_content (event);
  hash_again = gnomon_event_hash_content (again->pdata[0]);
  g_assert_cmpstr (hash, ==, hash_again);
  g_assert_cmpstr (written, ==, written_again);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/ical-changed/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_changed);
    }
  return g_test_run ();
}
