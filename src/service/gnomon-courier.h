/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-notice.h"
#include "gnomon-reminders.h"

/*
 * The side of the notifier that lives on a thread of its own, and the only one that knows
 * libnotify: its calls block for as long as the server does not answer. The courier outlives the
 * notifier where a call hangs, since nobody waits for the thread to end.
 */

G_BEGIN_DECLS

typedef struct _GnomonCourier GnomonCourier;

typedef enum
{
  GNOMON_COURIER_AVAILABLE, /* a server has appeared */
  GNOMON_COURIER_ANSWERED,
  GNOMON_COURIER_GONE,      /* by expiry, or with its server: nobody has answered */
} GnomonCourierNews;

/* All but @news is zero where a server has appeared. @activation_token: (nullable): with it a
 * window may come to the front. */
typedef void (*GnomonCourierFunc) (GObject           *owner,
                                   GnomonCourierNews  news,
                                   gint64             key,
                                   GnomonAnswer       answer,
                                   const char        *activation_token);

GnomonCourier *gnomon_courier_new      (GObject           *owner,
                                        GnomonCourierFunc  func);
void           gnomon_courier_stop     (GnomonCourier     *self);
void           gnomon_courier_show     (GnomonCourier     *self,
                                        GTask             *task,
                                        GnomonNotice      *notice);
void           gnomon_courier_withdraw (GnomonCourier     *self,
                                        gint64             key);

G_END_DECLS
