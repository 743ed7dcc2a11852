/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <locale.h>

#include "gnomon-civil.h"
#include "gnomon-repeat.h"
#include "gnomon-repeat-words.h"
#include "gnomon-rule-text.h"
#include "gnomon-zone.h"

/* How an event repeats: in words, and in the fields of an editor. */

/* A Tuesday, the fourth and the last of its month. */
#define START "2026-11-24"

static gint64
day_of (const char *date)
{
  gint64 day;

  g_assert_true (gnomon_civil_parse_date (date, &day));
  return day;
}

static char *
normalize (const char *rrule)
{
  g_autoptr (GError) error = NULL;
  char *text = gnomon_rule_text_normalize (rrule, "rrule", &error);

  g_assert_no_error (error);
  return text;
}

static void
test_summary (void)
{
  static const struct
  {
    const char *start;
    const char *rrule;
    const char *words;         /* NULL: there are none */
  } rows[] = {
    { START, "", "Never" },
    { START, "FREQ=DAILY", "Every day" },
    { START, "FREQ=DAILY;INTERVAL=3", "Every 3 days" },
    { START, "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "Every weekday" },
    { START, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "Every weekday" },
    { START, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "Every day" },
    { START, "FREQ=WEEKLY", "Every week on Tuesday" },
    { START, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "Every 2 weeks on Tuesday" },
    { START, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20261222T130000Z",
      "Every 2 weeks on Tuesday, until 22 December · 3 times" },
    { START, "FREQ=WEEKLY;BYDAY=MO,WE,FR", "Every week on Monday, Wednesday and Friday" },
    { START, "FREQ=WEEKLY;BYDAY=SA,SU", "Every week on Saturday and Sunday" },
    { START, "FREQ=WEEKLY;COUNT=1", "Every week on Tuesday, 1 time · until 24 November" },
    { START, "FREQ=DAILY;COUNT=5", "Every day, 5 times · until 28 November" },
    { START, "FREQ=DAILY;COUNT=5000", "Every day, 5000 times" },
    { START, "FREQ=DAILY;UNTIL=20361124T130000Z", "Every day, until 24 November 2036" },
    { START, "FREQ=DAILY;UNTIL=20270101T225959Z", "Every day, until 1 January 2027 · 39 times" },
    { START, "FREQ=DAILY;BYMONTH=1,12", "Every day, only in January and December" },
    { START, "FREQ=MONTHLY", "Every month on the 24th" },
    { "2026-11-01", "FREQ=MONTHLY", "Every month on the 1st" },
    { "2026-11-03", "FREQ=MONTHLY;INTERVAL=2", "Every 2 months on the 3rd" },
    { START, "FREQ=MONTHLY;BYMONTHDAY=15", "Every month on the 15th" },
    { START, "FREQ=MONTHLY;BYMONTHDAY=-1", "Every month on the last day" },
    { START, "FREQ=MONTHLY;BYMONTHDAY=-1,1,15", "Every month on the 1st, 15th and last day" },
    { START, "FREQ=MONTHLY;BYDAY=2TU", "Every second Tuesday of the month" },
    { START, "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", "Every second Tuesday of the month" },
    { START, "FREQ=MONTHLY;BYDAY=-1FR", "Every last Friday of the month" },
    { START, "FREQ=MONTHLY;BYDAY=1MO,3MO", "Every first Monday and third Monday of the month" },
    { START, "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR", "Every 3 months on the last Friday" },
    { START, "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "Every last weekday of the month" },
    { START, "FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1", "Every first weekend day of the month" },
    { START, "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=-1",
      "Every last day of the month" },
    { START, "FREQ=MONTHLY;BYDAY=TU", "Every week on Tuesday" },
    { START, "FREQ=MONTHLY;BYMONTHDAY=24;BYMONTH=3,6",
      "Every month on the 24th, only in March and June" },
    { START, "FREQ=YEARLY", "Every year on 24 November" },
    { "2028-02-29", "FREQ=YEARLY;INTERVAL=4", "Every 4 years on 29 February" },
    { START, "FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1", "Every year on 1 January and 1 July" },
    { START, "FREQ=YEARLY;BYMONTH=11;BYDAY=-1FR", "Every year on the last Friday of November" },
    { START, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", "Every year on the last day of February" },
    { START, "FREQ=YEARLY;INTERVAL=2;BYMONTH=5;BYDAY=2SU",
      "Every 2 years on the second Sunday of May" },
    { START, "FREQ=YEARLY;BYMONTHDAY=13", "Every year on 13 November" },
    { START, "FREQ=YEARLY;BYMONTHDAY=-1", "Every year on the last day of November" },
    { START, "FREQ=YEARLY;INTERVAL=2;BYMONTHDAY=13", "Every 2 years on 13 November" },
    { START, "FREQ=YEARLY;BYDAY=TH;BYMONTH=3", "Every week on Thursday, only in March" },
    { START, "FREQ=HOURLY", "Every hour" },
    { START, "FREQ=HOURLY;INTERVAL=6", "Every 6 hours" },
    { START, "FREQ=MINUTELY;INTERVAL=30", "Every 30 minutes" },

    /* RFC 7529 */
    { "2026-10-31", "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD",
      "Every month on the 31st, or on the last day of shorter months" },
    { START, "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD;BYMONTHDAY=15,30;COUNT=3",
      "Every month on the 15th and 30th, or on the last day of shorter months, 3 times"
      " · until 15 December" },
    { "2028-02-29", "RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=BACKWARD",
      "Every year on 29 February, or on the last day of shorter months" },
    { START, "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD", "Every month on the 24th" },
    { "2026-10-31", "RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=BACKWARD", "Every year on 31 October" },
    { START, "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD;BYDAY=-1FR",
      "Every last Friday of the month" },

    /* For these there are no words, and none are made up. */
    { START, "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", NULL },
    { START, "FREQ=YEARLY;BYYEARDAY=100", NULL },
    { START, "FREQ=YEARLY;BYDAY=20MO", NULL },
    { START, "FREQ=YEARLY;BYDAY=FR;BYMONTHDAY=13", NULL },
    { START, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", NULL },
    { START, "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", NULL },
    { START, "FREQ=MONTHLY;BYMONTHDAY=-3", NULL },
    { START, "FREQ=MONTHLY;BYDAY=-2FR", NULL },
    { START, "FREQ=DAILY;INTERVAL=2;BYDAY=MO", NULL },
    { START, "FREQ=WEEKLY;INTERVAL=2;BYMONTH=3", NULL },
    { START, "FREQ=DAILY;BYHOUR=9,17", NULL },
    { START, "FREQ=HOURLY;BYDAY=MO", NULL },
    { START, "FREQ=SECONDLY", NULL },
  };
  g_autoptr (GTimeZone) zone = gnomon_zone_lookup ("Europe/Berlin");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *rrule = normalize (rows[i].rrule);
      g_autofree char *words = gnomon_repeat_words_summary (
        rrule, day_of (rows[i].start) * GNOMON_DAY_SECONDS + 14 * 3600, FALSE, zone,
        day_of ("2026-11-18"));

      g_autofree char *custom = g_strconcat ("Custom rule: ", rrule, NULL);

      g_assert_cmpstr (words, ==, rows[i].words ? rows[i].words : custom);
    }
}

/* What people see of it stands at the begin of a sentence, and inside of one. */
static void
test_sentence (void)
{
  g_autofree char *pattern = gnomon_repeat_words_pattern ("FREQ=WEEKLY;INTERVAL=2", day_of (START));
  g_autofree char *begin = gnomon_repeat_words_begin ("ßeta");
  g_autofree char *nothing = gnomon_repeat_words_begin ("");

  g_assert_cmpstr (pattern, ==, "every 2 weeks on Tuesday");
  g_assert_null (gnomon_repeat_words_pattern ("FREQ=SECONDLY", day_of (START)));
  g_assert_null (gnomon_repeat_words_pattern ("", day_of (START)));
  g_assert_null (gnomon_repeat_words_pattern ("no rule", day_of (START)));
  g_assert_true (g_str_has_suffix (begin, "eta"));
  g_assert_cmpstr (nothing, ==, "");
}

/* What is read is written as the same; what says more than fields can is not read. */
static void
test_fields (void)
{
  static const struct
  {
    const char *start;
    const char *rrule;
    const char *written;       /* NULL: not read */
  } rows[] = {
    { START, "", "" },
    { START, "FREQ=DAILY;INTERVAL=2;COUNT=3", "FREQ=DAILY;COUNT=3;INTERVAL=2" },
    { START, "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR" },
    { START, "FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=TU" },
    { START, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU",
      "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU" },
    { START, "FREQ=WEEKLY;UNTIL=20261222T130000Z", "FREQ=WEEKLY;UNTIL=20261222T225959Z;BYDAY=TU" },
    { START, "FREQ=WEEKLY;UNTIL=20261222T233000Z", "FREQ=WEEKLY;UNTIL=20261223T225959Z;BYDAY=TU" },
    { START, "FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=24" },
    { START, "FREQ=MONTHLY;BYDAY=4TU", "FREQ=MONTHLY;BYDAY=4TU" },
    { START, "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=4", "FREQ=MONTHLY;BYDAY=4TU" },
    { "2026-11-30", "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;BYMONTHDAY=-1" },
    { "2026-11-30", "FREQ=MONTHLY;BYDAY=-1MO", "FREQ=MONTHLY;BYDAY=-1MO" },
    { START, "FREQ=YEARLY", "FREQ=YEARLY;BYMONTHDAY=24;BYMONTH=11" },
    { START, "FREQ=YEARLY;BYMONTHDAY=24", "FREQ=YEARLY;BYMONTHDAY=24;BYMONTH=11" },
    { START, "FREQ=YEARLY;BYMONTH=11;BYDAY=4TU", "FREQ=YEARLY;BYDAY=4TU;BYMONTH=11" },

    { START, "FREQ=DAILY;INTERVAL=2;BYDAY=MO", NULL },
    { START, "FREQ=WEEKLY;BYMONTH=3", NULL },
    { START, "FREQ=MONTHLY;BYMONTHDAY=15", NULL },
    { START, "FREQ=MONTHLY;BYMONTHDAY=-1", NULL },
    { START, "FREQ=MONTHLY;BYMONTHDAY=1,24", NULL },
    { START, "FREQ=MONTHLY;BYDAY=4WE", NULL },
    { "2026-11-17", "FREQ=MONTHLY;BYDAY=-1TU", NULL },
    { START, "FREQ=MONTHLY;BYDAY=TU", NULL },
    { START, "FREQ=MONTHLY;BYDAY=4TU;BYMONTHDAY=24", NULL },
    { START, "FREQ=YEARLY;BYDAY=4TU", NULL },
    { START, "FREQ=YEARLY;BYMONTHDAY=15", NULL },
    { START, "FREQ=YEARLY;BYMONTH=10", NULL },
    { START, "FREQ=YEARLY;BYWEEKNO=48", NULL },
    { START, "FREQ=DAILY;BYHOUR=9", NULL },
    { START, "FREQ=HOURLY", NULL },
  };
  g_autoptr (GTimeZone) zone = gnomon_zone_lookup ("Europe/Berlin");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 start = day_of (rows[i].start);
      g_autofree char *rrule = normalize (rows[i].rrule);
      g_autofree char *expected = rows[i].written ? normalize (rows[i].written) : NULL;
      g_autofree char *written = NULL;
      GnomonRepeat repeat;

      if (gnomon_repeat_parse (&repeat, rrule, start, zone))
        written = gnomon_repeat_format (&repeat, start, FALSE, zone);
      g_assert_cmpstr (written, ==, expected);
    }
}

/* The last day is one in the zone, in UTC, or a date, as the start is. */
static void
test_end (void)
{
  g_autoptr (GTimeZone) zone = gnomon_zone_lookup ("Europe/Berlin");
  GnomonRepeat repeat;

  gnomon_repeat_init (&repeat, GNOMON_REPEAT_DAYS, day_of (START));
  repeat.end = GNOMON_REPEAT_ENDS_ON;
  repeat.until_day = day_of ("2026-12-01");

  {
    g_autofree char *zoned = gnomon_repeat_format (&repeat, day_of (START), FALSE, zone);
    g_autofree char *floating = gnomon_repeat_format (&repeat, day_of (START), FALSE, NULL);
    g_autofree char *date = gnomon_repeat_format (&repeat, day_of (START), TRUE, NULL);

    g_assert_cmpstr (zoned, ==, "FREQ=DAILY;UNTIL=20261201T225959Z");
    g_assert_cmpstr (floating, ==, "FREQ=DAILY;UNTIL=20261201T235959");
    g_assert_cmpstr (date, ==, "FREQ=DAILY;UNTIL=20261201");
  }
}

/* The start moves to another day, and the rule with it. */
static void
test_follow (void)
{
  static const struct
  {
    const char *from, *to;
    const char *before, *after;
  } rows[] = {
    { "2026-11-24", "2026-11-26", "FREQ=WEEKLY;BYDAY=TU", "FREQ=WEEKLY;BYDAY=TH" },
    { "2026-11-24", "2026-11-26", "FREQ=WEEKLY;BYDAY=MO,TU", "FREQ=WEEKLY;BYDAY=MO,TH" },
    { "2026-11-24", "2026-11-25", "FREQ=WEEKLY;BYDAY=MO,TU,WE", "FREQ=WEEKLY;BYDAY=MO,TU,WE" },
    { "2026-11-24", "2026-11-18", "FREQ=MONTHLY;BYMONTHDAY=24", "FREQ=MONTHLY;BYMONTHDAY=18" },
    { "2026-11-24", "2026-11-18", "FREQ=MONTHLY;BYDAY=4TU", "FREQ=MONTHLY;BYDAY=3WE" },
    { "2026-11-24", "2026-11-30", "FREQ=MONTHLY;BYDAY=4TU", "FREQ=MONTHLY;BYDAY=-1MO" },
    { "2026-11-30", "2026-11-18", "FREQ=MONTHLY;BYDAY=-1MO", "FREQ=MONTHLY;BYDAY=3WE" },
    { "2026-11-30", "2026-11-18", "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;BYMONTHDAY=18" },
    { "2026-11-30", "2026-12-31", "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;BYMONTHDAY=-1" },
    { "2026-11-24", "2026-12-24", "FREQ=YEARLY;BYMONTHDAY=24;BYMONTH=11",
      "FREQ=YEARLY;BYMONTHDAY=24;BYMONTH=12" },
    { "2026-11-24", "2026-11-30", "FREQ=DAILY;UNTIL=20261125", "FREQ=DAILY;UNTIL=20261130" },
    { "2026-11-24", "2026-11-25", "FREQ=DAILY;UNTIL=20261130", "FREQ=DAILY;UNTIL=20261130" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *after = NULL;
      GnomonRepeat repeat;

      g_assert_true (gnomon_repeat_parse (&repeat, rows[i].before, day_of (rows[i].from), NULL));
      gnomon_repeat_follow (&repeat, day_of (rows[i].from), day_of (rows[i].to));
      after = gnomon_repeat_format (&repeat, day_of (rows[i].to), TRUE, NULL);
      g_assert_cmpstr (after, ==, rows[i].after);
    }
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/repeat/summary", test_summary);
  g_test_add_func ("/repeat/sentence", test_sentence);
  g_test_add_func ("/repeat/fields", test_fields);
  g_test_add_func ("/repeat/end", test_end);
  g_test_add_func ("/repeat/follow", test_follow);

  return g_test_run ();
}
