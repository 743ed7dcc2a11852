/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-event-private.h"
#include "gnomon-ledger.h"

/* What the files of the ledger share. */

G_BEGIN_DECLS

/* A row of the ledger with its rule. */
typedef struct
{
  gint64 id;
  gint64 reminder_id;
  gint64 event_id;
  gint64 due;
  gint64 wake;              /* 0: it waits for nothing */
  GnomonReminderState state;
  gint64 planned_at;
  gint64 leased_at;         /* 0: never */
  gint64 lease_pid;         /* 0: not leased */
  gint64 shown_at;          /* 0: never */
  gint64 sent_at;           /* 0: never */
  gint64 ended_at;          /* 0: not yet */
  gint64 answered_at;       /* when it was snoozed or dismissed; 0: never */
  GnomonReminderType type;
  int minutes_before;       /* -1: at a time of its own */
  gboolean automatic;
  char *note;
  char *answered_by;        /* a program, or "notification" */
} GnomonLedgerRow;

void gnomon_ledger_row_clear (GnomonLedgerRow *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GnomonLedgerRow, gnomon_ledger_row_clear)

/* The instance of that id; where the id is a rule's, its instance last shown, else its next one.
 * NOT_FOUND also where the event is deleted. */
gboolean        gnomon_ledger_find     (GnomonDb *db, gint64 id, GnomonLedgerRow *row, GError **error);

/* (transfer full): as it is told to callers, under the id by which they know it. */
GnomonReminder *gnomon_ledger_row_to_reminder (const GnomonLedgerRow *self, gint64 id);

/* As gnomon_ledger_plan_event() where not the event but the viewer has moved: what waits goes
 * along, rings at once where its time has passed by that, and what was shown stays so. */
gboolean        gnomon_ledger_follow_viewer (GnomonTransaction *transaction, GnomonEvent *event, GError **error);

/* Why an event does not ring at all, as a clause; NULL: it does. */
const char     *gnomon_ledger_why_silent (GnomonEvent *event, const char * const *own_addresses);

G_END_DECLS
