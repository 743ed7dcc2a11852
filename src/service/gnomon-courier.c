/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-courier.h"

#include <glib/gi18n.h>
#include <libnotify/notify.h>

/* Who shows what we send: a server, or inside of a sandbox, where servers cannot be seen, the
 * portal that libnotify speaks to there. */
#define NOTIFICATIONS_NAME "org.freedesktop.Notifications"
#define PORTAL_NAME "org.freedesktop.portal.Desktop"

/* Of the sound naming specification: what a desktop's sound theme has for it. */
#define SOUND_NAME "alarm-clock-elapsed"

/* All but what is said to be shared is the thread's alone. */
struct _GnomonCourier
{
  GMainContext *context;        /* the thread's; shared */
  GMainLoop *loop;              /* shared */
  GMainContext *owner_context;  /* shared */
  GWeakRef owner;               /* shared */
  GnomonCourierFunc func;       /* shared */

  GHashTable *cards;            /* key → Card, those on screen */
  guint name_watch;
  gint64 answered_at;           /* when the server last said what it can do, monotonic; 0: ask */
  gint64 failed_at;             /* when it was last found not to answer, monotonic */
  gboolean has_capabilities;    /* known, of the server that has the name now */
  gboolean has_actions;
  gboolean has_markup;
};

/* A notification on screen. */
typedef struct
{
  gint64 key;
  NotifyNotification *notification;
} Card;

/* A call to show or, where it has no task, to withdraw. */
typedef struct
{
  GnomonCourier *courier;
  GTask *task;
  GnomonNotice *notice;         /* NULL: to withdraw */
  gint64 key;
  gint64 asked_at;              /* monotonic */
} Job;

/* News on their way to the owner's context. */
typedef struct
{
  GnomonCourier *courier;
  GnomonCourierNews news;
  gint64 key;
  GnomonAnswer answer;
  char *token;
} Message;

static void
courier_clear (gpointer data)
{
  GnomonCourier *courier = data;

  g_clear_pointer (&courier->cards, g_hash_table_unref);
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
    message->courier->func (owner, message->news, message->key, message->answer, message->token);

  return G_SOURCE_REMOVE;
}

static void
courier_tell (GnomonCourier     *courier,
              GnomonCourierNews  news,
              gint64             key,
              GnomonAnswer       answer,
              const char        *activation_token)
{
  Message *message = g_new0 (Message, 1);

  message->courier = g_atomic_rc_box_acquire (courier);
  message->news = news;
  message->key = key;
  message->answer = answer;
  message->token = g_strdup (activation_token);
  g_main_context_invoke_full (courier->owner_context, G_PRIORITY_DEFAULT, message_cb, message,
                              message_free);
}

static void
card_free (gpointer data)
{
  Card *card = data;

  g_object_unref (card->notification);
  g_free (card);
}

static gboolean
card_free_cb (gpointer user_data)
{
  return G_SOURCE_REMOVE;
}

/* Forgets a notification, whatever the server tells of it later. libnotify goes on to use it after
 * its callbacks have run, so that it is freed from the loop. */
static void
courier_forget (GnomonCourier *courier,
                Card          *card)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_signal_handlers_disconnect_by_data (card->notification, courier);
  g_hash_table_steal (courier->cards, &card->key);
  g_source_set_callback (source, card_free_cb, card, card_free);
  g_source_attach (source, courier->context);
}

static void
courier_forget_all (GnomonCourier *courier)
{
  g_autoptr (GList) cards = g_hash_table_get_values (courier->cards);

  for (GList *l = cards; l != NULL; l = l->next)
    courier_forget (courier, l->data);
}

static Card *
courier_find (GnomonCourier      *courier,
              NotifyNotification *notification)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, courier->cards);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Card *card = value;

      if (card->notification == notification)
        return card;
    }

  return NULL;
}

/* After an action the server closes the notification "by the user", which must not be read as a
 * dismissal: the card is forgotten here. */
static void
action_cb (NotifyNotification *notification,
           char               *action,
           gpointer            user_data)
{
  GnomonCourier *courier = user_data;
  Card *card = courier_find (courier, notification);
  GnomonAnswer answer = GNOMON_ANSWER_OPEN;

  if (card == NULL)
    return;

  if (g_str_equal (action, "snooze"))
    answer = GNOMON_ANSWER_SNOOZE;
  else if (g_str_equal (action, "dismiss"))
    answer = GNOMON_ANSWER_DISMISS;
  else if (g_str_equal (action, "join"))
    answer = GNOMON_ANSWER_JOIN;

  courier_tell (courier, GNOMON_COURIER_ANSWERED, card->key, answer,
                notify_notification_get_activation_token (notification));
  courier_forget (courier, card);
}

static void
closed_cb (NotifyNotification *notification,
           gpointer            user_data)
{
  GnomonCourier *courier = user_data;
  Card *card = courier_find (courier, notification);

  if (card == NULL)
    return;

  if (notify_notification_get_closed_reason (notification) == NOTIFY_CLOSED_REASON_DISMISSED)
    courier_tell (courier, GNOMON_COURIER_ANSWERED, card->key, GNOMON_ANSWER_DISMISS, NULL);
  else
    courier_tell (courier, GNOMON_COURIER_GONE, card->key, 0, NULL);

  courier_forget (courier, card);
}

/* Asks the server what it can do. A server that is not there, or hangs, is found out here, where
 * it is certain that nothing has been shown yet. One that answered a moment ago is not asked
 * before each of the notifications that come together. */
static gboolean
courier_ask_server (GnomonCourier *courier)
{
  gint64 now = g_get_monotonic_time ();
  g_autofree char *name = NULL;
  g_autofree char *vendor = NULL;
  g_autofree char *version = NULL;
  g_autofree char *spec_version = NULL;
  GList *capabilities;

  if (courier->answered_at != 0 && now - courier->answered_at < G_USEC_PER_SEC)
    return TRUE;

  courier->answered_at = 0;
  if (!notify_get_server_info (&name, &vendor, &version, &spec_version))
    return FALSE;

  courier->answered_at = now;
  if (courier->has_capabilities)
    return TRUE;

  capabilities = notify_get_server_caps ();
  courier->has_actions = g_list_find_custom (capabilities, "actions",
                                             (GCompareFunc) g_strcmp0) != NULL;
  courier->has_markup = g_list_find_custom (capabilities, "body-markup",
                                            (GCompareFunc) g_strcmp0) != NULL;
  g_list_free_full (capabilities, g_free);
  courier->has_capabilities = TRUE;

  return TRUE;
}

static Card *
courier_add_card (GnomonCourier *courier,
                  gint64         key)
{
  Card *card = g_new0 (Card, 1);

  card->key = key;
  card->notification = notify_notification_new ("", NULL, GNOMON_APPLICATION_ID);
  g_signal_connect (card->notification, "closed", G_CALLBACK (closed_cb), courier);
  g_hash_table_insert (courier->cards, &card->key, card);

  return card;
}

static void
courier_add_button (GnomonCourier      *courier,
                    NotifyNotification *notification,
                    const char         *action,
                    const char         *label)
{
  notify_notification_add_action (notification, action, label, action_cb, courier, NULL);
}

/* In the order of their use: many a server shows three at most, and a cross that dismisses. */
static void
courier_add_buttons (GnomonCourier      *courier,
                     NotifyNotification *notification,
                     const GnomonNotice *notice)
{
  const char *open = notice->is_gathered
    /* Translators: a button; it shows all that was missed in the calendar's window */
    ? _("Show All")
    /* Translators: a button; it shows the event in the calendar's window */
    : _("Open");

  courier_add_button (courier, notification, "default", open);
  if (notice->can_join)
    /* Translators: a button; it opens the link of a video call */
    courier_add_button (courier, notification, "join", _("Join"));
  if (notice->snooze_label != NULL)
    courier_add_button (courier, notification, "snooze", notice->snooze_label);
  courier_add_button (courier, notification, "open", open);
  /* Translators: a button; the reminder will not come again */
  courier_add_button (courier, notification, "dismiss", _("Dismiss"));
}

static void
courier_fill_card (GnomonCourier      *courier,
                   Card               *card,
                   const GnomonNotice *notice)
{
  NotifyNotification *notification = card->notification;
  g_autofree char *markup = NULL;

  if (courier->has_markup)
    markup = g_markup_escape_text (notice->body, -1);
  notify_notification_update (notification, notice->title, markup != NULL ? markup : notice->body,
                              GNOMON_APPLICATION_ID);

  /* A reminder stays until it is answered, but does not break into a presentation. */
  notify_notification_set_timeout (notification, NOTIFY_EXPIRES_NEVER);
  notify_notification_set_urgency (notification, NOTIFY_URGENCY_NORMAL);
  /* As hints: libnotify complains of a category wherever it speaks to a portal. */
  notify_notification_set_hint (notification, "category",
                                g_variant_new_string ("x-gnomon.reminder"));
  notify_notification_set_hint (notification, "desktop-entry",
                                g_variant_new_string (GNOMON_APPLICATION_ID));
  notify_notification_set_hint (notification, "sound-name",
                                notice->has_sound ? g_variant_new_string (SOUND_NAME) : NULL);
  notify_notification_set_hint (notification, "suppress-sound",
                                notice->has_sound ? NULL : g_variant_new_boolean (TRUE));

  notify_notification_clear_actions (notification);
  if (courier->has_actions)
    courier_add_buttons (courier, notification, notice);
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
  Card *card;

  /* Asked for while another call hung: each would hang as long. */
  if (job->asked_at <= courier->failed_at)
    return GNOMON_SHOW_REFUSED;

  if (!courier_ask_server (courier))
    {
      g_debug ("No notification server answers");
      courier->failed_at = g_get_monotonic_time ();
      return GNOMON_SHOW_REFUSED;
    }

  card = g_hash_table_lookup (courier->cards, &job->key);
  if (card == NULL)
    card = courier_add_card (courier, job->key);
  courier_fill_card (courier, card, job->notice);

  if (notify_notification_show (card->notification, &error))
    return GNOMON_SHOW_TAKEN;

  g_message ("Could not show reminder %" G_GINT64_FORMAT ": %s", job->key, error->message);
  courier_forget (courier, card);
  courier->answered_at = 0;
  courier->failed_at = g_get_monotonic_time ();

  return may_have_been_taken (error) ? GNOMON_SHOW_UNKNOWN : GNOMON_SHOW_REFUSED;
}

static void
courier_withdraw (GnomonCourier *courier,
                  const Job     *job)
{
  Card *card = g_hash_table_lookup (courier->cards, &job->key);

  if (card == NULL)
    return;

  g_signal_handlers_disconnect_by_data (card->notification, courier);
  notify_notification_close (card->notification, NULL);
  courier_forget (courier, card);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->task);
  gnomon_notice_free (job->notice);
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
  courier_tell (user_data, GNOMON_COURIER_AVAILABLE, 0, 0, NULL);
}

/* The ids of a server that has gone mean nothing to its successor, or something else. */
static void
name_vanished_cb (GDBusConnection *connection,
                  const char      *name,
                  gpointer         user_data)
{
  GnomonCourier *courier = user_data;
  GHashTableIter iter;
  gpointer key;

  courier->answered_at = 0;
  courier->has_capabilities = FALSE;
  g_hash_table_iter_init (&iter, courier->cards);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    courier_tell (courier, GNOMON_COURIER_GONE, *(const gint64 *) key, 0, NULL);
  courier_forget_all (courier);
}

static gboolean
quit_cb (gpointer user_data)
{
  GnomonCourier *courier = user_data;

  g_main_loop_quit (courier->loop);

  return G_SOURCE_REMOVE;
}

/* As libnotify tells whether to speak to the portal. */
static gboolean
is_in_sandbox (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}

/* There is no notify_uninit() at the end: it would take all reminders off the screen. */
static gpointer
courier_thread (gpointer data)
{
  GnomonCourier *courier = data;

  g_main_context_push_thread_default (courier->context);
  notify_init ("Gnomon");
  courier->name_watch = g_bus_watch_name (G_BUS_TYPE_SESSION,
                                          is_in_sandbox () ? PORTAL_NAME : NOTIFICATIONS_NAME,
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
  self->cards = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, card_free);
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
 * @notice: (transfer full): what to show
 *
 * Shows a reminder, after what was asked for before.
 */
void
gnomon_courier_show (GnomonCourier *self,
                     GTask         *task,
                     GnomonNotice  *notice)
{
  Job *job = g_new0 (Job, 1);

  job->courier = g_atomic_rc_box_acquire (self);
  job->task = task;
  job->notice = notice;
  job->key = notice->key;
  job->asked_at = g_get_monotonic_time ();
  job_run (job);
}

/**
 * gnomon_courier_withdraw:
 * @self: a courier
 * @key: of what was shown
 *
 * Takes a reminder off the screen, after what was asked for before.
 */
void
gnomon_courier_withdraw (GnomonCourier *self,
                         gint64         key)
{
  Job *job = g_new0 (Job, 1);

  job->courier = g_atomic_rc_box_acquire (self);
  job->key = key;
  job_run (job);
}
