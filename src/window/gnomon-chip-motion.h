/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-event-chip.h"

G_BEGIN_DECLS

/*
 * The way of a chip to its new place, after its event was moved, by the user or by undoing. A view
 * notes where its chips are before it changes, and starts the motion when they are laid out anew.
 */
typedef struct _GnomonChipMotion GnomonChipMotion;

GnomonChipMotion *gnomon_chip_motion_new   (GtkWidget        *view);
void              gnomon_chip_motion_free  (GnomonChipMotion *self);
void              gnomon_chip_motion_note  (GnomonChipMotion *self,
                                            GPtrArray        *chips);
gboolean          gnomon_chip_motion_is_noted (GnomonChipMotion *self);
void              gnomon_chip_motion_start (GnomonChipMotion *self,
                                            GPtrArray        *chips);

G_END_DECLS
