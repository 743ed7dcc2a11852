/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gnomon-store.h"

G_BEGIN_DECLS

#define GNOMON_TYPE_REMINDERS_GROUP (gnomon_reminders_group_get_type ())

/*
 * The reminders of the event that is edited: the automatic one, which is part of the event, and
 * those besides it, which are operations of their own.
 *
 * Signals:
 *  - "changed": a reminder came or went.
 */
G_DECLARE_FINAL_TYPE (GnomonRemindersGroup, gnomon_reminders_group, GNOMON, REMINDERS_GROUP,
                      AdwPreferencesGroup)

void       gnomon_reminders_group_load            (GnomonRemindersGroup *self,
                                                   GnomonEvent          *event,
                                                   GTimeZone            *viewer);
void       gnomon_reminders_group_write           (GnomonRemindersGroup *self,
                                                   GnomonFields         *fields);
GPtrArray *gnomon_reminders_group_list_operations (GnomonRemindersGroup *self,
                                                   gint64                event_id);

/* What is another than gnomon_reminders_group_load() made it, for a draft. */
void       gnomon_reminders_group_save            (GnomonRemindersGroup *self,
                                                   GVariantDict         *dict);
void       gnomon_reminders_group_restore         (GnomonRemindersGroup *self,
                                                   GVariantDict         *dict);

G_END_DECLS
