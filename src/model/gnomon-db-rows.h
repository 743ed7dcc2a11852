/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-db.h"

/*
 * Many rows for one statement: it reads them from `gnomon_rows (?1)` as the columns v1, v2 and so
 * on. To insert many rows so costs half of what it costs to run a statement for each.
 */

G_BEGIN_DECLS

#define GNOMON_ROW_MAX_VALUES 32

typedef struct
{
  const char *text;
  gint64 number;
  gboolean is_text;
} GnomonRowValue;

/* The values of a row, in the order in which they were added. */
typedef struct
{
  GnomonRowValue values[GNOMON_ROW_MAX_VALUES];
  guint n_values;
  char *taken[2];
  guint n_taken;
} GnomonRow;

/* Adds the values of the row of that number, out of memory alone. */
typedef void (* GnomonRowFunc) (GnomonRow *row, guint index, gpointer user_data);

typedef struct
{
  guint n_rows;
  GnomonRowFunc fill;
  gpointer user_data;
} GnomonRows;

void gnomon_row_add_int  (GnomonRow *self, gint64 value);
/* Borrowed as long as the row is used; NULL adds NULL. */
void gnomon_row_add_text (GnomonRow *self, const char *value);
void gnomon_row_take_text (GnomonRow *self, char *value);      /* (transfer full) */
void gnomon_row_clear    (GnomonRow *self);

/* All values of a row, from that parameter on; they are borrowed until the release. */
void gnomon_statement_bind_row  (GnomonStatement *self, int parameter, const GnomonRow *row);
/* The rows for gnomon_rows(); borrowed until the release. */
void gnomon_statement_bind_rows (GnomonStatement *self, int parameter, GnomonRows *rows);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GnomonRow, gnomon_row_clear)

G_END_DECLS
