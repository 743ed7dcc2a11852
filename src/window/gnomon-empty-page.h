/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GNOMON_TYPE_EMPTY_PAGE (gnomon_empty_page_get_type ())

/* The first run: what to do with a calendar that has no events. Its buttons are actions of the
 * window. */
G_DECLARE_FINAL_TYPE (GnomonEmptyPage, gnomon_empty_page, GNOMON, EMPTY_PAGE, AdwBin)

GtkWidget *gnomon_empty_page_new (void);

G_END_DECLS
