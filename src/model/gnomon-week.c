/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-week.h"

#include <langinfo.h>

#include "gnomon-civil.h"

/* glibc counts the first weekday from the weekday of this date, a number like 19971130. */
static int
get_weekday_of_number (int number)
{
  gint64 day = gnomon_civil_day_from_ymd (number / 10000, number / 100 % 100, number % 100);

  return gnomon_civil_weekday (day);
}

#define N_WORK_DAYS 5

static const char * const weekday_names[] = {
  "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
};

/* @first: which day of the locale's week, from 1 */
static int
get_locale_weekday (int first)
{
  /* This item is a number in the place of the pointer. */
  union { char *text; guint32 number; } origin = { nl_langinfo (_NL_TIME_WEEK_1STDAY) };
  int base = 7;

  if (origin.number > 19000101 && origin.number < 21000101)
    base = get_weekday_of_number ((int) origin.number);
  if (first < 1 || first > 7)
    first = 1;

  return (base - 1 + first - 1) % 7 + 1;
}

/**
 * gnomon_week_get_first_weekday:
 * @setting: (nullable): the value of `week-start`: an English weekday in lower case; empty or
 *   anything else for the locale's
 *
 * Returns: the weekday on which the user's week begins, 1 Monday to 7 Sunday
 */
int
gnomon_week_get_first_weekday (const char *setting)
{
  for (gsize i = 0; i < G_N_ELEMENTS (weekday_names); i++)
    if (g_strcmp0 (setting, weekday_names[i]) == 0)
      return (int) i + 1;

  return get_locale_weekday (*nl_langinfo (_NL_TIME_FIRST_WEEKDAY));
}

/* Five days in a row, from the one that the locale calls the first. */
static guint
get_locale_work_days (void)
{
  int first = get_locale_weekday (*nl_langinfo (_NL_TIME_FIRST_WORKDAY));
  guint days = 0;

  for (int i = 0; i < N_WORK_DAYS; i++)
    days |= 1u << (first - 1 + i) % 7;

  return days;
}

/**
 * gnomon_week_get_work_days:
 * @setting: (nullable): the value of `work-days`: English weekdays in lower case; an empty one, or
 *   %NULL, stands for the locale's
 *
 * Returns: the days on which the user works, bit 0 Monday to bit 6 Sunday; may be none
 */
guint
gnomon_week_get_work_days (const char * const *setting)
{
  guint days = 0;

  if (setting == NULL)
    return get_locale_work_days ();

  for (; *setting != NULL; setting++)
    {
      if (**setting == '\0')
        days |= get_locale_work_days ();
      for (gsize i = 0; i < G_N_ELEMENTS (weekday_names); i++)
        if (g_str_equal (*setting, weekday_names[i]))
          days |= 1u << i;
    }

  return days;
}

/**
 * gnomon_week_get_start:
 * @civil_day: a day
 * @first_weekday: 1 Monday to 7 Sunday
 *
 * Returns: the first day of the week that holds @civil_day
 */
gint64
gnomon_week_get_start (gint64 civil_day,
                       int    first_weekday)
{
  g_return_val_if_fail (first_weekday >= 1 && first_weekday <= 7, civil_day);

  return civil_day - (gnomon_civil_weekday (civil_day) - first_weekday + 7) % 7;
}

/**
 * gnomon_week_get_number:
 * @first_day: the day on which a week begins, whichever weekday that is
 *
 * Returns: the number of the week, by ISO 8601: that of the Thursday in it
 */
int
gnomon_week_get_number (gint64 first_day)
{
  gint64 thursday = first_day + (4 - gnomon_civil_weekday (first_day) + 7) % 7;

  return gnomon_civil_iso_week (thursday, NULL);
}
