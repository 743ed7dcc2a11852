/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gnomon-reminders.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_NOTIFIER (gnomon_notifier_get_type ())

/*
 * Shows notifications by libnotify, whose calls block for as long as the server does not answer:
 * they run on a thread of their own, and all that is told of them comes on the main context of
 * the thread that made the notifier.
 *
 * Signals:
 *  - "available": a notification server has appeared, or has been replaced
 *  - "open" (gint64 instance_id, gint64 event_id, char *activation_token): Open, or a click on the
 *    notification; the token (nullable) lets a window come to the front
 *  - "snooze" (gint64 instance_id, gint minutes)
 *  - "dismissed" (gint64 instance_id): Dismiss, or closed by the user; never by expiry
 *  - "gone" (gint64 instance_id): no longer on the screen, though nobody has answered
 */
G_DECLARE_FINAL_TYPE (GnomonNotifier, gnomon_notifier, GNOMON, NOTIFIER, GObject)

GnomonNotifier   *gnomon_notifier_new         (void);

void              gnomon_notifier_show_async  (GnomonNotifier      *self,
                                               gint64               instance_id,
                                               gint64               event_id,
                                               const char          *title,
                                               const char          *body,
                                               int                  snooze_minutes,
                                               GAsyncReadyCallback  callback,
                                               gpointer             user_data);
GnomonShowResult  gnomon_notifier_show_finish (GnomonNotifier      *self,
                                               GAsyncResult        *result);

void              gnomon_notifier_withdraw    (GnomonNotifier      *self,
                                               gint64               instance_id);

G_END_DECLS
