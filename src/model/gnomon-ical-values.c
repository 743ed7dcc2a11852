/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-civil.h"
#include "gnomon-ical-private.h"

/*
 * The values that stand in nearly every event, read without libical: it takes four times as long,
 * which counts where a file has many. The rest, such as durations, is left to it.
 */

static gboolean
parse_digits (const char *text,
              gsize       length,
              int        *number)
{
  *number = 0;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      *number = *number * 10 + (text[i] - '0');
    }
  return TRUE;
}

/**
 * gnomon_ical_parse_time:
 * @text: a DATE or DATE-TIME (RFC 5545, 3.3.4 and 3.3.5), YYYYMMDD[THHMMSS[Z]]; what follows does
 *   not count
 * @length: its length
 * @time: (out): what it says
 *
 * 24:00:00 is taken for the end of the day, and a leap second for the second after it.
 *
 * Returns: %FALSE where it is neither
 */
gboolean
gnomon_ical_parse_time (const char     *text,
                        gsize           length,
                        GnomonIcalTime *time)
{
  int year, month, day;
  int hour, minute, second;

  if (length < 8 || !parse_digits (text, 4, &year) || !parse_digits (text + 4, 2, &month) ||
      !parse_digits (text + 6, 2, &day) || year < 1 || month < 1 || month > 12 || day < 1 ||
      day > gnomon_civil_days_in_month (year, month))
    return FALSE;

  *time = (GnomonIcalTime) {
    .wall = gnomon_civil_day_from_ymd (year, month, day) * GNOMON_DAY_SECONDS,
    .is_date = TRUE,
  };
  if (length == 8 || g_ascii_isspace (text[8]))
    return TRUE;

  if (length < 15 || (text[8] | 0x20) != 't' || !parse_digits (text + 9, 2, &hour) ||
      !parse_digits (text + 11, 2, &minute) || !parse_digits (text + 13, 2, &second) ||
      hour > 24 || minute > 59 || second > 60)
    return FALSE;

  time->wall += hour * 3600 + minute * 60 + second;
  time->is_date = FALSE;
  time->is_utc = length > 15 && (text[15] | 0x20) == 'z';
  return TRUE;
}

int
gnomon_ical_parse_sequence (const char *text,
                            gsize       length)
{
  g_autofree char *value = g_strndup (text, MIN (length, 20));

  return (int) CLAMP (g_ascii_strtoll (value, NULL, 10), 0, G_MAXINT);
}
