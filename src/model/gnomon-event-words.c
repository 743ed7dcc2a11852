/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-civil.h"
#include "gnomon-event-private.h"
#include "gnomon-meeting-link.h"

/*
 * An event in the words of the contract: the names of types and states, its dates and times, its
 * guests, its call.
 */

static const char * const type_names[] = {
  [GNOMON_EVENT_TYPE_MEETING] = "meeting",
  [GNOMON_EVENT_TYPE_EVENT] = "event",
  [GNOMON_EVENT_TYPE_REMINDER] = "reminder",
};

static const char * const status_names[] = {
  [GNOMON_STATUS_CONFIRMED] = "confirmed",
  [GNOMON_STATUS_TENTATIVE] = "tentative",
  [GNOMON_STATUS_CANCELLED] = "cancelled",
};

/**
 * gnomon_event_type_to_string:
 * @type: a type
 *
 * Returns: (transfer none): its name in the contract
 */
const char *
gnomon_event_type_to_string (GnomonEventType type)
{
  g_return_val_if_fail ((gsize) type < G_N_ELEMENTS (type_names), "meeting");

  return type_names[type];
}

/**
 * gnomon_event_type_from_string:
 * @text: (nullable): a name
 * @type: (out): the type
 *
 * Returns: %FALSE where no type has that name
 */
gboolean
gnomon_event_type_from_string (const char      *text,
                               GnomonEventType *type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (type_names); i++)
    if (g_strcmp0 (text, type_names[i]) == 0)
      {
        *type = (GnomonEventType) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * gnomon_event_status_to_string:
 * @status: a status
 *
 * Returns: (transfer none): its name in the contract
 */
const char *
gnomon_event_status_to_string (GnomonEventStatus status)
{
  g_return_val_if_fail ((gsize) status < G_N_ELEMENTS (status_names), "confirmed");

  return status_names[status];
}

/**
 * gnomon_event_status_from_string:
 * @text: (nullable): a name
 * @status: (out): the status
 *
 * Returns: %FALSE where no status has that name
 */
gboolean
gnomon_event_status_from_string (const char        *text,
                                 GnomonEventStatus *status)
{
  for (gsize i = 0; i < G_N_ELEMENTS (status_names); i++)
    if (g_strcmp0 (text, status_names[i]) == 0)
      {
        *status = (GnomonEventStatus) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * gnomon_event_dup_attendees:
 * @self: an event
 *
 * Returns: (transfer full): the guests' addresses, separated by commas
 */
char *
gnomon_event_dup_attendees (GnomonEvent *self)
{
  g_auto (GStrv) list = NULL;

  g_return_val_if_fail (GNOMON_IS_EVENT (self), NULL);

  list = gnomon_event_dup_attendees_list (self);

  return g_strjoinv (", ", list);
}

/**
 * gnomon_event_dup_attendees_list:
 * @self: an event
 *
 * Returns: (transfer full) (array zero-terminated=1): the guests' addresses
 */
char **
gnomon_event_dup_attendees_list (GnomonEvent *self)
{
  char **list;

  g_return_val_if_fail (GNOMON_IS_EVENT (self), NULL);

  list = g_new0 (char *, self->attendees->len + 1);
  for (guint i = 0; i < self->attendees->len; i++)
    list[i] = g_strdup (gnomon_attendee_get_email (g_ptr_array_index (self->attendees, i)));

  return list;
}

/**
 * gnomon_event_dup_meeting_url:
 * @self: an event
 *
 * Returns: (transfer full): the first link of a video call in url, location or description; empty
 *   where there is none
 */
char *
gnomon_event_dup_meeting_url (GnomonEvent *self)
{
  char *link;

  g_return_val_if_fail (GNOMON_IS_EVENT (self), NULL);

  link = gnomon_meeting_link_find (gnomon_event_get_url (self));
  if (link == NULL)
    link = gnomon_meeting_link_find (gnomon_event_get_location (self));
  if (link == NULL)
    link = gnomon_meeting_link_find (gnomon_event_get_description (self));

  return link != NULL ? link : g_strdup ("");
}

/**
 * gnomon_event_dup_event_date:
 * @self: an event
 *
 * Returns: (transfer full): the day it starts, in its own zone: `YYYY-MM-DD`
 */
char *
gnomon_event_dup_event_date (GnomonEvent *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT (self), NULL);

  return gnomon_civil_format_date (gnomon_civil_day_of_wall (self->start_wall));
}

/**
 * gnomon_event_dup_start_time:
 * @self: an event
 *
 * Returns: (transfer full): the time it starts, in its own zone; empty when all-day
 */
char *
gnomon_event_dup_start_time (GnomonEvent *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT (self), NULL);

  if (self->kind == GNOMON_TIME_DATE)
    return g_strdup ("");

  return gnomon_civil_format_time (gnomon_civil_time_of_wall (self->start_wall));
}

/**
 * gnomon_event_dup_end_date:
 * @self: an event
 *
 * Returns: (transfer full): the day it ends, in its end's zone; the last day when all-day
 */
char *
gnomon_event_dup_end_date (GnomonEvent *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT (self), NULL);

  return gnomon_civil_format_date (gnomon_civil_day_of_wall (self->end_wall) -
                                   (self->kind == GNOMON_TIME_DATE));
}

/**
 * gnomon_event_dup_end_time:
 * @self: an event
 *
 * Returns: (transfer full): the time it ends, in its end's zone; empty when all-day
 */
char *
gnomon_event_dup_end_time (GnomonEvent *self)
{
  g_return_val_if_fail (GNOMON_IS_EVENT (self), NULL);

  if (self->kind == GNOMON_TIME_DATE)
    return g_strdup ("");

  return gnomon_civil_format_time (gnomon_civil_time_of_wall (self->end_wall));
}
