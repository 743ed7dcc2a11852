/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gnomon-repeat-days.h"

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-repeat-words.h"

/* Which days of a month a rule means, by their numbers or as weekdays. */

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

static gboolean
is_empty (const GnomonRuleNumbers *numbers)
{
  return gnomon_rule_numbers_is_empty (numbers);
}

/**
 * gnomon_repeat_days_join:
 * @items: (element-type utf8): words, at least one
 *
 * Returns: (transfer full): the words for a list, as in `Monday, Tuesday and Friday`
 */
char *
gnomon_repeat_days_join (GPtrArray *items)
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

/**
 * gnomon_repeat_days_get_weekdays:
 * @parts: a rule
 * @weekdays: (out): the weekdays that stand without a number, as bits from Monday
 *
 * Returns: %FALSE where a weekday has a number
 */
gboolean
gnomon_repeat_days_get_weekdays (const GnomonRuleParts *parts,
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

/**
 * gnomon_repeat_days_say:
 * @parts: a rule of months, or of years
 * @start_day: the day of the month on which it starts
 * @are_weekdays: (out): whether its days are weekdays
 *
 * Returns: (transfer full) (nullable): which days of a month it means, as in `10th and 20th`, or
 *   `last Friday`; %NULL where they cannot be said
 */
char *
gnomon_repeat_days_say (const GnomonRuleParts *parts,
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
    said = gnomon_repeat_days_get_weekdays (parts, &weekdays)
           && add_positions (parts, weekdays, items);

  return said ? gnomon_repeat_days_join (items) : NULL;
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
