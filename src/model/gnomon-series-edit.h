/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-event-private.h"

/*
 * What the edit of a series does to the rest of it: to its exceptions, its overrides and its rule.
 * Events are working copies that may be changed.
 */

G_BEGIN_DECLS

/* gnomon-event-merge.c */
void     gnomon_event_merge            (GnomonEvent *target, GnomonEvent *old, GnomonEvent *new,
                                        gboolean unchanged_only);
void     gnomon_event_disown_parts     (GnomonEvent *event);

/* gnomon-series-edit.c */
void     gnomon_event_settle_series    (GnomonEvent *before, GnomonEvent *after);
gboolean gnomon_series_follow          (GnomonEvent *before, GnomonEvent *after, gint64 key,
                                        gint64 *new_key);
void     gnomon_event_move             (GnomonEvent *target, GnomonEvent *old, GnomonEvent *new);
gboolean gnomon_series_begins_at       (GnomonEvent *series, gint64 key);
void     gnomon_series_cut             (GnomonEvent *series, gint64 key);
GnomonEvent *gnomon_series_new_rest    (GnomonEvent *series, gint64 key);
GnomonEvent *gnomon_series_find_override (GnomonEvent *series, const char *recurrence_id,
                                          guint *index);
/* (transfer full): recurrence id → override, both the series': for whoever looks for many. */
GHashTable  *gnomon_series_index_overrides (GnomonEvent *series);

/* gnomon-series-rule.c: the rules are (transfer full) */
char    *gnomon_series_move_rule       (GnomonEvent *before, GnomonEvent *after);
char    *gnomon_series_cut_rule        (GnomonEvent *series, gint64 key);
char    *gnomon_series_rest_rule       (GnomonEvent *series, gint64 key);
gboolean gnomon_series_find_rule_start (GnomonEvent *series, gint64 *key);

G_END_DECLS
