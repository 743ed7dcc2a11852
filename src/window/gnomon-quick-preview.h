/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gnomon-parse-text.h"
#include "gnomon-store.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_QUICK_PREVIEW (gnomon_quick_preview_get_type ())

/* What a phrase would make: the event in words, and what it would overlap. */
G_DECLARE_FINAL_TYPE (GnomonQuickPreview, gnomon_quick_preview, GNOMON, QUICK_PREVIEW, GtkWidget)

void  gnomon_quick_preview_set_event    (GnomonQuickPreview     *self,
                                         GnomonStore            *store,
                                         GnomonEvent            *event,
                                         const GnomonParsedText *parsed,
                                         const char             *text,
                                         GPtrArray              *conflicts);
char *gnomon_quick_preview_dup_sentence (GnomonQuickPreview     *self);

G_END_DECLS
