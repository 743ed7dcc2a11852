/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bench.h"

/*
 * The load: single events over eleven years, as many people's calendars have them. A tenth lasts
 * days, a third has guests, a fifth rings, half have a place, two in five a description. One
 * title in a thousand has the rare word. A small generator of its own makes it the same on every
 * machine.
 */

#define FIRST_DAY 18262 /* 2020-01-01 */
#define N_DAYS 4017     /* to 2030-12-31 */

#define RARE_WORD "zugspitze"

static const char * const words[] = {
  "meeting", "review", "planning", "lunch", "call", "report", "budget", "team", "project", "train",
  "dentist", "school", "concert", "release", "interview", "workshop", "birthday", "garden", "rent",
  "tax", "swim", "choir", "library", "bakery", "market", "museum", "harbour", "mountain", "river",
  "festival", "lecture", "seminar", "draft", "proof", "print", "survey", "roof", "paint", "boiler",
  "bicycle", "tyres", "insurance", "passport", "ticket", "flight", "hotel", "hike", "picnic",
};

static const char * const answers[] = { "ACCEPTED", "DECLINED", "NEEDS-ACTION", "TENTATIVE" };
static const int minutes[] = { 0, 15, 30, 45 };
static const int durations[] = { 15, 30, 30, 60, 60, 90, 120, 240 };

/* xorshift64* */
static guint
draw (guint64 *state,
      guint    below)
{
  *state ^= *state >> 12;
  *state ^= *state << 25;
  *state ^= *state >> 27;
  return (guint) ((*state * G_GUINT64_CONSTANT (2685821657736338717)) >> 33) % below;
}

/* The lesser of two draws: words at the front come more often. */
static void
append_words (GString *out,
              guint64 *state,
              guint    count)
{
  for (guint i = 0; i < count; i++)
    {
      guint first = draw (state, G_N_ELEMENTS (words));
      guint second = draw (state, G_N_ELEMENTS (words));

      g_string_append_printf (out, "%s%s", i > 0 ? " " : "", words[MIN (first, second)]);
    }
}

static void
append_day (GString    *out,
            const char *property,
            guint       day)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc ((gint64) day * 86400);
  g_autofree char *text = g_date_time_format (date, "%Y%m%d");

  g_string_append_printf (out, "%s%s", property, text);
}

static void
append_times (GString *out,
              guint64 *state)
{
  guint day = FIRST_DAY + draw (state, N_DAYS);
  guint zone = draw (state, 10);
  const char *tzid = zone < 6 ? ";TZID=Europe/Berlin:" : zone < 9 ? ";TZID=America/New_York:" : ":";
  int start = ((int) draw (state, 12) + 7) * 60 + minutes[draw (state, G_N_ELEMENTS (minutes))];
  int end = start + durations[draw (state, G_N_ELEMENTS (durations))];

  if (draw (state, 10) == 0)
    {
      append_day (out, "DTSTART;VALUE=DATE:", day);
      append_day (out, "\r\nDTEND;VALUE=DATE:", day + 1 + (draw (state, 3) == 0 ? 2 : 0));
      g_string_append (out, "\r\n");
      return;
    }

  for (guint i = 0; i < 2; i++)
    {
      int at = i == 0 ? start : end;

      g_string_append (out, i == 0 ? "DTSTART" : "DTEND");
      append_day (out, tzid, day);
      g_string_append_printf (out, "T%02d%02d00%s\r\n", at / 60, at % 60, zone == 9 ? "Z" : "");
    }
}

static void
append_guests (GString *out,
               guint64 *state)
{
  guint count = 2 + draw (state, 5);

  g_string_append_printf (out, "ORGANIZER:mailto:desk%u@example.org\r\n", draw (state, 97));
  for (guint i = 0; i < count; i++)
    {
      guint number = draw (state, 500);

      g_string_append_printf (out,
                              "ATTENDEE;CN=Guest %u;PARTSTAT=%s:mailto:guest%u@example.org\r\n",
                              number, answers[draw (state, G_N_ELEMENTS (answers))], number);
    }
}

GBytes *
bench_make_text (guint n_events)
{
  GString *out = g_string_sized_new ((gsize) n_events * 600);
  guint64 state = G_GUINT64_CONSTANT (20261118);

  g_string_append (out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Gnomon//Load//EN\r\n");
  for (guint i = 0; i < n_events; i++)
    {
      g_string_append_printf (out, "BEGIN:VEVENT\r\nUID:load-%u@example.org\r\n"
                              "DTSTAMP:20260101T000000Z\r\n", i);
      append_times (out, &state);
      g_string_append (out, "SUMMARY:");
      append_words (out, &state, 3 + draw (&state, 3));
      g_string_append (out, i % 1000 == 7 ? " " RARE_WORD "\r\n" : "\r\n");
      if (draw (&state, 2) == 0)
        {
          g_string_append (out, "LOCATION:");
          append_words (out, &state, 1 + draw (&state, 3));
          g_string_append (out, "\r\n");
        }
      if (draw (&state, 5) < 2)
        {
          g_string_append (out, "DESCRIPTION:");
          append_words (out, &state, 10 + draw (&state, 30));
          g_string_append (out, "\r\n");
        }
      if (draw (&state, 3) == 0)
        append_guests (out, &state);
      if (draw (&state, 5) == 0)
        g_string_append (out, "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Reminder\r\n"
                              "TRIGGER:-PT15M\r\nEND:VALARM\r\n");
      g_string_append (out, "END:VEVENT\r\n");
    }
  g_string_append (out, "END:VCALENDAR\r\n");
  return g_string_free_to_bytes (out);
}
