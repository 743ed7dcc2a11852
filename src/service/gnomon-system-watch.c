/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-system-watch.h"

struct _GnomonSystemWatch
{
  GObject parent_instance;

  GCancellable *cancellable;
  GDBusConnection *connection;      /* (nullable) */
  guint sleep_id;
  guint zone_id;
};

enum
{
  RESUMED,
  ZONE_SET,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonSystemWatch, gnomon_system_watch, G_TYPE_OBJECT)

static void
prepare_for_sleep_cb (GDBusConnection *connection,
                      const char      *sender_name,
                      const char      *object_path,
                      const char      *interface_name,
                      const char      *signal_name,
                      GVariant        *parameters,
                      gpointer         user_data)
{
  gboolean is_going_to_sleep = TRUE;

  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    g_variant_get (parameters, "(b)", &is_going_to_sleep);
  if (!is_going_to_sleep)
    g_signal_emit (user_data, signals[RESUMED], 0);
}

static void
properties_changed_cb (GDBusConnection *connection,
                       const char      *sender_name,
                       const char      *object_path,
                       const char      *interface_name,
                       const char      *signal_name,
                       GVariant        *parameters,
                       gpointer         user_data)
{
  g_signal_emit (user_data, signals[ZONE_SET], 0);
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GnomonSystemWatch *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) connection = g_bus_get_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (connection == NULL)
    {
      g_debug ("There is no system bus to tell of suspend: %s", error->message);
      return;
    }

  /* The service has its own reasons to end; that this bus goes is none. */
  g_dbus_connection_set_exit_on_close (connection, FALSE);

  self = GNOMON_SYSTEM_WATCH (user_data);
  self->connection = g_steal_pointer (&connection);
  self->sleep_id =
    g_dbus_connection_signal_subscribe (self->connection, "org.freedesktop.login1",
                                        "org.freedesktop.login1.Manager", "PrepareForSleep",
                                        "/org/freedesktop/login1", NULL,
                                        G_DBUS_SIGNAL_FLAGS_NONE, prepare_for_sleep_cb, self, NULL);
  self->zone_id =
    g_dbus_connection_signal_subscribe (self->connection, "org.freedesktop.timedate1",
                                        "org.freedesktop.DBus.Properties", "PropertiesChanged",
                                        "/org/freedesktop/timedate1", "org.freedesktop.timedate1",
                                        G_DBUS_SIGNAL_FLAGS_NONE, properties_changed_cb, self,
                                        NULL);
}

static void
gnomon_system_watch_dispose (GObject *object)
{
  GnomonSystemWatch *self = GNOMON_SYSTEM_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  if (self->connection != NULL)
    {
      g_dbus_connection_signal_unsubscribe (self->connection, self->sleep_id);
      g_dbus_connection_signal_unsubscribe (self->connection, self->zone_id);
    }
  g_clear_object (&self->connection);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (gnomon_system_watch_parent_class)->dispose (object);
}

static void
gnomon_system_watch_class_init (GnomonSystemWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gnomon_system_watch_dispose;

  signals[RESUMED] = g_signal_new ("resumed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ZONE_SET] = g_signal_new ("zone-set", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                    0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gnomon_system_watch_init (GnomonSystemWatch *self)
{
  self->cancellable = g_cancellable_new ();
  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, connected_cb, self);
}

/**
 * gnomon_system_watch_new:
 *
 * Begins to listen as soon as the system bus has answered.
 *
 * Returns: (transfer full): a watch
 */
GnomonSystemWatch *
gnomon_system_watch_new (void)
{
  return g_object_new (GNOMON_TYPE_SYSTEM_WATCH, NULL);
}
