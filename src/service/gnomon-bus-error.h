/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GNOMON_BUS_ERROR_PREFIX "org.gnomon.Gnomon.Calendar1.Error."

void gnomon_bus_error_register (void);
void gnomon_bus_error_answer   (GDBusMethodInvocation *invocation,
                                const GError          *error);

G_END_DECLS
