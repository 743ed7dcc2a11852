/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gnomon-store.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_IMPORT_DIALOG (gnomon_import_dialog_get_type ())

/*
 * What a calendar file holds, or an address on the web, before it comes in: the user chooses where
 * to. Its signal "told" (a sentence, and the change that can be undone or 0) says what was done.
 */
G_DECLARE_FINAL_TYPE (GnomonImportDialog, gnomon_import_dialog, GNOMON, IMPORT_DIALOG, AdwWindow)

/* @source: a file, or an address that gnomon_subscription_check_url() lets pass */
GtkWidget *gnomon_import_dialog_new (GtkWindow   *parent,
                                     GnomonStore *store,
                                     GFile       *source);

G_END_DECLS
