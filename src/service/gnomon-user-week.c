/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-user-week.h"

#include "gnomon-week.h"

#define ALL_WEEKDAYS 0x7f

static const char * const weekday_names[] = {
  "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
};

/**
 * gnomon_user_week_read:
 * @week: where to put it
 * @settings: (nullable): where the user has said so; else what holds without settings
 *
 * Reads how the user's week is. A setting of no known weekday means all of them.
 */
void
gnomon_user_week_read (GnomonUserWeek *week,
                       GSettings      *settings)
{
  g_autofree char *start = NULL;
  g_auto (GStrv) days = NULL;

  if (settings == NULL)
    {
      *week = (GnomonUserWeek) {
        .first_weekday = gnomon_week_get_first_weekday (NULL),
        .work_start = 9 * 60,
        .work_end = 17 * 60,
        .work_days = gnomon_week_get_work_days (NULL),
      };
      return;
    }

  start = g_settings_get_string (settings, "week-start");
  days = g_settings_get_strv (settings, "work-days");
  week->first_weekday = gnomon_week_get_first_weekday (start);
  week->work_start = g_settings_get_int (settings, "work-start");
  week->work_end = g_settings_get_int (settings, "work-end");
  week->work_days = gnomon_week_get_work_days ((const char * const *) days);
  if (week->work_days == 0)
    week->work_days = ALL_WEEKDAYS;
}

/**
 * gnomon_user_week_read_weekdays:
 * @names: as in `monday`
 * @weekdays: (out): bit 0 Monday … bit 6 Sunday
 *
 * Returns: whether there is one, and all are known
 */
gboolean
gnomon_user_week_read_weekdays (const char * const *names,
                                guint              *weekdays)
{
  *weekdays = 0;
  for (guint i = 0; names[i] != NULL; i++)
    {
      guint day = 0;

      while (day < G_N_ELEMENTS (weekday_names) && !g_str_equal (names[i], weekday_names[day]))
        day++;
      if (day == G_N_ELEMENTS (weekday_names))
        return FALSE;
      *weekdays |= 1u << day;
    }
  return *weekdays != 0;
}
