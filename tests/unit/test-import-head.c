/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "gnomon-ical-head.h"
#include "gnomon-summary.h"
#include "gnomon-test-store.h"

/* What a file says of its calendar as a whole, on its way in and out again. */

#define EVENT(uid) \
  "BEGIN:VEVENT\nUID:" uid "\nSUMMARY:A\nDTSTART:20261118T100000Z\nDTEND:20261118T110000Z\n" \
  "END:VEVENT\n"

#define CALENDAR(head, events) \
  "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Example//EN\nCALSCALE:GREGORIAN\n" head events \
  "END:VCALENDAR\n"

/* What Gnomon says of the calendar that every database begins with. */
#define OWN "NAME:Personal\nX-WR-CALNAME:Personal\nCOLOR:mediumseagreen\n"

/* Lines that it does not know. */
#define UNKNOWN \
  "X-WR-CALDESC:Rooms\\, and halls\nX-WR-TIMEZONE:Europe/Berlin\nX-PUBLISHED-TTL:PT12H\n" \
  "REFRESH-INTERVAL;VALUE=DURATION:P1D\nSOURCE;VALUE=URI:https://example.org/rooms.ics\n" \
  "UID:rooms@example.org\nLAST-MODIFIED:20260102T030405Z\nCATEGORIES:A,B\n" \
  "IMAGE;VALUE=URI;DISPLAY=BADGE:https://example.org/a.png\nX-ANY;X-P=\"a:b\":c\n"

/* Answers the warnings, which are @result's. */
static const char * const *
import (GnomonTestStore  *fixture,
        const char       *text,
        gint64            calendar_id,
        GObject         **result)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GnomonOperation) operation = gnomon_operation_new_import (bytes, calendar_id);
  g_autoptr (GError) error = NULL;

  gnomon_store_apply (fixture->store, operation, result, &error);
  g_assert_no_error (error);
  return gnomon_import_get_warnings (GNOMON_IMPORT (*result));
}

static void
import_quietly (GnomonTestStore *fixture,
                const char      *text,
                gint64           calendar_id)
{
  g_autoptr (GObject) result = NULL;
  const char * const *warnings = import (fixture, text, calendar_id, &result);

  g_assert_true (warnings == NULL || warnings[0] == NULL);
}

/* Export */

typedef struct
{
  GMainLoop *loop;
  GString *text;
} Answer;

static void
exported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Answer *answer = user_data;
  g_autoptr (GError) error = NULL;
  guint n_written;

  gnomon_store_export_finish (GNOMON_STORE (object), result, &n_written, &error);
  g_assert_no_error (error);
  g_main_loop_quit (answer->loop);
}

static gboolean
write_cb (const char  *data,
          gsize        length,
          gpointer     user_data,
          GError     **error)
{
  Answer *answer = user_data;

  g_string_append_len (answer->text, data, (gssize) length);
  return TRUE;
}

static gboolean
finish_cb (gpointer   user_data,
           GError   **error)
{
  return TRUE;
}

/* @filter: as a caller of the bus would give it. */
static char *
export (GnomonTestStore *fixture,
        const char      *filter)
{
  g_autoptr (GnomonFields) fields = gnomon_test_fields (GNOMON_KIND_EVENT_FILTER, filter);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Answer answer = { .loop = loop, .text = g_string_new (NULL) };
  const GnomonSink sink = { write_cb, finish_cb, NULL, &answer };

  gnomon_store_export_async (fixture->store, fields, &sink, NULL, exported_cb, &answer);
  g_main_loop_run (loop);
  return g_string_free (answer.text, FALSE);
}

/* The lines before the first component, but for those that each file has. */
static char *
dup_head (const char *text)
{
  g_auto (GnomonIcalLines) lines = { NULL, };
  GString *head = g_string_new (NULL);
  guint n_lines = 0;

  gnomon_ical_lines_init (&lines, text, text + strlen (text), 1);
  while (gnomon_ical_lines_next (&lines))
    {
      if (n_lines++ > 0 && (strncmp (lines.text, "BEGIN:", 6) == 0 ||
                            strncmp (lines.text, "END:", 4) == 0))
        break;
      if (n_lines > 4)
        g_string_append_printf (head, "%.*s\n", (int) lines.length, lines.text);
    }
  return g_string_free (head, FALSE);
}

static void
check_export (GnomonTestStore *fixture,
              const char      *filter,
              const char      *head)
{
  g_autofree char *text = export (fixture, filter);
  g_autofree char *found = dup_head (text);

  g_assert_cmpstr (found, ==, head);
}

static gint64
create_calendar (GnomonTestStore *fixture,
                 const char      *fields)
{
  g_autoptr (GnomonFields) calendar = gnomon_test_fields (GNOMON_KIND_CALENDAR, fields);
  g_autoptr (GObject) object =
      gnomon_test_apply (fixture->store, gnomon_operation_new_create_calendar (calendar));

  return gnomon_calendar_get_id (GNOMON_CALENDAR (object));
}

static void
update_calendar (GnomonTestStore *fixture,
                 gint64           id,
                 const char      *fields)
{
  g_autoptr (GnomonFields) calendar = gnomon_test_fields (GNOMON_KIND_CALENDAR, fields);

  gnomon_test_run (fixture->store, gnomon_operation_new_update_calendar (id, calendar));
}

/* An empty calendar takes the lines along; a second import of the same file changes nothing, and
 * neither does one of another file. */
static void
test_empty (GnomonTestStore *fixture,
            gconstpointer    user_data)
{
  check_export (fixture, "{}", OWN);

  import_quietly (fixture, CALENDAR (UNKNOWN, EVENT ("a")), 0);
  check_export (fixture, "{}", OWN UNKNOWN);
  import_quietly (fixture, CALENDAR (UNKNOWN, EVENT ("a")), 0);
  check_export (fixture, "{}", OWN UNKNOWN);
  import_quietly (fixture, CALENDAR ("NAME:Guest\nX-WR-CALDESC:Guest\nCOLOR:red\n", EVENT ("b")),
                  0);
  check_export (fixture, "{}", OWN UNKNOWN);
  check_export (fixture, "{'calendar_id': <int64 1>, 'order': <'asc'>, 'search': <''>}",
                OWN UNKNOWN);
}

/* One that has events of its own stays what it is. */
static void
test_not_empty (GnomonTestStore *fixture,
                gconstpointer    user_data)
{
  g_autoptr (GnomonEvent) event =
      gnomon_test_create_event (fixture->store, "{'title': <'Own'>, 'event_date': <'2026-11-18'>,"
                                                " 'all_day': <true>}");

  import_quietly (fixture, CALENDAR (UNKNOWN, EVENT ("a")), 0);
  check_export (fixture, "{}", OWN);
}

/* A message is of its event, unless it names a calendar; a file without events brings nothing. */
static void
test_none (GnomonTestStore *fixture,
           gconstpointer    user_data)
{
  g_autoptr (GObject) nothing = NULL;

  import (fixture, CALENDAR (UNKNOWN, ""), 0, &nothing);
  check_export (fixture, "{}", OWN);
  import_quietly (fixture, CALENDAR ("METHOD:REQUEST\n" UNKNOWN, EVENT ("a")), 0);
  check_export (fixture, "{}", OWN);
  gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  import_quietly (fixture, CALENDAR (UNKNOWN "METHOD:PUBLISH\n", EVENT ("a")), 0);
  check_export (fixture, "{}", OWN UNKNOWN);
  gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  import_quietly (fixture, CALENDAR ("METHOD:REQUEST\n" UNKNOWN "X-WR-CALNAME:A\n", EVENT ("a")),
                  0);
  check_export (fixture, "{}", OWN UNKNOWN);
}

/* The file's own words for what a calendar is called and coloured, as long as they are true. */
static void
test_words (GnomonTestStore *fixture,
            gconstpointer    user_data)
{
#define NAMED \
  "NAME;LANGUAGE=de:Räume\nNAME;X-P=1:Rooms\nNAME;LANGUAGE=fr:Salles\nX-WR-CALNAME:Old\n" \
  "COLOR;X-P=1:Tomato\nX-APPLE-CALENDAR-COLOR:#123456FF\n"
#define FILTER "{'calendar_id': <int64 2>}"
  gint64 id = create_calendar (fixture, "{'name': <'Rooms'>, 'color': <'#ff6347'>}");

  g_assert_cmpint (id, ==, 2);
  import_quietly (fixture, CALENDAR (NAMED "X-ANY:1\n", EVENT ("a")), id);
  check_export (fixture, FILTER, NAMED "X-ANY:1\n");

  update_calendar (fixture, id, "{'name': <'Halls, and more'>}");
  check_export (fixture, FILTER,
                "NAME:Halls\\, and more\nX-WR-CALNAME:Halls\\, and more\n"
                "COLOR;X-P=1:Tomato\nX-APPLE-CALENDAR-COLOR:#123456FF\nX-ANY:1\n");
  update_calendar (fixture, id, "{'name': <'Rooms'>, 'color': <'#ff6346'>}");
  check_export (fixture, FILTER,
                "COLOR:tomato\nX-GNOMON-COLOR:#ff6346\nNAME;LANGUAGE=de:Räume\nNAME;X-P=1:Rooms\n"
                "NAME;LANGUAGE=fr:Salles\nX-WR-CALNAME:Old\nX-ANY:1\n");
  update_calendar (fixture, id, "{'color': <'#ff6347'>}");
  check_export (fixture, FILTER, NAMED "X-ANY:1\n");
}

/* What is more than one calendar, or less, is no calendar. */
static void
test_part (GnomonTestStore *fixture,
           gconstpointer    user_data)
{
  static const char * const parts[] = {
    "{'calendar_id': <int64 1>, 'search': <'A'>}",
    "{'calendar_id': <int64 1>, 'start_date': <'2026-01-01'>}",
    "{'calendar_id': <int64 1>, 'date': <'2026-11-18'>}",
    "{'calendar_id': <int64 1>, 'type': <'event'>}",
    "{'calendar_id': <int64 1>, 'status': <'confirmed'>}",
    "{'calendar_id': <int64 1>, 'attendee': <'one@example.org'>}",
    "{'calendar_id': <int64 1>, 'upcoming': <true>}",
    "{'calendar_id': <int64 1>, 'limit': <int64 5>}",
    "{'calendar_id': <int64 1>, 'offset': <int64 1>}",
    "{'calendar_id': <int64 7>}",
    "{}",
  };

  import_quietly (fixture, CALENDAR (UNKNOWN, EVENT ("a")), 0);
  create_calendar (fixture, "{'name': <'Second'>}");
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    check_export (fixture, parts[i], "");
  check_export (fixture, "{'calendar_id': <int64 1>}", OWN UNKNOWN);
}

/* An undo leaves nothing of the import, and what was before is there again. */
static void
test_undo (GnomonTestStore *fixture,
           gconstpointer    user_data)
{
  import_quietly (fixture, CALENDAR ("X-FIRST:1\n", EVENT ("a")), 0);
  gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  check_export (fixture, "{}", OWN);
  gnomon_test_run (fixture->store, gnomon_operation_new_redo ());
  check_export (fixture, "{}", OWN "X-FIRST:1\n");

  gnomon_test_run (fixture->store, gnomon_operation_new_delete_event (1));
  import_quietly (fixture, CALENDAR ("X-SECOND:1\n", EVENT ("b")), 0);
  check_export (fixture, "{}", OWN "X-SECOND:1\n");
  gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  check_export (fixture, "{}", OWN "X-FIRST:1\n");

  gnomon_test_run (fixture->store, gnomon_operation_new_undo ());
  import_quietly (fixture, CALENDAR ("", EVENT ("c")), 0);
  check_export (fixture, "{}", OWN);
}

/* Lines after the components count, those within them and of further calendars do not, and there is
 * an end to them. */
static void
test_where (GnomonTestStore *fixture,
            gconstpointer    user_data)
{
  g_autoptr (GObject) result = NULL;
  const char * const *warnings =
    import (fixture,
            "BEGIN:VCALENDAR\r\nX-FIRST:1\r\n 2\r\nno property\r\n" EVENT ("a")
            "X-LAST:M\xe4rz\r\n"
            "BEGIN:VTIMEZONE\nTZID:Z\nX-WITHIN:1\nEND:VTIMEZONE\nend:vcalendar\n"
            "BEGIN:VCALENDAR\nX-SECOND:1\n" EVENT ("b") "END:VCALENDAR\nX-BEYOND:1\n",
            0, &result);

  g_assert_cmpuint (g_strv_length ((char **) warnings), ==, 2);
  g_assert_cmpstr (warnings[0], ==, "line 4: a line is no property: “no property”: left out");
  g_assert_cmpstr (warnings[1], ==, "1 line(s) were not UTF-8: read as Windows-1252");
  check_export (fixture, "{}", OWN "X-FIRST:12\nX-LAST:März\n");
}

static void
test_too_many (GnomonTestStore *fixture,
               gconstpointer    user_data)
{
  g_autofree char *large = g_strnfill (200 * 1024, 'a');
  g_autofree char *larger = g_strnfill (400 * 1024, 'a');
  g_autofree char *text =
      g_strconcat ("BEGIN:VCALENDAR\nX-A:1\nIMAGE;VALUE=BINARY:", larger, "\nX-LARGE:", large,
                   "\nX-MORE:", large, "\nX-MORE:", large, "\nX-MORE:", large, "\nX-B:1\n",
                   EVENT ("a") "END:VCALENDAR\n", NULL);
  g_autofree char *expected = g_strconcat (OWN "X-A:1\nX-LARGE:", large, "\nX-B:1\n", NULL);
  g_autoptr (GObject) result = NULL;
  g_autoptr (GObject) again = NULL;
  const char * const *warnings = import (fixture, text, 0, &result);

  g_assert_cmpuint (g_strv_length ((char **) warnings), ==, 1);
  g_assert_cmpstr (warnings[0], ==,
                   "4 line(s) of the calendar (IMAGE, X-MORE, X-MORE, …), which has no room for"
                   " more than 256 KiB of them: left out");
  check_export (fixture, "{}", expected);

  /* Who does not take them is not told of them. */
  warnings = import (fixture, text, 0, &again);
  g_assert_cmpuint (g_strv_length ((char **) warnings), ==, 0);
}

/* What the lines mean, whichever comes first. */

static const struct
{
  const char *lines;
  const char *name;
  const char *color;
  int minutes;
} words[] = {
  { "", NULL, NULL, 0 },
  { "X-WR-CALNAME:Old\n", "Old", NULL, 0 },
  { "X-WR-CALNAME:Old\nNAME;LANGUAGE=de:Neu\n", "Neu", NULL, 0 },
  { "NAME;LANGUAGE=de:Neu\nNAME:New\nNAME:Newer\nX-WR-CALNAME:Old\n", "New", NULL, 0 },
  { "NAME: \nX-WR-CALNAME:A\\, b\\nc\n", "A, b c", NULL, 0 },
  { "COLOR:tomato\nX-APPLE-CALENDAR-COLOR:#123456\n", NULL, "#ff6347", 0 },
  { "X-APPLE-CALENDAR-COLOR: #12345678 \n", NULL, "#123456", 0 },
  { "X-APPLE-CALENDAR-COLOR:#1234567\nCOLOR:none\n", NULL, NULL, 0 },
  { "COLOR:tomato\nX-GNOMON-COLOR:#FF6346\n", NULL, "#ff6346", 0 },
  { "X-PUBLISHED-TTL:PT2H\n", NULL, NULL, 120 },
  { "REFRESH-INTERVAL;VALUE=DURATION:PT1H\nX-PUBLISHED-TTL:PT2H\n", NULL, NULL, 60 },
};

static void
test_meaning (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_auto (GnomonIcalHead) head = { NULL, };

      g_test_message ("%s", words[i].lines);
      gnomon_ical_head_init (&head, words[i].lines);
      g_assert_cmpstr (head.name, ==, words[i].name);
      g_assert_cmpstr (head.color, ==, words[i].color);
      g_assert_cmpint (head.refresh_minutes, ==, words[i].minutes);
    }
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_setenv ("GNOMON_CLOCK", GNOMON_TEST_NOW, TRUE);
  g_test_init (&argc, &argv, NULL);

  gnomon_test_store_add ("/import-head/empty", test_empty);
  gnomon_test_store_add ("/import-head/not-empty", test_not_empty);
  gnomon_test_store_add ("/import-head/none", test_none);
  gnomon_test_store_add ("/import-head/words", test_words);
  gnomon_test_store_add ("/import-head/part", test_part);
  gnomon_test_store_add ("/import-head/undo", test_undo);
  gnomon_test_store_add ("/import-head/where", test_where);
  gnomon_test_store_add ("/import-head/too-many", test_too_many);
  g_test_add_func ("/import-head/meaning", test_meaning);

  return g_test_run ();
}
