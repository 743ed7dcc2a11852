/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Tells that another process may have committed. After each commit the committer writes a byte
 * to FILE-poke; the others watch the folder by inotify. The WAL itself is watched only for
 * writers that do not poke (killed ones, foreign tools): SQLite publishes a commit in shared
 * memory after the WAL's file event, so such an event means "look a little later". Nothing polls.
 */

G_BEGIN_DECLS

typedef struct _GnomonWatch GnomonWatch;

typedef void (*GnomonWatchFunc) (gpointer user_data);

/* Calls @func on the thread-default main context: once soon after the start, and then whenever
 * there may be something new. NULL where the folder cannot be watched. */
GnomonWatch *gnomon_watch_new  (const char *database, GnomonWatchFunc func, gpointer user_data);
void         gnomon_watch_free (GnomonWatch *self);

/* The committer's side. Any thread. */
int          gnomon_watch_open_poke (const char *database); /* a descriptor, or -1 */
void         gnomon_watch_poke      (int descriptor);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomonWatch, gnomon_watch_free)

G_END_DECLS
