/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-event-private.h"
#include "gnomon-parse-text.h"
#include "gnomon-zone.h"

/*
 * What phrases say, one row each. All are said on Wednesday 18 November 2026 at 10:42 in Berlin,
 * where Ann Miller, Jonas and Zoë are known as guests.
 *
 * What is expected is the title, then of what there is: the day, its last day after `..`, `start`,
 * `start-end` or `start+minutes`, @place, <guests>, {rule}, !minutes of the reminder, =type, #url.
 */

typedef struct
{
  const char *text;
  const char *expected;
} ParseRow;

G_GNUC_UNUSED static gboolean
find_test_name (const char  *name,
                char       **email,
                gpointer     user_data)
{
  static const char * const guests[][2] = {
    { "ann miller", "ann@example.org" },
    { "ann", "ann@example.org" },
    { "jonas", "jonas@example.org" },
    { "zoë", "zoe@example.org" },
  };
  g_autofree char *folded = g_utf8_strdown (name, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (guests); i++)
    if (g_str_equal (guests[i][0], folded))
      {
        *email = g_strdup (guests[i][1]);
        return TRUE;
      }
  return FALSE;
}

G_GNUC_UNUSED static void
init_test_context (GnomonParseContext *context,
                   const char         *language)
{
  gint64 wall;

  *context = (GnomonParseContext) { 0 };
  g_assert_true (gnomon_civil_parse_wall ("2026-11-18T10:42", &wall));
  context->viewer = gnomon_zone_lookup ("Europe/Berlin");
  context->now = gnomon_zone_to_instant (context->viewer, wall);
  context->language = language;
  context->month_first = g_str_equal (language, "en_US.UTF-8");
  context->find_name = find_test_name;
}

G_GNUC_UNUSED static void
clear_test_context (GnomonParseContext *context)
{
  g_time_zone_unref (context->viewer);
}

G_GNUC_UNUSED static const char *
get_field (const GnomonParsedText *parsed,
           GnomonEventKey          key)
{
  const char *text = gnomon_fields_get_string (parsed->fields, key);

  return text != NULL ? text : "";
}

G_GNUC_UNUSED static void
append_field (GString                *out,
              const GnomonParsedText *parsed,
              GnomonEventKey          key,
              const char             *before,
              const char             *after)
{
  if (gnomon_fields_has (parsed->fields, key))
    g_string_append_printf (out, "%s%s%s", before, get_field (parsed, key), after);
}

G_GNUC_UNUSED static char *
describe_parsed (const GnomonParsedText *parsed)
{
  GString *out = g_string_new (get_field (parsed, GNOMON_EVENT_TITLE));

  g_string_append_printf (out, " | %s", get_field (parsed, GNOMON_EVENT_EVENT_DATE));
  append_field (out, parsed, GNOMON_EVENT_END_DATE, "..", "");
  append_field (out, parsed, GNOMON_EVENT_START_TIME, " ", "");
  append_field (out, parsed, GNOMON_EVENT_END_TIME, "-", "");
  if (gnomon_fields_has (parsed->fields, GNOMON_EVENT_DURATION_MINUTES))
    g_string_append_printf (out, "+%d", (int) gnomon_fields_get_int (
                              parsed->fields, GNOMON_EVENT_DURATION_MINUTES, 0));
  append_field (out, parsed, GNOMON_EVENT_LOCATION, " @", "");
  append_field (out, parsed, GNOMON_EVENT_ATTENDEES, " <", ">");
  append_field (out, parsed, GNOMON_EVENT_RRULE, " {", "}");
  if (gnomon_fields_has (parsed->fields, GNOMON_EVENT_REMINDER_SET))
    g_string_append_printf (out, " !%d", (int) gnomon_fields_get_int (
                              parsed->fields, GNOMON_EVENT_REMINDER_MINUTES_BEFORE, -1));
  append_field (out, parsed, GNOMON_EVENT_EVENT_TYPE, " =", "");
  append_field (out, parsed, GNOMON_EVENT_URL, " #", "");

  /* A whole day is said, and has no times. */
  g_assert_cmpint (gnomon_fields_get_boolean (parsed->fields, GNOMON_EVENT_ALL_DAY, FALSE), !=,
                   gnomon_fields_has (parsed->fields, GNOMON_EVENT_START_TIME));
  return g_strdelimit (g_string_free (out, FALSE), "\"", '\'');
}

/* Whatever is said makes an event, but for one without a title. */
G_GNUC_UNUSED static void
check_creation (const GnomonParsedText   *parsed,
                const GnomonParseContext *context,
                const char               *text)
{
  GnomonEventContext event_context = {
    .now = context->now,
    .viewer = context->viewer,
    .viewer_name = "Europe/Berlin",
    .default_calendar_id = 1,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GnomonEvent) event = gnomon_event_create (parsed->fields, &event_context, &error);

  if (event == NULL && !(g_str_has_prefix (error->message, "title: ")
                         && g_utf8_strlen (get_field (parsed, GNOMON_EVENT_TITLE), -1) == 0))
    g_error ("%s: %s", text, error->message);
}

G_GNUC_UNUSED static void
check_parse_rows (const ParseRow *rows,
                  gsize           n_rows,
                  const char     *language)
{
  GnomonParseContext context;
  gboolean all_agree = TRUE;

  init_test_context (&context, language);
  for (gsize i = 0; i < n_rows; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GnomonParsedText) parsed = gnomon_parse_text (rows[i].text, &context, &error);
      g_autofree char *said = parsed != NULL ? describe_parsed (parsed) : g_strdup (error->message);

      if (!g_str_equal (said, rows[i].expected))
        {
          g_test_message ("%s\n  expected: %s\n  is:       %s",
                          rows[i].text, rows[i].expected, said);
          all_agree = FALSE;
        }
      if (parsed != NULL)
        check_creation (parsed, &context, rows[i].text);
    }
  clear_test_context (&context);
  g_assert_true (all_agree);
}
