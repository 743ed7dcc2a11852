/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-store.h"

/*
 * The reminder ledger as the service uses it: what is due, claimed by a lease before it is shown,
 * and told back when the server took it. All of it runs on the store's writer thread and is
 * answered on the owner's main context.
 */

G_BEGIN_DECLS

/* A claimed instance with what a notification shows. */
typedef struct
{
  gint64 id;               /* the instance's id in the ledger */
  gint64 event_id;
  GnomonReminderType type;
  gint64 due;              /* Unix seconds */
  gboolean again;          /* shown before: snoozed, or its lease was taken back */
  GnomonEvent *event;
} GnomonDueReminder;

void       gnomon_due_reminder_free             (GnomonDueReminder *self);

/* The earliest instant at which something waits to be shown; 0: nothing does. A cheap read. */
gint64     gnomon_store_get_next_reminder_time  (GnomonStore *self);
guint      gnomon_store_count_pending_reminders (GnomonStore *self);

/* Whether a notification of that instance has a reason to be on the screen: it is being shown, or
 * was and nobody has answered, moved, cancelled or deleted it. */
gboolean   gnomon_store_is_reminder_open        (GnomonStore *self, gint64 instance_id);

/* Claims all that is due at @now, at most @limit, each under a lease of this process; answers a
 * GPtrArray of GnomonDueReminder. Dead leases (another boot, a dead process, a process that is
 * not @holder) are taken back first. */
void       gnomon_store_claim_reminders_async   (GnomonStore *self, gint64 now, guint limit, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *gnomon_store_claim_reminders_finish  (GnomonStore *self, GAsyncResult *result, GError **error);

/* Plans anew what follows the viewer's zone and the hour of all-day reminders. To be cancelled
 * before the store is closed. */
void       gnomon_store_replan_reminders_async  (GnomonStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean   gnomon_store_replan_reminders_finish (GnomonStore *self, GAsyncResult *result, GError **error);

typedef enum
{
  GNOMON_SHOW_TAKEN,       /* the server took it: shown */
  GNOMON_SHOW_UNKNOWN,     /* the call timed out: counts as shown, ExplainReminder says so */
  GNOMON_SHOW_REFUSED,     /* nobody was there: the lease is given back, it stays pending */
} GnomonShowResult;

void       gnomon_store_settle_reminder_async   (GnomonStore *self, gint64 instance_id, GnomonShowResult result, gint64 now, GAsyncReadyCallback callback, gpointer user_data);
gboolean   gnomon_store_settle_reminder_finish  (GnomonStore *self, GAsyncResult *result, GError **error);

/* English text with times: why it rang, or did not. */
char      *gnomon_store_explain_reminder        (GnomonStore *self, gint64 reminder_id, GError **error);

G_END_DECLS
