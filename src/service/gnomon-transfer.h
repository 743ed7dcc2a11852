/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <gio/gunixfdlist.h>

#include "gnomon-sink.h"

/*
 * A transfer: a call that hands over a file, and takes as long as its caller's end of it. At most
 * one of each caller is under way, so that Cancel and Progress need no name for it. It ends when
 * its call is answered; it is given up when its caller asks for that, or leaves the bus.
 */

G_BEGIN_DECLS

/* Those under way. */
typedef struct _GnomonTransfers GnomonTransfers;

GnomonTransfers *gnomon_transfers_new        (void);
void             gnomon_transfers_free       (GnomonTransfers *self);   /* none may be under way */
void             gnomon_transfers_cancel     (GnomonTransfers *self, const char *caller);
void             gnomon_transfers_cancel_all (GnomonTransfers *self);
gboolean         gnomon_transfers_is_empty   (GnomonTransfers *self);

typedef struct _GnomonTransfer GnomonTransfer;

/* Takes the call. NULL where it was answered by an error: there is no descriptor, or another
 * transfer of this caller is under way. */
GnomonTransfer        *gnomon_transfer_begin           (GnomonTransfers *transfers,
                                                        GDBusMethodInvocation *invocation,
                                                        GUnixFDList *fd_list, GVariant *handle);
GDBusMethodInvocation *gnomon_transfer_get_invocation  (GnomonTransfer *self); /* (transfer none) */
GCancellable          *gnomon_transfer_get_cancellable (GnomonTransfer *self); /* (transfer none) */

/* Each of these ends it. @reply is taken where it is floating. */
void                   gnomon_transfer_answer          (GnomonTransfer *self, GVariant *reply);
void                   gnomon_transfer_fail            (GnomonTransfer *self, const GError *error);

/* Tells the caller, not too often: a GnomonProgressFunc for any thread. */
void                   gnomon_transfer_tell            (guint done, guint total, gpointer transfer);

/* What is read from the caller's descriptor, on a thread of its own, at most 256 MiB. */
void                   gnomon_transfer_read_async      (GnomonTransfer *self,
                                                        GAsyncReadyCallback callback,
                                                        gpointer user_data);
GBytes                *gnomon_transfer_read_finish     (GnomonTransfer *self, GAsyncResult *result,
                                                        GError **error);

/* Into the caller's descriptor; to be used on one thread. */
void                   gnomon_transfer_init_sink       (GnomonTransfer *self, GnomonSink *sink);

G_END_DECLS
