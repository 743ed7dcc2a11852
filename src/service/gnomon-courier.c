/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-courier.h"

#include <glib/gi18n.h>
#include <libnotify/notify.h>

#include "gnomon-reminder-text.h"

#define NOTIFICATIONS_NAME "org.freedesktop.Notifications"

/* All but what is said to be shared is the thread's alone. */
struct _GnomonCourier
{
  GMainContext *context;        /* the thread's; shared */
  GMainLoop *loop;              /* shared */
  GMainContext *owner_context;  /* shared */
  GWeakRef owner;               /* shared */
  GnomonCourierFunc func;       /* shared */

  GHashTable *notices;          /* instance id → Notice, those on screen */
  guint name_watch;
  gint64 failed_at;             /* when the server was last found not to answer, monotonic */
  gboolean has_actions;
  gboolean has_markup;
};

/* A notification on screen. */
typedef struct
{
  gint64 instance_id;
  gint64 event_id;
  int snooze_minutes;
  NotifyNotification *notification;
} Notice;

/* A call to show or, where it has no task, to withdraw. */
typedef struct
{
  GnomonCourier *courier;
  GTask *task;
  gint64 instance_id;
  gint64 event_id;
  int snooze_minutes;
  char *title;
  char *body;
  gint64 asked_at;              /* monotonic */
} Job;

/* News on their way to the owner's context. */
typedef struct
{
  GnomonCourier *courier;
  GnomonCourierNews news;
  gint64 instance_id;
  gint64 event_id;
  int minutes;
  char *token;
} Message;

static void
courier_clear (gpointer data)
{
  GnomonCourier *courier = data;

  g_clear_pointer (&courier->notices, g_hash_table_unref);
  g_main_loop_unref (courier->loop);
  g_main_context_unref (courier->context);
  g_main_context_unref (courier->owner_context);
  g_weak_ref_clear (&courier->owner);
}

static void
courier_unref (GnomonCourier *courier)
{
  g_atomic_rc_box_release_full (courier, courier_clear);
}

static void
message_free (gpointer data)
{
  Message *message = data;

  courier_unref (message->courier);
  g_free (message->token);
  g_free (message);
}

static gboolean
message_cb (gpointer user_data)
{
  Message *message = user_data;
  g_autoptr (GObject) owner = g_weak_ref_get (&message->courier->owner);

  if (owner != NULL)
    message->courier->func (owner, message->news, message->instance_id, message->event_id,
                            message->minutes, message->token);

  return G_SOURCE_REMOVE;
}

/* @notice: (nullable): what it is about */
static void
courier_tell (GnomonCourier     *courier,
              GnomonCourierNews  news,
              const Notice      *notice,
              const char        *activation_token)
{
  Message *message = g_new0 (Message, 1);

  message->courier = g_atomic_rc_box_acquire (courier);
  message->news = news;
  if (notice != NULL)
    {
      message->instance_id = notice->instance_id;
      message->event_id = notice->event_id;
      message->minutes = notice->snooze_minutes;
    }
  message->token = g_strdup (activation_token);
  g_main_context_invoke_full (courier->owner_context, G_PRIORITY_DEFAULT, message_cb, message,
                              message_free);
}

static void
notice_free (gpointer data)
{
  Notice *notice = data;

  g_object_unref (notice->notification);
  g_free (notice);
}

static gboolean
notice_free_cb (gpointer user_data)
{
  return G_SOURCE_REMOVE;
}

/* Forgets a notification, whatever the server tells of it later. libnotify goes on to use it after
 * its callbacks have run, so that it is freed from the loop. */
static void
courier_forget (GnomonCourier *courier,
                Notice        *notice)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_signal_handlers_disconnect_by_data (notice->notification, courier);
  g_hash_table_steal (courier->notices, &notice->instance_id);
  g_source_set_callback (source, notice_free_cb, notice, notice_free);
  g_source_attach (source, courier->context);
}

static void
courier_forget_all (GnomonCourier *courier)
{
  g_autoptr (GList) notices = g_hash_table_get_values (courier->notices);

  for (GList *l = notices; l != NULL; l = l->next)
    courier_forget (courier, l->data);
}

static Notice *
courier_find (GnomonCourier      *courier,
              NotifyNotification *notification)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, courier->notices);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Notice *notice = value;

      if (notice->notification == notification)
        return notice;
    }

  return NULL;
}

/* After an action the server closes the notification "by the user", which must not be read as a
 * dismissal: the notice is forgotten here. */
static void
action_cb (NotifyNotification *notification,
           char               *action,
           gpointer            user_data)
{
  GnomonCourier *courier = user_data;
  Notice *notice = courier_find (courier, notification);

  if (notice == NULL)
    return;

  if (g_str_equal (action, "snooze"))
    courier_tell (courier, GNOMON_COURIER_SNOOZE, notice, NULL);
  else if (g_str_equal (action, "dismiss"))
    courier_tell (courier, GNOMON_COURIER_DISMISSED, notice, NULL);
  else
    courier_tell (courier, GNOMON_COURIER_OPEN, notice,
                  notify_notification_get_activation_token (notification));

  courier_forget (courier, notice);
}

static void
closed_cb (NotifyNotification *notification,
           gpointer            user_data)
{
  GnomonCourier *courier = user_data;
  Notice *notice = courier_find (courier, notification);

  if (notice == NULL)
    return;

  if (notify_notification_get_closed_reason (notification) == NOTIFY_CLOSED_REASON_DISMISSED)
    courier_tell (courier, GNOMON_COURIER_DISMISSED, notice, NULL);
  else
    courier_tell (courier, GNOMON_COURIER_GONE, notice, NULL);

  courier_forget (courier, notice);
}

/* Asks the server what it can do. A server that is not there, or hangs, is found out here, where
 * it is certain that nothing has been shown yet. */
static gboolean
courier_ask_server (GnomonCourier *courier)
{
  g_autofree char *name = NULL;
  g_autofree char *vendor = NULL;
  g_autofree char *version = NULL;
  g_autofree char *spec_version = NULL;
  GList *capabilities;

  if (!notify_get_server_info (&name, &vendor, &version, &spec_version))
    return FALSE;

  capabilities = notify_get_server_caps ();
  courier->has_actions = g_list_find_custom (capabilities, "actions",
                                             (GCompareFunc) g_strcmp0) != NULL;
  courier->has_markup = g_list_find_custom (capabilities, "body-markup",
                                            (GCompareFunc) g_strcmp0) != NULL;
  g_list_free_full (capabilities, g_free);

  return TRUE;
}

static Notice *
courier_add_notice (GnomonCourier *courier,
                    gint64         instance_id,
                    gint64         event_id)
{
  Notice *notice = g_new0 (Notice, 1);

  notice->instance_id = instance_id;
  notice->event_id = event_id;
  notice->notification = notify_notification_new ("", NULL, GNOMON_APPLICATION_ID);
  g_signal_connect (notice->notification, "closed", G_CALLBACK (closed_cb), courier);
  g_hash_table_insert (courier->notices, &notice->instance_id, notice);

  return notice;
}

static void
courier_fill_notice (GnomonCourier *courier,
                     Notice        *notice,
                     const Job     *job)
{
  NotifyNotification *notification = notice->notification;
  g_autofree char *markup = NULL;

  if (courier->has_markup)
    markup = g_markup_escape_text (job->body, -1);
  notify_notification_update (notification, job->title, markup != NULL ? markup : job->body,
                              GNOMON_APPLICATION_ID);

  /* A reminder stays until it is answered, but does not break into a presentation. */
  notify_notification_set_timeout (notification, NOTIFY_EXPIRES_NEVER);
  notify_notification_set_urgency (notification, NOTIFY_URGENCY_NORMAL);
  /* As hints: libnotify complains of a category wherever it speaks to a portal. */
  notify_notification_set_hint (notification, "category",
                                g_variant_new_string ("x-gnomon.reminder"));
  notify_notification_set_hint (notification, "desktop-entry",
                                g_variant_new_string (GNOMON_APPLICATION_ID));

  notice->snooze_minutes = job->snooze_minutes;
  notify_notification_clear_actions (notification);
  if (courier->has_actions)
    {
      g_autofree char *snooze = gnomon_reminder_text_dup_snooze_label (job->snooze_minutes);

      /* Translators: a button; it shows the event in the calendar's window */
      notify_notification_add_action (notification, "default", _("Open"), action_cb, courier, NULL);
      notify_notification_add_action (notification, "snooze", snooze, action_cb, courier, NULL);
      notify_notification_add_action (notification, "open", _("Open"), action_cb, courier, NULL);
      /* Translators: a button; the reminder will not come again */
      notify_notification_add_action (notification, "dismiss", _("Dismiss"), action_cb, courier,
                                      NULL);
    }
}

/* Whether the server may have shown what it did not answer for. */
static gboolean
may_have_been_taken (const GError *error)
{
  return g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_TIMEOUT)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_TIMED_OUT)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_DISCONNECTED)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

static GnomonShowResult
courier_show (GnomonCourier *courier,
              const Job     *job)
{
  g_autoptr (GError) error = NULL;
  Notice *notice;

  /* Asked for while another call hung: each would hang as long. */
  if (job->asked_at <= courier->failed_at)
    return GNOMON_SHOW_REFUSED;

  if (!courier_ask_server (courier))
    {
      g_debug ("No notification server answers");
      courier->failed_at = g_get_monotonic_time ();
      return GNOMON_SHOW_REFUSED;
    }

  notice = g_hash_table_lookup (courier->notices, &job->instance_id);
  if (notice == NULL)
    notice = courier_add_notice (courier, job->instance_id, job->event_id);
  courier_fill_notice (courier, notice, job);

  if (notify_notification_show (notice->notification, &error))
    return GNOMON_SHOW_TAKEN;

  g_message ("Could not show reminder %" G_GINT64_FORMAT ": %s", job->instance_id, error->message);
  courier_forget (courier, notice);
  courier->failed_at = g_get_monotonic_time ();

  return may_have_been_taken (error) ? GNOMON_SHOW_UNKNOWN : GNOMON_SHOW_REFUSED;
}

static void
courier_withdraw (GnomonCourier *courier,
                  const Job     *job)
{
  Notice *notice = g_hash_table_lookup (courier->notices, &job->instance_id);

  if (notice == NULL)
    return;

  g_signal_handlers_disconnect_by_data (notice->notification, courier);
  notify_notification_close (notice->notification, NULL);
  courier_forget (courier, notice);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->task);
  g_free (job->title);
  g_free (job->body);
  courier_unref (job->courier);
  g_free (job);
}

static gboolean
job_cb (gpointer user_data)
{
  Job *job = user_data;

  if (job->task != NULL)
    g_task_return_int (job->task, courier_show (job->courier, job));
  else
    courier_withdraw (job->courier, job);

  return G_SOURCE_REMOVE;
}

/* With less priority than the bus' signals: that a server has gone is known before the next
 * call. */
static void
job_run (Job *job)
{
  g_main_context_invoke_full (job->courier->context, G_PRIORITY_DEFAULT_IDLE, job_cb, job,
                              job_free);
}

static void
name_appeared_cb (GDBusConnection *connection,
                  const char      *name,
                  const char      *name_owner,
                  gpointer         user_data)
{
  courier_tell (user_data, GNOMON_COURIER_AVAILABLE, NULL, NULL);
}

/* The ids of a server that has gone mean nothing to its successor, or something else. */
static void
name_vanished_cb (GDBusConnection *connection,
                  const char      *name,
                  gpointer         user_data)
{
  GnomonCourier *courier = user_data;
  GHashTableIter iter;
  gpointer notice;

  g_hash_table_iter_init (&iter, courier->notices);
  while (g_hash_table_iter_next (&iter, NULL, &notice))
    courier_tell (courier, GNOMON_COURIER_GONE, notice, NULL);
  courier_forget_all (courier);
}

static gboolean
quit_cb (gpointer user_data)
{
  GnomonCourier *courier = user_data;

  g_main_loop_quit (courier->loop);

  return G_SOURCE_REMOVE;
}

/* There is no notify_uninit() at the end: it would take all reminders off the screen. */
static gpointer
courier_thread (gpointer data)
{
  GnomonCourier *courier = data;

  g_main_context_push_thread_default (courier->context);
  notify_init ("Gnomon");
  courier->name_watch = g_bus_watch_name (G_BUS_TYPE_SESSION, NOTIFICATIONS_NAME,
                                          G_BUS_NAME_WATCHER_FLAGS_NONE,
                                          name_appeared_cb, name_vanished_cb, courier, NULL);

  g_main_loop_run (courier->loop);

  g_bus_unwatch_name (courier->name_watch);
  courier_forget_all (courier);
  while (g_main_context_iteration (courier->context, FALSE))
    ;
  g_main_context_pop_thread_default (courier->context);
  courier_unref (courier);

  return NULL;
}

/**
 * gnomon_courier_new:
 * @owner: who is told the news; not kept alive
 * @func: called with them, on the main context of the calling thread
 *
 * Starts the thread.
 *
 * Returns: (transfer full): a courier; end it with gnomon_courier_stop()
 */
GnomonCourier *
gnomon_courier_new (GObject           *owner,
                    GnomonCourierFunc  func)
{
  GnomonCourier *self = g_atomic_rc_box_new0 (GnomonCourier);

  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->owner_context = g_main_context_ref_thread_default ();
  self->func = func;
  self->notices = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, notice_free);
  g_weak_ref_init (&self->owner, owner);

  g_thread_unref (g_thread_new ("notifier", courier_thread, g_atomic_rc_box_acquire (self)));

  return self;
}

/**
 * gnomon_courier_stop:
 * @self: (transfer full): a courier
 *
 * Ends the thread when it comes to it. Nobody waits, since a call may hang; what is on the screen
 * stays there.
 */
void
gnomon_courier_stop (GnomonCourier *self)
{
  /* From the loop, which may not run yet. */
  g_main_context_invoke (self->context, quit_cb, self);
  courier_unref (self);
}

/**
 * gnomon_courier_show:
 * @self: a courier
 * @task: (transfer full): answers a GnomonShowResult as its integer
 * @instance_id: which reminder
 * @event_id: the event that Open shows
 * @title: plain text
 * @body: plain text
 * @snooze_minutes: for the button that snoozes
 *
 * Shows a reminder, after what was asked for before.
 */
void
gnomon_courier_show (GnomonCourier *self,
                     GTask         *task,
                     gint64         instance_id,
                     gint64         event_id,
                     const char    *title,
                     const char    *body,
                     int            snooze_minutes)
{
  Job *job = g_new0 (Job, 1);

  job->courier = g_atomic_rc_box_acquire (self);
  job->task = task;
  job->instance_id = instance_id;
  job->event_id = event_id;
  job->title = g_strdup (title);
  job->body = g_strdup (body);
  job->snooze_minutes = snooze_minutes;
  job->asked_at = g_get_monotonic_time ();
  job_run (job);
}

/**
 * gnomon_courier_withdraw:
 * @self: a courier
 * @instance_id: which reminder
 *
 * Takes a reminder off the screen, after what was asked for before.
 */
void
gnomon_courier_withdraw (GnomonCourier *self,
                         gint64         instance_id)
{
  Job *job = g_new0 (Job, 1);

  job->courier = g_atomic_rc_box_acquire (self);
  job->instance_id = instance_id;
  job_run (job);
}
