/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-transaction.h"

/*
 * The reminder ledger. A rule says when an event rings; for each rule and occurrence there is one
 * instance, a row of the ledger that is planned, claimed by a lease, shown, snoozed, dismissed.
 * The rules stand in gnomon-ledger-rules.c, planning in gnomon-ledger.c, claiming and showing in
 * gnomon-ledger-claims.c.
 */

G_BEGIN_DECLS

/* Takes ids for the rules and instances that are to come, all at once; those left of the ones
 * before are lost. They are good for the transaction that is open, and for those after it. */
gboolean gnomon_ledger_reserve_ids (GnomonTransaction *transaction, guint n_ids, GError **error);

/* Brings an event's rules and ledger rows in line with the event as just stored, inside of the
 * write that stored it. Notes GNOMON_CHANGE_REMINDERS where something moved. */
gboolean   gnomon_ledger_plan_event  (GnomonTransaction *transaction, GnomonEvent *event,
                                      GError **error);

/* The same of an event that was another one before: what was snoozed until its start goes along. */
gboolean   gnomon_ledger_replan_event (GnomonTransaction *transaction, GnomonEvent *before,
                                       GnomonEvent *event, GError **error);

/* Before an event is written as it once was: its rules are those of @event->reminders again. */
gboolean   gnomon_ledger_restore_rules (GnomonTransaction *transaction, GnomonEvent *event,
                                        GError **error);

/* What an event takes over of the reminders of another one. */
typedef struct
{
  gint64 from_id;          /* the event that had them */
  const char *first;       /* of its occurrences from this recurrence id */
  const char *last;        /* to that, both inclusive */
  const char *recurrence_id; /* (nullable): what they are now; NULL: the same */
} GnomonHandOver;

/* Occurrences have just become @event, or a part of it, with rules of its own: what has happened to
 * their reminders goes along to the rules that are the same. */
gboolean   gnomon_ledger_hand_over   (GnomonTransaction *transaction, const GnomonHandOver *what,
                                      GnomonEvent *event, GError **error);

/* An override is about to be deleted, where a series was @before and becomes @event: what was
 * snoozed of it, or has happened to it when the occurrence in its place is due, goes to the rules
 * of @event that are the same. The rest has nothing more to say. */
gboolean   gnomon_ledger_hand_back   (GnomonTransaction *transaction, GnomonEvent *before,
                                      GnomonEvent *override, GnomonEvent *event, GError **error);

/* A deleted event's rows wait for nothing any more. */
gboolean   gnomon_ledger_drop_event  (GnomonTransaction *transaction, gint64 event_id,
                                      GError **error);

/* Adds a rule: @minutes_before the start or, where that is GNOMON_REMINDER_AT_A_TIME, at the
 * instant @at. It has no rows until the event is planned. Answers its id, 0 on error. */
gint64     gnomon_ledger_add_rule    (GnomonTransaction *transaction, gint64 event_id,
                                      int minutes_before, gint64 at, GnomonReminderType type,
                                      gboolean automatic, GError **error);

/* (transfer full) (element-type GnomonReminder): the event's rules with their state. */
GPtrArray *gnomon_ledger_list_rules  (GnomonDb *db, gint64 event_id, GError **error);

G_END_DECLS
