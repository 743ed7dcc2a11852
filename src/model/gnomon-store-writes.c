/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-store-private.h"

/*
 * The way of a change: from the store's owner to the writer thread, and its answer back.
 */

/* A change on its way: made by the owner's thread, run by the writer's, answered on the owner's. */
typedef struct
{
  GnomonStore *store;
  GTask *task;               /* NULL: somebody waits on `ended` */
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
  gpointer result;
  GError *error;

  GMutex lock;
  GCond ended;
  gboolean has_ended;
} Write;

static void
write_free (Write *write)
{
  if (write->free_data != NULL)
    write->free_data (write->data);
  if (write->result != NULL && write->free_result != NULL)
    write->free_result (write->result);
  g_clear_error (&write->error);
  g_clear_object (&write->task);
  g_mutex_clear (&write->lock);
  g_cond_clear (&write->ended);
  g_free (write);
}

static gboolean
write_delivered_cb (gpointer user_data)
{
  Write *write = user_data;

  /* The signal comes before the operation's own answer, so that who awaits it finds the views
   * up to date. */
  gnomon_store_check_changes (write->store);

  if (write->error != NULL)
    g_task_return_error (write->task, g_steal_pointer (&write->error));
  else
    g_task_return_pointer (write->task, g_steal_pointer (&write->result), write->free_result);

  write_free (write);
  return G_SOURCE_REMOVE;
}

static void
write_done_cb (gpointer  result,
               GError   *error,
               gpointer  user_data)
{
  Write *write = user_data;
  g_autoptr (GSource) source = NULL;

  write->error = error;
  if (error == NULL)
    write->result = result;
  else if (result != NULL && write->free_result != NULL)
    write->free_result (result);

  if (write->task == NULL)
    {
      g_mutex_lock (&write->lock);
      write->has_ended = TRUE;
      g_cond_signal (&write->ended);
      g_mutex_unlock (&write->lock);
      return;
    }

  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, write_delivered_cb, write, NULL);
  g_source_attach (source, write->store->context);
}

GnomonJobContext
gnomon_store_make_context (GnomonStore *self,
                           const char  *name,
                           const char  *actor)
{
  return (GnomonJobContext) {
    .now = gnomon_clock_get_now (self->clock),
    .viewer = g_time_zone_ref (self->viewer),
    .viewer_name = g_strdup (self->viewer_name),
    .own_addresses = g_strdupv (self->own_addresses),
    .all_day_hour = self->all_day_hour,
    .actor = g_strdup (actor),
    .operation = name,
  };
}

static Write *
push_write (GnomonStore    *self,
            GTask          *task,
            const char     *name,
            const char     *actor,
            gboolean        own_transactions,
            gboolean        is_light,
            GnomonJobFunc   func,
            gpointer        data,
            GDestroyNotify  free_data,
            GDestroyNotify  free_result,
            GCancellable   *cancellable)
{
  Write *write = g_new0 (Write, 1);
  GnomonJobContext context = gnomon_store_make_context (self, name, actor);

  context.is_light = is_light;
  write->store = self;
  write->task = task;
  write->data = data;
  write->free_data = free_data;
  write->free_result = free_result;
  g_mutex_init (&write->lock);
  g_cond_init (&write->ended);

  gnomon_writer_push (self->writer, context, own_transactions, func, data, cancellable,
                      write_done_cb, write);
  return write;
}

static const char *
get_actor (GnomonStore     *self,
           GnomonOperation *operation)
{
  if (operation->actor != NULL)
    return operation->actor;

  return self->actor != NULL ? self->actor : g_get_prgname ();
}

static gpointer
operation_job (GnomonTransaction  *transaction,
               gpointer            data,
               GError            **error)
{
  GnomonOperation *operation = data;
  g_autoptr (GError) local_error = NULL;
  GObject *object = operation->func (transaction, operation, &local_error);

  if (local_error == NULL && !transaction->apart && !transaction->goes_apart)
    gnomon_transaction_log (transaction, &local_error);
  if (local_error != NULL)
    {
      g_clear_object (&object);
      g_propagate_error (error, g_steal_pointer (&local_error));
    }
  /* What goes on after its change was made has none any more. */
  if (transaction->change_id != 0)
    operation->change_id = transaction->change_id;
  return object;
}

void
gnomon_store_write_async (GnomonStore         *self,
                          const char          *name,
                          GnomonJobFunc        func,
                          gpointer             data,
                          GDestroyNotify       free_data,
                          GDestroyNotify       free_result,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  /* A change that is on disk is answered as such, even when the caller has given up meanwhile. */
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, gnomon_store_write_async);
  push_write (self, task, name, NULL, FALSE, FALSE, func, data, free_data, free_result,
              cancellable);
}

void
gnomon_store_write_light_async (GnomonStore         *self,
                                const char          *name,
                                GnomonJobFunc        func,
                                gpointer             data,
                                GDestroyNotify       free_data,
                                GDestroyNotify       free_result,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, gnomon_store_write_light_async);
  push_write (self, task, name, NULL, FALSE, TRUE, func, data, free_data, free_result, NULL);
}

gpointer
gnomon_store_write_finish (GnomonStore   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * gnomon_store_apply_async:
 * @self: a store
 * @operation: what to do
 * @cancellable: (nullable): to give up before it has begun
 * @callback: called on the store's main context when it is on disk, or refused
 * @user_data: for @callback
 *
 * Runs an operation on the writer thread, after those given before it.
 */
void
gnomon_store_apply_async (GnomonStore         *self,
                          GnomonOperation     *operation,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (GNOMON_IS_STORE (self));
  g_return_if_fail (self->writer != NULL);
  g_return_if_fail (operation != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, gnomon_store_apply_async);
  push_write (self, task, operation->name, get_actor (self, operation),
              operation->own_transactions, FALSE, operation_job, gnomon_operation_ref (operation),
              (GDestroyNotify) gnomon_operation_unref, g_object_unref, cancellable);
}

/**
 * gnomon_store_apply_finish:
 * @self: a store
 * @result: what the callback got
 * @object: (out) (optional) (nullable) (transfer full): the operation's result, where it has one
 * @error: return location
 *
 * Returns: %TRUE when the change is on disk; on %FALSE nothing was changed
 */
gboolean
gnomon_store_apply_finish (GnomonStore   *self,
                           GAsyncResult  *result,
                           GObject      **object,
                           GError       **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GObject) answer = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  answer = g_task_propagate_pointer (G_TASK (result), &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (object != NULL)
    *object = g_steal_pointer (&answer);
  return TRUE;
}

/**
 * gnomon_store_apply:
 * @self: a store
 * @operation: what to do
 * @object: (out) (optional) (nullable) (transfer full): the operation's result, where it has one
 * @error: return location
 *
 * As gnomon_store_apply_async(), but waits: for tests and programs without a main loop.
 *
 * Returns: %TRUE when the change is on disk; on %FALSE nothing was changed
 */
gboolean
gnomon_store_apply (GnomonStore      *self,
                    GnomonOperation  *operation,
                    GObject         **object,
                    GError          **error)
{
  Write *write;
  gboolean succeeded;

  g_return_val_if_fail (GNOMON_IS_STORE (self), FALSE);
  g_return_val_if_fail (self->writer != NULL, FALSE);

  write = push_write (self, NULL, operation->name, get_actor (self, operation),
                      operation->own_transactions, FALSE, operation_job,
                      gnomon_operation_ref (operation),
                      (GDestroyNotify) gnomon_operation_unref, g_object_unref, NULL);

  g_mutex_lock (&write->lock);
  while (!write->has_ended)
    g_cond_wait (&write->ended, &write->lock);
  g_mutex_unlock (&write->lock);

  gnomon_store_check_changes (self);
  succeeded = write->error == NULL;
  if (!succeeded)
    g_propagate_error (error, g_steal_pointer (&write->error));
  else if (object != NULL)
    *object = g_steal_pointer (&write->result);
  write_free (write);
  return succeeded;
}
