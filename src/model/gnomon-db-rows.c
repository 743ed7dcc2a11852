/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-db-rows.h"

#include "gnomon-db-functions.h"
#include "gnomon-db-private.h"

/* The type of the pointers that gnomon_statement_bind_rows() binds. */
#define ROWS_TYPE "gnomon-rows"

/* Rows */

static GnomonRowValue *
add_value (GnomonRow *self)
{
  g_assert (self->n_values < GNOMON_ROW_MAX_VALUES);
  return &self->values[self->n_values++];
}

void
gnomon_row_add_int (GnomonRow *self,
                    gint64     value)
{
  *add_value (self) = (GnomonRowValue) { .number = value };
}

void
gnomon_row_add_text (GnomonRow  *self,
                     const char *value)
{
  *add_value (self) = (GnomonRowValue) { .text = value, .is_text = TRUE };
}

void
gnomon_row_take_text (GnomonRow *self,
                      char      *value)
{
  g_assert (self->n_taken < G_N_ELEMENTS (self->taken));
  self->taken[self->n_taken++] = value;
  gnomon_row_add_text (self, value);
}

void
gnomon_row_clear (GnomonRow *self)
{
  for (guint i = 0; i < self->n_taken; i++)
    g_free (self->taken[i]);
  self->n_taken = 0;
  self->n_values = 0;
}

/**
 * gnomon_statement_bind_row:
 * @self: a lent statement
 * @parameter: the parameter of the first value
 * @row: values, which have to stay until the release
 */
void
gnomon_statement_bind_row (GnomonStatement *self,
                           int              parameter,
                           const GnomonRow *row)
{
  for (guint i = 0; i < row->n_values; i++)
    {
      const GnomonRowValue *value = &row->values[i];

      if (value->is_text)
        gnomon_statement_bind_borrowed (self, parameter + (int) i, value->text);
      else
        gnomon_statement_bind_int (self, parameter + (int) i, value->number);
    }
}

/**
 * gnomon_statement_bind_rows:
 * @self: a lent statement
 * @parameter: the argument of gnomon_rows()
 * @rows: what it has, which has to stay until the release
 */
void
gnomon_statement_bind_rows (GnomonStatement *self,
                            int              parameter,
                            GnomonRows      *rows)
{
  if (self->handle != NULL
      && sqlite3_bind_pointer (self->handle, parameter, rows, ROWS_TYPE, NULL) != SQLITE_OK)
    g_warning ("No parameter %d in: %s", parameter, gnomon_sql_get_text (self->sql));
}

/* The table-valued function gnomon_rows() */

typedef struct
{
  sqlite3_vtab_cursor base;
  GnomonRows *rows;        /* NULL where the argument is none of ours: no row */
  guint index;
  GnomonRow row;
} Cursor;

static int
connect_cb (sqlite3             *handle,
            void                *user_data,
            int                  n_arguments,
            const char * const  *arguments,
            sqlite3_vtab       **table,
            char               **message)
{
  g_autoptr (GString) sql = g_string_new ("CREATE TABLE gnomon_rows (source HIDDEN");
  int code;

  for (guint i = 1; i <= GNOMON_ROW_MAX_VALUES; i++)
    g_string_append_printf (sql, ", v%u", i);
  g_string_append_c (sql, ')');
  code = sqlite3_declare_vtab (handle, sql->str);
  if (code == SQLITE_OK)
    *table = (sqlite3_vtab *) g_new0 (sqlite3_vtab, 1);
  return code;
}

static int
disconnect_cb (sqlite3_vtab *table)
{
  g_free (table);
  return SQLITE_OK;
}

/* Column 0 is the argument; without it there is nothing to read. */
static int
best_index_cb (sqlite3_vtab       *table,
               sqlite3_index_info *info)
{
  for (int i = 0; i < info->nConstraint; i++)
    if (info->aConstraint[i].iColumn == 0 && info->aConstraint[i].usable
        && info->aConstraint[i].op == SQLITE_INDEX_CONSTRAINT_EQ)
      {
        info->aConstraintUsage[i].argvIndex = 1;
        info->aConstraintUsage[i].omit = 1;
        info->estimatedCost = 1;
        return SQLITE_OK;
      }
  return SQLITE_CONSTRAINT;
}

static int
open_cb (sqlite3_vtab         *table,
         sqlite3_vtab_cursor **cursor)
{
  *cursor = (sqlite3_vtab_cursor *) g_new0 (Cursor, 1);
  return SQLITE_OK;
}

static int
close_cb (sqlite3_vtab_cursor *cursor)
{
  gnomon_row_clear (&((Cursor *) cursor)->row);
  g_free (cursor);
  return SQLITE_OK;
}

static void
fill_row (Cursor *self)
{
  gnomon_row_clear (&self->row);
  if (self->rows != NULL && self->index < self->rows->n_rows)
    self->rows->fill (&self->row, self->index, self->rows->user_data);
}

static int
filter_cb (sqlite3_vtab_cursor  *cursor,
           int                   index_number,
           const char           *index_name,
           int                   n_values,
           sqlite3_value       **values)
{
  Cursor *self = (Cursor *) cursor;

  self->rows = n_values > 0 ? sqlite3_value_pointer (values[0], ROWS_TYPE) : NULL;
  self->index = 0;
  fill_row (self);
  return SQLITE_OK;
}

static int
next_cb (sqlite3_vtab_cursor *cursor)
{
  Cursor *self = (Cursor *) cursor;

  self->index++;
  fill_row (self);
  return SQLITE_OK;
}

static int
eof_cb (sqlite3_vtab_cursor *cursor)
{
  Cursor *self = (Cursor *) cursor;

  return self->rows == NULL || self->index >= self->rows->n_rows;
}

static int
column_cb (sqlite3_vtab_cursor *cursor,
           sqlite3_context     *context,
           int                  column)
{
  const GnomonRow *row = &((Cursor *) cursor)->row;
  const GnomonRowValue *value;

  /* Column 0 is the argument; what was not added is NULL. */
  if (column < 1 || (guint) column > row->n_values)
    return SQLITE_OK;

  value = &row->values[column - 1];
  if (value->is_text)
    sqlite3_result_text (context, value->text, -1, SQLITE_STATIC);
  else
    sqlite3_result_int64 (context, value->number);
  return SQLITE_OK;
}

static int
rowid_cb (sqlite3_vtab_cursor *cursor,
          sqlite3_int64       *rowid)
{
  *rowid = ((Cursor *) cursor)->index;
  return SQLITE_OK;
}

void
gnomon_db_add_rows (sqlite3 *handle)
{
  static const sqlite3_module module = {
    .xConnect = connect_cb,
    .xBestIndex = best_index_cb,
    .xDisconnect = disconnect_cb,
    .xOpen = open_cb,
    .xClose = close_cb,
    .xFilter = filter_cb,
    .xNext = next_cb,
    .xEof = eof_cb,
    .xColumn = column_cb,
    .xRowid = rowid_cb,
  };

  sqlite3_create_module (handle, "gnomon_rows", &module, NULL);
}
