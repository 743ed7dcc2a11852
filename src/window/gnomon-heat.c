/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-heat.h"

#include <glib/gi18n.h>

#include "gnomon-civil.h"

#define HOUR_SECONDS 3600

/* The shortest day that there is, of summer time's begin. */
#define WHOLE_DAY_SECONDS (23 * HOUR_SECONDS)

/**
 * gnomon_heat_get_level:
 * @busy_seconds: the busy time of a day
 *
 * Returns: 0 for a free day, then 1 below two hours, 2 below four, 3 below eight, 4 from there
 */
int
gnomon_heat_get_level (int busy_seconds)
{
  static const int hours[] = { 2, 4, 8 };
  int level = 1;

  if (busy_seconds <= 0)
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (hours); i++)
    level += busy_seconds >= hours[i] * HOUR_SECONDS;

  return level;
}

/**
 * gnomon_heat_get_columns:
 * @width: what there is, in pixels
 * @month_width: what a month takes at least
 * @gap: what lies between two months
 *
 * Returns: in how many columns twelve months stand, so that the last row is full
 */
int
gnomon_heat_get_columns (int width,
                         int month_width,
                         int gap)
{
  for (int columns = 4; columns > 1; columns--)
    if (columns * month_width + (columns - 1) * gap <= width)
      return columns;

  return 1;
}

/**
 * gnomon_heat_find_facts:
 * @loads: (array length=n_days): how full the days are
 * @first_day: the first of them, a civil day
 * @n_days: how many
 * @today: the day it is
 * @facts: (out): what is to be said of those from today on
 *
 * Of several days with the same hours the soonest is the busiest.
 */
void
gnomon_heat_find_facts (const GnomonDayLoad *loads,
                        gint64               first_day,
                        guint                n_days,
                        gint64               today,
                        GnomonHeatFacts     *facts)
{
  *facts = (GnomonHeatFacts) { 0 };

  for (gint64 day = MAX (first_day, today); day < first_day + n_days; day++)
    {
      int busy = loads[day - first_day].busy_seconds;

      if (busy > facts->busiest_seconds)
        {
          facts->busiest_seconds = busy;
          facts->busiest_day = day;
        }
      if (busy == 0 && gnomon_civil_weekday (day) <= 5)
        facts->n_free_weekdays++;
    }
}

/* As in “8 h”, “1 h 30 min”, “all day”. */
static char *
format_hours (int busy_seconds)
{
  if (busy_seconds >= WHOLE_DAY_SECONDS)
    return g_strdup (_("all day"));

  return gnomon_format_duration_short (busy_seconds / 60);
}

/**
 * gnomon_heat_format_busiest:
 * @facts: what is known of the days ahead
 *
 * Returns: (transfer full) (nullable): as in “Busiest day ahead: Tue 24 November, 8 h”; %NULL where
 *   no day is busy
 */
char *
gnomon_heat_format_busiest (const GnomonHeatFacts *facts)
{
  g_autofree char *date = NULL;
  g_autofree char *hours = NULL;

  if (facts->busiest_seconds == 0)
    return NULL;

  date = gnomon_format_date_medium (facts->busiest_day);
  hours = format_hours (facts->busiest_seconds);
  /* Translators: a day, and how much of it is booked, as in "Busiest day ahead: Tue 24 November,
   * 8 h". */
  return g_strdup_printf (_("Busiest day ahead: %s, %s"), date, hours);
}

/**
 * gnomon_heat_format_tooltip:
 * @day: a civil day
 * @load: how full it is
 *
 * Returns: (transfer full): as in “Tue 24 November: 8 h, 7 events”
 */
char *
gnomon_heat_format_tooltip (gint64               day,
                            const GnomonDayLoad *load)
{
  g_autofree char *date = gnomon_format_date_medium (day);
  g_autofree char *events = NULL;
  g_autofree char *hours = NULL;

  if (load->n_events == 0)
    /* Translators: a day without events, as in "Tue 24 November: free". */
    return g_strdup_printf (_("%s: free"), date);

  events = g_strdup_printf (ngettext ("%u event", "%u events", load->n_events), load->n_events);
  if (load->busy_seconds == 0)
    /* Translators: a day and how many events it has, as in "Tue 24 November: 7 events". */
    return g_strdup_printf (_("%s: %s"), date, events);

  hours = format_hours (load->busy_seconds);
  /* Translators: a day, its busy time and how many events it has, as in "Tue 24 November: 8 h,
   * 7 events". */
  return g_strdup_printf (_("%s: %s, %s"), date, hours, events);
}

/**
 * gnomon_heat_describe:
 * @day: a civil day
 * @load: how full it is
 * @time: what the view knows of the time
 *
 * Returns: (transfer full): what a screen reader says of the day, as in “Wednesday 18 November,
 *   today, 13 events, 8 hours booked”
 */
char *
gnomon_heat_describe (gint64                day,
                      const GnomonDayLoad  *load,
                      const GnomonViewTime *time)
{
  g_autofree char *description = gnomon_describe_day (day, load->n_events, time);
  g_autofree char *hours = NULL;

  if (load->busy_seconds == 0)
    return g_steal_pointer (&description);

  hours = load->busy_seconds >= WHOLE_DAY_SECONDS
            ? g_strdup (_("all day"))
            : gnomon_format_duration (load->busy_seconds / 60);
  /* Translators: a day with its events, then its busy time, as in "Wednesday 18 November, today,
   * 13 events, 8 hours booked". */
  return g_strdup_printf (_("%s, %s booked"), description, hours);
}
