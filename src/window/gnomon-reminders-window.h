/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gnomon-reminders.h"

G_BEGIN_DECLS

/* So many reminders are listed at most, of which the last are the first. */
#define GNOMON_REMINDERS_LIMIT 200

#define GNOMON_TYPE_REMINDERS_WINDOW (gnomon_reminders_window_get_type ())

/*
 * The window with the reminders that were shown or missed and that nobody has answered. It follows
 * the store.
 *
 * Signals:
 *  - "opened" (GnomonEvent *occurrence): it was chosen; its reminder is dismissed by that
 */
G_DECLARE_FINAL_TYPE (GnomonRemindersWindow, gnomon_reminders_window, GNOMON, REMINDERS_WINDOW,
                      AdwWindow)

GtkWidget *gnomon_reminders_window_new (GtkWindow   *parent,
                                        GnomonStore *store);

G_END_DECLS
