/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-ical-event-private.h"

/*
 * VALARMs. What they ask to run or to open is never run or opened: only their times count.
 */

/* The trigger of a whole day counts from the midnight at which that begins, its reminder from the
 * hour at which whole days are told of, which is this unless the user has set another. */
#define DAY_HOUR 9

/* How long before its event an alarm rings, in seconds; negative: after it. A trigger of so many
 * whole days means the day, and not its midnight. */
static gint64
lead_of_offset (gint64   offset,
                gboolean is_day)
{
  return is_day && offset % GNOMON_DAY_SECONDS != 0 ? DAY_HOUR * 3600 - offset : -offset;
}

/* Where a reminder cannot be as exact, it comes earlier. */
static int
round_to_minutes (gint64 lead)
{
  return (int) (lead > 0 ? (lead + 59) / 60 : lead / 60);
}

/* What a VALARM's lines say; FALSE where it is none that Gnomon can ring. @duration: the length of
 * its event in seconds, for triggers that count from the end. @is_day: it is one of whole days */
static gboolean
read_alarm (const char      *block,
            gint64           duration,
            gboolean         is_day,
            GnomonIcalAlarm *alarm)
{
  icalcomponent *component = icalparser_parse_string (block);
  icalproperty *action;
  icalproperty *property;
  gboolean usable = FALSE;

  if (component == NULL)
    return FALSE;

  *alarm = (GnomonIcalAlarm) { .minutes_before = GNOMON_REMINDER_AT_A_TIME };
  action = icalcomponent_get_first_property (component, ICAL_ACTION_PROPERTY);
  property = icalcomponent_get_first_property (component, ICAL_TRIGGER_PROPERTY);
  if (action != NULL && property != NULL)
    {
      icalproperty_action kind = icalproperty_get_action (action);
      icalparameter *related =
          icalproperty_get_first_parameter (property, ICAL_RELATED_PARAMETER);
      struct icaltriggertype trigger = icalproperty_get_trigger (property);

      alarm->type =
          kind == ICAL_ACTION_EMAIL ? GNOMON_REMINDER_EMAIL : GNOMON_REMINDER_NOTIFICATION;
      usable = kind == ICAL_ACTION_DISPLAY || kind == ICAL_ACTION_AUDIO ||
               kind == ICAL_ACTION_EMAIL;

      if (!icaltime_is_null_time (trigger.time))
        {
          alarm->time = icaltime_as_timet (trigger.time);
          usable = usable && alarm->time > 0;
        }
      else
        {
          gint64 offset = gnomon_ical_duration_seconds (trigger.duration, TRUE);

          if (related != NULL && icalparameter_get_related (related) == ICAL_RELATED_END)
            offset += duration;
          usable = usable && !icaldurationtype_is_bad_duration (trigger.duration) &&
                   ABS (offset) < GNOMON_ICAL_MAX_SPAN;
          if (usable)
            alarm->minutes_before = round_to_minutes (lead_of_offset (offset, is_day));
        }
    }

  icalcomponent_free (component);
  return usable;
}

/* What rings at the midnight of a day is written a second later, or it would mean the day. */
static char *
format_day_trigger (int minutes)
{
  gint64 offset = DAY_HOUR * 3600 - (gint64) minutes * 60;
  GString *out = g_string_new (offset < 0 ? "-P" : "P");
  gint64 rest;

  if (offset % GNOMON_DAY_SECONDS == 0)
    offset++;
  rest = ABS (offset);
  if (rest >= GNOMON_DAY_SECONDS)
    g_string_append_printf (out, "%dD", (int) (rest / GNOMON_DAY_SECONDS));
  rest %= GNOMON_DAY_SECONDS;
  g_string_append_c (out, 'T');
  if (rest % 60 != 0)
    g_string_append_printf (out, "%dS", (int) rest);
  else if (rest % 3600 != 0 && rest < 3600)
    g_string_append_printf (out, "%dM", (int) (rest / 60));
  else if (rest % 3600 != 0)
    g_string_append_printf (out, "%dH%dM", (int) (rest / 3600), (int) (rest / 60 % 60));
  else
    g_string_append_printf (out, "%dH", (int) (rest / 3600));
  return g_string_free (out, FALSE);
}

static char *
format_trigger (int      minutes,
                gboolean is_day)
{
  const char *sign = minutes > 0 ? "-" : "";

  if (is_day)
    return format_day_trigger (minutes);
  if (minutes == 0)
    return g_strdup ("PT0S");
  if (minutes % (24 * 60) == 0)
    return g_strdup_printf ("%sP%dD", sign, ABS (minutes) / (24 * 60));
  if (minutes % 60 == 0)
    return g_strdup_printf ("%sPT%dH", sign, ABS (minutes) / 60);
  return g_strdup_printf ("%sPT%dM", sign, ABS (minutes));
}

/* Whether writing makes the same block again of what is stored. */
static gboolean
is_plain_alarm (const char *block,
                int         minutes,
                gboolean    is_day)
{
  g_autofree char *trigger =
      minutes != GNOMON_REMINDER_AT_A_TIME ? format_trigger (minutes, is_day) : NULL;
  g_auto (GnomonIcalLines) lines = { NULL, };

  if (trigger == NULL)
    return FALSE;

  gnomon_ical_lines_init (&lines, block, block + strlen (block), 1);
  while (gnomon_ical_lines_next (&lines))
    {
      GnomonIcalLine line;

      if (!gnomon_ical_line_split (&line, lines.text, lines.length) ||
          !(gnomon_ical_line_is (&line, "BEGIN") || gnomon_ical_line_is (&line, "END") ||
            (gnomon_ical_line_is (&line, "TRIGGER") && line.params_length == 0 &&
             gnomon_ical_line_value_is (&line, trigger)) ||
            (gnomon_ical_line_is (&line, "ACTION") &&
             gnomon_ical_line_value_is (&line, "DISPLAY")) ||
            (gnomon_ical_line_is (&line, "DESCRIPTION") && line.params_length == 0 &&
             gnomon_ical_line_value_is (&line, GNOMON_ICAL_ALARM_TEXT))))
        return FALSE;
    }
  return TRUE;
}

static int
compare_alarms (const void *a,
                const void *b)
{
  const GnomonIcalAlarm *first = a;
  const GnomonIcalAlarm *second = b;
  gint64 difference = (gint64) second->minutes_before - first->minutes_before;

  if (difference == 0)
    difference = first->time - second->time;
  if (difference == 0)
    difference = (gint64) first->type - (gint64) second->type;
  return difference < 0 ? -1 : difference > 0;
}

/* An alarm that was read, and its block where that is not kept. */
typedef struct
{
  GnomonIcalAlarm alarm;
  const char *plain;
} Read;

/* The one that rings at the same time. */
static Read *
find_same (GArray                *reads,
           const GnomonIcalAlarm *alarm)
{
  for (guint i = 0; i < reads->len; i++)
    {
      Read *read = &g_array_index (reads, Read, i);

      if (compare_alarms (&read->alarm, alarm) == 0)
        return read;
    }
  return NULL;
}

/* Some programs write two alarms for one, a sound and a text: that rings once, and both go out. */
static void
keep_same (GnomonIcalEventReader *self,
           Read                  *same,
           const char            *block)
{
  if (same->plain != NULL)
    g_string_append (self->extra, same->plain);
  same->plain = NULL;
  g_string_append (self->extra, block);
}

void
gnomon_ical_settle_alarms (GnomonIcalEventReader *self)
{
  GnomonFields *fields = self->event->fields;
  gint64 duration =
      gnomon_ical_moment_to_instant (&self->end) - gnomon_ical_moment_to_instant (&self->start);
  g_autoptr (GArray) reads = g_array_new (FALSE, FALSE, sizeof (Read));
  gboolean is_day = self->start.is_date;
  gboolean has_reminder = FALSE;

  for (guint i = 0; i < self->alarms->len && i < GNOMON_ICAL_MAX_ALARMS; i++)
    {
      const char *block = g_ptr_array_index (self->alarms, i);
      Read read = { .plain = NULL };
      Read *same;

      if (!read_alarm (block, duration, is_day, &read.alarm))
        {
          g_string_append (self->extra, block);
          continue;
        }
      same = find_same (reads, &read.alarm);
      if (same != NULL)
        {
          keep_same (self, same, block);
          continue;
        }

      if (is_plain_alarm (block, read.alarm.minutes_before, is_day))
        read.plain = block;
      else
        g_string_append (self->extra, block);
      g_array_append_val (reads, read);
      if (!has_reminder && read.alarm.minutes_before >= 0 &&
          read.alarm.minutes_before <= GNOMON_ICAL_MAX_MINUTES &&
          read.alarm.type == GNOMON_REMINDER_NOTIFICATION)
        {
          gnomon_fields_set_int (fields, GNOMON_EVENT_REMINDER_MINUTES_BEFORE,
                                 read.alarm.minutes_before);
          has_reminder = TRUE;
        }
      else
        {
          g_array_append_val (self->event->alarms, read.alarm);
        }
    }

  g_array_sort (self->event->alarms, compare_alarms);
  gnomon_fields_set_boolean (fields, GNOMON_EVENT_REMINDER_SET, has_reminder);
}

/* Writing */

typedef struct
{
  GnomonReminderType type;
  int minutes_before;      /* or GNOMON_REMINDER_AT_A_TIME, which is `time` */
  gint64 time;
} Wanted;

static void
want (GArray             *list,
      GnomonReminderType  type,
      int                 minutes_before,
      gint64              time)
{
  Wanted wanted = { .type = type, .minutes_before = minutes_before, .time = time };

  if (type != GNOMON_REMINDER_BOTH)
    {
      g_array_append_val (list, wanted);
      return;
    }
  want (list, GNOMON_REMINDER_NOTIFICATION, minutes_before, time);
  want (list, GNOMON_REMINDER_EMAIL, minutes_before, time);
}

static GArray *
list_wanted (GnomonEvent *event)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Wanted));

  if (event->reminder_set)
    want (list, GNOMON_REMINDER_NOTIFICATION, event->reminder_minutes, 0);
  for (guint i = 0; event->reminders != NULL && i < event->reminders->len; i++)
    {
      GnomonReminder *reminder = g_ptr_array_index (event->reminders, i);

      if (!reminder->automatic)
        want (list, reminder->type, reminder->minutes_before, reminder->time);
    }
  return list;
}

static gboolean
is_wanted (const Wanted          *wanted,
           const GnomonIcalAlarm *alarm)
{
  return wanted->type == alarm->type && wanted->minutes_before == alarm->minutes_before &&
         (wanted->minutes_before != GNOMON_REMINDER_AT_A_TIME || wanted->time == alarm->time);
}

static char *
format_alarm (const Wanted *wanted,
              GnomonEvent  *event)
{
  gboolean by_mail = wanted->type == GNOMON_REMINDER_EMAIL;
  GString *out = g_string_new ("BEGIN:VALARM\n");

  g_string_append_printf (out, "ACTION:%s\n", by_mail ? "EMAIL" : "DISPLAY");
  if (wanted->minutes_before != GNOMON_REMINDER_AT_A_TIME)
    {
      g_autofree char *trigger =
          format_trigger (wanted->minutes_before, event->kind == GNOMON_TIME_DATE);

      g_string_append_printf (out, "TRIGGER:%s\n", trigger);
    }
  else
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (wanted->time);
      g_autofree char *text = time != NULL ? g_date_time_format (time, "%Y%m%dT%H%M%SZ") : NULL;

      g_string_append_printf (out, "TRIGGER;VALUE=DATE-TIME:%s\n",
                              text != NULL ? text : "19700101T000000Z");
    }
  if (by_mail)
    {
      g_string_append (out, "SUMMARY:");
      gnomon_ical_append_escaped (out, event->title);
      g_string_append_c (out, '\n');
    }
  g_string_append (out, "DESCRIPTION:" GNOMON_ICAL_ALARM_TEXT "\nEND:VALARM\n");
  return g_string_free (out, FALSE);
}

GPtrArray *
gnomon_ical_write_alarms (GnomonEvent *event,
                          GPtrArray   *blocks)
{
  g_autoptr (GArray) wanted = list_wanted (event);
  gboolean is_day = event->kind == GNOMON_TIME_DATE;
  GPtrArray *alarms = g_ptr_array_new_with_free_func (g_free);
  gint64 duration =
      gnomon_event_get_ends_at (event, NULL) - gnomon_event_get_starts_at (event, NULL);

  /* In the order of the reminders: whoever reads it takes the first alarm for the event's own. */
  g_ptr_array_set_size (alarms, (int) wanted->len);
  for (guint i = 0; i < blocks->len; i++)
    {
      const char *block = g_ptr_array_index (blocks, i);
      GnomonIcalAlarm alarm;

      if (!read_alarm (block, duration, is_day, &alarm))
        {
          g_ptr_array_add (alarms, g_strdup (block));
          continue;
        }

      for (guint j = 0; j < wanted->len; j++)
        if (is_wanted (&g_array_index (wanted, Wanted, j), &alarm))
          {
            if (alarms->pdata[j] == NULL)
              alarms->pdata[j] = g_strdup (block);
            else
              g_ptr_array_add (alarms, g_strdup (block));
            break;
          }
    }

  for (guint i = 0; i < wanted->len; i++)
    if (alarms->pdata[i] == NULL)
      alarms->pdata[i] = format_alarm (&g_array_index (wanted, Wanted, i), event);
  return alarms;
}
