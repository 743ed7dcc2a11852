/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gnomon-reminders.h"

/*
 * What is due at once, put into as many notifications as people can take: a few reminders have one
 * each, the rest of them share one, and those whose events have ended share another.
 */

G_BEGIN_DECLS

typedef struct
{
  gint64 id;                /* in the ledger */
  gint64 event_id;
} GnomonInstance;

/* What comes in one notification. */
typedef struct
{
  GArray *instances;        /* GnomonInstance */
  GPtrArray *events;        /* GnomonEvent: of the first of them */
  gboolean is_over;
} GnomonReminderGroup;

typedef struct _GnomonReminderBatch GnomonReminderBatch;

void                 gnomon_reminder_group_free  (GnomonReminderGroup *self);

/* (transfer full) (element-type gint64): the ids of those from @first to before @end */
GArray              *gnomon_instances_list_ids   (const GArray        *instances,
                                                  guint                first,
                                                  guint                end);

GnomonReminderBatch *gnomon_reminder_batch_new   (void);
void                 gnomon_reminder_batch_free  (GnomonReminderBatch *self);
void                 gnomon_reminder_batch_add   (GnomonReminderBatch *self,
                                                  GnomonDueReminder   *reminder);

/* (transfer full) (element-type GnomonReminderGroup): what was added, in the order to be shown */
GPtrArray           *gnomon_reminder_batch_steal (GnomonReminderBatch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomonReminderGroup, gnomon_reminder_group_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GnomonReminderBatch, gnomon_reminder_batch_free)

G_END_DECLS
