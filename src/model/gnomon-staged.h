/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-arrivals.h"
#include "gnomon-history.h"

/*
 * Staged events: what a change of very many known events still owes. What they become is put down
 * in short transactions first, under a batch that is not live; one small transaction makes the
 * change, and from there on it is made, whatever happens: the events are written in short
 * transactions again, by whoever staged them or, where that process died, by the next that opens
 * the store. So nobody waits long, and a reader can see some of them written before others.
 *
 * An event that somebody else changes between is his: it is left as he made it.
 */

G_BEGIN_DECLS

/* Takes those of @arrivals (element-type GnomonArrival) that could be staged out of the list: all
 * whose event is still there. */
gboolean gnomon_staged_add_arrivals (GnomonTransaction *transaction, gint64 batch_id,
                                     GPtrArray *arrivals, GError **error);
/* One, within a transaction. */
gboolean gnomon_staged_add_arrival  (GnomonDb *db, gint64 batch_id, const GnomonArrival *arrival,
                                     gboolean *is_staged, GError **error);
/* The events that a change altered, as they shall be when it is undone or redone. */
gboolean gnomon_staged_add_history  (GnomonTransaction *transaction, gint64 batch_id,
                                     gint64 change_id, GError **error);

/* CONFLICT where one of the staged events has changed since it was staged, or since the change. */
gboolean gnomon_staged_check        (GnomonTransaction *transaction, gint64 batch_id,
                                     gint64 change_id, GError **error);
/* Part of the transaction that makes the change. */
gboolean gnomon_staged_owe          (GnomonDb *db, gint64 batch_id, gint64 change_id,
                                     GError **error);

/* The change that a live batch owes events of; 0: none. */
gint64   gnomon_staged_get_change   (GnomonDb *db, gint64 batch_id);
/* Writes what is owed, and forgets the batch where it has nothing else; the events that were
 * written are added to @n_written. */
gboolean gnomon_staged_write        (GnomonTransaction *transaction, gint64 batch_id,
                                     guint *n_written, GError **error);

G_END_DECLS
