/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Watches the files of one folder by inotify, on the thread-default main context of the thread
 * that makes it. Files that are replaced by a rename are seen, which a watch of the file is blind
 * to; and GFileMonitor takes its time.
 */

G_BEGIN_DECLS

typedef struct _GnomonFolderWatch GnomonFolderWatch;

/* @name: of the file that was made, written or put in place; NULL: some were lost count of */
typedef void (*GnomonFolderWatchFunc) (const char *name, gpointer user_data);

/* (nullable): errno tells why */
GnomonFolderWatch *gnomon_folder_watch_new  (const char *folder, GnomonFolderWatchFunc func,
                                             gpointer user_data);
void               gnomon_folder_watch_free (GnomonFolderWatch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomonFolderWatch, gnomon_folder_watch_free)

G_END_DECLS
