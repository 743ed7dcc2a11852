/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-view.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_SEARCH_VIEW (gnomon_search_view_get_type ())

/*
 * What search finds, as it is typed. A GnomonView that stands over the one that was there: it is at
 * that one's day, and does not turn.
 */
G_DECLARE_FINAL_TYPE (GnomonSearchView, gnomon_search_view, GNOMON, SEARCH_VIEW, GtkWidget)

GtkWidget *gnomon_search_view_new        (void);
void       gnomon_search_view_set_text   (GnomonSearchView *self,
                                          const char       *text);
gboolean   gnomon_search_view_open_first (GnomonSearchView *self);

G_END_DECLS
