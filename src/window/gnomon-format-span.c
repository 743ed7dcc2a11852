/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-format.h"

/* How lengths of time are written, and how an event lies to now. */

#define MINUTES_PER_HOUR 60
#define MINUTES_PER_DAY 1440
#define MINUTES_PER_WEEK 10080

/* A day further away than this is told in months: weeks beyond two months say little. */
#define MAX_WEEKS_DAYS 62

static char *
format_ahead (int minutes)
{
  int hours = (minutes + MINUTES_PER_HOUR / 2) / MINUTES_PER_HOUR;

  if (minutes < 1)
    return g_strdup (_("Starts now"));

  if (minutes < MINUTES_PER_HOUR)
    /* Translators: how long it is until an event begins. */
    return g_strdup_printf (ngettext ("In %d minute", "In %d minutes", minutes), minutes);

  /* Translators: how long it is until an event begins. */
  return g_strdup_printf (ngettext ("In %d hour", "In %d hours", hours), hours);
}

static char *
format_behind (int minutes)
{
  int hours = (minutes + MINUTES_PER_HOUR / 2) / MINUTES_PER_HOUR;

  if (minutes < 1)
    return g_strdup (_("Ended just now"));

  if (minutes < MINUTES_PER_HOUR)
    /* Translators: how long ago an event ended. */
    return g_strdup_printf (ngettext ("Ended %d minute ago", "Ended %d minutes ago", minutes),
                            minutes);

  /* Translators: how long ago an event ended. */
  return g_strdup_printf (ngettext ("Ended %d hour ago", "Ended %d hours ago", hours), hours);
}

static char *
format_running (int minutes)
{
  int hours = (minutes + MINUTES_PER_HOUR / 2) / MINUTES_PER_HOUR;
  int days = (minutes + MINUTES_PER_DAY / 2) / MINUTES_PER_DAY;

  if (minutes < 2 * MINUTES_PER_HOUR)
    /* Translators: how long an event that is running goes on. */
    return g_strdup_printf (ngettext ("Ends in %d minute", "Ends in %d minutes", minutes), minutes);

  if (minutes < 2 * MINUTES_PER_DAY)
    /* Translators: how long an event that is running goes on. */
    return g_strdup_printf (ngettext ("Ends in %d hour", "Ends in %d hours", hours), hours);

  /* Translators: how long an event that is running goes on. */
  return g_strdup_printf (ngettext ("Ends in %d day", "Ends in %d days", days), days);
}

static char *
format_days_ahead (gint64 days)
{
  int weeks = (int) ((days + 3) / 7);
  int months = (int) ((days + 15) / 30);

  if (days == 1)
    return g_strdup (_("Tomorrow"));

  if (days < 14)
    return g_strdup_printf (ngettext ("In %d day", "In %d days", (int) days), (int) days);

  if (days <= MAX_WEEKS_DAYS)
    return g_strdup_printf (ngettext ("In %d week", "In %d weeks", weeks), weeks);

  return g_strdup_printf (ngettext ("In %d month", "In %d months", months), months);
}

static char *
format_days_behind (gint64 days)
{
  int weeks = (int) ((days + 3) / 7);
  int months = (int) ((days + 15) / 30);

  if (days == 1)
    return g_strdup (_("Yesterday"));

  if (days < 14)
    return g_strdup_printf (ngettext ("%d day ago", "%d days ago", (int) days), (int) days);

  if (days <= MAX_WEEKS_DAYS)
    return g_strdup_printf (ngettext ("%d week ago", "%d weeks ago", weeks), weeks);

  return g_strdup_printf (ngettext ("%d month ago", "%d months ago", months), months);
}

/**
 * gnomon_format_relative:
 * @start_wall: wall seconds
 * @end_wall: wall seconds, exclusive
 * @all_day: whether it takes whole days
 * @now_wall: what the clock on the wall shows
 *
 * How an event lies to now.
 *
 * Returns: (transfer full): like `In 2 hours`, `Ends in 48 minutes`, `Tomorrow`, `3 days ago`,
 *   `Day 4 of 5`
 */
char *
gnomon_format_relative (gint64   start_wall,
                        gint64   end_wall,
                        gboolean all_day,
                        gint64   now_wall)
{
  gint64 today = gnomon_civil_day_of_wall (now_wall);
  gint64 first = gnomon_civil_day_of_wall (start_wall);
  gint64 last = gnomon_civil_day_of_wall (MAX (end_wall - 1, start_wall));

  if (today < first)
    {
      /* What begins soon after midnight is better told in minutes than as "tomorrow". */
      if (!all_day && start_wall - now_wall < 3 * 3600)
        return format_ahead ((int) ((start_wall - now_wall + 59) / 60));

      return format_days_ahead (first - today);
    }

  if (today > last)
    return format_days_behind (today - last);

  if (all_day)
    {
      if (first == last)
        return g_strdup (_("Today"));

      /* Translators: which day of an event of several days it is today. */
      return g_strdup_printf (_("Day %d of %d"), (int) (today - first + 1),
                              (int) (last - first + 1));
    }

  if (now_wall < start_wall)
    return format_ahead ((int) ((start_wall - now_wall + 59) / 60));

  if (now_wall < end_wall)
    return format_running ((int) ((end_wall - now_wall + 59) / 60));

  return format_behind ((int) ((now_wall - end_wall) / 60));
}

/**
 * gnomon_format_duration:
 * @minutes: a length, not negative
 *
 * Returns: (transfer full): like `48 minutes`, `1 hour 30 minutes`, `2 days`
 */
char *
gnomon_format_duration (int minutes)
{
  int days = minutes / MINUTES_PER_DAY;
  int hours = minutes % MINUTES_PER_DAY / MINUTES_PER_HOUR;
  int rest = minutes % MINUTES_PER_HOUR;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (days > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%d day", "%d days", days), days));
  if (hours > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%d hour", "%d hours", hours), hours));
  if (rest > 0 || parts->len == 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%d minute", "%d minutes", rest), rest));

  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" ", (char **) parts->pdata);
}

/**
 * gnomon_format_duration_short:
 * @minutes: a length, not negative
 *
 * Returns: (transfer full): like `48 min`, `1 h 30 min`, `2 d`
 */
char *
gnomon_format_duration_short (int minutes)
{
  int days = minutes / MINUTES_PER_DAY;
  int hours = minutes % MINUTES_PER_DAY / MINUTES_PER_HOUR;
  int rest = minutes % MINUTES_PER_HOUR;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (days > 0)
    /* Translators: a number of days, short. */
    g_ptr_array_add (parts, g_strdup_printf (_("%d d"), days));
  if (hours > 0)
    /* Translators: a number of hours, short. */
    g_ptr_array_add (parts, g_strdup_printf (_("%d h"), hours));
  if (rest > 0 || parts->len == 0)
    /* Translators: a number of minutes, short. */
    g_ptr_array_add (parts, g_strdup_printf (_("%d min"), rest));

  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" ", (char **) parts->pdata);
}

/**
 * gnomon_format_reminder:
 * @minutes_before: how long before the start, negative: after it
 *
 * When a reminder rings.
 *
 * Returns: (transfer full): like `10 minutes before`, `1 day before`, `At the start`, `5 minutes
 *   after the start`
 */
char *
gnomon_format_reminder (int minutes_before)
{
  g_autofree char *duration = NULL;
  int n;

  if (minutes_before == 0)
    return g_strdup (_("At the start"));

  if (minutes_before < 0)
    {
      duration = gnomon_format_duration (-minutes_before);
      /* Translators: how long after it, as in "1 hour 30 minutes after the start". */
      return g_strdup_printf (_("%s after the start"), duration);
    }

  if (minutes_before % MINUTES_PER_WEEK == 0)
    {
      n = minutes_before / MINUTES_PER_WEEK;
      return g_strdup_printf (ngettext ("%d week before", "%d weeks before", n), n);
    }

  if (minutes_before % MINUTES_PER_DAY == 0)
    {
      n = minutes_before / MINUTES_PER_DAY;
      return g_strdup_printf (ngettext ("%d day before", "%d days before", n), n);
    }

  if (minutes_before % MINUTES_PER_HOUR == 0)
    {
      n = minutes_before / MINUTES_PER_HOUR;
      return g_strdup_printf (ngettext ("%d hour before", "%d hours before", n), n);
    }

  if (minutes_before < MINUTES_PER_HOUR)
    return g_strdup_printf (ngettext ("%d minute before", "%d minutes before", minutes_before),
                            minutes_before);

  duration = gnomon_format_duration (minutes_before);
  /* Translators: how long before the start, as in "1 hour 30 minutes before". */
  return g_strdup_printf (_("%s before"), duration);
}
