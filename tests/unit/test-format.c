/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <locale.h>

#include "gnomon-civil.h"
#include "gnomon-format.h"

/* Wednesday 18 November 2026, 10:42. */
#define TODAY "2026-11-18"
#define NOW "2026-11-18T10:42"

static gint64
day_of (const char *text)
{
  gint64 day = 0;

  g_assert_true (gnomon_civil_parse_date (text, &day));
  return day;
}

static gint64
wall_of (const char *text)
{
  gint64 wall = 0;

  if (strlen (text) == 10)
    return day_of (text) * GNOMON_DAY_SECONDS;

  g_assert_true (gnomon_civil_parse_wall (text, &wall));
  return wall;
}

#define assert_text(call, expected) \
  G_STMT_START                      \
  {                                 \
    g_autofree char *text_ = call;  \
                                    \
    g_assert_cmpstr (text_, ==, expected); \
  }                                 \
  G_STMT_END

static void
test_time (void)
{
  static const struct
  {
    const char *wall, *of_24, *of_12;
  } rows[] = {
    { "2026-11-18T00:00", "00:00", "12:00 AM" }, { "2026-11-18T00:05", "00:05", "12:05 AM" },
    { "2026-11-18T09:07", "09:07", "9:07 AM" },  { "2026-11-18T11:59", "11:59", "11:59 AM" },
    { "2026-11-18T12:00", "12:00", "12:00 PM" }, { "2026-11-18T23:59", "23:59", "11:59 PM" },
    { "1903-03-01T13:30", "13:30", "1:30 PM" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      assert_text (gnomon_format_time (wall_of (rows[i].wall), GNOMON_HOURS_24), rows[i].of_24);
      assert_text (gnomon_format_time (wall_of (rows[i].wall), GNOMON_HOURS_12), rows[i].of_12);
    }
}

static void
test_time_range (void)
{
  static const struct
  {
    const char *start, *end, *of_24, *of_12, *spoken;
  } rows[] = {
    { "2026-11-18T10:30", "2026-11-18T11:30", "10:30–11:30", "10:30–11:30 AM", "10:30 to 11:30" },
    { "2026-11-18T11:30", "2026-11-18T12:30", "11:30–12:30", "11:30 AM–12:30 PM",
      "11:30 to 12:30" },
    { "2026-11-18T20:00", "2026-11-19T00:00", "20:00–00:00", "8:00 PM–12:00 AM", "20:00 to 00:00" },
    { "2026-11-18T09:00", "2026-11-18T09:00", "09:00", "9:00 AM", "09:00" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 start = wall_of (rows[i].start);
      gint64 end = wall_of (rows[i].end);

      assert_text (gnomon_format_time_range (start, end, GNOMON_HOURS_24), rows[i].of_24);
      assert_text (gnomon_format_time_range (start, end, GNOMON_HOURS_12), rows[i].of_12);
      assert_text (gnomon_format_spoken_range (start, end, GNOMON_HOURS_24), rows[i].spoken);
    }
}

static void
test_date (void)
{
  gint64 today = day_of (TODAY);

  assert_text (gnomon_format_weekday_short (1), "Mon");
  assert_text (gnomon_format_weekday_short (7), "Sun");
  assert_text (gnomon_format_weekday_long (3), "Wednesday");
  assert_text (gnomon_format_month (today), "November");
  assert_text (gnomon_format_month_short (today), "Nov");
  assert_text (gnomon_format_month_year (today), "November 2026");
  assert_text (gnomon_format_day_month (day_of ("2026-12-01")), "1 Dec");
  assert_text (gnomon_format_date (day_of ("2026-11-24")), "Tue 24 Nov 2026");
  assert_text (gnomon_format_date_medium (today), "Wed 18 November");
  assert_text (gnomon_format_date_brief (today, today), "Wed 18 Nov");
  assert_text (gnomon_format_date_brief (day_of ("2027-01-04"), today), "4 Jan 2027");
  assert_text (gnomon_format_day_heading (today, today), "Today · Wednesday 18 November");
  assert_text (gnomon_format_day_heading (today + 1, today), "Tomorrow · Thursday 19 November");
  assert_text (gnomon_format_day_heading (today - 1, today), "Yesterday · Tuesday 17 November");
  assert_text (gnomon_format_day_heading (today + 2, today), "Friday 20 November");
  assert_text (gnomon_format_date_long (today, today), "Wednesday 18 November");
  assert_text (gnomon_format_date_long (day_of ("2027-01-04"), today), "Monday 4 January 2027");
  assert_text (gnomon_format_date (day_of ("1903-03-01")), "Sun 1 Mar 1903");
}

static void
test_when (void)
{
  static const struct
  {
    const char *start, *end;
    gboolean all_day;
    const char *expected;
  } rows[] = {
    { "2026-11-18T10:30", "2026-11-18T11:30", FALSE, "Wednesday 18 November, 10:30–11:30" },
    { "2026-11-18T20:00", "2026-11-19T00:00", FALSE, "Wednesday 18 November, 20:00–00:00" },
    { "2026-11-18T22:00", "2026-11-19T01:30", FALSE,
      "Wednesday 18 November, 22:00 – Thursday 19 November, 01:30" },
    { "2026-11-17T22:00", "2026-11-19T00:00", FALSE,
      "Tuesday 17 November, 22:00 – Thursday 19 November, 00:00" },
    { "2026-11-18T09:00", "2026-11-18T09:00", FALSE, "Wednesday 18 November, 09:00" },
    { "2027-01-04T09:00", "2027-01-04T10:00", FALSE, "Monday 4 January 2027, 09:00–10:00" },
    { "2026-11-18", "2026-11-19", TRUE, "Wednesday 18 November, all day" },
    { "2026-11-16", "2026-11-21", TRUE, "Monday 16 November – Friday 20 November" },
    { "2026-12-30", "2027-01-02", TRUE, "Wednesday 30 December – Friday 1 January 2027" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_text (gnomon_format_when (wall_of (rows[i].start), wall_of (rows[i].end),
                                     rows[i].all_day, day_of (TODAY), GNOMON_HOURS_24),
                 rows[i].expected);
}

static void
test_relative (void)
{
  static const struct
  {
    const char *start, *end;
    gboolean all_day;
    const char *expected;
  } rows[] = {
    { "2026-11-18T10:30", "2026-11-18T11:30", FALSE, "Ends in 48 minutes" },
    { "2026-11-18T10:30", "2026-11-18T10:43", FALSE, "Ends in 1 minute" },
    { "2026-11-18T08:00", "2026-11-18T18:00", FALSE, "Ends in 7 hours" },
    { "2026-11-16T08:00", "2026-11-21T10:42", FALSE, "Ends in 3 days" },
    { "2026-11-18T10:42", "2026-11-18T11:42", FALSE, "Ends in 60 minutes" },
    { "2026-11-18T10:45", "2026-11-18T11:45", FALSE, "In 3 minutes" },
    { "2026-11-18T10:43", "2026-11-18T11:45", FALSE, "In 1 minute" },
    { "2026-11-18T12:30", "2026-11-18T13:30", FALSE, "In 2 hours" },
    { "2026-11-18T19:00", "2026-11-18T20:30", FALSE, "In 8 hours" },
    { "2026-11-19T07:45", "2026-11-19T09:20", FALSE, "Tomorrow" },
    { "2026-11-21T15:00", "2026-11-21T18:00", FALSE, "In 3 days" },
    { "2026-12-16T15:00", "2026-12-16T18:00", FALSE, "In 4 weeks" },
    { "2027-05-18T15:00", "2027-05-18T18:00", FALSE, "In 6 months" },
    { "2026-11-18T09:00", "2026-11-18T09:15", FALSE, "Ended 1 hour ago" },
    { "2026-11-18T09:00", "2026-11-18T10:37", FALSE, "Ended 5 minutes ago" },
    { "2026-11-18T09:00", "2026-11-18T10:42", FALSE, "Ended just now" },
    { "2026-11-17T10:00", "2026-11-17T12:00", FALSE, "Yesterday" },
    { "2026-11-09T10:00", "2026-11-09T12:00", FALSE, "9 days ago" },
    { "2026-10-18T10:00", "2026-10-18T12:00", FALSE, "4 weeks ago" },
    { "2025-11-18T10:00", "2025-11-18T12:00", FALSE, "12 months ago" },
    { "2026-11-18", "2026-11-19", TRUE, "Today" },
    { "2026-11-16", "2026-11-21", TRUE, "Day 3 of 5" },
    { "2026-11-19", "2026-11-21", TRUE, "Tomorrow" },
    { "2026-11-17", "2026-11-18", TRUE, "Yesterday" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_text (gnomon_format_relative (wall_of (rows[i].start), wall_of (rows[i].end),
                                         rows[i].all_day, wall_of (NOW)),
                 rows[i].expected);

  /* Late in the evening, what comes after midnight is near, and not just "tomorrow". */
  assert_text (gnomon_format_relative (wall_of ("2026-11-19T00:10"), wall_of ("2026-11-19T01:00"),
                                       FALSE, wall_of ("2026-11-18T23:50")),
               "In 20 minutes");
}

static void
test_lengths (void)
{
  static const struct
  {
    int minutes;
    const char *full, *brief, *reminder;
  } rows[] = {
    { 0, "0 minutes", "0 min", "At the start" },
    { 1, "1 minute", "1 min", "1 minute before" },
    { 48, "48 minutes", "48 min", "48 minutes before" },
    { 60, "1 hour", "1 h", "1 hour before" },
    { 90, "1 hour 30 minutes", "1 h 30 min", "1 hour 30 minutes before" },
    { 1440, "1 day", "1 d", "1 day before" },
    { 2880, "2 days", "2 d", "2 days before" },
    { 10080, "7 days", "7 d", "1 week before" },
    { 40320, "28 days", "28 d", "4 weeks before" },
    { 1501, "1 day 1 hour 1 minute", "1 d 1 h 1 min", "1 day 1 hour 1 minute before" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      assert_text (gnomon_format_duration (rows[i].minutes), rows[i].full);
      assert_text (gnomon_format_duration_short (rows[i].minutes), rows[i].brief);
      assert_text (gnomon_format_reminder (rows[i].minutes), rows[i].reminder);
    }

  assert_text (gnomon_format_reminder (-1), "1 minute after the start");
  assert_text (gnomon_format_reminder (-90), "1 hour 30 minutes after the start");
  assert_text (gnomon_format_reminder (-1440), "1 day after the start");
}

static void
test_parse_time (void)
{
  static const struct
  {
    const char *text;
    int minutes; /* -1: is none */
  } rows[] = {
    { "9", 540 },          { "09", 540 },       { "930", 570 },        { "0930", 570 },
    { "9:30", 570 },       { "9.30", 570 },     { "9,30", 570 },       { "9h30", 570 },
    { "9 30", 570 },       { "9h", 540 },       { "9:", 540 },         { "  14:05 ", 845 },
    { "2pm", 840 },        { "2 PM", 840 },     { "2:15 p.m.", 855 },  { "2p", 840 },
    { "12am", 0 },         { "12pm", 720 },     { "12:30 AM", 30 },    { "0", 0 },
    { "23:59", 1439 },     { "noon", 720 },     { "Midnight", 0 },     { "٩:٣٠", 570 },
    { "２１：３０", 1290 }, { "24:00", -1 },     { "9:60", -1 },        { "13pm", -1 },
    { "0am", -1 },         { "", -1 },          { "pm", -1 },          { "9:3", -1 },
    { "9:300", -1 },       { "12345", -1 },     { "-9", -1 },          { "9:30x", -1 },
    { "soon", -1 },        { "9::30", -1 },     { "\xff\xfe", -1 },    { "99999999999999", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      int seconds = -60;
      gboolean known = gnomon_format_parse_time (rows[i].text, &seconds);

      g_test_message ("\"%s\"", rows[i].text);
      g_assert_cmpint (known, ==, rows[i].minutes >= 0);
      g_assert_cmpint (seconds, ==, rows[i].minutes * 60);
    }
}

static void
test_parse_date (void)
{
  static const struct
  {
    const char *text;
    const char *expected; /* NULL: is none */
  } rows[] = {
    { "2026-11-24", "2026-11-24" },      { "24 Nov", "2026-11-24" },
    { "Nov 24", "2026-11-24" },          { "24 november 2027", "2027-11-24" },
    { "Tue 24 Nov 2026", "2026-11-24" }, { "24. Nov. 2026", "2026-11-24" },
    { "November 24th, 2026", "2026-11-24" },
    /* The C locale writes the month first; 24 cannot be one. */
    { "11/24/2026", "2026-11-24" },      { "24/11/2026", "2026-11-24" },
    { "11/24", "2026-11-24" },           { "24.11.", "2026-11-24" },
    { "3/4/26", "2026-03-04" },          { "24", "2026-11-24" },
    { "17", "2026-12-17" },              { "31", "2026-12-31" },
    { "2 Jan", "2027-01-02" },           { "1 Sep", "2026-09-01" },
    { "29 Feb 2028", "2028-02-29" },     { "today", "2026-11-18" },
    { "Tomorrow", "2026-11-19" },        { "YESTERDAY", "2026-11-17" },
    { "fri", "2026-11-20" },             { "Wednesday", "2026-11-18" },
    { "monday", "2026-11-23" },          { "29 Feb 2027", NULL },
    { "31/31/2026", NULL },              { "", NULL },
    { "soon", NULL },                    { "2026-13-01", NULL },
    { "32", NULL },                      { "1 2 3 4", NULL },
    { "Nov", NULL },                     { "99999/1/1", NULL },
    { "0000-01-01", NULL },              { "\xff", NULL },
    /* The phrases by which events are made, in each of their languages. */
    { "next friday", "2026-11-27" },     { "In 3 days", "2026-11-21" },
    { "next week", "2026-11-25" },       { "nächsten Freitag", "2026-11-20" },
    { "heute", "2026-11-18" },           { "übermorgen", "2026-11-20" },
    { "in 2 wochen", "2026-12-02" },     { "dans 3 ans", "2029-11-18" },
    { "vendredi prochain", "2026-11-20" },
    { "pasado mañana", "2026-11-20" },   { "the 24th", "2026-11-24" },
    /* Nothing but a day. */
    { "tomorrow 9:00", NULL },           { "in 3 hours", NULL },
    { "every friday", NULL },            { "lunch tomorrow", NULL },
    { "tomorrow to friday", NULL },
  };
  gint64 today = day_of (TODAY);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 day = G_MININT64;
      gboolean known = gnomon_format_parse_date (rows[i].text, today, &day);

      g_test_message ("\"%s\"", rows[i].text);
      g_assert_cmpint (known, ==, rows[i].expected != NULL);

      if (known)
        g_assert_cmpint (day, ==, day_of (rows[i].expected));
    }
}

/* What the window writes into a field, the field must read. */
static void
test_round_trip (void)
{
  gint64 today = day_of (TODAY);

  for (gint64 day = today - 400; day < today + 800; day++)
    {
      g_autofree char *text = gnomon_format_date (day);
      gint64 read = 0;

      g_assert_true (gnomon_format_parse_date (text, today, &read));
      g_assert_cmpint (read, ==, day);
    }

  for (int minute = 0; minute < 1440; minute++)
    for (int hours = GNOMON_HOURS_24; hours <= GNOMON_HOURS_12; hours++)
      {
        g_autofree char *text = gnomon_format_time (minute * 60, (GnomonHours) hours);
        int seconds = -1;

        g_assert_true (gnomon_format_parse_time (text, &seconds));
        g_assert_cmpint (seconds, ==, minute * 60);
      }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/format/time", test_time);
  g_test_add_func ("/format/time-range", test_time_range);
  g_test_add_func ("/format/date", test_date);
  g_test_add_func ("/format/when", test_when);
  g_test_add_func ("/format/relative", test_relative);
  g_test_add_func ("/format/lengths", test_lengths);
  g_test_add_func ("/format/parse-time", test_parse_time);
  g_test_add_func ("/format/parse-date", test_parse_date);
  g_test_add_func ("/format/round-trip", test_round_trip);

  return g_test_run ();
}
