/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gnomon-store.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_WELCOME (gnomon_welcome_get_type ())

/*
 * What is asked at the very first start: how the week begins, when to be reminded, and which events
 * that lie on this computer are to be taken over. Whoever closes it has a calendar that is empty.
 *
 * Signals:
 *  - "told" (const char *text, guint64 change): what was done; 0: it cannot be undone as one
 *  - "background" (gboolean wanted): whether reminders shall come without a window, in a sandbox,
 *    where the desktop has to be asked; when it is closed
 */
G_DECLARE_FINAL_TYPE (GnomonWelcome, gnomon_welcome, GNOMON, WELCOME, AdwWindow)

GtkWidget *gnomon_welcome_new (GtkWindow   *parent,
                               GnomonStore *store,
                               GSettings   *settings);

G_END_DECLS
