/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libical/ical.h>

#include "gnomon-ical-event-private.h"
#include "gnomon-subscription.h"

/*
 * What a VCALENDAR says of itself, before its components: NAME and REFRESH-INTERVAL (RFC 7986, 5.1
 * and 5.7), and what other programs wrote for these before, and still do.
 */

/* Of calendars' names (gnomon-store-calendars.c); a title may have as many characters. */
static void
read_name (const GnomonIcalLine  *line,
           char                 **name)
{
  g_autofree char *text = gnomon_ical_unescape (line->value, line->value_length);
  g_autofree char *fitting = gnomon_ical_fit_line (text);

  if (*fitting == '\0')
    return;

  g_free (*name);
  *name = g_steal_pointer (&fitting);
}

static void
read_interval (const GnomonIcalLine *line,
               int                  *minutes)
{
  g_autofree char *text = g_strndup (line->value, MIN (line->value_length, 64));
  struct icaldurationtype duration = icaldurationtype_from_string (g_strstrip (text));
  gint64 seconds = gnomon_ical_duration_seconds (duration, TRUE);

  if (!icaldurationtype_is_bad_duration (duration) && seconds > 0)
    *minutes = (int) CLAMP (seconds / 60, GNOMON_SUBSCRIPTION_MIN_MINUTES,
                            GNOMON_SUBSCRIPTION_MAX_MINUTES);
}

/* The standard's own property wins over the older one, whichever comes first. */
static void
read_line (const GnomonIcalLine  *line,
           char                 **name,
           char                 **old_name,
           int                   *minutes,
           int                   *old_minutes)
{
  if (gnomon_ical_line_is (line, "NAME"))
    read_name (line, name);
  else if (gnomon_ical_line_is (line, "X-WR-CALNAME"))
    read_name (line, old_name);
  else if (gnomon_ical_line_is (line, "REFRESH-INTERVAL"))
    read_interval (line, minutes);
  else if (gnomon_ical_line_is (line, "X-PUBLISHED-TTL"))
    read_interval (line, old_minutes);
}

/**
 * gnomon_ical_read_head:
 * @text: text of an iCalendar file, in any of its encodings
 * @name: (out) (transfer full) (nullable): what it calls itself, one line of at most 255 characters
 * @refresh_minutes: (out): how often it wants to be looked at, between
 *   %GNOMON_SUBSCRIPTION_MIN_MINUTES and %GNOMON_SUBSCRIPTION_MAX_MINUTES; 0: it does not say
 *
 * Reads what stands before the first component.
 */
void
gnomon_ical_read_head (GBytes  *text,
                       char   **name,
                       int     *refresh_minutes)
{
  g_autoptr (GBytes) decoded = gnomon_ical_decode (text);
  g_auto (GnomonIcalLines) lines = { NULL, };
  g_autoptr (GString) clean = g_string_new (NULL);
  g_autofree char *old_name = NULL;
  int old_minutes = 0;
  const char *data;
  gsize size;

  *name = NULL;
  *refresh_minutes = 0;
  data = decoded != NULL ? g_bytes_get_data (decoded, &size) : NULL;
  if (data == NULL)
    return;

  gnomon_ical_lines_init (&lines, data, data + size, 1);
  while (gnomon_ical_lines_next (&lines))
    {
      GnomonIcalLine line;

      g_string_truncate (clean, 0);
      gnomon_ical_append_clean (clean, lines.text, lines.length);
      if (!gnomon_ical_line_split (&line, clean->str, clean->len))
        continue;
      if (gnomon_ical_line_is (&line, "END")
          || (gnomon_ical_line_is (&line, "BEGIN")
              && !gnomon_ical_line_value_is (&line, "VCALENDAR")))
        break;
      read_line (&line, name, &old_name, refresh_minutes, &old_minutes);
    }

  if (*name == NULL)
    *name = g_steal_pointer (&old_name);
  if (*refresh_minutes == 0)
    *refresh_minutes = old_minutes;
}
