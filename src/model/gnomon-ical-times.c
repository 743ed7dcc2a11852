/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-ical-event-private.h"
#include "gnomon-zone.h"

/*
 * When an event is: DTSTART, DTEND and DURATION become wall times in a zone that Gnomon knows, and
 * so do the dates that a series leaves out or adds. The offsets are those of gnomon-zone.h, never
 * libical's.
 */

#define MAX_DATES 5000

static void
warn_of_zone (GnomonIcalEventReader *self,
              GnomonIcalZone        *zone,
              const char            *tzid,
              gint64                 wall)
{
  int offset;

  if (zone->warned || zone->is_matched)
    return;

  if (zone->name == NULL && zone->has_rules)
    {
      gnomon_ical_event_reader_warn (self, GNOMON_WARNING_ZONE_BY_RULES, tzid, NULL);
      zone->warned = TRUE;
    }
  else if (zone->name == NULL)
    {
      gnomon_ical_event_reader_warn (self, GNOMON_WARNING_ZONE_UNKNOWN, tzid, NULL);
      zone->warned = TRUE;
    }
  else if (gnomon_ical_zone_get_offset (zone, wall, &offset) &&
           wall - offset != gnomon_zone_to_instant (zone->zone, wall))
    {
      gnomon_ical_event_reader_warn (self, GNOMON_WARNING_ZONE_DIFFERS, tzid, zone->name);
      zone->warned = TRUE;
    }
}

/* @reader: (nullable): whom to warn */
static gboolean
moment_from_text (GnomonIcalZones       *zones,
                  GnomonIcalEventReader *reader,
                  const char            *text,
                  gsize                  length,
                  const char            *tzid,
                  GnomonIcalMoment      *moment)
{
  GnomonIcalTime time;

  if (!gnomon_ical_parse_time (text, length, &time))
    return FALSE;

  *moment = (GnomonIcalMoment) { .set = TRUE, .is_date = time.is_date, .wall = time.wall };
  if (time.is_date)
    return TRUE;

  if (time.is_utc)
    {
      moment->zone_name = "UTC";
    }
  else if (tzid != NULL)
    {
      GnomonIcalZone *zone = gnomon_ical_zones_lookup (zones, tzid);
      int offset;

      gnomon_ical_zones_match (zones, zone, tzid, moment->wall);
      if (reader != NULL)
        warn_of_zone (reader, zone, tzid, moment->wall);
      moment->zone = zone->zone;
      moment->zone_name = zone->name;

      /* What the file says of this time counts also where the rules have the zone's for others. */
      if ((zone->name == NULL || zone->is_matched) &&
          gnomon_ical_zone_get_offset (zone, moment->wall, &offset) &&
          (zone->name == NULL ||
           gnomon_zone_to_instant (zone->zone, moment->wall) != moment->wall - offset))
        {
          moment->wall -= offset;
          moment->zone = NULL;
          moment->zone_name = "UTC";
        }
    }
  return TRUE;
}

static void
moment_from_line (GnomonIcalZones       *zones,
                  GnomonIcalEventReader *reader,
                  const GnomonIcalLine  *line,
                  GnomonIcalMoment      *moment)
{
  g_autofree char *tzid =
      line->params_length > 0 ? gnomon_ical_line_dup_param (line, "TZID") : NULL;
  g_autofree char *type =
      line->params_length > 0 ? gnomon_ical_line_dup_param (line, "VALUE") : NULL;
  gsize length = line->value_length;

  /* Some programs write a date's midnight behind it. */
  if (type != NULL && g_ascii_strcasecmp (type, "DATE") == 0)
    length = MIN (length, 8);
  moment_from_text (zones, reader, line->value, length, tzid, moment);
}

void
gnomon_ical_read_moment (GnomonIcalEventReader *self,
                         const GnomonIcalLine  *line,
                         GnomonIcalMoment      *moment)
{
  moment_from_line (self->zones, self, line, moment);
}

gint64
gnomon_ical_moment_to_instant (const GnomonIcalMoment *moment)
{
  return moment->zone != NULL ? gnomon_zone_to_instant (moment->zone, moment->wall) : moment->wall;
}

/* What a RECURRENCE-ID says; @moment: its value */
void
gnomon_ical_recurrence_init (GnomonIcalRecurrence   *recurrence,
                             const GnomonIcalLine   *line,
                             const GnomonIcalMoment *moment)
{
  g_autofree char *range = gnomon_ical_line_dup_param (line, "RANGE");
  GnomonIcalTime written = { 0, };

  gnomon_ical_parse_time (line->value, line->value_length, &written);
  *recurrence = (GnomonIcalRecurrence) {
    .set = moment->set,
    .is_date = moment->is_date,
    .is_floating = moment->zone_name == NULL,
    .is_future = range != NULL && g_ascii_strcasecmp (range, "THISANDFUTURE") == 0,
    .is_range = range != NULL,
    .day = gnomon_civil_day_of_wall (written.wall),
    .wall = moment->wall,
    .instant = moment->set ? gnomon_ical_moment_to_instant (moment) : 0,
  };
}

/* The same of a line that was kept, with what was kept of the zones of its file. */
void
gnomon_ical_parse_recurrence (const GnomonIcalLine *line,
                              GnomonIcalZones      *zones,
                              GnomonIcalRecurrence *recurrence)
{
  GnomonIcalMoment moment = { FALSE, };

  moment_from_line (zones, NULL, line, &moment);
  gnomon_ical_recurrence_init (recurrence, line, &moment);
}

/* The occurrence that a RECURRENCE-ID names, in the same words in whatever zone it is written. */
char *
gnomon_ical_name_occurrence (GnomonIcalZones      *zones,
                             const GnomonIcalLine *line)
{
  GnomonIcalMoment moment = { FALSE, };
  g_autofree char *name = NULL;

  moment_from_line (zones, NULL, line, &moment);
  if (!moment.set)
    return g_strndup (line->value, line->value_length);

  name = gnomon_series_format_value (moment.is_date, gnomon_ical_moment_to_instant (&moment));
  return moment.zone_name != NULL ? g_strconcat (name, "Z", NULL) : g_steal_pointer (&name);
}

/* The moment @seconds after @from, exactly, in its zone. */
static GnomonIcalMoment
moment_add (const GnomonIcalMoment *from,
            gint64                  seconds)
{
  GnomonIcalMoment moment = *from;
  gint64 instant = gnomon_ical_moment_to_instant (from) + seconds;

  moment.wall = moment.zone != NULL ? gnomon_zone_to_wall (moment.zone, instant) : instant;
  return moment;
}

static gint64
round_up_to_day (gint64 wall)
{
  return gnomon_civil_day_of_wall (wall + GNOMON_DAY_SECONDS - 1) * GNOMON_DAY_SECONDS;
}

/* DTEND, or DTSTART and DURATION, or what RFC 5545, 3.6.1 says of neither. */
static void
settle_end (GnomonIcalEventReader *self)
{
  const GnomonIcalMoment *start = &self->start;
  GnomonIcalMoment *end = &self->end;

  if (end->set && start->is_date != end->is_date)
    {
      gint64 wall = start->is_date ? round_up_to_day (end->wall) : end->wall;

      *end = *start;
      end->wall = wall;
    }
  else if (end->set && !start->is_date && (end->zone_name == NULL) != (start->zone_name == NULL))
    {
      gint64 wall = end->wall;

      *end = *start;
      end->wall = wall;
    }
  else if (!end->set && self->has_duration)
    {
      /* RFC 5545, 3.3.6: days are nominal, the rest is exact. */
      GnomonIcalMoment days = *start;

      days.wall += self->duration_days * GNOMON_DAY_SECONDS;
      *end = moment_add (&days, self->duration_seconds);
      if (end->is_date)
        end->wall = round_up_to_day (end->wall);
    }
  else if (!end->set)
    {
      *end = *start;
    }

  if (gnomon_ical_moment_to_instant (end) < gnomon_ical_moment_to_instant (start))
    {
      gnomon_ical_event_reader_warn (self, GNOMON_WARNING_END_BEFORE_START, NULL, NULL);
      *end = *start;
    }
  if (gnomon_ical_moment_to_instant (end) > gnomon_ical_moment_to_instant (start))
    return;

  if (start->is_date)
    {
      end->wall = start->wall + GNOMON_DAY_SECONDS;
      if (self->originals[GNOMON_ICAL_GROUP_END] == NULL)
        self->originals[GNOMON_ICAL_GROUP_END] = g_string_new (NULL);
    }
  else
    {
      *end = moment_add (start, GNOMON_ICAL_POINT_SECONDS);
      g_string_append (self->extra, GNOMON_ICAL_POINT ":TRUE\n");
      self->tally->points++;
    }
}

static void
set_times (GnomonIcalEventReader *self)
{
  GnomonFields *fields = self->event->fields;
  const GnomonIcalMoment *start = &self->start;
  const GnomonIcalMoment *end = &self->end;
  gint64 last = end->is_date ? end->wall - GNOMON_DAY_SECONDS : end->wall;
  g_autofree char *date = gnomon_civil_format_date (gnomon_civil_day_of_wall (start->wall));
  g_autofree char *end_date = gnomon_civil_format_date (gnomon_civil_day_of_wall (last));
  g_autofree char *time = NULL;
  g_autofree char *end_time = NULL;

  gnomon_fields_set_string (fields, GNOMON_EVENT_EVENT_DATE, date);
  gnomon_fields_set_string (fields, GNOMON_EVENT_END_DATE, end_date);
  gnomon_fields_set_boolean (fields, GNOMON_EVENT_ALL_DAY, start->is_date);
  if (start->is_date)
    return;

  time = gnomon_civil_format_time (gnomon_civil_time_of_wall (start->wall));
  end_time = gnomon_civil_format_time (gnomon_civil_time_of_wall (end->wall));
  gnomon_fields_set_string (fields, GNOMON_EVENT_START_TIME, time);
  gnomon_fields_set_string (fields, GNOMON_EVENT_END_TIME, end_time);
  gnomon_fields_set_string (fields, GNOMON_EVENT_TIMEZONE,
                            start->zone_name != NULL ? start->zone_name : GNOMON_ZONE_FLOATING);
  if (g_strcmp0 (start->zone_name, end->zone_name) != 0)
    gnomon_fields_set_string (fields, GNOMON_EVENT_END_TIMEZONE, end->zone_name);
}

/* Recurrence */

/* One value of an EXDATE or RDATE in the terms of DTSTART: its kind and zone. */
static char *
convert_date (GnomonIcalEventReader *self,
              const char            *value,
              const char            *tzid)
{
  const GnomonIcalMoment *start = &self->start;
  int year, month, day, seconds;
  gint64 wall;
  GnomonIcalMoment moment;

  if (!moment_from_text (self->zones, self, value, strlen (value), tzid, &moment))
    return NULL;

  wall = moment.wall;
  if (!moment.is_date && start->zone_name != NULL && moment.zone_name != NULL &&
      g_strcmp0 (start->zone_name, moment.zone_name) != 0)
    {
      wall = gnomon_ical_moment_to_instant (&moment);
      if (start->zone != NULL)
        wall = gnomon_zone_to_wall (start->zone, wall);
    }

  gnomon_civil_day_to_ymd (gnomon_civil_day_of_wall (wall), &year, &month, &day);
  if (moment.is_date)
    return g_strdup_printf ("%04d%02d%02d", year, month, day);

  seconds = gnomon_civil_time_of_wall (wall);
  return g_strdup_printf ("%04d%02d%02dT%02d%02d%02d%s", year, month, day, seconds / 3600,
                          seconds / 60 % 60, seconds % 60,
                          g_strcmp0 (start->zone_name, "UTC") == 0 ? "Z" : "");
}

static int
compare_dates (const void *a,
               const void *b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* The same of a period: its end as a time, or how long it is (RFC 5545, 3.3.9). */
static char *
convert_period (GnomonIcalEventReader *self,
                const char            *value,
                const char            *tzid)
{
  const char *slash = strchr (value, '/');
  g_autofree char *from = g_strndup (value, (gsize) (slash - value));
  g_autofree char *start = convert_date (self, from, tzid);
  g_autofree char *end = NULL;

  if (start == NULL || strchr (start, 'T') == NULL)
    return NULL;

  if (slash[1] == 'P')
    {
      struct icaldurationtype length = icaldurationtype_from_string (slash + 1);

      if (!icaldurationtype_is_bad_duration (length))
        end = g_strdup (slash + 1);
    }
  else if (g_strcmp0 (self->start.zone_name, self->end.zone_name) == 0)
    {
      end = convert_date (self, slash + 1, tzid);
    }
  return end != NULL ? g_strconcat (start, "/", end, NULL) : NULL;
}

/* The dates of a line, behind those that are there. FALSE where one cannot be said in the event's
 * own terms: then none is added. */
static gboolean
take_dates (GnomonIcalEventReader *self,
            const GnomonIcalLine  *line,
            GPtrArray             *dates,
            gboolean               takes_periods)
{
  g_autofree char *tzid = gnomon_ical_line_dup_param (line, "TZID");
  g_auto (GStrv) values = g_strsplit (line->value, ",", MAX_DATES + 1);
  guint before = dates->len;

  for (guint i = 0; values[i] != NULL; i++)
    {
      const char *value = g_strstrip (values[i]);
      char *date = NULL;

      if (dates->len < MAX_DATES && strchr (value, '/') == NULL)
        date = convert_date (self, value, tzid);
      else if (dates->len < MAX_DATES && takes_periods)
        date = convert_period (self, value, tzid);
      if (date == NULL)
        {
          g_ptr_array_set_size (dates, (int) before);
          return FALSE;
        }
      g_ptr_array_add (dates, date);
    }
  return TRUE;
}

/* Their order means nothing, and a file that comes again may have another one. */
static void
set_dates (GnomonIcalEventReader *self,
           GnomonEventKey         key,
           GPtrArray             *dates)
{
  g_ptr_array_sort (dates, compare_dates);
  g_ptr_array_add (dates, NULL);
  if (dates->len > 1)
    gnomon_fields_set_strv (self->event->fields, (int) key, (const char * const *) dates->pdata);
}

void
gnomon_ical_settle_dates (GnomonIcalEventReader *self)
{
  g_autoptr (GPtrArray) exdates = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) rdates = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->dates->len; i++)
    {
      const char *text = g_ptr_array_index (self->dates, i);
      GnomonIcalLine line;
      gboolean is_excluded;

      gnomon_ical_line_split (&line, text, strlen (text));
      is_excluded = gnomon_ical_line_is (&line, "EXDATE");
      if (take_dates (self, &line, is_excluded ? exdates : rdates, !is_excluded))
        {
          gnomon_ical_event_reader_keep_original (self,
                                                  is_excluded ? GNOMON_ICAL_GROUP_EXDATES
                                                              : GNOMON_ICAL_GROUP_RDATES,
                                                  &line);
        }
      else
        {
          /* It stays a line, whole. */
          self->tally->unfollowed++;
          gnomon_ical_event_reader_keep (self, text, strlen (text));
        }
    }

  set_dates (self, GNOMON_EVENT_EXDATE, exdates);
  set_dates (self, GNOMON_EVENT_RDATE, rdates);
}

gint64
gnomon_ical_duration_seconds (struct icaldurationtype duration,
                              gboolean                with_days)
{
  gint64 days = with_days ? (gint64) duration.weeks * 7 + duration.days : 0;
  gint64 seconds = days * GNOMON_DAY_SECONDS + (gint64) duration.hours * 3600 +
                   (gint64) duration.minutes * 60 + duration.seconds;

  return duration.is_neg ? -seconds : seconds;
}

/**
 * gnomon_ical_settle_times:
 * @self: an event whose values were read, DTSTART among them
 *
 * Settles when the event ends, and puts both times into its fields.
 */
void
gnomon_ical_settle_times (GnomonIcalEventReader *self)
{
  settle_end (self);
  set_times (self);
}
