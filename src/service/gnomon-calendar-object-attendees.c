/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-calendar-object-private.h"

/* Guests: GetAttendees, AddAttendee, Respond, RemoveAttendee, ListAttendees. */

static gboolean
handle_get_attendees (GnomonCalendar1       *object,
                      GDBusMethodInvocation *invocation,
                      gint64                 arg_event_id)
{
  gnomon_calendar_object_answer_part (GNOMON_CALENDAR_OBJECT (object), invocation, arg_event_id,
                                      gnomon_event_get_attendees);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_add_attendee (GnomonCalendar1       *object,
                     GDBusMethodInvocation *invocation,
                     gint64                 arg_event_id,
                     const char            *arg_email,
                     const char            *arg_name)
{
  gnomon_calendar_object_apply (GNOMON_CALENDAR_OBJECT (object), invocation,
                                gnomon_operation_new_add_attendee (arg_event_id,
                                                                   arg_email, arg_name));

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_respond (GnomonCalendar1       *object,
                GDBusMethodInvocation *invocation,
                gint64                 arg_event_id,
                gint64                 arg_attendee_id,
                const char            *arg_status)
{
  gnomon_calendar_object_apply (GNOMON_CALENDAR_OBJECT (object), invocation,
                                gnomon_operation_new_respond (arg_event_id, arg_attendee_id,
                                                              arg_status));

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_remove_attendee (GnomonCalendar1       *object,
                        GDBusMethodInvocation *invocation,
                        gint64                 arg_event_id,
                        gint64                 arg_attendee_id)
{
  gnomon_calendar_object_apply (GNOMON_CALENDAR_OBJECT (object), invocation,
                                gnomon_operation_new_remove_attendee (arg_event_id,
                                                                      arg_attendee_id));

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_list_attendees (GnomonCalendar1       *object,
                       GDBusMethodInvocation *invocation,
                       GVariant              *arg_filter)
{
  gnomon_calendar_object_answer_filtered (GNOMON_CALENDAR_OBJECT (object), invocation,
                                          GNOMON_KIND_ATTENDEE_FILTER, arg_filter,
                                          gnomon_store_list_attendees);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

void
gnomon_calendar_object_init_attendees (GnomonCalendar1Iface *iface)
{
  iface->handle_get_attendees = handle_get_attendees;
  iface->handle_add_attendee = handle_add_attendee;
  iface->handle_respond = handle_respond;
  iface->handle_remove_attendee = handle_remove_attendee;
  iface->handle_list_attendees = handle_list_attendees;
}
