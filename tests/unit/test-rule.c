/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-error.h"
#include "gnomon-rule.h"
#include "gnomon-zone.h"

/* The table of tests/data/recurrence.txt, which says how a case is written; three years of changing
 * clocks; and what must end soon whatever a rule says. */

typedef struct
{
  char *comment;
  char *rrule;
  char *start;
  char *zone;
  char *from;
  char *instances;
} Case;

static void
case_free (gpointer data)
{
  Case *row = data;

  g_free (row->comment);
  g_free (row->rrule);
  g_free (row->start);
  g_free (row->zone);
  g_free (row->from);
  g_free (row->instances);
  g_free (row);
}

static char *
format_start (gint64   wall,
              gboolean all_day)
{
  int year, month, day, seconds = gnomon_civil_time_of_wall (wall);

  gnomon_civil_day_to_ymd (gnomon_civil_day_of_wall (wall), &year, &month, &day);
  if (all_day)
    return g_strdup_printf ("%04d%02d%02d", year, month, day);

  return g_strdup_printf ("%04d%02d%02dT%02d%02d%02d", year, month, day, seconds / 3600,
                          seconds / 60 % 60, seconds % 60);
}

/* As many starts as are expected, and `...` where there are more. */
static char *
list_starts (GnomonRule *rule,
             GTimeZone  *zone,
             gboolean    all_day,
             gint64      from,
             gboolean    as_instants,
             guint       n_most)
{
  g_autoptr (GPtrArray) starts = g_ptr_array_new_with_free_func (g_free);
  GnomonRuleIter iter;
  gint64 wall;

  gnomon_rule_iter_init (&iter, rule, from);
  while (gnomon_rule_iter_next (&iter, &wall))
    {
      if (starts->len == n_most)
        {
          g_ptr_array_add (starts, g_strdup ("..."));
          break;
        }

      if (as_instants)
        {
          g_autofree char *text = format_start (gnomon_zone_to_instant (zone, wall), FALSE);

          g_ptr_array_add (starts, g_strconcat (text, "Z", NULL));
        }
      else
        {
          g_ptr_array_add (starts, format_start (wall, all_day));
        }
    }
  g_ptr_array_add (starts, NULL);

  return g_strjoinv (",", (char **) starts->pdata);
}

static void
check_case (gconstpointer data)
{
  const Case *row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTimeZone) zone = row->zone != NULL ? gnomon_zone_lookup (row->zone) : NULL;
  g_autofree char *text = gnomon_rule_text_normalize (row->rrule, "rrule", &error);
  g_autoptr (GnomonRule) rule = NULL;
  g_auto (GStrv) expected = g_strsplit (row->instances, ",", -1);
  g_autofree char *found = NULL;
  gint64 start, from = G_MININT64;
  guint n_expected = g_strv_length (expected);
  gboolean all_day;

  g_assert_no_error (error);
  g_assert_true (row->zone == NULL || zone != NULL);
  if (row->from != NULL)
    g_assert_cmpint (gnomon_rule_text_parse_time (row->from, -1, &from), !=, GNOMON_RULE_FORM_NONE);
  all_day = gnomon_rule_text_parse_time (row->start, -1, &start) == GNOMON_RULE_FORM_DATE;

  rule = gnomon_rule_new (text, start, all_day, zone, &error);
  g_assert_no_error (error);

  if (n_expected > 0 && g_str_equal (expected[n_expected - 1], "..."))
    n_expected--;
  found = list_starts (rule, zone, all_day, from, strchr (row->instances, 'Z') != NULL,
                       n_expected);
  g_assert_cmpstr (found, ==, row->instances);
}

/* Adds a test for each case of the file. */
static void
read_cases (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "recurrence.txt", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  Case *row = g_new0 (Case, 1);
  guint n_cases = 0;

  if (!g_file_get_contents (path, &content, NULL, &error))
    g_error ("%s", error->message);

  lines = g_strsplit (content, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      char *value = strchr (*line, ':');

      if (**line == '#')
        {
          g_free (row->comment);
          row->comment = g_strdup (*line + 1);
        }
      else if (value != NULL)
        {
          *value++ = '\0';
          if (g_str_equal (*line, "RRULE"))
            row->rrule = g_strdup (value);
          else if (g_str_has_prefix (*line, "DTSTART"))
            row->start = g_strdup (value);
          else if (g_str_equal (*line, "FROM"))
            row->from = g_strdup (value);
          else if (g_str_equal (*line, "INSTANCES"))
            row->instances = g_strdup (value);
          else
            g_error ("A line that no case has: %s", *line);
          if (g_str_has_prefix (*line, "DTSTART;TZID="))
            row->zone = g_strdup (*line + strlen ("DTSTART;TZID="));
        }
      else if (row->instances != NULL)
        {
          g_autofree char *name = g_strdup_printf ("/rule/table/%03u%s", ++n_cases, row->comment);

          g_assert_true (row->comment != NULL && row->rrule != NULL && row->start != NULL);
          for (char *p = strrchr (name, '/'); *p != '\0'; p++)
            if (*p == ' ')
              *p = '-';
          g_test_add_data_func_full (name, row, check_case, case_free);
          row = g_new0 (Case, 1);
        }
      else
        {
          case_free (row);
          row = g_new0 (Case, 1);
        }
    }

  case_free (row);
  g_assert_cmpuint (n_cases, >, 0);
}

/*
 * At 02:30 every day of three years: from which day on which offset holds at that time. On the day
 * of the gap it is still the one before; where 02:30 comes twice it is the first. Lord Howe's clock
 * changes by half an hour, so that 02:30 is the end of its gap.
 */
static const struct
{
  const char *zone;
  struct { int year, month, day, offset; } changes[7];
} offsets[] = {
  { "Europe/Berlin", {
    { 2025, 1, 1, 60 }, { 2025, 3, 31, 120 }, { 2025, 10, 27, 60 }, { 2026, 3, 30, 120 },
    { 2026, 10, 26, 60 }, { 2027, 3, 29, 120 }, { 2027, 11, 1, 60 } } },
  { "America/New_York", {
    { 2025, 1, 1, -300 }, { 2025, 3, 10, -240 }, { 2025, 11, 2, -300 }, { 2026, 3, 9, -240 },
    { 2026, 11, 1, -300 }, { 2027, 3, 15, -240 }, { 2027, 11, 7, -300 } } },
  { "Australia/Sydney", {
    { 2025, 1, 1, 660 }, { 2025, 4, 7, 600 }, { 2025, 10, 6, 660 }, { 2026, 4, 6, 600 },
    { 2026, 10, 5, 660 }, { 2027, 4, 5, 600 }, { 2027, 10, 4, 660 } } },
  { "Australia/Lord_Howe", {
    { 2025, 1, 1, 660 }, { 2025, 4, 6, 630 }, { 2025, 10, 5, 660 }, { 2026, 4, 5, 630 },
    { 2026, 10, 4, 660 }, { 2027, 4, 4, 630 }, { 2027, 10, 3, 660 } } },
  { "Asia/Kolkata", { { 2025, 1, 1, 330 } } },
};

static void
test_three_years (void)
{
  gint64 first = gnomon_civil_day_from_ymd (2025, 1, 1) * GNOMON_DAY_SECONDS + 2 * 3600 + 30 * 60;

  for (gsize i = 0; i < G_N_ELEMENTS (offsets); i++)
    {
      g_autoptr (GTimeZone) zone = gnomon_zone_lookup (offsets[i].zone);
      g_autoptr (GError) error = NULL;
      g_autoptr (GnomonRule) rule = gnomon_rule_new ("FREQ=DAILY;UNTIL=20271231", first, FALSE,
                                                     zone, &error);
      GnomonRuleIter iter;
      gint64 wall;
      gsize change = 0;
      int n_days = 0;

      g_assert_no_error (error);
      gnomon_rule_iter_init (&iter, rule, first);
      for (; gnomon_rule_iter_next (&iter, &wall); n_days++)
        {
          int year, month, day;

          g_assert_cmpint (wall, ==, first + n_days * GNOMON_DAY_SECONDS);
          gnomon_civil_day_to_ymd (gnomon_civil_day_of_wall (wall), &year, &month, &day);
          if (change + 1 < G_N_ELEMENTS (offsets[i].changes) &&
              offsets[i].changes[change + 1].year == year &&
              offsets[i].changes[change + 1].month == month &&
              offsets[i].changes[change + 1].day == day)
            change++;

          g_assert_cmpint (gnomon_zone_to_instant (zone, wall), ==,
                           wall - offsets[i].changes[change].offset * 60);
        }
      g_assert_cmpint (n_days, ==, 365 * 3);
    }
}

/*
 * Rules that were made to hang or to flood: how many starts there are at most, 100 at most being
 * asked for from each of two times, and whether the engine may say that it gave up. The limit of
 * time is far above what it needs, so that it shows an endless loop and not a busy machine.
 */
static const struct
{
  const char *rrule;
  int n_most;
  gboolean may_give_up;
} bombs[] = {
  { "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30", 1, TRUE },
  { "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", 1, TRUE },
  { "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", 1, FALSE },
  { "FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=31", 1, FALSE },
  { "FREQ=WEEKLY;BYMONTH=2;BYMONTHDAY=30", 1, FALSE },
  { "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", 1, FALSE },
  { "FREQ=DAILY;INTERVAL=7;BYDAY=SU", 1, FALSE },
  { "FREQ=YEARLY;BYWEEKNO=53;BYMONTHDAY=5", 1, FALSE },
  { "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", 1, FALSE },
  { "FREQ=MINUTELY;INTERVAL=1440;BYHOUR=5", 1, FALSE },
  { "FREQ=SECONDLY;INTERVAL=3600;BYMINUTE=1,2,3;BYSECOND=4,5", 1, FALSE },
  { "FREQ=HOURLY;INTERVAL=168;BYDAY=TU", 1, TRUE },
  { "FREQ=SECONDLY;INTERVAL=604800;BYDAY=TU;COUNT=1000000000", 1, TRUE },
  { "FREQ=MINUTELY;BYYEARDAY=-1,-366;BYHOUR=23", 100, FALSE },
  { "FREQ=SECONDLY;INTERVAL=86399;BYHOUR=5;BYMINUTE=1;BYSECOND=7;BYDAY=2MO;BYMONTH=2;"
    "BYMONTHDAY=29;COUNT=1000000000", 100, TRUE },
  { "FREQ=SECONDLY;INTERVAL=2147483647", 100, FALSE },
  { "FREQ=MINUTELY;INTERVAL=2147483647", 100, FALSE },
  { "FREQ=HOURLY;INTERVAL=2147483647;BYDAY=MO", 1, FALSE },
  { "FREQ=DAILY;INTERVAL=2147483647", 1, FALSE },
  { "FREQ=WEEKLY;INTERVAL=2147483647;COUNT=2147483647", 1, FALSE },
  { "FREQ=MONTHLY;INTERVAL=2147483647", 1, FALSE },
  { "FREQ=YEARLY;INTERVAL=2147483647;COUNT=2147483647", 1, FALSE },
  { "FREQ=SECONDLY", 100, FALSE },
  { "FREQ=SECONDLY;COUNT=2147483647", 100, FALSE },
  { "FREQ=SECONDLY;COUNT=1000000000;BYDAY=MO", 100, FALSE },
  { "FREQ=SECONDLY;COUNT=1000000000;BYSECOND=1,3,5,7,9;BYMINUTE=1,3,5,7,9", 100, TRUE },
  { "FREQ=SECONDLY;BYSETPOS=2;COUNT=1000000000", 1, FALSE },
  { "FREQ=DAILY;COUNT=2147483647;BYMONTH=1,3,5", 100, TRUE },
  { "FREQ=WEEKLY;COUNT=1000000000;BYMONTH=2;BYMONTHDAY=29", 100, TRUE },
  { "FREQ=WEEKLY;BYSETPOS=8", 1, FALSE },
  { "FREQ=YEARLY;BYSETPOS=-366;BYDAY=MO,TU,WE,TH,FR,SA,SU;COUNT=1000000000", 100, FALSE },
  { "FREQ=YEARLY;COUNT=1000000000;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,"
    "13,14,15,16,17,18,19,20,21,22,23;BYMINUTE=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15;BYSECOND=0,1,"
    "2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20", 100, FALSE },
};

static void
test_bombs (void)
{
  gint64 start = gnomon_civil_day_from_ymd (2025, 1, 6) * GNOMON_DAY_SECONDS;

  for (gsize i = 0; i < G_N_ELEMENTS (bombs); i++)
    {
      gint64 begin = g_get_monotonic_time ();
      g_autoptr (GError) error = NULL;
      g_autofree char *text = gnomon_rule_text_normalize (bombs[i].rrule, "rrule", &error);
      g_autoptr (GnomonRule) rule = NULL;
      GnomonRuleIter iter;
      gint64 wall;
      int n_starts = 0;

      g_test_message ("%s", bombs[i].rrule);
      g_assert_no_error (error);
      rule = gnomon_rule_new (text, start, FALSE, NULL, &error);
      g_assert_no_error (error);

      gnomon_rule_iter_init (&iter, rule, start);
      while (n_starts < 100 && gnomon_rule_iter_next (&iter, &wall))
        n_starts++;
      g_assert_cmpint (n_starts, >=, 1);
      g_assert_cmpint (n_starts, <=, bombs[i].n_most);
      g_assert_true (bombs[i].may_give_up || !gnomon_rule_iter_gave_up (&iter));

      gnomon_rule_iter_init (&iter, rule, start + 90000 * GNOMON_DAY_SECONDS + 1234);
      for (n_starts = 0; n_starts < 100 && gnomon_rule_iter_next (&iter, &wall);)
        n_starts++;

      if (!gnomon_rule_get_last (rule, &wall))
        wall = start;
      g_assert_cmpint (wall, >=, start);
      g_assert_cmpint (g_get_monotonic_time () - begin, <, 5 * G_USEC_PER_SEC);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  read_cases ();
  g_test_add_func ("/rule/three-years-at-half-past-two", test_three_years);
  g_test_add_func ("/rule/bombs", test_bombs);

  return g_test_run ();
}
