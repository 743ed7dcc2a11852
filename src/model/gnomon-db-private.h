/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "gnomon-db.h"

G_BEGIN_DECLS

/* A writer copies the log into the database once it has so many pages: 4 MiB. */
#define GNOMON_CHECKPOINT_PAGES 500

typedef struct _GnomonCheckpoints GnomonCheckpoints;

/* A lent statement: `handle` is NULL until its SQL was prepared once. */
struct _GnomonStatement
{
  GnomonDb *db;
  sqlite3_stmt *handle;
  GnomonSql sql;
  gboolean lent;
};

struct _GnomonDb
{
  sqlite3 *handle;
  GnomonStatement statements[GNOMON_N_SQL];
  guint depth;              /* nested write transactions */
  gboolean doomed;          /* an inner one was rolled back */
  gboolean reading;
  gint64 busy_since;        /* monotonic, microseconds */
  GnomonCheckpoints *checkpoints; /* while it writes in bulk */
  int turns;                /* descriptor of FILE-poke; -1 until it is needed */
  gboolean begins;          /* BEGIN is under way */
  gboolean says_waiting;
};

/* SQLite's code as an error of ours. */
void gnomon_db_set_error (GnomonDb *self, int code, GError **error);

/* While it waits for the write lock (gnomon-db-turns.c). */
void gnomon_db_say_waiting (GnomonDb *self);
void gnomon_db_end_waiting (GnomonDb *self);

/* To others: that the log is copied by a thread of this one; from others (gnomon-db-turns.c). */
void gnomon_db_say_copying (GnomonDb *self, gboolean copying);
gboolean gnomon_db_is_copied_by_other (GnomonDb *self);

/* Checkpoints, on a thread of their own until they are freed (gnomon-db-checkpoints.c). */
void               gnomon_db_copy_after_commits    (GnomonDb *self);
GnomonCheckpoints *gnomon_checkpoints_new          (GnomonDb *writer);
void               gnomon_checkpoints_free         (GnomonCheckpoints *self);
gboolean           gnomon_checkpoints_want_new_log (GnomonCheckpoints *self);
void               gnomon_checkpoints_end_log      (GnomonCheckpoints *self);

G_END_DECLS
