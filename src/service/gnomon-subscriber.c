/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-subscriber.h"

#include "gnomon-alarm-clock.h"
#include "gnomon-feed-reason.h"
#include "gnomon-feed.h"
#include "gnomon-memory.h"

/* When the database could not be written, or somebody imports: before it is tried again. */
#define RETRY_SECONDS 60

struct _GnomonSubscriber
{
  GObject parent_instance;

  GnomonStore *store;                /* NULL: stopped */
  GnomonAlarmClock *alarm;
  GCancellable *cancellable;
  GnomonSubscription *current;       /* (nullable): being refreshed */
  GQueue asked;                      /* (element-type GTask): for the id in the task's data */
  GQueue waiting;                    /* (element-type GTask): those that the current one answers */
  guint retry_id;
};

G_DEFINE_FINAL_TYPE (GnomonSubscriber, gnomon_subscriber, G_TYPE_OBJECT)

static void work (GnomonSubscriber *self);

static gint64
get_asked_id (GTask *task)
{
  return *(const gint64 *) g_task_get_task_data (task);
}

/* Who asks while the calendar is being read may know that its source has changed since: that is for
 * the next time. */
static void
take_asked (GnomonSubscriber *self,
            gint64            calendar_id)
{
  GList *next;

  for (GList *link = self->asked.head; link != NULL; link = next)
    {
      next = link->next;
      if (get_asked_id (link->data) != calendar_id)
        continue;

      g_queue_unlink (&self->asked, link);
      g_queue_push_tail_link (&self->waiting, link);
    }
}

/* Answers those who wait: by @error, or by how the calendar is now. */
static void
answer (GnomonSubscriber *self,
        gint64            calendar_id,
        const GError     *error)
{
  GTask *next;

  while ((next = g_queue_pop_head (&self->waiting)) != NULL)
    {
      g_autoptr (GTask) task = next;
      g_autoptr (GnomonCalendar) calendar = NULL;
      g_autoptr (GError) load_error = NULL;

      if (error == NULL)
        calendar = gnomon_store_get_calendar (self->store, calendar_id, &load_error);
      if (calendar != NULL)
        g_task_return_pointer (task, g_steal_pointer (&calendar), g_object_unref);
      else
        g_task_return_error (task, g_error_copy (error != NULL ? error : load_error));
    }
}

static void
finish_current (GnomonSubscriber *self,
                const GError     *error)
{
  g_autoptr (GnomonSubscription) done = g_steal_pointer (&self->current);

  answer (self, done->calendar_id, error);
}

static gboolean
retry_cb (gpointer user_data)
{
  GnomonSubscriber *self = user_data;

  self->retry_id = 0;
  work (self);

  return G_SOURCE_REMOVE;
}

static void
end (GnomonSubscriber *self,
     const GError     *error)
{
  finish_current (self, error);
  if (error == NULL || g_error_matches (error, GNOMON_ERROR, GNOMON_ERROR_NOT_FOUND))
    {
      work (self);
      return;
    }

  g_message ("A calendar could not be refreshed: %s", error->message);
  if (self->retry_id == 0)
    self->retry_id = g_timeout_add_seconds (RETRY_SECONDS, retry_cb, self);
}

static void
settled_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GnomonSubscriber) self = user_data;
  g_autoptr (GError) error = NULL;

  gnomon_store_apply_finish (GNOMON_STORE (source), result, NULL, &error);
  if (self->store != NULL)
    end (self, error);
}

/* Nothing new goes in; @reason is `""` where that is as it should be. */
static void
settle (GnomonSubscriber *self,
        const char       *reason)
{
  g_autoptr (GnomonOperation) operation =
    gnomon_operation_new_settle_refresh (self->current->calendar_id, reason);

  gnomon_store_apply_async (self->store, operation, NULL, settled_cb, g_object_ref (self));
}

static void
taken_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GnomonSubscriber) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *reason = NULL;

  gnomon_store_apply_finish (GNOMON_STORE (source), result, NULL, &error);
  gnomon_memory_trim_later ();
  if (self->store == NULL)
    return;

  if (!g_error_matches (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT)
      && !g_error_matches (error, GNOMON_ERROR, GNOMON_ERROR_LIMIT_EXCEEDED))
    {
      end (self, error);
      return;
    }

  /* It is about the text, which the model calls a file. */
  reason = gnomon_feed_reason_format (GNOMON_FEED_REASON_UNREADABLE, gnomon_error_get_text (error));
  settle (self, reason);
}

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GnomonSubscriber) self = user_data;
  g_autoptr (GnomonOperation) operation = NULL;
  g_autoptr (GnomonFeedAnswer) feed = gnomon_feed_fetch_finish (result, NULL);

  if (self->store == NULL || feed == NULL)
    return;

  switch (feed->result)
    {
    case GNOMON_FEED_FETCHED:
      operation = gnomon_operation_new_refresh (self->current->calendar_id, feed->text, feed->etag,
                                                feed->last_modified);
      gnomon_store_apply_async (self->store, operation, self->cancellable, taken_cb,
                                g_object_ref (self));
      break;

    case GNOMON_FEED_UNCHANGED:
      settle (self, "");
      break;

    case GNOMON_FEED_FAILED:
    default:
      settle (self, feed->reason);
      break;
    }
}

static void
begin (GnomonSubscriber *self,
       gint64            calendar_id)
{
  g_autoptr (GError) error = NULL;

  take_asked (self, calendar_id);
  self->current = gnomon_store_get_subscription (self->store, calendar_id, &error);
  if (self->current == NULL)
    {
      answer (self, calendar_id, error);
      return;
    }

  gnomon_feed_fetch_async (self->current->source_url, self->current->etag,
                           self->current->last_modified, self->cancellable, fetched_cb,
                           g_object_ref (self));
}

/* Who asks comes before what is due. */
static void
work (GnomonSubscriber *self)
{
  while (self->current == NULL && !g_queue_is_empty (&self->asked))
    begin (self, get_asked_id (g_queue_peek_head (&self->asked)));

  if (self->current == NULL && self->retry_id == 0)
    gnomon_alarm_clock_set (self->alarm, gnomon_store_get_next_refresh (self->store, NULL));
}

static void
due_cb (GnomonAlarmClock *alarm,
        GnomonSubscriber *self)
{
  gint64 calendar_id;
  gint64 due = gnomon_store_get_next_refresh (self->store, &calendar_id);

  if (self->current == NULL && self->retry_id == 0 && calendar_id != 0
      && due <= gnomon_clock_get_now (gnomon_store_get_clock (self->store)))
    begin (self, calendar_id);
  work (self);
}

static void
jumped_cb (GnomonAlarmClock *alarm,
           GnomonSubscriber *self)
{
  work (self);
}

static void
store_changed_cb (GnomonStore       *store,
                  guint64            token,
                  GArray            *changed,
                  GArray            *deleted,
                  GnomonChangeFlags  flags,
                  GnomonSubscriber  *self)
{
  if ((flags & GNOMON_CHANGE_CALENDARS) != 0)
    work (self);
}

static void
give_up (GQueue *tasks)
{
  GTask *task;

  while ((task = g_queue_pop_head (tasks)) != NULL)
    {
      g_task_return_new_error (task, GNOMON_ERROR, GNOMON_ERROR_BUSY,
                               "The service is ending; try again");
      g_object_unref (task);
    }
}

static void
gnomon_subscriber_dispose (GObject *object)
{
  gnomon_subscriber_stop (GNOMON_SUBSCRIBER (object));

  G_OBJECT_CLASS (gnomon_subscriber_parent_class)->dispose (object);
}

static void
gnomon_subscriber_finalize (GObject *object)
{
  GnomonSubscriber *self = GNOMON_SUBSCRIBER (object);

  g_clear_pointer (&self->current, gnomon_subscription_free);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (gnomon_subscriber_parent_class)->finalize (object);
}

static void
gnomon_subscriber_class_init (GnomonSubscriberClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gnomon_subscriber_dispose;
  object_class->finalize = gnomon_subscriber_finalize;
}

static void
gnomon_subscriber_init (GnomonSubscriber *self)
{
  g_queue_init (&self->asked);
  g_queue_init (&self->waiting);
  self->cancellable = g_cancellable_new ();
}

/**
 * gnomon_subscriber_new:
 * @store: where the calendars are; it can be written
 *
 * Begins with what is due.
 *
 * Returns: (transfer full): a subscriber
 */
GnomonSubscriber *
gnomon_subscriber_new (GnomonStore *store)
{
  GnomonSubscriber *self;

  g_return_val_if_fail (GNOMON_IS_STORE (store), NULL);
  g_return_val_if_fail (!gnomon_store_is_read_only (store), NULL);

  self = g_object_new (GNOMON_TYPE_SUBSCRIBER, NULL);
  self->store = g_object_ref (store);
  self->alarm = gnomon_alarm_clock_new (gnomon_store_get_clock (store));
  g_signal_connect (self->alarm, "due", G_CALLBACK (due_cb), self);
  g_signal_connect (self->alarm, "jumped", G_CALLBACK (jumped_cb), self);
  g_signal_connect (self->store, "changed", G_CALLBACK (store_changed_cb), self);
  work (self);

  return self;
}

/**
 * gnomon_subscriber_stop:
 * @self: a subscriber
 *
 * Ends it. What is under way is given up, and begun anew by the next service; who asked for it is
 * told so. To be done before the store is closed; may be called twice.
 */
void
gnomon_subscriber_stop (GnomonSubscriber *self)
{
  g_return_if_fail (GNOMON_IS_SUBSCRIBER (self));

  if (self->store == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  g_signal_handlers_disconnect_by_data (self->store, self);
  g_signal_handlers_disconnect_by_data (self->alarm, self);
  g_clear_handle_id (&self->retry_id, g_source_remove);
  give_up (&self->waiting);
  give_up (&self->asked);
  g_clear_object (&self->alarm);
  g_clear_object (&self->store);
}

/**
 * gnomon_subscriber_refresh_async:
 * @self: a subscriber
 * @calendar_id: a subscribed calendar
 * @callback: called when that has been done
 * @user_data: for @callback
 *
 * Refreshes a calendar now, or when what is under way has ended.
 */
void
gnomon_subscriber_refresh_async (GnomonSubscriber    *self,
                                 gint64               calendar_id,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (GNOMON_IS_SUBSCRIBER (self));
  g_return_if_fail (self->store != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, gnomon_subscriber_refresh_async);
  g_task_set_task_data (task, g_memdup2 (&calendar_id, sizeof calendar_id), g_free);
  g_queue_push_tail (&self->asked, task);
  work (self);
}

/**
 * gnomon_subscriber_refresh_finish:
 * @self: a subscriber
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full): the calendar as it is now; else NOT_FOUND, INVALID_ARGUMENT where it is
 *   not subscribed to, or the reason why nothing could be written
 */
GnomonCalendar *
gnomon_subscriber_refresh_finish (GnomonSubscriber  *self,
                                  GAsyncResult      *result,
                                  GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
