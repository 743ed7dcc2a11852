/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gnomon-describe.h"
#include "gnomon-occurrence.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_EVENT_CHIP (gnomon_event_chip_get_type ())

/*
 * An event in a view. It draws its text by itself, because a month has more than a hundred of them.
 *
 * Actions: "chip.open" emits "opened", for Enter, Space and assistive technologies. Clicks are the
 * view's, which finds the chip under the pointer.
 *
 * Signals:
 *  - "opened" ()
 */
G_DECLARE_FINAL_TYPE (GnomonEventChip, gnomon_event_chip, GNOMON, EVENT_CHIP, GtkWidget)

typedef enum
{
  GNOMON_CHIP_LINE,       /* of a month: a small bar, the title, the start */
  GNOMON_CHIP_BAR,        /* over days: filled, with the title */
  GNOMON_CHIP_BLOCK,      /* over hours: filled, as large as its time, with what has room in it */
} GnomonChipForm;

GtkWidget        *gnomon_event_chip_new            (void);
GnomonOccurrence *gnomon_event_chip_get_occurrence (GnomonEventChip      *self);
void              gnomon_event_chip_set_occurrence (GnomonEventChip      *self,
                                                    GnomonOccurrence     *occurrence,
                                                    GnomonChipForm        form,
                                                    const char           *calendar_name,
                                                    const GnomonViewTime *time);
void              gnomon_event_chip_set_continues  (GnomonEventChip      *self,
                                                    gboolean              before,
                                                    gboolean              after);
GtkWidget        *gnomon_event_chip_new_ghost      (void);
void              gnomon_event_chip_set_ghost      (GnomonEventChip      *self,
                                                    const char           *title,
                                                    const char           *color,
                                                    GnomonChipForm        form,
                                                    gboolean              lifted);
void              gnomon_event_chip_set_times      (GnomonEventChip      *self,
                                                    gint64                start_wall,
                                                    gint64                end_wall,
                                                    GnomonHours           hours);
void              gnomon_event_chip_set_own_width  (GnomonEventChip      *self,
                                                    int                   own_width,
                                                    gboolean              covered);
void              gnomon_event_chip_set_cut        (GnomonEventChip      *self,
                                                    gboolean              above,
                                                    gboolean              below);
void              gnomon_event_chip_set_shift      (GnomonEventChip      *self,
                                                    const graphene_point_t *shift);
void              gnomon_event_chip_get_shift      (GnomonEventChip      *self,
                                                    graphene_point_t     *shift);
gboolean          gnomon_event_chip_get_selected   (GnomonEventChip      *self);
void              gnomon_event_chip_set_selected   (GnomonEventChip      *self,
                                                    gboolean              selected);

G_END_DECLS
