/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-describe.h"

#include <glib/gi18n.h>

#include "gnomon-civil.h"
#include "gnomon-day-columns.h"

static void
append_part (GString    *sentence,
             const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (sentence->len > 0)
    /* Translators: stands between the parts of what a screen reader says, as in "Lunch, today". */
    g_string_append (sentence, _(", "));
  g_string_append (sentence, part);
}

static const char *
look_to_words (GnomonLook look)
{
  switch (look)
    {
    case GNOMON_LOOK_MAYBE:
      /* Translators: the user may come to the event. */
      return _("maybe");
    case GNOMON_LOOK_NEEDS_REPLY:
      return _("reply needed");
    case GNOMON_LOOK_DECLINED:
      return _("declined");
    case GNOMON_LOOK_CANCELLED:
      return _("cancelled");
    case GNOMON_LOOK_FIRM:
    default:
      return NULL;
    }
}

static void
append_count (GString *sentence,
              guint    n_events)
{
  g_autofree char *events = NULL;

  if (n_events == 0)
    events = g_strdup (_("no events"));
  else
    events = g_strdup_printf (ngettext ("%u event", "%u events", n_events), n_events);
  append_part (sentence, events);
}

static GnomonLook
get_look (GnomonEventStatus    status,
          gboolean             is_guest,
          GnomonAttendeeStatus answer)
{
  if (status == GNOMON_STATUS_CANCELLED)
    return GNOMON_LOOK_CANCELLED;

  if (is_guest)
    {
      if (answer == GNOMON_ATTENDEE_DECLINED)
        return GNOMON_LOOK_DECLINED;
      if (answer == GNOMON_ATTENDEE_TENTATIVE)
        return GNOMON_LOOK_MAYBE;
      if (answer == GNOMON_ATTENDEE_PENDING)
        return GNOMON_LOOK_NEEDS_REPLY;
    }

  return status == GNOMON_STATUS_TENTATIVE ? GNOMON_LOOK_MAYBE : GNOMON_LOOK_FIRM;
}

/**
 * gnomon_event_get_look:
 * @event: an event
 * @own_addresses: the addresses of the user
 *
 * Returns: the shape in which it is drawn, as an occurrence of it would be
 */
GnomonLook
gnomon_event_get_look (GnomonEvent        *event,
                       const char * const *own_addresses)
{
  GnomonAttendee *own = gnomon_event_find_own_attendee (event, own_addresses);

  return get_look (gnomon_event_get_status (event), own != NULL,
                   own != NULL ? gnomon_attendee_get_status (own) : GNOMON_ATTENDEE_PENDING);
}

/**
 * gnomon_occurrence_get_look:
 * @occurrence: an occurrence
 *
 * Returns: the shape in which it is drawn: whether it takes place, and what the user answered
 */
GnomonLook
gnomon_occurrence_get_look (GnomonOccurrence *occurrence)
{
  GnomonAttendeeStatus answer = GNOMON_ATTENDEE_PENDING;
  gboolean is_guest;

  g_return_val_if_fail (GNOMON_IS_OCCURRENCE (occurrence), GNOMON_LOOK_FIRM);

  is_guest = gnomon_occurrence_get_own_answer (occurrence, &answer);
  return get_look (gnomon_occurrence_get_status (occurrence), is_guest, answer);
}

/**
 * gnomon_occurrence_get_first_day:
 * @occurrence: an occurrence
 *
 * Returns: the civil day on which it starts
 */
gint64
gnomon_occurrence_get_first_day (GnomonOccurrence *occurrence)
{
  return gnomon_civil_day_of_wall (gnomon_occurrence_get_start_wall (occurrence));
}

/**
 * gnomon_occurrence_get_last_day:
 * @occurrence: an occurrence
 *
 * Returns: the civil day on which it ends, inclusive: what ends at midnight ends the day before
 */
gint64
gnomon_occurrence_get_last_day (GnomonOccurrence *occurrence)
{
  gint64 start = gnomon_occurrence_get_start_wall (occurrence);
  gint64 end = gnomon_occurrence_get_end_wall (occurrence);

  return gnomon_civil_day_of_wall (end > start ? end - 1 : start);
}

/**
 * gnomon_occurrence_is_bar:
 * @occurrence: an occurrence
 *
 * Returns: whether it lies over its days as a bar: all-day, or a day long and longer
 */
gboolean
gnomon_occurrence_is_bar (GnomonOccurrence *occurrence)
{
  return gnomon_occurrence_is_all_day (occurrence)
         || gnomon_occurrence_get_end_wall (occurrence)
                  - gnomon_occurrence_get_start_wall (occurrence) >= GNOMON_DAY_SECONDS;
}

/**
 * gnomon_occurrence_is_of:
 * @occurrence: an occurrence
 * @event_id: an event
 * @recurrence_id: (nullable): which of its occurrences; %NULL: any
 *
 * Returns: whether it is that one
 */
gboolean
gnomon_occurrence_is_of (GnomonOccurrence *occurrence,
                         gint64            event_id,
                         const char       *recurrence_id)
{
  return gnomon_occurrence_get_event_id (occurrence) == event_id
         && (recurrence_id == NULL
             || g_str_equal (gnomon_occurrence_get_recurrence_id (occurrence), recurrence_id));
}

/**
 * gnomon_describe_occurrence:
 * @occurrence: an occurrence
 * @calendar_name: (nullable): the name of its calendar
 * @time: what the view knows of the time
 *
 * Returns: (transfer full): all that its chip shows, as one sentence
 */
char *
gnomon_describe_occurrence (GnomonOccurrence     *occurrence,
                            const char           *calendar_name,
                            const GnomonViewTime *time)
{
  GString *sentence;
  gint64 first_day, last_day;
  g_autofree char *first_date = NULL;
  g_autofree char *range = NULL;

  g_return_val_if_fail (GNOMON_IS_OCCURRENCE (occurrence), NULL);
  g_return_val_if_fail (time != NULL, NULL);

  first_day = gnomon_occurrence_get_first_day (occurrence);
  last_day = gnomon_occurrence_get_last_day (occurrence);
  first_date = gnomon_format_date_long (first_day, time->today);
  sentence = g_string_new (NULL);
  append_part (sentence, gnomon_occurrence_get_title (occurrence));

  if (gnomon_occurrence_is_all_day (occurrence))
    append_part (sentence, _("all day"));
  else
    {
      range = gnomon_format_spoken_range (gnomon_occurrence_get_start_wall (occurrence),
                                          gnomon_occurrence_get_end_wall (occurrence),
                                          time->hours);
      append_part (sentence, range);
    }

  if (gnomon_occurrence_is_bar (occurrence) && last_day > first_day)
    {
      g_autofree char *last_date = gnomon_format_date_long (last_day, time->today);
      /* Translators: the first and the last day, as in "Monday 16 to Friday 20 November". */
      g_autofree char *dates = g_strdup_printf (_("%s to %s"), first_date, last_date);

      append_part (sentence, dates);
    }
  else
    append_part (sentence, first_date);

  append_part (sentence, gnomon_occurrence_get_location (occurrence));
  append_part (sentence, calendar_name);
  append_part (sentence, look_to_words (gnomon_occurrence_get_look (occurrence)));
  if ((gnomon_occurrence_get_flags (occurrence) & GNOMON_OCCURRENCE_RECURRING) != 0)
    append_part (sentence, _("repeats"));
  if (gnomon_occurrence_get_ends_at (occurrence) <= time->now)
    append_part (sentence, _("ended"));

  return g_string_free (sentence, FALSE);
}

/**
 * gnomon_describe_span:
 * @occurrence: an occurrence
 * @day: the civil day under which it stands
 *
 * Returns: (transfer full) (nullable): which of its days this is, as in “day 4 of 5”; %NULL where
 *   it is no event of several days
 */
char *
gnomon_describe_span (GnomonOccurrence *occurrence,
                      gint64            day)
{
  gint64 first_day = gnomon_occurrence_get_first_day (occurrence);
  gint64 last_day = gnomon_occurrence_get_last_day (occurrence);

  if (!gnomon_occurrence_is_bar (occurrence) || first_day == last_day)
    return NULL;

  /* Translators: which day of an event of several days it is, as in "day 4 of 5". */
  return g_strdup_printf (_("day %d of %d"), (int) (day - first_day) + 1,
                          (int) (last_day - first_day) + 1);
}

/* "day 4 of 5", "until 09:20": what the start does not say already. */
static char *
format_extent (GnomonOccurrence     *occurrence,
               gint64                day,
               const GnomonViewTime *time)
{
  g_autofree char *end = NULL;

  if (gnomon_occurrence_is_bar (occurrence))
    return gnomon_describe_span (occurrence, day);
  if (gnomon_occurrence_get_end_wall (occurrence) <= gnomon_occurrence_get_start_wall (occurrence))
    return NULL;

  end = gnomon_format_time (gnomon_occurrence_get_end_wall (occurrence), time->hours);
  /* Translators: the time at which an event ends, as in "until 09:20". */
  return g_strdup_printf (_("until %s"), end);
}

/**
 * gnomon_describe_detail:
 * @occurrence: an occurrence
 * @day: the civil day under which it stands
 * @time: what the view knows of the time
 *
 * Returns: (transfer full): what its start does not say, as in “until 09:20 · Room 4”
 */
char *
gnomon_describe_detail (GnomonOccurrence     *occurrence,
                        gint64                day,
                        const GnomonViewTime *time)
{
  const char *location = gnomon_occurrence_get_location (occurrence);
  g_autofree char *extent = format_extent (occurrence, day, time);

  if (extent == NULL)
    return g_strdup (location);
  if (*location == '\0')
    return g_steal_pointer (&extent);

  /* Translators: the time and the place of an event, as in "10:30–11:30 · Room 4". */
  return g_strdup_printf (_("%s · %s"), extent, location);
}

/**
 * gnomon_look_get_badge:
 * @look: how an event is drawn
 *
 * Returns: (nullable): a word for it; %NULL where it is firm
 */
const char *
gnomon_look_get_badge (GnomonLook look)
{
  switch (look)
    {
    case GNOMON_LOOK_MAYBE:
      return _("Maybe");
    case GNOMON_LOOK_NEEDS_REPLY:
      return _("Reply needed");
    case GNOMON_LOOK_DECLINED:
      return _("Declined");
    case GNOMON_LOOK_CANCELLED:
      return _("Cancelled");
    case GNOMON_LOOK_FIRM:
    default:
      return NULL;
    }
}

/**
 * gnomon_describe_day:
 * @day: a civil day
 * @n_events: how many events it has
 * @time: what the view knows of the time
 *
 * Returns: (transfer full): what a day's cell is, as in "Wednesday 18 November, today, 13 events"
 */
char *
gnomon_describe_day (gint64                day,
                     guint                 n_events,
                     const GnomonViewTime *time)
{
  GString *sentence;
  g_autofree char *date = NULL;

  g_return_val_if_fail (time != NULL, NULL);

  date = gnomon_format_date_long (day, time->today);
  sentence = g_string_new (date);
  if (day == time->today)
    append_part (sentence, _("today"));
  append_count (sentence, n_events);

  return g_string_free (sentence, FALSE);
}

static char *
get_nth_letter (const char *text,
                int         from_end)
{
  const char *letter = text;

  if (from_end > 0)
    letter = g_utf8_offset_to_pointer (text, MAX (0, g_utf8_strlen (text, -1) - from_end));

  if (*letter == '\0')
    return g_strdup ("");

  return g_strndup (letter, (gsize) (g_utf8_next_char (letter) - letter));
}

/**
 * gnomon_describe_day_strip:
 * @day: a civil day
 * @n_events: how many events take the whole day
 * @time: what the view knows of the time
 *
 * Returns: (transfer full): like `Wednesday 18 November, all day, 2 events`
 */
char *
gnomon_describe_day_strip (gint64                day,
                           guint                 n_events,
                           const GnomonViewTime *time)
{
  g_autofree char *date = gnomon_format_date_long (day, time->today);
  GString *sentence = g_string_new (date);

  append_part (sentence, _("all day"));
  append_count (sentence, n_events);

  return g_string_free (sentence, FALSE);
}

/**
 * gnomon_describe_slot:
 * @start_wall: when it begins
 * @end_wall: when it ends
 * @time: what the view knows of the time
 *
 * Returns: (transfer full): like `10:30 to 11:00, Wednesday 18 November`
 */
char *
gnomon_describe_slot (gint64                start_wall,
                      gint64                end_wall,
                      const GnomonViewTime *time)
{
  g_autofree char *range = gnomon_format_spoken_range (start_wall, end_wall, time->hours);
  g_autofree char *date = gnomon_format_date_long (gnomon_civil_day_of_wall (start_wall),
                                                   time->today);
  GString *sentence = g_string_new (range);

  append_part (sentence, date);

  return g_string_free (sentence, FALSE);
}

/**
 * gnomon_describe_is_day_off:
 * @day: a civil day
 * @work_days: a mask of the weekdays on which the user works
 *
 * Returns: whether the user does not work on it; %FALSE where no day is for work
 */
gboolean
gnomon_describe_is_day_off (gint64 day,
                            guint  work_days)
{
  return work_days != 0 && (work_days & GNOMON_WEEKDAY_BIT (gnomon_civil_weekday (day))) == 0;
}

/**
 * gnomon_describe_week:
 * @number: the number of a week
 *
 * Returns: (transfer full): what a screen reader says of it, as in "Week 47"
 */
char *
gnomon_describe_week (int number)
{
  /* Translators: the number of a week in its year. */
  return g_strdup_printf (_("Week %d"), number);
}

/**
 * gnomon_describe_weekday_narrow:
 * @weekday: 1 Monday to 7 Sunday
 *
 * Returns: (transfer full): one letter for it, as it stands over a small month. Where all names
 *   begin alike, as in Chinese, it is the last letter.
 */
char *
gnomon_describe_weekday_narrow (int weekday)
{
  g_autofree char *monday = gnomon_format_weekday_short (1);
  g_autofree char *tuesday = gnomon_format_weekday_short (2);
  g_autofree char *wednesday = gnomon_format_weekday_short (3);
  g_autofree char *name = gnomon_format_weekday_short (weekday);
  gboolean alike = g_utf8_get_char (monday) == g_utf8_get_char (tuesday)
                   && g_utf8_get_char (monday) == g_utf8_get_char (wednesday);

  return get_nth_letter (name, alike ? 1 : 0);
}

/**
 * gnomon_describe_more:
 * @n_more: how many events a day has that are not shown
 * @day: the civil day
 * @time: what the view knows of the time
 *
 * Returns: (transfer full): as in "5 more events, Thursday 19 November"
 */
char *
gnomon_describe_more (guint                 n_more,
                      gint64                day,
                      const GnomonViewTime *time)
{
  GString *sentence;
  g_autofree char *date = NULL;

  g_return_val_if_fail (time != NULL, NULL);

  date = gnomon_format_date_long (day, time->today);
  sentence = g_string_new (NULL);
  g_string_printf (sentence, ngettext ("%u more event", "%u more events", n_more), n_more);
  append_part (sentence, date);

  return g_string_free (sentence, FALSE);
}
