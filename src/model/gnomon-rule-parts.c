/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-error.h"
#include "gnomon-rule-parts.h"

/*
 * The one reader and the one writer of recurrence rules. What the form of RFC 5545, 3.3.10 does
 * not allow is refused; which dates a rule means is not judged here.
 */

#define NUMBERS_ORIGIN 384

typedef enum
{
  PART_FREQUENCY,
  PART_UNTIL,
  PART_NUMBER,      /* one, from 1 */
  PART_LIST,        /* of numbers */
  PART_DAYS,
  PART_DAY,
  /* RFC 7529: the one calendar that there is, and what becomes of a date that a month does not
   * have; what would be moved into another month is refused. */
  PART_SCALE,
  PART_SKIP,
} PartForm;

/* In the order in which they are written. */
static const struct
{
  const char *name;
  PartForm form;
  int least;
  int greatest;
  gsize offset;
} part_infos[] = {
  { "FREQ", PART_FREQUENCY, 0, 0, G_STRUCT_OFFSET (GnomonRuleParts, frequency) },
  { "UNTIL", PART_UNTIL, 0, 0, G_STRUCT_OFFSET (GnomonRuleParts, until) },
  { "COUNT", PART_NUMBER, 1, G_MAXINT32, G_STRUCT_OFFSET (GnomonRuleParts, count) },
  { "INTERVAL", PART_NUMBER, 1, G_MAXINT32, G_STRUCT_OFFSET (GnomonRuleParts, interval) },
  { "BYSECOND", PART_LIST, 0, 60, G_STRUCT_OFFSET (GnomonRuleParts, by_second) },
  { "BYMINUTE", PART_LIST, 0, 59, G_STRUCT_OFFSET (GnomonRuleParts, by_minute) },
  { "BYHOUR", PART_LIST, 0, 23, G_STRUCT_OFFSET (GnomonRuleParts, by_hour) },
  { "BYDAY", PART_DAYS, -53, 53, G_STRUCT_OFFSET (GnomonRuleParts, by_day) },
  { "BYMONTHDAY", PART_LIST, -31, 31, G_STRUCT_OFFSET (GnomonRuleParts, by_month_day) },
  { "BYYEARDAY", PART_LIST, -366, 366, G_STRUCT_OFFSET (GnomonRuleParts, by_year_day) },
  { "BYWEEKNO", PART_LIST, -53, 53, G_STRUCT_OFFSET (GnomonRuleParts, by_week) },
  { "BYMONTH", PART_LIST, 1, 12, G_STRUCT_OFFSET (GnomonRuleParts, by_month) },
  { "BYSETPOS", PART_LIST, -366, 366, G_STRUCT_OFFSET (GnomonRuleParts, by_position) },
  { "WKST", PART_DAY, 0, 0, G_STRUCT_OFFSET (GnomonRuleParts, week_start) },
  { "RSCALE", PART_SCALE, 0, 0, 0 },
  { "SKIP", PART_SKIP, 0, 0, G_STRUCT_OFFSET (GnomonRuleParts, skips_back) },
};

static const char * const frequencies[] = {
  "SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY",
};

static const char * const scales[] = { "GREGORIAN" };
static const char * const skips[] = { "OMIT", "BACKWARD" };
static const char * const weekdays[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };

/**
 * gnomon_rule_numbers_is_empty:
 * @numbers: a set
 *
 * Returns: whether it has no number, as a part that the rule does not have
 */
gboolean
gnomon_rule_numbers_is_empty (const GnomonRuleNumbers *numbers)
{
  guint64 any = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (numbers->words); i++)
    any |= numbers->words[i];

  return any == 0;
}

/**
 * gnomon_rule_numbers_has:
 * @numbers: a set
 * @number: any number
 *
 * Returns: whether @number is in the set
 */
gboolean
gnomon_rule_numbers_has (const GnomonRuleNumbers *numbers,
                         int                      number)
{
  int bit = NUMBERS_ORIGIN + number;

  if (number <= -NUMBERS_ORIGIN || number >= NUMBERS_ORIGIN)
    return FALSE;

  return numbers->words[bit / 64] >> (bit % 64) & 1;
}

/**
 * gnomon_rule_numbers_add:
 * @numbers: a set
 * @number: -383 to 383; what a part may have is less, and not judged here
 */
void
gnomon_rule_numbers_add (GnomonRuleNumbers *numbers,
                         int                number)
{
  int bit = NUMBERS_ORIGIN + number;

  g_return_if_fail (number > -NUMBERS_ORIGIN && number < NUMBERS_ORIGIN);

  numbers->words[bit / 64] |= G_GUINT64_CONSTANT (1) << (bit % 64);
}

/**
 * gnomon_rule_numbers_remove:
 * @numbers: a set
 * @number: -383 to 383; it need not be there
 */
void
gnomon_rule_numbers_remove (GnomonRuleNumbers *numbers,
                            int                number)
{
  int bit = NUMBERS_ORIGIN + number;

  g_return_if_fail (number > -NUMBERS_ORIGIN && number < NUMBERS_ORIGIN);

  numbers->words[bit / 64] &= ~(G_GUINT64_CONSTANT (1) << (bit % 64));
}

/**
 * gnomon_rule_numbers_next:
 * @numbers: a set
 * @number: (inout): the number before; %GNOMON_RULE_NUMBERS_BEGIN for the first
 *
 * Returns: %FALSE where no greater one is in the set
 */
gboolean
gnomon_rule_numbers_next (const GnomonRuleNumbers *numbers,
                          int                     *number)
{
  for (int next = *number + 1; next < NUMBERS_ORIGIN; next++)
    {
      int bit = NUMBERS_ORIGIN + next;
      guint64 rest = numbers->words[bit / 64] >> (bit % 64);

      if (rest != 0)
        {
          *number = next + __builtin_ctzll (rest);
          return TRUE;
        }
      next |= 63;
    }

  return FALSE;
}

/**
 * gnomon_rule_parts_init:
 * @parts: the parts
 * @frequency: how often
 *
 * Makes the rule that has no part but FREQ.
 */
void
gnomon_rule_parts_init (GnomonRuleParts     *parts,
                        GnomonRuleFrequency  frequency)
{
  memset (parts, 0, sizeof *parts);
  parts->frequency = frequency;
  parts->interval = 1;
  parts->until_form = GNOMON_RULE_FORM_NONE;
  parts->week_start = 1;
}

/* The index of the name that all of the text is; -1 for none. */
static int
find_name (const char         *text,
           gsize               length,
           const char * const *names,
           int                 n_names)
{
  for (int i = 0; i < n_names; i++)
    if (strlen (names[i]) == length && memcmp (names[i], text, length) == 0)
      return i;

  return -1;
}

/* A number within bounds; a sign, and no 0, only where the least is negative. */
static gboolean
read_number (const char *text,
             gsize       length,
             int         least,
             int         greatest,
             int        *number)
{
  gboolean negative = FALSE;
  gint64 value = 0;

  if (least < 0 && length > 0 && (*text == '+' || *text == '-'))
    {
      negative = *text == '-';
      text++;
      length--;
    }

  if (length == 0)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (text[i]) || value > greatest)
        return FALSE;
      value = value * 10 + g_ascii_digit_value (text[i]);
    }

  if (negative)
    value = -value;
  if (value < least || value > greatest || (value == 0 && least < 0))
    return FALSE;

  *number = (int) value;
  return TRUE;
}

/* A weekday with or without a number before it: `MO`, `-1FR`. */
static gboolean
read_day (const char        *text,
          gsize              length,
          int                least,
          int                greatest,
          GnomonRuleNumbers *days)
{
  int ordinal = 0;
  int weekday;

  if (length < 2)
    return FALSE;

  weekday = find_name (text + length - 2, 2, weekdays, G_N_ELEMENTS (weekdays));
  if (weekday < 0 || (length > 2 && !read_number (text, length - 2, least, greatest, &ordinal)))
    return FALSE;

  gnomon_rule_numbers_add (&days[weekday + 1], ordinal);
  return TRUE;
}

static gboolean
read_list (const char *text,
           gsize       length,
           gsize       info,
           gpointer    place)
{
  const char *end = text + length;

  for (;;)
    {
      const char *comma = memchr (text, ',', (gsize) (end - text));
      gsize item_length = (gsize) ((comma != NULL ? comma : end) - text);
      int least = part_infos[info].least, greatest = part_infos[info].greatest;
      int number;

      if (part_infos[info].form == PART_DAYS)
        {
          if (!read_day (text, item_length, least, greatest, place))
            return FALSE;
        }
      else
        {
          if (!read_number (text, item_length, least, greatest, &number))
            return FALSE;
          gnomon_rule_numbers_add (place, number);
        }

      if (comma == NULL)
        return TRUE;
      text = comma + 1;
    }
}

static gboolean
read_part (GnomonRuleParts *parts,
           gsize            info,
           const char      *text,
           gsize            length)
{
  gpointer place = (char *) parts + part_infos[info].offset;
  int index;

  switch (part_infos[info].form)
    {
    case PART_FREQUENCY:
      index = find_name (text, length, frequencies, G_N_ELEMENTS (frequencies));
      parts->frequency = (GnomonRuleFrequency) MAX (index, 0);
      return index >= 0;

    case PART_UNTIL:
      parts->until_form = gnomon_rule_text_parse_time (text, length, &parts->until);
      return parts->until_form != GNOMON_RULE_FORM_NONE;

    case PART_NUMBER:
      return read_number (text, length, part_infos[info].least, part_infos[info].greatest, place);

    case PART_LIST:
    case PART_DAYS:
      return read_list (text, length, info, place);

    case PART_SCALE:
      return find_name (text, length, scales, G_N_ELEMENTS (scales)) >= 0;

    case PART_SKIP:
      index = find_name (text, length, skips, G_N_ELEMENTS (skips));
      *(gboolean *) place = index == 1;
      return index >= 0;

    case PART_DAY:
      index = find_name (text, length, weekdays, G_N_ELEMENTS (weekdays));
      *(int *) place = index + 1;
      return index >= 0;

    default:
      g_return_val_if_reached (FALSE);
    }
}

static gboolean
fail (const char  *field,
      const char  *message,
      GError     **error)
{
  gnomon_set_field_error (error, GNOMON_ERROR_INVALID_ARGUMENT, field, "%s", message);
  return FALSE;
}

/* Whether a day counted from the end may be before the first of its month, or year. */
static gboolean
reaches_before (const GnomonRuleParts *parts)
{
  int month_day = GNOMON_RULE_NUMBERS_BEGIN, year_day = GNOMON_RULE_NUMBERS_BEGIN;

  return (gnomon_rule_numbers_next (&parts->by_month_day, &month_day) && month_day < -28) ||
         (gnomon_rule_numbers_next (&parts->by_year_day, &year_day) && year_day < -365);
}

/**
 * gnomon_rule_parts_parse:
 * @parts: (out): the parts
 * @rule: the value of an RRULE, in capitals
 * @field: what an error's message begins with
 * @error: return location for a #GError
 *
 * Numbers that stand twice in a list are taken once.
 *
 * Errors: %GNOMON_ERROR_INVALID_ARGUMENT for what is no rule.
 *
 * Returns: whether @rule is a rule
 */
gboolean
gnomon_rule_parts_parse (GnomonRuleParts  *parts,
                         const char       *rule,
                         const char       *field,
                         GError          **error)
{
  gboolean seen[G_N_ELEMENTS (part_infos)] = { FALSE };

  g_return_val_if_fail (parts != NULL, FALSE);
  g_return_val_if_fail (rule != NULL, FALSE);
  g_return_val_if_fail (field != NULL, FALSE);

  gnomon_rule_parts_init (parts, GNOMON_RULE_DAILY);
  if (*rule == '\0')
    return fail (field, "must have FREQ", error);

  for (;;)
    {
      gsize length = strcspn (rule, ";");
      const char *value = memchr (rule, '=', length);
      gsize info;

      if (value == NULL)
        return fail (field, "must be parts like FREQ=DAILY, separated by semicolons", error);

      for (info = 0; info < G_N_ELEMENTS (part_infos); info++)
        if (find_name (rule, (gsize) (value - rule), &part_infos[info].name, 1) == 0)
          break;

      if (info == G_N_ELEMENTS (part_infos))
        return fail (field, "has a part that no rule has", error);
      if (seen[info])
        return fail (field, "has a part twice", error);
      seen[info] = TRUE;

      value++;
      if (!read_part (parts, info, value, length - (gsize) (value - rule)))
        {
          if (part_infos[info].form == PART_SCALE || part_infos[info].form == PART_SKIP)
            gnomon_set_field_error (error, GNOMON_ERROR_INVALID_ARGUMENT, field,
                                    "%.*s is not supported", (int) length, rule);
          else
            gnomon_set_field_error (error, GNOMON_ERROR_INVALID_ARGUMENT, field,
                                    "the value of %s is not valid", part_infos[info].name);
          return FALSE;
        }

      if (rule[length] == '\0')
        break;
      rule += length + 1;
    }

  /* The first three of the table: FREQ, UNTIL, COUNT. */
  if (!seen[0])
    return fail (field, "must have FREQ", error);
  if (seen[1] && seen[2])
    return fail (field, "must not have both COUNT and UNTIL", error);
  if (parts->skips_back && reaches_before (parts))
    return fail (field, "SKIP=BACKWARD into the month before is not supported", error);

  return TRUE;
}

static void
write_until (const GnomonRuleParts *parts,
             GString               *text)
{
  int year, month, day;
  int seconds = gnomon_civil_time_of_wall (parts->until);

  gnomon_civil_day_to_ymd (gnomon_civil_day_of_wall (parts->until), &year, &month, &day);
  g_string_append_printf (text, ";UNTIL=%04d%02d%02d", year, month, day);
  if (parts->until_form != GNOMON_RULE_FORM_DATE)
    g_string_append_printf (text, "T%02d%02d%02d%s", seconds / 3600, seconds / 60 % 60,
                            seconds % 60, parts->until_form == GNOMON_RULE_FORM_UTC ? "Z" : "");
}

static void
write_numbers (const GnomonRuleNumbers *numbers,
               const char              *name,
               GString                 *text)
{
  char separator = '=';

  if (gnomon_rule_numbers_is_empty (numbers))
    return;

  g_string_append_printf (text, ";%s", name);
  for (int number = GNOMON_RULE_NUMBERS_BEGIN; gnomon_rule_numbers_next (numbers, &number);)
    {
      g_string_append_printf (text, "%c%d", separator, number);
      separator = ',';
    }
}

static void
write_days (const GnomonRuleParts *parts,
            GString               *text)
{
  const char *separator = ";BYDAY=";

  for (int weekday = 1; weekday <= 7; weekday++)
    for (int ordinal = GNOMON_RULE_NUMBERS_BEGIN;
         gnomon_rule_numbers_next (&parts->by_day[weekday], &ordinal);)
      {
        g_string_append (text, separator);
        if (ordinal != 0)
          g_string_append_printf (text, "%d", ordinal);
        g_string_append (text, weekdays[weekday - 1]);
        separator = ",";
      }
}

/**
 * gnomon_rule_parts_format:
 * @parts: the parts, of which UNTIL counts before COUNT
 *
 * The inverse of gnomon_rule_parts_parse(): equal rules get equal texts, with the numbers in
 * ascending order and without INTERVAL=1 and WKST=MO, which go without saying.
 *
 * Returns: (transfer full): the value of an RRULE
 */
char *
gnomon_rule_parts_format (const GnomonRuleParts *parts)
{
  GString *text = g_string_new ("FREQ=");

  g_string_append (text, frequencies[parts->frequency]);
  if (parts->until_form != GNOMON_RULE_FORM_NONE)
    write_until (parts, text);
  else if (parts->count > 0)
    g_string_append_printf (text, ";COUNT=%d", parts->count);
  if (parts->interval > 1)
    g_string_append_printf (text, ";INTERVAL=%d", parts->interval);

  for (gsize i = 0; i < G_N_ELEMENTS (part_infos); i++)
    if (part_infos[i].form == PART_DAYS)
      write_days (parts, text);
    else if (part_infos[i].form == PART_LIST)
      write_numbers ((const void *) ((const char *) parts + part_infos[i].offset),
                     part_infos[i].name, text);

  if (parts->week_start != 1)
    g_string_append_printf (text, ";WKST=%s", weekdays[parts->week_start - 1]);

  if (parts->skips_back)
    g_string_append (text, ";RSCALE=GREGORIAN;SKIP=BACKWARD");

  return g_string_free (text, FALSE);
}

/**
 * gnomon_rule_parts_has_day:
 * @parts: the parts
 *
 * Returns: whether there is a BYDAY
 */
gboolean
gnomon_rule_parts_has_day (const GnomonRuleParts *parts)
{
  for (int weekday = 1; weekday <= 7; weekday++)
    if (!gnomon_rule_numbers_is_empty (&parts->by_day[weekday]))
      return TRUE;

  return FALSE;
}

/**
 * gnomon_rule_parts_take_month:
 * @parts: the parts
 * @start_day: the civil day of DTSTART
 *
 * Adds the month of DTSTART where a YEARLY rule has a day of the month for its only day, and no
 * BYMONTH. RFC 5545, 3.3.10 can be read in two ways there: its table has BYMONTHDAY expand the
 * year, which makes it that day of every month; its text says that "if the BYMINUTE, BYHOUR, BYDAY,
 * BYMONTHDAY, or BYMONTH rule part were missing, the appropriate minute, hour, day, or month would
 * have been retrieved from the DTSTART property". Programs write birthdays so, and mean the text.
 */
void
gnomon_rule_parts_take_month (GnomonRuleParts *parts,
                              gint64           start_day)
{
  int month;

  if (parts->frequency != GNOMON_RULE_YEARLY || gnomon_rule_numbers_is_empty (&parts->by_month_day)
      || gnomon_rule_parts_has_day (parts) || !gnomon_rule_numbers_is_empty (&parts->by_month)
      || !gnomon_rule_numbers_is_empty (&parts->by_year_day)
      || !gnomon_rule_numbers_is_empty (&parts->by_week))
    return;

  gnomon_civil_day_to_ymd (start_day, NULL, &month, NULL);
  gnomon_rule_numbers_add (&parts->by_month, month);
}
