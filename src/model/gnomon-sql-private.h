/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-sql.h"

/*
 * What the files with the text of the SQL share.
 */

G_BEGIN_DECLS

/* Rows of an import that is not finished, or that died, are not there for readers, nor are those of
 * a calendar that goes or comes back. Mostly there is neither. */
#define IN_LIVE_BATCH(table) table "batch_id NOT IN (SELECT id FROM batch WHERE live = 0)"
#define LIVE(table) \
  "(NOT EXISTS (SELECT 1 FROM batch WHERE live = 0)" \
  " OR (" IN_LIVE_BATCH (table) \
  " AND " table "calendar_id NOT IN (SELECT calendar_id FROM batch WHERE live = 0)))"

/* By number, NULL for what stands in gnomon-sql.c. */
extern const char * const gnomon_sql_reminder_texts[GNOMON_N_SQL];

G_END_DECLS
