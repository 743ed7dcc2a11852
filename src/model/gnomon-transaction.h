/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-db.h"
#include "gnomon-store.h"

/*
 * A transaction of the store: what the functions behind the operations work on. Whoever changes
 * an event notes it; at the end one row of the change log tells all that was noted.
 */

G_BEGIN_DECLS

typedef struct
{
  GnomonDb *db;
  gint64 now;                /* Unix seconds: one instant for the whole operation */
  GTimeZone *viewer;
  const char *viewer_name;
  const char * const *own_addresses;
  int all_day_hour;          /* from which the lead of a reminder of whole days is counted */
  const char *actor;
  const char *operation;     /* the kind of change, as in "create-event" */

  GArray *changed;           /* gint64 */
  GArray *deleted;           /* gint64 */
  GnomonChangeFlags flags;
  gint64 batch_id;           /* of an import: its events stand for the list; 0 else */
  gboolean apart;            /* it is not under way: who runs begins and commits by himself */
  gboolean goes_apart;       /* out: it has to be run so, again from the start */
  gboolean goes_on;          /* out: it is made, and has to be run so for what is left of it */
  gboolean is_group;         /* one of several that are one change */
  gint64 hidden_calendar_id; /* a deleted calendar whose events come back before it does; 0: none */
  GCancellable *cancellable; /* (nullable): for those that take long to look at */
  guint64 change_id;         /* of the log's row, once it is written */
  GPtrArray *history;        /* GnomonHistoryItem; NULL where the change cannot be undone */
  char *title;               /* of what the change is about, for the history */
  gint64 next_ledger_id;     /* of those that gnomon_ledger_reserve_ids() took */
  guint n_ledger_ids;        /* so many of them are left */
} GnomonTransaction;

/* The ids of events that this transaction changed or deleted. */
void     gnomon_transaction_note_event   (GnomonTransaction *self, gint64 event_id);
void     gnomon_transaction_note_deleted (GnomonTransaction *self, gint64 event_id);
void     gnomon_transaction_note         (GnomonTransaction *self, GnomonChangeFlags flags);

/* Writes the row of the change log and its history; nothing where nothing was noted, or when it
 * was written already. */
gboolean gnomon_transaction_log          (GnomonTransaction *self, GError **error);

/* The log's side of reading (gnomon-changes.c). Arrays of gint64, each id in one of them. */
guint64  gnomon_changes_get_last         (GnomonDb *db);
/* Whether the log still has all that came after @since. */
gboolean gnomon_changes_reach            (GnomonDb *db, guint64 since);
gboolean gnomon_changes_list             (GnomonDb *db, guint64 since, guint64 *last,
                                          GArray *changed, GArray *deleted,
                                          GnomonChangeFlags *flags, GError **error);
/* Every event there is, as if all had just come: for those whom the log does not reach. */
gboolean gnomon_changes_list_all         (GnomonDb *db, guint64 *last, GArray *changed,
                                          GnomonChangeFlags *flags, GError **error);

G_END_DECLS
