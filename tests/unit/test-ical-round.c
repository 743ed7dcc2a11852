/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "gnomon-event-private.h"
#include "gnomon-ical-private.h"
#include "gnomon-test-ical.h"

/*
 * Into Gnomon and out again: events put together at random of the properties and parameters of RFC
 * 5545, 7986 and 9073, each not at all, once, twice, without a value or with one that means
 * nothing. Each line of theirs must be there again, or a warning name event and property; and what
 * was written must be the same event when it is read.
 */

#define SEED 20261126
#define N_EVENTS 4000

typedef struct
{
  const char *name;
  const char *values[9];   /* what may stand behind the name, parameters included */
} Property;

static const Property properties[] = {
  { "ATTACH", { ":https://example.org/a.pdf", ";ENCODING=BASE64;VALUE=BINARY:AAAA", ":" } },
  { "ATTENDEE",
    { ":mailto:one@example.org", ";CN=One;PARTSTAT=ACCEPTED:mailto:one@example.org",
      ";CN=\"Two, too\";ROLE=CHAIR:MAILTO:two@example.org", ";PARTSTAT=DELEGATED:mailto:c@d.org",
      ":urn:uuid:1", ":", ";EMAIL=one@example.org:urn:x" } },
  { "CALENDAR-ADDRESS", { ":mailto:a@example.org", ":" } },
  { "CATEGORIES", { ":Work,Home", ":", ":," } },
  { "CLASS", { ":PRIVATE", ":", ":WHATEVER" } },
  { "COLOR", { ":tomato", ":TOMATO", ":ultraviolet", ":", ":#ff0000", ":mediumseagreen" } },
  { "COMMENT", { ":one", ":two\\, three", ":", ";VALUE=URI:https://example.org" } },
  { "CONCEPT", { ":https://example.org/concept" } },
  { "CONFERENCE", { ";VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL=Call:https://example.org/call", ":" } },
  { "CONTACT", { ":Desk\\, floor 2", ":" } },
  { "CREATED", { ":20260102T030405Z", ":20260102", ":", ":yesterday", ":20260102T0304Z" } },
  { "DESCRIPTION",
    { ":one", ":two\\nthree", ": spaces ", ":a;b,c", ":back\\slash", ":",
      ";VALUE=URI:https://example.org/?a;b,c" } },
  { "DTSTAMP", { ":20260102T030405Z", ":", ":once", ":20260102T0304Z" } },
  { "DURATION", { ":PT1H", ":P1D", ":PT0S", ":-PT1H", ":", ":long" } },
  { "DTEND",
    { ":20261118T120000Z", ";TZID=Europe/Berlin:20261118T113000", ";VALUE=DATE:20261120", ":",
      ":later", ":20261118T130000" } },
  { "EXDATE",
    { ";TZID=Europe/Berlin:20261119T100000", ":20261120T090000Z,20261121T090000Z",
      ";VALUE=DATE:20261122", ":", ":never", ":20261123T100000,never" } },
  { "GEO", { ":52.5;13.4", ":", ":here" } },
  { "IANA-THING", { ":one", ":" } },
  { "IMAGE", { ";VALUE=URI;DISPLAY=BADGE;FMTTYPE=image/png:https://example.org/a.png" } },
  { "LAST-MODIFIED", { ":20260102T030405Z", ":20260103T030405Z", ":", ":now" } },
  { "LINK", { ";LINKREL=alternate;VALUE=URI:https://example.org" } },
  { "LOCATION",
    { ":Room 5", ":Street 1\\nTown", ":", ": ", ";VALUE=URI:https://example.org/?a;b,c",
      ";VALUE=TEXT:Room 6" } },
  { "ORGANIZER",
    { ":mailto:desk@example.org", ";CN=Desk:mailto:desk@example.org", ":MAILTO:other@example.org",
      ":urn:uuid:2", ":", ":mailto:no address" } },
  { "PRIORITY", { ":1", ":", ":high" } },
  { "RDATE",
    { ";TZID=Europe/Berlin:20261124T100000", ";VALUE=PERIOD:20261125T090000Z/PT1H",
      ";VALUE=DATE:20261126", ":", ":often", ":20261127T090000Z,20261128T090000Z" } },
  { "RELATED-TO", { ";RELTYPE=SIBLING:b", ":" } },
  { "REQUEST-STATUS", { ":2.0;Success", ":" } },
  { "RESOURCES", { ":Beamer,Board", ":" } },
  { "RRULE",
    { ":FREQ=DAILY;COUNT=3", ":freq=weekly", ":FREQ=WEEKLY;BYDAY=WE", ":", ":FREQ=SOMETIMES",
      ":RSCALE=HEBREW;FREQ=YEARLY", ":UNTIL=20270101" } },
  { "SEQUENCE", { ":0", ":3", ":-1", ":", ":many", ": 4 ", ":1.5" } },
  { "STATUS", { ":CONFIRMED", ":TENTATIVE", ":cancelled", ":", ":MAYBE" } },
  { "STRUCTURED-DATA", { ";VALUE=TEXT;FMTTYPE=application/json;SCHEMA=\"a:b\":{}", ":" } },
  { "STYLED-DESCRIPTION", { ";VALUE=TEXT;FMTTYPE=text/html:<b>a</b>", ":" } },
  { "SUMMARY",
    { ":T", ":One, two", ":line\\nline", ":", ": ", ";VALUE=TEXT:T", ";VALUE=URI:a;b",
      ":Untitled", ";ENCODING=QUOTED-PRINTABLE:a=0Ab" } },
  { "TRANSP", { ":OPAQUE", ":TRANSPARENT", ":", ":GLASS" } },
  { "URL",
    { ":https://example.org/?a=1;b,c", ":", ";VALUE=URI:https://example.org", ";VALUE=URI:",
      ":no address" } },
  { "X-THING", { ":one", ":", ";VALUE=DATE:20261118", ":a\\,b" } },
};

static const char * const starts[] = {
  "DTSTART;TZID=Europe/Berlin:20261118T100000",
  "DTSTART:20261118T090000Z",
  "DTSTART:20261118T100000",
  "DTSTART;VALUE=DATE:20261118",
  "DTSTART;VALUE=DATE-TIME;TZID=Europe/Berlin:20261118T100000",
};

static const char * const parameters[] = {
  ";LANGUAGE=de",  ";ALTREP=\"cid:a;b\"", ";X-A=b",     ";X-B=\"c:d\"", ";DERIVED=TRUE",
  ";ORDER=1",      ";LABEL=a^nb",         ";SENT-BY=\"mailto:s@example.org\"",
  ";MEMBER=\"mailto:list@example.org\"",  ";DIR=\"ldap://example.org\"",
  ";RSVP=TRUE",    ";CUTYPE=ROOM",        ";SCHEDULE-STATUS=1.1", ";BARE",
};

static const char * const components[] = {
  "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT10M\nDESCRIPTION:Reminder\nEND:VALARM\n",
  "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT10M\nDESCRIPTION:Own\nDESCRIPTION:Again\nUID:v\n"
  "END:VALARM\n",
  "BEGIN:VALARM\nACTION:AUDIO\nTRIGGER;RELATED=END:PT5M\nATTACH:a.wav\nEND:VALARM\n",
  "BEGIN:VALARM\nACTION:EMAIL\nTRIGGER;VALUE=DATE-TIME:20261117T090000Z\nSUMMARY:S\n"
  "ATTENDEE:mailto:one@example.org\nDESCRIPTION:D\nEND:VALARM\n",
  "BEGIN:VALARM\nACTION:PROCEDURE\nTRIGGER:-PT1H\nATTACH:a.sh\nEND:VALARM\n",
  "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:soon\nEND:VALARM\n",
  "BEGIN:VALARM\nTRIGGER:-PT1H\nEND:VALARM\n",
  "BEGIN:VALARM\nACTION:X-OWN\nTRIGGER:\nX-A:b\nBEGIN:VLOCATION\nUID:l\nEND:VLOCATION\n"
  "END:VALARM\n",
  "BEGIN:VLOCATION\nUID:l\nNAME:Here\nLOCATION-TYPE:office\nURL:\nEND:VLOCATION\n",
  "BEGIN:VRESOURCE\nUID:r\nRESOURCE-TYPE:ROOM\nEND:VRESOURCE\n",
  "BEGIN:PARTICIPANT\nUID:p\nPARTICIPANT-TYPE:ACTIVE\nCALENDAR-ADDRESS:mailto:p@example.org\n"
  "BEGIN:VLOCATION\nUID:l\nEND:VLOCATION\nEND:PARTICIPANT\n",
  "BEGIN:X-THING\nX-A:b\nSUMMARY:inner\nEND:X-THING\n",
};

static void
append_property (GString        *out,
                 const Property *property,
                 GRand          *random)
{
  guint n_values = 0;
  const char *value;

  while (n_values < G_N_ELEMENTS (property->values) && property->values[n_values] != NULL)
    n_values++;
  value = property->values[g_rand_int_range (random, 0, (gint32) n_values)];

  g_string_append (out, property->name);
  if (g_rand_int_range (random, 0, 4) == 0)
    g_string_append (out, parameters[g_rand_int_range (random, 0, G_N_ELEMENTS (parameters))]);
  g_string_append_printf (out, "%s\n", value);
}

/* The lines of an event, without its BEGIN and END. */
static char *
make_event (GRand *random)
{
  GString *out = g_string_new (NULL);
  GString *start = g_string_new (starts[g_rand_int_range (random, 0, G_N_ELEMENTS (starts))]);
  int wanted = g_rand_int_range (random, 1, 12);

  g_string_append_printf (out, "UID:u@example.org\n%s\n", start->str);
  if (g_rand_int_range (random, 0, 20) == 0)
    g_string_append_printf (out, "%s\n", start->str);
  for (int i = 0; i < wanted; i++)
    {
      const Property *property =
          &properties[g_rand_int_range (random, 0, G_N_ELEMENTS (properties))];
      int times = g_rand_int_range (random, 0, 4) == 0 ? 2 : 1;

      while (times-- > 0)
        append_property (out, property, random);
    }
  for (int i = g_rand_int_range (random, 0, 3); i > 0; i--)
    g_string_append (out, components[g_rand_int_range (random, 0, G_N_ELEMENTS (components))]);

  g_string_free (start, TRUE);
  return g_string_free (out, FALSE);
}

/* Comparing */

/* Lists of dates count one by one, and what RFC 5545 lets be escaped in two ways is the same. */
static void
add_line (GPtrArray   *lines,
          const char  *text,
          gsize        length)
{
  g_autofree char *type = NULL;
  GnomonIcalLine line;

  g_assert_true (gnomon_ical_line_split (&line, text, length));
  type = gnomon_ical_line_dup_param (&line, "VALUE");
  if (gnomon_ical_line_is (&line, "EXDATE") || gnomon_ical_line_is (&line, "RDATE"))
    {
      g_autofree char *value = g_strndup (line.value, line.value_length);
      g_auto (GStrv) dates = g_strsplit (value, ",", -1);

      for (guint i = 0; dates[i] != NULL; i++)
        g_ptr_array_add (lines, g_strdup_printf ("%.*s%s", (int) (line.value - line.name),
                                                 line.name, dates[i]));
      if (dates[0] == NULL)
        g_ptr_array_add (lines, g_strndup (text, length));
    }
  else if (type == NULL &&
           (gnomon_ical_line_is (&line, "SUMMARY") || gnomon_ical_line_is (&line, "LOCATION") ||
            gnomon_ical_line_is (&line, "DESCRIPTION")))
    {
      g_autofree char *value = gnomon_ical_unescape (line.value, line.value_length);

      g_ptr_array_add (lines, g_strdup_printf ("%.*s%s", (int) (line.value - line.name),
                                               line.name, value));
    }
  else
    {
      g_ptr_array_add (lines, g_strndup (text, length));
    }
}

static GPtrArray *
list_lines (const char *text)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  g_auto (GnomonIcalLines) lines = { NULL, };

  gnomon_ical_lines_init (&lines, text, text + strlen (text), 1);
  while (gnomon_ical_lines_next (&lines))
    add_line (list, lines.text, lines.length);
  return list;
}

static gboolean
take (GPtrArray  *lines,
      const char *line)
{
  guint index;

  if (!g_ptr_array_find_with_equal_func (lines, line, g_str_equal, &index))
    return FALSE;

  g_ptr_array_remove_index_fast (lines, index);
  return TRUE;
}

/* Whether a warning says of which event it is, and what becomes of the line. */
static gboolean
is_told (GPtrArray  *warnings,
         const char *line)
{
  g_autofree char *name = g_strndup (line, strcspn (line, ":;"));

  for (guint i = 0; i < warnings->len; i++)
    {
      const char *warning = g_ptr_array_index (warnings, i);

      if (g_str_has_prefix (warning, "u@example.org: ") && strstr (warning, name) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* DTSTAMP is the time of the last change, whatever it was in the file. */
static gboolean
is_written_anew (const char *line)
{
  return g_str_has_prefix (line, "DTSTAMP") && strstr (line, ":20260102T030405Z") != NULL;
}

static char *
wrap (const char *lines)
{
  return g_strconcat ("BEGIN:VCALENDAR\nBEGIN:VEVENT\n", lines, "END:VEVENT\nEND:VCALENDAR\n",
                      NULL);
}

/* @lines: of one event with the UID that is_told() looks for */
static void
check_lines (const char *lines)
{
  g_autofree char *text = wrap (lines);
  g_autoptr (GPtrArray) warnings = gnomon_test_ical_new_warnings ();
  g_autoptr (GPtrArray) others = gnomon_test_ical_new_warnings ();
  g_autoptr (GBytes) bytes = gnomon_test_ical_bytes (text);
  g_autoptr (GPtrArray) events = gnomon_test_ical_read (bytes, warnings);
  g_autofree char *written = gnomon_ical_write (events);
  g_autoptr (GBytes) again_bytes = gnomon_test_ical_bytes (written);
  g_autoptr (GPtrArray) again = gnomon_test_ical_read (again_bytes, others);
  g_autofree char *written_again = gnomon_ical_write (again);
  g_autoptr (GPtrArray) before = list_lines (lines);
  g_autoptr (GPtrArray) after = list_lines (written);
  g_autofree char *hash = NULL;
  g_autofree char *hash_again = NULL;

  g_assert_cmpuint (events->len, ==, 1);
  g_assert_cmpuint (again->len, ==, 1);
  for (guint i = 0; i < before->len; i++)
    {
      const char *line = g_ptr_array_index (before, i);

      if (!take (after, line) && !is_told (warnings, line) && !is_written_anew (line))
        g_error ("%s is lost of\n%s\nwhich is\n%s", line, text, written);
    }

  hash = gnomon_event_hash_content (g_ptr_array_index (events, 0));
  hash_again = gnomon_event_hash_content (g_ptr_array_index (again, 0));
  if (strcmp (hash, hash_again) != 0 || strcmp (written, written_again) != 0)
    g_error ("%s\nbecomes\n%s\nand then\n%s", text, written, written_again);
}

static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);

  for (int i = 0; i < N_EVENTS; i++)
    {
      g_autofree char *lines = make_event (random);

      check_lines (lines);
    }
}

#define START "UID:u@example.org\nDTSTART:20261118T090000Z\nDTEND:20261118T100000Z\n"

typedef struct
{
  const char *name;
  const char *lines;
  const char *warning;     /* (nullable): one of what is told */
} RoundCase;

static const RoundCase cases[] = {
  { "place-by-address", START "LOCATION;VALUE=URI:https://example.org/?a;b,c\n", NULL },
  { "description-by-address", START "DESCRIPTION;VALUE=URI:cid:a;b\n", NULL },
  { "texts-twice", START "SUMMARY:Z\nSUMMARY:A\nDESCRIPTION:z\nDESCRIPTION:a\nLOCATION:z\n"
    "LOCATION:a\nURL:https://z.example.org\nURL:https://a.example.org\n",
    "4 value(s) given again of what an event has once: the first counts" },
  { "words-twice", START "STATUS:TENTATIVE\nSTATUS:CONFIRMED\nTRANSP:OPAQUE\nTRANSP:OPAQUE\n"
    "COLOR:red\nCOLOR:blue\nSEQUENCE:2\nSEQUENCE:2\n", "4 value(s) given again" },
  { "starts-twice", START "DTSTART:20261118T120000Z\n", "1 value(s) given again" },
  { "organizers-twice", START "ORGANIZER:mailto:z@example.org\nORGANIZER:mailto:a@example.org\n",
    "1 value(s) given again" },
  { "guests-twice", START "ATTENDEE;CN=Z:mailto:a@example.org\n"
    "ATTENDEE;CN=A:mailto:A@example.org\n", "1 guest(s) are named twice" },
  { "uids-twice", START "UID:v\n", "u@example.org: a second UID: left out" },
  { "empty-texts", START "SUMMARY:\nURL:\nSTATUS:\nTRANSP:\nCOLOR:\n", NULL },
  { "empty-number", START "SEQUENCE:\n", "u@example.org: SEQUENCE has no value: left out" },
  { "empty-dates", START "RDATE:\nEXDATE;VALUE=DATE: \n", "u@example.org: RDATE has no value" },
  { "empty-rule", START "RRULE:\nRRULE:FREQ=DAILY\n", "u@example.org: RRULE has no value" },
  { "empty-times", START "CREATED:\nLAST-MODIFIED:\n", "u@example.org: CREATED has no value" },
  { "bad-values", START "STATUS:MAYBE\nSEQUENCE:many\nCREATED:yesterday\nCOLOR:#12\n", NULL },
  { "bad-stamp", START "DTSTAMP:once\n", "u@example.org: the DTSTAMP cannot be read: left out" },
  { "bad-end", "UID:u@example.org\nDTSTART:20261118T090000Z\nDTEND:later\n",
    "u@example.org: the DTEND cannot be read" },
  { "bad-rule-with-parameter", START "RRULE;X-A=b:FREQ=SOMETIMES\n", NULL },
  { "bare-parameter", START "ATTENDEE;BARE;PARTSTAT=ACCEPTED:mailto:a@example.org\n", NULL },
};

static void
test_case (gconstpointer data)
{
  const RoundCase *round = data;
  g_autofree char *text = wrap (round->lines);
  g_autoptr (GBytes) bytes = gnomon_test_ical_bytes (text);
  g_autoptr (GPtrArray) warnings = gnomon_test_ical_new_warnings ();
  g_autoptr (GPtrArray) events = gnomon_test_ical_read (bytes, warnings);

  check_lines (round->lines);
  g_assert_cmpuint (events->len, ==, 1);
  if (round->warning != NULL)
    g_assert_true (gnomon_test_ical_has_warning (warnings, round->warning));
  else
    g_assert_cmpuint (warnings->len, ==,
                      gnomon_test_ical_has_warning (warnings, "without a title") ? 1 : 0);
}

/* What was changed is written as RFC 5545 has it, and without what belonged to the old value. */
static void
test_changed (void)
{
  g_autofree char *text =
      wrap (START "SUMMARY:T\nLOCATION;VALUE=URI;LANGUAGE=de:https://example.org/?a;b\n"
                  "STATUS:MAYBE\nSTATUS:TENTATIVE\n"
                  "ATTENDEE:mailto:a@example.org\nATTENDEE:mailto:A@example.org\n");
  g_autoptr (GBytes) bytes = gnomon_test_ical_bytes (text);
  g_autoptr (GPtrArray) warnings = gnomon_test_ical_new_warnings ();
  g_autoptr (GPtrArray) events = gnomon_test_ical_read (bytes, warnings);
  GnomonEvent *event = g_ptr_array_index (events, 0);
  g_autofree char *written = NULL;

  g_free (event->location);
  event->location = g_strdup ("Room 5; left");
  event->status = GNOMON_STATUS_CANCELLED;
  g_ptr_array_set_size (event->attendees, 0);
  written = gnomon_ical_write (events);

  g_assert_nonnull (strstr (written, "\r\nLOCATION;LANGUAGE=de:Room 5\\; left\r\n"));
  g_assert_nonnull (strstr (written, "\r\nSTATUS:CANCELLED\r\n"));
  g_assert_null (strstr (written, "STATUS:MAYBE"));
  g_assert_null (strstr (written, "STATUS:TENTATIVE"));
  g_assert_null (strstr (written, "ATTENDEE"));
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/ical-round/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/ical-round/changed", test_changed);
  g_test_add_func ("/ical-round/random", test_random);

  return g_test_run ();
}
