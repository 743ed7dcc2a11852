/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-series-edit.h"

#include "gnomon-civil.h"
#include "gnomon-event-private.h"
#include "gnomon-zone.h"

/* Rules that are written anew because their series was moved, cut, or split. */

static GTimeZone *
lookup_zone (GnomonEvent *event)
{
  if (event->kind == GNOMON_TIME_UTC)
    return gnomon_zone_lookup ("UTC");
  return event->kind == GNOMON_TIME_ZONED ? gnomon_zone_lookup (event->timezone) : NULL;
}

static GnomonRule *
compile (GnomonEvent *event)
{
  g_autoptr (GTimeZone) zone = lookup_zone (event);

  if (*event->rrule == '\0')
    return NULL;
  return gnomon_rule_new (event->rrule, event->start_wall, event->kind == GNOMON_TIME_DATE, zone,
                          NULL);
}

/* UNTIL so that @wall is the last that counts, in the form that RFC 5545, 3.3.10 asks for. */
static void
set_until (GnomonRuleParts *parts,
           GnomonEvent     *event,
           gint64           wall)
{
  g_autoptr (GTimeZone) zone = lookup_zone (event);

  if (event->kind == GNOMON_TIME_DATE)
    {
      parts->until_form = GNOMON_RULE_FORM_DATE;
      parts->until = gnomon_civil_day_of_wall (wall) * GNOMON_DAY_SECONDS;
    }
  else if (zone == NULL)
    {
      parts->until_form = GNOMON_RULE_FORM_WALL;
      parts->until = wall;
    }
  else
    {
      parts->until_form = GNOMON_RULE_FORM_UTC;
      parts->until = gnomon_zone_to_instant (zone, wall);
    }
}

/* The last start of a rule before a wall time; the nearer it lies, the sooner it is found. */
static gboolean
find_last_before (GnomonRule *rule,
                  gint64      first,
                  gint64      key,
                  gint64     *last)
{
  static const gint64 spans[] = { 1, 40, 800, 4000000 };
  gboolean found = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (spans) && !found; i++)
    {
      GnomonRuleIter iter;
      gint64 wall;

      gnomon_rule_iter_init (&iter, rule, MAX (first, key - spans[i] * GNOMON_DAY_SECONDS));
      while (gnomon_rule_iter_next (&iter, &wall) && wall < key)
        {
          *last = wall;
          found = TRUE;
        }
    }
  return found;
}

/**
 * gnomon_series_cut_rule:
 * @series: an event that repeats
 * @key: wall seconds: what starts then or later goes
 *
 * Returns: (transfer full): its rule without the end of it
 */
char *
gnomon_series_cut_rule (GnomonEvent *series,
                        gint64       key)
{
  g_autoptr (GnomonRule) rule = compile (series);
  GnomonRuleParts parts;
  gint64 last;

  if (rule == NULL || !gnomon_rule_parts_parse (&parts, series->rrule, "rrule", NULL))
    return g_strdup (series->rrule);

  if (!find_last_before (rule, series->start_wall, key, &last))
    last = series->start_wall;
  parts.count = 0;
  set_until (&parts, series, last);
  return gnomon_rule_parts_format (&parts);
}

/**
 * gnomon_series_find_rule_start:
 * @series: an event that repeats
 * @key: (inout): wall seconds
 *
 * Returns: %TRUE with the first start of the rule at @key or later; %FALSE where there is none
 */
gboolean
gnomon_series_find_rule_start (GnomonEvent *series,
                               gint64      *key)
{
  g_autoptr (GnomonRule) rule = compile (series);
  GnomonRuleIter iter;

  if (rule == NULL)
    return FALSE;
  gnomon_rule_iter_init (&iter, rule, *key);
  return gnomon_rule_iter_next (&iter, key);
}

/**
 * gnomon_series_rest_rule:
 * @series: an event that repeats
 * @key: wall seconds: a start of its rule
 *
 * Returns: (transfer full): its rule for a series that begins there; COUNT goes down by what lies
 *   before, whether it was taken out or not
 */
char *
gnomon_series_rest_rule (GnomonEvent *series,
                         gint64       key)
{
  g_autoptr (GnomonRule) rule = compile (series);
  GnomonRuleParts parts;
  GnomonRuleIter iter;
  gint64 wall;

  if (rule == NULL || gnomon_rule_get_count (rule) == 0
      || !gnomon_rule_parts_parse (&parts, series->rrule, "rrule", NULL))
    return g_strdup (series->rrule);

  gnomon_rule_iter_init (&iter, rule, series->start_wall);
  while (parts.count > 1 && gnomon_rule_iter_next (&iter, &wall) && wall < key)
    parts.count--;
  return gnomon_rule_parts_format (&parts);
}

/* The one number of a set; FALSE where it has none or several. */
static gboolean
get_only (const GnomonRuleNumbers *numbers,
          int                     *number)
{
  int other;

  *number = GNOMON_RULE_NUMBERS_BEGIN;
  if (!gnomon_rule_numbers_next (numbers, number))
    return FALSE;
  other = *number;
  return !gnomon_rule_numbers_next (numbers, &other);
}

static void
replace_only (GnomonRuleNumbers *numbers,
              int                old,
              int                new)
{
  int only;

  if (old == new || !get_only (numbers, &only) || only != old)
    return;
  gnomon_rule_numbers_remove (numbers, old);
  gnomon_rule_numbers_add (numbers, new);
}

static void
turn_weekdays (GnomonRuleParts *parts,
               gint64           days)
{
  GnomonRuleNumbers turned[8] = { 0 };
  int shift = (int) ((days % 7 + 7) % 7);

  for (int weekday = 1; weekday <= 7; weekday++)
    turned[(weekday - 1 + shift) % 7 + 1] = parts->by_day[weekday];
  for (int weekday = 1; weekday <= 7; weekday++)
    parts->by_day[weekday] = turned[weekday];
}

/* A day in its month, as rules count it. */
typedef struct
{
  int month;
  int day, day_from_end;     /* -1 is the last one */
  int weekday, nth, nth_from_end;
} Place;

static Place
find_place (gint64 wall)
{
  gint64 civil_day = gnomon_civil_day_of_wall (wall);
  int year, month, day, length;

  gnomon_civil_day_to_ymd (civil_day, &year, &month, &day);
  length = gnomon_civil_days_in_month (year, month);
  return (Place) {
    .month = month,
    .day = day,
    .day_from_end = day - length - 1,
    .weekday = gnomon_civil_weekday (civil_day),
    .nth = (day - 1) / 7 + 1,
    .nth_from_end = -((length - day) / 7 + 1),
  };
}

/* "The second Tuesday" becomes what the new day is: "the second Wednesday". */
static void
replace_nth_weekday (GnomonRuleParts *parts,
                     const Place     *old,
                     const Place     *new)
{
  int number;

  for (int weekday = 1; weekday <= 7; weekday++)
    if (weekday != old->weekday && !gnomon_rule_numbers_is_empty (&parts->by_day[weekday]))
      return;
  if (!get_only (&parts->by_day[old->weekday], &number)
      || (number != old->nth && number != old->nth_from_end))
    return;

  gnomon_rule_numbers_remove (&parts->by_day[old->weekday], number);
  gnomon_rule_numbers_add (&parts->by_day[new->weekday],
                           number > 0 ? new->nth : new->nth_from_end);
}

static void
move_days (GnomonRuleParts *parts,
           gint64           old_start,
           gint64           new_start)
{
  Place old = find_place (old_start), new = find_place (new_start);

  switch (parts->frequency)
    {
    case GNOMON_RULE_WEEKLY:
      turn_weekdays (parts, gnomon_civil_day_of_wall (new_start)
                            - gnomon_civil_day_of_wall (old_start));
      break;

    case GNOMON_RULE_YEARLY:
      replace_only (&parts->by_month, old.month, new.month);
      G_GNUC_FALLTHROUGH;
    case GNOMON_RULE_MONTHLY:
      replace_only (&parts->by_month_day, old.day, new.day);
      replace_only (&parts->by_month_day, old.day_from_end, new.day_from_end);
      replace_nth_weekday (parts, &old, &new);
      break;

    case GNOMON_RULE_DAILY:
    case GNOMON_RULE_HOURLY:
    case GNOMON_RULE_MINUTELY:
    case GNOMON_RULE_SECONDLY:
    default:
      break;
    }
}

static void
move_times (GnomonRuleParts *parts,
            gint64           old_start,
            gint64           new_start)
{
  int old = gnomon_civil_time_of_wall (old_start), new = gnomon_civil_time_of_wall (new_start);

  replace_only (&parts->by_hour, old / 3600, new / 3600);
  replace_only (&parts->by_minute, old / 60 % 60, new / 60 % 60);
  replace_only (&parts->by_second, old % 60, new % 60);
}

/* What was the last start stays the last start. */
static void
move_until (GnomonRuleParts *parts,
            GnomonEvent     *before,
            GnomonEvent     *after)
{
  g_autoptr (GTimeZone) zone = lookup_zone (before);
  gint64 wall = parts->until;

  if (parts->until_form == GNOMON_RULE_FORM_NONE)
    return;
  if (parts->until_form == GNOMON_RULE_FORM_UTC)
    wall = gnomon_zone_to_wall (zone, wall);
  /* A date takes the whole of its day. */
  else if (parts->until_form == GNOMON_RULE_FORM_DATE && after->kind != GNOMON_TIME_DATE)
    wall += gnomon_civil_time_of_wall (before->start_wall);
  set_until (parts, after, wall + after->start_wall - before->start_wall);
}

/**
 * gnomon_series_move_rule:
 * @before: a series
 * @after: the same, moved
 *
 * Lets the rule follow its start, as people expect it who have moved one occurrence of it: of a
 * weekly rule each weekday turns by as many days; the day of the month, or "the second Tuesday",
 * becomes what the new start is, where the old one was just that. UNTIL moves along. A rule that
 * says more than that keeps it.
 *
 * Returns: (transfer full): the rule
 */
char *
gnomon_series_move_rule (GnomonEvent *before,
                         GnomonEvent *after)
{
  GnomonRuleParts parts;

  if (*before->rrule == '\0' || !gnomon_rule_parts_parse (&parts, before->rrule, "rrule", NULL))
    return g_strdup (before->rrule);

  move_days (&parts, before->start_wall, after->start_wall);
  move_times (&parts, before->start_wall, after->start_wall);
  move_until (&parts, before, after);
  return gnomon_rule_parts_format (&parts);
}
