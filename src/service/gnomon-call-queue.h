/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/*
 * The calls that came in and wait for their turn: one of each caller after the other, so that who
 * asks for much waits for itself and not others for it. The calls of one caller keep their order.
 */

G_BEGIN_DECLS

typedef struct _GnomonCallQueue GnomonCallQueue;

/* Takes the call, and answers it now or later. */
typedef void (* GnomonCallFunc) (GDBusMethodInvocation *invocation, gpointer user_data);

typedef gboolean (* GnomonCallTest) (GDBusMethodInvocation *invocation);

GnomonCallQueue *gnomon_call_queue_new      (GnomonCallFunc run, GnomonCallTest is_alone,
                                             gpointer user_data);
void             gnomon_call_queue_free     (GnomonCallQueue *self);
/* takes it */
void             gnomon_call_queue_push     (GnomonCallQueue *self,
                                             GDBusMethodInvocation *invocation);
gboolean         gnomon_call_queue_is_empty (GnomonCallQueue *self); /* nothing waits */

G_END_DECLS
