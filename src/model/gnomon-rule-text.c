/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-error.h"
#include "gnomon-rule-parts.h"
#include "gnomon-rule-text.h"

#define MAX_RULE_LENGTH 1024
#define MAX_DATES 10000

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

/* Reads a date or a time; answers what follows it, or NULL. */
static const char *
read_time (const char     *text,
           GnomonRuleForm *form,
           gint64         *time)
{
  int year, month, day, hour, minute, second;

  if (!read_digits (&text, 4, &year) || !read_digits (&text, 2, &month) ||
      !read_digits (&text, 2, &day))
    return NULL;

  if (year < 1 || month < 1 || month > 12 || day < 1 ||
      day > gnomon_civil_days_in_month (year, month))
    return NULL;

  *time = gnomon_civil_day_from_ymd (year, month, day) * GNOMON_DAY_SECONDS;
  *form = GNOMON_RULE_FORM_DATE;
  if (*text != 'T')
    return text;

  text++;
  if (!read_digits (&text, 2, &hour) || !read_digits (&text, 2, &minute) ||
      !read_digits (&text, 2, &second) || hour > 23 || minute > 59 || second > 60)
    return NULL;

  *time += hour * 3600 + minute * 60 + MIN (second, 59);
  *form = *text == 'Z' ? GNOMON_RULE_FORM_UTC : GNOMON_RULE_FORM_WALL;
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
is_period (const char *text)
{
  GnomonRuleForm form;
  gint64 time;
  const char *end = read_time (text, &form, &time);

  if (end == NULL || form == GNOMON_RULE_FORM_DATE || *end != '/')
    return FALSE;

  end++;
  if (*end == 'P')
    return is_duration (end);

  end = read_time (end, &form, &time);
  return end != NULL && form != GNOMON_RULE_FORM_DATE && *end == '\0';
}

static gboolean
fail (const char  *field,
      const char  *message,
      GError     **error)
{
  gnomon_set_field_error (error, GNOMON_ERROR_INVALID_ARGUMENT, field, "%s", message);
  return FALSE;
}

/**
 * gnomon_rule_text_parse_time:
 * @text: `YYYYMMDD`, or `YYYYMMDDTHHMMSS` with or without a `Z`, in capitals
 * @length: how much of @text it is; -1 for all of it
 * @time: (out): wall seconds, a date's at midnight; Unix seconds where there is a `Z`
 *
 * The values of UNTIL, EXDATE, RDATE and RECURRENCE-ID (RFC 5545, 3.3.4 and 3.3.5). The second
 * :60 is the second :59, as 3.3.12 asks of those who do not know leap seconds.
 *
 * Returns: the form of @text; %GNOMON_RULE_FORM_NONE where it is none
 */
GnomonRuleForm
gnomon_rule_text_parse_time (const char *text,
                             gssize      length,
                             gint64     *time)
{
  GnomonRuleForm form;
  const char *end;

  g_return_val_if_fail (text != NULL, GNOMON_RULE_FORM_NONE);
  g_return_val_if_fail (time != NULL, GNOMON_RULE_FORM_NONE);

  end = read_time (text, &form, time);
  if (end == NULL || (length < 0 ? *end != '\0' : end != text + length))
    return GNOMON_RULE_FORM_NONE;

  return form;
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
  GnomonRuleParts parts;
  gsize length;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (field != NULL, NULL);

  if (strlen (text) > MAX_RULE_LENGTH)
    {
      gnomon_set_error_number (error, GNOMON_REASON_MANY_BYTES, field, MAX_RULE_LENGTH);
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

  if (!gnomon_rule_parts_parse (&parts, rule, field, error))
    return NULL;

  return g_steal_pointer (&rule);
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
          gint64 time;

          if (dates->len >= MAX_DATES)
            {
              gnomon_set_field_error (error, GNOMON_ERROR_LIMIT_EXCEEDED, field,
                                      "more than %d values", MAX_DATES);
              return NULL;
            }

          if (gnomon_rule_text_parse_time (date, -1, &time) == GNOMON_RULE_FORM_NONE &&
              !(allow_periods && is_period (date)))
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
