/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void gnomon_window_caller_show_event     (gint64      event_id,
                                          const char *activation_token);
void gnomon_window_caller_add_event      (const char *text,
                                          const char *activation_token);
void gnomon_window_caller_search         (const char *text,
                                          const char *activation_token);
void gnomon_window_caller_show_reminders (const char *activation_token);
void gnomon_window_caller_open_link      (const char *uri,
                                          const char *activation_token);

G_END_DECLS
