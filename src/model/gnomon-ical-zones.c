/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-ical-private.h"

/*
 * From a TZID to a zone. A TZID is only a label: most are IANA names, some carry a prefix, Outlook
 * writes Windows' names, and the rest mean what the file's own VTIMEZONE says. That is evaluated
 * here and not by libical, which expands its rules without a bound.
 */

#define MAX_OBSERVANCES 1000
#define MAX_ONSETS 4000

/* What each event may keep of a definition, and all events of a file together, in bytes. */
#define MAX_DEFINITION (16 * 1024)
#define MAX_DEFINITIONS (32 * 1024 * 1024)

/* So many zones of a file are compared with those that are known. */
#define MAX_COMPARED 100

/* A STANDARD or DAYLIGHT. */
typedef struct
{
  gint64 start;            /* wall seconds of the first onset, by the offset before it */
  gint64 until;            /* the last onset, in Unix seconds */
  int last_year;
  int from;                /* offsets in seconds */
  int to;
  gboolean yearly;
  int month;
  int nth;                 /* of the weekday in its month; negative: from the end; 0: by days */
  int weekday;             /* 1 Monday … 7; 0: any */
  guint32 month_days;      /* bit n - 1: day n */
  GArray *onsets;          /* (element-type gint64): RDATEs as wall seconds */
} Observance;

typedef struct
{
  GnomonIcalZone zone;
  GArray *observances;
  const char *text;        /* of the VTIMEZONE, in the file */
  const char *end;
  gsize kept;              /* bytes of it that events keep */
  char *location;          /* X-LIC-LOCATION: the IANA name that some write beside their own */
  gboolean resolved;
} Entry;

struct _GnomonIcalZones
{
  GHashTable *entries;     /* TZID to Entry */
  guint n_compared;
};

static void
observance_clear (gpointer data)
{
  Observance *observance = data;

  g_clear_pointer (&observance->onsets, g_array_unref);
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->zone.zone, g_time_zone_unref);
  g_clear_pointer (&entry->observances, g_array_unref);
  g_free (entry->location);
  g_free (entry);
}

static Entry *
entry_new (void)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->observances = g_array_new (FALSE, TRUE, sizeof (Observance));
  g_array_set_clear_func (entry->observances, observance_clear);
  return entry;
}

GnomonIcalZones *
gnomon_ical_zones_new (void)
{
  GnomonIcalZones *self = g_new0 (GnomonIcalZones, 1);

  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);
  return self;
}

void
gnomon_ical_zones_free (GnomonIcalZones *self)
{
  g_hash_table_unref (self->entries);
  g_free (self);
}

/* Values */

static gboolean
parse_digits (const char *text,
              gsize       length,
              int        *number)
{
  *number = 0;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      *number = *number * 10 + (text[i] - '0');
    }
  return TRUE;
}

/* A Z says nothing about onsets, which are local by definition. */
static gboolean
parse_wall (const char *text,
            gsize       length,
            gint64     *wall)
{
  GnomonIcalTime time;

  if (!gnomon_ical_parse_time (text, length, &time))
    return FALSE;

  *wall = time.wall;
  return TRUE;
}

/* +HHMM[SS] */
static gboolean
parse_offset (const char *text,
              gsize       length,
              int        *offset)
{
  int hours, minutes;
  int seconds = 0;

  if (length < 5 || (text[0] != '+' && text[0] != '-') || !parse_digits (text + 1, 2, &hours) ||
      !parse_digits (text + 3, 2, &minutes) ||
      (length >= 7 && !parse_digits (text + 5, 2, &seconds)) || hours > 24 || minutes > 59)
    return FALSE;

  *offset = hours * 3600 + minutes * 60 + seconds;
  if (text[0] == '-')
    *offset = -*offset;
  return TRUE;
}

static int
parse_weekday (const char *text)
{
  static const char * const names[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strncasecmp (text, names[i], 2) == 0)
      return (int) i + 1;
  return 0;
}

/* The rules that VTIMEZONEs have: one onset a year. What is more than that counts as its first
 * onset alone. */
static void
parse_rule (Observance *observance,
            const char *value,
            gsize       length)
{
  g_autofree char *text = g_strndup (value, length);
  g_auto (GStrv) parts = g_strsplit (text, ";", 32);
  int year, month, day;
  int count = 0;

  gnomon_civil_day_to_ymd (gnomon_civil_day_of_wall (observance->start), &year, &month, &day);
  observance->month = month;
  observance->month_days = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *part = parts[i];
      gint64 wall;

      if (g_ascii_strcasecmp (part, "FREQ=YEARLY") == 0)
        observance->yearly = TRUE;
      else if (g_ascii_strncasecmp (part, "BYMONTH=", 8) == 0)
        observance->month = CLAMP (atoi (part + 8), 1, 12);
      else if (g_ascii_strncasecmp (part, "BYDAY=", 6) == 0)
        {
          char *end;

          observance->nth = (int) CLAMP (g_ascii_strtoll (part + 6, &end, 10), -5, 5);
          observance->weekday = parse_weekday (end);
        }
      else if (g_ascii_strncasecmp (part, "BYMONTHDAY=", 11) == 0)
        {
          g_auto (GStrv) days = g_strsplit (part + 11, ",", 32);

          for (guint j = 0; days[j] != NULL; j++)
            observance->month_days |= 1u << (CLAMP (atoi (days[j]), 1, 31) - 1);
        }
      else if (g_ascii_strncasecmp (part, "COUNT=", 6) == 0)
        count = CLAMP (atoi (part + 6), 1, 10000);
      else if (g_ascii_strncasecmp (part, "UNTIL=", 6) == 0 &&
               parse_wall (part + 6, strlen (part + 6), &wall))
        observance->until = wall;
      else if (g_ascii_strncasecmp (part, "INTERVAL=", 9) == 0 && atoi (part + 9) != 1)
        observance->yearly = FALSE;
    }

  if (observance->weekday == 0 && observance->month_days == 0)
    observance->month_days = 1u << (day - 1);
  if (observance->nth == 0 && observance->month_days == 0)
    observance->nth = 1;
  if (observance->until != G_MAXINT64)
    gnomon_civil_day_to_ymd (gnomon_civil_day_of_wall (observance->until), &observance->last_year,
                             &month, &day);
  if (count > 0)
    observance->last_year = MIN (observance->last_year, year + count - 1);
}

/* VTIMEZONE */

static void
add_onsets (Observance           *observance,
            const GnomonIcalLine *line)
{
  g_autofree char *text = g_strndup (line->value, line->value_length);
  g_auto (GStrv) values = g_strsplit (text, ",", MAX_ONSETS);

  for (guint i = 0; values[i] != NULL; i++)
    {
      gint64 wall;

      if (observance->onsets->len < MAX_ONSETS && parse_wall (values[i], strlen (values[i]), &wall))
        g_array_append_val (observance->onsets, wall);
    }
}

static void
read_observance_line (Observance           *observance,
                      const GnomonIcalLine *line,
                      gboolean             *has_start)
{
  if (gnomon_ical_line_is (line, "DTSTART"))
    *has_start = parse_wall (line->value, line->value_length, &observance->start);
  else if (gnomon_ical_line_is (line, "TZOFFSETFROM"))
    parse_offset (line->value, line->value_length, &observance->from);
  else if (gnomon_ical_line_is (line, "TZOFFSETTO"))
    parse_offset (line->value, line->value_length, &observance->to);
  else if (gnomon_ical_line_is (line, "RDATE"))
    add_onsets (observance, line);
}

/* A VTIMEZONE that is being read. */
typedef struct
{
  Entry *entry;
  char *tzid;
  Observance current;
  char *rule;              /* of the current observance */
  gboolean inside;         /* an observance */
  gboolean has_start;      /* the current one */
} Reading;

static void
begin_observance (Reading *self)
{
  observance_clear (&self->current);
  self->current = (Observance) { .until = G_MAXINT64, .last_year = 9999 };
  self->current.onsets = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_clear_pointer (&self->rule, g_free);
  self->inside = TRUE;
  self->has_start = FALSE;
}

static void
end_observance (Reading *self)
{
  GArray *observances = self->entry->observances;

  if (self->has_start && self->rule != NULL)
    parse_rule (&self->current, self->rule, strlen (self->rule));
  if (self->has_start && observances->len < MAX_OBSERVANCES)
    {
      g_array_append_val (observances, self->current);
      self->current.onsets = NULL;
    }
  self->inside = FALSE;
}

static void
read_zone_line (Reading              *self,
                const GnomonIcalLine *line)
{
  if (gnomon_ical_line_is (line, "BEGIN") && (gnomon_ical_line_value_is (line, "STANDARD") ||
                                              gnomon_ical_line_value_is (line, "DAYLIGHT")))
    {
      begin_observance (self);
    }
  else if (gnomon_ical_line_is (line, "END") && self->inside)
    {
      end_observance (self);
    }
  else if (self->inside && gnomon_ical_line_is (line, "RRULE"))
    {
      g_free (self->rule);
      self->rule = g_strndup (line->value, line->value_length);
    }
  else if (self->inside)
    {
      read_observance_line (&self->current, line, &self->has_start);
    }
  else if (gnomon_ical_line_is (line, "TZID") && self->tzid == NULL)
    {
      self->tzid = gnomon_ical_unescape (line->value, line->value_length);
    }
  else if (gnomon_ical_line_is (line, "X-LIC-LOCATION") && self->entry->location == NULL)
    {
      self->entry->location = g_strndup (line->value, line->value_length);
    }
}

/**
 * gnomon_ical_zones_add:
 * @self: zones
 * @text: the lines of a VTIMEZONE, from its BEGIN
 * @end: to its END
 *
 * Learns what a TZID of this text means, for those that are not known by name.
 */
void
gnomon_ical_zones_add (GnomonIcalZones *self,
                       const char      *text,
                       const char      *end)
{
  g_auto (GnomonIcalLines) lines = { NULL, };
  Entry *entry = entry_new ();
  Reading reading = { .entry = entry };
  g_autofree char *tzid = NULL;

  gnomon_ical_lines_init (&lines, text, end, 1);
  while (gnomon_ical_lines_next (&lines))
    {
      GnomonIcalLine line;

      if (gnomon_ical_line_split (&line, lines.text, lines.length))
        read_zone_line (&reading, &line);
    }

  observance_clear (&reading.current);
  g_free (reading.rule);
  tzid = reading.tzid;
  entry->zone.has_rules = entry->observances->len > 0;
  entry->text = text;
  entry->end = end;
  if (tzid != NULL && g_utf8_validate (tzid, -1, NULL) &&
      !g_hash_table_contains (self->entries, tzid))
    g_hash_table_insert (self->entries, g_steal_pointer (&tzid), entry);
  else
    entry_free (entry);
}

/* Offsets */

static gboolean
onset_in_year (const Observance *observance,
               int               year,
               gint64           *onset)
{
  gint64 first, day;
  int n_days, weekday, in_month;

  if (year < 1 || year > 9999)
    return FALSE;

  first = gnomon_civil_day_from_ymd (year, observance->month, 1);
  n_days = gnomon_civil_days_in_month (year, observance->month);
  weekday = observance->weekday;

  if (observance->month_days != 0)
    {
      for (in_month = 1; in_month <= n_days; in_month++)
        if ((observance->month_days & (1u << (in_month - 1))) != 0 &&
            (weekday == 0 || gnomon_civil_weekday (first + in_month - 1) == weekday))
          break;
    }
  else if (observance->nth > 0)
    {
      in_month = 1 + (weekday - gnomon_civil_weekday (first) + 7) % 7 + 7 * (observance->nth - 1);
    }
  else
    {
      int back = (gnomon_civil_weekday (first + n_days - 1) - weekday + 7) % 7;

      in_month = n_days - back + 7 * (observance->nth + 1);
    }

  if (in_month < 1 || in_month > n_days)
    return FALSE;

  day = first + in_month - 1;
  *onset = day * GNOMON_DAY_SECONDS + gnomon_civil_time_of_wall (observance->start);
  return *onset >= observance->start &&
         (observance->until == G_MAXINT64 || *onset - observance->from <= observance->until);
}

/* The last onset that is not after @wall. */
static gboolean
find_onset (const Observance *observance,
            gint64            wall,
            int               year,
            gint64           *onset)
{
  gboolean found = observance->start <= wall;
  gint64 at;

  *onset = observance->start;

  for (guint i = 0; i < observance->onsets->len; i++)
    {
      at = g_array_index (observance->onsets, gint64, i);
      if (at <= wall && (!found || at > *onset))
        {
          *onset = at;
          found = TRUE;
        }
    }

  year = MIN (year, observance->last_year);
  for (int y = year; observance->yearly && y >= year - 1; y--)
    if (onset_in_year (observance, y, &at) && at <= wall && (!found || at > *onset))
      {
        *onset = at;
        found = TRUE;
      }

  return found;
}

/**
 * gnomon_ical_zone_get_offset:
 * @zone: a zone
 * @wall: wall seconds in it
 * @offset: (out): seconds east of UTC
 *
 * Asks the file's own VTIMEZONE. A time in a gap takes the offset before the gap, one that occurs
 * twice its first.
 *
 * Returns: %FALSE where there is no VTIMEZONE
 */
gboolean
gnomon_ical_zone_get_offset (GnomonIcalZone *zone,
                             gint64          wall,
                             int            *offset)
{
  Entry *entry = (Entry *) zone;
  const Observance *best = NULL;
  const Observance *earliest = NULL;
  gint64 best_onset = 0;
  int year, month, day;

  if (entry->observances->len == 0)
    return FALSE;

  gnomon_civil_day_to_ymd (gnomon_civil_day_of_wall (wall), &year, &month, &day);
  for (guint i = 0; i < entry->observances->len; i++)
    {
      const Observance *observance = &g_array_index (entry->observances, Observance, i);
      gint64 onset;

      if (earliest == NULL || observance->start < earliest->start)
        earliest = observance;
      if (find_onset (observance, wall, year, &onset) && (best == NULL || onset > best_onset))
        {
          best = observance;
          best_onset = onset;
        }
    }

  if (best == NULL)
    *offset = earliest->from;
  else if (wall < best_onset + (best->to - best->from))
    *offset = best->from;
  else
    *offset = best->to;
  return TRUE;
}

gboolean
gnomon_ical_zone_append_definition (GnomonIcalZone *zone,
                                    GString        *out)
{
  Entry *entry = (Entry *) zone;
  gsize size = (gsize) (entry->end - entry->text);
  g_auto (GnomonIcalLines) lines = { NULL, };

  if (entry->text == NULL || size > MAX_DEFINITION || entry->kept + size > MAX_DEFINITIONS)
    return FALSE;

  entry->kept += size;
  gnomon_ical_lines_init (&lines, entry->text, entry->end, 1);
  while (gnomon_ical_lines_next (&lines))
    {
      gnomon_ical_append_clean (out, lines.text, lines.length);
      g_string_append_c (out, '\n');
    }
  return TRUE;
}

/**
 * gnomon_ical_zones_lookup:
 * @self: zones
 * @tzid: a TZID
 *
 * Returns: (transfer none): what is known of it; the same for the same TZID
 */
GnomonIcalZone *
gnomon_ical_zones_lookup (GnomonIcalZones *self,
                          const char      *tzid)
{
  Entry *entry = g_hash_table_lookup (self->entries, tzid);

  if (entry == NULL)
    {
      entry = entry_new ();
      g_hash_table_insert (self->entries, g_strdup (tzid), entry);
    }
  if (!entry->resolved)
    {
      g_autofree char *trimmed = g_strstrip (g_strdup (tzid));

      entry->resolved = TRUE;
      gnomon_ical_zone_resolve (&entry->zone, trimmed, entry->location);
    }
  return &entry->zone;
}

/**
 * gnomon_ical_zones_match:
 * @self: zones
 * @zone: one of them
 * @tzid: its TZID
 * @wall: wall seconds in it: when it is of interest
 *
 * Looks for a known zone with the rules that the file gives to one whose name says nothing, the
 * first time that it is asked.
 */
void
gnomon_ical_zones_match (GnomonIcalZones *self,
                         GnomonIcalZone  *zone,
                         const char      *tzid,
                         gint64           wall)
{
  if (zone->name != NULL || !zone->has_rules || zone->compared ||
      self->n_compared >= MAX_COMPARED)
    return;

  self->n_compared++;
  zone->compared = TRUE;
  zone->is_matched = gnomon_ical_zone_match (zone, tzid, wall);
}
