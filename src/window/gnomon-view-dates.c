/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-view.h"

#include <glib/gi18n.h>

#include "gnomon-civil.h"

/* The days that a view can be at, and what it calls the time that it shows. */

/**
 * gnomon_view_clamp_day:
 * @day: a civil day
 *
 * Returns: the day, or the nearest one around which a view can be drawn: the model knows the years
 *   1 to 9999
 */
gint64
gnomon_view_clamp_day (gint64 day)
{
  return CLAMP (day, gnomon_civil_day_from_ymd (1, 2, 1), gnomon_civil_day_from_ymd (9999, 11, 30));
}

/**
 * gnomon_view_get_month_start:
 * @day: a civil day
 *
 * Returns: the first civil day of its month
 */
gint64
gnomon_view_get_month_start (gint64 day)
{
  int day_of_month;

  gnomon_civil_day_to_ymd (day, NULL, NULL, &day_of_month);

  return day - day_of_month + 1;
}

/**
 * gnomon_view_title_take_month:
 * @title: an empty title
 * @day: a civil day
 * @brief: whether there is little room
 *
 * Makes the month of a day the title.
 */
void
gnomon_view_title_take_month (GnomonViewTitle *title,
                              gint64           day,
                              gboolean         brief)
{
  int year;

  g_return_if_fail (title != NULL);

  gnomon_civil_day_to_ymd (day, &year, NULL, NULL);
  title->main = brief ? gnomon_format_month_short (day) : gnomon_format_month (day);
  title->year = g_strdup_printf ("%d", year);
  title->full = gnomon_format_month_year (day);

  /* Where the year comes first, as in Japanese, it is one phrase with the month. */
  if (!brief && g_str_has_prefix (title->full, title->year))
    {
      g_free (title->main);
      title->main = g_strdup (title->full);
      g_clear_pointer (&title->year, g_free);
    }
}

/**
 * gnomon_view_title_take_months:
 * @title: an empty title
 * @first_day: a civil day
 * @last_day: a civil day, not before it
 * @brief: whether there is little room
 *
 * Makes the month of some days the title, or both months, where they are of two.
 */
void
gnomon_view_title_take_months (GnomonViewTitle *title,
                               gint64           first_day,
                               gint64           last_day,
                               gboolean         brief)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  int first_year, last_year, first_month, last_month;

  g_return_if_fail (title != NULL);

  gnomon_civil_day_to_ymd (first_day, &first_year, &first_month, NULL);
  gnomon_civil_day_to_ymd (last_day, &last_year, &last_month, NULL);
  if (first_month == last_month)
    {
      gnomon_view_title_take_month (title, first_day, brief);
      return;
    }

  first = gnomon_format_month_short (first_day);
  last = gnomon_format_month_short (last_day);
  if (first_year == last_year)
    {
      /* Translators: two months of a year, short, as in "Nov – Dec". */
      title->main = g_strdup_printf (_("%s – %s"), first, last);
      title->year = g_strdup_printf ("%d", last_year);
      title->full = g_strdup_printf ("%s %s", title->main, title->year);
    }
  else
    {
      /* Translators: two months of two years, short, as in "Dec 2026 – Jan 2027". */
      title->main = g_strdup_printf (_("%1$s %2$d – %3$s %4$d"), first, first_year, last,
                                     last_year);
      title->full = g_strdup (title->main);
    }
}

/**
 * gnomon_view_title_clear:
 * @title: a title
 *
 * Frees what is in it.
 */
void
gnomon_view_title_clear (GnomonViewTitle *title)
{
  g_return_if_fail (title != NULL);

  g_clear_pointer (&title->main, g_free);
  g_clear_pointer (&title->year, g_free);
  g_clear_pointer (&title->full, g_free);
}
