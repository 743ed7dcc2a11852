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
  ANSWERED,
  GONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonNotifier, gnomon_notifier, G_TYPE_OBJECT)

static void
news_cb (GObject           *owner,
         GnomonCourierNews  news,
         gint64             key,
         GnomonAnswer       answer,
         const char        *activation_token)
{
  switch (news)
    {
    case GNOMON_COURIER_AVAILABLE:
      g_signal_emit (owner, signals[AVAILABLE], 0);
      break;

    case GNOMON_COURIER_ANSWERED:
      g_signal_emit (owner, signals[ANSWERED], 0, key, answer, activation_token);
      break;

    case GNOMON_COURIER_GONE:
      g_signal_emit (owner, signals[GONE], 0, key);
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
  signals[ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                    0, NULL, NULL, NULL, G_TYPE_NONE,
                                    3, G_TYPE_INT64, G_TYPE_UINT, G_TYPE_STRING);
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
 * @notice: (transfer full): what to show; it is escaped for servers that take markup
 * @callback: what is called when the server has answered, or was waited for in vain
 * @user_data: for @callback
 *
 * Shows a reminder with the buttons that the server can have. Answers when the server does, which
 * may take as long as the bus waits for a reply.
 */
void
gnomon_notifier_show_async (GnomonNotifier      *self,
                            GnomonNotice        *notice,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (GNOMON_IS_NOTIFIER (self));
  g_return_if_fail (notice != NULL && notice->title != NULL && *notice->title != '\0');
  g_return_if_fail (notice->body != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, gnomon_notifier_show_async);
  gnomon_courier_show (self->courier, task, notice);
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
 * @key: of what was shown
 *
 * Takes a reminder off the screen that was answered elsewhere. Tells no answer.
 */
void
gnomon_notifier_withdraw (GnomonNotifier *self,
                          gint64          key)
{
  g_return_if_fail (GNOMON_IS_NOTIFIER (self));

  gnomon_courier_withdraw (self->courier, key);
}
