/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-store-private.h"

#include "gnomon-watch.h"
#include "gnomon-zone.h"

/*
 * The store: opens the file, keeps the reader and the writer apart, and tells of changes. What
 * is read and written stands in the files gnomon-store-*.c, by subject.
 */

#define DEFAULT_ALL_DAY_HOUR 9

struct _GnomonStore
{
  GObject parent_instance;

  char *path;
  GnomonClock *clock;
  GMainContext *context;
  GnomonDb *reader;
  GnomonWriter *writer;
  GnomonWatch *watch;
  guint data_version;
  guint64 token;
  gboolean read_only;

  GTimeZone *viewer;
  char *viewer_name;
  char *owner_name;
  char **own_addresses;
  int all_day_hour;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonStore, gnomon_store, G_TYPE_OBJECT)

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

/* Looks whether anybody has committed, and tells of it once. */
static void
check_changes (GnomonStore *self)
{
  guint data_version;
  guint64 last;
  GnomonChangeFlags flags;
  g_autoptr (GArray) changed = NULL;
  g_autoptr (GArray) deleted = NULL;
  g_autoptr (GError) error = NULL;

  if (self->reader == NULL)
    return;

  data_version = gnomon_db_get_data_version (self->reader);
  if (data_version == self->data_version)
    return;

  changed = g_array_new (FALSE, FALSE, sizeof (gint64));
  deleted = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!gnomon_changes_list (self->reader, self->token, &last, changed, deleted, &flags, &error))
    {
      g_warning ("Cannot read the change log: %s", error->message);
      return;
    }

  self->data_version = data_version;
  if (last == self->token)
    return;

  self->token = last;
  g_signal_emit (self, signals[CHANGED], 0, last, changed, deleted, flags);
}

static void
watch_fired_cb (gpointer user_data)
{
  g_autoptr (GnomonStore) self = g_object_ref (user_data);

  check_changes (self);
}

static gboolean
write_delivered_cb (gpointer user_data)
{
  Write *write = user_data;

  /* The signal comes before the operation's own answer, so that who awaits it finds the views
   * up to date. */
  check_changes (write->store);

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

static Write *
push_write (GnomonStore    *self,
            GTask          *task,
            const char     *name,
            const char     *actor,
            gboolean        own_transactions,
            GnomonJobFunc   func,
            gpointer        data,
            GDestroyNotify  free_data,
            GDestroyNotify  free_result,
            GCancellable   *cancellable)
{
  Write *write = g_new0 (Write, 1);
  GnomonJobContext context = {
    .now = gnomon_clock_get_now (self->clock),
    .viewer = g_time_zone_ref (self->viewer),
    .viewer_name = g_strdup (self->viewer_name),
    .own_addresses = g_strdupv (self->own_addresses),
    .all_day_hour = self->all_day_hour,
    .actor = g_strdup (actor),
    .operation = name,
  };

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

static gpointer
operation_job (GnomonTransaction  *transaction,
               gpointer            data,
               GError            **error)
{
  GnomonOperation *operation = data;
  g_autoptr (GError) local_error = NULL;
  GObject *object = operation->func (transaction, operation, &local_error);

  if (local_error == NULL && !operation->own_transactions)
    gnomon_transaction_log (transaction, &local_error);
  if (local_error != NULL)
    {
      g_clear_object (&object);
      g_propagate_error (error, g_steal_pointer (&local_error));
    }
  operation->change_id = transaction->change_id;
  return object;
}

static void
gnomon_store_dispose (GObject *object)
{
  gnomon_store_close (GNOMON_STORE (object));

  G_OBJECT_CLASS (gnomon_store_parent_class)->dispose (object);
}

static void
gnomon_store_finalize (GObject *object)
{
  GnomonStore *self = GNOMON_STORE (object);

  g_clear_object (&self->clock);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->viewer, g_time_zone_unref);
  g_free (self->path);
  g_free (self->viewer_name);
  g_free (self->owner_name);
  g_strfreev (self->own_addresses);

  G_OBJECT_CLASS (gnomon_store_parent_class)->finalize (object);
}

static void
gnomon_store_class_init (GnomonStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gnomon_store_dispose;
  object_class->finalize = gnomon_store_finalize;

  /**
   * GnomonStore::changed:
   * @self: the store
   * @token: the change log's last number
   * @changed: (element-type gint64): ids of events that were made or changed
   * @deleted: (element-type gint64): ids of events that went
   * @flags: what else
   *
   * Somebody committed: this process or another.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 4,
                                   G_TYPE_UINT64, G_TYPE_ARRAY, G_TYPE_ARRAY, G_TYPE_UINT);
}

static void
gnomon_store_init (GnomonStore *self)
{
  const char *real_name = g_get_real_name ();

  self->context = g_main_context_ref_thread_default ();
  self->own_addresses = g_new0 (char *, 1);
  self->all_day_hour = DEFAULT_ALL_DAY_HOUR;
  self->owner_name = g_strdup (g_str_equal (real_name, "Unknown") || *real_name == '\0'
                               ? g_get_user_name () : real_name);
  gnomon_store_set_viewer_zone (self, NULL);
}

/**
 * gnomon_store_open:
 * @path: the database's file; made with its folder where there is none
 * @clock: what the time is
 * @error: return location
 *
 * Opens the store for the calling thread: its reads run there, and its answers come on that
 * thread's default main context. A file that cannot be read, or is a newer program's, is left as
 * it is.
 *
 * Returns: (transfer full) (nullable): the store; else GNOMON_ERROR_STORAGE or _READ_ONLY
 */
GnomonStore *
gnomon_store_open (const char   *path,
                   GnomonClock  *clock,
                   GError      **error)
{
  g_autoptr (GnomonStore) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (GNOMON_IS_CLOCK (clock), NULL);

  self = g_object_new (GNOMON_TYPE_STORE, NULL);
  self->path = g_strdup (path);
  self->clock = g_object_ref (clock);
  self->reader = gnomon_store_open_file (path, &self->read_only, error);
  if (self->reader == NULL)
    return NULL;

  self->data_version = gnomon_db_get_data_version (self->reader);
  self->token = gnomon_changes_get_last (self->reader);
  self->writer = gnomon_writer_new (path);
  if (!self->read_only)
    gnomon_batches_reap_leftovers (self->reader, self->writer);
  self->watch = gnomon_watch_new (path, watch_fired_cb, self);
  return g_steal_pointer (&self);
}

/**
 * gnomon_store_close:
 * @self: a store
 *
 * Waits until the changes under way are on disk and lets the file go. Answers that were not
 * delivered yet still come. May be called twice.
 */
void
gnomon_store_close (GnomonStore *self)
{
  g_return_if_fail (GNOMON_IS_STORE (self));

  g_clear_pointer (&self->watch, gnomon_watch_free);
  g_clear_pointer (&self->writer, gnomon_writer_free);
  g_clear_pointer (&self->reader, gnomon_db_close);
}

GnomonDb *
gnomon_store_get_reader (GnomonStore *self)
{
  return self->reader;
}

const char *
gnomon_store_get_path (GnomonStore *self)
{
  return self->path;
}

/**
 * gnomon_store_get_clock:
 * @self: a store
 *
 * Returns: (transfer none): the clock that it was opened with
 */
GnomonClock *
gnomon_store_get_clock (GnomonStore *self)
{
  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);

  return self->clock;
}

/**
 * gnomon_store_get_viewer_zone:
 * @self: a store
 *
 * Returns: (transfer none): the zone in which the user looks at all-day and floating events
 */
GTimeZone *
gnomon_store_get_viewer_zone (GnomonStore *self)
{
  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);

  return self->viewer;
}

/**
 * gnomon_store_get_viewer_zone_name:
 * @self: a store
 *
 * Returns: (transfer none): the viewer's zone as an IANA name
 */
const char *
gnomon_store_get_viewer_zone_name (GnomonStore *self)
{
  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);

  return self->viewer_name;
}

/**
 * gnomon_store_set_viewer_zone:
 * @self: a store
 * @name: (nullable): an IANA name; %NULL for the system's zone
 *
 * Sets where the user is. A name that is not known counts as the system's.
 */
void
gnomon_store_set_viewer_zone (GnomonStore *self,
                              const char  *name)
{
  g_autoptr (GTimeZone) zone = NULL;

  g_return_if_fail (GNOMON_IS_STORE (self));

  zone = name != NULL ? gnomon_zone_lookup (name) : NULL;
  g_free (self->viewer_name);
  self->viewer_name = zone != NULL ? g_strdup (name) : gnomon_zone_dup_system_name ();
  g_clear_pointer (&self->viewer, g_time_zone_unref);
  self->viewer = zone != NULL ? g_steal_pointer (&zone) : gnomon_zone_new_system ();
}

/**
 * gnomon_store_get_owner_name:
 * @self: a store
 *
 * Returns: (transfer none): the session user's real name
 */
const char *
gnomon_store_get_owner_name (GnomonStore *self)
{
  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);

  return self->owner_name;
}

/**
 * gnomon_store_get_own_addresses:
 * @self: a store
 *
 * Returns: (transfer none): the user's own mail addresses; never %NULL
 */
const char * const *
gnomon_store_get_own_addresses (GnomonStore *self)
{
  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);

  return (const char * const *) self->own_addresses;
}

/**
 * gnomon_store_set_own_addresses:
 * @self: a store
 * @addresses: (nullable): mail addresses
 *
 * Sets by which addresses the user is known among an event's guests.
 */
void
gnomon_store_set_own_addresses (GnomonStore        *self,
                                const char * const *addresses)
{
  g_return_if_fail (GNOMON_IS_STORE (self));

  g_strfreev (self->own_addresses);
  self->own_addresses = addresses != NULL ? g_strdupv ((char **) addresses) : g_new0 (char *, 1);
}

/**
 * gnomon_store_get_all_day_hour:
 * @self: a store
 *
 * Returns: the hour, 0 to 23, from which the lead of a reminder of whole days is counted
 */
int
gnomon_store_get_all_day_hour (GnomonStore *self)
{
  g_return_val_if_fail (GNOMON_IS_STORE (self), DEFAULT_ALL_DAY_HOUR);

  return self->all_day_hour;
}

/**
 * gnomon_store_set_all_day_hour:
 * @self: a store
 * @hour: 0 to 23; by default 9
 *
 * Sets the hour from which the lead of a reminder of whole days is counted. What is planned
 * already moves with gnomon_store_replan_reminders_async().
 */
void
gnomon_store_set_all_day_hour (GnomonStore *self,
                               int          hour)
{
  g_return_if_fail (GNOMON_IS_STORE (self));
  g_return_if_fail (hour >= 0 && hour < 24);

  self->all_day_hour = hour;
}

/**
 * gnomon_store_get_token:
 * @self: a store
 *
 * Returns: the number of the last change that was told by "changed", or stood when it was opened
 */
guint64
gnomon_store_get_token (GnomonStore *self)
{
  g_return_val_if_fail (GNOMON_IS_STORE (self), 0);

  return self->token;
}

/**
 * gnomon_store_is_read_only:
 * @self: a store
 *
 * Returns: %TRUE where the file can only be read: each change answers GNOMON_ERROR_READ_ONLY
 */
gboolean
gnomon_store_is_read_only (GnomonStore *self)
{
  g_return_val_if_fail (GNOMON_IS_STORE (self), TRUE);

  return self->read_only;
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
  push_write (self, task, name, NULL, FALSE, func, data, free_data, free_result, cancellable);
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
  push_write (self, task, operation->name, operation->actor, operation->own_transactions,
              operation_job, gnomon_operation_ref (operation),
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

  write = push_write (self, NULL, operation->name, operation->actor, operation->own_transactions,
                      operation_job, gnomon_operation_ref (operation),
                      (GDestroyNotify) gnomon_operation_unref, g_object_unref, NULL);

  g_mutex_lock (&write->lock);
  while (!write->has_ended)
    g_cond_wait (&write->ended, &write->lock);
  g_mutex_unlock (&write->lock);

  check_changes (self);
  succeeded = write->error == NULL;
  if (!succeeded)
    g_propagate_error (error, g_steal_pointer (&write->error));
  else if (object != NULL)
    *object = g_steal_pointer (&write->result);
  write_free (write);
  return succeeded;
}
