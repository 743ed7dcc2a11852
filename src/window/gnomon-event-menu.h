/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the menus of an event have in common: actions of the window, which knows the event. */
GMenu *gnomon_event_menu_new_edit (void); /* (transfer full) */

G_END_DECLS
