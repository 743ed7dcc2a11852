/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-ical-reply.h"
#include "gnomon-import-run.h"

/*
 * What gnomon-store-import-replies.c, which judges the answers of guests, and
 * gnomon-store-import-answered.c, which writes them to stored events, share.
 */

G_BEGIN_DECLS

/* An answer of the file. */
typedef struct
{
  GnomonIcalReply *reply;
  GnomonWarningKind fate;       /* GNOMON_WARNING_ANSWER: nothing to be told */
  gboolean is_done;             /* its event came with it */
  const GnomonArrival *arrival; /* which that was: to be compared with alone */
  gint64 event_id;              /* the stored event that it changes */
} GnomonWaiting;

/* Changes @event, which is a copy: FALSE where there is nothing new. */
gboolean gnomon_import_answer_event (GnomonImportRun *self, const GnomonIcalReply *reply,
                                     GnomonEvent *event, GnomonWarningKind *fate);

G_END_DECLS
