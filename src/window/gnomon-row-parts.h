/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-describe.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * What the weeks of a month and the strip of whole days have in common: both are rows of days, with
 * events that lie over some of them, and a button where there are more.
 */

void gnomon_row_parts_allocate    (GtkWidget            *row,
                                   GtkWidget            *child,
                                   int                   start,
                                   int                   end,
                                   int                   y,
                                   int                   height,
                                   int                   width);
void gnomon_row_parts_update_more (GtkWidget            *row,
                                   GtkWidget           **button,
                                   guint                 n_more,
                                   gint64                day,
                                   const GnomonViewTime *time);

G_END_DECLS
