/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *gnomon_error_window_new (GtkApplication *application,
                                    const char     *message);

G_END_DECLS
