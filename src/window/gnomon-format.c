/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <langinfo.h>

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-desktop.h"
#include "gnomon-format.h"
#include "gnomon-locale.h"

/* How dates and times are written; gnomon-format-span.c writes lengths, and gnomon-format-parse.c
 * reads what people type. */

static GDateTime *
date_time_of_wall (gint64 wall)
{
  int year, month, day;
  int time = gnomon_civil_time_of_wall (wall);

  gnomon_civil_day_to_ymd (gnomon_civil_day_of_wall (wall), &year, &month, &day);
  return g_date_time_new_utc (year, month, day, time / 3600, time / 60 % 60, time % 60);
}

static char *
format_wall (gint64      wall,
             const char *format)
{
  g_autoptr (GDateTime) date_time = date_time_of_wall (wall);
  char *text = date_time ? g_date_time_format (date_time, format) : NULL;

  /* Years outside 1 to 9999 do not get past the model; still, a label must never be NULL. */
  return text ? text : g_strdup ("");
}

static char *
format_day (gint64      day,
            const char *format)
{
  return format_wall (day * GNOMON_DAY_SECONDS, format);
}

/* With the month in full. */
static char *
format_date (gint64      day,
             const char *format)
{
  g_autoptr (GDateTime) date_time = date_time_of_wall (day * GNOMON_DAY_SECONDS);
  char *text = date_time ? gnomon_locale_format_date (date_time, format) : NULL;

  return text ? text : g_strdup ("");
}

static gboolean
is_right_to_left (void)
{
  /* Translators: translate this to "RTL" where your language is written from right to left. */
  return g_str_equal (C_("text direction", "LTR"), "RTL");
}

/* Keeps "10:30–11:30" in its order inside of text that runs from right to left. */
static char *
isolate (char *text)
{
  char *isolated;

  if (!is_right_to_left ())
    return text;

  isolated = g_strconcat ("\u2068", text, "\u2069", NULL);
  g_free (text);
  return isolated;
}

static gboolean
is_before_noon (gint64 wall)
{
  return gnomon_civil_time_of_wall (wall) < 12 * 3600;
}

static char *
format_clock (gint64 wall)
{
  /* Translators: a time of the 12-hour clock, without its AM or PM, as strftime knows it. */
  return format_wall (wall, C_("time format", "%-I:%M"));
}

/**
 * gnomon_format_get_hours:
 *
 * Whether the clock has 12 or 24 hours: by the desktop's setting where there is one, else by the
 * locale's way to write a time.
 *
 * Returns: the clock's kind
 */
GnomonHours
gnomon_format_get_hours (void)
{
  g_autoptr (GVariant) chosen = gnomon_desktop_dup_value (gnomon_desktop_get_default (),
                                                          "org.gnome.desktop.interface",
                                                          "clock-format");
  const char *format;

  if (chosen && g_variant_is_of_type (chosen, G_VARIANT_TYPE_STRING))
    return g_str_equal (g_variant_get_string (chosen, NULL), "12h") ? GNOMON_HOURS_12
                                                                     : GNOMON_HOURS_24;

  format = nl_langinfo (T_FMT);
  return strstr (format, "%I") || strstr (format, "%l") || strstr (format, "%r") ? GNOMON_HOURS_12
                                                                                : GNOMON_HOURS_24;
}

/**
 * gnomon_format_time:
 * @wall: wall seconds
 * @hours: the clock's kind
 *
 * A time of the day, to the minute.
 *
 * Returns: (transfer full): like `10:30`, or `10:30 AM`
 */
char *
gnomon_format_time (gint64      wall,
                    GnomonHours hours)
{
  g_autofree char *clock = NULL;

  /* Translators: a time of the 24-hour clock, as strftime knows it. */
  if (hours == GNOMON_HOURS_24)
    return format_wall (wall, C_("time format", "%H:%M"));

  clock = format_clock (wall);

  if (is_before_noon (wall))
    /* Translators: a time before noon on a 12-hour clock, as in "10:30 AM". */
    return g_strdup_printf (C_("time", "%s AM"), clock);

  /* Translators: a time after noon on a 12-hour clock, as in "10:30 PM". */
  return g_strdup_printf (C_("time", "%s PM"), clock);
}

/* "10:30–11:30 AM": the half of the day is said once where both are in the same. */
static char *
format_range_start (gint64      start_wall,
                    gint64      end_wall,
                    GnomonHours hours)
{
  if (hours == GNOMON_HOURS_12 && is_before_noon (start_wall) == is_before_noon (end_wall))
    return format_clock (start_wall);

  return gnomon_format_time (start_wall, hours);
}

/**
 * gnomon_format_time_range:
 * @start_wall: wall seconds
 * @end_wall: wall seconds
 * @hours: the clock's kind
 *
 * From when to when, on one day. Without a length it is one time.
 *
 * Returns: (transfer full): like `10:30–11:30`
 */
char *
gnomon_format_time_range (gint64      start_wall,
                          gint64      end_wall,
                          GnomonHours hours)
{
  g_autofree char *start = format_range_start (start_wall, end_wall, hours);
  g_autofree char *end = gnomon_format_time (end_wall, hours);

  if (start_wall == end_wall)
    return g_steal_pointer (&end);

  /* Translators: from one time to another, with the dash of your language. */
  return isolate (g_strdup_printf (C_("time range", "%s–%s"), start, end));
}

/**
 * gnomon_format_spoken_range:
 * @start_wall: wall seconds
 * @end_wall: wall seconds
 * @hours: the clock's kind
 *
 * As gnomon_format_time_range(), for who hears it: a dash is not read out.
 *
 * Returns: (transfer full): like `10:30 to 11:30`
 */
char *
gnomon_format_spoken_range (gint64      start_wall,
                            gint64      end_wall,
                            GnomonHours hours)
{
  g_autofree char *start = format_range_start (start_wall, end_wall, hours);
  g_autofree char *end = gnomon_format_time (end_wall, hours);

  if (start_wall == end_wall)
    return g_steal_pointer (&end);

  /* Translators: from one time to another, as a screen reader says it. */
  return g_strdup_printf (C_("spoken time range", "%s to %s"), start, end);
}

/**
 * gnomon_format_weekday_short:
 * @weekday: 1 for Monday to 7 for Sunday
 *
 * Returns: (transfer full): like `Wed`
 */
char *
gnomon_format_weekday_short (int weekday)
{
  g_return_val_if_fail (weekday >= 1 && weekday <= 7, g_strdup (""));

  /* 5 January 1970 was a Monday. */
  return format_day (weekday + 3, "%a");
}

/**
 * gnomon_format_weekday_long:
 * @weekday: 1 for Monday to 7 for Sunday
 *
 * Returns: (transfer full): like `Wednesday`
 */
char *
gnomon_format_weekday_long (int weekday)
{
  g_return_val_if_fail (weekday >= 1 && weekday <= 7, g_strdup (""));

  return format_day (weekday + 3, "%A");
}

/**
 * gnomon_format_month:
 * @day: a civil day
 *
 * The month's name by itself, which is another form than inside of a date in some languages.
 *
 * Returns: (transfer full): like `November`
 */
char *
gnomon_format_month (gint64 day)
{
  return format_day (day, "%OB");
}

/**
 * gnomon_format_month_short:
 * @day: a civil day
 *
 * Returns: (transfer full): like `Nov`
 */
char *
gnomon_format_month_short (gint64 day)
{
  return format_day (day, "%Ob");
}

/**
 * gnomon_format_month_year:
 * @day: a civil day
 *
 * Returns: (transfer full): like `November 2026`
 */
char *
gnomon_format_month_year (gint64 day)
{
  /* Translators: a month and its year, as strftime knows them. */
  return format_day (day, C_("date format", "%OB %Y"));
}

/**
 * gnomon_format_day_month:
 * @day: a civil day
 *
 * Returns: (transfer full): like `1 Dec`
 */
char *
gnomon_format_day_month (gint64 day)
{
  /* Translators: a day and its month, short, as strftime knows them. */
  return format_day (day, C_("date format", "%-d %b"));
}

/**
 * gnomon_format_day_short:
 * @day: a civil day
 *
 * A day near to those in sight.
 *
 * Returns: (transfer full): like `Thu 19`
 */
char *
gnomon_format_day_short (gint64 day)
{
  /* xgettext:no-c-format
   * Translators: a weekday and the day of the month, short, as strftime knows them. */
  return format_day (day, C_("date format", "%a %-d"));
}

/**
 * gnomon_format_date:
 * @day: a civil day
 *
 * A whole date in little room. gnomon_format_parse_date() reads it back.
 *
 * Returns: (transfer full): like `Tue 24 Nov 2026`
 */
char *
gnomon_format_date (gint64 day)
{
  /* Translators: a whole date with the weekday, short, as strftime knows it. */
  return format_day (day, C_("date format", "%a %-d %b %Y"));
}

/**
 * gnomon_format_date_medium:
 * @day: a civil day
 *
 * A date where the year is known.
 *
 * Returns: (transfer full): like `Tue 24 November`
 */
char *
gnomon_format_date_medium (gint64 day)
{
  /* Translators: a date with the weekday, which is short, as strftime knows it. */
  return format_date (day, C_("date format", "%a %-d %B"));
}

/**
 * gnomon_format_date_brief:
 * @day: a civil day
 * @today: the day it is: the year is left out where it is the same
 *
 * Returns: (transfer full): like `Tue 24 Nov`, or `18 Jan 2027`
 */
char *
gnomon_format_date_brief (gint64 day,
                          gint64 today)
{
  int year, this_year, month, day_of_month;

  gnomon_civil_day_to_ymd (day, &year, &month, &day_of_month);
  gnomon_civil_day_to_ymd (today, &this_year, &month, &day_of_month);
  if (year != this_year)
    /* Translators: a date of another year in little room, as strftime knows it. */
    return format_day (day, C_("date format", "%-d %b %Y"));

  /* Translators: a date of this year with the weekday, short, as strftime knows it. */
  return format_day (day, C_("date format", "%a %-d %b"));
}

/**
 * gnomon_format_date_plain:
 * @day: a civil day
 * @today: the day it is: the year is left out where it is the same
 *
 * A date inside of a sentence.
 *
 * Returns: (transfer full): like `18 November`, or `18 January 2027`
 */
char *
gnomon_format_date_plain (gint64 day,
                          gint64 today)
{
  int year, this_year, month, day_of_month;

  gnomon_civil_day_to_ymd (day, &year, &month, &day_of_month);
  gnomon_civil_day_to_ymd (today, &this_year, &month, &day_of_month);

  if (year == this_year)
    /* Translators: a day and its month, in full, as strftime knows them. */
    return format_date (day, C_("date format", "%-d %B"));

  /* Translators: a day, its month, in full, and its year, as strftime knows them. */
  return format_date (day, C_("date format", "%-d %B %Y"));
}

/**
 * gnomon_format_date_long:
 * @day: a civil day
 * @today: the day it is: the year is left out where it is the same
 *
 * Returns: (transfer full): like `Wednesday 18 November`, or `Monday 18 January 2027`
 */
char *
gnomon_format_date_long (gint64 day,
                         gint64 today)
{
  int year, this_year, month, day_of_month;

  gnomon_civil_day_to_ymd (day, &year, &month, &day_of_month);
  gnomon_civil_day_to_ymd (today, &this_year, &month, &day_of_month);

  if (year == this_year)
    /* Translators: a date of this year with the weekday, in full, as strftime knows it. */
    return format_date (day, C_("date format", "%A %-d %B"));

  /* Translators: a date of another year with the weekday, in full, as strftime knows it. */
  return format_date (day, C_("date format", "%A %-d %B %Y"));
}

/**
 * gnomon_format_day_heading:
 * @day: a civil day
 * @today: the day it is
 *
 * Returns: (transfer full): like `Today · Wednesday 18 November`, or `Monday 18 January 2027`
 */
char *
gnomon_format_day_heading (gint64 day,
                           gint64 today)
{
  g_autofree char *date = gnomon_format_date_long (day, today);

  if (day == today)
    /* Translators: %s is a date, as in "Today · Wednesday 18 November". */
    return g_strdup_printf (_("Today · %s"), date);
  if (day == today + 1)
    /* Translators: %s is a date, as in "Tomorrow · Thursday 19 November". */
    return g_strdup_printf (_("Tomorrow · %s"), date);
  if (day == today - 1)
    /* Translators: %s is a date, as in "Yesterday · Tuesday 17 November". */
    return g_strdup_printf (_("Yesterday · %s"), date);

  return g_steal_pointer (&date);
}

/**
 * gnomon_format_when:
 * @start_wall: wall seconds
 * @end_wall: wall seconds, exclusive; midnight after the last day when @all_day
 * @all_day: whether it takes whole days
 * @today: the day it is
 * @hours: the clock's kind
 *
 * When an event is, as a sentence says it.
 *
 * Returns: (transfer full): like `Wednesday 18 November, 10:30–11:30`
 */
char *
gnomon_format_when (gint64      start_wall,
                    gint64      end_wall,
                    gboolean    all_day,
                    gint64      today,
                    GnomonHours hours)
{
  gint64 first = gnomon_civil_day_of_wall (start_wall);
  gint64 last = gnomon_civil_day_of_wall (MAX (end_wall - 1, start_wall));
  g_autofree char *start_date = gnomon_format_date_long (first, today);
  g_autofree char *end_date = gnomon_format_date_long (last, today);

  if (all_day && first == last)
    /* Translators: the date of an event that takes the whole day. */
    return g_strdup_printf (_("%s, all day"), start_date);

  if (all_day)
    /* Translators: the first and the last day of an event. */
    return g_strdup_printf (_("%s – %s"), start_date, end_date);

  if (first == last)
    {
      g_autofree char *range = gnomon_format_time_range (start_wall, end_wall, hours);

      /* Translators: a date, then from when to when, as in "Wednesday 18 November, 10:30–11:30". */
      return g_strdup_printf (_("%s, %s"), start_date, range);
    }

  {
    g_autofree char *start_time = gnomon_format_time (start_wall, hours);
    g_autofree char *end_time = gnomon_format_time (end_wall, hours);
    g_autofree char *end_day = gnomon_format_date_long (gnomon_civil_day_of_wall (end_wall), today);

    /* Translators: date and time of the start, then of the end, on another day. */
    return g_strdup_printf (_("%s, %s – %s, %s"), start_date, start_time, end_day, end_time);
  }
}
