/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "gnomon-test-ical.h"

/* Files as bytes: their encodings, and those that want to be too much. */

static void
check_title (GBytes     *bytes,
             const char *title,
             const char *warning)
{
  g_autoptr (GPtrArray) warnings = gnomon_test_ical_new_warnings ();
  g_autoptr (GPtrArray) events = gnomon_test_ical_read (bytes, warnings);

  g_assert_cmpuint (events->len, ==, 1);
  g_assert_cmpstr (gnomon_event_get_title (events->pdata[0]), ==, title);
  if (warning != NULL)
    g_assert_true (gnomon_test_ical_has_warning (warnings, warning));
}

static void
test_encodings (void)
{
  static const char * const ends[] = { "\n", "\r\n", "\r\r\n", "\r" };
  static const char * const charsets[] = { "UTF-8", "UTF-16LE", "UTF-16BE", "ISO-8859-1" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    for (guint j = 0; j < G_N_ELEMENTS (charsets); j++)
      for (guint with_mark = 0; with_mark < 2; with_mark++)
        {
          g_auto (GStrv) lines = g_strsplit ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\n"
                                             "DTSTART:20261118T100000Z\nSUMMARY:Mü\n nchen\n\n"
                                             "END:VEVENT\nEND:VCALENDAR\n", "\n", -1);
          g_autofree char *joined = g_strjoinv (ends[i], lines);
          g_autofree char *text =
              g_strconcat (with_mark && charsets[j][0] == 'U' ? "\xef\xbb\xbf" : "", joined, NULL);
          gsize size;
          char *data = g_convert (text, -1, charsets[j], "UTF-8", NULL, &size, NULL);
          g_autoptr (GBytes) bytes = g_bytes_new_take (data, size);

          g_test_message ("%s, line end %u, mark %u", charsets[j], i, with_mark);
          check_title (bytes, "München", j == 3 ? "1 line(s) were not UTF-8" : NULL);
        }
}

#define TITLED(title) \
  "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20261118T100000Z\nSUMMARY:" title \
  "\nEND:VEVENT\nEND:VCALENDAR\n"

static void
test_characters (void)
{
  static const char split[] = TITLED ("M\xc3\n \xbcnchen");
  static const char nul[] = TITLED ("a\0b\x01" "c\xc2\x85" "d");
  static const char windows[] = TITLED ("\x80 5 \x96 caf\xe9");
  g_autoptr (GBytes) split_bytes = g_bytes_new_static (split, sizeof split - 1);
  g_autoptr (GBytes) nul_bytes = g_bytes_new_static (nul, sizeof nul - 1);
  g_autoptr (GBytes) windows_bytes = g_bytes_new_static (windows, sizeof windows - 1);

  check_title (split_bytes, "München", NULL);
  check_title (nul_bytes, "abcd", "1 line(s) with control characters");
  check_title (windows_bytes, "€ 5 – café", "1 line(s) were not UTF-8");
}

/* Files that want to be too much. None may take long, which the test's time limit shows. */

static void
check_count (GString *text,
             guint    n_events)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text->str, text->len);
  g_autoptr (GPtrArray) warnings = gnomon_test_ical_new_warnings ();
  g_autoptr (GPtrArray) events = gnomon_test_ical_read (bytes, warnings);

  g_assert_cmpuint (events->len, ==, n_events);
  g_assert_cmpuint (warnings->len, <=, 120);
}

static void
append_times (GString    *text,
              guint       count,
              const char *part)
{
  for (guint i = 0; i < count; i++)
    g_string_append (text, part);
}

static void
test_bombs (void)
{
  static const char open[] = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20261118T100000Z\n";
  static const char close[] = "END:VEVENT\nEND:VCALENDAR\n";
  g_autoptr (GString) text = g_string_new (open);

  append_times (text, 50000, "BEGIN:VALARM\n");
  append_times (text, 50000, "END:VALARM\n");
  g_string_append (text, close);
  check_count (text, 0);

  g_string_assign (text, open);
  append_times (text, 100000, "ATTENDEE:mailto:one@example.org\n");
  g_string_append (text, close);
  check_count (text, 1);

  g_string_assign (text, open);
  append_times (text, 10000, "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT5M\nEND:VALARM\n");
  g_string_append (text, close);
  check_count (text, 1);

  g_string_assign (text, open);
  append_times (text, 200000, "RDATE:20261119T100000Z\n");
  g_string_append (text, close);
  check_count (text, 1);

  g_string_assign (text, open);
  g_string_append (text, "DESCRIPTION:");
  append_times (text, 1000000, "x\n ");
  g_string_append_c (text, '\n');
  g_string_append (text, close);
  check_count (text, 1);

  g_string_assign (text, open);
  g_string_append (text, "DESCRIPTION:");
  append_times (text, 2000000, "0123456789");
  g_string_append_c (text, '\n');
  g_string_append (text, close);
  check_count (text, 0);

  g_string_assign (text, "BEGIN:VCALENDAR\n");
  append_times (text, 100000, "BEGIN:VEVENT\nEND:VEVENT\n");
  g_string_append (text, "END:VCALENDAR\n");
  check_count (text, 0);

  g_string_assign (text, "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Bomb\n");
  append_times (text, 5000, "BEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0000\n"
                            "TZOFFSETTO:+0100\nRRULE:FREQ=SECONDLY\nEND:STANDARD\n");
  g_string_append (text, "END:VTIMEZONE\n");
  append_times (text, 1, "BEGIN:VEVENT\nUID:a\nDTSTART;TZID=Bomb:20261118T100000\n"
                         "RRULE:FREQ=MINUTELY;BYYEARDAY=-1;COUNT=1000000000\nEND:VEVENT\n");
  g_string_append (text, "END:VCALENDAR\n");
  check_count (text, 1);

  g_string_assign (text, open);
  g_string_append (text, "RRULE:FREQ=DAILY\nEND:VEVENT\n");
  append_times (text, 10000, "BEGIN:VEVENT\nUID:a\nRECURRENCE-ID:20261119T100000Z\n"
                             "DTSTART:20261119T110000Z\nEND:VEVENT\n");
  g_string_append (text, "END:VCALENDAR\n");
  check_count (text, 1);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ical/encodings", test_encodings);
  g_test_add_func ("/ical/characters", test_characters);
  g_test_add_func ("/ical/bombs", test_bombs);

  return g_test_run ();
}
