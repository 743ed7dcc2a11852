/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * The turn from one period to another: what was there slides out and fades, what comes slides in.
 * A view starts it before it changes what it shows, and draws through it.
 */
typedef struct _GnomonSlide GnomonSlide;

/* Draws what the view shows. */
typedef void (*GnomonSlideFunc) (GtkWidget   *widget,
                                 GtkSnapshot *snapshot);

GnomonSlide *gnomon_slide_new      (GtkWidget       *widget,
                                    GnomonSlideFunc  draw);
void         gnomon_slide_free     (GnomonSlide     *self);
void         gnomon_slide_start    (GnomonSlide     *self,
                                    gboolean         onward);
void         gnomon_slide_snapshot (GnomonSlide     *self,
                                    GtkSnapshot     *snapshot,
                                    int              still);

G_END_DECLS
