/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-event-private.h"

/*
 * The part of the event rules that is about time: gnomon-event-rules.c calls it, nobody else.
 */

G_BEGIN_DECLS

/* Sets kind, zones, start and end of @event by @fields: merged with what @before has, or with the
 * defaults where it is NULL. FALSE and error (INVALID_ARGUMENT, naming the field) else. */
gboolean gnomon_event_take_times (GnomonEvent *event, GnomonEvent *before,
                                  const GnomonFields *fields, const GnomonEventContext *context,
                                  GError **error);

G_END_DECLS
