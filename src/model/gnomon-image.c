/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-image.h"

#include <string.h>

#include "gnomon-event-private.h"

/* Layout 1 knew no overrides. */
#define LAYOUT 2

#define ATTENDEE_TYPE "(xssix)"
#define REMINDER_TYPE "(xbixi)"
/* Of an override its row, and its own image. */
#define OVERRIDE_TYPE "(xay)"
#define EVENT_MEMBERS "isxssiixxsssibsssbisasasixssa" ATTENDEE_TYPE "a" REMINDER_TYPE
#define MEMBERS_READ "(isxssiixxsssibsssbis^as^asixssa" ATTENDEE_TYPE "a" REMINDER_TYPE
#define EVENT_TYPE_1 "(" EVENT_MEMBERS ")"
#define EVENT_TYPE "(" EVENT_MEMBERS "a" OVERRIDE_TYPE ")"
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

/* Negative minutes are one less, so that -1 is a time of its own, as it has always been. */
static gint32
pack_minutes (int minutes_before)
{
  if (minutes_before == GNOMON_REMINDER_AT_A_TIME)
    return -1;
  return minutes_before < 0 ? minutes_before - 1 : minutes_before;
}

static int
unpack_minutes (gint32 packed)
{
  if (packed == -1)
    return GNOMON_REMINDER_AT_A_TIME;
  return packed < 0 ? packed + 1 : packed;
}

static GVariant *
pack_reminders (GPtrArray *reminders)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a" REMINDER_TYPE));

  for (guint i = 0; i < reminders->len; i++)
    {
      GnomonReminder *reminder = g_ptr_array_index (reminders, i);

      g_variant_builder_add (&builder, REMINDER_TYPE, reminder->id, reminder->automatic,
                             pack_minutes (reminder->minutes_before), reminder->time,
                             (gint32) reminder->type);
    }
  return g_variant_builder_end (&builder);
}

static GVariant *
pack_overrides (GPtrArray *overrides)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a" OVERRIDE_TYPE));

  for (guint i = 0; i < overrides->len; i++)
    {
      GnomonEvent *override = g_ptr_array_index (overrides, i);
      g_autoptr (GBytes) image = gnomon_image_of_event (override);

      g_variant_builder_add (&builder, "(x@ay)", override->id,
                             g_variant_new_from_bytes (G_VARIANT_TYPE ("ay"), image, TRUE));
    }
  return g_variant_builder_end (&builder);
}

GBytes *
gnomon_image_of_event (GnomonEvent *event)
{
  g_autoptr (GVariant) image =
    g_variant_ref_sink (g_variant_new ("(isxssiixxsssibsssbis^as^asixss@a" ATTENDEE_TYPE "@a"
                                       REMINDER_TYPE "@a" OVERRIDE_TYPE ")",
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
                                       pack_reminders (event->reminders),
                                       pack_overrides (event->overrides)));

  return g_variant_get_data_as_bytes (image);
}

/* The layout is the first member, whatever the others are. */
static gint32
get_layout (GBytes *image)
{
  gint32 layout = 0;
  gsize size;
  gconstpointer data = g_bytes_get_data (image, &size);

  if (size >= sizeof layout)
    memcpy (&layout, data, sizeof layout);
  return layout;
}

static GVariant *
open_image (GBytes     *image,
            gint32      layout,
            const char *type)
{
  g_autoptr (GVariant) value =
    g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (type), image, FALSE));

  return get_layout (image) == layout && g_variant_is_normal_form (value) ? g_steal_pointer (&value)
                                                                          : NULL;
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
      reminder->minutes_before = unpack_minutes (minutes_before);
      reminder->time = time;
      reminder->type = (GnomonReminderType) type;
      g_ptr_array_add (event->reminders, reminder);
    }
}

static void
unpack_overrides (GnomonEvent  *event,
                  GVariantIter *overrides)
{
  GVariant *bytes;
  gint64 id;

  while (g_variant_iter_next (overrides, "(x@ay)", &id, &bytes))
    {
      g_autoptr (GVariant) owned = bytes;
      g_autoptr (GBytes) image = g_variant_get_data_as_bytes (owned);
      GnomonEvent *override = gnomon_image_to_event (image, id);

      if (override == NULL)
        continue;
      override->master_id = event->id;
      g_ptr_array_add (event->overrides, override);
    }
}

GnomonEvent *
gnomon_image_to_event (GBytes *image,
                       gint64  event_id)
{
  gboolean is_first_layout = get_layout (image) == 1;
  g_autoptr (GVariant) value =
    open_image (image, is_first_layout ? 1 : LAYOUT, is_first_layout ? EVENT_TYPE_1 : EVENT_TYPE);
  g_autoptr (GVariantIter) attendees = NULL;
  g_autoptr (GVariantIter) reminders = NULL;
  g_autoptr (GVariantIter) overrides = NULL;
  GnomonEvent *event;
  gint32 layout, event_type, kind, status, reminder_minutes, sequence;

  if (value == NULL)
    return NULL;

  event = gnomon_event_new_blank ();
  event->id = event_id;
  g_variant_get (value, is_first_layout ? MEMBERS_READ ")" : MEMBERS_READ "a" OVERRIDE_TYPE ")",
                 &layout, &event->uid, &event->calendar_id, &event->recurrence_id, &event->title,
                 &event_type, &kind, &event->start_wall, &event->end_wall, &event->timezone,
                 &event->end_timezone, &event->location, &status, &event->busy, &event->url,
                 &event->color, &event->organizer, &event->reminder_set, &reminder_minutes,
                 &event->rrule, &event->exdate, &event->rdate, &sequence, &event->created_at,
                 &event->description, &event->extra, &attendees, &reminders, &overrides);
  event->event_type = (GnomonEventType) event_type;
  event->kind = (GnomonTimeKind) kind;
  event->status = (GnomonEventStatus) status;
  event->reminder_minutes = reminder_minutes;
  event->sequence = sequence;
  unpack_attendees (event, attendees);
  unpack_reminders (event, reminders);
  if (overrides != NULL)
    unpack_overrides (event, overrides);
  return event;
}

GBytes *
gnomon_image_of_calendar (GnomonCalendar *calendar)
{
  g_autoptr (GVariant) image =
    g_variant_ref_sink (g_variant_new (CALENDAR_TYPE, 1, gnomon_calendar_get_name (calendar),
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
  g_autoptr (GVariant) value = open_image (image, 1, CALENDAR_TYPE);
  const char *name, *color;
  gboolean visible, is_default, read_only;
  gint32 layout;

  if (value == NULL)
    return NULL;
  g_variant_get (value, "(i&s&sbbb)", &layout, &name, &color, &visible, &is_default, &read_only);
  return gnomon_calendar_new (calendar_id, name, color, visible, is_default, read_only);
}
