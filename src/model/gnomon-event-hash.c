/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-event-private.h"

/* The content of an event, by which an import knows again what is there already. */

/* As many characters of a SHA-256 in hexadecimal. */
#define HASH_LENGTH 32

/* What is hashed is put together first: a checksum takes much longer for many small pieces. */
#define USUAL_SIZE 1024

static void
add_text (GString    *content,
          const char *text)
{
  g_string_append_len (content, text, (gssize) strlen (text) + 1);
}

static void
add_number (GString *content,
            gint64   number)
{
  g_string_append_len (content, (const char *) &number, sizeof number);
}

static void
add_texts (GString  *content,
           char    **texts)
{
  for (guint i = 0; texts[i] != NULL; i++)
    add_text (content, texts[i]);
  add_number (content, 0);
}

/**
 * gnomon_event_hash_content:
 * @event: an event in its full form
 *
 * Tells whether two versions of an event are the same: in all that a file can tell, but for when
 * and how often it was changed.
 *
 * Returns: (transfer full): a hash of the content
 */
char *
gnomon_event_hash_content (GnomonEvent *event)
{
  g_autoptr (GString) content = g_string_sized_new (USUAL_SIZE);
  g_autofree char *sum = NULL;
  gboolean is_date = event->kind == GNOMON_TIME_DATE;

  add_text (content, event->title);
  add_text (content, event->description);
  add_number (content, event->event_type);
  add_number (content, event->kind);
  add_number (content, event->start_wall);
  add_number (content, event->end_wall);
  add_text (content, is_date ? "" : event->timezone);
  add_text (content, is_date ? "" : event->end_timezone);
  add_text (content, event->location);
  add_number (content, event->status);
  add_number (content, event->busy);
  add_text (content, event->url);
  add_text (content, event->color);
  add_text (content, event->organizer);
  add_number (content, event->reminder_set ? event->reminder_minutes : -1);
  add_text (content, event->rrule);
  add_texts (content, event->exdate);
  add_texts (content, event->rdate);
  add_text (content, event->extra);

  for (guint i = 0; i < event->attendees->len; i++)
    {
      GnomonAttendee *attendee = g_ptr_array_index (event->attendees, i);

      add_text (content, gnomon_attendee_get_email (attendee));
      add_text (content, gnomon_attendee_get_name (attendee));
      add_number (content, gnomon_attendee_get_status (attendee));
    }
  for (guint i = 0; i < event->reminders->len; i++)
    {
      GnomonReminder *reminder = g_ptr_array_index (event->reminders, i);
      gboolean is_at_a_time = reminder->minutes_before == GNOMON_REMINDER_AT_A_TIME;

      if (reminder->automatic)
        continue;
      add_number (content, reminder->type);
      add_number (content, is_at_a_time ? -1 : reminder->minutes_before);
      add_number (content, is_at_a_time ? reminder->time : 0);
    }

  for (guint i = 0; i < event->overrides->len; i++)
    {
      GnomonEvent *override = g_ptr_array_index (event->overrides, i);
      g_autofree char *hash = gnomon_event_hash_content (override);

      add_text (content, override->recurrence_id);
      add_text (content, hash);
    }

  sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) content->str,
                                     content->len);
  return g_strndup (sum, HASH_LENGTH);
}
