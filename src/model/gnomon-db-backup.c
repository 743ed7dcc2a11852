/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-db-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/*
 * A copy of a whole database while others write it. One read transaction is held for as long as it
 * takes: so the copy is of one instant, and SQLite never has to begin anew, as it would after each
 * foreign commit.
 */

/* Pages between two looks at whether it is still wanted: about a millisecond's work. */
#define STEP_PAGES 256

static gboolean
copy_pages (GnomonDb            *self,
            sqlite3             *copy,
            GnomonProgressFunc   progress,
            gpointer             user_data,
            GCancellable        *cancellable,
            GError             **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (copy, "main", self->handle, "main");
  gboolean cancelled = FALSE;
  int code;

  if (backup == NULL)
    {
      gnomon_db_set_error (self, sqlite3_errcode (copy), error);
      return FALSE;
    }

  do
    {
      guint total;

      code = sqlite3_backup_step (backup, STEP_PAGES);
      total = (guint) sqlite3_backup_pagecount (backup);
      if (progress != NULL)
        progress (total - (guint) sqlite3_backup_remaining (backup), total, user_data);
      cancelled = g_cancellable_is_cancelled (cancellable);
    }
  while (code == SQLITE_OK && !cancelled);

  sqlite3_backup_finish (backup);
  if (code == SQLITE_DONE)
    return TRUE;
  if (cancelled)
    g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_CANCELLED, "Cancelled");
  else if (code == SQLITE_FULL)
    g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_STORAGE, "No space left for the copy");
  else
    g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_STORAGE, "Cannot copy the database: %s",
                 sqlite3_errstr (code));
  return FALSE;
}

static gboolean
copy_into (GnomonDb            *self,
           const char          *path,
           GnomonProgressFunc   progress,
           gpointer             user_data,
           GCancellable        *cancellable,
           GError             **error)
{
  sqlite3 *copy = NULL;
  int code = sqlite3_open_v2 (path, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
  gboolean done = FALSE;

  /* From here on the copy has no name, so that nothing is left of it whatever happens. It needs no
   * journal either: a copy that fails is thrown away. */
  if (code == SQLITE_OK)
    code = sqlite3_exec (copy, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = OFF;"
                               " PRAGMA synchronous = OFF", NULL, NULL, NULL);
  g_unlink (path);

  if (code != SQLITE_OK)
    gnomon_db_set_error (self, code, error);
  else if (gnomon_db_begin_read (self, error))
    {
      done = copy_pages (self, copy, progress, user_data, cancellable, error);
      gnomon_db_end_read (self);
    }

  sqlite3_close (copy);
  return done;
}

/**
 * gnomon_db_make_copy:
 * @self: a connection outside of any transaction
 * @folder: where there is room for the copy
 * @progress: (nullable): told how many pages of how many are copied
 * @user_data: for @progress
 * @cancellable: (nullable): to give up
 * @error: return location
 *
 * Copies the database as it is at one instant; others go on writing. The copy is a file without a
 * name in @folder, which goes when it is closed.
 *
 * Returns: a descriptor of the copy, to be read from its beginning and closed by the caller; else
 *   -1 with GNOMON_ERROR_STORAGE or _CANCELLED
 */
int
gnomon_db_make_copy (GnomonDb            *self,
                     const char          *folder,
                     GnomonProgressFunc   progress,
                     gpointer             user_data,
                     GCancellable        *cancellable,
                     GError             **error)
{
  g_autofree char *path = g_build_filename (folder, ".backup-XXXXXX", NULL);
  int fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_STORAGE, "Cannot make a copy in %s: %s",
                   folder, g_strerror (errno));
      return -1;
    }
  if (!copy_into (self, path, progress, user_data, cancellable, error))
    {
      close (fd);
      return -1;
    }
  return fd;
}
