/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/*
 * Lets reminders come when no window is open. An installed Gnomon has a unit and an entry for that;
 * inside of a sandbox the user has to allow it, and is asked once by the Background portal.
 */

G_BEGIN_DECLS

/* @is_allowed: whether reminders may come without a window */
typedef void (*GnomonAutostartFunc) (gboolean is_allowed, gpointer user_data);

/* Whether the user has to be asked, and was not. */
gboolean gnomon_autostart_can_ask (GSettings *settings);

/* Asks where it has to be asked, and was not answered before. @func is called when the user has
 * answered, if ever; @owner gets it as its user data and is not kept alive. */
void gnomon_autostart_request (GSettings           *settings,
                               GnomonAutostartFunc  func,
                               GObject             *owner);

G_END_DECLS
