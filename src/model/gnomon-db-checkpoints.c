/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-db-private.h"

/*
 * Checkpoints while very much is written: a thread with a connection of its own copies the log's
 * pages into the database, and waits for the disk, while the writer goes on. As the log grows
 * meanwhile, the thread hardly ever comes to its end: now and then the writer itself copies the few
 * pages that are left, so that the log begins anew (SQLite, "Write-Ahead Logging", 6).
 */

/* Pages of the log between two checkpoints of the thread; and those after which the log is to begin
 * anew, 64 MiB. */
#define THREAD_PAGES 500
#define RESTART_PAGES 8192

struct _GnomonCheckpoints
{
  sqlite3 *writer;         /* borrowed */
  sqlite3 *handle;         /* the thread's */
  GThread *thread;
  int n_seen;              /* the log's pages when the thread was woken last; the writer's */
  GMutex turn;             /* there is one checkpoint at a time: another would be no checkpoint */

  GMutex lock;
  GCond changed;
  gboolean wanted;
  gboolean ended;
};

/* One that fails is made up for by the next. */
static void
checkpoint (GnomonCheckpoints *self,
            sqlite3           *handle)
{
  g_mutex_lock (&self->turn);
  sqlite3_wal_checkpoint_v2 (handle, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
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
      checkpoint (self, self->handle);
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

/* SQLite calls it after each commit of the writer, outside of any lock. */
static int
committed_cb (void       *user_data,
              sqlite3    *writer,
              const char *name,
              int         n_pages)
{
  GnomonCheckpoints *self = user_data;

  if (n_pages >= RESTART_PAGES)
    checkpoint (self, writer);
  if (n_pages < self->n_seen)
    self->n_seen = 0;
  if (n_pages - self->n_seen >= THREAD_PAGES)
    {
      self->n_seen = n_pages;
      wake (self, FALSE);
    }
  return SQLITE_OK;
}

/* Takes the place of the checkpoints that @writer makes after its commits. NULL where there can be
 * no second connection: then it goes on to make them. */
GnomonCheckpoints *
gnomon_checkpoints_new (sqlite3 *writer)
{
  GnomonCheckpoints *self;
  sqlite3 *handle = NULL;

  /* A connection that has never read has no log yet that it could copy. */
  if (sqlite3_open_v2 (sqlite3_db_filename (writer, "main"), &handle,
                       SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK
      || sqlite3_exec (handle, "PRAGMA schema_version", NULL, NULL, NULL) != SQLITE_OK)
    {
      sqlite3_close (handle);
      return NULL;
    }

  self = g_new0 (GnomonCheckpoints, 1);
  self->writer = writer;
  self->handle = handle;
  g_mutex_init (&self->turn);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->thread = g_thread_new ("gnomon-log", checkpoint_thread, self);
  sqlite3_wal_hook (writer, committed_cb, self);
  return self;
}

/* What is left in the log is left to the writer's own checkpoints. */
void
gnomon_checkpoints_free (GnomonCheckpoints *self)
{
  if (self == NULL)
    return;

  sqlite3_wal_autocheckpoint (self->writer, GNOMON_CHECKPOINT_PAGES);
  wake (self, TRUE);
  g_thread_join (self->thread);
  sqlite3_close (self->handle);
  g_mutex_clear (&self->turn);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}
