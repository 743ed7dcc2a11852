/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-ctl-format.h"

#include <glib/gi18n.h>

#include "gnomon-ctl-values.h"

/*
 * Events for people: lists grouped by day with their ids before them, and one event in full.
 * Nothing here talks to anybody, or trusts that a key is there: what is missing is left out.
 */

/* The labels of one event stand in a column of this width. */
#define LABEL_WIDTH 13

/* Where an event stands among the days. */
typedef struct
{
  GDateTime *start;   /* wall time; NULL where the service gave none */
  GDateTime *end;     /* wall time; of all-day events the last day */
  gboolean all_day;
  gboolean one_day;   /* starts and ends on the same day */
  char *start_zone;   /* NULL but where the clock says the same hour twice in between */
  char *end_zone;
} Times;

static void
clear_times (Times *times)
{
  g_clear_pointer (&times->start, g_date_time_unref);
  g_clear_pointer (&times->end, g_date_time_unref);
  g_clear_pointer (&times->start_zone, g_free);
  g_clear_pointer (&times->end_zone, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Times, clear_times)

static gboolean
is_same_day (GDateTime *a,
             GDateTime *b)
{
  return g_date_time_get_year (a) == g_date_time_get_year (b)
         && g_date_time_get_day_of_year (a) == g_date_time_get_day_of_year (b);
}

/* 02:30 – 02:30 is an hour where daylight saving ends: summer and winter tell them apart. */
static void
read_zones (Times    *times,
            GVariant *event)
{
  g_autoptr (GDateTime) start =
    g_date_time_new_from_unix_local (gnomon_ctl_get_integer (event, "starts_at"));
  g_autoptr (GDateTime) end =
    g_date_time_new_from_unix_local (gnomon_ctl_get_integer (event, "ends_at"));

  if (start == NULL || end == NULL || g_date_time_compare (start, end) >= 0
      || g_date_time_compare (times->start, times->end) < 0)
    return;
  times->start_zone = g_strdup_printf (" %s", g_date_time_get_timezone_abbreviation (start));
  times->end_zone = g_strdup_printf (" %s", g_date_time_get_timezone_abbreviation (end));
}

static void
read_times (Times    *times,
            GVariant *event)
{
  times->all_day = gnomon_ctl_get_boolean (event, "all_day");
  if (times->all_day)
    {
      times->start = gnomon_ctl_text_parse_local (gnomon_ctl_get_string (event, "event_date"));
      times->end = gnomon_ctl_text_parse_local (gnomon_ctl_get_string (event, "end_date"));
    }
  else
    {
      times->start = gnomon_ctl_text_parse_local (gnomon_ctl_get_string (event, "local_start"));
      times->end = gnomon_ctl_text_parse_local (gnomon_ctl_get_string (event, "local_end"));
    }

  times->one_day = times->start == NULL || times->end == NULL;
  if (!times->one_day && !times->all_day)
    read_zones (times, event);
  if (!times->one_day && is_same_day (times->start, times->end))
    times->one_day = TRUE;
  else if (!times->one_day && !times->all_day)
    {
      /* What ends at midnight is over with the day before. */
      g_autoptr (GDateTime) last = g_date_time_add_seconds (times->end, -1);

      times->one_day = is_same_day (times->start, last);
    }
}

static char *
dup_clock (const GnomonCtlStyle *style,
           const Times          *times)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;

  if (times->all_day)
    return g_strdup (_("all day"));
  if (times->start == NULL || times->end == NULL)
    return g_strdup ("");

  first = gnomon_ctl_text_dup_time (style, times->start);
  last = gnomon_ctl_text_dup_time (style, times->end);
  start = g_strconcat (first, times->start_zone, NULL);
  end = g_strconcat (last, times->end_zone, NULL);
  /* Translators: from one time of day until another. */
  return g_strdup_printf (_("%s – %s"), start, end);
}

/* Lists of events */

static void
append_note (GString              *out,
             const GnomonCtlStyle *style,
             const char           *note)
{
  g_autofree char *text = g_strdup_printf (" (%s)", note);

  gnomon_ctl_text_append (out, style, GNOMON_CTL_TONE_FAINT, text);
}

static void
append_heading (GString              *out,
                const GnomonCtlStyle *style,
                GDateTime            *day)
{
  g_autofree char *name = gnomon_ctl_text_dup_day (style, day);
  g_autofree char *near = gnomon_ctl_text_dup_near (style, day);
  gboolean today = is_same_day (day, style->now);

  if (out->len > 0)
    g_string_append_c (out, '\n');
  gnomon_ctl_text_append (out, style, today ? GNOMON_CTL_TONE_TODAY : GNOMON_CTL_TONE_STRONG, name);
  if (near != NULL)
    append_note (out, style, near);
  g_string_append_c (out, '\n');
}

/* What the columns do not say: where, until when, and what is out of the ordinary. */
static void
append_notes (GString              *out,
              const GnomonCtlStyle *style,
              GVariant             *event,
              const Times          *times,
              GDateTime            *shown_day)
{
  const char *location = gnomon_ctl_get_string (event, "location");
  const char *status = gnomon_ctl_get_string (event, "status");
  const char *recurrence_id = gnomon_ctl_get_string (event, "recurrence_id");

  if (*location != '\0')
    {
      g_autofree char *note = g_strdup_printf (" · %s", location);

      gnomon_ctl_text_append (out, style, GNOMON_CTL_TONE_PLAIN, note);
    }
  if (times->start != NULL && !is_same_day (times->start, shown_day))
    {
      g_autofree char *day = gnomon_ctl_text_dup_day (style, times->start);
      /* Translators: %s is the day on which an event began that is still on. */
      g_autofree char *note = g_strdup_printf (_("since %s"), day);

      append_note (out, style, note);
    }
  if (!times->one_day && !is_same_day (times->end, shown_day))
    {
      g_autofree char *day = gnomon_ctl_text_dup_day (style, times->end);
      /* Translators: %s is the day on which an event of several days ends. */
      g_autofree char *note = g_strdup_printf (_("until %s"), day);

      append_note (out, style, note);
    }
  if (g_str_equal (status, "cancelled"))
    append_note (out, style, _("cancelled"));
  else if (g_str_equal (status, "tentative"))
    append_note (out, style, _("tentative"));
  if (*recurrence_id != '\0')
    {
      g_autofree char *note = g_strdup_printf (" ↻ %s", recurrence_id);

      gnomon_ctl_text_append (out, style, GNOMON_CTL_TONE_FAINT, note);
    }
}

static void
measure_events (const GnomonCtlStyle *style,
                GVariant             *events,
                guint                *id_width,
                guint                *clock_width)
{
  GVariantIter iter;
  GVariant *event;

  *id_width = 4;
  *clock_width = 0;
  g_variant_iter_init (&iter, events);
  while ((event = g_variant_iter_next_value (&iter)) != NULL)
    {
      g_autoptr (GVariant) owned = event;
      g_autofree char *id = gnomon_ctl_dup_id (event, "id");
      g_autofree char *clock = NULL;
      g_auto (Times) times = { NULL };

      read_times (&times, event);
      clock = dup_clock (style, &times);
      *id_width = MAX (*id_width, gnomon_ctl_text_get_width (id));
      *clock_width = MAX (*clock_width, gnomon_ctl_text_get_width (clock));
    }
}

/**
 * gnomon_ctl_format_events:
 * @out: where to
 * @style: the style
 * @events: (type aa{sv}): events, in the order in which they are to be shown
 * @first_day: (nullable): `YYYY-MM-DD`, the first day of a view: what began earlier stands on it
 *
 * Writes a list of events, each day with a heading.
 */
void
gnomon_ctl_format_events (GString              *out,
                          const GnomonCtlStyle *style,
                          GVariant             *events,
                          const char           *first_day)
{
  g_autoptr (GDateTime) first = gnomon_ctl_text_parse_local (first_day);
  g_autoptr (GDateTime) heading = NULL;
  guint id_width, clock_width;
  GVariantIter iter;
  GVariant *event;

  measure_events (style, events, &id_width, &clock_width);

  g_variant_iter_init (&iter, events);
  while ((event = g_variant_iter_next_value (&iter)) != NULL)
    {
      g_autoptr (GVariant) owned = event;
      g_autofree char *id = gnomon_ctl_dup_id (event, "id");
      g_autofree char *clock = NULL;
      g_auto (Times) times = { NULL };
      GDateTime *day;

      read_times (&times, event);
      day = times.start;
      if (day != NULL && first != NULL && g_date_time_compare (day, first) < 0)
        day = first;
      if (day != NULL && (heading == NULL || !is_same_day (heading, day)))
        {
          append_heading (out, style, day);
          g_clear_pointer (&heading, g_date_time_unref);
          heading = g_date_time_ref (day);
        }

      clock = dup_clock (style, &times);
      for (guint used = gnomon_ctl_text_get_width (id); used < id_width; used++)
        g_string_append_c (out, ' ');
      gnomon_ctl_text_append (out, style, GNOMON_CTL_TONE_FAINT, id);
      g_string_append (out, "  ");
      gnomon_ctl_text_append_padded (out, style, GNOMON_CTL_TONE_PLAIN, clock, clock_width);
      g_string_append (out, "  ");
      gnomon_ctl_text_append (out, style, GNOMON_CTL_TONE_STRONG,
                              gnomon_ctl_get_string (event, "title"));
      if (day != NULL)
        append_notes (out, style, event, &times, day);
      g_string_append_c (out, '\n');
    }
}

/* One event */

static char *
dup_when (const GnomonCtlStyle *style,
          GVariant             *event)
{
  g_auto (Times) times = { NULL };
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *clock = NULL;
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;

  read_times (&times, event);
  if (times.start == NULL || times.end == NULL)
    return g_strdup (gnomon_ctl_get_string (event, "event_date"));

  first = gnomon_ctl_text_dup_day (style, times.start);
  if (times.one_day)
    {
      clock = dup_clock (style, &times);
      /* Translators: a day and a time of that day. */
      return g_strdup_printf (_("%s, %s"), first, clock);
    }

  last = gnomon_ctl_text_dup_day (style, times.end);
  if (times.all_day)
    /* Translators: from one day until another. */
    return g_strdup_printf (_("%s – %s"), first, last);

  start = gnomon_ctl_text_dup_time (style, times.start);
  end = gnomon_ctl_text_dup_time (style, times.end);
  /* Translators: day and time of the start, day and time of the end. */
  return g_strdup_printf (_("%s, %s – %s, %s"), first, start, last, end);
}

/**
 * gnomon_ctl_format_summary:
 * @style: the style
 * @event: an event
 *
 * Returns: (transfer full): one line: title and times, not cleaned for the terminal
 */
char *
gnomon_ctl_format_summary (const GnomonCtlStyle *style,
                           GVariant             *event)
{
  g_autofree char *when = dup_when (style, event);

  /* Translators: an event's title, then its day and times. */
  return g_strdup_printf (_("%s, %s"), gnomon_ctl_get_string (event, "title"), when);
}

/* A label and its value; of several lines the later ones stand under the first. */
static void
append_field (GString              *out,
              const GnomonCtlStyle *style,
              const char           *label,
              const char           *value)
{
  g_auto (GStrv) lines = NULL;

  if (*value == '\0')
    return;
  lines = g_strsplit (value, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_string_append (out, "  ");
      gnomon_ctl_text_append_padded (out, style, GNOMON_CTL_TONE_FAINT, i == 0 ? label : "",
                                     LABEL_WIDTH);
      gnomon_ctl_text_append (out, style, GNOMON_CTL_TONE_PLAIN, lines[i]);
      g_string_append_c (out, '\n');
    }
}

static void
append_when (GString              *out,
             const GnomonCtlStyle *style,
             GVariant             *event)
{
  g_autofree char *when = dup_when (style, event);
  g_autofree char *near = NULL;
  g_autofree char *line = NULL;
  g_auto (Times) times = { NULL };

  read_times (&times, event);
  near = times.start != NULL ? gnomon_ctl_text_dup_near (style, times.start) : NULL;
  line = near != NULL ? g_strdup_printf ("%s (%s)", when, near) : g_strdup (when);
  append_field (out, style, _("When"), line);
}

static void
append_part (GString              *out,
             const GnomonCtlStyle *style,
             GVariant             *event,
             const char           *key,
             const char           *label,
             void (*format) (GString *, const GnomonCtlStyle *, GVariant *, gboolean))
{
  g_autoptr (GVariant) records = g_variant_lookup_value (event, key, G_VARIANT_TYPE ("aa{sv}"));

  if (records == NULL || g_variant_n_children (records) == 0)
    return;
  g_string_append_c (out, '\n');
  gnomon_ctl_text_append (out, style, GNOMON_CTL_TONE_STRONG, label);
  g_string_append_c (out, '\n');
  format (out, style, records, FALSE);
}

/**
 * gnomon_ctl_format_event:
 * @out: where to
 * @style: the style
 * @event: an event in the full form
 * @calendar: its calendar's name, or empty
 *
 * Writes all of an event that people care for.
 */
void
gnomon_ctl_format_event (GString              *out,
                         const GnomonCtlStyle *style,
                         GVariant             *event,
                         const char           *calendar)
{
  static const struct
  {
    const char *key;
    const char *label;
  } fields[] = {
    { "location", N_("Where") },
    { "event_type", N_("Kind") },
    { "status", N_("Status") },
    { "organizer", N_("Organizer") },
    { "my_status", N_("Your answer") },
    { "rrule", N_("Repeats") },
    { "recurrence_id", N_("Occurrence") },
    { "meeting_url", N_("Video call") },
    { "url", N_("Link") },
    { "color", N_("Color") },
    { "timezone", N_("Time zone") },
    { "description", N_("Description") },
  };
  g_autofree char *id = gnomon_ctl_dup_id (event, "id");

  gnomon_ctl_text_append (out, style, GNOMON_CTL_TONE_STRONG,
                          gnomon_ctl_get_string (event, "title"));
  g_string_append_c (out, '\n');
  append_field (out, style, _("Id"), id);
  append_when (out, style, event);
  append_field (out, style, _("Calendar"), calendar);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    append_field (out, style, _(fields[i].label), gnomon_ctl_get_string (event, fields[i].key));

  append_part (out, style, event, "attendee_records", _("Guests"), gnomon_ctl_format_attendees);
  append_part (out, style, event, "reminders", _("Reminders"), gnomon_ctl_format_reminders);
}
