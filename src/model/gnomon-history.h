/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-change.h"
#include "gnomon-transaction.h"

/*
 * The history: one stack of changes for the database, whoever made them and however often the
 * programs were started since. It is kept by what was before; an undo goes through the store as
 * a change of its own, and only where nobody else has changed the same event meanwhile.
 */

G_BEGIN_DECLS

typedef struct
{
  gboolean is_calendar;
  gint64 id;
  gint64 revision;           /* that it has after the change */
  gboolean was_live;
  GBytes *image;             /* before the change; NULL where the row tells (created, deleted) */
  GBytes *current;           /* while a calendar is turned: what it is before any of them is */
  gboolean is_live;
  GnomonEvent *target;       /* until an event is turned: what it becomes; NULL: as its row is */
  char *folded;              /* its text, as the index has it */
  gboolean has_new_text;     /* which has to be added to the index */
} GnomonHistoryItem;

void     gnomon_history_item_free     (GnomonHistoryItem *self);

/* Notes what a change does; the first @title is that of the whole change. No effect while an undo
 * runs. */
void     gnomon_history_note_event    (GnomonTransaction *transaction, gint64 id, gint64 revision,
                                       gboolean was_live, GnomonEvent *before, const char *title);
void     gnomon_history_note_calendar (GnomonTransaction *transaction, gint64 id, gint64 revision,
                                       gboolean was_live, GnomonCalendar *before,
                                       const char *title);

/* How long what was deleted can be had back, and the log reaches back. */
#define GNOMON_TRASH_SECONDS (30 * G_GINT64_CONSTANT (86400))

/* Of calendars: look at all of them before the first is turned. */
gboolean gnomon_history_look_at_calendar (GnomonDb *db, GnomonHistoryItem *item, GError **error);
gboolean gnomon_history_turn_calendar (GnomonTransaction *transaction, GnomonHistoryItem *item,
                                       GError **error);

gboolean gnomon_history_write_item    (GnomonDb *db, guint64 change_id,
                                       const GnomonHistoryItem *item, GError **error);
/* (transfer full) (nullable) */
GnomonChange *gnomon_history_find     (GnomonDb *db, GnomonSql sql, gint64 change_id);

/* Takes back or does again what @change did, but for the events where it runs apart: these are
 * turned by gnomon_history_turn_batch(). */
gboolean gnomon_history_turn          (GnomonTransaction *transaction, GnomonChange *change,
                                       GError **error);

/* Turns the events of @items (GnomonHistoryItem), none of which was changed since. The history of
 * @change_id then tells the way back; 0: it is forgotten. @redone: they are not undone. */
gboolean gnomon_history_turn_events   (GnomonTransaction *transaction, guint64 change_id,
                                       gboolean redone, GPtrArray *items, GError **error);

/* Writes @event, whose row is there as @current, as it shall be: alive. It is not noted. */
gboolean gnomon_history_revive        (GnomonTransaction *transaction, GnomonEvent *current,
                                       GnomonEvent *event, gint64 batch_id, GError **error);
/* The same, noted. */
gboolean gnomon_history_bring_back    (GnomonTransaction *transaction, GnomonEvent *current,
                                       GnomonEvent *event, GError **error);
/* CONFLICT with the first titles and actors that @changed finds; its @limit is yet to be bound. */
gboolean gnomon_history_check_none_changed (GnomonStatement *changed, int limit, GError **error);
/* Who changed an event, in a sentence. */
const char *gnomon_history_name_actor (const char *actor);

/* gnomon-history-batch.c: the same for a change that brought very many events, apart. */
gboolean gnomon_history_is_large      (GnomonDb *db, GnomonChange *change);
gboolean gnomon_history_turn_batch    (GnomonTransaction *transaction, GnomonChange *change,
                                       GError **error);
/* Ends what a dead process has begun with a batch: FALSE in @found where it never was one of a
 * change. */
gboolean gnomon_history_settle_batch  (GnomonTransaction *transaction, gint64 batch_id,
                                       gboolean *found, GError **error);

/* Part of gnomon_transaction_log(). */
gboolean gnomon_history_write         (GnomonTransaction *transaction, GError **error);

G_END_DECLS
