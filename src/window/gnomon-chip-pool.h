/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-event-chip.h"

G_BEGIN_DECLS

/*
 * The chips of a widget that shows events. Each event keeps its chip when others change, so that
 * neither the focus nor a popover that points at it is lost; chips of events that are gone serve
 * others.
 */
typedef struct _GnomonChipPool GnomonChipPool;

/* Called when the chip that has the focus is about to go: put the focus elsewhere. */
typedef void (*GnomonChipFocusFunc) (GtkWidget        *parent,
                                     GnomonOccurrence *gone);

GnomonChipPool *gnomon_chip_pool_new             (GtkWidget           *parent,
                                                  GnomonChipFocusFunc  focus_func);
void            gnomon_chip_pool_free            (GnomonChipPool      *self);
guint           gnomon_chip_pool_get_n           (GnomonChipPool      *self);
GtkWidget      *gnomon_chip_pool_get             (GnomonChipPool      *self,
                                                  guint                index);
gboolean        gnomon_chip_pool_find            (GnomonChipPool      *self,
                                                  GtkWidget           *chip,
                                                  guint               *index);
void            gnomon_chip_pool_assign          (GnomonChipPool      *self,
                                                  GPtrArray           *occurrences,
                                                  GtkWidget           *after);
void            gnomon_chip_pool_trim            (GnomonChipPool      *self);
void            gnomon_chip_pool_collect         (GnomonChipPool      *self,
                                                  GPtrArray           *chips);
void            gnomon_chip_pool_set_left_behind (GnomonChipPool      *self,
                                                  GnomonOccurrence    *occurrence);
void            gnomon_chip_pool_snapshot        (GnomonChipPool      *self,
                                                  GtkSnapshot         *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomonChipPool, gnomon_chip_pool_free)

G_END_DECLS
