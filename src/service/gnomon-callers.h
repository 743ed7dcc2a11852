/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GNOMON_TYPE_CALLERS (gnomon_callers_get_type ())

/*
 * Which program a caller on the bus is, for the change log: "who changed this meanwhile". The bus
 * is asked once for each caller.
 */
G_DECLARE_FINAL_TYPE (GnomonCallers, gnomon_callers, GNOMON, CALLERS, GObject)

/* @program is "" where it is not known. */
typedef void (*GnomonCallerFunc) (const char *program,
                                  gpointer    user_data);

GnomonCallers *gnomon_callers_new      (void);
void           gnomon_callers_identify (GnomonCallers    *self,
                                        GDBusConnection  *connection,
                                        const char       *sender,
                                        GnomonCallerFunc  func,
                                        gpointer          user_data);

G_END_DECLS
