/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-rule.h"
#include "gnomon-zone.h"

/*
 * Lists what a rule means, for comparison with other engines. Each line of the input has, separated
 * by tabs: RRULE, DTSTART in the basic form, a zone or nothing, a wall time from which on or
 * nothing, and the greatest number of starts. Each line of the output has the starts as wall
 * times, and behind `=` as instants; and `…` where the number was not enough.
 */

static char *
format (gint64      wall,
        gboolean    all_day,
        const char *end)
{
  int year, month, day, seconds = gnomon_civil_time_of_wall (wall);

  gnomon_civil_day_to_ymd (gnomon_civil_day_of_wall (wall), &year, &month, &day);
  if (all_day)
    return g_strdup_printf ("%04d%02d%02d", year, month, day);

  return g_strdup_printf ("%04d%02d%02dT%02d%02d%02d%s", year, month, day, seconds / 3600,
                          seconds / 60 % 60, seconds % 60, end);
}

static void
list_starts (char **fields)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTimeZone) zone = *fields[2] != '\0' ? gnomon_zone_lookup (fields[2]) : NULL;
  g_autofree char *text = gnomon_rule_text_normalize (fields[0], "rrule", &error);
  g_autoptr (GnomonRule) rule = NULL;
  gint64 start, from = G_MININT64, wall;
  gint64 most = g_ascii_strtoll (fields[4], NULL, 10);
  GnomonRuleForm form = gnomon_rule_text_parse_time (fields[1], -1, &start);
  gboolean all_day = form == GNOMON_RULE_FORM_DATE;
  GnomonRuleIter iter;

  if (*fields[3] != '\0')
    gnomon_rule_text_parse_time (fields[3], -1, &from);
  if (text != NULL)
    rule = gnomon_rule_new (text, start, all_day, zone, &error);
  if (rule == NULL)
    {
      printf ("error %s\n", error->message);
      return;
    }

  gnomon_rule_iter_init (&iter, rule, from);
  while (gnomon_rule_iter_next (&iter, &wall))
    {
      g_autofree char *there = format (wall, all_day, "");
      g_autofree char *instant = format (gnomon_zone_to_instant (zone, wall), all_day, "Z");

      if (most-- == 0)
        {
          printf ("…");
          break;
        }
      printf ("%s=%s ", there, instant);
    }
  printf (gnomon_rule_iter_gave_up (&iter) ? "gave up\n" : "\n");
}

int
main (void)
{
  char line[4096];

  while (fgets (line, sizeof line, stdin) != NULL)
    {
      g_auto (GStrv) fields = g_strsplit (g_strchomp (line), "\t", -1);

      if (g_strv_length (fields) != 5)
        return 1;
      list_starts (fields);
      fflush (stdout);
    }

  return 0;
}
