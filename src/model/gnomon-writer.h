/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gnomon-transaction.h"

/*
 * The writer thread: it runs the store's changes in order, each as one transaction on a
 * connection of its own, and pokes the other processes after each commit.
 */

G_BEGIN_DECLS

typedef struct _GnomonWriter GnomonWriter;
typedef struct _GnomonJob GnomonJob;

/* Answers the result, or NULL: with @error set the transaction is rolled back. */
typedef gpointer (*GnomonJobFunc) (GnomonTransaction *transaction, gpointer data, GError **error);

/* What a transaction takes over from the store when the job is made. */
typedef struct
{
  gint64 now;
  GTimeZone *viewer;
  char *viewer_name;
  char **own_addresses;
  int all_day_hour;
  char *actor;
  const char *operation;     /* static */
  gboolean is_light;         /* it need not survive a power cut */
} GnomonJobContext;

/* Called on the writer thread when the job is done, with what it answered. */
typedef void (*GnomonJobDoneFunc) (gpointer result, GError *error, gpointer user_data);

GnomonWriter *gnomon_writer_new  (const char *database);
void          gnomon_writer_free (GnomonWriter *self); /* finishes what is queued, then joins */

/* Takes over @context's members. @own_transactions: the job begins and commits by itself (an
 * import's chunks) on a connection and a thread of its own. */
void          gnomon_writer_push (GnomonWriter      *self,
                                  GnomonJobContext   context,
                                  gboolean           own_transactions,
                                  GnomonJobFunc      func,
                                  gpointer           data,
                                  GCancellable      *cancellable,
                                  GnomonJobDoneFunc  done,
                                  gpointer           user_data);

/* For jobs with transactions of their own: the log row, COMMIT and the poke. */
gboolean      gnomon_writer_commit (GnomonTransaction *transaction, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomonWriter, gnomon_writer_free)

G_END_DECLS
