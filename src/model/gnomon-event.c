/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-event-private.h"

G_DEFINE_FINAL_TYPE (GnomonEvent, gnomon_event, G_TYPE_OBJECT)

static void
gnomon_event_dispose (GObject *object)
{
  GnomonEvent *self = GNOMON_EVENT (object);

  g_clear_pointer (&self->attendees, g_ptr_array_unref);
  g_clear_pointer (&self->reminders, g_ptr_array_unref);
  g_clear_pointer (&self->overrides, g_ptr_array_unref);

  G_OBJECT_CLASS (gnomon_event_parent_class)->dispose (object);
}

static void
gnomon_event_finalize (GObject *object)
{
  GnomonEvent *self = GNOMON_EVENT (object);

  g_free (self->uid);
  g_free (self->title);
  g_free (self->description);
  g_free (self->timezone);
  g_free (self->end_timezone);
  g_free (self->location);
  g_free (self->url);
  g_free (self->color);
  g_free (self->organizer);
  g_free (self->rrule);
  g_strfreev (self->exdate);
  g_strfreev (self->rdate);
  g_free (self->recurrence_id);
  g_free (self->etag);
  g_free (self->extra);

  G_OBJECT_CLASS (gnomon_event_parent_class)->finalize (object);
}

static void
gnomon_event_class_init (GnomonEventClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gnomon_event_dispose;
  object_class->finalize = gnomon_event_finalize;
}

static void
gnomon_event_init (GnomonEvent *self)
{
}

/**
 * gnomon_event_new_blank:
 *
 * Makes an event to be filled: its strings are %NULL, its lists empty and owned.
 *
 * Returns: (transfer full): an event
 */
GnomonEvent *
gnomon_event_new_blank (void)
{
  GnomonEvent *self = g_object_new (GNOMON_TYPE_EVENT, NULL);

  self->attendees = g_ptr_array_new_with_free_func (g_object_unref);
  self->reminders = g_ptr_array_new_with_free_func (g_object_unref);
  self->overrides = g_ptr_array_new_with_free_func (g_object_unref);

  return self;
}

GnomonEvent *
gnomon_event_copy_bare (GnomonEvent *self)
{
  GnomonEvent *copy = gnomon_event_new_blank ();

  copy->id = self->id;
  copy->master_id = self->master_id;
  copy->uid = g_strdup (self->uid);
  copy->calendar_id = self->calendar_id;
  copy->title = g_strdup (self->title);
  copy->description = g_strdup (self->description);
  copy->event_type = self->event_type;
  copy->kind = self->kind;
  copy->start_wall = self->start_wall;
  copy->end_wall = self->end_wall;
  copy->timezone = g_strdup (self->timezone);
  copy->end_timezone = g_strdup (self->end_timezone);
  copy->location = g_strdup (self->location);
  copy->status = self->status;
  copy->busy = self->busy;
  copy->url = g_strdup (self->url);
  copy->color = g_strdup (self->color);
  copy->organizer = g_strdup (self->organizer);
  copy->reminder_set = self->reminder_set;
  copy->reminder_minutes = self->reminder_minutes;
  copy->rrule = g_strdup (self->rrule);
  copy->exdate = g_strdupv (self->exdate);
  copy->rdate = g_strdupv (self->rdate);
  copy->recurrence_id = g_strdup (self->recurrence_id);
  copy->sequence = self->sequence;
  copy->revision = self->revision;
  copy->etag = g_strdup (self->etag);
  copy->created_at = self->created_at;
  copy->updated_at = self->updated_at;
  copy->extra = g_strdup (self->extra);
  for (guint i = 0; i < self->attendees->len; i++)
    g_ptr_array_add (copy->attendees, g_object_ref (g_ptr_array_index (self->attendees, i)));
  for (guint i = 0; i < self->reminders->len; i++)
    g_ptr_array_add (copy->reminders, g_object_ref (g_ptr_array_index (self->reminders, i)));

  return copy;
}

/**
 * gnomon_event_copy:
 * @self: an event
 *
 * Returns: (transfer full): a copy that may be changed; guests, reminders and overrides are the
 *   same snapshots in lists of its own
 */
GnomonEvent *
gnomon_event_copy (GnomonEvent *self)
{
  GnomonEvent *copy;

  g_return_val_if_fail (GNOMON_IS_EVENT (self), NULL);

  copy = gnomon_event_copy_bare (self);
  for (guint i = 0; i < self->overrides->len; i++)
    g_ptr_array_add (copy->overrides, g_object_ref (g_ptr_array_index (self->overrides, i)));

  return copy;
}

void
gnomon_event_forget_extra (GnomonEvent *self)
{
  g_free (self->extra);
  self->extra = g_strdup ("");
  for (guint i = 0; i < self->overrides->len; i++)
    gnomon_event_forget_extra (g_ptr_array_index (self->overrides, i));
}

/**
 * gnomon_event_get_attendees:
 * @self: an event
 *
 * Returns: (transfer none) (element-type GnomonAttendee): the guests
 */
GPtrArray *
gnomon_event_get_attendees (GnomonEvent *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT (self), NULL);

  return self->attendees;
}

/**
 * gnomon_event_get_overrides:
 * @self: an event
 *
 * Returns: (transfer none) (element-type GnomonEvent): of a series what stands in the place of its
 *   occurrences, by recurrence id; empty where the event was read in the light form, and of an
 *   occurrence
 */
GPtrArray *
gnomon_event_get_overrides (GnomonEvent *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT (self), NULL);

  return self->overrides;
}

/**
 * gnomon_event_get_reminders:
 * @self: an event
 *
 * Returns: (transfer none) (element-type GnomonReminder): the rules of its reminders; empty where
 *   the event was read in the light form
 */
GPtrArray *
gnomon_event_get_reminders (GnomonEvent *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT (self), NULL);

  return self->reminders;
}

/**
 * gnomon_event_find_own_attendee:
 * @self: an event
 * @own_addresses: (nullable) (array zero-terminated=1): the addresses of the user
 *
 * Returns: (transfer none) (nullable): the first guest who is the user
 */
GnomonAttendee *
gnomon_event_find_own_attendee (GnomonEvent        *self,
                                const char * const *own_addresses)
{
  g_autoptr (GPtrArray) folded_own = NULL;

  g_return_val_if_fail (GNOMON_IS_EVENT (self), NULL);

  if (own_addresses == NULL || *own_addresses == NULL || self->attendees->len == 0)
    return NULL;

  folded_own = g_ptr_array_new_with_free_func (g_free);
  for (const char * const *address = own_addresses; *address != NULL; address++)
    g_ptr_array_add (folded_own, gnomon_attendee_fold_email (*address));

  for (guint i = 0; i < self->attendees->len; i++)
    {
      GnomonAttendee *attendee = g_ptr_array_index (self->attendees, i);
      g_autofree char *folded = gnomon_attendee_fold_email (gnomon_attendee_get_email (attendee));

      if (g_ptr_array_find_with_equal_func (folded_own, folded, g_str_equal, NULL))
        return attendee;
    }

  return NULL;
}
