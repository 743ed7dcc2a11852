/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-format.h"
#include "gnomon-repeat-days.h"
#include "gnomon-repeat-words.h"
#include "gnomon-rule-parts.h"

/*
 * What people say of a rule. Each phrase is a whole one, so that a translator can turn it round; it
 * stands inside of a sentence, and begins one with its first letter made a capital. The days of a
 * month have their words in gnomon-repeat-days.c.
 */

/* A yearly rule of more dates than this is too long to be read. */
#define MOST_DATES 6

static gboolean
is_empty (const GnomonRuleNumbers *numbers)
{
  return gnomon_rule_numbers_is_empty (numbers);
}

static char *
say_weekdays (guint weekdays)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (int weekday = 1; weekday <= 7; weekday++)
    if (weekdays >> (weekday - 1) & 1)
      g_ptr_array_add (names, gnomon_format_weekday_long (weekday));

  return gnomon_repeat_days_join (names);
}

static char *
say_days (int interval)
{
  if (interval == 1)
    return g_strdup (_("every day"));

  return g_strdup_printf (ngettext ("every %d day", "every %d days", (gulong) interval), interval);
}

static char *
say_weeks (int   interval,
           guint weekdays)
{
  g_autofree char *names = say_weekdays (weekdays);

  if (interval == 1 && weekdays == 0x7f)
    return say_days (1);
  if (interval == 1 && weekdays == 0x1f)
    /* Translators: from Monday to Friday. */
    return g_strdup (_("every weekday"));
  if (interval == 1)
    /* Translators: %s are weekdays, as in "Tuesday", or "Monday and Friday". */
    return g_strdup_printf (_("every week on %s"), names);

  /* Translators: %s are weekdays, as in "Tuesday", or "Monday and Friday". */
  return g_strdup_printf (ngettext ("every %d week on %s", "every %d weeks on %s",
                                    (gulong) interval),
                          interval, names);
}

static char *
say_months (const GnomonRuleParts *parts,
            int                    start_day)
{
  gboolean are_weekdays;
  g_autofree char *days = gnomon_repeat_days_say (parts, start_day, &are_weekdays);

  if (days == NULL)
    return NULL;

  if (parts->interval == 1 && are_weekdays)
    /* Translators: %s is like "second Tuesday". */
    return g_strdup_printf (_("every %s of the month"), days);
  if (parts->interval == 1)
    /* Translators: %s is like "18th", or "last day". */
    return g_strdup_printf (_("every month on the %s"), days);

  /* Translators: %s is like "18th", "last day", or "second Tuesday". */
  return g_strdup_printf (ngettext ("every %d month on the %s", "every %d months on the %s",
                                    (gulong) parts->interval),
                          parts->interval, days);
}

static char *
say_month (int month)
{
  /* Translators: a month after "of", as in "the last Friday of November", as strftime knows it. */
  const char *format = C_("month of a day", "%B");
  g_autoptr (GDateTime) date = g_date_time_new_utc (2000, month, 1, 0, 0, 0);

  return g_date_time_format (date, format);
}

/* "18 November", or "1 January and 1 July"; NULL where these would be too many. */
static char *
say_dates (const GnomonRuleParts *parts,
           int                    start_month,
           int                    start_day)
{
  const GnomonRuleNumbers *days = &parts->by_month_day;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);

  for (int month = 1; month <= 12; month++)
    {
      if (is_empty (&parts->by_month) ? month != start_month
                                      : !gnomon_rule_numbers_has (&parts->by_month, month))
        continue;

      for (int day = 1; day <= 31; day++)
        {
          /* A leap year, for who is born on 29 February. */
          gint64 date = gnomon_civil_day_from_ymd (2000, month, day);

          if (is_empty (days) ? day != start_day : !gnomon_rule_numbers_has (days, day))
            continue;
          if (day > gnomon_civil_days_in_month (2000, month) || items->len == MOST_DATES)
            return NULL;
          g_ptr_array_add (items, gnomon_format_date_plain (date, date));
        }
    }

  return items->len > 0 ? gnomon_repeat_days_join (items) : NULL;
}

static int
get_only (const GnomonRuleNumbers *numbers)
{
  int number = GNOMON_RULE_NUMBERS_BEGIN;
  int next;

  if (!gnomon_rule_numbers_next (numbers, &number))
    return 0;

  next = number;
  return gnomon_rule_numbers_next (numbers, &next) ? 0 : number;
}

/* "every year on 18 November"; days before the end of the month are said as days of it. */
static char *
say_years (const GnomonRuleParts *parts,
           int                    start_month,
           int                    start_day)
{
  int first = GNOMON_RULE_NUMBERS_BEGIN;
  int month = get_only (&parts->by_month);
  g_autofree char *days = NULL;
  g_autofree char *name = NULL;
  gboolean are_weekdays;

  if (!gnomon_rule_parts_has_day (parts) && is_empty (&parts->by_position)
      && (!gnomon_rule_numbers_next (&parts->by_month_day, &first) || first > 0))
    {
      g_autofree char *dates = NULL;

      dates = say_dates (parts, start_month, start_day);
      if (dates == NULL)
        return NULL;
      if (parts->interval == 1)
        /* Translators: %s is like "18 November". */
        return g_strdup_printf (_("every year on %s"), dates);
      /* Translators: %s is like "18 November". */
      return g_strdup_printf (ngettext ("every %d year on %s", "every %d years on %s",
                                        (gulong) parts->interval),
                              parts->interval, dates);
    }

  /* Without a month the days would be counted within the year. */
  if (month == 0)
    return NULL;
  days = gnomon_repeat_days_say (parts, start_day, &are_weekdays);
  if (days == NULL)
    return NULL;

  name = say_month (month);
  if (parts->interval == 1)
    /* Translators: as in "every year on the last Friday of November". */
    return g_strdup_printf (_("every year on the %s of %s"), days, name);
  /* Translators: as in "every 2 years on the last Friday of November". */
  return g_strdup_printf (ngettext ("every %d year on the %s of %s",
                                    "every %d years on the %s of %s", (gulong) parts->interval),
                          parts->interval, days, name);
}

/* What is counted by the clock, where nothing else is said of it. */
static char *
say_clock (const GnomonRuleParts *parts)
{
  int n = parts->interval;

  if (gnomon_rule_parts_has_day (parts) || !is_empty (&parts->by_month_day)
      || !is_empty (&parts->by_month) || !is_empty (&parts->by_position))
    return NULL;

  switch (parts->frequency)
    {
    case GNOMON_RULE_HOURLY:
      return n == 1 ? g_strdup (_("every hour"))
                    : g_strdup_printf (ngettext ("every %d hour", "every %d hours", (gulong) n), n);
    case GNOMON_RULE_MINUTELY:
      return n == 1 ? g_strdup (_("every minute"))
                    : g_strdup_printf (ngettext ("every %d minute", "every %d minutes", (gulong) n),
                                       n);
    case GNOMON_RULE_SECONDLY:
    case GNOMON_RULE_DAILY:
    case GNOMON_RULE_WEEKLY:
    case GNOMON_RULE_MONTHLY:
    case GNOMON_RULE_YEARLY:
    default:
      return NULL;
    }
}

static char *
say_pattern (const GnomonRuleParts *parts,
             gint64                 start)
{
  guint weekdays;
  int year, month, day;

  gnomon_civil_day_to_ymd (start, &year, &month, &day);

  switch (parts->frequency)
    {
    case GNOMON_RULE_DAILY:
    case GNOMON_RULE_WEEKLY:
      if (!is_empty (&parts->by_month_day) || !is_empty (&parts->by_position)
          || !gnomon_repeat_days_get_weekdays (parts, &weekdays))
        return NULL;
      if (parts->frequency == GNOMON_RULE_DAILY)
        {
          /* Every second day that is a Monday is not every second Monday. */
          if (weekdays == 0)
            return say_days (parts->interval);
          return parts->interval == 1 ? say_weeks (1, weekdays) : NULL;
        }
      return say_weeks (parts->interval, weekdays != 0
                                           ? weekdays
                                           : 1u << (gnomon_civil_weekday (start) - 1));

    case GNOMON_RULE_MONTHLY:
      /* Every Tuesday of every month is every Tuesday. */
      if (parts->interval == 1 && is_empty (&parts->by_month_day) && is_empty (&parts->by_position)
          && gnomon_repeat_days_get_weekdays (parts, &weekdays) && weekdays != 0)
        return say_weeks (1, weekdays);
      return say_months (parts, day);

    case GNOMON_RULE_YEARLY:
      return say_years (parts, month, day);

    case GNOMON_RULE_SECONDLY:
    case GNOMON_RULE_MINUTELY:
    case GNOMON_RULE_HOURLY:
    default:
      return say_clock (parts);
    }
}

/* Whether a day of the rule is missing in one of its months: then SKIP=BACKWARD says something. */
static gboolean
meets_short_months (const GnomonRuleParts *parts,
                    gint64                 start)
{
  int start_month, start_day;

  if (parts->frequency < GNOMON_RULE_MONTHLY || gnomon_rule_parts_has_day (parts))
    return FALSE;

  gnomon_civil_day_to_ymd (start, NULL, &start_month, &start_day);
  for (int month = 1; month <= 12; month++)
    {
      if (is_empty (&parts->by_month)
            ? parts->frequency == GNOMON_RULE_YEARLY && month != start_month
            : !gnomon_rule_numbers_has (&parts->by_month, month))
        continue;

      for (int day = gnomon_civil_days_in_month (2001, month) + 1; day <= 31; day++)
        if (is_empty (&parts->by_month_day) ? day == start_day
                                            : gnomon_rule_numbers_has (&parts->by_month_day, day))
          return TRUE;
    }

  return FALSE;
}

/* What yearly rules say of every week is said as such. */
static void
simplify (GnomonRuleParts *parts)
{
  guint weekdays;

  if (parts->frequency == GNOMON_RULE_YEARLY && parts->interval == 1
      && is_empty (&parts->by_position) && is_empty (&parts->by_month_day)
      && gnomon_rule_parts_has_day (parts) && gnomon_repeat_days_get_weekdays (parts, &weekdays))
    parts->frequency = GNOMON_RULE_WEEKLY;
}

/* A rule may be of some months only. */
static char *
say_rule (GnomonRuleParts *parts,
          gint64           start)
{
  g_autoptr (GPtrArray) months = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *phrase = NULL;
  g_autofree char *names = NULL;
  int month = GNOMON_RULE_NUMBERS_BEGIN;

  if (!is_empty (&parts->by_second) || !is_empty (&parts->by_minute) || !is_empty (&parts->by_hour)
      || !is_empty (&parts->by_year_day) || !is_empty (&parts->by_week))
    return NULL;

  gnomon_rule_parts_take_month (parts, start);
  simplify (parts);
  phrase = say_pattern (parts, start);
  if (phrase != NULL && parts->skips_back && meets_short_months (parts, start))
    {
      g_autofree char *plain = g_steal_pointer (&phrase);

      /* Translators: %s is like "every month on the 30th", or "every year on 29 February". */
      phrase = g_strdup_printf (_("%s, or on the last day of shorter months"), plain);
    }
  if (phrase == NULL || parts->frequency == GNOMON_RULE_YEARLY || is_empty (&parts->by_month))
    return g_steal_pointer (&phrase);

  /* Which ones every second of some months are, nobody could tell. */
  if (parts->interval != 1)
    return NULL;

  while (gnomon_rule_numbers_next (&parts->by_month, &month))
    g_ptr_array_add (months, gnomon_format_month (gnomon_civil_day_from_ymd (2000, month, 1)));
  names = gnomon_repeat_days_join (months);

  /* Translators: a rule, then months, as in "every week on Thursday, only in March and April". */
  return g_strdup_printf (_("%s, only in %s"), phrase, names);
}

/**
 * gnomon_repeat_words_pattern:
 * @rrule: a canonical rule
 * @start_day: the civil day on which it starts
 *
 * When it repeats, without its end.
 *
 * Returns: (transfer full) (nullable): like `every 2 weeks on Tuesday`; %NULL where the rule cannot
 *   be said
 */
char *
gnomon_repeat_words_pattern (const char *rrule,
                             gint64      start_day)
{
  GnomonRuleParts parts;

  g_return_val_if_fail (rrule != NULL, NULL);

  if (!gnomon_rule_parts_parse (&parts, rrule, "rrule", NULL))
    return NULL;

  return say_rule (&parts, start_day);
}
