/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-zone-watch.h"

#include <string.h>

#include "gnomon-folder-watch.h"
#include "gnomon-zone.h"

struct _GnomonZoneWatch
{
  GnomonZoneWatchFunc func;
  gpointer user_data;
  char *name;               /* of the zone as last told */
  GPtrArray *folders;       /* GnomonFolderWatch */
  GPtrArray *files;         /* char *: the names in them that matter */
};

static void
file_changed_cb (const char *name,
                 gpointer    user_data)
{
  GnomonZoneWatch *self = user_data;

  if (name == NULL || g_ptr_array_find_with_equal_func (self->files, name, g_str_equal, NULL))
    gnomon_zone_watch_check (self);
}

/* A folder that is not there cannot change either: outside of Flatpak there is one less. */
static void
watch_folder_of (GnomonZoneWatch *self,
                 const char      *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  GnomonFolderWatch *watch = gnomon_folder_watch_new (folder, file_changed_cb, self);

  if (watch == NULL)
    return;

  g_ptr_array_add (self->folders, watch);
  g_ptr_array_add (self->files, g_path_get_basename (path));
}

/**
 * gnomon_zone_watch_new:
 * @func: what to call after the system's zone has become another one; it must not free the watch
 * @user_data: for @func
 *
 * Begins to watch, on the thread-default main context. A zone that the environment fixes by its
 * name (TZ=Europe/Berlin) never changes.
 *
 * Returns: (transfer full): a watch
 */
GnomonZoneWatch *
gnomon_zone_watch_new (GnomonZoneWatchFunc func,
                       gpointer            user_data)
{
  GnomonZoneWatch *self = g_new0 (GnomonZoneWatch, 1);
  g_auto (GStrv) paths = gnomon_zone_list_system_files ();

  self->func = func;
  self->user_data = user_data;
  self->folders = g_ptr_array_new_with_free_func ((GDestroyNotify) gnomon_folder_watch_free);
  self->files = g_ptr_array_new_with_free_func (g_free);

  /* First the watches: what changes after the name was read is told. */
  for (guint i = 0; paths[i] != NULL; i++)
    watch_folder_of (self, paths[i]);
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
  g_free (self->name);
  g_free (self);
}
