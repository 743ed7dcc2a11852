/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-call-queue.h"
#include "gnomon-store.h"
#include "gnomon-user-week.h"

/*
 * Lists can have megabytes: to read the events, to make values of them and to write those for the
 * bus takes a while, in which the main loop serves others. This thread does it, for one call after
 * the other, over a connection of its own.
 */

G_BEGIN_DECLS

typedef struct _GnomonListThread GnomonListThread;

/* @run answers a call on the thread; then @answered is called on the main loop. */
GnomonListThread *gnomon_list_thread_new  (GnomonStore *store, GnomonCallFunc run,
                                           GDestroyNotify answered, gpointer user_data);
void              gnomon_list_thread_free (GnomonListThread *self);
void              gnomon_list_thread_push (GnomonListThread *self,
                                           GDBusMethodInvocation *invocation,
                                           const GnomonUserWeek *week);

/* For what runs there. */
/* (transfer none) (nullable): NULL on other threads */
GnomonStore          *gnomon_list_thread_get_store (void);
/* (transfer none) (nullable): the same */
const GnomonUserWeek *gnomon_list_thread_get_week  (void);

G_END_DECLS
