/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-bus-error.h"
#include "gnomon-calendar-object-private.h"
#include "gnomon-error.h"

/* Single events and occurrences: CreateEvent, GetEvent, GetOccurrence, ReplaceEvent, UpdateEvent,
 * UpdateOccurrence, PreviewScope, DeleteEvent, DeleteOccurrence. */

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

static gboolean
handle_get_occurrence (GnomonCalendar1       *object,
                       GDBusMethodInvocation *invocation,
                       gint64                 arg_id,
                       const char            *arg_recurrence_id)
{
  GnomonCalendarObject *self = GNOMON_CALENDAR_OBJECT (object);
  g_autoptr (GError) error = NULL;
  GnomonEvent *event = gnomon_store_get_occurrence (gnomon_calendar_object_get_store (self), arg_id,
                                                    arg_recurrence_id, &error);

  gnomon_calendar_object_answer (self, invocation, (GObject *) event, error);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* FALSE where it is none, and the caller has been told so. */
static gboolean
take_scope (GDBusMethodInvocation *invocation,
            const char            *text,
            GnomonScope           *scope)
{
  if (gnomon_scope_from_string (text, scope))
    return TRUE;

  g_dbus_method_invocation_return_error_literal (invocation, GNOMON_ERROR,
                                                 GNOMON_ERROR_INVALID_ARGUMENT,
                                                 "scope: must be this, future or all");
  return FALSE;
}

static gboolean
handle_update_occurrence (GnomonCalendar1       *object,
                          GDBusMethodInvocation *invocation,
                          gint64                 arg_id,
                          const char            *arg_recurrence_id,
                          GVariant              *arg_fields,
                          const char            *arg_scope)
{
  GnomonCalendarObject *self = GNOMON_CALENDAR_OBJECT (object);
  g_autoptr (GnomonFields) fields = NULL;
  GnomonScope scope;

  if (!take_scope (invocation, arg_scope, &scope))
    return G_DBUS_METHOD_INVOCATION_HANDLED;

  fields = gnomon_calendar_object_take_fields (invocation, GNOMON_KIND_EVENT, arg_fields);
  if (fields != NULL)
    gnomon_calendar_object_apply (self, invocation,
                                  gnomon_operation_new_update_occurrence (arg_id, arg_recurrence_id,
                                                                          fields, scope));

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_delete_occurrence (GnomonCalendar1       *object,
                          GDBusMethodInvocation *invocation,
                          gint64                 arg_id,
                          const char            *arg_recurrence_id,
                          const char            *arg_scope)
{
  GnomonScope scope;

  if (take_scope (invocation, arg_scope, &scope))
    gnomon_calendar_object_apply (GNOMON_CALENDAR_OBJECT (object), invocation,
                                  gnomon_operation_new_delete_occurrence (arg_id, arg_recurrence_id,
                                                                          scope));

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_preview_scope (GnomonCalendar1       *object,
                      GDBusMethodInvocation *invocation,
                      gint64                 arg_id,
                      const char            *arg_recurrence_id,
                      const char            *arg_scope)
{
  GnomonCalendarObject *self = GNOMON_CALENDAR_OBJECT (object);
  g_auto (GVariantDict) answer = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (GError) error = NULL;
  GnomonScopePreview preview;
  GnomonScope scope;

  if (!take_scope (invocation, arg_scope, &scope))
    return G_DBUS_METHOD_INVOCATION_HANDLED;

  if (!gnomon_store_preview_scope (gnomon_calendar_object_get_store (self), arg_id,
                                   arg_recurrence_id,
                                   scope, &preview, &error))
    {
      gnomon_bus_error_answer (invocation, error);
      return G_DBUS_METHOD_INVOCATION_HANDLED;
    }

  g_variant_dict_insert (&answer, "past", "u", preview.past);
  g_variant_dict_insert (&answer, "ahead", "u", preview.ahead);
  g_variant_dict_insert (&answer, "more", "b", preview.more);
  g_variant_dict_insert (&answer, "exceptions", "u", preview.exceptions);
  g_variant_dict_insert (&answer, "overrides", "u", preview.overrides);
  g_variant_dict_insert (&answer, "first_starts_at", "x", preview.first);
  g_variant_dict_insert (&answer, "last_starts_at", "x", preview.last);
  gnomon_calendar1_complete_preview_scope (object, invocation, g_variant_dict_end (&answer));

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
  iface->handle_get_occurrence = handle_get_occurrence;
  iface->handle_update_occurrence = handle_update_occurrence;
  iface->handle_delete_occurrence = handle_delete_occurrence;
  iface->handle_preview_scope = handle_preview_scope;
}
