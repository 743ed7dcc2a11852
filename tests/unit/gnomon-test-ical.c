/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-test-ical.h"
#include "gnomon-zone.h"

#define VIEWER "Europe/Berlin"

static const GnomonEventContext *
get_context (void)
{
  static GnomonEventContext context;

  if (context.viewer == NULL)
    context = (GnomonEventContext) {
      .now = GNOMON_TEST_ICAL_NOW,
      .viewer = gnomon_zone_lookup (VIEWER),
      .viewer_name = VIEWER,
      .default_calendar_id = 1,
    };
  return &context;
}

GBytes *
gnomon_test_ical_bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

/* The events (element-type GnomonEvent) of a text that is read without an error. */
GPtrArray *
gnomon_test_ical_read (GBytes    *text,
                       GPtrArray *warnings)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parsed = gnomon_ical_parse (text, warnings, &error);
  GPtrArray *events = g_ptr_array_new_with_free_func (g_object_unref);

  g_assert_no_error (error);
  for (guint i = 0; i < parsed->len; i++)
    {
      GPtrArray *made =
          gnomon_ical_event_make_all (g_ptr_array_index (parsed, i), get_context (), &error);

      g_assert_no_error (error);
      g_ptr_array_extend_and_steal (events, made);
    }
  return events;
}

GPtrArray *
gnomon_test_ical_new_warnings (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

gboolean
gnomon_test_ical_has_warning (GPtrArray  *warnings,
                              const char *part)
{
  for (guint i = 0; i < warnings->len; i++)
    if (strstr (g_ptr_array_index (warnings, i), part) != NULL)
      return TRUE;
  return FALSE;
}

/* Without what it keeps of the file's words for what is told already. */
static void
append_extra (GString    *out,
              const char *extra)
{
  gboolean any = FALSE;

  for (const char *at = extra; *at != '\0'; at = strchr (at, '\n') + 1)
    {
      if (g_str_has_prefix (at, "BEGIN:X-GNOMON-ORIGINAL\n"))
        {
          at = strstr (at, "END:X-GNOMON-ORIGINAL\n");
          continue;
        }
      g_string_append_printf (out, "%s%.*s|", any ? "" : " extra=", (int) strcspn (at, "\n"), at);
      any = TRUE;
    }
}

/* The event as a text, what is as by default left out. */
char *
gnomon_test_ical_describe (GnomonEvent *event)
{
  GString *out = g_string_new (NULL);
  g_autofree char *start = gnomon_civil_format_wall (event->start_wall);
  g_autofree char *end = gnomon_civil_format_wall (event->end_wall);
  g_autofree char *exdate = g_strjoinv (",", event->exdate);
  g_autofree char *rdate = g_strjoinv (",", event->rdate);

  g_string_append_printf (out, "%s “%s” ", event->uid, event->title);
  if (event->kind == GNOMON_TIME_DATE)
    g_string_append_printf (out, "%.10s..%.10s", start, end);
  else if (strcmp (event->timezone, event->end_timezone) == 0)
    g_string_append_printf (out, "%.16s..%.16s %s", start, end, event->timezone);
  else
    g_string_append_printf (out, "%.16s %s..%.16s %s", start, event->timezone, end,
                            event->end_timezone);

  if (event->event_type != GNOMON_EVENT_TYPE_EVENT)
    g_string_append_printf (out, " %s", gnomon_event_type_to_string (event->event_type));
  if (event->status != GNOMON_STATUS_CONFIRMED)
    g_string_append_printf (out, " %s", gnomon_event_status_to_string (event->status));
  if (!event->busy)
    g_string_append (out, " free");
  if (*event->description != '\0')
    g_string_append_printf (out, " description=“%s”", event->description);
  if (*event->location != '\0')
    g_string_append_printf (out, " location=“%s”", event->location);
  if (*event->url != '\0')
    g_string_append_printf (out, " url=%s", event->url);
  if (*event->color != '\0')
    g_string_append_printf (out, " color=%s", event->color);
  if (*event->organizer != '\0')
    g_string_append_printf (out, " organizer=%s", event->organizer);
  if (event->sequence != 0)
    g_string_append_printf (out, " sequence=%d", event->sequence);
  if (event->created_at != GNOMON_TEST_ICAL_NOW)
    g_string_append_printf (out, " created=%" G_GINT64_FORMAT, event->created_at);
  if (event->updated_at != GNOMON_TEST_ICAL_NOW)
    g_string_append_printf (out, " updated=%" G_GINT64_FORMAT, event->updated_at);
  if (*event->rrule != '\0')
    g_string_append_printf (out, " rrule=%s", event->rrule);
  if (*exdate != '\0')
    g_string_append_printf (out, " exdate=%s", exdate);
  if (*rdate != '\0')
    g_string_append_printf (out, " rdate=%s", rdate);

  for (guint i = 0; i < event->attendees->len; i++)
    {
      GnomonAttendee *attendee = g_ptr_array_index (event->attendees, i);

      g_string_append_printf (
          out, " guest=%s/%s/%s", gnomon_attendee_get_email (attendee),
          gnomon_attendee_get_name (attendee),
          gnomon_attendee_status_to_string (gnomon_attendee_get_status (attendee)));
    }
  if (event->reminder_set)
    g_string_append_printf (out, " reminder=%d", event->reminder_minutes);
  for (guint i = 0; i < event->reminders->len; i++)
    {
      GnomonReminder *reminder = g_ptr_array_index (event->reminders, i);
      g_autofree char *time = gnomon_civil_format_instant (reminder->time);

      g_string_append_printf (out, " %s=", gnomon_reminder_type_to_string (reminder->type));
      if (reminder->minutes_before != GNOMON_REMINDER_AT_A_TIME)
        g_string_append_printf (out, "%d", reminder->minutes_before);
      else
        g_string_append (out, time);
    }
  append_extra (out, event->extra);
  return g_string_free (out, FALSE);
}
