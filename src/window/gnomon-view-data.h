/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gnomon-occurrence-list.h"

G_BEGIN_DECLS

/*
 * What a view of days shows: the events of a range, and the names of their calendars. It says when
 * they are others, once before the next frame is laid out.
 */
typedef struct _GnomonViewData GnomonViewData;

typedef void (*GnomonViewDataFunc) (GtkWidget *view);

GnomonViewData       *gnomon_view_data_new       (GtkWidget          *view,
                                                  GnomonStore        *store,
                                                  GnomonViewDataFunc  changed);
void                  gnomon_view_data_free      (GnomonViewData     *self);
GnomonOccurrenceList *gnomon_view_data_get_list  (GnomonViewData     *self);
GHashTable           *gnomon_view_data_get_calendar_names (GnomonViewData *self);
void                  gnomon_view_data_set_days  (GnomonViewData     *self,
                                                  gint64              first_day,
                                                  gint64              end_day);
void                  gnomon_view_data_forget    (GnomonViewData     *self);

G_END_DECLS
