/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-calendar-object-private.h"

/* Single events: CreateEvent, GetEvent, ReplaceEvent, UpdateEvent, DeleteEvent. */

static gboolean
handle_create_event (GnomonCalendar1       *object,
                     GDBusMethodInvocation *invocation,
                     GVariant              *arg_fields)
{
  GnomonCalendarObject *self = GNOMON_CALENDAR_OBJECT (object);
  g_autoptr (GnomonFields) fields =
    gnomon_calendar_object_take_fields (invocation, GNOMON_KIND_EVENT, arg_fields);

  if (fields != NULL)
    gnomon_calendar_object_apply (self, invocation, gnomon_operation_new_create_event (fields));

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_get_event (GnomonCalendar1       *object,
                  GDBusMethodInvocation *invocation,
                  gint64                 arg_id)
{
  GnomonCalendarObject *self = GNOMON_CALENDAR_OBJECT (object);
  g_autoptr (GError) error = NULL;
  GnomonEvent *event =
    gnomon_store_get_event (gnomon_calendar_object_get_store (self), arg_id, &error);

  gnomon_calendar_object_answer (self, invocation, (GObject *) event, error);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_replace_event (GnomonCalendar1       *object,
                      GDBusMethodInvocation *invocation,
                      gint64                 arg_id,
                      GVariant              *arg_fields)
{
  GnomonCalendarObject *self = GNOMON_CALENDAR_OBJECT (object);
  g_autoptr (GnomonFields) fields =
    gnomon_calendar_object_take_fields (invocation, GNOMON_KIND_EVENT, arg_fields);

  if (fields != NULL)
    gnomon_calendar_object_apply (self, invocation,
                                  gnomon_operation_new_replace_event (arg_id, fields));

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_update_event (GnomonCalendar1       *object,
                     GDBusMethodInvocation *invocation,
                     gint64                 arg_id,
                     GVariant              *arg_fields)
{
  GnomonCalendarObject *self = GNOMON_CALENDAR_OBJECT (object);
  g_autoptr (GnomonFields) fields =
    gnomon_calendar_object_take_fields (invocation, GNOMON_KIND_EVENT, arg_fields);

  if (fields != NULL)
    gnomon_calendar_object_apply (self, invocation,
                                  gnomon_operation_new_update_event (arg_id, fields));

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_delete_event (GnomonCalendar1       *object,
                     GDBusMethodInvocation *invocation,
                     gint64                 arg_id)
{
  gnomon_calendar_object_apply (GNOMON_CALENDAR_OBJECT (object), invocation,
                                gnomon_operation_new_delete_event (arg_id));

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

void
gnomon_calendar_object_init_events (GnomonCalendar1Iface *iface)
{
  iface->handle_create_event = handle_create_event;
  iface->handle_get_event = handle_get_event;
  iface->handle_replace_event = handle_replace_event;
  iface->handle_update_event = handle_update_event;
  iface->handle_delete_event = handle_delete_event;
}
