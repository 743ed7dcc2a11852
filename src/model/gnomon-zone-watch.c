/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-zone-watch.h"

#include <string.h>

#include "gnomon-folder-watch.h"
#include "gnomon-zone.h"

/* A new database is many files, of which the ones that are watched are not the last to come. */
#define DATABASE_SECONDS 2

struct _GnomonZoneWatch
{
  GnomonZoneWatchFunc func;
  gpointer user_data;
  char *name;               /* of the zone as last told */
  GPtrArray *folders;       /* GnomonFolderWatch */
  GPtrArray *files;         /* char *: the names in them that matter */
  GPtrArray *database_files; /* char *: and those of the database */
  GSource *reload;          /* (nullable): its replacement is looked at in a moment */
};

static gboolean
has_name (GPtrArray  *names,
          const char *name)
{
  return name == NULL || g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL);
}

static void
clear_reload (GnomonZoneWatch *self)
{
  if (self->reload != NULL)
    g_source_destroy (self->reload);
  g_clear_pointer (&self->reload, g_source_unref);
}

static gboolean
reload_cb (gpointer user_data)
{
  GnomonZoneWatch *self = user_data;

  clear_reload (self);
  if (gnomon_zone_reload ())
    self->func (self->user_data);

  return G_SOURCE_REMOVE;
}

static void
queue_reload (GnomonZoneWatch *self)
{
  clear_reload (self);
  self->reload = g_timeout_source_new_seconds (DATABASE_SECONDS);
  g_source_set_callback (self->reload, reload_cb, self, NULL);
  g_source_attach (self->reload, g_main_context_get_thread_default ());
}

static void
file_changed_cb (const char *name,
                 gpointer    user_data)
{
  GnomonZoneWatch *self = user_data;

  if (has_name (self->database_files, name))
    queue_reload (self);
  if (has_name (self->files, name))
    gnomon_zone_watch_check (self);
}

/* A folder that is not there cannot change either: outside of Flatpak there is one less. */
static void
watch_folder_of (GnomonZoneWatch *self,
                 const char      *path,
                 GPtrArray       *names)
{
  g_autofree char *folder = g_path_get_dirname (path);
  GnomonFolderWatch *watch = gnomon_folder_watch_new (folder, file_changed_cb, self);

  if (watch == NULL)
    return;

  g_ptr_array_add (self->folders, watch);
  g_ptr_array_add (names, g_path_get_basename (path));
}

/**
 * gnomon_zone_watch_new:
 * @func: what to call after the system's zone has become another one, or the database of zones was
 *   replaced; it must not free the watch
 * @user_data: for @func
 *
 * Begins to watch, on the thread-default main context. A zone that the environment fixes by its
 * name (TZ=Europe/Berlin) never becomes another one.
 *
 * Returns: (transfer full): a watch
 */
GnomonZoneWatch *
gnomon_zone_watch_new (GnomonZoneWatchFunc func,
                       gpointer            user_data)
{
  GnomonZoneWatch *self = g_new0 (GnomonZoneWatch, 1);
  g_auto (GStrv) paths = gnomon_zone_list_system_files ();
  g_auto (GStrv) database_paths = gnomon_zone_list_database_files ();

  self->func = func;
  self->user_data = user_data;
  self->folders = g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_folder_watch_free);
  self->files = g_ptr_array_new_with_free_func (g_free);
  self->database_files = g_ptr_array_new_with_free_func (g_free);

  /* First the watches: what changes after the name was read is told. */
  for (guint i = 0; paths[i] != NULL; i++)
    watch_folder_of (self, paths[i], self->files);
  for (guint i = 0; database_paths[i] != NULL; i++)
    watch_folder_of (self, database_paths[i], self->database_files);
  self->name = gnomon_zone_dup_system_name ();

  return self;
}

/**
 * gnomon_zone_watch_check:
 * @self: a watch
 *
 * Looks whether the zone is another one than was last told, and tells of it.
 */
void
gnomon_zone_watch_check (GnomonZoneWatch *self)
{
  g_autofree char *name = gnomon_zone_dup_system_name ();

  if (g_str_equal (name, self->name))
    return;

  g_free (self->name);
  self->name = g_steal_pointer (&name);
  self->func (self->user_data);
}

/**
 * gnomon_zone_watch_free:
 * @self: (transfer full) (nullable): a watch
 */
void
gnomon_zone_watch_free (GnomonZoneWatch *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->folders);
  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->database_files);
  clear_reload (self);
  g_free (self->name);
  g_free (self);
}
