/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-bus-error.h"
#include "gnomon-calendar-object-private.h"
#include "gnomon-civil.h"
#include "gnomon-page.h"

/* What was, and the way back: Changes, ListHistory, Undo, Redo, UndoChange, ListTrash,
 * RestoreEvent. */

#define DEFAULT_HISTORY_LIMIT 50

static GVariant *
encode_ids (GArray *ids)
{
  return g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, ids->data, ids->len, sizeof (gint64));
}

static gboolean
handle_changes (GnomonCalendar1       *object,
                GDBusMethodInvocation *invocation,
                guint64                arg_since)
{
  GnomonStore *store = gnomon_calendar_object_get_store (GNOMON_CALENDAR_OBJECT (object));
  g_autoptr (GArray) changed = NULL;
  g_autoptr (GArray) deleted = NULL;
  g_autoptr (GError) error = NULL;
  guint64 now;

  if (gnomon_store_list_changes (store, arg_since, &now, &changed, &deleted, &error))
    gnomon_calendar1_complete_changes (object, invocation, now, encode_ids (changed),
                                       encode_ids (deleted));
  else
    gnomon_bus_error_answer (invocation, error);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static GVariant *
encode_change (GnomonChange *change)
{
  g_autofree char *at = gnomon_civil_format_instant (gnomon_change_get_at (change));
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "id", "t", gnomon_change_get_id (change));
  g_variant_dict_insert (&dict, "at", "s", at);
  g_variant_dict_insert (&dict, "actor", "s", gnomon_change_get_actor (change));
  g_variant_dict_insert (&dict, "operation", "s", gnomon_change_get_operation (change));
  g_variant_dict_insert (&dict, "title", "s", gnomon_change_get_title (change));
  g_variant_dict_insert_value (&dict, "what",
                               g_variant_new_take_string (gnomon_change_describe (change)));
  g_variant_dict_insert (&dict, "undone", "b", gnomon_change_is_undone (change));

  return g_variant_dict_end (&dict);
}

static gboolean
handle_list_history (GnomonCalendar1       *object,
                     GDBusMethodInvocation *invocation,
                     guint                  arg_limit)
{
  GnomonStore *store = gnomon_calendar_object_get_store (GNOMON_CALENDAR_OBJECT (object));
  guint limit = arg_limit != 0 ? MIN (arg_limit, GNOMON_PAGE_MAX) : DEFAULT_HISTORY_LIMIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = gnomon_store_list_history (store, limit, &error);
  GVariantBuilder builder;

  if (changes == NULL)
    {
      gnomon_bus_error_answer (invocation, error);
      return G_DBUS_METHOD_INVOCATION_HANDLED;
    }

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < changes->len; i++)
    g_variant_builder_add_value (&builder, encode_change (g_ptr_array_index (changes, i)));
  gnomon_calendar1_complete_list_history (object, invocation, g_variant_builder_end (&builder));

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_undo (GnomonCalendar1       *object,
             GDBusMethodInvocation *invocation)
{
  gnomon_calendar_object_apply (GNOMON_CALENDAR_OBJECT (object), invocation,
                                gnomon_operation_new_undo ());

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_redo (GnomonCalendar1       *object,
             GDBusMethodInvocation *invocation)
{
  gnomon_calendar_object_apply (GNOMON_CALENDAR_OBJECT (object), invocation,
                                gnomon_operation_new_redo ());

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_undo_change (GnomonCalendar1       *object,
                    GDBusMethodInvocation *invocation,
                    guint64                arg_change)
{
  gnomon_calendar_object_apply (GNOMON_CALENDAR_OBJECT (object), invocation,
                                gnomon_operation_new_undo_change (arg_change));

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_list_trash (GnomonCalendar1       *object,
                   GDBusMethodInvocation *invocation)
{
  GnomonCalendarObject *self = GNOMON_CALENDAR_OBJECT (object);
  g_autoptr (GError) error = NULL;
  GPtrArray *events = gnomon_store_list_trash (gnomon_calendar_object_get_store (self), &error);

  gnomon_calendar_object_answer_list (self, invocation, events, error);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_restore_event (GnomonCalendar1       *object,
                      GDBusMethodInvocation *invocation,
                      gint64                 arg_id)
{
  gnomon_calendar_object_apply (GNOMON_CALENDAR_OBJECT (object), invocation,
                                gnomon_operation_new_restore_event (arg_id));

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

void
gnomon_calendar_object_init_history (GnomonCalendar1Iface *iface)
{
  iface->handle_changes = handle_changes;
  iface->handle_list_history = handle_list_history;
  iface->handle_undo = handle_undo;
  iface->handle_redo = handle_redo;
  iface->handle_undo_change = handle_undo_change;
  iface->handle_list_trash = handle_list_trash;
  iface->handle_restore_event = handle_restore_event;
}
