/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gnomon-notice.h"
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
 *  - "answered" (gint64 key, GnomonAnswer answer, char *activation_token): a button was pressed, or
 *    the notification clicked or closed; the token (nullable) lets a window come to the front
 *  - "gone" (gint64 key): no longer on the screen, though nobody has answered
 */
G_DECLARE_FINAL_TYPE (GnomonNotifier, gnomon_notifier, GNOMON, NOTIFIER, GObject)

GnomonNotifier   *gnomon_notifier_new         (void);

void              gnomon_notifier_show_async  (GnomonNotifier      *self,
                                               GnomonNotice        *notice,
                                               GAsyncReadyCallback  callback,
                                               gpointer             user_data);
GnomonShowResult  gnomon_notifier_show_finish (GnomonNotifier      *self,
                                               GAsyncResult        *result);

void              gnomon_notifier_withdraw    (GnomonNotifier      *self,
                                               gint64               key);

G_END_DECLS
