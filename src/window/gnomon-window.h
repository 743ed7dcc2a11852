/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gnomon-store.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_WINDOW (gnomon_window_get_type ())

/* The window of people: sidebar and view, and what opens over them. */
G_DECLARE_FINAL_TYPE (GnomonWindow, gnomon_window, GNOMON, WINDOW, AdwApplicationWindow)

GtkWidget *gnomon_window_new         (GtkApplication  *application,
                                      GnomonStore     *store,
                                      GSettings       *settings);
void       gnomon_window_show_day    (GnomonWindow    *self,
                                      gint64           day);
void       gnomon_window_show_event  (GnomonWindow    *self,
                                      gint64           event_id);
void       gnomon_window_add_event     (GnomonWindow    *self,
                                      const char      *text);
void       gnomon_window_search        (GnomonWindow    *self,
                                      const char      *text);
void       gnomon_window_show_reminders (GnomonWindow *self);
void       gnomon_window_import      (GnomonWindow    *self,
                                      GFile          **files,
                                      guint            n_files);
GtkWidget *gnomon_window_welcome       (GnomonWindow    *self);
void       gnomon_window_add_toast   (GnomonWindow    *self,
                                      const char      *text);

G_END_DECLS
