/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gnomon-reminder-batch.h"
#include "gnomon-store.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_REMINDER_BOARD (gnomon_reminder_board_get_type ())

/*
 * The reminders on the screen: shows what was claimed, records how that went, takes off what was
 * answered elsewhere, and does what the buttons say.
 *
 * Signals:
 *  - "fired" (gint64 instance_id, gint64 event_id): a reminder was shown, and that is on disk
 *  - "settled" (GnomonShowResult): a notification was shown or not, and that is on disk
 *  - "available": a notification server has appeared
 */
G_DECLARE_FINAL_TYPE (GnomonReminderBoard, gnomon_reminder_board, GNOMON, REMINDER_BOARD, GObject)

GnomonReminderBoard *gnomon_reminder_board_new      (GnomonStore         *store,
                                                     GSettings           *settings);
void                 gnomon_reminder_board_stop     (GnomonReminderBoard *self);
void                 gnomon_reminder_board_show     (GnomonReminderBoard *self,
                                                     GPtrArray           *groups);
gboolean             gnomon_reminder_board_is_busy  (GnomonReminderBoard *self);
void                 gnomon_reminder_board_withdraw (GnomonReminderBoard *self);

G_END_DECLS
