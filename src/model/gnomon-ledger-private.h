/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-event-private.h"
#include "gnomon-ledger.h"

/* What the files of the ledger share. */

G_BEGIN_DECLS

/* A rule as it is read for planning. */
typedef struct
{
  gint64 id;
  gboolean automatic;
  int minutes_before;       /* or GNOMON_REMINDER_AT_A_TIME */
  gint64 at;
} GnomonLedgerRule;

/* What planning goes by. */
typedef struct
{
  GnomonTransaction *transaction;
  GnomonEvent *event;       /* or an override, under the id of its row */
  GnomonEvent *before;      /* (nullable): what it was */
  const char *silent;       /* why nothing rings; NULL: it does */
  gboolean follows;         /* the event stands, the viewer has moved: nothing is missed by that */
  gboolean is_late;         /* an instance of a series was claimed: what is due meanwhile still */
  gint64 handled;           /*   rings, where it was due later than this */
  gint64 now;               /* Unix seconds */
} GnomonLedgerPlan;

/* A row of the ledger with its rule. */
typedef struct
{
  gint64 id;
  gint64 reminder_id;
  gint64 event_id;          /* of an occurrence that of its series */
  gint64 row_id;            /* of an override its own, else event_id */
  char *recurrence_id;
  gboolean is_next;         /* of its rule there is none after it */
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
  int minutes_before;       /* or GNOMON_REMINDER_AT_A_TIME */
  gboolean automatic;
  char *note;
  char *answered_by;        /* a program, or "notification" */
} GnomonLedgerRow;

void gnomon_ledger_row_clear (GnomonLedgerRow *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GnomonLedgerRow, gnomon_ledger_row_clear)

/* The instance of that id; where the id is a rule's, its instance last shown, else its next one.
 * NOT_FOUND also where the event is deleted. */
gboolean        gnomon_ledger_find     (GnomonDb *db, gint64 id, GnomonLedgerRow *row,
                                        GError **error);

/* A row of a query for LEDGER_COLUMNS. */
void            gnomon_ledger_read_row (GnomonStatement *query, GnomonLedgerRow *row);

/* As gnomon_ledger_plan_event() where not the event but the viewer has moved: what waits goes
 * along, rings at once where its time has passed by that, and what was shown stays so. */
gboolean        gnomon_ledger_follow_viewer (GnomonTransaction *transaction, GnomonEvent *event,
                                             GError **error);

/* gnomon-ledger-rules.c */
/* (element-type GnomonLedgerRule) */
GArray         *gnomon_ledger_load_rules (GnomonDb *db, gint64 event_id, GError **error);

/* The one rule that stands for the event's reminder_set and reminder_minutes_before: among @rules,
 * too. */
gboolean        gnomon_ledger_plan_automatic_rule (GnomonTransaction *transaction,
                                                   GnomonEvent *event, GArray *rules,
                                                   GError **error);

/* The next id of a rule or an instance; 0 on error. */
gint64          gnomon_ledger_take_id    (GnomonTransaction *transaction, GError **error);

void            gnomon_ledger_bind_int_or_null (GnomonStatement *statement, int parameter,
                                                gboolean given, gint64 value);

/* gnomon-ledger.c */
gint64          gnomon_ledger_get_due    (GnomonTransaction *transaction,
                                          const GnomonLedgerRule *rule, GnomonEvent *event);

/* gnomon-ledger.c and gnomon-ledger-series.c, to each other */
gint64          gnomon_ledger_get_due_of_day (GnomonTransaction *transaction,
                                              const GnomonLedgerRule *rule, gint64 start_wall);
gboolean        gnomon_ledger_write_plan (const GnomonLedgerPlan *plan, gint64 row_id,
                                          const GnomonLedgerRule *rule, const char *recurrence_id,
                                          gint64 due, GError **error);
gboolean        gnomon_ledger_rest_row   (GnomonTransaction *transaction, gint64 row_id,
                                          const char *note, GError **error);
/* What was snoozed while it would have been due has nothing but its snooze to ring by: it stays
 * snoozed when its event moves. One that was to last until the event starts goes along with that.
 * @before: (nullable): the event or occurrence as it was; @start: when it starts now */
gint64          gnomon_ledger_move_wake  (const GnomonLedgerPlan *plan, gint64 wake,
                                          GnomonEvent *before, gint64 start);
gboolean        gnomon_ledger_move_snooze (GnomonTransaction *transaction, gint64 row_id,
                                           const char *recurrence_id, gint64 due, gint64 wake,
                                           GError **error);
/* The event does not repeat any more: it is what the plan has as `before`, an occurrence. */
gboolean        gnomon_ledger_end_series (const GnomonLedgerPlan *plan,
                                          const GnomonLedgerRule *rule, GError **error);
gboolean        gnomon_ledger_plan_series (const GnomonLedgerPlan *plan,
                                           const GnomonLedgerRule *rule, GError **error);

/* After an instance of a series that was due at @handled is claimed or missed: plans the one that
 * comes next, or that was due last meanwhile. Nothing where @event does not repeat. */
gboolean        gnomon_ledger_plan_next  (GnomonTransaction *transaction, GnomonEvent *event,
                                          gint64 handled, gint64 now, GError **error);

/* Why an event does not ring at all, as a clause; NULL: it does. */
const char     *gnomon_ledger_why_silent (GnomonEvent *event, const char * const *own_addresses);

G_END_DECLS
