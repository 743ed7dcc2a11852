/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>

#include "gnomon-civil.h"
#include "gnomon-event.h"
#include "gnomon-parse-private.h"
#include "gnomon-zone.h"

#define MINUTES_PER_HOUR 60
#define MINUTES_PER_DAY 1440
#define NOON (12 * MINUTES_PER_HOUR)
#define WORK_START (9 * MINUTES_PER_HOUR)

/* Up to this hour one means the afternoon, where one does not say. */
#define LAST_AFTERNOON_HOUR 6

/* Shorter lengths are told by the end: `duration_minutes` has a least value. */
#define LEAST_DURATION 15

#define WEEKDAYS_OF_WEEK 7

/* Longest distance between two days of a rule that this file makes: fifth weekdays. */
#define MAX_SEARCH_DAYS 400

typedef struct
{
  gint64 day;
  int time;                   /* minutes; -1: the whole day */
  gint64 end_day;             /* inclusive where it is the whole day */
  int end;                    /* minutes; -1: the length says, or nothing */
  int minutes;                /* 0: nothing said */
} When;

static gint64
get_now_wall (const GnomonUnderstanding *self)
{
  return gnomon_zone_to_wall (self->context->viewer, self->context->now);
}

static int
get_now_minutes (const GnomonUnderstanding *self)
{
  return gnomon_civil_time_of_wall (get_now_wall (self)) / 60;
}

/* Times */

static gboolean
may_be_either (const GnomonPhraseValue *time)
{
  return (time->flags & GNOMON_VALUE_EITHER_HALF) != 0;
}

static int
resolve_time (const GnomonUnderstanding *self,
              const GnomonPhraseValue   *time)
{
  int minutes = time->number;

  if (!may_be_either (time) || minutes >= NOON)
    return minutes % MINUTES_PER_DAY;
  if (self->part_of_day >= 0)
    return self->part_of_day >= NOON ? minutes + NOON : minutes;
  return minutes >= MINUTES_PER_HOUR && minutes < (LAST_AFTERNOON_HOUR + 1) * MINUTES_PER_HOUR
           ? minutes + NOON : minutes;
}

/* Start and end of a range: 9-5 ends in the afternoon, 2-4pm begins there, 10-2 goes over noon. */
static void
resolve_times (const GnomonUnderstanding *self,
               int                       *start,
               int                       *end)
{
  *start = resolve_time (self, &self->time);
  *end = self->end.number;

  if (may_be_either (&self->end))
    {
      int morning = *end % NOON;

      if (morning > *start || morning + NOON > *start)
        *end = morning > *start ? morning : morning + NOON;
    }
  else if (may_be_either (&self->time))
    {
      int morning = self->time.number % NOON;

      if (self->end.flags & GNOMON_VALUE_HALF)
        *start = morning + NOON < *end ? morning + NOON : morning;
      else if (*start >= *end)
        *start = morning;
    }
}

/* Days of a repetition */

static int
get_ordinal_of_month (gint64 day)
{
  int year, month, day_of_month;

  gnomon_civil_day_to_ymd (day, &year, &month, &day_of_month);
  return (day_of_month - 1) / WEEKDAYS_OF_WEEK + 1;
}

static gboolean
is_last_of_month (gint64 day)
{
  int year, month, day_of_month;

  gnomon_civil_day_to_ymd (day, &year, &month, &day_of_month);
  return day_of_month + WEEKDAYS_OF_WEEK > gnomon_civil_days_in_month (year, month);
}

static gboolean
is_day_of_repeat (const GnomonUnderstanding *self,
                  gint64                     day)
{
  int year, month, day_of_month;

  if (self->weekdays != 0 && !(self->weekdays & 1u << (gnomon_civil_weekday (day) - 1)))
    return FALSE;
  if (self->ordinal > 0)
    return get_ordinal_of_month (day) == self->ordinal;
  if (self->ordinal < 0)
    return is_last_of_month (day);
  gnomon_civil_day_to_ymd (day, &year, &month, &day_of_month);
  if (self->day_of_month < 0)
    return day_of_month == gnomon_civil_days_in_month (year, month) + 1 + self->day_of_month;
  return self->day_of_month == 0 || day_of_month == self->day_of_month;
}

static gint64
find_first_day (const GnomonUnderstanding *self,
                gint64                     day)
{
  for (int i = 0; i < MAX_SEARCH_DAYS; i++)
    if (is_day_of_repeat (self, day + i))
      return day + i;
  return day;
}

/* When */

static void
resolve_day (const GnomonUnderstanding *self,
             When                      *when)
{
  gint64 today = self->reader.today;
  gboolean has_passed = when->time >= 0 && when->time <= get_now_minutes (self);

  when->day = today;
  if (self->has_day)
    when->day = self->day.day;
  else if (self->context->has_slot)
    when->day = self->context->slot_day;

  if (self->has_day && self->day.flags & GNOMON_VALUE_WEEKDAY && when->day == today && has_passed)
    when->day += WEEKDAYS_OF_WEEK;
  else if (!self->has_day && !self->context->has_slot && has_passed)
    when->day += 1;
  if (self->repeat != GNOMON_REPEAT_NONE)
    when->day = find_first_day (self, when->day);
}

static void
set_from_now (const GnomonUnderstanding *self,
              gint64                     wall,
              When                      *when)
{
  when->day = gnomon_civil_day_of_wall (wall);
  when->time = gnomon_civil_time_of_wall (wall) / 60;
  if (self->repeat != GNOMON_REPEAT_NONE)
    when->day = find_first_day (self, when->day);
}

/* The next full hour, where nothing is said of the time. */
static gint64
get_next_hour (const GnomonUnderstanding *self)
{
  gint64 wall = get_now_wall (self);

  return wall - (wall % 3600 + 3600) % 3600 + 3600;
}

static gboolean
is_in_days (const GnomonUnderstanding *self)
{
  return self->has_length && self->length.number == 0;
}

static gint64
get_day_after_length (const GnomonUnderstanding *self,
                      gint64                     day)
{
  return gnomon_civil_add_months (day + self->length.days, self->length.months);
}

static void
resolve_start (const GnomonUnderstanding *self,
               When                      *when)
{
  const GnomonParseContext *context = self->context;
  gboolean says_days = self->has_day || self->has_last_day || is_in_days (self);

  when->time = -1;
  if (self->has_distance)
    {
      /* Up to the next whole minute. */
      gint64 at = context->now + (gint64) self->distance.number * 60 + 59;

      set_from_now (self, gnomon_zone_to_wall (context->viewer, at), when);
      return;
    }

  if (self->is_all_day)
    ;
  else if (self->has_time && self->has_end)
    resolve_times (self, &when->time, &when->end);
  else if (self->has_time)
    when->time = resolve_time (self, &self->time);
  else if (self->part_of_day >= 0)
    when->time = self->part_of_day;
  else if (context->has_slot && !is_in_days (self) && context->slot_start >= 0)
    when->time = context->slot_start;
  else if (context->has_slot && !self->has_length)
    ;
  else if (self->has_length && self->length.number > 0 && says_days)
    when->time = WORK_START;
  else if (!says_days && self->repeat <= GNOMON_REPEAT_HOURLY)
    {
      if (context->has_slot)
        when->time = WORK_START;
      else
        {
          set_from_now (self, get_next_hour (self), when);
          return;
        }
    }

  resolve_day (self, when);
}

static void
resolve_end (const GnomonUnderstanding *self,
             When                      *when)
{
  gboolean ends_series = self->repeat != GNOMON_REPEAT_NONE;
  gboolean is_slot = self->context->has_slot && !self->has_time && !self->has_length
                     && !self->has_distance && self->part_of_day < 0
                     && when->time == self->context->slot_start;

  when->end_day = when->day;
  if (self->has_last_day && !ends_series && self->last_day.day > when->day)
    when->end_day = self->last_day.day;
  if (is_in_days (self) && !ends_series && !self->has_last_day)
    {
      when->end_day = MAX (get_day_after_length (self, when->day) - 1, when->day);
    }
  if (when->end >= 0 && when->end_day == when->day && when->end <= when->time)
    when->end_day++;
  if (when->end == MINUTES_PER_DAY)
    {
      when->end = 0;
      when->end_day = MAX (when->end_day, when->day + 1);
    }

  if (self->has_length && self->length.number > 0 && when->time >= 0)
    when->minutes = self->length.number;
  else if (is_slot && when->time >= 0)
    when->minutes = self->context->slot_minutes;
}

static void
set_date (GnomonFields   *fields,
          GnomonEventKey  key,
          gint64          day)
{
  g_autofree char *text = gnomon_civil_format_date (day);

  gnomon_fields_set_string (fields, key, text);
}

static void
set_time (GnomonFields   *fields,
          GnomonEventKey  key,
          int             minutes)
{
  g_autofree char *text = gnomon_civil_format_time (minutes * 60);

  gnomon_fields_set_string (fields, key, text);
}

static void
fill_when (const GnomonUnderstanding *self,
           const When                *when,
           GnomonFields              *fields)
{
  set_date (fields, GNOMON_EVENT_EVENT_DATE, when->day);
  if (when->time < 0)
    {
      gnomon_fields_set_boolean (fields, GNOMON_EVENT_ALL_DAY, TRUE);
      if (when->end_day > when->day)
        set_date (fields, GNOMON_EVENT_END_DATE, when->end_day);
      return;
    }

  set_time (fields, GNOMON_EVENT_START_TIME, when->time);
  if (when->end >= 0)
    {
      set_time (fields, GNOMON_EVENT_END_TIME, when->end);
      if (when->end_day != when->day)
        set_date (fields, GNOMON_EVENT_END_DATE, when->end_day);
    }
  else if (when->minutes > 0 && when->minutes < LEAST_DURATION)
    {
      int end = when->time + when->minutes;

      set_time (fields, GNOMON_EVENT_END_TIME, end % MINUTES_PER_DAY);
      if (end >= MINUTES_PER_DAY)
        set_date (fields, GNOMON_EVENT_END_DATE, when->day + 1);
    }
  else if (when->minutes > 0)
    {
      gnomon_fields_set_int (fields, GNOMON_EVENT_DURATION_MINUTES, when->minutes);
    }
  else if (when->end_day != when->day)
    {
      set_date (fields, GNOMON_EVENT_END_DATE, when->end_day);
    }
}

/* Rules */

/* UNTIL has the type of the start (RFC 5545, 3.3.10): a day, or else an instant in UTC; here the
 * last second of the day. */
static void
append_until (const GnomonUnderstanding *self,
              const When                *when,
              gint64                     day,
              GString                   *rule)
{
  gint64 wall = (day + 1) * GNOMON_DAY_SECONDS - 1;
  int year, month, day_of_month, time;

  if (when->time >= 0)
    wall = gnomon_zone_to_instant (self->context->viewer, wall);
  gnomon_civil_day_to_ymd (gnomon_civil_day_of_wall (wall), &year, &month, &day_of_month);
  time = gnomon_civil_time_of_wall (wall);
  g_string_append_printf (rule, ";UNTIL=%04d%02d%02d", year, month, day_of_month);
  if (when->time >= 0)
    g_string_append_printf (rule, "T%02d%02d%02dZ", time / 3600, time / 60 % 60, time % 60);
}

static void
append_weekdays (const GnomonUnderstanding *self,
                 GString                   *rule)
{
  static const char names[] = "MOTUWETHFRSASU";
  const char *separator = ";BYDAY=";

  for (int i = 0; i < WEEKDAYS_OF_WEEK; i++)
    {
      if (!(self->weekdays & 1u << i))
        continue;
      g_string_append (rule, separator);
      if (self->ordinal != 0)
        g_string_append_printf (rule, "%d", self->ordinal);
      g_string_append_len (rule, names + 2 * i, 2);
      separator = ",";
    }
}

static void
fill_rule (const GnomonUnderstanding *self,
           const When                *when,
           GnomonFields              *fields)
{
  static const char * const frequencies[] = {
    NULL, "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY",
  };
  g_autoptr (GString) rule = NULL;

  if (self->repeat == GNOMON_REPEAT_NONE)
    return;

  rule = g_string_new ("FREQ=");
  g_string_append (rule, frequencies[self->repeat]);
  if (self->interval > 1)
    g_string_append_printf (rule, ";INTERVAL=%d", self->interval);
  append_weekdays (self, rule);
  if (self->day_of_month != 0)
    g_string_append_printf (rule, ";BYMONTHDAY=%d", self->day_of_month);
  if (self->count > 0)
    g_string_append_printf (rule, ";COUNT=%d", self->count);
  else if (self->has_last_day)
    append_until (self, when, MAX (self->last_day.day, when->day), rule);
  else if (is_in_days (self))
    append_until (self, when, get_day_after_length (self, when->day) - 1, rule);
  gnomon_fields_set_string (fields, GNOMON_EVENT_RRULE, rule->str);
}

/* The rest */

static void
fill_guests (const GnomonUnderstanding *self,
             GnomonFields              *fields)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GString) addresses = g_string_new (NULL);
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;
  gboolean has_names = FALSE;

  if (self->guests->len == 0)
    return;

  json_builder_begin_array (builder);
  for (guint i = 0; i < self->guests->len; i++)
    {
      const GnomonParsedGuest *guest = g_ptr_array_index (self->guests, i);

      g_string_append_printf (addresses, "%s%s", i > 0 ? "," : "", guest->email);
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "email");
      json_builder_add_string_value (builder, guest->email);
      if (guest->name != NULL)
        {
          json_builder_set_member_name (builder, "name");
          json_builder_add_string_value (builder, guest->name);
          has_names = TRUE;
        }
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);

  node = json_builder_get_root (builder);
  text = json_to_string (node, FALSE);
  gnomon_fields_set_string (fields, GNOMON_EVENT_ATTENDEES, has_names ? text : addresses->str);
}

/* By Friday, 12:00: one day with a time is that of the event, and nothing lasts until it. */
static void
take_last_day_as_day (GnomonUnderstanding *self)
{
  if (!self->has_last_day || self->has_day || self->repeat != GNOMON_REPEAT_NONE
      || (!self->has_time && !self->has_end))
    return;
  self->day = self->last_day;
  self->has_day = TRUE;
  self->has_last_day = FALSE;
  for (guint i = 0; i < self->reader.n_tokens; i++)
    if (self->parts[i].key == GNOMON_EVENT_END_DATE)
      self->parts[i].key = GNOMON_EVENT_EVENT_DATE;
}

/* Sets what was said of the event, and the day and the time in any case. */
void
gnomon_understanding_fill (GnomonUnderstanding *self,
                           GnomonFields        *fields)
{
  When when = { .end = -1 };

  take_last_day_as_day (self);
  resolve_start (self, &when);
  resolve_end (self, &when);
  fill_when (self, &when, fields);
  fill_rule (self, &when, fields);
  fill_guests (self, fields);

  if (self->location != NULL)
    gnomon_fields_set_string (fields, GNOMON_EVENT_LOCATION, self->location);
  if (self->url != NULL)
    gnomon_fields_set_string (fields, GNOMON_EVENT_URL, self->url);
  if (self->is_reminder)
    gnomon_fields_set_string (fields, GNOMON_EVENT_EVENT_TYPE,
                              gnomon_event_type_to_string (GNOMON_EVENT_TYPE_REMINDER));
  if (self->has_no_reminder)
    gnomon_fields_set_boolean (fields, GNOMON_EVENT_REMINDER_SET, FALSE);
  if (self->reminder_minutes >= 0)
    {
      gnomon_fields_set_boolean (fields, GNOMON_EVENT_REMINDER_SET, TRUE);
      gnomon_fields_set_int (fields, GNOMON_EVENT_REMINDER_MINUTES_BEFORE, self->reminder_minutes);
    }

  /* Of a series the last day is the rule's. */
  if (self->repeat != GNOMON_REPEAT_NONE)
    for (guint i = 0; i < self->reader.n_tokens; i++)
      if (self->parts[i].key == GNOMON_EVENT_END_DATE)
        self->parts[i].key = GNOMON_EVENT_RRULE;
}
