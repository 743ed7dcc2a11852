/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-parse-common.h"

/* What is the same for all languages: parts of the text, the place pointed at, the language that is
 * chosen, and texts that mean harm. */

/* Each part as `key:text`; what is between them belongs to no value. */
static const struct
{
  const char *text;
  const char *spans;
} span_rows[] = {
  { "Lunch with Carol tomorrow 12:30 at Luigi's",
    "title:Lunch with Carol|event_date:tomorrow|start_time:12:30|location:Luigi's" },
  { "Lunch with Ann on Friday", "title:Lunch with|attendees:Ann|event_date:on Friday" },
  { "Café with zoe@example.org, Zoë 3pm",
    "title:Café with|attendees:zoe@example.org|attendees:Zoë|start_time:3pm" },
  { "🎂 Zoës Geburtstag übermorgen", "title:🎂 Zoës Geburtstag|event_date:übermorgen" },
  { "Meeting from 2 to 4 in Room 4",
    "title:Meeting|start_time:from 2 to|end_time:4|location:Room 4" },
  { "Fair 3 to 5 May", "title:Fair|event_date:3 to|end_date:5 May" },
  { "Gym every monday until 3 June at 7",
    "title:Gym|rrule:every monday|rrule:until 3 June|start_time:at 7" },
  { "Call for 2 hours all day", "title:Call|duration_minutes:for 2 hours|all_day:all day" },
  { "Talk https://example.org/x 9am remind me 5 min before",
    "title:Talk|url:https://example.org/x|start_time:9am"
    "|reminder_minutes_before:remind me 5 min before" },
  { "tomorrow Lunch friday", "event_date:tomorrow|title:Lunch friday" },
  { "Remind me to call Bob by Friday 17:00",
    "event_type:Remind me to|title:call Bob|event_date:by Friday|start_time:17:00" },
  { "Report until Friday 17:00", "title:Report|event_date:until Friday|start_time:17:00" },
};

static void
test_spans (void)
{
  const GnomonKey *keys = gnomon_kind_get_keys (GNOMON_KIND_EVENT, NULL);
  GnomonParseContext context;

  init_test_context (&context, "en_GB.UTF-8");
  for (gsize row = 0; row < G_N_ELEMENTS (span_rows); row++)
    {
      g_autoptr (GnomonParsedText) parsed = gnomon_parse_text (span_rows[row].text, &context, NULL);
      g_autoptr (GString) said = g_string_new (NULL);

      g_assert_nonnull (parsed);
      for (guint i = 0; i < parsed->spans->len; i++)
        {
          const GnomonTextSpan *span = &g_array_index (parsed->spans, GnomonTextSpan, i);
          g_autofree char *part = g_utf8_substring (span_rows[row].text, span->start,
                                                    span->start + span->length);

          g_string_append_printf (said, "%s%s:%s", i > 0 ? "|" : "", keys[span->key].name, part);
        }
      g_assert_cmpstr (said->str, ==, span_rows[row].spans);
    }
  clear_test_context (&context);
}

/* Pointed at: 2026-11-24, from a time on (-1: the day) and so many minutes long. */
static const struct
{
  const char *text;
  int start;
  int minutes;
  const char *expected;
} slot_rows[] = {
  { "Lunch", 12 * 60, 60, "Lunch | 2026-11-24 12:00+60" },
  { "Lunch", 12 * 60, 0, "Lunch | 2026-11-24 12:00" },
  { "Lunch", -1, 0, "Lunch | 2026-11-24" },
  { "Lunch 13:00", 12 * 60, 90, "Lunch | 2026-11-24 13:00" },
  { "Lunch 9:00", -1, 0, "Lunch | 2026-11-24 09:00" },
  { "Lunch for 2 hours", 12 * 60, 60, "Lunch | 2026-11-24 12:00+120" },
  { "Lunch for 2 hours", -1, 0, "Lunch | 2026-11-24 09:00+120" },
  { "Lunch tomorrow", 12 * 60, 60, "Lunch | 2026-11-19 12:00+60" },
  { "Lunch tomorrow", -1, 0, "Lunch | 2026-11-19" },
  { "Lunch tomorrow all day", 12 * 60, 60, "Lunch | 2026-11-19" },
  { "Lunch every tuesday", 12 * 60, 60, "Lunch | 2026-11-24 12:00+60 {FREQ=WEEKLY;BYDAY=TU}" },
  { "Trip for 3 days", 12 * 60, 60, "Trip | 2026-11-24..2026-11-26" },
  { "Trip until friday", -1, 0, "Trip | 2026-11-24" },
  { "Call in 10 minutes", 12 * 60, 60, "Call | 2026-11-18 10:52" },
};

static void
test_slot (void)
{
  GnomonParseContext context;

  init_test_context (&context, "en_GB.UTF-8");
  context.has_slot = TRUE;
  context.slot_day = gnomon_civil_day_from_ymd (2026, 11, 24);
  for (gsize i = 0; i < G_N_ELEMENTS (slot_rows); i++)
    {
      g_autoptr (GnomonParsedText) parsed = NULL;
      g_autofree char *said = NULL;

      context.slot_start = slot_rows[i].start;
      context.slot_minutes = slot_rows[i].minutes;
      parsed = gnomon_parse_text (slot_rows[i].text, &context, NULL);
      g_assert_nonnull (parsed);
      said = describe_parsed (parsed);
      g_assert_cmpstr (said, ==, slot_rows[i].expected);
      check_creation (parsed, &context, slot_rows[i].text);
    }
  clear_test_context (&context);
}

static const struct
{
  const char *language;
  const char *text;
  const char *expected;
} language_rows[] = {
  /* The user's own, then English, then what explains more. */
  { "en_US.UTF-8", "Zahnarzt morgen um halb drei", "Zahnarzt | 2026-11-19 14:30" },
  { "de_DE.UTF-8", "Lunch tomorrow at noon", "Lunch | 2026-11-19 12:00" },
  { "fr_FR.UTF-8", "Cena mañana a las 9", "Cena | 2026-11-19 09:00" },
  { "C", "Déjeuner demain à midi", "Déjeuner | 2026-11-19 12:00" },
  { "pt_BR.UTF-8", "Lunch tomorrow", "Lunch | 2026-11-19" },
  { "den_XX", "Lunch tomorrow", "Lunch | 2026-11-19" },
  { "de", "Termin Mi 14:00", "Termin | 2026-11-18 14:00" },
  { "DE_at", "Termin Mi 14:00", "Termin | 2026-11-18 14:00" },
  /* Hours of the night are written so where the clock has 24 hours. */
  { "en_GB.UTF-8", "Sync 3:30", "Sync | 2026-11-18 15:30" },
  { "de_DE.UTF-8", "Sync 3:30", "Sync | 2026-11-19 03:30" },
  /* The order of day and month. */
  { "en_US.UTF-8", "Party 12/5", "Party | 2026-12-05" },
  { "en_GB.UTF-8", "Party 12/5", "Party | 2027-05-12" },
  { "en_US.UTF-8", "Party 24/12", "Party | 2026-12-24" },
  { "en_GB.UTF-8", "Party 12/24", "Party | 2026-12-24" },
  { "en_US.UTF-8", "Party 24.12.", "Party | 2026-12-24" },
};

static void
test_languages (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (language_rows); i++)
    {
      GnomonParseContext context;
      g_autoptr (GnomonParsedText) parsed = NULL;
      g_autofree char *said = NULL;

      init_test_context (&context, language_rows[i].language);
      parsed = gnomon_parse_text (language_rows[i].text, &context, NULL);
      g_assert_nonnull (parsed);
      said = describe_parsed (parsed);
      g_assert_cmpstr (said, ==, language_rows[i].expected);
      clear_test_context (&context);
    }
}

static void
check_refused (const char *text,
               const char *message)
{
  GnomonParseContext context;
  g_autoptr (GError) error = NULL;

  init_test_context (&context, "en_GB.UTF-8");
  g_assert_null (gnomon_parse_text (text, &context, &error));
  g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT);
  g_assert_cmpstr (error->message, ==, message);
  clear_test_context (&context);
}

static void
test_refused (void)
{
  g_autofree char *long_text = g_strnfill (GNOMON_PARSE_MAX_CHARACTERS + 1, 'x');

  check_refused ("", "text: is required");
  check_refused (" \t\n ", "text: is required");
  check_refused (long_text, "text: must have at most 1000 characters");
  check_refused ("Caf\xe9", "text: is not valid UTF-8");
}

/* Any pieces in any order are understood somehow: the spans lie in the text, one after the other,
 * and what comes out is an event. */
static const char * const pieces[] = {
  "tomorrow", "at", "12", "12:30", "3pm", "h", "-", "–", "to", "until", "3", "5", "May", "friday",
  "every", "second", "of", "the", "month", "for", "45", "min", "hours", "in", "Room", "@", "with",
  "Ann", "bob@example.org", "\"", "“", "”", "(", ")", ",", ".", ":", "/", "12/24", "24.12.",
  "2026-12-24", "9999", "99999999999", "halb", "drei", "Uhr", "jeden", "Montag", "bis", "am", "à",
  "heures", "tous", "les", "mardis", "mañana", "las", "y", "media", "5 times", "remind me",
  "before",
  "https://x.org", "🎂", "\xcc\x81", "ﷺ", "\xe2\x80\xae", "٣", "next", "week", "year", "all day",
  "31", "Feb", "29", "24:00", "0", "00", "d'", "l'", "'", "#", "$", "%", "&", "a", "p.m.", "\t",
  "  ",
  "in 999 years", "999 weeks", "every 999 months", "until yesterday", "1000",
};

static void
check_spans (const GnomonParsedText *parsed,
             const char             *text)
{
  glong length = g_utf8_strlen (text, -1);
  guint after = 0;

  for (guint i = 0; i < parsed->spans->len; i++)
    {
      const GnomonTextSpan *span = &g_array_index (parsed->spans, GnomonTextSpan, i);

      g_assert_cmpuint (span->start, >=, after);
      g_assert_cmpuint (span->length, >, 0);
      after = span->start + span->length;
    }
  g_assert_cmpint ((glong) after, <=, length);
}

static void
test_random (void)
{
  static const char * const languages[] = { "en_US.UTF-8", "de_DE", "fr_FR", "es_ES" };
  g_autoptr (GRand) random = g_rand_new_with_seed (4711);

  for (int round = 0; round < 4000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GnomonParsedText) parsed = NULL;
      g_autoptr (GnomonParsedText) again = NULL;
      g_autofree char *said = NULL;
      g_autofree char *said_again = NULL;
      GnomonParseContext context;
      int n_pieces = g_rand_int_range (random, 1, 16);

      for (int i = 0; i < n_pieces; i++)
        {
          g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
          if (g_rand_int_range (random, 0, 4) != 0)
            g_string_append_c (text, ' ');
        }
      init_test_context (&context, languages[round % G_N_ELEMENTS (languages)]);
      parsed = gnomon_parse_text (text->str, &context, NULL);
      if (parsed != NULL)
        {
          again = gnomon_parse_text (text->str, &context, NULL);
          said = describe_parsed (parsed);
          said_again = describe_parsed (again);
          g_assert_cmpstr (said, ==, said_again);
          check_spans (parsed, text->str);
          check_creation (parsed, &context, text->str);
        }
      clear_test_context (&context);
    }
}

/* The longest texts, made of what asks for the most work. */
static void
test_longest (void)
{
  static const char * const units[] = {
    "12:30 ", "every second ", "\"", "a@b.c,", "1.", "from 2 to ", "Ann and ", "with Ann ", "3-",
    "'",
    "mon,", "https://a ", "12 h ", "at Luigi's ", "🎂", "<a@b.co>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) text = g_string_new ("with ");
      g_autoptr (GnomonParsedText) parsed = NULL;
      GnomonParseContext context;

      while (g_utf8_strlen (text->str, -1) <= GNOMON_PARSE_MAX_CHARACTERS - 16)
        g_string_append (text, units[i]);
      init_test_context (&context, "fr_FR");
      parsed = gnomon_parse_text (text->str, &context, NULL);
      g_assert_nonnull (parsed);
      check_spans (parsed, text->str);
      clear_test_context (&context);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/parse/spans", test_spans);
  g_test_add_func ("/parse/slot", test_slot);
  g_test_add_func ("/parse/languages", test_languages);
  g_test_add_func ("/parse/refused", test_refused);
  g_test_add_func ("/parse/random", test_random);
  g_test_add_func ("/parse/longest", test_longest);

  return g_test_run ();
}
