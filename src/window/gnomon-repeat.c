/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gnomon-civil.h"
#include "gnomon-repeat.h"
#include "gnomon-rule-parts.h"
#include "gnomon-zone.h"

/* Between a rule and the fields of an editor. */

/* What is offered first: by the start, so that most people never see a field. */
static const struct
{
  GnomonRepeatUnit unit;
  int interval;
  guint weekdays;     /* 0: that of the start */
  GnomonRepeatOn on;
} presets[] = {
  { GNOMON_REPEAT_NEVER, 1, 0, GNOMON_REPEAT_ON_DATE },
  { GNOMON_REPEAT_DAYS, 1, 0, GNOMON_REPEAT_ON_DATE },
  { GNOMON_REPEAT_WEEKS, 1, GNOMON_REPEAT_WORKDAYS, GNOMON_REPEAT_ON_DATE },
  { GNOMON_REPEAT_WEEKS, 1, 0, GNOMON_REPEAT_ON_DATE },
  { GNOMON_REPEAT_WEEKS, 2, 0, GNOMON_REPEAT_ON_DATE },
  { GNOMON_REPEAT_MONTHS, 1, 0, GNOMON_REPEAT_ON_DATE },
  { GNOMON_REPEAT_MONTHS, 1, 0, GNOMON_REPEAT_ON_LAST_DAY },
  { GNOMON_REPEAT_MONTHS, 1, 0, GNOMON_REPEAT_ON_WEEKDAY },
  { GNOMON_REPEAT_MONTHS, 1, 0, GNOMON_REPEAT_ON_LAST_WEEKDAY },
  { GNOMON_REPEAT_YEARS, 1, 0, GNOMON_REPEAT_ON_DATE },
};

G_STATIC_ASSERT (G_N_ELEMENTS (presets) == GNOMON_REPEAT_N_PRESETS);

/* What a day is within its month. */
typedef struct
{
  int month;
  int day;
  int weekday;
  int ordinal;       /* its weekday's first, second … of the month */
  gboolean is_last;
  gboolean is_last_weekday;
} Place;

static Place
find_place (gint64 civil_day)
{
  Place place = { .weekday = gnomon_civil_weekday (civil_day) };
  int year, n_days;

  gnomon_civil_day_to_ymd (civil_day, &year, &place.month, &place.day);
  n_days = gnomon_civil_days_in_month (year, place.month);
  place.ordinal = (place.day - 1) / 7 + 1;
  place.is_last = place.day == n_days;
  place.is_last_weekday = place.day > n_days - 7;
  return place;
}

/* The only number of a set; 0: there is none, or more than one. */
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

/* The weekdays of a rule; FALSE where one has a number before it. */
static gboolean
read_weekdays (const GnomonRuleParts *parts,
               guint                 *weekdays)
{
  *weekdays = 0;

  for (int weekday = 1; weekday <= 7; weekday++)
    {
      if (gnomon_rule_numbers_is_empty (&parts->by_day[weekday]))
        continue;
      if (get_only (&parts->by_day[weekday]) != 0
          || !gnomon_rule_numbers_has (&parts->by_day[weekday], 0))
        return FALSE;
      *weekdays |= 1u << (weekday - 1);
    }

  return TRUE;
}

/* "2TU", or what says the same, "TU" as the second: FALSE where it is neither. */
static gboolean
read_ordinal (const GnomonRuleParts *parts,
              int                   *weekday,
              int                   *ordinal)
{
  int n_weekdays = 0;
  gboolean is_plain;

  for (int i = 1; i <= 7; i++)
    if (!gnomon_rule_numbers_is_empty (&parts->by_day[i]))
      {
        n_weekdays++;
        *weekday = i;
      }

  if (n_weekdays != 1)
    return FALSE;

  is_plain = gnomon_rule_numbers_has (&parts->by_day[*weekday], 0);
  if (is_plain == gnomon_rule_numbers_is_empty (&parts->by_position))
    return FALSE;

  *ordinal = get_only (is_plain ? &parts->by_position : &parts->by_day[*weekday]);
  return *ordinal != 0;
}

/* Which day of its month the rule means, where the start is such a day. */
static gboolean
read_on (GnomonRepeat          *self,
         const GnomonRuleParts *parts,
         const Place           *place)
{
  int weekday, ordinal;

  if (!gnomon_rule_parts_has_day (parts))
    {
      int day = get_only (&parts->by_month_day);

      if (!gnomon_rule_numbers_is_empty (&parts->by_position))
        return FALSE;
      if (gnomon_rule_numbers_is_empty (&parts->by_month_day) || day == place->day)
        self->on = GNOMON_REPEAT_ON_DATE;
      else if (day == -1 && place->is_last)
        self->on = GNOMON_REPEAT_ON_LAST_DAY;
      else
        return FALSE;
      return TRUE;
    }

  if (!gnomon_rule_numbers_is_empty (&parts->by_month_day)
      || !read_ordinal (parts, &weekday, &ordinal) || weekday != place->weekday)
    return FALSE;

  if (ordinal == place->ordinal)
    self->on = GNOMON_REPEAT_ON_WEEKDAY;
  else if (ordinal == -1 && place->is_last_weekday)
    self->on = GNOMON_REPEAT_ON_LAST_WEEKDAY;
  else
    return FALSE;
  return TRUE;
}

static gboolean
read_year (GnomonRepeat          *self,
           const GnomonRuleParts *parts,
           const Place           *place)
{
  /* Without a month its days would be counted within the year. */
  if (gnomon_rule_numbers_is_empty (&parts->by_month))
    return !gnomon_rule_parts_has_day (parts) && gnomon_rule_numbers_is_empty (&parts->by_month_day)
           && gnomon_rule_numbers_is_empty (&parts->by_position);

  return get_only (&parts->by_month) == place->month && read_on (self, parts, place);
}

static gboolean
read_pattern (GnomonRepeat          *self,
              const GnomonRuleParts *parts,
              const Place           *place)
{
  gboolean has_only_days = gnomon_rule_numbers_is_empty (&parts->by_month_day)
                           && gnomon_rule_numbers_is_empty (&parts->by_position)
                           && gnomon_rule_numbers_is_empty (&parts->by_month);
  guint weekdays;

  if (!gnomon_rule_numbers_is_empty (&parts->by_second)
      || !gnomon_rule_numbers_is_empty (&parts->by_minute)
      || !gnomon_rule_numbers_is_empty (&parts->by_hour)
      || !gnomon_rule_numbers_is_empty (&parts->by_year_day)
      || !gnomon_rule_numbers_is_empty (&parts->by_week))
    return FALSE;

  switch (parts->frequency)
    {
    case GNOMON_RULE_DAILY:
    case GNOMON_RULE_WEEKLY:
      if (!has_only_days || !read_weekdays (parts, &weekdays))
        return FALSE;

      self->unit = parts->frequency == GNOMON_RULE_DAILY ? GNOMON_REPEAT_DAYS : GNOMON_REPEAT_WEEKS;
      if (weekdays == 0)
        return TRUE;

      /* Every day that is one of these is every week on these. */
      self->unit = GNOMON_REPEAT_WEEKS;
      self->weekdays = weekdays;
      return parts->frequency == GNOMON_RULE_WEEKLY || parts->interval == 1;

    case GNOMON_RULE_MONTHLY:
      self->unit = GNOMON_REPEAT_MONTHS;
      return gnomon_rule_numbers_is_empty (&parts->by_month) && read_on (self, parts, place);

    case GNOMON_RULE_YEARLY:
      self->unit = GNOMON_REPEAT_YEARS;
      return read_year (self, parts, place);

    case GNOMON_RULE_SECONDLY:
    case GNOMON_RULE_MINUTELY:
    case GNOMON_RULE_HOURLY:
    default:
      return FALSE;
    }
}

/**
 * gnomon_repeat_init:
 * @self: (out): how it repeats
 * @unit: days, weeks, months or years
 * @start_day: the civil day on which it starts
 *
 * Every one, as the start is, and for ever.
 */
void
gnomon_repeat_init (GnomonRepeat     *self,
                    GnomonRepeatUnit  unit,
                    gint64            start_day)
{
  g_return_if_fail (self != NULL);

  *self = (GnomonRepeat){
    .unit = unit,
    .interval = 1,
    .weekdays = 1u << (gnomon_civil_weekday (start_day) - 1),
    .on = GNOMON_REPEAT_ON_DATE,
    .end = GNOMON_REPEAT_ENDS_NEVER,
    .until_day = start_day,
    .count = 1,
    .week_start = 1,
  };
}

/**
 * gnomon_repeat_init_preset:
 * @self: (out): how it repeats
 * @preset: which of the rules that are offered at once; 0: never
 * @start_day: the civil day on which it starts
 *
 * Returns: %FALSE where the start is no such day
 */
gboolean
gnomon_repeat_init_preset (GnomonRepeat *self,
                           guint         preset,
                           gint64        start_day)
{
  g_return_val_if_fail (preset < GNOMON_REPEAT_N_PRESETS, FALSE);

  gnomon_repeat_init (self, presets[preset].unit, start_day);
  self->interval = presets[preset].interval;
  self->on = presets[preset].on;
  if (presets[preset].weekdays != 0)
    self->weekdays = presets[preset].weekdays;

  return gnomon_repeat_allows (self->on, start_day);
}

/**
 * gnomon_repeat_parse:
 * @self: (out): how it repeats
 * @rrule: a canonical rule; empty: never
 * @start_day: the civil day on which it starts
 * @zone: (nullable): what an end in UTC is in; %NULL: UTC
 *
 * Returns: %FALSE where the rule says more than fields can
 */
gboolean
gnomon_repeat_parse (GnomonRepeat *self,
                     const char   *rrule,
                     gint64        start_day,
                     GTimeZone    *zone)
{
  Place place = find_place (start_day);
  GnomonRuleParts parts;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (rrule != NULL, FALSE);

  gnomon_repeat_init (self, GNOMON_REPEAT_NEVER, start_day);
  if (*rrule == '\0')
    return TRUE;
  if (!gnomon_rule_parts_parse (&parts, rrule, "rrule", NULL) || parts.skips_back)
    return FALSE;

  self->interval = parts.interval;
  self->week_start = parts.week_start;
  if (parts.count > 0)
    {
      self->end = GNOMON_REPEAT_ENDS_AFTER;
      self->count = parts.count;
    }
  else if (parts.until_form != GNOMON_RULE_FORM_NONE)
    {
      gint64 until = parts.until_form == GNOMON_RULE_FORM_UTC
                       ? gnomon_zone_to_wall (zone, parts.until)
                       : parts.until;

      self->end = GNOMON_REPEAT_ENDS_ON;
      self->until_day = gnomon_civil_day_of_wall (until);
    }

  gnomon_rule_parts_take_month (&parts, start_day);
  return read_pattern (self, &parts, &place);
}

static void
write_on (const GnomonRepeat *self,
          const Place        *place,
          GnomonRuleParts    *parts)
{
  switch (self->on)
    {
    case GNOMON_REPEAT_ON_LAST_DAY:
      gnomon_rule_numbers_add (&parts->by_month_day, -1);
      break;
    case GNOMON_REPEAT_ON_WEEKDAY:
      gnomon_rule_numbers_add (&parts->by_day[place->weekday], place->ordinal);
      break;
    case GNOMON_REPEAT_ON_LAST_WEEKDAY:
      gnomon_rule_numbers_add (&parts->by_day[place->weekday], -1);
      break;
    case GNOMON_REPEAT_ON_DATE:
    default:
      gnomon_rule_numbers_add (&parts->by_month_day, place->day);
      break;
    }

  if (self->unit == GNOMON_REPEAT_YEARS)
    gnomon_rule_numbers_add (&parts->by_month, place->month);
}

/* RFC 5545, 3.3.10: the end is a date where the start is one, and in UTC where it has a zone. */
static void
write_end (const GnomonRepeat *self,
           gboolean            all_day,
           GTimeZone          *zone,
           GnomonRuleParts    *parts)
{
  gint64 last_wall = (self->until_day + 1) * GNOMON_DAY_SECONDS - 1;

  if (self->end == GNOMON_REPEAT_ENDS_AFTER)
    parts->count = self->count;
  if (self->end != GNOMON_REPEAT_ENDS_ON)
    return;

  if (all_day)
    {
      parts->until_form = GNOMON_RULE_FORM_DATE;
      parts->until = self->until_day * GNOMON_DAY_SECONDS;
    }
  else if (zone != NULL)
    {
      parts->until_form = GNOMON_RULE_FORM_UTC;
      parts->until = gnomon_zone_to_instant (zone, last_wall);
    }
  else
    {
      parts->until_form = GNOMON_RULE_FORM_WALL;
      parts->until = last_wall;
    }
}

/**
 * gnomon_repeat_format:
 * @self: how it repeats
 * @start_day: the civil day on which it starts
 * @all_day: whether it takes whole days
 * @zone: (nullable): the zone of the start; %NULL: it follows the viewer
 *
 * Returns: (transfer full): the rule; empty: never
 */
char *
gnomon_repeat_format (const GnomonRepeat *self,
                      gint64              start_day,
                      gboolean            all_day,
                      GTimeZone          *zone)
{
  Place place = find_place (start_day);
  GnomonRuleParts parts;

  g_return_val_if_fail (self != NULL, NULL);

  switch (self->unit)
    {
    case GNOMON_REPEAT_DAYS:
      gnomon_rule_parts_init (&parts, GNOMON_RULE_DAILY);
      break;
    case GNOMON_REPEAT_WEEKS:
      gnomon_rule_parts_init (&parts, GNOMON_RULE_WEEKLY);
      for (int weekday = 1; weekday <= 7; weekday++)
        if (self->weekdays >> (weekday - 1) & 1)
          gnomon_rule_numbers_add (&parts.by_day[weekday], 0);
      /* Only of every second week and the like it matters where a week begins. */
      if (self->interval > 1)
        parts.week_start = self->week_start;
      break;
    case GNOMON_REPEAT_MONTHS:
      gnomon_rule_parts_init (&parts, GNOMON_RULE_MONTHLY);
      write_on (self, &place, &parts);
      break;
    case GNOMON_REPEAT_YEARS:
      gnomon_rule_parts_init (&parts, GNOMON_RULE_YEARLY);
      write_on (self, &place, &parts);
      break;
    case GNOMON_REPEAT_NEVER:
    default:
      return g_strdup ("");
    }

  parts.interval = self->interval;
  write_end (self, all_day, zone, &parts);
  return gnomon_rule_parts_format (&parts);
}

/**
 * gnomon_repeat_allows:
 * @on: which day of a month
 * @start_day: the civil day on which it starts
 *
 * Returns: whether the start is such a day. A fifth weekday counts as the last one only: it is not
 *   in each month.
 */
gboolean
gnomon_repeat_allows (GnomonRepeatOn on,
                      gint64         start_day)
{
  Place place = find_place (start_day);

  switch (on)
    {
    case GNOMON_REPEAT_ON_LAST_DAY:
      return place.is_last;
    case GNOMON_REPEAT_ON_WEEKDAY:
      return place.ordinal < 5;
    case GNOMON_REPEAT_ON_LAST_WEEKDAY:
      return place.is_last_weekday;
    case GNOMON_REPEAT_ON_DATE:
    default:
      return TRUE;
    }
}

/**
 * gnomon_repeat_follow:
 * @self: how it repeats
 * @old_day: the civil day on which it started
 * @new_day: the civil day on which it starts now
 *
 * Takes the rule along to another start. An end that would lie before it becomes that day.
 */
void
gnomon_repeat_follow (GnomonRepeat *self,
                      gint64        old_day,
                      gint64        new_day)
{
  guint old_bit = 1u << (gnomon_civil_weekday (old_day) - 1);
  guint new_bit = 1u << (gnomon_civil_weekday (new_day) - 1);

  g_return_if_fail (self != NULL);

  if ((self->weekdays & new_bit) == 0)
    self->weekdays = (self->weekdays & ~old_bit) | new_bit;

  if (!gnomon_repeat_allows (self->on, new_day))
    {
      if (self->on == GNOMON_REPEAT_ON_WEEKDAY)
        self->on = GNOMON_REPEAT_ON_LAST_WEEKDAY;
      else if (self->on == GNOMON_REPEAT_ON_LAST_WEEKDAY)
        self->on = GNOMON_REPEAT_ON_WEEKDAY;
      else
        self->on = GNOMON_REPEAT_ON_DATE;
    }

  self->until_day = MAX (self->until_day, new_day);
}

/**
 * gnomon_repeat_is_alike:
 * @a: how one repeats
 * @b: how another repeats
 *
 * Returns: whether they mean the same, but for when it ends
 */
gboolean
gnomon_repeat_is_alike (const GnomonRepeat *a,
                        const GnomonRepeat *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (a->unit != b->unit)
    return FALSE;
  if (a->unit == GNOMON_REPEAT_NEVER)
    return TRUE;
  if (a->interval != b->interval)
    return FALSE;
  if (a->unit == GNOMON_REPEAT_WEEKS)
    return a->weekdays == b->weekdays;

  return a->unit == GNOMON_REPEAT_DAYS || a->on == b->on;
}
