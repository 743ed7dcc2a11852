/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-series.h"
#include "gnomon-zone.h"

/* Series by themselves: which occurrences there are, when they are, and which are not. */

typedef struct
{
  const char *what;
  const char *zone;          /* "floating", or "date" for whole days */
  const char *start;
  const char *end;
  const char *rrule;
  const char *exdate;        /* separated by spaces; so the next two */
  const char *rdate;
  const char *overridden;
  const char *from, *to;     /* instants; wall times where the series follows the viewer */
  const char *expected;      /* key=start/end in UTC, or wall times; separated by spaces */
} Case;

static gint64
parse_wall (const char *text)
{
  gint64 wall = 0;

  if (strlen (text) == 10)
    {
      g_assert_true (gnomon_civil_parse_date (text, &wall));
      return wall * GNOMON_DAY_SECONDS;
    }
  g_assert_true (gnomon_civil_parse_wall (text, &wall));
  return wall;
}

static gint64
parse_bound (const char *text)
{
  gint64 instant;

  return gnomon_civil_parse_instant (text, &instant) ? instant : parse_wall (text);
}

static GnomonSeries *
make_series (const Case *test)
{
  g_auto (GStrv) exdate = g_strsplit (test->exdate != NULL ? test->exdate : "", " ", -1);
  g_auto (GStrv) rdate = g_strsplit (test->rdate != NULL ? test->rdate : "", " ", -1);
  g_auto (GStrv) overridden = g_strsplit (test->overridden != NULL ? test->overridden : "", " ",
                                          -1);
  GnomonSeriesTerms terms = {
    .kind = g_str_equal (test->zone, "date") ? GNOMON_TIME_DATE
            : g_str_equal (test->zone, "floating") ? GNOMON_TIME_FLOATING
            : g_str_equal (test->zone, "UTC") ? GNOMON_TIME_UTC : GNOMON_TIME_ZONED,
    .start_wall = parse_wall (test->start),
    .end_wall = parse_wall (test->end),
    .timezone = test->zone,
    .end_timezone = test->zone,
    .rrule = test->rrule,
    .exdate = (const char * const *) exdate,
    .rdate = (const char * const *) rdate,
    .overridden = (const char * const *) overridden,
  };

  return gnomon_series_new (&terms);
}

typedef struct
{
  GString *text;
  gboolean all_day;
} Writing;

/* A wall time without its seconds where they are 0. */
static void
append_time (GString  *text,
             gboolean  all_day,
             gint64    time)
{
  g_autofree char *wall = gnomon_civil_format_wall (time);

  if (all_day || g_str_has_suffix (wall, ":00"))
    wall[all_day ? 10 : 16] = '\0';
  g_string_append (text, wall);
}

static gboolean
write_instance_cb (const GnomonInstance *instance,
                   gpointer              user_data)
{
  Writing *writing = user_data;

  g_string_append (writing->text, writing->text->len > 0 ? " " : "");
  append_time (writing->text, writing->all_day, instance->key);
  g_string_append_c (writing->text, '=');
  append_time (writing->text, writing->all_day, instance->start);
  g_string_append_c (writing->text, '/');
  append_time (writing->text, writing->all_day, instance->end);
  return TRUE;
}

static void
check_case (const Case *test)
{
  g_autoptr (GnomonSeries) series = make_series (test);
  g_autoptr (GString) text = g_string_new (NULL);
  Writing writing = { text, g_str_equal (test->zone, "date") };

  g_assert_true (gnomon_series_expand (series, NULL, parse_bound (test->from),
                                       parse_bound (test->to), write_instance_cb, &writing));
  if (!g_str_equal (text->str, test->expected))
    g_error ("%s: “%s” is not “%s”", test->what, text->str, test->expected);
  g_assert_cmpint (gnomon_series_overlaps (series, NULL, parse_bound (test->from),
                                           parse_bound (test->to)),
                   ==, *test->expected != '\0');
}

static void
test_sets (void)
{
  static const Case cases[] = {
    { "a week", "Europe/Berlin", "2026-11-02T09:00", "2026-11-02T10:00", "FREQ=DAILY;COUNT=3",
      NULL, NULL, NULL, "2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z",
      "2026-11-02T09:00=2026-11-02T08:00/2026-11-02T09:00 "
      "2026-11-03T09:00=2026-11-03T08:00/2026-11-03T09:00 "
      "2026-11-04T09:00=2026-11-04T08:00/2026-11-04T09:00" },
    { "what ends at the begin, or starts at the end, is out", "UTC",
      "2026-11-02T09:00", "2026-11-02T10:00", "FREQ=DAILY",
      NULL, NULL, NULL, "2026-11-05T10:00:00Z", "2026-11-07T09:00:00Z",
      "2026-11-06T09:00=2026-11-06T09:00/2026-11-06T10:00" },
    { "what has no length counts where it stands", "UTC",
      "2026-11-02T09:00", "2026-11-02T09:00", "FREQ=DAILY",
      NULL, NULL, NULL, "2026-11-05T09:00:00Z", "2026-11-06T09:00:00Z",
      "2026-11-05T09:00=2026-11-05T09:00/2026-11-05T09:00" },
    { "EXDATEs of each form", "Europe/Berlin", "2026-11-02T09:00", "2026-11-02T10:00",
      "FREQ=DAILY;COUNT=5", "20261103T090000 20261104T080000Z 20261105", NULL, NULL,
      "2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z",
      "2026-11-02T09:00=2026-11-02T08:00/2026-11-02T09:00 "
      "2026-11-06T09:00=2026-11-06T08:00/2026-11-06T09:00" },
    { "an EXDATE of DTSTART", "UTC", "2026-11-02T09:00", "2026-11-02T10:00",
      "FREQ=WEEKLY;COUNT=2", "20261102T090000Z", NULL, NULL,
      "2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z",
      "2026-11-09T09:00=2026-11-09T09:00/2026-11-09T10:00" },
    { "DTSTART counts, whatever the rule says", "UTC", "2026-11-02T09:00", "2026-11-02T10:00",
      "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261110T235959Z", NULL, NULL, NULL,
      "2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z",
      "2026-11-02T09:00=2026-11-02T09:00/2026-11-02T10:00 "
      "2026-11-03T09:00=2026-11-03T09:00/2026-11-03T10:00 "
      "2026-11-10T09:00=2026-11-10T09:00/2026-11-10T10:00" },
    { "RDATEs: one before, one on a start of the rule, one in UTC, periods", "Europe/Berlin",
      "2026-11-10T09:00", "2026-11-10T10:00", "FREQ=DAILY;COUNT=2", NULL,
      "20261101T120000 20261111T090000 20261113T110000Z 20261114T090000/PT3H "
      "20261115T080000Z/20261115T083000Z 20261116", NULL,
      "2026-10-01T00:00:00Z", "2026-12-01T00:00:00Z",
      "2026-11-01T12:00=2026-11-01T11:00/2026-11-01T12:00 "
      "2026-11-10T09:00=2026-11-10T08:00/2026-11-10T09:00 "
      "2026-11-11T09:00=2026-11-11T08:00/2026-11-11T09:00 "
      "2026-11-13T12:00=2026-11-13T11:00/2026-11-13T12:00 "
      "2026-11-14T09:00=2026-11-14T08:00/2026-11-14T11:00 "
      "2026-11-15T09:00=2026-11-15T08:00/2026-11-15T08:30 "
      "2026-11-16T09:00=2026-11-16T08:00/2026-11-16T09:00" },
    { "RDATEs without a rule", "date", "2026-11-10", "2026-11-12", "", NULL,
      "20261120 20261125T120000Z", NULL, "2026-11-01", "2026-12-01",
      "2026-11-10=2026-11-10/2026-11-12 2026-11-20=2026-11-20/2026-11-22 "
      "2026-11-25=2026-11-25/2026-11-27" },
    { "overrides stand for themselves", "date", "2026-11-10", "2026-11-11", "FREQ=DAILY;COUNT=3",
      NULL, NULL, "2026-11-11", "2026-11-01", "2026-12-01",
      "2026-11-10=2026-11-10/2026-11-11 2026-11-12=2026-11-12/2026-11-13" },
    { "long ones reach into the range", "date", "2026-01-01", "2026-02-15", "FREQ=MONTHLY;COUNT=3",
      NULL, NULL, NULL, "2026-03-10", "2026-03-11",
      "2026-02-01=2026-02-01/2026-03-18 2026-03-01=2026-03-01/2026-04-15" },
    { "no rule, no dates", "floating", "2026-11-10T09:00", "2026-11-10T10:00", "", NULL, NULL, NULL,
      "2026-11-01", "2026-12-01", "2026-11-10T09:00=2026-11-10T09:00/2026-11-10T10:00" },
    { "a rule that is none", "floating", "2026-11-10T09:00", "2026-11-10T10:00", "FREQ=SOMETIMES",
      NULL, NULL, NULL, "2026-11-01", "2026-12-01",
      "2026-11-10T09:00=2026-11-10T09:00/2026-11-10T10:00" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    check_case (&cases[i]);
}

/* The clock is put forward on 28 March 2027 and back on 25 October 2026 in Berlin; on 4 October
 * 2026 forward, by half an hour, on Lord Howe Island. */
static void
test_clock_changes (void)
{
  static const Case cases[] = {
    { "the gap: an hour later, as long as ever", "Europe/Berlin",
      "2027-03-27T02:30", "2027-03-27T03:15", "FREQ=DAILY;COUNT=3", NULL, NULL, NULL,
      "2027-03-01T00:00:00Z", "2027-04-01T00:00:00Z",
      "2027-03-27T02:30=2027-03-27T01:30/2027-03-27T02:15 "
      "2027-03-28T02:30=2027-03-28T01:30/2027-03-28T02:15 "
      "2027-03-29T02:30=2027-03-29T00:30/2027-03-29T01:15" },
    { "the hour that comes twice: the first", "Europe/Berlin",
      "2026-10-24T02:30", "2026-10-24T02:45", "FREQ=DAILY;COUNT=3", NULL, NULL, NULL,
      "2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z",
      "2026-10-24T02:30=2026-10-24T00:30/2026-10-24T00:45 "
      "2026-10-25T02:30=2026-10-25T00:30/2026-10-25T00:45 "
      "2026-10-26T02:30=2026-10-26T01:30/2026-10-26T01:45" },
    { "a night shift ends by the clock", "Europe/Berlin",
      "2026-10-23T22:00", "2026-10-24T06:00", "FREQ=DAILY;COUNT=2", NULL, NULL, NULL,
      "2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z",
      "2026-10-23T22:00=2026-10-23T20:00/2026-10-24T04:00 "
      "2026-10-24T22:00=2026-10-24T20:00/2026-10-25T05:00" },
    { "of two starts on one instant there is one", "Europe/Berlin",
      "2027-03-28T01:30", "2027-03-28T01:45", "FREQ=HOURLY;COUNT=4", NULL, NULL, NULL,
      "2027-03-27T00:00:00Z", "2027-03-29T00:00:00Z",
      "2027-03-28T01:30=2027-03-28T00:30/2027-03-28T00:45 "
      "2027-03-28T03:30=2027-03-28T01:30/2027-03-28T01:45 "
      "2027-03-28T04:30=2027-03-28T02:30/2027-03-28T02:45" },
    { "an EXDATE in UTC of a start in the gap", "Europe/Berlin",
      "2027-03-27T02:30", "2027-03-27T03:00", "FREQ=DAILY;COUNT=3", "20270328T013000Z", NULL, NULL,
      "2027-03-01T00:00:00Z", "2027-04-01T00:00:00Z",
      "2027-03-27T02:30=2027-03-27T01:30/2027-03-27T02:00 "
      "2027-03-29T02:30=2027-03-29T00:30/2027-03-29T01:00" },
    { "half an hour", "Australia/Lord_Howe",
      "2026-10-03T02:15", "2026-10-03T02:45", "FREQ=DAILY;COUNT=3", NULL, NULL, NULL,
      "2026-10-01T00:00:00Z", "2026-10-10T00:00:00Z",
      "2026-10-03T02:15=2026-10-02T15:45/2026-10-02T16:15 "
      "2026-10-04T02:15=2026-10-03T15:45/2026-10-03T16:15 "
      "2026-10-05T02:15=2026-10-04T15:15/2026-10-04T15:45" },
    { "no change at all", "Asia/Kolkata",
      "2026-10-24T02:30", "2026-10-24T03:00", "FREQ=DAILY;COUNT=2", NULL, NULL, NULL,
      "2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z",
      "2026-10-24T02:30=2026-10-23T21:00/2026-10-23T21:30 "
      "2026-10-25T02:30=2026-10-24T21:00/2026-10-24T21:30" },
    { "where the winter is the time that differs, in spring", "Europe/Dublin",
      "2027-03-27T01:30", "2027-03-27T02:00", "FREQ=DAILY;COUNT=3", NULL, NULL, NULL,
      "2027-03-01T00:00:00Z", "2027-04-01T00:00:00Z",
      "2027-03-27T01:30=2027-03-27T01:30/2027-03-27T02:00 "
      "2027-03-28T01:30=2027-03-28T01:30/2027-03-28T02:00 "
      "2027-03-29T01:30=2027-03-29T00:30/2027-03-29T01:00" },
    { "where the winter is the time that differs, in autumn", "Europe/Dublin",
      "2026-10-24T01:30", "2026-10-24T01:45", "FREQ=DAILY;COUNT=3", NULL, NULL, NULL,
      "2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z",
      "2026-10-24T01:30=2026-10-24T00:30/2026-10-24T00:45 "
      "2026-10-25T01:30=2026-10-25T00:30/2026-10-25T00:45 "
      "2026-10-26T01:30=2026-10-26T01:30/2026-10-26T01:45" },
    { "before Ramadan", "Africa/Casablanca",
      "2024-03-09T02:30", "2024-03-09T02:45", "FREQ=DAILY;COUNT=3", NULL, NULL, NULL,
      "2024-03-01T00:00:00Z", "2024-04-01T00:00:00Z",
      "2024-03-09T02:30=2024-03-09T01:30/2024-03-09T01:45 "
      "2024-03-10T02:30=2024-03-10T01:30/2024-03-10T01:45 "
      "2024-03-11T02:30=2024-03-11T02:30/2024-03-11T02:45" },
    { "after Ramadan", "Africa/Casablanca",
      "2024-04-13T02:30", "2024-04-13T03:00", "FREQ=DAILY;COUNT=3", NULL, NULL, NULL,
      "2024-04-01T00:00:00Z", "2024-05-01T00:00:00Z",
      "2024-04-13T02:30=2024-04-13T02:30/2024-04-13T03:00 "
      "2024-04-14T02:30=2024-04-14T02:30/2024-04-14T03:00 "
      "2024-04-15T02:30=2024-04-15T01:30/2024-04-15T02:00" },
    { "a day without a midnight", "Africa/Cairo",
      "2024-04-25T00:30", "2024-04-25T01:00", "FREQ=DAILY;COUNT=3", NULL, NULL, NULL,
      "2024-04-01T00:00:00Z", "2024-05-01T00:00:00Z",
      "2024-04-25T00:30=2024-04-24T22:30/2024-04-24T23:00 "
      "2024-04-26T00:30=2024-04-25T22:30/2024-04-25T23:00 "
      "2024-04-27T00:30=2024-04-26T21:30/2024-04-26T22:00" },
    { "a day that was left out", "Pacific/Apia",
      "2011-12-29T12:00", "2011-12-29T13:00", "FREQ=DAILY;COUNT=4", NULL, NULL, NULL,
      "2011-12-01T00:00:00Z", "2012-02-01T00:00:00Z",
      "2011-12-29T12:00=2011-12-29T22:00/2011-12-29T23:00 "
      "2011-12-31T12:00=2011-12-30T22:00/2011-12-30T23:00 "
      "2012-01-01T12:00=2011-12-31T22:00/2011-12-31T23:00" },
    { "a range that begins in the gap's hour", "Europe/Berlin",
      "2027-03-27T02:30", "2027-03-27T02:45", "FREQ=DAILY;COUNT=3", NULL, NULL, NULL,
      "2027-03-28T01:40:00Z", "2027-03-28T02:00:00Z",
      "2027-03-28T02:30=2027-03-28T01:30/2027-03-28T01:45" },
    { "a zone that nobody knows follows the viewer", "Nowhere/Land",
      "2026-10-24T02:30", "2026-10-24T03:00", "FREQ=DAILY;COUNT=2", NULL, NULL, NULL,
      "2026-10-01", "2026-11-01",
      "2026-10-24T02:30=2026-10-24T02:30/2026-10-24T03:00 "
      "2026-10-25T02:30=2026-10-25T02:30/2026-10-25T03:00" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    check_case (&cases[i]);
}

/* 02:30 across three years: each night once, and at 02:30 but in the gap. */
static void
test_each_night (void)
{
  static const char * const zones[] = {
    "Europe/Berlin", "America/New_York", "Australia/Sydney", "Australia/Lord_Howe", "Asia/Kolkata",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      const Case test = { zones[i], zones[i], "2026-01-01T02:30", "2026-01-01T03:00",
                          "FREQ=DAILY;UNTIL=20281231T235900Z", NULL, NULL, NULL, NULL, NULL, NULL };
      g_autoptr (GnomonSeries) series = make_series (&test);
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zones[i]);
      gint64 key = parse_wall (test.start), last_start = G_MININT64;
      GnomonSeriesIter iter;
      GnomonInstance instance;
      guint n = 0, n_moved = 0;

      gnomon_series_iter_init (&iter, series, G_MININT64);
      while (gnomon_series_iter_next (&iter, &instance))
        {
          g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instance.start);
          g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
          gint64 day = gnomon_civil_day_from_ymd (g_date_time_get_year (local),
                                                  g_date_time_get_month (local),
                                                  g_date_time_get_day_of_month (local));

          g_assert_cmpint (instance.key, ==, key);
          g_assert_cmpint (day, ==, gnomon_civil_day_of_wall (key));
          g_assert_cmpint (instance.start, >, last_start);
          if (g_date_time_get_hour (local) != 2 || g_date_time_get_minute (local) != 30)
            n_moved++;
          last_start = instance.start;
          key += GNOMON_DAY_SECONDS;
          n++;
        }
      g_assert_cmpuint (n, >=, 3 * 365);
      g_assert_cmpuint (n_moved, ==,
                        g_str_equal (zones[i], "Asia/Kolkata")
                        || g_str_equal (zones[i], "Australia/Lord_Howe") ? 0 : 3);
    }
}

static void
test_find (void)
{
  const Case test = { "find", "Europe/Berlin", "2026-11-02T09:00", "2026-11-02T10:00",
                      "FREQ=WEEKLY;COUNT=4", "20261109T090000", "20261111T120000",
                      "2026-11-16T09:00:00", NULL, NULL, NULL };
  g_autoptr (GnomonSeries) series = make_series (&test);
  GnomonInstance instance;
  gint64 first, last;

  g_assert_true (gnomon_series_find (series, parse_wall ("2026-11-11T12:00"), &instance));
  g_assert_cmpint (instance.end_wall, ==, parse_wall ("2026-11-11T13:00"));
  g_assert_false (gnomon_series_find (series, parse_wall ("2026-11-09T09:00"), &instance));
  g_assert_false (gnomon_series_find (series, parse_wall ("2026-11-16T09:00"), &instance));
  g_assert_false (gnomon_series_find (series, parse_wall ("2026-11-23T09:30"), &instance));
  g_assert_true (gnomon_series_find (series, parse_wall ("2026-11-23T09:00"), &instance));

  g_assert_false (gnomon_series_has_key (series, parse_wall ("2026-11-09T09:00")));
  g_assert_true (gnomon_series_has_key (series, parse_wall ("2026-11-16T09:00")));
  g_assert_false (gnomon_series_has_key (series, parse_wall ("2026-11-30T09:00")));

  g_assert_true (gnomon_series_find_next (series, NULL, parse_bound ("2026-11-02T08:00:00Z"),
                                          &instance));
  g_assert_cmpint (instance.key, ==, parse_wall ("2026-11-02T09:00"));
  g_assert_true (gnomon_series_find_next (series, NULL, parse_bound ("2026-11-02T08:00:01Z"),
                                          &instance));
  g_assert_cmpint (instance.key, ==, parse_wall ("2026-11-11T12:00"));
  g_assert_false (gnomon_series_find_next (series, NULL, parse_bound ("2026-11-23T08:00:01Z"),
                                           &instance));

  gnomon_series_get_bounds (series, &first, &last);
  g_assert_cmpint (first, ==, parse_wall ("2026-11-02T09:00"));
  g_assert_cmpint (last, ==, parse_wall ("2026-11-23T10:00"));
}

/* Behind the gap, a later key can come first. */
static void
test_find_next_in_gap (void)
{
  const Case test = { "gap", "Europe/Berlin", "2027-03-28T02:45", "2027-03-28T02:50",
                      "FREQ=MINUTELY;INTERVAL=30;COUNT=4", NULL, NULL, NULL, NULL, NULL, NULL };
  g_autoptr (GnomonSeries) series = make_series (&test);
  GnomonInstance instance;

  /* 02:45, which is 03:45; 03:15; 03:45, which is the first again; 04:15. */
  g_assert_true (gnomon_series_find_next (series, NULL, parse_bound ("2027-03-28T01:00:00Z"),
                                          &instance));
  g_assert_cmpint (instance.start, ==, parse_bound ("2027-03-28T01:15:00Z"));
  g_assert_true (gnomon_series_find_next (series, NULL, instance.start + 1, &instance));
  g_assert_cmpint (instance.start, ==, parse_bound ("2027-03-28T01:45:00Z"));
  g_assert_true (gnomon_series_find_next (series, NULL, instance.start + 1, &instance));
  g_assert_cmpint (instance.start, ==, parse_bound ("2027-03-28T02:15:00Z"));
  g_assert_false (gnomon_series_find_next (series, NULL, instance.start + 1, &instance));
}

static gboolean
count_cb (const GnomonInstance *instance,
          gpointer              user_data)
{
  (*(guint *) user_data)++;
  return TRUE;
}

static void
test_bounds (void)
{
  const Case flood = { "flood", "UTC", "2026-01-01T00:00", "2026-01-01T00:01", "FREQ=SECONDLY",
                       NULL, NULL, NULL, NULL, NULL, NULL };
  const Case far = { "far", "Europe/Berlin", "2026-01-01T09:00", "2026-01-01T10:00",
                     "FREQ=YEARLY", NULL, NULL, NULL, NULL, NULL, NULL };
  g_autoptr (GnomonSeries) seconds = make_series (&flood);
  g_autoptr (GnomonSeries) years = make_series (&far);
  gint64 first, last;
  guint n = 0;

  g_assert_false (gnomon_series_expand (seconds, NULL, parse_bound ("2026-03-01T00:00:00Z"),
                                        parse_bound ("2026-04-01T00:00:00Z"), count_cb, &n));
  g_assert_cmpuint (n, ==, GNOMON_SERIES_MAX_EXPANDED);

  gnomon_series_get_bounds (years, &first, &last);
  g_assert_cmpint (last, ==, G_MAXINT64);
  n = 0;
  g_assert_true (gnomon_series_expand (years, NULL, G_MININT64, G_MAXINT64, count_cb, &n));
  g_assert_cmpuint (n, ==, 9999 - 2026 + 1);
}

static void
test_keys (void)
{
  static const struct
  {
    const char *id;
    gboolean all_day;
  } cases[] = {
    { "2026-11-02T09:00:00", FALSE },
    { "0001-01-01T00:00:00", FALSE },
    { "1969-12-31T23:59:59", FALSE },
    { "9999-12-31T23:59:59", FALSE },
    { "2028-02-29", TRUE },
  };
  gint64 key;
  gboolean is_day;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char id[GNOMON_RECURRENCE_ID_LENGTH];
      g_autofree char *value = NULL;
      gint64 again;

      g_assert_true (gnomon_series_parse_key (cases[i].all_day, cases[i].id, &key));
      gnomon_series_format_key (cases[i].all_day, key, id);
      g_assert_cmpstr (id, ==, cases[i].id);

      value = gnomon_series_format_value (cases[i].all_day, key);
      g_assert_true (gnomon_series_parse_value (value, cases[i].all_day, NULL, &again, &is_day));
      g_assert_cmpint (again, ==, key);
      g_assert_false (is_day);
    }

  g_assert_false (gnomon_series_parse_key (TRUE, "2026-11-02T09:00:00", &key));
  g_assert_false (gnomon_series_parse_key (FALSE, "2026-11-02", &key));
  g_assert_false (gnomon_series_parse_key (FALSE, "", &key));
  g_assert_false (gnomon_series_parse_value ("soon", FALSE, NULL, &key, &is_day));
  g_assert_true (gnomon_series_parse_value ("20261102", FALSE, NULL, &key, &is_day));
  g_assert_true (is_day);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/series/sets", test_sets);
  g_test_add_func ("/series/clock-changes", test_clock_changes);
  g_test_add_func ("/series/each-night", test_each_night);
  g_test_add_func ("/series/find", test_find);
  g_test_add_func ("/series/find-next-in-gap", test_find_next_in_gap);
  g_test_add_func ("/series/bounds", test_bounds);
  g_test_add_func ("/series/keys", test_keys);

  return g_test_run ();
}
