/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "gnomon-event-private.h"
#include "gnomon-history.h"
#include "gnomon-ical.h"
#include "gnomon-test-store.h"

/* Files with the answers of guests, and what the event of the first one is by then. */

#define ANN "ATTENDEE;CN=Ann;RSVP=TRUE:mailto:ann@example.org\n"
#define BEN "ATTENDEE;CN=Ben:mailto:ben@example.org\n"
#define MEETING(lines) \
  "BEGIN:VEVENT\nUID:a\nSUMMARY:Plans\nDTSTAMP:20261101T080000Z\n" \
  "DTSTART;TZID=Europe/Berlin:20261118T100000\nDURATION:PT1H\nORGANIZER:mailto:me@example.org\n" \
  ANN BEN lines "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT15M\nEND:VALARM\nEND:VEVENT\n"
#define WEEKLY "RRULE:FREQ=WEEKLY;COUNT=4\n"

#define ANSWER(who, answer, stamp, lines) \
  "METHOD:REPLY\nBEGIN:VEVENT\nUID:a\nDTSTAMP:202611" stamp "00Z\nSUMMARY:Accepted: Plans\n" \
  "DTSTART:20270101T000000Z\nORGANIZER:mailto:me@example.org\n" \
  "ATTENDEE;PARTSTAT=" answer ":MAILTO:" who "@EXAMPLE.org\n" lines "END:VEVENT\n"
#define NEXT "END:VCALENDAR\nBEGIN:VCALENDAR\n"
#define OF_25 "RECURRENCE-ID:20261125T090000Z\n"
#define TO_CY "DELEGATED;DELEGATED-TO=\"mailto:cy@example.org\""

/* @warning: (nullable): the beginning of the one that there is */
static inline void
import (GnomonTestStore *fixture,
        const char      *components,
        guint            updated,
        guint            skipped,
        const char      *warning)
{
  g_autofree char *text = g_strconcat ("BEGIN:VCALENDAR\n", components, "END:VCALENDAR\n", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GnomonImport) result =
    GNOMON_IMPORT (gnomon_test_apply (fixture->store, gnomon_operation_new_import (bytes, 0)));
  const char * const *warnings = gnomon_import_get_warnings (result);

  g_assert_cmpuint (gnomon_import_get_updated (result), ==, updated);
  g_assert_cmpuint (gnomon_import_get_skipped (result), ==, skipped);
  g_assert_cmpuint (g_strv_length ((char **) warnings), ==, warning != NULL ? 1 : 0);
  if (warning != NULL && !g_pattern_match_simple (warning, warnings[0]))
    g_error ("“%s” does not match “%s”", warnings[0], warning);
}

/* The title, and the guests with their answers, of the event or of one of its occurrences. */
static inline void
assert_event (GnomonTestStore *fixture,
              const char      *recurrence_id,
              const char      *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GnomonEvent) event =
    recurrence_id == NULL
      ? gnomon_store_get_event (fixture->store, 1, &error)
      : gnomon_store_get_occurrence (fixture->store, 1, recurrence_id, &error);
  g_autoptr (GString) found = g_string_new (NULL);
  g_autofree char *time = NULL;

  g_assert_no_error (error);
  time = gnomon_event_dup_start_time (event);
  g_string_append_printf (found, "%s %s", gnomon_event_get_title (event), time);
  for (guint i = 0; i < event->attendees->len; i++)
    g_string_append_printf (
      found, " %s:%s", gnomon_attendee_get_name (event->attendees->pdata[i]),
      gnomon_attendee_status_to_string (gnomon_attendee_get_status (event->attendees->pdata[i])));
  g_assert_cmpstr (found->str, ==, expected);
  g_assert_cmpuint (event->reminders->len, ==, 1);
}

static inline guint
count_changes (GnomonTestStore *fixture)
{
  g_autoptr (GPtrArray) changes = gnomon_store_list_history (fixture->store, 100, NULL);

  return changes->len;
}
