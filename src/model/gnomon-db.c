/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-db-private.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gnomon-db-functions.h"

/* How long a call waits for another writer before it answers Busy, in microseconds. */
#define BUSY_LIMIT (5 * G_USEC_PER_SEC)

/* The log's file keeps the size that one checkpoint needs, or all that it grew to in bulk. */
#define AT_REST \
  "PRAGMA synchronous = FULL; PRAGMA cache_size = -2000; PRAGMA journal_size_limit = 4194304"
#define IN_BULK \
  "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -8000; PRAGMA journal_size_limit = -1"

void
gnomon_db_set_error (GnomonDb  *self,
                     int        code,
                     GError   **error)
{
  GnomonError ours = GNOMON_ERROR_STORAGE;

  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      ours = GNOMON_ERROR_BUSY;
      break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      ours = GNOMON_ERROR_READ_ONLY;
      break;
    case SQLITE_INTERRUPT:
      ours = GNOMON_ERROR_CANCELLED;
      break;
    case SQLITE_TOOBIG:
      ours = GNOMON_ERROR_LIMIT_EXCEEDED;
      break;
    default:
      break;
    }

  if (code == SQLITE_FULL)
    gnomon_set_error (error, GNOMON_REASON_NO_SPACE, NULL, NULL);
  else if (ours == GNOMON_ERROR_BUSY)
    g_set_error_literal (error, GNOMON_ERROR, ours,
                         "Another program holds the calendar's database");
  else
    g_set_error (error, GNOMON_ERROR, ours, "Calendar database: %s",
                 self->handle != NULL ? sqlite3_errmsg (self->handle) : sqlite3_errstr (code));
}

/* SQLite's own back-off lets a writer starve behind busy ones for seconds. Short random naps
 * keep the worst wait near the longest transaction of the others. */
static int
busy_cb (void *user_data,
         int   n_calls)
{
  GnomonDb *self = user_data;
  gint64 now = g_get_monotonic_time ();

  if (n_calls == 0)
    self->busy_since = now;
  else if (now - self->busy_since > BUSY_LIMIT)
    return 0;

  if (self->begins)
    gnomon_db_say_waiting (self);
  g_usleep (500 + g_random_int_range (0, 1000));
  return 1;
}

/* The file is made by us with its final mode, so that no umask ever leaves it open to others;
 * SQLite gives the mode of the database to its -wal and -shm. */
static gboolean
make_private_file (const char  *path,
                   GError     **error)
{
  int fd = open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd >= 0)
    {
      close (fd);
      return TRUE;
    }
  if (errno == EEXIST)
    return TRUE;

  g_set_error (error, GNOMON_ERROR,
               errno == EACCES || errno == EROFS ? GNOMON_ERROR_READ_ONLY : GNOMON_ERROR_STORAGE,
               "Cannot make %s: %s", path, g_strerror (errno));
  return FALSE;
}

static gboolean
configure (GnomonDb      *self,
           GnomonDbMode   mode,
           GError       **error)
{
  sqlite3_busy_handler (self->handle, busy_cb, self);
  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_limit (self->handle, SQLITE_LIMIT_LENGTH, 64 * 1024 * 1024);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  gnomon_db_add_functions (self->handle);
  if (mode == GNOMON_DB_READ_WRITE)
    gnomon_db_add_rows (self->handle);

  if (mode != GNOMON_DB_READ_WRITE)
    return gnomon_db_execute (self, "PRAGMA query_only = ON; PRAGMA cache_size = -4000", error);

  gnomon_db_copy_after_commits (self);
  /* The size of a page is that of a new file alone: a row of text index is large. */
  return gnomon_db_execute (self,
                            "PRAGMA page_size = 8192;"
                            "PRAGMA journal_mode = WAL;"
                            "PRAGMA foreign_keys = ON",
                            error) &&
         gnomon_db_execute (self, AT_REST, error);
}

/**
 * gnomon_db_open:
 * @path: the database file
 * @mode: whether to write
 * @error: return location
 *
 * Opens a connection. A reading one takes part in the WAL, for which its folder must be writable;
 * where it is not, %GNOMON_DB_IMMUTABLE reads the file as it stands.
 *
 * Returns: (transfer full) (nullable): a connection; close it with gnomon_db_close()
 */
GnomonDb *
gnomon_db_open (const char    *path,
                GnomonDbMode   mode,
                GError       **error)
{
  static gsize configured;
  g_autoptr (GnomonDb) self = NULL;
  int code;

  g_return_val_if_fail (path != NULL, NULL);

  /* SQLite counts its memory under a lock that every allocation takes. It can be told not to only
   * before its first use, which may have been another library's. */
  if (g_once_init_enter (&configured))
    {
      sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
      g_once_init_leave (&configured, 1);
    }
  if (mode == GNOMON_DB_READ_WRITE && !make_private_file (path, error))
    return NULL;

  self = g_new0 (GnomonDb, 1);
  self->turns = -1;
  for (guint i = 0; i < GNOMON_N_SQL; i++)
    self->statements[i] = (GnomonStatement) { .db = self, .sql = i };

  /* A reading connection is opened for writing too where it may be: only so it can make the
   * WAL's shared index again after a crash. query_only keeps it from changing anything. */
  if (mode == GNOMON_DB_IMMUTABLE)
    {
      g_autofree char *absolute = g_canonicalize_filename (path, NULL);
      g_autofree char *file_uri = g_filename_to_uri (absolute, NULL, NULL);
      g_autofree char *uri = g_strconcat (file_uri, "?immutable=1", NULL);

      code = sqlite3_open_v2 (uri, &self->handle,
                              SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, NULL);
    }
  else
    code = sqlite3_open_v2 (path, &self->handle,
                            SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
  if (code == SQLITE_OK && mode == GNOMON_DB_READ_WRITE
      && sqlite3_db_readonly (self->handle, "main") == 1)
    {
      g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_READ_ONLY, "%s cannot be written", path);
      return NULL;
    }
  if (code != SQLITE_OK)
    {
      gnomon_db_set_error (self, code, error);
      return NULL;
    }

  if (!configure (self, mode, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * gnomon_db_close:
 * @self: (transfer full) (nullable): a connection
 *
 * Closes it; an open transaction is rolled back.
 */
void
gnomon_db_close (GnomonDb *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->checkpoints, gnomon_checkpoints_free);
  for (guint i = 0; i < GNOMON_N_SQL; i++)
    {
      g_warn_if_fail (!self->statements[i].lent);
      sqlite3_finalize (self->statements[i].handle);
    }
  if (sqlite3_close (self->handle) != SQLITE_OK)
    g_warning ("The database was closed with statements open");
  if (self->turns >= 0)
    close (self->turns);
  g_free (self);
}

/**
 * gnomon_db_set_bulk:
 * @self: a writing connection outside of any transaction
 * @bulk: whether many rows are about to be written
 * @error: return location
 *
 * In bulk a commit does not wait for the disk, more pages stay in memory, and checkpoints are made
 * on a thread of their own. What was committed so is on disk with the next commit that waits, of
 * any connection: the log is one file.
 *
 * Returns: %TRUE on success
 */
gboolean
gnomon_db_set_bulk (GnomonDb  *self,
                    gboolean   bulk,
                    GError   **error)
{
  g_clear_pointer (&self->checkpoints, gnomon_checkpoints_free);
  if (!gnomon_db_execute (self, bulk ? IN_BULK : AT_REST, error))
    return FALSE;
  if (bulk)
    self->checkpoints = gnomon_checkpoints_new (self);
  return TRUE;
}

/**
 * gnomon_db_set_loading:
 * @self: a writing connection outside of any transaction
 * @loading: whether very many new rows are about to be written
 * @error: return location
 *
 * While it loads, nobody checks that what a row refers to is there, nor deletes what refers to a
 * row that goes. Statements are prepared anew after each change.
 *
 * Returns: %TRUE on success
 */
gboolean
gnomon_db_set_loading (GnomonDb  *self,
                       gboolean   loading,
                       GError   **error)
{
  return gnomon_db_execute (self, loading ? "PRAGMA foreign_keys = OFF"
                                          : "PRAGMA foreign_keys = ON", error);
}

/**
 * gnomon_db_set_waits_for_disk:
 * @self: a writing connection outside of any transaction
 * @waits: whether commits wait for the disk, as they do at first
 * @error: return location
 *
 * A commit that does not wait survives the end of the process, and not the end of the system before
 * the next commit that waits.
 *
 * Returns: %TRUE on success
 */
gboolean
gnomon_db_set_waits_for_disk (GnomonDb  *self,
                              gboolean   waits,
                              GError   **error)
{
  return gnomon_db_execute (self, waits ? "PRAGMA synchronous = FULL"
                                        : "PRAGMA synchronous = NORMAL", error);
}

static gboolean
begin_immediate (GnomonDb  *self,
                 GError   **error)
{
  gboolean begun;

  self->begins = TRUE;
  begun = gnomon_db_execute (self, "BEGIN IMMEDIATE", error);
  self->begins = FALSE;
  gnomon_db_end_waiting (self);
  return begun;
}

/* The next one to begin writes at the log's start: without a pause, that is the caller. */
static void
begin_log_anew (GnomonDb *self)
{
  if (!begin_immediate (self, NULL))
    return;
  gnomon_checkpoints_end_log (self->checkpoints);
  gnomon_db_execute (self, "ROLLBACK", NULL);
}

/**
 * gnomon_db_begin:
 * @self: a connection
 * @error: return location
 *
 * Begins a write, or counts one level deeper in it. Always BEGIN IMMEDIATE: a read that turns
 * into a write fails at once with a stale snapshot, whatever the timeout.
 *
 * Returns: %TRUE; else GNOMON_ERROR_BUSY, _READ_ONLY or _STORAGE
 */
gboolean
gnomon_db_begin (GnomonDb  *self,
                 GError   **error)
{
  g_return_val_if_fail (!self->reading, FALSE);

  if (self->depth == 0)
    {
      if (self->checkpoints != NULL && gnomon_checkpoints_want_new_log (self->checkpoints))
        begin_log_anew (self);
      self->doomed = FALSE;
      if (!begin_immediate (self, error))
        return FALSE;
    }
  self->depth++;
  return TRUE;
}

/**
 * gnomon_db_commit:
 * @self: a connection in a write
 * @error: return location
 *
 * Ends one level; the outermost commits. When it answers %TRUE on that level, the data is on
 * disk (synchronous = FULL); when it fails, nothing was changed.
 *
 * Returns: %TRUE on success
 */
gboolean
gnomon_db_commit (GnomonDb  *self,
                  GError   **error)
{
  g_return_val_if_fail (self->depth > 0, FALSE);

  if (self->depth > 1)
    {
      self->depth--;
      return TRUE;
    }
  if (self->doomed)
    {
      gnomon_db_rollback (self);
      g_set_error_literal (error, GNOMON_ERROR, GNOMON_ERROR_STORAGE,
                           "A part of the change failed");
      return FALSE;
    }
  if (!gnomon_db_execute (self, "COMMIT", error))
    {
      gnomon_db_rollback (self);
      return FALSE;
    }
  self->depth = 0;
  return TRUE;
}

/**
 * gnomon_db_rollback:
 * @self: a connection in a write
 *
 * Gives up the level it is on, and with it the whole transaction.
 */
void
gnomon_db_rollback (GnomonDb *self)
{
  g_return_if_fail (self->depth > 0);

  self->depth--;
  self->doomed = TRUE;
  /* After a full disk or an I/O error SQLite may have rolled back by itself. */
  if (self->depth == 0 && !sqlite3_get_autocommit (self->handle))
    gnomon_db_execute (self, "ROLLBACK", NULL);
}

/**
 * gnomon_db_begin_read:
 * @self: a connection outside of any transaction
 * @error: return location
 *
 * Holds one snapshot until gnomon_db_end_read(), so that several statements agree.
 *
 * Returns: %TRUE on success
 */
gboolean
gnomon_db_begin_read (GnomonDb  *self,
                      GError   **error)
{
  g_return_val_if_fail (!self->reading && self->depth == 0, FALSE);

  self->reading = gnomon_db_execute (self, "BEGIN", error);
  return self->reading;
}

/**
 * gnomon_db_end_read:
 * @self: a connection
 *
 * Lets the snapshot go.
 */
void
gnomon_db_end_read (GnomonDb *self)
{
  if (self->reading && !sqlite3_get_autocommit (self->handle))
    gnomon_db_execute (self, "COMMIT", NULL);
  self->reading = FALSE;
}

/**
 * gnomon_db_execute:
 * @self: a connection
 * @sql: fixed SQL, one statement or more; never with values in it
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
gnomon_db_execute (GnomonDb    *self,
                   const char  *sql,
                   GError     **error)
{
  int code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  if (code == SQLITE_OK)
    return TRUE;
  gnomon_db_set_error (self, code, error);
  return FALSE;
}

static gint64
read_number (GnomonDb  *self,
             GnomonSql  sql,
             gint64     fallback)
{
  g_autoptr (GnomonStatement) statement = gnomon_db_query (self, sql);

  if (gnomon_statement_step (statement, NULL) != GNOMON_STEP_ROW)
    return fallback;
  return gnomon_statement_get_int (statement, 0);
}

/**
 * gnomon_db_get_user_version:
 * @self: a connection
 *
 * Returns: the schema's number; 0 for a new file, -1 where it cannot be read
 */
int
gnomon_db_get_user_version (GnomonDb *self)
{
  return (int) read_number (self, GNOMON_SQL_GET_USER_VERSION, -1);
}

/**
 * gnomon_db_set_user_version:
 * @self: a connection in a write
 * @version: the schema's number
 * @error: return location
 *
 * Returns: %TRUE on success
 */
gboolean
gnomon_db_set_user_version (GnomonDb  *self,
                            int        version,
                            GError   **error)
{
  /* A pragma takes no bound values; this is a number of ours. */
  g_autofree char *sql = g_strdup_printf ("PRAGMA user_version = %d", version);

  return gnomon_db_execute (self, sql, error);
}

/**
 * gnomon_db_get_data_version:
 * @self: a connection
 *
 * Returns: a number that changes when another connection, of any process, has committed
 */
guint
gnomon_db_get_data_version (GnomonDb *self)
{
  return (guint) read_number (self, GNOMON_SQL_GET_DATA_VERSION, 0);
}

/**
 * gnomon_db_get_last_insert_id:
 * @self: a connection
 *
 * Returns: the row id of the last insert on this connection
 */
gint64
gnomon_db_get_last_insert_id (GnomonDb *self)
{
  return sqlite3_last_insert_rowid (self->handle);
}

/**
 * gnomon_db_get_changed_rows:
 * @self: a connection
 *
 * Returns: how many rows the last insert, update or delete touched
 */
int
gnomon_db_get_changed_rows (GnomonDb *self)
{
  return sqlite3_changes (self->handle);
}

/**
 * gnomon_db_interrupt:
 * @self: a connection
 *
 * Ends what the connection runs, from any thread: its call answers GNOMON_ERROR_CANCELLED.
 */
void
gnomon_db_interrupt (GnomonDb *self)
{
  sqlite3_interrupt (self->handle);
}

void
gnomon_db_release_memory (GnomonDb *self)
{
  sqlite3_db_release_memory (self->handle);
}
