/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* The functions of ours that the SQL in gnomon-sql.c uses. */
/* The type of the pointers that gnomon_statement_bind_ids() binds. */
#define GNOMON_DB_IDS "gnomon-ids"

void gnomon_db_add_functions (sqlite3 *handle);
/* gnomon_rows(): see gnomon-db-rows.h. */
void gnomon_db_add_rows      (sqlite3 *handle);

G_END_DECLS
