/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-fields.h"

/* What an editor changed. Needs no display. */

G_BEGIN_DECLS

GnomonFields *gnomon_edits_diff     (const GnomonFields *before,
                                     const GnomonFields *after);
gboolean      gnomon_edits_is_empty (const GnomonFields *edits);

G_END_DECLS
