/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gnomon-error.h"
#include "gnomon-sink.h"
#include "gnomon-sql.h"

/*
 * One SQLite connection with its prepared statements: the store's only way to the file. A
 * connection belongs to one thread at a time. SQLite's codes do not leave gnomon-db.c: they
 * become GNOMON_ERROR.
 */

G_BEGIN_DECLS

typedef struct _GnomonDb GnomonDb;
typedef struct _GnomonStatement GnomonStatement;

typedef enum
{
  GNOMON_DB_READ_ONLY,
  GNOMON_DB_IMMUTABLE,  /* a file in a folder that cannot be written, read as it stands */
  GNOMON_DB_READ_WRITE, /* makes the file where there is none */
} GnomonDbMode;

typedef enum
{
  GNOMON_STEP_ERROR = -1,
  GNOMON_STEP_DONE = 0,
  GNOMON_STEP_ROW = 1,
} GnomonStep;

GnomonDb        *gnomon_db_open               (const char *path, GnomonDbMode mode, GError **error);
void             gnomon_db_close              (GnomonDb *self);

/* Transactions. Writes are BEGIN IMMEDIATE and nest by counting: an inner rollback dooms the
 * outer commit. A read holds one snapshot for several statements. */
gboolean         gnomon_db_begin              (GnomonDb *self, GError **error);
gboolean         gnomon_db_commit             (GnomonDb *self, GError **error);
void             gnomon_db_rollback           (GnomonDb *self);
gboolean         gnomon_db_begin_read         (GnomonDb *self, GError **error);
void             gnomon_db_end_read           (GnomonDb *self);

/* To others that wait to write, between two transactions of many (gnomon-db-turns.c). */
void             gnomon_db_give_way           (GnomonDb *self);

/* Whether many rows are about to be written, whose commits need not wait for the disk. */
gboolean         gnomon_db_set_bulk           (GnomonDb *self, gboolean bulk, GError **error);
/* new rows alone */
gboolean         gnomon_db_set_loading        (GnomonDb *self, gboolean loading, GError **error);
gboolean         gnomon_db_set_waits_for_disk (GnomonDb *self, gboolean waits, GError **error);

/* Runs fixed SQL of several statements: the schema. */
gboolean         gnomon_db_execute            (GnomonDb *self, const char *sql, GError **error);

int              gnomon_db_get_user_version   (GnomonDb *self);
gboolean         gnomon_db_set_user_version   (GnomonDb *self, int version, GError **error);
/* changes when another connection commits */
guint            gnomon_db_get_data_version   (GnomonDb *self);
gint64           gnomon_db_get_last_insert_id (GnomonDb *self);
int              gnomon_db_get_changed_rows   (GnomonDb *self);
void             gnomon_db_interrupt          (GnomonDb *self); /* from any thread */
void             gnomon_db_release_memory     (GnomonDb *self); /* pages kept for the next read */

/* A copy of it all, as a file without a name in @folder; -1 where it fails (gnomon-db-backup.c). */
int              gnomon_db_make_copy          (GnomonDb *self, const char *folder,
                                               GnomonProgressFunc progress, gpointer user_data,
                                               GCancellable *cancellable, GError **error);

/* A cached statement, lent until gnomon_statement_release() (g_autoptr does it). Where it cannot
 * be prepared, its first step answers the error. Parameters count from 1, columns from 0. */
GnomonStatement *gnomon_db_query              (GnomonDb *self, GnomonSql sql);
void             gnomon_statement_release     (GnomonStatement *self);
void             gnomon_statement_bind_int    (GnomonStatement *self, int parameter, gint64 value);
/* NULL binds NULL; copied */
void             gnomon_statement_bind_text   (GnomonStatement *self, int parameter,
                                               const char *value);
/* a text that stays until the release */
void             gnomon_statement_bind_borrowed (GnomonStatement *self, int parameter,
                                                 const char *value);
void             gnomon_statement_bind_null   (GnomonStatement *self, int parameter);
/* NULL binds NULL; copied */
void             gnomon_statement_bind_bytes  (GnomonStatement *self, int parameter, GBytes *value);
/* a bit for each number, for gnomon_is_among(); NULL: any; borrowed until the release */
void             gnomon_statement_bind_ids    (GnomonStatement *self, int parameter, GBytes *ids);
GnomonStep       gnomon_statement_step        (GnomonStatement *self, GError **error);
/* to its end; rows are passed over */
gboolean         gnomon_statement_run         (GnomonStatement *self, GError **error);
/* to its end; @ids takes the first column of each row */
gboolean         gnomon_statement_read_ids    (GnomonStatement *self, GArray *ids, GError **error);
/* a statement whose parameter is an id */
gboolean         gnomon_db_run_for            (GnomonDb *self, GnomonSql sql, gint64 id,
                                               GError **error);
/* to run it again; bindings stay */
void             gnomon_statement_reset       (GnomonStatement *self);
gint64           gnomon_statement_get_int     (GnomonStatement *self, int column);
/* valid until the next step; "" for NULL */
const char      *gnomon_statement_get_text    (GnomonStatement *self, int column);
/* (transfer full) (nullable) */
GBytes          *gnomon_statement_dup_bytes   (GnomonStatement *self, int column);
gboolean         gnomon_statement_is_null     (GnomonStatement *self, int column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomonDb, gnomon_db_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomonStatement, gnomon_statement_release)

G_END_DECLS
