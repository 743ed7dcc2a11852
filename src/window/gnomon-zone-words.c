/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-zone-words.h"
#include "gnomon-zone.h"

/* No zone sets its clock back by more than this, and none by less than a step. */
#define LONGEST_REPEAT (3 * 3600)
#define REPEAT_STEP (10 * 60)

/**
 * gnomon_zone_words_city:
 * @zone: an IANA name, or "floating"
 *
 * `America/New_York` is New York to people.
 *
 * Returns: (transfer full): the city
 */
char *
gnomon_zone_words_city (const char *zone)
{
  const char *slash;
  char *city;

  g_return_val_if_fail (zone != NULL, NULL);

  if (g_str_equal (zone, GNOMON_ZONE_FLOATING))
    return g_strdup (_("Follows Me"));

  slash = strrchr (zone, '/');
  city = g_strdup (slash ? slash + 1 : zone);
  return g_strdelimit (city, "_", ' ');
}

/* Whether the clock shows the time a second time, after @first. */
static gboolean
comes_again (GTimeZone *zone,
             gint64     first,
             gint64     wall)
{
  for (gint64 later = REPEAT_STEP; later <= LONGEST_REPEAT; later += REPEAT_STEP)
    if (gnomon_zone_to_wall (zone, first + later) == wall)
      return TRUE;

  return FALSE;
}

/**
 * gnomon_zone_words_guard:
 * @zone: an IANA name, or "floating"
 * @wall: wall seconds
 * @today: the day it is
 * @hours: the clock's kind
 *
 * What the model makes of a time at which the clock is set (gnomon-zone.h): people do not know it.
 *
 * Returns: (transfer full) (nullable): a sentence; %NULL where the time is like any other
 */
char *
gnomon_zone_words_guard (const char  *zone,
                         gint64       wall,
                         gint64       today,
                         GnomonHours  hours)
{
  g_autoptr (GTimeZone) time_zone = NULL;
  g_autofree char *time = NULL;
  g_autofree char *date = NULL;
  gint64 instant, real_wall;

  g_return_val_if_fail (zone != NULL, NULL);

  if (g_str_equal (zone, GNOMON_ZONE_FLOATING))
    return NULL;
  time_zone = gnomon_zone_lookup (zone);
  if (time_zone == NULL)
    return NULL;

  instant = gnomon_zone_to_instant (time_zone, wall);
  real_wall = gnomon_zone_to_wall (time_zone, instant);
  time = gnomon_format_time (wall, hours);
  date = gnomon_format_date_plain (gnomon_civil_day_of_wall (wall), today);

  if (real_wall != wall)
    {
      g_autofree char *city = gnomon_zone_words_city (zone);
      g_autofree char *real_time = gnomon_format_time (real_wall, hours);

      /* Translators: a time, a date, a city, and another time: "02:30 does not exist on 28 March in
       * Berlin; it will be 03:30". */
      return g_strdup_printf (_("%s does not exist on %s in %s; it will be %s"), time, date, city,
                              real_time);
    }

  if (comes_again (time_zone, instant, wall))
    /* Translators: a time and a date: "02:30 comes twice on 25 October; the first is meant". */
    return g_strdup_printf (_("%s comes twice on %s; the first is meant"), time, date);

  return NULL;
}

/**
 * gnomon_zone_words_viewer:
 * @zone: an IANA name, or "floating"
 * @wall: wall seconds in it
 * @viewer: the viewer's zone
 * @hours: the clock's kind
 *
 * Returns: (transfer full) (nullable): like `08:00 for you`, with the day where it is another
 */
char *
gnomon_zone_words_viewer (const char  *zone,
                          gint64       wall,
                          GTimeZone   *viewer,
                          GnomonHours  hours)
{
  g_autoptr (GTimeZone) time_zone = NULL;
  g_autofree char *time = NULL;
  g_autofree char *day = NULL;
  gint64 own_wall;

  g_return_val_if_fail (zone != NULL, NULL);
  g_return_val_if_fail (viewer != NULL, NULL);

  if (g_str_equal (zone, GNOMON_ZONE_FLOATING))
    return NULL;
  time_zone = gnomon_zone_lookup (zone);
  if (time_zone == NULL)
    return NULL;

  own_wall = gnomon_zone_to_wall (viewer, gnomon_zone_to_instant (time_zone, wall));
  if (own_wall == wall)
    return NULL;

  time = gnomon_format_time (own_wall, hours);
  if (gnomon_civil_day_of_wall (own_wall) == gnomon_civil_day_of_wall (wall))
    /* Translators: %s is a time: when an event of another time zone is for the user. */
    return g_strdup_printf (_("%s for you"), time);

  day = gnomon_format_weekday_long (gnomon_civil_weekday (gnomon_civil_day_of_wall (own_wall)));
  /* Translators: a weekday and a time: when an event of another time zone is for the user. */
  return g_strdup_printf (_("%s, %s for you"), day, time);
}
