/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gnomon-store.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_REMINDER_LOG (gnomon_reminder_log_get_type ())

/* The window that tells what has happened to reminders. It follows the store. */
G_DECLARE_FINAL_TYPE (GnomonReminderLog, gnomon_reminder_log, GNOMON, REMINDER_LOG, AdwWindow)

GtkWidget *gnomon_reminder_log_new (GtkWindow    *parent,
                                    GnomonStore  *store,
                                    const GArray *reminder_ids);

G_END_DECLS
