/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-agenda-words.h"

#include <glib/gi18n.h>

#include "gnomon-schedule.h"
#include "gnomon-zone.h"

/* Less than an hour is a pause; more than three stretches are a list that nobody reads. */
#define MIN_SECONDS 3600
#define MAX_STRETCHES 3

/* Free time begins where a clock would be set to: at quarters of an hour. */
#define STEP_SECONDS (15 * 60)

/**
 * gnomon_agenda_format_free:
 * @busy: (element-type GnomonInterval): what is taken, merged
 * @from: Unix seconds, from when on it is asked
 * @to: Unix seconds, exclusive
 * @zone: the viewer's zone
 * @hours: the clock's kind
 *
 * Says when there is an hour or more to spare.
 *
 * Returns: (transfer full) (nullable): as in “free 11:30–12:30, 16:30–17:30”; %NULL where there
 *   is no such time
 */
char *
gnomon_agenda_format_free (const GArray *busy,
                           gint64        from,
                           gint64        to,
                           GTimeZone    *zone,
                           GnomonHours   hours)
{
  g_autoptr (GString) stretches = g_string_new (NULL);
  gint64 start = (from + STEP_SECONDS - 1) / STEP_SECONDS * STEP_SECONDS;
  guint n = 0;

  for (guint i = 0; i <= busy->len && n < MAX_STRETCHES; i++)
    {
      const GnomonInterval *taken = i < busy->len ? &g_array_index (busy, GnomonInterval, i) : NULL;
      gint64 end = taken != NULL ? MIN (taken->start, to) : to;

      if (end - start >= MIN_SECONDS)
        {
          gint64 start_wall = gnomon_zone_to_wall (zone, start);
          gint64 end_wall = gnomon_zone_to_wall (zone, end);
          g_autofree char *range = gnomon_format_time_range (start_wall, end_wall, hours);

          if (n++ > 0)
            /* Translators: stands between two times, as in "11:30–12:30, 16:30–17:30". */
            g_string_append (stretches, C_("times", ", "));
          g_string_append (stretches, range);
        }
      if (taken != NULL)
        start = MAX (start, taken->end);
    }

  /* Translators: when the day has room, as in "free 11:30–12:30, 16:30–17:30". */
  return n > 0 ? g_strdup_printf (_("free %s"), stretches->str) : NULL;
}
