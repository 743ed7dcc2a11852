/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "gnomon-test-ical.h"

/* The alarms of whole days. A file counts from the midnight at which the day begins (RFC 5545,
 * 3.8.6.3), a reminder from the hour at which whole days are told of. */

#define DAY "BEGIN:VEVENT\nUID:a\nSUMMARY:A\nDTSTART;VALUE=DATE:20261204\n"
#define ALARM(trigger) \
  "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER" trigger "\nDESCRIPTION:Reminder\nEND:VALARM\n"

static GnomonEvent *
read_event (const char *lines)
{
  g_autofree char *text =
    g_strconcat ("BEGIN:VCALENDAR\n", lines, "END:VEVENT\nEND:VCALENDAR\n", NULL);
  g_autoptr (GBytes) bytes = gnomon_test_ical_bytes (text);
  g_autoptr (GPtrArray) warnings = gnomon_test_ical_new_warnings ();
  g_autoptr (GPtrArray) events = gnomon_test_ical_read (bytes, warnings);

  g_assert_cmpuint (events->len, ==, 1);
  return g_object_ref (events->pdata[0]);
}

static char *
write_event (GnomonEvent *event)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new ();

  g_ptr_array_add (events, event);
  return gnomon_ical_write (events);
}

static const struct
{
  const char *trigger;
  int minutes;             /* before nine o'clock */
} triggers[] = {
  { ":PT9H", 0 },            /* the same day at nine */
  { ":PT8H30M", 30 },
  { ":-PT15H", 1440 },       /* the day before at nine */
  { ":-P6DT15H", 7 * 1440 },
  { ":-PT6H", 900 },         /* the evening before at six */
  { ":-PT15M", 555 },
  { ";RELATED=END:-PT39H", 1440 },

  /* Whole days: nobody wants to be woken at midnight. */
  { ":PT0S", 0 },
  { ":-P1D", 1440 },
  { ":-PT24H", 1440 },
  { ":-P1W", 7 * 1440 },
};

static void
test_read (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (triggers); i++)
    {
      g_autofree char *lines =
        g_strconcat (DAY "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER", triggers[i].trigger,
                     "\nDESCRIPTION:Reminder\nEND:VALARM\n", NULL);
      g_autofree char *expected = g_strconcat ("TRIGGER", triggers[i].trigger, "\r\n", NULL);
      g_autoptr (GnomonEvent) event = read_event (lines);
      g_autofree char *written = write_event (event);

      g_test_message ("%s", triggers[i].trigger);
      g_assert_true (gnomon_event_get_reminder_set (event));
      g_assert_cmpint (gnomon_event_get_reminder_minutes_before (event), ==, triggers[i].minutes);
      g_assert_nonnull (strstr (written, expected));
    }
}

static const struct
{
  int minutes;
  const char *trigger;
} leads[] = {
  { 0, "PT9H" },
  { 30, "PT8H30M" },
  { 539, "PT1M" },
  { 541, "-PT1M" },
  { 900, "-PT6H" },
  { 1440, "-PT15H" },
  { 7 * 1440, "-P6DT15H" },
};

/* What others are told is when it rings; read again, it is the same lead. */
static void
test_write (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (leads); i++)
    {
      g_autoptr (GnomonEvent) event = read_event (DAY ALARM (":PT9H"));
      g_autofree char *expected = g_strconcat ("TRIGGER:", leads[i].trigger, "\r\n", NULL);
      g_autofree char *written = NULL;

      event->reminder_minutes = leads[i].minutes;
      written = write_event (event);
      g_test_message ("%d", leads[i].minutes);
      g_assert_nonnull (strstr (written, expected));
    }

  for (int minutes = 0; minutes <= 4 * 1440; minutes += 15)
    {
      g_autoptr (GnomonEvent) event = read_event (DAY ALARM (":PT9H"));
      g_autoptr (GnomonEvent) again = NULL;
      g_autofree char *written = NULL;

      event->reminder_minutes = minutes;
      written = write_event (event);
      *strstr (written, "END:VEVENT") = '\0';
      again = read_event (strstr (written, "BEGIN:VEVENT"));
      g_assert_cmpint (gnomon_event_get_reminder_minutes_before (again), ==, minutes);
    }
}

/* Of an event with times everything counts from its start. */
static void
test_times (void)
{
  g_autoptr (GnomonEvent) event =
    read_event ("BEGIN:VEVENT\nUID:a\nSUMMARY:A\nDTSTART:20261204T000000\nDURATION:PT1H\n"
                ALARM (":-PT15H"));
  g_autofree char *written = write_event (event);

  g_assert_cmpint (gnomon_event_get_reminder_minutes_before (event), ==, 900);
  g_assert_nonnull (strstr (written, "TRIGGER:-PT15H\r\n"));
}

/* A sound and a text for one alarm, as some programs write it, ring once; both go out again. */
static void
test_two_for_one (void)
{
  static const char sound[] =
    "BEGIN:VALARM\nACTION:AUDIO\nTRIGGER:-PT15M\nATTACH;VALUE=URI:Chord\nEND:VALARM\n";
  static const char text[] = ALARM (":-PT15M");
  static const char other[] = ALARM (":-PT5M");

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *lines =
        g_strconcat ("BEGIN:VEVENT\nUID:a\nSUMMARY:A\nDTSTART:20261204T100000\nDURATION:PT1H\n",
                     i == 0 ? sound : text, i == 0 ? text : sound, other, NULL);
      g_autoptr (GnomonEvent) event = read_event (lines);
      g_autofree char *written = write_event (event);
      const char *first;

      g_assert_cmpint (gnomon_event_get_reminder_minutes_before (event), ==, 15);
      g_assert_cmpuint (event->reminders->len, ==, 1);
      first = strstr (written, "TRIGGER:-PT15M\r\n");
      g_assert_nonnull (first);
      g_assert_nonnull (strstr (first + 1, "TRIGGER:-PT15M\r\n"));
      g_assert_nonnull (strstr (written, "ACTION:AUDIO\r\n"));
      g_assert_nonnull (strstr (written, "ACTION:DISPLAY\r\n"));
      g_assert_nonnull (strstr (written, "ATTACH;VALUE=URI:Chord\r\n"));

      /* Without its reminder neither does. */
      event->reminder_set = FALSE;
      g_free (written);
      written = write_event (event);
      g_assert_null (strstr (written, "TRIGGER:-PT15M"));
    }
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ical-alarms/read", test_read);
  g_test_add_func ("/ical-alarms/write", test_write);
  g_test_add_func ("/ical-alarms/times", test_times);
  g_test_add_func ("/ical-alarms/two-for-one", test_two_for_one);
  return g_test_run ();
}
