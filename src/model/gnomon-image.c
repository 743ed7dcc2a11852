/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-image.h"

#include "gnomon-event-private.h"

#define LAYOUT 1

#define ATTENDEE_TYPE "(xssix)"
#define REMINDER_TYPE "(xbixi)"
#define EVENT_TYPE \
  "(isxssiixxsssibsssbisasasixssa" ATTENDEE_TYPE "a" REMINDER_TYPE ")"
#define CALENDAR_TYPE "(issbbb)"

static GVariant *
pack_attendees (GPtrArray *attendees)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a" ATTENDEE_TYPE));

  for (guint i = 0; i < attendees->len; i++)
    {
      GnomonAttendee *attendee = g_ptr_array_index (attendees, i);

      g_variant_builder_add (&builder, ATTENDEE_TYPE, gnomon_attendee_get_id (attendee),
                             gnomon_attendee_get_email (attendee),
                             gnomon_attendee_get_name (attendee),
                             (gint32) gnomon_attendee_get_status (attendee),
                             gnomon_attendee_get_responded_at (attendee));
    }
  return g_variant_builder_end (&builder);
}

static GVariant *
pack_reminders (GPtrArray *reminders)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a" REMINDER_TYPE));

  for (guint i = 0; i < reminders->len; i++)
    {
      GnomonReminder *reminder = g_ptr_array_index (reminders, i);

      g_variant_builder_add (&builder, REMINDER_TYPE, reminder->id, reminder->automatic,
                             (gint32) reminder->minutes_before, reminder->time,
                             (gint32) reminder->type);
    }
  return g_variant_builder_end (&builder);
}

GBytes *
gnomon_image_of_event (GnomonEvent *event)
{
  g_autoptr (GVariant) image =
    g_variant_ref_sink (g_variant_new ("(isxssiixxsssibsssbis^as^asixss@a" ATTENDEE_TYPE "@a"
                                       REMINDER_TYPE ")",
                                       LAYOUT, event->uid, event->calendar_id, event->recurrence_id,
                                       event->title, (gint32) event->event_type,
                                       (gint32) event->kind, event->start_wall, event->end_wall,
                                       event->timezone, event->end_timezone, event->location,
                                       (gint32) event->status, event->busy, event->url,
                                       event->color, event->organizer, event->reminder_set,
                                       (gint32) event->reminder_minutes, event->rrule,
                                       event->exdate, event->rdate, (gint32) event->sequence,
                                       event->created_at, event->description, event->extra,
                                       pack_attendees (event->attendees),
                                       pack_reminders (event->reminders)));

  return g_variant_get_data_as_bytes (image);
}

static GVariant *
open_image (GBytes     *image,
            const char *type)
{
  g_autoptr (GVariant) value =
    g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (type), image, FALSE));
  gint32 layout;

  if (!g_variant_is_normal_form (value))
    return NULL;
  g_variant_get_child (value, 0, "i", &layout);
  return layout == LAYOUT ? g_steal_pointer (&value) : NULL;
}

static void
unpack_attendees (GnomonEvent  *event,
                  GVariantIter *attendees)
{
  const char *email, *name;
  gint64 id, responded_at;
  gint32 status;

  while (g_variant_iter_next (attendees, "(x&s&six)", &id, &email, &name, &status, &responded_at))
    g_ptr_array_add (event->attendees,
                     gnomon_attendee_new (id, event->id, email, name, (GnomonAttendeeStatus) status,
                                          responded_at));
}

static void
unpack_reminders (GnomonEvent  *event,
                  GVariantIter *reminders)
{
  gint64 id, time;
  gboolean automatic;
  gint32 minutes_before, type;

  while (g_variant_iter_next (reminders, REMINDER_TYPE, &id, &automatic, &minutes_before, &time,
                              &type))
    {
      GnomonReminder *reminder = gnomon_reminder_new_blank ();

      reminder->id = id;
      reminder->event_id = event->id;
      reminder->automatic = automatic;
      reminder->minutes_before = minutes_before;
      reminder->time = time;
      reminder->type = (GnomonReminderType) type;
      g_ptr_array_add (event->reminders, reminder);
    }
}

GnomonEvent *
gnomon_image_to_event (GBytes *image,
                       gint64  event_id)
{
  g_autoptr (GVariant) value = open_image (image, EVENT_TYPE);
  g_autoptr (GVariantIter) attendees = NULL;
  g_autoptr (GVariantIter) reminders = NULL;
  GnomonEvent *event;
  gint32 layout, event_type, kind, status, reminder_minutes, sequence;

  if (value == NULL)
    return NULL;

  event = gnomon_event_new_blank ();
  event->id = event_id;
  g_variant_get (value, "(isxssiixxsssibsssbis^as^asixssa" ATTENDEE_TYPE "a" REMINDER_TYPE ")",
                 &layout, &event->uid, &event->calendar_id, &event->recurrence_id, &event->title,
                 &event_type, &kind, &event->start_wall, &event->end_wall, &event->timezone,
                 &event->end_timezone, &event->location, &status, &event->busy, &event->url,
                 &event->color, &event->organizer, &event->reminder_set, &reminder_minutes,
                 &event->rrule, &event->exdate, &event->rdate, &sequence, &event->created_at,
                 &event->description, &event->extra, &attendees, &reminders);
  event->event_type = (GnomonEventType) event_type;
  event->kind = (GnomonTimeKind) kind;
  event->status = (GnomonEventStatus) status;
  event->reminder_minutes = reminder_minutes;
  event->sequence = sequence;
  unpack_attendees (event, attendees);
  unpack_reminders (event, reminders);
  return event;
}

GBytes *
gnomon_image_of_calendar (GnomonCalendar *calendar)
{
  g_autoptr (GVariant) image =
    g_variant_ref_sink (g_variant_new (CALENDAR_TYPE, LAYOUT, gnomon_calendar_get_name (calendar),
                                       gnomon_calendar_get_color (calendar),
                                       gnomon_calendar_is_visible (calendar),
                                       gnomon_calendar_is_default (calendar),
                                       gnomon_calendar_is_read_only (calendar)));

  return g_variant_get_data_as_bytes (image);
}

GnomonCalendar *
gnomon_image_to_calendar (GBytes *image,
                          gint64  calendar_id)
{
  g_autoptr (GVariant) value = open_image (image, CALENDAR_TYPE);
  const char *name, *color;
  gboolean visible, is_default, read_only;
  gint32 layout;

  if (value == NULL)
    return NULL;
  g_variant_get (value, "(i&s&sbbb)", &layout, &name, &color, &visible, &is_default, &read_only);
  return gnomon_calendar_new (calendar_id, name, color, visible, is_default, read_only);
}
