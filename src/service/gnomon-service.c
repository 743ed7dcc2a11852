/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-service.h"

#include "gnomon-announcer.h"
#include "gnomon-call-limit.h"
#include "gnomon-calendar-object.h"
#include "gnomon-mailer.h"
#include "gnomon-reminder-runner.h"
#include "gnomon-search-provider.h"
#include "gnomon-settings.h"
#include "gnomon-store.h"
#include "gnomon-subscriber.h"

/* The trash and the log are looked through so often. */
#define PURGE_SECONDS 86400

struct _GnomonService
{
  GObject parent_instance;

  char *database;
  GnomonClock *clock;
  GSettings *settings;              /* (nullable): where the schema is not installed */
  GnomonStore *store;               /* (nullable): as long as it cannot be opened */
  GnomonCalendarObject *object;
  GnomonSearchProvider *search_provider;
  GnomonAnnouncer *announcer;       /* (nullable): together with the store */
  GnomonReminderRunner *runner;     /* (nullable): with the store, and only under our name */
  GnomonMailer *mailer;             /* (nullable): together with the runner */
  GnomonSubscriber *subscriber;     /* (nullable): the same, where the database can be written */
  gboolean rings;
  gint64 purged_at;                 /* Unix seconds */
  guint call_limit_id;              /* a filter of the connection */
};

G_DEFINE_FINAL_TYPE (GnomonService, gnomon_service, G_TYPE_OBJECT)

static void
reminder_fired_cb (GnomonReminderRunner *runner,
                   gint64                reminder_id,
                   gint64                event_id,
                   gpointer              user_data)
{
  GnomonService *self = user_data;

  /* Any program on the bus can hear it: who may know the title asks for it. */
  gnomon_calendar1_emit_reminder_fired (GNOMON_CALENDAR1 (self->object),
                                        reminder_id, event_id, "");
}

static void purge (GnomonService *self);

static void
purged_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (gnomon_store_apply_finish (GNOMON_STORE (source), result, NULL, &error))
    purge (user_data);
  else
    g_message ("Could not empty the trash: %s", error->message);
}

/* Forgets what was deleted or logged more than 30 days ago, a part of it at a time, so that callers
 * do not wait. */
static void
purge (GnomonService *self)
{
  g_autoptr (GnomonOperation) operation = NULL;

  self->purged_at = gnomon_clock_get_now (self->clock);
  if (gnomon_store_is_read_only (self->store) || !gnomon_store_can_purge (self->store))
    return;

  operation = gnomon_operation_new_purge ();
  gnomon_store_apply_async (self->store, operation, NULL, purged_cb, self);
}

/* A calendar in which nothing happens keeps what it has; so no timer has to wake for this. */
static void
store_changed_cb (GnomonStore       *store,
                  guint64            token,
                  GArray            *changed,
                  GArray            *deleted,
                  GnomonChangeFlags  flags,
                  gpointer           user_data)
{
  GnomonService *self = user_data;
  gint64 now = gnomon_clock_get_now (self->clock);

  if (now < self->purged_at || now - self->purged_at >= PURGE_SECONDS)
    purge (self);
}

/* What the service does by itself, not for a caller. */
static void
start_work (GnomonService *self)
{
  self->runner = gnomon_reminder_runner_new (self->store, self->settings);
  g_signal_connect (self->runner, "fired", G_CALLBACK (reminder_fired_cb), self);
  self->mailer = gnomon_mailer_new (self->store, self->settings);
  if (!gnomon_store_is_read_only (self->store))
    self->subscriber = gnomon_subscriber_new (self->store);
  gnomon_calendar_object_set_subscriber (self->object, self->subscriber);

  purge (self);
  g_signal_connect (self->store, "changed", G_CALLBACK (store_changed_cb), self);
}

/*
 * A database that cannot be opened does not end the service: each caller is told why, and the
 * next call tries again, since the disk may have room or the lock may be gone by then.
 */
static GnomonStore *
get_store (gpointer   user_data,
           GError   **error)
{
  GnomonService *self = user_data;

  if (self->store != NULL)
    return self->store;

  self->store = gnomon_store_open (self->database, self->clock, error);
  if (self->store == NULL)
    return NULL;

  gnomon_settings_bind_store (self->settings, self->store);
  self->announcer = gnomon_announcer_new (GNOMON_CALENDAR1 (self->object), self->store);
  if (self->rings)
    start_work (self);

  return self->store;
}

static void
gnomon_service_dispose (GObject *object)
{
  GnomonService *self = GNOMON_SERVICE (object);

  if (self->runner != NULL)
    g_signal_handlers_disconnect_by_data (self->runner, self);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->subscriber);
  g_clear_object (&self->mailer);
  g_clear_object (&self->runner);
  g_clear_object (&self->announcer);
  g_clear_object (&self->search_provider);
  g_clear_object (&self->object);
  g_clear_object (&self->store);
  g_clear_object (&self->settings);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gnomon_service_parent_class)->dispose (object);
}

static void
gnomon_service_finalize (GObject *object)
{
  GnomonService *self = GNOMON_SERVICE (object);

  g_free (self->database);

  G_OBJECT_CLASS (gnomon_service_parent_class)->finalize (object);
}

static void
gnomon_service_class_init (GnomonServiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gnomon_service_dispose;
  object_class->finalize = gnomon_service_finalize;
}

static void
gnomon_service_init (GnomonService *self)
{
  self->clock = gnomon_clock_new ();
  self->settings = gnomon_settings_new ();
  self->object = gnomon_calendar_object_new (get_store, self);
  self->search_provider = gnomon_search_provider_new (get_store, self);
}

/**
 * gnomon_service_new:
 * @database: the path of the database
 *
 * Puts the service together, and opens the database where it can be.
 *
 * Returns: (transfer full): the service, not yet on the bus
 */
GnomonService *
gnomon_service_new (const char *database)
{
  g_autoptr (GError) error = NULL;
  GnomonService *self;

  g_return_val_if_fail (database != NULL, NULL);

  self = g_object_new (GNOMON_TYPE_SERVICE, NULL);
  self->database = g_strdup (database);
  if (get_store (self, &error) == NULL)
    g_message ("The calendar cannot be opened: %s", error->message);

  return self;
}

/**
 * gnomon_service_export:
 * @self: a service
 * @connection: the session bus
 * @error: return location for an error
 *
 * Puts the objects on the bus. To be done before the name is asked for: who was told the name may
 * call at once.
 *
 * Returns: whether they are there
 */
gboolean
gnomon_service_export (GnomonService    *self,
                       GDBusConnection  *connection,
                       GError          **error)
{
  g_return_val_if_fail (GNOMON_IS_SERVICE (self), FALSE);
  g_return_val_if_fail (G_IS_DBUS_CONNECTION (connection), FALSE);

  if (!g_dbus_interface_skeleton_export (G_DBUS_INTERFACE_SKELETON (self->object), connection,
                                         GNOMON_OBJECT_PATH, error)
      || !g_dbus_interface_skeleton_export (G_DBUS_INTERFACE_SKELETON (self->search_provider),
                                            connection, GNOMON_SEARCH_PROVIDER_PATH, error))
    return FALSE;

  self->call_limit_id = gnomon_call_limit_install (connection);
  return TRUE;
}

/**
 * gnomon_service_start_reminders:
 * @self: a service
 *
 * Lets reminders ring from now on. To be done when the name is ours: a service that finds another
 * one in its place shall end without having shown anything.
 */
void
gnomon_service_start_reminders (GnomonService *self)
{
  g_return_if_fail (GNOMON_IS_SERVICE (self));

  self->rings = TRUE;
  if (self->store != NULL && self->runner == NULL)
    start_work (self);
}

static gboolean
dispatched_cb (gpointer user_data)
{
  gboolean *is_done = user_data;

  *is_done = TRUE;

  return G_SOURCE_REMOVE;
}

/*
 * Runs the calls that GDBus has put on the main loop. The bus keeps its order: when it has told
 * that the name is no longer ours, all that was sent to the name is here. Each of them waits in a
 * source of the default priority, and such sources run in the order in which they were added.
 */
static void
take_calls_that_came (void)
{
  gboolean is_done = FALSE;

  g_idle_add_full (G_PRIORITY_DEFAULT, dispatched_cb, &is_done, NULL);
  while (!is_done)
    g_main_context_iteration (NULL, TRUE);
}

/**
 * gnomon_service_close:
 * @self: a service
 *
 * To be done when the name is given up. Ends in order: takes the calls that came until then and no
 * more, gives up the transfers, waits until the changes under way are on disk, answers them, and
 * tells of them.
 */
void
gnomon_service_close (GnomonService *self)
{
  GDBusInterfaceSkeleton *skeleton;
  g_autoptr (GDBusConnection) connection = NULL;

  g_return_if_fail (GNOMON_IS_SERVICE (self));

  skeleton = G_DBUS_INTERFACE_SKELETON (self->object);
  g_set_object (&connection, g_dbus_interface_skeleton_get_connection (skeleton));

  take_calls_that_came ();
  if (self->runner != NULL)
    gnomon_reminder_runner_stop (self->runner);
  if (self->mailer != NULL)
    gnomon_mailer_stop (self->mailer);
  if (self->subscriber != NULL)
    gnomon_subscriber_stop (self->subscriber);
  if (connection != NULL)
    g_dbus_interface_skeleton_unexport (G_DBUS_INTERFACE_SKELETON (self->search_provider));
  gnomon_calendar_object_drain (self->object);
  if (self->announcer != NULL)
    gnomon_announcer_flush (self->announcer);
  g_clear_object (&self->announcer);
  if (self->store != NULL)
    gnomon_store_close (self->store);

  if (connection == NULL)
    return;

  g_dbus_interface_skeleton_flush (skeleton);
  g_dbus_interface_skeleton_unexport (skeleton);
  g_dbus_connection_remove_filter (connection, self->call_limit_id);
  if (!g_dbus_connection_is_closed (connection))
    g_dbus_connection_flush_sync (connection, NULL, NULL);
}
