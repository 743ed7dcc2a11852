/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "gnomon-error.h"
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

/* What must be converted is held twice; so it may be less. */
static void
test_converted_size (void)
{
  static const char begins[][16] = { "B\0E\0G\0I\0N\0", "BEGIN:VCALENDAR\r" };

  for (gsize i = 0; i < G_N_ELEMENTS (begins); i++)
    for (gsize more = 0; more < 2; more++)
      {
        gsize size = (gsize) 64 * 1024 * 1024 + 2 * more;
        char *text = g_malloc0 (size);
        g_autoptr (GBytes) bytes = g_bytes_new_take (text, size);
        g_autoptr (GBytes) decoded = NULL;
        g_autoptr (GError) error = NULL;

        memcpy (text, begins[i], sizeof begins[i]);
        decoded = gnomon_ical_decode (bytes, &error);
        g_assert_cmpint (decoded != NULL, ==, more == 0);
        if (more > 0)
          g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_LIMIT_EXCEEDED);
      }
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
  check_count (text, 1);

  g_string_assign (text, open);
  append_times (text, 200000, "COMMENT:0123456789012345678901234567890123456789\n");
  g_string_append (text, close);
  check_count (text, 0);

  g_string_assign (text, open);
  g_string_append (text, "ATTENDEE");
  append_times (text, 1000000, ";X-P=1");
  g_string_append (text, ":mailto:one@example.org\nRDATE:20261119T100000Z");
  append_times (text, 60000, ",20261119T100000Z");
  g_string_append_c (text, '\n');
  g_string_append (text, close);
  check_count (text, 1);

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

/* Files within events */

#define MIB (1024 * 1024)

static void
append_attachment (GString *text,
                   guint    n_mib)
{
  g_autofree char *mebibyte = g_strnfill (MIB, 'A');

  g_string_append (text, "ATTACH;ENCODING=BASE64;VALUE=BINARY:");
  append_times (text, n_mib, mebibyte);
  g_string_append_c (text, '\n');
}

typedef struct
{
  guint sizes[4];          /* of attachments, in MiB; 0: no more */
  guint kept;              /* in MiB */
  guint n_left_out;
} AttachmentCase;

static const AttachmentCase attachment_cases[] = {
  { { 3 }, 3, 0 },
  { { 7 }, 7, 0 },
  { { 8 }, 0, 1 },
  { { 100 }, 0, 1 },
  { { 5, 5 }, 5, 1 },
  { { 5, 5, 2 }, 7, 1 },
  { { 9, 2, 9, 2 }, 4, 2 },
};

/* What finds room is kept; of what finds none, the event and the property are told. */
static void
test_attachments (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (attachment_cases); i++)
    {
      const AttachmentCase *attached = &attachment_cases[i];
      g_autoptr (GString) text = g_string_new ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\n"
                                               "DTSTART:20261118T100000Z\nDURATION:PT1H\n"
                                               "SUMMARY:A\n");
      g_autoptr (GPtrArray) warnings = gnomon_test_ical_new_warnings ();
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GPtrArray) events = NULL;

      for (guint j = 0; j < G_N_ELEMENTS (attached->sizes) && attached->sizes[j] > 0; j++)
        append_attachment (text, attached->sizes[j]);
      g_string_append (text, "X-LAST:1\nEND:VEVENT\nEND:VCALENDAR\n");
      bytes = g_bytes_new_static (text->str, text->len);
      events = gnomon_test_ical_read (bytes, warnings);

      g_test_message ("attachments %u", i);
      g_assert_cmpuint (events->len, ==, 1);
      g_assert_cmpuint (strlen (((GnomonEvent *) events->pdata[0])->extra) / MIB, ==,
                        attached->kept);
      g_assert_nonnull (strstr (((GnomonEvent *) events->pdata[0])->extra, "X-LAST:1\n"));
      g_assert_cmpuint (warnings->len, ==, attached->n_left_out);
      for (guint j = 0; j < warnings->len; j++)
        g_assert_cmpstr (warnings->pdata[j], ==, "a: ATTACH: the line is too large: left out");
    }
}

/* Those of changed occurrences count together, beside those of their series. */
static void
test_attachments_of_changes (void)
{
  static const char open[] = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:A\n"
                             "DTSTART:20261118T100000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY\n";
  g_autoptr (GString) text = g_string_new (open);
  g_autoptr (GPtrArray) warnings = gnomon_test_ical_new_warnings ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) events = NULL;
  GPtrArray *overrides;
  gsize kept = 0;

  append_attachment (text, 5);
  for (guint i = 0; i < 3; i++)
    {
      g_string_append_printf (text, "END:VEVENT\nBEGIN:VEVENT\nUID:a\nSUMMARY:B\n"
                                    "DTSTART:202611%02uT120000Z\nDURATION:PT1H\n"
                                    "RECURRENCE-ID:202611%02uT100000Z\n", 19 + i, 19 + i);
      append_attachment (text, 3);
    }
  g_string_append (text, "END:VEVENT\nEND:VCALENDAR\n");
  bytes = g_bytes_new_static (text->str, text->len);
  events = gnomon_test_ical_read (bytes, warnings);

  g_assert_cmpuint (events->len, ==, 1);
  overrides = ((GnomonEvent *) events->pdata[0])->overrides;
  g_assert_cmpuint (overrides->len, ==, 3);
  for (guint i = 0; i < overrides->len; i++)
    kept += strlen (((GnomonEvent *) overrides->pdata[i])->extra) / MIB;
  g_assert_cmpuint (kept, ==, 6);
  g_assert_cmpuint (warnings->len, ==, 1);
  g_assert_cmpstr (warnings->pdata[0], ==, "a: ATTACH: the line is too large: left out");
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ical/encodings", test_encodings);
  g_test_add_func ("/ical/characters", test_characters);
  g_test_add_func ("/ical/converted-size", test_converted_size);
  g_test_add_func ("/ical/bombs", test_bombs);
  g_test_add_func ("/ical/attachments", test_attachments);
  g_test_add_func ("/ical/attachments-of-changes", test_attachments_of_changes);

  return g_test_run ();
}
