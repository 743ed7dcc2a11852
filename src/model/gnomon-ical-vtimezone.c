/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-civil.h"
#include "gnomon-ical-private.h"

/*
 * VTIMEZONEs to write: what the system's zone did in the years in question, transition by
 * transition, so that a year in which a country moved its change is right too. For what has no end
 * the last transitions are told by the rule that they follow (RFC 5545, 3.6.5), where they do.
 */

/* Transitions are looked at until then; the zone files of systems end in the year before. */
#define HORIZON G_GINT64_CONSTANT (2145916800) /* 2038-01-01 */

/* As many years before it show which rule there is: in 28 years every date meets every weekday. */
#define RULE_YEARS 28

/* Fewer transitions than this make no rule. */
#define MIN_OF_RULE 8

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

/* The onsets from the one of number @first on, before that of number @end; (nullable) @rule: what
 * the first of them begins. */
static void
append_observance (GString          *out,
                   const Observance *observance,
                   guint             first,
                   guint             end,
                   const char       *rule)
{
  const char *kind = observance->daylight ? "DAYLIGHT" : "STANDARD";

  g_string_append_printf (out, "BEGIN:%s\r\nDTSTART:", kind);
  append_wall (out, g_array_index (observance->onsets, gint64, first));
  g_string_append (out, "\r\n");
  append_offset (out, "TZOFFSETFROM", observance->from);
  append_offset (out, "TZOFFSETTO", observance->to);
  if (observance->name != NULL)
    g_string_append_printf (out, "TZNAME:%s\r\n", observance->name);
  if (rule != NULL)
    g_string_append_printf (out, "RRULE:%s\r\n", rule);
  for (guint i = first + 1; rule == NULL && i < end; i++)
    {
      g_string_append (out, "RDATE:");
      append_wall (out, g_array_index (observance->onsets, gint64, i));
      g_string_append (out, "\r\n");
    }
  g_string_append_printf (out, "END:%s\r\n", kind);
}

/* An onset as a yearly rule sees it. */
typedef struct
{
  int year;
  int month;
  int day;
  int from_end;            /* days after it in its month */
  int weekday;
  int seconds;
} Onset;

static Onset
get_onset (const Observance *observance,
           guint             index)
{
  gint64 wall = g_array_index (observance->onsets, gint64, index);
  gint64 day = gnomon_civil_day_of_wall (wall);
  Onset onset = { .weekday = gnomon_civil_weekday (day) };

  gnomon_civil_day_to_ymd (day, &onset.year, &onset.month, &onset.day);
  onset.from_end = gnomon_civil_days_in_month (onset.year, onset.month) - onset.day;
  onset.seconds = gnomon_civil_time_of_wall (wall);
  return onset;
}

/* The weekday in a month that all onsets have whose days are these; NULL where it is none. */
static char *
make_rule (const Onset *last,
           int          min_day,
           int          max_day,
           int          max_from_end)
{
  static const char * const names[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };
  const char *name = names[last->weekday - 1];
  g_autoptr (GString) days = NULL;

  if (max_from_end < 7)
    return g_strdup_printf ("FREQ=YEARLY;BYMONTH=%d;BYDAY=-1%s", last->month, name);
  if ((min_day - 1) / 7 == (max_day - 1) / 7)
    return g_strdup_printf ("FREQ=YEARLY;BYMONTH=%d;BYDAY=%d%s", last->month,
                            (min_day - 1) / 7 + 1, name);
  if (max_day - min_day != 6)
    return NULL;

  days = g_string_new (NULL);
  for (int day = min_day; day <= max_day; day++)
    g_string_append_printf (days, "%s%d", day > min_day ? "," : "", day);
  return g_strdup_printf ("FREQ=YEARLY;BYMONTH=%d;BYDAY=%s;BYMONTHDAY=%s", last->month, name,
                          days->str);
}

/* The rule that the last onsets follow, one each year to the end of what is known, and the number
 * of the first of them; NULL where they follow none. */
static char *
find_rule (const Observance *observance,
           int               last_year,
           guint            *first)
{
  guint n = observance->onsets->len;
  Onset last = get_onset (observance, n - 1);
  int min_day = last.day, max_day = last.day, max_from_end = last.from_end;
  char *rule = NULL;

  if (last.year != last_year)
    return NULL;

  for (guint i = n; i > 0; i--)
    {
      Onset onset = get_onset (observance, i - 1);
      g_autofree char *wider = NULL;

      if (onset.year != last_year - (int) (n - i) || onset.month != last.month ||
          onset.weekday != last.weekday || onset.seconds != last.seconds)
        break;

      min_day = MIN (min_day, onset.day);
      max_day = MAX (max_day, onset.day);
      max_from_end = MAX (max_from_end, onset.from_end);
      wider = make_rule (&last, min_day, max_day, max_from_end);
      if (max_day - min_day > 6 && wider == NULL)
        break;
      if (wider != NULL)
        {
          g_free (rule);
          rule = g_steal_pointer (&wider);
          *first = i - 1;
        }
    }

  if (rule != NULL && n - *first < MIN_OF_RULE)
    g_clear_pointer (&rule, g_free);
  return rule;
}

static void
append_with_rule (GString          *out,
                  const Observance *observance)
{
  int last_year, month, day;
  guint first = 0;
  g_autofree char *rule = NULL;

  gnomon_civil_day_to_ymd (gnomon_civil_day_of_wall (HORIZON - 1), &last_year, &month, &day);
  rule = find_rule (observance, last_year, &first);
  if (rule == NULL)
    first = observance->onsets->len;
  if (first > 0)
    append_observance (out, observance, 0, first, NULL);
  if (rule != NULL)
    append_observance (out, observance, first, first + 1, rule);
}

/**
 * gnomon_ical_append_vtimezone:
 * @out: where to append
 * @name: the zone's IANA name
 * @zone: the zone
 * @from: Unix seconds, inclusive
 * @to: Unix seconds, exclusive; %G_MAXINT64: there is no end
 *
 * Appends a VTIMEZONE that is right for all instants in the range. Where there is no end, and the
 * zone's last transitions follow no rule, it is until 2038.
 */
void
gnomon_ical_append_vtimezone (GString    *out,
                              const char *name,
                              GTimeZone  *zone,
                              gint64      from,
                              gint64      to)
{
  g_autoptr (GArray) observances = g_array_new (FALSE, FALSE, sizeof (Observance));
  gboolean is_open = to == G_MAXINT64;
  int interval;

  if (is_open)
    {
      to = HORIZON;
      from = MIN (from, HORIZON - RULE_YEARS * 366 * GNOMON_DAY_SECONDS);
    }
  interval = interval_at (zone, from);
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
    {
      const Observance *observance = &g_array_index (observances, Observance, i);

      if (is_open)
        append_with_rule (out, observance);
      else
        append_observance (out, observance, 0, observance->onsets->len, NULL);
    }
  g_string_append (out, "END:VTIMEZONE\r\n");
}
