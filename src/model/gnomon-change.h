/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GNOMON_TYPE_CHANGE (gnomon_change_get_type ())

/* A change in the history: what was done, when and by whom. A snapshot. */
G_DECLARE_FINAL_TYPE (GnomonChange, gnomon_change, GNOMON, CHANGE, GObject)

GnomonChange *gnomon_change_new           (guint64     id,
                                           gint64      at,
                                           const char *actor,
                                           const char *operation,
                                           const char *title,
                                           guint       n_events,
                                           gboolean    undone,
                                           gint64      batch_id);
guint64       gnomon_change_get_id        (GnomonChange *self);
gint64        gnomon_change_get_at        (GnomonChange *self); /* Unix seconds */
const char   *gnomon_change_get_actor     (GnomonChange *self); /* "" where it is not known */
const char   *gnomon_change_get_operation (GnomonChange *self); /* as in "delete-event" */
/* of the event or calendar it was about */
const char   *gnomon_change_get_title     (GnomonChange *self);
/* more than 1: it was about several, and the title is that of one of them */
guint         gnomon_change_get_n_events  (GnomonChange *self);
gboolean      gnomon_change_is_undone     (GnomonChange *self);
gint64        gnomon_change_get_batch_id  (GnomonChange *self); /* of an import; 0 else */
/* English, as in: Deleted “Dentist” */
char         *gnomon_change_describe      (GnomonChange *self);

G_END_DECLS
