/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <stdio.h>

#include "gnomon-ctl-commands.h"
#include "gnomon-ctl-format.h"
#include "gnomon-ctl-json.h"
#include "gnomon-ctl-values.h"

/*
 * gnomonctl watch: one line for each change, until it is interrupted. The change token says where
 * we are: when the service comes back after having left, what happened meanwhile is fetched by it.
 */

typedef struct
{
  GnomonCtl *ctl;
  GnomonCalendar1 *proxy; /* does not start the service: its leaving is part of what is watched */
  GMainLoop *loop;
  guint64 token;
  gboolean running;
} Watch;

/* Begins what programs read of a change; print_change () ends it. */
static void
begin_change (GVariantBuilder *fields,
              const char      *change)
{
  g_variant_builder_init (fields, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (fields, "{sv}", "change", g_variant_new_string (change));
}

/* One line of output: what happened, to what; or the same for programs. */
static void
print_change (Watch           *watch,
              const char      *change,
              GVariantBuilder *fields,
              const char      *words)
{
  g_autoptr (GVariant) value = g_variant_ref_sink (g_variant_builder_end (fields));

  if (watch->ctl->json)
    {
      g_autofree char *json = gnomon_ctl_json_format (value, FALSE);

      puts (json);
    }
  else
    gnomon_ctl_print_line (watch->ctl, "%-10s %s", change, words);
  /* Whoever reads us through a pipe is waiting for this line; where none can read any more, there
   * is nothing left to watch for. */
  if (fflush (stdout) != 0 && watch->loop != NULL)
    g_main_loop_quit (watch->loop);
}

static void
print_service (Watch      *watch,
               const char *version)
{
  GVariantBuilder fields;
  g_autofree char *words = NULL;

  begin_change (&fields, "service");
  g_variant_builder_add (&fields, "{sv}", "running", g_variant_new_boolean (watch->running));
  if (watch->running)
    {
      g_variant_builder_add (&fields, "{sv}", "now", g_variant_new_uint64 (watch->token));
      g_variant_builder_add (&fields, "{sv}", "version", g_variant_new_string (version));
      words = g_strdup_printf (_("running, version %s"), version);
    }
  else
    words = g_strdup (_("has left"));
  print_change (watch, "service", &fields, words);
}

static void
print_event (Watch  *watch,
             gint64  id)
{
  GVariantBuilder fields;
  g_autoptr (GVariant) event = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *summary = NULL;
  g_autofree char *words = NULL;

  if (gnomon_calendar1_call_get_event_sync (watch->proxy, id, &event, NULL, &error))
    summary = gnomon_ctl_format_summary (&watch->ctl->style, event);
  else if (gnomon_ctl_error_get_exit (error) != GNOMON_CTL_EXIT_UNREACHABLE)
    /* It is gone by now: the signal that says so is on its way. */
    return;

  /* Where the service has left in between, the number alone is still true. */
  words = g_strdup_printf ("%" G_GINT64_FORMAT "  %s", id, summary != NULL ? summary : "");
  begin_change (&fields, "changed");
  g_variant_builder_add (&fields, "{sv}", "now", g_variant_new_uint64 (watch->token));
  g_variant_builder_add (&fields, "{sv}", "id", g_variant_new_int64 (id));
  if (event != NULL)
    g_variant_builder_add (&fields, "{sv}", "event", event);
  print_change (watch, "changed", &fields, words);
}

static void
print_deleted (Watch  *watch,
               gint64  id)
{
  GVariantBuilder fields;
  g_autofree char *words = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  begin_change (&fields, "deleted");
  g_variant_builder_add (&fields, "{sv}", "now", g_variant_new_uint64 (watch->token));
  g_variant_builder_add (&fields, "{sv}", "id", g_variant_new_int64 (id));
  print_change (watch, "deleted", &fields, words);
}

static void
print_ids (Watch    *watch,
           GVariant *changed,
           GVariant *deleted)
{
  GVariantIter iter;
  gint64 id;

  g_variant_iter_init (&iter, changed);
  while (g_variant_iter_next (&iter, "x", &id))
    print_event (watch, id);
  g_variant_iter_init (&iter, deleted);
  while (g_variant_iter_next (&iter, "x", &id))
    print_deleted (watch, id);
}

/* What happened since the last token, where there is no signal that tells. */
static void
catch_up (Watch *watch)
{
  GVariantBuilder fields;
  g_autoptr (GVariant) changed = NULL;
  g_autoptr (GVariant) deleted = NULL;
  guint64 now;

  if (gnomon_calendar1_call_changes_sync (watch->proxy, watch->token, &now, &changed, &deleted,
                                          NULL, NULL))
    {
      watch->token = now;
      print_ids (watch, changed, deleted);
      return;
    }
  begin_change (&fields, "many");
  g_variant_builder_add (&fields, "{sv}", "now", g_variant_new_uint64 (watch->token));
  print_change (watch, "many", &fields, _("events changed: read them anew"));
}

static void
events_changed_cb (GnomonCalendar1 *proxy,
                   guint64          now,
                   GVariant        *changed,
                   GVariant        *deleted,
                   Watch           *watch)
{
  if (g_variant_n_children (changed) == 0 && g_variant_n_children (deleted) == 0)
    {
      catch_up (watch);
      watch->token = MAX (watch->token, now);
      return;
    }
  watch->token = now;
  print_ids (watch, changed, deleted);
}

static void
calendars_changed_cb (GnomonCalendar1 *proxy,
                      guint64          now,
                      Watch           *watch)
{
  GVariantBuilder fields;
  g_autoptr (GVariant) calendars = NULL;
  g_autoptr (GString) names = g_string_new (NULL);

  watch->token = MAX (watch->token, now);
  if (!gnomon_calendar1_call_list_calendars_sync (proxy, &calendars, NULL, NULL))
    return;
  for (gsize i = 0; i < g_variant_n_children (calendars); i++)
    {
      g_autoptr (GVariant) calendar = g_variant_get_child_value (calendars, i);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                              gnomon_ctl_get_string (calendar, "name"));
    }
  begin_change (&fields, "calendars");
  g_variant_builder_add (&fields, "{sv}", "now", g_variant_new_uint64 (now));
  g_variant_builder_add (&fields, "{sv}", "calendars", calendars);
  print_change (watch, "calendars", &fields, names->str);
}

static void
reminder_fired_cb (GnomonCalendar1 *proxy,
                   gint64           reminder_id,
                   gint64           event_id,
                   const char      *title,
                   Watch           *watch)
{
  GVariantBuilder fields;
  g_autoptr (GVariant) event = NULL;
  g_autofree char *summary = NULL;
  g_autofree char *words = NULL;

  begin_change (&fields, "reminder");
  g_variant_builder_add (&fields, "{sv}", "reminder_id", g_variant_new_int64 (reminder_id));
  g_variant_builder_add (&fields, "{sv}", "event_id", g_variant_new_int64 (event_id));
  /* The signal has no title, since anybody on the bus hears it. */
  if (gnomon_calendar1_call_get_event_sync (proxy, event_id, &event, NULL, NULL))
    {
      summary = gnomon_ctl_format_summary (&watch->ctl->style, event);
      g_variant_builder_add (&fields, "{sv}", "event", event);
    }
  words = g_strdup_printf ("%" G_GINT64_FORMAT "  %s", reminder_id,
                           summary != NULL ? summary : title);
  print_change (watch, "reminder", &fields, words);
}

/* Reads where the service is. The first time this starts it. */
static gboolean
read_state (GnomonCalendar1  *proxy,
            guint64          *token,
            char            **version,
            GError          **error)
{
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GVariant) properties = NULL;
  const char *text = "";

  reply = g_dbus_proxy_call_sync (G_DBUS_PROXY (proxy), "org.freedesktop.DBus.Properties.GetAll",
                                  g_variant_new ("(s)", GNOMON_SERVICE_NAME),
                                  G_DBUS_CALL_FLAGS_NONE, -1, NULL, error);
  if (reply == NULL)
    return FALSE;
  properties = g_variant_get_child_value (reply, 0);
  *token = 0;
  g_variant_lookup (properties, "ChangeToken", "t", token);
  g_variant_lookup (properties, "Version", "&s", &text);
  *version = g_strdup (text);
  return TRUE;
}

static void
owner_changed_cb (GObject    *proxy,
                  GParamSpec *pspec,
                  Watch      *watch)
{
  g_autofree char *owner = g_dbus_proxy_get_name_owner (G_DBUS_PROXY (proxy));
  g_autofree char *version = NULL;
  guint64 token;

  if ((owner != NULL) == watch->running)
    return;

  if (owner == NULL)
    {
      watch->running = FALSE;
      print_service (watch, NULL);
    }
  else if (read_state (watch->proxy, &token, &version, NULL))
    {
      gboolean missed = token != watch->token;
      guint64 before = watch->token;

      watch->running = TRUE;
      watch->token = token;
      print_service (watch, version);
      if (missed)
        {
          watch->token = before;
          catch_up (watch);
          watch->token = token;
        }
    }
}

static void
bus_closed_cb (GDBusConnection *bus,
               gboolean         remote,
               GError          *reason,
               Watch           *watch)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED,
                                                  reason != NULL ? reason->message
                                                                 : "the bus is gone");

  gnomon_ctl_report (watch->ctl, error);
  g_main_loop_quit (watch->loop);
}

static gboolean
interrupted_cb (gpointer user_data)
{
  Watch *watch = user_data;

  g_main_loop_quit (watch->loop);
  return G_SOURCE_CONTINUE;
}

static void
run_until_interrupted (Watch           *watch,
                       GDBusConnection *bus)
{
  guint on_interrupt = g_unix_signal_add (SIGINT, interrupted_cb, watch);
  guint on_terminate = g_unix_signal_add (SIGTERM, interrupted_cb, watch);

  g_signal_connect (bus, "closed", G_CALLBACK (bus_closed_cb), watch);
  g_signal_connect (watch->proxy, "events-changed", G_CALLBACK (events_changed_cb), watch);
  g_signal_connect (watch->proxy, "calendars-changed", G_CALLBACK (calendars_changed_cb), watch);
  g_signal_connect (watch->proxy, "reminder-fired", G_CALLBACK (reminder_fired_cb), watch);
  g_signal_connect (watch->proxy, "notify::g-name-owner", G_CALLBACK (owner_changed_cb), watch);

  watch->loop = g_main_loop_new (NULL, FALSE);
  if (!ferror (stdout))
    g_main_loop_run (watch->loop);
  g_main_loop_unref (watch->loop);

  g_signal_handlers_disconnect_by_data (watch->proxy, watch);
  g_signal_handlers_disconnect_by_data (bus, watch);
  g_source_remove (on_interrupt);
  g_source_remove (on_terminate);
}

gboolean
gnomon_ctl_run_watch (GnomonCtl          *self,
                      GnomonCtlArguments *arguments,
                      GError            **error)
{
  GnomonCalendar1 *starter = gnomon_ctl_get_proxy (self, error);
  Watch watch = { .ctl = self };
  g_autoptr (GnomonCalendar1) proxy = NULL;
  g_autofree char *version = NULL;
  GDBusConnection *bus;

  if (starter == NULL)
    return FALSE;
  bus = g_dbus_proxy_get_connection (G_DBUS_PROXY (starter));

  /* First we listen, then we ask where the service is, so that nothing falls in between. */
  proxy = gnomon_calendar1_proxy_new_sync (bus,
                                           G_DBUS_PROXY_FLAGS_DO_NOT_LOAD_PROPERTIES
                                             | G_DBUS_PROXY_FLAGS_DO_NOT_AUTO_START,
                                           GNOMON_SERVICE_NAME, GNOMON_OBJECT_PATH, NULL, error);
  if (proxy == NULL || !read_state (starter, &watch.token, &version, error))
    return FALSE;

  watch.proxy = proxy;
  watch.running = TRUE;
  print_service (&watch, version);
  run_until_interrupted (&watch, bus);
  return TRUE;
}
