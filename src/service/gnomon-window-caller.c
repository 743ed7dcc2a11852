/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-window-caller.h"

#include <gio/gio.h>

/*
 * Calls the window by org.freedesktop.Application, which starts it where it does not run. Nobody
 * waits for it: a window takes its time to start.
 */

#define APPLICATION_PATH "/org/gnomon/Gnomon"
#define APPLICATION_INTERFACE "org.freedesktop.Application"

typedef struct
{
  const char *action;       /* static */
  GVariant *target;         /* (nullable): the action takes none */
  char *activation_token;
} Call;

static void
call_free (Call *call)
{
  g_clear_pointer (&call->target, g_variant_unref);
  g_free (call->activation_token);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

/* The token by which the compositor lets the window come to the front, under its old name too. */
static GVariant *
make_platform_data (const Call *call)
{
  GVariantDict data;

  g_variant_dict_init (&data, NULL);
  if (call->activation_token != NULL)
    {
      g_variant_dict_insert (&data, "activation-token", "s", call->activation_token);
      g_variant_dict_insert (&data, "desktop-startup-id", "s", call->activation_token);
    }

  return g_variant_dict_end (&data);
}

static void
activated_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result,
                                                              &error);

  if (reply == NULL)
    g_message ("Could not open the window: %s", error->message);
}

static void
action_activated_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result,
                                                              &error);

  if (reply != NULL)
    return;

  /* An older window does not know the action, but can be shown. */
  g_debug ("Could not show the event: %s", error->message);
  g_dbus_connection_call (G_DBUS_CONNECTION (source), GNOMON_APPLICATION_ID, APPLICATION_PATH,
                          APPLICATION_INTERFACE, "Activate",
                          g_variant_new ("(@a{sv})", make_platform_data (call)),
                          NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, activated_cb, NULL);
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) connection = g_bus_get_finish (result, &error);
  GVariantBuilder targets;
  GVariant *parameters;

  if (connection == NULL)
    {
      g_message ("Could not open the window: %s", error->message);
      return;
    }

  g_variant_builder_init (&targets, G_VARIANT_TYPE ("av"));
  if (call->target != NULL)
    g_variant_builder_add (&targets, "v", call->target);
  parameters = g_variant_new ("(sav@a{sv})", call->action, &targets, make_platform_data (call));
  g_dbus_connection_call (connection, GNOMON_APPLICATION_ID, APPLICATION_PATH,
                          APPLICATION_INTERFACE, "ActivateAction", parameters,
                          NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL,
                          action_activated_cb, g_steal_pointer (&call));
}

/* @target is taken. */
static void
call_window (const char *action,
             GVariant   *target,
             const char *activation_token)
{
  Call *call = g_new0 (Call, 1);

  call->action = action;
  call->target = target != NULL ? g_variant_ref_sink (target) : NULL;
  call->activation_token = g_strdup (activation_token);
  g_bus_get (G_BUS_TYPE_SESSION, NULL, connected_cb, call);
}

/**
 * gnomon_window_caller_show_event:
 * @event_id: an event
 * @activation_token: (nullable): what the notification server gave for the click
 *
 * Brings up the calendar's window with the event; starts it where it does not run.
 */
void
gnomon_window_caller_show_event (gint64      event_id,
                                 const char *activation_token)
{
  call_window ("show-event", g_variant_new_int64 (event_id), activation_token);
}

/**
 * gnomon_window_caller_add_event:
 * @text: what was typed
 * @activation_token: (nullable): by which the window may come to the front
 *
 * Brings up the calendar's window with the sheet for a new event, and the text in it.
 */
void
gnomon_window_caller_add_event (const char *text,
                                const char *activation_token)
{
  call_window ("add-event", g_variant_new_string (text), activation_token);
}

/**
 * gnomon_window_caller_search:
 * @text: what was typed
 * @activation_token: (nullable): by which the window may come to the front
 *
 * Brings up the calendar's window with what its search finds.
 */
void
gnomon_window_caller_search (const char *text,
                             const char *activation_token)
{
  call_window ("search", g_variant_new_string (text), activation_token);
}

/**
 * gnomon_window_caller_show_reminders:
 * @activation_token: (nullable): what the notification server gave for the click
 *
 * Brings up the calendar's window with the reminders that nobody has answered; starts it where it
 * does not run.
 */
void
gnomon_window_caller_show_reminders (const char *activation_token)
{
  call_window ("show-reminders", NULL, activation_token);
}

static void
link_opened_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    g_message ("Could not open the link of a call: %s", error->message);
}

/**
 * gnomon_window_caller_open_link:
 * @uri: the link of a video call
 * @activation_token: (nullable): what the notification server gave for the click
 *
 * Opens a link in the program that the user has for it, inside of a sandbox through the portal.
 */
void
gnomon_window_caller_open_link (const char *uri,
                                const char *activation_token)
{
  g_autoptr (GAppLaunchContext) context = g_app_launch_context_new ();

  if (activation_token != NULL)
    {
      g_app_launch_context_setenv (context, "XDG_ACTIVATION_TOKEN", activation_token);
      g_app_launch_context_setenv (context, "DESKTOP_STARTUP_ID", activation_token);
    }

  g_app_info_launch_default_for_uri_async (uri, context, NULL, link_opened_cb, NULL);
}
