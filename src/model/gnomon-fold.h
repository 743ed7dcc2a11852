/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Text as a search compares it: whatever the case and the script.
 */

G_BEGIN_DECLS

char    *gnomon_fold          (const char *text) G_GNUC_WARN_UNUSED_RESULT;
gboolean gnomon_fold_contains (const char *folded_text, const char *folded_needle);

G_END_DECLS
