/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-calendar.h"
#include "gnomon-error.h"
#include "gnomon-event-private.h"
#include "gnomon-meeting-link.h"
#include "gnomon-occurrence-private.h"

static void
test_blank (void)
{
  GnomonEvent *event = gnomon_event_new_blank ();
  g_autofree char *meeting_url = gnomon_event_dup_meeting_url (event);
  g_autofree char *attendees = gnomon_event_dup_attendees (event);

  g_assert_cmpstr (gnomon_event_get_uid (event), ==, "");
  g_assert_cmpstr (gnomon_event_get_title (event), ==, "");
  g_assert_cmpstr (gnomon_event_get_recurrence_id (event), ==, "");
  g_assert_null (gnomon_event_get_exdate (event)[0]);
  g_assert_null (gnomon_event_get_rdate (event)[0]);
  g_assert_false (gnomon_event_is_recurring (event));
  g_assert_cmpint (gnomon_event_get_attendees (event)->len, ==, 0);
  g_assert_cmpint (gnomon_event_get_reminders (event)->len, ==, 0);
  g_assert_cmpstr (meeting_url, ==, "");
  g_assert_cmpstr (attendees, ==, "");
  g_assert_finalize_object (event);
}

static void
test_copy (void)
{
  static const char *dates[] = { "20261123", NULL };
  GnomonEvent *event = gnomon_event_new_blank ();
  GnomonEvent *copy;
  GnomonAttendee *guest =
    gnomon_attendee_new (1, 2, "ann@example.org", NULL, GNOMON_ATTENDEE_ACCEPTED, 5);
  GnomonReminder *reminder = gnomon_reminder_new_blank ();

  event->id = 7;
  event->title = g_strdup ("Review");
  event->exdate = g_strdupv ((char **) dates);
  event->rdate = g_strdupv ((char **) dates);
  event->revision = 3;
  event->extra = g_strdup ("X-A:1");
  g_ptr_array_add (event->attendees, guest);
  g_ptr_array_add (event->reminders, reminder);

  copy = gnomon_event_copy (event);
  g_assert_cmpint (gnomon_event_get_id (copy), ==, 7);
  g_assert_cmpint (copy->revision, ==, 3);
  g_assert_cmpstr (copy->extra, ==, "X-A:1");
  g_assert_cmpstr (gnomon_event_get_exdate (copy)[0], ==, "20261123");
  g_assert_true (gnomon_event_is_recurring (copy));
  g_assert_true (g_ptr_array_index (gnomon_event_get_attendees (copy), 0) == guest);
  g_assert_true (g_ptr_array_index (gnomon_event_get_reminders (copy), 0) == reminder);
  g_assert_true (gnomon_event_get_attendees (copy) != gnomon_event_get_attendees (event));

  g_assert_finalize_object (event);
  g_assert_cmpstr (gnomon_event_get_title (copy), ==, "Review");
  g_assert_finalize_object (copy);
}

static void
test_names (void)
{
  static const char * const types[] = { "meeting", "event", "reminder" };
  static const char * const statuses[] = { "confirmed", "tentative", "cancelled" };
  static const char * const reminder_types[] = { "notification", "email", "both" };
  static const char * const states[] = {
    "planned", "shown", "snoozed", "dismissed", "missed", "mailed", "failed",
  };
  GnomonEventType type;
  GnomonEventStatus status;
  GnomonReminderType reminder_type;
  GnomonReminderState state;

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_assert_true (gnomon_event_type_from_string (types[i], &type));
      g_assert_cmpstr (gnomon_event_type_to_string (type), ==, types[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_assert_true (gnomon_event_status_from_string (statuses[i], &status));
      g_assert_cmpstr (gnomon_event_status_to_string (status), ==, statuses[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (reminder_types); i++)
    {
      g_assert_true (gnomon_reminder_type_from_string (reminder_types[i], &reminder_type));
      g_assert_cmpstr (gnomon_reminder_type_to_string (reminder_type), ==, reminder_types[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_assert_true (gnomon_reminder_state_from_string (states[i], &state));
      g_assert_cmpstr (gnomon_reminder_state_to_string (state), ==, states[i]);
    }

  g_assert_false (gnomon_event_type_from_string ("task", &type));
  g_assert_false (gnomon_event_type_from_string (NULL, &type));
  g_assert_false (gnomon_event_status_from_string ("", &status));
  g_assert_false (gnomon_reminder_type_from_string ("Both", &reminder_type));
  g_assert_false (gnomon_reminder_state_from_string (NULL, &state));
}

static void
test_reminder (void)
{
  GnomonReminder *reminder = gnomon_reminder_new_blank ();

  g_assert_cmpint (gnomon_reminder_get_minutes_before (reminder), ==,
                   GNOMON_REMINDER_AT_A_TIME);
  g_assert_cmpint (gnomon_reminder_get_reminder_type (reminder), ==, GNOMON_REMINDER_NOTIFICATION);
  g_assert_cmpint (gnomon_reminder_get_state (reminder), ==, GNOMON_REMINDER_PLANNED);

  reminder->id = 1;
  reminder->event_id = 2;
  reminder->time = 3;
  reminder->minutes_before = 4;
  reminder->automatic = TRUE;
  reminder->type = GNOMON_REMINDER_BOTH;
  reminder->state = GNOMON_REMINDER_SHOWN;
  reminder->sent_at = 5;
  g_assert_cmpint (gnomon_reminder_get_id (reminder), ==, 1);
  g_assert_cmpint (gnomon_reminder_get_event_id (reminder), ==, 2);
  g_assert_cmpint (gnomon_reminder_get_time (reminder), ==, 3);
  g_assert_cmpint (gnomon_reminder_get_minutes_before (reminder), ==, 4);
  g_assert_true (gnomon_reminder_is_automatic (reminder));
  g_assert_cmpint (gnomon_reminder_get_reminder_type (reminder), ==, GNOMON_REMINDER_BOTH);
  g_assert_cmpint (gnomon_reminder_get_state (reminder), ==, GNOMON_REMINDER_SHOWN);
  g_assert_cmpint (gnomon_reminder_get_sent_at (reminder), ==, 5);
  g_assert_finalize_object (reminder);
}

static void
test_calendar (void)
{
  GnomonCalendar *calendar = gnomon_calendar_new (4, "Work", "teal", 2, 0, 4);

  g_assert_cmpint (gnomon_calendar_get_id (calendar), ==, 4);
  g_assert_cmpstr (gnomon_calendar_get_name (calendar), ==, "Work");
  g_assert_cmpstr (gnomon_calendar_get_color (calendar), ==, "teal");
  g_assert_cmpint (gnomon_calendar_is_visible (calendar), ==, TRUE);
  g_assert_cmpint (gnomon_calendar_is_default (calendar), ==, FALSE);
  g_assert_cmpint (gnomon_calendar_is_read_only (calendar), ==, TRUE);
  g_assert_finalize_object (calendar);
}

static void
test_palette (void)
{
  const char * const *palette = gnomon_color_get_palette ();

  g_assert_cmpint (g_strv_length ((char **) palette), ==, 10);
  g_assert_cmpstr (palette[0], ==, "blue");
  g_assert_cmpstr (palette[9], ==, "slate");

  for (; *palette != NULL; palette++)
    {
      g_autofree char *upper = g_ascii_strup (*palette, -1);
      g_autofree char *color = gnomon_color_normalize (upper, "color", NULL);

      g_assert_cmpstr (color, ==, *palette);
    }
}

static GnomonOccurrence *
new_occurrence (void)
{
  GnomonOccurrence *occurrence = g_object_new (GNOMON_TYPE_OCCURRENCE, NULL);

  occurrence->event_id = 1;
  occurrence->calendar_id = 2;
  occurrence->starts_at = 3600;
  occurrence->ends_at = 7200;
  occurrence->start_wall = 7200;
  occurrence->end_wall = 10800;
  occurrence->title = g_strdup ("Review");
  occurrence->color = g_intern_static_string ("teal");
  occurrence->event_type = GNOMON_EVENT_TYPE_EVENT;

  return occurrence;
}

static void
test_occurrence (void)
{
  g_autoptr (GnomonOccurrence) a = new_occurrence ();
  g_autoptr (GnomonOccurrence) b = new_occurrence ();
  GnomonAttendeeStatus status;

  g_assert_cmpint (gnomon_occurrence_get_event_id (a), ==, 1);
  g_assert_cmpint (gnomon_occurrence_get_calendar_id (a), ==, 2);
  g_assert_cmpint (gnomon_occurrence_get_starts_at (a), ==, 3600);
  g_assert_cmpint (gnomon_occurrence_get_ends_at (a), ==, 7200);
  g_assert_cmpint (gnomon_occurrence_get_start_wall (a), ==, 7200);
  g_assert_cmpint (gnomon_occurrence_get_end_wall (a), ==, 10800);
  g_assert_false (gnomon_occurrence_is_all_day (a));
  g_assert_cmpstr (gnomon_occurrence_get_title (a), ==, "Review");
  g_assert_cmpstr (gnomon_occurrence_get_location (a), ==, "");
  g_assert_cmpstr (gnomon_occurrence_get_recurrence_id (a), ==, "");
  g_assert_cmpstr (gnomon_occurrence_get_color (a), ==, "teal");
  g_assert_cmpint (gnomon_occurrence_get_event_type (a), ==, GNOMON_EVENT_TYPE_EVENT);
  g_assert_cmpint (gnomon_occurrence_get_status (a), ==, GNOMON_STATUS_CONFIRMED);
  g_assert_cmpint (gnomon_occurrence_get_flags (a), ==, 0);
  g_assert_false (gnomon_occurrence_get_own_answer (a, &status));

  g_assert_true (gnomon_occurrence_equal (a, b));
  b->location = g_strdup ("");
  g_assert_true (gnomon_occurrence_equal (a, b));
  b->own_answer = GNOMON_ATTENDEE_TENTATIVE;
  g_assert_true (gnomon_occurrence_get_own_answer (b, &status));
  g_assert_true (gnomon_occurrence_get_own_answer (b, NULL));
  g_assert_cmpint (status, ==, GNOMON_ATTENDEE_TENTATIVE);
  g_assert_false (gnomon_occurrence_equal (a, b));
}

/* Each thing that is drawn makes a difference. */
static void
test_occurrence_differences (void)
{
  enum { N_DIFFERENCES = 15 };
  g_autoptr (GnomonOccurrence) a = new_occurrence ();

  for (int i = 0; i < N_DIFFERENCES; i++)
    {
      g_autoptr (GnomonOccurrence) b = new_occurrence ();

      switch (i)
        {
        case 0: b->event_id++; break;
        case 1: b->calendar_id++; break;
        case 2: b->starts_at++; break;
        case 3: b->ends_at++; break;
        case 4: b->start_wall++; break;
        case 5: b->end_wall++; break;
        case 6: b->all_day = TRUE; break;
        case 7: b->event_type = GNOMON_EVENT_TYPE_REMINDER; break;
        case 8: b->status = GNOMON_STATUS_CANCELLED; break;
        case 9: b->own_answer = GNOMON_ATTENDEE_PENDING; break;
        case 10: b->flags = GNOMON_OCCURRENCE_GUESTS; break;
        case 11: b->recurrence_id = g_strdup ("2026-11-23"); break;
        case 12: g_clear_pointer (&b->title, g_free); break;
        case 13: b->location = g_strdup ("Room 4"); break;
        default: b->color = g_intern_static_string ("blue"); break;
        }

      g_assert_false (gnomon_occurrence_equal (a, b));
    }
}

static void
test_meeting_links (void)
{
  static const struct { const char *text, *link; } rows[] = {
    { "", NULL },
    { "Room 4", NULL },
    { "and/or", NULL },
    { "https://example.org/", NULL },
    { "https://zoom.us/j/123456?pwd=abc", "https://zoom.us/j/123456?pwd=abc" },
    { "https://us02web.zoom.us/j/123", "https://us02web.zoom.us/j/123" },
    { "https://zoom.us/pricing", NULL },
    { "https://zoom.us/j/", NULL },
    { "https://notzoom.us/j/1", NULL },
    { "https://zoom.us.example.org/j/1", NULL },
    { "HTTPS://Meet.Google.Com/abc-defg-hij", "HTTPS://Meet.Google.Com/abc-defg-hij" },
    { "Call: meet.google.com/abc-defg-hij.", "https://meet.google.com/abc-defg-hij" },
    { "(https://teams.microsoft.com/l/meetup-join/19%3ax@thread.v2/0?context=%7b%7d)",
      "https://teams.microsoft.com/l/meetup-join/19%3ax@thread.v2/0?context=%7b%7d" },
    { "https://teams.live.com/meet/93", "https://teams.live.com/meet/93" },
    { "https://meet.jit.si/Standup#config", "https://meet.jit.si/Standup#config" },
    { "https://jitsi.example.org/Standup", "https://jitsi.example.org/Standup" },
    { "https://meet.example.org:8443/Standup", "https://meet.example.org:8443/Standup" },
    { "https://meet.example.org", NULL },
    { "https://meet.example.org/", NULL },
    { "https://example.org/meet/x", NULL },
    { "https://whereby.com/team", "https://whereby.com/team" },
    { "https://example.webex.com/meet/ann", "https://example.webex.com/meet/ann" },
    { "https://bbb.example.org/b/ann-1", "https://bbb.example.org/b/ann-1" },
    { "https://example.org/bigbluebutton/api/join?x",
      "https://example.org/bigbluebutton/api/join?x" },
    { "Join here:\nhttps://example.org/agenda\n<https://zoom.us/j/1>, or phone",
      "https://zoom.us/j/1" },
    { "<a href=\"https://zoom.us/my/ann\">x</a>", "https://zoom.us/my/ann" },
    { "javascript://zoom.us/j/1", NULL },
    { "ftp://zoom.us/j/1", NULL },
    { "https://user@zoom.us/j/1", NULL },
    { "https:///j/1", NULL },
    { "((((", NULL },
    { "/", NULL },
    { "東京 https://zoom.us/j/1 東京", "https://zoom.us/j/1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *link = gnomon_meeting_link_find (rows[i].text);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpstr (link, ==, rows[i].link);
    }
}

static void
test_meeting_url (void)
{
  g_autoptr (GnomonEvent) event = gnomon_event_new_blank ();
  g_autofree char *in_description = NULL;
  g_autofree char *in_location = NULL;
  g_autofree char *in_url = NULL;

  event->description = g_strdup ("https://zoom.us/j/3");
  in_description = gnomon_event_dup_meeting_url (event);
  g_assert_cmpstr (in_description, ==, "https://zoom.us/j/3");
  event->location = g_strdup ("https://zoom.us/j/2");
  in_location = gnomon_event_dup_meeting_url (event);
  g_assert_cmpstr (in_location, ==, "https://zoom.us/j/2");
  event->url = g_strdup ("https://zoom.us/j/1");
  in_url = gnomon_event_dup_meeting_url (event);
  g_assert_cmpstr (in_url, ==, "https://zoom.us/j/1");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/event/blank", test_blank);
  g_test_add_func ("/event/copy", test_copy);
  g_test_add_func ("/event/names", test_names);
  g_test_add_func ("/event/reminder", test_reminder);
  g_test_add_func ("/event/calendar", test_calendar);
  g_test_add_func ("/event/palette", test_palette);
  g_test_add_func ("/event/occurrence", test_occurrence);
  g_test_add_func ("/event/occurrence-differences", test_occurrence_differences);
  g_test_add_func ("/event/meeting-links", test_meeting_links);
  g_test_add_func ("/event/meeting-url", test_meeting_url);

  return g_test_run ();
}
