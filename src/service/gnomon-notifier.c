/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-notifier.h"

#include "gnomon-courier.h"

struct _GnomonNotifier
{
  GObject parent_instance;

  GnomonCourier *courier;
};

enum
{
  AVAILABLE,
  OPEN,
  SNOOZE,
  DISMISSED,
  GONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonNotifier, gnomon_notifier, G_TYPE_OBJECT)

static void
news_cb (GObject           *owner,
         GnomonCourierNews  news,
         gint64             instance_id,
         gint64             event_id,
         int                snooze_minutes,
         const char        *activation_token)
{
  switch (news)
    {
    case GNOMON_COURIER_AVAILABLE:
      g_signal_emit (owner, signals[AVAILABLE], 0);
      break;

    case GNOMON_COURIER_OPEN:
      g_signal_emit (owner, signals[OPEN], 0, instance_id, event_id, activation_token);
      break;

    case GNOMON_COURIER_SNOOZE:
      g_signal_emit (owner, signals[SNOOZE], 0, instance_id, snooze_minutes);
      break;

    case GNOMON_COURIER_DISMISSED:
      g_signal_emit (owner, signals[DISMISSED], 0, instance_id);
      break;

    case GNOMON_COURIER_GONE:
      g_signal_emit (owner, signals[GONE], 0, instance_id);
      break;

    default:
      g_assert_not_reached ();
    }
}

static void
gnomon_notifier_finalize (GObject *object)
{
  GnomonNotifier *self = GNOMON_NOTIFIER (object);

  gnomon_courier_stop (self->courier);

  G_OBJECT_CLASS (gnomon_notifier_parent_class)->finalize (object);
}

static void
gnomon_notifier_class_init (GnomonNotifierClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = gnomon_notifier_finalize;

  signals[AVAILABLE] = g_signal_new ("available", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                     0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE,
                                3, G_TYPE_INT64, G_TYPE_INT64, G_TYPE_STRING);
  signals[SNOOZE] = g_signal_new ("snooze", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT);
  signals[DISMISSED] = g_signal_new ("dismissed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                     0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[GONE] = g_signal_new ("gone", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
gnomon_notifier_init (GnomonNotifier *self)
{
  self->courier = gnomon_courier_new (G_OBJECT (self), news_cb);
}

/**
 * gnomon_notifier_new:
 *
 * Makes a notifier and starts its thread.
 *
 * Returns: (transfer full): a notifier
 */
GnomonNotifier *
gnomon_notifier_new (void)
{
  return g_object_new (GNOMON_TYPE_NOTIFIER, NULL);
}

/**
 * gnomon_notifier_show_async:
 * @self: a notifier
 * @instance_id: which reminder: shown again, it replaces what is on screen of it
 * @event_id: the event that Open shows
 * @title: plain text
 * @body: plain text; it is escaped for servers that take markup
 * @snooze_minutes: for the button that snoozes
 * @callback: what is called when the server has answered, or was waited for in vain
 * @user_data: for @callback
 *
 * Shows a reminder with the buttons that the server can have. Answers when the server does, which
 * may take as long as the bus waits for a reply.
 */
void
gnomon_notifier_show_async (GnomonNotifier      *self,
                            gint64               instance_id,
                            gint64               event_id,
                            const char          *title,
                            const char          *body,
                            int                  snooze_minutes,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (GNOMON_IS_NOTIFIER (self));
  g_return_if_fail (title != NULL && *title != '\0');
  g_return_if_fail (body != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, gnomon_notifier_show_async);
  gnomon_courier_show (self->courier, task, instance_id, event_id, title, body, snooze_minutes);
}

/**
 * gnomon_notifier_show_finish:
 * @self: a notifier
 * @result: what the callback got
 *
 * Returns: whether the server took the notification
 */
GnomonShowResult
gnomon_notifier_show_finish (GnomonNotifier *self,
                             GAsyncResult   *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), GNOMON_SHOW_REFUSED);

  return g_task_propagate_int (G_TASK (result), NULL);
}

/**
 * gnomon_notifier_withdraw:
 * @self: a notifier
 * @instance_id: which reminder
 *
 * Takes a reminder off the screen that was answered elsewhere. Tells no "dismissed".
 */
void
gnomon_notifier_withdraw (GnomonNotifier *self,
                          gint64          instance_id)
{
  g_return_if_fail (GNOMON_IS_NOTIFIER (self));

  gnomon_courier_withdraw (self->courier, instance_id);
}
