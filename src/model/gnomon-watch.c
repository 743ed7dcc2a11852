/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-watch.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "gnomon-folder-watch.h"

/* After an event of the WAL, in milliseconds: once for the usual writer, once for a slow disk. */
#define RECHECK_SOON 30
#define RECHECK_LATE 500

struct _GnomonWatch
{
  GnomonWatchFunc func;
  gpointer user_data;
  char *poke_name;
  char *wal_name;
  GnomonFolderWatch *folder;
  GSource *soon;
  GSource *late;
};

static void
clear_source (GSource **source)
{
  if (*source == NULL)
    return;
  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static gboolean
soon_elapsed_cb (gpointer user_data)
{
  GnomonWatch *self = user_data;

  clear_source (&self->soon);
  self->func (self->user_data);
  return G_SOURCE_REMOVE;
}

static gboolean
late_elapsed_cb (gpointer user_data)
{
  GnomonWatch *self = user_data;

  clear_source (&self->late);
  self->func (self->user_data);
  return G_SOURCE_REMOVE;
}

static void
arm (GnomonWatch  *self,
     GSource     **source,
     guint         milliseconds,
     GSourceFunc   elapsed_cb)
{
  if (*source != NULL)
    return;
  *source = g_timeout_source_new (milliseconds);
  g_source_set_callback (*source, elapsed_cb, self, NULL);
  g_source_attach (*source, g_main_context_get_thread_default ());
}

static void
file_changed_cb (const char *name,
                 gpointer    user_data)
{
  GnomonWatch *self = user_data;

  if (name == NULL || g_str_equal (name, self->poke_name))
    {
      self->func (self->user_data);
    }
  else if (g_str_equal (name, self->wal_name))
    {
      arm (self, &self->soon, RECHECK_SOON, soon_elapsed_cb);
      arm (self, &self->late, RECHECK_LATE, late_elapsed_cb);
    }
}

/**
 * gnomon_watch_new:
 * @database: the database's path
 * @func: what to call
 * @user_data: for @func
 *
 * Watches the folder of @database. What was committed between the caller's last look and the
 * watch's start is told by a first call of @func.
 *
 * Returns: (transfer full) (nullable): a watch
 */
GnomonWatch *
gnomon_watch_new (const char      *database,
                  GnomonWatchFunc  func,
                  gpointer         user_data)
{
  g_autoptr (GnomonWatch) self = g_new0 (GnomonWatch, 1);
  g_autofree char *folder = g_path_get_dirname (database);
  g_autofree char *name = g_path_get_basename (database);

  self->func = func;
  self->user_data = user_data;
  self->poke_name = g_strconcat (name, "-poke", NULL);
  self->wal_name = g_strconcat (name, "-wal", NULL);
  self->folder = gnomon_folder_watch_new (folder, file_changed_cb, self);
  if (self->folder == NULL)
    {
      g_warning ("Changes of other programs will not be noticed: %s", g_strerror (errno));
      return NULL;
    }

  arm (self, &self->soon, 0, soon_elapsed_cb);

  return g_steal_pointer (&self);
}

/**
 * gnomon_watch_free:
 * @self: (transfer full) (nullable): a watch
 */
void
gnomon_watch_free (GnomonWatch *self)
{
  if (self == NULL)
    return;
  gnomon_folder_watch_free (self->folder);
  clear_source (&self->soon);
  clear_source (&self->late);
  g_free (self->poke_name);
  g_free (self->wal_name);
  g_free (self);
}

/**
 * gnomon_watch_open_poke:
 * @database: the database's path
 *
 * Returns: a descriptor for gnomon_watch_poke(), to be closed by the caller; -1 on failure
 */
int
gnomon_watch_open_poke (const char *database)
{
  g_autofree char *path = g_strconcat (database, "-poke", NULL);

  return open (path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
}

/**
 * gnomon_watch_poke:
 * @descriptor: of gnomon_watch_open_poke(), or -1
 *
 * Tells the other processes that something was committed. Losing a poke is no loss of data.
 */
void
gnomon_watch_poke (int descriptor)
{
  if (descriptor >= 0 && pwrite (descriptor, "!", 1, 0) != 1)
    g_debug ("Could not poke: %s", g_strerror (errno));
}
