/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-calendar-object-private.h"

/* Calendars: ListCalendars, CreateCalendar, UpdateCalendar, DeleteCalendar. */

static gboolean
handle_list_calendars (GnomonCalendar1       *object,
                       GDBusMethodInvocation *invocation)
{
  GnomonCalendarObject *self = GNOMON_CALENDAR_OBJECT (object);
  g_autoptr (GError) error = NULL;
  GPtrArray *calendars =
    gnomon_store_list_calendars (gnomon_calendar_object_get_store (self), &error);

  gnomon_calendar_object_answer_list (self, invocation, calendars, error);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_create_calendar (GnomonCalendar1       *object,
                        GDBusMethodInvocation *invocation,
                        GVariant              *arg_fields)
{
  GnomonCalendarObject *self = GNOMON_CALENDAR_OBJECT (object);
  g_autoptr (GnomonFields) fields =
    gnomon_calendar_object_take_fields (invocation, GNOMON_KIND_CALENDAR, arg_fields);

  if (fields != NULL)
    gnomon_calendar_object_apply (self, invocation, gnomon_operation_new_create_calendar (fields));

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_update_calendar (GnomonCalendar1       *object,
                        GDBusMethodInvocation *invocation,
                        gint64                 arg_id,
                        GVariant              *arg_fields)
{
  GnomonCalendarObject *self = GNOMON_CALENDAR_OBJECT (object);
  g_autoptr (GnomonFields) fields =
    gnomon_calendar_object_take_fields (invocation, GNOMON_KIND_CALENDAR, arg_fields);

  if (fields != NULL)
    gnomon_calendar_object_apply (self, invocation,
                                  gnomon_operation_new_update_calendar (arg_id, fields));

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_delete_calendar (GnomonCalendar1       *object,
                        GDBusMethodInvocation *invocation,
                        gint64                 arg_id)
{
  gnomon_calendar_object_apply (GNOMON_CALENDAR_OBJECT (object), invocation,
                                gnomon_operation_new_delete_calendar (arg_id));

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

void
gnomon_calendar_object_init_calendars (GnomonCalendar1Iface *iface)
{
  iface->handle_list_calendars = handle_list_calendars;
  iface->handle_create_calendar = handle_create_calendar;
  iface->handle_update_calendar = handle_update_calendar;
  iface->handle_delete_calendar = handle_delete_calendar;
}
