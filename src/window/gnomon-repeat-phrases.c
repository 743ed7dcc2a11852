/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-format.h"
#include "gnomon-repeat-words.h"
#include "gnomon-rule-parts.h"

/*
 * What people say of a rule. Each phrase is a whole one, so that a translator can turn it round; it
 * stands inside of a sentence, and begins one with its first letter made a capital.
 */

/* A yearly rule of more dates than this is too long to be read. */
#define MOST_DATES 6

enum
{
  WEEKDAYS = 8,      /* Monday to Friday */
  WEEKEND_DAYS = 9,
};

#define N_ORDINALS 6

/* By weekday, and by whether it is the first to the fifth or the last of its month. */
/* Translators: they follow "every" or "on the", as in "every first Monday of the month". */
static const char * const ordinal_days[][N_ORDINALS] = {
  { N_("first Monday"), N_("second Monday"), N_("third Monday"),
    N_("fourth Monday"), N_("fifth Monday"), N_("last Monday") },
  { N_("first Tuesday"), N_("second Tuesday"), N_("third Tuesday"),
    N_("fourth Tuesday"), N_("fifth Tuesday"), N_("last Tuesday") },
  { N_("first Wednesday"), N_("second Wednesday"), N_("third Wednesday"),
    N_("fourth Wednesday"), N_("fifth Wednesday"), N_("last Wednesday") },
  { N_("first Thursday"), N_("second Thursday"), N_("third Thursday"),
    N_("fourth Thursday"), N_("fifth Thursday"), N_("last Thursday") },
  { N_("first Friday"), N_("second Friday"), N_("third Friday"),
    N_("fourth Friday"), N_("fifth Friday"), N_("last Friday") },
  { N_("first Saturday"), N_("second Saturday"), N_("third Saturday"),
    N_("fourth Saturday"), N_("fifth Saturday"), N_("last Saturday") },
  { N_("first Sunday"), N_("second Sunday"), N_("third Sunday"),
    N_("fourth Sunday"), N_("fifth Sunday"), N_("last Sunday") },
  { N_("first weekday"), N_("second weekday"), N_("third weekday"),
    N_("fourth weekday"), N_("fifth weekday"), N_("last weekday") },
  { N_("first weekend day"), N_("second weekend day"), N_("third weekend day"),
    N_("fourth weekend day"), N_("fifth weekend day"), N_("last weekend day") },
};

/* Translators: they follow "on the", as in "every month on the 18th". */
static const char * const month_days[] = {
  NC_("day of a month", "1st"), NC_("day of a month", "2nd"), NC_("day of a month", "3rd"),
  NC_("day of a month", "4th"), NC_("day of a month", "5th"), NC_("day of a month", "6th"),
  NC_("day of a month", "7th"), NC_("day of a month", "8th"), NC_("day of a month", "9th"),
  NC_("day of a month", "10th"), NC_("day of a month", "11th"), NC_("day of a month", "12th"),
  NC_("day of a month", "13th"), NC_("day of a month", "14th"), NC_("day of a month", "15th"),
  NC_("day of a month", "16th"), NC_("day of a month", "17th"), NC_("day of a month", "18th"),
  NC_("day of a month", "19th"), NC_("day of a month", "20th"), NC_("day of a month", "21st"),
  NC_("day of a month", "22nd"), NC_("day of a month", "23rd"), NC_("day of a month", "24th"),
  NC_("day of a month", "25th"), NC_("day of a month", "26th"), NC_("day of a month", "27th"),
  NC_("day of a month", "28th"), NC_("day of a month", "29th"), NC_("day of a month", "30th"),
  NC_("day of a month", "31st"),
};

/* The words for a list, as in "Monday, Tuesday and Friday". */
static char *
join (GPtrArray *items)
{
  g_autofree char *text = g_strdup (g_ptr_array_index (items, 0));

  for (guint i = 1; i < items->len; i++)
    {
      const char *item = g_ptr_array_index (items, i);
      char *longer;

      if (i == items->len - 1)
        /* Translators: the last two of a list, as in "Monday, Tuesday and Friday". */
        longer = g_strdup_printf (C_("list", "%s and %s"), text, item);
      else
        /* Translators: two of a list of more, as in "Monday, Tuesday and Friday". */
        longer = g_strdup_printf (C_("list", "%s, %s"), text, item);
      g_free (text);
      text = longer;
    }

  return g_steal_pointer (&text);
}

static gboolean
is_empty (const GnomonRuleNumbers *numbers)
{
  return gnomon_rule_numbers_is_empty (numbers);
}

/* The weekdays that stand without a number, as bits; FALSE where one has a number. */
static gboolean
get_weekdays (const GnomonRuleParts *parts,
              guint                 *weekdays)
{
  *weekdays = 0;

  for (int weekday = 1; weekday <= 7; weekday++)
    {
      int number = GNOMON_RULE_NUMBERS_BEGIN;

      while (gnomon_rule_numbers_next (&parts->by_day[weekday], &number))
        if (number != 0)
          return FALSE;
      if (!is_empty (&parts->by_day[weekday]))
        *weekdays |= 1u << (weekday - 1);
    }

  return TRUE;
}

static char *
say_weekdays (guint weekdays)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (int weekday = 1; weekday <= 7; weekday++)
    if (weekdays >> (weekday - 1) & 1)
      g_ptr_array_add (names, gnomon_format_weekday_long (weekday));

  return join (names);
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

/* A weekday's name with its number in the month; NULL where there are no words for that. */
static const char *
get_ordinal_day (int weekday,
                 int ordinal)
{
  if (ordinal == -1)
    ordinal = N_ORDINALS;
  if (ordinal < 1 || ordinal > N_ORDINALS)
    return NULL;

  return _(ordinal_days[weekday - 1][ordinal - 1]);
}

static gboolean
add_item (GPtrArray  *items,
          const char *item)
{
  if (item == NULL)
    return FALSE;

  g_ptr_array_add (items, g_strdup (item));
  return TRUE;
}

/* "third Wednesday", of days that have their numbers with them. */
static gboolean
add_numbered_days (const GnomonRuleParts *parts,
                   GPtrArray             *items)
{
  for (int weekday = 1; weekday <= 7; weekday++)
    {
      int ordinal = GNOMON_RULE_NUMBERS_BEGIN;

      while (gnomon_rule_numbers_next (&parts->by_day[weekday], &ordinal))
        if (ordinal == 0 || !add_item (items, get_ordinal_day (weekday, ordinal)))
          return FALSE;
    }

  return items->len > 0;
}

static const char *
get_month_day (int day)
{
  if (day == -1)
    /* Translators: it follows "on the", as in "every month on the last day". */
    return C_("day of a month", "last day");

  return day >= 1 ? g_dpgettext2 (NULL, "day of a month", month_days[day - 1]) : NULL;
}

/* "last weekday", of days that are numbered together. */
static gboolean
add_positions (const GnomonRuleParts *parts,
               guint                  weekdays,
               GPtrArray             *items)
{
  int position = GNOMON_RULE_NUMBERS_BEGIN;
  int which = 0;

  if (weekdays == 0x1f)
    which = WEEKDAYS;
  else if (weekdays == 0x60)
    which = WEEKEND_DAYS;
  else if ((weekdays & (weekdays - 1)) == 0)
    which = g_bit_nth_lsf (weekdays, -1) + 1;
  else if (weekdays != 0x7f)
    return FALSE;

  while (gnomon_rule_numbers_next (&parts->by_position, &position))
    if (!add_item (items, which != 0 ? get_ordinal_day (which, position)
                                     : position <= 31 ? get_month_day (position) : NULL))
      return FALSE;

  return TRUE;
}

static gboolean
add_month_days (const GnomonRuleParts *parts,
                int                    start_day,
                GPtrArray             *items)
{
  int day = GNOMON_RULE_NUMBERS_BEGIN;

  if (is_empty (&parts->by_month_day))
    return add_item (items, get_month_day (start_day));

  /* From the end of the month they come first in the set, and last in the month. */
  for (day = 0; gnomon_rule_numbers_next (&parts->by_month_day, &day);)
    if (!add_item (items, get_month_day (day)))
      return FALSE;
  for (day = GNOMON_RULE_NUMBERS_BEGIN;
       gnomon_rule_numbers_next (&parts->by_month_day, &day) && day < 0;)
    if (!add_item (items, get_month_day (day)))
      return FALSE;

  return TRUE;
}

/* Which days of a month a rule means, and whether they are weekdays; NULL: they cannot be said. */
static char *
say_days_of_month (const GnomonRuleParts *parts,
                   int                    start_day,
                   gboolean              *are_weekdays)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);
  guint weekdays;
  gboolean said;

  *are_weekdays = gnomon_rule_parts_has_day (parts);

  if (!*are_weekdays)
    said = is_empty (&parts->by_position) && add_month_days (parts, start_day, items);
  else if (!is_empty (&parts->by_month_day))
    said = FALSE;
  else if (is_empty (&parts->by_position))
    said = add_numbered_days (parts, items);
  else
    said = get_weekdays (parts, &weekdays) && add_positions (parts, weekdays, items);

  return said ? join (items) : NULL;
}

static char *
say_months (const GnomonRuleParts *parts,
            int                    start_day)
{
  gboolean are_weekdays;
  g_autofree char *days = say_days_of_month (parts, start_day, &are_weekdays);

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

  return items->len > 0 ? join (items) : NULL;
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

      /* Without a month these would be days of every month. */
      if (is_empty (&parts->by_month) && !is_empty (&parts->by_month_day))
        return NULL;
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
  days = say_days_of_month (parts, start_day, &are_weekdays);
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
          || !get_weekdays (parts, &weekdays))
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
          && get_weekdays (parts, &weekdays) && weekdays != 0)
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

/* What yearly rules say of every month or week is said as such. */
static void
simplify (GnomonRuleParts *parts)
{
  guint weekdays;
  gboolean has_day = gnomon_rule_parts_has_day (parts);

  if (parts->frequency != GNOMON_RULE_YEARLY || parts->interval != 1
      || !is_empty (&parts->by_position))
    return;

  if (!has_day && is_empty (&parts->by_month) && !is_empty (&parts->by_month_day))
    parts->frequency = GNOMON_RULE_MONTHLY;
  else if (has_day && is_empty (&parts->by_month_day) && get_weekdays (parts, &weekdays))
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

  simplify (parts);
  phrase = say_pattern (parts, start);
  if (phrase == NULL || parts->frequency == GNOMON_RULE_YEARLY || is_empty (&parts->by_month))
    return g_steal_pointer (&phrase);

  /* Which ones every second of some months are, nobody could tell. */
  if (parts->interval != 1)
    return NULL;

  while (gnomon_rule_numbers_next (&parts->by_month, &month))
    g_ptr_array_add (months, gnomon_format_month (gnomon_civil_day_from_ymd (2000, month, 1)));
  names = join (months);

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

/**
 * gnomon_repeat_words_day:
 * @on: which day of a month
 * @start_day: the civil day on which the event starts, which is such a day
 *
 * Returns: (transfer full): like `On the 18th`, or `On the third Wednesday`
 */
char *
gnomon_repeat_words_day (GnomonRepeatOn on,
                         gint64         start_day)
{
  int weekday = gnomon_civil_weekday (start_day);
  const char *name;
  int year, month, day;

  gnomon_civil_day_to_ymd (start_day, &year, &month, &day);

  switch (on)
    {
    case GNOMON_REPEAT_ON_LAST_DAY:
      name = get_month_day (-1);
      break;
    case GNOMON_REPEAT_ON_WEEKDAY:
      name = get_ordinal_day (weekday, (day - 1) / 7 + 1);
      break;
    case GNOMON_REPEAT_ON_LAST_WEEKDAY:
      name = get_ordinal_day (weekday, -1);
      break;
    case GNOMON_REPEAT_ON_DATE:
    default:
      name = get_month_day (day);
      break;
    }

  /* Translators: %s is like "18th", "last day", or "second Tuesday". */
  return g_strdup_printf (_("On the %s"), name);
}
