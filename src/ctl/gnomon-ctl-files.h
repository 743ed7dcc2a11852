/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A descriptor that is closed at the end of its block; -1 where there is none. */
typedef struct
{
  int fd;
} GnomonCtlFile;

void gnomon_ctl_file_clear (GnomonCtlFile *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GnomonCtlFile, gnomon_ctl_file_clear)

/* Fills the descriptor that it is given. */
typedef gboolean (* GnomonCtlFillFunc) (int fd, gpointer user_data, GError **error);

int      gnomon_ctl_open_input   (const char         *name,
                                  GError            **error);
gboolean gnomon_ctl_write_output (const char         *name,
                                  GnomonCtlFillFunc   fill,
                                  gpointer            user_data,
                                  GError            **error);
gboolean gnomon_ctl_is_stdout    (const char         *name);

G_END_DECLS
