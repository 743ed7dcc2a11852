/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-store.h"

/*
 * The mail that the ledger asks for. A reminder that is to be mailed is handed over when it is due
 * (GnomonClaim, gnomon-reminders.h); then it waits here until the server has taken it, is tried
 * again while that is of use, and is shown as a notification in the end where it cannot be mailed.
 */

G_BEGIN_DECLS

/* A claimed message. */
typedef struct
{
  gint64 id;                /* the instance's id in the ledger */
  gint64 due;               /* Unix seconds */
  GnomonEvent *event;
} GnomonDueMail;

typedef enum
{
  GNOMON_MAIL_SENT,         /* the server took it */
  GNOMON_MAIL_LATER,        /* not now: it is tried again, unless that would be too late */
  GNOMON_MAIL_FAILED,       /* it will not do: the reminder is shown as a notification */
} GnomonMailResult;

void           gnomon_due_mail_free             (GnomonDueMail *self);

/* When the next message wants to be tried; 0: never. A cheap read. */
gint64         gnomon_store_get_next_mail_time  (GnomonStore *self);

/* (transfer full): why the last message was not sent; "" where it was */
char          *gnomon_store_dup_mail_error      (GnomonStore *self);

/* Claims one message that wants to be tried by @now; G_MAXINT64 for any that waits. Answers NULL
 * without an error where there is none. */
void           gnomon_store_claim_mail_async    (GnomonStore *self, gint64 now,
                                                 GAsyncReadyCallback callback, gpointer user_data);
GnomonDueMail *gnomon_store_claim_mail_finish   (GnomonStore *self, GAsyncResult *result,
                                                 GError **error);

/* @note: why it was not sent; "" where it was. Never holds a password. */
void           gnomon_store_settle_mail_async   (GnomonStore *self, gint64 id,
                                                 GnomonMailResult result, const char *note,
                                                 GAsyncReadyCallback callback, gpointer user_data);
gboolean       gnomon_store_settle_mail_finish  (GnomonStore *self, GAsyncResult *result,
                                                 GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomonDueMail, gnomon_due_mail_free)

G_END_DECLS
