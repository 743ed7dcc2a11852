/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-fields.h"

/*
 * Loose values one by one; gnomon_fields_new_from_variant() takes whole dictionaries.
 */

G_BEGIN_DECLS

gboolean gnomon_fields_read_number (GnomonKind   kind,
                                    int          index,
                                    GVariant    *boxed,
                                    gint64      *number,
                                    GError     **error);

G_END_DECLS
