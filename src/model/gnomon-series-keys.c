/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-series.h"

#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-zone.h"

/* How the keys of occurrences are written: by the contract, and by RFC 5545. */

static void
put_digits (char *place,
            int   n_digits,
            int   number)
{
  for (int i = n_digits - 1; i >= 0; i--, number /= 10)
    place[i] = (char) ('0' + number % 10);
}

/**
 * gnomon_series_format_key:
 * @all_day: whether the series has no times
 * @key: wall seconds
 * @id: (out): a `recurrence_id` of the contract
 *
 * Writes a key; a range has thousands of them, so that nothing is allocated.
 */
void
gnomon_series_format_key (gboolean all_day,
                          gint64   key,
                          char     id[GNOMON_RECURRENCE_ID_LENGTH])
{
  int year, month, day, time = gnomon_civil_time_of_wall (key);

  gnomon_civil_day_to_ymd (gnomon_civil_day_of_wall (key), &year, &month, &day);
  memcpy (id, "0000-00-00T00:00:00", GNOMON_RECURRENCE_ID_LENGTH);
  put_digits (id, 4, year);
  put_digits (id + 5, 2, month);
  put_digits (id + 8, 2, day);
  put_digits (id + 11, 2, time / 3600);
  put_digits (id + 14, 2, time / 60 % 60);
  put_digits (id + 17, 2, time % 60);
  if (all_day)
    id[10] = '\0';
}

/**
 * gnomon_series_parse_key:
 * @all_day: whether the series has no times
 * @id: a `recurrence_id` of the contract
 * @key: (out): wall seconds
 *
 * Returns: %FALSE where it is none of such a series
 */
gboolean
gnomon_series_parse_key (gboolean    all_day,
                         const char *id,
                         gint64     *key)
{
  if (!all_day)
    return gnomon_civil_parse_wall (id, key);

  if (!gnomon_civil_parse_date (id, key))
    return FALSE;
  *key *= GNOMON_DAY_SECONDS;
  return TRUE;
}

/**
 * gnomon_series_parse_value:
 * @value: a value of EXDATE or RDATE; of a period its start is read
 * @all_day: whether the series has no times
 * @zone: (nullable): the zone of the series; %NULL where it follows the viewer
 * @key: (out): wall seconds in that zone
 * @is_day: (out): whether it is a date though the series has times
 *
 * Returns: %FALSE where it is none
 */
gboolean
gnomon_series_parse_value (const char *value,
                           gboolean    all_day,
                           GTimeZone  *zone,
                           gint64     *key,
                           gboolean   *is_day)
{
  const char *slash = strchr (value, '/');
  GnomonRuleForm form =
    gnomon_rule_text_parse_time (value, slash != NULL ? slash - value : -1, key);

  *is_day = form == GNOMON_RULE_FORM_DATE && !all_day;
  if (form == GNOMON_RULE_FORM_UTC && !all_day)
    *key = gnomon_zone_to_wall (zone, *key);
  else if (all_day)
    *key = gnomon_civil_day_of_wall (*key) * GNOMON_DAY_SECONDS;
  return form != GNOMON_RULE_FORM_NONE;
}

char *
gnomon_series_format_value (gboolean all_day,
                            gint64   key)
{
  int year, month, day, time = gnomon_civil_time_of_wall (key);

  gnomon_civil_day_to_ymd (gnomon_civil_day_of_wall (key), &year, &month, &day);
  if (all_day)
    return g_strdup_printf ("%04d%02d%02d", year, month, day);
  return g_strdup_printf ("%04d%02d%02dT%02d%02d%02d", year, month, day, time / 3600,
                          time / 60 % 60, time % 60);
}
