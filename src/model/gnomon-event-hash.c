/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-event-private.h"

/* The content of an event, by which an import knows again what is there already. */

/* As many characters of a SHA-256 in hexadecimal. */
#define HASH_LENGTH 32

static void
hash_text (GChecksum  *checksum,
           const char *text)
{
  g_checksum_update (checksum, (const guchar *) text, (gssize) strlen (text) + 1);
}

static void
hash_number (GChecksum *checksum,
             gint64     number)
{
  g_checksum_update (checksum, (const guchar *) &number, sizeof number);
}

static void
hash_texts (GChecksum  *checksum,
            char      **texts)
{
  for (guint i = 0; texts[i] != NULL; i++)
    hash_text (checksum, texts[i]);
  hash_number (checksum, 0);
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
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gboolean is_date = event->kind == GNOMON_TIME_DATE;

  hash_text (checksum, event->title);
  hash_text (checksum, event->description);
  hash_number (checksum, event->event_type);
  hash_number (checksum, event->kind);
  hash_number (checksum, event->start_wall);
  hash_number (checksum, event->end_wall);
  hash_text (checksum, is_date ? "" : event->timezone);
  hash_text (checksum, is_date ? "" : event->end_timezone);
  hash_text (checksum, event->location);
  hash_number (checksum, event->status);
  hash_number (checksum, event->busy);
  hash_text (checksum, event->url);
  hash_text (checksum, event->color);
  hash_text (checksum, event->organizer);
  hash_number (checksum, event->reminder_set ? event->reminder_minutes : -1);
  hash_text (checksum, event->rrule);
  hash_texts (checksum, event->exdate);
  hash_texts (checksum, event->rdate);
  hash_text (checksum, event->extra);

  for (guint i = 0; i < event->attendees->len; i++)
    {
      GnomonAttendee *attendee = g_ptr_array_index (event->attendees, i);

      hash_text (checksum, gnomon_attendee_get_email (attendee));
      hash_text (checksum, gnomon_attendee_get_name (attendee));
      hash_number (checksum, gnomon_attendee_get_status (attendee));
    }
  for (guint i = 0; i < event->reminders->len; i++)
    {
      GnomonReminder *reminder = g_ptr_array_index (event->reminders, i);

      if (reminder->automatic)
        continue;
      hash_number (checksum, reminder->type);
      hash_number (checksum, reminder->minutes_before);
      hash_number (checksum, reminder->minutes_before < 0 ? reminder->time : 0);
    }

  for (guint i = 0; i < event->overrides->len; i++)
    {
      GnomonEvent *override = g_ptr_array_index (event->overrides, i);
      g_autofree char *hash = gnomon_event_hash_content (override);

      hash_text (checksum, override->recurrence_id);
      hash_text (checksum, hash);
    }

  return g_strndup (g_checksum_get_string (checksum), HASH_LENGTH);
}
