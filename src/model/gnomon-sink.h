/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How much is done of how much; @total is 0 where that is not known. On whichever thread works. */
typedef void (* GnomonProgressFunc) (guint done, guint total, gpointer user_data);

/*
 * Where an export or a backup goes to, piece by piece, so that no more than a piece of it is ever
 * held. Its functions run on the thread that makes it, one after the other.
 */
typedef struct
{
  gboolean (* write) (const char *data, gsize length, gpointer user_data, GError **error);
  gboolean (* finish) (gpointer user_data, GError **error); /* all of it was written: keep it */
  GnomonProgressFunc progress;                              /* (nullable) */
  gpointer user_data;
} GnomonSink;

G_END_DECLS
