/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-bus-error.h"
#include "gnomon-calendar-object-private.h"
#include "gnomon-move.h"
#include "gnomon-reminders.h"

/* Reminders: GetReminders, AddReminder, RemoveReminder, SnoozeReminder,
 * SnoozeReminderUntil, DismissReminder, DismissAllReminders, ListReminders, ExplainReminder,
 * ListMoves. */

static gboolean
handle_get_reminders (GnomonCalendar1       *object,
                      GDBusMethodInvocation *invocation,
                      gint64                 arg_event_id)
{
  gnomon_calendar_object_answer_part (GNOMON_CALENDAR_OBJECT (object), invocation, arg_event_id,
                                      gnomon_event_get_reminders);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_add_reminder (GnomonCalendar1       *object,
                     GDBusMethodInvocation *invocation,
                     gint64                 arg_event_id,
                     GVariant              *arg_fields)
{
  GnomonCalendarObject *self = GNOMON_CALENDAR_OBJECT (object);
  g_autoptr (GnomonFields) fields =
    gnomon_calendar_object_take_fields (invocation, GNOMON_KIND_REMINDER, arg_fields);

  if (fields != NULL)
    gnomon_calendar_object_apply (self, invocation,
                                  gnomon_operation_new_add_reminder (arg_event_id, fields));

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_remove_reminder (GnomonCalendar1       *object,
                        GDBusMethodInvocation *invocation,
                        gint64                 arg_event_id,
                        gint64                 arg_reminder_id)
{
  gnomon_calendar_object_apply (GNOMON_CALENDAR_OBJECT (object), invocation,
                                gnomon_operation_new_remove_reminder (arg_event_id,
                                                                      arg_reminder_id));

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_snooze_reminder (GnomonCalendar1       *object,
                        GDBusMethodInvocation *invocation,
                        gint64                 arg_reminder_id,
                        guint                  arg_minutes)
{
  /* The model says which lengths it takes; what does not fit an int is too long in any case. */
  int minutes = (int) MIN (arg_minutes, (guint) G_MAXINT);

  gnomon_calendar_object_apply (GNOMON_CALENDAR_OBJECT (object), invocation,
                                gnomon_operation_new_snooze_reminder (arg_reminder_id, minutes));

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_snooze_reminder_until (GnomonCalendar1       *object,
                              GDBusMethodInvocation *invocation,
                              gint64                 arg_reminder_id,
                              const char            *arg_when)
{
  gnomon_calendar_object_apply (GNOMON_CALENDAR_OBJECT (object), invocation,
                                gnomon_operation_new_snooze_reminder_until (arg_reminder_id,
                                                                            arg_when));

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_dismiss_reminder (GnomonCalendar1       *object,
                         GDBusMethodInvocation *invocation,
                         gint64                 arg_reminder_id)
{
  gnomon_calendar_object_apply (GNOMON_CALENDAR_OBJECT (object), invocation,
                                gnomon_operation_new_dismiss_reminder (arg_reminder_id));

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_dismiss_all_reminders (GnomonCalendar1       *object,
                              GDBusMethodInvocation *invocation,
                              gint64                 arg_until)
{
  gint64 until = arg_until != 0 ? arg_until : G_MAXINT64;

  gnomon_calendar_object_apply (GNOMON_CALENDAR_OBJECT (object), invocation,
                                gnomon_operation_new_dismiss_open_reminders (until));

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_list_reminders (GnomonCalendar1       *object,
                       GDBusMethodInvocation *invocation,
                       GVariant              *arg_filter)
{
  gnomon_calendar_object_answer_filtered (GNOMON_CALENDAR_OBJECT (object), invocation,
                                          GNOMON_KIND_REMINDER_FILTER, arg_filter,
                                          gnomon_store_list_reminders);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_explain_reminder (GnomonCalendar1       *object,
                         GDBusMethodInvocation *invocation,
                         gint64                 arg_reminder_id)
{
  GnomonStore *store = gnomon_calendar_object_get_store (GNOMON_CALENDAR_OBJECT (object));
  g_autoptr (GError) error = NULL;
  g_autofree char *why = gnomon_store_explain_reminder (store, arg_reminder_id, &error);

  if (why != NULL)
    gnomon_calendar1_complete_explain_reminder (object, invocation, why);
  else
    gnomon_bus_error_answer (invocation, error);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static GVariant *
move_to_variant (const GnomonMove *move)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "event_id", "x", move->event_id);
  g_variant_dict_insert (&dict, "at", "x", move->at);
  g_variant_dict_insert (&dict, "old_starts_at", "x", move->old_start);
  g_variant_dict_insert (&dict, "starts_at", "x", move->start);
  g_variant_dict_insert (&dict, "reason", "s", move->reason);

  return g_variant_dict_end (&dict);
}

static gboolean
handle_list_moves (GnomonCalendar1       *object,
                   GDBusMethodInvocation *invocation,
                   gint64                 arg_from)
{
  GnomonStore *store = gnomon_calendar_object_get_store (GNOMON_CALENDAR_OBJECT (object));
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) moves = gnomon_store_list_moves (store, arg_from, &error);
  GVariantBuilder builder;

  if (moves == NULL)
    {
      gnomon_bus_error_answer (invocation, error);
      return G_DBUS_METHOD_INVOCATION_HANDLED;
    }

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < moves->len; i++)
    g_variant_builder_add_value (&builder,
                                 move_to_variant (&g_array_index (moves, GnomonMove, i)));
  gnomon_calendar1_complete_list_moves (object, invocation, g_variant_builder_end (&builder));

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

void
gnomon_calendar_object_init_reminders (GnomonCalendar1Iface *iface)
{
  iface->handle_get_reminders = handle_get_reminders;
  iface->handle_add_reminder = handle_add_reminder;
  iface->handle_remove_reminder = handle_remove_reminder;
  iface->handle_snooze_reminder = handle_snooze_reminder;
  iface->handle_snooze_reminder_until = handle_snooze_reminder_until;
  iface->handle_dismiss_reminder = handle_dismiss_reminder;
  iface->handle_dismiss_all_reminders = handle_dismiss_all_reminders;
  iface->handle_list_reminders = handle_list_reminders;
  iface->handle_explain_reminder = handle_explain_reminder;
  iface->handle_list_moves = handle_list_moves;
}
