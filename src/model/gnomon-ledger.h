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

/* A deleted event's rows wait for nothing any more. */
gboolean   gnomon_ledger_drop_event  (GnomonTransaction *transaction, gint64 event_id,
                                      GError **error);

/* Adds a rule: @minutes_before the start or, where that is -1, at the instant @at. It has no rows
 * until the event is planned. Answers its id, 0 on error. */
gint64     gnomon_ledger_add_rule    (GnomonTransaction *transaction, gint64 event_id,
                                      int minutes_before, gint64 at, GnomonReminderType type,
                                      gboolean automatic, GError **error);

/* (transfer full) (element-type GnomonReminder): the event's rules with their state. */
GPtrArray *gnomon_ledger_list_rules  (GnomonDb *db, gint64 event_id, GError **error);

G_END_DECLS
