/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-db-private.h"

/*
 * Checkpoints: copies of the log's pages into the database. A writer makes one after the commit
 * that makes the log long, and waits for the disk twice more.
 *
 * While very much is written, a thread with a connection of its own makes them, and the writer goes
 * on; and so do the others that write beside it, in any process, who are told by a lock on
 * FILE-poke. As the log grows meanwhile, the thread hardly ever comes to its end: now and then the
 * writer copies the few pages that are left, so that the log begins anew (SQLite, "Write-Ahead
 * Logging", 6). It holds the write lock for that: who waits for it would begin in the very moment
 * that it is free, and write on in the old log.
 */

/* Pages of the log between two checkpoints of the thread; and those after which the log is to begin
 * anew, 64 MiB. */
#define THREAD_PAGES 500
#define RESTART_PAGES 8192

struct _GnomonCheckpoints
{
  GnomonDb *writer;        /* borrowed */
  sqlite3 *handle;         /* the thread's */
  GThread *thread;
  int n_pages;             /* the log's; the writer's */
  int n_seen;              /* when the thread was woken last */
  int n_restart;           /* from which on it is to begin anew */
  GMutex turn;             /* there is one checkpoint at a time: another would be no checkpoint */

  GMutex lock;
  GCond changed;
  gboolean wanted;
  gboolean ended;
};

/* One that fails is made up for by the next. */
static void
copy_log (sqlite3 *handle)
{
  sqlite3_wal_checkpoint_v2 (handle, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
}

/* SQLite calls it after each commit of a writer, outside of any lock. */
static int
log_grown_cb (void       *user_data,
              sqlite3    *handle,
              const char *name,
              int         n_pages)
{
  if (n_pages >= GNOMON_CHECKPOINT_PAGES && !gnomon_db_is_copied_by_other (user_data))
    copy_log (handle);
  return SQLITE_OK;
}

/* From then on @self copies the log after a commit that makes it long. */
void
gnomon_db_copy_after_commits (GnomonDb *self)
{
  sqlite3_wal_hook (self->handle, log_grown_cb, self);
}

static void
checkpoint (GnomonCheckpoints *self)
{
  g_mutex_lock (&self->turn);
  copy_log (self->handle);
  g_mutex_unlock (&self->turn);
}

static gpointer
checkpoint_thread (gpointer data)
{
  GnomonCheckpoints *self = data;

  g_mutex_lock (&self->lock);
  while (!self->ended)
    {
      if (!self->wanted)
        {
          g_cond_wait (&self->changed, &self->lock);
          continue;
        }
      self->wanted = FALSE;
      g_mutex_unlock (&self->lock);
      checkpoint (self);
      g_mutex_lock (&self->lock);
    }
  g_mutex_unlock (&self->lock);
  return NULL;
}

static void
wake (GnomonCheckpoints *self,
      gboolean           to_end)
{
  g_mutex_lock (&self->lock);
  self->wanted = TRUE;
  self->ended = to_end;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
}

/* In the place of log_grown_cb() */
static int
committed_cb (void       *user_data,
              sqlite3    *writer,
              const char *name,
              int         n_pages)
{
  GnomonCheckpoints *self = user_data;

  if (n_pages < self->n_pages)
    {
      self->n_seen = 0;
      self->n_restart = RESTART_PAGES;
    }
  self->n_pages = n_pages;
  if (n_pages - self->n_seen >= THREAD_PAGES)
    {
      self->n_seen = n_pages;
      wake (self, FALSE);
    }
  return SQLITE_OK;
}

/* Before the writer begins: whether it is to hold the write lock for gnomon_checkpoints_end_log(),
 * and then to begin at once. Most of what is left is copied without. */
gboolean
gnomon_checkpoints_want_new_log (GnomonCheckpoints *self)
{
  if (self->n_pages < self->n_restart)
    return FALSE;

  checkpoint (self);
  return TRUE;
}

/* Where somebody reads what is in the log, it goes on. */
void
gnomon_checkpoints_end_log (GnomonCheckpoints *self)
{
  checkpoint (self);
  self->n_restart = self->n_pages + THREAD_PAGES;
}

/* Takes the place of the checkpoints that @writer makes after its commits. NULL where there can be
 * no second connection: then it goes on to make them. */
GnomonCheckpoints *
gnomon_checkpoints_new (GnomonDb *writer)
{
  GnomonCheckpoints *self;
  sqlite3 *handle = NULL;

  /* A connection that has never read has no log yet that it could copy. */
  if (sqlite3_open_v2 (sqlite3_db_filename (writer->handle, "main"), &handle,
                       SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK
      || sqlite3_exec (handle, "PRAGMA schema_version", NULL, NULL, NULL) != SQLITE_OK)
    {
      sqlite3_close (handle);
      return NULL;
    }

  self = g_new0 (GnomonCheckpoints, 1);
  self->writer = writer;
  self->handle = handle;
  self->n_restart = RESTART_PAGES;
  g_mutex_init (&self->turn);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->thread = g_thread_new ("gnomon-log", checkpoint_thread, self);
  gnomon_db_say_copying (writer, TRUE);
  sqlite3_wal_hook (writer->handle, committed_cb, self);
  return self;
}

/* What is left in the log is left to the writer's own checkpoints. */
void
gnomon_checkpoints_free (GnomonCheckpoints *self)
{
  if (self == NULL)
    return;

  gnomon_db_copy_after_commits (self->writer);
  gnomon_db_say_copying (self->writer, FALSE);
  wake (self, TRUE);
  g_thread_join (self->thread);
  sqlite3_close (self->handle);
  g_mutex_clear (&self->turn);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}
