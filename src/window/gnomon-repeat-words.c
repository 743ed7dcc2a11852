/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-format.h"
#include "gnomon-repeat-words.h"
#include "gnomon-rule.h"
#include "gnomon-zone.h"

/* How an event repeats, with its end, as a sentence. What is said of the rule itself stands in
 * gnomon-repeat-phrases.c. */

/* More occurrences than this are not counted for a summary. */
#define MOST_COUNTED 999

/**
 * gnomon_repeat_words_begin:
 * @phrase: words inside of a sentence
 *
 * Returns: (transfer full): the same words as the begin of one
 */
char *
gnomon_repeat_words_begin (const char *phrase)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (phrase != NULL, NULL);

  if (*phrase == '\0')
    return g_strdup ("");

  g_string_append_unichar (text, g_unichar_totitle (g_utf8_get_char (phrase)));
  g_string_append (text, g_utf8_next_char (phrase));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* How often a rule means a time, if that is not too often to be counted. */
static gboolean
count_starts (const char *rrule,
              gint64      start_wall,
              gboolean    all_day,
              GTimeZone  *zone,
              int        *count,
              gint64     *last_day)
{
  g_autoptr (GnomonRule) rule = gnomon_rule_new (rrule, start_wall, all_day, zone, NULL);
  GnomonRuleIter iter;
  gint64 wall;

  if (rule == NULL)
    return FALSE;

  *count = 0;
  gnomon_rule_iter_init (&iter, rule, start_wall);
  while (*count <= MOST_COUNTED && gnomon_rule_iter_next (&iter, &wall))
    {
      (*count)++;
      *last_day = gnomon_civil_day_of_wall (wall);
    }

  return *count > 0 && *count <= MOST_COUNTED && !gnomon_rule_iter_gave_up (&iter);
}

/* Adds until when, and how often that is. */
static char *
say_end (const GnomonRuleParts *parts,
         const char            *phrase,
         const char            *rrule,
         gint64                 start_wall,
         gboolean               all_day,
         GTimeZone             *zone,
         gint64                 today)
{
  g_autofree char *date = NULL;
  gint64 last_day = 0;
  int count = 0;
  gboolean is_counted;

  if (parts->count == 0 && parts->until_form == GNOMON_RULE_FORM_NONE)
    return g_strdup (phrase);

  is_counted = count_starts (rrule, start_wall, all_day, zone, &count, &last_day);

  if (parts->count > 0)
    {
      if (!is_counted)
        return g_strdup_printf (ngettext ("%s, %d time", "%s, %d times", (gulong) parts->count),
                                phrase, parts->count);
      date = gnomon_format_date_plain (last_day, today);
      /* Translators: a rule, how often, and the last date: "Every day, 3 times · until 20 May". */
      return g_strdup_printf (ngettext ("%s, %d time · until %s", "%s, %d times · until %s",
                                        (gulong) count),
                              phrase, count, date);
    }

  last_day = gnomon_civil_day_of_wall (parts->until_form == GNOMON_RULE_FORM_UTC
                                         ? gnomon_zone_to_wall (zone, parts->until)
                                         : parts->until);
  date = gnomon_format_date_plain (last_day, today);
  if (!is_counted)
    /* Translators: a rule and the last date, as in "Every day, until 20 May". */
    return g_strdup_printf (_("%s, until %s"), phrase, date);

  /* Translators: a rule, the last date, and how often: "Every day, until 20 May · 3 times". */
  return g_strdup_printf (ngettext ("%s, until %s · %d time", "%s, until %s · %d times",
                                    (gulong) count),
                          phrase, date, count);
}

/**
 * gnomon_repeat_words_summary:
 * @rrule: a canonical rule; empty: it never repeats
 * @start_wall: wall seconds of the start
 * @all_day: whether it takes whole days
 * @zone: (nullable): what an end in UTC is in; %NULL: UTC
 * @today: the day it is
 *
 * When it repeats, until when, and how often that is. A rule for which there are no words is named
 * as what it is.
 *
 * Returns: (transfer full): like `Every 2 weeks on Tuesday, until 22 December · 3 times`
 */
char *
gnomon_repeat_words_summary (const char *rrule,
                             gint64      start_wall,
                             gboolean    all_day,
                             GTimeZone  *zone,
                             gint64      today)
{
  GnomonRuleParts parts;
  g_autofree char *pattern = NULL;
  g_autofree char *phrase = NULL;

  g_return_val_if_fail (rrule != NULL, NULL);

  if (*rrule == '\0')
    return g_strdup (C_("repeat", "Never"));

  pattern = gnomon_repeat_words_pattern (rrule, gnomon_civil_day_of_wall (start_wall));
  if (pattern == NULL || !gnomon_rule_parts_parse (&parts, rrule, "rrule", NULL))
    /* Translators: %s is a rule for which there are no words, as in "FREQ=YEARLY;BYWEEKNO=20". */
    return g_strdup_printf (_("Custom rule: %s"), rrule);

  phrase = gnomon_repeat_words_begin (pattern);
  return say_end (&parts, phrase, rrule, start_wall, all_day, zone, today);
}

/**
 * gnomon_repeat_words_for_event:
 * @series: an event that repeats, not one of its occurrences
 *
 * Returns: (transfer full): like `every 2 weeks on Tuesday`, `on 3 dates`, `by a rule of its own`
 */
char *
gnomon_repeat_words_for_event (GnomonEvent *series)
{
  const char *rrule;
  char *pattern = NULL;
  int n_dates;

  g_return_val_if_fail (GNOMON_IS_EVENT (series), NULL);

  rrule = gnomon_event_get_rrule (series);
  if (*rrule == '\0')
    {
      n_dates = (int) g_strv_length ((char **) gnomon_event_get_rdate (series)) + 1;
      return g_strdup_printf (ngettext ("on %d date", "on %d dates", (gulong) n_dates), n_dates);
    }

  pattern = gnomon_repeat_words_pattern (
    rrule, gnomon_civil_day_of_wall (gnomon_event_get_start_wall (series)));

  /* Translators: after "repeats": of a rule for which there are no words. */
  return pattern != NULL ? pattern : g_strdup (_("by a rule of its own"));
}
