/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-db.h"

/*
 * Search by the trigram index of the folded texts (the table event_text). It only narrows: whether
 * a text has the needle is always judged by gnomon_fold_contains().
 */

G_BEGIN_DECLS

gboolean gnomon_search_find_candidates (GnomonDb *db, const char *needle, GArray **candidates,
                                        GError **error);
gboolean gnomon_search_narrow          (GnomonDb *db, const char *needle, guint n_wanted,
                                        GArray *candidates, GError **error);
GBytes  *gnomon_search_make_set        (const GArray *candidates);
gboolean gnomon_search_is_rare         (GnomonDb *db, guint n_candidates, guint n_wanted);

G_END_DECLS
