/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* The content of a calendar file, read within the bounds of an import. */

G_BEGIN_DECLS

void    gnomon_file_read_async  (GFile *file, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
GBytes *gnomon_file_read_finish (GFile *file, GAsyncResult *result, GError **error);

G_END_DECLS
