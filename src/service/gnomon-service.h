/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GNOMON_TYPE_SERVICE (gnomon_service_get_type ())

/* The parts of the service, put together: store, bus object, announcer, reminders. */
G_DECLARE_FINAL_TYPE (GnomonService, gnomon_service, GNOMON, SERVICE, GObject)

GnomonService *gnomon_service_new             (const char       *database);
gboolean       gnomon_service_export          (GnomonService    *self,
                                               GDBusConnection  *connection,
                                               GError          **error);
void           gnomon_service_start_reminders (GnomonService    *self);
void           gnomon_service_close           (GnomonService    *self);

G_END_DECLS
