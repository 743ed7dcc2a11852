/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-civil.h"

/*
 * The calendar is counted in years that begin on 1 March: the leap day is then the last day of
 * its year, and the lengths of the months before it follow one formula.
 */

#define DAYS_PER_ERA 146097    /* 400 years */
#define DAYS_TO_EPOCH 719468   /* from 0000-03-01 to 1970-01-01 */

static gint64
floor_divide (gint64 dividend,
              gint64 divisor)
{
  gint64 quotient = dividend / divisor;

  return (dividend % divisor < 0) ? quotient - 1 : quotient;
}

/* Reads exactly @n_digits digits; answers what follows them, or NULL. */
static const char *
parse_digits (const char *text,
              int         n_digits,
              int        *value)
{
  int result = 0;

  for (int i = 0; i < n_digits; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return NULL;
      result = result * 10 + g_ascii_digit_value (text[i]);
    }

  *value = result;
  return text + n_digits;
}

static const char *
parse_date_part (const char *text,
                 gint64     *civil_day)
{
  int year, month, day;

  if ((text = parse_digits (text, 4, &year)) == NULL || *text++ != '-' ||
      (text = parse_digits (text, 2, &month)) == NULL || *text++ != '-' ||
      (text = parse_digits (text, 2, &day)) == NULL)
    return NULL;

  if (year < 1 || month < 1 || month > 12 || day < 1 ||
      day > gnomon_civil_days_in_month (year, month))
    return NULL;

  *civil_day = gnomon_civil_day_from_ymd (year, month, day);
  return text;
}

static const char *
parse_time_part (const char *text,
                 gboolean   *has_seconds,
                 int        *seconds_of_day)
{
  int hour, minute, second = 0;

  if ((text = parse_digits (text, 2, &hour)) == NULL || *text++ != ':' ||
      (text = parse_digits (text, 2, &minute)) == NULL)
    return NULL;

  *has_seconds = *text == ':';
  if (*has_seconds && (text = parse_digits (text + 1, 2, &second)) == NULL)
    return NULL;

  if (hour > 23 || minute > 59 || second > 59)
    return NULL;

  *seconds_of_day = hour * 3600 + minute * 60 + second;
  return text;
}

/**
 * gnomon_civil_day_from_ymd:
 * @year: the year, also outside of 1 to 9999
 * @month: 1 to 12
 * @day: 1 to the month's last; beyond it the days run on into the next month
 *
 * Returns: the days from 1970-01-01 to that date
 */
gint64
gnomon_civil_day_from_ymd (int year,
                           int month,
                           int day)
{
  gint64 march_year, era, day_of_year, day_of_era;
  int year_of_era;

  g_return_val_if_fail (month >= 1 && month <= 12, 0);

  march_year = (gint64) year - (month <= 2);
  era = floor_divide (march_year, 400);
  year_of_era = (int) (march_year - era * 400);
  day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return era * DAYS_PER_ERA + day_of_era - DAYS_TO_EPOCH;
}

/**
 * gnomon_civil_day_to_ymd:
 * @civil_day: days since 1970-01-01
 * @year: (out) (optional): the year
 * @month: (out) (optional): 1 to 12
 * @day: (out) (optional): 1 to 31
 *
 * The inverse of gnomon_civil_day_from_ymd().
 */
void
gnomon_civil_day_to_ymd (gint64  civil_day,
                         int    *year,
                         int    *month,
                         int    *day)
{
  gint64 era = floor_divide (civil_day + DAYS_TO_EPOCH, DAYS_PER_ERA);
  int day_of_era = (int) (civil_day + DAYS_TO_EPOCH - era * DAYS_PER_ERA);
  int leap_days = day_of_era / 1460 - day_of_era / 36524 + day_of_era / 146096;
  int year_of_era = (day_of_era - leap_days) / 365;
  int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int march_month = (5 * day_of_year + 2) / 153;

  if (year != NULL)
    *year = (int) (year_of_era + era * 400 + (march_month >= 10));
  if (month != NULL)
    *month = march_month < 10 ? march_month + 3 : march_month - 9;
  if (day != NULL)
    *day = day_of_year - (153 * march_month + 2) / 5 + 1;
}

/**
 * gnomon_civil_days_in_month:
 * @year: the year
 * @month: 1 to 12
 *
 * Returns: 28 to 31
 */
int
gnomon_civil_days_in_month (int year,
                            int month)
{
  static const char lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  g_return_val_if_fail (month >= 1 && month <= 12, 0);

  if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
    return 29;

  return lengths[month - 1];
}

/**
 * gnomon_civil_weekday:
 * @civil_day: days since 1970-01-01
 *
 * Returns: 1 for Monday to 7 for Sunday
 */
int
gnomon_civil_weekday (gint64 civil_day)
{
  /* 1970-01-01 was a Thursday. */
  return (int) (civil_day + 3 - floor_divide (civil_day + 3, 7) * 7) + 1;
}

/**
 * gnomon_civil_iso_week:
 * @civil_day: days since 1970-01-01
 * @iso_year: (out) (optional): the year to which the week belongs
 *
 * The week of ISO 8601: weeks begin on Monday, and each belongs to the year of its Thursday.
 *
 * Returns: 1 to 53
 */
int
gnomon_civil_iso_week (gint64  civil_day,
                       int    *iso_year)
{
  gint64 thursday = civil_day - gnomon_civil_weekday (civil_day) + 4;
  int year;

  gnomon_civil_day_to_ymd (thursday, &year, NULL, NULL);
  if (iso_year != NULL)
    *iso_year = year;

  return (int) ((thursday - gnomon_civil_day_from_ymd (year, 1, 1)) / 7) + 1;
}

/**
 * gnomon_civil_add_months:
 * @civil_day: days since 1970-01-01
 * @months: how many; negative to go back
 *
 * Keeps the day of the month, or takes the month's last day where it has none such.
 *
 * Returns: days since 1970-01-01
 */
gint64
gnomon_civil_add_months (gint64 civil_day,
                         int    months)
{
  int year, month, day;
  gint64 count;

  gnomon_civil_day_to_ymd (civil_day, &year, &month, &day);
  count = (gint64) year * 12 + month - 1 + months;
  year = (int) floor_divide (count, 12);
  month = (int) (count - (gint64) year * 12) + 1;

  day = MIN (day, gnomon_civil_days_in_month (year, month));

  return gnomon_civil_day_from_ymd (year, month, day);
}

/**
 * gnomon_civil_day_of_wall:
 * @wall: wall seconds
 *
 * Returns: the day that they fall on
 */
gint64
gnomon_civil_day_of_wall (gint64 wall)
{
  return floor_divide (wall, GNOMON_DAY_SECONDS);
}

/**
 * gnomon_civil_time_of_wall:
 * @wall: wall seconds
 *
 * Returns: the seconds of the day, 0 to 86399
 */
int
gnomon_civil_time_of_wall (gint64 wall)
{
  return (int) (wall - gnomon_civil_day_of_wall (wall) * GNOMON_DAY_SECONDS);
}

/**
 * gnomon_civil_parse_date:
 * @text: `YYYY-MM-DD`, exactly
 * @civil_day: (out): the day
 *
 * Returns: %FALSE where @text is no date of the years 1 to 9999
 */
gboolean
gnomon_civil_parse_date (const char *text,
                         gint64     *civil_day)
{
  const char *end = parse_date_part (text, civil_day);

  return end != NULL && *end == '\0';
}

/**
 * gnomon_civil_parse_time:
 * @text: `HH:MM` or `HH:MM:SS`, exactly; the day ends with 23:59:59
 * @seconds_of_day: (out): the seconds since midnight
 *
 * Returns: %FALSE where @text is no time of the day
 */
gboolean
gnomon_civil_parse_time (const char *text,
                         int        *seconds_of_day)
{
  gboolean has_seconds;
  const char *end = parse_time_part (text, &has_seconds, seconds_of_day);

  return end != NULL && *end == '\0';
}

/**
 * gnomon_civil_parse_wall:
 * @text: `YYYY-MM-DDTHH:MM` or `YYYY-MM-DDTHH:MM:SS`, exactly
 * @wall: (out): wall seconds
 *
 * Returns: %FALSE where @text is none
 */
gboolean
gnomon_civil_parse_wall (const char *text,
                         gint64     *wall)
{
  gboolean has_seconds;
  gint64 civil_day;
  int seconds;

  text = parse_date_part (text, &civil_day);
  if (text == NULL || *text != 'T')
    return FALSE;

  text = parse_time_part (text + 1, &has_seconds, &seconds);
  if (text == NULL || *text != '\0')
    return FALSE;

  *wall = civil_day * GNOMON_DAY_SECONDS + seconds;
  return TRUE;
}

/**
 * gnomon_civil_parse_instant:
 * @text: an RFC 3339 date-time, with `Z` or an offset up to 23:59
 * @unix_seconds: (out): the instant; a fraction of a second is cut off
 *
 * As RFC 3339 allows, `t` and `z` may be small and a space may stand for the `T`. The leap second
 * :60 is not taken.
 *
 * Returns: %FALSE where @text is none
 */
gboolean
gnomon_civil_parse_instant (const char *text,
                            gint64     *unix_seconds)
{
  gboolean has_seconds;
  gint64 civil_day;
  int seconds, hours, minutes, sign;

  text = parse_date_part (text, &civil_day);
  if (text == NULL || (*text != 'T' && *text != 't' && *text != ' '))
    return FALSE;

  text = parse_time_part (text + 1, &has_seconds, &seconds);
  if (text == NULL || !has_seconds)
    return FALSE;

  if (*text == '.')
    {
      if (!g_ascii_isdigit (*++text))
        return FALSE;
      while (g_ascii_isdigit (*text))
        text++;
    }

  *unix_seconds = civil_day * GNOMON_DAY_SECONDS + seconds;
  if (*text == 'Z' || *text == 'z')
    return text[1] == '\0';

  if (*text != '+' && *text != '-')
    return FALSE;

  sign = *text++ == '-' ? 1 : -1;
  if ((text = parse_digits (text, 2, &hours)) == NULL || *text++ != ':' ||
      (text = parse_digits (text, 2, &minutes)) == NULL || *text != '\0' ||
      hours > 23 || minutes > 59)
    return FALSE;

  *unix_seconds += sign * (hours * 3600 + minutes * 60);
  return TRUE;
}

/* As many digits, with zeros before: printf is slow for what each event is told by. */
static void
put_digits (char *to,
            int   number,
            int   n_digits)
{
  for (int i = n_digits - 1; i >= 0; i--)
    {
      to[i] = (char) ('0' + number % 10);
      number /= 10;
    }
}

/**
 * gnomon_civil_format_date:
 * @civil_day: days since 1970-01-01
 *
 * Returns: (transfer full): `YYYY-MM-DD`
 */
char *
gnomon_civil_format_date (gint64 civil_day)
{
  char text[] = "YYYY-MM-DD";
  int year, month, day;

  gnomon_civil_day_to_ymd (civil_day, &year, &month, &day);
  if (year < 0 || year > 9999)
    return g_strdup_printf ("%04d-%02d-%02d", year, month, day);

  put_digits (text, year, 4);
  put_digits (text + 5, month, 2);
  put_digits (text + 8, day, 2);

  return g_strdup (text);
}

/**
 * gnomon_civil_format_time:
 * @seconds_of_day: 0 to 86399
 *
 * Returns: (transfer full): `HH:MM`, or `HH:MM:SS` where it does not fall on a minute
 */
char *
gnomon_civil_format_time (int seconds_of_day)
{
  char text[] = "HH:MM:SS";
  int second = seconds_of_day % 60;

  put_digits (text, seconds_of_day / 3600, 2);
  put_digits (text + 3, seconds_of_day / 60 % 60, 2);
  put_digits (text + 6, second, 2);

  return g_strndup (text, second == 0 ? 5 : 8);
}

/**
 * gnomon_civil_format_wall:
 * @wall: wall seconds
 *
 * Returns: (transfer full): `YYYY-MM-DDTHH:MM:SS`
 */
char *
gnomon_civil_format_wall (gint64 wall)
{
  int seconds = gnomon_civil_time_of_wall (wall);
  int year, month, day;

  gnomon_civil_day_to_ymd (gnomon_civil_day_of_wall (wall), &year, &month, &day);

  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d", year, month, day, seconds / 3600,
                          seconds / 60 % 60, seconds % 60);
}

/**
 * gnomon_civil_format_instant:
 * @unix_seconds: an instant
 *
 * Returns: (transfer full): RFC 3339 in UTC, `YYYY-MM-DDTHH:MM:SSZ`
 */
char *
gnomon_civil_format_instant (gint64 unix_seconds)
{
  g_autofree char *wall = gnomon_civil_format_wall (unix_seconds);

  return g_strconcat (wall, "Z", NULL);
}
