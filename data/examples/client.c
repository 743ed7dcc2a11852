/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A client of Gnomon's calendar: creates an event, lists the week, prints what changes.
 *
 *   cc client.c -o client $(pkg-config --cflags --libs gio-2.0)
 */

#include <gio/gio.h>
#include <stdio.h>
#include <stdlib.h>

#define NAME "org.gnomon.Gnomon.Calendar1"
#define PATH "/org/gnomon/Gnomon/Calendar1"

/* Calls a method; the service is started by the bus where it does not run yet. */
static GVariant *
call (GDBusConnection *bus,
      const char      *method,
      GVariant        *arguments,
      const char      *answer)
{
  g_autoptr (GError) error = NULL;
  GVariant *reply = g_dbus_connection_call_sync (bus, NAME, PATH, NAME, method, arguments,
                                                 G_VARIANT_TYPE (answer), G_DBUS_CALL_FLAGS_NONE,
                                                 -1, NULL, &error);

  if (reply == NULL)
    {
      /* The message begins with the field at fault, as in "end_time: must be after start_time". */
      g_dbus_error_strip_remote_error (error);
      fprintf (stderr, "%s: %s\n", method, error->message);
      exit (1);
    }
  return reply;
}

static void
events_changed_cb (GDBusConnection *bus,
                   const char      *sender,
                   const char      *path,
                   const char      *interface,
                   const char      *signal,
                   GVariant        *arguments,
                   gpointer         user_data)
{
  g_autofree char *text = g_variant_print (arguments, FALSE);

  puts (text);
}

int
main (void)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GVariant) created = NULL;
  g_autoptr (GVariant) week = NULL;
  g_autoptr (GVariant) events = NULL;
  GVariantDict fields;

  if (bus == NULL)
    return 1;
  setvbuf (stdout, NULL, _IOLBF, 0);

  g_variant_dict_init (&fields, NULL);
  g_variant_dict_insert (&fields, "title", "s", "Coffee from C");
  g_variant_dict_insert (&fields, "event_date", "s", today);
  g_variant_dict_insert (&fields, "start_time", "s", "16:00");
  g_variant_dict_insert (&fields, "duration_minutes", "i", 30);
  created = call (bus, "CreateEvent", g_variant_new ("(@a{sv})", g_variant_dict_end (&fields)),
                  "(a{sv})");

  week = call (bus, "WeekView", g_variant_new ("(s)", ""), "(ssaa{sv})");
  events = g_variant_get_child_value (week, 2);
  for (gsize i = 0; i < g_variant_n_children (events); i++)
    {
      g_autoptr (GVariant) event = g_variant_get_child_value (events, i);
      const char *start = "";
      const char *title = "";

      g_variant_lookup (event, "local_start", "&s", &start);
      g_variant_lookup (event, "title", "&s", &title);
      printf ("%s %s\n", start, title);
    }

  g_dbus_connection_signal_subscribe (bus, NAME, NAME, "EventsChanged", PATH, NULL,
                                      G_DBUS_SIGNAL_FLAGS_NONE, events_changed_cb, NULL, NULL);
  puts ("listening");
  g_main_loop_run (loop);
  return 0;
}
