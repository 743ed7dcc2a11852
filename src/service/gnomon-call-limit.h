/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* So many calls of one caller may be under way: enough that the writer never waits for a caller
 * that has more to say, few enough that others do not wait behind them. */
#define GNOMON_CALL_LIMIT 64

guint gnomon_call_limit_install (GDBusConnection *connection);

G_END_DECLS
