/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-bus-error.h"
#include "gnomon-calendar-object-private.h"

/* Calendars: ListCalendars, CreateCalendar, UpdateCalendar, DeleteCalendar, RefreshCalendar. */

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

static void
refreshed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GDBusMethodInvocation *invocation = user_data;
  GnomonCalendarObject *self = g_dbus_method_invocation_get_user_data (invocation);
  g_autoptr (GError) error = NULL;
  GnomonCalendar *calendar =
    gnomon_subscriber_refresh_finish (GNOMON_SUBSCRIBER (source), result, &error);

  gnomon_calendar_object_release (self);
  gnomon_calendar_object_answer (self, invocation, (GObject *) calendar, error);
}

static gboolean
handle_refresh_calendar (GnomonCalendar1       *object,
                         GDBusMethodInvocation *invocation,
                         gint64                 arg_id)
{
  GnomonSubscriber *subscriber =
    gnomon_calendar_object_get_subscriber (GNOMON_CALENDAR_OBJECT (object));
  g_autoptr (GError) error = NULL;

  if (subscriber != NULL)
    {
      gnomon_calendar_object_hold (GNOMON_CALENDAR_OBJECT (object));
      gnomon_subscriber_refresh_async (subscriber, arg_id, refreshed_cb, invocation);
      return G_DBUS_METHOD_INVOCATION_HANDLED;
    }

  g_set_error_literal (&error, GNOMON_ERROR, GNOMON_ERROR_READ_ONLY,
                       "The calendar's database can only be read");
  gnomon_bus_error_answer (invocation, error);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

void
gnomon_calendar_object_init_calendars (GnomonCalendar1Iface *iface)
{
  iface->handle_list_calendars = handle_list_calendars;
  iface->handle_create_calendar = handle_create_calendar;
  iface->handle_update_calendar = handle_update_calendar;
  iface->handle_delete_calendar = handle_delete_calendar;
  iface->handle_refresh_calendar = handle_refresh_calendar;
}
