/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gnomon-store.h"

G_BEGIN_DECLS

/*
 * The question what of a series an edit of one of its occurrences is about. It asks nothing else:
 * whatever is done can be undone.
 */

/* What the user chose. It is not called where they thought better of it. */
typedef void (*GnomonScopeFunc) (GnomonScope scope,
                                 gpointer    user_data);

void gnomon_scope_dialog_ask (GtkWindow       *parent,
                              GnomonStore     *store,
                              GnomonEvent     *occurrence,
                              GnomonScope      least,
                              gboolean         deletes,
                              GnomonScopeFunc  callback,
                              gpointer         user_data,
                              GDestroyNotify   destroy);

G_END_DECLS
