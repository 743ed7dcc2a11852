/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-event-times.h"
#include "gnomon-zone.h"

/*
 * How dates, times, durations and zones of the contract become the start and the end of an event.
 *
 * Each key is absent, cleared by an empty string, or given. A cleared one counts as absent from
 * the event itself, so that its default applies; an absent one leaves what the event had.
 */

#define DEFAULT_DURATION_SECONDS 3600
#define LEAST_DURATION_MINUTES 15
#define MINUTES_PER_DAY 1440
#define SECOND_RUN_ZONE "UTC"
#define FIRST_DAY G_GINT64_CONSTANT (-719162)  /* 0001-01-01 */
#define LAST_DAY G_GINT64_CONSTANT (2932896)   /* 9999-12-31 */

typedef enum
{
  ABSENT,
  CLEARED,
  GIVEN,
} Presence;

typedef struct
{
  GnomonEvent *before;           /* (nullable): what is merged with */
  gboolean before_all_day;
  gboolean before_in_second_run; /* its end is written down in UTC for want of another way */

  gboolean all_day;
  gint64 start_day;
  int start_time;

  Presence has_end_date;
  gint64 end_day;                /* where GIVEN */
  Presence has_end_time;
  int end_time;                  /* where GIVEN */
  gboolean has_duration;
  int duration_minutes;

  const char *timezone;
  const char *end_timezone;
  gboolean floating;
  GTimeZone *start_zone;         /* NULL when floating */
  GTimeZone *end_zone;
} Times;

static void
times_clear (Times *self)
{
  g_clear_pointer (&self->start_zone, g_time_zone_unref);
  g_clear_pointer (&self->end_zone, g_time_zone_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Times, times_clear)

static const char *
name_of (GnomonEventKey key)
{
  return gnomon_kind_get_keys (GNOMON_KIND_EVENT, NULL)[key].name;
}

static gboolean
fail (GnomonEventKey   key,
      const char      *message,
      GError         **error)
{
  gnomon_set_field_error (error, GNOMON_ERROR_INVALID_ARGUMENT, name_of (key), "%s", message);
  return FALSE;
}

static gboolean
refuse (GnomonEventKey   key,
        GnomonReason     reason,
        GError         **error)
{
  gnomon_set_error (error, reason, name_of (key), NULL);
  return FALSE;
}

static Presence
get_presence (const GnomonFields *fields,
              GnomonEventKey      key)
{
  const char *text = gnomon_fields_get_string (fields, key);

  if (text == NULL)
    return ABSENT;

  return *text == '\0' ? CLEARED : GIVEN;
}

static gboolean
read_date (const GnomonFields  *fields,
           GnomonEventKey       key,
           Presence            *presence,
           gint64              *civil_day,
           GError             **error)
{
  *presence = get_presence (fields, key);
  if (*presence == GIVEN &&
      !gnomon_civil_parse_date (gnomon_fields_get_string (fields, key), civil_day))
    return fail (key, "must be a date, YYYY-MM-DD", error);

  return TRUE;
}

static gboolean
read_time (const GnomonFields  *fields,
           GnomonEventKey       key,
           Presence            *presence,
           int                 *seconds_of_day,
           GError             **error)
{
  *presence = get_presence (fields, key);
  if (*presence == GIVEN &&
      !gnomon_civil_parse_time (gnomon_fields_get_string (fields, key), seconds_of_day))
    return refuse (key, GNOMON_REASON_BAD_TIME, error);

  return TRUE;
}

static gboolean
read_start (Times               *times,
            const GnomonFields  *fields,
            GError             **error)
{
  GnomonEvent *before = times->before;
  Presence has_date, has_time;

  if (!read_date (fields, GNOMON_EVENT_EVENT_DATE, &has_date, &times->start_day, error) ||
      !read_time (fields, GNOMON_EVENT_START_TIME, &has_time, &times->start_time, error))
    return FALSE;

  if (has_date == CLEARED || (has_date == ABSENT && before == NULL))
    return fail (GNOMON_EVENT_EVENT_DATE, "is required", error);
  if (has_date == ABSENT)
    times->start_day = gnomon_civil_day_of_wall (before->start_wall);

  if (times->all_day)
    times->start_time = 0;
  else if (has_time == ABSENT && before != NULL && !times->before_all_day)
    times->start_time = gnomon_civil_time_of_wall (before->start_wall);
  else if (has_time != GIVEN)
    return refuse (GNOMON_EVENT_START_TIME, GNOMON_REASON_NO_TIME, error);

  return TRUE;
}

static gboolean
read_end (Times               *times,
          const GnomonFields  *fields,
          GError             **error)
{
  times->has_duration = gnomon_fields_has (fields, GNOMON_EVENT_DURATION_MINUTES);
  times->duration_minutes = (int) gnomon_fields_get_int (fields, GNOMON_EVENT_DURATION_MINUTES, 0);

  return read_date (fields, GNOMON_EVENT_END_DATE, &times->has_end_date, &times->end_day, error) &&
         read_time (fields, GNOMON_EVENT_END_TIME, &times->has_end_time, &times->end_time, error);
}

/* Answers the zone, or NULL and no error when floating. */
static gboolean
find_zone (const char       *name,
           GnomonEventKey    key,
           GTimeZone       **zone,
           GError          **error)
{
  if (g_str_equal (name, GNOMON_ZONE_FLOATING))
    return TRUE;

  *zone = gnomon_zone_lookup (name);
  if (*zone == NULL)
    {
      g_autofree char *shown = g_utf8_make_valid (name, MIN (strlen (name), 64));
      g_autofree char *message = g_strdup_printf ("unknown time zone “%s”", shown);

      return fail (key, message, error);
    }

  return TRUE;
}

static gboolean
read_zones (Times                     *times,
            const GnomonFields        *fields,
            const GnomonEventContext  *context,
            GError                   **error)
{
  GnomonEvent *before = times->before;
  Presence has_start = get_presence (fields, GNOMON_EVENT_TIMEZONE);
  Presence has_end = get_presence (fields, GNOMON_EVENT_END_TIMEZONE);

  if (has_start == GIVEN)
    times->timezone = gnomon_fields_get_string (fields, GNOMON_EVENT_TIMEZONE);
  else if (has_start == ABSENT && before != NULL)
    times->timezone = before->timezone;
  else
    times->timezone = context->viewer_name;

  if (has_end == GIVEN)
    times->end_timezone = gnomon_fields_get_string (fields, GNOMON_EVENT_END_TIMEZONE);
  else if (has_end == ABSENT && before != NULL && !times->before_in_second_run &&
           !g_str_equal (before->end_timezone, before->timezone) &&
           !g_str_equal (times->timezone, GNOMON_ZONE_FLOATING))
    times->end_timezone = before->end_timezone;
  else
    times->end_timezone = times->timezone;

  if (!find_zone (times->timezone, GNOMON_EVENT_TIMEZONE, &times->start_zone, error) ||
      !find_zone (times->end_timezone, GNOMON_EVENT_END_TIMEZONE, &times->end_zone, error))
    return FALSE;

  times->floating = times->start_zone == NULL;
  if (times->floating != (times->end_zone == NULL))
    return fail (GNOMON_EVENT_END_TIMEZONE, "must be floating where timezone is, and only there",
                 error);

  return TRUE;
}

static gboolean
check_duration (const Times  *times,
                GError      **error)
{
  if (times->duration_minutes < LEAST_DURATION_MINUTES)
    return fail (GNOMON_EVENT_DURATION_MINUTES, "must be at least 15", error);

  return TRUE;
}

/* The last day of what is merged with, moved along with the start. */
static gint64
get_moved_end_day (const Times *times)
{
  gint64 end_wall = times->before->end_wall;
  gint64 shift = times->start_day - gnomon_civil_day_of_wall (times->before->start_wall);

  /* At the face all-day ends are inclusive; and an end at midnight takes nothing of its day. */
  if (times->all_day || times->before_all_day)
    end_wall--;

  return gnomon_civil_day_of_wall (end_wall) + shift;
}

static gboolean
settle_days (GnomonEvent  *event,
             const Times  *times,
             GError      **error)
{
  gint64 last_day = times->start_day;

  if (times->has_end_date == GIVEN)
    {
      last_day = times->end_day;
    }
  else if (times->has_duration)
    {
      if (!check_duration (times, error))
        return FALSE;
      last_day += (times->duration_minutes - 1) / MINUTES_PER_DAY;
    }
  else if (times->has_end_date == ABSENT && times->before != NULL)
    {
      last_day = get_moved_end_day (times);

      /* A flight over the date line ends on a day before its start. */
      if (!times->before_all_day)
        last_day = MAX (last_day, times->start_day);
    }

  if (last_day < times->start_day)
    return refuse (GNOMON_EVENT_END_DATE, GNOMON_REASON_END_BEFORE_DAY, error);
  if (last_day > LAST_DAY)
    return refuse (GNOMON_EVENT_END_DATE, GNOMON_REASON_END_TOO_FAR, error);

  event->kind = GNOMON_TIME_DATE;
  event->start_wall = times->start_day * GNOMON_DAY_SECONDS;
  event->end_wall = (last_day + 1) * GNOMON_DAY_SECONDS;

  return TRUE;
}

/* The wall time in the end's zone, so much elapsed time after the start. Of the hour that a clock
 * repeats only the first run can be told by the clock's face: an end in the second is told in UTC,
 * so that the event is as long as it shall be. */
static gint64
add_elapsed (Times  *times,
             gint64  start_wall,
             gint64  seconds)
{
  gint64 ends_at, end_wall;

  if (times->floating)
    return start_wall + seconds;

  ends_at = gnomon_zone_to_instant (times->start_zone, start_wall) + seconds;
  end_wall = gnomon_zone_to_wall (times->end_zone, ends_at);
  if (gnomon_zone_to_instant (times->end_zone, end_wall) == ends_at)
    return end_wall;

  times->end_timezone = SECOND_RUN_ZONE;
  g_time_zone_unref (times->end_zone);
  times->end_zone = g_time_zone_new_utc ();
  return ends_at;
}

/* Whether an event's end is one that add_elapsed() told in UTC. Such an event has a length and no
 * time at which it ends: when it is moved, that is what it keeps. */
static gboolean
ends_in_second_run (GnomonEvent *event)
{
  g_autoptr (GTimeZone) zone = NULL;

  if (event->kind != GNOMON_TIME_ZONED || !g_str_equal (event->end_timezone, SECOND_RUN_ZONE))
    return FALSE;

  zone = gnomon_zone_lookup (event->timezone);
  return zone != NULL &&
         gnomon_zone_to_instant (zone, gnomon_zone_to_wall (zone, event->end_wall))
           != event->end_wall;
}

/* The end as the length of the event gives it: the length asked for, else the one it had, else an
 * hour. */
static gboolean
settle_end_by_length (Times                      *times,
                      const GnomonEventContext   *context,
                      gint64                      start_wall,
                      gint64                     *end_wall,
                      GError                    **error)
{
  gint64 seconds = DEFAULT_DURATION_SECONDS;
  gint64 more_days = 0;

  if (times->has_duration)
    {
      if (!check_duration (times, error))
        return FALSE;
      seconds = (gint64) times->duration_minutes * 60;
    }
  else if (times->before != NULL && times->before->kind == GNOMON_TIME_FLOATING)
    {
      seconds = times->before->end_wall - times->before->start_wall;
    }
  else if (times->before != NULL && !times->before_all_day)
    {
      seconds = gnomon_event_get_ends_at (times->before, context->viewer) -
                gnomon_event_get_starts_at (times->before, context->viewer);
    }
  else if (times->before != NULL && times->has_end_date == ABSENT)
    {
      /* What took several days and gets times now still takes them. */
      more_days = get_moved_end_day (times) - times->start_day;
    }

  *end_wall = add_elapsed (times, start_wall, seconds) + more_days * GNOMON_DAY_SECONDS;
  if (times->has_end_date == GIVEN)
    *end_wall = times->end_day * GNOMON_DAY_SECONDS + gnomon_civil_time_of_wall (*end_wall);

  return TRUE;
}

static gint64
to_instant (const Times *times,
            GTimeZone   *zone,
            gint64       wall)
{
  return times->floating ? wall : gnomon_zone_to_instant (zone, wall);
}

static gboolean
settle_times (GnomonEvent               *event,
              Times                     *times,
              const GnomonEventContext  *context,
              GError                   **error)
{
  gboolean has_old_end = times->before != NULL && !times->before_all_day &&
                         !times->before_in_second_run;
  gint64 start_wall = times->start_day * GNOMON_DAY_SECONDS + times->start_time;
  gint64 end_wall;

  if (times->has_end_time == GIVEN ||
      (times->has_end_time == ABSENT && !times->has_duration && has_old_end))
    {
      gint64 end_day = times->start_day;
      int end_time = times->end_time;

      if (times->has_end_time == ABSENT)
        end_time = gnomon_civil_time_of_wall (times->before->end_wall);
      if (times->has_end_date == GIVEN)
        end_day = times->end_day;
      else if (times->has_end_date == ABSENT && times->before != NULL)
        end_day = get_moved_end_day (times);

      end_wall = end_day * GNOMON_DAY_SECONDS + end_time;
    }
  else if (!settle_end_by_length (times, context, start_wall, &end_wall, error))
    {
      return FALSE;
    }

  if (gnomon_civil_day_of_wall (end_wall) > LAST_DAY)
    return refuse (GNOMON_EVENT_END_DATE, GNOMON_REASON_END_TOO_FAR, error);

  /* West of the start's zone its first day has not come yet. */
  if (gnomon_civil_day_of_wall (end_wall) < FIRST_DAY)
    return fail (GNOMON_EVENT_END_DATE, "must not be before 0001-01-01", error);

  if (to_instant (times, times->end_zone, end_wall) <=
      to_instant (times, times->start_zone, start_wall))
    {
      if (times->has_end_date == GIVEN && times->end_day < times->start_day)
        return refuse (GNOMON_EVENT_END_DATE, GNOMON_REASON_END_BEFORE_DAY, error);
      return refuse (GNOMON_EVENT_END_TIME, GNOMON_REASON_END_BEFORE_TIME, error);
    }

  if (times->floating)
    event->kind = GNOMON_TIME_FLOATING;
  else if ((g_str_equal (times->timezone, "UTC") || g_str_equal (times->timezone, "Etc/UTC")) &&
           g_str_equal (times->end_timezone, times->timezone))
    event->kind = GNOMON_TIME_UTC;
  else
    event->kind = GNOMON_TIME_ZONED;
  event->start_wall = start_wall;
  event->end_wall = end_wall;

  return TRUE;
}

/* gnomon-event-times.h says what it does. */
gboolean
gnomon_event_take_times (GnomonEvent               *event,
                         GnomonEvent               *before,
                         const GnomonFields        *fields,
                         const GnomonEventContext  *context,
                         GError                   **error)
{
  g_auto (Times) times = { 0 };
  g_autofree char *timezone = NULL;
  g_autofree char *end_timezone = NULL;

  g_assert (GNOMON_IS_EVENT (event));

  times.before = before;
  times.before_all_day = before != NULL && before->kind == GNOMON_TIME_DATE;
  times.before_in_second_run = before != NULL && ends_in_second_run (before);
  times.all_day = gnomon_fields_get_boolean (fields, GNOMON_EVENT_ALL_DAY, times.before_all_day);

  if (!read_start (&times, fields, error) ||
      !read_end (&times, fields, error) ||
      !read_zones (&times, fields, context, error))
    return FALSE;

  if (times.all_day ? !settle_days (event, &times, error)
                    : !settle_times (event, &times, context, error))
    return FALSE;

  timezone = g_strdup (times.timezone);
  end_timezone = g_strdup (times.end_timezone);
  g_free (event->timezone);
  g_free (event->end_timezone);
  event->timezone = g_steal_pointer (&timezone);
  event->end_timezone = g_steal_pointer (&end_timezone);

  return TRUE;
}
