/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-agenda-item.h"

G_BEGIN_DECLS

/* Sets what stands around the entries of one day: @items from @first to @end, exclusive. */
void gnomon_agenda_frame_day (GPtrArray *items,
                              guint      first,
                              guint      end,
                              gboolean   is_today,
                              gint64     now);

G_END_DECLS
