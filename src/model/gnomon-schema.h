/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-db.h"

G_BEGIN_DECLS

/* Brings a database to this program's schema, step by step, each in one transaction with its
 * number. A file of a newer program is refused untouched. */
gboolean gnomon_schema_migrate (GnomonDb *db, GError **error);
int      gnomon_schema_get_version (void);

G_END_DECLS
