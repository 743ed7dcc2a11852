/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-ctl-text.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gnomon-locale.h"

/* The pieces of output for people: text that a terminal can bear, and dates in the user's words. */

static const char *const tones[] = {
  [GNOMON_CTL_TONE_PLAIN] = "",
  [GNOMON_CTL_TONE_STRONG] = "\033[1m",
  [GNOMON_CTL_TONE_FAINT] = "\033[2m",
  [GNOMON_CTL_TONE_TODAY] = "\033[1;36m",
};

/* Titles come from files and other programs. What would move the cursor, change the terminal or
 * turn the direction of what follows must not reach it. */
static gboolean
is_harmful (gunichar c)
{
  return g_unichar_iscntrl (c) || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/**
 * gnomon_ctl_text_dup_clean:
 * @text: any UTF-8
 *
 * Returns: (transfer full): @text as one line without control characters: white space becomes a
 *   blank, the others U+FFFD
 */
char *
gnomon_ctl_text_dup_clean (const char *text)
{
  GString *clean = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x80 && g_ascii_isspace ((char) c))
        g_string_append_c (clean, ' ');
      else
        g_string_append_unichar (clean, is_harmful (c) ? 0xfffd : c);
    }
  return g_string_free (clean, FALSE);
}

/**
 * gnomon_ctl_text_get_width:
 * @text: clean text
 *
 * Returns: the columns that it takes on a terminal
 */
guint
gnomon_ctl_text_get_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

/**
 * gnomon_ctl_text_append:
 * @out: where to
 * @style: the style
 * @tone: how the text stands out, where there are colours
 * @text: any UTF-8
 *
 * Appends @text, cleaned.
 */
void
gnomon_ctl_text_append (GString              *out,
                        const GnomonCtlStyle *style,
                        GnomonCtlTone         tone,
                        const char           *text)
{
  g_autofree char *clean = gnomon_ctl_text_dup_clean (text);
  gboolean colored = style->colors && tone != GNOMON_CTL_TONE_PLAIN && *clean != '\0';

  g_string_append_printf (out, "%s%s%s", colored ? tones[tone] : "", clean,
                          colored ? "\033[0m" : "");
}

/**
 * gnomon_ctl_text_append_padded:
 * @out: where to
 * @style: the style
 * @tone: how the text stands out
 * @text: any UTF-8
 * @width: at least so many columns
 *
 * Appends @text, cleaned, and blanks up to @width.
 */
void
gnomon_ctl_text_append_padded (GString              *out,
                               const GnomonCtlStyle *style,
                               GnomonCtlTone         tone,
                               const char           *text,
                               guint                 width)
{
  g_autofree char *clean = gnomon_ctl_text_dup_clean (text);
  guint used = gnomon_ctl_text_get_width (clean);

  gnomon_ctl_text_append (out, style, tone, clean);
  for (; used < width; used++)
    g_string_append_c (out, ' ');
}

/**
 * gnomon_ctl_text_parse_local:
 * @text: `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:SS`
 *
 * Reads a wall time. The service has done all arithmetic with zones: what is left is to name it, so
 * the result is a time of UTC that only stands for it.
 *
 * Returns: (transfer full) (nullable): the time, %NULL where it is none
 */
GDateTime *
gnomon_ctl_text_parse_local (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *padded = NULL;

  if (text == NULL)
    return NULL;
  if (strlen (text) == strlen ("YYYY-MM-DD"))
    text = padded = g_strconcat (text, "T00:00:00", NULL);
  return g_date_time_new_from_iso8601 (text, utc);
}

static gint64
get_day_number (GDateTime *time)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (time),
                  (GDateMonth) g_date_time_get_month (time),
                  (GDateYear) g_date_time_get_year (time));
  return g_date_get_julian (&date);
}

/**
 * gnomon_ctl_text_dup_time:
 * @style: the style
 * @time: a wall time
 *
 * Returns: (transfer full): the time of day as the locale writes it
 */
char *
gnomon_ctl_text_dup_time (const GnomonCtlStyle *style,
                          GDateTime            *time)
{
  /* Translators: the time of day on a clock of twelve hours, as for g_date_time_format (). */
  return g_date_time_format (time, style->twelve_hours ? _("%-I:%M %p") : "%H:%M");
}

/**
 * gnomon_ctl_text_dup_day:
 * @style: the style
 * @day: a day
 *
 * Returns: (transfer full): the day with its weekday; the year where it is not this one
 */
char *
gnomon_ctl_text_dup_day (const GnomonCtlStyle *style,
                         GDateTime            *day)
{
  if (g_date_time_get_year (day) == g_date_time_get_year (style->now))
    /* Translators: a day of this year, as for g_date_time_format (). */
    return gnomon_locale_format_date (day, _("%A %-d %B"));
  /* Translators: a day of another year, as for g_date_time_format (). */
  return gnomon_locale_format_date (day, _("%A %-d %B %Y"));
}

/**
 * gnomon_ctl_text_dup_near:
 * @style: the style
 * @day: a day
 *
 * Returns: (transfer full) (nullable): how far the day is from today, in words; %NULL where that
 *   helps nobody
 */
char *
gnomon_ctl_text_dup_near (const GnomonCtlStyle *style,
                          GDateTime            *day)
{
  gint64 distance = get_day_number (day) - get_day_number (style->now);

  if (distance == 0)
    return g_strdup (_("today"));
  if (distance == 1)
    return g_strdup (_("tomorrow"));
  if (distance == -1)
    return g_strdup (_("yesterday"));
  if (distance > 1 && distance <= 14)
    return g_strdup_printf (ngettext ("in %d day", "in %d days", (gulong) distance),
                            (int) distance);
  if (distance < -1 && distance >= -14)
    return g_strdup_printf (ngettext ("%d day ago", "%d days ago", (gulong) -distance),
                            (int) -distance);
  return NULL;
}

/**
 * gnomon_ctl_text_dup_instant:
 * @style: the style
 * @rfc3339: an instant
 *
 * Returns: (transfer full): day and time in the user's zone; @rfc3339 where it is none
 */
char *
gnomon_ctl_text_dup_instant (const GnomonCtlStyle *style,
                             const char           *rfc3339)
{
  g_autoptr (GDateTime) instant = g_date_time_new_from_iso8601 (rfc3339, NULL);
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *day = NULL;
  g_autofree char *time = NULL;

  if (instant == NULL)
    return g_strdup (rfc3339);
  local = g_date_time_to_timezone (instant, g_date_time_get_timezone (style->now));
  day = gnomon_ctl_text_dup_day (style, local);
  time = gnomon_ctl_text_dup_time (style, local);
  /* Translators: a day and a time of that day. */
  return g_strdup_printf (_("%s, %s"), day, time);
}
