/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <unistd.h>

#include "gnomon-store-private.h"

/*
 * Backups: a copy of the database is made beside it, and handed out from there. Its reader may be
 * slow, and must hold up nobody: the snapshot of a read that lasts lets the log of writes grow.
 */

#define CHUNK_SIZE (64 * 1024)

/* Where the file's header says with which kind of journal it is read and written, and what says
 * that it needs none beside it (the database file format, 1.3.2). A copy that says so can be opened
 * wherever it lies, also where nothing can be written. */
#define HEADER_WRITE_VERSION 18
#define HEADER_READ_VERSION 19
#define LEGACY_VERSION 1

typedef struct
{
  char *path;
  GnomonSink sink;
  guint n_pages;
} Backup;

static void
backup_free (Backup *backup)
{
  g_free (backup->path);
  g_free (backup);
}

/* Copying is one half of the work, handing out the other. */
static void
copied_cb (guint    done,
           guint    total,
           gpointer user_data)
{
  Backup *backup = user_data;

  backup->n_pages = total;
  if (backup->sink.progress != NULL)
    backup->sink.progress (done, 2 * total, backup->sink.user_data);
}

static gboolean
hand_out (Backup        *backup,
          int            fd,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autofree char *chunk = g_malloc (CHUNK_SIZE);
  const GnomonSink *sink = &backup->sink;
  off_t size = lseek (fd, 0, SEEK_END);
  off_t offset = 0;

  while (offset < size)
    {
      gssize n = pread (fd, chunk, CHUNK_SIZE, offset);

      if (n <= 0)
        {
          g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_STORAGE, "Cannot read the copy: %s",
                       n < 0 ? g_strerror (errno) : "it is shorter than it was");
          return FALSE;
        }
      if (offset == 0)
        chunk[HEADER_WRITE_VERSION] = chunk[HEADER_READ_VERSION] = LEGACY_VERSION;
      if (!sink->write (chunk, (gsize) n, sink->user_data, error))
        return FALSE;

      offset += n;
      if (sink->progress != NULL)
        sink->progress (backup->n_pages + (guint) (backup->n_pages * (double) offset / size),
                        2 * backup->n_pages, sink->user_data);
      if (g_cancellable_is_cancelled (cancellable))
        {
          g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_CANCELLED, "Cancelled");
          return FALSE;
        }
    }
  return sink->finish (sink->user_data, error);
}

static void
backup_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Backup *backup = task_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GnomonDb) db = gnomon_db_open (backup->path, GNOMON_DB_READ_ONLY, &error);
  g_autofree char *folder = g_path_get_dirname (backup->path);
  gboolean done;
  int fd = -1;

  if (db != NULL)
    fd = gnomon_db_make_copy (db, folder, copied_cb, backup, cancellable, &error);
  if (fd < 0)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  done = hand_out (backup, fd, cancellable, &error);
  close (fd);
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * gnomon_store_backup_async:
 * @self: a store
 * @sink: where to; its functions are called on a thread of the backup's own
 * @cancellable: (nullable): to give up
 * @callback: called on the store's main context
 * @user_data: for @callback
 *
 * Gives out a copy of the database as it is at one instant, while others go on writing: a file
 * that stands for itself, without a log beside it.
 */
void
gnomon_store_backup_async (GnomonStore         *self,
                           const GnomonSink    *sink,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Backup *backup;

  g_return_if_fail (GNOMON_IS_STORE (self));
  g_return_if_fail (sink != NULL);

  backup = g_new0 (Backup, 1);
  backup->path = g_strdup (gnomon_store_get_path (self));
  backup->sink = *sink;

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gnomon_store_backup_async);
  g_task_set_task_data (task, backup, (GDestroyNotify) backup_free);
  g_task_run_in_thread (task, backup_thread);
}

/**
 * gnomon_store_backup_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location
 *
 * Returns: %TRUE when the sink has all of it; else GNOMON_ERROR_STORAGE, _CANCELLED, or the sink's
 */
gboolean
gnomon_store_backup_finish (GnomonStore   *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
