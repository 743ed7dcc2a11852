/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>

#include "gnomon-civil.h"
#include "gnomon-event-private.h"
#include "gnomon-reminder-text.h"
#include "gnomon-zone.h"

/* What a notification says below its title. */

#define RELEASE \
  "'title': <'Release go / no-go'>, 'event_date': <'2026-11-18'>, 'start_time': <'10:30'>," \
  " 'end_time': <'11:30'>"
#define FLIGHT \
  "'title': <'SK 1478 to Oslo'>, 'event_date': <'2026-11-19'>, 'start_time': <'07:45'>," \
  " 'end_time': <'09:25'>"
#define BIRTHDAY "'title': <'Birthday'>, 'event_date': <'2026-11-21'>, 'all_day': <true>"

static const struct
{
  const char *event;
  const char *now;          /* wall time in Berlin */
  const char *calendar;
  const char *body;
} bodies[] = {
  { "{" RELEASE ", 'url': <'https://meet.example/rel-42'>}", "2026-11-18T10:20:00", "Work",
    "In 10 minutes · 10:30–11:30\nmeet.example/rel-42 · Work" },
  { "{" RELEASE ", 'location': <'Room 4'>}", "2026-11-18T10:20:00", "Work",
    "In 10 minutes · 10:30–11:30\nRoom 4 · Work" },
  { "{" RELEASE ", 'location': <'Room 4'>}", "2026-11-18T10:20:00", NULL,
    "In 10 minutes · 10:30–11:30\nRoom 4" },
  { "{" RELEASE "}", "2026-11-18T10:29:00", "Work", "In 1 minute · 10:30–11:30\nWork" },
  { "{" RELEASE "}", "2026-11-18T10:29:01", "Work", "Now · 10:30–11:30\nWork" },
  { "{" RELEASE "}", "2026-11-18T10:30:00", "Work", "Now · 10:30–11:30\nWork" },
  { "{" RELEASE "}", "2026-11-18T10:45:00", "Work", "Started 15 minutes ago · 10:30–11:30\nWork" },
  { "{" RELEASE "}", "2026-11-18T09:30:00", "Work", "In 1 hour · 10:30–11:30\nWork" },
  { "{" RELEASE "}", "2026-11-18T09:00:00", "Work", "In 90 minutes · 10:30–11:30\nWork" },
  { "{" RELEASE "}", "2026-11-18T08:30:00", "Work", "In 2 hours · 10:30–11:30\nWork" },
  { "{" RELEASE "}", "2026-11-18T08:00:00", "Work", "Today at 10:30 · Work" },
  { "{" RELEASE "}", "2026-11-18T13:00:00", "Work", "Earlier today · 10:30–11:30\nWork" },
  { "{" RELEASE "}", "2026-11-19T13:00:00", "Work", "Yesterday · 10:30–11:30\nWork" },
  { "{" RELEASE ", 'event_type': <'reminder'>}", "2026-11-18T10:20:00", "Work",
    "In 10 minutes · 10:30\nWork" },
  { "{" FLIGHT ", 'location': <'BER, gate B12'>}", "2026-11-18T18:00:00", "Travel",
    "Tomorrow at 07:45 · BER, gate B12\nTravel" },
  { "{" FLIGHT "}", "2026-11-16T18:00:00", "Travel", "Thursday at 07:45 · Travel" },
  { "{" FLIGHT "}", "2026-11-01T18:00:00", "Travel", "19 November at 07:45 · Travel" },
  { "{" FLIGHT "}", "2026-05-24T18:00:00", "Travel", "19 November at 07:45 · Travel" },
  { "{" FLIGHT "}", "2026-03-24T18:00:00", "Travel", "19 November 2026 at 07:45 · Travel" },
  { "{" BIRTHDAY "}", "2026-11-18T09:00:00", "Birthdays", "Saturday, all day · Birthdays" },
  { "{" BIRTHDAY ", 'location': <'Home'>}", "2026-11-20T09:00:00", "Birthdays",
    "Tomorrow, all day · Home\nBirthdays" },
  { "{" BIRTHDAY "}", "2026-11-21T09:00:00", "Birthdays", "Today, all day · Birthdays" },
  { "{" BIRTHDAY ", 'end_date': <'2026-11-24'>}", "2026-11-23T09:00:00", "Birthdays",
    "Today, all day · Birthdays" },
  /* An end on another day is left out; midnight belongs to the day before. */
  { "{'title': <'Party'>, 'event_date': <'2026-11-18'>, 'start_time': <'22:00'>,"
    " 'end_date': <'2026-11-19'>, 'end_time': <'02:00'>}",
    "2026-11-18T21:50:00", "Home", "In 10 minutes · 22:00\nHome" },
  { "{'title': <'Party'>, 'event_date': <'2026-11-18'>, 'start_time': <'22:00'>,"
    " 'end_date': <'2026-11-19'>, 'end_time': <'00:00'>}",
    "2026-11-18T21:50:00", "Home", "In 10 minutes · 22:00–00:00\nHome" },
  /* Over midnight near is nearer than tomorrow. */
  { "{'title': <'Night train'>, 'event_date': <'2026-11-19'>, 'start_time': <'00:10'>,"
    " 'end_time': <'06:00'>}",
    "2026-11-18T23:55:00", "Travel", "In 15 minutes · 00:10–06:00\nTravel" },
  /* The guests, without the user. */
  { "{" RELEASE ", 'attendees': <'ann@example.org'>}", "2026-11-18T10:20:00", "Work",
    "In 10 minutes · 10:30–11:30\nWork\nWith ann" },
  { "{" RELEASE ", 'location': <'Room 4'>,"
    " 'attendees': <'ann@example.org, ME@example.org, bob@example.org'>}",
    "2026-11-18T10:20:00", "Work",
    "In 10 minutes · 10:30–11:30\nRoom 4 · Work\nWith ann and bob" },
  { "{" RELEASE ", 'attendees': <'a@example.org, b@example.org, c@example.org'>}",
    "2026-11-18T10:20:00", "Work",
    "In 10 minutes · 10:30–11:30\nWork\nWith a, b and c" },
  { "{" RELEASE ", 'attendees': <'a@example.org, b@example.org, c@example.org, d@example.org'>}",
    "2026-11-18T10:20:00", "Work",
    "In 10 minutes · 10:30–11:30\nWork\nWith a, b and 2 others" },
  { "{" RELEASE ", 'attendees': <'me@example.org'>}", "2026-11-18T10:20:00", "Work",
    "In 10 minutes · 10:30–11:30\nWork" },
  /* In another zone it is told in the viewer's. */
  { "{" RELEASE ", 'timezone': <'America/New_York'>}", "2026-11-18T16:20:00", "Work",
    "In 10 minutes · 16:30–17:30\nWork" },
};

static GnomonEvent *
make_event (const char *text,
            GTimeZone  *viewer)
{
  GnomonEventContext context = { .viewer = viewer, .viewer_name = "Europe/Berlin",
                                .default_calendar_id = 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) dict = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, &error);
  g_autoptr (GnomonFields) fields = NULL;
  GnomonEvent *event;

  g_assert_no_error (error);
  fields = gnomon_fields_new_from_variant (GNOMON_KIND_EVENT, dict, &error);
  g_assert_no_error (error);
  event = gnomon_event_create (fields, &context, &error);
  g_assert_no_error (error);

  return event;
}

static void
test_bodies (void)
{
  const char * const own_addresses[] = { "me@example.org", NULL };
  g_autoptr (GTimeZone) viewer = gnomon_zone_lookup ("Europe/Berlin");

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GnomonEvent) event = make_event (bodies[i].event, viewer);
      g_autofree char *body = NULL;
      gint64 now;

      g_assert_true (gnomon_civil_parse_wall (bodies[i].now, &now));
      body = gnomon_reminder_text_dup_body (event, bodies[i].calendar, own_addresses,
                                            gnomon_zone_to_instant (viewer, now), viewer);
      g_assert_cmpstr (body, ==, bodies[i].body);
    }
}

static void
test_link (void)
{
  g_autoptr (GTimeZone) viewer = gnomon_zone_lookup ("Europe/Berlin");
  g_autoptr (GnomonEvent) event =
    make_event ("{" RELEASE ", 'description': <'Join: https://meet.google.com/abc-defg-hij'>}",
                viewer);
  g_autofree char *link = gnomon_event_dup_meeting_url (event);
  g_autofree char *body = NULL;

  g_assert_cmpstr (link, !=, "");
  body = gnomon_reminder_text_dup_body (event, "Work", NULL,
                                        gnomon_event_get_starts_at (event, viewer) - 600, viewer);
  g_assert_cmpstr (body, ==, "In 10 minutes · 10:30–11:30\nmeet.google.com/abc-defg-hij · Work");
}

static void
test_snooze_label (void)
{
  const struct
  {
    const char *when;
    int minutes;
    const char *label;
  } labels[] = {
    { NULL, 1, "Snooze 1 min" },
    { NULL, 5, "Snooze 5 min" },
    { NULL, 60, "Snooze 1 hour" },
    { NULL, 90, "Snooze 90 min" },
    { NULL, 120, "Snooze 2 hours" },
    { GNOMON_SNOOZE_UNTIL_START, 5, "Snooze Until Start" },
    { GNOMON_SNOOZE_TOMORROW_MORNING, 5, "Snooze Until Tomorrow" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autofree char *label = gnomon_reminder_text_dup_snooze_label (labels[i].when,
                                                                      labels[i].minutes);

      g_assert_cmpstr (label, ==, labels[i].label);
    }
}

static void
test_gathered (void)
{
  g_autoptr (GTimeZone) viewer = gnomon_zone_lookup ("Europe/Berlin");
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 now;
  g_autofree char *three = NULL;
  g_autofree char *many = NULL;
  g_autofree char *away = NULL;
  g_autofree char *more = NULL;

  g_assert_true (gnomon_civil_parse_wall ("2026-11-19T10:00:00", &now));
  now = gnomon_zone_to_instant (viewer, now);
  g_ptr_array_add (events, make_event ("{" RELEASE "}", viewer));
  g_ptr_array_add (events, make_event ("{" FLIGHT "}", viewer));
  g_ptr_array_add (events, make_event ("{'title': <'Rent due'>, 'event_date': <'2026-11-19'>,"
                                       " 'all_day': <true>}", viewer));

  three = gnomon_reminder_text_dup_list (events, 3, now, viewer);
  g_assert_cmpstr (three, ==,
                   "Release go / no-go Yesterday · SK 1478 to Oslo 07:45 · Rent due");
  many = gnomon_reminder_text_dup_list (events, 10000, now, viewer);
  g_assert_true (g_str_has_suffix (many, " · Rent due · 9997 more"));

  away = gnomon_reminder_text_dup_gathered_title (3, TRUE);
  g_assert_cmpstr (away, ==, "3 reminders while you were away");
  more = gnomon_reminder_text_dup_gathered_title (40, FALSE);
  g_assert_cmpstr (more, ==, "40 more reminders");
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/reminder-text/bodies", test_bodies);
  g_test_add_func ("/reminder-text/link", test_link);
  g_test_add_func ("/reminder-text/snooze-label", test_snooze_label);

  g_test_add_func ("/reminder-text/gathered", test_gathered);

  return g_test_run ();
}
