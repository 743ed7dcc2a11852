/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-civil.h"
#include "gnomon-ical-private.h"

/*
 * VTIMEZONEs to write: what the system's zone did in the years in question, transition by
 * transition. No rule is guessed, so a year in which a country moved its change is right too.
 */

typedef struct
{
  int from;                /* offsets in seconds */
  int to;
  gboolean daylight;
  const char *name;
  GArray *onsets;          /* (element-type gint64): wall seconds by the offset before */
} Observance;

static void
observance_clear (gpointer data)
{
  Observance *observance = data;

  g_array_unref (observance->onsets);
}

static int
interval_at (GTimeZone *zone,
             gint64     instant)
{
  return g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, instant);
}

static void
add_onset (GArray    *observances,
           GTimeZone *zone,
           int        before,
           int        after,
           gint64     instant)
{
  Observance new = {
    .from = g_time_zone_get_offset (zone, before),
    .to = g_time_zone_get_offset (zone, after),
    .daylight = g_time_zone_is_dst (zone, after),
    .name = g_time_zone_get_abbreviation (zone, after),
  };
  gint64 wall = instant + new.from;

  for (guint i = 0; i < observances->len; i++)
    {
      Observance *known = &g_array_index (observances, Observance, i);

      if (known->from == new.from && known->to == new.to && known->daylight == new.daylight &&
          g_strcmp0 (known->name, new.name) == 0)
        {
          g_array_append_val (known->onsets, wall);
          return;
        }
    }

  new.onsets = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (new.onsets, wall);
  g_array_append_val (observances, new);
}

/* The first instant in (low, high] that is not in the interval of @low. */
static gint64
find_change (GTimeZone *zone,
             gint64     low,
             gint64     high)
{
  int interval = interval_at (zone, low);

  while (high - low > 1)
    {
      gint64 middle = low + (high - low) / 2;

      if (interval_at (zone, middle) == interval)
        low = middle;
      else
        high = middle;
    }
  return high;
}

static void
append_wall (GString *out,
             gint64   wall)
{
  int year, month, day;
  int seconds = gnomon_civil_time_of_wall (wall);

  gnomon_civil_day_to_ymd (gnomon_civil_day_of_wall (wall), &year, &month, &day);
  g_string_append_printf (out, "%04d%02d%02dT%02d%02d%02d", year, month, day, seconds / 3600,
                          seconds / 60 % 60, seconds % 60);
}

static void
append_offset (GString    *out,
               const char *property,
               int         offset)
{
  int absolute = ABS (offset);

  g_string_append_printf (out, "%s:%c%02d%02d", property, offset < 0 ? '-' : '+', absolute / 3600,
                          absolute / 60 % 60);
  if (absolute % 60 != 0)
    g_string_append_printf (out, "%02d", absolute % 60);
  g_string_append (out, "\r\n");
}

static void
append_observance (GString          *out,
                   const Observance *observance)
{
  const char *kind = observance->daylight ? "DAYLIGHT" : "STANDARD";

  g_string_append_printf (out, "BEGIN:%s\r\nDTSTART:", kind);
  append_wall (out, g_array_index (observance->onsets, gint64, 0));
  g_string_append (out, "\r\n");
  append_offset (out, "TZOFFSETFROM", observance->from);
  append_offset (out, "TZOFFSETTO", observance->to);
  if (observance->name != NULL)
    g_string_append_printf (out, "TZNAME:%s\r\n", observance->name);
  for (guint i = 1; i < observance->onsets->len; i++)
    {
      g_string_append (out, "RDATE:");
      append_wall (out, g_array_index (observance->onsets, gint64, i));
      g_string_append (out, "\r\n");
    }
  g_string_append_printf (out, "END:%s\r\n", kind);
}

/**
 * gnomon_ical_append_vtimezone:
 * @out: where to append
 * @name: the zone's IANA name
 * @zone: the zone
 * @from: Unix seconds, inclusive
 * @to: Unix seconds, exclusive
 *
 * Appends a VTIMEZONE that is right for all instants in the range.
 */
void
gnomon_ical_append_vtimezone (GString    *out,
                              const char *name,
                              GTimeZone  *zone,
                              gint64      from,
                              gint64      to)
{
  g_autoptr (GArray) observances = g_array_new (FALSE, FALSE, sizeof (Observance));
  int interval = interval_at (zone, from);

  g_array_set_clear_func (observances, observance_clear);
  add_onset (observances, zone, interval, interval, from);

  for (gint64 day = from; day < to; day += GNOMON_DAY_SECONDS)
    {
      gint64 low = day;

      while (interval_at (zone, day + GNOMON_DAY_SECONDS) != interval)
        {
          int after;

          low = find_change (zone, low, day + GNOMON_DAY_SECONDS);
          after = interval_at (zone, low);
          add_onset (observances, zone, interval, after, low);
          interval = after;
        }
    }

  g_string_append_printf (out, "BEGIN:VTIMEZONE\r\nTZID:%s\r\n", name);
  for (guint i = 0; i < observances->len; i++)
    append_observance (out, &g_array_index (observances, Observance, i));
  g_string_append (out, "END:VTIMEZONE\r\n");
}
