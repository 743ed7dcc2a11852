/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gnomon-store.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_REMINDER_RUNNER (gnomon_reminder_runner_get_type ())

/*
 * Makes reminders ring: waits for the earliest of the ledger, claims what is due, and hands it to
 * the board that shows it.
 *
 * Signals:
 *  - "fired" (gint64 instance_id, gint64 event_id): a reminder was shown, and that is on disk
 */
G_DECLARE_FINAL_TYPE (GnomonReminderRunner, gnomon_reminder_runner, GNOMON, REMINDER_RUNNER,
                      GObject)

GnomonReminderRunner *gnomon_reminder_runner_new  (GnomonStore          *store,
                                                   GSettings            *settings);
void                  gnomon_reminder_runner_stop (GnomonReminderRunner *self);

G_END_DECLS
