/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gnomon-store.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_EXCEPTIONS_ROW (gnomon_exceptions_row_get_type ())

/*
 * A row that opens to the exceptions of a series: what was left out, or changed by itself. Each can
 * be brought back to what the rule says.
 *
 * Signals:
 *  - "changed": one shall be brought back.
 */
G_DECLARE_FINAL_TYPE (GnomonExceptionsRow, gnomon_exceptions_row, GNOMON, EXCEPTIONS_ROW,
                      AdwExpanderRow)

void       gnomon_exceptions_row_load            (GnomonExceptionsRow *self,
                                                  GnomonEvent         *series,
                                                  gint64               today);
GPtrArray *gnomon_exceptions_row_list_operations (GnomonExceptionsRow *self);

G_END_DECLS
