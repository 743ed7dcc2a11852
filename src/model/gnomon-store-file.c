/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-store-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gnomon-schema.h"

/*
 * Where the events lie, and how the file is found, made and opened.
 */

/**
 * gnomon_store_dup_default_path:
 *
 * Returns: (transfer full): where a user's events lie: $XDG_DATA_HOME/gnomon/calendar.db
 */
char *
gnomon_store_dup_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "gnomon", "calendar.db", NULL);
}

/* Our own folder must be ours: a link or a stranger's folder would hand the user's days to
 * whoever placed it there. A folder named by the user with --database is the user's affair. */
static gboolean
prepare_folder (const char  *path,
                GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *ours = gnomon_store_dup_default_path ();
  GStatBuf info;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_STORAGE, "Cannot make the folder %s: %s",
                   folder, g_strerror (errno));
      return FALSE;
    }
  if (!g_str_equal (path, ours) || g_lstat (folder, &info) != 0)
    return TRUE;
  if (!S_ISDIR (info.st_mode) || info.st_uid != geteuid ())
    {
      g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_STORAGE,
                   "The folder %s is a link or belongs to another user", folder);
      return FALSE;
    }
  if ((info.st_mode & 077) != 0 && g_chmod (folder, 0700) != 0)
    g_warning ("The folder %s can be read by other users", folder);
  return TRUE;
}

GnomonDb *
gnomon_store_open_file (const char  *path,
                        gboolean    *read_only,
                        GError     **error)
{
  g_autoptr (GnomonDb) reader = NULL;
  g_autoptr (GError) local_error = NULL;
  GStatBuf info;

  if (!prepare_folder (path, error))
    return NULL;

  if (g_lstat (path, &info) == 0)
    {
      if (!S_ISREG (info.st_mode))
        {
          g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_STORAGE, "%s is no regular file", path);
          return NULL;
        }
      reader = gnomon_db_open (path, GNOMON_DB_READ_ONLY, NULL);
      if (reader != NULL && gnomon_db_get_user_version (reader) == gnomon_schema_get_version ())
        return g_steal_pointer (&reader);
      g_clear_pointer (&reader, gnomon_db_close);
    }

  /* New, older, newer, or not to be written: the schema decides. */
  {
    g_autoptr (GnomonDb) writer = gnomon_db_open (path, GNOMON_DB_READ_WRITE, &local_error);

    if (writer != NULL && gnomon_schema_migrate (writer, &local_error))
      return gnomon_db_open (path, GNOMON_DB_READ_ONLY, error);
  }

  reader = gnomon_db_open (path, GNOMON_DB_IMMUTABLE, NULL);
  if (reader != NULL && gnomon_db_get_user_version (reader) == gnomon_schema_get_version ())
    {
      *read_only = TRUE;
      return g_steal_pointer (&reader);
    }

  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}
