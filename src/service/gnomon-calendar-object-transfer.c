/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <gio/gio.h>
#include <gio/gunixfdlist.h>
#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <unistd.h>

#include "gnomon-bus-error.h"
#include "gnomon-calendar-object-private.h"
#include "gnomon-error.h"
#include "gnomon-ical.h"
#include "gnomon-memory.h"

/*
 * Files over descriptors that the caller gives: ImportICalendar, ExportICalendar. A descriptor may
 * be a pipe that nobody fills or empties: it is read and written on a thread of its own, and given
 * up when its caller leaves the bus.
 */

#define MAX_IMPORT_SIZE (256 * 1024 * 1024)
#define CHUNK_SIZE (64 * 1024)

typedef struct
{
  GDBusMethodInvocation *invocation;
  GCancellable *cancellable;
  guint watch_id;               /* of the caller */
  int fd;
  gint64 calendar_id;           /* of an import */
  char *text;                   /* of an export */
  guint n_written;
} Transfer;

static void
transfer_free (Transfer *transfer)
{
  if (transfer->watch_id != 0)
    g_bus_unwatch_name (transfer->watch_id);
  if (transfer->fd >= 0)
    close (transfer->fd);
  g_clear_object (&transfer->invocation);
  g_clear_object (&transfer->cancellable);
  g_clear_pointer (&transfer->text, g_free);
  g_free (transfer);
  gnomon_memory_trim_later ();
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Transfer, transfer_free)

static void
transfer_fail (Transfer     *transfer,
               const GError *error)
{
  gnomon_bus_error_answer (g_steal_pointer (&transfer->invocation), error);
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

/* NULL where the call was answered by an error; else it holds the invocation. */
static Transfer *
transfer_new (GDBusMethodInvocation *invocation,
              GUnixFDList           *fd_list,
              GVariant              *handle)
{
  g_autoptr (GError) error = NULL;
  int fd = dup_fd (fd_list, handle, &error);
  const char *sender = g_dbus_method_invocation_get_sender (invocation);
  Transfer *transfer;

  if (fd < 0)
    {
      gnomon_bus_error_answer (invocation, error);
      return NULL;
    }

  transfer = g_new0 (Transfer, 1);
  transfer->invocation = invocation;
  transfer->cancellable = g_cancellable_new ();
  transfer->fd = fd;
  if (sender != NULL)
    transfer->watch_id =
      g_bus_watch_name_on_connection (g_dbus_method_invocation_get_connection (invocation),
                                      sender, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                      NULL, caller_vanished_cb,
                                      g_object_ref (transfer->cancellable), g_object_unref);

  return transfer;
}

/* Runs on a thread: the whole file, as GBytes. */
static void
read_thread_func (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  Transfer *transfer = task_data;
  g_autoptr (GInputStream) stream = g_unix_input_stream_new (transfer->fd, FALSE);
  g_autoptr (GByteArray) content = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (CHUNK_SIZE);
  GError *error = NULL;

  for (;;)
    {
      gssize n = g_input_stream_read (stream, chunk, CHUNK_SIZE, cancellable, &error);

      if (n == 0)
        break;
      if (n < 0)
        {
          if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
            {
              /* A folder, or a descriptor that is open for writing only. */
              error->domain = GNOMON_ERROR;
              error->code = GNOMON_ERROR_INVALID_ARGUMENT;
              g_prefix_error (&error, "fd: cannot be read: ");
            }
          g_task_return_error (task, error);
          return;
        }
      if (content->len + n > MAX_IMPORT_SIZE)
        {
          g_task_return_new_error (task, GNOMON_ERROR, GNOMON_ERROR_LIMIT_EXCEEDED,
                                   "fd: the file is larger than 256 MiB");
          return;
        }
      g_byte_array_append (content, chunk, (guint) n);
    }

  g_task_return_pointer (task, g_byte_array_free_to_bytes (g_steal_pointer (&content)),
                         (GDestroyNotify) g_bytes_unref);
}

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Transfer) transfer = user_data;
  g_autoptr (GObject) object = NULL;
  g_autoptr (GError) error = NULL;
  GnomonImport *import;

  if (!gnomon_store_apply_finish (GNOMON_STORE (source), result, &object, &error))
    {
      transfer_fail (transfer, error);
      return;
    }

  import = GNOMON_IMPORT (object);
  g_dbus_method_invocation_return_value (
    g_steal_pointer (&transfer->invocation),
    g_variant_new ("(uuu^as)",
                   gnomon_import_get_added (import),
                   gnomon_import_get_updated (import),
                   gnomon_import_get_skipped (import),
                   gnomon_import_get_warnings (import)));
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Transfer) transfer = user_data;
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GError) error = NULL;
  GDBusMethodInvocation *invocation = transfer->invocation;
  GCancellable *cancellable = transfer->cancellable;
  GnomonOperation *operation;

  content = g_task_propagate_pointer (G_TASK (result), &error);
  if (content == NULL)
    {
      transfer_fail (transfer, error);
      return;
    }

  operation = gnomon_operation_new_import (content, transfer->calendar_id);
  gnomon_calendar_object_submit (GNOMON_CALENDAR_OBJECT (source), invocation, operation,
                                 cancellable, imported_cb, g_steal_pointer (&transfer));
}

static gboolean
handle_import_icalendar (GnomonCalendar1       *object,
                         GDBusMethodInvocation *invocation,
                         GUnixFDList           *fd_list,
                         GVariant              *arg_fd,
                         gint64                 arg_calendar_id)
{
  Transfer *transfer = transfer_new (invocation, fd_list, arg_fd);
  g_autoptr (GTask) task = NULL;

  if (transfer == NULL)
    return G_DBUS_METHOD_INVOCATION_HANDLED;

  transfer->calendar_id = arg_calendar_id;
  task = g_task_new (object, transfer->cancellable, read_cb, transfer);
  g_task_set_source_tag (task, handle_import_icalendar);
  g_task_set_task_data (task, transfer, NULL);
  g_task_run_in_thread (task, read_thread_func);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* Runs on a thread. */
static void
write_thread_func (GTask        *task,
                   gpointer      source,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  Transfer *transfer = task_data;
  g_autoptr (GOutputStream) stream = g_unix_output_stream_new (transfer->fd, FALSE);
  GError *error = NULL;

  if (!g_output_stream_write_all (stream, transfer->text, strlen (transfer->text), NULL,
                                  cancellable, &error))
    {
      g_prefix_error (&error, "fd: cannot be written: ");
      g_task_return_error (task, error);
      return;
    }

  /* A reply means that it is on disk, where there is one: a pipe has none. */
  if (fsync (transfer->fd) != 0 && errno != EINVAL && errno != EROFS)
    {
      g_task_return_new_error (task, GNOMON_ERROR, GNOMON_ERROR_STORAGE,
                               "fd: cannot be written: %s", g_strerror (errno));
      return;
    }

  g_task_return_boolean (task, TRUE);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Transfer) transfer = user_data;
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    gnomon_calendar1_complete_export_icalendar (GNOMON_CALENDAR1 (source),
                                                g_steal_pointer (&transfer->invocation), NULL,
                                                transfer->n_written);
  else
    transfer_fail (transfer, error);
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Transfer) transfer = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;

  transfer->text = gnomon_store_export_finish (GNOMON_STORE (source), result,
                                               &transfer->n_written, &error);
  if (transfer->text == NULL)
    {
      transfer_fail (transfer, error);
      return;
    }

  task = g_task_new (g_dbus_method_invocation_get_user_data (transfer->invocation),
                     transfer->cancellable, written_cb, transfer);
  g_task_set_source_tag (task, exported_cb);
  g_task_set_task_data (task, g_steal_pointer (&transfer), NULL);
  g_task_run_in_thread (task, write_thread_func);
}

static gboolean
handle_export_icalendar (GnomonCalendar1       *object,
                         GDBusMethodInvocation *invocation,
                         GUnixFDList           *fd_list,
                         GVariant              *arg_fd,
                         GVariant              *arg_filter)
{
  GnomonStore *store = gnomon_calendar_object_get_store (GNOMON_CALENDAR_OBJECT (object));
  Transfer *transfer;
  g_autoptr (GnomonFields) filter =
    gnomon_calendar_object_take_fields (invocation, GNOMON_KIND_EVENT_FILTER, arg_filter);

  if (filter == NULL)
    return G_DBUS_METHOD_INVOCATION_HANDLED;

  transfer = transfer_new (invocation, fd_list, arg_fd);
  if (transfer != NULL)
    gnomon_store_export_async (store, filter, transfer->cancellable, exported_cb, transfer);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

void
gnomon_calendar_object_init_transfer (GnomonCalendar1Iface *iface)
{
  iface->handle_import_icalendar = handle_import_icalendar;
  iface->handle_export_icalendar = handle_export_icalendar;
}
