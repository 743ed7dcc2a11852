/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libical/ical.h>
#include <string.h>

#include "gnomon-ical-event-private.h"
#include "gnomon-ical-head.h"
#include "gnomon-subscription.h"

/*
 * What a VCALENDAR says of itself: NAME, REFRESH-INTERVAL and COLOR (RFC 7986, 5.1, 5.7 and 5.9),
 * and what other programs wrote for these before, and still do.
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

/* Apple's colours have an alpha channel behind the others. */
static void
read_color (const GnomonIcalLine  *line,
            char                 **color)
{
  g_autofree char *text = g_strndup (line->value, MIN (line->value_length, 64));
  char *read;

  g_strstrip (text);
  if (*text == '#' && strlen (text) == strlen ("#rrggbbaa"))
    text[strlen ("#rrggbb")] = '\0';
  read = gnomon_ical_color_from_text (text);
  if (read == NULL)
    return;

  g_free (*color);
  *color = read;
}

/* Which of several lines on the same counts. */
typedef enum
{
  BEST,                    /* the standard's; of colours, Gnomon's own */
  SECOND,                  /* NAME for who speaks a language; the standard's colour */
  OLD,
  N_RANKS,
} Rank;

typedef struct
{
  char *names[N_RANKS];
  int minutes[N_RANKS];
  char *colors[N_RANKS];
} Words;

static void
read_line (const GnomonIcalLine *line,
           Words                *words)
{
  if (gnomon_ical_line_is (line, "NAME"))
    {
      g_autofree char *language = gnomon_ical_line_dup_param (line, "LANGUAGE");
      char **name = &words->names[language != NULL ? SECOND : BEST];

      if (*name == NULL)
        read_name (line, name);
    }
  else if (gnomon_ical_line_is (line, "X-WR-CALNAME"))
    read_name (line, &words->names[OLD]);
  else if (gnomon_ical_line_is (line, "REFRESH-INTERVAL"))
    read_interval (line, &words->minutes[BEST]);
  else if (gnomon_ical_line_is (line, "X-PUBLISHED-TTL"))
    read_interval (line, &words->minutes[OLD]);
  else if (gnomon_ical_line_is (line, GNOMON_ICAL_COLOR))
    {
      g_autofree char *text = g_strndup (line->value, MIN (line->value_length, 64));

      g_free (words->colors[BEST]);
      words->colors[BEST] = gnomon_color_normalize (text, "color", NULL);
    }
  else if (gnomon_ical_line_is (line, "COLOR"))
    read_color (line, &words->colors[SECOND]);
  else if (gnomon_ical_line_is (line, "X-APPLE-CALENDAR-COLOR"))
    read_color (line, &words->colors[OLD]);
}

static char *
take_best (char **texts)
{
  char *best = NULL;

  for (guint i = 0; i < N_RANKS; i++)
    if (best == NULL)
      best = g_steal_pointer (&texts[i]);
    else
      g_clear_pointer (&texts[i], g_free);
  return best;
}

/**
 * gnomon_ical_head_init:
 * @self: to be filled
 * @lines: lines of a VCALENDAR outside of its components, unfolded, each with its end
 *
 * Reads what they say of the calendar. Of names in several languages, the one without a language
 * counts, else the first.
 */
void
gnomon_ical_head_init (GnomonIcalHead *self,
                       const char     *lines)
{
  g_auto (GnomonIcalLines) unfolded = { NULL, };
  Words words = { { NULL, }, { 0, }, { NULL, } };

  gnomon_ical_lines_init (&unfolded, lines, lines + strlen (lines), 1);
  while (gnomon_ical_lines_next (&unfolded))
    {
      GnomonIcalLine line;

      if (gnomon_ical_line_split (&line, unfolded.text, unfolded.length))
        read_line (&line, &words);
    }

  *self = (GnomonIcalHead) {
    .name = take_best (words.names),
    .color = take_best (words.colors),
    .refresh_minutes = words.minutes[BEST] != 0 ? words.minutes[BEST] : words.minutes[OLD],
  };
}

void
gnomon_ical_head_clear (GnomonIcalHead *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->color, g_free);
}
