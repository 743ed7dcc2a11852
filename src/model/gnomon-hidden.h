/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-change.h"
#include "gnomon-transaction.h"

/*
 * Calendars with very many events that go or come back. While a batch holds such a calendar, its
 * events are not there for readers, whatever their rows say.
 */

G_BEGIN_DECLS

/* Whether the calendar has so many events that they do not go in one transaction with it. */
gboolean gnomon_hidden_is_large        (GnomonTransaction *transaction, gint64 calendar_id);
/* Hides its events by a batch that is new, in the transaction that deletes it: they go after that.
 * BUSY where they are hidden already. */
gboolean gnomon_hidden_insert          (GnomonTransaction *transaction, gint64 calendar_id,
                                        gint64 *batch_id, GError **error);
/* The change that the calendar was deleted by. */
gboolean gnomon_hidden_set_change      (GnomonDb *db, gint64 batch_id, gint64 change_id,
                                        GError **error);
/* The log's row of the transaction, with all events of the calendar, as deleted; or with those that
 * @change_id has deleted, which are back. */
gboolean gnomon_hidden_log_gone        (GnomonTransaction *transaction, gint64 calendar_id,
                                        guint *n_events, GError **error);
gboolean gnomon_hidden_log_back        (GnomonTransaction *transaction, gint64 change_id,
                                        GError **error);
void     gnomon_hidden_set_busy        (GError **error);

/* Whether it is a batch of this kind. */
gboolean gnomon_hidden_is              (GnomonDb *db, gint64 batch_id);
/* Lays the events of a hidden calendar into the trash, in transactions of their own, and ends the
 * batch. Nothing where another process has ended it. */
gboolean gnomon_hidden_settle          (GnomonTransaction *transaction, gint64 batch_id,
                                        GError **error);
/* The same; where it fails, it is left to the next start, import or undo. */
void     gnomon_hidden_settle_or_warn  (GnomonTransaction *transaction, gint64 batch_id);
/* The batch that hides a calendar; 0: none. */
gint64   gnomon_hidden_find_batch      (GnomonDb *db, gint64 calendar_id);

/* ---- gnomon-hidden-turn.c ---- */

/* Whether turning the change makes such a calendar go or come back, or it is still about it. */
gboolean gnomon_hidden_is_turned       (GnomonDb *db, GnomonChange *change);
/* Takes it back or does it again, apart. */
gboolean gnomon_hidden_turn            (GnomonTransaction *transaction, GnomonChange *change,
                                        GError **error);

G_END_DECLS
