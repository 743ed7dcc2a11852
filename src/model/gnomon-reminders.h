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
  gint64 wake;             /* what it waited for: its due time, or the end of a snooze */
  gboolean again;          /* shown before: snoozed, or its lease was taken back */
  gboolean is_over;        /* late, and its event has ended: it is told of together with others */
  GnomonEvent *event;
} GnomonDueReminder;

void       gnomon_due_reminder_free             (GnomonDueReminder *self);

/* By what it is decided which of the due ones ring. */
typedef struct
{
  gint64 now;              /* Unix seconds */
  gint64 until;            /* a moment ahead of @now, for what is due by then; 0: @now */
  guint limit;             /* how many at most */
  gint64 late_seconds;     /* for so long after its end an event is still told of */
  gboolean can_mail;       /* there is an account: what asks for mail is handed to gnomon-mail.h */
} GnomonClaim;

/* The earliest instant at which something waits to be shown; 0: nothing does. A cheap read. */
gint64     gnomon_store_get_next_reminder_time  (GnomonStore *self);
guint      gnomon_store_count_pending_reminders (GnomonStore *self);

/* Whether a notification of that instance has a reason to be on the screen: it is being shown, or
 * was and nobody has answered, moved, cancelled or deleted it. */
gboolean   gnomon_store_is_reminder_open        (GnomonStore *self, gint64 instance_id);

/* Whether this process has all of those instances (gint64) claimed: none was moved, answered or
 * deleted since. A cheap read also for thousands. */
gboolean   gnomon_store_are_reminders_claimed   (GnomonStore *self, const GArray *instance_ids);

/* Whether any of those instances (gint64) was shown and not answered. A cheap read also for
 * thousands. */
gboolean   gnomon_store_is_any_reminder_open    (GnomonStore *self, const GArray *instance_ids);

/* Claims what is due, each under a lease of this process; answers a GPtrArray of
 * GnomonDueReminder. Dead leases (another boot, a dead process) are taken back first. @more: the
 * limit was reached. */
void       gnomon_store_claim_reminders_async   (GnomonStore *self, const GnomonClaim *claim,
                                                 GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *gnomon_store_claim_reminders_finish  (GnomonStore *self, GAsyncResult *result,
                                                 gboolean *more, GError **error);

/* Plans anew what follows the viewer's zone and the hour of all-day reminders. To be cancelled
 * before the store is closed. */
void       gnomon_store_replan_reminders_async  (GnomonStore *self, GCancellable *cancellable,
                                                 GAsyncReadyCallback callback, gpointer user_data);
gboolean   gnomon_store_replan_reminders_finish (GnomonStore *self, GAsyncResult *result,
                                                 GError **error);

typedef enum
{
  GNOMON_SHOW_TAKEN,       /* the server took it: shown */
  GNOMON_SHOW_UNKNOWN,     /* the call timed out: counts as shown, ExplainReminder says so */
  GNOMON_SHOW_REFUSED,     /* nobody was there: the lease is given back, it stays pending */
} GnomonShowResult;

/* Those that came in one notification are settled together, at most some hundreds at a time.
 * @n_together: how many came in it; 1: it had a notification of its own. */
void       gnomon_store_settle_reminders_async  (GnomonStore *self, const GArray *instance_ids,
                                                 guint n_together, GnomonShowResult result,
                                                 gint64 now, GAsyncReadyCallback callback,
                                                 gpointer user_data);
gboolean   gnomon_store_settle_reminders_finish (GnomonStore *self, GAsyncResult *result,
                                                 GError **error);

/* The answer of whoever closes such a notification. */
void       gnomon_store_dismiss_reminders_async (GnomonStore *self, const GArray *instance_ids,
                                                 gint64 now, GAsyncReadyCallback callback,
                                                 gpointer user_data);
gboolean   gnomon_store_dismiss_reminders_finish (GnomonStore *self, GAsyncResult *result,
                                                  GError **error);

/* A reminder that was shown or missed, and that nobody has answered. */
typedef struct
{
  gint64 id;               /* the instance's id in the ledger */
  gint64 at;               /* Unix seconds: when it was shown or, else, found to be missed */
  GnomonReminderState state;
  GnomonEvent *event;      /* the occurrence */
} GnomonOpenReminder;

void       gnomon_open_reminder_free            (GnomonOpenReminder *self);

/* (transfer full) (element-type GnomonOpenReminder): what was shown within a day, or missed within
 * a week, and waits for an answer: the last due first, at most @limit. */
GPtrArray *gnomon_store_list_open_reminders     (GnomonStore *self, guint limit, GError **error);

/* English text with times: why it rang, or did not. */
char      *gnomon_store_explain_reminder        (GnomonStore *self, gint64 reminder_id,
                                                 GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomonOpenReminder, gnomon_open_reminder_free)

G_END_DECLS
