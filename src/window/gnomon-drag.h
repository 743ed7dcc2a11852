/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gnomon-event-chip.h"
#include "gnomon-slots.h"
#include "gnomon-view.h"

G_BEGIN_DECLS

/* What the views have in common that let pointer and finger drag, hold and swipe. */

/* The pointer has to go so far before it drags, in pixels. */
#define GNOMON_DRAG_THRESHOLD 6

/* What a view does when something is dragged, held or swiped: handlers of the signals of gestures,
 * with the view in the place of the gesture. */
typedef struct
{
  GCallback begun;        /* (view, double x, double y) */
  GCallback updated;      /* (view, double dx, double dy) */
  GCallback ended;        /* (view, double dx, double dy) */
  GCallback cancelled;    /* (view) */
  GCallback held;         /* (view, double x, double y) */
  GCallback swiped;       /* (view, double velocity_x, double velocity_y) */
} GnomonDragHandlers;

GnomonSlot gnomon_drag_get_slot      (GnomonOccurrence *occurrence);
int        gnomon_drag_find_edge     (GnomonEventChip  *chip,
                                      GtkWidget        *view,
                                      double            x);
int        gnomon_drag_find_swipe    (GtkTextDirection  direction,
                                      double            dx,
                                      double            dy,
                                      double            velocity_x);
void       gnomon_drag_begin_swipe   (GtkGesture       *drag,
                                      double            dx,
                                      double            dy);
void       gnomon_drag_turn_by_swipe (GtkGesture       *drag,
                                      GnomonView       *view,
                                      double            velocity_x);
gboolean   gnomon_drag_has_stayed    (gboolean          there,
                                      gint64            now,
                                      gint64            long_enough,
                                      gint64           *since);
void       gnomon_drag_add_gestures  (GtkWidget                 *view,
                                      const GnomonDragHandlers  *handlers,
                                      GtkGesture               **drag,
                                      GtkGesture               **hold);

G_END_DECLS
