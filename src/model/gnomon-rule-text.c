/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-error.h"
#include "gnomon-rule-text.h"

#define MAX_RULE_LENGTH 1024
#define MAX_DATES 10000

typedef enum
{
  PART_FREQUENCY,
  PART_UNTIL,
  PART_NUMBER,      /* one, from 1 */
  PART_LIST,        /* of numbers */
  PART_DAYS,
  PART_DAY,
} PartForm;

static const struct
{
  const char *name;
  PartForm form;
  int least;
  int greatest;
} parts[] = {
  { "FREQ", PART_FREQUENCY, 0, 0 },
  { "UNTIL", PART_UNTIL, 0, 0 },
  { "COUNT", PART_NUMBER, 1, G_MAXINT32 },
  { "INTERVAL", PART_NUMBER, 1, G_MAXINT32 },
  { "BYSECOND", PART_LIST, 0, 60 },
  { "BYMINUTE", PART_LIST, 0, 59 },
  { "BYHOUR", PART_LIST, 0, 23 },
  { "BYDAY", PART_DAYS, -53, 53 },
  { "BYMONTHDAY", PART_LIST, -31, 31 },
  { "BYYEARDAY", PART_LIST, -366, 366 },
  { "BYWEEKNO", PART_LIST, -53, 53 },
  { "BYMONTH", PART_LIST, 1, 12 },
  { "BYSETPOS", PART_LIST, -366, 366 },
  { "WKST", PART_DAY, 0, 0 },
};

static const char * const frequencies[] = {
  "SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY", NULL
};

static const char * const weekdays[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU", NULL };

static gboolean
read_digits (const char **text,
             int          n_digits,
             int         *value)
{
  *value = 0;
  for (int i = 0; i < n_digits; i++, (*text)++)
    {
      if (!g_ascii_isdigit (**text))
        return FALSE;
      *value = *value * 10 + g_ascii_digit_value (**text);
    }

  return TRUE;
}

/* `YYYYMMDD`, or `YYYYMMDDTHHMMSS` with or without a `Z`; answers what follows, or NULL. */
static const char *
skip_date_or_time (const char *text,
                   gboolean   *is_date)
{
  int year, month, day, hour, minute, second;

  if (!read_digits (&text, 4, &year) || !read_digits (&text, 2, &month) ||
      !read_digits (&text, 2, &day))
    return NULL;

  if (year < 1 || month < 1 || month > 12 || day < 1 ||
      day > gnomon_civil_days_in_month (year, month))
    return NULL;

  *is_date = *text != 'T';
  if (*is_date)
    return text;

  text++;
  if (!read_digits (&text, 2, &hour) || !read_digits (&text, 2, &minute) ||
      !read_digits (&text, 2, &second) || hour > 23 || minute > 59 || second > 60)
    return NULL;

  return *text == 'Z' ? text + 1 : text;
}

/* `P1W`, or `P1DT2H3M4S` with any of its parts, but at least one. */
static gboolean
is_duration (const char *text)
{
  static const char date_units[] = "WD", time_units[] = "HMS";
  const char *units = date_units;
  gboolean any = FALSE;

  if (*text++ != 'P')
    return FALSE;

  while (*text != '\0')
    {
      const char *unit;

      if (*text == 'T' && units == date_units)
        {
          units = time_units;
          text++;
          any = FALSE;
          continue;
        }

      if (!g_ascii_isdigit (*text))
        return FALSE;
      while (g_ascii_isdigit (*text))
        text++;

      unit = *text != '\0' ? strchr (units, *text) : NULL;
      if (unit == NULL)
        return FALSE;

      /* After weeks nothing follows, after days only a time, and then only what is smaller. */
      if (units == date_units && text[1] != '\0' && (*text == 'W' || text[1] != 'T'))
        return FALSE;
      if (units != date_units)
        units = unit + 1;
      any = TRUE;
      text++;
    }

  return any;
}

static gboolean
is_date_or_time (const char *text)
{
  gboolean is_date;
  const char *end = skip_date_or_time (text, &is_date);

  return end != NULL && *end == '\0';
}

static gboolean
is_period (const char *text)
{
  gboolean is_date;
  const char *end = skip_date_or_time (text, &is_date);

  if (end == NULL || is_date || *end != '/')
    return FALSE;

  end++;
  if (*end == 'P')
    return is_duration (end);

  end = skip_date_or_time (end, &is_date);
  return end != NULL && !is_date && *end == '\0';
}

/* A number within bounds; a sign, and no 0, only where the least is negative. */
static gboolean
is_number (const char *text,
           int         least,
           int         greatest)
{
  gint64 value;

  const char *digits = text;

  if (least < 0 && (*text == '+' || *text == '-'))
    digits++;
  if (!g_ascii_isdigit (*digits) ||
      !g_ascii_string_to_signed (*text == '+' ? digits : text, 10, least, greatest, &value, NULL))
    return FALSE;

  return value != 0 || least == 0;
}

static gboolean
is_list (const char *text,
         int         least,
         int         greatest)
{
  g_auto (GStrv) items = g_strsplit (text, ",", -1);

  for (char **item = items; *item != NULL; item++)
    if (!is_number (*item, least, greatest))
      return FALSE;

  return *items != NULL;
}

/* A list of weekdays, each with or without a number before it: `MO,-1FR`. */
static gboolean
is_day_list (const char *text,
             int         least,
             int         greatest)
{
  g_auto (GStrv) items = g_strsplit (text, ",", -1);

  for (char **item = items; *item != NULL; item++)
    {
      gsize length = strlen (*item);
      g_autofree char *number = NULL;

      if (length < 2 || !g_strv_contains (weekdays, *item + length - 2))
        return FALSE;

      number = g_strndup (*item, length - 2);
      if (*number != '\0' && !is_number (number, least, greatest))
        return FALSE;
    }

  return *items != NULL;
}

static gboolean
is_part_value (gsize       part,
               const char *value)
{
  switch (parts[part].form)
    {
    case PART_FREQUENCY:
      return g_strv_contains (frequencies, value);

    case PART_UNTIL:
      return is_date_or_time (value);

    case PART_NUMBER:
      return is_number (value, parts[part].least, parts[part].greatest);

    case PART_LIST:
      return is_list (value, parts[part].least, parts[part].greatest);

    case PART_DAYS:
      return is_day_list (value, parts[part].least, parts[part].greatest);

    case PART_DAY:
      return g_strv_contains (weekdays, value);

    default:
      g_return_val_if_reached (FALSE);
    }
}

static gboolean
fail (const char  *field,
      const char  *message,
      GError     **error)
{
  g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT, "%s: %s", field, message);
  return FALSE;
}

static gboolean
check_rule (const char  *rule,
            const char  *field,
            GError     **error)
{
  g_auto (GStrv) items = g_strsplit (rule, ";", -1);
  gboolean seen[G_N_ELEMENTS (parts)] = { FALSE };

  for (char **item = items; *item != NULL; item++)
    {
      char *value = strchr (*item, '=');
      gsize part;

      if (value == NULL)
        return fail (field, "must be parts like FREQ=DAILY, separated by semicolons", error);
      *value++ = '\0';

      for (part = 0; part < G_N_ELEMENTS (parts); part++)
        if (g_str_equal (*item, parts[part].name))
          break;

      if (part == G_N_ELEMENTS (parts))
        return fail (field, "has a part that no rule has", error);
      if (seen[part])
        return fail (field, "has a part twice", error);
      seen[part] = TRUE;

      if (!is_part_value (part, value))
        {
          g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT,
                       "%s: the value of %s is not valid", field, parts[part].name);
          return FALSE;
        }
    }

  /* The first three of the table: FREQ, UNTIL, COUNT. */
  if (!seen[0])
    return fail (field, "must have FREQ", error);
  if (seen[1] && seen[2])
    return fail (field, "must not have both COUNT and UNTIL", error);

  return TRUE;
}

/**
 * gnomon_rule_text_normalize:
 * @text: the value of an RRULE, with or without `RRULE:` before it; empty for none
 * @field: the field that it was given in
 * @error: return location for a #GError
 *
 * Errors: %GNOMON_ERROR_INVALID_ARGUMENT for what is no rule.
 *
 * Returns: (transfer full) (nullable): the value in capitals
 */
char *
gnomon_rule_text_normalize (const char  *text,
                            const char  *field,
                            GError     **error)
{
  g_autofree char *rule = NULL;
  gsize length;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (field != NULL, NULL);

  if (strlen (text) > MAX_RULE_LENGTH)
    {
      fail (field, "must not be longer than 1024 bytes", error);
      return NULL;
    }

  rule = g_ascii_strup (text, -1);
  g_strstrip (rule);
  if (g_str_has_prefix (rule, "RRULE:"))
    memmove (rule, rule + strlen ("RRULE:"), strlen (rule + strlen ("RRULE:")) + 1);

  length = strlen (rule);
  if (length == 0)
    return g_steal_pointer (&rule);

  /* Some programs end the last part with a semicolon too. */
  if (rule[length - 1] == ';')
    rule[length - 1] = '\0';

  return check_rule (rule, field, error) ? g_steal_pointer (&rule) : NULL;
}

/**
 * gnomon_rule_text_normalize_dates:
 * @values: (array zero-terminated=1): dates and times in the basic form, such as
 *   `20261231T235900`; a string may have several, separated by commas
 * @field: the field that they were given in
 * @allow_periods: whether periods are taken too
 * @error: return location for a #GError
 *
 * Errors: %GNOMON_ERROR_INVALID_ARGUMENT for what is none; %GNOMON_ERROR_LIMIT_EXCEEDED above
 * 10,000 values.
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): one value in each string
 */
char **
gnomon_rule_text_normalize_dates (const char * const  *values,
                                  const char          *field,
                                  gboolean             allow_periods,
                                  GError             **error)
{
  g_autoptr (GPtrArray) dates = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (values != NULL, NULL);
  g_return_val_if_fail (field != NULL, NULL);

  for (; *values != NULL; values++)
    {
      g_auto (GStrv) items = g_strsplit (*values, ",", MAX_DATES + 1);

      for (char **item = items; *item != NULL; item++)
        {
          g_autofree char *date = g_strstrip (g_ascii_strup (*item, -1));

          if (dates->len >= MAX_DATES)
            {
              g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_LIMIT_EXCEEDED,
                           "%s: more than %d values", field, MAX_DATES);
              return NULL;
            }

          if (!is_date_or_time (date) && !(allow_periods && is_period (date)))
            {
              fail (field, "must be dates or times like 20261231 or 20261231T235900Z", error);
              return NULL;
            }
          g_ptr_array_add (dates, g_steal_pointer (&date));
        }
    }
  g_ptr_array_add (dates, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&dates), FALSE);
}
