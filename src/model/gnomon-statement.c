/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-db-functions.h"
#include "gnomon-db-private.h"

/*
 * Prepared statements: lent by the connection, bound, stepped and given back.
 */

/**
 * gnomon_db_query:
 * @self: a connection
 * @sql: which statement
 *
 * Lends a prepared statement. It is prepared at its first use and kept; lending it twice at a
 * time is a bug.
 *
 * Returns: (transfer none): the statement, to be given back with gnomon_statement_release()
 */
GnomonStatement *
gnomon_db_query (GnomonDb  *self,
                 GnomonSql  sql)
{
  GnomonStatement *statement = &self->statements[sql];
  const char *text = gnomon_sql_get_text (sql);
  const char *tail = NULL;

  g_assert (!statement->lent);
  statement->lent = TRUE;

  if (statement->handle == NULL
      && sqlite3_prepare_v3 (self->handle, text, -1, SQLITE_PREPARE_PERSISTENT,
                             &statement->handle, &tail) == SQLITE_OK)
    g_assert (tail == NULL || *tail == '\0'); /* surplus text would be passed over in silence */

  return statement;
}

/**
 * gnomon_statement_release:
 * @self: (nullable): a lent statement
 *
 * Gives it back: it is reset at once, because an open read pins the WAL.
 */
void
gnomon_statement_release (GnomonStatement *self)
{
  if (self == NULL)
    return;
  if (self->handle != NULL)
    {
      sqlite3_reset (self->handle);
      sqlite3_clear_bindings (self->handle);
    }
  self->lent = FALSE;
}

void
gnomon_statement_bind_int (GnomonStatement *self,
                           int              parameter,
                           gint64           value)
{
  if (self->handle != NULL && sqlite3_bind_int64 (self->handle, parameter, value) != SQLITE_OK)
    g_warning ("No parameter %d in: %s", parameter, gnomon_sql_get_text (self->sql));
}

void
gnomon_statement_bind_text (GnomonStatement *self,
                            int              parameter,
                            const char      *value)
{
  if (self->handle != NULL
      && sqlite3_bind_text (self->handle, parameter, value, -1, SQLITE_TRANSIENT) != SQLITE_OK)
    g_warning ("No parameter %d in: %s", parameter, gnomon_sql_get_text (self->sql));
}

void
gnomon_statement_bind_borrowed (GnomonStatement *self,
                                int              parameter,
                                const char      *value)
{
  if (self->handle != NULL
      && sqlite3_bind_text (self->handle, parameter, value, -1, SQLITE_STATIC) != SQLITE_OK)
    g_warning ("No parameter %d in: %s", parameter, gnomon_sql_get_text (self->sql));
}

void
gnomon_statement_bind_null (GnomonStatement *self,
                            int              parameter)
{
  if (self->handle != NULL)
    sqlite3_bind_null (self->handle, parameter);
}

void
gnomon_statement_bind_bytes (GnomonStatement *self,
                             int              parameter,
                             GBytes          *value)
{
  gsize length;
  const void *data;

  if (self->handle == NULL || value == NULL)
    return;
  data = g_bytes_get_data (value, &length);
  if (sqlite3_bind_blob64 (self->handle, parameter, data, length, SQLITE_TRANSIENT) != SQLITE_OK)
    g_warning ("No parameter %d in: %s", parameter, gnomon_sql_get_text (self->sql));
}

void
gnomon_statement_bind_ids (GnomonStatement *self,
                           int              parameter,
                           GBytes          *ids)
{
  if (self->handle != NULL
      && sqlite3_bind_pointer (self->handle, parameter, ids, GNOMON_DB_IDS, NULL) != SQLITE_OK)
    g_warning ("No parameter %d in: %s", parameter, gnomon_sql_get_text (self->sql));
}

/**
 * gnomon_statement_step:
 * @self: a lent statement
 * @error: return location
 *
 * Returns: %GNOMON_STEP_ROW with a row, %GNOMON_STEP_DONE after the last one, or
 *   %GNOMON_STEP_ERROR with @error set
 */
GnomonStep
gnomon_statement_step (GnomonStatement  *self,
                       GError          **error)
{
  int code;

  if (self->handle == NULL)
    {
      gnomon_db_set_error (self->db, sqlite3_errcode (self->db->handle), error);
      return GNOMON_STEP_ERROR;
    }

  code = sqlite3_step (self->handle);
  if (code == SQLITE_ROW)
    return GNOMON_STEP_ROW;
  if (code == SQLITE_DONE)
    return GNOMON_STEP_DONE;
  gnomon_db_set_error (self->db, code, error);
  return GNOMON_STEP_ERROR;
}

/**
 * gnomon_statement_run:
 * @self: a lent statement
 * @error: return location
 *
 * Returns: %TRUE when it ran to its end
 */
gboolean
gnomon_statement_run (GnomonStatement  *self,
                      GError          **error)
{
  GnomonStep step;

  while ((step = gnomon_statement_step (self, error)) == GNOMON_STEP_ROW)
    ;
  return step == GNOMON_STEP_DONE;
}

/**
 * gnomon_statement_read_ids:
 * @self: a lent statement
 * @ids: (element-type gint64): takes the first column of each row
 * @error: return location
 *
 * Returns: %TRUE when it ran to its end
 */
gboolean
gnomon_statement_read_ids (GnomonStatement  *self,
                           GArray           *ids,
                           GError          **error)
{
  GnomonStep step;

  while ((step = gnomon_statement_step (self, error)) == GNOMON_STEP_ROW)
    {
      gint64 id = gnomon_statement_get_int (self, 0);

      g_array_append_val (ids, id);
    }
  return step == GNOMON_STEP_DONE;
}

/**
 * gnomon_db_run_for:
 * @self: a connection
 * @sql: a statement with one parameter
 * @id: which row it is about
 * @error: return location
 *
 * Returns: %TRUE when it ran to its end
 */
gboolean
gnomon_db_run_for (GnomonDb   *self,
                   GnomonSql   sql,
                   gint64      id,
                   GError    **error)
{
  g_autoptr (GnomonStatement) statement = gnomon_db_query (self, sql);

  gnomon_statement_bind_int (statement, 1, id);
  return gnomon_statement_run (statement, error);
}

void
gnomon_statement_reset (GnomonStatement *self)
{
  if (self->handle != NULL)
    sqlite3_reset (self->handle);
}

gint64
gnomon_statement_get_int (GnomonStatement *self,
                          int              column)
{
  return sqlite3_column_int64 (self->handle, column);
}

const char *
gnomon_statement_get_text (GnomonStatement *self,
                           int              column)
{
  const char *text = (const char *) sqlite3_column_text (self->handle, column);

  return text != NULL ? text : "";
}

GBytes *
gnomon_statement_dup_bytes (GnomonStatement *self,
                            int              column)
{
  const void *data = sqlite3_column_blob (self->handle, column);

  if (data == NULL)
    return NULL;
  return g_bytes_new (data, (gsize) sqlite3_column_bytes (self->handle, column));
}

gboolean
gnomon_statement_is_null (GnomonStatement *self,
                          int              column)
{
  return sqlite3_column_type (self->handle, column) == SQLITE_NULL;
}
