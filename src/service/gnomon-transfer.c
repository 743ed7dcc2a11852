/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-transfer.h"

#include <errno.h>
#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gnomon-bus-error.h"
#include "gnomon-calendar1.h"
#include "gnomon-error.h"
#include "gnomon-ical.h"
#include "gnomon-memory.h"

/*
 * Files over descriptors that callers give. A descriptor may be a pipe that nobody fills or
 * empties: it is read and written on a thread, which a cancellable ends.
 */

/* The caller hears of its progress once in so many microseconds. */
#define TELL_INTERVAL (100 * G_TIME_SPAN_MILLISECOND)

struct _GnomonTransfers
{
  GHashTable *by_caller;        /* unique name → GnomonTransfer, not owned */
};

struct _GnomonTransfer
{
  GnomonTransfers *transfers;
  GDBusMethodInvocation *invocation;
  GCancellable *cancellable;
  guint watch_id;               /* of the caller */
  int fd;
  gsize most_at_once;           /* bytes of a write that surely do not block once one can be made */
  gint64 told_at;               /* monotonic time; of one thread at a time */
};

/**
 * gnomon_transfers_new:
 *
 * Returns: (transfer full): a table of transfers
 */
GnomonTransfers *
gnomon_transfers_new (void)
{
  GnomonTransfers *self = g_new0 (GnomonTransfers, 1);

  self->by_caller = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
gnomon_transfers_free (GnomonTransfers *self)
{
  g_assert (gnomon_transfers_is_empty (self));

  g_hash_table_unref (self->by_caller);
  g_free (self);
}

/**
 * gnomon_transfers_cancel:
 * @self: a table of transfers
 * @caller: a unique name
 *
 * Gives up the transfer of a caller, where there is one: its call will be answered `Cancelled`,
 * unless it was done by then.
 */
void
gnomon_transfers_cancel (GnomonTransfers *self,
                         const char      *caller)
{
  GnomonTransfer *transfer = g_hash_table_lookup (self->by_caller, caller);

  if (transfer != NULL)
    g_cancellable_cancel (transfer->cancellable);
}

void
gnomon_transfers_cancel_all (GnomonTransfers *self)
{
  GHashTableIter iter;
  gpointer transfer;

  g_hash_table_iter_init (&iter, self->by_caller);
  while (g_hash_table_iter_next (&iter, NULL, &transfer))
    g_cancellable_cancel (((GnomonTransfer *) transfer)->cancellable);
}

gboolean
gnomon_transfers_is_empty (GnomonTransfers *self)
{
  return g_hash_table_size (self->by_caller) == 0;
}

static const char *
get_caller (GnomonTransfer *self)
{
  return g_dbus_method_invocation_get_sender (self->invocation);
}

static void
transfer_free (GnomonTransfer *self)
{
  g_hash_table_remove (self->transfers->by_caller, get_caller (self));
  g_bus_unwatch_name (self->watch_id);
  close (self->fd);
  g_object_unref (self->invocation);
  g_object_unref (self->cancellable);
  g_free (self);
  gnomon_memory_trim_later ();
}

static void
caller_vanished_cb (GDBusConnection *connection,
                    const char      *name,
                    gpointer         user_data)
{
  g_cancellable_cancel (user_data);
}

/* The descriptor that a handle stands for. Programs may send a handle without a descriptor. */
static int
dup_fd (GUnixFDList  *fd_list,
        GVariant     *handle,
        GError      **error)
{
  gint32 index = g_variant_get_handle (handle);

  if (fd_list == NULL || index < 0 || index >= g_unix_fd_list_get_length (fd_list))
    {
      g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT,
                           "fd: the call carries no such file descriptor");
      return -1;
    }

  return g_unix_fd_list_get (fd_list, index, error);
}

static gboolean
check_free (GnomonTransfers        *transfers,
            GDBusMethodInvocation  *invocation,
            GError                **error)
{
  const char *caller = g_dbus_method_invocation_get_sender (invocation);

  if (!g_hash_table_contains (transfers->by_caller, caller))
    return TRUE;

  g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_LIMIT_EXCEEDED,
                       "Another transfer of this caller is under way");
  return FALSE;
}

static gsize
get_most_at_once (int fd)
{
  struct stat info;

  return fstat (fd, &info) == 0 && S_ISREG (info.st_mode) ? G_MAXSSIZE : PIPE_BUF;
}

/**
 * gnomon_transfer_begin:
 * @transfers: those under way
 * @invocation: (transfer full): the call
 * @fd_list: (nullable): the descriptors of the call
 * @handle: its argument of type `h`
 *
 * Returns: (nullable): a transfer, which ends when it is answered or fails; %NULL where the call
 *   was answered by an error
 */
GnomonTransfer *
gnomon_transfer_begin (GnomonTransfers       *transfers,
                       GDBusMethodInvocation *invocation,
                       GUnixFDList           *fd_list,
                       GVariant              *handle)
{
  g_autoptr (GError) error = NULL;
  GnomonTransfer *self;
  int fd = -1;

  if (check_free (transfers, invocation, &error))
    fd = dup_fd (fd_list, handle, &error);
  if (fd < 0)
    {
      gnomon_bus_error_answer (invocation, error);
      return NULL;
    }

  self = g_new0 (GnomonTransfer, 1);
  self->transfers = transfers;
  self->invocation = invocation;
  self->cancellable = g_cancellable_new ();
  self->fd = fd;
  self->most_at_once = get_most_at_once (fd);
  g_hash_table_insert (transfers->by_caller, (gpointer) get_caller (self), self);
  self->watch_id =
    g_bus_watch_name_on_connection (g_dbus_method_invocation_get_connection (invocation),
                                    get_caller (self), G_BUS_NAME_WATCHER_FLAGS_NONE,
                                    NULL, caller_vanished_cb,
                                    g_object_ref (self->cancellable), g_object_unref);
  return self;
}

GDBusMethodInvocation *
gnomon_transfer_get_invocation (GnomonTransfer *self)
{
  return self->invocation;
}

GCancellable *
gnomon_transfer_get_cancellable (GnomonTransfer *self)
{
  return self->cancellable;
}

void
gnomon_transfer_answer (GnomonTransfer *self,
                        GVariant       *reply)
{
  g_dbus_method_invocation_return_value (g_object_ref (self->invocation), reply);
  transfer_free (self);
}

void
gnomon_transfer_fail (GnomonTransfer *self,
                      const GError   *error)
{
  gnomon_bus_error_answer (g_object_ref (self->invocation), error);
  transfer_free (self);
}

/**
 * gnomon_transfer_tell:
 * @done: how much is done
 * @total: of how much; 0 where that is not known
 * @transfer: a #GnomonTransfer
 *
 * Sends Progress to the caller alone: the first time, the last time, and now and then between.
 */
void
gnomon_transfer_tell (guint    done,
                      guint    total,
                      gpointer transfer)
{
  GnomonTransfer *self = transfer;
  gint64 now = g_get_monotonic_time ();

  if (self->told_at != 0 && now - self->told_at < TELL_INTERVAL && done < total)
    return;

  self->told_at = now;
  /* Where the bus is gone, nobody waits for it. */
  g_dbus_connection_emit_signal (g_dbus_method_invocation_get_connection (self->invocation),
                                 get_caller (self), GNOMON_OBJECT_PATH, GNOMON_SERVICE_NAME,
                                 "Progress", g_variant_new ("(uu)", done, total), NULL);
}

/* Reading */

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GnomonTransfer *self = task_data;
  g_autoptr (GInputStream) stream = g_unix_input_stream_new (self->fd, FALSE);
  GError *error = NULL;
  GBytes *content = gnomon_ical_load (stream, cancellable, &error);

  if (content != NULL)
    {
      g_task_return_pointer (task, content, (GDestroyNotify) g_bytes_unref);
      return;
    }
  if (error->domain == GNOMON_ERROR)
    {
      g_prefix_error (&error, "fd: ");
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      /* A folder, or a descriptor that is open for writing only. */
      g_autoptr (GError) failure = g_steal_pointer (&error);

      error = g_error_new (GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT, "fd: cannot be read: %s",
                           failure->message);
    }
  g_task_return_error (task, error);
}

/**
 * gnomon_transfer_read_async:
 * @self: a transfer
 * @callback: called when all is there
 * @user_data: for @callback
 *
 * Reads the caller's descriptor to its end.
 */
void
gnomon_transfer_read_async (GnomonTransfer      *self,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, callback, user_data);

  g_task_set_source_tag (task, gnomon_transfer_read_async);
  g_task_set_task_data (task, self, NULL);
  g_task_run_in_thread (task, read_thread);
}

/**
 * gnomon_transfer_read_finish:
 * @self: a transfer
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full): the content; else INVALID_ARGUMENT where it cannot be read,
 *   LIMIT_EXCEEDED over 256 MiB, or it was cancelled
 */
GBytes *
gnomon_transfer_read_finish (GnomonTransfer  *self,
                             GAsyncResult    *result,
                             GError         **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Writing */

/* A stream of GIO's waits until something can be written, and heeds the cancellable meanwhile; but
 * a pipe then takes the first of many bytes and blocks on the others. */
static gboolean
write_cb (const char  *data,
          gsize        length,
          gpointer     user_data,
          GError     **error)
{
  GnomonTransfer *self = user_data;
  g_autoptr (GOutputStream) stream = g_unix_output_stream_new (self->fd, FALSE);

  while (length > 0)
    {
      gssize n = g_output_stream_write (stream, data, MIN (length, self->most_at_once),
                                        self->cancellable, error);

      if (n < 0)
        {
          if (!g_cancellable_is_cancelled (self->cancellable))
            g_prefix_error (error, "fd: cannot be written: ");
          return FALSE;
        }
      data += n;
      length -= (gsize) n;
    }
  return TRUE;
}

/* A reply means that it is on disk, where there is one: a pipe has none. */
static gboolean
finish_cb (gpointer   user_data,
           GError   **error)
{
  GnomonTransfer *self = user_data;

  if (fsync (self->fd) == 0 || errno == EINVAL || errno == EROFS)
    return TRUE;

  g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_STORAGE, "fd: cannot be written: %s",
               g_strerror (errno));
  return FALSE;
}

/**
 * gnomon_transfer_init_sink:
 * @self: a transfer
 * @sink: (out): what writes into the caller's descriptor, and tells the caller how far it is
 */
void
gnomon_transfer_init_sink (GnomonTransfer *self,
                           GnomonSink     *sink)
{
  *sink = (GnomonSink) {
    .write = write_cb,
    .finish = finish_cb,
    .progress = gnomon_transfer_tell,
    .user_data = self,
  };
}
