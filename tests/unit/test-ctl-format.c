/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <locale.h>

#include "gnomon-ctl-commands.h"
#include "gnomon-ctl-format.h"

/* gnomonctl: what people read. */

typedef struct
{
  GnomonCtlStyle style;
  GString *out;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->style.now = g_date_time_new_local (2026, 11, 22, 10, 42, 0);
  fixture->out = g_string_new (NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_date_time_unref (fixture->style.now);
  g_string_free (fixture->out, TRUE);
}

static GVariant *
parse_list (const char *text)
{
  GVariant *value = g_variant_parse (G_VARIANT_TYPE ("aa{sv}"), text, NULL, NULL, NULL);

  g_assert_nonnull (value);
  return value;
}

static void
test_events (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GVariant) events = parse_list (
    "[{'id': <int64 42>, 'title': <'Lunch'>, 'location': <'Luigi’s'>,"
    "  'local_start': <'2026-11-22T12:30:00'>, 'local_end': <'2026-11-22T13:30:00'>},"
    " {'id': <int64 123456>, 'title': <'Fair'>, 'all_day': <true>,"
    "  'event_date': <'2026-11-22'>, 'end_date': <'2026-11-24'>},"
    " {'id': <int64 7>, 'title': <'Shift'>, 'status': <'tentative'>,"
    "  'local_start': <'2026-11-23T22:00:00'>, 'local_end': <'2026-11-24T06:00:00'>},"
    " {'id': <int64 8>, 'title': <'Late'>, 'recurrence_id': <'2027-01-04T22:00:00'>,"
    "  'local_start': <'2027-01-04T22:00:00'>, 'local_end': <'2027-01-05T00:00:00'>}]");

  gnomon_ctl_format_events (fixture->out, &fixture->style, events, NULL);
  g_assert_cmpstr (fixture->out->str, ==,
                   "Sunday 22 November (today)\n"
                   "    42  12:30 – 13:30  Lunch · Luigi’s\n"
                   "123456  all day        Fair (until Tuesday 24 November)\n"
                   "\n"
                   "Monday 23 November (tomorrow)\n"
                   "     7  22:00 – 06:00  Shift (until Tuesday 24 November) (tentative)\n"
                   "\n"
                   "Monday 4 January 2027\n"
                   "     8  22:00 – 00:00  Late ↻ 2027-01-04T22:00:00\n");
}

/* Half past two twice: an hour apart where daylight saving ends, no time where it does not. */
static void
test_hour_that_comes_twice (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (GVariant) events = parse_list (
    "[{'id': <int64 1>, 'title': <'Inventory'>,"
    "  'starts_at': <int64 1792888200>, 'ends_at': <int64 1792891800>,"
    "  'local_start': <'2026-10-25T02:30:00'>, 'local_end': <'2026-10-25T02:30:00'>},"
    " {'id': <int64 2>, 'title': <'Mark'>,"
    "  'starts_at': <int64 1792888200>, 'ends_at': <int64 1792888200>,"
    "  'local_start': <'2026-10-25T02:30:00'>, 'local_end': <'2026-10-25T02:30:00'>}]");

  gnomon_ctl_format_events (fixture->out, &fixture->style, events, NULL);
  g_assert_cmpstr (fixture->out->str, ==,
                   "Sunday 25 October\n"
                   "   1  02:30 CEST – 02:30 CET  Inventory\n"
                   "   2  02:30 – 02:30           Mark\n");
}

static void
test_view_begins_on_its_first_day (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autoptr (GVariant) events = parse_list (
    "[{'id': <int64 1>, 'title': <'Trip'>, 'all_day': <true>,"
    "  'event_date': <'2026-11-12'>, 'end_date': <'2026-11-16'>}]");

  gnomon_ctl_format_events (fixture->out, &fixture->style, events, "2026-11-16");
  g_assert_cmpstr (fixture->out->str, ==,
                   "Monday 16 November (6 days ago)\n"
                   "   1  all day  Trip (since Thursday 12 November)\n");
}

static void
test_missing_keys (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GVariant) events = parse_list ("[{'id': <int64 1>}, {'local_start': <'soon'>}]");
  g_autoptr (GVariant) event = g_variant_get_child_value (events, 1);
  g_autoptr (GVariant) empty = parse_list ("[{}]");

  gnomon_ctl_format_events (fixture->out, &fixture->style, events, NULL);
  gnomon_ctl_format_event (fixture->out, &fixture->style, event, "");
  gnomon_ctl_format_attendees (fixture->out, &fixture->style, empty, TRUE);
  gnomon_ctl_format_reminders (fixture->out, &fixture->style, empty, TRUE);
  gnomon_ctl_format_calendars (fixture->out, &fixture->style, empty);
  g_assert_true (g_utf8_validate (fixture->out->str, -1, NULL));
}

static void
test_event (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GVariant) events = parse_list (
    "[{'id': <int64 42>, 'title': <'Lunch'>, 'event_type': <'meeting'>,"
    "  'local_start': <'2026-11-24T12:30:00'>, 'local_end': <'2026-11-24T13:30:00'>,"
    "  'description': <'first\\nsecond'>,"
    "  'attendee_records': <[{'id': <int64 7>, 'email': <'ann@example.org'>, 'name': <'Ann'>,"
    "                         'status': <'pending'>}]>,"
    "  'reminders': <[{'id': <int64 3>, 'reminder_time': <'2026-11-24T11:15:00Z'>,"
    "                  'reminder_type': <'notification'>, 'state': <'planned'>}]>}]");
  g_autoptr (GVariant) event = g_variant_get_child_value (events, 0);

  gnomon_ctl_format_event (fixture->out, &fixture->style, event, "Work");
  g_assert_cmpstr (fixture->out->str, ==,
                   "Lunch\n"
                   "  Id           42\n"
                   "  When         Tuesday 24 November, 12:30 – 13:30 (in 2 days)\n"
                   "  Calendar     Work\n"
                   "  Kind         meeting\n"
                   "  Description  first\n"
                   "               second\n"
                   "\n"
                   "Guests\n"
                   "  7  no answer yet  Ann  <ann@example.org>\n"
                   "\n"
                   "Reminders\n"
                   "  3  Tuesday 24 November, 12:15  planned  notification\n");
}

static void
test_calendars (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GVariant) calendars = parse_list (
    "[{'id': <int64 1>, 'name': <'Personal'>, 'color': <'green'>, 'visible': <true>,"
    "  'is_default': <true>},"
    " {'id': <int64 12>, 'name': <'家族'>, 'color': <''>, 'visible': <false>,"
    "  'read_only': <true>}]");

  gnomon_ctl_format_calendars (fixture->out, &fixture->style, calendars);
  g_assert_cmpstr (fixture->out->str, ==,
                   "  1   Personal  green  default\n"
                   "  12  家族             hidden, read only\n");
}

static void
test_terminal_is_safe (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *clean
    = gnomon_ctl_text_dup_clean ("a\033[2Jb\nc\td\xc2\x9b" "e\xe2\x80\xae" "f");

  g_assert_cmpstr (clean, ==, "a\357\277\275[2Jb c d\357\277\275e\357\277\275f");
  gnomon_ctl_text_append (fixture->out, &fixture->style, GNOMON_CTL_TONE_STRONG, "x");
  g_assert_cmpstr (fixture->out->str, ==, "x");

  fixture->style.colors = TRUE;
  gnomon_ctl_text_append_padded (fixture->out, &fixture->style, GNOMON_CTL_TONE_STRONG, "y\033", 4);
  g_assert_cmpstr (fixture->out->str, ==, "x\033[1my\357\277\275\033[0m  ");
}

static void
test_width (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_cmpuint (gnomon_ctl_text_get_width ("abc"), ==, 3);
  g_assert_cmpuint (gnomon_ctl_text_get_width ("Süd"), ==, 3);
  g_assert_cmpuint (gnomon_ctl_text_get_width ("u\xcc\x88"), ==, 1);
  g_assert_cmpuint (gnomon_ctl_text_get_width ("家族"), ==, 4);
  g_assert_cmpuint (gnomon_ctl_text_get_width (""), ==, 0);
}

static void
test_twelve_hours (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GDateTime) time = gnomon_ctl_text_parse_local ("2026-11-24T15:05:00");
  g_autofree char *twentyfour = gnomon_ctl_text_dup_time (&fixture->style, time);
  g_autofree char *twelve = NULL;

  fixture->style.twelve_hours = TRUE;
  twelve = gnomon_ctl_text_dup_time (&fixture->style, time);
  g_assert_cmpstr (twentyfour, ==, "15:05");
  g_assert_cmpstr (twelve, ==, "3:05 PM");
}

/* Each command and subcommand has what the help needs, and a function. */
static void
check_commands (const GnomonCtlStyle   *style,
                const GnomonCtlCommand *parent,
                const GnomonCtlCommand *commands)
{
  for (const GnomonCtlCommand *command = commands; command->name != NULL; command++)
    {
      g_autofree char *help = gnomon_ctl_dup_command_help (style, parent, command);

      g_assert_nonnull (command->synopsis);
      g_assert_nonnull (command->summary);
      g_assert_nonnull (command->examples);
      g_assert_true ((command->run != NULL) != (command->subcommands != NULL));
      g_assert_true (gnomon_ctl_find_command (commands, command->name) == command);
      g_assert_nonnull (g_strstr_len (help, -1, command->summary));
      g_assert_nonnull (g_strstr_len (help, -1, "--help"));
      if (command->subcommands != NULL)
        check_commands (style, command, command->subcommands);
    }
}

static void
test_help (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *help = gnomon_ctl_dup_help (&fixture->style);

  check_commands (&fixture->style, NULL, gnomon_ctl_commands);
  for (const GnomonCtlCommand *command = gnomon_ctl_commands; command->name != NULL; command++)
    g_assert_nonnull (g_strstr_len (help, -1, command->name));
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/ctl/format/events", test_events },
    { "/ctl/format/view-first-day", test_view_begins_on_its_first_day },
    { "/ctl/format/missing-keys", test_missing_keys },
    { "/ctl/format/event", test_event },
    { "/ctl/format/calendars", test_calendars },
    { "/ctl/format/hour-that-comes-twice", test_hour_that_comes_twice },
    { "/ctl/format/terminal-is-safe", test_terminal_is_safe },
    { "/ctl/format/width", test_width },
    { "/ctl/format/twelve-hours", test_twelve_hours },
    { "/ctl/format/help", test_help },
  };

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
