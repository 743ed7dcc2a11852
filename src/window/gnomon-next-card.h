/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gnomon-describe.h"
#include "gnomon-store.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_NEXT_CARD (gnomon_next_card_get_type ())

/* What runs now, or comes next, with a button to join a call. Hides where nothing does. */
G_DECLARE_FINAL_TYPE (GnomonNextCard, gnomon_next_card, GNOMON, NEXT_CARD, GtkWidget)

void gnomon_next_card_set_store (GnomonNextCard       *self,
                                 GnomonStore          *store);
void gnomon_next_card_set_time  (GnomonNextCard       *self,
                                 const GnomonViewTime *time);

G_END_DECLS
