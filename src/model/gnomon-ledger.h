/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-transaction.h"

/*
 * The reminder ledger's planning: one row for each rule and occurrence of an event.
 */

G_BEGIN_DECLS

/* Brings an event's rules and ledger rows in line with the event as just stored, inside of the
 * write that stored it. Notes GNOMON_CHANGE_REMINDERS where something moved. */
gboolean   gnomon_ledger_plan_event  (GnomonTransaction *transaction, GnomonEvent *event, GError **error);

/* A deleted event's rows wait for nothing any more. */
gboolean   gnomon_ledger_drop_event  (GnomonTransaction *transaction, gint64 event_id, GError **error);

/* (transfer full) (element-type GnomonReminder): the event's rules with their state. */
GPtrArray *gnomon_ledger_list_rules  (GnomonDb *db, gint64 event_id, GError **error);

G_END_DECLS
