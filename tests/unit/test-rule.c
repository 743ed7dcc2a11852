/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-error.h"
#include "gnomon-rule.h"
#include "gnomon-zone.h"

/* The table of tests/data/recurrence.txt, which says how a case is written. */

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
  found = list_starts (rule, zone, all_day, from, g_str_has_suffix (expected[0], "Z"), n_expected);
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

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  read_cases ();

  return g_test_run ();
}
