/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>

#include "gnomon-civil.h"
#include "gnomon-describe.h"
#include "gnomon-occurrence-private.h"

/* Wednesday 18 November 2026, 10:42. */
static GnomonViewTime
make_time (void)
{
  gint64 today = gnomon_civil_day_from_ymd (2026, 11, 18);

  return (GnomonViewTime){
    .now = today * GNOMON_DAY_SECONDS + 10 * 3600 + 42 * 60 - 3600,
    .now_wall = today * GNOMON_DAY_SECONDS + 10 * 3600 + 42 * 60,
    .today = today,
    .week_start = 1,
    .hours = GNOMON_HOURS_24,
  };
}

static GnomonOccurrence *
make_occurrence (const char *title,
                 const char *start,
                 const char *end,
                 gboolean    all_day)
{
  GnomonOccurrence *self = g_object_new (GNOMON_TYPE_OCCURRENCE, NULL);

  self->title = g_strdup (title);
  self->location = g_strdup ("");
  self->recurrence_id = g_strdup ("");
  self->color = "blue";
  self->all_day = all_day;
  g_assert_true (gnomon_civil_parse_wall (start, &self->start_wall));
  g_assert_true (gnomon_civil_parse_wall (end, &self->end_wall));
  self->starts_at = self->start_wall - 3600;
  self->ends_at = self->end_wall - 3600;

  return self;
}

static void
test_look (void)
{
  static const struct
  {
    GnomonEventStatus status;
    int answer;
    GnomonLook look;
  } rows[] = {
    { GNOMON_STATUS_CONFIRMED, -1, GNOMON_LOOK_FIRM },
    { GNOMON_STATUS_TENTATIVE, -1, GNOMON_LOOK_MAYBE },
    { GNOMON_STATUS_CANCELLED, -1, GNOMON_LOOK_CANCELLED },
    { GNOMON_STATUS_CONFIRMED, GNOMON_ATTENDEE_ACCEPTED, GNOMON_LOOK_FIRM },
    { GNOMON_STATUS_CONFIRMED, GNOMON_ATTENDEE_PENDING, GNOMON_LOOK_NEEDS_REPLY },
    { GNOMON_STATUS_CONFIRMED, GNOMON_ATTENDEE_TENTATIVE, GNOMON_LOOK_MAYBE },
    { GNOMON_STATUS_CONFIRMED, GNOMON_ATTENDEE_DECLINED, GNOMON_LOOK_DECLINED },
    { GNOMON_STATUS_TENTATIVE, GNOMON_ATTENDEE_ACCEPTED, GNOMON_LOOK_MAYBE },
    { GNOMON_STATUS_CANCELLED, GNOMON_ATTENDEE_ACCEPTED, GNOMON_LOOK_CANCELLED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GnomonOccurrence) occurrence = make_occurrence ("x", "2026-11-18T10:00",
                                                                 "2026-11-18T11:00", FALSE);

      occurrence->status = rows[i].status;
      occurrence->own_answer = rows[i].answer;
      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (gnomon_occurrence_get_look (occurrence), ==, rows[i].look);
    }
}

static void
test_days (void)
{
  static const struct
  {
    const char *start;
    const char *end;
    gboolean all_day;
    int n_days;
    gboolean bar;
  } rows[] = {
    { "2026-11-18T10:00", "2026-11-18T11:00", FALSE, 1, FALSE },
    { "2026-11-18T22:00", "2026-11-19T00:00", FALSE, 1, FALSE },
    { "2026-11-18T22:00", "2026-11-19T01:00", FALSE, 2, FALSE },
    { "2026-11-18T10:00", "2026-11-19T10:00", FALSE, 2, TRUE },
    { "2026-11-18T10:00", "2026-11-18T10:00", FALSE, 1, FALSE },
    { "2026-11-18T00:00", "2026-11-19T00:00", TRUE, 1, TRUE },
    { "2026-11-18T00:00", "2026-11-21T00:00", TRUE, 3, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GnomonOccurrence) occurrence = make_occurrence ("x", rows[i].start, rows[i].end,
                                                                 rows[i].all_day);

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (gnomon_occurrence_get_last_day (occurrence)
                         - gnomon_occurrence_get_first_day (occurrence) + 1,
                       ==, rows[i].n_days);
      g_assert_cmpint (gnomon_occurrence_is_bar (occurrence), ==, rows[i].bar);
    }
}

static void
assert_described (GnomonOccurrence *occurrence,
                  const char       *calendar_name,
                  const char       *expected)
{
  GnomonViewTime time = make_time ();
  g_autofree char *text = gnomon_describe_occurrence (occurrence, calendar_name, &time);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_occurrence (void)
{
  g_autoptr (GnomonOccurrence) line = make_occurrence ("Release go / no-go", "2026-11-18T10:30",
                                                       "2026-11-18T11:30", FALSE);
  g_autoptr (GnomonOccurrence) span = make_occurrence ("School project week", "2026-11-16T00:00",
                                                       "2026-11-21T00:00", TRUE);
  g_autoptr (GnomonOccurrence) past = make_occurrence ("Stand-up", "2026-11-17T09:00",
                                                       "2026-11-17T09:15", FALSE);

  assert_described (line, "Work",
                    "Release go / no-go, 10:30 to 11:30, Wednesday 18 November, Work");

  line->location = (g_free (line->location), g_strdup ("Room Ada"));
  line->own_answer = GNOMON_ATTENDEE_PENDING;
  line->flags = GNOMON_OCCURRENCE_RECURRING;
  assert_described (line, NULL,
                    "Release go / no-go, 10:30 to 11:30, Wednesday 18 November, Room Ada, "
                    "reply needed, repeats");

  assert_described (span, "Family",
                    "School project week, all day, "
                    "Monday 16 November to Friday 20 November, Family");
  assert_described (past, "Work", "Stand-up, 09:00 to 09:15, Tuesday 17 November, Work, ended");
}

static void
test_day (void)
{
  GnomonViewTime time = make_time ();
  g_autofree char *today = gnomon_describe_day (time.today, 13, &time);
  g_autofree char *one = gnomon_describe_day (time.today + 1, 1, &time);
  g_autofree char *none = gnomon_describe_day (time.today - 1, 0, &time);
  g_autofree char *more = gnomon_describe_more (5, time.today + 1, &time);

  g_assert_cmpstr (today, ==, "Wednesday 18 November, today, 13 events");
  g_assert_cmpstr (one, ==, "Thursday 19 November, 1 event");
  g_assert_cmpstr (none, ==, "Tuesday 17 November, no events");
  g_assert_cmpstr (more, ==, "5 more events, Thursday 19 November");
}

static void
test_weekday_narrow (void)
{
  static const char * const letters[] = { "M", "T", "W", "T", "F", "S", "S" };

  for (int weekday = 1; weekday <= 7; weekday++)
    {
      g_autofree char *letter = gnomon_describe_weekday_narrow (weekday);

      g_assert_cmpstr (letter, ==, letters[weekday - 1]);
    }
}

static void
test_day_off (void)
{
  /* From Sunday to Thursday; the bit of a weekday is its number. */
  const guint work_days = 0x9e;
  gint64 monday;

  g_assert_true (gnomon_civil_parse_date ("2026-11-16", &monday));
  for (int i = 0; i < 7; i++)
    g_assert_cmpint (gnomon_describe_is_day_off (monday + i, work_days), ==, i == 4 || i == 5);

  g_assert_false (gnomon_describe_is_day_off (monday + 5, 0));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "");

  g_test_add_func ("/describe/look", test_look);
  g_test_add_func ("/describe/days", test_days);
  g_test_add_func ("/describe/occurrence", test_occurrence);
  g_test_add_func ("/describe/day", test_day);
  g_test_add_func ("/describe/weekday-narrow", test_weekday_narrow);
  g_test_add_func ("/describe/day-off", test_day_off);

  return g_test_run ();
}
