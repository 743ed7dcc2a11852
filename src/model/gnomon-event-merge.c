/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-series-edit.h"

/*
 * What an edit of one event does to another one of the same series: the difference goes over, the
 * rest stays. Times and recurrence are for those who know how the two lie (gnomon-series-edit.c).
 */

/* How far an edit reaches into the target. */
typedef struct
{
  GnomonEvent *target;
  GnomonEvent *old;
  GnomonEvent *new;
  gboolean unchanged_only;
} Merge;

static void
merge_text (const Merge *merge,
            gsize        offset)
{
  char **place = G_STRUCT_MEMBER_P (merge->target, offset);
  const char *old = G_STRUCT_MEMBER (char *, merge->old, offset);
  const char *new = G_STRUCT_MEMBER (char *, merge->new, offset);

  if (g_str_equal (old, new) || (merge->unchanged_only && !g_str_equal (*place, old)))
    return;
  g_free (*place);
  *place = g_strdup (new);
}

static void
merge_number (const Merge *merge,
              gsize        offset)
{
  int *place = G_STRUCT_MEMBER_P (merge->target, offset);
  int old = G_STRUCT_MEMBER (int, merge->old, offset);
  int new = G_STRUCT_MEMBER (int, merge->new, offset);

  if (old != new && (!merge->unchanged_only || *place == old))
    *place = new;
}

static GnomonAttendee *
find_guest (GPtrArray      *guests,
            GnomonAttendee *wanted,
            guint          *index)
{
  g_autofree char *key = gnomon_attendee_fold_email (gnomon_attendee_get_email (wanted));

  for (guint i = 0; i < guests->len; i++)
    {
      GnomonAttendee *guest = g_ptr_array_index (guests, i);
      g_autofree char *other = gnomon_attendee_fold_email (gnomon_attendee_get_email (guest));

      if (!g_str_equal (key, other))
        continue;
      if (index != NULL)
        *index = i;
      return guest;
    }
  return NULL;
}

static gboolean
is_same_guest (GnomonAttendee *a,
               GnomonAttendee *b)
{
  return gnomon_attendee_get_status (a) == gnomon_attendee_get_status (b)
         && g_str_equal (gnomon_attendee_get_name (a), gnomon_attendee_get_name (b));
}

static GnomonAttendee *
copy_guest (GnomonAttendee *guest,
            gint64          id,
            gint64          event_id)
{
  return gnomon_attendee_new (id, event_id, gnomon_attendee_get_email (guest),
                              gnomon_attendee_get_name (guest), gnomon_attendee_get_status (guest),
                              gnomon_attendee_get_responded_at (guest));
}

/* Guests come, go and answer one by one. */
static void
merge_guests (const Merge *merge)
{
  GPtrArray *guests = merge->target->attendees;
  guint index;

  for (guint i = 0; i < merge->old->attendees->len; i++)
    {
      GnomonAttendee *old = g_ptr_array_index (merge->old->attendees, i);

      if (find_guest (merge->new->attendees, old, NULL) == NULL
          && find_guest (guests, old, &index) != NULL)
        g_ptr_array_remove_index (guests, index);
    }

  for (guint i = 0; i < merge->new->attendees->len; i++)
    {
      GnomonAttendee *new = g_ptr_array_index (merge->new->attendees, i);
      GnomonAttendee *old = find_guest (merge->old->attendees, new, NULL);
      GnomonAttendee *own = find_guest (guests, new, &index);

      if (old == NULL && own == NULL)
        {
          g_ptr_array_add (guests, copy_guest (new, 0, merge->target->id));
        }
      else if (old != NULL && own != NULL && !is_same_guest (old, new)
               && (!merge->unchanged_only || is_same_guest (own, old)))
        {
          GnomonAttendee *changed =
            copy_guest (new, gnomon_attendee_get_id (own), merge->target->id);

          g_object_unref (own);
          guests->pdata[index] = changed;
        }
    }
}

/**
 * gnomon_event_merge:
 * @target: an event that may be changed
 * @old: an event before an edit
 * @new: the same after it
 * @unchanged_only: whether what @target has otherwise than @old stays
 *
 * Makes the same edit to @target: what is the same in @old and @new is left alone.
 */
void
gnomon_event_merge (GnomonEvent *target,
                    GnomonEvent *old,
                    GnomonEvent *new,
                    gboolean     unchanged_only)
{
  static const gsize texts[] = {
    G_STRUCT_OFFSET (GnomonEvent, title),
    G_STRUCT_OFFSET (GnomonEvent, description),
    G_STRUCT_OFFSET (GnomonEvent, location),
    G_STRUCT_OFFSET (GnomonEvent, url),
    G_STRUCT_OFFSET (GnomonEvent, color),
    G_STRUCT_OFFSET (GnomonEvent, organizer),
  };
  static const gsize numbers[] = {
    G_STRUCT_OFFSET (GnomonEvent, event_type),
    G_STRUCT_OFFSET (GnomonEvent, status),
    G_STRUCT_OFFSET (GnomonEvent, busy),
    G_STRUCT_OFFSET (GnomonEvent, reminder_set),
    G_STRUCT_OFFSET (GnomonEvent, reminder_minutes),
  };
  const Merge merge = { target, old, new, unchanged_only };

  G_STATIC_ASSERT (sizeof (GnomonEventType) == sizeof (int));
  G_STATIC_ASSERT (sizeof (GnomonEventStatus) == sizeof (int));

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    merge_text (&merge, texts[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    merge_number (&merge, numbers[i]);
  merge_guests (&merge);
}

/**
 * gnomon_event_disown_parts:
 * @event: an event that may be changed
 *
 * Makes its guests, with their answers, and its reminders those of an event that is not stored yet.
 */
void
gnomon_event_disown_parts (GnomonEvent *event)
{
  for (guint i = 0; i < event->attendees->len; i++)
    {
      GnomonAttendee *guest = g_ptr_array_index (event->attendees, i);

      event->attendees->pdata[i] = copy_guest (guest, 0, 0);
      g_object_unref (guest);
    }

  for (guint i = 0; i < event->reminders->len; i++)
    {
      GnomonReminder *reminder = g_ptr_array_index (event->reminders, i);
      GnomonReminder *copy = gnomon_reminder_new_blank ();
      gboolean is_at_a_time = reminder->minutes_before == GNOMON_REMINDER_AT_A_TIME;

      copy->automatic = reminder->automatic;
      copy->minutes_before = reminder->minutes_before;
      copy->time = is_at_a_time ? reminder->time : 0;
      copy->type = reminder->type;
      event->reminders->pdata[i] = copy;
      g_object_unref (reminder);
    }
}
