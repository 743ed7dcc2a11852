/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-reminder-text.h"

#include <glib/gi18n.h>
#include <langinfo.h>
#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-locale.h"
#include "gnomon-zone.h"

#define MINUTE 60
#define HOUR (60 * MINUTE)

/* Half a year: the same date of another year is farther away. */
#define MOST_DAYS_WITHOUT_YEAR 180

/* The start as the viewer's wall clock shows it. */
typedef struct
{
  gint64 start;
  gint64 end;
  gint64 now;
  gint64 start_wall;
  gint64 end_wall;
  gint64 days_ahead;        /* from today to the day it starts */
} Times;

static Times
make_times (gint64     starts_at,
            gint64     ends_at,
            gint64     now,
            GTimeZone *viewer)
{
  Times times = {
    .start = starts_at,
    .end = ends_at,
    .now = now,
    .start_wall = gnomon_zone_to_wall (viewer, starts_at),
    .end_wall = gnomon_zone_to_wall (viewer, ends_at),
  };

  times.days_ahead = gnomon_civil_day_of_wall (times.start_wall)
                     - gnomon_civil_day_of_wall (gnomon_zone_to_wall (viewer, now));
  return times;
}

static GDateTime *
date_time_of_wall (gint64 wall)
{
  return g_date_time_new_from_unix_utc (wall);
}

/* (nullable): only where the format or the year is beyond what GDateTime knows. */
static char *
format_wall (gint64      wall,
             const char *format)
{
  g_autoptr (GDateTime) time = date_time_of_wall (wall);

  return time != NULL ? gnomon_locale_format_date (time, format) : NULL;
}

/* Whether the locale's own time of day counts twelve hours. */
static gboolean
locale_has_half_days (void)
{
  const char *format = nl_langinfo (T_FMT);

  return strstr (format, "%p") != NULL || strstr (format, "%r") != NULL
         || strstr (format, "%I") != NULL || strstr (format, "%l") != NULL;
}

static char *
dup_time_of_day (gint64 wall)
{
  if (locale_has_half_days ())
    /* Translators: a time of day where the locale counts twelve hours, as in “7:45 PM” */
    return format_wall (wall, _("%-l:%M %p"));

  /* Translators: a time of day, as in “19:45” */
  return format_wall (wall, _("%H:%M"));
}

static char *
dup_range (const Times *times,
           gboolean     with_end)
{
  gint64 first_day = gnomon_civil_day_of_wall (times->start_wall);
  gint64 last_day = gnomon_civil_day_of_wall (times->end_wall - 1);
  g_autofree char *start = dup_time_of_day (times->start_wall);
  g_autofree char *end = NULL;

  /* An end on another day would need its date to be understood. */
  if (!with_end || times->end_wall <= times->start_wall || last_day != first_day)
    return g_steal_pointer (&start);

  end = dup_time_of_day (times->end_wall);

  /* Translators: a range of times, as in “10:30–11:30” */
  return g_strdup_printf (_("%s–%s"), start, end);
}

static char *
dup_day (const Times *times)
{
  if (times->days_ahead == 0)
    return g_strdup (_("Today"));
  if (times->days_ahead == 1)
    return g_strdup (_("Tomorrow"));
  if (times->days_ahead == -1)
    return g_strdup (_("Yesterday"));
  if (times->days_ahead > 1 && times->days_ahead < 7)
    return format_wall (times->start_wall, "%A");
  if (ABS (times->days_ahead) > MOST_DAYS_WITHOUT_YEAR)
    /* Translators: a day that is more than half a year away, as in “24 November 2027” */
    return format_wall (times->start_wall, _("%-d %B %Y"));

  /* Translators: a day that is more than a week away, as in “24 November” */
  return format_wall (times->start_wall, _("%-d %B"));
}

/* When a whole day is, as in “Saturday, all day”. */
static char *
dup_when_all_day (const Times *times)
{
  Times today = *times;
  g_autofree char *day = NULL;

  if (times->start <= times->now && times->now < times->end)
    today.days_ahead = 0;
  day = dup_day (&today);

  /* Translators: %s is a day: “Today”, “Saturday”, “24 November” */
  return g_strdup_printf (_("%s, all day"), day);
}

/* The distance to the start; NULL where it is so far that a day and a time say more. */
static char *
dup_distance (const Times *times)
{
  gint64 ahead = times->start - times->now;
  int minutes;

  if (ahead > 2 * HOUR)
    return NULL;

  if (ahead >= MINUTE)
    {
      minutes = (int) ((ahead + MINUTE / 2) / MINUTE);
      if (minutes % 60 == 0)
        return g_strdup_printf (ngettext ("In %d hour", "In %d hours", minutes / 60), minutes / 60);

      return g_strdup_printf (ngettext ("In %d minute", "In %d minutes", minutes), minutes);
    }

  minutes = (int) MIN (-ahead / MINUTE, G_MAXINT);
  if (minutes < 1)
    return g_strdup (_("Now"));
  if (minutes < 60)
    return g_strdup_printf (ngettext ("Started %d minute ago", "Started %d minutes ago", minutes),
                            minutes);
  if (times->now < times->end)
    return g_strdup (_("Now"));

  return NULL;
}

static char *
dup_when (const Times *times,
          gboolean     with_end,
          gboolean    *has_range)
{
  g_autofree char *distance = dup_distance (times);
  g_autofree char *range = NULL;
  g_autofree char *day = NULL;

  *has_range = distance != NULL || times->start <= times->now;
  if (!*has_range)
    {
      range = dup_range (times, FALSE);
      day = dup_day (times);

      /* Translators: a day and a time of day, as in “Tomorrow at 07:45” */
      return g_strdup_printf (_("%s at %s"), day, range);
    }

  range = dup_range (times, with_end);
  if (distance == NULL)
    distance = times->days_ahead == 0 ? g_strdup (_("Earlier today")) : dup_day (times);

  /* Translators: when an event is and from when to when, as in “In 10 minutes · 10:30–11:30” */
  return g_strdup_printf (_("%s · %s"), distance, range);
}

/* Where it is: the place, else the link of the call as people write it. */
static char *
dup_place (GnomonEvent *event)
{
  const char *location = gnomon_event_get_location (event);
  g_autofree char *link = gnomon_event_dup_meeting_url (event);
  char *place;
  const char *bare;

  if (link == NULL || *link == '\0' || (*location != '\0' && strstr (location, link) == NULL))
    return g_strdup (location);

  bare = strstr (link, "://");
  place = g_strdup (bare != NULL ? bare + strlen ("://") : link);
  if (g_str_has_suffix (place, "/"))
    place[strlen (place) - 1] = '\0';

  return place;
}

/* So many guests are named; where there are more, the rest is counted. */
#define MAX_NAMES 3

/* Who else is there; (nullable): nobody, or nobody who will come. */
static char *
dup_guests (GnomonEvent        *event,
            const char * const *own_addresses)
{
  GPtrArray *attendees = gnomon_event_get_attendees (event);
  GnomonAttendee *own = gnomon_event_find_own_attendee (event, own_addresses);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint n_others;

  for (guint i = 0; i < attendees->len; i++)
    {
      GnomonAttendee *attendee = g_ptr_array_index (attendees, i);

      if (attendee != own && gnomon_attendee_get_status (attendee) != GNOMON_ATTENDEE_DECLINED)
        g_ptr_array_add (names, (gpointer) gnomon_attendee_get_name (attendee));
    }

  if (names->len == 0)
    return NULL;
  if (names->len == 1)
    /* Translators: %s is a guest of an event */
    return g_strdup_printf (_("With %s"), (const char *) names->pdata[0]);
  if (names->len == 2)
    /* Translators: the guests of an event */
    return g_strdup_printf (_("With %s and %s"), (const char *) names->pdata[0],
                            (const char *) names->pdata[1]);
  if (names->len == MAX_NAMES)
    /* Translators: the guests of an event */
    return g_strdup_printf (_("With %s, %s and %s"), (const char *) names->pdata[0],
                            (const char *) names->pdata[1], (const char *) names->pdata[2]);

  n_others = names->len - 2;

  /* Translators: two guests of an event, and how many others there are */
  return g_strdup_printf (ngettext ("With %s, %s and %u other", "With %s, %s and %u others",
                                    n_others),
                          (const char *) names->pdata[0], (const char *) names->pdata[1], n_others);
}

/* Adds @text to the line: with the point between, or on a line of its own. */
static void
append (GString    *body,
        const char *text,
        gboolean    on_new_line)
{
  if (text == NULL || *text == '\0')
    return;

  g_string_append (body, on_new_line ? "\n" : " · ");
  g_string_append (body, text);
}

/**
 * gnomon_reminder_text_dup_body:
 * @event: an event
 * @calendar_name: (nullable): the name of its calendar
 * @own_addresses: (nullable): the user's own, who is no guest to himself
 * @now: the time now, in Unix seconds
 * @viewer: the zone in which times are told
 *
 * Writes what stands below the title of a notification: when the event is, where, in which
 * calendar, and with whom, on one to three lines. It is plain text; whoever shows it as markup must
 * escape it.
 *
 * Returns: (transfer full): the text
 */
char *
gnomon_reminder_text_dup_body (GnomonEvent        *event,
                               const char         *calendar_name,
                               const char * const *own_addresses,
                               gint64              now,
                               GTimeZone          *viewer)
{
  Times times;
  g_autofree char *when = NULL;
  g_autofree char *place = NULL;
  g_autofree char *guests = NULL;
  gboolean has_range = FALSE;
  GString *body;

  g_return_val_if_fail (GNOMON_IS_EVENT (event), NULL);

  times = make_times (gnomon_event_get_starts_at (event, viewer),
                      gnomon_event_get_ends_at (event, viewer), now, viewer);

  /* A reminder is a point in time: the end that every event has says nothing to the user. */
  if (gnomon_event_is_all_day (event))
    when = dup_when_all_day (&times);
  else
    when = dup_when (&times,
                     gnomon_event_get_event_type (event) != GNOMON_EVENT_TYPE_REMINDER,
                     &has_range);
  place = dup_place (event);

  /* The second line begins where the first has its point already. */
  body = g_string_new (when);
  append (body, place, has_range);
  append (body, calendar_name, has_range == (place == NULL || *place == '\0'));
  guests = dup_guests (event, own_addresses);
  append (body, guests, TRUE);

  return g_string_free (body, FALSE);
}

/**
 * gnomon_reminder_text_dup_line:
 * @event: an event
 * @starts_at: when it is, or its occurrence that is meant, in Unix seconds
 * @ends_at: exclusive
 * @now: the time now, in Unix seconds
 * @viewer: the zone in which times are told
 *
 * Writes when an event is and where, whichever year that is, in one line of plain text, as in
 * “Thursday · 07:45–09:25 · BER, gate B12”.
 *
 * Returns: (transfer full): the text
 */
char *
gnomon_reminder_text_dup_line (GnomonEvent *event,
                               gint64       starts_at,
                               gint64       ends_at,
                               gint64       now,
                               GTimeZone   *viewer)
{
  Times times = make_times (starts_at, ends_at, now, viewer);
  g_autofree char *place = NULL;
  GString *line = g_string_new (NULL);

  g_return_val_if_fail (GNOMON_IS_EVENT (event), NULL);

  if (gnomon_event_is_all_day (event))
    {
      g_autofree char *when = dup_when_all_day (&times);

      g_string_append (line, when);
    }
  else
    {
      g_autofree char *day = dup_day (&times);
      g_autofree char *range =
        dup_range (&times, gnomon_event_get_event_type (event) != GNOMON_EVENT_TYPE_REMINDER);

      g_string_append_printf (line, _("%s · %s"), day, range);
    }
  place = dup_place (event);
  append (line, place, FALSE);

  return g_string_free (line, FALSE);
}

/* An event among others, as in “Design review 09:30”; whole days and other days by their day. */
static char *
dup_item (GnomonEvent *event,
          gint64       now,
          GTimeZone   *viewer)
{
  gint64 wall = gnomon_zone_to_wall (viewer, gnomon_event_get_starts_at (event, viewer));
  gint64 today = gnomon_civil_day_of_wall (gnomon_zone_to_wall (viewer, now));
  Times times = { .start_wall = wall, .days_ahead = gnomon_civil_day_of_wall (wall) - today };
  g_autofree char *when = NULL;

  if (times.days_ahead == 0 && gnomon_event_is_all_day (event))
    return g_strdup (gnomon_event_get_title (event));

  when = times.days_ahead == 0 ? dup_time_of_day (wall) : dup_day (&times);

  /* Translators: an event and its time or day, as in “Design review 09:30” */
  return g_strdup_printf (_("%s %s"), gnomon_event_get_title (event), when);
}

/**
 * gnomon_reminder_text_dup_list:
 * @events: (element-type GnomonEvent): the first of them
 * @n_events: how many there are in all
 * @now: the time now, in Unix seconds
 * @viewer: the zone in which times are told
 *
 * Writes what stands in a notification that gathers several reminders, in plain text.
 *
 * Returns: (transfer full): the text
 */
char *
gnomon_reminder_text_dup_list (GPtrArray *events,
                               guint      n_events,
                               gint64     now,
                               GTimeZone *viewer)
{
  GString *list = g_string_new (NULL);
  guint n_others = n_events - events->len;

  for (guint i = 0; i < events->len; i++)
    {
      g_autofree char *item = dup_item (g_ptr_array_index (events, i), now, viewer);

      g_string_append_printf (list, "%s%s", i > 0 ? " · " : "", item);
    }

  if (n_others > 0)
    {
      g_string_append (list, " · ");
      /* Translators: behind a list of events: how many are not in it */
      g_string_append_printf (list, ngettext ("%u more", "%u more", n_others), n_others);
    }

  return g_string_free (list, FALSE);
}

/**
 * gnomon_reminder_text_dup_gathered_title:
 * @n_reminders: how many there are
 * @is_over: whether their events have ended
 *
 * Returns: (transfer full): the title of a notification that gathers several reminders
 */
char *
gnomon_reminder_text_dup_gathered_title (guint    n_reminders,
                                         gboolean is_over)
{
  if (is_over)
    /* Translators: the title of a notification, after the machine was asleep or off */
    return g_strdup_printf (ngettext ("%u reminder while you were away",
                                      "%u reminders while you were away", n_reminders),
                            n_reminders);

  /* Translators: the title of a notification, after others with a reminder each */
  return g_strdup_printf (ngettext ("%u more reminder", "%u more reminders", n_reminders),
                          n_reminders);
}

/**
 * gnomon_reminder_text_dup_snooze_label:
 * @when: (nullable): GNOMON_SNOOZE_UNTIL_START or GNOMON_SNOOZE_TOMORROW_MORNING
 * @minutes: the length of the snooze, where @when is not given
 *
 * Returns: (transfer full): the label of the button that snoozes
 */
char *
gnomon_reminder_text_dup_snooze_label (const char *when,
                                       int         minutes)
{
  if (g_strcmp0 (when, GNOMON_SNOOZE_UNTIL_START) == 0)
    /* Translators: a button; the reminder comes again when its event starts */
    return g_strdup (_("Snooze Until Start"));
  if (g_strcmp0 (when, GNOMON_SNOOZE_TOMORROW_MORNING) == 0)
    /* Translators: a button; the reminder comes again tomorrow morning */
    return g_strdup (_("Snooze Until Tomorrow"));

  if (minutes >= 60 && minutes % 60 == 0)
    /* Translators: a button; whole hours */
    return g_strdup_printf (ngettext ("Snooze %d hour", "Snooze %d hours", minutes / 60),
                            minutes / 60);

  /* Translators: a button; “min” is short for minutes */
  return g_strdup_printf (ngettext ("Snooze %d min", "Snooze %d min", minutes), minutes);
}
