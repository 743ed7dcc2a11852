/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-event.h"

/* The words of a reminder's notification: pure functions, without bus and clock. */

G_BEGIN_DECLS

char *gnomon_reminder_text_dup_body           (GnomonEvent        *event,
                                               const char         *calendar_name,
                                               const char * const *own_addresses,
                                               gint64              now,
                                               GTimeZone          *viewer);
char *gnomon_reminder_text_dup_line           (GnomonEvent        *event,
                                               gint64              starts_at,
                                               gint64              ends_at,
                                               gint64              now,
                                               GTimeZone          *viewer);

char *gnomon_reminder_text_dup_gathered_title (guint               n_reminders,
                                               gboolean            is_over);
char *gnomon_reminder_text_dup_list           (GPtrArray          *events,
                                               guint               n_events,
                                               gint64              now,
                                               GTimeZone          *viewer);

char *gnomon_reminder_text_dup_snooze_label   (const char         *when,
                                               int                 minutes);

G_END_DECLS
